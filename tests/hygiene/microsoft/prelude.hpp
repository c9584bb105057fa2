#pragma once
// Makes libc++, and the headers that Wine and mingw-w64 have of the Windows SDK, pass for a Windows
// toolchain of Microsoft's, in so far as these headers and the standard ones need: what Wine lacks.

// Its winnt.h defines inline functions that clang knows already, in this dialect.
#define _InterlockedAnd64 wine_InterlockedAnd64
#define _InterlockedCompareExchange128 wine_InterlockedCompareExchange128
#define _InterlockedCompareExchangePointer wine_InterlockedCompareExchangePointer
#define _InterlockedDecrement64 wine_InterlockedDecrement64
#define _InterlockedExchangeAdd64 wine_InterlockedExchangeAdd64
#define _InterlockedExchangePointer wine_InterlockedExchangePointer
#define _InterlockedIncrement64 wine_InterlockedIncrement64
#define _InterlockedOr64 wine_InterlockedOr64
#define _InterlockedXor64 wine_InterlockedXor64

#define WINE_UNICODE_NATIVE // WCHAR is wchar_t
#define WINBOOL BOOL        // as mingw-w64's routprot.h has it

#include <stdint.h>
#undef __need_wint_t // this and <wchar.h>, next time, is half of it only

typedef double max_align_t;
struct timespec {
    long long tv_sec;
    long tv_nsec;
};

#define _LIBCPP_HAS_NO_LOCALIZATION // which wants more than Wine has
#include <math.h>
#undef isfinite
#undef isinf
#undef isnan
bool isfinite(double);
bool isinf(double);
bool isnan(double);

#include <winsock2.h>
// It needs the former.
#include <windows.h>
extern "C" void WINAPI CallbackMayRunLong(PTP_CALLBACK_INSTANCE);
