#include "core/editions/revision.h"
#include "core/schedule/edition_changes.h"
#include "core/schedule/framework_json.h"
#include "tests/unit/editions/edited_framework.h"

using namespace sightline;
using namespace sightline::test;

namespace {

const PersonId owner(u"qa-manager"_s);
const QDate saidOn(2026, 11, 23);
const ActivityKey dataMeetings(u"early-support:data-meetings"_s);

const FrameworkTables &tables()
{
    static const FrameworkTables read = builtInTables().value();
    return read;
}

Revised revise(const Revision &revision, const CompiledFramework &base = builtIn()) { return revised(base, revision, owner, saidOn, tables()); }

CellChange change(const ActivityKey &key, Cell cell, const QString &words) { return { key, cell, words, false }; }

/// A row of the built-in framework that something is asked about in its frequency cell.
const CompiledActivity &askedRow()
{
    for (const CompiledService &service : builtIn().services) {
        for (const CompiledActivity &activity : service.activities) {
            if (activity.questions.size() == 1 && activity.questions.first().cell == Cell::Frequency)
                return activity;
        }
    }
    ADD_FAILURE() << "nothing is asked in the built-in framework";
    return builtIn().services.first().activities.first();
}

} // namespace

TEST(RevisionTest, NothingChangedIsTheSameEdition)
{
    const Revised next = revise({});
    EXPECT_EQ(next.framework, builtIn());
    EXPECT_TRUE(next.problems.isEmpty());
}

TEST(RevisionTest, ARowIsWhatTheDocumentWouldHaveMadeOfIt)
{
    const Revised next = revise({ { change(dataMeetings, Cell::Frequency, u"  Monthly \n"_s) }, {} });
    ASSERT_TRUE(next.problems.isEmpty());
    const CompiledFramework document = EditedFramework().set(dataMeetings.toString(), Cell::Frequency, u"Monthly"_s).compiled();
    const CompiledActivity *made = next.framework.find(dataMeetings);
    const CompiledActivity *read = document.find(dataMeetings);
    ASSERT_TRUE(made && read);
    EXPECT_EQ(made->rules, read->rules);
    EXPECT_EQ(made->says, read->says);
    EXPECT_EQ(made->questions, read->questions);
    EXPECT_EQ(made->activity.frequency, u"Monthly"_s);
    const auto changes = changesBetween(builtIn(), next.framework);
    ASSERT_EQ(changes.size(), 1) << "nothing else moved";
    EXPECT_EQ(sayChange(changes.first()), u"Early Support, Data Meetings: every 6 to 8 weeks becomes once a month"_s);
}

TEST(RevisionTest, OfSeveralChangesOfACellTheLastCounts)
{
    const Revised next = revise({ { change(dataMeetings, Cell::Frequency, u"Monthly"_s), change(dataMeetings, Cell::Frequency, u"Quarterly"_s) }, {} });
    EXPECT_EQ(next.framework.find(dataMeetings)->rules.first().says, u"Once a quarter"_s);
}

TEST(RevisionTest, WordsThatAreUnclearAreAskedAboutAndHold)
{
    const Revised next = revise({ { change(dataMeetings, Cell::Frequency, u"Bi-monthly"_s) }, {} });
    EXPECT_TRUE(next.problems.isEmpty());
    ASSERT_FALSE(next.framework.find(dataMeetings)->questions.isEmpty());
    EXPECT_EQ(next.framework.find(dataMeetings)->questions.first().cell, Cell::Frequency);
}

TEST(RevisionTest, AnAnswerSettlesAQuestionAndLeavesTheWords)
{
    const CompiledActivity &row = askedRow();
    const Revised next = revise({ { { row.activity.key, Cell::Frequency, u"Quarterly"_s, true } }, {} });
    ASSERT_TRUE(next.problems.isEmpty());
    const CompiledActivity *settled = next.framework.find(row.activity.key);
    EXPECT_EQ(settled->activity, row.activity) << "the document's own words stay";
    EXPECT_TRUE(settled->questions.isEmpty());
    ASSERT_EQ(settled->answers.size(), 1);
    EXPECT_EQ(settled->answers.first().by, owner);
    EXPECT_EQ(settled->answers.first().on, saidOn);
    EXPECT_EQ(settled->rules.first().says, u"Once a quarter"_s);
}

