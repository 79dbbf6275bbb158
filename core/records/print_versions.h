#pragma once

#include "core/forms/questionnaire.h"

namespace sightline {

/// One of the versions in which a record goes onto paper, as data: `prints` of a form's meta (core/packs/forms/README.md).
struct PrintVersion {
    QString id;              ///< "no-family"
    QString name;            ///< "For the practitioner, without family data"
    QStringList leavesOut;   ///< items of the form that it leaves out, with everything below them; empty: it is the whole record
    friend bool operator==(const PrintVersion &, const PrintVersion &) = default;
};

/// The versions that @p meta names, the one that is taken where nobody chooses first; none: the record has one form on paper.
[[nodiscard]] QList<PrintVersion> printVersions(const Json &meta);

/// Whether the answer @p key of a record of @p form is in what @p version leaves out. Pure.
[[nodiscard]] bool isLeftOut(const PrintVersion &version, const Questionnaire &form, const QString &key);

} // namespace sightline
