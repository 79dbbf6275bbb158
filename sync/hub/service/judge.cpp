#include "sync/hub/service/judge.h"

#include "core/forms/answer_key.h"
#include "core/forms/publish.h"
#include "core/forms/validate.h"
#include "core/operations/with_fields.h"
#include "core/people/approval.h"
#include "core/records/absence_record.h"
#include "core/records/child_pointer.h"
#include "core/records/event_record.h"
#include "core/records/fact.h"
#include "core/records/published.h"
#include "core/records/step_body.h"
#include "core/records/tied_activities.h"
#include "core/records/waiver_record.h"
#include "core/records/workflow.h"
#include "sync/hub/service/hub_files.h"
#include "sync/hub/service/notice.h"
#include "sync/hub/service/proposals.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

QString recordKey(const RecordId &record) { return u"record:"_s + record.toString(); }

namespace {

/// Largest body a record may grow to, in bytes: a page must be able to carry it (wire::answerInflatedBytesMax) and every
/// reader to parse it (limits::jsonBytesMax). An operation is at most half of it.
constexpr qint64 recordBytesMax = 3LL * 1024 * 1024;

Outcome heldFor(const char16_t *reason, QStringList fields = {}) { return { Outcome::Code::Held, QString::fromUtf16(reason), std::move(fields) }; }

const Outcome waiting { Outcome::Code::Waiting, {}, {} };

bool isHeldFor(const Outcome &outcome, const char16_t *reason) { return outcome.code == Outcome::Code::Held && outcome.reason == QString::fromUtf16(reason); }

/// Types that a device writes; the rest is the hub's own.
bool isWrittenByDevices(RecordType type)
{
    switch (type) {
    case RecordType::Form:
    case RecordType::Step:
    case RecordType::Fact:
    case RecordType::Claim:
    case RecordType::Waiver:
    case RecordType::Event:
    case RecordType::Absence:
    case RecordType::Child:
    case RecordType::Draft: return true;
    default: return false;
    }
}

/// What has to come before @p operation, ended as @p outcome, is worth trying again; "" for nothing.
QString waitsFor(const Operation &operation, const Outcome &outcome)
{
    if (outcome.code == Outcome::Code::Waiting && !outcome.fields.isEmpty())
        return outcome.fields.first();   // a file
    if (outcome.code == Outcome::Code::Waiting) {
        const bool onAnother = operation.kind == OperationKind::Create && operation.head && operation.head->about;
        return recordKey(onAnother ? *operation.head->about : operation.record);
    }
    if (isHeldFor(outcome, held::formUnknown) && operation.head)
        return u"form:"_s + operation.head->form;
    if (isHeldFor(outcome, held::unknownKind))
        return u"kind:"_s + operation.kindName;
    return {};
}

} // namespace

Result<Outcome> Judge::take(const Submission &submission, Standing standing)
{
    const auto outcome = decide(submission, standing, submission.operationSeq);
    if (!outcome)
        return outcome.error();
    if (const auto settled = m_ledger.settle(submission.operationSeq, submission.operationSeq, *outcome); !settled)
        return settled.error();
    if (const auto followed = afterOutcome(submission, *outcome); !followed)
        return followed.error();
    if (const auto replayed = replayDue(); !replayed)
        return replayed.error();
    return *outcome;
}

Result<Outcome> Judge::decide(const Submission &submission, Standing standing, qint64 seq)
{
    switch (submission.operation.kind) {
    case OperationKind::Unknown: return heldFor(held::unknownKind);
    case OperationKind::Publish: return heldFor(held::notAllowed);
    default: break;
    }
    if (standing == Standing::Disabled)
        return heldFor(held::scope);
    const auto erased = isOfErased(submission.operation);
    if (!erased)
        return erased.error();
    if (*erased)
        return heldFor(held::erased);
    switch (submission.operation.kind) {
    case OperationKind::Create: return decideCreate(submission, standing, seq);
    case OperationKind::Adopt: return decideAdopt(submission, seq);
    case OperationKind::Dismiss: return decideDismiss(submission, seq);
    default: return decideChange(submission, standing, seq);
    }
}

/// Whether @p operation would go on with what was erased by law. What only settles held work may still come.
Result<bool> Judge::isOfErased(const Operation &operation)
{
    const bool settles = operation.kind == OperationKind::Adopt || operation.kind == OperationKind::Dismiss;
    if (m_ledger.state().erasures == 0 || settles)
        return false;
    QList<RecordId> touched { operation.record };
    if (operation.head && operation.head->about)
        touched.append(*operation.head->about);
    for (const RecordId &id : std::as_const(touched)) {
        const auto erased = m_ledger.transaction().erasedRecord(id);
        if (!erased)
            return erased.error();
        if (*erased)
            return true;
    }
    return false;
}

