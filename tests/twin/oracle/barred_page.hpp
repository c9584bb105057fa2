#pragma once
// Memory that holds up whoever touches it: a way to keep a callback inside a DLL.

#include <cstddef>

/// One page; a thread that touches it while it is barred stays there until `open`.
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
    /// Whether some thread touched it, within 10 seconds.
    bool was_touched() const;
    void open();

private:
    void* page_;
};
