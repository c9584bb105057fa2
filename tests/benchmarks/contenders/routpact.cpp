#include "../contender.hpp"

#include <routpact/callbacks.hpp>
#include <routpact/interface_table.hpp>

namespace {

class table : public routpact::interface_table<dial_in> {
public:
    void add(ULONG index) { insert(index); }
    void remove(ULONG index) { static_cast<void>(interface_table::remove(index)); }
};

template <std::size_t... Number>
constexpr std::array<table_functions, std::size(contents)> tables(std::index_sequence<Number...>) {
    return {functions_of<table, Number>(
        routpact::connect_client<the_table<table, Number>, on_connect>)...};
}

} // namespace

extern const contender ours;
const contender ours{
    .name = "routpact",
    .tables = tables(std::make_index_sequence<std::size(contents)>{}),
    .add_to_new = add_to_new<table>,
};
