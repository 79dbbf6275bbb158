// What a rule refuses is said where it was asked for: what is wrong, where, what is safe and what to do; and nothing is half done.
#include "core/commands/discard_draft.h"
#include "core/commands/hand_over.h"
#include "core/commands/settle_conflict.h"
#include "core/commands/void_record.h"
#include "core/packs/calendar/england_calendar.h"
#include "core/queries/child_list.h"
#include "qml/app/actions_watch.h"
#include "qml/app/capture_flow.h"
#include "qml/app/children_watch.h"
#include "qml/app/join_words.h"
#include "qml/app/records_watch.h"
#include "qml/app/refusal_words.h"
#include "qml/app/sync_watch.h"
#include "qml/app/templates_watch.h"
#include "qml/bridge/error_text.h"
#include "tests/unit/commands/agreed_form.h"
#include "tests/unit/commands/command_fixture.h"

#include <QLocale>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QString half = QString(QChar(0xd800));   ///< of a pair: a character that cannot be stored, and that nobody can see

/// The app's flows without their screens.
struct Flows {
    Flows(StoreThread &thread, const Clock &clock, RandomSource &random) : link(thread, englandCalendar(), clock, random) { link.follow(); }
    StoreLink link;
    RecordsView records;
    SyncView sync;
    ActionsView actions;
    ChildrenView children;
    TemplatesView templates;
    CaptureView capture;
    RecordsWatch recordsWatch { link, records };
    SyncWatch syncWatch { link, nullptr, sync };
    ActionsWatch actionsWatch { link, actions };
    ChildrenWatch childrenWatch { link, children };
    TemplatesWatch templatesWatch { link, templates };
    VoiceFlow voice { link };
    DraftKeeper keeper { link, voice, capture };
    CompletionFlow completion { link, capture };
    CaptureFlow captureFlow { link, keeper, completion, capture };
};

class RefusalsTest : public CommandTest {
protected:
    void SetUp() override
    {
        record = givenCompleted();
        learnHeldWork();
        learnActions();
        learnLongForm();
        thread.open([this] { return Result<std::unique_ptr<Store>>(std::move(store)); });
        flows = std::make_unique<Flows>(thread, clock, random);
    }
    void TearDown() override
    {
        if (FormSession *session = flows->capture.session())
            session->saveNow();   // as the app does before what keeps it goes
    }
    void learnHeldWork()
    {
        const RecordId about = newRecord();
        putReference(about, formBody(u"theirs"_s));
        putReference(notice, heldNoticeBody(person, about, createOf(about, formBody(u"mine"_s))));
    }
    void learnActions()
    {
        putReference(newRecord(), agreedFormBody());
        RecordBody body = formBody({});
        body.form = u"A@1.0"_s;
        body.answers = Answers::Fields { { u"agreed#"_s, rowsToJson({ { u"r1"_s, u"A"_s, {} } }) }, { u"agreed#r1/do"_s, u"Ring the school"_s } };
        putReference(withAction, body);
    }
    /// A form of eight long answers: together they may be more than one record holds.
    void learnLongForm()
    {
        Json items = Json::array();
        for (int i = 0; i < 8; ++i)
            items.append(Json::object({ { u"linkId"_s, u"q%1"_s.arg(i) }, { u"text"_s, u"Part %1"_s.arg(i) }, { u"type"_s, u"text"_s } }));
        Json longForm = *parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:long","version":"1.0","status":"active","title":"Long"})");
        longForm.set(u"item"_s, items);
        putReference(newRecord(), publishedFormBody({ u"L@1.0"_s, u"Long"_s, writeJson(longForm), { { u"author"_s }, { u"author"_s } } }));
    }
    [[nodiscard]] static bool waitFor(const std::function<bool()> &what) { return QTest::qWaitFor(what, 60'000); }
    /// Types @p text into the sheet for @p kind and presses its button; what the sheet says then.
    QString take(StepWords &words, const RecordId &about, const QString &kind, const QString &text)
    {
        words.open(about.toString(), kind);
        EXPECT_TRUE(waitFor([&] { return words.isKept(); }));
        words.type(text);
        words.takeStep(false);
        EXPECT_TRUE(waitFor([&] { return !words.trouble().isEmpty(); })) << "it is refused";
        EXPECT_EQ(words.text(), text) << "every word stays";
        return words.trouble();
    }
    template <typename T>
    Result<T> onStore(std::function<Result<T>(Store &)> work)
    {
        return thread.call(std::move(work), StoreThread::Lane::Save).get();
    }
    static Result<void> giveRecoveryKey(Store &open)
    {
        auto self = open.meta().enrolment();
        if (!self)
            return self.error();
        self->recoveryKey = QByteArray(32, 'k');
        return open.meta().setEnrolment(*self, SecretBytes::random(64));
    }
    /// And the hub has answered everything.
    static Result<void> sendAll(Store &open)
    {
        if (const auto given = giveRecoveryKey(open); !given)
            return given;
        const auto batch = open.outbox().nextBatch(100, 1 << 20, Instant { std::numeric_limits<qint64>::max() });
        if (!batch)
            return batch.error();
        for (qsizetype i = 0; i < batch->entries.size(); ++i) {
            if (const auto answered = open.outbox().recordAnswer(batch->stream, i + 1, 40 + i, {}, 7); !answered)
                return answered.error();
        }
        return {};
    }
    /// What Sync says once the export of unsent work that is asked for now is over.
    QString sayAfterExport()
    {
        const QByteArray home = qgetenv("HOME");
        qputenv("HOME", folder.path().toUtf8());   // where the documents are
        flows->sync.say({}, false);
        Q_EMIT flows->sync.exportAsked();
        EXPECT_TRUE(waitFor([&] { return !flows->sync.said().isEmpty(); }));
        qputenv("HOME", home);
        return flows->sync.said();
    }
    qint64 operations()
    {
        return onStore<qint64>([](Store &open) -> Result<qint64> {
                   const auto all = open.outbox().all();
                   return all ? Result<qint64>(all->size()) : all.error();
               })
            .valueOr(-1);
    }
    static void expectSays(const QString &words, const QStringList &parts)
    {
        for (const QString &part : parts)
            EXPECT_TRUE(words.contains(part)) << qPrintable(words) << " lacks: " << qPrintable(part);
        EXPECT_FALSE(words.contains(u"could not use something"_s)) << qPrintable(words) << " is for what nobody can reach";
    }

    StoreThread thread;
    std::unique_ptr<Flows> flows;
    RecordId record = newRecord(), notice = newRecord(), withAction = newRecord();
    QTemporaryDir folder;
};

QString number(qint64 value) { return QLocale().toString(value); }

} // namespace

