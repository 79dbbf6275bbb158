#include "core/queries/named_records.h"

#include <limits>
#include <string>

namespace sightline {

namespace {

/// How many rows of one stream are read at once.
constexpr int portion = 8;

constexpr const char *columns = "SELECT completed_at_ms, n FROM view WHERE type = 'form' AND state = 'completed' ";
constexpr const char *onwards = "AND completed_at_ms <= ?1 AND (completed_at_ms < ?1 OR n < ?2) ORDER BY completed_at_ms DESC, n DESC LIMIT ?3";

} // namespace

NamedRecords::NamedRecords(Store &store, const QList<SoughtName> &forms, const QList<SoughtName> &authors, quint32 all) : m_store(store)
{
    for (const SoughtName &form : forms) {
        if (form.held == all)
            m_streams.append({ form.id, {} });
    }
    for (const SoughtName &author : authors) {
        if (author.held == all) {
            m_streams.append({ {}, author.id });
            continue;
        }
        for (const SoughtName &form : forms) {
            if (form.held != all && (form.held | author.held) == all)
                m_streams.append({ form.id, author.id });
        }
    }
}

Result<std::optional<qint64>> NamedRecords::next()
{
    if (const auto begun = begin(); !begun)
        return begun.error();
    while (!m_heads.empty()) {
        const Head newest = m_heads.top();
        m_heads.pop();
        if (const auto queued = queue(newest.stream); !queued)
            return queued.error();
        if (m_last == newest.row)
            continue;   // of a form and of an author that both hold every word
        m_last = newest.row;
        return std::optional(newest.row.n);
    }
    return std::optional<qint64>();
}

Result<void> NamedRecords::begin()
{
    if (std::exchange(m_isBegun, true))
        return {};
    for (qsizetype stream = 0; stream < m_streams.size(); ++stream) {
        if (const auto queued = queue(stream); !queued)
            return queued;
    }
    return {};
}

/// The next row of @p stream takes its place among those of the others.
Result<void> NamedRecords::queue(qsizetype stream)
{
    Stream &from = m_streams[stream];
    if (from.at == from.ahead.size()) {
        if (const auto read = readOn(from); !read)
            return read;
    }
    if (from.at < from.ahead.size())
        m_heads.push({ from.ahead.at(from.at++), stream });
    return {};
}

Result<void> NamedRecords::readOn(Stream &stream)
{
    static const std::string ofForm = std::string(columns) + "AND form = ?4 " + onwards;
    static const std::string ofAuthor = std::string(columns) + "AND author = ?4 " + onwards;
    static const std::string ofBoth = std::string(columns) + "AND form = ?4 AND author = ?5 " + onwards;
    if (stream.isRead)
        return {};
    constexpr qint64 newest = std::numeric_limits<qint64>::max();
    const Row before = stream.ahead.isEmpty() ? Row { newest, newest } : stream.ahead.last();
    stream.ahead.clear();
    stream.at = 0;
    const auto add = [&stream](const Statement &row) { stream.ahead.append({ row.integer(0), row.integer(1) }); };
    Connection &db = m_store.db();
    const auto read = stream.author.isEmpty() ? db.each(ofForm, add, before.completedAtMs, before.n, portion, stream.form)
        : stream.form.isEmpty()               ? db.each(ofAuthor, add, before.completedAtMs, before.n, portion, stream.author)
                                              : db.each(ofBoth, add, before.completedAtMs, before.n, portion, stream.form, stream.author);
    stream.isRead = stream.ahead.size() < portion;
    return read;
}

} // namespace sightline
