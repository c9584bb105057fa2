#include <catch2/catch_test_macros.hpp>
#include <list>
#include <memory>
#include <random>
#include <routpact/detail/lifecycle/pending_change.hpp>
#include <thread>
#include <vector>

namespace {

using routpact::interface_state;
using routpact::status_change;
using routpact::detail::pending_change;
using routpact::detail::status_word;

IP_ADAPTER_BINDING_INFO unnumbered{};

status_change change(DWORD type, PVOID info = nullptr) {
    return status_change{TRUE, type, info};
}

// A call that succeeds.
void apply(interface_state& state, const status_change& change) {
    pending_change pending{&state, change};
    pending.keep();
}

void check(const interface_state& state, bool enabled, bool bound, bool media_present) {
    CHECK(state.enabled() == enabled);
    CHECK(state.bound() == bound);
    CHECK(state.media_present() == media_present);
}

// A call that is inside its handler.
struct call {
    call(interface_state& state, const status_change& change)
        : pending{std::make_unique<pending_change>(&state, change)} {}
    void succeed() {
        pending->keep();
        pending.reset();
    }
    void fail() { pending.reset(); }

    std::unique_ptr<pending_change> pending;
};

} // namespace

TEST_CASE("a new interface is disabled and not bound, and its medium is there") {
    check(interface_state{}, false, false, true);
}

TEST_CASE("each change of status changes one thing of an interface's state") {
    interface_state state;
    apply(state, change(RIS_INTERFACE_ENABLED));
    check(state, true, false, true);
    apply(state, change(RIS_INTERFACE_ADDRESS_CHANGE, &unnumbered));
    check(state, true, true, true);
    apply(state, change(RIS_INTERFACE_MEDIA_ABSENT));
    check(state, true, true, false);
    apply(state, change(RIS_INTERFACE_DISABLED));
    check(state, false, true, false);
    apply(state, change(RIS_INTERFACE_MEDIA_PRESENT));
    check(state, false, true, true);
    apply(state, change(RIS_INTERFACE_ADDRESS_CHANGE));
    check(state, false, false, true);
}

TEST_CASE("a change of status that changes nothing, changes nothing") {
    interface_state state;
    apply(state, change(RIS_INTERFACE_DISABLED));
    apply(state, change(RIS_INTERFACE_MEDIA_PRESENT));
    apply(state, change(RIS_INTERFACE_ADDRESS_CHANGE));
    check(state, false, false, true);
    for (int twice = 0; twice < 2; ++twice) {
        apply(state, change(RIS_INTERFACE_ENABLED));
        apply(state, change(RIS_INTERFACE_MEDIA_ABSENT));
        apply(state, change(RIS_INTERFACE_ADDRESS_CHANGE, &unnumbered));
    }
    check(state, true, true, false);
}

TEST_CASE("a binding that comes with another type of change does not bind") {
    interface_state state;
    apply(state, change(RIS_INTERFACE_ENABLED, &unnumbered));
    check(state, true, false, true);
    {
        const pending_change nothing{&state, change(99, &unnumbered)};
        check(state, true, false, true);
        apply(state, change(RIS_INTERFACE_DISABLED));
    }
    check(state, false, false, true);
}

TEST_CASE("a change of status without a state changes nothing") {
    pending_change nothing{nullptr, change(RIS_INTERFACE_ENABLED)};
    nothing.keep();
}

TEST_CASE("each kind of change is undone if its call fails") {
    for (const bool set : {false, true}) {
        for (DWORD type = RIS_INTERFACE_ADDRESS_CHANGE; type <= RIS_INTERFACE_MEDIA_ABSENT;
             ++type) {
            for (const PVOID info : {PVOID{nullptr}, PVOID{&unnumbered}}) {
                interface_state state;
                if (set) {
                    apply(state, change(RIS_INTERFACE_ENABLED));
                    apply(state, change(RIS_INTERFACE_MEDIA_ABSENT));
                    apply(state, change(RIS_INTERFACE_ADDRESS_CHANGE, &unnumbered));
                }
                call{state, change(type, info)}.fail();
                check(state, set, set, !set);
            }
        }
    }
}

TEST_CASE("a call that fails undoes no successful call") {
    for (const bool enabled : {false, true}) {
        const DWORD on = enabled ? RIS_INTERFACE_DISABLED : RIS_INTERFACE_ENABLED;
        const DWORD off = enabled ? RIS_INTERFACE_ENABLED : RIS_INTERFACE_DISABLED;
        const auto state_with = [&] {
            auto state = std::make_unique<interface_state>();
            if (enabled)
                apply(*state, change(RIS_INTERFACE_ENABLED));
            return state;
        };
        auto state = state_with();
        call first{*state, change(on)};
        call{*state, change(on)}.succeed();
        first.fail();
        CHECK(state->enabled() == !enabled);

        state = state_with(); // the later call fails
        call earlier{*state, change(on)};
        call later{*state, change(on)};
        earlier.succeed();
        later.fail();
        CHECK(state->enabled() == !enabled);

        state = state_with(); // the first fails, and then the second, which has found its change
        call one{*state, change(on)};
        call two{*state, change(on)};
        one.fail();
        CHECK(state->enabled() == !enabled);
        two.fail();
        CHECK(state->enabled() == enabled);

        state = state_with(); // contradictory calls: the later one counts
        call forth{*state, change(on)};
        call back{*state, change(off)};
        CHECK(state->enabled() == enabled);
        back.succeed();
        forth.succeed();
        CHECK(state->enabled() == enabled);

        state = state_with(); // the change of the first shows again
        call under{*state, change(on)};
        call over{*state, change(off)};
        over.fail();
        CHECK(state->enabled() == !enabled);
        under.fail();
        CHECK(state->enabled() == enabled);
    }
}

