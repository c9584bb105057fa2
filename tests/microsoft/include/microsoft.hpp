#pragma once
// Included before each source: what libc++ expects of Microsoft's C headers and Wine's lack.
#include <math.h>
#include <vcruntime.h>
#ifdef __cplusplus
#undef fpclassify
#undef isfinite
#undef isinf
#undef isnan
#undef isnormal
#undef signbit
// clang-format off
template <class T> constexpr int fpclassify(T v) noexcept { return __builtin_fpclassify(2, 1, -1, -2, 0, v); }
template <class T> constexpr bool isfinite(T v) noexcept { return __builtin_isfinite(v); }
template <class T> constexpr bool isinf(T v) noexcept { return __builtin_isinf(v); }
template <class T> constexpr bool isnan(T v) noexcept { return __builtin_isnan(v); }
template <class T> constexpr bool isnormal(T v) noexcept { return __builtin_isnormal(v); }
template <class T> constexpr bool signbit(T v) noexcept { return __builtin_signbit(v); }
// clang-format on
#endif

typedef double max_align_t;
struct timespec {
    long long tv_sec;
    long tv_nsec;
};
typedef int mbstate_t;

#define WINE_UNICODE_NATIVE // WCHAR is wchar_t
#define IPRTRMGR_PID 10000  // which Wine's iprtrmib.h lacks
#define WINBOOL BOOL        // a name in mingw-w64's routprot.h

struct _TP_CALLBACK_INSTANCE;
extern "C" int __stdcall CallbackMayRunLong(struct _TP_CALLBACK_INSTANCE*);
extern "C" __declspec(dllimport) int __stdcall GetProcessHandleCount(void*, unsigned long*);
