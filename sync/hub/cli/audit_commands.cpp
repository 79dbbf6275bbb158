#include "sync/hub/cli/audit_words.h"
#include "sync/hub/cli/commands.h"

#include "core/packs/calendar/england_calendar.h"
#include "sync/hub/audit/verify_audit.h"
#include "sync/hub/cli/opened_now.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr int auditRowsAtATime = 500;

/// Whether a moment, somebody and a record are asked for.
class AuditFilter {
public:
    AuditFilter(const AuditQuestion &question, const CouncilZone &zone) : m_question(question)
    {
        if (question.from.isValid())
            m_fromMs = zone.startOfDay(question.from).msSinceEpoch;
        if (question.to.isValid())
            m_toMs = zone.startOfDay(question.to.addDays(1)).msSinceEpoch;
    }
    bool takesTime(qint64 atMs) const { return atMs >= m_fromMs && atMs < m_toMs; }
    bool takes(const AuditEntry &entry) const
    {
        const bool isPersons = m_question.user.isEmpty() || entry.who == m_question.user;
        const bool isDevices = m_question.device.isEmpty() || (entry.device && entry.device->toString() == m_question.device);
        const bool isRecords = m_question.record.isEmpty() || entry.about.value(u"record"_s).toString() == m_question.record;
        return isPersons && isDevices && isRecords;
    }
    bool takes(const LoggedOperation &logged) const
    {
        const bool isPersons = m_question.user.isEmpty() || logged.person.toString() == m_question.user;
        const bool isRecords = m_question.record.isEmpty() || logged.record.toString() == m_question.record;
        return m_question.device.isEmpty() && isPersons && isRecords;
    }

private:
    const AuditQuestion &m_question;
    qint64 m_fromMs = 0;
    qint64 m_toMs = std::numeric_limits<qint64>::max();
};

/// The newest of what was met, in order, and how many there were.
struct Newest {
    qsizetype limit = 0;
    QList<AuditMoment> moments;
    qsizetype met = 0;
};

void keepNewest(Newest &newest, AuditMoment moment)
{
    ++newest.met;
    if (newest.moments.size() >= newest.limit)
        newest.moments.removeFirst();
    newest.moments.append(std::move(moment));
}

Result<void> gatherTrail(HubSnapshot &snapshot, const AuditFilter &filter, Newest &moments)
{
    for (qint64 after = 0;;) {
        const auto some = snapshot.auditAfter(after, auditRowsAtATime);
        if (!some)
            return some.error();
        for (const AuditRow &row : *some) {
            after = row.n;
            const auto entry = filter.takesTime(row.atMs) ? readAuditLine(row.line) : std::nullopt;
            if (entry && filter.takes(*entry))
                keepNewest(moments, { row.atMs, *entry, {} });
        }
        if (some->size() < auditRowsAtATime)
            return {};
    }
}

Result<void> gatherLog(HubSnapshot &snapshot, qint64 lastSeq, const AuditFilter &filter, Newest &moments)
{
    for (qint64 seq = 1; seq <= lastSeq; ++seq) {
        auto logged = snapshot.operationAt(seq);
        if (!logged)
            return logged.error();
        if (!*logged || !filter.takesTime((*logged)->atHubMs) || !filter.takes(**logged))
            continue;
        (*logged)->bytes.clear();   // no word of any record is told
        keepNewest(moments, { (*logged)->atHubMs, {}, std::move(**logged) });
    }
    return {};
}

Result<AuditCheck> verified(OpenHub &hub)
{
    const auto mark = hub.historyMark();   // before the snapshot: it may know less, never more
    const auto snapshot = hub.store().snapshot();
    if (!snapshot)
        return snapshot.error();
    const auto isSigned = [&hub](QByteArrayView message, QByteArrayView signature) { return hub.keys().isSigned(message, signature); };
    return verifyAudit(**snapshot, isSigned, mark);
}

} // namespace

Result<QString> auditProblem(OpenHub &hub)
{
    const auto check = verified(hub);
    return check ? Result<QString>(check->problems.join(u"; "_s)) : check.error();
}

Result<void> auditVerifyCommand(const HubPaths &paths, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto check = verified(**hub);
    if (!check)
        return check.error();
    if (!check->problems.isEmpty()) {
        return Error { ErrorCode::Corrupt,
                       u"The audit trail was tampered with, or is damaged: %1. Keep this database and its backups as they are, and tell whoever is "
                       "responsible for information security."_s.arg(check->problems.join(u"; "_s)) };
    }
    return console.answer(
        Json::object(
            { { u"lines"_s, check->lines }, { u"operations"_s, check->operations }, { u"heads"_s, check->heads }, { u"not_signed_yet"_s, check->afterHead } }),
        u"Nothing was changed or taken out: %1 lines and %2 operations, each in its chain, and %3 signed heads. %4 came after the "
        "newest head; the next is signed within the hour."_s.arg(check->lines)
            .arg(check->operations)
            .arg(check->heads)
            .arg(check->afterHead));
}

Result<void> auditShowCommand(const HubPaths &paths, const AuditQuestion &question, const Console &console)
{
    const auto opened = openedNow(paths);
    if (!opened)
        return opened.error();
    OpenHub &hub = *opened->hub;
    HubSnapshot &snapshot = *opened->snapshot;
    const auto state = snapshot.state();
    if (!state)
        return state.error();
    const CouncilZone zone = englandCalendar().zone();
    const AuditFilter filter(question, zone);
    Newest ofTrail { question.limit, {}, 0 }, ofLog { question.limit, {}, 0 };
    if (const auto gathered = gatherTrail(snapshot, filter, ofTrail); !gathered)
        return gathered.error();
    if (const auto gathered = gatherLog(snapshot, state->seq, filter, ofLog); !gathered)
        return gathered.error();
    QList<AuditMoment> moments = ofTrail.moments + ofLog.moments;
    std::stable_sort(moments.begin(), moments.end(), [](const AuditMoment &a, const AuditMoment &b) { return a.atMs < b.atMs; });
    moments.remove(0, qMax<qsizetype>(0, moments.size() - question.limit));
    const qsizetype left = ofTrail.met + ofLog.met - moments.size();
    AuditWords words(hub.service(), snapshot, zone);
    Json list = Json::array();
    QStringList lines;
    if (left > 0)
        lines.append(u"(%1 earlier ones are not shown; ask for fewer days, or with --limit for more)"_s.arg(left));
    for (const AuditMoment &moment : std::as_const(moments)) {
        const auto line = words.of(moment);
        if (!line)
            return line.error();
        list.append(words.json(moment));
        lines.append(*line);
    }
    return console.answer(list, moments.isEmpty() ? u"The audit trail tells of nothing like that."_s : lines.join(u'\n'));
}

} // namespace sightline::hub