bool Judge::mayNameTeamAndService(const PersonId &person, const RecordBody &head) const
{
    const QStringList scopes = m_ledger.rights().scopesOf(person);
    const QString team = head.team.toString();
    const QString service = head.service.toString();
    const bool teamIsTheirs = team.isEmpty() || scopes.contains(u"team:"_s + team) || scopes.contains(u"lead:"_s + team);
    const bool serviceIsTheirs = service.isEmpty() || scopes.contains(u"service:"_s + service);
    return teamIsTheirs && serviceIsTheirs;
}

/// Types and limits only, whatever is required (decisions 13). Nothing, if the form is not one we can read.
std::optional<Outcome> Judge::objectionToFields(const QString &form, const Json::Object &fields) const
{
    const auto questionnaire = m_ledger.forms().questionnaires.constFind(form);
    if (!m_ledger.rules().fieldsAreChecked || questionnaire == m_ledger.forms().questionnaires.constEnd())
        return std::nullopt;
    QStringList wrong;
    for (const FormIssue &issue : checkPatch(*questionnaire, fields)) {
        if (issue.severity == FormIssue::Severity::Error && !wrong.contains(issue.linkId))
            wrong.append(issue.linkId);
    }
    return wrong.isEmpty() ? std::nullopt : std::optional(heldFor(held::invalid, wrong));
}

/// A child pointer holds what points to a child and nothing else, and is handed only to somebody there is: it is no second case file.
std::optional<Outcome> Judge::objectionToChild(const Json::Object &fields) const
{
    if (!m_ledger.rules().fieldsAreChecked)
        return std::nullopt;
    QStringList wrong;
    for (const ChildProblem &problem : childProblems(fields))
        wrong.append(problem.member);
    const auto handedTo = PersonId::fromString(fields.value(u"handed_to"_s).toString());
    if (handedTo && !handedTo->isEmpty() && !m_ledger.rights().council().person(*handedTo))
        wrong.append(u"handed_to"_s);
    wrong.removeDuplicates();
    return wrong.isEmpty() ? std::nullopt : std::optional(heldFor(held::invalid, wrong));
}

/// What the programme's records say: an event what happened and nothing of a child, a waiver its task and why, an absence whom it may name. A
/// claim may name a colleague it is passed on to.
Result<std::optional<Outcome>> Judge::objectionToProgramme(const Submission &submission)
{
    const RecordBody &head = *submission.operation.head;
    if (!m_ledger.rules().fieldsAreChecked)
        return std::optional<Outcome>();
    const auto wrong = [](const QList<ProgrammeProblem> &problems) {
        QStringList members;
        for (const ProgrammeProblem &problem : problems)
            members.append(problem.member);
        members.removeDuplicates();
        return members.isEmpty() ? std::optional<Outcome>() : std::optional(heldFor(held::invalid, members));
    };
    // What may still be patched could say something else once it was approved.
    const bool isOfProgramme =
        head.type == RecordType::Event || head.type == RecordType::Waiver || head.type == RecordType::Absence || head.type == RecordType::Claim;
    if (isOfProgramme && head.state != RecordState::Completed)
        return std::optional(heldFor(held::invalid, { u"state"_s }));
    switch (head.type) {
    case RecordType::Event: {
        if (head.about || head.task)
            return std::optional(heldFor(held::invalid, { u"task"_s }));
        if (auto objection = wrong(eventProblems(head.answers)))
            return std::optional(*objection);
        const auto entry = eventEntryOf(head);
        const bool isItsOwn = entry && (entry->reference.isEmpty() || submission.operation.record == eventIdOf(*entry));
        return isItsOwn ? std::optional<Outcome>() : std::optional(heldFor(held::invalid, { u"reference"_s }));
    }
    case RecordType::Waiver: {
        if (!head.task)
            return std::optional(heldFor(held::invalid, { u"task"_s }));
        if (auto objection = wrong(waiverProblems(head.answers, head.about.has_value())))
            return std::optional(*objection);
        return head.about ? objectionToWaiverAnswer(submission) : objectionToDecision(submission);
    }
    case RecordType::Absence: {
        const auto absence = absenceFromJson(Json(head.answers));
        if (!absence || Json(head.answers) != toJson(*absence))   // why somebody is away is nobody's business
            return std::optional(heldFor(held::invalid, { u"person"_s }));
        const Council &council = m_ledger.rights().council();
        const Person *person = council.person(absence->person);
        const bool isSound = person && head.observed == absence->person && head.service == person->service && !head.task && !head.about
            && problemOfAbsence(*absence).isEmpty() && (absence->isAway() || person->holds(absence->role))
            && (absence->cover.isEmpty() || council.person(absence->cover));
        if (!isSound)
            return std::optional(heldFor(held::invalid, { u"person"_s }));
        const bool may = !m_ledger.rules().authorsAreChecked || mayEnterAbsence(council, submission.person, absence->person);
        return may ? std::optional<Outcome>() : std::optional(heldFor(held::notAllowed));
    }
    default: return std::optional<Outcome>();
    }
}

