#pragma once

#include "core/people/council.h"

#include <QByteArrayView>

namespace sightline {

/// Something in a table of people, teams or settings that keeps it from being taken in.
struct PeopleProblem {
    QString table;     ///< "people", "teams" or "settings"
    int line = 0;      ///< of the file, from 1; 0: of the tables together
    QString column;    ///< as the table's heading has it; empty: the whole line
    QString text;      ///< a sentence: what is wrong and what to write
    friend bool operator==(const PeopleProblem &, const PeopleProblem &) = default;
};

/// The tables a council gives; an empty one is not given.
struct PeopleTables {
    QByteArray people;
    QByteArray teams;
    QByteArray settings;
};

/// What was read of them. Either every row can be taken, or there are problems and none is.
struct PeopleRead {
    QList<Person> people;
    QList<Team> teams;
    QList<Setting> settings;
    QList<PeopleProblem> problems;   ///< every one, table by table, in the tables' order
};

/// Reads @p tables (core/base/csv.h) over @p present: a row with a known id changes that entry and leaves what its table has no column
/// for; others are new. The first row names the columns, in any order and any case:
/// people: id (needed), name (needed), roles, service, oversees, teams, manager, from, to, elected ("yes" for a member of the council, who reads
/// of class P1 alone, "no" for one of its staff; empty: as before);
/// teams: id (needed), name (needed), service (needed), managers; settings: id (needed), name (needed), kind, service.
/// Several in one cell stand between semicolons or vertical bars. Whoever is not in the table stays as they are: people leave by their last
/// day, never by being left out, and an empty last day lets nobody in again. References must be to somebody in the tables or known already; @p services are the framework's.
/// Errors: those of readCsv(), naming the table; InvalidInput (no rows, a needed column missing). Thread: any.
[[nodiscard]] Result<PeopleRead> readPeopleTables(const PeopleTables &tables, const Council &present, const QList<ServiceId> &services);

} // namespace sightline
