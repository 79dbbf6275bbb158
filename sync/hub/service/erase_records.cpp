#include "sync/hub/service/erase_records.h"

#include "core/base/digest.h"
#include "core/records/child_pointer.h"
#include "core/records/child_visit.h"
#include "core/records/draft_copy.h"
#include "sync/hub/service/knowledge.h"
#include "sync/hub/service/notice.h"
#include "sync/hub/store/log_chain.h"

#include <QSet>

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// One thing that operations were about, and what it hangs on.
struct Known {
    RecordId id;
    std::optional<RecordRow> row;
    std::optional<RecordBody> body;            // as it is, or as its first operation would have made it
    QSet<RecordId> about;                      // goes with any of these
    QSet<RecordId> versionOf;                  // goes with these, and they with it
};

Result<std::optional<RecordBody>> firstBody(HubSnapshot &snapshot, const RecordId &id)
{
    const auto logged = snapshot.operationsOf(id);
    if (!logged)
        return logged.error();
    for (const LoggedOperation &operation : *logged) {
        const auto json = parseJson(operation.bytes);
        auto body = json ? bodyFromJson((*json)[u"head"_s]) : Result<RecordBody>(json.error());
        if (body)
            return std::optional(std::move(*body));
    }
    return std::optional<RecordBody>();
}

Result<Known> readKnown(HubSnapshot &snapshot, const RecordId &id)
{
    auto row = snapshot.record(id);
    if (!row)
        return row.error();
    auto read = *row ? presentBody(snapshot, id) : firstBody(snapshot, id);
    if (!read)
        return read.error();
    Known known { id, *std::move(row), *std::move(read), {}, {} };
    if (!known.body)
        return known;
    const RecordBody &body = *known.body;
    if (body.about)
        (body.type == RecordType::Form || body.type == RecordType::Child ? known.versionOf : known.about).insert(*body.about);
    if (body.type == RecordType::Draft) {
        if (const auto draft = draftFromFields(body.answers); draft && draft->about)
            known.about.insert(*draft->about);
    }
    return known;
}

/// Whether the log has words about @p id: of what is erased, those that came later, and are held.
Result<bool> hasWords(HubSnapshot &snapshot, const RecordId &id)
{
    const auto logged = snapshot.operationsOf(id);
    if (!logged)
        return logged.error();
    return std::any_of(logged->cbegin(), logged->cend(), [](const LoggedOperation &operation) { return !operation.isErased(); });
}

/// Everything that operations were ever about and that is not erased.
Result<QList<Known>> readAll(HubSnapshot &snapshot)
{
    const auto ids = snapshot.loggedRecordIds();
    if (!ids)
        return ids.error();
    QList<Known> all;
    for (const RecordId &id : *ids) {
        const auto erased = snapshot.erasedRecord(id);
        if (!erased)
            return erased.error();
        const auto cameLater = *erased ? hasWords(snapshot, id) : Result<bool>(true);
        if (!cameLater)
            return cameLater.error();
        if (!*cameLater)
            continue;
        auto known = readKnown(snapshot, id);
        if (!known)
            return known.error();
        all.append(std::move(*known));
    }
    return all;
}

/// Whether @p known has words of its own or is about people. People, teams, forms and the framework are the council's; facts hold no words.
bool isOfPeople(const Known &known)
{
    static const QSet<RecordType> ofPeople { RecordType::Form,  RecordType::Step,  RecordType::Claim,   RecordType::Waiver,
                                             RecordType::Child, RecordType::Draft, RecordType::Absence, RecordType::Proposal };
    return known.body && ofPeople.contains(known.body->type);
}

bool isNoticeHere(const Known &known) { return known.row && known.body && known.body->type == RecordType::Notice; }

/// What was never applied goes whatever it would have been.
bool isErasable(const Known &known) { return !known.row || isOfPeople(known); }

/// @p roots and whatever goes with them.
QSet<RecordId> closureOf(const QList<Known> &all, const QList<RecordId> &roots)
{
    QSet<RecordId> taken(roots.cbegin(), roots.cend());
    for (bool grows = true; grows;) {
        grows = false;
        for (const Known &known : all) {
            if (!isErasable(known) && !isNoticeHere(known))
                continue;
            const bool isTaken = taken.contains(known.id);
            const bool follows = known.about.intersects(taken) || known.versionOf.intersects(taken);
            if (!isTaken && follows) {
                taken.insert(known.id);
                grows = true;
            }
            const qsizetype before = taken.size();
            if (taken.contains(known.id))
                taken.unite(known.versionOf);
            grows = grows || taken.size() > before;
        }
    }
    return taken;
}

