#pragma once
// Included first in every scenario (-include). After the unchanged standard headers, it gives the
// standard's names to the checker's atomics.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <exception>
#include <initializer_list>
#include <iterator>
#include <limits>
#include <new>
#include <pthread.h>
#include <sched.h>
#include <type_traits>

#include "atomic.hpp"

#define atomic model_atomic
#define atomic_thread_fence model_atomic_thread_fence
#define atomic_signal_fence model_atomic_signal_fence
#define nanosleep model_nanosleep
#define sched_yield model_sched_yield