TEST_F(RefusalsTest, AReasonThatIsTooLongSaysHowLongItIsAndMayBe)
{
    const qint64 before = operations();
    const QString tooLong(limits::reasonLengthMax + 1, u'a');
    const QStringList said { number(limits::reasonLengthMax + 1), number(limits::reasonLengthMax), u"Nothing was changed"_s, u"every word is kept"_s,
                             u"Shorten it"_s };
    expectSays(take(*flows->records.stepWords(), record, u"entered-in-error"_s, tooLong), said);
    expectSays(take(*flows->sync.reasons(), notice, u"left-out"_s, tooLong), said);
    EXPECT_EQ(operations(), before);
}

TEST_F(RefusalsTest, ACharacterThatCannotBeStoredIsSaidWithTheWordsBeforeIt)
{
    const qint64 before = operations();
    expectSays(take(*flows->records.stepWords(), record, u"entered-in-error"_s, u"Wrong family"_s + half + u" here"_s),
               { u"After “Wrong family”"_s, u"cannot be stored"_s, u"Delete it"_s, u"Your other words are still here"_s });
    flows->records.stepWords()->close();
    expectSays(take(*flows->records.stepWords(), record, u"addendum"_s, u"One.\n"_s + half), { u"At the beginning of line 2"_s, u"Delete it"_s });
    // Put right, it is kept and nothing is said any more.
    StepWords &words = *flows->records.stepWords();
    words.type(u"One.\nTwo."_s);
    EXPECT_TRUE(waitFor([&] { return words.isKept() && words.trouble().isEmpty(); }));
    expectSays(take(*flows->sync.reasons(), notice, u"left-out"_s, u"The team moved"_s + QChar(u'\0')), { u"After “The team moved”"_s });
    EXPECT_EQ(operations(), before);
}

TEST_F(RefusalsTest, AnAdditionThatIsTooLongSaysByHowMuchAndWhatToDo)
{
    const qint64 before = operations();
    expectSays(take(*flows->records.stepWords(), record, u"addendum"_s, QString(limits::answerBytesMax + 100, u'a')),
               { u"by about %1 characters"_s.arg(number(100)), u"Nothing was changed"_s, u"Shorten it, or write the rest as a second one"_s });
    EXPECT_TRUE(waitFor([&] { return flows->records.stepWords()->isKept(); })) << "while it is too long it is kept";
    EXPECT_EQ(operations(), before);
}

