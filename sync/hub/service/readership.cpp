#include "sync/hub/service/readership.h"

#include "sync/hub/service/knowledge.h"

#include <algorithm>
#include <limits>

namespace sightline::hub {

namespace {

/// When the hub first had the operation that completed @p record at @p completedAtMs by its author's clock. Where the log has none of that
/// time, when it first had anything of the record: of two readings the one with fewer readers.
Result<qint64> takenAtMs(HubSnapshot &hub, const RecordId &record, qint64 completedAtMs)
{
    const auto logged = hub.operationsOf(record);
    if (!logged)
        return logged.error();
    for (const LoggedOperation &operation : *logged) {
        const OperationKind kind = operationKindFromName(operation.kind);
        const bool completes = kind == OperationKind::Create || kind == OperationKind::Complete;
        if (completes && operation.atDeviceMs == completedAtMs)
            return operation.atHubMs;
    }
    return logged->isEmpty() ? completedAtMs : logged->first().atHubMs;
}

} // namespace

QStringList without(QStringList scopes, const QStringList &others)
{
    scopes.removeIf([&others](const QString &scope) { return others.contains(scope); });
    return scopes;
}

Readership::Readership(const VisibilityTable &forms, const QMap<QString, qint64> &switchedOn) : m_forms(forms), m_now(forms), m_switchedOn(switchedOn)
{
    m_now.decide(switchedOn);
}

bool Readership::isSwitched(const QString &form) const { return !m_forms.ruleFor(templateOf(form)).switches.isEmpty(); }

Result<RecordBody> Readership::asTaken(HubSnapshot &hub, const RecordId &id, RecordBody body) const
{
    const auto switches = m_forms.ruleFor(templateOf(body.form)).switches;
    bool addsReaders = false;
    for (auto it = switches.cbegin(); it != switches.cend() && body.state != RecordState::Draft; ++it)
        addsReaders = addsReaders || (m_switchedOn.contains(it.key()) && body.completedAtMs >= m_switchedOn.value(it.key()));
    if (!addsReaders)
        return body;
    const auto taken = takenAtMs(hub, id, body.completedAtMs);
    if (!taken)
        return taken.error();
    body.completedAtMs = std::min(body.completedAtMs, *taken);
    return body;
}

namespace {

Result<std::optional<RootRecord>> rootIn(HubSnapshot &hub, const RecordBody &body)
{
    if (body.type != RecordType::Step)
        return std::optional<RootRecord>();
    return rootOf(body, [&hub](const RecordId &id) { return presentBody(hub, id); });
}

} // namespace

Result<QStringList> Readership::scopesOf(HubSnapshot &hub, const RecordId &id, const RecordBody &body, const std::optional<RootRecord> &root) const
{
    const auto judged = root ? asTaken(hub, root->id, root->body) : asTaken(hub, id, body);
    if (!judged)
        return judged.error();
    return root ? sightline::scopesOf(body, m_now, &*judged) : sightline::scopesOf(*judged, m_now);
}

Result<QStringList> Readership::scopesOf(HubSnapshot &hub, const RecordId &id, const RecordBody &body) const
{
    const auto root = rootIn(hub, body);
    return root ? scopesOf(hub, id, body, *root) : root.error();
}

Result<Readership::Switched> Readership::switchedOf(HubSnapshot &hub, const RecordId &id, const RecordBody &body) const
{
    const auto root = rootIn(hub, body);
    const auto now = root ? scopesOf(hub, id, body, *root) : Result<QStringList>(root.error());
    if (!now)
        return now.error();
    const RecordBody *about = *root ? &(*root)->body : nullptr;
    QMap<QString, qint64> always;
    const QStringList names = m_forms.ruleFor(templateOf(about ? about->form : body.form)).switches.keys();
    for (const QString &name : names)
        always.insert(name, std::numeric_limits<qint64>::min());
    VisibilityTable widest = m_forms;
    widest.decide(always);
    return Switched { without(*now, sightline::scopesOf(body, m_forms, about)), without(sightline::scopesOf(body, widest, about), *now) };
}

ClassGate::ClassGate(const Person &reader, std::shared_ptr<const VisibilityTable> table) : m_reader(reader)
{
    const auto rows = classRows();
    if (std::any_of(rows.begin(), rows.end(), [&reader](const ClassRow &row) { return !mayReadClass(readerKindOf(reader), row.sensitivity); }))
        m_table = std::move(table);
}

Result<bool> ClassGate::lets(HubSnapshot &hub, const RecordBody &body) const
{
    if (isOpen())
        return true;
    const auto root = rootIn(hub, body);
    return root ? Result<bool>(m_table->letsRead(m_reader, body, *root ? &(*root)->body : nullptr)) : root.error();
}

Result<bool> ClassGate::lets(HubSnapshot &hub, const RecordId &id) const
{
    if (isOpen())
        return true;
    const auto body = presentBody(hub, id);
    if (!body)
        return body.error();
    return *body ? lets(hub, **body) : Result<bool>(false);
}

Result<QStringList> scopesWithheld(HubSnapshot &hub, const Readership *unfollowed, const RecordId &id)
{
    const auto row = unfollowed ? hub.record(id) : Result<std::optional<RecordRow>>(std::nullopt);
    if (!row)
        return row.error();
    if (!*row || !unfollowed->isSwitched((*row)->form))
        return QStringList();
    const auto body = bodyFromBytes((*row)->body);
    const auto switched = body ? unfollowed->switchedOf(hub, id, *body) : Result<Readership::Switched>(body.error());
    return switched ? Result<QStringList>(switched->off) : switched.error();
}

} // namespace sightline::hub
