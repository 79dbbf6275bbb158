#include "core/people/people_table.h"

#include "core/base/csv_table.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct PeopleTableWords {
    Q_DECLARE_TR_FUNCTIONS(PeopleTable)
};

struct Sheet {
    QString name;
    QList<CsvColumn> columns;
};

/// One row of a sheet: its cells by member, and how to complain about them.
struct Row {
    int line = 0;
    QMap<QString, QString> cells;

    [[nodiscard]] bool has(const QString &member) const { return cells.contains(member); }
    [[nodiscard]] QString text(const QString &member) const { return cells.value(member); }
    [[nodiscard]] QStringList list(const QString &member) const
    {
        static const QRegularExpression between(u"\\s*[;|]\\s*"_s);
        return text(member).split(between, Qt::SkipEmptyParts);
    }
};

class Reader {
public:
    Reader(const Council &present, const QList<ServiceId> &services) : m_present(present), m_services(services) { }

    Result<PeopleRead> run(const PeopleTables &tables)
    {
        static const Sheet teams { u"teams"_s,
                                   { { u"id"_s, { u"id"_s }, true },
                                     { u"name"_s, { u"name"_s, u"team"_s }, true },
                                     { u"service"_s, { u"service"_s }, true },
                                     { u"managers"_s, { u"managers"_s, u"manager"_s } } } };
        static const Sheet settings { u"settings"_s,
                                      { { u"id"_s, { u"id"_s }, true },
                                        { u"name"_s, { u"name"_s, u"setting"_s }, true },
                                        { u"kind"_s, { u"kind"_s, u"type"_s } },
                                        { u"service"_s, { u"service"_s } } } };
        static const Sheet people { u"people"_s,
                                    { { u"id"_s, { u"id"_s }, true },
                                      { u"name"_s, { u"name"_s }, true },
                                      { u"roles"_s, { u"roles"_s, u"role"_s } },
                                      { u"service"_s, { u"service"_s } },
                                      { u"services"_s, { u"oversees"_s, u"services"_s } },
                                      { u"teams"_s, { u"teams"_s, u"team"_s } },
                                      { u"manager"_s, { u"manager"_s, u"line manager"_s } },
                                      { u"from"_s, { u"from"_s, u"first day"_s, u"start"_s } },
                                      { u"to"_s, { u"to"_s, u"last day"_s, u"end"_s } },
                                      { u"elected"_s, { u"elected"_s, u"elected member"_s } } } };
        for (const auto &[bytes, sheet, take] : { std::tuple(&tables.teams, &teams, &Reader::takeTeam),
                                                  { &tables.settings, &settings, &Reader::takeSetting },
                                                  { &tables.people, &people, &Reader::takePerson } }) {
            if (bytes->isEmpty())
                continue;
            if (const auto read = readSheet(*bytes, *sheet, take); !read)
                return read.error();
        }
        checkReferences();
        return m_read;
    }

private:
    using Take = void (Reader::*)(const Row &);

    Result<void> readSheet(QByteArrayView bytes, const Sheet &sheet, Take take)
    {
        const auto table = readCsvTable(bytes, sheet.columns);
        if (!table)
            return Error { table.error().code, u"%1: %2"_s.arg(sheet.name, table.error().detail) };
        if (table->rows.isEmpty()) {
            //: Why a table of people was not taken in. %1 is which: "people", "teams" or "settings".
            return Error { ErrorCode::InvalidInput, PeopleTableWords::tr("The table of %1 has no rows. Its first row names the columns.").arg(sheet.name) };
        }
        if (!table->missing.isEmpty()) {
            //: Why a table was not taken in. %1 is which, %2 the heading that is needed.
            return Error { ErrorCode::InvalidInput,
                           PeopleTableWords::tr("The table of %1 has no column “%2”. Write that heading over it.").arg(sheet.name, table->missing) };
        }
        m_sheet = sheet.name;
        m_headings.clear();
        for (const CsvTable::Fault &fault : table->faults) {
            //: On a heading of a table of people, teams or settings.
            const QString unknown = PeopleTableWords::tr("There is no such column.");
            //: On a heading of a table of people, teams or settings.
            const QString twice = PeopleTableWords::tr("This column is there twice.");
            problem(table->line, fault.heading, fault.kind == CsvTable::Fault::Kind::Twice ? twice : unknown);
        }
        for (const QString &member : table->members)
            m_headings.insert(member, table->headingOf(member));
        QSet<QString> seen;
        for (const CsvTableRow &row : table->rows) {
            Row read { row.line, {} };
            if (row.hasTooMany) {
                //: On a row of a table of people, teams or settings.
                const QString tooMany = PeopleTableWords::tr("This row has more cells than there are columns.");
                problem(row.line, {}, tooMany);
            }
            for (qsizetype at = 0; at < table->members.size(); ++at) {
                if (!table->members.at(at).isEmpty())
                    read.cells.insert(table->members.at(at), row.cells.at(at));
            }
            if (seen.contains(read.text(u"id"_s))) {
                //: On a row of a table of people, teams or settings.
                problem(row.line, m_headings.value(u"id"_s), PeopleTableWords::tr("The same id stands on an earlier row."));
            }
            seen.insert(read.text(u"id"_s));
            (this->*take)(read);
        }
        return {};
    }

