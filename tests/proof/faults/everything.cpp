// A protocol with every handler. All of its functions may throw, and so may the functions of its
// parameter and result types. They allocate where such functions usually do.

#include "faults.hpp"
#include "subject.hpp"

#include <atomic>
#include <mutex>
#include <utility>
#include <vector>

namespace {

using faults::point;
using words = std::vector<DWORD>;

// A view, as a handler's parameter.
struct given_words {
    using element_type = const DWORD;
    given_words(const DWORD* first, std::size_t count) : first_{first}, count_{count} { point(); }
    given_words(const given_words& other) : first_{other.first_}, count_{other.count_} { point(); }
    const DWORD* data() const {
        point();
        return first_;
    }
    std::size_t size() const {
        point();
        return count_;
    }
    words copy() const { return words(data(), data() + size()); }

private:
    const DWORD* first_;
    std::size_t count_;
};

// A sequence, as a handler's result.
struct list {
    explicit list(const words& w) : words_{w} { point(); }
    list(const list& other) : words_{other.words_} { point(); }
    list(list&& other) : words_{(point(), std::move(other.words_))} {}
    const DWORD* data() const {
        point();
        return words_.data();
    }
    std::size_t size() const {
        point();
        return words_.size();
    }

private:
    words words_;
};

// Types like std::optional and std::expected.
template <class T>
struct maybe {
    using value_type = T;
    explicit maybe(const T& value) : value_{value} {}
    bool has_value() const {
        point();
        return true;
    }
    const T& operator*() const {
        point();
        return value_;
    }

private:
    T value_;
};
template <class T>
struct hoped_for : maybe<T> {
    using maybe<T>::maybe;
    routpact::code error() const {
        point();
        return routpact::code::can_not_complete;
    }
};

// A MIB entry that a support function returns.
struct fetched {
    fetched() { point(); }
    DWORD value = 0;
};

// A result that converts to a code. When the conversion throws, the handler has done its work.
struct verdict {
    verdict() { point(); }
    verdict(const verdict&) { faults::late_point(); }
};
DWORD win32_code(const verdict&) {
    faults::late_point();
    return NO_ERROR;
}

struct protocol {
    static constexpr DWORD protocol_id = PROTOCOL_ID(PROTO_TYPE_MCAST, 0x0fff, 21);
    static constexpr DWORD functionality = RF_ROUTING | RF_MULTICAST | RF_DEMAND_UPDATE_ROUTES;

    struct interface_type : routpact::interface_state {
        interface_type(protocol&, const routpact::interface_description&, given_words info)
            : config{info.copy()} {
            point();
        }
        std::mutex mutex;
        words config;
        words clients;
    };

    // Background work.
    struct work {
        work() : memory(3) { point(); }
        work(const work& other) : memory{other.memory} { point(); }
        work(work&& other) {
            point();
            memory.swap(other.memory);
        }
        void operator()() const { point(); }
        words memory;
    };
    // Background work for an update: the update has to complete whatever throws.
    struct update_work : work {
        explicit update_work(routpact::autostatic_update&& u) : update{std::move(u)} { point(); }
        void operator()() const {
            work::operator()();
            update.complete();
            point();
        }
        routpact::autostatic_update update;
    };

    protocol(routpact::router_manager& m, given_words info) : manager_{m}, config_{info.copy()} {
        manager_.save_global_config();
        post();
        point();
    }
    static void observe(const routpact::report& what) { count_exception(what); }

    void start_complete() {
        post();
        point();
    }
    void stopping() {
        point();
        const words memory(3);
        point();
    }

