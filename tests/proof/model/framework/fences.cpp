// The fences of the memory model.

#include "engine.hpp"
#include "memory.hpp"

namespace model {

using order = std::memory_order;

void memory::fence(order o, const void* code) {
    engine_.point();
    tick();
    thread_views& me = mine();
    if (acquires(o))
        me.now.join(me.pending);
    if (o == order::seq_cst) {
        me.now.fenced.join(ordered_);
        me.now.fence_at = ++order_;
        ordered_.join(me.now.happened);
    }
    if (releases(o))
        me.released = me.now;
    engine_.note({.what = action::fence, .order = static_cast<unsigned char>(o), .code = code});
}

// P1202: of a heavy fence and a light fence, the earlier one synchronizes with the later one. Light
// fences do not order each other, not even through a heavy fence, because the system does not stop
// all processors at the same moment.
void memory::light(const void* code) {
    engine_.point();
    tick();
    thread_views& me = mine();
    me.now.join(heavy_);
    me.light = me.now;
    engine_.note({.what = action::light, .code = code});
}
void memory::heavy(const void* code) {
    fence(order::seq_cst, nullptr);
    heavy_.join(mine().now);
    for (thread_state& each : engine_.threads)
        mine().now.join(each.views.light);
    mine().released = mine().now;
    engine_.note({.what = action::heavy, .code = code});
}

} // namespace model
