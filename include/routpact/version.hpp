#pragma once
// The inline namespace of this version, whether exceptions are enabled, and the attribute that
// keeps names inside one module.

/// Whether this translation unit is compiled with C++ exceptions. Microsoft documents _CPPUNWIND.
#if defined(__cpp_exceptions) || defined(_CPPUNWIND)
#define ROUTPACT_EXCEPTIONS 1
#else
#define ROUTPACT_EXCEPTIONS 0
#endif

#ifdef _MSC_VER
// Without an option, Microsoft's compiler has no exception handling, but compiles a throw. The
// setting of Microsoft's C++ library tells that this is intended.
#if !ROUTPACT_EXCEPTIONS && !(defined(_HAS_EXCEPTIONS) && _HAS_EXCEPTIONS == 0)
#define ROUTPACT_TEXT_OF(line) #line
#define ROUTPACT_LINE(line) ROUTPACT_TEXT_OF(line)
// clang-format off
#pragma message(__FILE__ "(" ROUTPACT_LINE(__LINE__) "): warning: routpact: C++ exceptions are off, " \
    "so an exception of a handler would reach the router manager; expected /EHsc: add it, or define " \
    "_HAS_EXCEPTIONS=0 if your code does without exceptions")
// clang-format on
#undef ROUTPACT_LINE
#undef ROUTPACT_TEXT_OF
#endif
// Two such units in one DLL are a mistake in the build: the linker refuses them.
#if ROUTPACT_EXCEPTIONS
#pragma detect_mismatch("routpact: C++ exceptions", "on")
#else
#pragma detect_mismatch("routpact: C++ exceptions", "off")
#endif
#endif

/// The inline namespace of all names. Its number changes with the layout of any type that two
/// translation units may share.
///
/// Translation units compiled with and without exceptions may be linked into one DLL, except by
/// Microsoft's linker, but have different function bodies: the linker must not choose one copy for
/// both. So the two kinds have namespaces, types and state of their own, and share no object such
/// as a table. The abi_tag also changes the names of variables: one that one kind defines does not
/// link with the other.
#if ROUTPACT_EXCEPTIONS
#define ROUTPACT_ABI v0
#else
#define ROUTPACT_ABI v0_noexcept
#ifdef __GNUC__
namespace routpact {
inline namespace ROUTPACT_ABI __attribute__((abi_tag("routpact_noexcept"))) {}
} // namespace routpact
#endif
#endif

/// Hides state, and the functions that access it, inside one module, with any compiler options. Two
/// modules of a process must not share them; and g++ would mark visible state as unique, which
/// keeps the module loaded for ever.
#ifdef __ELF__
#define ROUTPACT_HIDDEN __attribute__((visibility("hidden")))
#else
#define ROUTPACT_HIDDEN
#endif

/// Keeps a function out of its callers; cold also says that it is rarely called.
#if defined(__GNUC__)
#define ROUTPACT_NOINLINE [[gnu::noinline]]
#define ROUTPACT_COLD [[gnu::noinline, gnu::cold]]
#elif defined(_MSC_VER)
#define ROUTPACT_NOINLINE __declspec(noinline)
#define ROUTPACT_COLD __declspec(noinline)
#else
#define ROUTPACT_NOINLINE
#define ROUTPACT_COLD
#endif

namespace routpact::inline ROUTPACT_ABI {

/// The version of the library, as CMake reads it from this line.
ROUTPACT_HIDDEN inline constexpr char version[] = "0.1.0";

} // namespace routpact::inline ROUTPACT_ABI

namespace routpact::inline ROUTPACT_ABI::detail {

/// A hidden type, as a default template argument for member templates of class templates: clang
/// ignores ROUTPACT_HIDDEN on these, but hides a template with a hidden argument.
struct ROUTPACT_HIDDEN this_module;

} // namespace routpact::inline ROUTPACT_ABI::detail
