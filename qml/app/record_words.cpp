#include "qml/app/record_words.h"

#include "core/forms/answer_key.h"
#include "core/forms/enable_when.h"
#include "core/forms/layout.h"
#include "qml/bridge/day_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Records)
};

QDateTime moment(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms);
}

qint64 whenOf(const RecordListItem &item)
{
    return item.completedAtMs > 0 ? item.completedAtMs : qMax(item.savedAtMs, item.madeAtMs);
}

bool isSensitive(const FormItem &item)
{
    return item.sensitivity == "P3"_L1 || item.sensitivity == "P4"_L1;
}

/// The answers of @p answers as lines, in the form's order; questions nobody answered are left out.
class PaperWriter {
public:
    PaperWriter(const Questionnaire &form, const Answers &answers) : m_form(form), m_answers(answers), m_tree(buildFormTree(form, answers)) { }

    QList<RecordLine> write()
    {
        for (int i = 0; i < m_tree.places.size(); ++i) {
            const FormPlace &place = m_tree.places.at(i);
            const FormItem &item = m_form.items[place.item];
            // A heading stands over what is below it and over nothing else.
            m_pending.removeIf([i](const Heading &heading) { return heading.end <= i; });
            if (place.enabled && !item.hidden)
                addPlace(place, item);
        }
        return m_lines;
    }

private:
    struct Heading {
        RecordLine line;
        int end = 0;           ///< one past the last place it stands over
        bool isRow = false;
    };

    void addPlace(const FormPlace &place, const FormItem &item)
    {
        if (place.kind == FormPlace::Kind::Row) {
            // A row's title is made of its own answers, which follow.
            m_pending.append({ { place.key, RecordLine::Kind::Heading, rowTitle(m_form, m_tree, m_answers, place.key), {}, {}, isSensitive(item) }, place.end, true });
            return;
        }
        if (item.type == ItemType::Group) {
            if (!item.text.isEmpty())
                m_pending.append({ { place.key, RecordLine::Kind::Heading, item.text, {}, {}, false }, place.end, false });
            return;
        }
        const QString text = textAt(place, item);
        if (text.isEmpty())
            return;
        // A heading is only worth its room above an answer: the nearest, and whose row it is.
        for (const Heading &heading : std::as_const(m_pending)) {
            if (heading.isRow || &heading == &m_pending.last())
                m_lines.append(heading.line);
        }
        m_pending.clear();
        const auto kind = item.type == ItemType::Text ? RecordLine::Kind::Quote : RecordLine::Kind::Answer;
        m_lines.append({ place.key, kind, item.text, text, {}, isSensitive(item) });
    }

    QString textAt(const FormPlace &place, const FormItem &item) const
    {
        if (!item.repeats)
            return words(item, m_answers.value(place.key));
        QStringList all;
        for (const AnswerRow &row : m_answers.rows(place.key))
            all.append(words(item, row.value));
        return all.join(u"\n"_s);
    }

    static QString words(const FormItem &item, const Json &value)
    {
        if (value.isNumber())
            return item.unit.isEmpty() ? value.numberText() : value.numberText() + u' ' + item.unit;
        const QDate day = item.type == ItemType::Date || item.type == ItemType::DateTime ? QDate::fromString(value.toString().left(10), Qt::ISODate) : QDate();
        if (!day.isValid())
            return answerText(value);
        const QString written = QLocale().toString(day, u"ddd d MMM yyyy"_s);
        return value.toString().contains(u'T') ? written + u", "_s + value.toString().mid(11, 5) : written;
    }

    const Questionnaire &m_form;
    const Answers &m_answers;
    FormTree m_tree;
    QList<Heading> m_pending;
    QList<RecordLine> m_lines;
};

RecordLine handLine(const RecordHand &hand, QDate today)
{
    RecordLine line;
    line.id = hand.id.toString();
    line.kind = RecordLine::Kind::Step;
    //: Title of a note added to a record later, under which its text stands.
    line.label = hand.role == "addendum"_L1 ? Words::tr("Added later") : hand.role;
    line.text = hand.text;
    line.note = u"%1, %2"_s.arg(hand.authorName, momentWords(moment(hand.atMs), today));
    return line;
}

