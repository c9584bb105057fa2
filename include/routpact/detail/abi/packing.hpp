// Refuses a #pragma pack that is open at this #include. It would silently change the layout of the
// structures of routprot.h and routpact, so that the router manager and other files would disagree.
// There is no #pragma once: public headers include this header first, and it checks each time.

#include <routpact/version.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

template <class EachTime>
struct packing;

template <>
struct packing<decltype([] {})> {
    struct pair {
        char first;
        long long second; // at least as aligned as the structures of routprot.h
    };
    static_assert(sizeof(pair) == sizeof(long long) + alignof(long long),
                  "routpact: a #pragma pack is open at this #include, or -fpack-struct or /Zp is "
                  "in effect; expected natural alignment, which the structures of routprot.h need: "
                  "write #pragma pack(pop) before the #include, or remove the option");
};

} // namespace routpact::inline ROUTPACT_ABI::detail