    template <typename NameType>
    NameType name(const Row &row, const QString &member, const QString &text)
    {
        if (text.isEmpty())
            return {};
        const auto read = NameType::fromString(text);
        if (!read) {
            //: On a cell of a table of people that holds no id. %1 is what stands there.
            problem(row.line, m_headings.value(member), PeopleTableWords::tr("“%1” is no id: lower-case letters, digits and - _ : . only.").arg(text.left(60)));
            return {};
        }
        return *read;
    }

    template <typename NameType>
    QList<NameType> names(const Row &row, const QString &member)
    {
        QList<NameType> all;
        for (const QString &text : row.list(member)) {
            if (const NameType one = name<NameType>(row, member, text); !one.isEmpty() && !all.contains(one))
                all.append(one);
        }
        return all;
    }

    ServiceId service(const Row &row, const QString &member, const QString &text)
    {
        const ServiceId read = name<ServiceId>(row, member, text);
        if (!read.isEmpty() && !m_services.contains(read)) {
            //: On a cell of a table of people that names no service. %1 is what stands there.
            problem(row.line, m_headings.value(member), PeopleTableWords::tr("The framework has no service “%1”.").arg(text.left(60)));
        }
        return read;
    }

    QDate day(const Row &row, const QString &member)
    {
        const QString text = row.text(member);
        if (text.isEmpty())
            return {};
        if (const QDate read = readWrittenDay(text); read.isValid())
            return read;
        //: On a cell of a table of people.
        problem(row.line, m_headings.value(member), PeopleTableWords::tr("This is not a day. Write it like 2026-11-23 or 23/11/2026."));
        return {};
    }

    /// The id and name that every row needs.
    template <typename Entry>
    void takeHead(const Row &row, Entry &entry)
    {
        entry.name = row.text(u"name"_s);
        for (const QString &member : { u"id"_s, u"name"_s }) {
            if (row.text(member).isEmpty()) {
                //: On an empty cell of a table of people, teams or settings.
                problem(row.line, m_headings.value(member), PeopleTableWords::tr("This must be filled in."));
            }
        }
        for (auto cell = row.cells.cbegin(); cell != row.cells.cend(); ++cell) {
            const QStringList parts = cell.key() == u"name" || cell.key() == u"kind" ? QStringList { *cell } : row.list(cell.key());
            if (std::any_of(parts.cbegin(), parts.cend(), [](const QString &part) { return part.size() > 200; }) || parts.size() > 500) {
                //: On a cell of a table of people, teams or settings.
                problem(row.line, m_headings.value(cell.key()), PeopleTableWords::tr("This is longer than 200 characters, or names more than 500."));
            }
        }
    }

    void takeTeam(const Row &row)
    {
        const TeamId id = name<TeamId>(row, u"id"_s, row.text(u"id"_s));
        const Team *known = m_present.team(id);
        Team team = known ? *known : Team { id };
        takeHead(row, team);
        team.service = service(row, u"service"_s, row.text(u"service"_s));
        if (row.has(u"managers"_s))
            team.managers = names<PersonId>(row, u"managers"_s);
        m_lines.insert(u"teams/"_s + id.toString(), row.line);
        m_read.teams.append(team);
    }

    void takeSetting(const Row &row)
    {
        const SettingId id = name<SettingId>(row, u"id"_s, row.text(u"id"_s));
        const Setting *known = m_present.setting(id);
        Setting setting = known ? *known : Setting { id };
        takeHead(row, setting);
        if (row.has(u"kind"_s))
            setting.kind = row.text(u"kind"_s);
        if (row.has(u"service"_s))
            setting.service = service(row, u"service"_s, row.text(u"service"_s));
        m_read.settings.append(setting);
    }

