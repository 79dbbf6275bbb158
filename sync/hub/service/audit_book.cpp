#include "sync/hub/service/audit_book.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(hubAuditBook, "sightline.hub.audit")

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Notes held while the database takes none: some minutes of a whole council.
constexpr qsizetype notesMax = 20'000;
/// Notes in one transaction: nobody's push waits for all of them.
constexpr qsizetype notesTogether = 500;
/// Keys that are remembered, before all of them are forgotten.
constexpr qsizetype rememberedMax = 20'000;

} // namespace

AuditBook::AuditBook(HubStore &store, CommitQueue &queue, std::chrono::milliseconds every)
    : m_store(store), m_queue(queue), m_later(every, [this] { handOver(); })
{
}

void AuditBook::note(Instant at, AuditEntry entry)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_notes.size() < notesMax) {
            m_notes.append({ at, std::move(entry) });
        } else if (++m_untold == 1) {
            m_untoldSince = at;
        }
    }
    m_later.gathered();
}

void AuditBook::noteOnce(const QByteArray &key, Instant at, AuditEntry entry)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_notedOnce.contains(key))
            return;
        if (m_notedOnce.size() >= rememberedMax)
            m_notedOnce.clear();
        m_notedOnce.insert(key);
    }
    note(at, std::move(entry));
}

/// The oldest, and where there was no room for more how many that were.
AuditBook::Notes AuditBook::takeSome()
{
    const auto some = std::make_shared<QList<Noted>>();
    const std::lock_guard lock(m_mutex);
    *some = m_notes.mid(0, notesTogether);
    m_notes.remove(0, some->size());
    if (m_untold > 0 && m_notes.isEmpty())
        some->append({ m_untoldSince, { AuditAction::Given, {}, {}, { { u"untold"_s, std::exchange(m_untold, 0) } } } });
    return some;
}

Result<void> AuditBook::write(HubTransaction &transaction, const QList<Noted> &notes)
{
    for (const Noted &noted : notes) {
        if (const auto appended = appendAudit(transaction, noted.at, noted.entry); !appended)
            return appended;
    }
    return {};
}

void AuditBook::handOver()
{
    const Notes some = takeSome();
    if (some->isEmpty())
        return;
    const auto work = [some](HubTransaction &transaction) { return write(transaction, *some); };
    const auto done = [this, some](const Result<void> &committed) {
        if (!committed) {
            qCWarning(hubAuditBook) << "what was given could not be written to the audit trail, and is tried again:" << committed.error().detail;
            takeBack(*some);
        }
        const std::lock_guard lock(m_mutex);
        if (!m_notes.isEmpty())
            m_later.gathered();
    };
    if (!m_queue.submit(work, done)) {
        takeBack(*some);   // busy, which the devices hear too
        m_later.gathered();
    }
}

/// Before what came meanwhile.
void AuditBook::takeBack(const QList<Noted> &notes)
{
    const std::lock_guard lock(m_mutex);
    m_notes = notes + m_notes;
}

void AuditBook::stop()
{
    if (!m_later.stop())
        return;
    for (Notes some = takeSome(); !some->isEmpty(); some = takeSome()) {
        auto transaction = m_store.begin();
        auto written = transaction ? write(**transaction, *some) : Result<void>(transaction.error());
        if (written)
            written = (*transaction)->commit();
        if (!written) {
            qCWarning(hubAuditBook) << "the audit trail lacks" << some->size() + m_notes.size() << "lines of what was given:" << written.error().detail;
            return;
        }
    }
}

} // namespace sightline::hub