/// Who says that they decide alone does, on the day they say it; and an event that is numbered elsewhere has the id that follows.
std::optional<Outcome> Judge::objectionToDecision(const Submission &submission) const
{
    const RecordBody &head = *submission.operation.head;
    const auto entry = waiverEntryOf(head);
    if (!entry || !entry->isDecided || !m_ledger.rules().authorsAreChecked)
        return std::nullopt;
    const QDate day = m_ledger.dayOf(Instant { submission.operation.atMs });
    return decidesAlone(m_ledger.rights().council(), submission.person, head.service, day) ? std::nullopt : std::optional(heldFor(held::notAllowed));
}

/// Only a manager of whoever asked, or who oversees the service, answers a waiver; the answer names the task that was asked about.
Result<std::optional<Outcome>> Judge::objectionToWaiverAnswer(const Submission &submission)
{
    const RecordBody &head = *submission.operation.head;
    const auto asked = m_ledger.body(*head.about);
    if (!asked)
        return asked.error();
    if (!*asked)
        return std::optional(waiting);
    if (!waiverEntryOf(**asked) || (*asked)->task != head.task || (*asked)->service != head.service)
        return std::optional(heldFor(held::invalid, { u"about"_s }));
    // Whether law asks for the task only a plan knows: it believes a manager's answer about such a one no further than they may decide it.
    const QDate day = m_ledger.dayOf(Instant { submission.operation.atMs });
    const bool may = mayApprove(m_ledger.rights().council(), submission.person, (*asked)->author, head.service, false, day);
    return may || !m_ledger.rules().authorsAreChecked ? std::optional<Outcome>() : std::optional(heldFor(held::notAllowed));
}

Result<std::optional<Outcome>> Judge::objectionToCreate(const Submission &submission, Standing standing)
{
    const RecordBody &head = *submission.operation.head;
    const HubRules &rules = m_ledger.rules();
    if (head.type == RecordType::FormDefinition)
        return objectionToForm(submission);
    if (head.type == RecordType::Proposal) {
        auto judged = judgeProposal(m_ledger, submission);
        if (!judged)
            return judged.error();
        m_proposed = std::move(judged->publications);
        return judged->objection;
    }
    if (!isWrittenByDevices(head.type))
        return std::optional(heldFor(held::notAllowed));
    if (rules.authorsAreChecked && head.author != submission.person)
        return std::optional(heldFor(held::author));
    const bool rightsAreAsked = rules.rightsAreChecked && standing != Standing::Adopted;
    // An absence is of whoever is away, in whatever service that is; a manager above may enter it.
    if (rightsAreAsked && head.type != RecordType::Absence && !mayNameTeamAndService(submission.person, head))
        return std::optional(heldFor(held::scope));
    const Person *author = m_ledger.rights().council().person(submission.person);
    // A draft is its author's alone, whatever is in it; what comes of it is judged when it is completed.
    const bool hasClass = head.type != RecordType::Absence && head.type != RecordType::Draft;
    if (rightsAreAsked && hasClass && author && !mayReadClass(readerKindOf(*author), m_ledger.forms().visibility.classOf(head)))
        return std::optional(heldFor(held::scope));
    // A place of somebody who does not exist would be kept for ever, and nobody would ever read it.
    if (rules.rightsAreChecked && head.observed && !m_ledger.rights().council().person(*head.observed))
        return std::optional(heldFor(held::invalid, { u"observed"_s }));
    const auto programme = objectionToProgramme(submission);
    if (!programme || *programme)
        return programme;
    const QSet<QString> &forms = m_ledger.forms().versions;
    if (!head.form.isEmpty() && !forms.isEmpty() && !forms.contains(head.form))
        return std::optional(heldFor(held::formUnknown));
    if (head.type == RecordType::Form) {
        if (auto objection = objectionToFields(head.form, head.answers))
            return objection;
    }
    if (head.type == RecordType::Child) {
        if (auto objection = objectionToChild(head.answers))
            return objection;
    }
    return objectionToRelation(submission, standing);
}

