#include "qml/app/page_plugins.h"
#include "tests/qml/page_stage.h"

#include <QGuiApplication>
#include <QSignalSpy>
#include <QTest>
#include <QtQml/qqmlextensionplugin.h>

#include <gtest/gtest.h>

Q_IMPORT_QML_PLUGIN(Sightline_GalleryPlugin)

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

const QString failure = u"The device could not write this down. What was saved before is safe."_s;

using Stage = PageStage;

RecordPaper recordOf(const QString &id, const QString &title)
{
    RecordPaper paper;
    paper.id = id;
    paper.title = title;
    paper.lines = { { u"1"_s, RecordLine::Kind::Answer, u"What was said"_s, u"A canary sang."_s, {}, true } };
    paper.canMark = true;
    return paper;
}

} // namespace

TEST(PageStatesTest, TodayThatCouldNotBeReadIsNotCalledNothing)
{
    const QString nothing = u"Nothing for you here yet"_s;
    Stage stage(u"today"_s);
    stage.views.today()->show({});
    EXPECT_TRUE(stage.says(nothing));   // it is said where it is true
    Stage unread(u"today"_s);
    unread.views.today()->showProblem(failure);
    EXPECT_TRUE(unread.says(failure)) << qPrintable(unread.reader.said());
    EXPECT_TRUE(unread.isSilentAbout(nothing));
}

TEST(PageStatesTest, WhatCannotBeDoneIsSaidOnThePageWhereItWasPressedUntilItIsClosed)
{
    for (const QString &place : { u"today"_s, u"records"_s, u"framework"_s }) {
        Stage stage(place);
        showSamples(stage.views);
        EXPECT_TRUE(stage.isSilentAbout(failure));
        stage.views.capture()->showProblem(failure);
        EXPECT_TRUE(stage.says(failure)) << qPrintable(place);
        stage.views.capture()->show({}, {});   // what was written before it failed has changed the lists
        EXPECT_FALSE(stage.isSilentAbout(failure)) << qPrintable(place);
        stage.reader.key(Qt::Key_N, Qt::ControlModifier);
        EXPECT_TRUE(stage.says(failure)) << qPrintable(place);   // and where a record is begun
        ASSERT_TRUE(stage.reader.press(QAccessible::Button, u"Close"_s)) << qPrintable(stage.reader.said());
        EXPECT_TRUE(stage.isSilentAbout(failure));
    }
}

TEST(PageStatesTest, AReasonToLeaveWorkOutStaysWithTheWorkItWasWrittenFor)
{
    Stage stage(u"sync"_s, true, u"held"_s);
    SyncPageState state;
    for (const QString &id : { u"a"_s, u"b"_s }) {
        HeldPaper paper { id, id, u"Held "_s + id, u"You, 14:02"_s, u"The team moved."_s };
        paper.canLeaveOut = true;
        state.held.append(paper);
    }
    stage.views.sync()->show(state);
    stage.views.sync()->openHeld(u"a"_s);
    const QString why = u"Why is it left out?"_s;
    ASSERT_TRUE(stage.reader.press(QAccessible::Button, u"Leave it out…"_s)) << qPrintable(stage.reader.said());
    ASSERT_TRUE(stage.reader.focus(*stage.reader.find(QAccessible::EditableText, why)));
    stage.reader.type(u"Entered twice"_s);
    ASSERT_EQ(stage.reader.textOf(*stage.reader.find(QAccessible::EditableText, why)), u"Entered twice"_s);
    stage.views.sync()->openHeld(u"b"_s);
    ASSERT_TRUE(stage.says(u"Held b"_s));
    EXPECT_FALSE(stage.reader.find(QAccessible::EditableText, why));
    ASSERT_TRUE(stage.reader.press(QAccessible::Button, u"Leave it out…"_s)) << qPrintable(stage.reader.said());
    EXPECT_EQ(stage.reader.textOf(*stage.reader.find(QAccessible::EditableText, why)), QString());
}

