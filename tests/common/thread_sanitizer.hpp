#pragma once
// THREAD_SANITIZER is defined if the tests are built with ThreadSanitizer. It has its own operator
// new, and its atomics take thousands of instructions.

#if defined(__SANITIZE_THREAD__)
#define THREAD_SANITIZER
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define THREAD_SANITIZER
#endif
#endif
