#include "tests/support/test_files.h"
#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/records/published.h"
#include "core/records/step_body.h"
#include "tests/unit/hub/hub_fixture.h"

using namespace sightline;
using namespace sightline::hub;

namespace {

/// Made before the hub that is given it.
struct HasTestFiles {
    support::TestFiles files;
};

/// Practitioner a's visits with pictures, on a form that tm acknowledges with a signature; the pictures lie where SIGHTLINE_TEST_FILES says.
class FilesTest : private HasTestFiles, public HubTest {
protected:
    FilesTest() : HubTest(withFiles(HasTestFiles::files))
    {
        HasTestFiles::files.useIn(*store);
        static constexpr char form[] = R"({"resourceType":"Questionnaire","url":"urn:test:seen","version":"1.0","status":"active","title":"Seen",
            "item":[{"linkId":"summary","text":"Summary","type":"text"},{"linkId":"photo","text":"Photo","type":"attachment"}]})";
        static constexpr char meta[] = R"({"steps":[
            {"kind":"acknowledgement","name":"acknowledgement","by":"the manager","person":{"managerOf":"author"},"required":true,"signs":true}]})";
        const RecordBody published =
            publishedFormBody({ u"T02@1.0"_s, u"Seen"_s, form, { { u"author"_s }, { u"author"_s, u"lead"_s, u"team"_s } }, *parseJson(meta) });
        EXPECT_TRUE(hub->publish({ { publishedId(RecordType::FormDefinition, u"T02@1.0"_s), published } }));
    }

    using HasTestFiles::files;
    static HubOptions withFiles(support::TestFiles &files)
    {
        HubOptions options;
        options.files = &files.stores();
        return options;
    }

    /// A picture's bytes, of two chunks and a bit unless told otherwise.
    static QByteArray picture(char mark = 'p', qint64 size = 2 * limits::fileChunkBytes + 1000)
    {
        QByteArray bytes(size, mark);
        for (qsizetype i = 0; i < bytes.size(); i += 97)
            bytes[i] = static_cast<char>(i * 31);
        return bytes;
    }
    static Json named(const QByteArray &bytes)
    {
        return Json::object(
            { { u"sha"_s, toHex(sha256(bytes)) }, { u"mime"_s, u"image/jpeg"_s }, { u"size"_s, bytes.size() }, { u"name"_s, u"photo-1.jpg"_s } });
    }
    static QByteArray chunk(const QByteArray &bytes, qint64 n) { return bytes.mid(n * limits::fileChunkBytes, limits::fileChunkBytes); }

    Caller caller(const QString &person, Caller::Access access = Caller::Access::Full)
    {
        return { newId<InstallationId>(clock, random), PersonId(person), access };
    }
    /// A visit of @p author that names @p bytes; gives its operation.
    Operation visitWith(const QString &author, const QByteArray &bytes)
    {
        auto from = device(author);
        RecordBody body = visit(author);
        body.answers.insert(u"photo"_s, named(bytes));
        Operation made = from.create(body);
        EXPECT_EQ(outcomeName(from.sync({ made }).acks[0].outcome), u"applied"_s);
        return made;
    }
    Result<ChunkResult> put(const QString &person, const QByteArray &sha, qint64 n, const QByteArray &bytes, Caller::Access access = Caller::Access::Full)
    {
        return hub->takeChunk(sha, n, bytes, caller(person, access));
    }
    wire::FileState send(const QString &person, const QByteArray &bytes, QList<qint64> order = { 0, 1, 2 })
    {
        wire::FileState state;
        for (const qint64 n : order) {
            const auto taken = put(person, sha256(bytes), n, chunk(bytes, n));
            EXPECT_TRUE(taken) << (taken ? "" : qPrintable(taken.error().detail));
            if (taken)
                state = taken->state;
        }
        return state;
    }
    Result<QByteArray> read(const QString &person, const QByteArray &bytes, qint64 n = 0, Caller::Access access = Caller::Access::Full)
    {
        const auto snapshot = store->snapshot();
        return hub->readChunk(**snapshot, sha256(bytes), n, caller(person, access));
    }
    wire::FileState stateFor(const QString &person, const QByteArray &bytes)
    {
        const auto snapshot = store->snapshot();
        const auto state = hub->fileState(**snapshot, sha256(bytes), caller(person));
        EXPECT_TRUE(state);
        return state ? *state : wire::FileState {};
    }
    RecordBody signature(const Operation &made, Json::Object answers) const
    {
        RecordBody step;
        step.type = RecordType::Step;
        step.state = RecordState::Completed;
        step.author = PersonId(u"tm"_s);
        step.form = made.head->form;
        step.about = made.record;
        step.aboutHash = bodyHash(*bodyBytes(*made.head));
        step.role = u"acknowledgement"_s;
        step.completedAtMs = made.head->completedAtMs + 1;
        step.answers = std::move(answers);
        return step;
    }
};

