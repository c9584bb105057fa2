// refused_post: a thread of the protocol posts work, and a stop begins while the library creates a
// thread for that work. The library has to refuse the work. The posting thread must not destroy the
// protocol, because the protocol's destructor joins that thread.
//
// Exit code: 0, or 1 after a hang or another failure.

#include "../../common/counted_work.hpp"
#include "../../common/wait_until.hpp"
#include "driven_protocol.hpp"

#include <atomic>
#include <cstdio>
#include <thread>

namespace {

std::atomic<bool> delays = false; // pthread_create waits while this is set
std::atomic<bool> delayed = false;

struct posting {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_UCAST, 0x0fff, 7);
    static constexpr DWORD functionality = RF_ROUTING;

    explicit posting(routpact::router_manager& m)
        : own{[&m] {
              wait_until(go);
              if (m.post([counting = counted_work{}] { end_process("the work runs"); }))
                  end_process("the work is accepted");
              if (counted_work::alive != 0)
                  end_process("the refused work is not destroyed");
              done = true;
          }} {}
    ~posting() { own.join(); }
    void stopping() { delays = false; }

    std::thread own;
    static inline std::atomic<bool> go = false;
    static inline std::atomic<bool> done = false;
};

} // namespace

// With --wrap, the linker calls this function instead of the system's.
extern "C" int __real_pthread_create(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
extern "C" int __wrap_pthread_create(pthread_t* thread, const pthread_attr_t* attributes,
                                     void* (*run)(void*), void* argument) {
    if (delays) {
        delayed = true;
        wait_until([&] { return !delays; });
    }
    return __real_pthread_create(thread, attributes, run, argument);
}

int main() {
    const driven_protocol<posting> dll;
    for (int round = 0; round < 50; ++round) {
        posting::go = posting::done = delayed = false;
        dll.start();
        delays = true;
        posting::go = true;
        wait_until(delayed);
        dll.stop();
        if (!posting::done)
            end_process("the protocol is destroyed before its thread ends");
    }
    std::puts("the work was refused in every round");
    return 0;
}
