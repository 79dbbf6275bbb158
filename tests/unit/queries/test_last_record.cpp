#include "core/forms/answer_key.h"
#include "core/forms/carry_forward.h"
#include "core/queries/capture_context.h"
#include "tests/unit/queries/demo_store.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

Json home(const QString &code)
{
    return Json::object({ { u"system"_s, u"urn:sightline:list:settings"_s }, { u"code"_s, code }, { u"display"_s, u"A home"_s } });
}

Json choice(const QString &code) { return Json::object({ { u"system"_s, u"urn:sightline:code:x"_s }, { u"code"_s, code } }); }

/// The device of a home's manager, who may read the audits and the visits of the independent person.
class LastAuditTest : public DemoStoreTest {
protected:
    LastAuditTest()
    {
        learnBuiltInForms();
        for (const FormPack &pack : builtInForms()) {
            if (pack.id != u"T15")
                continue;
            audit.published.form = pack.id + u'@' + pack.version;
            audit.published.meta = pack.meta;
            audit.questionnaire = *readQuestionnaire(pack.questionnaire);
        }
    }
    RecordId completed(const QString &formId, QDate on, const QString &where, Answers::Fields fields)
    {
        RecordBody body;
        body.state = RecordState::Completed;
        body.form = formId;
        body.author = me;
        body.team = TeamId(u"early-support-north"_s);
        body.madeAtMs = body.completedAtMs = instantFromIso(on.toString(Qt::ISODate) + u"T10:00:00Z"_s)->msSinceEpoch;
        body.answers = std::move(fields);
        body.answers.insert(u"home"_s, home(where));
        const RecordId id = newRecord();
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            putAs(id, body);
            return {};
        }));
        return id;
    }
    void visited(QDate on, const QString &where, const QStringList &recommended, const QString &kind = u"visit"_s)
    {
        Answers::Fields fields { { u"variant"_s, choice(kind) } };
        QList<AnswerRow> rows;
        for (const QString &words : recommended) {
            const QString id = u"v%1"_s.arg(rows.size());
            rows.append({ id, QString(QChar(u'A' + static_cast<char16_t>(rows.size()))), {} });
            fields.insert(u"rec#%1/rec.action"_s.arg(id), words);
        }
        fields.insert(u"rec#"_s, rowsToJson(rows));
        completed(u"T06@1.3.0"_s, on, where, fields);
    }
    void audited(QDate on, const QString &where, const QString &words, bool isDone)
    {
        completed(u"T15@1.3.0"_s, on, where,
                  { { u"rec44#"_s, rowsToJson({ { u"a"_s, u"A"_s, {} } }) }, { u"rec44#a/rec44.rec"_s, words }, { u"rec44#a/rec44.done"_s, isDone } });
    }
    /// What a new audit of @p where begins with.
    QStringList begunWith(const QString &where, const Answers &typed = {})
    {
        Answers answers = typed;
        answers.set(u"home"_s, home(where));
        FormContext context = presentContext(englandCalendar(), clock.now(), 0);
        const auto last = lastAnswers(*store, audit, answers, context);
        EXPECT_TRUE(last) << qPrintable(last.error().detail);
        context.previous = *last;
        const Answers begun = prefilledAnswers(audit.questionnaire, context, random);
        QStringList words;
        for (const AnswerRow &row : begun.rows(u"rec44#"_s))
            words.append(begun.value(childKey(rowBase(u"rec44#"_s, row.id), u"rec44.rec"_s)).toString());
        return words;
    }

    KnownForm audit;
};

} // namespace

TEST_F(LastAuditTest, BeginsWithWhatTheIndependentPersonRecommendedInThisHome)
{
    EXPECT_EQ(begunWith(u"elm"_s), QStringList());
    visited({ 2026, 10, 12 }, u"elm"_s, { u"Older"_s });
    visited({ 2026, 11, 12 }, u"elm"_s, { u"Mend the fence"_s, u"Light the stairs"_s });
    visited({ 2026, 11, 14 }, u"oak"_s, { u"Another home’s"_s });
    visited({ 2026, 11, 16 }, u"elm"_s, {}, u"desk"_s);   // a provider's report read at a desk recommends nothing itself
    EXPECT_EQ(begunWith(u"elm"_s), (QStringList { u"Mend the fence"_s, u"Light the stairs"_s }));
    EXPECT_EQ(begunWith(u"ash"_s), QStringList());
}

TEST_F(LastAuditTest, CarriesLastMonthsOpenOnesBesideThemAndNothingTwice)
{
    audited({ 2026, 10, 30 }, u"elm"_s, u"Mend the fence"_s, false);
    visited({ 2026, 10, 12 }, u"elm"_s, { u"mend the  fence"_s, u"Light the stairs"_s });
    EXPECT_EQ(begunWith(u"elm"_s), (QStringList { u"Mend the fence"_s, u"Light the stairs"_s }));
    audited({ 2026, 11, 20 }, u"elm"_s, u"Light the stairs"_s, true);
    EXPECT_EQ(begunWith(u"elm"_s), QStringList { u"mend the  fence"_s }) << "what was done last month does not come back from the visit before it";
}
