#include <catch2/catch_test_macros.hpp>
#include <routpact/interface_state.hpp>
#include <thread>

namespace {

using routpact::interface_state;
using routpact::status_change;

IP_ADAPTER_BINDING_INFO unnumbered{};

status_change change(DWORD type, PVOID info = nullptr) {
    return status_change{TRUE, type, info};
}

void check(const interface_state& state, bool enabled, bool bound, bool media_present) {
    CHECK(state.enabled() == enabled);
    CHECK(state.bound() == bound);
    CHECK(state.media_present() == media_present);
}

} // namespace

TEST_CASE("a new interface is disabled and not bound, and its medium is there") {
    check(interface_state{}, false, false, true);
}

TEST_CASE("each change of status changes one thing of an interface's state") {
    interface_state state;
    state.apply(change(RIS_INTERFACE_ENABLED));
    check(state, true, false, true);
    state.apply(change(RIS_INTERFACE_ADDRESS_CHANGE, &unnumbered));
    check(state, true, true, true);
    state.apply(change(RIS_INTERFACE_MEDIA_ABSENT));
    check(state, true, true, false);
    state.apply(change(RIS_INTERFACE_DISABLED));
    check(state, false, true, false);
    state.apply(change(RIS_INTERFACE_MEDIA_PRESENT));
    check(state, false, true, true);
    state.apply(change(RIS_INTERFACE_ADDRESS_CHANGE));
    check(state, false, false, true);
}

TEST_CASE("a change of status that changes nothing, changes nothing") {
    interface_state state;
    state.apply(change(RIS_INTERFACE_DISABLED));
    state.apply(change(RIS_INTERFACE_MEDIA_PRESENT));
    state.apply(change(RIS_INTERFACE_ADDRESS_CHANGE));
    check(state, false, false, true);
    for (int twice = 0; twice < 2; ++twice) {
        state.apply(change(RIS_INTERFACE_ENABLED));
        state.apply(change(RIS_INTERFACE_MEDIA_ABSENT));
        state.apply(change(RIS_INTERFACE_ADDRESS_CHANGE, &unnumbered));
    }
    check(state, true, true, false);
}

TEST_CASE("a binding that comes with another type of change does not bind") {
    interface_state state;
    state.apply(change(RIS_INTERFACE_ENABLED, &unnumbered));
    check(state, true, false, true);
    const interface_state::changed nothing = state.apply(change(99, &unnumbered));
    check(state, true, false, true);
    state.apply(change(RIS_INTERFACE_DISABLED));
    state.take_back(nothing);
    check(state, false, false, true);
}

TEST_CASE("a change of status can be taken back, whatever it was") {
    for (const bool set : {false, true}) {
        for (DWORD type = RIS_INTERFACE_ADDRESS_CHANGE; type <= RIS_INTERFACE_MEDIA_ABSENT;
             ++type) {
            for (const PVOID info : {PVOID{nullptr}, PVOID{&unnumbered}}) {
                interface_state state;
                if (set) {
                    state.apply(change(RIS_INTERFACE_ENABLED));
                    state.apply(change(RIS_INTERFACE_MEDIA_ABSENT));
                    state.apply(change(RIS_INTERFACE_ADDRESS_CHANGE, &unnumbered));
                }
                state.take_back(state.apply(change(type, info)));
                check(state, set, set, !set);
            }
        }
    }
}

TEST_CASE("changes of an interface's state from two threads do not undo each other") {
    interface_state state;
    const auto toggle = [&](DWORD on, DWORD off) {
        return [&state, on, off] {
            for (int i = 0; i < 10000; ++i) {
                state.apply(change(off));
                state.apply(change(on));
            }
        };
    };
    std::thread one{toggle(RIS_INTERFACE_ENABLED, RIS_INTERFACE_DISABLED)};
    std::thread two{toggle(RIS_INTERFACE_MEDIA_ABSENT, RIS_INTERFACE_MEDIA_PRESENT)};
    one.join();
    two.join();
    check(state, true, false, false);
}
