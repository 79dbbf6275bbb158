#include "sync/hub/service/audit_book.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(hubAuditBook, "sightline.hub.audit")

namespace sightline::hub {

AuditBook::AuditBook(CommitQueue &queue, std::chrono::milliseconds every) : m_queue(queue), m_later(every, [this] { handOver(); }) { }

void AuditBook::note(Instant at, AuditEntry entry)
{
    {
        const std::lock_guard lock(m_mutex);
        m_notes.append({ at, std::move(entry) });
    }
    m_later.gathered();
}

void AuditBook::handOver()
{
    const auto notes = std::make_shared<QList<Noted>>();
    {
        const std::lock_guard lock(m_mutex);
        notes->swap(m_notes);
    }
    if (notes->isEmpty())
        return;
    const auto write = [notes](HubTransaction &transaction) -> Result<void> {
        for (const Noted &noted : std::as_const(*notes)) {
            if (const auto appended = appendAudit(transaction, noted.at, noted.entry); !appended)
                return appended;
        }
        return {};
    };
    const auto done = [this, notes](const Result<void> &committed) {
        if (committed)
            return;
        qCWarning(hubAuditBook) << "what was given could not be written to the audit trail, and is tried again:" << committed.error().detail;
        takeBack(*notes);
    };
    if (!m_queue.submit(write, done))
        takeBack(*notes);   // busy, which the devices hear too
}

/// Before what came meanwhile. It goes with the next that is noted.
void AuditBook::takeBack(const QList<Noted> &notes)
{
    const std::lock_guard lock(m_mutex);
    m_notes = notes + m_notes;
}

void AuditBook::stop()
{
    if (m_later.stop())
        handOver();
}

} // namespace sightline::hub
