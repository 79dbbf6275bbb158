#include "core/records/child_table.h"

#include "core/base/csv_table.h"

#include <QCoreApplication>
#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct ChildTableWords {
    Q_DECLARE_TR_FUNCTIONS(ChildTable)
};

const QList<CsvColumn> &childColumns()
{
    static const QList<CsvColumn> columns { { u"number"_s, { u"number"_s, u"system number"_s, u"id"_s }, true },
                                            { u"initials"_s, { u"initials"_s } },
                                            { u"age_band"_s, { u"age"_s, u"age band"_s } },
                                            { u"plan"_s, { u"plan"_s } },
                                            { u"legal"_s, { u"legal status"_s, u"legal"_s } },
                                            { u"rule"_s, { u"visit rule"_s, u"rule"_s } },
                                            { u"began"_s, { u"began"_s, u"started"_s, u"start date"_s } },
                                            { u"seen_on"_s, { u"last seen"_s, u"seen on"_s, u"last visit"_s } } };
    return columns;
}

class TableReader {
public:
    TableReader(const ChildChoices &choices, QDate today) : m_choices(choices), m_today(today) { }

    Result<ChildTable> run(const CsvTable &table)
    {
        if (table.rows.isEmpty()) {
            //: Why a table of children was not taken in.
            return Error { ErrorCode::InvalidInput,
                           ChildTableWords::tr("The table has no children. Its first row names the columns, and each further row is a child.") };
        }
        if (!table.missing.isEmpty()) {
            //: Why a table of children was not taken in. “number” is the heading that is needed.
            return Error { ErrorCode::InvalidInput,
                           ChildTableWords::tr("The table has no column “number”: the child’s number in the case system. Write that heading over it.") };
        }
        for (const CsvTable::Fault &fault : table.faults) {
            const QString unknown =
                //: On a heading of a table of children.
                ChildTableWords::tr("There is no such column. There can be: number, initials, age, plan, legal status, visit rule, began, last seen.");
            //: On a heading of a table of children.
            const QString twice = ChildTableWords::tr("This column is there twice.");
            problem(table.line, fault.heading, fault.kind == CsvTable::Fault::Kind::Twice ? twice : unknown);
        }
        for (const CsvTableRow &row : table.rows)
            readRow(table, row);
        return m_table;
    }

private:
    void readRow(const CsvTable &table, const CsvTableRow &row)
    {
        if (row.hasTooMany) {
            //: On a row of a table of children.
            const QString tooMany = ChildTableWords::tr("This row has more cells than there are columns.");
            problem(row.line, {}, tooMany);
        }
        ChildPointer child;
        bool givesRule = false;
        for (qsizetype at = 0; at < row.cells.size(); ++at) {
            if (row.cells.at(at).isEmpty())
                continue;
            givesRule = givesRule || table.members.at(at) == "rule"_L1;
            readCell(row.line, table.headings.at(at), table.members.at(at), row.cells.at(at), child);
        }
        if (!givesRule) {
            if (const VisitRule *rule = suggestedVisitRule(m_choices.rules, child.plan, child.legal))
                child.rule = rule->id;
        }
        for (const ChildProblem &wrong : childProblems(childFields(child)))
            problem(row.line, table.headingOf(wrong.member), wrong.text);
        const QString key = numberKey(child.number);
        if (!key.isEmpty() && m_lines.contains(key)) {
            //: On a row of a table of children. %1 is the line of an earlier row with the same number.
            problem(row.line, table.headingOf(u"number"_s), ChildTableWords::tr("The same number is on line %1 already.").arg(m_lines.value(key)));
        }
        m_lines.insert(key, row.line);
        m_table.children.append(child);
    }

    void readCell(int line, const QString &heading, const QString &member, const QString &cell, ChildPointer &child)
    {
        if (member == "number"_L1)
            child.number = cell;
        else if (member == "initials"_L1)
            child.initials = cell;
        else if (member == "age_band"_L1)
            child.ageBand = choice(line, heading, cell, m_choices.ages);
        else if (member == "plan"_L1)
            child.plan = choice(line, heading, cell, m_choices.plans);
        else if (member == "legal"_L1)
            child.legal = choice(line, heading, cell, m_choices.legal);
        else if (member == "rule"_L1)
            child.rule = rule(line, heading, cell);
        else if (member == "began"_L1)
            child.began = day(line, heading, cell);
        else if (member == "seen_on"_L1)
            child.seenOn = day(line, heading, cell, m_today);
    }

    QString choice(int line, const QString &heading, const QString &cell, const QList<FormOption> &choices)
    {
        static const QRegularExpression dashes(u"[\\x{2010}-\\x{2015}]"_s);
        QString wanted = cell.toCaseFolded();
        wanted.replace(dashes, u"-"_s);
        for (const FormOption &option : choices) {
            QString label = option.label.toCaseFolded();
            label.replace(dashes, u"-"_s);
            if (label == wanted || option.value[u"code"_s].toString() == wanted)
                return option.value[u"code"_s].toString();
        }
        QStringList labels;
        for (const FormOption &option : choices)
            labels.append(option.label);
        //: On a cell of a table of children. %1 is what can stand there: "0–1, 2–4, 5–10".
        problem(line, heading, ChildTableWords::tr("This is none of: %1.").arg(labels.join(u", "_s)));
        return {};
    }

    QString rule(int line, const QString &heading, const QString &cell)
    {
        const QString wanted = cell.toCaseFolded();
        if (wanted == "none"_L1)
            return {};
        QStringList names;
        for (const VisitRule &rule : m_choices.rules) {
            if (rule.id == wanted || rule.name.toCaseFolded() == wanted)
                return rule.id;
            names.append(rule.name);
        }
        //: On a cell of a table of children that names no visit rule. %1 is the list of rules there are.
        problem(line, heading, ChildTableWords::tr("This is no visit rule of the council. There are: %1; or none.").arg(names.join(u", "_s)));
        return {};
    }

    QDate day(int line, const QString &heading, const QString &cell, QDate latest = {})
    {
        const QDate read = readWrittenDay(cell);
        if (!read.isValid()) {
            //: On a cell of a table of children.
            problem(line, heading, ChildTableWords::tr("This is not a day. Write it like 2026-11-23 or 23/11/2026."));
        } else if (latest.isValid() && read > latest) {
            //: On a cell of a table of children: when the child was last seen.
            problem(line, heading, ChildTableWords::tr("This day is still to come."));
        }
        return read;
    }

    void problem(int line, const QString &column, const QString &text) { m_table.problems.append({ line, column, text }); }

    const ChildChoices &m_choices;
    QDate m_today;
    QHash<QString, int> m_lines;   ///< by number
    ChildTable m_table;
};

} // namespace

Result<ChildTable> readChildTable(QByteArrayView csv, const ChildChoices &choices, QDate today)
{
    const auto table = readCsvTable(csv, childColumns());
    if (!table)
        return table.error();
    return TableReader(choices, today).run(*table);
}

} // namespace sightline
