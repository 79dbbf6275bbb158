#include "sync/hub/audit/audit_entry.h"

#include <array>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

struct ActionWord {
    AuditAction action;
    QLatin1StringView word;
};

constexpr std::array actionWords {
    ActionWord { AuditAction::Joined, "joined"_L1 },
    ActionWord { AuditAction::JoinRefused, "join-refused"_L1 },
    ActionWord { AuditAction::TokenReused, "token-reused"_L1 },
    ActionWord { AuditAction::Given, "given"_L1 },
    ActionWord { AuditAction::FileGiven, "file-given"_L1 },
    ActionWord { AuditAction::CalendarGiven, "calendar-given"_L1 },
    ActionWord { AuditAction::Read, "read"_L1 },
    ActionWord { AuditAction::Printed, "printed"_L1 },
    ActionWord { AuditAction::Administered, "administered"_L1 },
    ActionWord { AuditAction::NewHistory, "new-history"_L1 },
    ActionWord { AuditAction::HeadSigned, "head-signed"_L1 },
    ActionWord { AuditAction::Erased, "erased"_L1 },
    ActionWord { AuditAction::SubjectAccess, "subject-access"_L1 },
};

} // namespace

QString auditWord(AuditAction action)
{
    for (const ActionWord &known : actionWords) {
        if (known.action == action)
            return known.word;
    }
    Q_UNREACHABLE();
}

std::optional<AuditAction> auditActionFrom(const QString &word)
{
    for (const ActionWord &known : actionWords) {
        if (known.word == word)
            return known.action;
    }
    return std::nullopt;
}

QByteArray auditLine(qint64 n, Instant at, const AuditEntry &entry)
{
    Json line = Json::object({ { u"n"_s, n }, { u"at"_s, toIso(at) }, { u"who"_s, entry.who }, { u"did"_s, auditWord(entry.action) } });
    if (entry.device)
        line.set(u"device"_s, entry.device->toString());
    if (!entry.about.isEmpty())
        line.set(u"about"_s, entry.about);
    return writeJson(line);
}

std::optional<AuditEntry> readAuditLine(QByteArrayView line)
{
    const auto json = parseJson(line);
    const auto action = json ? auditActionFrom((*json)[u"did"_s].toString()) : std::nullopt;
    if (!action)
        return std::nullopt;
    AuditEntry entry { *action, (*json)[u"who"_s].toString() };
    if (json->contains(u"device"_s)) {
        const auto device = InstallationId::fromString((*json)[u"device"_s].toString());
        if (!device)
            return std::nullopt;
        entry.device = *device;
    }
    entry.about = (*json)[u"about"_s].toObject();
    return entry;
}

} // namespace sightline::hub
