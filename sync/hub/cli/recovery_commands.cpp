#include "sync/hub/cli/approving.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/opened_now.h"
#include "sync/hub/ops/recovery_book.h"

#include <QFile>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 requestFileBytesMax = 4096;

Json caseToJson(const RecoveryCase &one)
{
    Json approvals = Json::array();
    for (const RecoveryApproval &approval : one.approvals)
        approvals.append(Json::object({ { u"by"_s, approval.by.toString() }, { u"at"_s, toIso(Instant { approval.atMs }) } }));
    return Json::object({ { u"recovery"_s, one.id },
                          { u"device"_s, one.request.installation.toString() },
                          { u"user"_s, one.person.toString() },
                          { u"asked"_s, toIso(Instant { one.askedMs }) },
                          { u"approvals"_s, approvals },
                          { u"answered"_s, one.answeredMs > 0 ? Json(toIso(Instant { one.answeredMs })) : Json() } });
}

QString caseText(const RecoveryCase &one)
{
    QStringList by;
    for (const RecoveryApproval &approval : one.approvals)
        by.append(u"%1 at %2"_s.arg(approval.by.toString(), toIso(Instant { approval.atMs })));
    return u"%1  device %2 of %3, asked %4; approved by %5%6"_s.arg(one.id, one.request.installation.toString(), one.person.toString(),
                                                                    toIso(Instant { one.askedMs }), by.isEmpty() ? u"nobody yet"_s : by.join(u", "_s),
                                                                    one.answeredMs > 0 ? u"; answered %1"_s.arg(toIso(Instant { one.answeredMs })) : QString());
}

} // namespace

Result<void> recoveryApproverCommand(const HubPaths &paths, const QString &user, bool withdraw, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const PersonId person(user);
    const auto book = RecoveryBook::open(paths.recovery(), (*hub)->keys());
    if (!book)
        return book.error();
    const qint64 now = (*hub)->clock().now().msSinceEpoch;
    if (withdraw) {
        const auto was = (*book)->withdraw(person, now);
        if (!was)
            return was.error();
        return console.answer(Json::object({ { u"user"_s, user }, { u"withdrawn"_s, *was } }),
                              *was ? u"\"%1\" may not approve recoveries any more."_s.arg(user) : u"\"%1\" may not approve recoveries anyway."_s.arg(user));
    }
    if (const auto here = checkIsHere(**hub, person); !here)
        return here;
    constexpr int codeBytes = 15;   // 120 bits, in letters that are read aloud without mistakes
    const QByteArray code = (*hub)->random().bytes(codeBytes).toHex();
    if (const auto admitted = (*book)->admit(person, SecretBytes::copyOf(code), now); !admitted)
        return admitted;
    return console.answer(Json::object({ { u"user"_s, user }, { u"code"_s, QString::fromLatin1(code) } }), QString::fromLatin1(code));
}

Result<void> recoveryAskCommand(const HubPaths &paths, const QString &requestFile, const Console &console)
{
    QFile file(requestFile);
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::InvalidInput, u"The file \"%1\" cannot be read: %2."_s.arg(requestFile, file.errorString()) };
    const auto request = wire::recoveryRequestFrom(QString::fromUtf8(file.read(requestFileBytesMax)));
    if (!request)
        return request.error();
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    OpenHub &hub = *opened->hub;
    HubSnapshot &snapshot = *opened->snapshot;
    const auto installation = snapshot.installation(request->installation);
    if (!installation)
        return installation.error();
    if (!*installation)
        return Error { ErrorCode::NotFound, u"No device of this council asked for that: it names an installation that never joined."_s };
    const auto book = RecoveryBook::open(paths.recovery(), hub.keys());
    if (!book)
        return book.error();
    const auto asked = (*book)->ask(*request, (*installation)->person, hub.clock().now().msSinceEpoch);
    if (!asked)
        return asked.error();
    Json json = caseToJson(*asked);
    json.set(u"withdrawn"_s, (*installation)->revokedAtMs > 0);
    return console.answer(json,
                          caseText(*asked)
                              + ((*installation)->revokedAtMs > 0 ? u"\nThis device was withdrawn. Be sure who has it before anybody approves."_s : QString())
                              + u"\nTwo people have to approve it: recovery approve %1 --by USER --code-file FILE"_s.arg(asked->id));
}

Result<void> recoveryApproveCommand(const HubPaths &paths, const QString &id, const QString &by, const QString &codeFile, const Console &console)
{
    const auto code = secretOfFile(codeFile);
    if (!code)
        return code.error();
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    if (const auto here = checkIsHere(**hub, PersonId(by)); !here)
        return here;
    const auto book = RecoveryBook::open(paths.recovery(), (*hub)->keys());
    if (!book)
        return book.error();
    const auto approved = (*book)->approve(id, PersonId(by), *code, (*hub)->clock().now().msSinceEpoch);
    if (!approved)
        return approved.error();
    const qsizetype missing = recoveryApprovalsNeeded - approved->approvals.size();
    return console.answer(caseToJson(*approved),
                          missing > 0 ? u"Approved. %1 more person has to."_s.arg(missing) : u"Approved. The answer: recovery answer %1"_s.arg(id));
}

Result<void> recoveryAnswerCommand(const HubPaths &paths, const QString &id, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto book = RecoveryBook::open(paths.recovery(), (*hub)->keys());
    if (!book)
        return book.error();
    const auto sealed = (*book)->answer(id, (*hub)->clock().now().msSinceEpoch);
    if (!sealed)
        return sealed.error();
    const QString line = wire::recoveryAnswerText(*sealed);
    return console.answer(Json::object({ { u"recovery"_s, id }, { u"answer"_s, line } }), line);
}

Result<void> recoveryListCommand(const HubPaths &paths, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto book = RecoveryBook::open(paths.recovery(), (*hub)->keys());
    if (!book)
        return book.error();
    Json approvers = Json::array(), cases = Json::array();
    QStringList lines;
    for (const RecoveryApprover &one : (*book)->approvers()) {
        if (one.withdrawnMs > 0)
            continue;
        approvers.append(one.person.toString());
        lines.append(u"May approve: %1"_s.arg(one.person.toString()));
    }
    for (const RecoveryCase &one : (*book)->cases()) {
        cases.append(caseToJson(one));
        lines.append(caseText(one));
    }
    if (approvers.toArray().size() < recoveryApprovalsNeeded)
        lines.prepend(u"Fewer than two people may approve a recovery. Name them: recovery approver USER"_s);
    return console.answer(Json::object({ { u"approvers"_s, approvers }, { u"recoveries"_s, cases } }), lines.join(u'\n'));
}

} // namespace sightline::hub
