#pragma once

#include "tests/qml/screen_reader.h"

#include <QQuickItem>

#include <gtest/gtest.h>

namespace sightline::testing {

/// A thumb on a phone: what it taps is counted, what is typed is not.
class Thumb {
public:
    explicit Thumb(const ScreenReader &reader) : m_reader(reader) { }
    int taps = 0;

    void tap(QAccessible::Role role, const QString &name, bool prefix = false)
    {
        ASSERT_TRUE(m_reader.press(role, name, prefix)) << qPrintable(name) << "\n" << qPrintable(m_reader.said());
        ++taps;
    }
    /// Answers @p question with @p answer, both by their words.
    void choose(const QString &question, const QString &answer)
    {
        ASSERT_TRUE(m_reader.waitFor(QAccessible::Grouping, question)) << qPrintable(question) << "\n" << qPrintable(m_reader.said());
        for (const Heard &heard : m_reader.below(*m_reader.find(QAccessible::Grouping, question))) {
            if (heard.name == answer) {
                ASSERT_TRUE(m_reader.tap(heard)) << qPrintable(answer);
                ++taps;
                return;
            }
        }
        FAIL() << qPrintable(answer) << " is no answer of " << qPrintable(question);
    }
    /// Types into @p field: the keyboard's own "Next" brings one there from the field before, where that keyboard has one; a tap does otherwise.
    void type(const QString &field, const QString &text)
    {
        ASSERT_TRUE(m_reader.waitFor(QAccessible::EditableText, field)) << qPrintable(field) << "\n" << qPrintable(m_reader.said());
        const auto found = m_reader.find(QAccessible::EditableText, field);
        if (!found->element->state().focused && m_isTyping && hasNext())
            m_reader.key(Qt::Key_Return);
        if (!m_reader.find(QAccessible::EditableText, field)->element->state().focused) {
            ASSERT_TRUE(m_reader.focus(*m_reader.find(QAccessible::EditableText, field)));
            ++taps;
        }
        m_reader.type(text);
        m_isTyping = true;
    }

private:
    /// Whether the return key of a phone's keyboard says "Next" in the field that has the focus. No phone has a Tab.
    [[nodiscard]] bool hasNext() const
    {
        const QQuickItem *field = m_reader.window().activeFocusItem();
        return field && (field->property("returnGoesOn").toBool() || field->property("goesOn").toBool());
    }

    const ScreenReader &m_reader;
    bool m_isTyping = false;
};

} // namespace sightline::testing
