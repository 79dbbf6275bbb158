#pragma once

#include "core/operations/operation.h"

namespace sightline {

/// Version of the rules below. A change of meaning raises it and keeps the older one.
inline constexpr int applyVersion = 1;

/// Why the hub keeps an operation without applying it. Closed list, described in PROTOCOL.md (decisions 8).
namespace held {
inline constexpr char16_t exists[] = u"exists";            ///< a record of that id is there already, with another body
inline constexpr char16_t scope[] = u"scope";              ///< its author may no longer write this record
inline constexpr char16_t author[] = u"author";            ///< only the author patches, completes or voids
inline constexpr char16_t completed[] = u"completed";      ///< completed answers never change; offer an amendment
inline constexpr char16_t voided[] = u"void";
inline constexpr char16_t stale[] = u"stale";              ///< completes or steps on a body that is not the present one
inline constexpr char16_t openConflict[] = u"open_conflict";
inline constexpr char16_t unknownKind[] = u"unknown_kind"; ///< replayed after an upgrade
inline constexpr char16_t formUnknown[] = u"form_unknown"; ///< replayed when the form arrives
inline constexpr char16_t invalid[] = u"invalid";          ///< fields break the form's types or limits; detail lists linkIds
inline constexpr char16_t notAllowed[] = u"not_allowed";   ///< a type that devices do not write (people, editions …)
inline constexpr char16_t fact[] = u"fact";                ///< a fact that does not match its record
inline constexpr char16_t step[] = u"step";                ///< a later hand that the record does not have, or another person's
inline constexpr char16_t erased[] = u"erased";            ///< its record, or the one it belongs to, was erased by law
}

/// What became of an operation.
struct Outcome {
    enum class Code { Applied, Conflict, Waiting, Held };
    Code code = Code::Applied;
    QString reason;            ///< Held: one of `held`
    QStringList fields;        ///< Conflict: fields kept as they were; Held(invalid): linkIds
    friend bool operator==(const Outcome &, const Outcome &) = default;
};

/// "applied", "conflict", "waiting", "held:<reason>": as on the wire.
[[nodiscard]] QString outcomeName(const Outcome &outcome);
[[nodiscard]] Outcome outcomeFromName(QStringView name, QStringList fields = {});
/// The fields of an outcome as both databases store them: "" for none, else a JSON list; names may hold anything, also line feeds.
[[nodiscard]] QString fieldNamesToText(const QStringList &fields);
/// What fieldNamesToText() wrote, and lists of older versions, a name to a line.
[[nodiscard]] QStringList fieldNamesFromText(const QString &text);

/// Rules that the simulator's test build can switch off, to show that it notices (decisions "Simulator"). All on in the product.
struct ApplyRules {
    bool fieldsNeedSight = true;        ///< R5: a field is overwritten only if its value is what the author saw
    bool completedIsFrozen = true;      ///< decisions 1
    bool completeNeedsSight = true;     ///< R6: completing covers the body its author saw
};

struct Applied {
    Outcome outcome;
    std::optional<RecordBody> body;     ///< the record afterwards; unchanged if nothing applied
    bool changed = false;
};

/// Applies @p operation by @p user to @p present (none: no such record). Pure, total, the same on hub and device.
/// Does not judge rights beyond authorship, forms or scopes: the hub does that around it. R4: nothing is refused.
[[nodiscard]] Applied apply(const Operation &operation, const PersonId &user, const std::optional<RecordBody> &present, bool hasOpenConflict = false,
                            const ApplyRules &rules = {});

/// Base row with @p own operations over it, in order: what the author sees (R12). Never conflicts: her own words show.
[[nodiscard]] std::optional<RecordBody> show(const std::optional<RecordBody> &base, const QList<Operation> &own, const PersonId &user);

} // namespace sightline
