#include "core/forms/answer_key.h"
#include "core/forms/carry_forward.h"
#include "qml/features/capture/form_session.h"

#include <algorithm>

/// What a FormSession does with the entries of lists, and with questions that have several answers.
namespace sightline {

using namespace Qt::StringLiterals;

void FormSession::addEntry(const QString &listKey)
{
    const auto added = addPrefilledRow(m_form, m_answers, listKey, m_context, m_random);
    m_refused.clear();
    edited(added.changed);
    const QString base = rowBase(listKey, added.row) + u'/';
    for (const FormRow &line : m_lines.rows()) {
        if (line.key.startsWith(base) && line.kind != FormRowKind::Heading && line.kind != FormRowKind::Note) {
            focusOn(line.key);
            askFocus(line.key);
            return;
        }
    }
}

void FormSession::removeEntry(const QString &listKey, const QString &row)
{
    const Answers before = m_answers;
    removed(before, m_answers.removeRow(listKey, row));
}

void FormSession::addAnswer(const QString &key)
{
    if (!targetAt(key).item)
        return;
    const auto added = m_answers.addAnswer(key, {}, m_random);
    edited(added.changed);
    focusOn(answerBase(key, added.row));
    askFocus(answerBase(key, added.row));
}

void FormSession::removeAnswer(const QString &lineKey)
{
    const Target target = targetAt(lineKey);
    if (!target.item || target.row.isEmpty())
        return;
    const Answers before = m_answers;
    removed(before, m_answers.removeRow(target.key, target.row));
}

void FormSession::removed(const Answers &before, const QStringList &changed)
{
    m_removed.clear();
    for (const QString &key : changed) {
        if (before.contains(key))
            m_removed.insert(key, before.value(key));
    }
    edited(changed);
    Q_EMIT entryRemoved();
}

/// Only what was removed comes back: what was typed since stays.
void FormSession::undoRemove()
{
    QStringList changed;
    const auto fields = std::exchange(m_removed, {});
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        if (!m_answers.contains(it.key()) || !it->isArray()) {
            changed += m_answers.set(it.key(), *it);
            continue;
        }
        QList<AnswerRow> rows = m_answers.rows(it.key());
        for (const AnswerRow &row : rowsFromJson(*it)) {
            if (std::none_of(rows.cbegin(), rows.cend(), [&](const AnswerRow &present) { return present.id == row.id; }))
                rows.append(row);
        }
        changed += m_answers.set(it.key(), rowsToJson(rowsFromJson(rowsToJson(rows))));   // in their order
    }
    edited(changed);
}

/// A list that needs an entry begins with one, so that nobody has to ask for what must be there; an entry may hold such a list itself.
void FormSession::beginRequiredEntries()
{
    for (int depth = 0; depth < limits::formDepthMax; ++depth) {
        QStringList changed;
        const FormTree tree = m_tree;
        for (const FormPlace &place : tree.places) {
            const FormItem &item = m_form.items[place.item];
            const bool isWanted = place.kind == FormPlace::Kind::RowList && place.enabled && item.required && !item.readOnly && item.completedByRole == m_role
                && m_answers.rows(place.key).isEmpty();
            if (isWanted && pageOf(place.key) == m_page)
                changed += addPrefilledRow(m_form, m_answers, place.key, m_context, m_random).changed;
        }
        if (changed.isEmpty())
            return;
        edited(changed);
    }
}

} // namespace sightline
