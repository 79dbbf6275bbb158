#include "core/base/limits.h"
#include "core/commands/void_record.h"
#include "core/queries/record_search.h"
#include "core/records/search_words.h"
#include "core/store/schema.h"
#include "core/store/store_thread.h"
#include "tests/support/rounds.h"
#include "tests/unit/queries/demo_store.h"

#include <future>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

TEST(SearchWordsTest, FoldsCaseAccentsAndSigns)
{
    EXPECT_EQ(searchWords(u"Zoë’s CAFÉ, No. 12–b\nStraße"_s), (QStringList { u"zoe"_s, u"s"_s, u"cafe"_s, u"no"_s, u"12"_s, u"b"_s, u"strasse"_s }));
    EXPECT_EQ(searchWords(u"مدرسة 学校"_s), (QStringList { u"مدرسة"_s, u"学校"_s }));
    EXPECT_TRUE(searchWords(u" \u202e\"*'-- "_s).isEmpty());
}

TEST(SearchWordsTest, NoCharacterOfAWordMeansAnythingToTheDatabase)
{
    for (char32_t point = 1; point < 0x3000; ++point) {
        for (const QString &word : soughtWords(u"a"_s + QString::fromUcs4(&point, 1) + u"b"_s)) {
            EXPECT_TRUE(std::all_of(word.cbegin(), word.cend(), [](QChar c) { return c.isLetterOrNumber(); })) << int(point);
        }
    }
}

class RecordSearchTest : public DemoStoreTest {
protected:
    RecordId given(const QString &words, RecordType type = RecordType::Form, std::optional<RecordId> about = {})
    {
        RecordBody body = formBody(words);
        body.type = type;
        body.form = u"V@1.0"_s;
        body.author = me;
        body.about = about;
        const RecordId id = newRecord();
        EXPECT_TRUE(store->transact([&] { return store->base().put(baseRow(id, body, ++seq)); }));
        return id;
    }
    QList<RecordId> found(const QString &typed)
    {
        const auto hits = recordSearch(*store, typed);
        EXPECT_TRUE(hits) << qPrintable(typed) << (hits ? "" : qPrintable(hits.error().detail));
        QList<RecordId> ids;
        for (const RecordHit &hit : hits ? *hits : QList<RecordHit>())
            ids.append(hit.item.id);
        return ids;
    }
    /// A form with one restricted question, and a record of it.
    RecordId givenRestricted(const QString &open, const QString &restricted)
    {
        static const QByteArray log = R"({"resourceType":"Questionnaire","url":"urn:test:log","version":"1.0","status":"active","title":"Log","item":[
            {"linkId":"what","text":"What","type":"text"},
            {"linkId":"advice","text":"Legal advice","type":"text","extension":[{"url":"urn:sightline:ext:sensitivity","valueCode":"P4"}]}]})";
        RecordBody body = formBody({});
        body.form = u"L@1.0"_s;
        body.author = me;
        body.answers = { { u"what"_s, open }, { u"advice"_s, restricted } };
        const RecordId id = newRecord();
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            const auto published = store->base().put(baseRow(newRecord(), publishedFormBody({ u"L@1.0"_s, u"Log"_s, log, {}, {} }), ++seq));
            return published ? store->base().put(baseRow(id, body, ++seq)) : published;
        }));
        return id;
    }
    qint64 indexed() { return store->db().integer("SELECT count(*) FROM view_words").value().value_or(-1); }
};

TEST_F(RecordSearchTest, RestrictedAnswersLeadToNothing)
{
    const RecordId record = givenRestricted(u"Rang about the hearing."_s, u"Counsel advises against the hearing."_s);
    EXPECT_EQ(found(u"rang"_s), QList<RecordId> { record });
    EXPECT_TRUE(found(u"counsel"_s).isEmpty());
    EXPECT_TRUE(found(u"rang counsel"_s).isEmpty()) << "not one of the words may be of a restricted answer alone";
    const auto hits = recordSearch(*store, u"hearing"_s);
    ASSERT_TRUE(hits);
    ASSERT_EQ(hits->size(), 1);
    EXPECT_EQ(hits->first().question, u"What");
    EXPECT_FALSE(hits->first().passage.contains(u"Counsel"_s));
    EXPECT_TRUE(found(u"log counsel"_s).isEmpty()) << "nor beside the form's title";
}

