// Start-up code of programs and DLLs for Microsoft's ABI: what the compiler expects of msvcrt.lib.
#include "startup.hpp"

#include <corecrt_startup.h>
#include <stdlib.h>
#include <windows.h>

// The linker sorts sections by the part of the name behind the $, so these variables are before and
// behind what the compiler puts into the sections.
#pragma section(".CRT$XCA", read)
#pragma section(".CRT$XCZ", read)
#pragma section(".CRT$XDA", read)
#pragma section(".CRT$XDZ", read)
#pragma section(".CRT$XIA", read)
#pragma section(".CRT$XIZ", read)
#pragma section(".CRT$XLA", read)
#pragma section(".CRT$XLB", read)
#pragma section(".CRT$XLZ", read)
#pragma section(".tls", read, write)
#pragma section(".tls$ZZZ", read, write)

using function = void(__cdecl*)();

extern "C" {

int _fltused = 1; // the compiler refers to it where floating point is used

__declspec(allocate(".CRT$XCA")) const function first_constructor = nullptr;
__declspec(allocate(".CRT$XCZ")) const function end_of_constructors = nullptr;
__declspec(allocate(".CRT$XDA")) const function first_thread_constructor = nullptr;
__declspec(allocate(".CRT$XDZ")) const function end_of_thread_constructors = nullptr;
__declspec(allocate(".CRT$XIA")) const function first_initializer = nullptr;
__declspec(allocate(".CRT$XIZ")) const function end_of_initializers = nullptr;

// ---- the check for overwritten stacks

uintptr_t __security_cookie = static_cast<uintptr_t>(0x2B992DDFA232);
void __fastcall __security_check_cookie(uintptr_t cookie) {
    if (cookie != __security_cookie)
        __builtin_trap();
}

// ---- thread-local storage

#if defined(_M_IX86) // the offset of the thread's array of TLS blocks, in the thread's own block
__asm__(".globl __tls_array\n__tls_array = 0x2C");
#endif
unsigned long _tls_index = 0;
__declspec(allocate(".tls")) char first_of_tls = 0;
__declspec(allocate(".tls$ZZZ")) char end_of_tls = 0;
__declspec(thread) bool __tls_guard = false;

void __dyn_tls_on_demand_init() noexcept;
static void NTAPI on_thread(void*, DWORD reason, void*);

extern __declspec(allocate(".CRT$XLA")) const PIMAGE_TLS_CALLBACK first_callback = nullptr;
extern __declspec(allocate(".CRT$XLB")) const PIMAGE_TLS_CALLBACK own_callback = on_thread;
extern __declspec(allocate(".CRT$XLZ")) const PIMAGE_TLS_CALLBACK end_of_callbacks = nullptr;

struct tls_directory {
    const void* first;
    const void* end;
    unsigned long* index;
    const PIMAGE_TLS_CALLBACK* callbacks;
    unsigned long zeros;
    unsigned long characteristics;
};
extern const tls_directory _tls_used;
const tls_directory _tls_used = {&first_of_tls,       &end_of_tls, &_tls_index,
                                 &first_callback + 1, 0,           0};
}

namespace {

void run(const function* from, const function* end) {
    for (; from != end; ++from)
        if (*from)
            (*from)();
}

struct thread_destructor {
    function run;
    thread_destructor* next;
};
__declspec(thread) thread_destructor* thread_destructors = nullptr;

void run_thread_destructors() {
    while (thread_destructor* const last = thread_destructors) {
        thread_destructors = last->next;
        last->run();
        free(last);
    }
}

_onexit_table_t at_exit;
SRWLOCK statics_lock = SRWLOCK_INIT;
CONDITION_VARIABLE statics_changed = CONDITION_VARIABLE_INIT;

} // namespace

extern "C" {

void __dyn_tls_on_demand_init() noexcept {
    if (__tls_guard)
        return;
    __tls_guard = true;
    run(&first_thread_constructor, &end_of_thread_constructors);
}

int __cdecl __tlregdtor(function destructor) {
    auto* const added = static_cast<thread_destructor*>(malloc(sizeof(thread_destructor)));
    if (!added)
        return -1;
    *added = {destructor, thread_destructors};
    thread_destructors = added;
    return 0;
}

static void NTAPI on_thread(void*, DWORD reason, void*) {
    if (reason == DLL_THREAD_DETACH)
        run_thread_destructors();
}

// ---- static variables in functions, which the first caller constructs

int _Init_global_epoch = INT_MIN;
__declspec(thread) int _Init_thread_epoch = INT_MIN;

void __cdecl _Init_thread_header(int* guard) { // 0: not constructed, -1: under construction
    AcquireSRWLockExclusive(&statics_lock);
    while (*guard == -1)
        SleepConditionVariableSRW(&statics_changed, &statics_lock, INFINITE, 0);
    if (*guard == 0)
        *guard = -1;
    else
        _Init_thread_epoch = _Init_global_epoch;
    ReleaseSRWLockExclusive(&statics_lock);
}
static void end_construction(int* guard, bool constructed) {
    AcquireSRWLockExclusive(&statics_lock);
    *guard = constructed ? ++_Init_global_epoch : 0;
    _Init_thread_epoch = _Init_global_epoch;
    ReleaseSRWLockExclusive(&statics_lock);
    WakeAllConditionVariable(&statics_changed);
}
void __cdecl _Init_thread_footer(int* guard) {
    end_construction(guard, true);
}
void __cdecl _Init_thread_abort(int* guard) {
    end_construction(guard, false);
}

// ---- begin and end

#pragma clang diagnostic ignored "-Winconsistent-dllimport"
int __cdecl atexit(function called) {
    return _register_onexit_function(&at_exit, reinterpret_cast<_onexit_t>(called));
}
}

void begin_module() {
    _initialize_onexit_table(&at_exit);
    run(&first_initializer, &end_of_initializers);
    run(&first_constructor, &end_of_constructors);
    __dyn_tls_on_demand_init();
}

void end_module() {
    run_thread_destructors();
    _execute_onexit_table(&at_exit);
}

#if defined(_M_ARM64) // Microsoft's header defines it inline
extern "C" struct _TEB* WINAPI NtCurrentTeb() {
    struct _TEB* block = nullptr;
    __asm__("mov %0, x18" : "=r"(block));
    return block;
}
#endif
