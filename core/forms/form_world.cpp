#include "core/forms/form_world.h"

#include "core/calendar/interval.h"
#include "core/forms/answer_key.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QList<Json> answersAt(const Answers &answers, const FormPlace &place)
{
    QList<Json> found;
    if (!place.enabled)
        return found;
    for (const AnswerRow &answer : answers.given(place.key)) {
        if (isAnswered(answer.value))
            found.append(answer.value);
    }
    return found;
}

} // namespace

QList<Json> FormWorld::all(const QString &linkId) const
{
    QList<Json> found;
    for (const int at : tree.byQuestion.value(form.byLinkId.value(linkId, -1)))
        found += answersAt(answers, tree.places[at]);
    return found;
}

QList<Json> FormWorld::near(const QString &linkId) const
{
    QString base = place.key;
    while (!base.isEmpty()) {
        base = base.left(std::max<qsizetype>(base.lastIndexOf(u'/'), 0));
        if (const FormPlace *beside = tree.find(childKey(base, linkId)))
            return answersAt(answers, *beside);
    }
    return all(linkId);
}

Json FormWorld::first(const QString &linkId) const
{
    const auto found = near(linkId);
    return found.isEmpty() ? Json() : found.first();
}

Json FormWorld::ownChoice(const QString &code) const
{
    for (const FormOption &option : form.items[place.item].options) {
        if (option.value[u"code"_s].toString() == code)
            return option.value;
    }
    return {};
}

QString codeOf(const Json &answer)
{
    if (answer.isBool())
        return answer.toBool() ? u"true"_s : u"false"_s;
    return answer.isObject() ? answer[u"code"_s].toString() : answer.toString();
}

bool hasAnyCode(const QList<Json> &answers, const QStringList &codes)
{
    return std::any_of(answers.cbegin(), answers.cend(), [&](const Json &answer) { return codes.contains(codeOf(answer)); });
}

QDate dayOf(const Json &answer) { return QDate::fromString(answer.toString().left(10), Qt::ISODate); }

QDate todayOf(const FormContext &context) { return context.today.isValid() ? context.today : QDate::fromString(context.now.left(10), Qt::ISODate); }

QDate dayAfter(const FormContext &context, QDate from, const QString &interval)
{
    const auto read = readInterval(interval);
    return read ? dayAfter(from, *read, context.addWorkingDays) : QDate();
}

Json dateAnswer(QDate day) { return day.isValid() ? Json(day.toString(Qt::ISODate)) : Json(); }

} // namespace sightline