/// What could be a child's number where somebody typed one: whoever looks for a child knows theirs, and nothing else is compared with it.
bool mayBeNumber(const QString &text)
{
    constexpr qsizetype shortest = 5, longest = 40;
    return text.size() >= shortest && text.size() <= longest && std::any_of(text.cbegin(), text.cend(), [](QChar letter) { return letter.isDigit(); });
}

/// What children may be named by in @p json, however deep: references to records, choices from a list of children, and numbers.
void collectChildren(const Json &json, QSet<QString> &found)
{
    if (json.isString() && mayBeNumber(json.toString()))
        found.insert(numberKey(json.toString()));
    if (json.isArray()) {
        for (const Json &one : json.toArray())
            collectChildren(one, found);
        return;
    }
    if (!json.isObject())
        return;
    const QString system = json[u"system"_s].toString();
    if (system == QStringView(childSystem))
        found.insert(json[u"value"_s].toString());
    if (system == QStringView(childListSystem))
        found.insert(json[u"code"_s].toString());
    const Json::Object members = json.toObject();
    for (const Json &member : members)
        collectChildren(member, found);
}

ErasedItem itemOf(const Known &known)
{
    const QString type = known.row ? known.row->type : known.body ? recordTypeName(known.body->type) : QString();
    ErasedItem item { { known.id, type, known.row ? known.row->hash : QByteArray() } };
    item.state = known.row ? known.row->state : u"kept"_s;
    item.changedAtMs = known.row ? known.row->atHubMs : 0;
    if (!known.body)
        return item;
    item.form = known.body->form;
    item.author = known.body->author;
    item.observed = known.body->observed;
    item.madeAtMs = known.body->madeAtMs;
    item.completedAtMs = known.body->completedAtMs;
    (known.body->type == RecordType::Form || known.body->type == RecordType::Child ? item.versionOf : item.about) = known.body->about;
    item.isNotice = isNoticeHere(known);
    QSet<QString> children;
    if (known.body->type != RecordType::Child) {
        collectChildren(Json(known.body->answers), children);
    } else {
        children.insert(known.id.toString());
        if (known.body->about)
            children.insert(known.body->about->toString());
        if (const auto pointer = childPointerOf(known.id, *known.body)) {
            children.insert(numberKey(pointer->number));
            item.endedOn = pointer->endedOn;
        }
    }
    children.remove(QString());
    item.children = QStringList(children.cbegin(), children.cend());
    item.children.sort();
    return item;
}

Result<void> planFiles(HubSnapshot &snapshot, const QSet<RecordId> &taken, ErasurePlan &plan)
{
    QMap<std::pair<QByteArray, QString>, PersonId> named;
    for (const RecordId &id : taken) {
        const auto namings = snapshot.namingsIn(id);
        if (!namings)
            return namings.error();
        for (const FileNaming &naming : *namings)
            named.insert({ naming.sha, naming.person.toString() }, naming.person);
    }
    for (auto it = named.cbegin(); it != named.cend(); ++it) {
        const auto namings = snapshot.namingsOf(it.key().first);
        const auto file = namings ? snapshot.file(it.key().first, it.value()) : Result<std::optional<FileRow>>(namings.error());
        if (!file)
            return file.error();
        const bool stays = std::any_of(namings->cbegin(), namings->cend(),
                                       [&](const FileNaming &naming) { return naming.person == it.value() && !taken.contains(naming.record); });
        if (*file && !stays)
            plan.files.append(**file);
    }
    return {};
}

/// A notice that is closed and quotes nothing: what a device forgets held work by.
RecordBody withoutQuotes(RecordBody notice)
{
    const Json operation = notice.answers.value(u"operation"_s);
    const Json left = Json::object({ { u"id"_s, operation[u"id"_s] }, { u"kind"_s, operation[u"kind"_s] }, { u"rec"_s, operation[u"rec"_s] } });
    Json::Object answers { { u"operation"_s, left },
                           { u"outcome"_s, notice.answers.value(u"outcome"_s) },
                           { u"closed"_s, Json::object({ { u"how"_s, u"erased"_s }, { u"by"_s, hubPerson().toString() } }) } };
    if (notice.answers.contains(u"manager"_s))
        answers.insert(u"manager"_s, notice.answers.value(u"manager"_s));
    notice.answers = answers;
    return notice;
}

