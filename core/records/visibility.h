#pragma once

#include "core/records/record.h"
#include "core/records/sensitivity.h"

#include <QMap>
#include <QSet>
#include <QStringList>

namespace sightline {

/// Who a record is for, as data shipped with each template: which audiences each state has (decisions 6).
/// An audience is one of "author", "observed", "lead", "team", "service", "ref", or "named:LINKID": whom the author named in that answer.
struct VisibilityRule {
    QStringList draft;
    QStringList completed;
    QMap<QString, QStringList> switches = {};   ///< audiences that a council may add to `completed`, by the name of its switch
    SensitivityRule sensitivity = {};           ///< class of its records
    friend bool operator==(const VisibilityRule &, const VisibilityRule &) = default;
};

/// The rule as a template's `visibility` and its meta's `councilSwitches` say it (core/packs/forms/README.md).
[[nodiscard]] VisibilityRule visibilityFrom(const Json &visibility, const Json &meta);

/// Looks up a template's rule by its short name. Given by the caller: from the packs or from form definitions.
class VisibilityTable {
public:
    void insert(const TemplateId &form, VisibilityRule rule) { m_rules.insert(form, std::move(rule)); }
    /// The rule of @p form; where none is known the narrowest: its author, and the author's lead once completed.
    [[nodiscard]] VisibilityRule ruleFor(const TemplateId &form) const;

    /// The council's switches: name → since when it is on (milliseconds UTC). What was completed before was told of other readers and
    /// keeps those; a switch that is not among them adds nobody, also to what was completed while it was on.
    void decide(const QMap<QString, qint64> &switchedOn) { m_switchedOn = switchedOn; }
    /// Class of @p body; of a step, no less than that of @p about, the record it belongs to. What is no form's has a class of its type.
    [[nodiscard]] Sensitivity classOf(const RecordBody &body, const RecordBody *about = nullptr) const;
    /// Whether @p reader may read @p body by its class, however they came to be among its readers: an author reads what they wrote.
    [[nodiscard]] bool letsRead(const Person &reader, const RecordBody &body, const RecordBody *about = nullptr) const;
    /// Audiences of a record of @p form in @p state, completed at @p completedAtMs as far as the caller knows.
    [[nodiscard]] QStringList audiencesOf(const TemplateId &form, RecordState state, qint64 completedAtMs) const;
    /// Templates whose readers differ between what was decided here and @p switchedOn.
    [[nodiscard]] QSet<TemplateId> changedBy(const QMap<QString, qint64> &switchedOn) const;

private:
    QMap<TemplateId, VisibilityRule> m_rules;
    QMap<QString, qint64> m_switchedOn;
};

/// The scopes ("user:<id>", "lead:<team>", "team:<team>", "service:<id>", "ref") that @p body is in, sorted, without
/// repeats. For a step or notice @p about is the body of the record it belongs to: a step is readable by whoever may read its
/// record, and by its own author. A child pointer is also for the colleague it was handed to (`handed_to`), a notice for the manager it
/// names where its author has no team. What is restricted (P4) is for no whole team or service. Pure; the hub derives scopes with it, the device shows "who will see this" with it.
/// Source: decisions 5-8.
[[nodiscard]] QStringList scopesOf(const RecordBody &body, const VisibilityTable &table, const RecordBody *about = nullptr);

} // namespace sightline