TEST_F(RecordSearchTest, FindsByTheBeginningsOfWordsInWhateverOrder)
{
    const RecordId kettle = given(u"Knocked twice, rang the bell, heard a kettle."_s);
    const RecordId bell = given(u"The school bell rang."_s);
    EXPECT_EQ(found(u"rang bell"_s), (QList<RecordId> { bell, kettle }));   // the newest first
    EXPECT_EQ(found(u"ket KNO"_s), QList<RecordId> { kettle });
    EXPECT_EQ(found(u"ettle"_s), QList<RecordId>());
    EXPECT_EQ(found(u""_s), QList<RecordId>());
    const auto hits = recordSearch(*store, u"kettle"_s);
    ASSERT_TRUE(hits);
    EXPECT_EQ(hits->first().passage, u"Knocked twice, rang the bell, heard a kettle.");
}

TEST_F(RecordSearchTest, ALongTextGivesThePassageAroundTheWord)
{
    given(u"filler words go on and on "_s.repeated(200) + u"until the kettle boils "_s + u"and more of them follow "_s.repeated(200));
    const auto hits = recordSearch(*store, u"kettl"_s);
    ASSERT_TRUE(hits);
    ASSERT_EQ(hits->size(), 1);
    EXPECT_TRUE(hits->first().passage.contains(u"the kettle boils"_s)) << qPrintable(hits->first().passage);
    EXPECT_LT(hits->first().passage.size(), 160);
}

TEST_F(RecordSearchTest, FindsByTitleAndAuthorTogetherWithWords)
{
    const RecordId record = given(u"Heard a kettle."_s);
    EXPECT_EQ(found(u"visit kettle"_s), QList<RecordId> { record });
    EXPECT_EQ(found(u"visit"_s), QList<RecordId> { record });
    EXPECT_EQ(found(u"visit radio"_s), QList<RecordId>());
}

TEST_F(RecordSearchTest, ALaterHandLeadsToItsRecordAndNeverToOneThatIsNotHere)
{
    const RecordId record = given(u"Heard a kettle."_s);
    given(u"I agree about the lighthouse."_s, RecordType::Step, record);
    EXPECT_EQ(found(u"lighthouse"_s), QList<RecordId> { record });
    given(u"A windmill of somebody else."_s, RecordType::Step, newRecord());
    EXPECT_EQ(found(u"windmill"_s), QList<RecordId>());
}

TEST_F(RecordSearchTest, WhatLeavesTheViewIsFoundNoMoreAndItsWordsAreGone)
{
    const RecordId record = given(u"Heard a xylophonekettle."_s);
    ASSERT_EQ(found(u"xylo"_s), QList<RecordId> { record });   // the planted presence
    EXPECT_EQ(indexed(), 1);
    const auto holds = [this] {
        int pieces = 0;
        const auto count = [&pieces](const Statement &row) { pieces += row.blob(0).contains("xylophonekettle") ? 1 : 0; };
        EXPECT_TRUE(store->db().each("SELECT block FROM view_words_data", count));
        EXPECT_TRUE(store->db().each("SELECT CAST(c0 AS BLOB) FROM view_words_content", count));
        return pieces;
    };
    EXPECT_GT(holds(), 0);
    ASSERT_TRUE(store->transact([&] { return store->base().remove(record); }));
    EXPECT_EQ(found(u"xylo"_s), QList<RecordId>());
    EXPECT_EQ(indexed(), 0);
    EXPECT_EQ(holds(), 0);
}

/// So many at once that their words are left for later.
class ManyRecordsSearchTest : public RecordSearchTest {
protected:
    static constexpr int many = 400;   // two whole parts
    QList<RecordId> givenMany(const QString &words)
    {
        QList<RecordId> records;
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            for (int i = 0; i < many; ++i) {
                RecordBody body = formBody(words);
                body.form = u"V@1.0"_s;
                body.author = me;
                records.append(newRecord());
                if (const auto put = store->base().put(baseRow(records.last(), body, ++seq)); !put)
                    return put;
            }
            return {};
        }));
        return records;
    }
    int indexAll()
    {
        int parts = 0;
        for (bool isMore = true; isMore; ++parts) {
            const auto indexed = store->indexSome();
            EXPECT_TRUE(indexed);
            isMore = indexed && *indexed;
        }
        return parts;
    }
    qint64 unsearched() { return store->view().unsearched().value(); }
};