/// A step or fact belongs to a record: that must be here, be one its author may read, and for a fact agree with it.
Result<std::optional<Outcome>> Judge::objectionToRelation(const Submission &submission, Standing standing)
{
    const RecordBody &head = *submission.operation.head;
    const HubRules &rules = m_ledger.rules();
    const bool belongs = head.type == RecordType::Step || head.type == RecordType::Fact;
    if (!belongs)
        return head.type == RecordType::Form && head.about ? objectionToAmending(submission) : std::optional<Outcome>();
    if (!head.about)
        return std::optional(heldFor(held::invalid, { u"about"_s }));
    const auto root = m_ledger.rootOf(head);
    if (!root)
        return root.error();
    if (!*root)
        return std::optional(waiting);
    if (head.type == RecordType::Fact) {
        const bool agrees = isFactOf(submission.operation.record, head, *head.about, (*root)->body);
        return agrees || !rules.factsAreChecked ? std::optional<Outcome>() : std::optional(heldFor(held::fact));
    }
    if (!rules.rightsAreChecked)
        return std::optional<Outcome>();
    const auto readable = m_ledger.mayRead(submission.person, (*root)->id, (*root)->body);
    if (!readable)
        return readable.error();
    // Adopting forgives that its author may not read the record any more. Whose hand it is, and on what, it never forgives.
    const bool mayAct = *readable || standing == Standing::Adopted;
    return mayAct ? objectionToStep(submission, (*root)->body, standing) : std::optional(heldFor(held::scope));
}

/// An amended version answers for its author alone: nobody puts another's record aside (decisions 1).
Result<std::optional<Outcome>> Judge::objectionToAmending(const Submission &submission)
{
    const auto amended = m_ledger.body(*submission.operation.head->about);
    if (!amended)
        return amended.error();
    const bool isAnothers = *amended && ((*amended)->type != RecordType::Form || (*amended)->author != submission.person);
    return isAnothers && m_ledger.rules().authorsAreChecked ? std::optional(heldFor(held::author)) : std::optional<Outcome>();
}

/// A later hand on @p root, which its author may read: theirs by the form's order of hands, on the body that is present, and within
/// its part. An addendum is anyone's. Where a form's meta says nothing of hands, only what it is on is judged.
Result<std::optional<Outcome>> Judge::objectionToStep(const Submission &submission, const RecordBody &root, Standing standing)
{
    const RecordBody &head = *submission.operation.head;
    // What is not completed may yet change: nobody adds to it, whatever its form says of hands.
    if (root.state == RecordState::Draft || head.state != RecordState::Completed)
        return std::optional(heldFor(held::step));
    if (head.role == step::addendum)
        return std::optional<Outcome>();   // also to a record that was entered in error: it may be what explains it
    if (root.state == RecordState::Void)
        return std::optional(heldFor(held::voided));
    const auto about = m_ledger.body(*head.about);
    if (!about)
        return about.error();
    const auto bytes = *about ? bodyBytes(**about) : Result<QByteArray>(QByteArray());
    if (!bytes)
        return bytes.error();
    const bool isOfThatBody = *about && head.aboutHash == bodyHash(*bytes);
    const auto hands = m_ledger.forms().hands.constFind(root.form);
    const bool hasHands = hands != m_ledger.forms().hands.constEnd();
    // Who has read a concern is judged on every form: another could silence it.
    if (!hasHands && head.role != step::concernRead)
        return isOfThatBody ? std::optional<Outcome>() : std::optional(heldFor(held::stale));
    const bool isOnTheRecord = *about && (*about)->type == RecordType::Form && head.form == root.form;
    if (!isOnTheRecord)
        return std::optional(heldFor(held::step));
    if (!isOfThatBody)
        return std::optional(heldFor(held::stale));
    const auto scopes = m_ledger.scopesOf(*head.about, root);
    if (!scopes)
        return scopes.error();
    // Adopting is for those who may not any more: whose hand it was is asked of the day they took it.
    const QDate day = standing == Standing::Adopted ? m_ledger.dayOf(Instant { submission.operation.atMs }) : m_ledger.rights().day();
    const HandPeople who { m_ledger.rights().council(), day, [&](const PersonId &person) {
                              if (person == submission.person && standing == Standing::Adopted)
                                  return true;
                              const QStringList readable = m_ledger.rights().scopesOf(person);
                              return std::any_of(scopes->cbegin(), scopes->cend(), [&readable](const QString &scope) { return readable.contains(scope); });
                          } };
    const auto form = m_ledger.forms().questionnaires.constFind(root.form);
    const Questionnaire *known = form == m_ledger.forms().questionnaires.constEnd() ? nullptr : &*form;
    const QList<HandRule> rules = hasHands ? *hands : QList<HandRule>();
    const auto found = m_ledger.forms().actions.constFind(root.form);
    const ActionRule *actions = found == m_ledger.forms().actions.constEnd() ? nullptr : &*found;
    if (!isStepOf({ *head.about, root, {}, false, known, rules, who, actions }, head.role, submission.person, head.answers))
        return std::optional(heldFor(held::step));
    if (head.role == step::action)
        return objectionToPart(head, actions->part);
    const HandRule *rule = findRule(rules, head.role);
    if (auto objection = objectionToPart(head, rule ? rule->part : QString()))
        return objection;
    // A signature stands for the pictures its author saw, so it takes effect once they are here (R6), and nobody has to sign again. What
    // it says itself that it lacks it need not wait for.
    if (!rule || !rule->signs)
        return std::optional<Outcome>();
    const auto missing = firstMissingFile(m_ledger.transaction(), *head.about, root, lackedFiles(head.answers));
    if (!missing)
        return missing.error();
    return *missing ? std::optional(Outcome { Outcome::Code::Waiting, {}, { fileKey(**missing) } }) : std::optional<Outcome>();
}