TEST_F(RefusalsTest, WhatARecordDoesNotAllowAnyMoreSaysWhyAndThatNothingWasChanged)
{
    ASSERT_TRUE(onStore<void>([this](Store &open) { return voidRecord(open, record, u"Twice"_s); }));
    expectSays(take(*flows->records.stepWords(), record, u"entered-in-error"_s, u"Twice"_s),
               { u"This record is marked as entered in error already. Nothing was changed."_s });
    flows->captureFlow.amend(record.toString());
    ASSERT_TRUE(waitFor([&] { return !flows->capture.problem().isEmpty(); }));
    expectSays(flows->capture.problem(), { u"Only a completed record can be amended."_s, u"Nothing was changed."_s });
    EXPECT_FALSE(flows->capture.problem().contains(u"role"_s)) << "it is no matter of a role";

    const auto handOver = [this](Store &open) -> Result<void> {
        const auto draft = beginDraft(open, { u"V@1.0"_s, {}, {}, {}, {}, goodAnswers() });
        return draft ? beginHandOver(open, draft->id, u"4711"_s) : draft.error();
    };
    ASSERT_TRUE(onStore<void>(handOver));
    const auto again = onStore<void>(handOver);
    ASSERT_FALSE(again);
    expectSays(refusalText(again.error()), { u"handed over already"_s, u"given back with the code"_s, u"Nothing was changed."_s });
    const auto tooEarly = onStore<HandOver>([](Store &open) { return giveBackWithoutCode(open, {}, false); });
    ASSERT_FALSE(tooEarly);
    expectSays(refusalText(tooEarly.error()), { u"a day after it was handed over"_s, u"Nothing was changed."_s });
}

TEST_F(RefusalsTest, WhatWasSettledMeanwhileIsSaidToBe)
{
    ASSERT_TRUE(onStore<void>([this](Store &open) { return dismissHeld(open, notice, u"The team moved"_s); }));
    Q_EMIT flows->sync.applyAsked(newRecord().toString());
    ASSERT_TRUE(waitFor([&] { return !flows->sync.said().isEmpty(); }));
    expectSays(flows->sync.said(), { u"This was settled meanwhile"_s, u"Nothing was changed."_s });
}

TEST_F(RefusalsTest, UnsentWorkThatCannotBeSealedSaysThatItIsSafeAndWhomToAsk)
{
    ASSERT_TRUE(onStore<void>([](Store &open) {
        return open.transact([&]() -> Result<void> {
            auto self = open.meta().enrolment();
            if (!self)
                return self.error();
            self->recoveryKey.clear();
            return open.meta().setEnrolment(*self, SecretBytes::random(64));
        });
    }));
    Q_EMIT flows->sync.exportAsked();
    ASSERT_TRUE(waitFor([&] { return !flows->sync.said().isEmpty(); }));
    expectSays(flows->sync.said(), { u"no file was written"_s, u"Everything is safe on this device"_s, u"support desk"_s });
}

/// What the disk lost once is said also where nothing waits; where it never lost anything, nobody is worried.
TEST_F(RefusalsTest, WhereNothingWaitsToBeSentTheExportSaysSoAndWhetherTheDiskLostSomething)
{
    ASSERT_TRUE(onStore<void>([](Store &open) { return open.transact([&] { return sendAll(open); }); }));
    const QString all = sayAfterExport();
    expectSays(all, { u"Everything you wrote has been sent"_s, u"nothing to copy"_s });
    EXPECT_FALSE(all.contains(u"disk"_s)) << qPrintable(all);
    EXPECT_FALSE(flows->sync.saidIsProblem());
    ASSERT_TRUE(onStore<void>(
        [](Store &open) { return open.transact([&] { return open.meta().setText(u"store.mended"_s, u"{\"at\":1,\"hub\":true,\"own\":false}"_s); }); }));
    const QString notAll = sayAfterExport();
    expectSays(notAll, { u"Everything that can be read on this device has been sent"_s, u"nothing to copy"_s, u"Keep the device"_s, u"support desk"_s });
    EXPECT_FALSE(notAll.contains(u"another team"_s));
}

