#include "core/queries/action_list.h"

#include "core/forms/answer_key.h"
#include "core/forms/enable_when.h"
#include "core/store/known_council.h"
#include "core/store/known_readers.h"
#include "core/store/reading_lease.h"
#include "core/store/record_workflow.h"

#include <algorithm>
#include <tuple>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// The owner's name; where nobody here is known by it, as the record names them.
QString ownerNameOf(const Council &council, const AgreedAction &action)
{
    return council.person(action.owner) || action.ownerText.isEmpty() ? council.nameOf(action.owner) : action.ownerText;
}

/// What is left is that there is something to do, whose it is and by when.
void leaveOutWords(AgreedAction &action)
{
    action.what.clear();
    action.why.clear();
    for (ActionFollowUp &said : action.history)
        said = { .step = said.step,
                 .author = said.author,
                 .atMs = said.atMs,
                 .status = said.status,
                 .statusText = said.statusText,
                 .closes = said.closes,
                 .doneOn = said.doneOn,
                 .recheck = said.recheck,
                 .counts = said.counts,
                 .isWithdrawn = said.isWithdrawn };
}

/// What is a matter for whoever agreed the action; none while its owner sees to it.
std::optional<ListedAction::Why> whyItsAuthors(const StandingAction &standing, QDate day)
{
    const AgreedAction &action = standing.action;
    if (action.recheck().isValid() && action.recheck() <= day)
        return ListedAction::Why::LookAgain;
    if (action.isClosed())
        return std::nullopt;
    if (!standing.ownerIsHere)
        return ListedAction::Why::OwnerIsGone;
    return standing.ownerMayRead ? std::nullopt : std::optional(ListedAction::Why::OwnerCannotRead);
}

/// The places where the action in @p row can be; what the form asks of each, its own conditions say.
QList<ActionChoice> choicesOf(const Questionnaire &form, const ActionRule &rule, const Answers &record, const QString &row)
{
    QList<ActionChoice> choices;
    const FormItem *status = form.find(rule.status);
    const QString base = rowBase(rowListKey({}, rule.rows), row);
    for (const FormOption &option : status ? status->options : QList<FormOption>()) {
        Answers there = record;
        there.set(childKey(base, rule.status), option.value);
        const FormTree tree = buildFormTree(form, there);
        const auto asks = [&](const QString &question) { return !question.isEmpty() && tree.isEnabled(childKey(base, question)); };
        const QString code = option.value[u"code"_s].toString();
        choices.append({ code, option.label, rule.closed.contains(code), asks(rule.doneOn), asks(rule.impact) });
    }
    return choices;
}

ActionQuestion questionOf(const Questionnaire &form, const QString &linkId)
{
    const FormItem *item = form.find(linkId);
    return item ? ActionQuestion { linkId, item->text } : ActionQuestion();
}

class Chooser {
public:
    Chooser(const Council &council, PersonId me, QDate day, ActionsOf whose) : m_council(council), m_me(std::move(me)), m_day(day), m_whose(whose) { }

    [[nodiscard]] std::optional<ListedAction::Why> why(const StandingAction &standing) const
    {
        const AgreedAction &action = standing.action;
        if (action.owner == m_me && !action.isClosed())
            return ListedAction::Why::Mine;
        const auto authors = whyItsAuthors(standing, m_day);
        if (authors && action.agreedBy == m_me)
            return authors;
        if (m_whose == ActionsOf::Me)
            return std::nullopt;
        const bool ofTheirs = !action.isClosed() && isManaged(action.owner);
        return ofTheirs || (authors && isManaged(action.agreedBy)) ? std::optional(ListedAction::Why::Managed) : std::nullopt;
    }

private:
    [[nodiscard]] bool isManaged(const PersonId &person) const { return m_council.managersAbove(person).contains(m_me); }

    const Council &m_council;
    PersonId m_me;
    QDate m_day;
    ActionsOf m_whose;
};

} // namespace