/// The answers of a step are those of its part, and keep the form's types and limits.
std::optional<Outcome> Judge::objectionToPart(const RecordBody &head, const QString &part) const
{
    const Answers answers = partAnswers(head);
    const auto form = m_ledger.forms().questionnaires.constFind(head.form);
    if (!m_ledger.rules().fieldsAreChecked || form == m_ledger.forms().questionnaires.constEnd())
        return std::nullopt;
    QStringList foreign;
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        const auto place = resolveKey(*form, it.key());
        if (!place || form->items[place->item].completedByRole != part || part.isEmpty())
            foreign.append(place ? form->items[place->item].linkId : it.key());
    }
    return foreign.isEmpty() ? objectionToFields(head.form, answers.fields()) : std::optional(heldFor(held::invalid, foreign));
}

/// A version of a form, published from a device: by somebody whose role the council lets do it, whoever adopts it; fit to publish, as the
/// device has judged it too; under the id and name that are its own; and for the readers that the template has, or for people it concerns.
std::optional<Outcome> Judge::objectionToForm(const Submission &submission) const
{
    const RecordBody &head = *submission.operation.head;
    const Council &council = m_ledger.rights().council();
    const Person *person = council.person(submission.person);
    const bool may = person && mayPublishForms(*person, council.card());
    if (m_ledger.rules().publishersAreChecked && !may)
        return heldFor(held::notAllowed);
    if (m_ledger.rules().authorsAreChecked && head.author != submission.person)
        return heldFor(held::author);
    if (!m_ledger.rules().fieldsAreChecked)
        return std::nullopt;
    const auto published = publishedFormOf(head);
    const auto json = published ? parseJson(published->questionnaire) : Result<Json>(published.error());
    const auto form = json ? readQuestionnaire(*json) : Result<Questionnaire>(json.error());
    if (!form)
        return heldFor(held::invalid, { u"questionnaire"_s });
    const QString name = formNameOf(*form) + u'@' + form->version;
    const bool isItsOwn = head.form == name && !form->version.isEmpty() && submission.operation.record == publishedId(RecordType::FormDefinition, name);
    const bool isNothingElse = head.state == RecordState::Completed && !head.about && !head.task && !head.observed;
    if (!isItsOwn || !isNothingElse)
        return heldFor(held::invalid, { u"form"_s });
    QStringList wrong;
    for (const ImportNote &refusal : publishRefusals(*form))
        wrong.append(refusal.linkId);
    wrong.removeDuplicates();
    if (!wrong.isEmpty())
        return heldFor(held::invalid, wrong);
    if (!handRules(published->meta).hasValue() && published->meta.isObject())
        return heldFor(held::invalid, { u"meta"_s });
    if (!problemOfActivities(published->meta).isEmpty())
        return heldFor(held::invalid, { u"activities"_s });
    const KnownForms &known = m_ledger.forms();
    const TemplateId id = templateOf(name);
    const bool isKnown = std::any_of(known.versions.cbegin(), known.versions.cend(), [&id](const QString &version) { return templateOf(version) == id; });
    static const QStringList audiences { u"author"_s, u"observed"_s, u"lead"_s, u"team"_s, u"service"_s };
    const auto areAudiences = [](const QStringList &named) {
        return std::all_of(named.cbegin(), named.cend(), [](const QString &audience) { return audiences.contains(audience); });
    };
    const VisibilityRule &readers = published->visibility;
    const bool areOfTheRecord = readers.draft == QStringList { u"author"_s } && readers.completed.contains(u"author"_s) && areAudiences(readers.completed)
        && std::all_of(readers.switches.cbegin(), readers.switches.cend(), areAudiences);
    // Records of every version have the same readers: a new one cannot open, or close, what was written before.
    if (isKnown ? !(readers == known.visibility.ruleFor(id)) : !areOfTheRecord)
        return heldFor(held::invalid, { u"visibility"_s });
    return std::nullopt;
}

