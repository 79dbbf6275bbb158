#include "tests/unit/packs/switchboard.h"

#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/enable_when.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace sightline::testing {

using namespace Qt::StringLiterals;

QString Switchboard::open(int item)
{
    if (item < 0)
        return {};
    const int parent = m_form.items[item].parent;
    QString base = open(parent);
    if (parent >= 0) {
        meet(parent);
        base = baseInside(parent, base);
    }
    return base;
}

void Switchboard::meet(int item)
{
    const FormItem &it = m_form.items[item];
    if (it.enableWhen.isEmpty())
        return;
    if (it.enableBehavior == EnableBehavior::Any) {
        set(it.enableWhen.first(), true);
        return;
    }
    for (const FormCondition &condition : it.enableWhen)
        set(condition, true);
}

void Switchboard::set(const FormCondition &condition, bool shouldHold)
{
    const int question = m_form.byLinkId.value(condition.question, -1);
    ASSERT_GE(question, 0);
    const FormItem &asked = m_form.items[question];
    QString base = open(question);
    meet(question);
    const QString key = childKey(base, asked.linkId);
    if (holds(condition, key) == shouldHold)
        return;
    answers.remove(key);
    const bool byAnswering = condition.op == EnableOperator::NotEqual ? !shouldHold : shouldHold;
    if (condition.op == EnableOperator::Exists ? condition.answer.toBool() == shouldHold : byAnswering)
        give(asked, key, condition);
}

void Switchboard::answerOtherwise(const FormCondition &condition, int item, const QString &base)
{
    const int question = m_form.byLinkId.value(condition.question, -1);
    ASSERT_GE(question, 0);
    const FormItem &asked = m_form.items[question];
    const QString key = childKey(open(question), asked.linkId);
    for (const FormOption &option : asked.options) {
        if (sameCoding(option.value, condition.answer))
            continue;
        answers.remove(key);
        asked.repeats ? void(answers.addAnswer(key, option.value, m_random)) : void(answers.set(key, option.value));
        if (isParentShown(item, base))
            return;
    }
}

bool Switchboard::isShown(int item, const QString &base) const
{
    const FormItem &it = m_form.items[item];
    const bool isRows = it.type == ItemType::Group && it.repeats;
    return buildFormTree(m_form, answers).isEnabled(isRows ? rowListKey(base, it.linkId) : childKey(base, it.linkId));
}

bool Switchboard::isParentShown(int item, const QString &base) const
{
    const int parent = m_form.items[item].parent;
    if (parent < 0)
        return true;
    const FormTree tree = buildFormTree(m_form, answers);
    for (const FormPlace &place : tree.places) {
        if (place.item == parent && place.enabled && (place.kind != FormPlace::Kind::Row || place.key == base))
            return true;
    }
    return false;
}

QString Switchboard::baseInside(int group, const QString &base)
{
    const FormItem &it = m_form.items[group];
    if (it.type != ItemType::Group) {   // a question under an answer
        const QString key = childKey(base, it.linkId);
        if (!answers.contains(key))
            it.repeats ? void(answers.addAnswer(key, it.options.first().value, m_random)) : void(answers.set(key, randomAnswer(it, m_random)));
        return answerBase(key, answers.given(key).first().id);
    }
    if (!it.repeats)
        return base;
    const QString list = rowListKey(base, it.linkId);
    if (answers.rows(list).isEmpty())
        answers.addRow(list, m_random);
    return rowBase(list, answers.rows(list).first().id);
}

bool Switchboard::holds(const FormCondition &condition, const QString &key) const
{
    const auto given = answers.given(key);
    const bool isEqual = std::any_of(given.cbegin(), given.cend(),
                                     [&](const AnswerRow &answer) { return answer.value == condition.answer || sameCoding(answer.value, condition.answer); });
    switch (condition.op) {
    case EnableOperator::Equal: return isEqual;
    case EnableOperator::NotEqual: return !isEqual;
    case EnableOperator::Exists: return given.isEmpty() != condition.answer.toBool();
    default: break;
    }
    return false;   // orders: always answered anew
}

void Switchboard::give(const FormItem &asked, const QString &key, const FormCondition &condition)
{
    Json value = condition.answer;
    if (condition.op == EnableOperator::Exists)
        value = randomAnswer(asked, m_random);
    else if (condition.op == EnableOperator::Greater)
        value = condition.answer.toInteger() + 1;
    else if (condition.op == EnableOperator::Less)
        value = condition.answer.toInteger() - 1;
    for (const FormOption &option : asked.options) {
        if (sameCoding(option.value, value))
            value = option.value;   // with its display, as a person would pick it
    }
    asked.repeats ? void(answers.addAnswer(key, value, m_random)) : void(answers.set(key, value));
}

} // namespace sightline::testing
