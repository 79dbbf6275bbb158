#include "core/forms/layout.h"

#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Whether @p item or anything in it belongs to @p role's part.
bool concerns(const Questionnaire &form, int item, const QString &role)
{
    const FormItem &it = form.items[item];
    if (it.type != ItemType::Group)
        return it.completedByRole == role && !it.hidden;
    return !it.hidden && std::any_of(it.children.cbegin(), it.children.cend(), [&](int child) { return concerns(form, child, role); });
}

/// Whether a row may be called by the answer to @p item.
bool canName(const FormItem &item)
{
    return item.type == ItemType::String || item.type == ItemType::Text || item.type == ItemType::Choice || item.type == ItemType::OpenChoice
        || item.type == ItemType::Reference || item.type == ItemType::Date;
}

/// Whether @p answer to @p item may be somebody's name. A question whose choices are the form's own is answered with a name only where
/// words of one's own were typed.
bool mayNameSomebody(const FormItem &item, const Json &answer)
{
    const QString words = answerText(answer).trimmed();
    const bool isInitials = words.size() <= 2 && words == words.toUpper() && words != words.toLower();   // "AB", as a form asks for them
    if (isInitials)
        return false;
    switch (item.type) {
    case ItemType::String:
    case ItemType::Text: return true;
    case ItemType::Choice:
    case ItemType::OpenChoice:
        return std::none_of(item.options.cbegin(), item.options.cend(), [&](const FormOption &option) { return sameChoice(option.value, answer); });
    case ItemType::Reference: return item.referenceKind != u"Practitioner";
    default: return false;
    }
}

class LayoutBuilder {
public:
    LayoutBuilder(const Questionnaire &form, const FormTree &tree, const QString &role) : m_form(form), m_tree(tree), m_role(role) { }

    FormLayout build(const Answers &answers, const QList<FormIssue> &issues)
    {
        for (const int root : m_form.roots)
            placeRoot(root);
        for (const FormPlace &at : m_tree.places)
            count(at, answers);
        for (const FormIssue &issue : issues) {
            const int section = issue.severity == FormIssue::Severity::Error ? m_layout.sectionOf(m_form, issue.key) : -1;
            if (section >= 0)
                ++m_layout.sections[section].problems;
        }
        for (FormSection &section : m_layout.sections) {
            if (section.enabled)
                section.number = ++m_layout.enabledCount;
        }
        return std::move(m_layout);
    }

private:
    /// A group of tabs or pages gives its children as pages; what it says of itself heads none of them.
    void placeRoot(int root)
    {
        const FormItem &item = m_form.items[root];
        const bool holdsPages =
            std::any_of(item.children.cbegin(), item.children.cend(), [&](int child) { return m_form.items[child].control == ItemControl::Page; });
        const bool isRowOfPages = item.type == ItemType::Group && !item.repeats && !item.hidden && (item.control == ItemControl::TabContainer || holdsPages);
        if (!isRowOfPages) {
            place(root, m_form.title);
            return;
        }
        m_lastWasLoose = false;
        for (const int child : item.children)
            place(child, item.text.isEmpty() ? m_form.title : item.text);
        m_lastWasLoose = false;
    }

    void place(int root, const QString &titleOfLoose)
    {
        const FormItem &item = m_form.items[root];
        const bool isOurs = item.completedByRole == m_role || (item.type == ItemType::Group && concerns(m_form, root, m_role));
        if (!isOurs || item.hidden)
            return;
        const bool isGroup = item.type == ItemType::Group;
        const bool continuesLoose = !isGroup && !m_layout.sections.isEmpty() && m_lastWasLoose;
        m_lastWasLoose = !isGroup;
        if (continuesLoose) {
            m_layout.sections.last().items.append(root);
            m_layout.sectionByItem.insert(root, int(m_layout.sections.size()) - 1);
            return;
        }
        FormSection section;
        section.linkId = item.linkId;
        section.title = isGroup ? item.text : titleOfLoose;
        section.items = { root };
        section.role = m_role;
        section.enabled = false;   // until one of its places turns out to be
        m_layout.sections.append(section);
        m_layout.sectionByItem.insert(root, int(m_layout.sections.size()) - 1);
    }

    void count(const FormPlace &at, const Answers &answers)
    {
        const FormItem &item = m_form.items[at.item];
        const int section = m_layout.sectionOfItem(m_form, at.item);
        if (section < 0 || !at.enabled)
            return;
        FormSection &counted = m_layout.sections[section];
        const bool isQuestion = item.type != ItemType::Group && item.type != ItemType::Display;
        counted.enabled = counted.enabled || isSeen(at);
        if (!isQuestion || item.completedByRole != m_role || item.hidden || item.readOnly)
            return;   // what the device writes by itself is nobody's answer
        const auto given = answers.given(at.key);
        counted.answered += std::any_of(given.cbegin(), given.cend(), [](const AnswerRow &answer) { return isAnswered(answer.value); }) ? 1 : 0;
    }

    /// A page is there for what stands on it: words to read, a question, or a list one may add to. A group alone is nothing.
    bool isSeen(const FormPlace &at) const
    {
        const FormItem &item = m_form.items[at.item];
        if (item.type == ItemType::Group)
            return at.kind == FormPlace::Kind::RowList && concerns(m_form, at.item, m_role);
        return !item.hidden && (item.type == ItemType::Display || item.completedByRole == m_role);
    }

