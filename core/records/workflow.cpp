#include "core/records/workflow.h"

#include "core/records/agreed_action.h"
#include "core/records/hand_condition.h"

#include <QCoreApplication>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct WorkflowWords {
    Q_DECLARE_TR_FUNCTIONS(Workflow)
};

/// The first step of @p kind that counts; with @p by, theirs alone.
const TakenStep *firstOf(const WorkflowInput &input, const QString &kind, const std::optional<PersonId> &by)
{
    const auto found = std::find_if(input.steps.cbegin(), input.steps.cend(), [&](const TakenStep &step) {
        return step.counts && step.kind == kind && (!by || step.author == *by) && !sendsBack(step, input.rules, input.id);
    });
    return found == input.steps.cend() ? nullptr : &*found;
}

/// Hands come after every required one above them, unless their rule says otherwise; what is not needed is not waited for.
bool isBefore(const Hand &earlier, const HandRule &rule) { return rule.after ? rule.after->contains(earlier.rule.kind) : earlier.rule.required; }

/// Whoever is to be told twice, because they hold two roles, says once that they have read it.
const TakenStep *readingBy(const QList<PersonId> &owners, const HandRule &rule, const WorkflowInput &input)
{
    if (!rule.tells || owners.isEmpty())
        return nullptr;
    const auto found = std::find_if(input.steps.cbegin(), input.steps.cend(), [&](const TakenStep &step) {
        const HandRule *other = findRule(input.rules, step.kind);
        return step.counts && step.author == owners.first() && other && other->tells && other->name == rule.name;
    });
    return found == input.steps.cend() ? nullptr : &*found;
}

Hand takenBy(const TakenStep &step, const HandRule &rule) { return { .rule = rule, .state = Hand::State::Done, .turnSinceMs = step.atMs, .step = step.id }; }

/// The day that an answer gives for @p rule, with @p addWorkingDays the council's; null where none is given.
QDate givenDay(const HandRule &rule, const Answers &answers, const std::function<QDate(QDate, int)> &addWorkingDays)
{
    const QList<Json> given = answersTo(rule.fromItem, answers);
    const QDate from = given.isEmpty() ? QDate() : QDate::fromString(given.first().toString().left(10), Qt::ISODate);
    return dayAfter(from, *rule.within, addWorkingDays);
}

/// Whether @p rule waits no longer for @p earlier: the day that was given for it has gone by without it. The hub, which does not ask
/// whose turn it is, needs no calendar for it (HandRule::overtakes).
bool isOvertaken(const Hand &earlier, const HandRule &rule, const WorkflowInput &input, const Answers &answers)
{
    if (earlier.state != Hand::State::Next || !rule.overtakes.contains(earlier.rule.kind))
        return false;
    const QDate due = givenDay(earlier.rule, answers, {});
    return due.isValid() && due < input.who.day;
}

/// @p told: the one of several who are told that this hand is.
Hand handOf(const HandRule &rule, const WorkflowInput &input, const Answers &answers, QList<Hand> &above, const std::optional<PersonId> &told = {})
{
    if (const TakenStep *done = firstOf(input, rule.kind, told))
        return takenBy(*done, rule);
    Hand hand { .rule = rule };
    HandOwners owners = ownersOf(rule, input.record, input.who);
    if (told)
        owners.people = { *told };
    if (const TakenStep *reading = readingBy(owners.people, rule, input))
        return takenBy(*reading, rule);
    if (!holds(rule.when, input.form, answers, input.id) || owners.fallsToAuthor) {
        hand.state = Hand::State::NotNeeded;
        return hand;
    }
    hand.whose = std::move(owners.people);
    hand.state = Hand::State::Next;
    hand.turnSinceMs = input.record.completedAtMs;
    QList<Hand *> overtaken;
    for (Hand &earlier : above) {
        if (!isBefore(earlier, rule))
            continue;
        if (earlier.state == Hand::State::Done)
            hand.turnSinceMs = std::max(hand.turnSinceMs, earlier.turnSinceMs);
        else if (isOvertaken(earlier, rule, input, answers))
            overtaken.append(&earlier);
        else if (earlier.state != Hand::State::NotNeeded)
            hand.state = Hand::State::Later;
    }
    if (hand.state == Hand::State::Next) {
        for (Hand *earlier : overtaken)
            earlier->isOvertaken = true;
    }
    return hand;
}

/// The hand of @p rule; where the author named several people who are to be told, one for each of them.
QList<Hand> handsOf(const HandRule &rule, const WorkflowInput &input, const Answers &answers, QList<Hand> &above)
{
    const bool isForEach = rule.tells && rule.owner.kind == HandOwner::Kind::Named;
    const QList<PersonId> named = isForEach ? ownersOf(rule, input.record, input.who).people : QList<PersonId>();
    if (named.size() < 2)
        return { handOf(rule, input, answers, above) };
    QList<Hand> hands;
    for (const PersonId &person : named)
        hands.append(handOf(rule, input, answers, above, person));
    return hands;
}

