#include "core/forms/editing/template_changes.h"

#include <QCoreApplication>
#include <QSet>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TemplateChanges)
};

using Kind = TemplateChange::Kind;

QString sectionOf(const Questionnaire &form, const FormItem &item)
{
    int at = item.parent;
    while (at >= 0 && form.items[at].parent >= 0)
        at = form.items[at].parent;
    return at < 0 ? QString() : form.items[at].text;
}

QString parentLink(const Questionnaire &form, const FormItem &item) { return item.parent < 0 ? QString() : form.items[item.parent].linkId; }

/// What can be chosen, in its order, codes and words alike.
QList<QPair<Json, QString>> choicesOf(const FormItem &item)
{
    QList<QPair<Json, QString>> choices;
    for (const FormOption &option : item.options)
        choices.append({ option.value, option.label });
    return choices;
}

bool isAnsweredAlike(const FormItem &a, const FormItem &b)
{
    return a.type == b.type && a.repeats == b.repeats && a.completedByRole == b.completedByRole && a.optionList == b.optionList && a.scaleId == b.scaleId
        && choicesOf(a) == choicesOf(b) && a.minValue == b.minValue && a.maxValue == b.maxValue && a.maxLength == b.maxLength;
}

/// The items that stand in the order in which they stood: a longest run of them, so that one that is moved is the one that moved.
QSet<QString> keptOrder(const QStringList &before, const QStringList &after)
{
    // Greedy by patience: fine for the few hundred items of a form.
    QHash<QString, int> placeBefore;
    for (int at = 0; at < before.size(); ++at)
        placeBefore.insert(before[at], at);
    QList<int> tails;                      // ends of the best run of each length
    QList<int> tailAt;
    QList<int> previous(after.size(), -1);
    for (int at = 0; at < after.size(); ++at) {
        const int place = placeBefore.value(after[at], -1);
        if (place < 0)
            continue;
        const auto found = std::lower_bound(tails.begin(), tails.end(), place);
        const auto length = found - tails.begin();
        previous[at] = length > 0 ? tailAt[length - 1] : -1;
        if (found == tails.end()) {
            tails.append(place);
            tailAt.append(at);
        } else {
            *found = place;
            tailAt[length] = at;
        }
    }
    QSet<QString> kept;
    for (int at = tailAt.isEmpty() ? -1 : tailAt.last(); at >= 0; at = previous[at])
        kept.insert(after[at]);
    return kept;
}

QStringList childrenOf(const Questionnaire &form, const QString &parent)
{
    QStringList links;
    const FormItem *item = form.find(parent);
    for (const int child : item ? item->children : form.roots)
        links.append(form.items[child].linkId);
    return links;
}

class Comparer {
public:
    Comparer(const Questionnaire &before, const Questionnaire &after) : m_before(before), m_after(after) { }

    QList<TemplateChange> run()
    {
        if (m_before.title != m_after.title)
            m_changes.append({ Kind::Title, {}, m_after.title, m_before.title, {} });
        for (const FormItem &item : m_after.items) {
            const FormItem *was = m_before.find(item.linkId);
            if (was)
                compare(*was, item);
            else
                m_changes.append({ Kind::Added, item.linkId, item.text, {}, sectionOf(m_after, item) });
        }
        for (const FormItem &item : m_before.items) {
            if (!m_after.find(item.linkId))
                m_changes.append({ Kind::Removed, item.linkId, item.text, {}, sectionOf(m_before, item) });
        }
        return m_changes;
    }

private:
    void add(Kind kind, const FormItem &item, const QString &was = {}) { m_changes.append({ kind, item.linkId, item.text, was, sectionOf(m_after, item) }); }

    bool keptItsPlace(const FormItem &was, const FormItem &item)
    {
        const QString parent = parentLink(m_after, item);
        if (parentLink(m_before, was) != parent)
            return false;
        auto order = m_order.constFind(parent);
        if (order == m_order.constEnd())
            order = m_order.insert(parent, keptOrder(childrenOf(m_before, parent), childrenOf(m_after, parent)));
        return order->contains(item.linkId);
    }

    void compare(const FormItem &was, const FormItem &item)
    {
        if (was.text != item.text)
            add(Kind::Renamed, item, was.text);
        if (!isAnsweredAlike(was, item))
            add(Kind::Answered, item);
        if (was.required != item.required)
            add(item.required ? Kind::Needed : Kind::NotNeeded, item);
        if (was.enableWhen != item.enableWhen || (item.enableWhen.size() > 1 && was.enableBehavior != item.enableBehavior))
            add(Kind::Shown, item);
        if (was.help != item.help)
            add(Kind::Guided, item);
        if (was.isSensitive() != item.isSensitive())
            add(Kind::Sensitive, item);
        if (!keptItsPlace(was, item))
            add(Kind::Moved, item);
    }

    const Questionnaire &m_before;
    const Questionnaire &m_after;
    QHash<QString, QSet<QString>> m_order;
    QList<TemplateChange> m_changes;
};

} // namespace

QList<TemplateChange> templateChanges(const Questionnaire &before, const Questionnaire &after) { return Comparer(before, after).run(); }

QString changeWords(const TemplateChange &change)
{
    // A new or removed item at the top is a section.
    const bool isSection = change.section.isEmpty();
    switch (change.kind) {
    case Kind::Title:
        //: What is new in a version of a template: its name. %1 is the name before, %2 the one from now on.
        return Words::tr("The template was called “%1” and is called “%2”.").arg(change.before, change.text);
    case Kind::Added:
        //: What is new in a version of a template. %1 is a section.
        return isSection ? Words::tr("New section: “%1”.").arg(change.text)
                         //: What is new in a version of a template. %1 is a question, %2 the section it stands in.
                         : Words::tr("New in “%2”: “%1”.").arg(change.text, change.section);
    case Kind::Removed:
        //: What is new in a version of a template. %1 is a section.
        return isSection ? Words::tr("Section taken out: “%1”.").arg(change.text)
                         //: What is new in a version of a template. %1 is a question, %2 the section it stood in.
                         : Words::tr("Taken out of “%2”: “%1”.").arg(change.text, change.section);
    case Kind::Renamed:
        //: What is new in a version of a template. %1 are the words before, %2 the words from now on.
        return Words::tr("“%1” now reads “%2”.").arg(change.before, change.text);
    case Kind::Answered:
        //: What is new in a version of a template. %1 is a question.
        return Words::tr("“%1” is answered in another way.").arg(change.text);
    case Kind::Needed:
        //: What is new in a version of a template. %1 is a question.
        return Words::tr("“%1” must be answered.").arg(change.text);
    case Kind::NotNeeded:
        //: What is new in a version of a template. %1 is a question.
        return Words::tr("“%1” need not be answered any more.").arg(change.text);
    case Kind::Shown:
        //: What is new in a version of a template. %1 is a question.
        return Words::tr("“%1” is shown at other times.").arg(change.text);
    case Kind::Guided:
        //: What is new in a version of a template. %1 is a question.
        return Words::tr("The help of “%1” has changed.").arg(change.text);
    case Kind::Sensitive:
        //: What is new in a version of a template. %1 is a question whose answer is covered on the screen, or is so no more.
        return Words::tr("Whether “%1” is covered on the screen has changed.").arg(change.text);
    case Kind::Moved:
        //: What is new in a version of a template. %1 is a question or a section.
        return Words::tr("“%1” stands elsewhere.").arg(change.text);
    }
    Q_UNREACHABLE();
}

} // namespace sightline
