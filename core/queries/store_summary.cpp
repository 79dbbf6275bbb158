#include "core/queries/store_summary.h"

namespace sightline {

Result<StoreSummary> storeSummary(Store &store)
{
    StoreSummary summary;
    summary.library = databaseLibraryText();
    const auto read = [&store](std::string_view sql, auto *into) -> Result<void> {
        const auto value = store.db().integer(sql);
        if (!value)
            return value.error();
        *into = static_cast<std::remove_reference_t<decltype(*into)>>(value->value_or(0));
        return {};
    };
    for (const auto &done :
         { read("PRAGMA user_version", &summary.schema), read("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()", &summary.bytes),
           read("SELECT count(*) FROM base", &summary.records), read("SELECT count(*) FROM view WHERE type = 'form' AND state <> 'draft'", &summary.answered),
           read("SELECT count(*) FROM outbox", &summary.operations),
           read("SELECT count(*) FROM draft WHERE discarded_at_ms IS NULL AND completed_at_ms IS NULL", &summary.drafts),
           read("SELECT count(*) FROM base WHERE type = 'form_definition'", &summary.forms) }) {
        if (!done)
            return done.error();
    }
    return summary;
}

} // namespace sightline
