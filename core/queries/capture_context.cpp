#include "core/queries/capture_context.h"

#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/layout.h"
#include "core/queries/child_list.h"
#include "core/queries/record_detail.h"
#include "core/queries/report_lists.h"
#include "core/queries/today_board.h"
#include "core/records/agreed_action.h"
#include "core/records/hand_condition.h"
#include "core/records/last_rows.h"
#include "core/store/known_children.h"
#include "core/store/known_council.h"
#include "core/store/reading_lease.h"
#include "core/store/record_workflow.h"

#include <QCoreApplication>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Capture)
};

/// Two answers that name the same thing, whatever they call it.
bool namesTheSame(const Json &a, const Json &b)
{
    if (a.isObject() && b.isObject()) {
        const QString member = a.contains(u"value"_s) ? u"value"_s : u"code"_s;
        return !a[member].toString().isEmpty() && a[member] == b[member] && a[u"system"_s] == b[u"system"_s];
    }
    return !a.isNull() && a == b;
}

/// A value of the context, or a member of the first object of one of its lists: what the first row will be filled with.
Json inContext(const FormContext &context, const QString &name)
{
    const Json &value = context.values.value(name);
    if (!value.isNull() || !name.contains(u'.'))
        return value;
    return context.values.value(name.section(u'.', 0, 0)).toArray().value(0)[name.section(u'.', 1)];
}

/// What @p item was answered with first: of the rows of a list, as they stand on the page.
Json firstAnswer(const Questionnaire &form, const FormItem &item, const Answers &answers)
{
    const FormItem *list = item.parent < 0 ? nullptr : &form.items[item.parent];
    if (!list || list->type != ItemType::Group || !list->repeats)
        return answersTo(item.linkId, answers).value(0);
    const QString key = rowListKey({}, list->linkId);
    for (const AnswerRow &row : answers.rows(key)) {
        const Json &given = answers.value(childKey(rowBase(key, row.id), item.linkId));
        if (isAnswered(given))
            return given;
    }
    return {};
}

/// The answers by which the last record is found (`previous` of the form's meta), by question: those typed, else those the form
/// will be filled with. Empty where one is not known.
QMap<QString, Json> soughtAnswers(const KnownForm &form, const Answers &answers, const FormContext &context)
{
    const QString fromContext = u"context/"_s;
    QMap<QString, Json> sought;
    for (const QString &question : questionsOfLast(form)) {
        const FormItem *item = form.questionnaire.find(question);
        Json wanted = item ? firstAnswer(form.questionnaire, *item, answers) : Json();
        if (!isAnswered(wanted) && item && item->carryForward.startsWith(fromContext))
            wanted = inContext(context, item->carryForward.sliced(fromContext.size()));
        if (!isAnswered(wanted))
            return {};
        sought.insert(question, wanted);
    }
    return sought;
}

/// The newest completed record of the template @p name with the answers @p sought, for which @p when holds.
Result<std::optional<CompletedAnswers>> newestRecord(Store &store, const TemplateId &name, const QMap<QString, Json> &sought, const Json &when,
                                                     const std::optional<RecordId> &except)
{
    const auto rows = store.view().ofType(RecordType::Form);
    if (!rows)
        return rows.error();
    for (const ViewRow &row : *rows) {
        if (row.state != RecordState::Completed || templateOf(row.form) != name || row.id == except)
            continue;
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        const auto isSame = [&](const Answers &answers) {
            return std::all_of(sought.keyBegin(), sought.keyEnd(), [&](const QString &question) {
                const QList<Json> all = answersTo(question, answers);   // in whatever row it stands
                return std::any_of(all.cbegin(), all.cend(), [&](const Json &answer) { return namesTheSame(answer, sought.value(question)); });
            });
        };
        if (!*body || !isSame(Answers((*body)->answers)) || !holds(when, nullptr, Answers((*body)->answers), row.id))
            continue;
        // Its actions are carried as they are now, not as they were agreed.
        auto followUps = followUpsOf(store, row.id, **body);
        if (!followUps)
            return followUps.error();
        Answers::Fields fields = (*body)->answers;
        fields.insert(presentFollowUps(fields, std::move(followUps).value()));
        return std::optional(CompletedAnswers { row.id, row.completedAtMs, Answers(std::move(fields)) });
    }
    return std::optional<CompletedAnswers>();
}

