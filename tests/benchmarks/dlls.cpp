#include "content.hpp"
#include "registered.hpp"
#include "time_calls.hpp"

#include <protocol_dll.hpp>
#include <sessions.hpp>
#include <stdexcept>
#include <string>

namespace {

/// Loads and starts a sessions DLL.
class running_dll {
public:
    explicit running_dll(const char* path) : dll_{path} {
        const PREGISTER_PROTOCOL enter = dll_ ? dll_.register_protocol() : nullptr;
        slots_.dwVersion = MS_ROUTER_VERSION;
        slots_.dwProtocolId = sessions::id;
        slots_.fSupportedFunctionality = RF_ROUTING;
        MPR_SERVICE_CHARACTERISTICS service{};
        if (!enter || enter(&slots_, &service) != NO_ERROR)
            throw std::runtime_error{std::string{path} + ": " + last_dll_error()};
        expect(slots_.pfnStartProtocol(event_, nullptr, nullptr, 0, 0, 0) == NO_ERROR);
        expect(slots_.pfnStartComplete() == NO_ERROR);
    }
    ~running_dll() {
        slots_.pfnStopProtocol();
        CloseHandle(event_);
    }
    running_dll(const running_dll&) = delete;
    running_dll& operator=(const running_dll&) = delete;

    /// Adds or deletes interfaces until there are so many.
    const MPR_ROUTING_CHARACTERISTICS& holding(ULONG interfaces) {
        for (; count_ > interfaces; --count_)
            expect(slots_.pfnDeleteInterface(count_ - 1) == NO_ERROR);
        for (; count_ < interfaces; ++count_) {
            expect(slots_.pfnAddInterface(nullptr, count_, PERMANENT, 0, 0, 0, nullptr, 0, 0, 0) ==
                   NO_ERROR);
            expect(slots_.pfnInterfaceStatus(count_, TRUE, RIS_INTERFACE_ENABLED, nullptr) ==
                   NO_ERROR);
        }
        return slots_;
    }

private:
    static void expect(bool accepted) {
        if (!accepted)
            throw std::runtime_error{"a callback that prepares the benchmark was refused"};
    }

    const protocol_dll dll_;
    const HANDLE event_ = CreateEventW(nullptr, FALSE, FALSE, nullptr);
    MPR_ROUTING_CHARACTERISTICS slots_{};
    ULONG count_ = 0;
};

running_dll& example() {
    static running_dll dll{SESSIONS_DLL};
    return dll;
}
running_dll& twin() {
    static running_dll dll{TWIN_DLL};
    return dll;
}

const MPR_ROUTING_CHARACTERISTICS* slots = nullptr;

template <running_dll& (*Dll)()>
void prepare(const benchmark::State& state) {
    slots = &Dll().holding(static_cast<ULONG>(state.range(0)));
}

void run(benchmark::State& state, calls which) {
    const content held{static_cast<ULONG>(state.range(0)), false, false};
    const auto connect_and_disconnect = [](ULONG index) {
        IP_LOCAL_BINDING client{};
        return slots->pfnConnectClient(index, &client) == NO_ERROR &&
               slots->pfnDisconnectClient(index, &client) == NO_ERROR;
    };
    time_calls(state, slots_to_call(held, which, false, state.thread_index()), 2,
               connect_and_disconnect);
}

template <running_dll& (*Dll)()>
void add(const std::string& contender) {
    for (const calls which : {calls::different, calls::same}) {
        const std::string name = "dll/contender:" + contender +
                                 "/answer:hit/calls:" + name_of(which) + "/indexes:dense/writer:no";
        benchmark::RegisterBenchmark(name.c_str(),
                                     [which](benchmark::State& state) { run(state, which); })
            ->Setup(prepare<Dll>)
            ->ArgName("interfaces")
            ->Args({10})
            ->Args({1'000})
            ->Args({100'000})
            ->Threads(1)
            ->Threads(2)
            ->Threads(4)
            ->Iterations(1)
            ->UseRealTime();
    }
}

} // namespace

void register_dlls() {
    add<example>("sessions");
    add<twin>("twin");
}
