#include "tests/integration/record_count.h"

#include <cstdio>

namespace sightline::integration {

using namespace Qt::StringLiterals;

RecordCount::Found RecordCount::foundIn(Store &store)
{
    Found found;
    const auto rows = store.view().ofType(RecordType::Form);
    for (const ViewRow &row : rows ? *rows : QList<ViewRow>()) {
        if (const auto body = store.view().body(row.id); body && *body)
            found[(*body)->answers.value(u"story"_s).toString()].append(row.id.toString());
    }
    return found;
}

RecordCount::Found RecordCount::foundIn(const QByteArray &exported)
{
    Found found;
    for (const QByteArray &line : exported.split('\n')) {
        const auto json = line.isEmpty() ? Result<Json>(Json()) : parseJson(line);
        const Json &body = json ? (*json)[u"body"_s] : Json();
        if (body[u"type"_s].toString() == u"form"_s)
            found[body[u"answers"_s][u"story"_s].toString()].append((*json)[u"record"_s].toString((*json)[u"id"_s].toString()));
    }
    return found;
}

RecordCount::Counts RecordCount::countIn(const Found &found) const
{
    Counts counts;
    for (auto it = m_acknowledged.cbegin(); it != m_acknowledged.cend(); ++it)
        counts.lost += found.value(it.key()).contains(*it) ? 0 : 1;
    for (auto it = found.cbegin(); it != found.cend(); ++it) {
        counts.doubled += it->size() > 1 ? 1 : 0;
        counts.unknown += m_offered.contains(it.key()) ? 0 : 1;
    }
    return counts;
}

QStringList RecordCount::judge(const QString &where, Found found)
{
    const Counts counts = countIn(found);
    m_lost += counts.lost;
    m_doubled += counts.doubled;
    std::printf("%-9s %lld records, %lld of them acknowledged; lost %d, doubled %d, unknown %d\n", qPrintable(where), static_cast<long long>(found.size()),
                static_cast<long long>(m_acknowledged.size()), counts.lost, counts.doubled, counts.unknown);
    QStringList problems;
    if (counts.lost + counts.doubled + counts.unknown > 0)
        problems.append(u"%1: lost %2, doubled %3, unknown %4"_s.arg(where).arg(counts.lost).arg(counts.doubled).arg(counts.unknown));
    if (m_acknowledged.size() < 2)
        return problems + QStringList { u"%1: nothing was acknowledged, so nothing was tested"_s.arg(where) };
    // The planted presence: the same count must see one record taken away and another one twice.
    found.remove(m_acknowledged.firstKey());
    found[m_acknowledged.lastKey()].append(u"again"_s);
    const Counts planted = countIn(found);
    if (planted.lost != counts.lost + 1 || planted.doubled != counts.doubled + 1)
        problems.append(u"%1: the count does not see a record that is gone and one that is doubled, so it proves nothing"_s.arg(where));
    return problems;
}

} // namespace sightline::integration
