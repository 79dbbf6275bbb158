#pragma once

#include "core/base/result.h"

#include <QFile>
#include <QString>

#include <optional>

namespace sightline::hub {

/// How far a history had come.
struct HistoryMark {
    QString epoch;
    qint64 seq = 0;
    friend bool operator==(const HistoryMark &, const HistoryMark &) = default;
};

/// A small file outside the database that says how far it had come, written before each answer: a database that is older was
/// put back by somebody who did not say so (decisions 10). It survives the program's death; it need not survive a power cut
/// to the last answer, for then R14's cursor check still notices.
class HistoryFile {
public:
    explicit HistoryFile(QString path) : m_file(std::move(path)) { }

    /// None if there is no file, or it cannot be understood.
    [[nodiscard]] std::optional<HistoryMark> read();
    /// Errors: StorageFailure. Thread: one.
    [[nodiscard]] Result<void> write(const HistoryMark &mark);

private:
    QFile m_file;
};

} // namespace sightline::hub
