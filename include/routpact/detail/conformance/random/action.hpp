#pragma once
// One step of a random sequence of calls.

#include <routpact/detail/conformance/random_numbers.hpp>
#include <string>
#include <vector>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Describes a step. It does not depend on what the protocol has answered so far, so that a shorter
/// sequence is one with some steps left out.
struct action {
    /// The kinds of steps.
    enum class kind {
        start,
        complete,
        stop,
        add,
        add_with, ///< With an info block that the protocol may refuse.
        remove,
        enable,
        disable,
        bind,
        media,
        connect,
        disconnect,
        update,
        get_info,
        set_info,
        get_global,
        set_global,
        neighbors,
        mfe_status,
        mib_create,
        mib_delete,
        mib_set,
        mib_get,
        mib_first,
        mib_next,
        fetch,
    };
    kind what = kind::start;
    ULONG index = 0; ///< The interface, where the step has one.
    ULONG number =
        0; ///< Chooses the details: the name's length, the number of addresses, and so on.

    friend bool operator==(const action&, const action&) = default;
};

/// Writes the step as an expression of a test with testing::router_manager. `block` is the info
/// block or the MIB entry that it passes, as an expression.
inline std::string test_line(const action& step, const std::string& block) {
    const std::string index = std::to_string(step.index) + "u";
    const auto call = [&](const char* function) {
        return std::string{"router."} + function + "(" + index + ")";
    };
    const std::string name =
        "std::wstring(" + std::to_string(step.number % 256 + 1) + ", L'x').c_str()";
    const auto set = [&](const char* function) {
        return std::string{"router."} + function + "(" + block + ")";
    };
    const auto get = [&](const char* function, const std::string& argument) {
        return std::string{"router."} + function + "<std::vector<unsigned char>>(" + argument +
               ").code";
    };
    switch (step.what) {
    case action::kind::start:
        return "router.start_protocol()";
    case action::kind::complete:
        return "router.start_complete()";
    case action::kind::stop:
        return "router.stop()";
    case action::kind::add:
        return "router.add_disabled_interface(" + index + ", " + name + ")";
    case action::kind::add_with:
        return "router.add_disabled_interface(" + index + ", " + name + ", " + block + ")";
    case action::kind::remove:
        return call("delete_interface");
    case action::kind::enable:
        return call("enable");
    case action::kind::disable:
        return call("disable");
    case action::kind::bind:
        return "router.bind(" + index + ", std::vector<IP_LOCAL_BINDING>(" +
               std::to_string(step.number % 65) + "))";
    case action::kind::media:
        return "router.interface_status(" + index + ", true, " +
               (step.number % 2 ? "RIS_INTERFACE_MEDIA_PRESENT" : "RIS_INTERFACE_MEDIA_ABSENT") +
               ")";
    case action::kind::connect:
        return "router.connect_client(" + index + ", IP_LOCAL_BINDING{0x0200000a, 0xffffffff})";
    case action::kind::disconnect:
        return "router.disconnect_client(" + index + ", IP_LOCAL_BINDING{0x0200000a, 0xffffffff})";
    case action::kind::update:
        return call("update_routes");
    case action::kind::get_info:
        return get("get_interface_info", index);
    case action::kind::set_info:
        return "router.set_interface_info(" + index + ", " + block + ")";
    case action::kind::get_global:
        return get("get_global_info", "");
    case action::kind::set_global:
        return set("set_global_info");
    case action::kind::neighbors:
        return call("get_neighbors") + ".code";
    case action::kind::mfe_status:
        return "router.get_mfe_status(" + index + ", 0x010000e0, 0x0100000a).code";
    case action::kind::mib_create:
        return set("mib_create_entry");
    case action::kind::mib_delete:
        return set("mib_delete_entry");
    case action::kind::mib_set:
        return set("mib_set_entry");
    case action::kind::mib_get:
        return get("mib_get_entry", block);
    case action::kind::mib_first:
        return get("mib_get_first_entry", block);
    case action::kind::mib_next:
        return get("mib_get_next_entry", block);
    case action::kind::fetch:
        return "router.process_events()";
    }
    return {};
}