/// Of an operation whose bytes are gone nothing can be copied: it is told of, and not counted as copied.
TEST_F(RefusalsTest, WhatIsDamagedIsToldOfAfterTheExportAndCountedAsCopiedOnlyWhereSomethingIsLeft)
{
    const qint64 readable = operations();
    ASSERT_TRUE(onStore<void>([](Store &open) {
        return open.transact([&]() -> Result<void> {
            for (const auto &[place, bytes] : { std::pair(qint64(9001), QByteArray("")), std::pair(qint64(9002), QByteArray("{torn")) }) {
                const auto added = open.db().run(
                    "INSERT INTO damaged_operation (n, op_id, record_id, op, found_at_ms) VALUES (?1, randomblob(16), zeroblob(16), ?2, 1)", place, bytes);
                if (!added)
                    return added.error();
            }
            return giveRecoveryKey(open);
        });
    }));
    const QString said = sayAfterExport();
    expectSays(said, { u"%1 record(s) or change(s) were copied"_s.arg(readable + 1), u"2 record(s) or change(s) cannot be read on this device"_s });
    EXPECT_FALSE(said.contains(u"of them cannot"_s)) << qPrintable(said);
}

TEST_F(RefusalsTest, WordsOfAnActionAreRefusedBesideThemAndTheRestIsKeptOnLeaving)
{
    ActionsView &view = flows->actions;
    view.open(withAction.toString(), u"r1"_s);
    ASSERT_TRUE(waitFor([&] { return view.isReady(); })) << qPrintable(view.problem());
    view.setEvidence(u"A letter"_s + half + u" came"_s);
    ASSERT_TRUE(waitFor([&] { return !view.evidenceProblem().isEmpty(); })) << qPrintable(view.problem());
    expectSays(view.evidenceProblem(), { u"After “A letter”"_s });
    EXPECT_TRUE(view.problem().isEmpty()) << qPrintable(view.problem());
    view.setEvidence(u"A letter came"_s);
    EXPECT_TRUE(waitFor([&] { return view.evidenceProblem().isEmpty(); })) << "it is put right";
    view.setEvidence(u"A letter"_s + half + u" came today"_s);
    view.close();   // nobody can take it out any more
    const auto kept = [&] {
        const auto begun = onStore<std::optional<ActionFollowUp>>([this](Store &open) {
            return begunFollowUp(open, { withAction, u"r1"_s }, QDate(2026, 11, 23));
        });
        return begun && *begun ? (*begun)->evidence : QString();
    };
    EXPECT_TRUE(waitFor([&] { return kept() == u"A letter came today"_s; })) << qPrintable(kept());

    view.open(withAction.toString(), u"r1"_s);
    ASSERT_TRUE(waitFor([&] { return view.isReady(); }));
    view.choose(0);
    view.setImpact(QString(limits::answerBytesMax + 50, u'a'));
    view.save();
    ASSERT_TRUE(waitFor([&] { return !view.impactProblem().isEmpty(); })) << qPrintable(view.problem());
    expectSays(view.impactProblem(), { u"by about %1 characters"_s.arg(number(50)), u"every word is kept"_s });
    const auto keptImpact = [&] {
        const auto begun = onStore<std::optional<ActionFollowUp>>([this](Store &open) {
            return begunFollowUp(open, { withAction, u"r1"_s }, QDate(2026, 11, 23));
        });
        return begun && *begun ? (*begun)->impact.size() : 0;
    };
    EXPECT_TRUE(waitFor([&] { return keptImpact() == limits::answerBytesMax + 50; })) << "as it says: a kill now loses none";
    view.setReason(u"One broke"_s + half);   // as if the action had been closed when it was typed: it is not asked now
    ASSERT_TRUE(waitFor([&] { return !view.problem().isEmpty(); }));
    EXPECT_TRUE(view.reasonProblem().isEmpty());
    expectSays(view.problem(), { u"Under “Why is it open again?”"_s, u"After “One broke”"_s });
}

TEST_F(RefusalsTest, OnlyAnAnswerToSaveTakesThePageToWhatIsWrong)
{
    ActionsView &actions = flows->actions;
    actions.open(withAction.toString(), u"r1"_s);
    ASSERT_TRUE(waitFor([&] { return actions.isReady(); }));
    QSignalSpy changed(&actions, &ActionsView::problemsChanged), refused(&actions, &ActionsView::refused);
    actions.setEvidence(half);
    ASSERT_TRUE(waitFor([&] { return !actions.evidenceProblem().isEmpty(); }));
    actions.setEvidence(half + u"a"_s);
    flows->actionsWatch.keepNow();
    ASSERT_TRUE(waitFor([&] { return flows->actionsWatch.hasUnkept(); })) << "it is refused once more";
    EXPECT_EQ(changed.count(), 1) << "nothing else is said";
    EXPECT_EQ(refused.count(), 0);
    actions.save();
    EXPECT_TRUE(waitFor([&] { return refused.count() == 1; }));

    ChildrenView &children = flows->children;
    QSignalSpy childRefused(&children, &ChildrenView::refused);
    children.begin();
    children.say(u"number"_s, half);
    ASSERT_TRUE(waitFor([&] { return !children.problemOf(u"number"_s).isEmpty(); }));
    EXPECT_EQ(childRefused.count(), 0);
    children.save();
    EXPECT_TRUE(waitFor([&] { return childRefused.count() == 1 || !children.problem().isEmpty(); }));
}

