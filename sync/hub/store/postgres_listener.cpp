#include "sync/hub/store/postgres_listener.h"

#include <QList>
#include <QLoggingCategory>

#include <libpq-fe.h>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>

Q_LOGGING_CATEGORY(hubListener, "sightline.hub.listener")

namespace sightline::hub {

namespace {

/// PostgreSQL takes notices of fewer than 8000 bytes.
constexpr qsizetype noticeBytesMax = 7900;
constexpr int breatheMs = 1000;   ///< between two attempts to connect
constexpr int idleMs = 30'000;

} // namespace

QByteArray noticeText(const Commit &commit)
{
    QByteArray text = QByteArray::number(commit.seq);
    QStringList scopes(commit.scopes.cbegin(), commit.scopes.cend());
    scopes.sort();
    for (const QString &scope : std::as_const(scopes))
        text += ' ' + scope.toUtf8();
    return commit.everybody || text.size() > noticeBytesMax ? QByteArray::number(commit.seq) + " *" : text;
}

std::optional<Commit> noticeFromText(const QByteArray &text)
{
    const QList<QByteArray> words = text.split(' ');
    bool isNumber = false;
    Commit commit;
    commit.seq = words.first().toLongLong(&isNumber);
    if (!isNumber || commit.seq < 1)
        return std::nullopt;
    for (const QByteArray &word : words.mid(1)) {
        if (word == "*")
            commit.everybody = true;
        else
            commit.scopes.insert(QString::fromUtf8(word));
    }
    return commit;
}

PostgresListener::PostgresListener(PostgresTarget target, std::function<void(const Commit &)> heard) : m_target(std::move(target)), m_heard(std::move(heard))
{
    if (::pipe2(m_bell, O_CLOEXEC | O_NONBLOCK) != 0)
        qCWarning(hubListener) << "no pipe can be made: other hubs are told late";
    m_thread = std::thread([this] { run(); });
}

PostgresListener::~PostgresListener()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    ring();
    m_thread.join();
    ::close(m_bell[0]);
    ::close(m_bell[1]);
}

/// A bell that is full rings already.
void PostgresListener::ring() const { [[maybe_unused]] const auto rung = ::write(m_bell[1], "x", 1); }

void PostgresListener::tell(const Commit &commit)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_pending)
            m_pending = Commit();
        m_pending->seq = std::max(m_pending->seq, commit.seq);
        m_pending->scopes |= commit.scopes;
        m_pending->everybody = m_pending->everybody || commit.everybody;
    }
    ring();
}

bool PostgresListener::isStopping()
{
    const std::lock_guard lock(m_mutex);
    return m_stopping;
}

void PostgresListener::run()
{
    while (!isStopping()) {
        const auto db = PostgresConnection::open(m_target, {});
        const auto attended = db ? attend(**db) : Result<void>(db.error());
        if (attended)
            return;
        qCWarning(hubListener) << "other hubs are not heard:" << attended.error().detail;
        if (!isStopping())
            waitFor(-1, breatheMs);
    }
}

/// Until the connection is lost, or, without an error, it is time to stop.
Result<void> PostgresListener::attend(PostgresConnection &db)
{
    // A notice is worth no flush: who misses it looks for itself.
    const auto listening = db.execute(("SET synchronous_commit = off; LISTEN " + db.channel()).toStdString());
    if (!listening)
        return listening;
    while (!isStopping()) {
        if (const auto sent = sendPending(db); !sent)
            return sent;
        if (PQconsumeInput(db.handle()) == 0)
            return Error { ErrorCode::StorageFailure, QStringLiteral("The connection to PostgreSQL is lost.") };
        while (PGnotify *notice = PQnotifies(db.handle())) {
            const auto commit = noticeFromText(notice->extra);
            const bool isOwn = notice->be_pid == PQbackendPID(db.handle());
            PQfreemem(notice);
            if (commit && !isOwn)
                m_heard(*commit);
        }
        waitFor(PQsocket(db.handle()), idleMs);
    }
    return {};
}

Result<void> PostgresListener::sendPending(PostgresConnection &db)
{
    std::optional<Commit> pending;
    {
        const std::lock_guard lock(m_mutex);
        pending.swap(m_pending);
    }
    if (!pending)
        return {};
    const auto sent = db.run("SELECT pg_notify(?1, ?2)", db.channel(), QString::fromUtf8(noticeText(*pending)));
    return sent ? Result<void>() : sent.error();
}

/// Until @p socket has something, the bell rings, or the time is over.
void PostgresListener::waitFor(int socket, int milliseconds) const
{
    pollfd watched[] { { m_bell[0], POLLIN, 0 }, { socket, POLLIN, 0 } };
    ::poll(watched, 2, milliseconds);
    char rings[64];
    while (::read(m_bell[0], rings, sizeof rings) > 0) { }
}

} // namespace sightline::hub
