#include "qml/features/capture/form_row.h"

#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/layout.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FormRow)
};

/// Whether the form wants the question's own choices searched and not listed (`drop-down`, `autocomplete`).
bool isSearched(const FormItem &item)
{
    return !item.options.isEmpty() && !item.repeats && (item.control == ItemControl::DropDown || item.control == ItemControl::Autocomplete);
}

FormRowKind kindOf(const FormItem &item)
{
    if (item.signatureRequired && item.type != ItemType::Group)
        return FormRowKind::Signature;
    if (item.readOnly && item.type != ItemType::Group && item.type != ItemType::Display)
        return FormRowKind::Worked;
    switch (item.type) {
    case ItemType::Group: return FormRowKind::Heading;
    case ItemType::Display:
    case ItemType::Unsupported: return FormRowKind::Note;
    case ItemType::Boolean: return FormRowKind::YesNo;
    case ItemType::Integer: return item.options.isEmpty() ? FormRowKind::Integer : FormRowKind::OneOf;
    case ItemType::Decimal: return FormRowKind::Decimal;
    case ItemType::Date: return FormRowKind::Date;
    case ItemType::DateTime: return FormRowKind::DateTime;
    case ItemType::Time: return FormRowKind::Time;
    case ItemType::String:
    case ItemType::Url: return FormRowKind::ShortText;
    case ItemType::Text: return FormRowKind::LongText;
    case ItemType::OpenChoice:
        if (!item.optionList.isEmpty() || isSearched(item))
            return FormRowKind::PickOneOrText;
        return item.repeats ? FormRowKind::SomeOf : FormRowKind::OneOfOrText;
    case ItemType::Choice:
        if (!item.optionList.isEmpty() || isSearched(item))
            return FormRowKind::PickOne;
        if (item.isDrawnAsFaces && !item.repeats)
            return FormRowKind::Faces;
        return item.repeats ? FormRowKind::SomeOf : FormRowKind::OneOf;
    case ItemType::Attachment: return item.drawing == Drawing::None ? FormRowKind::Attachment : FormRowKind::Drawing;
    case ItemType::Reference: return FormRowKind::PickOne;
    }
    Q_UNREACHABLE();
}

/// @p words with what the form wants before them: a number, a letter.
QString withPrefix(const QString &prefix, const QString &words) { return prefix.isEmpty() ? words : prefix + u' ' + words; }

/// The help of @p item, and where more about it is. The address is said, not followed: what one is writing about is nobody else's business.
QString helpOf(const FormItem &item)
{
    if (item.supportLink.isEmpty())
        return item.help;
    //: Under a question of a form, after its help. %1 is a web address at which there is more about it.
    const QString more = Words::tr("More about this: %1").arg(isolated(item.supportLink));
    return item.help.isEmpty() ? more : item.help + u'\n' + more;
}

/// Several answers of one item are a list field; a single answer is its own value.
QList<Json> givenAnswers(const FormItem &item, const Answers &answers, const QString &key)
{
    if (!item.repeats) {
        const Json &value = answers.value(key);
        return value.isNull() ? QList<Json> {} : QList<Json> { value };
    }
    QList<Json> given;
    for (const AnswerRow &row : answers.rows(key))
        given.append(row.value);
    return given;
}

QList<FormChoice> choicesOf(const FormItem &item, const QList<Json> &given)
{
    QList<FormChoice> choices;
    for (const FormOption &option : item.options) {
        const bool chosen = std::any_of(given.cbegin(), given.cend(), [&](const Json &answer) { return sameChoice(option.value, answer); });
        choices.append({ withPrefix(option.prefix, option.label), option.value, chosen });
    }
    return choices;
}

QString wordsOf(const QList<Json> &given)
{
    QStringList words;
    for (const Json &answer : given)
        words.append(answer.isNumber() ? answer.numberText() : answerText(answer));
    return words.join(u", "_s);
}

