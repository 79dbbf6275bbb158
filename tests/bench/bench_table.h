#pragma once

#include "tests/bench/peer_figures.h"

#include <QList>

namespace sightline::bench {

/// The lines of the one table, printed at the end so that they stand together.
class BenchTable {
public:
    /// @p key and @p wallUs: what the peers' figures are compared by; empty where no peer has the like.
    void add(const QString &what, const QString &figure, const QString &key = {}, qint64 wallUs = 0);
    void print(const PeerFigures &peers) const;

private:
    struct Line {
        QString what;
        QString figure;
        QString key;
        qint64 wallUs = 0;
    };
    QList<Line> m_lines;
};

} // namespace sightline::bench
