#pragma once

#include "core/base/json.h"
#include "tests/support/random_questionnaire.h"

namespace sightline::testing {

/// Adds to every object of the FHIR resource @p json, at random, what another program might have written there and we do
/// not know: extensions, `_element` siblings of primitives, ids, and members of other names. Counts them in @p added.
[[nodiscard]] Json withForeignMembers(const Json &json, SeededRandom &random, int &added);

/// Makes a response of ours look as if another program had written it: without our names and orders of rows, here and
/// there without texts, with items the form does not have, items and groups without answers, and in another order.
[[nodiscard]] Json asAnotherProgramWouldWrite(const Json &response, SeededRandom &random);

} // namespace sightline::testing
