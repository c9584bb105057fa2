// lifecycle: callbacks and posted work enter and leave while the protocol stops and starts again.

#include "framework/model.hpp"
#include <routpact/detail/lifecycle/lifecycle.hpp>

namespace {

using model::check;
using model::scenario;
using model::thread;
using routpact::availability;
using routpact::detail::lifecycle;

// A protocol whose object lives from the start to the completion of the stop.
class protocol {
public:
    // Completes the stop. Invariant: exactly one thread calls this for each stop.
    void complete_stop() noexcept {
        object().~mortal();
        completed.set(completed.get() + 1);
        if (life.end_stop([] {}))
            while (!life.acknowledge_stop(life.late_requests(), [] { return true; }, [] {})) {
            }
    }
    bool start() noexcept {
        if (!life.begin_start())
            return false;
        ::new (storage) model::mortal;
        check(life.mark_constructed(), "a start is stopped, though no thread stops it");
        leave();
        check(life.complete_start(), "a start cannot be completed");
        leave();
        return true;
    }
    void callback() noexcept {
        lifecycle::visit visit;
        if (life.enter(visit, availability::running))
            use();
        if (life.leave(visit))
            complete_stop();
    }
    bool post() noexcept { return life.enter(availability::running); }
    void work() noexcept {
        use();
        leave();
    }
    void stop() noexcept {
        if (life.begin_stop() != lifecycle::stop_request::begun)
            return;
        if (life.claim_stopping_hook())
            object().use();
        if (life.leave_stop())
            complete_stop();
    }
    void use() noexcept {
        object().use();
        model::point();
        model::point();
        object().use();
    }
    void leave() noexcept {
        if (life.leave())
            complete_stop();
    }
    model::mortal& object() noexcept { return *reinterpret_cast<model::mortal*>(storage); }

    lifecycle life;
    model::plain<int> completed{0};
    alignas(model::mortal) unsigned char storage[sizeof(model::mortal)];
};

const scenario scenarios[] = {
    {"stop_callbacks",
     [] {
         protocol p;
         p.start();
         {
             const auto calls = [&] {
                 p.callback();
                 p.callback();
             };
             thread one{calls};
             thread two{calls};
             thread three{[&] { p.stop(); }};
         }
         check(p.completed.get() == 1, "a stop is not completed exactly once");
     }},
    {"stop_work",
     [] {
         protocol p;
         p.start();
         check(p.post(), "work cannot be posted");
         {
             thread one{[&] {
                 if (p.post())
                     p.work();
                 p.callback();
             }};
             thread two{[&] { p.work(); }};
             thread three{[&] { p.stop(); }};
         }
         check(p.completed.get() == 1, "a stop is not completed exactly once");
     }},
    {"stop_twice",
     [] {
         protocol p;
         p.start();
         {
             thread one{[&] { p.callback(); }};
             thread two{[&] { p.stop(); }};
             thread three{[&] { p.stop(); }};
         }
         check(p.completed.get() == 1, "a stop is not completed exactly once");
     }},
    // A callback that enters after the next start finds a constructed object.
    {"stop_and_start",
     [] {
         protocol p;
         p.start();
         bool again = false;
         {
             thread one{[&] {
                 p.callback();
                 p.callback();
             }};
             thread two{[&] { p.stop(); }};
             thread three{[&] { again = p.start(); }};
         }
         check(p.completed.get() == 1, "a stop is not completed exactly once");
         if (again) {
             p.callback();
             p.stop();
             check(p.completed.get() == 2, "a stop is not completed exactly once");
         }
     }},
};

} // namespace