TEST(PageStatesTest, AnAnswerThatWasShownIsCoveredAgainWhenOneLeavesTheRecord)
{
    const QString canary = u"A canary sang."_s;
    for (const QSize &size : { QSize(390, 844), QSize(1440, 900) }) {
        Stage stage(u"records"_s, true, {}, size);
        stage.views.records()->showRecord(recordOf(u"r"_s, u"Home visit"_s));
        ASSERT_TRUE(stage.reader.press(QAccessible::Button, u"Show this answer"_s));
        ASSERT_TRUE(stage.says(canary));
        stage.reader.key(Qt::Key_1, Qt::ControlModifier);
        ASSERT_TRUE(stage.isSilentAbout(canary));
        stage.reader.key(Qt::Key_2, Qt::ControlModifier);
        ASSERT_TRUE(stage.says(u"Home visit"_s));
        EXPECT_TRUE(stage.isSilentAbout(canary)) << size.width();
        ASSERT_TRUE(stage.reader.press(QAccessible::Button, u"Show this answer"_s));
        ASSERT_TRUE(stage.says(canary));
        stage.reader.key(Qt::Key_H, Qt::ControlModifier);
        ASSERT_TRUE(stage.says(u"Carry on"_s));
        stage.reader.key(Qt::Key_Escape);
        ASSERT_TRUE(stage.says(u"Home visit"_s));
        EXPECT_TRUE(stage.isSilentAbout(canary)) << size.width();
    }
}

TEST(PageStatesTest, WhyARecordCannotBeReadIsSaidWhereItShouldStand)
{
    Stage stage(u"records"_s, true);
    stage.views.records()->showRecord({});
    stage.views.records()->showRecordProblem(failure);
    EXPECT_TRUE(stage.says(failure)) << qPrintable(stage.reader.said());
    stage.views.records()->showRecord(recordOf(u"r"_s, u"Home visit"_s));
    EXPECT_TRUE(stage.says(u"Home visit"_s));
    EXPECT_TRUE(stage.isSilentAbout(failure));
}

TEST(PageStatesTest, AReasonIsKeptUntilTheRecordIsMarked)
{
    Stage stage(u"records"_s, true);
    RecordsView &records = *stage.views.records();
    records.showRecord(recordOf(u"r"_s, u"Home visit"_s));
    QStringList taken;
    records.stepWords()->take = [&taken](const StepPlace &place, const QString &text, bool) { taken.append(place.kind + u": "_s + text); };
    ASSERT_TRUE(stage.reader.press(QAccessible::Button, u"Entered in error"_s));
    ASSERT_TRUE(stage.reader.waitFor(QAccessible::EditableText, u"Why"_s));
    ASSERT_TRUE(stage.reader.focus(*stage.reader.find(QAccessible::EditableText, u"Why"_s)));
    stage.reader.type(u"Wrong family"_s);
    ASSERT_TRUE(stage.reader.press(QAccessible::Button, u"Mark as entered in error"_s));
    EXPECT_EQ(taken, QStringList { u"entered-in-error: Wrong family"_s });
    const StepPlace place { u"r"_s, u"entered-in-error"_s };
    records.stepWords()->refused(place, failure);
    EXPECT_TRUE(stage.says(failure)) << qPrintable(stage.reader.said());
    EXPECT_EQ(stage.reader.textOf(*stage.reader.find(QAccessible::EditableText, u"Why"_s)), u"Wrong family"_s);
    records.stepWords()->taken(place);
    EXPECT_TRUE(stage.reader.waitFor([&] { return !stage.reader.find(QAccessible::EditableText, u"Why"_s); }));
}

