// Rule 10: what we do not know survives. Any form and any response, read and written again, is the same JSON tree.
#include "core/forms/response.h"
#include "core/forms/validate.h"
#include "tests/support/foreign_members.h"
#include "tests/support/random_questionnaire.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 seeds = 300;

/// Through bytes, as a file would carry it.
Json throughBytes(const Json &json)
{
    const auto parsed = parseJson(writeJson(json));
    EXPECT_TRUE(parsed);
    return parsed.valueOr({});
}

Questionnaire formOf(quint64 seed)
{
    const auto form = readQuestionnaire(randomQuestionnaire(seed));
    EXPECT_TRUE(form);
    return form.valueOr({});
}

/// The first line that differs between two documents, or "".
std::string firstDifference(const Json &a, const Json &b)
{
    const auto lines = writePrettyJson(a).split('\n');
    const auto others = writePrettyJson(b).split('\n');
    for (qsizetype at = 0; at < lines.size() || at < others.size(); ++at) {
        if (lines.value(at) != others.value(at))
            return "line " + std::to_string(at + 1) + ": " + lines.value(at).toStdString() + " | " + others.value(at).toStdString();
    }
    return {};
}

/// What the form says, apart from where it says it.
QList<FormItem> meaningOf(const Questionnaire &form) { return form.items; }

} // namespace

TEST(ForeignTest, AFormWithUnknownMembersAtEveryLevelMeansTheSameAndIsWrittenBackAsItWas)
{
    int added = 0;
    for (quint64 seed = 1; seed <= seeds; ++seed) {
        SeededRandom random(seed);
        const Json plain = randomQuestionnaire(seed);
        const Json foreign = withForeignMembers(plain, random, added);
        const auto form = readQuestionnaire(throughBytes(foreign));
        ASSERT_TRUE(form) << "seed " << seed;
        ASSERT_EQ(writeJson(form->original), writeJson(foreign)) << "seed " << seed;
        ASSERT_TRUE(form->report.isEmpty()) << "seed " << seed << qPrintable(form->report.first().text);
        ASSERT_EQ(meaningOf(*form), meaningOf(formOf(seed))) << "seed " << seed;
    }
    std::printf("%d unknown members in %llu forms\n", added, static_cast<unsigned long long>(seeds));
    EXPECT_GT(added, 10'000);
}

TEST(ForeignTest, AResponseWithUnknownMembersAtEveryLevelIsWrittenBackAsItWas)
{
    int added = 0;
    qsizetype bytes = 0;
    for (quint64 seed = 1; seed <= seeds; ++seed) {
        SeededRandom random(seed);
        const auto form = formOf(seed);
        const Json ours = toResponse(form, randomAnswers(form, seed), { u"r-%1"_s.arg(seed), {}, u"completed"_s, u"2026-11-23T14:00:00+00:00"_s, {}, {}, {} });
        const Json foreign = withForeignMembers(seed % 2 ? asAnotherProgramWouldWrite(ours, random) : ours, random, added);
        const auto reading = fromResponse(form, throughBytes(foreign), random);
        ASSERT_TRUE(reading) << "seed " << seed << qPrintable(reading.error().detail);
        const Json back = toResponse(form, reading->answers, reading->metadata);
        ASSERT_EQ(firstDifference(back, foreign), "") << "seed " << seed;
        bytes += writeJson(foreign).size();
    }
    std::printf("%d unknown members in %llu responses of %lld bytes\n", added, static_cast<unsigned long long>(seeds), static_cast<long long>(bytes));
    EXPECT_GT(added, 10'000);
}

TEST(ForeignTest, UnknownMembersDoNotChangeAnAnswer)
{
    for (quint64 seed = 1; seed <= 100; ++seed) {
        SeededRandom random(seed);
        int added = 0;
        const auto form = formOf(seed);
        const Answers answers = randomAnswers(form, seed);
        const Json ours = toResponse(form, answers, {});
        auto reading = fromResponse(form, withForeignMembers(ours, random, added), random);
        ASSERT_TRUE(reading) << "seed " << seed;
        ASSERT_TRUE(reading->issues.isEmpty()) << "seed " << seed << qPrintable(reading->issues.first().text);
        ASSERT_GT(added, 0);
        reading->answers.remove(restKey.toString());
        // Ids that another program put on an answer become the names of our rows; everything else is as it was.
        const auto valuesOf = [](const Answers &of) {
            QStringList values;
            for (auto it = of.fields().cbegin(); it != of.fields().cend(); ++it) {
                for (const AnswerRow &row : of.given(it.key()))
                    values.append(QString::fromUtf8(writeJson(row.value)));
            }
            values.sort();
            return values;
        };
        ASSERT_EQ(valuesOf(reading->answers), valuesOf(answers)) << "seed " << seed;
    }
}

TEST(ForeignTest, AnAnswerChangedAfterwardsStandsAndWhatIsAroundItStays)
{
    int edits = 0;
    for (quint64 seed = 1; seed <= 100; ++seed) {
        SeededRandom random(seed);
        int added = 0;
        const auto form = formOf(seed);
        const Json foreign = withForeignMembers(asAnotherProgramWouldWrite(toResponse(form, randomAnswers(form, seed), {}), random), random, added);
        auto reading = fromResponse(form, foreign, random);
        ASSERT_TRUE(reading) << "seed " << seed;
        const auto keys = reading->answers.fields().keys();
        for (const QString &key : keys) {
            const bool isText = reading->answers.value(key).isString() && random.chance(30);
            edits += isText && !reading->answers.set(key, u"changed since"_s).isEmpty() ? 1 : 0;
        }
        const Json written = throughBytes(toResponse(form, reading->answers, reading->metadata));
        const auto again = fromResponse(form, written, random);
        ASSERT_TRUE(again) << "seed " << seed;
        ASSERT_EQ(firstDifference(again->answers.toJson(), reading->answers.toJson()), "") << "seed " << seed;
    }
    EXPECT_GT(edits, 100);
}
