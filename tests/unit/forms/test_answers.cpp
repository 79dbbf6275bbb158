#include "core/forms/answered_lines.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class CountingRandom final : public RandomSource {
public:
    QByteArray bytes(int count) override
    {
        QByteArray out;
        for (int i = 0; i < count; ++i)
            out.append(char(m_next++ * 7));
        return out;
    }
private:
    int m_next = 1;
};

QStringList idsOf(const Answers &answers, const QString &key)
{
    QStringList ids;
    for (const AnswerRow &row : answers.rows(key))
        ids.append(row.id);
    return ids;
}

} // namespace

TEST(OrderTest, IsAlwaysStrictlyBetweenItsNeighbours)
{
    QStringList orders { orderBetween({}, {}) };
    unsigned state = 12345;
    for (int i = 0; i < 2000; ++i) {
        state = state * 1664525u + 1013904223u;
        const int at = int((state >> 8) % unsigned(orders.size() + 1));
        const QString after = at == 0 ? QString() : orders[at - 1];
        const QString before = at == orders.size() ? QString() : orders[at];
        const QString order = orderBetween(after, before);
        ASSERT_TRUE(after.isEmpty() || after < order) << qPrintable(after) << " " << qPrintable(order);
        ASSERT_TRUE(before.isEmpty() || order < before) << qPrintable(order) << " " << qPrintable(before);
        orders.insert(at, order);
    }
}

TEST(OrderTest, StaysShortWhenRowsAreOnlyAppended)
{
    QString order;
    for (int i = 0; i < 1000; ++i)
        order = orderBetween(order, {});
    EXPECT_LE(order.size(), 40);
}

TEST(OrderTest, CanAlwaysInsertAtTheFront)
{
    QString order = orderBetween({}, {});
    for (int i = 0; i < 200; ++i) {
        const QString next = orderBetween({}, order);
        ASSERT_LT(next, order);
        order = next;
    }
}

TEST(OrderTest, EndsWhenThereIsNoRoom)
{
    EXPECT_GT(orderBetween(u"V"_s, u"V"_s), u"V"_s);
    EXPECT_GT(orderBetween(u"V"_s, u"V0"_s), u"V"_s);
    EXPECT_GT(orderBetween(u"z"_s, u"a"_s), u"z"_s);
    EXPECT_FALSE(orderBetween({}, u"0"_s).isEmpty());
}

TEST(AnswersTest, SaysWhichKeysAnEditChanged)
{
    Answers answers;
    EXPECT_EQ(answers.set(u"a"_s, Json(u"x"_s)), QStringList { u"a"_s });
    EXPECT_TRUE(answers.set(u"a"_s, Json(u"x"_s)).isEmpty());
    EXPECT_EQ(answers.set(u"a"_s, {}), QStringList { u"a"_s });
    EXPECT_TRUE(answers.isEmpty());
}

TEST(AnswersTest, RemovesARowWithEverythingBelowItAndNothingElse)
{
    CountingRandom random;
    Answers answers;
    const auto first = answers.addRow(u"child#"_s, random);
    const auto second = answers.addRow(u"child#"_s, random);
    const QString inFirst = u"child#"_s + first.row + u"/name"_s;
    const QString inSecond = u"child#"_s + second.row + u"/name"_s;
    answers.set(inFirst, Json(u"A"_s));
    answers.set(u"child#"_s + first.row + u"/toy#"_s, rowsToJson({ { u"r"_s, u"V"_s, {} } }));
    answers.set(inSecond, Json(u"B"_s));
    answers.set(u"children"_s, Json(u"two"_s));

    const auto changed = answers.removeRow(u"child#"_s, first.row);

    EXPECT_EQ(changed.size(), 3);
    EXPECT_EQ(answers.fields().keys(), (QStringList { u"child#"_s, inSecond, u"children"_s }));
}

TEST(AnswersTest, RemovesTheListWhenItsLastRowGoes)
{
    CountingRandom random;
    Answers answers;
    const auto row = answers.addRow(u"acts#"_s, random);
    answers.removeRow(u"acts#"_s, row.row);
    EXPECT_TRUE(answers.isEmpty());
}

TEST(AnswersTest, MovesARowByItsOrderOnly)
{
    CountingRandom random;
    Answers answers;
    const QString a = answers.addRow(u"g#"_s, random).row;
    const QString b = answers.addRow(u"g#"_s, random).row;
    const QString c = answers.addRow(u"g#"_s, random).row;
    EXPECT_EQ(answers.moveRow(u"g#"_s, c, a), QStringList { u"g#"_s });
    EXPECT_EQ(idsOf(answers, u"g#"_s), (QStringList { c, a, b }));
    answers.moveRow(u"g#"_s, c, {});
    EXPECT_EQ(idsOf(answers, u"g#"_s), (QStringList { a, b, c }));
    const QString between = answers.addRow(u"g#"_s, random, b).row;
    EXPECT_EQ(idsOf(answers, u"g#"_s), (QStringList { a, between, b, c }));
}

