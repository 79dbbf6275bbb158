#pragma once

#include <QByteArray>
#include <QString>

namespace sightline::hub {

/// How far a history had come, as something outside its database witnesses (HistoryFile).
struct HistoryMark {
    QString epoch;
    qint64 seq = 0;
    qint64 durableSeq = 0;   ///< up to here devices were told that they need no longer keep it
    qint64 auditN = 0;       ///< lines of the audit trail
    QByteArray auditChain = {};   ///< the chain after them; empty: there are none
    QByteArray chain = {};   ///< the log's, after `seq`; empty: not known
    qint64 heads = 0;        ///< signed heads of the audit trail
    friend bool operator==(const HistoryMark &, const HistoryMark &) = default;
};

} // namespace sightline::hub