Result<Outcome> Judge::decideCreate(const Submission &submission, Standing standing, qint64 seq)
{
    const auto objection = objectionToCreate(submission, standing);
    if (!objection)
        return objection.error();
    const QList<Publication> proposed = std::exchange(m_proposed, {});
    if (*objection)
        return **objection;
    const auto outcome = carryOut(submission, seq);
    if (outcome && outcome->code == Outcome::Code::Applied && !proposed.isEmpty()) {
        if (const auto published = publishProposed(m_ledger, proposed); !published)
            return published.error();
    }
    const bool isNewForm = outcome && outcome->code == Outcome::Code::Applied && submission.operation.head->type == RecordType::FormDefinition;
    if (isNewForm) {
        m_ledger.state().formsSeq = seq;
        if (const auto read = m_ledger.refresh(); !read)
            return read.error();
        m_due.append(u"form:"_s + submission.operation.head->form);   // records that came before it
    }
    return outcome;
}

Result<Outcome> Judge::decideChange(const Submission &submission, Standing standing, qint64 seq)
{
    const auto present = m_ledger.body(submission.operation.record);
    if (!present)
        return present.error();
    // What the hub writes itself (notices, editions, people) no device changes.
    if (*present && !isWrittenByDevices((*present)->type))
        return heldFor(held::notAllowed);
    // What happened, happened: what it asks for is left out with a reason, not taken back.
    if (*present && (*present)->type == RecordType::Event)
        return heldFor(held::notAllowed);
    // An absence ends by whoever may enter one of that person.
    if (*present && (*present)->type == RecordType::Absence && (*present)->author != submission.person && m_ledger.rules().authorsAreChecked) {
        const bool mayEnd = (*present)->observed && mayEnterAbsence(m_ledger.rights().council(), submission.person, *(*present)->observed);
        if (!mayEnd || submission.operation.kind != OperationKind::Void)
            return heldFor(held::author);
    }
    const bool rightsAreAsked = m_ledger.rules().rightsAreChecked && standing != Standing::Adopted;
    if (*present && rightsAreAsked) {
        const auto readable = m_ledger.mayRead(submission.person, submission.operation.record, **present);
        if (!readable)
            return readable.error();
        if (!*readable)
            return heldFor(held::scope);
    }
    if (*present && (*present)->type == RecordType::Form) {
        Json::Object fields;
        for (auto it = submission.operation.set.cbegin(); it != submission.operation.set.cend(); ++it) {
            if (!it->value.isNull())
                fields.insert(it.key(), it->value);
        }
        if (const auto objection = objectionToFields((*present)->form, fields))
            return *objection;
    }
    if (*present && (*present)->type == RecordType::Child) {
        if (const auto objection = objectionToChild(withFields((*present)->answers, submission.operation.set)))
            return *objection;
    }
    const auto outcome = carryOut(submission, seq);
    if (!outcome)
        return outcome.error();
    const bool settles = submission.operation.kind == OperationKind::Resolve && outcome->code == Outcome::Code::Applied;
    if (!settles || !submission.operation.target)
        return outcome;

    const auto target = submissionOf(*submission.operation.target);
    if (!target)
        return target.error();
    if (!*target || (*target)->operation.record != submission.operation.record)
        return outcome;
    if (const auto closed = m_ledger.transaction().closeConflicts((*target)->operationSeq, seq); !closed)
        return closed.error();
    if (const auto told = closeNotice(m_ledger, (*target)->operation.id, u"resolve"_s, submission.person, {}); !told)
        return told.error();
    return outcome;
}

/// Applies the operation to its record and keeps what came of it.
Result<Outcome> Judge::carryOut(const Submission &submission, qint64 seq)
{
    const Operation &operation = submission.operation;
    const auto present = m_ledger.body(operation.record);
    if (!present)
        return present.error();
    const auto conflicted = *present ? m_ledger.transaction().hasOpenConflict(operation.record) : Result<bool>(false);
    if (!conflicted)
        return conflicted.error();
    const Applied applied = apply(operation, submission.person, *present, *conflicted, m_ledger.rules().apply);

    for (const QString &field : applied.outcome.code == Outcome::Code::Conflict ? applied.outcome.fields : QStringList()) {
        if (const auto opened = m_ledger.transaction().openConflict({ operation.record, field, submission.operationSeq }); !opened)
            return opened.error();
    }
    const auto bytes = applied.body ? bodyBytes(*applied.body) : Result<QByteArray>(QByteArray());
    if (!bytes)
        return bytes.error();
    if (applied.changed && bytes->size() > recordBytesMax)
        return heldFor(held::invalid, operation.set.keys());
    // Also where nothing changed: the record then has a seq that covers this operation, which is what tells a device that its
    // own copy is no longer needed to show it (R12).
    const bool reachesTheRecord = applied.outcome.code == Outcome::Code::Applied || applied.outcome.code == Outcome::Code::Conflict;
    if (reachesTheRecord && applied.body) {
        if (const auto stored = m_ledger.store(operation.record, *applied.body, *bytes, seq); !stored)
            return stored.error();
    }
    return applied.outcome;
}

