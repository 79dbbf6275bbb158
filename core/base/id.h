#pragma once

#include "core/base/instant.h"
#include "core/base/random_source.h"
#include "core/base/result.h"

#include <QHashFunctions>
#include <QUuid>

namespace sightline {

/// A strong id over a UUID: an id of one kind does not compile where another is asked for.
template <typename Tag>
class Id {
public:
    explicit Id(QUuid raw) : m_raw(raw) { Q_ASSERT(!raw.isNull()); }

    [[nodiscard]] QUuid raw() const { return m_raw; }
    /// Lower case, with hyphens, without braces.
    [[nodiscard]] QString toString() const { return m_raw.toString(QUuid::WithoutBraces); }
    /// The 16 bytes in network order, as databases hold them.
    [[nodiscard]] QByteArray toBytes() const { return m_raw.toRfc4122(); }

    /// Errors: InvalidInput (not a UUID in its 36-character form, or the null UUID).
    [[nodiscard]] static Result<Id> fromString(QStringView text)
    {
        const QUuid raw = text.size() == 36 ? QUuid::fromString(text) : QUuid();
        if (raw.isNull())
            return Error { ErrorCode::InvalidInput, QStringLiteral("An identifier is not a UUID.") };
        return Id(raw);
    }
    /// Errors: Corrupt (not 16 bytes, or all zero).
    [[nodiscard]] static Result<Id> fromBytes(const QByteArray &bytes)
    {
        const QUuid raw = bytes.size() == 16 ? QUuid::fromRfc4122(bytes) : QUuid();
        if (raw.isNull())
            return Error { ErrorCode::Corrupt, QStringLiteral("A stored identifier is damaged.") };
        return Id(raw);
    }

    friend bool operator==(const Id &, const Id &) = default;
    friend bool operator<(const Id &a, const Id &b) { return a.m_raw < b.m_raw; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.m_raw, seed); }

private:
    QUuid m_raw;
};

/// A UUIDv7 (RFC 9562): sortable by the device's clock, which is for locality only; nothing orders by it.
[[nodiscard]] QUuid newUuidV7(Instant now, RandomSource &random);

template <typename IdType>
[[nodiscard]] IdType newId(const Clock &clock, RandomSource &random)
{
    return IdType(newUuidV7(clock.now(), random));
}

/// A strong id over a short readable name: lower-case letters, digits, '-', '_', ':' and '.', 1 to 96 characters,
/// beginning with a letter or digit.
template <typename Tag>
class Name {
public:
    Name() = default;   ///< the empty name: "none"
    /// For names known to be well formed (literals, rows of our own database).
    explicit Name(QString text) : m_text(std::move(text)) { }

    /// Errors: InvalidInput.
    [[nodiscard]] static Result<Name> fromString(QStringView text)
    {
        if (!isWellFormedName(text))
            return Error { ErrorCode::InvalidInput, QStringLiteral("A name may hold only lower-case letters, digits and - _ : . (1 to 96 characters).") };
        return Name(text.toString());
    }
    [[nodiscard]] const QString &toString() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }

    friend bool operator==(const Name &, const Name &) = default;
    friend bool operator<(const Name &a, const Name &b) { return a.m_text < b.m_text; }
    friend size_t qHash(const Name &name, size_t seed = 0) { return ::qHash(name.m_text, seed); }

private:
    [[nodiscard]] static bool isWellFormedName(QStringView text)
    {
        const auto isPlain = [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'); };
        if (text.isEmpty() || text.size() > 96 || !isPlain(text.front()))
            return false;
        for (const QChar c : text) {
            if (!isPlain(c) && c != u'-' && c != u'_' && c != u':' && c != u'.')
                return false;
        }
        return true;
    }

    QString m_text;
};

using RecordId = Id<struct RecordTag>;              ///< made on the device, UUIDv7
using OperationId = Id<struct OperationTag>;        ///< made on the device, UUIDv7
using StreamId = Id<struct StreamTag>;              ///< a numbering stream ("device" on the wire)
using InstallationId = Id<struct InstallationTag>;  ///< one enrolled installation of one user
using TaskId = Id<struct TaskTag>;                  ///< UUIDv5 of activity key, unit and period start
using PersonId = Name<struct PersonTag>;
using TeamId = Name<struct TeamTag>;
using ServiceId = Name<struct ServiceTag>;
using ActivityKey = Name<struct ActivityTag>;       ///< stable across editions; "S20.3" is display only
using TemplateId = QString;                         ///< "T03": a form definition's short name

} // namespace sightline
