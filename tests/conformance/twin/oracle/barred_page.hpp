#pragma once
// Memory that blocks the threads that access it: a way to keep a callback inside a DLL.

#include <cstddef>

/// Provides a page. A thread that accesses the page while it is barred waits until `open`.
class barred_page {
public:
    barred_page();
    ~barred_page();
    barred_page(const barred_page&) = delete;
    barred_page& operator=(const barred_page&) = delete;

    template <class T>
    T* as() const {
        return static_cast<T*>(page_);
    }

    void bar();
    /// Waits at most 10 seconds for an access. Returns whether there was one.
    bool was_touched() const;
    void open();

private:
    void* page_;
};