/// Makes random sequences.
class random_sequence {
public:
    /// Prepares the sequences of `seed`.
    explicit random_sequence(std::uint64_t seed) : random_{seed} {}

    /// Returns a sequence of one to three lives of the protocol. `slow` limits the steps that start
    /// work of the protocol.
    std::vector<action> next(bool slow) {
        choose_indexes();
        reconfigures_ = random_.below(2) == 0;
        std::vector<action> all;
        const ULONG lives = slow ? 1 : 1 + random_.below(3);
        for (ULONG life = 0; life < lives; ++life) {
            all.push_back({action::kind::start, 0, random_.below(1000)});
            const bool many = !slow && random_.below(8) == 0;
            for (ULONG early = many ? 50 : random_.below(4); early > 0; --early)
                all.push_back({action::kind::add, any_index(), random_.below(1000)});
            all.push_back({action::kind::complete});
            // A long life of many interfaces now and then, since tables have to grow.
            const ULONG steps = slow ? 60 : random_.below(8) == 0 ? 1500 : 150;
            for (ULONG step = 0; step < steps; ++step)
                all.insert(all.end(), times(slow), any_step(slow));
            all.push_back({action::kind::stop, 0, random_.below(4)});
        }
        return all;
    }

private:
    // Interfaces whose indexes are dense, or far apart, or equal in their low bits: 8, 12 or 16 of
    // them, or all but the highest.
    void choose_indexes() {
        static constexpr ULONG strides[] = {1, 1, 3, 0x40, 0x100, 0x1000, 0x10000, 0x01000193};
        const ULONG stride = strides[random_.below(8)];
        static constexpr ULONG sizes[] = {3, 6, 12, 40, 400};
        const ULONG size = sizes[random_.below(5)];
        ULONG index = 1 + random_.below(60000);
        indexes_.clear();
        for (ULONG i = 0; i < size; ++i, index += stride) {
            indexes_.push_back(index);
            if (random_.below(4) == 0)
                indexes_.push_back(index ^ 0x80000000);
        }
    }
    ULONG any_index() { return indexes_[random_.below(static_cast<ULONG>(indexes_.size()))]; }
    // How many times a step comes in a row: many now and then, since there may be limits.
    std::size_t times(bool slow) {
        return !slow && random_.below(64) == 0 ? std::size_t{1} << random_.below(8) : 1;
    }
    action any_step(bool slow) {
        using kind = action::kind;
        static constexpr kind likely[] = {
            kind::add,       kind::add,        kind::add,        kind::add,        kind::add_with,
            kind::remove,    kind::remove,     kind::enable,     kind::enable,     kind::enable,
            kind::enable,    kind::disable,    kind::bind,       kind::media,      kind::connect,
            kind::connect,   kind::connect,    kind::disconnect, kind::update,     kind::update,
            kind::update,    kind::fetch,      kind::fetch,      kind::fetch,      kind::get_info,
            kind::get_info,  kind::get_info,   kind::set_info,   kind::get_global, kind::set_global,
            kind::neighbors, kind::mfe_status, kind::mib_create, kind::mib_delete, kind::mib_set,
            kind::mib_set,   kind::mib_get,    kind::mib_first,  kind::mib_next};
        kind what = likely[random_.below(sizeof likely / sizeof *likely)];
        if (slow && what == kind::update && random_.below(8) != 0)
            what = kind::fetch;
        // Less is known about interfaces after a change of the whole configuration.
        if (!reconfigures_ && (what == kind::set_global || what == kind::mib_create ||
                               what == kind::mib_delete || what == kind::mib_set))
            what = kind::get_info;
        return {what, any_index(), random_.below(100000)};
    }

    random_numbers random_;
    std::vector<ULONG> indexes_{};
    bool reconfigures_ = false;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