    const Questionnaire &m_form;
    const FormTree &m_tree;
    const QString &m_role;
    FormLayout m_layout;
    bool m_lastWasLoose = false;
};

} // namespace

int FormLayout::sectionOf(const Questionnaire &questionnaire, const QString &key) const
{
    // A place's key and a group's key differ only in what resolveKey accepts, so the first name decides.
    const QString first = key.section(u'/', 0, 0).section(u'#', 0, 0).section(u'@', 0, 0);
    const int item = questionnaire.byLinkId.value(unescapedName(first), -1);
    if (item < 0)
        return -1;
    return sectionOfItem(questionnaire, item);
}

int FormLayout::sectionOfItem(const Questionnaire &questionnaire, int item) const
{
    for (int at = item; at >= 0; at = questionnaire.items[at].parent) {
        const auto found = sectionByItem.constFind(at);
        if (found != sectionByItem.cend())
            return *found;
    }
    return -1;
}

FormLayout layoutForm(const Questionnaire &questionnaire, const FormTree &tree, const Answers &answers, const QList<FormIssue> &issues, const QString &role)
{
    return LayoutBuilder(questionnaire, tree, role).build(answers, issues);
}

QString initialsOf(const QString &words)
{
    QString out;
    bool wasInitial = false;
    for (const QString &word : words.simplified().split(u' ', Qt::SkipEmptyParts)) {
        const bool isKept = word.contains(u'.') || std::any_of(word.cbegin(), word.cend(), [](QChar c) { return c.isDigit(); });
        const auto letter = std::find_if(word.cbegin(), word.cend(), [](QChar c) { return c.isLetter() || c.isSurrogate(); });
        if (!isKept && letter == word.cend())
            continue;
        if (!out.isEmpty() && !(wasInitial && !isKept))
            out += u' ';
        wasInitial = !isKept;
        if (isKept) {
            out += word;
            continue;
        }
        const qsizetype size = letter->isHighSurrogate() && letter + 1 != word.cend() ? 2 : 1;
        out += word.sliced(letter - word.cbegin(), size).toUpper() + u'.';
    }
    return out;
}

QString isolated(const QString &words)
{
    const auto turns = [](QChar c) {
        return (c >= QChar(0x202A) && c <= QChar(0x202E)) || (c >= QChar(0x2066) && c <= QChar(0x2069)) || c == QChar(0x200F) || c == QChar(0x061C);
    };
    if (std::none_of(words.cbegin(), words.cend(), turns))
        return words;
    QString plain = words;
    plain.removeIf(turns);   // in a short label they have no work to do; the answer itself keeps every one
    return plain;
}

QList<RowName> rowNames(const Questionnaire &questionnaire, const FormTree &tree, const Answers &answers, const QString &rowKey)
{
    constexpr qsizetype namesMax = 2;
    constexpr qsizetype longest = 60;
    const auto bounded = [](const QString &text) { return text.size() > longest ? text.left(longest - 1).trimmed() + u'…' : text; };
    QList<RowName> names;
    const int at = tree.byKey.value(rowKey, -1);
    for (int below = at + 1; at >= 0 && below < tree.places[at].end && names.size() < namesMax; ++below) {
        const FormPlace &place = tree.places[below];
        const FormItem &item = questionnaire.items[place.item];
        const auto given = canName(item) && place.enabled && !item.hidden ? answers.given(place.key) : QList<AnswerRow> {};
        const QString words = given.isEmpty() ? QString() : isolated(answerText(given.first().value)).simplified();
        if (!words.isEmpty())
            names.append({ place.key, bounded(words), bounded(mayNameSomebody(item, given.first().value) ? initialsOf(words) : words) });
    }
    return names;
}

QString rowTitle(const Questionnaire &questionnaire, const FormTree &tree, const Answers &answers, const QString &rowKey, Names names)
{
    const int at = tree.byKey.value(rowKey, -1);
    if (at < 0)
        return {};
    QStringList parts;
    for (const RowName &name : rowNames(questionnaire, tree, answers, rowKey))
        parts.append(names == Names::AsInitials ? name.asInitials : name.words);
    parts.removeAll(QString());   // words without a letter have no initials
    if (!parts.isEmpty())
        return parts.join(u" · ");
    const FormPlace &list = tree.places[tree.places[at].parent];
    int number = 1;
    for (int row = tree.places[at].parent + 1; row < at && row < list.end; row = tree.places[row].end)
        ++number;
    return u"%1 %2"_s.arg(questionnaire.items[list.item].text).arg(number);
}

QString answerText(const Json &value)
{
    if (value.isBool())
        return value.toBool() ? u"Yes"_s : u"No"_s;
    if (value.isNumber())
        return value.numberText();
    if (!value.isObject())
        return value.toString();
    for (const QString &name : { u"display"_s, u"name"_s, u"code"_s, u"value"_s, u"reference"_s, u"url"_s }) {
        const QString text = value[name].toString();
        if (!text.isEmpty())
            return text;
    }
    return {};
}

} // namespace sightline
