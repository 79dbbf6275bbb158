// A report's counts come from the programme and the records, for its own service and period, and no small number is shown.
#include "core/queries/report_lists.h"

#include "core/forms/carry_forward.h"
#include "core/packs/forms/form_packs.h"
#include "core/queries/capture_context.h"
#include "core/records/step_body.h"
#include "core/store/form_library.h"
#include "tests/unit/queries/demo_store.h"

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class ReportListsTest : public DemoStoreTest {
protected:
    void publish(const QString &id)
    {
        for (const FormPack &pack : builtInForms()) {
            if (pack.id != id)
                continue;
            const auto stored = store->transact([&]() -> Result<void> {
                put(publishedFormBody({ pack.id + u'@' + pack.version, pack.title, writeJson(pack.questionnaire), {}, pack.meta }));
                return {};
            });
            EXPECT_TRUE(stored);
        }
    }
    void givenAudit(const QString &grade, const ServiceId &service, const QString &completed)
    {
        RecordBody body;
        body.form = u"T08@1.2.0"_s;
        body.state = RecordState::Completed;
        body.author = me;
        body.service = service;
        body.completedAtMs = instantFromIso(completed)->msSinceEpoch;
        body.answers.insert(u"overall"_s, Json::object({ { u"system"_s, u"urn:sightline:list:ofs4"_s }, { u"code"_s, grade } }));
        const auto stored = store->transact([&]() -> Result<void> {
            put(body);
            return {};
        });
        EXPECT_TRUE(stored);
    }
    struct Agreed {
        QString level;       ///< a code of the form's; empty: none
        QDate due = {};
        QDate closedOn = {};
    };
    /// An office visit of @p completed with these actions, and what was said of those that were closed.
    RecordId givenActions(const QList<Agreed> &actions, const QString &completed, const ServiceId &service, const std::optional<RecordId> &amends = {})
    {
        RecordBody body;
        body.form = u"T03@1.2.0"_s;
        body.state = RecordState::Completed;
        body.author = me;
        body.service = service;
        body.about = amends;
        body.completedAtMs = instantFromIso(completed)->msSinceEpoch;
        const auto code = [](const QString &question, const QString &one) {
            return Json::object(
                { { u"system"_s, u"urn:sightline:code:"_s + question }, { u"code"_s, one }, { u"display"_s, one.left(1).toUpper() + one.mid(1) } });
        };
        QList<AnswerRow> rows;
        for (qsizetype i = 0; i < actions.size(); ++i) {
            const QString row = u"row%1"_s.arg(i), base = u"acts#%1/"_s.arg(row);
            rows.append({ row, QString(QChar(u'A' + static_cast<char16_t>(i))), {} });
            body.answers.insert(base + u"acts.action"_s, u"Action %1"_s.arg(i));
            if (!actions[i].level.isEmpty())
                body.answers.insert(base + u"acts.priority"_s, code(u"acts.priority"_s, actions[i].level));
            if (actions[i].due.isValid())
                body.answers.insert(base + u"acts.due"_s, actions[i].due.toString(Qt::ISODate));
        }
        body.answers.insert(u"acts#"_s, rowsToJson(rows));
        const RecordId record = newRecord();
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            putAs(record, body);
            for (qsizetype i = 0; i < actions.size(); ++i) {
                if (!actions[i].closedOn.isValid())
                    continue;
                RecordBody said = body;
                said.type = RecordType::Step;
                said.about = record;
                said.aboutHash = bodyHash(*bodyBytes(body));
                said.role = QString::fromUtf16(step::action);
                said.completedAtMs += 1 + i;
                const QString base = u"acts#row%1/"_s.arg(i);
                said.answers = { { base + u"acts.status"_s, code(u"acts.status"_s, u"done"_s) },
                                 { base + u"acts.done_on"_s, actions[i].closedOn.toString(Qt::ISODate) },
                                 { base + u"acts.impact"_s, u"Calmer."_s } };
                put(said);
            }
            return {};
        }));
        return record;
    }
    const ServiceId early { u"early-support"_s };
    const DateSpan october { { 2026, 10, 1 }, { 2026, 10, 31 } };
};

} // namespace