QString problemAt(const QList<FormIssue> &issues, const QString &key)
{
    for (const FormIssue &issue : issues) {
        if (issue.key == key && issue.severity == FormIssue::Severity::Error)
            return issue.text;
    }
    return {};
}

QString drawingName(Drawing drawing)
{
    switch (drawing) {
    case Drawing::None: return {};
    case Drawing::Free: return u"free"_s;
    case Drawing::BodyMap: return u"body-map"_s;
    case Drawing::Signature: return u"signature"_s;
    }
    Q_UNREACHABLE();
}

QString takenBy(const FormItem &item)
{
    if (takesSoundAlone(item.mimeTypes))
        return u"sound"_s;
    return takesPicturesAlone(item.mimeTypes) ? u"pictures"_s : u"files"_s;
}

QList<FormFile> filesOf(const Answers &answers, const FormItem &item, const QString &key)
{
    QList<FormFile> files;
    for (const AnswerRow &row : answers.given(key)) {
        if (const auto file = namedFile(row.value))
            files.append({ item.repeats ? row.id : QString(), *file });
    }
    return files;
}

bool isPresentational(const FormItem &item) { return item.type == ItemType::Group || item.type == ItemType::Display || item.type == ItemType::Unsupported; }

class PageBuilder {
public:
    PageBuilder(const Questionnaire &form, const Answers &answers, const FormTree &tree, const QList<FormIssue> &issues, const QString &role)
        : m_form(form), m_answers(answers), m_tree(tree), m_issues(issues), m_role(role)
    {
    }

    QList<FormRow> build(const QList<int> &roots)
    {
        m_roots = roots;
        // A page may lie within a group of pages, so every place is looked at until one is on it.
        for (int i = 0; i < m_tree.places.size();) {
            const FormPlace &place = m_tree.places[i];
            const bool isOnPage = roots.contains(place.item);
            if (isOnPage)
                addPlace(i, 0, roots.size() == 1);
            i = isOnPage ? place.end : i + 1;
        }
        return m_rows;
    }

private:
    void addPlace(int at, int depth, bool isPageItself = false)
    {
        const FormPlace &place = m_tree.places[at];
        const FormItem &item = m_form.items[place.item];
        if (!place.enabled || item.hidden || item.completedByRole != m_role)
            return;
        switch (place.kind) {
        case FormPlace::Kind::RowList: addList(at, item, depth); return;
        case FormPlace::Kind::Row: addEntry(at, item, depth); return;
        case FormPlace::Kind::Single: break;
        }
        // The page's title is the group's; saying it twice helps nobody.
        const bool saysNothing = item.type == ItemType::Group && (isPageItself || item.text.isEmpty() || (saysTitleAgain(item) && item.help.isEmpty()));
        if (hasSeveral(item)) {
            addAnswers(at, item, depth);
            return;
        }
        if (!saysNothing)
            m_rows.append(lineOf(place, item, depth));
        addChildren(at, depth);
    }

    /// Whether each answer of @p item has a line of its own.
    static bool hasSeveral(const FormItem &item)
    {
        const FormRowKind kind = kindOf(item);
        const bool isTickedOnly = kind == FormRowKind::SomeOf && item.type == ItemType::Choice;
        return item.repeats && !isTickedOnly && !isPresentational(item) && !item.comesLater && item.type != ItemType::Attachment && kind != FormRowKind::Worked
            && kind != FormRowKind::Signature && kind != FormRowKind::OneOf;
    }