/// The reading of a concern, as a hand that nobody waits for.
Hand readingOf(const UrgentConcern &concern, const RecordBody &record)
{
    Hand hand { .rule = concernHand() };
    hand.state = concern.read ? Hand::State::Done : Hand::State::Next;
    hand.step = concern.read;
    hand.turnSinceMs = concern.read ? concern.readAtMs : record.completedAtMs;
    if (!concern.read)
        hand.whose = concern.mayRead;
    return hand;
}

bool followsUp(const WorkflowInput &input, const PersonId &person, const Json::Object &members)
{
    if (!input.actions)
        return false;
    const QString row = rowOfStep(members, input.record, *input.actions);
    for (const AgreedAction &action : actionsOf(input.id, input.record, {}, *input.actions)) {
        if (action.row != row)
            continue;
        const ActionFollowUp said = followUpIn(members, row, *input.actions);
        return !said.status.isEmpty() && !lacksImpact(said, *input.actions) && mayFollowUp(action, person, input.who.council);
    }
    return false;
}

bool hasOwner(const Hand &hand, const PersonId &person) { return hand.whose.contains(person); }

} // namespace

bool sendsBack(const TakenStep &step, const QList<HandRule> &rules, const RecordId &record)
{
    if (step.kind == step::returned)
        return true;
    const HandRule *rule = findRule(rules, step.kind);
    return rule && rule->mayReturn && !rule->returnsWhen.isNull() && holds(rule->returnsWhen, nullptr, partAnswers(step), record);
}

Workflow workflowOf(const WorkflowInput &input)
{
    Workflow workflow;
    workflow.author = input.record.author;
    workflow.completedAtMs = input.record.completedAtMs;
    if (input.record.state != RecordState::Completed) {
        workflow.state = input.record.state == RecordState::Void ? Workflow::State::Void : Workflow::State::Draft;
        return workflow;
    }
    workflow.concern = urgentConcern(input.record, input.form, input.steps, input.who);
    if (workflow.concern)
        workflow.hands.append(readingOf(*workflow.concern, input.record));
    const Answers answers = answersWithParts(input.record.answers, input.steps);
    for (const HandRule &rule : input.rules)
        workflow.hands += handsOf(rule, input, answers, workflow.hands);
    for (const TakenStep &step : input.steps) {
        if (step.counts && sendsBack(step, input.rules, input.id))
            workflow.returnedBy = step.id;
    }
    const bool isOpen = std::any_of(workflow.hands.cbegin(), workflow.hands.cend(), [](const Hand &hand) {
        return hand.rule.required && (hand.state == Hand::State::Next || hand.state == Hand::State::Later);
    });
    if (input.isAmended)
        workflow.state = Workflow::State::Superseded;
    else if (workflow.returnedBy)
        workflow.state = Workflow::State::Returned;
    else
        workflow.state = isOpen ? Workflow::State::Open : Workflow::State::Finished;
    return workflow;
}

QList<const Hand *> Workflow::next() const
{
    QList<const Hand *> turn;
    const bool isRunning = state == State::Open || state == State::Finished;
    for (const Hand &hand : hands) {
        if (isRunning && hand.state == Hand::State::Next && !hand.rule.tells)
            turn.append(&hand);
    }
    const auto order = [](const Hand *hand) { return !hand->rule.required ? 2 : hand->isOvertaken ? 1 : 0; };
    std::stable_sort(turn.begin(), turn.end(), [&order](const Hand *a, const Hand *b) { return order(a) < order(b); });
    return turn;
}

QList<const Hand *> Workflow::tellings() const
{
    QList<const Hand *> tellings;
    for (const Hand &hand : hands) {
        const bool isOpen = hand.rule.tells && hand.state == Hand::State::Next && !hand.whose.isEmpty();
        const bool isSaid = isOpen && std::any_of(tellings.cbegin(), tellings.cend(), [&hand](const Hand *other) {
                                return other->whose.first() == hand.whose.first() && other->rule.name == hand.rule.name;
                            });
        if (isOpen && !isSaid)
            tellings.append(&hand);
    }
    return tellings;
}

const Hand *Workflow::hand(const QString &kind) const
{
    const auto found = std::find_if(hands.cbegin(), hands.cend(), [&](const Hand &hand) { return hand.rule.kind == kind; });
    return found == hands.cend() ? nullptr : &*found;
}

