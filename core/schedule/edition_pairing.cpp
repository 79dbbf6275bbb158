#include "core/schedule/edition_pairing.h"

#include "core/framework/slug.h"

#include <algorithm>
#include <tuple>

namespace sightline {

namespace {

constexpr double weightOfName = 0.6;
/// Of the promises of two services that are headed differently.
constexpr double shareOfSamePromises = 0.5;

QString wholeSlug(const QString &text) { return slugOf(text, static_cast<int>(text.size()) + 1); }

/// Letters and digits only, in the order of the alphabet.
QStringList wordsOf(const QString &text)
{
    QStringList words = wholeSlug(text).split(u'-');
    words.sort();
    return words;
}

/// Twice the words in common over all words.
double shareInCommon(const QStringList &a, const QStringList &b)
{
    if (a.isEmpty() && b.isEmpty())
        return 0;
    QStringList common;
    std::set_intersection(a.cbegin(), a.cend(), b.cbegin(), b.cend(), std::back_inserter(common));
    return 2.0 * static_cast<double>(common.size()) / static_cast<double>(a.size() + b.size());
}

double sharedPromises(const CompiledService &a, const CompiledService &b)
{
    const auto namesOf = [](const CompiledService &service) {
        QStringList names;
        for (const EditionRow &row : rowsOf(service))
            names.append(row.name);
        names.sort();
        return names;
    };
    return shareInCommon(namesOf(a), namesOf(b));
}

} // namespace

EditionRow::EditionRow(const Activity &row, QString title)
    : activity(&row), service(std::move(title)), name(wholeSlug(row.what)), words(wordsOf(row.what)), rest(wordsOf(row.how + u' ' + row.why))
{
}

QList<EditionRow> rowsOf(const CompiledService &service)
{
    QList<EditionRow> rows;
    for (const CompiledActivity &compiled : service.activities)
        rows.emplaceBack(compiled.activity, service.title());
    return rows;
}

double alikeness(const EditionRow &a, const EditionRow &b)
{
    return weightOfName * shareInCommon(a.words, b.words) + (1 - weightOfName) * shareInCommon(a.rest, b.rest);
}

void EditionPairing::joinBest(QList<EditionPair> pairs)
{
    std::ranges::sort(pairs, {}, [](const EditionPair &pair) { return std::tuple(-pair.alike, pair.before, pair.next); });
    for (const EditionPair &pair : pairs) {
        if (!isFree(pair.next, pair.before))
            continue;
        m_before[pair.next] = pair.before;
        m_taken[pair.before] = true;
    }
}

bool haveSameHeading(const CompiledService &a, const CompiledService &b)
{
    return a.directorate == b.directorate && a.name == b.name && a.subTeam == b.subTeam;
}

EditionPairing pairServices(const CompiledFramework &next, const CompiledFramework &before)
{
    EditionPairing pairing(next.services.size(), before.services.size());
    const auto joinWhere = [&](auto likeness, double least) {
        QList<EditionPair> pairs;
        for (qsizetype n = 0; n < next.services.size(); ++n) {
            for (qsizetype b = 0; b < before.services.size(); ++b) {
                if (!pairing.isFree(n, b))
                    continue;
                if (const double alike = likeness(next.services[n], before.services[b]); alike >= least)
                    pairs.append({ n, b, alike });
            }
        }
        pairing.joinBest(std::move(pairs));
    };
    joinWhere([](const auto &a, const auto &b) { return haveSameHeading(a, b) ? 1.0 : 0.0; }, 1);
    joinWhere([](const auto &a, const auto &b) { return a.title() == b.title() ? 1.0 : 0.0; }, 1);
    joinWhere(sharedPromises, shareOfSamePromises);
    return pairing;
}

} // namespace sightline