TEST(PageStatesTest, ARecordIsWrittenUnencryptedOnlyOnceThatHasBeenSaid)
{
    Stage stage(u"records"_s, true);
    RecordsView &records = *stage.views.records();
    records.showRecord(recordOf(u"r"_s, u"Home visit"_s));
    QSignalSpy asked(&records, &RecordsView::paperAsked);
    ASSERT_TRUE(stage.reader.press(QAccessible::Button, u"Save as PDF"_s));
    EXPECT_TRUE(stage.says(u"The file is not encrypted."_s)) << qPrintable(stage.reader.said());
    EXPECT_EQ(asked.size(), 0);
    ASSERT_TRUE(stage.reader.press(QAccessible::Button, u"Save it unencrypted"_s));
    ASSERT_EQ(asked.size(), 1);
    EXPECT_EQ(asked.first(), QVariantList { u"r"_s });
    // The answer comes while another record is read.
    records.open(u"other"_s);
    records.showRecord(recordOf(u"other"_s, u"Office visit"_s));
    records.showPaper(u"r"_s, u"Saved as r.pdf"_s);
    ASSERT_TRUE(stage.says(u"Office visit"_s));
    EXPECT_TRUE(stage.isSilentAbout(u"r.pdf"_s));
    records.open(u"r"_s);
    records.showRecord(recordOf(u"r"_s, u"Home visit"_s));
    EXPECT_TRUE(stage.says(u"Saved as r.pdf"_s));
    records.open(u"other"_s);
    records.open(u"r"_s);
    EXPECT_TRUE(stage.isSilentAbout(u"r.pdf"_s));   // it has been read
}

TEST(PageStatesTest, OnADesktopItIsSaidWhereOneIs)
{
    const QList<QPair<QString, QString>> trails { { u"today"_s, u"Today › "_s },
                                                  { u"records"_s, u"Records › Observation of practice"_s },
                                                  { u"framework"_s, u"Framework › "_s },
                                                  { u"sync"_s, u"Sync › Diary"_s },
                                                  { u"more"_s, u"More › Settings"_s } };
    for (const auto &[place, trail] : trails) {
        Stage desktop(place, false, {}, { 1440, 900 });
        showSamples(desktop.views);
        EXPECT_TRUE(desktop.says(trail)) << qPrintable(desktop.reader.said());
        Stage tablet(place, false, {}, { 1024, 768 });
        showSamples(tablet.views);
        EXPECT_TRUE(tablet.isSilentAbout(trail)) << qPrintable(place);
    }
}

TEST(PageStatesTest, APersonThatCannotBeSwitchedToIsSaid)
{
    Stage stage(u"more"_s, true, u"people"_s);
    showSamples(stage.views);
    EXPECT_TRUE(stage.isSilentAbout(failure));
    stage.views.more()->showProblem(failure);
    EXPECT_TRUE(stage.says(failure)) << qPrintable(stage.reader.said());
}

TEST(PageStatesTest, OlderRecordsAreOfferedAndAsked)
{
    Stage stage(u"records"_s);
    RecordsView &records = *stage.views.records();
    const int before = records.limit();
    QSignalSpy asked(&records, &RecordsView::asked);
    records.show({ { .id = u"r"_s, .title = u"Home visit"_s } }, 0, false);
    ASSERT_TRUE(stage.says(u"Home visit"_s));
    EXPECT_TRUE(stage.isSilentAbout(u"Show older records"_s));
    records.show({ { .id = u"r"_s, .title = u"Home visit"_s } }, 0, true);
    ASSERT_TRUE(stage.reader.press(QAccessible::Button, u"Show older records"_s)) << qPrintable(stage.reader.said());
    EXPECT_EQ(asked.size(), 1);
    EXPECT_GT(records.limit(), before);
}

