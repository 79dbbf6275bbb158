#include "tests/qml/page_hand.h"

namespace sightline::testing {

using namespace Qt::StringLiterals;

bool PageHand::complain(const QString &why)
{
    complaint = why;
    return false;
}

bool PageHand::press(QAccessible::Role role, const QString &name, int nth)
{
    const auto pressNth = [&] {
        const auto found = m_reader.find(role, name, nth);
        return found && m_reader.press(*found);
    };
    return (nth == 0 ? m_reader.press(role, name) : pressNth()) || complain(u"“%1” (%2) cannot be pressed"_s.arg(name).arg(nth));
}

bool PageHand::typeInto(const QString &name, int nth, const QString &text)
{
    const auto field = m_reader.find(QAccessible::EditableText, name, nth);
    if (!field)
        return complain(u"there is no field “%1” (%2)"_s.arg(name).arg(nth));
    if (!m_reader.focus(*field))
        return complain(u"the field “%1” takes no keyboard"_s.arg(name));
    if (text.contains(u'\t'))
        m_reader.paste(text);   // a Tab leaves the field, so a tab comes in by pasting
    else
        m_reader.type(text);
    const auto now = m_reader.find(QAccessible::EditableText, name, nth);
    if (!now || m_reader.textOf(*now) != text)
        return complain(u"the field “%1” holds “%2”, not “%3”"_s.arg(name, now ? m_reader.textOf(*now) : QString(), text));
    return true;
}

bool PageHand::typeDay(const QString &name, int nth, const QString &iso)
{
    return typeInto(name + u", day"_s, nth, iso.mid(8, 2)) && typeInto(name + u", month"_s, nth, iso.mid(5, 2))
        && typeInto(name + u", year"_s, nth, iso.first(4));
}

bool PageHand::typeTime(const QString &field, int nth, const QString &clock)
{
    if (!typeInto(field, nth, clock))
        return false;
    m_reader.key(Qt::Key_Return);
    return true;
}

bool PageHand::choose(const QString &name, int nth, const QString &answer)
{
    const auto group = m_reader.find(QAccessible::Grouping, name, nth);
    if (!group)
        return complain(u"there is no group of answers “%1” (%2)"_s.arg(name).arg(nth));
    std::optional<Heard> row;
    for (const Heard &heard : m_reader.below(*group)) {
        if (heard.name == answer && (heard.role == QAccessible::RadioButton || heard.role == QAccessible::CheckBox))
            row = heard;
    }
    return (row && m_reader.press(*row)) || complain(u"“%1” cannot be chosen for “%2”"_s.arg(answer, name));
}

bool PageHand::pick(const QString &name, int nth, const QString &wanted)
{
    const auto search = m_reader.find(QAccessible::EditableText, name, nth);
    if (!search || !m_reader.focus(*search))
        return complain(u"there is no field to search for “%1”"_s.arg(name));
    m_reader.type(wanted);
    // The rows under the field that has the keyboard are what it found.
    bool isPast = false;
    const auto field = m_reader.find(QAccessible::EditableText, name, nth);
    for (const Heard &heard : m_reader.page()) {
        isPast = isPast || (field && heard.element == field->element);
        if (isPast && heard.role == QAccessible::ListItem && heard.name.startsWith(wanted))
            return m_reader.press(heard) || complain(u"“%1” cannot be picked"_s.arg(heard.name));
    }
    return complain(u"“%1” is not found for “%2”"_s.arg(wanted, name));
}

} // namespace sightline::testing
