#include "tests/e2e/typed_forms.h"

#include <QDateTime>
#include <QThread>

#include <QTimeZone>

namespace sightline::e2e {

using namespace Qt::StringLiterals;

namespace {

/// What the council's clock says, wherever this machine is (decisions 23).
QDateTime councilNow() { return QDateTime::currentDateTimeUtc().toTimeZone(QTimeZone("Europe/London")); }

} // namespace

void write(const Desktop &desktop, const QString &field, const QString &text)
{
    const Element element = desktop.waitFor(u"text"_s, field);
    desktop.focusOn(element);
    desktop.type(text);
    // The keys are on their way through the display: go on when the field has them all.
    for (int tries = 0; element.text() != text; ++tries) {
        if (tries > 200)
            fail(u"“%1” holds “%2” and not what was typed."_s.arg(field, element.text()));
        QThread::msleep(25);
    }
}

void typeVisit(const Desktop &desktop, const QString &tried)
{
    desktop.press(u"radio button"_s, u"Yes"_s);
    write(desktop, u"Why this visit?"_s, u"To see how mornings are since the plan changed."_s);
    desktop.press(u"radio button"_s, u"No reply"_s);
    write(desktop, u"What did you try?"_s, tried);
}

void typeRestOfVisit(const Desktop &desktop)
{
    write(desktop, u"Who did you tell?"_s, u"The duty manager"_s);
    const QDate day = councilNow().date().addDays(1);
    const QString question = u"When will you try again?"_s;
    write(desktop, question + u", day"_s, QString::number(day.day()));
    write(desktop, question + u", month"_s, QString::number(day.month()));
    write(desktop, question + u", year"_s, QString::number(day.year()));
    desktop.press(u"push button"_s, u"Skip to: What happens next"_s);
    desktop.press(u"radio button"_s, u"No"_s);
    desktop.press(u"push button"_s, u"Next: Words for the child"_s);
    desktop.press(u"push button"_s, u"Next: Sign"_s);
    write(desktop, u"Type your name to sign"_s, u"Early Support Practitioner"_s);
}

void typeLog(const Desktop &desktop, const QString &happened)
{
    const QDateTime now = councilNow();
    write(desktop, u"Ended, day"_s, QString::number(now.date().day()));
    write(desktop, u"Ended, month"_s, QString::number(now.date().month()));
    write(desktop, u"Ended, year"_s, QString::number(now.date().year()));
    write(desktop, u"Ended, time"_s, now.toString(u"HH:mm"_s));
    desktop.press(u"radio button"_s, u"In person"_s);
    desktop.press(u"radio button"_s, u"Briefing"_s);
    write(desktop, u"What happened?"_s, happened);
    desktop.press(u"push button"_s, u"Next: If there is more to say"_s);
    write(desktop, u"Type your name to sign"_s, u"Early Support Practitioner"_s);
}

} // namespace sightline::e2e
