#include "protocol_search.hpp"

#include "child_process.hpp"
#include "failure.hpp"
#include "records.hpp"
#include "text.hpp"

#include <chrono>
#include <cstdlib>
#include <random>
#include <routpact/conformance/subject.hpp>
#include <routpact/testing/code_text.hpp>
#include <sstream>

namespace {

constexpr DWORD vendors[] = {PROTO_VENDOR_MS0, PROTO_VENDOR_MS1, PROTO_VENDOR_MS2};
constexpr unsigned types = 4, numbers = 0x10000, small_numbers = 256;
constexpr unsigned other_vendors = 0x4000 - 3;

constexpr std::uint64_t block = 4096;      // positions from one record to the next
constexpr std::size_t most_protocols = 16; // of one DLL
constexpr DWORD usual_id = MS_IP_RIP;      // of a DLL that accepts every id
constexpr unsigned random_questions = 64;

/// Returns the vendor at a position among those that are not documented.
constexpr DWORD other_vendor(std::uint64_t position) {
    auto vendor = static_cast<DWORD>(position);
    for (const DWORD documented : vendors) // in ascending order
        vendor += vendor >= documented ? 1U : 0U;
    return vendor;
}
static_assert(other_vendor(0) == 1 && other_vendor(PROTO_VENDOR_MS1 - 2) == PROTO_VENDOR_MS1 - 1 &&
              other_vendor(PROTO_VENDOR_MS1 - 1) == PROTO_VENDOR_MS1 + 1 &&
              other_vendor(other_vendors - 1) == PROTO_VENDOR_MS2 - 1);

/// Asks a DLL for protocols.
class questioner {
public:
    questioner(PREGISTER_PROTOCOL entry_point, DWORD functionality, unsigned seconds)
        : entry_point_{entry_point},
          functionality_{functionality},
          limit_{std::chrono::steady_clock::now() + std::chrono::seconds{seconds}} {}

    /// Asks for an id. Returns whether the DLL registers it.
    bool ask(DWORD id) {
        MPR_ROUTING_CHARACTERISTICS routing{};
        MPR_SERVICE_CHARACTERISTICS service{};
        routing.dwVersion = MS_ROUTER_VERSION;
        routing.dwProtocolId = id;
        routing.fSupportedFunctionality = functionality_;
        const DWORD answer = entry_point_(&routing, &service);
        if (answer != NO_ERROR)
            refusal_ = answer;
        return answer == NO_ERROR;
    }
    bool is_late() const { return std::chrono::steady_clock::now() >= limit_; }
    DWORD refusal() const { return refusal_; }

private:
    PREGISTER_PROTOCOL entry_point_;
    DWORD functionality_;
    std::chrono::steady_clock::time_point limit_;
    DWORD refusal_ = ERROR_NOT_SUPPORTED; ///< The last one.
};

/// Asks for the ids of one block, each of which is sent before.
void search_block(questioner& dll, std::uint64_t position) {
    for (const std::uint64_t end = position + block; position < end; ++position) {
        send_record({"asking", std::to_string(id_at(position))});
        dll.ask(id_at(position));
    }
}

/// Whether the DLL registers most of some random ids: it does not look at the id.
bool accepts_every_id(questioner& dll, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    unsigned accepted = 0;
    for (unsigned i = 0; i < random_questions; ++i)
        accepted += dll.ask(static_cast<DWORD>(random())) ? 1U : 0U;
    return accepted > random_questions / 2;
}

/// Asks for the ids in the order of their positions. Ids that are not likely are only asked for if
/// no other one is found.
void search_all(questioner& dll) {
    std::size_t found = 0;
    std::uint64_t position = 0;
    for (; position < (found == 0 ? all_ids : likely_ids) && found < most_protocols; ++position) {
        if (position % block == 0)
            send_record({"position", std::to_string(position)});
        if (position % 64 == 0 && dll.is_late())
            break;
        const DWORD id = id_at(position);
        if (!dll.ask(id))
            continue;
        ++found;
        send_record({"found", std::to_string(id)});
    }
    send_record({"asked", std::to_string(position), std::to_string(dll.refusal())});
}

/// Reads the records of a search.
struct search_records {
    std::vector<DWORD> ids;
    std::uint64_t position =
        0; ///< The number of ids asked for, rounded down to blocks until the end.
    DWORD refusal = ERROR_NOT_SUPPORTED;
    DWORD asking = 0; ///< The last id, of a search that sends each.
    bool loaded = false, every_id = false, done = false;

