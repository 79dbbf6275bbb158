#pragma once

#include "core/forms/answers.h"
#include "core/forms/questionnaire.h"
#include "tests/support/random_questionnaire.h"

namespace sightline::testing {

/// Answers a form just so far that one item is shown, or is not. Calculated and carried questions are set like any other.
class Switchboard {
public:
    explicit Switchboard(const Questionnaire &form, Answers start = {}) : answers(std::move(start)), m_form(form) { }

    /// Opens everything above @p item, and rows where it stands in one. Returns the key base it lies below.
    QString open(int item);
    /// Makes the conditions of @p item itself true.
    void meet(int item);
    void set(const FormCondition &condition, bool shouldHold);

    /// Breaks @p condition by another choice, one that leaves the group around @p item shown; for groups that wait for the same question.
    void answerOtherwise(const FormCondition &condition, int item, const QString &base);

    [[nodiscard]] bool isShown(int item, const QString &base) const;
    /// Whether the group around @p item is shown, so that only its own conditions can hide it.
    [[nodiscard]] bool isParentShown(int item, const QString &base) const;

    Answers answers;

private:
    QString baseInside(int group, const QString &base);
    [[nodiscard]] bool holds(const FormCondition &condition, const QString &key) const;
    void give(const FormItem &asked, const QString &key, const FormCondition &condition);

    const Questionnaire &m_form;
    SeededRandom m_random { 11 };
};

} // namespace sightline::testing
