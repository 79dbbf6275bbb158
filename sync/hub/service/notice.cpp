#include "sync/hub/service/notice.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Most a notice quotes of the present values, in bytes; beyond that the record itself is where to look.
constexpr qint64 quotedBytesMax = 1024 * 1024;

/// The team whose lead hears of it: the record's where its author may read that; else the one it names, where that is theirs to name; else
/// the author's own. Empty: they have none.
TeamId teamFor(Ledger &ledger, const Submission &submission, const std::optional<RecordBody> &readable)
{
    if (readable && !readable->team.isEmpty())
        return readable->team;
    const Person *author = ledger.rights().council().person(submission.person);
    const QStringList scopes = ledger.rights().scopesOf(submission.person);
    if (const auto &head = submission.operation.head; head && !head->team.isEmpty()) {
        const QString named = head->team.toString();
        const bool isOwn = author && author->teams.contains(head->team);   // also of somebody who has left and reads nothing any more
        if (isOwn || scopes.contains(u"team:"_s + named) || scopes.contains(u"lead:"_s + named))
            return head->team;
    }
    return author && !author->teams.isEmpty() ? author->teams.first() : TeamId();
}

/// Who hears of it where no team's lead does: the nearest of those above its author who is here. Empty: nobody is.
PersonId managerFor(Ledger &ledger, const PersonId &author)
{
    const Council &council = ledger.rights().council();
    for (const PersonId &above : council.managersAbove(author)) {
        // What an elected member may not read they could not settle.
        if (!ledger.rights().scopesOf(above).isEmpty() && !council.person(above)->isElected)
            return above;
    }
    return {};
}

/// A draft is its author's alone: nobody else hears even that there is one. @p headType: of the operation, where it begins a record.
Result<bool> isAboutADraft(Ledger &ledger, const std::optional<RecordId> &record, const QString &headType)
{
    const auto body = record ? ledger.body(*record) : Result<std::optional<RecordBody>>(std::nullopt);
    if (!body)
        return body.error();
    const QString draft = recordTypeName(RecordType::Draft);
    if ((*body && (*body)->type == RecordType::Draft) || headType == draft)
        return true;
    if (*body || !record)
        return false;
    const auto erased = ledger.state().erasures > 0 ? ledger.transaction().erasedRecord(*record) : Result<std::optional<ErasedRecord>>(std::nullopt);
    if (!erased)
        return erased.error();
    if (*erased)
        return (*erased)->type == draft;
    // Not even its beginning was taken: what that said of it is in the log.
    const auto logged = ledger.transaction().operationsOf(*record);
    if (!logged)
        return logged.error();
    return std::any_of(logged->cbegin(), logged->cend(), [&draft](const LoggedOperation &operation) {
        const auto json = parseJson(operation.bytes);
        return json && (*json)[u"head"_s][u"type"_s].toString() == draft;
    });
}

Json presentValues(const Operation &operation, const Outcome &outcome, const RecordBody &body)
{
    Json values = Json::object();
    for (const QString &field : outcome.fields) {
        if (operation.set.contains(field))
            values.set(field, body.answers.value(field));
    }
    return values;
}

/// The record the operation is about, if its author may read it.
Result<std::optional<RecordBody>> readableRecord(Ledger &ledger, const Submission &submission)
{
    auto body = ledger.body(submission.operation.record);
    if (!body || !*body)
        return body;
    const auto readable = ledger.mayRead(submission.person, submission.operation.record, **body);
    if (!readable)
        return readable.error();
    if (!*readable && ledger.rules().noticesRespectScope)
        return std::optional<RecordBody>();
    return body;
}

} // namespace

RecordId noticeIdOf(const OperationId &operation) { return RecordId(QUuid::createUuidV5(operation.raw(), QByteArrayLiteral("notice"))); }

Result<std::optional<RecordBody>> noticeAbout(Ledger &ledger, const OperationId &operation)
{
    const auto place = ledger.placeFor(noticeIdOf(operation), RecordType::Notice);
    return place ? ledger.body(*place) : place.error();
}

namespace {

Result<void> publishNotice(Ledger &ledger, const OperationId &operation, const RecordBody &notice)
{
    const auto place = ledger.placeFor(noticeIdOf(operation), RecordType::Notice);
    if (!place)
        return place.error();
    const auto published = ledger.publish(*place, notice);
    return published ? Result<void>() : published.error();
}

/// The form that @p operation is about: the one it names, or that of the record there is.
QString formOf(const Operation &operation, const std::optional<RecordBody> &present)
{
    if (operation.head)
        return operation.head->form;
    return present ? present->form : operation.form;
}

/// Whether @p form gives what is completed to the two people it is between, besides at most somebody that it names, and so to nobody above them.
bool isBetweenTwo(const Ledger &ledger, const QString &form)
{
    const QStringList readers = form.isEmpty() ? QStringList() : ledger.forms().visibility.ruleFor(templateOf(form)).completed;
    const auto isOnePerson = [](const QString &audience) { return audience == "author"_L1 || audience == "observed"_L1 || audience.startsWith("named:"_L1); };
    return readers.contains(u"observed"_s) && std::all_of(readers.cbegin(), readers.cend(), isOnePerson);
}

} // namespace

