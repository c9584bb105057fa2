#include "schedule.hpp"

DWORD schedule::make(const call& what, const slots& s, ULONG index, bool may_fail) const {
    const observation seen{*this, index};
    const DWORD code = what.make(s, index);
    const bool in_time = seen.held(running) || (!what.running_only && seen.held(starting));
    const bool out_of_time = seen.held(stopped) || (what.running_only && seen.held(starting));
    const bool may_succeed = !out_of_time && !(what.of_interface && seen.was_absent());
    const bool may_be_refused = !in_time || may_fail;
    const bool may_be_unknown = !out_of_time && what.of_interface && !seen.was_present();
    const bool right = (code == NO_ERROR && may_succeed) ||
                       (code == what.refusal && may_be_refused) ||
                       (code == ERROR_INVALID_PARAMETER && may_be_unknown);
    if (!right)
        broken(what.name, code);
    return code;
}

template <class Call>
void schedule::change(const char* name, ULONG index, interface_state to, Call make) {
    interface_timeline& itf = interfaces_[index];
    const observation seen{*this, index};
    const bool was_there = seen.was_present();
    const bool was_absent = seen.was_absent();
    itf.state.begin_change();
    const DWORD code = make();
    const bool may_succeed = !seen.held(stopped) && !(to == present ? was_there : was_absent);
    const bool may_be_bad = !seen.held(stopped) && !(to == present ? was_absent : was_there);
    if (seen.was_started()) {
        if (!(code == NO_ERROR && may_succeed) && !(code == ERROR_INVALID_PARAMETER && may_be_bad))
            broken(name, code);
        itf.epoch.store(seen.epoch(), unordered);
        itf.state.end_change(to);
    } else {
        if (code != ERROR_CAN_NOT_COMPLETE && seen.held(stopped))
            broken(name, code);
        // Otherwise the run changed meanwhile: the state is unknown until the next change.
    }
}

void schedule::add(const slots& s, ULONG index) {
    change("AddInterface", index, present,
           [&] { return s.pfnAddInterface(nullptr, index, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0); });
}

void schedule::remove(const slots& s, ULONG index) {
    change("DeleteInterface", index, absent, [&] { return s.pfnDeleteInterface(index); });
}