/// What the newest record of the same template with the same answers to the questions that `previous` names says, and what other templates'
/// newest records add to it.
Result<std::optional<Answers>> previousAnswers(Store &store, const KnownForm &form, const QMap<QString, Json> &sought, const std::optional<RecordId> &amends)
{
    if (sought.isEmpty())
        return std::optional<Answers>();
    auto last = newestRecord(store, templateOf(form.published.form), sought, {}, amends);
    if (!last)
        return last.error();
    std::optional<CompletedAnswers> present = std::move(last).value();
    for (const LastRows &rows : lastRows(form.published.meta)) {
        QMap<QString, Json> theirs;
        for (auto it = rows.sameAnswer.cbegin(); it != rows.sameAnswer.cend(); ++it) {
            if (sought.contains(it.key()))
                theirs.insert(it.value(), sought.value(it.key()));
        }
        // A question that the form is not found by would let in a record about something else.
        const bool isKnown = theirs.size() == rows.sameAnswer.size();
        const auto other = isKnown ? newestRecord(store, TemplateId(rows.form), theirs, rows.when, {}) : Result<std::optional<CompletedAnswers>>(std::nullopt);
        if (!other)
            return other.error();
        present = withLastRows(rows, std::move(present), *other);
    }
    return present ? std::optional(std::move(present->answers)) : std::nullopt;
}

/// Whether @p form has something filled by "next-due".
bool saysWhatIsNext(const Questionnaire &form)
{
    return std::any_of(form.items.cbegin(), form.items.cend(), [](const FormItem &item) {
        return std::any_of(item.functions.cbegin(), item.functions.cend(), [](const ProductFunction &function) { return function.name == "next-due"_L1; });
    });
}

TaskId idOf(const TaskReference &task) { return taskIdOf(task.activity, task.unit, QDate::fromString(task.periodStart, Qt::ISODate)); }

/// The lists of a report, where the form takes them; for the period of its task.
Result<void> addReportLists(Store &store, const CouncilCalendar &calendar, const Questionnaire &form, const CaptureTask &task, FormContext &context)
{
    const QString programme = u"programme"_s;
    const QString figures = u"figures"_s;
    const QString actionCounts = u"action_counts"_s;
    const QString summaries = u"summaries"_s;
    const auto takes = [&form](const QString &name) {
        return std::any_of(form.items.cbegin(), form.items.cend(), [&](const FormItem &item) { return item.carryForward == u"context/"_s + name; });
    };
    if (!takes(programme) && !takes(figures) && !takes(actionCounts) && !takes(summaries))
        return {};
    const auto plan = currentPlan(store, calendar, context.today);
    if (!plan)
        return plan.error();
    const Task *planned = *plan ? (*plan)->find(idOf(task.reference)) : nullptr;
    if (!planned)
        return {};
    context.values.insert(programme, programmeOf(**plan, planned->service, planned->period));
    const auto fill = [&](const QString &name, auto listOf) -> Result<void> {
        const auto list = takes(name) ? listOf(store, calendar, planned->service, planned->period) : Result<Json>(Json());
        if (list && !list->isNull())
            context.values.insert(name, *list);
        return list ? Result<void>() : list.error();
    };
    if (const auto filled = fill(figures, figuresOf); !filled)
        return filled;
    if (const auto filled = fill(summaries, summariesOf); !filled)
        return filled;
    return fill(actionCounts, actionCountsOf);
}

/// The child a visit is begun from, as the form's questions take it: a row of `children`, and a choice where it does not go ahead.
void addChild(const ListedChild &listed, const VisitQuestions &questions, const Questionnaire &form, const ChildChoices &choices, FormContext &context)
{
    const ChildPointer &child = listed.child;
    Json row = Json::object(
        { { u"pointer"_s, referenceAnswer(QString::fromUtf16(childSystem), child.id->toString(), {}, u"Patient"_s) }, { u"rec"_s, child.number } });
    const auto put = [&row](const QString &member, const Json &value) {
        if (isAnswered(value))
            row.set(member, value);
    };
    put(u"initials"_s, child.initials);
    put(u"age_band"_s, choiceValue(choices.ages, child.ageBand));
    put(u"plan"_s, choiceValue(choices.plans, child.plan));
    put(u"legal"_s, choiceValue(choices.legal, child.legal));
    context.values.insert(u"children"_s, Json::array({ row }));
    context.values.insert(u"visited"_s, codingAnswer(QString::fromUtf16(childListSystem), child.id->toString(), discreetName(child)));
    const FormItem *kind = form.find(questions.kind);
    if (const Json value = kind && listed.rule ? choiceValue(kind->options, listed.rule->kind) : Json(); !value.isNull())
        context.values.insert(u"visit_kind"_s, value);
}