TEST_F(ManyRecordsSearchTest, WhatComesManyAtATimeIsSearchableAfterIdleMomentsAndSaysSo)
{
    bool isTold = false;
    const auto subscription = store->feed().subscribe([&isTold](const Changes &changes) { isTold = isTold || changes.words; });
    const QList<RecordId> records = givenMany(u"Heard a kettle."_s);
    EXPECT_EQ(found(u"kettle"_s), QList<RecordId>());
    EXPECT_EQ(unsearched(), many) << "and whoever searches is told";
    EXPECT_FALSE(isTold);
    EXPECT_EQ(indexAll(), 2);
    EXPECT_EQ(unsearched(), 0);
    EXPECT_EQ(indexed(), many);
    EXPECT_TRUE(isTold);
    EXPECT_FALSE(found(u"kettle"_s).isEmpty());
}

TEST_F(ManyRecordsSearchTest, ByTitleAndAuthorEveryRecordIsFoundHoweverOldTheNewestFirst)
{
    const Person author = *demoCouncil().person(PersonId(u"practitioner-north-1"_s));
    const QString surname = searchWords(author.name).last();
    ASSERT_NE(searchWords(demoCouncil().person(me)->name).last(), surname);
    const RecordId older = givenRestricted(u"Rang about the hearing."_s, u"Counsel."_s);
    QList<RecordId> theirs;
    ASSERT_TRUE(store->transact([&]() -> Result<void> {
        for (const QString &of : { u"L@1.0"_s, u"V@1.0"_s }) {
            RecordBody body = formBody(u"Heard a lighthouse."_s);
            body.form = of;
            body.author = author.id;
            body.completedAtMs += 1 + theirs.size();
            theirs.append(newRecord());
            if (const auto put = store->base().put(baseRow(theirs.last(), body, ++seq)); !put)
                return put;
        }
        return {};
    }));
    ASSERT_TRUE(store->transact([&]() -> Result<void> {
        for (int i = 0; i < many; ++i) {
            RecordBody body = formBody(u"Heard a kettle."_s);
            body.form = u"V@1.0"_s;
            body.author = me;
            body.completedAtMs += 1000 + i;
            if (const auto put = store->base().put(baseRow(newRecord(), body, ++seq)); !put)
                return put;
        }
        return {};
    }));
    indexAll();
    EXPECT_EQ(found(surname), (QList<RecordId> { theirs.at(1), theirs.at(0) }));
    EXPECT_EQ(found(u"log"_s), (QList<RecordId> { theirs.at(0), older }));
    EXPECT_EQ(found(u"visit "_s + surname), QList<RecordId> { theirs.at(1) });
    EXPECT_EQ(found(surname + u" log"_s), QList<RecordId> { theirs.at(0) });
    EXPECT_EQ(found(u"log kettle"_s), QList<RecordId>());
    const QList<RecordId> heard = found(surname + u" heard"_s);
    EXPECT_EQ(QSet<RecordId>(heard.cbegin(), heard.cend()), QSet<RecordId>(theirs.cbegin(), theirs.cend()))
        << "hundreds newer hold the word, and have another author";
    EXPECT_EQ(found(u"visit"_s).size(), limits::searchHitsMax);
}

TEST_F(ManyRecordsSearchTest, AWordThatIsWrittenAndANameAreFoundTogetherHoweverManyHoldEither)
{
    const Person author = *demoCouncil().person(PersonId(u"practitioner-north-1"_s));
    const QString surname = searchWords(author.name).last();
    const auto put = [this](const RecordId &id, const PersonId &by, const QString &words, const QString &of) {
        RecordBody body = formBody(words);
        body.form = of;
        body.author = by;
        return store->base().put(baseRow(id, body, ++seq));
    };
    givenRestricted(u"Rang about the hearing."_s, u"Counsel."_s);
    const RecordId oldest = newRecord(), step = newRecord();
    ASSERT_TRUE(store->transact([&]() -> Result<void> {
        if (const auto done = put(oldest, author.id, u"Heard a kettle."_s, u"L@1.0"_s); !done)
            return done;
        RecordBody hand = formBody({});
        hand.type = RecordType::Step;
        hand.role = u"addendum"_s;
        hand.form = u"L@1.0"_s;
        hand.author = me;   // somebody else's words on their record
        hand.about = oldest;
        hand.answers = { { u"text"_s, u"A lighthouse too."_s } };
        if (const auto done = store->base().put(baseRow(step, hand, ++seq)); !done)
            return done;
        // Many newer hold the words under another name, and as many under theirs hold other words.
        for (int i = 0; i < many; ++i) {
            if (const auto done = put(newRecord(), me, u"Heard a kettle and a lighthouse."_s, u"V@1.0"_s); !done)
                return done;
            if (const auto done = put(newRecord(), author.id, u"Heard nothing."_s, u"V@1.0"_s); !done)
                return done;
        }
        return {};
    }));
    EXPECT_TRUE(found(surname + u" kettle"_s).isEmpty()) << "none is searchable yet: what is found below is found by the index";
    indexAll();
    EXPECT_EQ(found(surname + u" kettle"_s), QList<RecordId> { oldest });
    EXPECT_EQ(found(u"kettle log"_s), QList<RecordId> { oldest });
    EXPECT_EQ(found(u"lighthouse "_s + surname), QList<RecordId> { oldest }) << "a later hand's words and the name of its record's author";
    EXPECT_EQ(found(u"log lighthouse"_s), QList<RecordId> { oldest });
    EXPECT_EQ(found(surname + u" nothing kettle"_s), QList<RecordId>());
}