TEST(AnswersTest, KeepsSeveralAnswersInOrderWithTheirRows)
{
    CountingRandom random;
    Answers answers;
    const QString a = answers.addAnswer(u"themes"_s, Json(u"one"_s), random).row;
    answers.addAnswer(u"themes"_s, Json(u"two"_s), random);
    answers.set(u"themes@"_s + a + u"/why"_s, Json(u"because"_s));
    answers.setAnswer(u"themes"_s, a, Json(u"first"_s));
    const auto rows = answers.rows(u"themes"_s);
    ASSERT_EQ(rows.size(), 2);
    EXPECT_EQ(rows[0].value, Json(u"first"_s));
    answers.removeRow(u"themes"_s, a);
    EXPECT_EQ(answers.fields().keys(), QStringList { u"themes"_s });
}

TEST(AnsweredLinesTest, WordsOfAFormThatNobodyKnowsAreAllReadOnceAndCovered)
{
    CountingRandom random;
    Answers answers;
    answers.set(u"visit/what%2Fwhere"_s, u"At the door."_s);
    answers.addAnswer(u"themes"_s, Json(u"one"_s), random);
    answers.addAnswer(u"themes"_s, Json(u"two"_s), random);
    answers.set(u"rows@"_s + answers.addRow(u"rows#"_s, random).row + u"/why"_s, Json(u"because"_s));
    answers.set(u"emptied"_s, u""_s);
    QStringList read;
    for (const AnsweredLine &line : linesWithoutForm(answers)) {
        EXPECT_TRUE(line.isSensitive);
        read.append(line.label + u": "_s + line.text);
    }
    read.sort();
    EXPECT_EQ(read, (QStringList { u"themes: one\ntwo"_s, u"what/where: At the door."_s, u"why: because"_s }));
}

TEST(AnsweredLinesTest, WhatFollowsARowIsNotReadAsTheRowsAndWhatIsAskedOfAnAnswerNamesIt)
{
    const Questionnaire form =
        readQuestionnaire(*parseJson(R"({"resourceType":"Questionnaire","url":"urn:test:lines","version":"1","status":"active","title":"L","item":[
      {"linkId":"g","type":"group","text":"The visit","item":[
        {"linkId":"a","type":"string","text":"Why"},
        {"linkId":"r","type":"group","text":"Who was there","repeats":true,"item":[{"linkId":"n","type":"string","text":"Name"}]},
        {"linkId":"b","type":"string","text":"How long"},
        {"linkId":"e","type":"group","text":"Nothing said here","item":[{"linkId":"f","type":"string","text":"F"}]},
        {"linkId":"c","type":"choice","text":"What came up","repeats":true,
         "answerOption":[{"valueCoding":{"system":"urn:s","code":"h","display":"Health"}},{"valueCoding":{"system":"urn:s","code":"s","display":"School"}}],
         "item":[{"linkId":"w","type":"string","text":"What about it?"}]}]}]})"))
            .value();
    const auto coding = [](const QString &code, const QString &display) {
        return Json::object({ { u"system"_s, u"urn:s"_s }, { u"code"_s, code }, { u"display"_s, display } });
    };
    Answers answers(
        Answers::Fields { { u"a"_s, u"To look"_s },
                          { u"r#"_s, rowsToJson({ { u"x"_s, u"A"_s, {} } }) },
                          { u"r#x/n"_s, u"Mum"_s },
                          { u"b"_s, u"An hour"_s },
                          { u"c"_s, rowsToJson({ { u"y"_s, u"A"_s, coding(u"h"_s, u"Health"_s) }, { u"z"_s, u"B"_s, coding(u"s"_s, u"School"_s) } }) },
                          { u"c@y/w"_s, u"Asthma"_s },
                          { u"c@z/w"_s, u"Every day"_s } });
    QStringList said;
    QSet<QString> keys;
    for (const AnsweredLine &line : answeredLines(form, answers)) {
        said.append(line.kind == AnsweredLine::Kind::Heading ? u"= "_s + line.label : line.label + u" – "_s + line.text);
        keys.insert(line.key);
    }
    EXPECT_EQ(said.join(u'\n').toStdString(),
              u"= The visit\nWhy – To look\n= Mum\nName – Mum\n= The visit\nHow long – An hour\nWhat came up – Health\nSchool\n"
              "Health: What about it? – Asthma\nSchool: What about it? – Every day"_s.toStdString());
    EXPECT_EQ(keys.size(), 9) << "no two lines have one key";
}