/// What a form of visits knows of children: the council's intervals, whom their last visit missed, and the child it is begun from.
Result<void> addVisits(Store &store, const CouncilCalendar &calendar, const Questionnaire &form, const CaptureStart &start, FormContext &context)
{
    const auto questions = visitQuestions(form);
    if (!questions)
        return {};
    const auto choices = childChoices(store);
    if (!choices)
        return choices.error();
    if (!choices->rules.isEmpty())
        context.values.insert(u"setting.visit_rules"_s, Json::strings(visitIntervals(choices->rules)));
    const auto history = visitHistory(store);
    if (!history)
        return history.error();
    const auto children = knownChildren(store);
    if (!children)
        return children.error();
    context.values.insert(u"missed_last"_s, Json::strings((*history)->missedLast(*children, start.amends)));
    if (!start.child)
        return {};
    const auto child = listedChild(store, calendar, context.today, *start.child);
    if (!child)
        return child.error();
    addChild(*child, *questions, form, childChoicesOf(form, *questions, choices->rules), context);
    return {};
}

} // namespace

QStringList questionsOfLast(const KnownForm &form)
{
    const Json &same = form.published.meta[u"previous"_s][u"sameAnswer"_s];
    return same.isString() ? QStringList { same.toString() } : same.toStrings();
}

Result<std::optional<Answers>> lastAnswers(Store &store, const KnownForm &form, const Answers &answers, const FormContext &context,
                                           const std::optional<RecordId> &amends)
{
    // What was agreed last is read in the record it comes from.
    const auto isClosed = isReadingClosed(store);
    if (!isClosed || *isClosed)
        return isClosed ? Result<std::optional<Answers>>(std::nullopt) : isClosed.error();
    return previousAnswers(store, form, soughtAnswers(form, answers, context), amends);
}

Json variantChoice(const Questionnaire &form, const QString &code)
{
    for (const FormItem &item : form.items) {
        if (item.carryForward != u"context/variant")
            continue;
        for (const FormOption &option : item.options) {
            if (option.value[u"code"_s].toString() == code)
                return option.value;
        }
    }
    return {};
}

QString safeguardingPhoneWords(const CouncilCard &card)
{
    //: Where the number to ring about an urgent concern would stand.
    return card.safeguardingPhone.isEmpty() ? Words::tr("Your council has not put its safeguarding number here. Ring the number you were given.")
                                            : card.safeguardingPhone;
}

Result<FormContext> captureContext(Store &store, const CouncilCalendar &calendar, const KnownForm &form, const std::optional<CaptureTask> &task,
                                   const Answers &answers, qint64 madeAtMs, const CaptureStart &start)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    FormContext context = presentContext(calendar, store.clock().now(), madeAtMs);
    const Person *person = (*council)->person(enrolment->person);
    const QString name = person ? person->name : enrolment->personName;
    context.values.insert(u"lead"_s, personReference(enrolment->person, name));
    context.values.insert(u"name"_s, name);
    if (person && !person->roles.isEmpty())
        context.values.insert(u"role"_s, person->roles.join(u", "_s));
    if (task) {
        context.values.insert(u"activity"_s, task->activityName);
        context.values.insert(u"unit"_s, task->unitName);
        context.values.insert(u"period"_s, task->periodName);
        if (task->periodEnd.isValid())
            context.values.insert(u"period_end"_s, task->periodEnd.toString(Qt::ISODate));
        if (const Person *subject = (*council)->person(task->subject))
            context.values.insert(u"who"_s, personReference(subject->id, subject->name));
        if (const Json variant = variantChoice(form.questionnaire, task->variant); !variant.isNull())
            context.values.insert(u"variant"_s, variant);
        if (saysWhatIsNext(form.questionnaire)) {
            const auto plan = currentPlan(store, calendar, context.today);
            if (!plan)
                return plan.error();
            const Task *planned = *plan ? (*plan)->find(idOf(task->reference)) : nullptr;
            if (const QDate next = planned ? (*plan)->dueAfter(*planned) : QDate(); next.isValid())
                context.values.insert(u"next_due"_s, next.toString(Qt::ISODate));
        }
    }
    if (const auto listed = task ? addReportLists(store, calendar, form.questionnaire, *task, context) : Result<void>(); !listed)
        return listed.error();
    context.values.insert(settingValues(form.published.meta[u"settings"_s], (*council)->card()));
    context.values.insert(u"setting.safeguarding_phone"_s, safeguardingPhoneWords((*council)->card()));
    if (const Setting *setting = (*council)->setting(start.setting))
        context.values.insert(u"place"_s, codingAnswer(u"urn:sightline:list:settings"_s, setting->id.toString(), setting->name));
    if (const auto added = addVisits(store, calendar, form.questionnaire, start, context); !added)
        return added.error();
    auto previous = lastAnswers(store, form, answers, context, start.amends);
    if (!previous)
        return previous.error();
    context.previous = std::move(previous).value();
    return context;
}

} // namespace sightline