    /// Several answers of one question, each on a line of its own with what is asked about it, and a way to add one. Of an open choice
    /// the listed ones are ticked on one line, and each typed one has its own.
    void addAnswers(int at, const FormItem &item, int depth)
    {
        const FormPlace &place = m_tree.places[at];
        const bool isOpenChoice = kindOf(item) == FormRowKind::SomeOf;
        if (isOpenChoice)
            m_rows.append(lineOf(place, item, depth));
        int number = 0;
        bool isOneBlank = false;
        const auto rows = m_answers.rows(place.key);
        for (const AnswerRow &row : rows) {
            const bool isTicked = isOpenChoice
                && std::any_of(item.options.cbegin(), item.options.cend(), [&](const FormOption &option) { return sameChoice(option.value, row.value); });
            if (!isTicked) {
                m_rows.append(answerLine(place, item, depth, ++number, row));
                m_rows.last().canRemove = rows.size() > 1 || isOpenChoice;
                isOneBlank = isOneBlank || !isAnswered(row.value);
            }
            addChildrenOf(at, depth, row, rows.size() > 1 || isOpenChoice);
        }
        if (number == 0 && !isOpenChoice) {
            m_rows.append(answerLine(place, item, depth, 1, {}));
            isOneBlank = true;
        }
        const bool isFull = item.maxOccurs > 0 && rows.size() >= item.maxOccurs;
        if (isOneBlank || isFull)
            return;
        FormRow add;
        add.id = place.key + u"|add"_s;
        add.key = place.key;
        add.kind = FormRowKind::AddAnswer;
        if (isOpenChoice) {
            //: Adds one more answer to a question that takes several. %1 is the question.
            add.name = Words::tr("Add another in your own words: %1").arg(item.text);
            //: Button under a question that takes several answers.
            add.label = Words::tr("Add another in your own words");
        } else {
            //: Adds one more answer to a question that takes several. %1 is the question.
            add.name = Words::tr("Add another: %1").arg(item.text);
            //: Button under a question that takes several answers.
            add.label = Words::tr("Add another");
        }
        add.depth = depth;
        m_rows.append(add);
    }

    FormRow answerLine(const FormPlace &place, const FormItem &item, int depth, int number, const AnswerRow &row) const
    {
        FormRow line = lineOf(place, item, depth);
        const bool isOpenChoice = line.kind == FormRowKind::SomeOf;
        if (isOpenChoice)
            line.kind = FormRowKind::ShortText;
        // The first line is there before it has an answer, and must stay the same line when it gets one.
        line.id = place.key + u'|' + formRowKindName(line.kind) + u'|' + (number == 1 ? u"first"_s : row.id);
        line.key = answerBase(place.key, row.id);
        line.row = row.id;
        line.listKey = place.key;
        line.choices.clear();
        line.text = isAnswered(row.value) ? wordsOf({ row.value }) : QString();
        if (isOpenChoice) {
            //: Label of a typed answer to a question that also has a list of answers. %1 is the question.
            line.name = Words::tr("%1, in your own words").arg(item.text);
            line.label = line.name;
            line.help.clear();
            line.isRequired = true;   // it is there because it was asked for
        }
        if (number == 1)
            return line;
        //: Label of one of several answers. %1 is the question, %2 the answer's number.
        line.label = Words::tr("%1, answer %2").arg(item.text).arg(number);
        line.name = line.label;
        line.help.clear();
        line.problem.clear();         // said once, on the first
        line.isRequired = true;
        return line;
    }

    /// What is asked under the answer @p row.
    void addChildrenOf(int at, int depth, const AnswerRow &row, bool saysOfWhich)
    {
        bool isFirst = true;
        for (int child = at + 1; child < m_tree.places[at].end; child = m_tree.places[child].end) {
            if (m_tree.places[child].row != row.id)
                continue;
            if (isFirst && saysOfWhich && m_tree.places[child].enabled) {
                FormRow heading;
                heading.id = answerBase(m_tree.places[at].key, row.id) + u"|of"_s;
                heading.key = answerBase(m_tree.places[at].key, row.id);
                heading.kind = FormRowKind::Heading;
                heading.label = answerText(row.value);
                heading.depth = depth;
                m_rows.append(heading);
            }
            isFirst = false;
            addPlace(child, depth + 1);
        }
    }

    void addChildren(int at, int depth)
    {
        const FormPlace &place = m_tree.places[at];
        const FormItem &item = m_form.items[place.item];
        const auto ticked = item.repeats && place.kind == FormPlace::Kind::Single && !isPresentational(item) ? m_answers.rows(place.key) : QList<AnswerRow> {};
        if (!ticked.isEmpty()) {   // several ticks, and something asked about each
            for (const AnswerRow &row : ticked)
                addChildrenOf(at, depth, row, ticked.size() > 1);
            return;
        }
        for (int child = at + 1; child < m_tree.places[at].end; child = m_tree.places[child].end)
            addPlace(child, depth);
    }

