#include "qml/features/records/step_words.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// The words of a sheet, and everything they ask of a store that this test is.
class StepWordsTest : public ::testing::Test {
protected:
    StepWordsTest()
    {
        words.find = [this](const StepPlace &place) { sought.append(place.kind); };
        words.save = [this](const StepPlace &place, const QString &text) { saves.append(place.kind + u": "_s + text); };
        words.take = [this](const StepPlace &place, const QString &text, bool isSigned) {
            takes.append(place.kind + u": "_s + text + (isSigned ? u" signed"_s : QString()));
        };
    }
    /// Opens the sheet, finds @p kept and types @p text.
    void typeInto(const StepPlace &place, const QString &text)
    {
        words.open(place.recordId, place.kind);
        words.found(place, {});
        words.type(text);
    }
    StepWords words;
    QStringList sought;
    QStringList saves;
    QStringList takes;
    const StepPlace note { u"r"_s, u"note"_s };
    const StepPlace sign { u"r"_s, u"sign"_s };
};

} // namespace

TEST_F(StepWordsTest, WhatIsTypedWithoutAPauseIsKept)
{
    typeInto(note, u"a"_s);
    QElapsedTimer since;
    since.start();
    while (saves.isEmpty() && !since.hasExpired(20'000)) {   // never idle
        words.type(words.text() + u'a');
        QCoreApplication::processEvents();
    }
    EXPECT_FALSE(saves.isEmpty());
}

TEST_F(StepWordsTest, ClosingKeepsTheLastWords)
{
    typeInto(note, u"See the plan."_s);
    words.close();
    EXPECT_EQ(saves, QStringList { u"note: See the plan."_s });
}

TEST_F(StepWordsTest, AFailedSaveIsSaidTriedAgainAndItsWordsAreThereWhenTheSheetOpensAgain)
{
    QSignalSpy elsewhere(&words, &StepWords::troubleElsewhere);
    typeInto(note, u"See the plan."_s);
    words.close();
    words.notKept(note, u"The disk is full."_s);
    ASSERT_EQ(elsewhere.size(), 1) << "the sheet is closed: the page says it";
    words.open(u"r"_s, u"note"_s);
    EXPECT_EQ(words.text(), u"See the plan."_s);
    EXPECT_EQ(words.trouble(), u"The disk is full."_s);
    EXPECT_FALSE(words.isKept());
    EXPECT_TRUE(words.hasUnkept());
    ASSERT_TRUE(QTest::qWaitFor([&] { return saves.size() == 2; }, 20'000));
    EXPECT_EQ(saves.last(), u"note: See the plan."_s);
    words.kept(note);
    EXPECT_TRUE(words.isKept());
    EXPECT_FALSE(words.hasUnkept());
    EXPECT_EQ(words.trouble(), QString());
}

TEST_F(StepWordsTest, NothingIsWrittenOverWhatIsKeptBeforeThatIsKnown)
{
    words.open(u"r"_s, u"note"_s);
    words.type(u"And more."_s);
    words.keepNow();
    EXPECT_EQ(saves, QStringList());
    words.notFound(note, u"The disk did not answer."_s);
    ASSERT_TRUE(QTest::qWaitFor([&] { return sought.size() == 2; }, 20'000)) << "it is asked again";
    words.found(note, u"See the plan."_s);
    EXPECT_EQ(words.text(), u"See the plan.\nAnd more."_s);
    words.close();
    EXPECT_EQ(saves, QStringList { u"note: See the plan.\nAnd more."_s });
}

TEST_F(StepWordsTest, ALateAnswerIsForItsOwnSheetAlone)
{
    words.open(u"r"_s, u"note"_s);
    words.close();
    words.open(u"r"_s, u"sign"_s);
    words.found(note, u"Words of the note."_s);
    EXPECT_EQ(words.text(), QString());
    words.found(sign, u"Words of the signature."_s);
    EXPECT_EQ(words.text(), u"Words of the signature."_s);
}

TEST_F(StepWordsTest, AStepIsTakenOnceAndIsNoDraftAfterwards)
{
    QSignalSpy done(&words, &StepWords::done);
    typeInto(sign, u"Read."_s);
    words.takeStep(true);
    words.takeStep(true);
    words.keepNow();
    EXPECT_EQ(takes, QStringList { u"sign: Read. signed"_s });
    EXPECT_EQ(saves, QStringList());
    words.taken(sign);
    EXPECT_EQ(done.size(), 1);
    words.close();
    EXPECT_EQ(saves, QStringList()) << "a draft of a step that is taken would be a second one";
}

TEST_F(StepWordsTest, ARefusedStepKeepsItsWordsAndMayBeTakenAgain)
{
    typeInto(sign, u"Read."_s);
    words.takeStep(true);
    words.refused(sign, u"This record was returned meanwhile."_s);
    EXPECT_EQ(words.trouble(), u"This record was returned meanwhile."_s);
    EXPECT_EQ(words.text(), u"Read."_s);
    words.takeStep(true);
    EXPECT_EQ(takes.size(), 2);
    words.refused(sign, u"Again."_s);
    words.close();
    EXPECT_EQ(saves, QStringList { u"sign: Read."_s });
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}

TEST_F(StepWordsTest, WhatCannotBeKeptIsNotTakenAndWhatWasThereStays)
{
    words.whyNot = [](const StepPlace &, const QString &text) { return text.size() > 20 ? u"That is more than can be kept here."_s : QString(); };
    typeInto(note, u"See the plan."_s);
    QSignalSpy changed(&words, &StepWords::textChanged);
    words.type(u"See the plan. And a page that was pasted."_s);
    EXPECT_EQ(words.text(), u"See the plan."_s);
    EXPECT_EQ(changed.size(), 1) << "the field goes back to it";
    EXPECT_EQ(words.trouble(), u"That is more than can be kept here."_s);
    words.close();
    EXPECT_EQ(saves, QStringList { u"note: See the plan."_s });
    words.kept(note);
    EXPECT_FALSE(words.hasUnkept()) << "nothing of it is in memory alone";
}

TEST_F(StepWordsTest, WhoeverKeepsSeveralFieldsSaysHowWhatWasKeptAndWhatWasTypedGoTogether)
{
    words.join = [](const QString &kept, const QString &typed) { return kept + u'+' + typed; };
    words.open(u"r"_s, u"note"_s);
    words.type(u"typed"_s);
    words.found(note, u"kept"_s);
    EXPECT_EQ(words.text(), u"kept+typed"_s);
}
