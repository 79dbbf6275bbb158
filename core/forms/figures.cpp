#include "core/forms/figures.h"

#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/said_condition.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Every answer to the questions of parameter `question`, in the order they are named.
QList<Json> answersCounted(const ProductFunction &function, const FormWorld &world)
{
    QList<Json> found;
    for (const QString &question : function.texts(u"question"_s))
        found += world.all(question);
    return found;
}

/// How many answers have one of the codes; without codes, how many answers there are, or rows of a repeating group.
Json count(const ProductFunction &function, const FormWorld &world)
{
    const auto codes = function.texts(u"code"_s);
    if (!codes.isEmpty()) {
        const auto found = answersCounted(function, world);
        return qint64 { std::count_if(found.cbegin(), found.cend(), [&](const Json &answer) { return codes.contains(codeOf(answer)); }) };
    }
    qsizetype all = 0;
    for (const QString &question : function.texts(u"question"_s)) {
        const FormItem *item = world.form.find(question);
        const bool isRows = item && item->type == ItemType::Group;
        all += isRows ? world.answers.rows(rowListKey({}, question)).size() : world.all(question).size();
    }
    return qint64 { all };
}

/// "6 / 9 (67%)": how many of the answers have one of the codes; those with a code of `leave-out` are not counted at all.
Json share(const ProductFunction &function, const FormWorld &world)
{
    auto found = answersCounted(function, world);
    const auto leaveOut = function.texts(u"leave-out"_s);
    found.removeIf([&](const Json &answer) { return leaveOut.contains(codeOf(answer)); });
    if (found.isEmpty())
        return {};
    const auto codes = function.texts(u"code"_s);
    const auto with = std::count_if(found.cbegin(), found.cend(), [&](const Json &answer) { return codes.contains(codeOf(answer)); });
    const auto percent = (200 * with + found.size()) / (2 * found.size());   // half a per cent rounds up
    return u"%1 / %2 (%3%)"_s.arg(with).arg(found.size()).arg(percent);
}

/// A grade that someone gave, by its step on the scale.
struct Graded {
    QString code;
    QString score;
};

/// What the grades together point to (domain.md T08): `worst` where a decisive question has it; else `gives` where `least` or
/// more have a code of `low`; else the middle grade, of an even number the lower. Empty until every question is graded.
Json indicativeGrade(const ProductFunction &function, const FormWorld &world)
{
    QList<Graded> grades;
    for (const QString &question : function.texts(u"question"_s)) {
        const FormItem *item = world.form.find(question);
        for (const int at : world.tree.byQuestion.value(world.form.byLinkId.value(question, -1))) {
            const FormPlace &place = world.tree.places[at];
            if (!place.enabled)
                continue;
            const QString code = codeOf(world.answers.value(place.key));
            if (code.isEmpty())
                return {};
            for (const FormOption &option : item->options) {
                if (codeOf(option.value) == code && !option.ordinal.isEmpty())
                    grades.append({ code, option.ordinal });
            }
        }
    }
    if (grades.isEmpty())
        return {};
    const QString worst = function.text(u"worst"_s);
    for (const QString &decisive : function.texts(u"decisive"_s)) {
        if (hasAnyCode(world.all(decisive), { worst }))
            return world.ownChoice(worst);
    }
    const auto low = function.texts(u"low"_s);
    const auto lowCount = std::count_if(grades.cbegin(), grades.cend(), [&](const Graded &grade) { return low.contains(grade.code); });
    if (!low.isEmpty() && lowCount >= function.integer(u"least"_s, 1))
        return world.ownChoice(function.text(u"gives"_s));
    std::stable_sort(grades.begin(), grades.end(), [](const Graded &a, const Graded &b) { return compareDecimals(a.score, b.score).value_or(0) < 0; });
    return world.ownChoice(grades[(grades.size() - 1) / 2].code);
}

/// A date and an interval: the parameter's, or the council's own (`setting`).
Json dateAfter(const ProductFunction &function, const FormWorld &world)
{
    const QString ofCouncil = world.context.values.value(u"setting."_s + function.text(u"setting"_s)).toString();
    const QString interval = ofCouncil.isEmpty() ? function.text(u"interval"_s) : ofCouncil;
    return dateAnswer(dayAfter(world.context, dayOf(world.first(function.text(u"from"_s))), interval));
}

/// The day halfway between two; of an even number of days apart exactly, else the earlier.
Json midpoint(const ProductFunction &function, const FormWorld &world)
{
    const QDate from = dayOf(world.first(function.text(u"from"_s)));
    const QDate to = dayOf(world.first(function.text(u"to"_s)));
    if (!from.isValid() || !to.isValid() || to < from)
        return {};
    return dateAnswer(from.addDays(from.daysTo(to) / 2));
}

/// Days from today to a date; negative once it is past.
Json daysUntil(const ProductFunction &function, const FormWorld &world)
{
    const QDate to = dayOf(world.first(function.text(u"to"_s)));
    const QDate today = todayOf(world.context);
    return to.isValid() && today.isValid() ? Json(today.daysTo(to)) : Json();
}

/// The choice `up`, `same` or `down`, by the numbers before and now.
Json direction(const ProductFunction &function, const FormWorld &world)
{
    const auto numberIn = [&](const QString &parameter) {
        const Json answer = world.first(function.text(parameter));
        return answer.isInteger() ? answer.numberText() : answer.toString();
    };
    const auto order = compareDecimals(numberIn(u"to"_s), numberIn(u"from"_s));
    if (!order)
        return {};
    return world.ownChoice(*order > 0 ? u"up"_s : *order < 0 ? u"down"_s : u"same"_s);
}

/// True if every condition of `all` is true, and of `any` at least one where there are some. Empty while nothing can be said.
Json holds(const ProductFunction &function, const FormWorld &world)
{
    bool isKnown = false;
    bool allHold = true;
    for (const QString &condition : function.texts(u"all"_s)) {
        const auto is = saidConditionHolds(world, condition);
        isKnown = isKnown || is.has_value();
        allHold = allHold && is.value_or(false);
    }
    const auto anyOf = function.texts(u"any"_s);
    bool anyHolds = anyOf.isEmpty();
    for (const QString &condition : anyOf) {
        const auto is = saidConditionHolds(world, condition);
        isKnown = isKnown || is.has_value();
        anyHolds = anyHolds || is.value_or(false);
    }
    return isKnown ? Json(allHold && anyHolds) : Json();
}

using Figure = Json (*)(const ProductFunction &, const FormWorld &);
const QMap<QString, Figure> &figures()
{
    static const QMap<QString, Figure> all {
        { u"count"_s, count },         { u"date-after"_s, dateAfter }, { u"days-until"_s, daysUntil },
        { u"direction"_s, direction }, { u"holds"_s, holds },          { u"indicative-grade"_s, indicativeGrade },
        { u"midpoint"_s, midpoint },   { u"share"_s, share },
    };
    return all;
}

} // namespace

QStringList figureNames() { return figures().keys(); }

std::optional<Json> figure(const ProductFunction &function, const FormWorld &world)
{
    const Figure work = figures().value(function.name, nullptr);
    if (!work)
        return std::nullopt;
    return work(function, world);
}

} // namespace sightline
