#pragma once
// THREAD_SANITIZER is defined where the tests are built with it: it has its own operator new, and
// atomics of thousands of instructions.

#if defined(__SANITIZE_THREAD__)
#define THREAD_SANITIZER
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define THREAD_SANITIZER
#endif
#endif