    void takePerson(const Row &row)
    {
        const PersonId id = name<PersonId>(row, u"id"_s, row.text(u"id"_s));
        const Person *known = m_present.person(id);
        Person person = known ? *known : Person { .id = id };
        takeHead(row, person);
        if (row.has(u"roles"_s))
            person.roles = row.list(u"roles"_s);
        if (row.has(u"service"_s))
            person.service = service(row, u"service"_s, row.text(u"service"_s));
        if (row.has(u"services"_s)) {
            person.services.clear();
            for (const QString &text : row.list(u"services"_s)) {
                if (const ServiceId overseen = service(row, u"services"_s, text); !overseen.isEmpty())
                    person.services.append(overseen);
            }
        }
        if (row.has(u"teams"_s))
            person.teams = names<TeamId>(row, u"teams"_s);
        if (row.has(u"manager"_s))
            person.manager = name<PersonId>(row, u"manager"_s, row.text(u"manager"_s));
        if (row.has(u"from"_s))
            person.from = day(row, u"from"_s);
        // An empty cell lets nobody in again who has left: that is said of each person by itself.
        if (row.has(u"to"_s) && !row.text(u"to"_s).isEmpty())
            person.to = day(row, u"to"_s);
        // An empty cell says nothing: nobody becomes one of the staff by it.
        if (row.has(u"elected"_s) && !row.text(u"elected"_s).isEmpty()) {
            const QString said = row.text(u"elected"_s).toLower();
            person.isElected = said == "yes"_L1;
            if (said != "yes"_L1 && said != "no"_L1) {
                //: On a cell of a table of people that says whether somebody is an elected member of the council.
                problem(row.line, m_headings.value(u"elected"_s), PeopleTableWords::tr("Write yes or no: whether this is an elected member."));
            }
        }
        if (person.from.isValid() && person.to.isValid() && person.to < person.from) {
            //: On a cell of a table of people.
            problem(row.line, m_headings.value(u"to"_s), PeopleTableWords::tr("The last day is before the first."));
        }
        m_lines.insert(u"people/"_s + id.toString(), row.line);
        m_read.people.append(person);
    }

    /// Everybody who is named must be in the tables or known already, and no line of managers may loop.
    void checkReferences()
    {
        const Council after({ m_present.people() + m_read.people, m_present.teams() + m_read.teams, m_present.settings() + m_read.settings, {} });
        const auto complain = [&](const QString &table, const QString &id, const QString &column, const QString &text) {
            m_read.problems.append({ table, m_lines.value(table + u'/' + id), column, text });
        };
        const auto isUnknown = [&after](const PersonId &id) { return !id.isEmpty() && !after.person(id); };
        for (const Team &team : std::as_const(m_read.teams)) {
            for (const PersonId &manager : team.managers) {
                if (isUnknown(manager)) {
                    //: On a cell of a table of teams. %1 is an id.
                    complain(u"teams"_s, team.id.toString(), u"managers"_s, PeopleTableWords::tr("“%1” is nobody known.").arg(manager.toString()));
                }
            }
        }
        for (const Person &person : std::as_const(m_read.people)) {
            const QString id = person.id.toString();
            if (isUnknown(person.manager)) {
                //: On a cell of a table of people. %1 is an id.
                complain(u"people"_s, id, u"manager"_s, PeopleTableWords::tr("“%1” is nobody known.").arg(person.manager.toString()));
            }
            for (const TeamId &team : person.teams) {
                if (!after.team(team)) {
                    //: On a cell of a table of people. %1 is an id.
                    complain(u"people"_s, id, u"teams"_s, PeopleTableWords::tr("“%1” is no known team.").arg(team.toString()));
                }
            }
            const auto above = after.managersAbove(person.id);
            const Person *top = above.isEmpty() ? &person : after.person(above.last());
            if (top && !top->manager.isEmpty() && after.person(top->manager)) {
                //: On a cell of a table of people.
                complain(u"people"_s, id, u"manager"_s,
                         PeopleTableWords::tr("The line of managers leads back to itself; give somebody in it another manager."));
            }
        }
    }

    void problem(int line, const QString &column, const QString &text) { m_read.problems.append({ m_sheet, line, column, text }); }

    const Council &m_present;
    const QList<ServiceId> &m_services;
    QString m_sheet;
    QMap<QString, QString> m_headings;   ///< by member
    QMap<QString, int> m_lines;          ///< "people/<id>"
    PeopleRead m_read;
};

} // namespace

Result<PeopleRead> readPeopleTables(const PeopleTables &tables, const Council &present, const QList<ServiceId> &services)
{
    if (tables.people.isEmpty() && tables.teams.isEmpty() && tables.settings.isEmpty()) {
        //: Why nothing was taken in.
        return Error { ErrorCode::InvalidInput, PeopleTableWords::tr("Give a table of people, of teams or of settings.") };
    }
    return Reader(present, services).run(tables);
}

} // namespace sightline
