#pragma once
// The construction of a protocol with arguments that a test chooses.

#include <functional>
#include <memory>
#include <routpact/protocol.hpp>
#include <tuple>

namespace routpact::inline ROUTPACT_ABI::detail {

/// Starts the protocol class `P` with arguments of a test between the router_manager& and the info
/// block. One thread at a time may use it.
template <class P>
class ROUTPACT_HIDDEN test_construction {
public:
    /// Sets the arguments. References in the tuple must stay valid until clear().
    template <class... Extra>
    static void set(std::tuple<Extra...> arguments) {
        using form = constructor_info::form<P, routpact::router_manager&,
                                            std::remove_reference_t<Extra>&...>;
        static_assert(form::known,
                      "routpact::testing: the protocol class has no constructor for these "
                      "arguments: it must take a routpact::router_manager&, then the arguments of "
                      "construct_with as lvalues, then the info block or nothing");
        const auto kept = std::make_shared<std::tuple<Extra...>>(std::move(arguments));
        build_ = [kept](const info_block& global, const refusal& refuse) {
            return std::apply(
                [&](auto&... extra) {
                    return form::build(
                        global,
                        [&](const auto&... info) {
                            instance<P>::construct(extra..., info...);
                            return outcome{};
                        },
                        refuse);
                },
                *kept);
        };
    }
    /// Drops the arguments.
    static void clear() { build_ = nullptr; }
    /// Returns the pfnStartProtocol that uses the arguments.
    static PSTART_PROTOCOL entry_point() {
        return entry_point_of<slot<&MPR_ROUTING_CHARACTERISTICS::pfnStartProtocol>, records_of<P>,
                              &start_protocol, observer_of<P>()>;
    }

private:
    using refusal = std::function<outcome(argument_defect)>;

    static outcome start_protocol(HANDLE notification, PSUPPORT_FUNCTIONS functions,
                                  const info_block& global) {
        return lifecycle_handlers<P>::start(
            notification, functions, [&](const auto& refuse) { return build_(global, refuse); });
    }

    static inline std::function<outcome(const info_block&, const refusal&)> build_;
};

} // namespace routpact::inline ROUTPACT_ABI::detail
