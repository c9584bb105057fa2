#pragma once
// The result of a callback that returns a value.

#include <routpact/detail/language/address_of.hpp>
#include <routpact/testing/code_text.hpp>
#include <routpact/testing/usage_error.hpp>

namespace routpact::inline ROUTPACT_ABI::testing {

/// Holds the code that a callback returned, and the value if the code is NO_ERROR. Comparing a
/// reply with a code compares `code`.
template <class T>
struct reply {
    DWORD code = NO_ERROR; ///< The result code.
    T value{};             ///< The value; default-initialized unless `code` is NO_ERROR.
    ULONG version = 0;     ///< The StructureVersion of an info block.

    /// Whether there is a value.
    explicit operator bool() const { return code == NO_ERROR; }
    /// Returns the value. Throws usage_error if there is none.
    const T& operator*() const {
        if (code != NO_ERROR)
            detail::throw_usage_error("the callback returned " + code_text(code) +
                                      ", so there is no value: check `code` first");
        return value;
    }
    /// Accesses a member of the value. Throws usage_error if there is none.
    const T* operator->() const { return detail::address_of(**this); }
    /// Compares the result code.
    friend bool operator==(const reply& r, DWORD answer) { return r.code == answer; }
};

} // namespace routpact::inline ROUTPACT_ABI::testing
