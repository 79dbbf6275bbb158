#include "qml/controls/date_entry.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace sightline {

QDate DateEntry::date() const
{
    bool dayIsNumber = false;
    bool monthIsNumber = false;
    bool yearIsNumber = false;
    const int day = m_day.toInt(&dayIsNumber);
    const int month = m_month.toInt(&monthIsNumber);
    const int year = m_year.toInt(&yearIsNumber);
    if (!dayIsNumber || !monthIsNumber || !yearIsNumber)
        return {};
    return QDate(m_year.size() <= 2 ? 2000 + year : year, month, day);
}

QString DateEntry::iso() const
{
    const QDate day = date();
    return day.isValid() && day.year() >= 1900 && day.year() <= 2200 ? day.toString(Qt::ISODate) : QString();
}

void DateEntry::setIso(const QString &newIso)
{
    if (newIso == iso())
        return;
    const QDate day = QDate::fromString(newIso, Qt::ISODate);
    m_day = day.isValid() ? QString::number(day.day()) : QString();
    m_month = day.isValid() ? QString::number(day.month()) : QString();
    m_year = day.isValid() ? QString::number(day.year()) : QString();
    Q_EMIT changed();
}

QString DateEntry::words() const { return iso().isEmpty() ? QString() : QLocale().toString(date(), u"ddd d MMMM yyyy"_s); }

bool DateEntry::isWrong() const
{
    return !m_day.isEmpty() && !m_month.isEmpty() && m_year.size() != 1 && m_year.size() != 3 && !m_year.isEmpty() && iso().isEmpty();
}

void DateEntry::type(const QString &day, const QString &month, const QString &year)
{
    const QString before = iso();
    m_day = day.trimmed();
    m_month = month.trimmed();
    m_year = year.trimmed();
    Q_EMIT changed();
    if (iso() != before)
        Q_EMIT typed(iso());
}

} // namespace sightline
