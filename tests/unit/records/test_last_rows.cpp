#include "core/records/last_rows.h"

#include "core/forms/answer_key.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const char *const meta = R"({"previous":{"sameAnswer":"home","rows":[
    {"into":"todo","key":"todo.what","done":{"item":"todo.done","is":[true]},
     "from":{"form":"V","sameAnswer":{"home":"house"},"when":{"item":"kind","is":["visit"]},
             "lists":[{"rows":"old","answers":{"todo.what":"old.what"},"done":{"item":"old.done","is":["yes"]}},
                      {"rows":"new","answers":{"todo.what":"new.what","todo.by":"new.by"}}]}}]}})";

LastRows told()
{
    const auto rows = lastRows(*parseJson(meta));
    EXPECT_EQ(rows.size(), 1);
    return rows.first();
}

struct Row {
    QString what;
    Json done = {};
    Json by = {};
};

/// A record with a row in the list @p list for each of @p rows.
CompletedAnswers record(qint64 atMs, const QMap<QString, QList<Row>> &lists)
{
    Answers answers;
    for (auto it = lists.cbegin(); it != lists.cend(); ++it) {
        const QString list = rowListKey({}, it.key());
        QList<AnswerRow> rows;
        for (const Row &row : *it) {
            const QString id = u"r%1"_s.arg(rows.size());
            rows.append({ id, QString(QChar(u'A' + static_cast<char16_t>(rows.size()))), {} });
            const QString base = rowBase(list, id);
            answers.set(childKey(base, it.key() + u".what"_s), row.what);
            answers.set(childKey(base, it.key() + u".done"_s), row.done);
            answers.set(childKey(base, it.key() + u".by"_s), row.by);
        }
        answers.set(list, rowsToJson(rows));
    }
    return { RecordId(QUuid::createUuidV5(QUuid(), QString::number(atMs))), atMs, answers };
}

QStringList said(const std::optional<CompletedAnswers> &last)
{
    EXPECT_TRUE(last);
    QStringList words;
    for (const AnswerRow &row : last->answers.rows(u"todo#"_s))
        words.append(last->answers.value(childKey(rowBase(u"todo#"_s, row.id), u"todo.what"_s)).toString());
    return words;
}

const Json yes = Json::object({ { u"system"_s, u"urn:x"_s }, { u"code"_s, u"yes"_s } });
const Json no = Json::object({ { u"system"_s, u"urn:x"_s }, { u"code"_s, u"no"_s } });

} // namespace

TEST(LastRowsTest, AreReadFromTheMetaAndLeftOutWhereSomethingIsMissing)
{
    const LastRows rows = told();
    EXPECT_EQ(rows.form, u"V");
    EXPECT_EQ(rows.sameAnswer.value(u"home"_s), u"house");
    EXPECT_EQ(rows.sources.size(), 2);
    EXPECT_TRUE(lastRows(*parseJson(R"({"previous":{"sameAnswer":"home"}})")).isEmpty());
    EXPECT_TRUE(lastRows(*parseJson(R"({"previous":{"rows":[{"into":"todo","key":"todo.what","from":{"form":"V","lists":[]}}]}})")).isEmpty());
}

TEST(LastRowsTest, ComeFromBothRecordsEachOnceAndOnlyWhatIsNotDone)
{
    const auto last = record(100, { { u"todo"_s, { { u"Mend the fence"_s }, { u"Paint the hall"_s, true } } } });
    const auto visit = record(90,
                              { { u"old"_s, { { u"Fix the lock"_s, no }, { u"Buy a bed"_s, yes } } },
                                { u"new"_s, { { u" mend  the FENCE"_s }, { u"Light the stairs"_s, {}, u"2026-12-01"_s }, { u"Paint the hall"_s } } } });
    const auto present = withLastRows(told(), last, visit);
    EXPECT_EQ(said(present), (QStringList { u"Mend the fence"_s, u"Fix the lock"_s, u"Light the stairs"_s }));
    const auto rows = present->answers.rows(u"todo#"_s);
    EXPECT_EQ(present->answers.value(childKey(rowBase(u"todo#"_s, rows.last().id), u"todo.by"_s)), Json(u"2026-12-01"_s));
}

TEST(LastRowsTest, TheNewerRecordSaysWhetherARowIsDone)
{
    const QList<Row> audited { { u"Mend the fence"_s }, { u"Paint the hall"_s, true } };
    const QMap<QString, QList<Row>> visited { { u"old"_s, { { u"Mend the fence"_s, yes }, { u"Paint the hall"_s, no } } } };
    EXPECT_EQ(said(withLastRows(told(), record(100, { { u"todo"_s, audited } }), record(110, visited))), QStringList { u"Paint the hall"_s });
    EXPECT_EQ(said(withLastRows(told(), record(100, { { u"todo"_s, audited } }), record(90, visited))), QStringList { u"Mend the fence"_s });
}

TEST(LastRowsTest, OneRecordAloneIsEnoughAndNoneGivesNone)
{
    const auto last = record(100, { { u"todo"_s, { { u"Mend the fence"_s }, { u"Paint the hall"_s, true } } } });
    const auto visit = record(90, { { u"old"_s, { { u"Again"_s, yes } } }, { u"new"_s, { { u"Light the stairs"_s }, { u"Again"_s }, { u"  "_s } } } });
    EXPECT_EQ(said(withLastRows(told(), last, {})), QStringList { u"Mend the fence"_s });
    EXPECT_EQ(said(withLastRows(told(), {}, visit)), (QStringList { u"Again"_s, u"Light the stairs"_s })) << "recommended again: open again";
    EXPECT_FALSE(withLastRows(told(), {}, {}));
}

TEST(LastRowsTest, KeepRowsWhoseIdsBeginAlikeApart)
{
    CompletedAnswers last = record(100, {});
    last.answers.set(u"todo#"_s, rowsToJson({ { u"r1"_s, u"A"_s, {} }, { u"r10"_s, u"B"_s, {} } }));
    last.answers.set(u"todo#r1/todo.what"_s, u"One"_s);
    last.answers.set(u"todo#r10/todo.what"_s, u"Ten"_s);
    last.answers.set(u"todo#r10/todo.done"_s, true);
    EXPECT_EQ(said(withLastRows(told(), last, {})), QStringList { u"One"_s });
}
