#pragma once
// Determines which states held during a call while other threads change them.
//
// A thread announces each change before it changes a state, and confirms it afterwards. A caller
// reads the timeline before and after its call. If no change was announced in between, one state
// held all the time, and only the answers of that state are right; otherwise those of either are.

#include <atomic>
#include <cstdint>

// The tests must not order what the library has to order, or the thread sanitizer would see no race
// in it. x86 keeps loads in order, and stores, without fences.
#if defined(__x86_64__) || defined(__i386__)
inline constexpr auto unordered = std::memory_order_relaxed;
#else
inline constexpr auto unordered = std::memory_order_seq_cst;
#endif

/// A state that one thread at a time changes.
class timeline {
public:
    static constexpr unsigned changing = 0; ///< One state or another.

    explicit constexpr timeline(unsigned state) noexcept : word_{state} {}

    void begin_change() { move_to(changing); }
    void end_change(unsigned state) { move_to(state); }

    /// Observes a timeline from now on.
    class watch {
    public:
        explicit watch(const timeline& watched)
            : watched_{watched}, before_{watched.word_.load(unordered)} {}
        /// Whether no change was announced until now.
        bool unchanged() const {
            return before_ % states != changing && before_ == watched_.word_.load(unordered);
        }
        /// The state at the beginning.
        unsigned state() const { return static_cast<unsigned>(before_ % states); }

    private:
        const timeline& watched_;
        const std::uint64_t before_;
    };

private:
    static constexpr std::uint64_t states = 8;

    // The number of changes is stored above the state, so that no two moments have the same value.
    void move_to(unsigned state) {
        word_.store((word_.load(unordered) / states + 1) * states + state, unordered);
    }

    std::atomic<std::uint64_t> word_;
};
