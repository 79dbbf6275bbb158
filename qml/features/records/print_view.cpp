#include "qml/features/records/print_view.h"

#include <algorithm>

namespace sightline {

void PrintView::show(const QList<PrinterRow> &printers)
{
    m_isLooking = false;
    m_printers = printers;
    if (chosen() < 0)
        m_chosen = m_printers.value(0).id;
    Q_EMIT changed();
}

QVariantList PrintView::printers() const
{
    QVariantList rows;
    for (const PrinterRow &row : m_printers)
        rows.append(QVariantMap { { QStringLiteral("name"), row.name }, { QStringLiteral("place"), row.place } });
    return rows;
}

int PrintView::chosen() const
{
    const auto it = std::find_if(m_printers.cbegin(), m_printers.cend(), [this](const PrinterRow &row) { return row.id == m_chosen; });
    return it == m_printers.cend() ? -1 : static_cast<int>(it - m_printers.cbegin());
}

void PrintView::open(const QString &recordId)
{
    m_recordId = recordId;
    m_copies = 1;
    forgetChoices();
    m_printers.clear();
    m_isLooking = true;
    Q_EMIT changed();
    Q_EMIT printersAsked();
}

void PrintView::choose(int index)
{
    m_chosen = m_printers.value(index).id;
    Q_EMIT changed();
}

void PrintView::addCopies(int more)
{
    m_copies = std::clamp(m_copies + more, 1, m_copiesMax);
    Q_EMIT changed();
}

void PrintView::includePrivileged(bool isIncluded)
{
    m_withPrivileged = isIncluded;
    Q_EMIT changed();
}

void PrintView::chooseVersion(const QString &id)
{
    m_version = id;
    Q_EMIT changed();
}

void PrintView::forgetChoices()
{
    m_withPrivileged = false;
    m_version.clear();
    Q_EMIT changed();
}

void PrintView::print()
{
    if (chosen() >= 0)
        Q_EMIT printAsked(m_recordId, m_chosen, m_copies);
}

} // namespace sightline