Result<QList<ListedAction>> actionList(Store &store, const CouncilCalendar &calendar, QDate day, ActionsOf whose)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const auto known = standings(store, calendar, day);
    if (!known)
        return known.error();
    const Chooser chooser(**council, enrolment->person, day, whose);
    const auto isClosed = isReadingClosed(store);
    if (!isClosed)
        return isClosed.error();
    QList<ListedAction> listed;
    for (const RecordStanding &standing : **known) {
        for (const StandingAction &one : standing.actions) {
            const auto why = chooser.why(one);
            if (!why)
                continue;
            ListedAction item { .action = one.action, .why = *why };
            const auto form = findForm(store, standing.form);
            item.title = form ? (*form)->published.title : templateOf(standing.form);
            const auto rule = form ? actionRule((*form)->published.meta) : std::optional<ActionRule>();
            const FormItem *what = rule ? (*form)->questionnaire.find(rule->what) : nullptr;
            item.isSensitive = *isClosed || !what || what->isSensitive();
            if (*isClosed)
                leaveOutWords(item.action);
            item.ownerName = ownerNameOf(**council, one.action);
            item.agreedByName = (*council)->nameOf(one.action.agreedBy);
            item.by = *why == ListedAction::Why::LookAgain || one.action.isClosed() ? one.action.recheck() : one.action.due;
            item.isOverdue = item.by.isValid() && item.by < day;
            listed.append(std::move(item));
        }
    }
    std::sort(listed.begin(), listed.end(), [](const ListedAction &a, const ListedAction &b) {
        const auto order = [](const ListedAction &item) { return std::tuple(!item.by.isValid(), item.by, item.action.record, item.action.row); };
        return order(a) < order(b);
    });
    return listed;
}

Result<QList<ActionDetail>> recordActions(Store &store, QDate day, const RecordId &record)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto readers = knownReaders(store, day);
    if (!readers)
        return readers.error();
    if (const auto open = checkMayRead(store, record); !open)
        return open.error();
    const auto known = workflowFor(store, record, day);
    if (!known)
        return known.error();
    QList<ActionDetail> details;
    if (!known->actions || !known->form || known->body.state == RecordState::Draft)
        return details;
    const Council &council = (*readers)->council();
    const Workflow::State state = known->workflow.state;
    const bool isRunning = state != Workflow::State::Superseded && state != Workflow::State::Void;
    const Questionnaire &form = known->form->questionnaire;
    const ActionRule &rule = *known->actions;
    for (const AgreedAction &action : actionsOf(record, known->body, known->followUps(), *known->actions)) {
        ActionDetail detail { .action = action, .title = known->form->published.title };
        const Person *owner = council.person(action.owner);
        detail.ownerName = ownerNameOf(council, action);
        detail.agreedByName = council.nameOf(action.agreedBy);
        detail.agreedAtMs = known->body.completedAtMs;
        for (const ActionFollowUp &followUp : action.history)
            detail.historyNames.append(council.nameOf(followUp.author));
        detail.mayFollowUp = isRunning && mayFollowUp(action, enrolment->person, council);
        detail.ownerIsHere = owner && owner->isHereOn(day);
        detail.ownerMayRead = (*readers)->mayRead(action.owner, known->body);
        detail.isOverdue = isRunning && !action.isClosed() && action.due.isValid() && action.due < day;
        detail.choices = choicesOf(form, rule, Answers(known->body.answers), action.row);
        detail.status = questionOf(form, rule.status);
        detail.doneOn = questionOf(form, rule.doneOn);
        detail.evidence = questionOf(form, rule.evidence);
        detail.evidenceFiles = questionOf(form, rule.evidenceFiles);
        detail.impact = questionOf(form, rule.impact);
        detail.recheck = questionOf(form, rule.recheck);
        details.append(std::move(detail));
    }
    return details;
}

Result<ActionDetail> actionDetail(Store &store, QDate day, const RecordId &record, const QString &row)
{
    auto details = recordActions(store, day, record);
    if (!details)
        return details.error();
    const auto found = std::find_if(details->begin(), details->end(), [&row](const ActionDetail &detail) { return detail.action.row == row; });
    if (found == details->end())
        return Error { ErrorCode::NotFound, u"This record has no such action; `actions` lists those there are."_s };
    return std::move(*found);
}

} // namespace sightline
