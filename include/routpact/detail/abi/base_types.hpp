#pragma once
// The basic types of the Windows headers, for other systems. They have the sizes that they have on
// Windows, except WCHAR: it is the system's wchar_t, so that L"..." is an LPCWSTR everywhere.
//
// On Windows, the platform declares these types. A test defines ROUTPACT_ABI_MIRROR to put the
// declarations below into a namespace, and compares them with those of the platform.

#if !defined(_WIN32) || defined(ROUTPACT_ABI_MIRROR)

#include <routpact/version.hpp>

/// The calling convention of all function pointers of the interface; empty except on Windows.
#ifndef WINAPI
#define WINAPI
#endif

/// The type without values; `f(VOID)` declares a function without parameters.
using VOID = void;

/// An unsigned 32-bit number.
#if defined(_WIN32) || (defined(__SIZEOF_LONG__) && __SIZEOF_LONG__ == 4)
using DWORD = unsigned long;
#else
using DWORD = unsigned int;
#endif
static_assert(sizeof(DWORD) == 4);
/// The same type as DWORD, as on Windows.
using ULONG = DWORD;
/// An unsigned 32-bit number; never a long.
using UINT32 = unsigned int;
/// An unsigned 64-bit number.
using ULONGLONG = unsigned long long;
/// An unsigned 16-bit number.
using WORD = unsigned short;
/// The same type as WORD.
using USHORT = unsigned short;
/// An unsigned 8-bit number.
using BYTE = unsigned char;
/// The same type as BYTE.
using UCHAR = unsigned char;
/// An int that is zero for false.
using BOOL = int;
/// A wide character.
using WCHAR = wchar_t;

/// A pointer to an object of any type.
using PVOID = void*;
/// The same type as PVOID.
using LPVOID = void*;
/// A handle of the operating system.
using HANDLE = void*;
/// A pointer to a ULONG.
using PULONG = ULONG*;
/// A pointer to a DWORD.
using PDWORD = DWORD*;
/// The same type as PDWORD.
using LPDWORD = DWORD*;
/// A pointer to a BYTE.
using PBYTE = BYTE*;
/// A pointer to a UCHAR.
using PUCHAR = UCHAR*;
/// A string of wide characters that ends with a zero.
using LPWSTR = WCHAR*;
/// A string of wide characters that is not written to.
using LPCWSTR = const WCHAR*;

#ifndef TRUE
/// The BOOL for true.
ROUTPACT_HIDDEN inline constexpr BOOL TRUE = 1;
#endif
#ifndef FALSE
/// The BOOL for false.
ROUTPACT_HIDDEN inline constexpr BOOL FALSE = 0;
#endif

/// A globally unique identifier.
struct GUID {
    ULONG Data1;
    USHORT Data2;
    USHORT Data3;
    UCHAR Data4[8];
};

/// An IPv6 address in network byte order.
struct IN6_ADDR {
    union {
        UCHAR Byte[16];
        USHORT Word[8];
    } u;
};

#endif
