#pragma once

#include "core/base/json.h"

#include <QList>
#include <QString>

namespace sightline {

/// A form template that ships with the program: the FHIR Questionnaire, and beside it, as data, what the product needs
/// to know about it and a Questionnaire cannot say.
struct FormPack {
    QString id;              ///< the template's short name, as activities of the framework and records use it
    QString version;
    QString title;
    int minutes = 0;         ///< what it usually takes, on site and after
    QString sensitivity;     ///< class "P1" to "P4" (domain.md A7)
    Json questionnaire;
    /// Who may see it in which state (`visibility`), later steps and who takes them (`steps`), write-up clock
    /// (`writeUp`), which answers fill the body's named columns (`columns`), which record counts as the last one
    /// (`previous`), default settings (`settings`). Members: core/packs/forms/README.md.
    Json meta;
};

/// The built-in templates, in the order of their ids. Thread: any.
[[nodiscard]] QList<FormPack> builtInForms();

} // namespace sightline
