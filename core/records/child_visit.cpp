#include "core/records/child_visit.h"

#include "core/forms/answer_key.h"
#include "core/forms/form_world.h"
#include "core/records/child_pointer.h"
#include "core/records/hand_condition.h"

#include <QTimeZone>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString visitFunction = u"visit"_s;

Json firstAnswer(const QString &question, const Answers &answers)
{
    const QList<Json> given = question.isEmpty() ? QList<Json>() : answersTo(question, answers);
    return given.isEmpty() ? Json() : given.first();
}

/// The rows of the group that @p question stands in, as bases of their keys.
QStringList rowsWith(const QString &question, const Json::Object &answers)
{
    const QString ending = u'/' + escapedName(question);
    QStringList bases;
    for (auto it = answers.cbegin(); it != answers.cend(); ++it) {
        if (it.key().endsWith(ending))
            bases.append(it.key().chopped(ending.size()));
    }
    return bases;
}

std::optional<bool> hasCode(const Json &answer, const QStringList &codes)
{
    return isAnswered(answer) ? std::optional(codes.contains(codeOf(answer))) : std::nullopt;
}

std::optional<RecordId> pointerIn(const Json &answer)
{
    const auto id = RecordId::fromString(answer[u"value"_s].toString(answer[u"code"_s].toString()));
    return id ? std::optional(*id) : std::nullopt;
}

/// A child told of in two rows of one record was seen if one of them says so.
void addOnce(QList<ChildVisit> &visits, const ChildVisit &visit)
{
    if (!visit.pointer && visit.number.isEmpty())
        return;
    const auto same = std::find_if(visits.begin(), visits.end(), [&](const ChildVisit &other) {
        return (visit.pointer && visit.pointer == other.pointer) || (!visit.number.isEmpty() && visit.number == other.number);
    });
    if (same == visits.end())
        visits.append(visit);
    else if (visit.wasSeen && !same->wasSeen)
        *same = visit;
}

} // namespace

std::optional<VisitQuestions> visitQuestions(const Questionnaire &form)
{
    const auto found =
        std::find_if(form.functions.cbegin(), form.functions.cend(), [](const ProductFunction &function) { return function.name == visitFunction; });
    if (found == form.functions.cend())
        return std::nullopt;
    const ProductFunction &function = *found;
    VisitQuestions questions;
    questions.result = function.text(u"result"_s);
    questions.went = function.texts(u"went"_s);
    questions.on = function.text(u"on"_s);
    questions.kind = function.text(u"kind"_s);
    questions.planned = function.texts(u"planned"_s);
    questions.missed = function.text(u"missed"_s);
    questions.number = function.text(u"who"_s);
    questions.pointer = function.text(u"pointer"_s);
    questions.initials = function.text(u"initials"_s);
    questions.ageBand = function.text(u"age-band"_s);
    questions.plan = function.text(u"plan"_s);
    questions.legal = function.text(u"legal"_s);
    questions.seen = function.text(u"seen"_s);
    questions.alone = function.text(u"alone"_s);
    questions.aloneCodes = function.texts(u"alone-code"_s);
    questions.bedroom = function.text(u"bedroom"_s);
    questions.bedroomCodes = function.texts(u"bedroom-code"_s);
    return questions;
}

QList<ChildVisit> childVisitsIn(const RecordId &record, const RecordBody &body, const VisitQuestions &questions)
{
    QList<ChildVisit> visits;
    if (body.type != RecordType::Form || body.state != RecordState::Completed)
        return visits;
    const Answers answers(body.answers);
    ChildVisit visit { .record = record, .author = body.author };
    visit.on = dayOf(firstAnswer(questions.on, answers));
    if (!visit.on.isValid())
        visit.on = QDateTime::fromMSecsSinceEpoch(body.completedAtMs, QTimeZone::utc()).date();
    visit.kind = codeOf(firstAnswer(questions.kind, answers));
    visit.wentAhead = questions.went.contains(codeOf(firstAnswer(questions.result, answers)));
    visit.completedAtMs = body.completedAtMs;
    for (const QString &question : questions.planned) {
        if (const QDate day = dayOf(firstAnswer(question, answers)); day.isValid() && !visit.planned.isValid())
            visit.planned = day;
    }
    if (!visit.wentAhead) {
        for (const Json &who : questions.missed.isEmpty() ? QList<Json>() : answersTo(questions.missed, answers)) {
            ChildVisit one = visit;
            one.pointer = who.isObject() ? pointerIn(who) : std::nullopt;
            one.number = who.isString() ? numberKey(who.toString()) : QString();
            addOnce(visits, one);
        }
        return visits;
    }
    for (const QString &base : rowsWith(questions.seen, body.answers)) {
        const auto answer = [&](const QString &question) { return question.isEmpty() ? Json() : body.answers.value(childKey(base, question)); };
        ChildVisit one = visit;
        one.pointer = pointerIn(answer(questions.pointer));
        one.number = numberKey(answer(questions.number).toString());
        one.wasSeen = answer(questions.seen).toBool();
        one.alone = hasCode(answer(questions.alone), questions.aloneCodes);
        one.bedroom = hasCode(answer(questions.bedroom), questions.bedroomCodes);
        addOnce(visits, one);
    }
    return visits;
}

} // namespace sightline
