// A program that is linked with two modules.

#include "module_checks.hpp"

extern "C" const table_module* first_module();
extern "C" const table_module* second_module();

int main() {
    try_table("the first", *first_module());
    try_table("the second", *second_module());
    std::thread first{[] { try_table("the first", *first_module()); }};
    std::thread second{[] { try_table("the second", *second_module()); }};
    first.join();
    second.join();
}