TEST(RevisionTest, AnswersStandOverALaterRevisionOfAnotherCell)
{
    const CompiledActivity &row = askedRow();
    const CompiledFramework answered = revise({ { { row.activity.key, Cell::Frequency, u"Quarterly"_s, true } }, {} }).framework;
    const Revised why = revise({ { change(row.activity.key, Cell::Why, u"Because it helps"_s) }, {} }, answered);
    EXPECT_EQ(why.framework.find(row.activity.key)->answers.size(), 1);
    EXPECT_TRUE(why.framework.find(row.activity.key)->questions.isEmpty());
    const Revised frequency = revise({ { change(row.activity.key, Cell::Frequency, u"Bi-monthly"_s) }, {} }, answered);
    EXPECT_TRUE(frequency.framework.find(row.activity.key)->answers.isEmpty()) << "it was an answer to other words";
}

TEST(RevisionTest, WhatCannotBeIsNamedWithItsRowAndTheRestIsMade)
{
    const Revised next = revise({ { change(dataMeetings, Cell::What, u" \n "_s),
                                    change(dataMeetings, Cell::Frequency, u"Monthly"_s),
                                    change(ActivityKey(u"none:at-all"_s), Cell::Why, u"x"_s),
                                    { dataMeetings, Cell::Lead, u"Team Manager"_s, true } },
                                  { ActivityKey(u"none:either"_s) } });
    ASSERT_EQ(next.problems.size(), 4);
    EXPECT_EQ(next.problems[0].cell, Cell::What);
    EXPECT_EQ(next.problems[1].activity, ActivityKey(u"none:at-all"_s));
    EXPECT_EQ(next.problems[2].cell, Cell::Lead) << "nothing is asked about it";
    EXPECT_EQ(next.problems[3].activity, ActivityKey(u"none:either"_s));
    EXPECT_EQ(next.framework.find(dataMeetings)->rules.first().says, u"Once a month"_s);
}

TEST(RevisionTest, NoPersonalNameComesIn)
{
    for (const auto &[cell, words] : { std::pair(Cell::Lead, u"Jane Canary"_s), { Cell::How, u"Sent to Mrs Canary each time."_s } }) {
        const Revised next = revise({ { change(dataMeetings, cell, words) }, {} });
        ASSERT_EQ(next.problems.size(), 1) << qPrintable(words);
        EXPECT_FALSE(next.problems.first().text.contains(u"Canary"_s)) << "and is not repeated";
        EXPECT_FALSE(QString::fromUtf8(writeJson(toJson(next.framework))).contains(u"Canary"_s));
    }
    EXPECT_TRUE(revise({ { change(dataMeetings, Cell::Lead, u"Team Manager or Service Manager"_s) }, {} }).problems.isEmpty()) << "roles are no names";
}

TEST(RevisionTest, ARowThatEndsIsGoneAndTheOthersKeepTheirKeys)
{
    const Revised next = revise({ {}, { dataMeetings } });
    EXPECT_TRUE(next.problems.isEmpty());
    EXPECT_FALSE(next.framework.find(dataMeetings));
    for (qsizetype s = 0; s < builtIn().services.size(); ++s) {
        const CompiledService &service = next.framework.services[s];
        for (qsizetype a = 0; a < service.activities.size(); ++a) {
            EXPECT_TRUE(builtIn().find(service.activities[a].activity.key));
            EXPECT_EQ(service.activities[a].activity.ref, u"%1.%2"_s.arg(service.ref).arg(a + 1));
        }
    }
}

