#pragma once

#include "core/records/published.h"

#include <random>

namespace sightline::bench {

/// The records every figure is about: 30 fields and about 1,474 bytes of JSON each, with a title and four narratives whose
/// words are drawn as unevenly as English ones, so that they pack about as well (3:1), not the 20:1 of repeated filler.
/// The same seed gives the same records.
class Corpus {
public:
    explicit Corpus(quint64 seed = 20261123);

    /// A completed record of @p author, in her own name and for her team's lead.
    [[nodiscard]] RecordBody next(const PersonId &author, const ServiceId &service, const TeamId &team, qint64 atMs);

    /// The form they answer: the hub checks every field of every record against it.
    [[nodiscard]] static PublishedForm form();

private:
    [[nodiscard]] QString text(int characters);
    [[nodiscard]] int below(int bound);
    [[nodiscard]] double chance();

    std::mt19937_64 m_random;
    QStringList m_words;
    QList<double> m_cumulative;
};

} // namespace sightline::bench
