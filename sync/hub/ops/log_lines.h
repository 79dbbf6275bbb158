#pragma once

#include "core/base/instant.h"
#include "core/base/json.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

namespace sightline::hub {

/// How grave a line is, by syslog's numbers, which journald reads.
enum class LogLevel { Error = 3, Warning = 4, Notice = 5, Info = 6, Debug = 7 };
[[nodiscard]] QString logWord(LogLevel level);
[[nodiscard]] std::optional<LogLevel> logLevelFrom(const QString &word);
[[nodiscard]] QStringList logWords();

/// Lines that wait for whoever reads the log; what comes when so many wait is left out, and counted.
inline constexpr std::size_t logLinesWaitingMax = 10'000;

/// What a hub that serves says of itself: one JSON object a line, with `at`, `level` and `event`. Where journald reads it, each line begins with
/// its level as journald has it ("<6>"). A thread of its own writes, so that a log nobody reads keeps no device waiting; lines are left out then,
/// and a later one says how many. Thread: any.
class LogLines {
public:
    /// @p upTo: the least grave level that is written. @p descriptor is the caller's, and outlives this.
    LogLines(int descriptor, LogLevel upTo);
    /// Writes what waits, for as long as somebody takes it, at most a second.
    ~LogLines();
    LogLines(const LogLines &) = delete;
    LogLines &operator=(const LogLines &) = delete;

    [[nodiscard]] bool wants(LogLevel level) const { return level <= m_upTo; }
    /// @p about: ids of requests, counts, words of this program; never a person's, a record's or anything a stranger sent.
    void say(LogLevel level, const QString &event, Json::Object about = {});
    /// What the program's parts say of faults (Qt's categories) goes here until this is gone. One log at a time.
    void hearQt();
    [[nodiscard]] qint64 leftOut() const;

private:
    void run();
    [[nodiscard]] bool writeOut(const QByteArray &line);

    const int m_descriptor;
    const LogLevel m_upTo;
    const bool m_isJournal;
    bool m_hearsQt = false;
    SystemClock m_clock;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<QByteArray> m_waiting;
    qint64 m_leftOut = 0;
    qint64 m_leftOutSaid = 0;
    bool m_isOver = false;
    std::thread m_thread;
};

} // namespace sightline::hub