TEST(RevisionTest, ANeighbourIsAskedNoLongerWhatItNoLongerContradicts)
{
    CompiledFramework base { u"Two rows"_s, {}, {} };
    CompiledService service { ServiceId(u"s"_s), u"S0"_s, {}, u"Service"_s, {}, {} };
    for (const auto &[key, how] : { std::pair(u"s:one"_s, u"A financial limit of £20k"_s), { u"s:two"_s, u"A financial limit of £15k"_s } }) {
        Activity row;
        row.key = ActivityKey(key);
        row.ref = u"S0.%1"_s.arg(service.activities.size() + 1);
        row.what = key.section(u':', 1);
        row.how = how;
        row.lead = u"Team Manager"_s;
        row.frequency = u"Monthly"_s;
        service.activities.append(compileActivity(row, service.name, tables()));
    }
    base.services.append(service);
    const CompiledFramework asked = revise({ { change(ActivityKey(u"s:one"_s), Cell::Why, u"Reason"_s) }, {} }, base).framework;
    EXPECT_EQ(asked.find(ActivityKey(u"s:one"_s))->questions.size(), 1) << "a row that is read anew is compared with the others";
    const CompiledFramework both = revise({ { change(ActivityKey(u"s:two"_s), Cell::Why, u"Reason"_s) }, {} }, asked).framework;
    EXPECT_EQ(both.find(ActivityKey(u"s:two"_s))->questions.size(), 1);
    const CompiledFramework agreed = revise({ { change(ActivityKey(u"s:two"_s), Cell::How, u"A financial limit of £20k"_s) }, {} }, both).framework;
    EXPECT_TRUE(agreed.find(ActivityKey(u"s:one"_s))->questions.isEmpty()) << "it agrees now";
    EXPECT_TRUE(agreed.find(ActivityKey(u"s:two"_s))->questions.isEmpty());
}

TEST(RevisionTest, ANewRowIsWhatTheDocumentWouldHaveMadeOfItAtTheEndOfItsService)
{
    const ServiceId service(u"early-support"_s);
    const RowBegun begun = withNewRow({}, service, u"Data Meetings"_s, builtIn());
    EXPECT_NE(begun.key, dataMeetings) << "a key that no row has";
    Revision revision = withChange(begun.revision, change(begun.key, Cell::Frequency, u"Every 6 weeks"_s), builtIn());
    revision = withChange(revision, change(begun.key, Cell::Lead, u"Team Manager"_s), builtIn());
    EXPECT_TRUE(revision.changes.isEmpty()) << "what is typed of a new row is the row's own";
    EXPECT_EQ(revision.addedRow(begun.key)->words.value(Cell::Lead), u"Team Manager"_s);
    const Revised next = revise(revision);
    ASSERT_TRUE(next.problems.isEmpty()) << qPrintable(next.problems.value(0).text);
    const CompiledActivity *made = next.framework.find(begun.key);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->rules.first().says, u"Every 6 weeks"_s);
    EXPECT_EQ(made->leads.roles, QStringList { u"Team Manager"_s });
    EXPECT_FALSE(made->activity.ref.isEmpty());
    const auto changes = changesBetween(builtIn(), next.framework);
    ASSERT_EQ(changes.size(), 1) << "nothing else moved";
    EXPECT_EQ(changes.first().kind, EditionChangeKind::Added);
    EXPECT_EQ(revisionFromJson(Json(revisionMembers(revision))).value(), revision) << "and travels as it is";
    EXPECT_TRUE(withoutRow(revision, begun.key).isEmpty());
}

TEST(RevisionTest, ARowThatCannotBeAddedIsNamedAndTheOthersAre)
{
    const ServiceId service(u"early-support"_s);
    Revision revision;
    revision.added = { { ActivityKey(u"early-support:peer-audit"_s), service, { { Cell::What, u"Peer audit"_s }, { Cell::Lead, u"Jane Canary"_s } } },
                       { ActivityKey(u"early-support:nothing"_s), service, {} },
                       { dataMeetings, service, { { Cell::What, u"Data Meetings"_s } } },
                       { ActivityKey(u"nowhere:x"_s), ServiceId(u"nowhere"_s), { { Cell::What, u"X"_s } } },
                       { ActivityKey(u"early-support:fit"_s), service, { { Cell::What, u"Fit"_s } } } };
    const Revised next = revise(revision);
    QStringList wrong;
    for (const RowProblem &problem : next.problems)
        wrong.append(problem.activity.toString() + u'/' + cellName(problem.cell));
    EXPECT_EQ(wrong,
              (QStringList { u"early-support:peer-audit/lead"_s, u"early-support:nothing/what"_s, dataMeetings.toString() + u"/what"_s, u"nowhere:x/what"_s }));
    EXPECT_TRUE(next.framework.find(ActivityKey(u"early-support:fit"_s)));
    EXPECT_FALSE(next.framework.find(ActivityKey(u"early-support:peer-audit"_s)));
}