Result<std::optional<Submission>> Judge::submissionOf(const OperationId &id)
{
    const auto logged = m_ledger.transaction().operation(id);
    if (!logged)
        return logged.error();
    if (!*logged || (*logged)->isErased())
        return std::optional<Submission>();
    const auto json = parseJson((*logged)->bytes);
    if (!json)
        return json.error();
    auto operation = keptOperationFromJson(*json);
    if (!operation)
        return operation.error();
    operation->id = id;   // the log's: its bytes may name one that was taken already
    return std::optional(Submission { std::move(*operation), (*logged)->person, (*logged)->seq });
}

Result<Outcome> Judge::latestOutcome(qint64 operationSeq)
{
    const auto outcomes = m_ledger.transaction().outcomesOf(operationSeq);
    if (!outcomes)
        return outcomes.error();
    if (outcomes->isEmpty())
        return Error { ErrorCode::Corrupt, u"Operation %1 of the log has no outcome."_s.arg(operationSeq) };
    return outcomeFromName(outcomes->last().name, outcomes->last().fields);
}

/// Whoever leads the team that the notice went to, or the manager it went to; for a dismissal also its author.
Result<bool> Judge::maySettle(const PersonId &person, const Submission &target, bool alsoAuthor)
{
    if (alsoAuthor && target.person == person)
        return true;
    const auto notice = noticeAbout(m_ledger, target.operation.id);
    if (!notice)
        return notice.error();
    if (!*notice)
        return false;
    const QStringList scopes = m_ledger.rights().scopesOf(person);
    const bool isTheManager = !scopes.isEmpty() && (*notice)->answers.value(u"manager"_s).toString() == person.toString();
    return isTheManager || scopes.contains(u"lead:"_s + (*notice)->team.toString());
}

/// The operation that an adopt or dismiss names, if its person may settle it; none otherwise.
Result<std::optional<Submission>> Judge::settleableTarget(const Submission &submission, bool alsoAuthor)
{
    const auto &named = submission.operation.target;
    if (!named || *named == submission.operation.id)
        return std::optional<Submission>();
    auto target = submissionOf(*named);
    if (!target || !*target)
        return target;
    const OperationKind kind = (*target)->operation.kind;
    if (kind == OperationKind::Adopt || kind == OperationKind::Dismiss)
        return std::optional<Submission>();
    const auto outcome = latestOutcome((*target)->operationSeq);
    if (!outcome)
        return outcome.error();
    const auto allowed = maySettle(submission.person, **target, alsoAuthor);
    if (!allowed)
        return allowed.error();
    const auto notice = noticeAbout(m_ledger, *named);
    if (!notice)
        return notice.error();
    const bool isSettled = *notice && (*notice)->answers.contains(u"closed"_s);   // dismissed, perhaps: it stays so
    const bool isOpen = outcome->code != Outcome::Code::Applied && !isSettled;
    return *allowed && isOpen ? target : Result<std::optional<Submission>>(std::nullopt);
}

/// What @p adopter takes in for somebody else must be theirs to do: the team and service it names, the record it changes.
Result<bool> Judge::mayAnswerFor(const PersonId &adopter, const Operation &operation)
{
    if (!m_ledger.rules().rightsAreChecked)
        return true;
    if (operation.kind == OperationKind::Create) {
        const RecordBody &head = *operation.head;
        const bool belongs = (head.type == RecordType::Step || head.type == RecordType::Fact) && head.about;
        const auto root = belongs ? m_ledger.rootOf(head) : Result<std::optional<RootRecord>>(std::nullopt);
        if (!root)
            return root.error();
        return *root ? m_ledger.mayRead(adopter, (*root)->id, (*root)->body) : Result<bool>(mayNameTeamAndService(adopter, head));
    }
    const auto present = m_ledger.body(operation.record);
    if (!present)
        return present.error();
    return *present ? m_ledger.mayRead(adopter, operation.record, **present) : Result<bool>(true);
}