/// Every file of @p id that no other record names. @p id is noted as erased; what names the same file and is erased with it comes in its turn.
Result<void> eraseFiles(HubTransaction &transaction, const RecordId &id, QList<ChunkPlace> &dropped)
{
    const auto namings = transaction.namingsIn(id);
    if (!namings)
        return namings.error();
    for (const FileNaming &naming : *namings) {
        const auto all = transaction.namingsOf(naming.sha);
        const auto places = all ? transaction.chunksOf(naming.sha, naming.person) : Result<QList<ChunkPlace>>(all.error());
        if (!places)
            return places.error();
        const bool isNamedElsewhere =
            std::any_of(all->cbegin(), all->cend(), [&](const FileNaming &other) { return other.person == naming.person && other.record != id; });
        if (!isNamedElsewhere) {
            std::copy_if(places->cbegin(), places->cend(), std::back_inserter(dropped), [](const ChunkPlace &place) { return place.store != 0; });
            if (const auto gone = transaction.dropFile(naming.sha, naming.person); !gone)
                return gone;
        }
        if (const auto unnamed = transaction.unnameFile(naming); !unnamed)
            return unnamed;
    }
    return {};
}

/// The words of everything the log has about @p id.
Result<void> eraseWords(HubTransaction &transaction, const RecordId &id, const QString &erasure)
{
    const auto logged = transaction.operationsOf(id);
    if (!logged)
        return logged.error();
    for (const LoggedOperation &operation : *logged) {
        if (operation.isErased())
            continue;
        if (const auto erased = transaction.eraseOperation({ operation.id, digestOf(operation) }, erasure); !erased)
            return erased;
    }
    return {};
}

Result<void> eraseQuotes(Ledger &ledger, const RecordId &id, const QString &erasure)
{
    const auto notice = ledger.body(id);
    if (!notice)
        return notice.error();
    if (const auto erased = eraseWords(ledger.transaction(), id, erasure); !erased)
        return erased;
    if (!*notice)
        return {};
    const auto published = ledger.publish(id, withoutQuotes(**notice));
    return published ? Result<void>() : published.error();
}

} // namespace

Result<ErasurePlan> planErasure(HubSnapshot &snapshot, const QList<RecordId> &roots)
{
    const auto all = readAll(snapshot);
    if (!all)
        return all.error();
    for (const RecordId &root : roots) {
        const auto found = std::find_if(all->cbegin(), all->cend(), [&root](const Known &known) { return known.id == root; });
        if (found == all->cend() || !isErasable(*found))
            return Error { ErrorCode::NotFound, u"There is no record \"%1\" here that can be erased."_s.arg(root.toString()) };
    }
    const QSet<RecordId> taken = closureOf(*all, roots);
    ErasurePlan plan;
    for (const Known &known : *all) {
        if (!taken.contains(known.id))
            continue;
        plan.items.append(itemOf(known));
        const auto logged = snapshot.operationsOf(known.id);
        if (!logged)
            return logged.error();
        for (const LoggedOperation &operation : *logged) {
            if (!operation.isErased())
                plan.operations.append({ operation.id, digestOf(operation) });
        }
    }
    if (const auto filed = planFiles(snapshot, taken, plan); !filed)
        return filed.error();
    return plan;
}

Result<QList<ErasedItem>> recordsToKeepOrErase(HubSnapshot &snapshot)
{
    const auto all = readAll(snapshot);
    if (!all)
        return all.error();
    QList<ErasedItem> items;
    for (const Known &known : *all) {
        if (isOfPeople(known))
            items.append(itemOf(known));
    }
    return items;
}

Json erasureList(const ErasureOrder &order)
{
    Json records = Json::array(), operations = Json::array(), notices = Json::array();
    for (const ErasedRecord &record : order.records)
        records.append(Json::object({ { u"id"_s, record.id.toString() }, { u"type"_s, record.type }, { u"hash"_s, toHex(record.hash) } }));
    for (const ErasedOperation &operation : order.operations)
        operations.append(Json::object({ { u"id"_s, operation.id.toString() }, { u"digest"_s, toHex(operation.digest) } }));
    for (const RecordId &notice : order.notices)
        notices.append(notice.toString());
    return Json::object({ { u"records"_s, records }, { u"operations"_s, operations }, { u"notices"_s, notices } });
}

Result<void> eraseRecords(Ledger &ledger, const ErasureOrder &order, QList<ChunkPlace> &dropped)
{
    HubTransaction &transaction = ledger.transaction();
    for (const ErasedRecord &record : order.records) {
        if (const auto gone = ledger.erase(record, order.id); !gone)
            return gone;
        if (const auto erased = eraseWords(transaction, record.id, order.id); !erased)
            return erased;
        if (const auto gone = eraseFiles(transaction, record.id, dropped); !gone)
            return gone;
    }
    for (const RecordId &notice : order.notices) {
        if (const auto quiet = eraseQuotes(ledger, notice, order.id); !quiet)
            return quiet;
    }
    for (const ErasedOperation &operation : order.operations) {
        if (const auto noted = transaction.eraseOperation(operation, order.id); !noted)
            return noted;
    }
    ledger.state().erasures += 1;
    return {};
}

} // namespace sightline::hub
