#pragma once
// What windows.h and its companions leave defined, for better or worse, without NOMINMAX and
// WIN32_LEAN_AND_MEAN. After the standard headers, some of which would take min and max away again.

#include "every_standard_header.hpp" // made by CMakeLists.txt

#define min(a, b) (((a) < (b)) ? (a) : (b))
#define max(a, b) (((a) > (b)) ? (a) : (b))

#ifndef _WIN32 // which has the rest itself
#define near
#define far
#define small char
#define hyper long long
#define interface struct
#define pascal
#define cdecl
#define IN
#define OUT
#define OPTIONAL
#define STRICT 1
#define ERROR 0
#define DELETE 0x00010000L
#define NO_DATA 11004L
#define Yield()
#define GetMessage GetMessageW
#define GetObject GetObjectW
#define SendMessage SendMessageW
#endif
