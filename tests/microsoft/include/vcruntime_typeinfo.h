#pragma once
#include <vcruntime_exception.h>

struct __std_type_info_data {
    const char* readable;
    const char decorated[1];
};
extern "C" int __cdecl __std_type_info_compare(const __std_type_info_data*,
                                               const __std_type_info_data*);
extern "C" size_t __cdecl __std_type_info_hash(const __std_type_info_data*);
extern "C" const char* __cdecl __std_type_info_name(__std_type_info_data*, void*);

class type_info {
public:
    type_info(const type_info&) = delete;
    type_info& operator=(const type_info&) = delete;
    virtual ~type_info() noexcept;

    bool operator==(const type_info& other) const noexcept {
        return __std_type_info_compare(&data_, &other.data_) == 0;
    }
    bool before(const type_info& other) const noexcept {
        return __std_type_info_compare(&data_, &other.data_) < 0;
    }
    size_t hash_code() const noexcept { return __std_type_info_hash(&data_); }
    const char* name() const noexcept { return data_.decorated; }

private:
    mutable __std_type_info_data data_;
};

namespace std {
using ::type_info;
} // namespace std
