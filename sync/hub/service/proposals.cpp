#include "sync/hub/service/proposals.h"

#include "core/editions/revision.h"
#include "core/packs/framework/framework_pack.h"
#include "core/people/people_table.h"
#include "core/records/proposal.h"
#include "sync/hub/service/edition_book.h"
#include "sync/hub/service/notice.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

JudgedProposal refusedFor(const char16_t *reason, QStringList fields = {})
{
    fields.removeDuplicates();
    return { Outcome { Outcome::Code::Held, QString::fromUtf16(reason), std::move(fields) }, {} };
}

Result<JudgedProposal> judgeRevision(Ledger &ledger, const Submission &submission)
{
    const RecordBody &head = *submission.operation.head;
    const QDate from = proposedFrom(head);
    const auto revision = revisionFromJson(Json(head.answers));
    if (!revision || !from.isValid() || !head.about)
        return refusedFor(held::invalid, { !from.isValid() ? u"from"_s : u"changes"_s });
    if (from <= ledger.rights().day())
        return refusedFor(held::invalid, { u"from"_s });
    const auto editions = heldEditions(ledger.transaction());
    if (!editions)
        return editions.error();
    const HeldEdition *base = editionOn(*editions, from);
    if (!base || base->record != *head.about || base->hash != head.aboutHash)
        return refusedFor(held::stale);
    const auto tables = builtInTables();
    if (!tables)
        return tables.error();
    const QDate saidOn = ledger.dayOf(Instant { submission.operation.atMs });
    const Revised next = revised(base->framework, *revision, submission.person, saidOn, *tables);
    QStringList wrong;
    for (const RowProblem &problem : next.problems)
        wrong.append(problem.activity.toString() + u'/' + cellName(problem.cell));
    if (!wrong.isEmpty())
        return refusedFor(held::invalid, wrong);
    return JudgedProposal { {}, { editionPublication(next.framework, from) } };
}

Result<Council> councilToKeep(Ledger &ledger)
{
    const Council &known = ledger.rights().council();
    const auto ids = ledger.transaction().recordIds(recordTypeName(RecordType::Setting));
    if (!ids)
        return ids.error();
    QList<Setting> settings;
    for (const RecordId &id : *ids) {
        const auto body = ledger.body(id);
        const auto setting = body ? settingFromJson(Json((*body)->answers)) : Result<Setting>(body.error());
        if (!setting)
            return setting.error();
        settings.append(*setting);
    }
    return Council({ known.people(), known.teams(), settings, {}, known.card() });
}

template <typename Entry>
void appendPublication(QList<Publication> &publications, RecordType type, const Entry &entry)
{
    publications.append({ publishedId(type, entry.id.toString()), publishedBody(type, toJson(entry)) });
}

Result<JudgedProposal> judgePeople(Ledger &ledger, const Submission &submission)
{
    const RecordBody &head = *submission.operation.head;
    const auto council = councilToKeep(ledger);
    const auto editions = heldEditions(ledger.transaction());
    if (!council || !editions)
        return council ? editions.error() : council.error();
    QList<ServiceId> services;
    if (const HeldEdition *present = editionOn(*editions, ledger.rights().day())) {
        for (const CompiledService &service : present->framework.services)
            services.append(service.id);
    }
    const auto table = [&head](const QString &name) { return head.answers.value(name).toString().toUtf8(); };
    const auto read = readPeopleTables({ table(u"people"_s), table(u"teams"_s), table(u"settings"_s) }, *council, services);
    if (!read)
        return refusedFor(held::invalid, { u"people"_s });
    QStringList wrong;
    for (const PeopleProblem &problem : read->problems)
        wrong.append(u"%1/%2/%3"_s.arg(problem.table).arg(problem.line).arg(problem.column));
    if (!wrong.isEmpty())
        return refusedFor(held::invalid, wrong);
    JudgedProposal judged;
    for (const Team &team : read->teams)
        appendPublication(judged.publications, RecordType::Team, team);
    for (const Setting &setting : read->settings)
        appendPublication(judged.publications, RecordType::Setting, setting);
    for (const Person &person : read->people) {
        // Whoever keeps the council's people gives themselves no right by it: that takes the hub's own command.
        const Person *own = person.id == submission.person ? council->person(person.id) : nullptr;
        if (own && !(*own == person))
            return refusedFor(held::notAllowed, { u"people/own"_s });
        appendPublication(judged.publications, RecordType::Person, person);
    }
    return judged;
}

} // namespace

Result<JudgedProposal> judgeProposal(Ledger &ledger, const Submission &submission)
{
    const RecordBody &head = *submission.operation.head;
    const auto kind = proposalKindOf(head);
    if (!kind)
        return refusedFor(held::unknownKind);
    const Council &council = ledger.rights().council();
    const Person *person = council.person(submission.person);
    const bool may = person && (*kind == ProposalKind::Framework ? ownsFramework(*person, council.card()) : mayKeepPeople(*person, council.card()));
    if (ledger.rules().publishersAreChecked && !may)
        return refusedFor(held::notAllowed);
    if (ledger.rules().authorsAreChecked && head.author != submission.person)
        return refusedFor(held::author);
    if (head.state != RecordState::Completed || head.task || head.observed)
        return refusedFor(held::invalid, { u"state"_s });
    return *kind == ProposalKind::Framework ? judgeRevision(ledger, submission) : judgePeople(ledger, submission);
}

Result<void> publishProposed(Ledger &ledger, const QList<Publication> &publications)
{
    bool rightsChanged = false;
    for (const Publication &publication : publications) {
        const auto place = ledger.placeFor(publication.id, publication.body.type);
        if (!place)
            return place.error();
        const auto seq = ledger.publish(*place, publication.body);
        if (!seq)
            return seq.error();
        const RecordType type = publication.body.type;
        if (*seq > 0 && (type == RecordType::Person || type == RecordType::Team)) {
            ledger.state().peopleSeq = *seq;
            rightsChanged = true;
        }
    }
    if (!rightsChanged)
        return {};
    ledger.noteRightsChanged();
    const auto read = ledger.refresh();
    return read ? readdressNotices(ledger) : read;
}

} // namespace sightline::hub