Result<void> writeNotice(Ledger &ledger, const Submission &submission, const Outcome &outcome)
{
    const auto record = readableRecord(ledger, submission);
    if (!record)
        return record.error();

    RecordBody notice;
    notice.type = RecordType::Notice;
    notice.state = RecordState::Completed;
    notice.author = submission.person;
    const auto &head = submission.operation.head;
    const auto isOfADraft = isAboutADraft(ledger, submission.operation.record, head ? recordTypeName(head->type) : QString());
    if (!isOfADraft)
        return isOfADraft.error();
    // A supervision's personal part is for no manager above the two either when it is held, whether or not its author may read the record now.
    const auto present = ledger.body(submission.operation.record);
    if (!present)
        return present.error();
    const bool isTheirsAlone = *isOfADraft || isBetweenTwo(ledger, formOf(submission.operation, *present));
    if (!isTheirsAlone)
        notice.team = teamFor(ledger, submission, *record);
    if (notice.team.isEmpty() && !isTheirsAlone) {
        if (const PersonId manager = managerFor(ledger, submission.person); !manager.isEmpty())
            notice.answers.insert(u"manager"_s, manager.toString());
    }
    notice.about = submission.operation.record;
    notice.madeAtMs = submission.operation.atMs;
    notice.answers.insert(u"operation"_s, operationToJson(submission.operation));
    notice.answers.insert(u"outcome"_s, outcomeName(outcome));
    if (!outcome.fields.isEmpty())
        notice.answers.insert(u"fields"_s, Json::strings(outcome.fields));
    if (*record) {
        const Json values = presentValues(submission.operation, outcome, **record);
        if (!values.toObject().isEmpty() && writeJson(values).size() <= quotedBytesMax)
            notice.answers.insert(u"present"_s, values);
    }
    return publishNotice(ledger, submission.operation.id, notice);
}

Result<void> readdressNotices(Ledger &ledger)
{
    const auto ids = ledger.transaction().recordIds(recordTypeName(RecordType::Notice));
    if (!ids)
        return ids.error();
    for (const RecordId &id : *ids) {
        auto notice = ledger.body(id);
        if (!notice)
            return notice.error();
        if (!*notice || !(*notice)->team.isEmpty() || (*notice)->answers.contains(u"closed"_s))
            continue;
        const auto isOfADraft = isAboutADraft(ledger, (*notice)->about, (*notice)->answers.value(u"operation"_s)[u"head"_s][u"type"_s].toString());
        if (!isOfADraft)
            return isOfADraft.error();
        const auto about = (*notice)->about ? ledger.body(*(*notice)->about) : Result<std::optional<RecordBody>>(std::nullopt);
        if (!about)
            return about.error();
        const auto operation = operationFromJson((*notice)->answers.value(u"operation"_s));
        if (!operation)
            return operation.error();
        if (*isOfADraft || isBetweenTwo(ledger, formOf(*operation, *about)))
            continue;
        const PersonId manager = managerFor(ledger, (*notice)->author);
        (*notice)->answers.remove(u"manager"_s);
        if (!manager.isEmpty())
            (*notice)->answers.insert(u"manager"_s, manager.toString());
        if (const auto published = ledger.publish(id, **notice); !published)
            return published.error();
    }
    return {};
}

Result<void> retellNotice(Ledger &ledger, const Submission &submission, const Outcome &outcome)
{
    const auto notice = noticeAbout(ledger, submission.operation.id);
    if (!notice)
        return notice.error();
    const bool isOpen = *notice && !(*notice)->answers.contains(u"closed"_s);
    return isOpen ? writeNotice(ledger, submission, outcome) : Result<void>();
}

Result<void> closeNotice(Ledger &ledger, const OperationId &operation, const QString &how, const PersonId &by, const QString &reason)
{
    auto notice = noticeAbout(ledger, operation);
    if (!notice)
        return notice.error();
    if (!*notice || (*notice)->answers.contains(u"closed"_s))
        return {};
    Json closed = Json::object({ { u"how"_s, how }, { u"by"_s, by.toString() } });
    if (!reason.isEmpty())
        closed.set(u"reason"_s, reason);
    (*notice)->answers.insert(u"closed"_s, closed);
    return publishNotice(ledger, operation, **notice);
}

} // namespace sightline::hub
