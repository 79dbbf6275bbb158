// Every template, every variant: what it asks for can be given, by its author and by each later hand; and nothing of it is lost on the
// way through the exchange format.
#include "core/forms/enable_when.h"
#include "core/forms/own_records.h"
#include "core/forms/product_functions.h"
#include "core/forms/response.h"
#include "core/forms/validate.h"
#include "core/packs/forms/form_packs.h"
#include "core/records/urgent_concern.h"
#include "tests/support/rounds.h"
#include "tests/unit/packs/form_filler.h"
#include "tests/unit/packs/switchboard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 seedsPerVariant = 4;
/// Tries to come to one question that was opened on purpose: what chance answers beside it ("declined") may close it again.
constexpr quint64 triesPerItem = 20;
/// Each template; with a sanitizer, which looks for faults of the engine that all of them run through, one of five.
constexpr int everyPack = rounds(1, 5);

QString wordsOf(const QList<FormIssue> &issues)
{
    QStringList words;
    for (const FormIssue &issue : issues)
        words.append(issue.key + u": "_s + issue.text);
    return words.join(u'\n');
}

struct Filled {
    qsizetype records = 0;
    qsizetype parts = 0;
    QSet<QString> required;          ///< form|linkId of required questions and groups that were asked for and answered
    QSet<QString> requiredInForms;
};

bool needsAnswer(const FormItem &item) { return item.required && !item.readOnly && !item.comesLater; }

void note(Filled &filled, const QString &formId, const Questionnaire &form, const Answers &answers)
{
    const FormTree tree = buildFormTree(form, answers);
    for (const FormPlace &place : tree.places) {
        if (place.enabled && place.kind != FormPlace::Kind::Row && needsAnswer(form.items[place.item]))
            filled.required.insert(formId + u'|' + form.items[place.item].linkId);
    }
}

/// Bytes of the response, read and written again.
void expectSameBytes(const Questionnaire &form, const Answers &answers, quint64 seed)
{
    SeededRandom random(seed);
    const Json response = toResponse(form, answers, {});
    const auto parsed = parseJson(writeJson(response));
    ASSERT_TRUE(parsed);
    const auto reading = fromResponse(form, *parsed, random);
    ASSERT_TRUE(reading) << qPrintable(reading.error().detail);
    EXPECT_TRUE(reading->issues.isEmpty()) << qPrintable(wordsOf(reading->issues));
    EXPECT_EQ(reading->answers, answers);
    EXPECT_EQ(writeJson(toResponse(form, reading->answers, {})), writeJson(response));
}

/// As the hub judges it again (decisions 13): what is kept, without the rows that became records of their own, and each of those.
void expectWholeAsStored(const Questionnaire &form, const Answers &answers, const FormContext &context, const QByteArray &where)
{
    const Parted parted = partOwnRecords(form, answers);
    const auto left = validate(form, parted.rest, ValidateFor::Completion, context);
    EXPECT_FALSE(hasErrors(left)) << where.constData() << "\n" << qPrintable(wordsOf(left));
    for (const OwnRecord &own : parted.records) {
        for (const FormPack &pack : builtInForms()) {
            if (pack.id != own.form)
                continue;
            const Questionnaire ownForm = readQuestionnaire(pack.questionnaire).value();
            const auto apart = validate(ownForm, withoutDisabled(ownForm, ownRecordAnswers(ownForm, own, form, answers)), ValidateFor::Completion, context);
            EXPECT_FALSE(hasErrors(apart)) << where.constData() << ' ' << qPrintable(own.form) << "\n" << qPrintable(wordsOf(apart));
        }
    }
}

