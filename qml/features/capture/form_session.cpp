#include "qml/features/capture/form_session.h"

#include "core/base/canonical_json.h"
#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/product_functions.h"

namespace sightline {

using namespace Qt::StringLiterals;

FormSession::FormSession(Questionnaire form, FormContext context, RandomSource &random, DraftState start, QObject *parent)
    : QObject(parent), m_form(std::move(form)), m_context(std::move(context)), m_random(random), m_answers(std::move(start.answers)),
      m_focusKey(std::move(start.focusKey)), m_page(start.page)
{
    m_idle.setSingleShot(true);
    m_idle.setInterval(limits::draftIdleMs);
    connect(&m_idle, &QTimer::timeout, this, &FormSession::saveNow);
    recalculate(m_form, m_answers, m_context);
    refresh();
}

FormSession::~FormSession()
{
    saveNow();
}

QString FormSession::pageTitle() const
{
    return m_page < m_pages.size() ? m_pages[m_page].title : QString();
}

QString FormSession::nextTitle() const
{
    return m_page + 1 < m_pages.size() ? m_pages[m_page + 1].title : QString();
}

QStringList FormSession::pageTitles() const
{
    QStringList titles;
    for (const FormSection &page : m_pages)
        titles.append(page.title);
    return titles;
}

QList<int> FormSession::pageProblems() const
{
    QList<int> problems;
    for (const FormSection &page : m_pages)
        problems.append(page.problems);
    return problems;
}

int FormSession::problemCount() const
{
    return static_cast<int>(std::count_if(m_issues.cbegin(), m_issues.cend(), [](const FormIssue &issue) {
        return issue.severity == FormIssue::Severity::Error;
    }));
}

const FormItem *FormSession::itemAt(const QString &key) const
{
    const FormPlace *place = m_tree.find(key);
    return place ? &m_form.items[place->item] : nullptr;
}

void FormSession::setText(const QString &key, const QString &text)
{
    const FormItem *item = itemAt(key);
    if (!item)
        return;
    if (text.toUtf8().size() > limits::answerBytesMax || !isStorableText(text)) {
        Q_EMIT textRefused(key);
        return;
    }
    if (text.isEmpty()) {
        clear(key);
        return;
    }
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    const Json value = item->type == ItemType::Integer && isNumber ? Json(number) : Json(text);
    if (m_answers.value(key) == value)
        return;
    edited(m_answers.set(key, value));
}

void FormSession::setYesNo(const QString &key, bool yes)
{
    edited(m_answers.set(key, yes));
}

void FormSession::choose(const QString &key, int index)
{
    const FormItem *item = itemAt(key);
    const FormRow *line = m_lines.find(key);
    if (!item || !line || index < 0 || index >= line->choices.size())
        return;
    const FormChoice choice = line->choices[index];
    if (!item->repeats) {
        edited(m_answers.set(key, choice.value));
        return;
    }
    QStringList changed;
    const bool isExclusive = item->options[index].exclusive;
    for (const AnswerRow &row : m_answers.rows(key)) {
        const bool isIt = row.value == choice.value || (row.value.isObject() && sameCoding(row.value, choice.value));
        const auto option = std::find_if(item->options.cbegin(), item->options.cend(), [&](const FormOption &o) { return o.value == row.value; });
        const bool mustGo = isExclusive || (option != item->options.cend() && option->exclusive);
        if (isIt || mustGo)
            changed += m_answers.removeRow(key, row.id);
    }
    if (!choice.chosen)
        changed += m_answers.addAnswer(key, choice.value, m_random).changed;
    edited(changed);
}

void FormSession::pick(const QString &key, const QString &id, const QString &label)
{
    const FormItem *item = itemAt(key);
    if (!item)
        return;
    const Json value = item->type == ItemType::Reference ? referenceAnswer(u"urn:sightline:id"_s, id, label, item->referenceKind)
                                                         : codingAnswer(item->optionList, id, label);
    edited(item->repeats ? m_answers.addAnswer(key, value, m_random).changed : m_answers.set(key, value));
}

void FormSession::clear(const QString &key)
{
    edited(m_answers.remove(key));
}

void FormSession::addEntry(const QString &listKey)
{
    const auto added = m_answers.addRow(listKey, m_random);
    edited(added.changed);
    const QString base = rowBase(listKey, added.row) + u'/';
    for (const FormRow &line : m_lines.rows()) {
        if (line.key.startsWith(base) && line.kind != FormRowKind::Heading && line.kind != FormRowKind::Note) {
            focusOn(line.key);
            return;
        }
    }
}

void FormSession::removeEntry(const QString &listKey, const QString &row)
{
    m_beforeRemove = m_answers;
    edited(m_answers.removeRow(listKey, row));
}

void FormSession::undoRemove()
{
    if (m_beforeRemove.isEmpty())
        return;
    m_answers = std::exchange(m_beforeRemove, {});
    edited({ u"*"_s });
}

void FormSession::goTo(int page)
{
    if (page < 0 || page >= pageCount() || page == m_page)
        return;
    m_page = page;
    m_focusKey.clear();
    m_hasUnkept = true;
    saveNow();
    refresh();
    Q_EMIT pageChanged();
    Q_EMIT focusKeyChanged();
}

void FormSession::focusOn(const QString &key)
{
    if (m_focusKey == key)
        return;
    m_focusKey = key;
    m_hasUnkept = true;
    m_idle.start();
    Q_EMIT focusKeyChanged();
}

void FormSession::finish()
{
    if (m_isFinishing)
        return;
    m_isLookedAt = true;
    refresh();
    for (const FormIssue &issue : std::as_const(m_issues)) {
        if (issue.severity != FormIssue::Severity::Error)
            continue;
        const FormLayout layout { m_pages, pageCount() };
        goTo(layout.sectionOf(m_form, issue.key));
        focusOn(issue.key);
        return;
    }
    m_isFinishing = true;
    m_idle.stop();
    complete(withoutDisabled(m_form, m_answers));
}

void FormSession::saveNow()
{
    m_idle.stop();
    if (!m_hasUnkept || m_isFinishing || !save)
        return;
    m_hasUnkept = false;
    setSaveState(Saving);
    save({ m_answers, m_focusKey, m_page });
}

void FormSession::draftSaved()
{
    setSaveState(m_hasUnkept ? Typing : Kept);
}

void FormSession::draftNotSaved()
{
    m_hasUnkept = true;
    setSaveState(NotKept);
    m_idle.start();
}

void FormSession::completed()
{
    m_hasUnkept = false;
    Q_EMIT finished();
}

void FormSession::notCompleted()
{
    m_isFinishing = false;
    Q_EMIT finishFailed();
}

void FormSession::edited(const QStringList &keys)
{
    if (keys.isEmpty())
        return;
    recalculate(m_form, m_answers, m_context);
    m_hasUnkept = true;
    setSaveState(Typing);
    m_idle.start();
    refresh();
}

void FormSession::refresh()
{
    m_tree = buildFormTree(m_form, m_answers);
    // While somebody types, "this is missing" is noise; "this cannot be a date" is help.
    m_issues = validate(m_form, m_answers, m_tree, m_isLookedAt ? ValidateFor::Completion : ValidateFor::Draft, m_context);
    const FormLayout layout = layoutForm(m_form, m_tree, m_answers, m_issues);
    QList<FormSection> pages;
    for (const FormSection &section : layout.sections) {
        if (section.enabled)
            pages.append(section);
    }
    const bool changed = !(pages == m_pages);
    m_pages = std::move(pages);
    if (m_page >= pageCount())
        m_page = qMax(0, pageCount() - 1);
    m_lines.show(m_page < pageCount() ? formRows(m_form, m_answers, m_tree, m_pages[m_page].items, m_issues, {}) : QList<FormRow> {});
    if (changed)
        Q_EMIT pagesChanged();
    Q_EMIT problemsChanged();
}

void FormSession::setSaveState(SaveState state)
{
    if (m_saveState == state)
        return;
    m_saveState = state;
    Q_EMIT saveStateChanged();
}

} // namespace sightline
