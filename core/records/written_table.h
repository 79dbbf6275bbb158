#pragma once

#include <QString>

namespace sightline {

/// Something in a table that keeps it from being taken in.
struct TableProblem {
    int line = 0;      ///< of the file, from 1
    QString column;    ///< as the table's heading has it; empty: the whole line
    QString text;
    friend bool operator==(const TableProblem &, const TableProblem &) = default;
};

} // namespace sightline