TEST_F(ReportListsTest, CountsWhatWasPlannedAndDoneByActivity)
{
    const auto plan = currentPlan(*store, englandCalendar(), today);
    ASSERT_TRUE(plan && *plan);
    qint64 planned = 0;
    qint64 expected = 0;
    for (const Task &task : (*plan)->tasks())
        expected += task.service == early && task.target > 0 && october.contains(task.due.isValid() ? task.due : task.period.to) ? task.target : 0;
    const Json programme = programmeOf(**plan, early, october);
    ASSERT_FALSE(programme.toArray().isEmpty());
    for (const Json &line : programme.toArray()) {
        planned += line[u"planned"_s].toInteger();
        EXPECT_EQ(line[u"done"_s], Json(0));
        EXPECT_EQ(line[u"not_done"_s], line[u"planned"_s]) << qPrintable(line[u"activity"_s].toString());   // nothing was recorded, all was due
    }
    EXPECT_EQ(planned, expected);
    EXPECT_GT(planned, 0);
    EXPECT_TRUE(programmeOf(**plan, ServiceId(u"no-such-service"_s), october).toArray().isEmpty());
}

TEST_F(ReportListsTest, CountsGradesOfTheServiceAndPeriodAndHidesSmallNumbers)
{
    publish(u"T08"_s);
    for (int i = 0; i < 6; ++i)
        givenAudit(u"good"_s, early, u"2026-10-15T10:00:00Z"_s);
    for (int i = 0; i < 4; ++i)
        givenAudit(u"inadequate"_s, early, u"2026-10-15T10:00:00Z"_s);
    givenAudit(u"outstanding"_s, early, u"2026-11-01T10:00:00Z"_s);
    givenAudit(u"outstanding"_s, ServiceId(u"other"_s), u"2026-10-15T10:00:00Z"_s);
    const auto figures = figuresOf(*store, englandCalendar(), early, october);
    ASSERT_TRUE(figures);
    ASSERT_EQ(figures->toArray().size(), 2);
    EXPECT_EQ(figures->toArray().at(0), Json::object({ { u"what"_s, u"Case file audit"_s }, { u"answer"_s, u"Inadequate"_s }, { u"count"_s, u"< 5"_s } }));
    EXPECT_EQ(figures->toArray().at(1)[u"count"_s], Json(u"6"_s));
}

TEST_F(ReportListsTest, CountsTheThemesOfWhatWasLearntBesideTheScales)
{
    publish(u"T08"_s);
    const auto theme = [](const QString &code) { return Json::object({ { u"system"_s, u"urn:sightline:list:themes"_s }, { u"code"_s, code } }); };
    for (int i = 0; i < 5; ++i) {
        RecordBody body;
        body.form = u"T08@1.2.0"_s;
        body.state = RecordState::Completed;
        body.author = me;
        body.service = early;
        body.completedAtMs = instantFromIso(u"2026-10-15T10:00:00Z"_s)->msSinceEpoch;
        QList<AnswerRow> themes { { u"r1"_s, u"V"_s, theme(u"recording"_s) } };
        if (i == 0)
            themes.append({ u"r2"_s, u"W"_s, theme(u"health"_s) });
        body.answers.insert(u"learn.themes"_s, rowsToJson(themes));
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            put(body);
            return {};
        }));
    }
    const auto figures = figuresOf(*store, englandCalendar(), early, october);
    ASSERT_TRUE(figures);
    ASSERT_EQ(figures->toArray().size(), 2);
    EXPECT_EQ(figures->toArray().at(0), Json::object({ { u"what"_s, u"Case file audit"_s }, { u"answer"_s, u"Recording"_s }, { u"count"_s, u"5"_s } }));
    EXPECT_EQ(figures->toArray().at(1)[u"answer"_s], Json(u"Health"_s));
    EXPECT_EQ(figures->toArray().at(1)[u"count"_s], Json(u"< 5"_s));
}

