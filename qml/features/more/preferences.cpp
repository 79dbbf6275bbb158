#include "qml/features/more/preferences.h"

#include "qml/bridge/typed_time.h"

namespace sightline {

void Preferences::setScheme(int scheme)
{
    if (scheme < FollowSystem || scheme > Dark || m_scheme == scheme)
        return;
    m_scheme = scheme;
    Q_EMIT changed();
}

void Preferences::setHighContrast(bool highContrast)
{
    if (m_highContrast == highContrast)
        return;
    m_highContrast = highContrast;
    Q_EMIT changed();
}

void Preferences::setTextPercent(int percent)
{
    const int held = qBound(textPercentMin, percent, textPercentMax);
    if (m_textPercent == held)
        return;
    m_textPercent = held;
    Q_EMIT changed();
}

void Preferences::setReducedMotion(bool reducedMotion)
{
    if (m_reducedMotion == reducedMotion)
        return;
    m_reducedMotion = reducedMotion;
    Q_EMIT changed();
}

void Preferences::setSpelling(bool spelling)
{
    if (m_spelling == spelling)
        return;
    m_spelling = spelling;
    Q_EMIT changed();
}

void Preferences::setShortForms(bool shortForms)
{
    if (m_shortForms == shortForms)
        return;
    m_shortForms = shortForms;
    Q_EMIT changed();
}

void Preferences::setHidesWhenLeft(bool hidesWhenLeft)
{
    if (m_hidesWhenLeft == hidesWhenLeft)
        return;
    m_hidesWhenLeft = hidesWhenLeft;
    Q_EMIT changed();
}

void Preferences::setSparesAllowance(bool sparesAllowance)
{
    if (m_sparesAllowance == sparesAllowance)
        return;
    m_sparesAllowance = sparesAllowance;
    Q_EMIT changed();
}

void Preferences::setReminds(bool reminds)
{
    if (m_reminds == reminds)
        return;
    m_reminds = reminds;
    Q_EMIT changed();
}

void Preferences::setRemindDaysBefore(int days)
{
    const int held = qBound(0, days, remindDaysBeforeMax);
    if (m_remindDaysBefore == held)
        return;
    m_remindDaysBefore = held;
    Q_EMIT changed();
}

bool Preferences::takeTime(const QString &text, QTime &into)
{
    const QTime time = typedTime(text);
    if (!time.isValid())
        return false;
    if (into == time)
        return true;
    into = time;
    Q_EMIT changed();
    return true;
}

bool Preferences::takeQuietFrom(const QString &text) { return takeTime(text, m_quietFrom); }

bool Preferences::takeQuietTo(const QString &text) { return takeTime(text, m_quietTo); }

void Preferences::setQuietOnFreeDays(bool quiet)
{
    if (m_quietOnFreeDays == quiet)
        return;
    m_quietOnFreeDays = quiet;
    Q_EMIT changed();
}

void Preferences::setUrgentAtAnyHour(bool atAnyHour)
{
    if (m_urgentAtAnyHour == atAnyHour)
        return;
    m_urgentAtAnyHour = atAnyHour;
    Q_EMIT changed();
}

} // namespace sightline
