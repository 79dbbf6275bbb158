#include "core/forms/calculations.h"

#include "core/base/instant.h"
#include "core/forms/answer_key.h"
#include "core/forms/figures.h"
#include "core/forms/form_world.h"
#include "core/forms/product_functions.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// What a calculation looks at: the form as it stands, and the function with its parameters.
struct World : FormWorld {
    const ProductFunction &function;
};

/// The nearest answer to the question that @p parameter names.
Json named(const World &world, const QString &parameter) { return world.first(world.function.text(parameter)); }

/// Of several items the first that has an answer.
Json copied(const World &world)
{
    for (const QString &from : world.function.texts(u"from"_s)) {
        if (Json value = world.first(from); isAnswered(value))
            return value;
    }
    return {};
}

/// The day by which a record is to be complete: one that is given, else an interval after what it counts from.
QDate lastDayInTime(const World &world)
{
    if (const QDate by = dayOf(named(world, u"by"_s)); by.isValid())
        return by;
    const QDate from = dayOf(copied(world));
    return from.isValid() ? dayAfter(world.context, from, world.function.text(u"within"_s)) : QDate();
}

/// Whether the record is completed, or what it is of was done, later than its clock allows (A7).
Json late(const World &world)
{
    const QDate last = lastDayInTime(world);
    const bool isOfItsOwnDay = !world.function.text(u"on"_s).isEmpty();
    const QDate day = isOfItsOwnDay ? dayOf(named(world, u"on"_s)) : todayOf(world.context);
    return last.isValid() && day.isValid() ? Json(day > last) : Json();
}

/// When the record was begun, against the activity's own times: during it, the same day, or later.
Json recordedWhen(const World &world)
{
    const QString begun = world.context.createdAt.isEmpty() ? world.context.now : world.context.createdAt;
    const Json ended = named(world, u"ended"_s);
    const auto begunAt = instantFromIso(begun);
    const auto endedAt = instantFromIso(ended.toString());
    if (!begunAt || !endedAt)
        return {};
    if (*begunAt <= *endedAt)
        return world.ownChoice(u"during"_s);
    return world.ownChoice(begun.left(10) == ended.toString().left(10) ? u"same-day"_s : u"later"_s);
}

/// The next date: by the rule for the kind of visit if the form has rules, else the task's own next date.
Json nextDue(const World &world)
{
    const Json fromTask = world.context.values.value(u"next_due"_s);
    QStringList rules = world.function.texts(u"rule"_s);
    if (rules.isEmpty())
        return fromTask;
    const QStringList ofCouncil = world.context.values.value(u"setting."_s + world.function.text(u"setting"_s)).toStrings();
    if (!ofCouncil.isEmpty())
        rules = ofCouncil;
    const bool counted = named(world, u"counts"_s).toBool(true);
    if (!counted)
        return fromTask;   // a visit that does not count leaves the date where it was
    const QString kind = codeOf(named(world, u"kind"_s));
    QDate earliest;
    for (const QString &rule : rules) {
        if (rule.section(u'=', 0, 0) != kind)
            continue;
        const QDate due = dayAfter(world.context, dayOf(named(world, u"from"_s)), rule.section(u'=', 1));
        if (due.isValid() && (!earliest.isValid() || due < earliest))
            earliest = due;
    }
    return earliest.isValid() ? dateAnswer(earliest) : fromTask;
}

/// Whether the visit counts: it went ahead and every child named was seen.
Json counts(const World &world)
{
    const Json result = named(world, u"result"_s);
    if (result.isNull())
        return {};
    if (!world.function.texts(u"went"_s).contains(codeOf(result)))
        return false;
    const auto seen = world.all(world.function.text(u"seen"_s));
    if (seen.isEmpty())
        return {};
    return std::all_of(seen.cbegin(), seen.cend(), [](const Json &answer) { return answer.toBool(); });
}

/// Who was missed on one visit: everybody when it did not go ahead, else those not seen.
struct Missed {
    bool everybody = false;
    QStringList who;
};

Missed missedIn(const World &world, const Answers &answers)
{
    const FormTree tree = buildFormTree(world.form, answers);
    const World then { { world.place, world.form, answers, tree, world.context }, world.function };
    Missed missed;
    const Json result = named(then, u"result"_s);
    missed.everybody = !result.isNull() && !world.function.texts(u"went"_s).contains(codeOf(result));
    const int seen = world.form.byLinkId.value(world.function.text(u"seen"_s), -1);
    const QString who = world.function.text(u"who"_s);
    for (const int at : tree.byQuestion.value(seen)) {
        const FormPlace &place = tree.places[at];
        const Json &answer = answers.value(place.key);
        if (!place.enabled || answer.isNull() || answer.toBool())
            continue;
        const QString base = place.key.left(place.key.lastIndexOf(u'/'));
        missed.who.append(answers.value(childKey(base, who)).toString());
    }
    return missed;
}

/// How an answer names a child: by a pointer's record, or by the number in the case system.
QString childNamed(const Json &answer)
{
    QString name = answer.isObject() ? answer[u"value"_s].toString(answer[u"code"_s].toString()) : answer.toString().toCaseFolded();
    name.removeIf([](QChar letter) { return letter.isSpace(); });
    return name;
}

