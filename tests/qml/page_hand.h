#pragma once

#include "tests/qml/screen_reader.h"

namespace sightline::testing {

/// Answers questions on a form's page by the keyboard alone, each found by its name and, where several are called alike, its place among
/// them (from 0). False, with `complaint` set, when something is not there or does not take what is typed.
class PageHand {
public:
    explicit PageHand(const ScreenReader &reader) : m_reader(reader) { }

    [[nodiscard]] bool press(QAccessible::Role role, const QString &name, int nth = 0);
    /// What is typed is in the field afterwards.
    [[nodiscard]] bool typeInto(const QString &name, int nth, const QString &text);
    /// @p iso: "2026-11-23".
    [[nodiscard]] bool typeDay(const QString &name, int nth, const QString &iso);
    /// @p clock: "14:02".
    [[nodiscard]] bool typeTime(const QString &field, int nth, const QString &clock);
    /// The answer called @p answer of the question @p name.
    [[nodiscard]] bool choose(const QString &name, int nth, const QString &answer);
    /// Looks for @p wanted in the field of the question and picks what it finds.
    [[nodiscard]] bool pick(const QString &name, int nth, const QString &wanted);

    QString complaint;

private:
    bool complain(const QString &why);

    const ScreenReader &m_reader;
};

} // namespace sightline::testing
