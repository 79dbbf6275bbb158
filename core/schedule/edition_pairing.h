#pragma once

#include "core/schedule/compiled_activity.h"

namespace sightline {

/// An activity as it is compared with those of another edition. Lives no longer than the activity.
struct EditionRow {
    const Activity *activity;
    QString service;     ///< what people call it
    QString name;        ///< what it is called, as a slug: without case, marks and spacing
    QStringList words;   ///< of its name, in the order of the alphabet
    QStringList rest;    ///< words of how and why

    EditionRow(const Activity &row, QString title);
};

[[nodiscard]] QList<EditionRow> rowsOf(const CompiledService &service);

/// 0 (no word in common) to 1 (the same words). What an activity is called says most; who leads it and how often it is done change
/// without it becoming another promise, so they say nothing.
[[nodiscard]] double alikeness(const EditionRow &a, const EditionRow &b);

/// Two places, one in each of two editions, and how alike what stands there is.
struct EditionPair {
    qsizetype next;
    qsizetype before;
    double alike;
};

/// Which place of the edition before each place of the next one continues.
class EditionPairing {
public:
    EditionPairing(qsizetype next, qsizetype before) : m_before(next, -1), m_taken(before, false) { }

    /// Joins the most alike first; of equals, those that stand first. A place is joined once.
    void joinBest(QList<EditionPair> pairs);
    [[nodiscard]] bool isFree(qsizetype next, qsizetype before) const { return m_before[next] < 0 && !m_taken[before]; }
    /// -1: continues none.
    [[nodiscard]] qsizetype beforeOf(qsizetype next) const { return m_before[next]; }

private:
    QList<qsizetype> m_before;
    QList<bool> m_taken;
};

[[nodiscard]] bool haveSameHeading(const CompiledService &a, const CompiledService &b);

/// The services of two editions: the same heading, else the same title, else the most promises in common, at least half of both.
[[nodiscard]] EditionPairing pairServices(const CompiledFramework &next, const CompiledFramework &before);

} // namespace sightline