    explicit search_records(const child_end& child) {
        std::istringstream lines{child.records};
        for (std::string line; std::getline(lines, line);)
            read(fields_of(line));
    }

private:
    void read(const std::vector<std::string>& record) {
        const std::string& word = record[0];
        const auto number = [&](std::size_t i) {
            return std::strtoull(record[i].c_str(), nullptr, 10);
        };
        if (word == "unusable")
            throw cannot_run{record[1]};
        loaded |= word == "usable";
        every_id |= word == "every id";
        done |= word == "done";
        if (word == "found")
            ids.push_back(static_cast<DWORD>(number(1)));
        else if (word == "asking")
            asking = static_cast<DWORD>(number(1));
        else if (word == "position" || word == "asked")
            position = number(1);
        if (word == "asked")
            refusal = static_cast<DWORD>(number(2));
    }
};

search_records search(const options& wanted, const std::string& from) {
    constexpr unsigned start_of_a_process = 2; // seconds, beside the time of the search
    std::vector<std::string> arguments = wanted.of_trial;
    arguments.push_back(wanted.dll);
    arguments.insert(arguments.end(),
                     {"--seed", std::to_string(wanted.seed), "--child", search_task + from});
    const unsigned limit = wanted.timeout + start_of_a_process;
    return search_records{run_child(std::move(arguments), {limit, limit})};
}

std::string list_of(const std::vector<DWORD>& ids) {
    std::string text;
    for (std::size_t i = 0; i < ids.size(); ++i)
        text += (i == 0 ? "" : i + 1 == ids.size() ? " and " : ", ") + hexadecimal(ids[i]);
    return text;
}

/// Formats the end of a search that found nothing.
std::string nothing_found(const options& wanted, const search_records& found) {
    return "no protocol was found: RegisterProtocol of " + wanted.dll + " refuses " +
           std::to_string(found.position) + " of " + std::to_string(all_ids) +
           " ids, the last with " + routpact::testing::code_text(found.refusal) +
           ". Name the id by --protocol-id, search longer by --timeout, or offer other flags by "
           "--functionality";
}

} // namespace

DWORD id_at(std::uint64_t position) {
    const auto number_in = [&](unsigned size) { return static_cast<DWORD>(position % size); };
    if (position < documented_ids) {
        const std::uint64_t group = position / numbers;
        return PROTOCOL_ID(static_cast<DWORD>(group % types), vendors[group / types],
                           number_in(numbers));
    }
    if (position < likely_ids) {
        const std::uint64_t group = (position - documented_ids) / small_numbers;
        return PROTOCOL_ID(static_cast<DWORD>(group % types), other_vendor(group / types),
                           number_in(small_numbers));
    }
    const std::uint64_t rest = position - likely_ids;
    const std::uint64_t group = rest % (std::uint64_t{other_vendors} * types);
    return PROTOCOL_ID(
        static_cast<DWORD>(group % types), other_vendor(group / types),
        static_cast<DWORD>(small_numbers + rest / (std::uint64_t{other_vendors} * types)));
}

void search_protocols(dll_file& dll, const options& wanted) {
    const PREGISTER_PROTOCOL entry_point = dll.load();
    if (!entry_point)
        return send_record({"unusable", "cannot use " + wanted.dll + ": " + dll.reason()});
    send_record({"usable"});
    const DWORD offered = routpact::conformance::subject{dll, 0}.functionality;
    questioner asked{entry_point, wanted.functionality.value_or(offered), wanted.timeout};
    const std::string from = wanted.child.substr(std::string{search_task}.size());
    if (!from.empty())
        search_block(asked, std::strtoull(from.c_str(), nullptr, 10));
    else if (accepts_every_id(asked, wanted.seed))
        send_record({"every id"});
    else
        search_all(asked);
}

found_protocols find_protocols(const options& wanted) {
    const search_records found = search(wanted, "");
    if (found.every_id || !found.loaded) // the check finds the crash of a load
        return {{usual_id}, found.every_id ? wanted.dll + " registers every id; checking one" : ""};

    found_protocols result{found.ids, ""};
    std::string end;
    if (!found.done) {
        const search_records again = search(wanted, std::to_string(found.position));
        if (!again.done) {
            result.ids.push_back(again.asking);
            end = ", and ended the search for others at the last of these";
        }
    }
    if (result.ids.empty())
        throw cannot_run{nothing_found(wanted, found)};
    result.note =
        wanted.dll + (result.ids.size() == 1 ? " has the protocol " : " has the protocols ") +
        list_of(result.ids) + " among " + std::to_string(found.position) + " ids asked for" + end;
    return result;
}
