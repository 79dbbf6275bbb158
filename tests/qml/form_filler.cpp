#include "tests/qml/form_filler.h"

#include "core/calendar/council_time.h"
#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/carry_forward.h"
#include "core/forms/enable_when.h"
#include "core/forms/layout.h"
#include "core/packs/calendar/england_calendar.h"

namespace sightline::testing {

using namespace Qt::StringLiterals;

namespace {

/// A line's own id while it is worked on: lines of several answers change their key when they get one.
QString workId(const FormRow &line)
{
    return formRowKindName(line.kind) + u'|' + (line.kind == FormRowKind::AddRow || line.kind == FormRowKind::AddAnswer ? line.key : line.id);
}

bool isQuestionKind(FormRowKind kind)
{
    switch (kind) {
    case FormRowKind::Heading:
    case FormRowKind::Note:
    case FormRowKind::Worked:
    case FormRowKind::Attachment:
    case FormRowKind::Drawing:
    case FormRowKind::RowTitle: return false;
    default: return true;
    }
}

QString nameOf(const FormRow &line) { return line.name.isEmpty() ? line.label : line.name; }

} // namespace

FormFiller::FormFiller(const ScreenReader &reader, Questionnaire form, QStringList people, quint64 seed)
    : m_reader(reader), m_hand(reader), m_form(std::move(form)), m_people(std::move(people)), m_random(seed)
{
    m_answers = prefilledAnswers(m_form, m_context, m_random);
}

bool FormFiller::complain(const QString &why)
{
    complaint = u"page %1: %2"_s.arg(m_page + 1).arg(why);
    return false;
}

QList<FormSection> FormFiller::sections() const
{
    QList<FormSection> enabled;
    for (const FormSection &section : layoutForm(m_form, buildFormTree(m_form, m_answers), m_answers).sections) {
        if (section.enabled)
            enabled.append(section);
    }
    return enabled;
}

QList<FormRow> FormFiller::lines() const { return formRows(m_form, m_answers, buildFormTree(m_form, m_answers), sections().value(m_page).items, {}, {}); }

/// The page begins a list that needs an entry with one.
void FormFiller::beginRequired()
{
    for (bool added = true; added;) {   // an entry may hold such a list itself
        added = false;
        for (const FormRow &line : lines()) {
            if (line.kind != FormRowKind::AddRow || !m_answers.rows(line.key).isEmpty())
                continue;
            const auto key = resolveKey(m_form, line.key);
            if (!key || !m_form.items[key->item].required)
                continue;
            addPrefilledRow(m_form, m_answers, line.key, m_context, m_random);
            added = true;
        }
    }
}

bool FormFiller::fill()
{
    for (m_page = 0; m_page < sections().size(); ++m_page) {
        beginRequired();
        if (!fillPage())
            return false;
        ++pages;
        const bool isLast = m_page + 1 == sections().size();
        const QString next = isLast ? u"Done"_s : u"Next: "_s + sections().value(m_page + 1).title;
        if (!m_reader.press(QAccessible::Button, next))
            return complain(u"there is no button “%1”"_s.arg(next));
    }
    return true;
}

bool FormFiller::fillPage()
{
    constexpr int actsMax = 2000;
    for (int acts = 0; acts < actsMax; ++acts) {
        const auto page = lines();
        QMap<QString, int> seen;
        bool acted = false;
        for (const FormRow &line : page) {
            if (!isQuestionKind(line.kind) || line.comesLater)
                continue;
            const int nth = seen[nameOf(line)]++;
            if (m_done.contains(workId(line)))
                continue;
            m_done.insert(workId(line));
            if (!answer(line, nth))
                return false;
            acted = true;
            break;   // what was answered may have opened and closed others
        }
        if (!acted)
            return true;
    }
    return complain(u"it does not end"_s);
}

int FormFiller::howMany(const FormItem &item)
{
    const int least = std::max(1, item.minOccurs);
    const int most = item.maxOccurs > 0 ? std::min(item.maxOccurs, 3) : 3;
    return least + m_random.below(std::max(1, most - least + 1));
}

bool FormFiller::answer(const FormRow &line, int nth)
{
    const auto named = answerNamed(line.key);
    const auto resolved = resolveKey(m_form, named ? named->key : line.key);
    if (!resolved)
        return complain(u"the key %1 names nothing"_s.arg(line.key));
    const FormItem &item = m_form.items[resolved->item];
    if (line.kind == FormRowKind::AddRow) {
        if (!m_wanted.contains(line.key))
            m_wanted[line.key] = item.required || m_random.chance(70) ? howMany(item) : 0;
        if (m_answers.rows(line.key).size() >= m_wanted[line.key])
            return true;
        const auto add = m_reader.find(QAccessible::Button, u"Add to “%1”"_s.arg(line.label), nth);
        if (!add || !m_reader.press(*add))
            return complain(u"there is no button to add to “%1”"_s.arg(line.label));
        addPrefilledRow(m_form, m_answers, line.key, m_context, m_random);
        m_done.remove(workId(line));   // perhaps another
        return true;
    }
    if (line.kind == FormRowKind::AddAnswer) {
        if (!m_wanted.contains(line.key))
            m_wanted[line.key] = howMany(item);
        if (m_answers.rows(line.key).size() >= m_wanted[line.key])
            return true;
        const auto add = m_reader.find(QAccessible::Button, nameOf(line), nth);
        if (!add || !m_reader.press(*add))
            return complain(u"there is no button “%1”"_s.arg(nameOf(line)));
        m_answers.addAnswer(line.key, {}, m_random);
        return true;
    }
    const bool isOneOfMore = !line.row.isEmpty();
    if (!item.required && !isOneOfMore && !m_random.chance(75))
        return true;
    const bool isDone = answerOne(line, nth, item);
    if (isDone)
        ++typed;
    // An empty further answer came with a button that is there again now.
    if (named)
        m_done.remove(formRowKindName(FormRowKind::AddAnswer) + u'|' + named->key);
    return isDone;
}

void FormFiller::put(const QString &key, const Json &value)
{
    const auto named = answerNamed(key);
    if (!named)
        m_answers.set(key, value);
    else if (named->row.isEmpty())
        m_answers.addAnswer(named->key, value, m_random);
    else
        m_answers.setAnswer(named->key, named->row, value);
}

bool FormFiller::chooseIn(const FormRow &line, int nth, const FormItem &item)
{
    const bool several = line.kind == FormRowKind::SomeOf;
    const int count = several ? std::min<int>(howMany(item), int(item.options.size())) : 1;
    const int first = m_random.below(int(item.options.size()));
    for (int i = 0; i < count; ++i) {
        const FormOption &option = item.options[(first + i) % item.options.size()];
        if (!did(m_hand.choose(nameOf(line), nth, option.label)))
            return false;
        if (several)
            m_answers.addAnswer(line.key, option.value, m_random);
        else
            put(line.key, option.value);
    }
    return true;
}

/// Somebody, or one of many choices, found by typing.
bool FormFiller::pickPerson(const FormRow &line, int nth, const FormItem &item)
{
    // Where somebody has been picked there is no field to search in any more.
    nth = 0;
    for (const FormRow &other : lines()) {
        if (other.id == line.id)
            break;
        const bool isField = other.kind == FormRowKind::PickOneOrText || (other.kind == FormRowKind::PickOne && other.text.isEmpty());
        nth += isField && nameOf(other) == nameOf(line) ? 1 : 0;
    }
    const FormOption *option = item.options.isEmpty() ? nullptr : &item.options[m_random.below(int(item.options.size()))];
    const QString wanted = option ? option->label : m_people[m_random.below(int(m_people.size()))];
    if (!did(m_hand.pick(nameOf(line), nth, wanted)))
        return false;
    put(line.key, option ? option->value : referenceAnswer(u"urn:sightline:id"_s, {}, wanted, item.referenceKind));
    return true;
}

bool FormFiller::answerOne(const FormRow &line, int nth, const FormItem &item)
{
    const QString name = nameOf(line);
    Json value = randomAnswer(item, m_random);
    switch (line.kind) {
    case FormRowKind::YesNo: put(line.key, value); return did(m_hand.choose(name, nth, value.toBool() ? u"Yes"_s : u"No"_s));
    case FormRowKind::OneOf:
    case FormRowKind::SomeOf: return chooseIn(line, nth, item);
    case FormRowKind::OneOfOrText:
        if (!value.isString() || std::any_of(item.options.cbegin(), item.options.cend(), [&](const FormOption &o) { return o.value == value; }))
            return chooseIn(line, nth, item);
        value = value.toString().replace(u'\n', u' ').replace(u'\t', u' ');
        put(line.key, value);
        return did(m_hand.typeInto(name + u", in your own words"_s, nth, value.toString()));
    case FormRowKind::PickOneOrText:
    case FormRowKind::PickOne: return pickPerson(line, nth, item);
    case FormRowKind::Date: put(line.key, value); return did(m_hand.typeDay(name, nth, value.toString()));
    case FormRowKind::Time: {
        const QString clock = value.toString().first(5);
        put(line.key, clock + u":00"_s);
        return did(m_hand.typeTime(name, nth, clock));
    }
    case FormRowKind::DateTime: {
        const QString day = value.toString().first(10), clock = value.toString().mid(11, 5);
        const QString offset = councilOffset(englandCalendar().zone(), QDate::fromString(day, Qt::ISODate), QTime::fromString(clock, u"HH:mm"_s));
        put(line.key, day + u'T' + clock + u":00"_s + offset);
        return did(m_hand.typeDay(name, nth, day) && m_hand.typeTime(name + u", time"_s, nth, clock));
    }
    case FormRowKind::Integer: put(line.key, value); return did(m_hand.typeInto(name, nth, value.numberText()));
    case FormRowKind::Decimal: put(line.key, value); return did(m_hand.typeInto(name, nth, value.toString()));
    default: break;
    }
    QString text = value.isString() ? value.toString() : value.numberText();
    if (line.kind != FormRowKind::LongText)   // one line holds neither
        text.replace(u'\n', u' ').replace(u'\t', u' ');
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    // An answer of one's own is none of those that are listed.
    const bool isListed = std::any_of(item.options.cbegin(), item.options.cend(), [&](const FormOption &option) { return option.label == text; });
    if (text.trimmed().isEmpty() || isListed)
        text = u"words "_s + QString::number(m_random.below(1000));
    put(line.key, text);
    return did(m_hand.typeInto(name, nth, text));
}

Answers FormFiller::given() const { return withoutDisabled(m_form, withoutBlankAnswers(m_answers)); }

} // namespace sightline::testing
