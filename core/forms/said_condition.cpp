#include "core/forms/said_condition.h"

#include "core/forms/answer_value.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString otherAnswer = u"answer."_s;
const QString ofCouncil = u"setting."_s;

struct Said {
    QString question;
    QString op;
    QString value;
};

std::optional<Said> readSaid(const QString &condition)
{
    static const QStringList operators { u"="_s, u"!="_s, u">"_s, u"<"_s, u">="_s, u"<="_s };
    const QStringList words = condition.split(u' ', Qt::SkipEmptyParts);
    if (words.size() != 3 || !operators.contains(words[1]))
        return std::nullopt;
    return Said { words[0], words[1], words[2] };
}

/// The score of the choice with @p code, where the item is a scale.
QString scoreOf(const FormItem &item, const QString &code)
{
    const auto option = std::find_if(item.options.cbegin(), item.options.cend(), [&](const FormOption &one) { return codeOf(one.value) == code; });
    return option == item.options.cend() ? QString() : option->ordinal;
}

/// What the answer is compared with; null if it has no value.
Json comparedWith(const FormWorld &world, const QString &value)
{
    if (value.startsWith(otherAnswer))
        return world.first(value.sliced(otherAnswer.size()));
    if (value.startsWith(ofCouncil))
        return world.context.values.value(value);
    if (value == u"today")
        return dateAnswer(todayOf(world.context));
    return value;
}

/// Negative, 0 or positive; 2 for different and without an order. Nothing where they cannot be compared.
std::optional<int> compared(const FormItem &item, const Json &answer, const Json &with)
{
    constexpr int unordered = 2;
    const QString text = with.isInteger() ? with.numberText() : codeOf(with);
    if (answer.isBool())
        return codeOf(answer) == text ? 0 : unordered;
    if (answer.isObject()) {
        if (with.isObject() && !answer[u"value"_s].isNull())
            return answer[u"value"_s] == with[u"value"_s] ? 0 : unordered;
        if (codeOf(answer) == text)
            return 0;
        return compareDecimals(scoreOf(item, codeOf(answer)), scoreOf(item, text)).value_or(unordered);
    }
    const bool isNumber = item.type == ItemType::Integer || item.type == ItemType::Decimal;
    if (isNumber)
        return compareDecimals(answer.isInteger() ? answer.numberText() : answer.toString(), text);
    if (item.type == ItemType::Date || item.type == ItemType::DateTime) {
        constexpr int dayLength = 10;
        const bool areMoments = item.type == ItemType::DateTime && text.size() > dayLength;
        return areMoments ? compareAnswers(ItemType::DateTime, answer, Json(text))
                          : compareAnswers(ItemType::Date, Json(answer.toString().left(dayLength)), Json(text.left(dayLength)));
    }
    return answer.toString() == text ? 0 : unordered;
}

bool fits(const QString &op, int order)
{
    constexpr int unordered = 2;
    if (op == u"=")
        return order == 0;
    if (op == u"!=")
        return order != 0;
    if (order == unordered)
        return false;
    if (op == u">")
        return order > 0;
    if (op == u"<")
        return order < 0;
    return op == u">=" ? order >= 0 : order <= 0;
}

} // namespace

std::optional<bool> saidConditionHolds(const FormWorld &world, const QString &condition)
{
    const auto said = readSaid(condition);
    const FormItem *item = said ? world.form.find(said->question) : nullptr;
    if (!item)
        return std::nullopt;
    const Json answer = world.first(said->question);
    const Json with = comparedWith(world, said->value);
    if (answer.isNull() || with.isNull())
        return std::nullopt;
    const auto order = compared(*item, answer, with);
    return order ? std::optional(fits(said->op, *order)) : std::nullopt;
}

QStringList questionsOfCondition(const QString &condition)
{
    const auto said = readSaid(condition);
    if (!said)
        return {};
    QStringList questions { said->question };
    if (said->value.startsWith(otherAnswer))
        questions.append(said->value.sliced(otherAnswer.size()));
    return questions;
}

} // namespace sightline