TEST_F(ManyRecordsSearchTest, NothingThatIsTypedIsAMark)
{
    givenMany(u"Heard a kettle."_s);
    indexAll();
    const QString mark = formMark(u"V@1.0"_s);
    EXPECT_EQ(store->db().integer("SELECT count(*) FROM view_words WHERE view_words MATCH ?", u"\"%1\""_s.arg(mark)).value(), many) << "it is there";
    EXPECT_TRUE(found(mark).isEmpty());
    EXPECT_TRUE(found(authorMark(me.toString())).isEmpty());
}

TEST_F(RecordSearchTest, OfAFormThatIsNotHereNothingThatWasWrittenIsFound)
{
    RecordBody body = formBody(u"Heard a kettle."_s);
    body.form = u"UNKNOWN@1.0"_s;
    body.author = me;
    const RecordId id = newRecord();
    ASSERT_TRUE(store->transact([&] { return store->base().put(baseRow(id, body, ++seq)); }));
    EXPECT_TRUE(found(u"kettle"_s).isEmpty()) << "nobody knows here whether it is restricted";
    EXPECT_EQ(found(searchWords(demoCouncil().person(me)->name).first()), QList<RecordId> { id }) << "it is still found by who wrote it";
    const RecordId known = given(u"Heard a kettle."_s);
    EXPECT_EQ(found(u"kettle"_s), QList<RecordId> { known });
}

TEST_F(ManyRecordsSearchTest, WhatHasLeftOrWasVoidedMeanwhileIsNotAdded)
{
    const QList<RecordId> records = givenMany(u"Heard a kettle."_s);
    RecordBody inError = formBody(u"Heard a kettle."_s);
    inError.form = u"V@1.0"_s;
    inError.author = me;
    inError.state = RecordState::Void;
    ASSERT_TRUE(store->transact([&]() -> Result<void> {
        if (const auto removed = store->base().remove(records.first()); !removed)
            return removed;
        return store->base().put(baseRow(records.last(), inError, ++seq, 2));
    }));
    const RecordId one = given(u"A kettle, again."_s);
    EXPECT_EQ(found(u"again"_s), QList<RecordId> { one }) << "a few at a time are searchable at once";
    EXPECT_EQ(unsearched(), many - 2);
    indexAll();
    EXPECT_EQ(indexed(), many - 2 + 1);
}

TEST_F(ManyRecordsSearchTest, TheStoresThreadDoesItByItself)
{
    const QList<RecordId> records = givenMany(u"Heard a kettle."_s);
    std::promise<void> done;
    const auto subscription = store->feed().subscribe([&done](const Changes &changes) {
        if (changes.words)
            done.set_value();
    });
    StoreThread thread;
    ASSERT_TRUE(thread.open([this] { return Result<std::unique_ptr<Store>>(std::move(store)); }).result());
    done.get_future().wait();
    EXPECT_EQ(thread.call([](Store &opened) { return opened.view().unsearched(); }).get().value(), 0);
    ASSERT_TRUE(thread.close().result());
}

TEST_F(RecordSearchTest, ATransactionThatFailsLeavesTheIndexAsItWas)
{
    const RecordId record = given(u"Heard a kettle."_s);
    const auto failed = store->transact([&]() -> Result<void> {
        if (const auto removed = store->base().remove(record); !removed)
            return removed;
        return Error { ErrorCode::StorageFull, {} };
    });
    ASSERT_FALSE(failed);
    EXPECT_EQ(found(u"kettle"_s), QList<RecordId> { record });
}

