#include "core/base/digest.h"
#include "core/commands/follow_action.h"
#include "core/commands/keep_file.h"
#include "core/store/record_workflow.h"
#include "tests/unit/commands/agreed_form.h"
#include "tests/unit/commands/command_fixture.h"
#include "tests/unit/commands/disk_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// A store whose form has agreed actions, and a record of p1's with one that is theirs.
class FollowActionTest : public CommandTest {
protected:
    void learnForm()
    {
        putReference(newRecord(), agreedFormBody());
        RecordBody body = formBody(u"x"_s);
        body.form = u"A@1.0"_s;
        body.state = RecordState::Completed;
        body.completedAtMs = clock.at.msSinceEpoch;
        body.answers = Answers::Fields { { u"agreed#"_s, rowsToJson({ { u"r1"_s, u"A"_s, {} } }) }, { u"agreed#r1/do"_s, u"Ring the school"_s } };
        putReference(record, body);
        written = body;
    }
    Result<ActionFollowed> close(const QString &impact = u"She is back."_s)
    {
        FormContext context;
        context.today = today;
        return followAction(*store, place(), { .status = u"done"_s, .files = files, .impact = impact }, context);
    }
    Result<void> keep(const QString &words) { return keepFollowUp(*store, place(), { .status = u"done"_s, .files = files, .impact = words }, today); }
    NamedFile letter()
    {
        const auto stored = keepFile(*store, { "what the letter says", u"application/pdf"_s });
        EXPECT_TRUE(stored);
        return { toHex(stored->sha), u"letter.pdf"_s, stored->mime, stored->sizeBytes };
    }
    [[nodiscard]] bool isStored(const NamedFile &file) { return store->files().bytes(QByteArray::fromHex(file.sha.toLatin1())).hasValue(); }
    [[nodiscard]] ActionPlace place() const { return { record, u"r1"_s }; }

    QList<NamedFile> files;
    const RecordId record = newRecord();
    RecordBody written;
    const QDate today { 2026, 11, 23 };
};

