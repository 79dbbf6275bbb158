// What every built-in template asks its author and each later hand for is given on its pages by keyboard alone, and the record completed.
#include "core/forms/enable_when.h"
#include "core/packs/forms/form_packs.h"
#include "tests/qml/typist.h"
#include "tests/unit/packs/form_filler.h"

#include <QGuiApplication>
#include <QtQml/qqmlextensionplugin.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>

Q_IMPORT_QML_PLUGIN(Sightline_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Sightline_ControlsPlugin)
Q_IMPORT_QML_PLUGIN(Sightline_CapturePlugin)

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 seeds = 40;
/// Most fillings of one template that are typed: each asks for something that those before it did not.
const int typedMax = qEnvironmentVariableIsSet("SIGHTLINE_DEEP") ? 12 : 3;

using Asked = QSet<QString>;   // linkIds

/// What was asked for and given.
Asked requiredIn(const Questionnaire &form, const Answers &answers)
{
    Asked asked;
    for (const FormPlace &place : buildFormTree(form, answers).places) {
        const FormItem &item = form.items[place.item];
        if (place.enabled && place.kind != FormPlace::Kind::Row && item.required && !item.readOnly && !answers.given(place.key).isEmpty())
            asked.insert(item.linkId);
    }
    return asked;
}

struct Filling {
    Answers answers;   ///< all hands'
    Asked asked;
    quint64 seed = 0;
};

/// Whole records that ask for as much as they can, each for something that those before it did not.
QList<Filling> fullest(const FormPack &pack, const Questionnaire &form)
{
    const Variants variants = variantsOf(form);
    QList<Filling> all;
    for (quint64 seed = 0; seed < seeds; ++seed) {
        FormFiller filler(form, worldOf(pack.meta, seed), seed);
        if (!variants.question.isEmpty())
            filler.choose(variants.question, variants.choices.at(qsizetype(seed) % variants.choices.size()));
        filler.begin();
        bool isWhole = filler.complete({}, 0).isEmpty();
        filler.answers = withoutDisabled(form, filler.answers);
        for (const QString &role : form.laterRoles())
            isWhole = isWhole && filler.complete(role, 0).isEmpty();
        if (isWhole)
            all.append({ filler.answers, requiredIn(form, filler.answers), seed });
    }
    QList<Filling> chosen;
    Asked seen;
    while (chosen.size() < typedMax && !all.isEmpty()) {
        const auto adds = [&seen](const Filling &one) { return (one.asked - seen).size(); };
        const auto best = std::max_element(all.cbegin(), all.cend(), [&adds](const Filling &a, const Filling &b) { return adds(a) < adds(b); });
        if (adds(*best) == 0)
            break;
        seen.unite(best->asked);
        chosen.append(*best);
    }
    return chosen;
}

} // namespace

TEST(KeyboardFormsTest, WhatEveryTemplateAsksForIsGivenByKeyboardAlone)
{
    qsizetype given = 0, records = 0, parts = 0;
    for (const FormPack &pack : builtInForms()) {
        SCOPED_TRACE(qPrintable(pack.id));
        const Questionnaire form = readQuestionnaire(pack.questionnaire).value();
        const auto fillings = fullest(pack, form);
        ASSERT_FALSE(fillings.isEmpty());
        Asked asked;
        for (const Filling &filling : fillings) {
            const FormContext world = worldOf(pack.meta, filling.seed);
            DraftState start;
            QStringList roles { QString() };
            roles += form.laterRoles();
            for (const QString &role : std::as_const(roles)) {
                start.role = role;
                CaptureWindow window(pack.questionnaire, { 390, 844 }, start, world);
                Typist typist(window, form, filling.answers);
                ASSERT_TRUE(typist.fill()) << qPrintable(role) << " seed " << filling.seed << ": " << qPrintable(typist.complaint);
                start.answers = *window.completed();
                ++parts;
            }
            asked.unite(requiredIn(form, start.answers));
            ++records;
        }
        given += asked.size();
    }
    std::printf("%lld records of %lld templates in %lld parts, each completed by keyboard alone: %lld required questions and lists given\n",
                static_cast<long long>(records), static_cast<long long>(builtInForms().size()), static_cast<long long>(parts), static_cast<long long>(given));
    EXPECT_GE(given, 450);
}

/// That it is the keyboard that does it: a form whose required question no page shows is not completed, and that is said.
TEST(KeyboardFormsTest, AQuestionThatNoKeyReachesIsFound)
{
    const Json form = *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:unreached","version":"1","status":"active","title":"Unreached","item":[
      {"linkId":"a","type":"text","text":"What was said","required":true},{"linkId":"b","type":"integer","text":"How many","required":true}]})");
    const Questionnaire read = readQuestionnaire(form).value();
    Answers target;
    target.set(u"a"_s, u"Words."_s);   // and nothing for the other
    CaptureWindow window(form, { 390, 844 });
    Typist typist(window, read, target);
    EXPECT_FALSE(typist.fill());
    EXPECT_TRUE(typist.complaint.contains(u"it cannot be completed"_s)) << qPrintable(typist.complaint);
    target.set(u"b"_s, 3);
    CaptureWindow again(form, { 390, 844 });
    Typist whole(again, read, target);
    EXPECT_TRUE(whole.fill()) << qPrintable(whole.complaint);
}

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
