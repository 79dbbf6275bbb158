#pragma once

#include "core/base/result.h"
#include "sync/hub/store/history_mark.h"

#include <QFile>

#include <mutex>
#include <optional>

namespace sightline::hub {

/// A small file outside the database that says how far it had come, written before each answer: a database that is older was
/// put back by somebody who did not say so, or is a standby's that lagged behind (decisions 10). It survives the program's death; it need
/// not survive a power cut to the last answer, for then R14's cursor check still notices.
class HistoryFile {
public:
    explicit HistoryFile(QString path) : m_file(std::move(path)) { }

    /// None if there is no file, or it cannot be understood.
    [[nodiscard]] std::optional<HistoryMark> read();
    /// Errors: StorageFailure. Thread: any.
    [[nodiscard]] Result<void> write(const HistoryMark &mark);
    /// Writes @p mark, but within one history never goes back: a command beside a `serve` may know less than that has written. What was
    /// written of a place is not written over otherwise: it is the witness. Errors: StorageFailure, Corrupt (the trail is another than it was). Thread: any.
    [[nodiscard]] Result<void> advance(HistoryMark mark);

private:
    [[nodiscard]] Result<void> lockFile();
    void unlockFile();
    [[nodiscard]] Result<void> writeLine(const HistoryMark &mark);
    [[nodiscard]] static std::optional<HistoryMark> readLine(QFile &file);

    std::mutex m_mutex;
    QFile m_file;
};

} // namespace sightline::hub
