#pragma once
// What a protocol class may ask of the router manager: its support functions, events, and work in
// the background.

#include <routpact/background.hpp>
#include <routpact/events.hpp>
#include <routpact/lifecycle.hpp>
#include <routpact/support_functions.hpp>

namespace routpact {

/// The router manager as a protocol sees it; the protocol's constructor gets a reference that stays
/// valid. Every member function is thread-safe and may be called from handlers, from posted work
/// and from threads of the protocol's own that end before the protocol does. A support function may
/// lead back into the protocol, though, and whoever is last inside ends it: a thread that the
/// protocol's destructor waits for had better post work that calls it.
class router_manager : public support_functions {
public:
    /// What the library does for it, per protocol.
    struct services {
        lifecycle& life;
        event_queue& events;
        background& threads;
        bool (*finish_stop)() noexcept;
        bool (*save_interface)(ULONG index) noexcept;
        bool (*complete_update)(ULONG index, DWORD status) noexcept;
        observer observe;
    };

    /// For the library.
    explicit constexpr router_manager(const services& s) noexcept : services_{s} {}
    router_manager(const router_manager&) = delete;
    router_manager& operator=(const router_manager&) = delete;

    /// Tells that the global configuration changed by other means than set_global_info: it will be
    /// read and saved. Told once, however often it is said meanwhile, and not before the protocol's
    /// constructor has returned. Source: pget_event_message.
    void save_global_config() noexcept {
        const monitor_lock locked{lock_};
        if (constructing_)
            save_held_ = true;
        else
            services_.events.post(save_global_);
    }
    /// The same for one interface and set_interface_info; false if no interface has this index.
    bool save_interface_config(ULONG index) noexcept { return services_.save_interface(index); }
    /// Tells that the autostatic update of an interface has ended: well, or with any code but
    /// no_error. False if there is none: never begun, or failed by the library because the
    /// interface was deleted. Source: pdo_update_routes.
    bool update_complete(ULONG index, code status = code::no_error) noexcept {
        return services_.complete_update(index, static_cast<DWORD>(status));
    }

    /// Calls `work()` in the background, but not before StartComplete. The stop waits for it.
    /// False, and `work` is not called, while a stop is pending or if there is no memory or thread
    /// for it. What it throws is dropped, and reported; what moving it throws is passed on, and
    /// nothing was posted. Work that was to wait for StartComplete is destroyed if the protocol
    /// stops before.
    template <class Work>
    bool post(Work work) {
        static_assert(std::is_nothrow_destructible_v<Work>,
                      "routpact::router_manager::post: the destructor of the work must not throw");
        auto* const posted = new (std::nothrow) posted_work<Work>{*this, static_cast<Work&&>(work)};
        if (!posted)
            return false;
        return submit(*posted);
    }
    /// Whether the stop has begun: long work looks here, and ends early.
    bool is_stopping() const noexcept { return services_.life.is_stopping(); }

    /// For the library: the protocol starts; work and events are held.
    void begin(const SUPPORT_FUNCTIONS* functions, DWORD protocol_id) noexcept {
        assign(functions, protocol_id);
        const monitor_lock locked{lock_};
        holding_ = constructing_ = true;
        save_held_ = false;
    }
    /// For the library: the protocol is constructed; the event held is told.
    void tell() noexcept {
        const monitor_lock locked{lock_};
        constructing_ = false;
        save_global_.what.type = SAVE_GLOBAL_CONFIG_INFO;
        if (save_held_)
            services_.events.post(save_global_);
    }
    /// For the library: StartComplete was called; the work held begins.
    void release() noexcept {
        for_each_held([this](job& held) { begin_work(held); });
    }
    /// For the library: the protocol stops; the work held is destroyed.
    void end() noexcept {
        for_each_held([](job& held) { held.discard(held); });
    }

private:
    struct job : background::task {
        router_manager* manager = nullptr;
        void (*discard)(job&) noexcept = nullptr; // destroys what was never run
    };

    template <class Work>
    struct posted_work : job {
        posted_work(router_manager& m, Work&& w) : work{static_cast<Work&&>(w)} {
            manager = &m;
            run = [](background& threads, background::task& t) noexcept {
                auto& self = static_cast<posted_work&>(t);
                router_manager& to = *self.manager;
                call_guarded({contract_of_work, 0, to.services_.observe}, self.work);
                self.work.~Work(); // before the protocol may end
                threads.ending(t); // may be released from here on, once this thread is gone
                if (to.services_.life.leave())
                    to.services_.finish_stop();
                threads.ended(t);
            };
            release = [](background::task& t) noexcept { delete static_cast<posted_work*>(&t); };
            discard = [](job& j) noexcept {
                static_cast<posted_work&>(j).work.~Work();
                delete static_cast<posted_work*>(&j);
            };
        }
        posted_work(const posted_work&) = delete;
        posted_work& operator=(const posted_work&) = delete;
        ~posted_work() {}

        union {
            Work work;
        };
    };

    bool submit(job& j) noexcept {
        {
            const monitor_lock locked{lock_};
            if (holding_) {
                (last_held_ ? last_held_->next : first_held_) = &j;
                last_held_ = &j;
                return true;
            }
        }
        return begin_work(j);
    }

    // Begins it, or destroys it. A thread of the protocol's own does not get inside by that: it
    // would be the one to end the protocol, which waits for it.
    bool begin_work(job& j) noexcept {
        services_.threads.join_ended();
        if (services_.life.enter(period::running, [&] { return services_.threads.start(j); }))
            return true;
        notify(services_.observe, {contract_of_work.name, rule::work_begun, fault::protocol, 0, 0,
                                   NO_ERROR, contract_of_work.fallback});
        j.discard(j);
        return false;
    }

    // Holds nothing any more; `visit` takes what was held.
    template <class Visitor>
    void for_each_held(Visitor visit) noexcept {
        background::task* each = nullptr;
        {
            const monitor_lock locked{lock_};
            each = first_held_;
            first_held_ = last_held_ = nullptr;
            holding_ = false;
        }
        while (each) {
            background::task* const next = each->next;
            visit(static_cast<job&>(*each));
            each = next;
        }
    }

    static constexpr callback contract_of_work{.name = "posted work",
                                               .field = nullptr,
                                               .type = nullptr,
                                               .index_position = 0,
                                               .codes = {},
                                               .fallback = NO_ERROR,
                                               .presence = presence::optional,
                                               .functionality = 0,
                                               .legal = period::running,
                                               .page = nullptr};

    const services& services_;
    monitor lock_;
    background::task* first_held_ = nullptr;
    background::task* last_held_ = nullptr;
    bool holding_ = false;
    bool constructing_ = false;
    bool save_held_ = false; // there is something to tell
    event_queue::entry save_global_;
};

} // namespace routpact