TEST_F(ReportListsTest, TellsWhatMeetingsOfTheServiceSaidForThoseAbove)
{
    publish(u"T12"_s);
    const auto given = [&](const QString &words, const QString &completed, const ServiceId &service, const std::optional<RecordId> &amends = {}) {
        RecordBody body;
        body.form = u"T12@1.2.0"_s;
        body.state = RecordState::Completed;
        body.author = me;
        body.service = service;
        body.about = amends;
        body.completedAtMs = instantFromIso(completed)->msSinceEpoch;
        body.answers.insert(u"summary_up"_s, words);
        body.answers.insert(u"ctx.activity"_s, u"Data meetings"_s);
        const RecordId record = newRecord();
        EXPECT_TRUE(store->transact([&]() -> Result<void> {
            putAs(record, body);
            return {};
        }));
        return record;
    };
    given(u"Visits are late in the north."_s, u"2026-10-08T10:00:00Z"_s, early);
    const RecordId first = given(u"Two posts are empty."_s, u"2026-10-15T10:00:00Z"_s, early);
    given(u"Three posts are empty."_s, u"2026-10-16T10:00:00Z"_s, early, first);
    given(u"  "_s, u"2026-10-17T10:00:00Z"_s, early);
    given(u"Another month"_s, u"2026-11-02T10:00:00Z"_s, early);
    given(u"Another service"_s, u"2026-10-15T10:00:00Z"_s, ServiceId(u"other"_s));
    const auto summaries = summariesOf(*store, englandCalendar(), early, october);
    ASSERT_TRUE(summaries);
    ASSERT_EQ(summaries->toArray().size(), 2);
    EXPECT_EQ(summaries->toArray().at(0),
              Json::object({ { u"on"_s, u"2026-10-16"_s }, { u"from"_s, u"Data meetings"_s }, { u"text"_s, u"Three posts are empty."_s } }));
    EXPECT_EQ(summaries->toArray().at(1)[u"text"_s], Json(u"Visits are late in the north."_s));
}

TEST_F(ReportListsTest, CountsActionsOpenedClosedAndOverdueByLevel)
{
    publish(u"T03"_s);
    const QString september = u"2026-09-10T10:00:00Z"_s, inOctober = u"2026-10-05T10:00:00Z"_s;
    givenActions({ { u"now"_s, { 2026, 9, 20 }, { 2026, 10, 2 } },          // from before, closed in it
                   { u"now"_s, { 2026, 9, 20 } },                           // from before, still open and late
                   { u"now"_s, { 2026, 9, 20 }, { 2026, 11, 3 } },          // closed after it: overdue at its end
                   { u"routine"_s, { 2026, 9, 20 }, { 2026, 9, 15 } } },    // over before it began: nothing to tell
                 september, early);
    const RecordId replaced = givenActions({ { u"soon"_s, { 2026, 10, 30 } }, {} }, inOctober, early);
    givenActions({ { u"soon"_s, { 2026, 10, 30 } }, {} }, u"2026-10-06T10:00:00Z"_s, early, replaced);
    givenActions({ { u"now"_s, { 2026, 9, 20 } } }, inOctober, ServiceId(u"other"_s));
    givenActions({ { u"now"_s, { 2026, 9, 20 } } }, u"2026-11-02T10:00:00Z"_s, early);
    const auto counts = actionCountsOf(*store, englandCalendar(), early, october);
    ASSERT_TRUE(counts);
    QStringList said;
    for (const Json &level : counts->toArray())
        said.append(u"%1 %2 %3 %4"_s.arg(level[u"level"_s].toString())
                        .arg(level[u"opened"_s].toInteger())
                        .arg(level[u"closed"_s].toInteger())
                        .arg(level[u"overdue"_s].toInteger()));
    said.sort();
    EXPECT_EQ(said, (QStringList { u"No level 1 0 0"_s, u"Now 0 1 2"_s, u"Soon 1 0 1"_s })) << qPrintable(said.join(u"; "_s));
    EXPECT_EQ(counts->toArray().last()[u"level"_s].toString(), u"No level"_s);
}

