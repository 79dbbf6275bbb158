#include "sync/hub/service/contact_book.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(hubContacts, "sightline.hub.contacts")

namespace sightline::hub {

ContactBook::ContactBook(CommitQueue &queue, std::chrono::milliseconds every, std::chrono::milliseconds lateness)
    : m_queue(queue), m_latenessMs(lateness.count()), m_later(every, [this] { handOver(false); })
{
}

void ContactBook::note(const InstallationId &installation, const std::optional<wire::Remaining> &remaining, qint64 atMs)
{
    {
        const std::lock_guard lock(m_mutex);
        Heard &heard = m_heard.try_emplace(installation, Heard { { installation, 0, {} }, 0, true }).first->second;
        if (remaining && heard.row.remaining != remaining) {
            heard.row.remaining = remaining;
            heard.isNews = true;
        }
        heard.row.atMs = qMax(heard.row.atMs, atMs);
        if (!heard.isNews && heard.row.atMs - heard.writtenAtMs < m_latenessMs)
            return;
    }
    m_later.gathered();
}

void ContactBook::handOver(bool all)
{
    auto rows = std::make_shared<QList<ContactRow>>();
    {
        const std::lock_guard lock(m_mutex);
        for (auto &[id, heard] : m_heard) {
            const bool isDue = heard.isNews || heard.row.atMs - heard.writtenAtMs >= m_latenessMs || (all && heard.row.atMs != heard.writtenAtMs);
            if (!isDue)
                continue;
            rows->append(heard.row);
            heard.writtenAtMs = heard.row.atMs;
            heard.isNews = false;
        }
    }
    if (rows->isEmpty())
        return;
    const auto write = [rows](HubTransaction &transaction) -> Result<void> {
        for (const ContactRow &row : std::as_const(*rows)) {
            if (const auto set = transaction.setContact(row); !set)
                return set;
        }
        return {};
    };
    const auto done = [this, rows](const Result<void> &committed) {
        if (committed)
            return;
        qCWarning(hubContacts) << "when devices were last heard could not be kept, and is tried again:" << committed.error().detail;
        takeBack(*rows);
    };
    if (!m_queue.submit(write, done))
        takeBack(*rows);   // busy, which the devices hear too
}

/// What the database did not take goes with the next that any device says.
void ContactBook::takeBack(const QList<ContactRow> &rows)
{
    const std::lock_guard lock(m_mutex);
    for (const ContactRow &row : rows)
        m_heard.at(row.installation).isNews = true;
}

void ContactBook::stop()
{
    if (m_later.stop())
        handOver(true);
}

} // namespace sightline::hub