bool Workflow::mayTake(const QString &kind, const PersonId &person) const
{
    // What somebody is told is read whatever became of its record: sent back, or answered with an amended version.
    if (kind == step::concernRead)
        return concern && !concern->read && concern->mayRead.contains(person);
    if (const Hand *asked = hand(kind); asked && asked->rule.tells) {
        return std::any_of(hands.cbegin(), hands.cend(),
                           [&](const Hand &one) { return one.rule.kind == kind && one.state == Hand::State::Next && hasOwner(one, person); });
    }
    if (state != State::Open && state != State::Finished)
        return false;
    // Sending back need not wait for one's turn: what is wrong should not be reflected on first.
    const bool sendsItBack = kind == step::returned;
    return std::any_of(hands.cbegin(), hands.cend(), [&](const Hand &hand) {
        if (!hasOwner(hand, person))
            return false;
        return sendsItBack ? hand.rule.mayReturn : hand.state == Hand::State::Next && hand.rule.kind == kind;
    });
}

QStringList Workflow::mayTake(const PersonId &person) const
{
    QStringList kinds;
    if (const QString reading = QString::fromUtf16(step::concernRead); mayTake(reading, person))
        kinds.append(reading);
    for (const Hand *hand : tellings() + next()) {
        if (hasOwner(*hand, person) && !kinds.contains(hand->rule.kind))
            kinds.append(hand->rule.kind);
    }
    const QString back = QString::fromUtf16(step::returned);
    if (mayTake(back, person))
        kinds.append(back);
    return kinds;
}

PersonId Workflow::waitsFor() const
{
    if (state == State::Returned)
        return author;
    const auto turn = next();
    const bool isWaited = !turn.isEmpty() && turn.first()->rule.required && !turn.first()->whose.isEmpty();
    return isWaited ? turn.first()->whose.first() : PersonId();
}

int Workflow::signatures() const
{
    return 1
        + static_cast<int>(std::count_if(hands.cbegin(), hands.cend(), [](const Hand &hand) { return hand.state == Hand::State::Done && hand.rule.signs; }));
}

bool isStepOf(const WorkflowInput &input, const QString &kind, const PersonId &person, const Json::Object &members)
{
    if (kind == step::addendum)
        return true;
    if (kind == step::action)
        return followsUp(input, person, members);
    if (kind == step::returned) {
        const bool saysWhy = !stepText(members).trimmed().isEmpty();
        return saysWhy && std::any_of(input.rules.cbegin(), input.rules.cend(), [&](const HandRule &rule) {
                   return rule.mayReturn && ownersOf(rule, input.record, input.who).people.contains(person);
               });
    }
    if (kind == step::concernRead) {
        const auto concern = urgentConcern(input.record, input.form, {}, input.who);
        return concern && concern->mayRead.contains(person);
    }
    const HandRule *rule = findRule(input.rules, kind);
    return rule && ownersOf(*rule, input.record, input.who).people.contains(person);
}

QDate dueOf(const Hand &hand, const Workflow &workflow, const Answers &answers, const CouncilCalendar &calendar)
{
    if (hand.state != Hand::State::Next || !hand.rule.within)
        return {};
    const auto addWorkingDays = [&calendar](QDate day, int count) { return calendar.addWorkingDays(day, count); };
    if (hand.rule.from == HandRule::From::Answer)
        return givenDay(hand.rule, answers, addWorkingDays);
    const QDate from = calendar.today(Instant { hand.rule.from == HandRule::From::Completed ? workflow.completedAtMs : hand.turnSinceMs });
    return dayAfter(from, *hand.rule.within, addWorkingDays);
}

QString sayWorkflow(const Workflow &workflow)
{
    switch (workflow.state) {
    //: Where a record stands: not completed yet.
    case Workflow::State::Draft: return WorkflowWords::tr("Draft");
    //: Where a record stands: marked by its author as entered in error.
    case Workflow::State::Void: return WorkflowWords::tr("Entered in error");
    //: Where a record stands: somebody sent it back to its author.
    case Workflow::State::Returned: return WorkflowWords::tr("Returned with comments");
    //: Where a record stands: its author wrote a new version after it was returned.
    case Workflow::State::Superseded: return WorkflowWords::tr("Answered with an amended version");
    case Workflow::State::Open: {
        const auto turn = workflow.next();
        //: Where a record stands. %1 is what is waited for ("reflection"), %2 by whom ("the person observed"); both from the form.
        return turn.isEmpty() ? QString() : WorkflowWords::tr("Waiting: %1 by %2").arg(turn.first()->rule.name, turn.first()->rule.by);
    }
    case Workflow::State::Finished: break;
    }
    const int signers = workflow.signatures();
    if (signers > 2) {
        //: Where a record stands: everyone who signs it has. %1 is how many, above two.
        return WorkflowWords::tr("Signed by all %1").arg(signers);
    }
    //: Where a record stands: its author and the one other person who signs it have.
    return signers == 2 ? WorkflowWords::tr("Signed by both") : QString();
}

} // namespace sightline
