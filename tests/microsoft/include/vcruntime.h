#pragma once
// The part of Microsoft's header that libc++ and Wine's C headers need.
#include <stddef.h>
#include <stdint.h>
