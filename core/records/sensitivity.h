#pragma once

#include "core/base/json.h"
#include "core/people/person.h"

#include <QLatin1StringView>
#include <QMap>

#include <optional>
#include <span>

namespace sightline {

/// Class of a record by what it is about: each harms more in the wrong hands than the one before (domain.md A7).
enum class Sensitivity {
    P1,   ///< the organisation: settings, meetings, pages
    P2,   ///< how staff work and are
    P3,   ///< a child or a family
    P4,   ///< restricted: allegations, offences, legal advice, what was said in confidence
};
/// "P1" … "P4".
[[nodiscard]] QString sensitivityName(Sensitivity sensitivity);
[[nodiscard]] std::optional<Sensitivity> sensitivityFromName(QStringView name);

/// What a template says of its records' class: the usual one, and those it rises to where a question is answered.
struct SensitivityRule {
    Sensitivity usual = Sensitivity::P3;             ///< a form that says nothing may be about a child
    QMap<QString, Sensitivity> whenAnswered = {};    ///< by linkId
    friend bool operator==(const SensitivityRule &, const SensitivityRule &) = default;
};
/// From a meta's `sensitivity` and `sensitivityWhenAnswered` (core/packs/forms/README.md). A word that is none counts as P4.
[[nodiscard]] SensitivityRule sensitivityFrom(const Json &meta);
/// Class of @p answers by @p rule: the highest that anything in them gives.
[[nodiscard]] Sensitivity classOf(const SensitivityRule &rule, const Json::Object &answers);

/// Who reads, as far as classes go.
enum class ReaderKind { Staff, ElectedMember };
[[nodiscard]] ReaderKind readerKindOf(const Person &person);

/// A row of the policy on classes: what a kind of reader may read of a class, of those records whose form names them among its readers.
struct ClassRow {
    Sensitivity sensitivity;
    QLatin1StringView about;         ///< what is of this class
    bool staff = true;
    bool electedMember = false;
    bool isWidened = true;           ///< a form's "team" and "service", and a council's switches, give it readers
};
/// The whole policy on classes; POLICY.md prints it, and hub and device decide by it.
[[nodiscard]] std::span<const ClassRow> classRows();
[[nodiscard]] bool mayReadClass(ReaderKind kind, Sensitivity sensitivity);
/// Whether a whole team or service may be given records of this class.
[[nodiscard]] bool isWidened(Sensitivity sensitivity);

} // namespace sightline
