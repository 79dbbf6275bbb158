#include "qml/app/reminder_words.h"

#include <QCoreApplication>

namespace sightline {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Reminders)
};

QString actionWords()
{
    //: What pressing a notification does, where the system shows it as a button.
    return Words::tr("Open Sightline");
}

} // namespace

Notification summaryNotification(const ReminderCounts &counts)
{
    QStringList said;
    if (counts.late > 0) {
        //: In a notification, which others may read: says how many, never what or about whom.
        said.append(Words::tr("%n thing(s) became late.", "", counts.late));
    }
    if (counts.today > 0) {
        //: In a notification, which others may read: says how many, never what or about whom.
        said.append(Words::tr("%n thing(s) due today.", "", counts.today));
    }
    if (counts.soon > 0) {
        //: In a notification, which others may read: says how many, never what or about whom.
        said.append(Words::tr("%n thing(s) due soon.", "", counts.soon));
    }
    //: Title of a notification: what is due at work.
    return { Words::tr("Sightline: what is due"), said.join(QLatin1Char(' ')), actionWords() };
}

Notification concernNotification(int concerns)
{
    //: Title of a notification that something was marked urgent.
    const QString title = Words::tr("Sightline: to read now");
    //: In a notification, which others may read: says how many, never what or about whom.
    return { title, Words::tr("%n urgent record(s) to read.", "", concerns), actionWords(), true };
}

} // namespace sightline
