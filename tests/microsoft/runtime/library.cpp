// The compiled part of libc++, whose packages have it for other systems only: what programs and
// DLLs of routpact's tests need of it.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <process.h>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <variant>
#include <windows.h>

namespace std {

logic_error::logic_error(const string& text) : exception(text.c_str()) {}
runtime_error::runtime_error(const string& text) : exception(text.c_str()) {}

void terminate() noexcept {
    ::terminate();
}

inline namespace __1 {

// ---- texts

#define ROUTPACT_INSTANTIATE(...) template __VA_ARGS__;
_LIBCPP_STRING_V1_EXTERN_TEMPLATE_LIST(ROUTPACT_INSTANTIATE, char)
_LIBCPP_STRING_V1_EXTERN_TEMPLATE_LIST(ROUTPACT_INSTANTIATE, wchar_t)
#undef ROUTPACT_INSTANTIATE
template string operator+ <char, char_traits<char>, allocator<char>>(const char*, const string&);

// ---- sorting

template <class Less, class Iterator>
void __sort(Iterator first, Iterator last, Less) { // __less only names the order
    make_heap(first, last);
    sort_heap(first, last);
}
template void __sort<__less<unsigned long long>&, unsigned long long*>(unsigned long long*,
                                                                       unsigned long long*,
                                                                       __less<unsigned long long>&);

// ---- numbers as texts

template <class T>
static string digits(const char* format, T value) {
    char text[32];
    const int length = snprintf(text, sizeof text, format, value);
    return string(text, static_cast<size_t>(length));
}
// clang-format off
string to_string(int value) { return digits("%d", value); }
string to_string(unsigned value) { return digits("%u", value); }
string to_string(long value) { return digits("%ld", value); }
string to_string(unsigned long value) { return digits("%lu", value); }
string to_string(long long value) { return digits("%lld", value); }
string to_string(unsigned long long value) { return digits("%llu", value); }
// clang-format on

void __libcpp_verbose_abort(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    abort();
}

// ---- exceptions and errors

void __throw_bad_alloc() {
    throw bad_alloc{};
}
void __throw_runtime_error(const char* text) {
    throw runtime_error{text};
}

bad_function_call::~bad_function_call() noexcept {}
} // namespace __1
const char* bad_variant_access::what() const noexcept {
    return "bad variant access";
}
inline namespace __1 {

error_category::~error_category() noexcept {}
error_condition error_category::default_error_condition(int code) const noexcept {
    return {code, *this};
}
bool error_category::equivalent(int code, const error_condition& condition) const noexcept {
    return default_error_condition(code) == condition;
}
bool error_category::equivalent(const error_code& code, int condition) const noexcept {
    return *this == code.category() && code.value() == condition;
}

namespace {

class errno_category : public error_category {
public:
    explicit errno_category(const char* name) : name_{name} {}
    const char* name() const noexcept override { return name_; }
    string message(int code) const override { return "error " + to_string(code); }

private:
    const char* name_;
};

} // namespace

const error_category& generic_category() noexcept {
    static const errno_category only{"generic"};
    return only;
}
const error_category& system_category() noexcept {
    static const errno_category only{"system"};
    return only;
}

string error_code::message() const {
    return __cat_->message(__val_);
}
system_error::system_error(error_code code, const char* text)
    : runtime_error(string(text) + ": " + code.message()), __ec_(code) {}
system_error::system_error(int code, const error_category& category)
    : runtime_error(category.message(code)), __ec_(code, category) {}
system_error::~system_error() noexcept {}
void __throw_system_error(int code, const char* text) {
    throw system_error{error_code{code, generic_category()}, text};
}

// ---- memory

__shared_count::~__shared_count() {}
__shared_weak_count::~__shared_weak_count() {}
void __shared_weak_count::__release_weak() noexcept {
    if (__libcpp_atomic_refcount_decrement(__shared_weak_owners_) == -1)
        __on_zero_shared_weak();
}
__shared_weak_count* __shared_weak_count::lock() noexcept {
    long others = __atomic_load_n(&__shared_owners_, __ATOMIC_SEQ_CST); // -1: no owner is left
    while (others != -1)
        if (__atomic_compare_exchange_n(&__shared_owners_, &others, others + 1, false,
                                        __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST))
            return this;
    return nullptr;
}
const void* __shared_weak_count::__get_deleter(const type_info&) const noexcept {
    return nullptr;
}

// ---- clocks

namespace chrono {

steady_clock::time_point steady_clock::now() noexcept {
    LARGE_INTEGER frequency{};
    LARGE_INTEGER count{};
    QueryPerformanceFrequency(&frequency);
    QueryPerformanceCounter(&count);
    const long long whole = count.QuadPart / frequency.QuadPart;
    const long long rest = count.QuadPart % frequency.QuadPart;
    return time_point{duration{whole * 1'000'000'000 + rest * 1'000'000'000 / frequency.QuadPart}};
}

system_clock::time_point system_clock::now() noexcept {
    FILETIME time{}; // in units of 100 ns since 1601
    GetSystemTimeAsFileTime(&time);
    const unsigned long long units =
        static_cast<unsigned long long>(time.dwHighDateTime) << 32 | time.dwLowDateTime;
    return time_point{duration{static_cast<long long>(units / 10) - 11'644'473'600'000'000}};
}

} // namespace chrono

// ---- threads

static PSRWLOCK lock_of(void* mutex) {
    return static_cast<PSRWLOCK>(mutex);
}
void mutex::lock() {
    AcquireSRWLockExclusive(lock_of(&__m_));
}
bool mutex::try_lock() noexcept {
    return TryAcquireSRWLockExclusive(lock_of(&__m_)) != 0;
}
void mutex::unlock() noexcept {
    ReleaseSRWLockExclusive(lock_of(&__m_));
}

static PCONDITION_VARIABLE variable_of(void* variable) {
    return static_cast<PCONDITION_VARIABLE>(variable);
}
void condition_variable::notify_one() noexcept {
    WakeConditionVariable(variable_of(&__cv_));
}
void condition_variable::notify_all() noexcept {
    WakeAllConditionVariable(variable_of(&__cv_));
}
void condition_variable::wait(unique_lock<mutex>& lock) noexcept {
    SleepConditionVariableSRW(variable_of(&__cv_), lock_of(lock.mutex()->native_handle()), INFINITE,
                              0);
}
void condition_variable::__do_timed_wait(
    unique_lock<mutex>& lock,
    chrono::time_point<chrono::system_clock, chrono::nanoseconds> until) noexcept {
    const auto left = chrono::ceil<chrono::milliseconds>(until - chrono::system_clock::now());
    SleepConditionVariableSRW(variable_of(&__cv_), lock_of(lock.mutex()->native_handle()),
                              left.count() > 0 ? static_cast<DWORD>(left.count()) : 0, 0);
}

int __libcpp_mutex_lock(__libcpp_mutex_t* mutex) {
    AcquireSRWLockExclusive(lock_of(mutex));
    return 0;
}
int __libcpp_mutex_unlock(__libcpp_mutex_t* mutex) {
    ReleaseSRWLockExclusive(lock_of(mutex));
    return 0;
}
int __libcpp_condvar_broadcast(__libcpp_condvar_t* variable) {
    WakeAllConditionVariable(variable_of(variable));
    return 0;
}
int __libcpp_condvar_wait(__libcpp_condvar_t* variable, __libcpp_mutex_t* mutex) {
    return SleepConditionVariableSRW(variable_of(variable), lock_of(mutex), INFINITE, 0) ? 0 : 1;
}

bool __libcpp_thread_isnull(const __libcpp_thread_t* thread) {
    return !*thread;
}
int __libcpp_thread_create(__libcpp_thread_t* thread, void* (*function)(void*), void* argument) {
    struct start {
        void* (*function)(void*);
        void* argument;
    };
    auto* const given = new start{function, argument};
    const auto run = [](void* taken) -> unsigned {
        const start what = *static_cast<start*>(taken);
        delete static_cast<start*>(taken);
        what.function(what.argument);
        return 0;
    };
    *thread = reinterpret_cast<void*>(_beginthreadex(nullptr, 0, run, given, 0, nullptr));
    if (*thread)
        return 0;
    delete given;
    return EAGAIN;
}
__libcpp_thread_id __libcpp_thread_get_current_id() {
    return static_cast<__libcpp_thread_id>(GetCurrentThreadId());
}
__libcpp_thread_id __libcpp_thread_get_id(const __libcpp_thread_t* thread) {
    return static_cast<__libcpp_thread_id>(GetThreadId(*thread));
}
bool __libcpp_thread_id_equal(__libcpp_thread_id a, __libcpp_thread_id b) {
    return a == b;
}
bool __libcpp_thread_id_less(__libcpp_thread_id a, __libcpp_thread_id b) {
    return a < b;
}
// Threads that only yield can starve all processes of a virtual machine for many seconds.
void __libcpp_thread_yield() {
    static std::atomic<unsigned> turns = 0;
    if (turns.fetch_add(1, std::memory_order_relaxed) % 64 == 63)
        Sleep(1);
    else
        SwitchToThread();
}

// libc++ sets this in a new thread. Nothing here reads it, so the thread's object is not kept.
int __libcpp_tls_set(__libcpp_tls_key, void* value) {
    delete static_cast<__thread_struct*>(value);
    return 0;
}
void* __libcpp_tls_get(__libcpp_tls_key) {
    return nullptr;
}
__thread_struct::__thread_struct() : __p_{nullptr} {}
__thread_struct::~__thread_struct() {}
template <>
__thread_specific_ptr<__thread_struct>::__thread_specific_ptr() : __key_{0} {}
__thread_specific_ptr<__thread_struct>& __thread_local_data() {
    static __thread_specific_ptr<__thread_struct> only;
    return only;
}

thread::~thread() {
    if (joinable())
        terminate();
}
void thread::join() {
    WaitForSingleObject(__t_, INFINITE);
    detach();
}
void thread::detach() {
    CloseHandle(__t_);
    __t_ = nullptr;
}
unsigned thread::hardware_concurrency() noexcept {
    SYSTEM_INFO system{};
    GetSystemInfo(&system);
    return system.dwNumberOfProcessors;
}
namespace this_thread {
void sleep_for(const chrono::nanoseconds& time) {
    const auto rounded = chrono::ceil<chrono::milliseconds>(time).count();
    Sleep(rounded > 0 ? static_cast<DWORD>(rounded) : 0);
}
} // namespace this_thread

} // namespace __1
} // namespace std