TEST_CASE("one call may stay pending while many others begin and end") {
    interface_state state;
    call lasting{state, change(RIS_INTERFACE_ENABLED)};
    for (int i = 0; i < 1000; ++i) {
        call{state, change(RIS_INTERFACE_DISABLED)}.fail();
        CHECK(state.enabled());
    }
    call{state, change(RIS_INTERFACE_DISABLED)}.succeed();
    CHECK(!state.enabled());
    for (int i = 0; i < 1000; ++i)
        call{state, change(RIS_INTERFACE_ENABLED)}.succeed();
    call{state, change(RIS_INTERFACE_DISABLED)}.succeed();
    lasting.succeed();
    CHECK(!state.enabled());
}

TEST_CASE("pending changes use the places of the ring again and again") {
    interface_state state;
    std::list<call> running;
    for (unsigned i = 0; i < 1000; ++i) {
        running.emplace_back(state, change(i % 2 ? RIS_INTERFACE_DISABLED : RIS_INTERFACE_ENABLED));
        CHECK(state.enabled() == (i % 2 == 0));
        if (running.size() == status_word::capacity) {
            running.front().fail();
            running.pop_front();
        }
    }
    for (call& each : running)
        each.fail();
    CHECK(!state.enabled());
}

TEST_CASE("pending changes without room take effect only when they succeed") {
    for (const bool succeeds : {false, true}) {
        interface_state state;
        std::list<call> running;
        for (unsigned i = 0; i < status_word::capacity; ++i)
            running.emplace_back(state, change(RIS_INTERFACE_ENABLED));
        call beyond{state, change(RIS_INTERFACE_MEDIA_ABSENT)};
        check(state, true, false, false);
        if (succeeds)
            beyond.succeed();
        else
            beyond.fail();
        check(state, true, false, !succeeds);
        call late{state, change(RIS_INTERFACE_ADDRESS_CHANGE, &unnumbered)};
        for (call& each : running)
            each.fail();
        check(state, false, false, !succeeds);
        late.succeed();
        check(state, false, true, !succeeds);
    }
}

namespace {
// Returns the expected state, from all calls in the order in which they began.
class model {
public:
    struct entry {
        DWORD type;
        bool binds;
        enum { runs, succeeded, failed } now = runs;
    };
    std::list<entry> calls;

    void check(const interface_state& state) const {
        bool enabled = false;
        bool bound = false;
        bool media_present = true;
        for (const entry& each : calls) {
            if (each.now == entry::failed)
                continue;
            if (each.type == RIS_INTERFACE_ENABLED || each.type == RIS_INTERFACE_DISABLED)
                enabled = each.type == RIS_INTERFACE_ENABLED;
            else if (each.type == RIS_INTERFACE_ADDRESS_CHANGE)
                bound = each.binds;
            else
                media_present = each.type == RIS_INTERFACE_MEDIA_PRESENT;
        }
        if (state.enabled() != enabled || state.bound() != bound ||
            state.media_present() != media_present)
            FAIL("the state is another");
    }
};
} // namespace

TEST_CASE("an interface's state is that of the last calls that did not fail") {
    std::mt19937 random{1};
    for (unsigned round = 0; round < 2000; ++round) {
        interface_state state;
        model expected;
        struct running {
            call mine;
            model::entry& noted;
        };
        std::list<running> all;
        for (unsigned step = 0; step < 60; ++step) {
            const bool begins =
                all.size() < status_word::capacity / 2 && (all.empty() || random() % 2 == 0);
            if (begins && step < 50) {
                const auto type = static_cast<DWORD>(random() % 5);
                const bool binds = random() % 2 == 0;
                expected.calls.push_back({type, binds});
                all.push_back({call{state, change(type, binds ? &unnumbered : nullptr)},
                               expected.calls.back()});
            } else if (!all.empty()) {
                // End the oldest or the latest call more often, so that the ring has room.
                auto at = all.begin();
                if (random() % 3 == 0)
                    std::advance(at, random() % all.size());
                const bool succeeds = random() % 2 == 0;
                at->noted.now = succeeds ? model::entry::succeeded : model::entry::failed;
                succeeds ? at->mine.succeed() : at->mine.fail();
                all.erase(at);
            }
            expected.check(state);
        }
    }
}

TEST_CASE("changes of an interface's state from several threads do not undo each other") {
    interface_state state;
    const auto toggle = [&](DWORD on, DWORD off) {
        return [&state, on, off] {
            for (int i = 0; i < 10000; ++i) {
                apply(state, change(off));
                const pending_change fails{&state, change(on)};
                apply(state, change(on));
            }
        };
    };
    const auto fail = [&](DWORD type) {
        return [&state, type] {
            for (int i = 0; i < 10000; ++i)
                const pending_change fails{&state, change(type)};
        };
    };
    std::vector<std::thread> threads;
    threads.emplace_back(toggle(RIS_INTERFACE_ENABLED, RIS_INTERFACE_DISABLED));
    threads.emplace_back(toggle(RIS_INTERFACE_MEDIA_ABSENT, RIS_INTERFACE_MEDIA_PRESENT));
    threads.emplace_back(fail(RIS_INTERFACE_DISABLED));
    threads.emplace_back(fail(RIS_INTERFACE_MEDIA_PRESENT));
    threads.emplace_back([&state] {
        for (int i = 0; i < 10000; ++i)
            const pending_change fails{&state, change(RIS_INTERFACE_ADDRESS_CHANGE, &unnumbered)};
    });
    for (std::thread& each : threads)
        each.join();
    check(state, true, false, false);
}
