#pragma once

#include "core/base/json.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace sightline {

/// Words of a council's trade that the grammars need and that are data, not code: they differ between councils.
struct Vocabulary {
    /// What happens to a thing when the rule speaks "on every" of it: "placement" → "is made / proposed".
    QHash<QString, QString> happenings;
    /// Nouns that name the activity itself rather than what it covers: "observation", "audit". "2 audits per month" is
    /// two audits; "2 areas per month" is two different areas.
    QSet<QString> actNouns;
    /// Abbreviations that are nobody's initials: "QA", "TM". Upper case.
    QSet<QString> abbreviations;
    /// Words of job and body names, lower case: a capitalised phrase that holds one is no person's name.
    QSet<QString> jobWords;

    /// Last words of what people are called when counted one by one, singular: "worker", "member" (of staff).
    QSet<QString> personWords;

    /// Reads `{"happenings": {…}, "act_nouns": […], "abbreviations": […], "job_words": […], "person_words": […]}`.
    /// Errors: InvalidInput (a part is missing or of the wrong kind).
    [[nodiscard]] static Result<Vocabulary> fromJson(const Json &value);
};

} // namespace sightline
