#pragma once

#include "core/forms/questionnaire.h"
#include "core/records/record.h"
#include "core/records/visibility.h"

#include <QDate>

namespace sightline {

/// What the bodies of the hub's reference records hold besides their type. Documents travel as their JSON text, because a
/// body knows no decimals and a published document must come back as it was. People, teams and settings need no more than
/// their own JSON: their members are the body's answers.

/// The id under which the hub knows what it publishes as @p name of @p type, and the versions of forms that devices publish: UUIDv5, so the
/// same name is the same record wherever it is made. On the hub, where a device has made a record of another type under it, the next
/// free place stands in for it (Ledger::placeFor).
[[nodiscard]] RecordId publishedId(RecordType type, const QString &name);

/// One version of a form (type FormDefinition). Its body's `form` is `form`.
struct PublishedForm {
    QString form;                  ///< "T03@1.0"
    QString title;
    QByteArray questionnaire;      ///< FHIR R4 Questionnaire, JSON
    VisibilityRule visibility;     ///< who a record of this form is for (decisions 6)
    Json meta = {};                ///< what else the product needs to know of it: core/packs/forms/README.md; no decimals
    friend bool operator==(const PublishedForm &, const PublishedForm &) = default;
};

/// The short name under which @p form is published: its own, or what its url ends in, of letters, digits, full stops, hyphens and low lines.
[[nodiscard]] QString formNameOf(const Questionnaire &form);

[[nodiscard]] RecordBody publishedFormBody(const PublishedForm &form);
/// Errors: Corrupt (another type, or without a questionnaire).
[[nodiscard]] Result<PublishedForm> publishedFormOf(const RecordBody &body);

/// One edition of the framework, whole (type Edition).
struct PublishedEdition {
    QString edition;               ///< "2026-11"
    QString title;
    QDate from;                    ///< first day it counts; null: since always
    QByteArray compiled;           ///< the compiled framework, JSON
    friend bool operator==(const PublishedEdition &, const PublishedEdition &) = default;
};

[[nodiscard]] RecordBody publishedEditionBody(const PublishedEdition &edition);
/// Errors: Corrupt.
[[nodiscard]] Result<PublishedEdition> publishedEditionOf(const RecordBody &body);

/// A person, team or setting: @p json's members become the body's answers.
[[nodiscard]] RecordBody publishedBody(RecordType type, const Json &json);

} // namespace sightline
