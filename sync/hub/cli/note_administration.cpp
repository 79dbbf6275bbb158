#include "sync/hub/cli/note_administration.h"

#include "sync/hub/audit/audit_trail.h"
#include "sync/hub/ops/open_hub.h"

#include <QFile>

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <vector>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// What shows and gives out no record. `init`, `serve` and `restore` are no command on the records as they are now.
constexpr std::array unnoted { "init"_L1,           "serve"_L1,         "restore"_L1,      "framework editions"_L1, "framework questions"_L1,
                               "framework diff"_L1, "council show"_L1,  "user list"_L1,    "device list"_L1,        "account list"_L1,
                               "files show"_L1,     "check"_L1,         "completeness"_L1, "audit verify"_L1,       "erase list"_L1,
                               "erase show"_L1,     "erase receipt"_L1, "erase verify"_L1, "hold list"_L1,          "retention show"_L1,
                               "retention due"_L1 };

QString loginOf(uid_t uid)
{
    std::vector<char> buffer(16 * 1024);
    passwd entry {};
    passwd *found = nullptr;
    if (getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return QString::fromLocal8Bit(found->pw_name);
    return QString::number(uid);
}

} // namespace

bool isNotedCommand(const QString &name)
{
    return std::none_of(unnoted.begin(), unnoted.end(), [&name](QLatin1StringView one) { return name == one; });
}

QString administrator()
{
    // Who logged in, whatever they have become since: the kernel keeps it through sudo and su. Not everywhere is it set.
    QFile login(u"/proc/self/loginuid"_s);
    bool isNumber = false;
    const uint loginUid = login.open(QIODevice::ReadOnly) ? login.readAll().trimmed().toUInt(&isNumber) : 0;
    constexpr uint unset = 0xffffffff;
    const QString acting = loginOf(getuid());
    if (!isNumber || loginUid == unset || loginUid == getuid())
        return u"system:"_s + acting;
    return u"system:%1 as %2"_s.arg(loginOf(loginUid), acting);
}

Result<bool> noteAdministration(const HubPaths &paths, const QStringList &words)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return false;
    const auto noted = (*hub)->inTransaction([&](HubTransaction &transaction) {
        const AuditEntry entry { AuditAction::Administered, administrator(), {}, { { u"command"_s, Json::strings(words) } } };
        return appendAudit(transaction, (*hub)->clock().now(), entry);
    });
    if (!noted)
        return noted.error();
    const auto state = (*hub)->state();
    const auto marked = state ? (*hub)->markHistory(*state) : Result<void>(state.error());
    return marked ? Result<bool>(true) : marked.error();
}

} // namespace sightline::hub
