#pragma once

#include <QString>
#include <QStringList>

namespace sightline {

/// How the roles of a Lead cell share the work.
enum class LeadMode {
    AnyOf,    ///< alternatives ("/", "or", lists): one of them does it
    EachOf,   ///< each, or all staff: every holder does it
    Body,     ///< a group that acts together: its convener records it
};

/// Who leads an activity, in canonical role names of the role table (core/people/role_table.h).
struct Lead {
    LeadMode mode = LeadMode::AnyOf;
    QStringList roles;          ///< canonical names, in the order written; empty when the cell is blank
    QStringList notUnderstood;  ///< pieces of the cell no role answers to, verbatim; each raised a question
    QStringList qualifiers;     ///< what the cell adds: "where required", "MST Supervisor"
    friend bool operator==(const Lead &, const Lead &) = default;
};

/// "any-of", "each-of" or "body", as JSON has it.
[[nodiscard]] QString leadModeName(LeadMode mode);

} // namespace sightline