TEST(RevisionTest, AnotherEditionsDocumentBecomesTheRevisionThatMakesIt)
{
    EXPECT_TRUE(revisionBetween(builtIn(), builtIn()).revision.isEmpty()) << "the same document changes nothing";
    CompiledFramework document = EditedFramework().set(dataMeetings.toString(), Cell::Frequency, u"Monthly"_s).compiled();
    auto &early = *std::ranges::find_if(document.services, [](const CompiledService &one) { return one.id == ServiceId(u"early-support"_s); });
    auto &other = *std::ranges::find_if(document.services, [](const CompiledService &one) { return one.id == ServiceId(u"fostering-service"_s); });
    const ActivityKey ends = early.activities.at(3).activity.key;
    const ActivityKey moves = early.activities.at(4).activity.key;
    CompiledActivity begins = early.activities.at(2);
    begins.activity.key = ActivityKey(u"early-support:something-new"_s);
    begins.activity.what = u"Something new"_s;
    other.activities.append(early.activities.takeAt(4));
    early.activities.removeAt(3);
    early.activities.append(begins);
    const DocumentRevision made = revisionBetween(builtIn(), document);
    EXPECT_TRUE(made.left.isEmpty());
    EXPECT_EQ(made.revision.ended, (QList { ends, moves }));
    EXPECT_EQ(made.revision.added.size(), 2);
    const Revised next = revise(made.revision);
    ASSERT_TRUE(next.problems.isEmpty()) << qPrintable(next.problems.value(0).text);
    EXPECT_FALSE(next.framework.find(ends));
    EXPECT_EQ(next.framework.find(dataMeetings)->activity.frequency, u"Monthly"_s);
    EXPECT_EQ(next.framework.find(begins.activity.key)->activity.what, u"Something new"_s);
    QSet<EditionChangeKind> kinds;
    for (const EditionChange &one : changesBetween(builtIn(), next.framework))
        kinds.insert(one.kind);
    EXPECT_EQ(kinds, (QSet { EditionChangeKind::Rhythm, EditionChangeKind::Removed, EditionChangeKind::Moved, EditionChangeKind::Added }))
        << "a row that moved is the same promise, not one that ended and one that began";
    // A service that the framework has not had is named, not dropped unsaid.
    document.services.append(CompiledService { .id = ServiceId(u"a-new-one"_s), .name = u"A New One"_s, .activities = { begins } });
    EXPECT_EQ(revisionBetween(builtIn(), document).left, QStringList { u"A New One"_s });
}

TEST(RevisionTest, TravelsAsItIs)
{
    const Revision revision { { change(dataMeetings, Cell::Lead, u"Team Manager"_s), { dataMeetings, Cell::Frequency, {}, true } }, { dataMeetings } };
    EXPECT_EQ(revisionFromJson(Json(revisionMembers(revision))).value(), revision);
    EXPECT_EQ(revisionFromJson(Json::object({})).error().code, ErrorCode::InvalidInput);
    Json::Object wrong = revisionMembers(revision);
    wrong.insert(u"ended"_s, Json::strings({ u"Not A Key"_s }));
    EXPECT_EQ(revisionFromJson(Json(wrong)).error().code, ErrorCode::InvalidInput);
    Revision large;
    large.ended = QList<ActivityKey>(revisionChangesMax + 1, dataMeetings);
    EXPECT_EQ(revisionFromJson(Json(revisionMembers(large))).error().code, ErrorCode::TooLarge);
}

TEST(RevisionTest, AChangeBackIsNone)
{
    const QString before = builtIn().find(dataMeetings)->activity.frequency;
    const Revision made = withChange({}, change(dataMeetings, Cell::Frequency, u"Monthly"_s), builtIn());
    EXPECT_EQ(made.changes.size(), 1);
    EXPECT_TRUE(withChange(made, change(dataMeetings, Cell::Frequency, before), builtIn()).isEmpty());
    EXPECT_TRUE(withoutRow(made, dataMeetings).isEmpty());
}