TEST_F(RecordSearchTest, IsFoundByWhatTheHubHoldsOnceThatIsWhatIsShown)
{
    const auto comeBack = [this](const RecordId &record, const QString &words) {
        RecordBody body = formBody(words);
        body.form = u"V@1.0"_s;
        body.author = me;
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            const auto batch = store->outbox().nextBatch(100, 1 << 20, clock.at);
            if (!batch)
                return batch.error();
            seq += 1;
            for (const OutboxEntry &entry : batch->entries) {
                if (const auto taken = store->outbox().recordAnswer(batch->stream, entry.number, seq, {}, 0); !taken)
                    return taken.error();
            }
            return store->base().put(baseRow(record, body, seq));
        }));
    };
    const RecordId same = givenOwnRecord(u"Heard a kettle."_s);
    comeBack(same, u"Heard a kettle."_s);
    EXPECT_EQ(found(u"kettle"_s), QList<RecordId> { same });
    EXPECT_EQ(indexed(), 1);

    const RecordId other = givenOwnRecord(u"Heard a lighthouse."_s);
    comeBack(other, u"Heard a windmill."_s);   // the hub holds another body under that id
    EXPECT_EQ(found(u"windmill"_s), QList<RecordId> { other });
    EXPECT_EQ(found(u"lighthouse"_s), QList<RecordId>());
}

TEST_F(RecordSearchTest, WhatWasEnteredInErrorIsNotFoundAndOwnDraftsAre)
{
    const RecordId record = given(u"Wrong family, wrong kettle."_s);
    EXPECT_EQ(found(u"kettle"_s), QList<RecordId> { record });
    RecordBody body = formBody(u"Wrong family, wrong kettle."_s);
    body.state = RecordState::Void;
    body.voidReason = u"Wrong family"_s;
    ASSERT_TRUE(store->transact([&]() -> Result<void> {
        auto other = baseRow(newRecord(), body, ++seq);
        return store->base().put(other);
    }));
    EXPECT_EQ(found(u"kettle"_s), QList<RecordId> { record });
    const auto draft = beginDraft(*store, { .form = u"V@1.0"_s });
    ASSERT_TRUE(draft);
    Answers answers;
    answers.set(u"note"_s, u"An unfinished lighthouse"_s);
    ASSERT_TRUE(saveDraft(*store, draft->id, answers, {}));
    EXPECT_EQ(found(u"light"_s), QList<RecordId> { draft->id });
}

TEST_F(RecordSearchTest, WhateverIsTypedIsWords)
{
    given(u"Heard a kettle."_s);
    const QStringList hostile { u"\""_s,
                                u"\"\""_s,
                                u"*"_s,
                                u"kettle*"_s,
                                u"\"kettle"_s,
                                u"NEAR(a b)"_s,
                                u"AND"_s,
                                u"OR OR"_s,
                                u"NOT"_s,
                                u"words:kettle"_s,
                                u"^kettle"_s,
                                u"(kettle"_s,
                                u"kettle)"_s,
                                u"- kettle"_s,
                                u"'; DROP TABLE view_words; --"_s,
                                u"{words}: a"_s,
                                QString(QChar(0)),
                                QString(QChar(0xd800)),
                                u"a\u0301\u0301"_s,
                                u"\u202ekettle"_s,
                                u"x"_s.repeated(sightline::testing::rounds(100'000, 5'000)),
                                u"a b c d e f g h i j k l m n o p q"_s,
                                u"😀"_s,
                                u"%_"_s };
    for (const QString &typed : hostile)
        found(typed);
    const char32_t sparse = sightline::testing::rounds(37, 499), dense = sightline::testing::rounds(1, 5);
    for (char32_t point = 1; point < 0x30000; point += point < 0x500 ? dense : sparse)
        found(u"k"_s + QString::fromUcs4(&point, 1) + u"e"_s);
    EXPECT_EQ(found(u"kettle*"_s).size(), 1);
    EXPECT_EQ(indexed(), 1);
}

TEST_F(RecordSearchTest, TheIndexIsMadeAnewAsTheMigrationMakesIt)
{
    const auto shape = [this] {
        QStringList sql;
        EXPECT_TRUE(store->db().each("SELECT sql FROM sqlite_schema WHERE name LIKE 'view_words%' ORDER BY name",
                                     [&sql](const Statement &row) { sql.append(row.text(0)); }));
        return sql;
    };
    const QStringList fresh = shape();
    const RecordId record = given(u"Heard a kettle."_s);
    ASSERT_TRUE(store->transact([&] { return store->view().rebuildAll(me); }));
    EXPECT_EQ(shape(), fresh);
    ASSERT_TRUE(store->indexSome());
    EXPECT_EQ(found(u"kettle"_s), QList<RecordId> { record });
}

} // namespace
