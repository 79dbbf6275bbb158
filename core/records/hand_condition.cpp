#include "core/records/hand_condition.h"

#include "core/base/digest.h"
#include "core/forms/answer_key.h"
#include "core/forms/enable_when.h"

#include <QtEndian>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QStringList kinds { u"all"_s, u"answered"_s, u"any"_s, u"enabled"_s, u"item"_s, u"not"_s, u"sample"_s };

QString kindOf(const Json &condition)
{
    for (const QString &kind : kinds) {
        if (condition.contains(kind))
            return kind;
    }
    return {};
}

/// A choice's code, or the value itself (true, false, a typed text).
Json toldBy(const Json &answer) { return answer.isObject() ? answer[u"code"_s] : answer; }

/// One in @p n, by the record's id: the same on every device, and nobody can choose which.
bool isSampled(const RecordId &id, qint64 n)
{
    const QByteArray digest = sha256(id.toBytes());
    return qFromBigEndian<quint32>(digest.constData()) % static_cast<quint32>(n) == 0;
}

bool isEnabledIn(const Questionnaire *form, const Answers &answers, const QString &linkId)
{
    const int item = form ? form->byLinkId.value(linkId, -1) : -1;
    if (item < 0)
        return false;
    const FormTree tree = buildFormTree(*form, answers);
    return std::any_of(tree.places.cbegin(), tree.places.cend(), [item](const FormPlace &place) { return place.item == item && place.enabled; });
}

} // namespace

QList<Json> answersTo(const QString &linkId, const Answers &answers)
{
    const QString name = escapedName(linkId);
    QList<Json> given;
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        const bool isIt =
            it.key() == name || (it.key().endsWith(name) && it.key().size() > name.size() && it.key().at(it.key().size() - name.size() - 1) == u'/');
        if (!isIt)
            continue;
        for (const AnswerRow &row : answers.given(it.key()))
            given.append(row.value);
    }
    return given;
}

QString problemOfCondition(const Json &condition)
{
    if (condition.isNull())
        return {};
    const QString kind = kindOf(condition);
    const Json &value = condition[kind];
    if (kind.isEmpty())
        return u"a condition is one of item, answered, enabled, sample, any, all, not"_s;
    if (kind == "not"_L1)
        return value.isNull() ? u"\"not\" needs a condition"_s : problemOfCondition(value);
    if (kind == "sample"_L1)
        return value.toInteger() > 0 && value.toInteger() <= 1'000'000 ? QString() : u"\"sample\" needs a whole number above 0"_s;
    if (kind == "any"_L1 || kind == "all"_L1) {
        for (const Json &part : value.toArray()) {
            if (const QString problem = part.isNull() ? u"a condition is missing"_s : problemOfCondition(part); !problem.isEmpty())
                return problem;
        }
        return value.toArray().isEmpty() ? u"\"%1\" needs a list of conditions"_s.arg(kind) : QString();
    }
    if (value.toString().isEmpty())
        return u"\"%1\" needs a question's linkId"_s.arg(kind);
    if (kind == "item"_L1 && condition[u"is"_s].toArray().isEmpty())
        return u"\"item\" needs \"is\" with a list of codes"_s;
    return {};
}

QStringList questionsOf(const Json &condition)
{
    QStringList named;
    for (const QString &kind : { u"item"_s, u"answered"_s, u"enabled"_s }) {
        if (condition[kind].isString())
            named.append(condition[kind].toString());
    }
    if (condition[u"not"_s].isObject())
        named += questionsOf(condition[u"not"_s]);
    for (const QString &kind : { u"any"_s, u"all"_s }) {
        for (const Json &part : condition[kind].toArray())
            named += questionsOf(part);
    }
    return named;
}

bool holds(const Json &condition, const Questionnaire *form, const Answers &answers, const RecordId &id)
{
    const auto partHolds = [&](const Json &part) { return holds(part, form, answers, id); };
    const QString kind = kindOf(condition);
    if (kind.isEmpty())
        return condition.isNull();
    const Json &value = condition[kind];
    if (kind == "not"_L1)
        return !partHolds(value);
    if (kind == "any"_L1)
        return std::any_of(value.toArray().cbegin(), value.toArray().cend(), partHolds);
    if (kind == "all"_L1)
        return std::all_of(value.toArray().cbegin(), value.toArray().cend(), partHolds);
    if (kind == "sample"_L1)
        return value.toInteger() > 0 && isSampled(id, value.toInteger());
    if (kind == "enabled"_L1)
        return isEnabledIn(form, answers, value.toString());
    const QList<Json> given = answersTo(value.toString(), answers);
    if (kind == "answered"_L1)
        return std::any_of(given.cbegin(), given.cend(), [](const Json &answer) { return isAnswered(answer); });
    const Json::Array wanted = condition[u"is"_s].toArray();
    return std::any_of(given.cbegin(), given.cend(), [&](const Json &answer) { return wanted.contains(toldBy(answer)); });
}

} // namespace sightline
