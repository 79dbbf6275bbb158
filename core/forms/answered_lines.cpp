#include "core/forms/answered_lines.h"

#include "core/forms/answer_key.h"
#include "core/forms/enable_when.h"
#include "core/forms/layout.h"

#include <QDate>
#include <QLocale>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// The answers of @p answers as lines, in the form's order; questions nobody answered are left out.
class LineWriter {
public:
    LineWriter(const Questionnaire &form, const Answers &answers) : m_form(form), m_answers(answers), m_tree(buildFormTree(form, answers)) { }

    QList<AnsweredLine> write()
    {
        for (int i = 0; i < m_tree.places.size(); ++i) {
            const FormPlace &place = m_tree.places.at(i);
            const FormItem &item = m_form.items[place.item];
            // A heading stands over what is below it and over nothing else.
            m_open.removeIf([i](const Heading &heading) { return heading.end <= i; });
            if (place.enabled && !item.hidden)
                addPlace(place, item);
        }
        return m_lines;
    }

private:
    struct Heading {
        AnsweredLine line;
        int end = 0;           ///< one past the last place it stands over
        bool isRow = false;
        bool isSaid = false;
    };

    void addPlace(const FormPlace &place, const FormItem &item)
    {
        if (place.kind == FormPlace::Kind::Row) {
            // A row's title is made of its own answers, which follow.
            m_open.append({ { place.key,
                              AnsweredLine::Kind::Heading,
                              rowTitle(m_form, m_tree, m_answers, place.key, item.isSensitive() ? Names::AsInitials : Names::InFull),
                              {},
                              item.isSensitive() },
                            place.end,
                            true });
            return;
        }
        if (item.type == ItemType::Group) {
            if (!item.text.isEmpty())
                m_open.append({ { place.key, AnsweredLine::Kind::Heading, item.text, {}, false }, place.end, false });
            return;
        }
        const QString text = textAt(place, item);
        if (text.isEmpty())
            return;
        // A heading is only worth its room above an answer: the nearest, and whose row it is.
        for (Heading &heading : m_open) {
            const bool isNearest = &heading == &m_open.last();
            // After a row or a group within it, the heading around them stands once more: else what follows would be read as theirs.
            if ((!heading.isSaid && heading.isRow) || (isNearest && m_nearest != heading.line.key)) {
                m_lines.append(heading.line);
                if (heading.isSaid)
                    m_lines.last().key += u'|' + place.key;   // no two lines have one key
            }
            heading.isSaid = heading.isSaid || heading.isRow || isNearest;
        }
        m_nearest = m_open.isEmpty() ? QString() : m_open.last().line.key;
        const auto kind = item.type == ItemType::Text ? AnsweredLine::Kind::Narrative : AnsweredLine::Kind::Answer;
        m_lines.append({ place.key, kind, labelOf(place, item), text, item.isSensitive(), filesAt(m_answers, place.key) });
    }

    /// What is asked of one of several answers says of which.
    QString labelOf(const FormPlace &place, const FormItem &item) const
    {
        if (place.parent < 0 || place.row.isEmpty())
            return item.text;
        const FormPlace &above = m_tree.places.at(place.parent);
        const FormItem &question = m_form.items[above.item];
        if (question.type == ItemType::Group)
            return item.text;
        for (const AnswerRow &row : m_answers.rows(above.key)) {
            if (row.id == place.row)
                return words(question, row.value) + u": "_s + item.text;
        }
        return item.text;
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
    QList<Heading> m_open;    ///< all that stand over the present place, the nearest last
    QString m_nearest;        ///< the key of the nearest over the line written last
    QList<AnsweredLine> m_lines;
};

} // namespace

QList<AnsweredLine> answeredLines(const Questionnaire &form, const Answers &answers) { return LineWriter(form, answers).write(); }

QList<AnsweredLine> linesWithoutForm(const Answers &answers)
{
    QList<AnsweredLine> lines;
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        QStringList words;
        for (const AnswerRow &row : answers.given(it.key()))
            words.append(answerText(row.value));
        words.removeAll(QString());
        const bool isRowOrder = it.key().endsWith(u'#');
        if (!isRowOrder && !words.isEmpty())
            lines.append(
                { it.key(), AnsweredLine::Kind::Answer, unescapedName(it.key().section(u'/', -1)), words.join(u"\n"_s), true, filesAt(answers, it.key()) });
    }
    return lines;
}

} // namespace sightline
