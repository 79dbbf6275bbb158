#include "core/store/known_council.h"

#include "core/records/absence_record.h"

#include <type_traits>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

template <typename T, typename Read>
Result<QList<T>> readAll(Store &store, RecordType type, Read read)
{
    const auto rows = store.view().ofType(type);
    if (!rows)
        return rows.error();
    QList<T> all;
    for (const ViewRow &row : *rows) {
        // What the hub keeps and did not apply counts on no device.
        if (row.sync == RecordSync::Kept || row.sync == RecordSync::Conflict)
            continue;
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        if (!*body)
            continue;
        Result<T> one = [&] {
            if constexpr (std::is_invocable_v<Read, const RecordBody &>)
                return read(**body);
            else
                return read(Json((*body)->answers));
        }();
        if (one)
            all.append(std::move(one).value());
    }
    return all;
}

} // namespace

Result<std::shared_ptr<const Council>> knownCouncil(Store &store)
{
    using Kept = std::shared_ptr<const Council>;
    const QString keptAs = u"council"_s;
    if (const auto *kept = store.derived(keptAs))
        return std::any_cast<Kept>(kept->value);
    auto people = readAll<Person>(store, RecordType::Person, personFromJson);
    if (!people)
        return people.error();
    auto teams = readAll<Team>(store, RecordType::Team, teamFromJson);
    if (!teams)
        return teams.error();
    auto settings = readAll<Setting>(store, RecordType::Setting, settingFromJson);
    if (!settings)
        return settings.error();
    const auto cards = readAll<CouncilCard>(store, RecordType::Council, councilCardFromJson);
    if (!cards)
        return cards.error();
    auto absences = readAll<Absence>(store, RecordType::Absence, absenceOf);
    if (!absences)
        return absences.error();
    const Kept council = std::make_shared<Council>(
        Council::Parts { std::move(people).value(), std::move(teams).value(), std::move(settings).value(), std::move(absences).value(), cards->value(0) });
    store.keepDerived(keptAs, council, { RecordType::Person, RecordType::Team, RecordType::Setting, RecordType::Council, RecordType::Absence });
    return council;
}

} // namespace sightline