    /// Whether @p item, right below the page's title, is called like the page.
    bool saysTitleAgain(const FormItem &item) const { return m_rows.isEmpty() && m_roots.size() == 1 && item.text == m_form.items[m_roots.first()].text; }

    void addList(int at, const FormItem &item, int depth)
    {
        const FormPlace &place = m_tree.places[at];
        if (!item.text.isEmpty()) {
            FormRow heading = lineOf(place, item, depth);
            heading.kind = FormRowKind::Heading;
            heading.id = place.key + u"|heading"_s;
            if (item.readOnly && m_answers.rows(place.key).isEmpty() && heading.help.isEmpty()) {
                //: In a form, under the heading of a list that fills itself, such as the actions agreed last time, and is empty.
                heading.help = Words::tr("Nothing here so far. It fills itself in.");
            }
            if (!saysTitleAgain(item) || !heading.help.isEmpty())
                m_rows.append(heading);
        }
        addChildren(at, depth);
        const bool isFull = item.maxOccurs > 0 && m_answers.rows(place.key).size() >= item.maxOccurs;
        if (item.readOnly || isFull)
            return;
        FormRow add;
        add.id = place.key + u"|add"_s;
        add.key = place.key;
        add.kind = FormRowKind::AddRow;
        add.label = item.text;
        add.depth = depth;
        m_rows.append(add);
    }

    void addEntry(int at, const FormItem &item, int depth)
    {
        const FormPlace &place = m_tree.places[at];
        FormRow title;
        title.id = place.key + u"|entry"_s;
        title.key = place.key;
        title.listKey = m_tree.places[place.parent].key;
        title.row = place.row;
        title.kind = FormRowKind::RowTitle;
        title.label = rowTitle(m_form, m_tree, m_answers, place.key);
        title.isSensitive = !item.sensitivity.isEmpty();
        if (title.isSensitive) {
            const QString masked = rowTitle(m_form, m_tree, m_answers, place.key, Names::AsInitials);
            title.masked = masked == title.label ? QString() : masked;
            // The field in which a name was typed stands right below, and would say it all the same.
            for (const RowName &name : rowNames(m_form, m_tree, m_answers, place.key)) {
                if (item.isSensitive() && name.asInitials != name.words)
                    m_masked.insert(name.key, name.asInitials.isEmpty() ? u"…"_s : name.asInitials);
            }
        }
        title.depth = depth;
        m_rows.append(title);
        addChildren(at, depth + 1);
    }

    /// Whether @p item or a group around it within the page has a condition.
    bool isFollowUp(int item) const
    {
        for (int at = item; at >= 0 && !m_roots.contains(at); at = m_form.items[at].parent) {
            if (!m_form.items[at].enableWhen.isEmpty())
                return true;
        }
        return false;
    }

