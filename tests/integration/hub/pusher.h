#pragma once

#include "tests/integration/hub/wire_device.h"

#include <QHash>
#include <QList>

#include <atomic>
#include <memory>
#include <vector>

namespace sightline::hub {

/// What a device was told about one operation.
struct Told {
    qint64 seq = 0;
    QString outcome;
};

/// One device that never stops: makes operations, sends them, sends again what was not answered, and remembers every answer.
class Pusher {
public:
    explicit Pusher(WireDevice device) : m_device(std::move(device)) { }

    /// Sends until @p halt, or an exchange fails.
    void pushUntil(const std::atomic<bool> &halt, quint16 port);
    /// Sends what is left, without faults. True if nothing is left.
    [[nodiscard]] bool drain(quint16 port);

    QHash<OperationId, Told> told;
    QList<OperationId> made;
    std::atomic<int> answers = 0;   ///< exchanges that brought one; may be read beside pushUntil()
    int cutOff = 0;         ///< exchanges that carried operations and brought no answer
    int contradictions = 0; ///< an operation answered twice with different seqs

private:
    void makeOne();
    [[nodiscard]] bool exchange();
    void remember(const OperationId &id, const wire::Ack &ack);

    WireDevice m_device;
    QList<Operation> m_unanswered;
};

/// Every operation of the hub's log by id: how often it is there, and its seq.
struct Log {
    QHash<QString, int> count;
    QHash<QString, qint64> seq;
};

/// From what `export` printed.
[[nodiscard]] Log logOf(const QByteArray &exported);

/// What became of everything that @p pushers made.
struct Reckoning {
    qint64 acknowledged = 0;
    qint64 lost = 0;
    qint64 doubled = 0;
    qint64 moved = 0;            ///< an answer named another seq than the log
    qint64 contradictions = 0;
};
[[nodiscard]] Reckoning reckon(const std::vector<std::unique_ptr<Pusher>> &pushers, const Log &log);

} // namespace sightline::hub