TEST_F(RefusalsTest, WhatIsTypedOfAChildIsRefusedBesideItAndTheRestIsKeptOnLeaving)
{
    ChildrenView &view = flows->children;
    view.begin();
    view.say(u"number"_s, u"4711"_s + half);
    ASSERT_TRUE(waitFor([&] { return !view.problemOf(u"number"_s).isEmpty(); })) << qPrintable(view.problem());
    expectSays(view.problemOf(u"number"_s), { u"After “4711”"_s, u"Delete it"_s });
    view.say(u"number"_s, u"47"_s);
    EXPECT_TRUE(waitFor([&] { return view.problemOf(u"number"_s).isEmpty(); })) << "it is put right";
    view.say(u"number"_s, u"4711"_s + half);
    view.stopEditing();
    const auto kept = [&] {
        const auto begun = onStore<QList<BegunChild>>([](Store &open) { return begunChildren(open); });
        return begun && !begun->isEmpty() ? begun->first().words.value(u"number"_s) : QString();
    };
    EXPECT_TRUE(waitFor([&] { return kept() == u"4711"_s; })) << qPrintable(kept());
}

TEST_F(RefusalsTest, ATableThatCannotBeTakenInSaysWhereAndThatNothingWas)
{
    ChildrenView &view = flows->children;
    const auto takes = [&](const QByteArray &bytes) {
        QFile table(folder.filePath(u"children.csv"_s));
        EXPECT_TRUE(table.open(QIODevice::WriteOnly));
        table.write(bytes);
        table.close();
        view.showProblem({});
        view.takeTable(QUrl::fromLocalFile(table.fileName()));
        EXPECT_TRUE(waitFor([&] { return !view.problem().isEmpty(); }));
        return view.problem();
    };
    expectSays(takes("number\n4711\n\"4712\n"), { u"Nothing was taken in."_s, u"Line 3, column 1"_s, u"Close it, or take it out."_s });
    expectSays(takes("number\n4711\xE9\n"), { u"Nothing was taken in."_s, u"CSV UTF-8"_s });
    expectSays(takes("initials\nA.B.\n"), { u"Nothing was taken in."_s, u"no column “number”"_s });
    expectSays(takes(QByteArray(limits::csvBytesMax + 1, 'a')), { u"Nothing was taken in."_s, u"Take it in in parts."_s });
    ASSERT_TRUE(QFile::remove(folder.filePath(u"children.csv"_s)));
    view.showProblem({});
    view.takeTable(QUrl::fromLocalFile(folder.filePath(u"children.csv"_s)));
    ASSERT_TRUE(waitFor([&] { return !view.problem().isEmpty(); }));
    expectSays(view.problem(), { u"could not be opened"_s, u"Nothing was taken in."_s, u"Choose it again"_s });
    const auto children = onStore<QList<BegunChild>>([](Store &open) { return begunChildren(open); });
    EXPECT_TRUE(children && children->isEmpty());
}

TEST_F(RefusalsTest, ASpreadsheetThatIsNoneSaysSoAndNothingIsBegun)
{
    TemplatesView &view = flows->templates;
    QFile none(folder.filePath(u"form.xlsx"_s));
    ASSERT_TRUE(none.open(QIODevice::WriteOnly));
    none.write("not a spreadsheet");
    none.close();
    view.bringIn(QUrl::fromLocalFile(none.fileName()));
    ASSERT_TRUE(waitFor([&] { return !view.problem().isEmpty(); }));
    expectSays(view.problem(), { u"Nothing was brought in."_s, u"not a readable .xlsx file"_s, u"Save it from the spreadsheet program again"_s });
    view.showProblem({});
    view.bringIn(QUrl::fromLocalFile(folder.filePath(u"gone.xlsx"_s)));
    ASSERT_TRUE(waitFor([&] { return !view.problem().isEmpty(); }));
    expectSays(view.problem(), { u"could not be opened"_s, u"Nothing was brought in."_s });
    expectSays(spreadsheetRefusedText({ ErrorCode::StorageFull, u"database or disk is full"_s }), { u"The device is full"_s });
    EXPECT_EQ(flows->templates.editor(), nullptr);
}

