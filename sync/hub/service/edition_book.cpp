#include "sync/hub/service/edition_book.h"

#include "core/schedule/framework_json.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

Publication editionPublication(const CompiledFramework &framework, QDate from)
{
    PublishedEdition edition;
    edition.edition = from.isValid() ? from.toString(u"yyyy-MM-dd"_s) : u"first"_s;
    edition.title = framework.title;
    edition.from = from;
    edition.compiled = writeJson(toJson(framework));
    return { publishedId(RecordType::Edition, edition.edition), publishedEditionBody(edition) };
}

Result<QList<HeldEdition>> heldEditions(HubSnapshot &snapshot)
{
    const auto ids = snapshot.recordIds(recordTypeName(RecordType::Edition));
    if (!ids)
        return ids.error();
    QList<HeldEdition> held;
    for (const RecordId &id : *ids) {
        const auto row = snapshot.record(id);
        if (!row)
            return row.error();
        const auto body = bodyFromBytes((*row)->body);
        const auto edition = body ? publishedEditionOf(*body) : Result<PublishedEdition>(body.error());
        if (!edition)
            return edition.error();
        const auto json = parseJson(edition->compiled);
        auto framework = json ? frameworkFromJson(*json) : Result<CompiledFramework>(json.error());
        if (!framework)
            return Error { ErrorCode::Corrupt, u"The edition \"%1\" cannot be read: %2"_s.arg(edition->edition, framework.error().detail) };
        held.append({ edition->edition, edition->from, std::move(framework).value(), id, bodyHash((*row)->body) });
    }
    std::ranges::sort(held, {}, &HeldEdition::from);   // a null day is before every other
    return held;
}

const HeldEdition *editionOn(const QList<HeldEdition> &editions, QDate day)
{
    const auto begun = [day](const HeldEdition &edition) { return !edition.from.isValid() || edition.from <= day; };
    const auto last = std::find_if(editions.crbegin(), editions.crend(), begun);
    return last == editions.crend() ? nullptr : &*last;
}

} // namespace sightline::hub
