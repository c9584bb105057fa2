#pragma once
// A callback kept inside the DLL, for tests of calls that must wait for it.

#include "barred_page.hpp"
#include "dll_under_test.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sessions.hpp>
#include <thread>

namespace oracle {

/// Keeps a callback on interface 1 inside the DLL until it is released.
class held_callback {
public:
    explicit held_callback(const dll_under_test& dll) {
        *page_.as<sessions::interface_config>() = {7};
        page_.bar();
        thread_ = std::thread{[this, &dll] {
            answer_ = dll->pfnSetInterfaceInfo(1, page_.as<void>(), 1,
                                               sizeof(sessions::interface_config), 1);
        }};
        const bool held = page_.was_touched();
        CHECK(held);
    }
    ~held_callback() { let_go(); }
    held_callback(const held_callback&) = delete;
    held_callback& operator=(const held_callback&) = delete;

    DWORD let_go() {
        if (thread_.joinable()) {
            page_.open();
            thread_.join();
        }
        return answer_;
    }

private:
    barred_page page_;
    DWORD answer_ = 0;
    std::thread thread_;
};

} // namespace oracle