void fillOne(const FormPack &pack, const Questionnaire &form, const Variants &variants, const Json &variant, quint64 seed, Filled &filled)
{
    const QByteArray where = (pack.id + u' ' + variant[u"code"_s].toString() + u" seed "_s + QString::number(seed)).toUtf8();
    FormContext context = worldOf(pack.meta, seed);
    if (seed % 2 == 1) {   // there was a last record: carried rows are asked about
        FormFiller before(form, worldOf(pack.meta, 0), seed + 1000);
        before.begin();
        before.complete({}, 80);
        context.previous = withoutDisabled(form, before.answers);
    }
    FormFiller filler(form, context, seed);
    if (!variants.question.isEmpty())
        filler.choose(variants.question, variant);
    filler.begin();
    const int eagerPercent = 40 + 25 * int(seed % 3);   // from what is asked for and little more to nearly everything
    const auto refused = filler.complete({}, eagerPercent);
    ASSERT_TRUE(refused.isEmpty()) << where.constData() << "\n" << qPrintable(wordsOf(refused));
    ++filled.records;
    ++filled.parts;
    note(filled, pack.id, form, filler.answers);
    filler.answers = withoutDisabled(form, filler.answers);
    expectWholeAsStored(form, filler.answers, context, where);
    for (const QString &role : form.laterRoles()) {
        const auto refusedLater = filler.complete(role);
        ASSERT_TRUE(refusedLater.isEmpty()) << where.constData() << ' ' << qPrintable(role) << "\n" << qPrintable(wordsOf(refusedLater));
        ++filled.parts;
    }
    note(filled, pack.id, form, filler.answers);
    expectSameBytes(form, withoutDisabled(form, filler.answers), seed);
}

/// What chance did not come to: opens the item on purpose, then fills the rest.
void fillFor(const FormPack &pack, const Questionnaire &form, int item, quint64 seed, Filled &filled)
{
    FormFiller filler(form, worldOf(pack.meta, seed), seed);
    filler.begin();
    Switchboard board(form, filler.answers);
    board.open(item);
    board.meet(item);
    filler.begin(board.answers.fields());
    const auto refused = filler.complete({}, 0);
    ASSERT_TRUE(refused.isEmpty()) << qPrintable(pack.id + u' ' + form.items[item].linkId) << "\n" << qPrintable(wordsOf(refused));
    const QString role = form.items[item].completedByRole;
    const auto refusedLater = role.isEmpty() ? QList<FormIssue> {} : filler.complete(role, 0);
    ASSERT_TRUE(refusedLater.isEmpty()) << qPrintable(pack.id + u' ' + form.items[item].linkId) << "\n" << qPrintable(wordsOf(refusedLater));
    ++filled.records;
    note(filled, pack.id, form, filler.answers);
}

} // namespace

TEST(FormFillingTest, SatisfiesEveryRequiredItemOfEveryVariantForTheAuthorAndEachLaterHand)
{
    Filled filled;
    qsizetype variantCount = 0;
    int packs = 0;
    for (const FormPack &pack : builtInForms()) {
        if (packs++ % everyPack != 0)
            continue;
        const Questionnaire form = readQuestionnaire(pack.questionnaire).value();
        for (const FormItem &item : form.items) {
            if (needsAnswer(item))
                filled.requiredInForms.insert(pack.id + u'|' + item.linkId);
        }
        const Variants variants = variantsOf(form);
        for (const Json &variant : variants.choices) {
            ++variantCount;
            for (quint64 seed = 0; seed < seedsPerVariant; ++seed)
                fillOne(pack, form, variants, variant, seed, filled);
        }
        for (int item = 0; item < form.items.size(); ++item) {
            const QString name = pack.id + u'|' + form.items[item].linkId;
            for (quint64 seed = 0; seed < triesPerItem && needsAnswer(form.items[item]) && !filled.required.contains(name); ++seed)
                fillFor(pack, form, item, seed, filled);
        }
        // What only a calculation opens cannot be opened on purpose: more chances.
        constexpr quint64 moreSeeds = 60;
        const auto isMissing = [&] {
            return std::any_of(filled.requiredInForms.cbegin(), filled.requiredInForms.cend(),
                               [&](const QString &name) { return name.startsWith(pack.id + u'|') && !filled.required.contains(name); });
        };
        for (quint64 seed = seedsPerVariant; seed < moreSeeds && isMissing(); ++seed)
            fillOne(pack, form, variants, variants.choices[qsizetype(seed) % variants.choices.size()], seed, filled);
    }
    std::printf("%lld templates and variants, %lld records, %lld parts completed; %lld of %lld required items asked for and answered\n",
                static_cast<long long>(variantCount), static_cast<long long>(filled.records), static_cast<long long>(filled.parts),
                static_cast<long long>(filled.required.size()), static_cast<long long>(filled.requiredInForms.size()));
    for (const QString &item : filled.requiredInForms - filled.required)
        ADD_FAILURE() << "never asked for: " << qPrintable(item);
}