TEST_F(ReportListsTest, FillsTheRowsOfAReportFromItsTask)
{
    publish(u"T14"_s);
    const auto plan = currentPlan(*store, englandCalendar(), today);
    ASSERT_TRUE(plan && *plan);
    const auto tasks = (*plan)->tasks();
    const auto task =
        std::find_if(tasks.cbegin(), tasks.cend(), [&](const Task &one) { return one.templateId == u"T14" && one.due.isValid() && one.due < today; });
    ASSERT_NE(task, tasks.cend());
    const auto known = findForm(*store, u"T14"_s);
    ASSERT_TRUE(known);
    const auto context = captureContext(*store, englandCalendar(), **known, captureTaskOf((*plan)->shown(*task)));
    ASSERT_TRUE(context);
    const Answers answers = prefilledAnswers((*known)->questionnaire, *context, random);
    const auto rows = answers.rows(u"planned#"_s);
    ASSERT_EQ(rows.size(), programmeOf(**plan, task->service, task->period).toArray().size());
    ASSERT_FALSE(rows.isEmpty());
    const QString first = u"planned#"_s + rows.first().id;
    EXPECT_FALSE(answers.value(first + u"/planned.activity"_s).toString().isEmpty());
    EXPECT_TRUE(answers.value(first + u"/planned.planned"_s).isInteger());
    EXPECT_FALSE(answers.value(u"set"_s)[u"code"_s].toString().isEmpty());
}

TEST_F(ReportListsTest, TellsAnObservationWhenTheNextOneIsDueAndWhomThisOneIsOf)
{
    publish(u"T01"_s);
    const auto plan = currentPlan(*store, englandCalendar(), today);
    ASSERT_TRUE(plan && *plan);
    const auto known = findForm(*store, u"T01"_s);
    ASSERT_TRUE(known);
    int asked = 0, ofSomebody = 0;
    for (const Task &task : (*plan)->tasks()) {
        if (task.templateId != u"T01" || !task.due.isValid() || ofSomebody > 3)
            continue;
        const auto context = captureContext(*store, englandCalendar(), **known, captureTaskOf((*plan)->shown(task)));
        ASSERT_TRUE(context);
        const Answers answers = prefilledAnswers((*known)->questionnaire, *context, random);
        const QDate next = QDate::fromString(answers.value(u"next_due"_s).toString(), Qt::ISODate);
        EXPECT_GT(next, task.due) << qPrintable(task.ref + u" "_s + task.unit);
        EXPECT_FALSE(answers.value(u"ctx.unit"_s).toString().isEmpty()) << "a task of the whole service names the service";
        EXPECT_EQ(answers.value(u"observed"_s)[u"value"_s].toString(), task.subject.toString());
        asked += 1;
        ofSomebody += task.subject.isEmpty() ? 0 : 1;
    }
    EXPECT_GT(asked, 0);
}

TEST_F(ReportListsTest, TellsASupervisionWhomItIsAboutAndWhatWasAgreedLastTime)
{
    publish(u"T10"_s);
    const auto plan = currentPlan(*store, englandCalendar(), today);
    ASSERT_TRUE(plan && *plan);
    const auto tasks = (*plan)->tasksOf(me);
    const auto task =
        std::find_if(tasks.cbegin(), tasks.cend(), [](const PersonTask &one) { return one.task.templateId == u"T10" && !one.task.subject.isEmpty(); });
    ASSERT_NE(task, tasks.cend());
    RecordBody last;
    last.form = u"T10@1.2.0"_s;
    last.state = RecordState::Completed;
    last.author = me;
    last.completedAtMs = instantFromIso(u"2026-10-15T10:00:00Z")->msSinceEpoch;
    last.answers.insert(u"who"_s, Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, task->task.subject.toString() } }));
    last.answers.insert(u"acts#"_s, rowsToJson({ { u"aaaaaaaa"_s, u"V"_s, {} } }));
    last.answers.insert(u"acts#aaaaaaaa/acts.action"_s, u"Book the course"_s);
    ASSERT_TRUE(store->transact([&]() -> Result<void> {
        put(last);
        return {};
    }));
    const auto known = findForm(*store, u"T10"_s);
    ASSERT_TRUE(known);
    const auto context = captureContext(*store, englandCalendar(), **known, captureTaskOf(*task));
    ASSERT_TRUE(context);
    const Answers answers = prefilledAnswers((*known)->questionnaire, *context, random);
    EXPECT_EQ(answers.value(u"who"_s)[u"value"_s], Json(task->task.subject.toString()));
    EXPECT_EQ(answers.value(u"kind"_s)[u"code"_s], Json(u"individual"_s));
    const auto rows = answers.rows(u"last#"_s);
    ASSERT_EQ(rows.size(), 1);
    EXPECT_EQ(answers.value(u"last#"_s + rows.first().id + u"/last.action"_s), Json(u"Book the course"_s));
}
