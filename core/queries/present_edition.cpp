#include "core/queries/present_edition.h"

#include "core/records/edition_order.h"
#include "core/schedule/framework_json.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

using Kept = std::shared_ptr<const PresentEdition>;

/// An edition's place in time, without its rules.
struct EditionStamp {
    RecordId record;
    PublishedEdition published;
};

Result<QList<EditionStamp>> editionStamps(Store &store)
{
    const auto rows = store.view().ofType(RecordType::Edition);
    if (!rows)
        return rows.error();
    QList<EditionStamp> stamps;
    for (const ViewRow &row : *rows) {
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        auto published = *body ? publishedEditionOf(**body) : Result<PublishedEdition>(Error { ErrorCode::NotFound, {} });
        if (published)
            stamps.append({ row.id, std::move(published).value() });
    }
    return stamps;
}

/// Of several templates tied to one activity the one used from the latest day counts, then the later name.
Result<void> tieForms(Store &store, QDate day, CompiledFramework &framework)
{
    const auto forms = formsInForce(store, day);
    if (!forms)
        return forms.error();
    QHash<QString, const KnownForm *> tied;
    for (const auto &form : *forms) {
        for (const QString &key : tiedActivities(*form)) {
            const KnownForm *&present = tied[key];
            if (!present || form->dates.from >= present->dates.from)
                present = form.get();
        }
    }
    for (CompiledService &service : framework.services) {
        for (CompiledActivity &activity : service.activities) {
            const KnownForm *form = tied.value(activity.activity.key.toString());
            if (!form)
                continue;
            activity.templateId = templateOf(form->published.form);
            activity.variant.clear();   // it was of the other form
            for (CompiledRule &part : activity.rules) {
                if (part.templateId.isEmpty())
                    part.variant.clear();
            }
        }
    }
    return {};
}

Result<CompiledFramework> frameworkOf(const EditionStamp &stamp)
{
    const auto json = parseJson(stamp.published.compiled);
    if (!json)
        return Error { ErrorCode::Corrupt, u"The framework on this device cannot be read: %1"_s.arg(json.error().detail) };
    auto framework = frameworkFromJson(*json);
    if (!framework)
        return Error { framework.error().code == ErrorCode::UnsupportedVersion ? ErrorCode::UnsupportedVersion : ErrorCode::Corrupt,
                       u"The framework on this device cannot be read: %1"_s.arg(framework.error().detail) };
    return framework;
}

Kept asKept(const EditionStamp &stamp, CompiledFramework framework)
{
    return std::make_shared<PresentEdition>(
        PresentEdition { stamp.record, stamp.published.edition, stamp.published.title, stamp.published.from, std::move(framework) });
}

/// @p stamp with its rules and, as of @p day, the templates that are tied to its activities.
Result<Kept> readEdition(Store &store, const EditionStamp &stamp, QDate day)
{
    auto framework = frameworkOf(stamp);
    if (!framework)
        return framework.error();
    if (const auto tied = tieForms(store, day, *framework); !tied)
        return tied.error();
    return asKept(stamp, std::move(framework).value());
}

/// What @p read gives, once for as long as no edition and no form changes.
template <typename Read>
Result<Kept> kept(Store &store, const QString &name, Read read)
{
    if (const auto *known = store.derived(name))
        return std::any_cast<Kept>(known->value);
    auto edition = read();
    if (edition)
        store.keepDerived(name, *edition, { RecordType::Edition, RecordType::FormDefinition });
    return edition;
}

} // namespace

Result<QString> editionInForce(Store &store, QDate day)
{
    const auto edition = presentEdition(store, day);
    if (!edition)
        return edition.error();
    return *edition ? (*edition)->edition : QString();
}

QStringList tiedActivities(const KnownForm &form) { return form.published.meta[u"activities"_s].toStrings(); }

Result<Kept> presentEdition(Store &store, QDate day)
{
    return kept(store, u"edition/"_s + day.toString(Qt::ISODate), [&]() -> Result<Kept> {
        const auto stamps = editionStamps(store);
        if (!stamps)
            return stamps.error();
        const auto best =
            std::ranges::min_element(*stamps, [day](const EditionStamp &a, const EditionStamp &b) { return isEditionOf(day, a.published, b.published); });
        return best == stamps->end() ? Result<Kept>(Kept()) : readEdition(store, *best, day);
    });
}

Result<Kept> publishedEdition(Store &store, QDate day)
{
    return kept(store, u"published-edition/"_s + day.toString(Qt::ISODate), [&]() -> Result<Kept> {
        const auto stamps = editionStamps(store);
        if (!stamps)
            return stamps.error();
        const auto best =
            std::ranges::min_element(*stamps, [day](const EditionStamp &a, const EditionStamp &b) { return isEditionOf(day, a.published, b.published); });
        const bool hasBegun = best != stamps->end() && (!best->published.from.isValid() || best->published.from <= day);
        if (!hasBegun)
            return Kept();
        auto framework = frameworkOf(*best);
        return framework ? Result<Kept>(asKept(*best, std::move(framework).value())) : framework.error();
    });
}

Result<QList<Kept>> earlierEditions(Store &store, QDate day, QDate since)
{
    const auto present = presentEdition(store, day);
    if (!present)
        return present.error();
    QList<Kept> earlier;
    for (Kept next = *present; next && next->from.isValid() && next->from > since && next->from <= day; earlier.append(next)) {
        const auto before = presentEdition(store, next->from.addDays(-1));
        if (!before)
            return before.error();
        // Before the first one, the earliest to come stands in: that is this one again.
        if (!*before || (*before)->record == next->record)
            break;
        next = *before;
    }
    return earlier;
}

Result<Kept> comingEdition(Store &store, QDate day)
{
    return kept(store, u"coming-edition/"_s + day.toString(Qt::ISODate), [&]() -> Result<Kept> {
        const auto stamps = editionStamps(store);
        if (!stamps)
            return stamps.error();
        const EditionStamp *next = nullptr;
        for (const EditionStamp &stamp : *stamps) {
            if (stamp.published.from > day && (!next || stamp.published.from < next->published.from))
                next = &stamp;
        }
        return next ? readEdition(store, *next, next->published.from) : Result<Kept>(Kept());
    });
}

Result<QList<Kept>> laterEditions(Store &store, QDate day)
{
    const auto present = presentEdition(store, day);
    if (!present)
        return present.error();
    QList<Kept> later;
    for (Kept last = *present; last;) {
        // Before the first one, the earliest to come stands in.
        const auto next = comingEdition(store, std::max(day, last->from.isValid() ? last->from : day));
        if (!next)
            return next.error();
        if (*next)
            later.append(*next);
        last = *next;
    }
    return later;
}

} // namespace sightline