TEST(FormFillingTest, FindsARequirementThatNobodyCanMeet)
{
    // Planted: a pattern no text of the filler has.
    const auto json = parseJson(R"({"resourceType":"Questionnaire","url":"urn:t","version":"1","status":"active","title":"T","item":[
        {"linkId":"a","type":"string","text":"A","required":true,"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/regex","valueString":"^[0-9]+$"}]}]})");
    ASSERT_TRUE(json);
    const Questionnaire form = readQuestionnaire(*json).value();
    FormFiller filler(form, worldOf({}, 1), 1);
    filler.begin();
    EXPECT_FALSE(filler.complete().isEmpty());
}

/// Each form with the block, completed with each of the block's answers: "None" raises nothing, the others raise a concern that says
/// whom and what it is about, to somebody who leads.
TEST(FormFillingTest, RaisesAnUrgentConcernByItsAnswerAndOnlyByThat)
{
    QStringList forms;
    for (const FormPack &pack : builtInForms()) {
        const Questionnaire form = readQuestionnaire(pack.questionnaire).value();
        const auto alert = std::find_if(form.functions.cbegin(), form.functions.cend(),
                                        [](const ProductFunction &f) { return f.name == u"alert" && f.text(u"question"_s) == u"safe.concern"; });
        if (alert == form.functions.cend())
            continue;
        forms.append(pack.id);
        EXPECT_TRUE(pack.meta[u"visibility"_s][u"completed"_s].toStrings().contains(u"lead"_s)) << qPrintable(pack.id);
        const FormItem *concern = form.find(alert->text(u"question"_s));
        ASSERT_NE(concern, nullptr) << qPrintable(pack.id);
        int raising = 0, quiet = 0;
        if (forms.size() % everyPack != 0)
            continue;
        for (const FormOption &option : concern->options) {
            const QString code = option.value[u"code"_s].toString();
            Answers completed;
            // What else is filled by chance may close the block again; then with other chances.
            for (quint64 seed = 1; seed <= 40 && completed.value(concern->linkId)[u"code"_s].toString() != code; ++seed) {
                FormFiller filler(form, worldOf(pack.meta, seed), seed);
                filler.choose(concern->linkId, option.value);
                filler.begin();
                Switchboard board(form, filler.answers);
                board.open(form.byLinkId.value(concern->linkId));
                board.answers.set(concern->linkId, option.value);
                filler.begin(board.answers.fields());
                ASSERT_TRUE(filler.complete({}, 40).isEmpty()) << qPrintable(pack.id + u' ' + code);
                completed = withoutDisabled(form, filler.answers);
            }
            ASSERT_EQ(completed.value(concern->linkId)[u"code"_s].toString(), code) << qPrintable(pack.id);
            const bool raises = alert->texts(u"code"_s).contains(code);
            (raises ? raising : quiet) += 1;
            EXPECT_EQ(raisesAlert(form, completed), raises) << qPrintable(pack.id + u' ' + code);
            const ConcernWords words = concernWords(form, completed);
            EXPECT_EQ(words.who.isEmpty(), !raises) << qPrintable(pack.id + u' ' + code);
            EXPECT_EQ(words.what.isEmpty(), !raises) << qPrintable(pack.id + u' ' + code);
        }
        EXPECT_EQ(raising, 2) << qPrintable(pack.id);
        EXPECT_EQ(quiet, 1) << qPrintable(pack.id);
    }
    EXPECT_EQ(forms.join(u' '), u"T01 T02 T03 T04 T06 T07 T08 T09 T15 T16"_s);
}