QString reasonOf(RecordSync sync)
{
    switch (sync) {
    case RecordSync::Kept:
        //: On a record of which the hub could not apply something.
        return Words::tr("The hub keeps this and has not applied it. Nothing is lost. Sync says why and whom to ask.");
    case RecordSync::Conflict:
        //: On a record of which one answer was changed in two places.
        return Words::tr("One answer was changed in two places. Both are kept. Choose in Sync which one stands.");
    default:
        return {};
    }
}

QString sectionOf(const RecordListItem &item, QDate today)
{
    if (item.sync == RecordSync::Draft) {
        //: Heading over the drafts in the list of records.
        return Words::tr("Drafts");
    }
    if (moment(whenOf(item)).date().daysTo(today) < 7) {
        //: Heading in the list of records: completed in the last seven days.
        return Words::tr("Last seven days");
    }
    //: Heading in the list of records: completed before the last seven days.
    return Words::tr("Earlier");
}

} // namespace

RecordPlace placeOf(RecordSync sync)
{
    switch (sync) {
    case RecordSync::Draft: return RecordPlace::Draft;
    case RecordSync::Here: return RecordPlace::Here;
    case RecordSync::Sent: return RecordPlace::Sent;
    case RecordSync::OnHub: return RecordPlace::OnHub;
    case RecordSync::Kept: return RecordPlace::Kept;
    case RecordSync::Conflict: return RecordPlace::Conflict;
    }
    return RecordPlace::Here;
}

QString placeWords(const RecordListItem &item, QDate today)
{
    switch (item.sync) {
    case RecordSync::Draft:
        //: Where a record is: a draft. %1 is a time, or a day and a time.
        return Words::tr("Draft, saved %1").arg(momentWords(moment(item.savedAtMs), today));
    case RecordSync::Here:
        //: Where a record is: completed, not sent yet.
        return Words::tr("On this device");
    case RecordSync::Sent:
        //: Where a record is: sent, the hub has not answered yet.
        return Words::tr("Sent");
    case RecordSync::OnHub:
        //: Where a record is: the central records have it. %1 is a time, or a day and a time.
        return item.hubTimeMs ? Words::tr("On the hub %1").arg(momentWords(moment(*item.hubTimeMs), today))
                              //: The same where the time is not known.
                              : Words::tr("On the hub");
    case RecordSync::Kept:
        //: Where a record is: the hub keeps an operation on it that it could not apply.
        return Words::tr("Kept by the hub, not applied");
    case RecordSync::Conflict:
        //: Where a record is: one answer was changed by two people.
        return Words::tr("Changed in two places");
    }
    return {};
}

RecordRow recordWords(const RecordListItem &item, QDate today)
{
    RecordRow row;
    row.id = item.id.toString();
    row.place = placeOf(item.sync);
    row.title = item.title;
    if (!item.isMine)
        row.detail = item.authorName;   // over one's own name a reader of a list stumbles each time
    row.dayText = dayWords(moment(whenOf(item)).date(), today);
    row.placeText = placeWords(item, today);
    row.section = sectionOf(item, today);
    return row;
}

RecordPaper recordPaper(const RecordDetail &detail, QDate today)
{
    RecordPaper paper;
    const RecordListItem &item = detail.item;
    paper.id = item.id.toString();
    paper.title = item.title;
    paper.subline = u"%1, %2"_s.arg(item.authorName, momentWords(moment(whenOf(item)), today));
    paper.place = placeOf(item.sync);
    paper.placeText = placeWords(item, today);
    if (item.sync == RecordSync::OnHub && item.seq > 0) {
        //: The hub's receipt for a record. %1 is where it is and since when; %2 is its number.
        paper.placeText = Words::tr("%1. Receipt %2.").arg(paper.placeText, QLocale().toString(item.seq));
    }
    paper.reason = reasonOf(item.sync);
    if (detail.form)
        paper.lines = PaperWriter(detail.form->questionnaire, detail.answers).write();
    for (const RecordHand &hand : detail.hands)
        paper.lines.append(handLine(hand, today));
    paper.canAdd = item.state == RecordState::Completed;
    return paper;
}

} // namespace sightline
