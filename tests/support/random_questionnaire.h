#pragma once

#include "core/base/json.h"
#include "core/base/random_source.h"
#include "core/forms/answers.h"
#include "core/forms/questionnaire.h"

namespace sightline::testing {

/// Random bytes that a seed fixes: the same seed gives the same run on every machine.
class SeededRandom final : public RandomSource {
public:
    explicit SeededRandom(quint64 seed) : m_state(seed * 0x9E3779B97F4A7C15ULL + 0x632BE59BD9B4E019ULL) { }

    QByteArray bytes(int count) override;
    quint64 next();
    /// 0 to @p bound - 1.
    int below(int bound);
    /// True @p percent times in a hundred.
    bool chance(int percent);

private:
    quint64 m_state;
};

struct RandomFormShape {
    int itemsMin = 20;       ///< at least this many items (groups and displays counted)
    int depthMax = 4;        ///< nesting of groups
    bool oddLinkIds = true;  ///< linkIds with / # @ % $ and letters of other scripts
};

/// A random FHIR R4 Questionnaire: every item type B4 knows, nested repeats, questions under answers, every operator,
/// all and any, bounds, options, initial values, later roles. It reads without a warning. The same seed gives the same
/// form.
[[nodiscard]] Json randomQuestionnaire(quint64 seed, const RandomFormShape &shape = {});

/// Random answers to @p form that validate() accepts for completion by the author: every enabled required question is
/// answered, nothing breaks a limit. Disabled answers are taken out.
[[nodiscard]] Answers randomAnswers(const Questionnaire &form, quint64 seed);

/// One random answer value that fits @p item (one of several, not their list).
[[nodiscard]] Json randomAnswer(const FormItem &item, SeededRandom &random);

/// Damages @p answers at random: wrong types, unknown keys, lists where none belong. What must survive a round trip
/// and must never crash anything.
[[nodiscard]] Answers damagedAnswers(const Questionnaire &form, quint64 seed);

} // namespace sightline::testing