TEST_F(RefusalsTest, ADayThatATemplateCannotBePublishedWithIsSaidByItsLabel)
{
    TemplatesView &view = flows->templates;
    view.beginNew();
    ASSERT_TRUE(waitFor([&] { return view.editor() != nullptr; })) << qPrintable(view.problem());
    TemplateEditor &editor = *view.editor();
    const QString today = flows->link.today().toString(Qt::ISODate), before = flows->link.today().addDays(-1).toString(Qt::ISODate);
    editor.publish({}, {});
    expectSays(editor.publishProblem(), { u"“Used from” has no day"_s, u"Nothing was published"_s, u"Choose today"_s });
    editor.publish(before, {});
    expectSays(editor.publishProblem(), { u"“Used from” is a day that has passed"_s });
    editor.publish(today, today);
    expectSays(editor.publishProblem(), { u"“Look at it again by” is not after “Used from”"_s });
    EXPECT_FALSE(editor.isPublishing()) << "it can be tried again";
    editor.publish(today, {});   // this person may not
    ASSERT_TRUE(waitFor([&] { return !editor.isPublishing(); }));
    expectSays(editor.publishProblem(), { u"it goes by role"_s, u"What you have made is kept"_s, u"Nothing was changed."_s });
    expectSays(publishRefusedText({ ErrorCode::StorageFailure, u"disk I/O error"_s }), { u"Try again"_s });
    EXPECT_FALSE(publishRefusedText({ ErrorCode::StorageFailure, u"disk I/O error"_s }).contains(u"I/O"_s)) << "what the disk said is for the log";
}

TEST_F(RefusalsTest, ARecordWithMoreTextThanOneHoldsIsKeptAsADraftAndSaysWhatToDo)
{
    flows->captureFlow.begin(u"L"_s);
    ASSERT_TRUE(waitFor([&] { return flows->capture.session() != nullptr; })) << qPrintable(flows->capture.problem());
    FormSession &session = *flows->capture.session();
    for (int i = 0; i < 8; ++i)
        session.setText(u"q%1"_s.arg(i), QString(limits::answerBytesMax - 10, u'a'));
    const qint64 before = operations();
    session.finish();
    ASSERT_TRUE(waitFor([&] { return !session.trouble().isEmpty(); }));
    expectSays(session.trouble(), { u"more text than one record can hold"_s, u"All of it is kept in the draft"_s, u"Move some of it to another record"_s });
    EXPECT_EQ(operations(), before);
}

TEST(RefusalWordsTest, WhatNobodyCanReachStillSaysWhatIsSafeAndWhomToAsk)
{
    const QString words = errorText({ ErrorCode::InvalidInput, u"An operation cannot be read: body."_s });
    for (const QString &part : { u"Nothing was changed"_s, u"your work is safe on this device"_s, u"tell your support desk"_s })
        EXPECT_TRUE(words.contains(part)) << qPrintable(words);
    EXPECT_FALSE(words.contains(u"operation"_s)) << "what only a developer understands is for the log";
}

TEST(RefusalWordsTest, ADraftThatIsTooLargeSaysThatTheLastOfItIsNotSavedYet)
{
    const QString words = draftRefusedText({ ErrorCode::TooLarge, u"This draft is over 3 MiB."_s });
    for (const QString &part : { u"what was added last is not saved"_s, u"It is still here"_s, u"Take something out"_s })
        EXPECT_TRUE(words.contains(part)) << qPrintable(words);
}

TEST(RefusalWordsTest, AKeyFileThatDoesNotFitIsNotSaidToBeTheDisksFault)
{
    sync::JoinEnd end;
    end.fault = sync::EnrolFault::Device;
    end.error = { ErrorCode::InvalidInput, u"The key file \"/k\" cannot be read."_s };
    const QString words = joinProblem(end, u"hub.example.org"_s).text;
    EXPECT_TRUE(words.contains(u"--key-file"_s) && words.contains(u"Nothing was changed, and your code was not sent"_s)) << qPrintable(words);
    EXPECT_FALSE(words.contains(u"does not answer"_s)) << qPrintable(words);
    EXPECT_FALSE(words.contains(u"/k"_s));
}
