#pragma once

#include "core/store/store.h"

#include <QMap>
#include <QSet>

namespace sightline::integration {

/// Which records a kill test offered and which were acknowledged, by the words in their story, and how often each is found
/// after reopening.
class RecordCount {
public:
    using Found = QMap<QString, QStringList>;   ///< words → the records that hold them

    /// Somebody asked for a record with @p words, whatever came of it.
    void offer(const QString &words) { m_offered.insert(words); }
    /// The program said that @p record with @p words is durable.
    void acknowledge(const QString &words, const QString &record)
    {
        offer(words);
        m_acknowledged.insert(words, record);
    }

    /// Compares with what is @p found at @p where, and prints one line. Returns what is wrong, one sentence each; among it that
    /// the count does not see a planted loss and a planted double.
    [[nodiscard]] QStringList judge(const QString &where, Found found);

    [[nodiscard]] qsizetype acknowledged() const { return m_acknowledged.size(); }
    [[nodiscard]] int lost() const { return m_lost; }         ///< over every judge()
    [[nodiscard]] int doubled() const { return m_doubled; }

    /// Completed forms of a device, and of a hub's export.
    [[nodiscard]] static Found foundIn(Store &store);
    [[nodiscard]] static Found foundIn(const QByteArray &exported);

private:
    struct Counts {
        int lost = 0;
        int doubled = 0;
        int unknown = 0;
    };
    [[nodiscard]] Counts countIn(const Found &found) const;

    QSet<QString> m_offered;
    QMap<QString, QString> m_acknowledged;   ///< words → record
    int m_lost = 0;
    int m_doubled = 0;
};

} // namespace sightline::integration
