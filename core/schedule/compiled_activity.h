#pragma once

#include "core/schedule/lead.h"
#include "core/schedule/rule.h"

namespace sightline {

/// Whose the task is (decisions 22): one for the service, one for each team, one for each holder of a lead role, or
/// one for each subject (supervisee, observed person).
enum class UnitKind { Service, Team, Lead, Subject };

/// Why the framework's owner is asked (decisions 25).
enum class QuestionCause { Blank, Ambiguous, Contradiction, NotUnderstood };

/// Something the document does not settle, with the default that holds until its owner answers.
struct Question {
    Cell cell = Cell::Frequency;
    QuestionCause cause = QuestionCause::Blank;
    QString text;      ///< one plain question
    QString assumed;   ///< what is assumed meanwhile, in words
    friend bool operator==(const Question &, const Question &) = default;
};

/// What the framework's owner said to a question, kept beside the document's own words.
struct OwnerAnswer {
    Cell cell = Cell::Frequency;
    QString question;   ///< as it was asked
    QString words;      ///< what the cell means, in the words a cell would have; empty: what was assumed is right
    PersonId by;
    QDate on;
    friend bool operator==(const OwnerAnswer &, const OwnerAnswer &) = default;
};

/// How sure the compiled rule is. Asked wins over Assumed wins over Exact.
enum class Certainty { Exact, Assumed, Asked };

/// A rule, with whom it is for where one row holds several tasks with leads of their own.
struct CompiledRule {
    Rule rule;
    QString says;                 ///< the rule in plain English: "Every 6 to 8 weeks"
    std::optional<Lead> leads;    ///< only where it differs from the activity's
    std::optional<UnitKind> unit; ///< only where it differs: the group supervision of a row that also holds individual
    QString subject;              ///< of a Subject unit, with `unit`
    TemplateId templateId;        ///< only where it differs: the report of a row of meetings
    QString variant;              ///< of that form, with `templateId` or where the part has another
    bool refines = false;         ///< found in another cell and only narrows the first rule: no task of its own
    friend bool operator==(const CompiledRule &, const CompiledRule &) = default;
};

/// One activity with what its words mean.
struct CompiledActivity {
    Activity activity;
    QList<CompiledRule> rules;      ///< never empty; the first comes from the frequency cell
    Lead leads;
    QString says;                   ///< rules and leads in plain English
    TemplateId templateId;          ///< the form a record of it uses; empty when none is known
    QString variant;                ///< which variant of that form; empty where it has none
    QList<TemplateId> alsoTemplates;   ///< second forms ("12 + 07")
    UnitKind unit = UnitKind::Service;
    bool unitAssumed = true;        ///< true: by the template's default, not by the document's words
    QString subject;                ///< what a Subject unit is: "supervisee", "staff member"; empty otherwise
    QStringList assumptions;        ///< each explained in a sentence; not questions
    QList<Question> questions;
    QList<OwnerAnswer> answers;     ///< rules and leads are compiled from them where they stand for a cell

    [[nodiscard]] Certainty certainty() const
    {
        if (!questions.isEmpty())
            return Certainty::Asked;
        return assumptions.isEmpty() ? Certainty::Exact : Certainty::Assumed;
    }
    /// The rules to plan with: each that is a promise of its own, the first narrowed by those that refine it.
    [[nodiscard]] QList<CompiledRule> plannedRules() const;
    friend bool operator==(const CompiledActivity &, const CompiledActivity &) = default;
};

/// A service of the compiled framework: the heading of framework.h with compiled activities.
struct CompiledService {
    ServiceId id;
    QString ref;
    QString directorate;
    QString name;
    std::optional<QString> subTeam;
    QList<CompiledActivity> activities;

    [[nodiscard]] const QString &title() const { return subTeam ? *subTeam : name; }
    friend bool operator==(const CompiledService &, const CompiledService &) = default;
};

/// How many activities are exact, assumed and asked about (decisions 25).
struct CertaintyCounts {
    int exact = 0;
    int assumed = 0;
    int asked = 0;
    friend bool operator==(const CertaintyCounts &, const CertaintyCounts &) = default;
};

/// A framework edition ready to plan with: what one record of the store holds (decisions 2).
struct CompiledFramework {
    QString title;
    QList<CompiledService> services;
    QList<Notice> notices;

    /// Null when no activity has this key. The pointer lives as long as this value is not changed.
    [[nodiscard]] const CompiledActivity *find(const ActivityKey &key) const;
    [[nodiscard]] CertaintyCounts counts() const;
    friend bool operator==(const CompiledFramework &, const CompiledFramework &) = default;
};

} // namespace sightline
