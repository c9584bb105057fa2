#pragma once
// std::exception in the layout of Microsoft's runtime, which copies and destroys the text.
#include <vcruntime.h>

#if !defined(_HAS_EXCEPTIONS) || _HAS_EXCEPTIONS != 0 // otherwise libc++ defines these classes
struct __std_exception_data {
    const char* text;
    bool owned;
};
extern "C" void __cdecl __std_exception_copy(const __std_exception_data*, __std_exception_data*);
extern "C" void __cdecl __std_exception_destroy(__std_exception_data*);
#endif
extern "C" {
typedef void(__cdecl* terminate_handler)();
[[noreturn]] void __cdecl terminate();
terminate_handler __cdecl set_terminate(terminate_handler);
terminate_handler __cdecl _get_terminate();
}

#if !defined(_HAS_EXCEPTIONS) || _HAS_EXCEPTIONS != 0
namespace std {

class exception {
public:
    exception() noexcept : data_{} {}
    explicit exception(const char* text) noexcept : data_{} {
        const __std_exception_data given{text, true};
        __std_exception_copy(&given, &data_);
    }
    exception(const char* literal, int) noexcept : data_{literal, false} {}
    exception(const exception& other) noexcept : data_{} {
        __std_exception_copy(&other.data_, &data_);
    }
    exception& operator=(const exception& other) noexcept {
        if (this != &other) {
            __std_exception_destroy(&data_);
            __std_exception_copy(&other.data_, &data_);
        }
        return *this;
    }
    virtual ~exception() noexcept { __std_exception_destroy(&data_); }
    [[nodiscard]] virtual const char* what() const noexcept {
        return data_.text ? data_.text : "Unknown exception";
    }

private:
    __std_exception_data data_;
};

class bad_exception : public exception {
public:
    bad_exception() noexcept : exception("bad exception", 1) {}
};

class bad_alloc : public exception {
public:
    bad_alloc() noexcept : exception("bad allocation", 1) {}

protected:
    bad_alloc(const char* literal, int) noexcept : exception(literal, 1) {}
};

class bad_array_new_length : public bad_alloc {
public:
    bad_array_new_length() noexcept : bad_alloc("bad array new length", 1) {}
};

} // namespace std
#endif
