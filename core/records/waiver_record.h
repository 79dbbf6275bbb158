#pragma once

#include "core/records/programme_problem.h"
#include "core/records/record.h"

#include <QDate>

namespace sightline {

/// That somebody asks to put a task off or leave it out, with a reason: a record of type `waiver` that names its task. Whether it takes
/// effect at once, or waits for a manager, follows from who asks on the day they do; what was decided stays decided when people move on. PROTOCOL.md, section 5.
struct WaiverEntry {
    bool isDeferral = false; ///< put off until `until`; else left out
    QString reason;
    QDate until; ///< of a deferral
    QDate on; ///< the council's day it was asked for
    bool isDecided = false; ///< its author decides alone on that day (core/people/approval.h); the hub takes no other's word for it
    friend bool operator==(const WaiverEntry &, const WaiverEntry &) = default;
};

/// A manager's answer to a waiver: a record of type `waiver` about the first one.
struct WaiverAnswer {
    bool approves = false;
    QString reason; ///< of a refusal it is needed
    QDate on;
    friend bool operator==(const WaiverAnswer &, const WaiverAnswer &) = default;
};

inline constexpr qsizetype waiverReasonLengthMax = 500; ///< characters

[[nodiscard]] Json::Object waiverFields(const WaiverEntry &entry);
[[nodiscard]] Json::Object waiverFields(const WaiverAnswer &answer);
/// None if @p body is no waiver, not a sound one, or an answer to one.
[[nodiscard]] std::optional<WaiverEntry> waiverEntryOf(const RecordBody &body);
/// None if @p body is no sound answer to a waiver.
[[nodiscard]] std::optional<WaiverAnswer> waiverAnswerOf(const RecordBody &body);

/// What is wrong with @p fields as the members of a waiver, or (@p isAnswer) of an answer: also the hub's judgement. Thread: any.
[[nodiscard]] QList<ProgrammeProblem> waiverProblems(const Json::Object &fields, bool isAnswer);

} // namespace sightline