    list get_global_info() { return read(config_, mutex_); }
    verdict set_global_info(given_words info) { return write(config_, mutex_, info); }
    verdict interface_status(interface_type& itf, routpact::status_change) {
        return write(itf.clients, itf.mutex, {});
    }
    maybe<list> get_interface_info(interface_type& itf) {
        words state = copy(itf.config, itf.mutex);
        state.push_back(itf.enabled());
        return maybe<list>{list{state}};
    }
    verdict set_interface_info(interface_type& itf, given_words info) {
        return write(itf.config, itf.mutex, info.copy());
    }
    routpact::code update_routes(interface_type&, routpact::autostatic_update update) {
        point();
        return manager_.post(update_work{std::move(update)}) ? routpact::code::no_error
                                                             : routpact::code::can_not_complete;
    }
    verdict connect_client(interface_type& itf, const IP_LOCAL_BINDING& client) {
        words more = copy(itf.clients, itf.mutex);
        more.push_back(client.Address);
        return write(itf.clients, itf.mutex, std::move(more));
    }
    verdict disconnect_client(interface_type& itf, const IP_LOCAL_BINDING&) {
        return write(itf.clients, itf.mutex, {});
    }
    routpact::neighbors<list> get_neighbors(interface_type& itf) {
        return {read(itf.clients, itf.mutex), 0};
    }
    hoped_for<routpact::mfe_status> get_mfe_status(interface_type&, DWORD, DWORD) {
        point();
        return hoped_for<routpact::mfe_status>{routpact::mfe_status::old_router};
    }

    verdict mib_create_entry(given_words entry) { return write(table_, mutex_, entry.copy()); }
    verdict mib_delete_entry(given_words) {
        static_cast<void>(manager_.mib_get<fetched>(1, DWORD{}));
        return write(table_, mutex_, {});
    }
    verdict mib_set_entry(given_words entry) {
        words changed = entry.copy();
        verdict fine;
        point();
        post();
        const std::lock_guard locked{mutex_};
        table_.swap(changed);
        manager_.save_global_config();
        manager_.save_interface_config(1);
        return fine;
    }
    list mib_get_entry(given_words) { return read(table_, mutex_); }
    hoped_for<list> mib_get_first_entry(given_words) {
        // An exception of the visitor must not change any interface.
        ULONG seen = 0;
        routpact::interfaces<protocol>.for_each([&](ULONG, interface_type& itf) {
            const words config = copy(itf.config, itf.mutex);
            point();
            seen += static_cast<ULONG>(config.size());
        });
        return hoped_for<list>{list{words(seen)}};
    }
    maybe<list> mib_get_next_entry(given_words) {
        const auto found = routpact::interfaces<protocol>.find(1);
        point();
        return maybe<list>{found ? read(found->clients, found->mutex) : list{{}}};
    }
    verdict mib_set_trap_info(HANDLE, given_words entry, routpact::trap_output) {
        return write(trap_, mutex_, entry.copy());
    }
    verdict mib_get_trap_info(given_words entry, routpact::trap_output) {
        const words asked = entry.copy();
        return {};
    }

    verdict protocol_action(DWORD, given_words entry) { return write(trap_, mutex_, entry.copy()); }
    maybe<list> get_statistics(DWORD, given_words, DWORD) {
        return maybe<list>{read(table_, mutex_)};
    }
    list get_routing_domain_global_info(const GUID&) { return read(config_, mutex_); }
    verdict set_routing_domain_global_info(const GUID&, given_words info) {
        return write(config_, mutex_, info.copy());
    }

private:
    void post() {
        const work posted;
        manager_.post(posted);
    }
    static words copy(const words& from, std::mutex& mutex) {
        const std::lock_guard locked{mutex};
        return from;
    }
    static list read(const words& from, std::mutex& mutex) { return list{copy(from, mutex)}; }
    static verdict write(words& to, std::mutex& mutex, words changed) {
        verdict fine;
        point();
        const std::lock_guard locked{mutex};
        to.swap(changed);
        return fine;
    }
    static verdict write(words& to, std::mutex& mutex, given_words info) {
        return write(to, mutex, info.copy());
    }

    routpact::router_manager& manager_;
    std::mutex mutex_;
    words config_;
    words table_;
    words trap_;
};

} // namespace

subject everything() {
    return subject_of<protocol>("everything", 8, true);
}
