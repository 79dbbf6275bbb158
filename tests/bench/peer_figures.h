#pragma once

#include <QMap>
#include <QStringList>

namespace sightline::bench {

/// What one peer took for the like of one of our lines.
struct PeerFigure {
    QString name;
    QString figure;
    qint64 wallUs = 0;
};

/// Figures of WatermelonDB, PouchDB and the bare machine, measured in this very run by their own scripts.
class PeerFigures {
public:
    /// Runs the scripts in @p folder (watermelon/run.sh, pouch/run.sh, floor/run.sh), which print one JSON object a line.
    [[nodiscard]] static PeerFigures run(const QString &folder);

    [[nodiscard]] QList<PeerFigure> of(const QString &key) const { return m_figures.value(key); }
    /// What is absent or failed, and what the figures do not say.
    [[nodiscard]] QStringList notes() const { return m_notes; }

private:
    void runScript(const QString &folder, const QString &name, const QStringList &arguments);
    void take(const QString &peer, const QByteArray &line);

    QMap<QString, QList<PeerFigure>> m_figures;
    QStringList m_notes;
};

} // namespace sightline::bench
