#pragma once
// All rules, each tried by a child process, several at a time.

#include "options.hpp"
#include "outcome.hpp"

#include <string>
#include <vector>

/// Tries rules on the DLL. `arguments` are this program's own: a child gets them too. The result is
/// in the order of the rules. Throws cannot_run if the DLL cannot be used.
std::vector<outcome> try_rules(const std::vector<const routpact::testing::rule*>& rules,
                               const options& wanted, const std::vector<std::string>& arguments);
