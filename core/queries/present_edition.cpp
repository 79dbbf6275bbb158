#include "core/queries/present_edition.h"

#include "core/records/edition_order.h"
#include "core/schedule/framework_json.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

using Kept = std::shared_ptr<const PresentEdition>;

/// An edition's place in time, without its rules.
struct EditionStamp {
    RecordId record;
    PublishedEdition published;
};

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
    const QString keptAs = u"edition/"_s + day.toString(Qt::ISODate);
    if (const auto *kept = store.derived(keptAs))
        return std::any_cast<Kept>(kept->value);
    const auto rows = store.view().ofType(RecordType::Edition);
    if (!rows)
        return rows.error();
    std::optional<EditionStamp> best;
    for (const ViewRow &row : *rows) {
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        auto published = *body ? publishedEditionOf(**body) : Result<PublishedEdition>(Error { ErrorCode::NotFound, {} });
        if (!published)
            continue;
        EditionStamp stamp { row.id, std::move(published).value() };
        if (!best || isEditionOf(day, stamp.published, best->published))
            best = std::move(stamp);
    }
    if (!best)
        return Kept();
    const auto json = parseJson(best->published.compiled);
    if (!json)
        return Error { ErrorCode::Corrupt, u"The framework on this device cannot be read: %1"_s.arg(json.error().detail) };
    auto framework = frameworkFromJson(*json);
    if (!framework)
        return Error { framework.error().code == ErrorCode::UnsupportedVersion ? ErrorCode::UnsupportedVersion : ErrorCode::Corrupt,
                       u"The framework on this device cannot be read: %1"_s.arg(framework.error().detail) };
    if (const auto tied = tieForms(store, day, *framework); !tied)
        return tied.error();
    const Kept edition = std::make_shared<PresentEdition>(
        PresentEdition { best->record, best->published.edition, best->published.title, best->published.from, std::move(framework).value() });
    store.keepDerived(keptAs, edition, { RecordType::Edition, RecordType::FormDefinition });
    return edition;
}

} // namespace sightline