TEST_F(FilesTest, ComesInAnyOrderAndTwiceAndIsWholeOnlyThen)
{
    const QByteArray bytes = picture();
    visitWith(u"a"_s, bytes);
    EXPECT_EQ(stateFor(u"a"_s, bytes).missing, (QList<qint64> { 0, 1, 2 }));
    EXPECT_EQ(send(u"a"_s, bytes, { 2, 0, 2, 0 }).missing, QList<qint64> { 1 });
    EXPECT_EQ(read(u"tm"_s, bytes).error().code, ErrorCode::NotFound) << "half a picture is nobody's";
    const wire::FileState whole = send(u"a"_s, bytes, { 1 });
    EXPECT_TRUE(whole.complete);
    EXPECT_EQ(whole.completeSeq, state().seq - 1) << "then its record's readers are told";
    EXPECT_EQ(send(u"a"_s, bytes, { 1 }), whole) << "once more is as good";
    EXPECT_EQ(*read(u"tm"_s, bytes, 0) + *read(u"tm"_s, bytes, 1) + *read(u"tm"_s, bytes, 2), bytes);
}

TEST_F(FilesTest, WrongChunksAreRefusedAndAWrongWholeIsNotKept)
{
    const QByteArray bytes = picture();
    visitWith(u"a"_s, bytes);
    EXPECT_EQ(put(u"a"_s, sha256(bytes), 0, "short").error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(put(u"a"_s, sha256(bytes), 3, chunk(bytes, 0)).error().code, ErrorCode::InvalidInput);
    send(u"a"_s, bytes, { 0, 1 });
    QByteArray other = chunk(bytes, 2);
    other[10] = static_cast<char>(other[10] ^ 1);
    const auto wrong = put(u"a"_s, sha256(bytes), 2, other);
    ASSERT_TRUE(wrong);
    EXPECT_TRUE(wrong->wasWrong);
    EXPECT_EQ(stateFor(u"a"_s, bytes).missing, (QList<qint64> { 0, 1, 2 })) << "which of them was wrong nobody can tell";
    EXPECT_TRUE(send(u"a"_s, bytes).complete);
}

TEST_F(FilesTest, LiesWhereItWasSaidAndNowhereElse)
{
    const QByteArray bytes = picture();
    visitWith(u"a"_s, bytes);
    send(u"a"_s, bytes);
    send(u"a"_s, bytes);
    EXPECT_EQ(files.outside().size(), files.isDatabase() ? 0 : 3) << "each chunk once, however often it came";
    const auto snapshot = store->snapshot();
    for (qint64 n = 0; n < 3; ++n) {
        const auto row = (*snapshot)->chunk(sha256(bytes), PersonId(u"a"_s), n);
        EXPECT_EQ((*row)->bytes.isEmpty(), !files.isDatabase());
    }
    if (files.isDatabase())
        return;
    EXPECT_EQ(*(*snapshot)->chunkNames(1), files.outside());
    const auto place = *files.stores().at(files.place());
    for (const QString &name : files.outside()) {
        const QByteArray kept = **place->get(name);
        for (qint64 n = 0; n < 3; ++n)
            EXPECT_FALSE(kept.contains(chunk(bytes, n).first(64))) << "whoever keeps it reads nothing";
    }
}

TEST_F(FilesTest, WhatAWrongWholeHadGoesFromItsPlaceToo)
{
    const QByteArray bytes = picture();
    visitWith(u"a"_s, bytes);
    send(u"a"_s, bytes, { 0, 1 });
    EXPECT_EQ(files.outside().size(), files.isDatabase() ? 0 : 2);
    QByteArray other = chunk(bytes, 2);
    other[10] = static_cast<char>(other[10] ^ 1);
    EXPECT_TRUE(put(u"a"_s, sha256(bytes), 2, other)->wasWrong);
    EXPECT_TRUE(files.outside().isEmpty());
}

TEST_F(FilesTest, AChunkThatItsPlaceLostOrSpoiltMakesNoWholeAndIsAskedForAgain)
{
    if (files.isDatabase())
        GTEST_SKIP() << "the database's own pages are proven by their cipher";
    for (const bool isLost : { true, false }) {
        const QByteArray bytes = picture(isLost ? 'l' : 's');
        visitWith(u"a"_s, bytes);
        send(u"a"_s, bytes, { 0 });
        const QString first = files.outside().first();
        send(u"a"_s, bytes, { 1 });
        isLost ? files.lose(first) : files.spoil(first);
        EXPECT_TRUE(put(u"a"_s, sha256(bytes), 2, chunk(bytes, 2))->wasWrong);
        EXPECT_EQ(stateFor(u"a"_s, bytes).missing, (QList<qint64> { 0, 1, 2 }));
        EXPECT_TRUE(send(u"a"_s, bytes).complete);
        EXPECT_EQ(*read(u"tm"_s, bytes, 1), chunk(bytes, 1));
        files.spoil(files.outside().first());
        files.spoil(files.outside().at(1));
        files.spoil(files.outside().at(2));
        const auto spoilt = read(u"tm"_s, bytes, 0);
        ASSERT_FALSE(spoilt) << "nobody is given other bytes for theirs";
        EXPECT_EQ(spoilt.error().code, ErrorCode::Corrupt);
        for (const QString &name : files.outside())
            files.lose(name);
    }
}

TEST_F(FilesTest, ACrashAnywhereBetweenAChunkAndItsWholeLosesNothing)
{
    const QByteArray bytes = picture();
    visitWith(u"a"_s, bytes);
    const Caller author = caller(u"a"_s);
    const auto kept = [&](qint64 n) {
        const auto snapshot = store->snapshot();
        return *hub->keepChunk(**snapshot, sha256(bytes), n, chunk(bytes, n), author);
    };
    // Its bytes are there and the hub dies before their row: nothing is noted, and it comes again.
    ASSERT_TRUE(kept(0));
    EXPECT_EQ(stateFor(u"a"_s, bytes).missing, (QList<qint64> { 0, 1, 2 }));
    EXPECT_EQ(send(u"a"_s, bytes, { 0, 1 }).missing, QList<qint64> { 2 });
    EXPECT_EQ(files.outside().size(), files.isDatabase() ? 0 : 3) << "one that no row names";
    // The last chunk is noted and the hub dies before it has read the whole: who asks how far it is has it proven.
    const auto last = kept(2);
    ChunkResult noted;
    {
        auto transaction = store->begin();
        noted = *hub->noteChunk(**transaction, sha256(bytes), 2, last, author);
        ASSERT_TRUE((*transaction)->commit());
    }
    EXPECT_EQ(noted.isToProve, !files.isDatabase()) << "in the database itself it is read in the same transaction";
    EXPECT_EQ(noted.state.complete, files.isDatabase());
    if (files.isDatabase())
        return;
    EXPECT_FALSE(stateFor(u"a"_s, bytes).complete);
    EXPECT_EQ(read(u"tm"_s, bytes).error().code, ErrorCode::NotFound) << "what nobody has read whole is nobody's yet";
    EXPECT_TRUE(stateFor(u"a"_s, bytes).missing.isEmpty());
    const auto proof = hub->proveFile(sha256(bytes), author);
    ASSERT_TRUE(proof && proof->isWhole);
    {
        // Dying here changes nothing; and what was proven is only believed of the chunks that are still there.
        auto transaction = store->begin();
        EXPECT_TRUE(hub->settleFile(**transaction, sha256(bytes), *proof, author)->state.complete);
    }
    EXPECT_FALSE(stateFor(u"a"_s, bytes).complete);
    FileProof stale = *proof;
    stale.places.first().name = u"another"_s;
    {
        auto transaction = store->begin();
        EXPECT_FALSE(hub->settleFile(**transaction, sha256(bytes), stale, author)->state.complete);
        EXPECT_TRUE(hub->settleFile(**transaction, sha256(bytes), *proof, author)->state.complete);
        ASSERT_TRUE((*transaction)->commit());
    }
    EXPECT_EQ(*read(u"tm"_s, bytes, 2), chunk(bytes, 2));
}

TEST_F(FilesTest, WhatLiesInOnePlaceIsReadFromThereWhenNewOnesGoToAnother)
{
    const QByteArray before = picture('b'), half = picture('h'), after = picture('n');
    for (const QByteArray &bytes : { before, half, after })
        visitWith(u"a"_s, bytes);
    send(u"a"_s, before);
    send(u"a"_s, half, { 0 });
    const qsizetype outside = files.outside().size();
    {
        auto transaction = store->begin();
        ASSERT_TRUE((*transaction)->setFileStore({ 2, u"database"_s, 2 }));
        ASSERT_TRUE((*transaction)->commit());
    }
    EXPECT_TRUE(send(u"a"_s, half, { 1, 2 }).complete) << "some here, some there";
    EXPECT_TRUE(send(u"a"_s, after).complete);
    EXPECT_EQ(files.outside().size(), outside);
    for (const QByteArray &bytes : { before, half, after })
        EXPECT_EQ(*read(u"tm"_s, bytes, 0) + *read(u"tm"_s, bytes, 1) + *read(u"tm"_s, bytes, 2), bytes);
}

TEST_F(FilesTest, OnlyWhoNamedItSendsItAndOnlyReadersOfItsRecordReadIt)
{
    const QByteArray bytes = picture();
    EXPECT_EQ(put(u"a"_s, sha256(bytes), 0, chunk(bytes, 0)).error().code, ErrorCode::NotFound) << "nobody has named it";
    visitWith(u"a"_s, bytes);
    EXPECT_EQ(put(u"b"_s, sha256(bytes), 0, chunk(bytes, 0)).error().code, ErrorCode::NotFound);
    send(u"a"_s, bytes);
    EXPECT_TRUE(read(u"b"_s, bytes)) << "of the same team";
    EXPECT_EQ(read(u"c"_s, bytes).error().code, ErrorCode::NotFound);
    EXPECT_EQ(read(u"c"_s, bytes).error().detail, read(u"c"_s, picture('q')).error().detail) << "no word of whether it is there";
    EXPECT_EQ(read(u"b"_s, bytes, 0, Caller::Access::PushOnly).error().code, ErrorCode::NotFound);
}

TEST_F(FilesTest, KnowingAHashGivesNothingOfIt)
{
    const QByteArray bytes = picture();
    visitWith(u"a"_s, bytes);
    send(u"a"_s, bytes);
    visitWith(u"c"_s, bytes);   // of another service, who has the hash from somewhere
    EXPECT_EQ(read(u"c"_s, bytes).error().code, ErrorCode::NotFound);
    EXPECT_EQ(stateFor(u"c"_s, bytes).missing, (QList<qint64> { 0, 1, 2 })) << "to them the hub has nothing";
    EXPECT_TRUE(send(u"c"_s, bytes).complete) << "who has it gives it";
    EXPECT_TRUE(read(u"c"_s, bytes));
}

TEST_F(FilesTest, TheSamePhotoInTwoRecordsIsSentOnce)
{
    const QByteArray bytes = picture();
    visitWith(u"a"_s, bytes);
    send(u"a"_s, bytes);
    visitWith(u"a"_s, bytes);
    EXPECT_TRUE(stateFor(u"a"_s, bytes).complete);
}

TEST_F(FilesTest, AFileOfNoBytesNeedsNothingToCome)
{
    visitWith(u"a"_s, {});
    EXPECT_TRUE(stateFor(u"a"_s, {}).complete);
}

TEST_F(FilesTest, ReadersAreGivenTheRecordAgainWhenItsPictureCame)
{
    const QByteArray bytes = picture();
    const Operation made = visitWith(u"a"_s, bytes);
    auto lead = device(u"tm"_s);
    const auto before = lead.row(made.record);
    ASSERT_TRUE(before);
    send(u"a"_s, bytes);
    const auto answer = lead.sync();
    ASSERT_EQ(answer.rows.size(), 1);
    EXPECT_EQ(answer.rows[0].record, made.record);
    EXPECT_EQ(answer.rows[0].rev, before->rev) << "nothing of it changed";
    EXPECT_EQ(answer.rows[0].hash, before->hash);
    for (auto it = lead.scopes.cbegin(); it != lead.scopes.cend(); ++it)
        EXPECT_EQ(lead.heldIn(it.key()).digest, it->digest);
}

TEST_F(FilesTest, ASignatureTakesEffectOnceThePicturesItStandsForAreHere)
{
    const QByteArray bytes = picture();
    const Operation made = visitWith(u"a"_s, bytes);
    auto lead = device(u"tm"_s);
    const Operation signing = lead.create(signature(made, { { QString::fromUtf16(step::sign), u"TM"_s } }));
    EXPECT_EQ(outcomeName(lead.sync({ signing }).acks[0].outcome), u"waiting"_s);
    EXPECT_FALSE(lead.row(signing.record));
    send(u"a"_s, bytes, { 0, 1 });
    EXPECT_EQ(latestOutcome(signing.id), u"waiting"_s);
    send(u"a"_s, bytes, { 2 });
    EXPECT_EQ(latestOutcome(signing.id), u"applied"_s);
    lead.sync();
    EXPECT_TRUE(lead.row(signing.record));
}

TEST_F(FilesTest, APictureWholeJustBeforeTheSignatureKeepsItNotWaiting)
{
    const QByteArray bytes = picture();
    const Operation made = visitWith(u"a"_s, bytes);
    send(u"a"_s, bytes);
    auto lead = device(u"tm"_s);
    EXPECT_EQ(outcomeName(lead.sync({ lead.create(signature(made, { { QString::fromUtf16(step::sign), u"TM"_s } })) }).acks[0].outcome), u"applied"_s);
}

TEST_F(FilesTest, ASignatureThatSaysWhatItLacksNeedNotWaitForIt)
{
    const QByteArray bytes = picture();
    const Operation made = visitWith(u"a"_s, bytes);
    auto lead = device(u"tm"_s);
    const Json::Object answers { { QString::fromUtf16(step::sign), u"TM"_s }, { QString::fromUtf16(step::lacks), Json::strings({ toHex(sha256(bytes)) }) } };
    EXPECT_EQ(outcomeName(lead.sync({ lead.create(signature(made, answers)) }).acks[0].outcome), u"applied"_s);
}

TEST_F(FilesTest, WhatIsHeldIsKeptWithItsPictures)
{
    const QByteArray bytes = picture();
    auto leaver = device(u"a"_s);
    RecordBody body = visit(u"a"_s);
    body.team = TeamId(u"south"_s);   // not theirs
    body.answers.insert(u"photo"_s, named(bytes));
    EXPECT_EQ(outcomeName(leaver.sync({ leaver.create(body) }).acks[0].outcome), u"held:scope"_s);
    EXPECT_TRUE(send(u"a"_s, bytes).complete);
}

TEST_F(FilesTest, NamingAFileInARecordThatIsNotTheirsTellsItsReadersNothing)
{
    const QByteArray bytes = picture();
    auto owner = device(u"a"_s);
    const Operation theirs = owner.create(visit(u"a"_s, RecordState::Draft));
    owner.sync({ theirs });
    auto other = device(u"c"_s);
    EXPECT_EQ(outcomeName(other.sync({ other.patch(theirs.record, u"photo"_s, named(bytes), {}) }).acks[0].outcome), u"held:scope"_s);
    owner.pullAll();
    send(u"c"_s, bytes);
    for (const wire::Row &row : owner.sync().rows)
        EXPECT_NE(row.record, theirs.record);
}

TEST_F(FilesTest, WhatAnOlderHubTookIsNamedOnceThisOneStarts)
{
    const QByteArray bytes = picture();
    visitWith(u"a"_s, bytes);
    ASSERT_TRUE(hub->nameFilesOfTheLog());
    EXPECT_EQ(stateFor(u"a"_s, bytes).missing.size(), 3) << "where files are known, nothing is done";
    // The log alone, as a hub without files left it.
    auto older = support::emptyHubStore();
    HubService service(*older, clock, random);
    ASSERT_TRUE(service.begin(u"Test council"_s));
    {
        auto transaction = older->begin();
        HubState state = *(*transaction)->state();
        state.seq += 1;
        const QByteArray operation = writeJson(Json::object({ { u"set"_s, Json::object({ { u"photo"_s, named(bytes) } }) } }));
        LoggedOperation logged { state.seq,
                                 newId<OperationId>(clock, random),
                                 newId<StreamId>(clock, random),
                                 PersonId(u"a"_s),
                                 newId<RecordId>(clock, random),
                                 u"patch"_s,
                                 1,
                                 1,
                                 operation,
                                 state.chain };
        ASSERT_TRUE((*transaction)->appendOperation(logged));
        ASSERT_TRUE((*transaction)->setState(state));
        ASSERT_TRUE((*transaction)->commit());
    }
    ASSERT_TRUE(service.nameFilesOfTheLog());
    EXPECT_TRUE((*older->snapshot())->file(sha256(bytes), PersonId(u"a"_s))->has_value());
}

TEST_F(FilesTest, TheLogIsReadOnceInADatabasesLife)
{
    auto older = support::emptyHubStore();
    HubService service(*older, clock, random);
    ASSERT_TRUE(service.begin(u"Test council"_s));
    ASSERT_TRUE(service.nameFilesOfTheLog()) << "it names none";
    const QByteArray bytes = picture();
    {
        auto transaction = older->begin();
        HubState state = *(*transaction)->state();
        state.seq += 1;
        const QByteArray operation = writeJson(Json::object({ { u"set"_s, Json::object({ { u"photo"_s, named(bytes) } }) } }));
        const LoggedOperation logged { state.seq,
                                       newId<OperationId>(clock, random),
                                       newId<StreamId>(clock, random),
                                       PersonId(u"a"_s),
                                       newId<RecordId>(clock, random),
                                       u"patch"_s,
                                       1,
                                       1,
                                       operation,
                                       state.chain };
        ASSERT_TRUE((*transaction)->appendOperation(logged));
        ASSERT_TRUE((*transaction)->setState(state));
        ASSERT_TRUE((*transaction)->commit());
    }
    ASSERT_TRUE(service.nameFilesOfTheLog());
    EXPECT_FALSE((*older->snapshot())->file(sha256(bytes), PersonId(u"a"_s))->has_value()) << "planted: it would have been found";
}

TEST_F(FilesTest, WhoLeftStillGivesWhatTheyHave)
{
    const QByteArray bytes = picture();
    visitWith(u"a"_s, bytes);
    for (const qint64 n : { 0, 1, 2 })
        EXPECT_TRUE(put(u"a"_s, sha256(bytes), n, chunk(bytes, n), Caller::Access::PushOnly));
    EXPECT_TRUE(stateFor(u"a"_s, bytes).complete);
}

TEST(FilePlace, HasOneWayToBeWritten)
{
    const wire::FilePlace place { sha256("x"), 7 };
    EXPECT_EQ(wire::filePlaceFromPath(wire::filePath(place).toLatin1()), place);
    const wire::FilePlace whole { sha256("x"), {} };
    EXPECT_EQ(wire::filePlaceFromPath(wire::filePath(whole).toLatin1()), whole);
    const QByteArray base = wire::filePath(whole).toLatin1();
    for (const QByteArray &other :
         { base + "/", base + "/07", base + "/+7", base + "/-1", base + "/1000", base + "/7/8", base + "x", base.toUpper(), base.chopped(1) })
        EXPECT_FALSE(wire::filePlaceFromPath(other)) << other.constData();
}

TEST(FileState, ReadsBackAndRefusesWhatCannotBe)
{
    const wire::FileState state { false, 0, { 1, 4 } };
    EXPECT_EQ(*wire::decodeFileState(wire::encode(state)), state);
    EXPECT_FALSE(wire::decodeFileState(R"({"v":1,"complete":false,"seq":0,"missing":[-1]})"));
    EXPECT_FALSE(wire::decodeFileState(R"({"v":1,"complete":1,"seq":0,"missing":[]})"));
    EXPECT_EQ(wire::decodeFileState(R"({"v":2,"complete":true,"seq":0,"missing":[]})").error().code, ErrorCode::UnsupportedVersion);
}

} // namespace