/// Whether a child missed on this visit is one of those whose last visit missed them too.
bool missedAgain(const World &world, const QStringList &missedLast)
{
    const QString who = world.function.text(u"who"_s);
    const QString pointer = world.function.text(u"pointer"_s);
    const auto isAmong = [&](const Json &answer) { return isAnswered(answer) && missedLast.contains(childNamed(answer)); };
    const Json result = named(world, u"result"_s);
    if (!result.isNull() && !world.function.texts(u"went"_s).contains(codeOf(result))) {
        const auto missed = world.all(world.function.text(u"missed"_s));
        return std::any_of(missed.cbegin(), missed.cend(), isAmong);
    }
    const int seen = world.form.byLinkId.value(world.function.text(u"seen"_s), -1);
    const QList<int> rows = world.tree.byQuestion.value(seen);
    return std::any_of(rows.cbegin(), rows.cend(), [&](int at) {
        const FormPlace &place = world.tree.places[at];
        const Json &answer = world.answers.value(place.key);
        if (!place.enabled || answer.isNull() || answer.toBool())
            return false;
        const QString base = place.key.left(place.key.lastIndexOf(u'/'));
        return isAmong(world.answers.value(childKey(base, who))) || (!pointer.isEmpty() && isAmong(world.answers.value(childKey(base, pointer))));
    });
}

/// Whether the same child was missed on this visit and on the last: by what the device knows of every child's last visit, else by the
/// last record alone.
Json history(const World &world)
{
    if (const Json missedLast = world.context.values.value(u"missed_last"_s); missedLast.isArray())
        return missedAgain(world, missedLast.toStrings());
    if (!world.context.previous)
        return false;
    const Missed now = missedIn(world, world.answers);
    const Missed before = missedIn(world, *world.context.previous);
    const bool shareAny = std::any_of(now.who.cbegin(), now.who.cend(), [&](const QString &who) { return before.who.contains(who); });
    const bool missedNow = now.everybody || !now.who.isEmpty();
    const bool missedBefore = before.everybody || !before.who.isEmpty();
    return shareAny || (now.everybody && missedBefore) || (before.everybody && missedNow);
}

/// Whether any occurrence of a question was answered with one of the codes, however many rows there are.
Json anyAnswer(const World &world)
{
    const auto questions = world.function.texts(u"question"_s);
    return std::any_of(questions.cbegin(), questions.cend(),
                       [&](const QString &question) { return hasAnyCode(world.all(question), world.function.texts(u"code"_s)); });
}

/// The moment at which the typed signature was first there; gone when the signature is.
Json signedAt(const World &world)
{
    if (named(world, u"sign"_s).isNull())
        return {};
    const Json &already = world.answers.value(world.place.key);
    return already.isNull() && !world.context.now.isEmpty() ? Json(world.context.now) : already;
}

using Calculation = Json (*)(const World &);
const QMap<QString, Calculation> &calculations()
{
    static const QMap<QString, Calculation> all {
        { u"any-answer"_s, anyAnswer },
        { u"copy"_s, copied },
        { u"counts"_s, counts },
        { u"history"_s, history },
        { u"late"_s, late },
        { u"next-due"_s, nextDue },
        { u"recorded-when"_s, recordedWhen },
        { u"signed-at"_s, signedAt },
    };
    return all;
}

} // namespace

QStringList calculationNames() { return calculations().keys() + figureNames(); }

std::optional<Json> calculate(const ProductFunction &function, const FormPlace &place, const Questionnaire &form, const Answers &answers, const FormTree &tree,
                              const FormContext &context)
{
    const Calculation calculation = calculations().value(function.name, nullptr);
    if (!calculation)
        return figure(function, { place, form, answers, tree, context });
    return calculation(World { { place, form, answers, tree, context }, function });
}

QStringList recalculate(const Questionnaire &questionnaire, Answers &answers, const FormContext &context, FormTree *tree)
{
    const bool calculates =
        std::any_of(questionnaire.items.cbegin(), questionnaire.items.cend(), [](const FormItem &item) { return !item.functions.isEmpty(); });
    if (!calculates) {
        if (tree)
            *tree = buildFormTree(questionnaire, answers);
        return {};
    }
    constexpr int passesMax = 4;   // a calculated value may feed another; longer chains do not settle in one edit
    QStringList changed;
    for (int pass = 0; pass < passesMax; ++pass) {
        FormTree laidOut = buildFormTree(questionnaire, answers);
        Answers next = answers;
        QStringList changedNow;
        for (const FormPlace &place : laidOut.places) {
            for (const ProductFunction &function : questionnaire.items[place.item].functions) {
                if (const auto value = calculate(function, place, questionnaire, answers, laidOut, context))
                    changedNow += next.set(place.key, *value);
            }
        }
        if (changedNow.isEmpty()) {
            if (tree)
                *tree = std::move(laidOut);
            return changed;
        }
        answers = next;
        for (const QString &key : changedNow) {
            if (!changed.contains(key))
                changed.append(key);
        }
    }
    if (tree)
        *tree = buildFormTree(questionnaire, answers);
    return changed;
}

} // namespace sightline
