#include "core/base/digest.h"
#include "core/commands/add_addendum.h"
#include "core/commands/begun_reason.h"
#include "core/commands/begun_steps.h"
#include "core/commands/claim_task.h"
#include "core/commands/export_unsent.h"
#include "core/commands/settle_conflict.h"
#include "core/commands/void_record.h"
#include "core/records/fact.h"
#include "core/records/step_body.h"
#include "tests/unit/commands/command_fixture.h"

#include <sodium.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class LaterHandsTest : public CommandTest {
protected:
    /// What is begun to be added to @p record; empty: nothing.
    QString begunText(const RecordId &record)
    {
        const auto begun = begunStep(*store, record, QString::fromUtf16(step::addendum));
        return begun.value() ? stepText((*begun)->body.answers) : QString();
    }
};

TEST_F(LaterHandsTest, AnAddendumNamesTheRecordAndWhatItsAuthorSaw)
{
    const RecordId record = givenCompleted();
    const QByteArray before = bodyBytes(*store->view().body(record).value()).value();
    clock.at.msSinceEpoch += 60'000;
    const auto step = addAddendum(*store, record, u"The date was the 19th."_s);
    ASSERT_TRUE(step) << step.error().detail.toStdString();
    const auto body = store->view().body(*step).value();
    EXPECT_EQ(body->type, RecordType::Step);
    EXPECT_EQ(body->about, record);
    EXPECT_EQ(body->aboutHash, bodyHash(before));
    EXPECT_EQ(body->completedAtMs, clock.at.msSinceEpoch);
    EXPECT_EQ(bodyBytes(*store->view().body(record).value()).value(), before);   // the first capture is unaltered
}

