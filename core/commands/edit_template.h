#pragma once

#include "core/commands/publish_form.h"
#include "core/store/form_library.h"

namespace sightline {

/// A template being made or changed on this device, its author's alone: a row of `draft`, of type FormDefinition.
struct TemplateDraft {
    RecordId id;
    PublishedForm form;        ///< `form`: the template's short name; what is being made stands in `questionnaire` and `meta`
    QString base;              ///< the version it began as, "T03@1.1.0"; empty: a new template
    QString focus;             ///< linkId of the item in focus
    qint64 savedAtMs = 0;
    std::optional<qint64> discardedAtMs = {};   ///< deleted then: it can be brought back for limits::discardedDraftDays
};

/// Nothing for a draft that is no template.
[[nodiscard]] std::optional<TemplateDraft> templateDraftOf(const Draft &draft);
/// Those being made, or those deleted meanwhile, newest saved first. Deleting and bringing back are discardDraft() and restoreDraft().
/// Errors: those of the database. Thread of all: the store's.
[[nodiscard]] Result<QList<TemplateDraft>> templateDrafts(Store &store, DraftTable::Which which = DraftTable::Which::Open);

/// Begins to change @p form ("T03": the newest version the hub has; "T03@1.2.0": that one, such as one the hub has not taken), or goes on
/// where its draft is. Errors: NotFound, NotEnrolled, those of
/// the database.
[[nodiscard]] Result<TemplateDraft> beginTemplateOf(Store &store, const QString &form);
/// Begins a new template: an empty one called @p title with a section called @p section, or @p document (an imported form; its name is
/// made unlike any that is known). Errors: InvalidInput (no form), NotEnrolled, those of the database.
struct NewTemplate {
    QString title;
    QString section;
    Json document = {};
};
[[nodiscard]] Result<TemplateDraft> beginTemplate(Store &store, const NewTemplate &begun);

/// Keeps what is being made: durable when it returns. @p focus: the item one is at.
/// Errors: NotFound (no such draft), TooLarge (over limits::draftBytesMax), StorageFull, those of the database.
[[nodiscard]] Result<void> saveTemplate(Store &store, const RecordId &draft, const Json &document, const Json &meta, const QString &focus);
/// Publishes the draft as the version that follows those known. Errors: NotFound (no such draft); as publishForm().
[[nodiscard]] Result<FormPublication> publishTemplate(Store &store, const RecordId &draft, const PublishTerms &terms);

/// linkIds of every version of @p name that this device knows: they are given to nothing else. Errors: those of the database.
[[nodiscard]] Result<QSet<QString>> releasedLinkIds(Store &store, const QString &name);

} // namespace sightline
