#pragma once

#include <QString>

namespace sightline {

/// Something that keeps a record of the programme (an event, a waiver) from being kept.
struct ProgrammeProblem {
    QString member;   ///< "reason"
    QString text;     ///< a sentence: what is wrong and what to write
    friend bool operator==(const ProgrammeProblem &, const ProgrammeProblem &) = default;
};

} // namespace sightline