Result<Outcome> Judge::decideAdopt(const Submission &submission, qint64 seq)
{
    const auto target = settleableTarget(submission, false);
    if (!target)
        return target.error();
    // Nobody takes in their own: a second pair of eyes is what adopting is.
    if (!*target || (*target)->person == submission.person)
        return heldFor(held::notAllowed);
    const auto theirs = mayAnswerFor(submission.person, (*target)->operation);
    if (!theirs)
        return theirs.error();
    if (!*theirs)
        return heldFor(held::scope);
    const auto standing = latestOutcome((*target)->operationSeq);
    if (!standing)
        return standing.error();
    // A conflict is settled by `resolve`; what still waits needs nobody.
    if (standing->code != Outcome::Code::Held)
        return heldFor(held::notAllowed);

    const auto outcome = decide(**target, Standing::Adopted, seq);
    if (!outcome)
        return outcome.error();
    const bool taken = outcome->code == Outcome::Code::Applied || outcome->code == Outcome::Code::Conflict;
    if (!taken)
        return *outcome;
    if (const auto settled = m_ledger.settle((*target)->operationSeq, seq, *outcome); !settled)
        return settled.error();
    if (const auto freed = m_ledger.transaction().unpark((*target)->operationSeq); !freed)
        return freed.error();
    if (const auto told = closeNotice(m_ledger, (*target)->operation.id, u"adopt"_s, submission.person, {}); !told)
        return told.error();
    if ((*target)->operation.kind == OperationKind::Create)
        m_due.append(recordKey((*target)->operation.record));
    return Outcome {};
}

Result<Outcome> Judge::decideDismiss(const Submission &submission, qint64 seq)
{
    const auto target = settleableTarget(submission, true);
    if (!target)
        return target.error();
    if (!*target)
        return heldFor(held::notAllowed);
    if (const auto closed = m_ledger.transaction().closeConflicts((*target)->operationSeq, seq); !closed)
        return closed.error();
    if (const auto freed = m_ledger.transaction().unpark((*target)->operationSeq); !freed)
        return freed.error();
    if (const auto told = closeNotice(m_ledger, (*target)->operation.id, u"dismiss"_s, submission.person, submission.operation.reason); !told)
        return told.error();
    return Outcome {};
}

/// The notice of what did not apply, the parking of what may yet, the replay of what waited for this.
Result<void> Judge::afterOutcome(const Submission &submission, const Outcome &outcome)
{
    const QString key = waitsFor(submission.operation, outcome);
    if (!key.isEmpty()) {
        if (const auto parked = m_ledger.transaction().park(key, submission.operationSeq); !parked)
            return parked.error();
    }
    const bool needsAPerson = outcome.code == Outcome::Code::Conflict || outcome.code == Outcome::Code::Held;
    if (needsAPerson && m_ledger.rules().noticesAreWritten)
        return writeNotice(m_ledger, submission, outcome);
    const bool arrived = submission.operation.kind == OperationKind::Create && outcome.code == Outcome::Code::Applied;
    if (arrived && m_ledger.rules().waitingIsReplayed)
        m_due.append(recordKey(submission.operation.record));
    return {};
}

Result<void> Judge::replay(const QString &what)
{
    m_due.append(what);
    return replayDue();
}

Result<void> Judge::replayDue()
{
    while (!m_due.isEmpty()) {
        const auto seqs = m_ledger.transaction().parkedFor(m_due.takeFirst());
        if (!seqs)
            return seqs.error();
        for (const qint64 seq : *seqs) {
            if (const auto replayed = replayOne(seq); !replayed)
                return replayed.error();
        }
    }
    return {};
}

Result<void> Judge::replayOne(qint64 operationSeq)
{
    const auto logged = m_ledger.transaction().operationAt(operationSeq);
    if (!logged)
        return logged.error();
    const auto submission = submissionOf((*logged)->id);
    if (!submission)
        return submission.error();
    if ((*submission)->operation.kind == OperationKind::Unknown)
        return {};   // not understood yet: it stays parked
    if (const auto freed = m_ledger.transaction().unpark(operationSeq); !freed)
        return freed.error();

    const bool isHere = !m_ledger.rights().scopesOf((*submission)->person).isEmpty();
    const qint64 seq = m_ledger.nextSeq();
    const auto outcome = decide(**submission, isHere ? Standing::InGoodStanding : Standing::Disabled, seq);
    if (!outcome)
        return outcome.error();
    if (const auto settled = m_ledger.settle(operationSeq, seq, *outcome); !settled)
        return settled.error();
    if (outcome->code == Outcome::Code::Applied) {
        if (const auto told = closeNotice(m_ledger, (*submission)->operation.id, u"replayed"_s, hubPerson(), {}); !told)
            return told.error();
    }
    if (outcome->code == Outcome::Code::Waiting) {
        if (const auto told = retellNotice(m_ledger, **submission, *outcome); !told)
            return told.error();
    }
    return afterOutcome(**submission, *outcome);
}

} // namespace sightline::hub
