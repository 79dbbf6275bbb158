#include "sync/hub/ops/log_lines.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <atomic>

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array levelWords { std::pair { LogLevel::Error, "error"_L1 }, std::pair { LogLevel::Warning, "warning"_L1 },
                                  std::pair { LogLevel::Notice, "notice"_L1 }, std::pair { LogLevel::Info, "info"_L1 },
                                  std::pair { LogLevel::Debug, "debug"_L1 } };

/// Whether @p descriptor leads to journald: systemd names the stream it made.
bool leadsToJournal(int descriptor)
{
    struct stat stream { };
    const QByteArray named = qgetenv("JOURNAL_STREAM");
    return !named.isEmpty() && ::fstat(descriptor, &stream) == 0
        && named == QByteArray::number(qulonglong { stream.st_dev }) + ':' + QByteArray::number(qulonglong { stream.st_ino });
}

std::atomic<LogLines *> qtsLog = nullptr;

void sayOfQt(QtMsgType type, const QMessageLogContext &context, const QString &words)
{
    static const auto levelOf = [](QtMsgType of) {
        switch (of) {
        case QtDebugMsg: return LogLevel::Debug;
        case QtInfoMsg: return LogLevel::Info;
        case QtWarningMsg: return LogLevel::Warning;
        case QtCriticalMsg:
        case QtFatalMsg: break;
        }
        return LogLevel::Error;
    };
    if (LogLines *log = qtsLog.load())
        log->say(levelOf(type), u"fault"_s, { { u"part"_s, QString::fromLatin1(context.category) }, { u"words"_s, words } });
}

} // namespace

QString logWord(LogLevel level)
{
    for (const auto &[one, word] : levelWords) {
        if (one == level)
            return word;
    }
    Q_UNREACHABLE();
}

std::optional<LogLevel> logLevelFrom(const QString &word)
{
    for (const auto &[level, one] : levelWords) {
        if (word == one)
            return level;
    }
    return std::nullopt;
}

QStringList logWords()
{
    QStringList words;
    for (const auto &[level, word] : levelWords)
        words.append(word);
    return words;
}

LogLines::LogLines(int descriptor, LogLevel upTo) : m_descriptor(descriptor), m_upTo(upTo), m_isJournal(leadsToJournal(descriptor))
{
    // A signal is for whoever waits for it, and never for this thread: it begins before anybody has said which those are.
    sigset_t every, before;
    sigfillset(&every);
    pthread_sigmask(SIG_SETMASK, &every, &before);
    m_thread = std::thread([this] { run(); });
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

LogLines::~LogLines()
{
    if (m_hearsQt) {
        qInstallMessageHandler(nullptr);
        qtsLog = nullptr;
    }
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void LogLines::hearQt()
{
    qtsLog = this;
    m_hearsQt = true;
    qInstallMessageHandler(sayOfQt);
}

void LogLines::say(LogLevel level, const QString &event, Json::Object about)
{
    if (!wants(level))
        return;
    about.insert(u"at"_s, toIso(m_clock.now()));
    about.insert(u"level"_s, logWord(level));
    about.insert(u"event"_s, event);
    QByteArray line = writeJson(Json(std::move(about))) + '\n';
    if (m_isJournal)
        line.prepend('<' + QByteArray::number(static_cast<int>(level)) + '>');
    {
        const std::lock_guard lock(m_mutex);
        if (m_waiting.size() >= logLinesWaitingMax) {
            ++m_leftOut;
            return;
        }
        m_waiting.push_back(std::move(line));
    }
    m_changed.notify_one();
}

qint64 LogLines::leftOut() const
{
    const std::lock_guard lock(m_mutex);
    return m_leftOut;
}

void LogLines::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isOver || !m_waiting.empty(); });
        if (m_waiting.empty())
            return;
        std::deque<QByteArray> lines;
        lines.swap(m_waiting);
        const qint64 unsaid = m_leftOut - std::exchange(m_leftOutSaid, m_leftOut);
        lock.unlock();
        if (!std::all_of(lines.cbegin(), lines.cend(), [this](const QByteArray &line) { return writeOut(line); }))
            return;
        if (unsaid > 0)
            say(LogLevel::Warning, u"left out"_s, { { u"lines"_s, unsaid } });
        lock.lock();
    }
}

/// Whole lines: who reads them finds no half of one, unless the other side goes away in the middle. False: it is over, and nobody takes it.
bool LogLines::writeOut(const QByteArray &line)
{
    static constexpr int lookAfterMs = 200;
    static constexpr int looksAtTheEndMax = 5;
    int looks = 0;
    qsizetype written = 0;
    while (written < line.size()) {
        pollfd out { m_descriptor, POLLOUT, 0 };
        if (::poll(&out, 1, lookAfterMs) == 0) {
            const std::lock_guard lock(m_mutex);
            if (m_isOver && ++looks >= looksAtTheEndMax)
                return false;
            continue;
        }
        // A pipe takes as much as it has room for, and this is the one thread that may wait for the rest.
        const auto count = ::write(m_descriptor, line.constData() + written, static_cast<std::size_t>(line.size() - written));
        if (count < 0 && errno != EINTR && errno != EAGAIN)
            return true;   // nobody is there to read it, or to be told
        written += std::max<qsizetype>(0, count);
    }
    return true;
}

} // namespace sightline::hub