TEST_F(LaterHandsTest, AnAddendumIsRefusedWhereItMakesNoSense)
{
    const RecordId record = givenCompleted();
    EXPECT_EQ(addAddendum(*store, record, u" \n"_s).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(addAddendum(*store, newRecord(), u"x"_s).error().code, ErrorCode::NotFound);
    EXPECT_EQ(addAddendum(*store, factIdOf(record), u"x"_s).error().code, ErrorCode::NotAllowed);
    EXPECT_EQ(addAddendum(*store, record, QString(limits::answerBytesMax + 1, u'a')).error().code, ErrorCode::TooLarge);
    EXPECT_TRUE(addAddendum(*store, record, QString(limits::answerBytesMax, u'a')));
}

TEST_F(LaterHandsTest, WhatIsBegunToBeAddedIsKeptAloneForItsRecordUntilItIsAdded)
{
    const RecordId record = givenCompleted();
    const RecordId other = givenCompleted(u"Another"_s);
    EXPECT_EQ(begunText(record), QString());
    for (const QString &text : { u"The da"_s, u"The date was the 19th."_s })
        ASSERT_TRUE(keepAddendum(*store, record, text));
    ASSERT_TRUE(keepAddendum(*store, other, u"Elsewhere"_s));
    EXPECT_EQ(begunText(record), u"The date was the 19th."_s);
    EXPECT_EQ(begunText(other), u"Elsewhere"_s);
    EXPECT_EQ(store->drafts().count().value(), 2);
    const auto waiting = store->outbox().counts()->operationsToSend;
    ASSERT_TRUE(addAddendum(*store, record, u"The date was the 19th."_s));
    EXPECT_EQ(store->outbox().counts()->operationsToSend, waiting + 1);
    EXPECT_EQ(begunText(record), QString());
    EXPECT_EQ(begunText(other), u"Elsewhere"_s);
    ASSERT_TRUE(keepAddendum(*store, other, {}));   // every word deleted again
    EXPECT_EQ(store->drafts().count().value(), 0);
}

TEST_F(LaterHandsTest, WordsThatAreTooLongToBeAddedAreKeptAllTheSame)
{
    const RecordId record = givenCompleted();
    const QString tooLong(limits::answerBytesMax + 1, u'a');
    ASSERT_TRUE(keepAddendum(*store, record, tooLong));
    EXPECT_EQ(addAddendum(*store, record, tooLong).error().code, ErrorCode::TooLarge);
    EXPECT_EQ(begunText(record), tooLong);
    EXPECT_EQ(keepAddendum(*store, newRecord(), u"x"_s).error().code, ErrorCode::NotFound);
    EXPECT_EQ(keepAddendum(*store, factIdOf(record), u"x"_s).error().code, ErrorCode::NotAllowed);
}

TEST_F(LaterHandsTest, ARecordEnteredInErrorIsKeptAndNoLongerCounts)
{
    const RecordId record = givenCompleted();
    ASSERT_TRUE(voidRecord(*store, record, u"Wrong family"_s));
    EXPECT_EQ(viewOf(record).state, RecordState::Void);
    EXPECT_EQ(store->view().body(record).value()->voidReason, u"Wrong family"_s);
    EXPECT_EQ(viewOf(factIdOf(record)).state, RecordState::Void);
    EXPECT_FALSE(bodyBytes(*store->view().body(factIdOf(record)).value())->contains("family"));
    EXPECT_EQ(voidRecord(*store, record, u"again"_s).error().code, ErrorCode::AlreadyExists);
}

TEST_F(LaterHandsTest, OnlyItsAuthorMarksARecord)
{
    RecordBody theirs = formBody(u"x"_s);
    theirs.author = PersonId(u"p2"_s);
    const RecordId record = newRecord();
    putReference(record, theirs);
    EXPECT_EQ(voidRecord(*store, record, u"no"_s).error().code, ErrorCode::NotAllowed);
}

TEST_F(LaterHandsTest, ClaimingTwiceIsOneClaimAndItCanBeGivenBack)
{
    const TaskReference task { ActivityKey(u"s1:visits"_s), u"service:s1"_s, u"2026-10-01"_s };
    const auto claim = claimTask(*store, task, ServiceId(u"s1"_s));
    ASSERT_TRUE(claim);
    EXPECT_EQ(claimTask(*store, task, ServiceId(u"s1"_s)).error().code, ErrorCode::AlreadyExists);
    ASSERT_TRUE(releaseTask(*store, task));
    EXPECT_EQ(releaseTask(*store, task).error().code, ErrorCode::NotFound);
    const auto again = claimTask(*store, task, ServiceId(u"s1"_s));
    ASSERT_TRUE(again);
    EXPECT_NE(*again, *claim);
}

TEST_F(LaterHandsTest, AConflictIsSettledByAnOperationThatSawTheOtherText)
{
    RecordBody present = formBody(u"theirs"_s);
    present.state = RecordState::Draft;
    const RecordId record = newRecord(), notice = newRecord();
    putReference(record, present);
    Operation mine { .id = newId<OperationId>(clock, random), .record = record };
    mine.kind = OperationKind::Patch;
    mine.kindName = operationKindName(mine.kind);
    mine.set.insert(u"note"_s, { u"mine"_s, QString() });
    RecordBody telling;
    telling.type = RecordType::Notice;
    telling.state = RecordState::Completed;
    telling.author = person;
    telling.about = record;
    telling.answers.insert(u"operation"_s, operationToJson(mine));
    telling.answers.insert(u"outcome"_s, u"conflict"_s);
    telling.answers.insert(u"fields"_s, Json::strings({ u"note"_s }));
    putReference(notice, telling);
    EXPECT_EQ(viewOf(record).sync, RecordSync::Conflict);
    EXPECT_EQ(settleConflict(*store, notice, {}).error().code, ErrorCode::InvalidInput);
    ASSERT_TRUE(settleConflict(*store, notice, { { u"note"_s, { Keep::Mine, u"theirs"_s } } }));
    const auto sent = store->outbox().all()->last().operation;
    EXPECT_EQ(sent.kind, OperationKind::Resolve);
    EXPECT_EQ(sent.target, mine.id);
    EXPECT_EQ(sent.set.value(u"note"_s).value.toString(), u"mine"_s);
    EXPECT_EQ(sent.set.value(u"note"_s).saw, fieldHash(u"theirs"_s));
    // What the other text was when it was read goes with the choice, whatever the record has come to say since.
    ASSERT_TRUE(settleConflict(*store, notice, { { u"note"_s, { Keep::Theirs, u"theirs, as read"_s } } }));
    const auto second = store->outbox().all()->last().operation;
    EXPECT_EQ(second.set.value(u"note"_s).value.toString(), u"theirs, as read"_s);
    EXPECT_EQ(second.set.value(u"note"_s).saw, fieldHash(u"theirs, as read"_s));
    EXPECT_EQ(settleConflict(*store, record, {}).error().code, ErrorCode::NotFound);
}

TEST_F(LaterHandsTest, UnsentWorkIsSealedSoThatOnlyTheRecoveryKeyOpensIt)
{
    QByteArray publicKey(crypto_box_PUBLICKEYBYTES, '\0'), secretKey(crypto_box_SECRETKEYBYTES, '\0');
    crypto_box_keypair(reinterpret_cast<unsigned char *>(publicKey.data()), reinterpret_cast<unsigned char *>(secretKey.data()));
    Enrolment enrolment = store->meta().enrolment().value();
    enrolment.recoveryKey = publicKey;
    ASSERT_TRUE(store->transact([&] { return store->meta().setEnrolment(enrolment, SecretBytes::random(64)); }));
    EXPECT_EQ(exportUnsent(*store).error().code, ErrorCode::NotFound);
    const RecordId record = givenCompleted(u"a sentence nobody else may read"_s);
    begin(goodAnswers());
    const QByteArray photo("bytes of a photo");
    ASSERT_TRUE(store->transact([&] {
        const auto put = store->files().put(photo, u"image/jpeg"_s, store->clock().now());
        return put ? store->files().keepFor(record, { put->sha }) : put.error();
    }));
    const auto exported = exportUnsent(*store);
    ASSERT_TRUE(exported) << exported.error().detail.toStdString();
    EXPECT_EQ(exported->operations, 2);
    EXPECT_EQ(exported->drafts, 1);
    EXPECT_EQ(exported->files, 1);
    EXPECT_FALSE(exported->sealed.contains("nobody else"));
    QByteArray opened(exported->sealed.size() - static_cast<qsizetype>(crypto_box_SEALBYTES), '\0');
    ASSERT_EQ(crypto_box_seal_open(reinterpret_cast<unsigned char *>(opened.data()), reinterpret_cast<const unsigned char *>(exported->sealed.constData()),
                                   static_cast<unsigned long long>(exported->sealed.size()), reinterpret_cast<const unsigned char *>(publicKey.constData()),
                                   reinterpret_cast<const unsigned char *>(secretKey.constData())),
              0);
    const auto json = parseJson(opened);
    ASSERT_TRUE(json);
    const auto operation = operationFromJson((*json)[u"operations"_s].toArray().first());
    ASSERT_TRUE(operation);
    EXPECT_EQ(operation->record, record);
    EXPECT_EQ(operation->head->answers.value(u"note"_s).toString(), u"a sentence nobody else may read"_s);
    const Json file = (*json)[u"files"_s].toArray().first();
    EXPECT_EQ(QByteArray::fromBase64(file[u"bytes"_s].toString().toLatin1(), QByteArray::Base64UrlEncoding), photo);
}

TEST_F(LaterHandsTest, TheRescueHoldsReasonsThatWereBegunAndNamesTheFilesItHasNot)
{
    QByteArray publicKey(crypto_box_PUBLICKEYBYTES, '\0'), secretKey(crypto_box_SECRETKEYBYTES, '\0');
    crypto_box_keypair(reinterpret_cast<unsigned char *>(publicKey.data()), reinterpret_cast<unsigned char *>(secretKey.data()));
    Enrolment enrolment = store->meta().enrolment().value();
    enrolment.recoveryKey = publicKey;
    ASSERT_TRUE(store->transact([&] { return store->meta().setEnrolment(enrolment, SecretBytes::random(64)); }));
    const RecordId record = givenCompleted(u"of another child"_s);
    ASSERT_TRUE(keepReason(*store, { QString::fromUtf16(reason::enteredInError), record.toString() }, u"I mixed up two of"_s));
    QByteArray torn;
    ASSERT_TRUE(store->transact([&]() -> Result<void> {
        const auto put = store->files().put(QByteArray("bytes of a photo"), u"image/jpeg"_s, store->clock().now());
        if (!put)
            return put.error();
        torn = put->sha;
        return store->files().keepFor(record, { put->sha });
    }));
    ASSERT_TRUE(store->db().execute("DROP TRIGGER file_chunk_immutable"));
    ASSERT_EQ(store->db().run("UPDATE file_chunk SET bytes = ?2 WHERE sha = ?1", torn, QByteArray("something else!!")).value(), 1);
    const auto opened = [&](const UnsentExport &exported) {
        QByteArray bytes(exported.sealed.size() - static_cast<qsizetype>(crypto_box_SEALBYTES), '\0');
        EXPECT_EQ(crypto_box_seal_open(reinterpret_cast<unsigned char *>(bytes.data()), reinterpret_cast<const unsigned char *>(exported.sealed.constData()),
                                       static_cast<unsigned long long>(exported.sealed.size()), reinterpret_cast<const unsigned char *>(publicKey.constData()),
                                       reinterpret_cast<const unsigned char *>(secretKey.constData())),
                  0);
        return parseJson(bytes).valueOr({});
    };
    const auto exported = exportUnsent(*store);
    ASSERT_TRUE(exported) << exported.error().detail.toStdString();
    EXPECT_EQ(exported->reasons, 1);
    EXPECT_EQ(exported->files, 0);
    ASSERT_EQ(exported->filesLeft.size(), 1);
    EXPECT_EQ(exported->filesLeft.first().why, FileLeft::Why::Damaged);
    const Json content = opened(*exported);
    const Json begun = content[u"reasons"_s].toArray().value(0);
    EXPECT_EQ(begun[u"text"_s].toString(), u"I mixed up two of");
    EXPECT_EQ(begun[u"rec"_s].toString(), record.toString());
    EXPECT_EQ(begun[u"kind"_s].toString(), QString::fromUtf16(reason::enteredInError));
    EXPECT_EQ(content[u"left"_s], Json::array({ Json::object({ { u"sha"_s, toHex(torn) }, { u"why"_s, u"damaged"_s } }) }));

    ASSERT_TRUE(store->transact([&] { return store->meta().setText(u"reason.begun"_s, u"{torn"_s); }));
    const auto rest = exportUnsent(*store);
    ASSERT_TRUE(rest) << "what cannot be read keeps nothing else out";
    EXPECT_EQ(rest->operations, exported->operations);
    EXPECT_EQ(rest->reasons, 0);
    ASSERT_EQ(rest->damaged.size(), 1);
    EXPECT_EQ(rest->damaged.first().kind, DamagedWork::Kind::Reasons);
    EXPECT_EQ(opened(*rest)[u"damaged"_s].toArray().value(0)[u"kind"_s].toString(), u"reasons");
}

TEST_F(LaterHandsTest, WhatIsDamagedGoesIntoTheRescueAsItIsAndKeepsNothingOut)
{
    QByteArray publicKey(crypto_box_PUBLICKEYBYTES, '\0'), secretKey(crypto_box_SECRETKEYBYTES, '\0');
    crypto_box_keypair(reinterpret_cast<unsigned char *>(publicKey.data()), reinterpret_cast<unsigned char *>(secretKey.data()));
    Enrolment enrolment = store->meta().enrolment().value();
    enrolment.recoveryKey = publicKey;
    ASSERT_TRUE(store->transact([&] { return store->meta().setEnrolment(enrolment, SecretBytes::random(64)); }));
    const RecordId torn = givenCompleted(u"torn"_s), whole = givenCompleted(u"whole"_s);
    const RecordId gone = givenCompleted(u"gone"_s);
    const RecordId tornDraft = begin(goodAnswers()).id;
    begin(goodAnswers());
    const QByteArray bad = QByteArrayLiteral("{torn");
    ASSERT_TRUE(store->db().execute("DROP TRIGGER outbox_body_immutable"));
    ASSERT_EQ(store->db().run("UPDATE outbox_body SET op = ?2 WHERE n IN (SELECT n FROM outbox WHERE record_id = ?1)", torn, bad).value(), 1);
    ASSERT_TRUE(store->db().execute("DROP TRIGGER outbox_body_stays"));
    ASSERT_EQ(store->db().run("DELETE FROM outbox_body WHERE n IN (SELECT n FROM outbox WHERE record_id = ?1)", gone).value(), 1);
    ASSERT_EQ(store->db().run("UPDATE draft SET body = ?2 WHERE id = ?1", tornDraft, bad).value(), 1);
    const auto exported = exportUnsent(*store);
    ASSERT_TRUE(exported) << exported.error().detail.toStdString();
    EXPECT_EQ(exported->operations, 4);   // the whole record, and all three facts
    EXPECT_EQ(exported->drafts, 1);
    const auto isTold = [&exported](qsizetype at, const RecordId &record, DamagedWork::Kind kind, DamagedWork::Kept kept) {
        const DamagedWork work = exported->damaged.value(at);
        return work.record == record.toString() && work.kind == kind && work.kept == kept && (work.order > 0) == (kind == DamagedWork::Kind::Operation);
    };
    ASSERT_EQ(exported->damaged.size(), 3);
    EXPECT_TRUE(isTold(0, torn, DamagedWork::Kind::Operation, DamagedWork::Kept::Bytes));
    EXPECT_TRUE(isTold(1, gone, DamagedWork::Kind::Operation, DamagedWork::Kept::AsShown));
    EXPECT_TRUE(isTold(2, tornDraft, DamagedWork::Kind::Draft, DamagedWork::Kept::Bytes));
    QByteArray opened(exported->sealed.size() - static_cast<qsizetype>(crypto_box_SEALBYTES), '\0');
    ASSERT_EQ(crypto_box_seal_open(reinterpret_cast<unsigned char *>(opened.data()), reinterpret_cast<const unsigned char *>(exported->sealed.constData()),
                                   static_cast<unsigned long long>(exported->sealed.size()), reinterpret_cast<const unsigned char *>(publicKey.constData()),
                                   reinterpret_cast<const unsigned char *>(secretKey.constData())),
              0);
    const auto json = parseJson(opened);
    ASSERT_TRUE(json);
    const auto damaged = (*json)[u"damaged"_s].toArray();
    ASSERT_EQ(damaged.size(), 3);
    EXPECT_EQ(QByteArray::fromBase64(damaged.first()[u"bytes"_s].toString().toLatin1(), QByteArray::Base64UrlEncoding), bad);
    EXPECT_EQ(damaged.first()[u"rec"_s].toString(), torn.toString());
    // Of what the disk gives no more the words are in the file, as they were last shown.
    const auto shown = bodyFromBytes(QByteArray::fromBase64(damaged.at(1)[u"shown"_s].toString().toLatin1(), QByteArray::Base64UrlEncoding));
    ASSERT_TRUE(shown);
    EXPECT_EQ(*shown, store->view().body(gone).value());
    EXPECT_EQ(operationFromJson((*json)[u"operations"_s].toArray().at(1))->record, whole);
}

} // namespace
