#pragma once

#include "core/packs/framework/framework_pack.h"
#include "core/schedule/carry_keys.h"

#include <gtest/gtest.h>

namespace sightline::test {

using namespace Qt::StringLiterals;

inline const CompiledFramework &builtIn()
{
    static const CompiledFramework framework = *compileWithBuiltInTables(builtInFramework());
    return framework;
}

/// The built-in framework with some of its rows' cells changed, compiled again, with the keys it carries.
class EditedFramework {
public:
    /// The row of that key: one cell reads otherwise.
    EditedFramework &set(const QString &key, Cell cell, const QString &words)
    {
        const CompiledActivity *row = builtIn().find(ActivityKey(key));
        EXPECT_TRUE(row) << key.toStdString();
        if (row)
            m_cells[row->activity.ref][cell] = words;
        return *this;
    }
    EditedFramework &remove(const QString &key)
    {
        m_removed.append(builtIn().find(ActivityKey(key))->activity.ref);
        return *this;
    }
    /// Below the last row of that service.
    EditedFramework &add(const QString &service, const QStringList &cells)
    {
        m_added[service].append(cells);
        return *this;
    }
    EditedFramework &rename(const QString &service, const QString &name)
    {
        m_names[service] = name;
        return *this;
    }

    [[nodiscard]] CompiledFramework compiled() const
    {
        CompiledFramework next { builtIn().title, {}, {} };
        const FrameworkTables tables = *builtInTables();
        for (CompiledService service : builtIn().services) {
            const QString id = service.id.toString();
            if (m_names.contains(id))
                service.name = m_names.value(id);
            QList<CompiledActivity> rows;
            for (const CompiledActivity &row : std::as_const(service.activities)) {
                if (m_removed.contains(row.activity.ref))
                    continue;
                Activity activity = row.activity;
                const auto changes = m_cells.value(activity.ref);
                activity.what = changes.value(Cell::What, activity.what);
                activity.how = changes.value(Cell::How, activity.how);
                activity.why = changes.value(Cell::Why, activity.why);
                activity.lead = changes.value(Cell::Lead, activity.lead);
                activity.frequency = changes.value(Cell::Frequency, activity.frequency);
                rows.append(changes.isEmpty() ? row : compileActivity(activity, service.title(), tables));
            }
            for (const QStringList &cells : m_added.value(id)) {
                Activity activity { ActivityKey(id + u":added"_s), u"%1.99"_s.arg(service.ref), cells[0], cells[1], cells[2], cells[3], cells[4] };
                rows.append(compileActivity(activity, service.title(), tables));
            }
            service.activities = rows;
            next.services.append(service);
        }
        EXPECT_TRUE(carryKeys(next, { builtIn() }));
        return next;
    }

private:
    QMap<QString, QMap<Cell, QString>> m_cells;
    QStringList m_removed;
    QMap<QString, QList<QStringList>> m_added;
    QMap<QString, QString> m_names;
};

} // namespace sightline::test