TEST(PageStatesTest, NothingIsFoundOnlyOnceTheSearchHasBeenAnswered)
{
    Stage stage(u"framework"_s);
    FrameworkView &framework = *stage.views.framework();
    framework.showServices(u"Edition"_s, { { u"es"_s, u"Early Support"_s, {}, {}, {} } });
    framework.search(u"nobody wrote this"_s);
    EXPECT_TRUE(stage.isSilentAbout(u"Nothing found"_s));
    framework.showActivities({});
    EXPECT_TRUE(stage.says(u"Nothing found"_s));
    framework.search(u"nobody wrote this either"_s);
    EXPECT_TRUE(stage.isSilentAbout(u"Nothing found"_s));
}

TEST(PageStatesTest, AComingEditionIsAnnouncedAndSaysWhatItChangesForThisPerson)
{
    Stage stage(u"framework"_s);
    FrameworkView &framework = *stage.views.framework();
    framework.showServices(u"Edition"_s, { { u"es"_s, u"Early Support"_s, {}, {}, {} } });
    EXPECT_TRUE(stage.isSilentAbout(u"See what changes"_s));
    framework.showComing({ u"A new edition counts from Thu 1 Apr 2027"_s,
                           u"1 of its 2 changes concern you."_s,
                           {},
                           { { u"1"_s, u"Data meetings"_s, u"Early Support"_s, u"How often"_s, u"repeat"_s, u"Until then: weekly."_s } } });
    ASSERT_TRUE(stage.says(u"A new edition counts from Thu 1 Apr 2027"_s));
    ASSERT_TRUE(stage.reader.press(QAccessible::Button, u"See what changes"_s)) << qPrintable(stage.reader.said());
    EXPECT_TRUE(stage.says(u"What changes for you"_s));
    EXPECT_TRUE(stage.says(u"Until then: weekly."_s));
    framework.openActivity(u"es:data"_s);
    EXPECT_TRUE(stage.isSilentAbout(u"What changes for you"_s)) << "an activity takes its place";
    framework.openComing();
    framework.showComing({});
    EXPECT_TRUE(stage.isSilentAbout(u"What changes for you"_s)) << "the edition was withdrawn";
    EXPECT_TRUE(stage.isSilentAbout(u"See what changes"_s));
}

TEST(PageStatesTest, ARowBeingChangedKeepsWhatIsTypedWhateverIsAnsweredMeanwhile)
{
    Stage stage(u"framework"_s);
    FrameworkView &framework = *stage.views.framework();
    framework.showServices(u"Edition"_s, { { u"es"_s, u"Early Support"_s, {}, {}, {} } });
    OwnerDesk &desk = *framework.owner();
    desk.showStanding({ true, 0, 3, {}, false });
    QSignalSpy typed(&desk, &OwnerDesk::typed);
    OwnerRow row;
    row.key = u"es:data"_s;
    row.title = u"Data meetings"_s;
    row.words = { { u"what"_s, u"Data meetings"_s }, { u"frequency"_s, u"Monthly"_s } };
    row.frequencySays = u"Once a month"_s;
    desk.openRow(row.key);
    desk.showRow(row);
    ASSERT_TRUE(stage.says(u"We read this as: Once a month"_s)) << qPrintable(stage.reader.said());
    EXPECT_TRUE(typed.isEmpty()) << "filling the fields is no typing";
    desk.type(u"frequency"_s, u"Week"_s);
    desk.type(u"frequency"_s, u"Weekly"_s);
    row.words[u"frequency"_s] = u"Week"_s;
    desk.showRow(row);   // the answer to what was typed before
    desk.keepNow();
    ASSERT_EQ(typed.size(), 1) << "what was typed in one go is handed over once";
    EXPECT_EQ(typed.first().at(2).toString(), u"Weekly"_s);
    OwnerRow other = row;
    other.key = u"es:other"_s;
    other.frequencySays = u"Never"_s;
    desk.showRow(other);
    EXPECT_FALSE(stage.reader.said().contains(u"Never"_s)) << "an answer about another row is let go";
    desk.closeRow();
    EXPECT_TRUE(stage.isSilentAbout(u"We read this as: Once a month"_s));
}

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_QUICK_BACKEND", "software");
    QGuiApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
