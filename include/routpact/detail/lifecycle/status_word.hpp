#pragma once
// The state of an interface, together with the changes whose calls of InterfaceStatus have not
// returned, in one 64-bit word. An atomic holds the word, so a change needs no lock.

#include <cstdint>
#include <routpact/arguments/status_change.hpp>

namespace routpact::inline ROUTPACT_ABI::detail {

/// The properties of an interface that InterfaceStatus changes; each is true or false.
enum class status_property : unsigned char { enabled, bound, media_absent };

/// The new value that one call of InterfaceStatus gives to one property.
struct ROUTPACT_HIDDEN property_change {
    status_property property{};
    bool value = false;
    bool any = false; ///< Whether the call changes a property.
};

/// Returns the change of a property that a call of InterfaceStatus stands for.
ROUTPACT_HIDDEN inline property_change change_of(const status_change& change) noexcept {
    switch (change.type()) {
    case status_type::enabled:
        return {status_property::enabled, true, true};
    case status_type::disabled:
        return {status_property::enabled, false, true};
    case status_type::media_present:
        return {status_property::media_absent, false, true};
    case status_type::media_absent:
        return {status_property::media_absent, true, true};
    case status_type::address_change:
        return {status_property::bound, static_cast<bool>(change.ipv4_addresses()), true};
    }
    return {};
}

/// Holds the visible and the settled value of each property, and a ring of pending changes.
///
/// A pending change is visible from its begin() and keeps its place in the ring until its call
/// returns. A call that succeeds settles its property, unless a call that began later has settled
/// it already. A call that fails is forgotten: the property then shows the latest change that is
/// still pending, else its settled value. So when all calls have returned, each property has the
/// value of the last successful call, in the order in which the calls began.
class ROUTPACT_HIDDEN status_word {
public:
    /// The number of places in the ring, from the oldest pending change to the latest.
    static constexpr unsigned capacity = 17;
    /// The place of a change that found no room.
    static constexpr unsigned no_place = capacity;

    /// Makes the state of a new interface: disabled, not bound, with its medium present.
    constexpr status_word() noexcept = default;
    /// Makes the state that bits() returned.
    explicit constexpr status_word(std::uint64_t bits) noexcept : bits_{bits} {}
    /// Returns the whole state, for an atomic to hold.
    constexpr std::uint64_t bits() const noexcept { return bits_; }

    /// Returns the visible value of a property.
    constexpr bool has(status_property property) const noexcept { return bit(visible, property); }

    /// Begins a change, which is visible from now on. Returns its place, which end() needs.
    ///
    /// A change without room in the ring is visible only until another change ends, and takes
    /// effect when its call succeeds.
    constexpr unsigned begin(property_change change) noexcept {
        set_bit(visible, change.property, change.value);
        unsigned length = capacity;
        while (length > 0 && at(ring(length - 1)) == vacant)
            --length;
        if (length == capacity)
            return no_place;
        const unsigned place = ring(length);
        put(place, entry_of(change));
        return place;
    }
    /// Ends a change, whose begin() returned `place` and whose call has succeeded or failed.
    constexpr void end(unsigned place, property_change change, bool succeeded) noexcept {
        if (place == no_place) {
            if (succeeded)
                set_bit(settled, change.property, change.value);
        } else {
            if (succeeded && at(place) != outdated)
                settle(place, change);
            put(place, vacant);
            drop_oldest_vacant();
        }
        update_visible();
    }

private:
    // Entries of the ring: vacant; 1 to 6, a property and its value; outdated, a change that a
    // successful later call has replaced.
    static constexpr unsigned vacant = 0;
    static constexpr unsigned outdated = 7;
    static constexpr unsigned entry_of(property_change change) noexcept {
        return 1 + 2 * static_cast<unsigned>(change.property) + (change.value ? 1 : 0);
    }
    static constexpr bool is_change(unsigned entry) noexcept {
        return entry != vacant && entry != outdated;
    }
    static constexpr status_property property_of(unsigned entry) noexcept {
        return static_cast<status_property>((entry - 1) / 2);
    }
    static constexpr bool value_of(unsigned entry) noexcept { return (entry - 1) % 2 != 0; }

    // From the lowest bit: three visible values, three settled ones, the place of the oldest
    // change, and the ring.
    static constexpr unsigned visible = 0;
    static constexpr unsigned settled = 3;
    static constexpr unsigned oldest = 6;
    static constexpr unsigned first_entry = 11;
    static_assert(first_entry + 3 * capacity <= 64);

    constexpr bool bit(unsigned group, status_property property) const noexcept {
        return (bits_ >> (group + static_cast<unsigned>(property)) & 1) != 0;
    }
    constexpr void set_bit(unsigned group, status_property property, bool value) noexcept {
        const unsigned shift = group + static_cast<unsigned>(property);
        bits_ = (bits_ & ~(std::uint64_t{1} << shift)) | std::uint64_t{value} << shift;
    }
    constexpr unsigned field(unsigned shift, unsigned mask) const noexcept {
        return static_cast<unsigned>(bits_ >> shift) & mask;
    }
    constexpr void set_field(unsigned shift, unsigned mask, unsigned value) noexcept {
        bits_ = (bits_ & ~(std::uint64_t{mask} << shift)) | std::uint64_t{value} << shift;
    }

    constexpr unsigned at(unsigned place) const noexcept {
        return field(first_entry + 3 * place, 7);
    }
    constexpr void put(unsigned place, unsigned entry) noexcept {
        set_field(first_entry + 3 * place, 7, entry);
    }
    // The place that follows the oldest change at `distance`.
    constexpr unsigned ring(unsigned distance) const noexcept {
        return (field(oldest, 31) + distance) % capacity;
    }

    constexpr void settle(unsigned place, property_change change) noexcept {
        set_bit(settled, change.property, change.value);
        for (unsigned older = 0; ring(older) != place; ++older) {
            const unsigned entry = at(ring(older));
            if (is_change(entry) && property_of(entry) == change.property)
                put(ring(older), outdated);
        }
    }
    constexpr void drop_oldest_vacant() noexcept {
        for (unsigned passed = 0; passed < capacity && at(ring(0)) == vacant; ++passed)
            set_field(oldest, 31, ring(1));
    }
    // Shows the settled values, and over them the pending changes, oldest first.
    constexpr void update_visible() noexcept {
        set_field(visible, 7, field(settled, 7));
        for (unsigned distance = 0; distance < capacity; ++distance) {
            const unsigned entry = at(ring(distance));
            if (is_change(entry))
                set_bit(visible, property_of(entry), value_of(entry));
        }
    }

    std::uint64_t bits_ = 0;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