    FormRow lineOf(const FormPlace &place, const FormItem &item, int depth) const
    {
        FormRow line;
        line.key = place.key;
        line.kind = kindOf(item);
        line.id = place.key + u'|' + formRowKindName(line.kind);
        line.label = withPrefix(item.prefix, item.text);
        line.help = helpOf(item);
        line.prompt = item.prompt;
        //: Over words to read in a form, where they say how to keep it private or safe.
        if (line.kind == FormRowKind::Note && item.displayCategory == "security"_L1)
            line.prompt = Words::tr("Privacy and safety");
        line.sideBySide = item.orientation == ChoiceOrientation::Horizontal;
        line.unit = item.unit;
        line.optionList = pickListName(item);
        line.role = item.completedByRole;
        line.depth = depth;
        line.isRequired = item.required;
        line.isFollowUp = isFollowUp(place.item);
        line.isSensitive = item.isSensitive();
        line.comesLater = item.comesLater;
        line.looksBack = std::any_of(item.functions.cbegin(), item.functions.cend(), [](const ProductFunction &one) { return one.name == u"not-in-future"; });
        line.problem = problemAt(m_issues, place.key);
        if (isPresentational(item))
            return line;
        const QList<Json> given = givenAnswers(item, m_answers, place.key);
        line.choices = choicesOf(item, given);
        line.text = wordsOf(given);
        line.masked = m_masked.value(place.key);
        if (item.type == ItemType::Attachment) {
            line.drawing = drawingName(item.drawing);
            line.takes = takenBy(item);
            line.files = filesOf(m_answers, item, place.key);
            line.takesMore = item.repeats ? item.maxOccurs == 0 || given.size() < item.maxOccurs : given.isEmpty();
        }
        if (line.kind == FormRowKind::YesNo && !given.isEmpty())
            line.text = given.first().toBool() ? u"yes"_s : u"no"_s;
        if (line.kind == FormRowKind::OneOfOrText && (given.isEmpty() || !given.first().isString()))
            line.text.clear();   // the field of one's own is empty while a listed choice is taken
        return line;
    }

    const Questionnaire &m_form;
    const Answers &m_answers;
    const FormTree &m_tree;
    const QList<FormIssue> &m_issues;
    QString m_role;
    QList<int> m_roots;   ///< of the page
    QHash<QString, QString> m_masked;   ///< by the key of an answer that names somebody: its initials
    QList<FormRow> m_rows;
};

} // namespace

QStringList templatesAskedFor(const FormItem &item)
{
    const auto asks = std::find_if(item.functions.cbegin(), item.functions.cend(), [](const ProductFunction &one) { return one.name == "records-of"_L1; });
    return asks == item.functions.cend() ? QStringList() : asks->texts(u"form"_s);
}

QString pickListName(const FormItem &item)
{
    if (!item.optionList.isEmpty())
        return item.optionList;
    const QStringList templates = templatesAskedFor(item);
    return templates.isEmpty() ? item.referenceKind : item.referenceKind + u'|' + templates.join(u'|');
}

QString formRowKindName(FormRowKind kind)
{
    switch (kind) {
    case FormRowKind::Heading: return u"heading"_s;
    case FormRowKind::Note: return u"note"_s;
    case FormRowKind::LongText: return u"longText"_s;
    case FormRowKind::ShortText: return u"shortText"_s;
    case FormRowKind::YesNo: return u"yesNo"_s;
    case FormRowKind::OneOf: return u"oneOf"_s;
    case FormRowKind::Faces: return u"faces"_s;
    case FormRowKind::OneOfOrText: return u"oneOfOrText"_s;
    case FormRowKind::SomeOf: return u"someOf"_s;
    case FormRowKind::Integer: return u"integer"_s;
    case FormRowKind::Decimal: return u"decimal"_s;
    case FormRowKind::Date: return u"date"_s;
    case FormRowKind::Time: return u"time"_s;
    case FormRowKind::DateTime: return u"dateTime"_s;
    case FormRowKind::PickOne: return u"pickOne"_s;
    case FormRowKind::PickOneOrText: return u"pickOneOrText"_s;
    case FormRowKind::Attachment: return u"attachment"_s;
    case FormRowKind::Drawing: return u"drawing"_s;
    case FormRowKind::Worked: return u"worked"_s;
    case FormRowKind::RowTitle: return u"rowTitle"_s;
    case FormRowKind::AddRow: return u"addRow"_s;
    case FormRowKind::AddAnswer: return u"addAnswer"_s;
    case FormRowKind::Signature: return u"signature"_s;
    }
    Q_UNREACHABLE();
}

QList<FormRow> formRows(const Questionnaire &form, const Answers &answers, const FormTree &tree, const QList<int> &roots, const QList<FormIssue> &issues,
                        const QString &role)
{
    return PageBuilder(form, answers, tree, issues, role).build(roots);
}

} // namespace sightline