TEST_F(FollowActionTest, WordsThatCannotBeStoredAreRefusedAndThoseKeptStay)
{
    learnForm();
    ASSERT_TRUE(keep(u"She is ba"_s));
    EXPECT_EQ(keep(QString(QChar(0xD800))).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(begunFollowUp(*store, place(), today).value()->impact, u"She is ba"_s);
    const QString tooLong(limits::answerBytesMax + 1, u'a');
    EXPECT_TRUE(keep(tooLong)) << "what is to be shortened is not lost meanwhile";
    EXPECT_EQ(close(tooLong).error().code, ErrorCode::TooLarge);
    EXPECT_EQ(begunFollowUp(*store, place(), today).value()->impact, tooLong);
    EXPECT_EQ(keep(QString(limits::draftBytesMax / 3 + 1, u'a')).error().code, ErrorCode::TooLarge);
    EXPECT_EQ(begunFollowUp(*store, place(), today).value()->impact, tooLong);
}

TEST_F(FollowActionTest, WordsTypedWhileAnAmendedVersionComesAreKeptAndGoAlongWithIt)
{
    learnForm();
    ASSERT_TRUE(keep(u"She is"_s));
    RecordBody amended = written;
    amended.about = record;
    amended.completedAtMs += 3'600'000;
    const RecordId second = newRecord();
    putReference(second, amended);
    EXPECT_EQ(close().error().code, ErrorCode::NotAllowed) << "it is followed up on the version that stands";
    ASSERT_TRUE(keep(u"She is back."_s));
    EXPECT_EQ(begunFollowUp(*store, { second, u"r1"_s }, today).value()->impact, u"She is back."_s);
}

TEST_F(FollowActionTest, AFileThatShowsItIsKeptWithTheWordsAndThenWithTheRecord)
{
    learnForm();
    const NamedFile file = letter();
    const NamedFile unnamed { toHex(keepFile(*store, { "nobody names this", u"application/pdf"_s })->sha), {}, {}, 0 };
    files = { file };
    ASSERT_TRUE(keep(u"She is ba"_s));
    EXPECT_EQ(begunFollowUp(*store, place(), today).value()->files, files);
    const auto removedAfterDays = [this] {
        clock.at.msSinceEpoch += 2 * 24 * 3600 * 1000LL;
        return removeUnnamedFiles(*store).valueOr(-1);
    };
    EXPECT_EQ(removedAfterDays(), 1) << "a file that nothing names goes, so that the other stays for a reason";
    EXPECT_FALSE(isStored(unnamed));
    EXPECT_TRUE(isStored(file));
    ASSERT_TRUE(close()->step);
    EXPECT_EQ(removedAfterDays(), 0);
    EXPECT_TRUE(isStored(file)) << "the action names it";
    const auto known = workflowFor(*store, record, today);
    const auto actions = actionsOf(record, known->body, known->followUps(), *known->actions);
    ASSERT_EQ(actions.size(), 1);
    ASSERT_EQ(actions.first().history.size(), 1);
    EXPECT_EQ(actions.first().history.first().files, files);
    const auto kept = store->db().integer("SELECT count(*) FROM file_record WHERE sha = ?", QByteArray::fromHex(file.sha.toLatin1()));
    EXPECT_EQ(**kept, 1);
}

TEST_F(FollowActionTest, AFileReadyAfterThePageWasLeftJoinsTheWordsThere)
{
    learnForm();
    const NamedFile file = letter();
    ASSERT_TRUE(addToFollowUp(*store, place(), file, today));
    ASSERT_TRUE(addToFollowUp(*store, place(), file, today));
    EXPECT_EQ(begunFollowUp(*store, place(), today).value()->files, QList<NamedFile> { file }) << "once, and without a word";
    files = { file };
    ASSERT_TRUE(keep(u"She is"_s));
    const NamedFile other { toHex(keepFile(*store, { "another", u"application/pdf"_s })->sha), u"b.pdf"_s, u"application/pdf"_s, 7 };
    ASSERT_TRUE(addToFollowUp(*store, place(), other, today));
    EXPECT_EQ(begunFollowUp(*store, place(), today).value()->impact, u"She is"_s);
    EXPECT_EQ(begunFollowUp(*store, place(), today).value()->files.size(), 2);
}

/// The same on a disk that can be pulled out at any write.
class FollowActionKillTest : public OnDisk<FollowActionTest> { };

TEST_F(FollowActionKillTest, AKillAtAnyWriteLeavesTheWordsOrTheFollowUp)
{
    openOnDisk();   // every round begins from here
    enrol();
    learnCouncil();
    learnForm();
    files = { letter() };
    ASSERT_TRUE(keep(u"She is back."_s));
    int words = 0, steps = 0;
    cutAtEveryWrite([this] { return close().hasValue(); },
                    [&](bool wasCut) {
                        const auto begun = begunFollowUp(*store, place(), today);
                        ASSERT_TRUE(begun);
                        const qsizetype sent = store->outbox().all()->size();
                        EXPECT_EQ(sent, *begun ? 0 : 1);
                        EXPECT_EQ(*begun ? (*begun)->impact : u"She is back."_s, u"She is back."_s);
                        EXPECT_EQ(*begun ? (*begun)->files : files, files);
                        EXPECT_TRUE(isStored(files.first()));
                        EXPECT_TRUE(wasCut || sent == 1) << "what was said to be saved is saved";
                        words += *begun ? 1 : 0;
                        steps += *begun ? 0 : 1;
                    });
    std::printf("%d cuts left the words, %d the follow-up\n", words, steps);
    EXPECT_GT(words, 20);
    EXPECT_GE(steps, 2);
}

TEST_F(FollowActionKillTest, WordsSaidToBeKeptSurviveAKillAtAnyWrite)
{
    openOnDisk();
    enrol();
    learnCouncil();
    learnForm();
    ASSERT_TRUE(keep(u"She is"_s));
    const int cuts = cutAtEveryWrite([this] { return keep(u"She is back."_s).hasValue(); },
                                     [&](bool wasCut) {
                                         const QString left = begunFollowUp(*store, place(), today).value()->impact;
                                         EXPECT_TRUE(left == u"She is back."_s || (wasCut && left == u"She is"_s)) << qPrintable(left);
                                     },
                                     { true });
    EXPECT_GE(cuts, 5);
}

} // namespace
