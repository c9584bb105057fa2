#include <catch2/catch_test_macros.hpp>
#include <routpact/observers.hpp>
#include <string>
#include <vector>

namespace observers_tests {
namespace {
using routpact::report;
using routpact::report_text;
using routpact::violation;

constexpr report example{
    "connect_client", violation::unknown_index, routpact::blame::caller, 1, 4000000007,
    NO_ERROR,         ERROR_INVALID_PARAMETER};

report thrown(const char* what) {
    return {"mib_get_entry",
            violation::exception_thrown,
            routpact::blame::protocol,
            0,
            0,
            1234,
            NO_ERROR,
            what};
}

std::vector<int> order;
template <int N>
void note(const report&) {
    order.push_back(N);
}
constinit routpact::report_counts counts;
} // namespace

TEST_CASE("the text of a report has all that the report knows", "[observers]") {
    CHECK(report_text{example}.c_str() ==
          std::string{"routpact: connect_client, interface 4000000007, argument 1: no interface "
                      "has this index; answered ERROR_INVALID_PARAMETER (87); blame: caller"});
    CHECK(report_text{thrown("the modem\r\nis off"), "\n"}.c_str() ==
          std::string{"routpact: mib_get_entry: the handler threw an exception: the modem  is off; "
                      "the handler's code is another code (1234); blame: protocol\n"});
    report same = thrown("off");
    same.handler_code = same.returned_code = ERROR_CAN_NOT_COMPLETE;
    CHECK(report_text{same}.c_str() ==
          std::string{"routpact: mib_get_entry: the handler threw an exception: off; answered "
                      "ERROR_CAN_NOT_COMPLETE (1003); blame: protocol"});
}

TEST_CASE("a long text of a report is cut off before its end", "[observers]") {
    const std::string what(600, 'x');
    const std::string text = report_text{thrown(what.c_str()), "\r\n"}.c_str();
    CHECK(text.size() == 511);
    CHECK(text.substr(507) == "xx\r\n");
    CHECK(std::string{report_text{thrown(what.c_str()), what.c_str()}.c_str()}.size() == 511);
}

TEST_CASE("reports are counted by kind", "[observers]") {
    const auto before = counts.total();
    routpact::count_reports<counts>(example);
    routpact::count_reports<counts>(example);
    routpact::count_reports<counts>(thrown("off"));
    report last = example;
    last.kind = violation::long_use;
    routpact::count_reports<counts>(last);
    CHECK(counts[violation::unknown_index] == 2);
    CHECK(counts[violation::exception_thrown] == 1);
    CHECK(counts[violation::long_use] == 1);
    CHECK(counts[violation::null_argument] == 0);
    CHECK(counts.total() == before + 4);
}

TEST_CASE("several observers receive a report in order", "[observers]") {
    order.clear();
    routpact::observers<note<1>, nullptr, [](const report&) { order.push_back(2); }, note<3>>(
        example);
    CHECK(order == std::vector{1, 2, 3});
    routpact::observers<>(example);
}

#ifdef __cpp_exceptions
TEST_CASE("an observer that throws keeps no report from the others", "[observers]") {
    order.clear();
    static bool same = false;
    try {
        throw 7;
    } catch (...) {
        routpact::observers<note<1>, [](const report&) { throw 8; },
                            [](const report&) {
                                try {
                                    throw; // the exception that the report is about
                                } catch (int value) {
                                    same = value == 7;
                                }
                            },
                            note<2>>(example);
    }
    CHECK(order == std::vector{1, 2});
    CHECK(same);
}
#endif

} // namespace observers_tests
