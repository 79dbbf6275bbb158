#include "core/commands/note_reading.h"
#include "tests/unit/commands/command_fixture.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class NoteReadingTest : public CommandTest {
protected:
    /// A form of class @p sensitivity with one question of class P3.
    void learnForm(const QString &name, const char *sensitivity)
    {
        const QByteArray questionnaire = QByteArray(R"({"resourceType":"Questionnaire","url":"urn:test:)") + name.toUtf8()
            + R"(","version":"1.0","status":"active","title":"Form","extension":[{"url":"urn:sightline:ext:sensitivity","valueCode":")" + sensitivity
            + R"("}],"item":[{"linkId":"plain","text":"Plain","type":"text"},
                {"linkId":"health","text":"Health","type":"text","extension":[{"url":"urn:sightline:ext:sensitivity","valueCode":"P3"}]}]})";
        putReference(newRecord(),
                     publishedFormBody({ name + u"@1.0"_s, u"Form"_s, questionnaire, { { QStringLiteral("author") }, { QStringLiteral("author") } } }));
    }
    bool note(const QString &named, const Json::Object &answers, Reading::How how = Reading::How::Opened)
    {
        RecordBody body = formBody(u"words"_s);
        body.form = named;
        body.answers = answers;
        record = newRecord();
        putReference(record, body);
        return noteReading(*store, record, how).value();
    }
    QList<Reading> noted() { return ReadingTable(store->db()).oldest(100).value(); }

    RecordId record = newRecord();
};

} // namespace

TEST_F(NoteReadingTest, WhatHoldsNothingOfAChildIsNotNoted)
{
    learnForm(u"OPEN"_s, "P1");
    EXPECT_FALSE(note(u"OPEN@1.0"_s, { { u"plain"_s, u"words"_s } }));
    EXPECT_TRUE(noted().isEmpty());
    EXPECT_TRUE(note(u"OPEN@1.0"_s, { { u"plain"_s, u"words"_s }, { u"health"_s, u"asthma"_s } })) << "one answer of such a class is enough";
    EXPECT_TRUE(note(u"OPEN@1.0"_s, { { u"nowhere"_s, u"words"_s } })) << "what no question is known of may be anything";
    EXPECT_EQ(noted().size(), 2);
}

TEST_F(NoteReadingTest, WhatIsOfSuchAClassOrUnknownIsNoted)
{
    learnForm(u"CHILD"_s, "P3");
    learnForm(u"RESTRICTED"_s, "P4");
    EXPECT_TRUE(note(u"CHILD@1.0"_s, {}));
    const RecordId child = record;
    EXPECT_TRUE(note(u"RESTRICTED@1.0"_s, {}, Reading::How::Printed));
    EXPECT_TRUE(note(u"NOT-HERE@1.0"_s, {}));
    EXPECT_FALSE(noteReading(*store, newRecord(), Reading::How::Opened).value()) << "there is no such record";
    const auto readings = noted();
    ASSERT_EQ(readings.size(), 3);
    EXPECT_EQ(readings[0].record, child);
    EXPECT_EQ(readings[0].how, Reading::How::Opened);
    EXPECT_EQ(readings[1].how, Reading::How::Printed);
    EXPECT_LT(readings[0].n, readings[1].n);
    EXPECT_LT(readings[1].n, readings[2].n);
}

TEST_F(NoteReadingTest, ANumberIsNeverUsedTwice)
{
    note(u"NOT-HERE@1.0"_s, {});
    const qint64 first = noted().first().n;
    EXPECT_GE(first, clock.now().msSinceEpoch) << "a database that was put back goes on above what it had told";
    ASSERT_TRUE(store->transact([&] { return ReadingTable(store->db()).forgetThrough(first); }));
    EXPECT_TRUE(noted().isEmpty());
    note(u"NOT-HERE@1.0"_s, {});   // at the same moment
    EXPECT_GT(noted().first().n, first);
}
