// core/tasks/SPOT_ROWS.md says of some rows of the real framework what the plan of the council year 2026/27 asks for, and why: read here, so
// that it cannot go stale.
#include "core/packs/calendar/england_calendar.h"
#include "core/packs/council/demo_council.h"
#include "core/packs/framework/framework_pack.h"
#include "core/tasks/plan.h"
#include "core/tasks/ranking.h"

#include <QFile>

#include <gtest/gtest.h>

#include <cstdio>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const QDate today(2026, 11, 23);

/// Cells of the table of the document that is headed "row".
QList<QStringList> spotRows()
{
    QFile file(QStringLiteral(SIGHTLINE_SOURCE_DIR "/core/tasks/SPOT_ROWS.md"));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    QList<QStringList> rows;
    bool isInTable = false;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.startsWith(u"| row |"_s))
            isInTable = true;
        else if (!line.startsWith(u'|'))
            isInTable = false;
        else if (isInTable && !line.startsWith(u"|---"_s)) {
            QStringList cells;
            for (const QString &cell : line.split(u'|').mid(1))
                cells.append(cell.trimmed().remove(u'`'));
            rows.append(cells);
        }
    }
    return rows;
}

QString dayOrNone(QDate day) { return day.isValid() ? day.toString(Qt::ISODate) : u"none"_s; }

} // namespace

TEST(SpotRows, TheYearAsksOfEachWhatTheDocumentSays)
{
    const CompiledFramework framework = compileWithBuiltInTables(builtInFramework()).value();
    const PlanInputs inputs { framework, demoCouncil(), englandCalendar(), {} };   // as the demo council has it: since always
    const Plan year = Plan::make(inputs, {}, {}, today, { .span = CouncilYear { 2026 }.span() });
    const QList<QStringList> rows = spotRows();
    EXPECT_GE(rows.size(), 12);
    for (const QStringList &row : rows) {
        ASSERT_GE(row.size(), 8) << qPrintable(row.join(u'|'));
        const CompiledActivity *activity = framework.find(ActivityKey(row[0]));
        ASSERT_TRUE(activity) << qPrintable(row[0]);
        QString frequency = activity->activity.frequency.simplified();
        EXPECT_EQ(row[1], frequency.isEmpty() ? u"(blank)"_s : frequency) << qPrintable(row[0]) << ": the document's own words";
        const QList<Task> &tasks = year.tasks();
        QList<const Task *> theirs;
        for (const Task &task : tasks) {
            if (task.activity == ActivityKey(row[0]) && task.unit == row[2])
                theirs.append(&task);
        }
        EXPECT_EQ(QString::number(theirs.size()), row[3]) << qPrintable(row[0]) << ": how many tasks of it the year has";
        const auto named = std::find_if(theirs.cbegin(), theirs.cend(), [&row](const Task *task) { return dayOrNone(task->period.from) == row[4]; });
        if (theirs.isEmpty() || named == theirs.cend()) {
            ADD_FAILURE() << qPrintable(row[0]) << ": no task of " << qPrintable(row[2]) << " begins on " << qPrintable(row[4]) << "; the first on "
                          << (theirs.isEmpty() ? "none" : qPrintable(dayOrNone(theirs.first()->period.from)));
            continue;
        }
        EXPECT_EQ(dayOrNone((*named)->due), row[5]) << qPrintable(row[0]);
        EXPECT_EQ(QString::number((*named)->target), row[6]) << qPrintable(row[0]);
        EXPECT_GE(row[7].size(), 30) << qPrintable(row[0]) << ": and why";
    }
    std::printf("spot rows: %d of %d activities\n", int(rows.size()), int(framework.counts().exact + framework.counts().assumed + framework.counts().asked));
}
