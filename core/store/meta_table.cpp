#include "core/store/meta_table.h"

#include <sodium.h>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {
constexpr std::string_view reading = "SELECT v FROM meta WHERE k = ?";
constexpr std::string_view writing = "INSERT INTO meta (k, v) VALUES (?1, ?2) ON CONFLICT (k) DO UPDATE SET v = excluded.v";
const QString privateKeyName = u"enrolment.private_key"_s;

Error notEnrolled() { return Error { ErrorCode::NotEnrolled, u"This store has not been joined to a hub."_s }; }
}

Result<QString> MetaTable::text(const QString &name)
{
    QString value;
    const auto read = m_db.each(
        reading, [&value](const Statement &row) { value = row.text(0); }, name);
    if (!read)
        return read.error();
    return value;
}

Result<void> MetaTable::setText(const QString &name, const QString &value)
{
    const auto written = m_db.run(writing, name, value);
    if (!written)
        return written.error();
    m_changes.session = true;
    return {};
}

Result<qint64> MetaTable::number(const QString &name, qint64 fallback)
{
    const auto value = m_db.integer(reading, name);
    if (!value)
        return value.error();
    return value->value_or(fallback);
}

Result<void> MetaTable::setNumber(const QString &name, qint64 value)
{
    const auto written = m_db.run(writing, name, value);
    if (!written)
        return written.error();
    m_changes.session = true;
    return {};
}

Result<QByteArray> MetaTable::bytes(const QString &name)
{
    QByteArray value;
    const auto read = m_db.each(
        reading, [&value](const Statement &row) { value = row.blob(0); }, name);
    if (!read)
        return read.error();
    return value;
}

Result<void> MetaTable::setBytes(const QString &name, const QByteArray &value)
{
    const auto written = m_db.run(writing, name, value);
    if (!written)
        return written.error();
    m_changes.session = true;
    return {};
}

Result<bool> MetaTable::isEnrolled()
{
    const auto installation = bytes(u"enrolment.installation"_s);
    if (!installation)
        return installation.error();
    return !installation->isEmpty();
}

Result<Enrolment> MetaTable::enrolment()
{
    const auto raw = bytes(u"enrolment.installation"_s);
    if (!raw)
        return raw.error();
    if (raw->isEmpty())
        return notEnrolled();
    const auto installation = InstallationId::fromBytes(*raw);
    if (!installation)
        return installation.error();
    Enrolment found { {}, *installation, PersonId(), {}, {}, {}, {}, {}, 0 };
    const auto readText = [this](const QString &name, QString *into) -> Result<void> {
        auto value = text(name);
        if (!value)
            return value.error();
        *into = *std::move(value);
        return {};
    };
    const auto readBytes = [this](const QString &name, QByteArray *into) -> Result<void> {
        auto value = bytes(name);
        if (!value)
            return value.error();
        *into = *std::move(value);
        return {};
    };
    QString person;
    for (const auto &read :
         { readText(u"enrolment.hub_url"_s, &found.hubUrl), readText(u"enrolment.person"_s, &person), readText(u"enrolment.person_name"_s, &found.personName),
           readText(u"enrolment.council"_s, &found.council), readBytes(u"enrolment.public_key"_s, &found.publicKey),
           readBytes(u"enrolment.certificate"_s, &found.certificate), readBytes(u"enrolment.recovery_key"_s, &found.recoveryKey) }) {
        if (!read)
            return read.error();
    }
    const auto at = number(u"enrolment.at_ms"_s);
    if (!at)
        return at.error();
    found.person = PersonId(person);
    found.enrolledAtMs = *at;
    return found;
}

Result<void> MetaTable::setEnrolment(const Enrolment &enrolment, const SecretBytes &privateKey)
{
    // The bytes are copied by the database; the borrowed array never owns them.
    const QByteArray borrowed = QByteArray::fromRawData(privateKey.view().data(), privateKey.view().size());
    for (const auto &written :
         { setText(u"enrolment.hub_url"_s, enrolment.hubUrl), setText(u"enrolment.person"_s, enrolment.person.toString()),
           setText(u"enrolment.person_name"_s, enrolment.personName), setText(u"enrolment.council"_s, enrolment.council),
           setBytes(u"enrolment.public_key"_s, enrolment.publicKey), setBytes(u"enrolment.certificate"_s, enrolment.certificate),
           setBytes(u"enrolment.recovery_key"_s, enrolment.recoveryKey), setBytes(u"enrolment.installation"_s, enrolment.installation.toBytes()),
           setNumber(u"enrolment.at_ms"_s, enrolment.enrolledAtMs), setBytes(privateKeyName, borrowed) }) {
        if (!written)
            return written.error();
    }
    return {};
}

Result<SecretBytes> MetaTable::privateKey()
{
    SecretBytes key;
    const auto read = m_db.each(
        reading,
        [&key](const Statement &row) {
            QByteArray copy = row.blob(0);
            key = SecretBytes::copyOf(copy);
            sodium_memzero(copy.data(), static_cast<std::size_t>(copy.size()));
        },
        privateKeyName);
    if (!read)
        return read.error();
    if (key.isEmpty())
        return notEnrolled();
    return key;
}

Result<SessionTokens> MetaTable::tokens()
{
    const auto access = text(u"session.access"_s);
    const auto refresh = text(u"session.refresh"_s);
    const auto until = number(u"session.access_until_ms"_s);
    if (!access || !refresh || !until)
        return !access ? access.error() : !refresh ? refresh.error() : until.error();
    return SessionTokens { *access, *refresh, *until };
}

Result<void> MetaTable::setTokens(const SessionTokens &tokens)
{
    for (const auto &written : { setText(u"session.access"_s, tokens.access), setText(u"session.refresh"_s, tokens.refresh),
                                 setNumber(u"session.access_until_ms"_s, tokens.accessUntilMs) }) {
        if (!written)
            return written.error();
    }
    return {};
}

Result<SyncState> MetaTable::syncState()
{
    SyncState state;
    const auto epoch = text(u"sync.epoch"_s);
    const auto durable = number(u"sync.durable_seq"_s);
    const auto lease = number(u"sync.lease_until_ms"_s);
    const auto contact = m_db.integer(reading, u"sync.last_contact_ms"_s);
    const auto ahead = number(u"sync.hub_clock_ahead_ms"_s);
    const auto sweep = number(u"sync.sweep_pending"_s);
    if (!epoch)
        return epoch.error();
    for (const auto *value : { &durable, &lease, &ahead, &sweep }) {
        if (!*value)
            return value->error();
    }
    if (!contact)
        return contact.error();
    return SyncState { *epoch, *durable, *lease, *contact, *ahead, *sweep != 0 };
}

Result<void> MetaTable::setSyncState(const SyncState &state)
{
    for (const auto &written :
         { setText(u"sync.epoch"_s, state.epoch), setNumber(u"sync.durable_seq"_s, state.durableSeq), setNumber(u"sync.lease_until_ms"_s, state.leaseUntilMs),
           setNumber(u"sync.hub_clock_ahead_ms"_s, state.hubClockAheadMs), setNumber(u"sync.sweep_pending"_s, state.sweepPending ? 1 : 0) }) {
        if (!written)
            return written.error();
    }
    if (state.lastContactMs)
        return setNumber(u"sync.last_contact_ms"_s, *state.lastContactMs);
    return {};
}

} // namespace sightline
