#include "tests/qml/typist.h"

#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"

#include <QRegularExpression>

#include <algorithm>

namespace sightline::testing {

using namespace Qt::StringLiterals;

namespace {

bool isKind(const QString &kind, FormRowKind is) { return kind == formRowKindName(is); }

QString labelOf(const FormItem &item, const Json &value)
{
    for (const FormOption &option : item.options) {
        if (option.value == value || sameCoding(option.value, value))
            return option.label;
    }
    return {};
}

} // namespace

Typist::Typist(CaptureWindow &window, const Questionnaire &form, Answers target)
    : m_window(window), m_reader(window.view(), ScreenReader::Way::ByTab), m_hand(m_reader), m_form(form), m_target(std::move(target))
{
}

QList<Typist::Line> Typist::lines() const
{
    const auto *model = m_window.session().lines();
    const auto roles = model->roleNames();
    QList<Line> all;
    QMap<QString, int> seen;
    for (int row = 0; row < model->rowCount(); ++row) {
        const auto said = [&](const char *role) { return model->index(row, 0).data(roles.key(role)).toString(); };
        Line line { said("kind"), said("key"), said("accessibleName"), said("label") };
        const bool isAsked = !isKind(line.kind, FormRowKind::Heading) && !isKind(line.kind, FormRowKind::Note) && !isKind(line.kind, FormRowKind::Worked)
            && !isKind(line.kind, FormRowKind::RowTitle);
        // Where somebody has been picked there is no field to search in any more.
        const bool isPicked = isKind(line.kind, FormRowKind::PickOne) && !said("answer").isEmpty();
        if (!isAsked || isPicked)
            continue;
        line.nth = seen[line.name]++;
        all.append(line);
    }
    return all;
}

/// @p key with the rows of the target in place of those of the form that is open: the first of a list for the first, and so on.
std::optional<QString> Typist::inTarget(const QString &key) const
{
    static const QRegularExpression row(u"([#@])([^/]+)"_s);
    QString mapped;
    qsizetype at = 0;
    for (auto rows = row.globalMatch(key); rows.hasNext();) {
        const auto match = rows.next();
        const QString mark = match.captured(1) == "#"_L1 ? u"#"_s : QString();
        mapped += key.mid(at, match.capturedStart() - at);
        const QList<AnswerRow> here = m_window.session().answers().rows(key.left(match.capturedStart()) + mark);
        const QList<AnswerRow> there = m_target.rows(mapped + mark);
        const auto found = std::find_if(here.cbegin(), here.cend(), [&match](const AnswerRow &one) { return one.id == match.captured(2); });
        const qsizetype place = found - here.cbegin();
        if (place >= there.size())
            return std::nullopt;
        mapped += match.captured(1) + there.at(place).id;
        at = match.capturedEnd();
    }
    return mapped + key.mid(at);
}

Json Typist::wanted(const Line &line) const
{
    const auto named = answerNamed(line.key);
    const auto key = inTarget(named && named->row.isEmpty() ? named->key : line.key);
    if (!key)
        return {};
    const auto of = answerNamed(*key);
    const QList<AnswerRow> given = m_target.given(of ? of->key : *key);
    if (!of)
        return given.isEmpty() ? Json() : given.first().value;
    const auto found = std::find_if(given.cbegin(), given.cend(), [&of](const AnswerRow &row) { return row.id == of->row; });
    return found == given.cend() ? Json() : found->value;
}

bool Typist::fill()
{
    constexpr int turnsMax = 4000;
    FormSession &session = m_window.session();
    bool hasActed = true;
    for (int turn = 0; turn < turnsMax && !m_window.completed(); ++turn) {
        const Act act = actOnPage();
        if (act == Act::Failed)
            return false;
        if (act == Act::Done) {
            hasActed = true;
            continue;
        }
        if (session.isLastPage() && !std::exchange(hasActed, false)) {
            complaint = u"it cannot be completed: "_s + problems();
            return false;
        }
        const QString onwards = !session.isLastPage() ? u"Next: "_s + session.nextTitle() : session.finishText().isEmpty() ? u"Done"_s : session.finishText();
        // A field that is left may still say something, and pages come or go with it.
        if (const auto button = m_reader.find(QAccessible::Button, onwards); button && m_reader.focus(*button))
            m_window.settle();
        if (!m_reader.find(QAccessible::Button, onwards)) {
            hasActed = true;
            continue;
        }
        if (did(m_hand.press(QAccessible::Button, onwards)) == Act::Failed)
            return false;
        m_window.settle();
    }
    if (!m_window.completed())
        complaint = u"it does not end: "_s + problems();
    return m_window.completed().has_value();
}

Typist::Act Typist::actOnPage()
{
    const QList<Line> page = lines();
    for (const Line &line : page) {
        if (const Act done = act(line); done != Act::Nothing)
            return done;   // what was answered may have opened and closed others
    }
    return Act::Nothing;
}

Typist::Act Typist::did(bool isDone)
{
    if (isDone)
        return Act::Done;
    complaint = u"page “%1”: %2"_s.arg(m_window.session().pageTitle(), m_hand.complaint);
    return Act::Failed;
}

Typist::Act Typist::act(const Line &line)
{
    const Answers &present = m_window.session().answers();
    if (isKind(line.kind, FormRowKind::AddRow)) {
        const auto list = inTarget(line.key);
        if (!list || present.rows(line.key).size() >= m_target.rows(*list).size())
            return Act::Nothing;
        return did(m_hand.press(QAccessible::Button, u"Add to “%1”"_s.arg(line.label), line.nth));
    }
    if (isKind(line.kind, FormRowKind::AddAnswer)) {
        const auto key = inTarget(line.key);
        if (!key || present.rows(line.key).size() >= m_target.given(*key).size())
            return Act::Nothing;
        return did(m_hand.press(QAccessible::Button, line.name, line.nth));
    }
    const auto named = answerNamed(line.key);
    const auto resolved = resolveKey(m_form, named ? named->key : line.key);
    if (!resolved)
        return Act::Nothing;
    const FormItem &item = m_form.items[resolved->item];
    if (isKind(line.kind, FormRowKind::SomeOf)) {
        const auto key = inTarget(line.key);
        const QList<AnswerRow> chosen = present.given(line.key);
        for (const AnswerRow &row : key ? m_target.given(*key) : QList<AnswerRow>()) {
            const auto isIt = [&row](const AnswerRow &one) { return one.value == row.value || sameCoding(one.value, row.value); };
            if (std::none_of(chosen.cbegin(), chosen.cend(), isIt))
                return did(m_hand.choose(line.name, line.nth, labelOf(item, row.value)));
        }
        return Act::Nothing;
    }
    const QList<AnswerRow> given = present.given(named ? named->key : line.key);
    const auto isAnswered = [&](const AnswerRow &row) { return !named || row.id == named->row; };
    const Json value = wanted(line);
    if (value.isNull() || std::any_of(given.cbegin(), given.cend(), isAnswered))
        return Act::Nothing;
    return did(answer(line, item, value));
}

bool Typist::answer(const Line &line, const FormItem &item, const Json &value)
{
    if (isKind(line.kind, FormRowKind::YesNo))
        return m_hand.choose(line.name, line.nth, value.toBool() ? u"Yes"_s : u"No"_s);
    if (const QString label = labelOf(item, value); !label.isEmpty())
        return isKind(line.kind, FormRowKind::PickOne) || isKind(line.kind, FormRowKind::PickOneOrText) ? m_hand.pick(line.name, line.nth, label)
                                                                                                        : m_hand.choose(line.name, line.nth, label);
    if (isKind(line.kind, FormRowKind::PickOne))
        return m_hand.pick(line.name, line.nth, u"Team Manager, Early Support"_s);
    if (isKind(line.kind, FormRowKind::OneOfOrText))
        return m_hand.typeInto(line.name + u", in your own words"_s, line.nth, value.toString().simplified());
    if (isKind(line.kind, FormRowKind::Date))
        return m_hand.typeDay(line.name, line.nth, value.toString());
    if (isKind(line.kind, FormRowKind::Time))
        return m_hand.typeTime(line.name, line.nth, value.toString().first(5));
    if (isKind(line.kind, FormRowKind::DateTime))
        return m_hand.typeDay(line.name, line.nth, value.toString()) && m_hand.typeTime(line.name + u", time"_s, line.nth, value.toString().mid(11, 5));
    if (isKind(line.kind, FormRowKind::Attachment) || isKind(line.kind, FormRowKind::Drawing))
        return true;   // none is ever required
    const QString said = value.isString() ? value.toString() : value.isNumber() ? value.numberText() : u"Early Support North"_s;
    const QString text = isKind(line.kind, FormRowKind::LongText) ? said : said.simplified();   // one line holds no other
    return m_hand.typeInto(line.name, line.nth, text);
}

QString Typist::problems() const
{
    const auto *model = m_window.session().lines();
    const auto roles = model->roleNames();
    QStringList all;
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex line = model->index(row, 0);
        if (const QString problem = line.data(roles.key("problem")).toString(); !problem.isEmpty())
            all.append(line.data(roles.key("key")).toString() + u": "_s + problem);
    }
    return all.join(u"; "_s);
}

} // namespace sightline::testing
