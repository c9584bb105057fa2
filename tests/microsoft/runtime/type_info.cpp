// The table of virtual functions of type_info, which every type descriptor refers to. This file
// does not include <typeinfo>, where the class has no constructor that could make the compiler emit
// the table.
#include <vcruntime.h>

class type_info {
public:
    virtual ~type_info() noexcept;
    const char* readable = nullptr;
    char decorated[1] = {};
};
type_info::~type_info() noexcept {}

extern "C" const type_info makes_the_compiler_emit_the_table{};
