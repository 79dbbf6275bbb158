#include "core/forms/response_rest.h"

#include "core/forms/fhir_value.h"

#include <QHash>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// What was written since stands: the items and answers of @p target are never covered by what they once were.
void putBack(const Json &members, Json &target)
{
    for (auto it = members.toObject().cbegin(); it != members.toObject().cend(); ++it) {
        const bool isContent = it.key() == u"item" || it.key() == u"answer";
        if (isContent && target.contains(it.key()))
            continue;
        const bool hadNone = it.key() == u"text" && it.value().isNull();
        if (hadNone) {
            target.remove(it.key());
        } else if (it.key() == u"extension" && target.contains(it.key())) {
            Json::Array all = target[it.key()].toArray();
            all += it.value().toArray();
            target.set(it.key(), all);
        } else {
            target.set(it.key(), it.value());
        }
    }
}

/// What we make of a reference; null if nothing.
Json mappedReference(const Json &fhir)
{
    const auto value = readFhirValue(Json::object({ { u"valueReference"_s, fhir } }), u"value"_s);
    return value ? value->value : Json();
}

/// Removes value[x], so that an element never has two.
void removeValue(Json &answer)
{
    for (const QString &name : answer.toObject().keys()) {
        if (name.startsWith(u"value"))
            answer.remove(name);
    }
}

QString answerName(const QString &key, const QString &row) { return key + u'@' + row; }

} // namespace

ResponseRest::ResponseRest(const Json &field)
    : m_root(field[u"root"_s]), m_items(field[u"items"_s].toObject()), m_answers(field[u"answers"_s].toObject()), m_unplaced(field[u"unplaced"_s].toObject()),
      m_order(field[u"order"_s].toObject())
{
}

void ResponseRest::keepRoot(const Json &members)
{
    if (!members.toObject().isEmpty())
        m_root = members;
}

void ResponseRest::keepItem(const QString &key, const Json &members) { m_items.insert(key, members); }

void ResponseRest::keepAnswer(const QString &key, const QString &row, const Json &value, const Json &members)
{
    if (!members.toObject().isEmpty())
        m_answers.insert(answerName(key, row), Json::object({ { u"of"_s, value }, { u"members"_s, members } }));
}

void ResponseRest::keepUnplaced(const QString &base, const Json &item) { m_unplaced[base].append(item); }

void ResponseRest::keepOrder(const QString &base, const QStringList &linkIds) { m_order.insert(base, Json::strings(linkIds)); }

const Json::Array &ResponseRest::unplaced(const QString &base) const
{
    static const Json::Array none;
    const auto found = m_unplaced.constFind(base);
    return found == m_unplaced.cend() ? none : found.value().toArray();
}

Json ResponseRest::field() const
{
    Json field;
    if (!m_root.isNull())
        field.set(u"root"_s, m_root);
    const auto setPart = [&](const QString &name, const Json::Object &part) {
        if (!part.isEmpty())
            field.set(name, part);
    };
    setPart(u"items"_s, m_items);
    setPart(u"answers"_s, m_answers);
    setPart(u"unplaced"_s, m_unplaced);
    setPart(u"order"_s, m_order);
    return field;
}

void ResponseRest::restoreRoot(Json &response) const
{
    Json members = m_root;
    for (const QString &name : { u"author"_s, u"subject"_s, u"source"_s }) {
        // The original says more than we map; it stands unless somebody else has been named since.
        const bool isNamedAnew = response.contains(name) && mappedReference(response[name]) != mappedReference(members[name]);
        if (isNamedAnew)
            members.remove(name);
    }
    for (const QString &name : { u"id"_s, u"questionnaire"_s, u"status"_s, u"authored"_s }) {
        if (response.contains(name))
            members.remove(name);
    }
    putBack(members, response);
}

void ResponseRest::restoreItem(const QString &key, Json &item) const
{
    if (hasItem(key))
        putBack(m_items.value(key), item);
}

void ResponseRest::restoreAnswer(const QString &key, const QString &row, const Json &value, Json &answer) const
{
    const auto kept = m_answers.constFind(answerName(key, row));
    if (kept == m_answers.cend() || kept.value()[u"of"_s] != value)
        return;   // the answer was changed since: what it held before does not belong to it
    const Json &members = kept.value()[u"members"_s];
    const auto kind = members.toObject().lowerBound(u"value"_s);
    if (kind != members.toObject().cend() && kind.key().startsWith(u"value"))
        removeValue(answer);
    putBack(members, answer);
}

void ResponseRest::restoreItems(const QString &base, Json::Array &items) const
{
    items += unplaced(base);
    const auto order = m_order.constFind(base);
    if (order == m_order.cend())
        return;
    QHash<QString, QList<qsizetype>> waiting;   // by linkId: the items of it, last first
    for (qsizetype at = items.size() - 1; at >= 0; --at)
        waiting[items.at(at)[u"linkId"_s].toString()].append(at);
    Json::Array ordered;
    QList<bool> isPlaced(items.size(), false);
    for (const Json &linkId : order.value().toArray()) {
        const auto next = waiting.find(linkId.toString());
        if (next == waiting.end() || next->isEmpty())
            continue;   // taken out since
        const qsizetype at = next->takeLast();
        isPlaced[at] = true;
        ordered.append(items.at(at));
    }
    for (qsizetype at = 0; at < items.size(); ++at) {
        if (!isPlaced.at(at))
            ordered.append(items.at(at));   // answered since
    }
    items = ordered;
}

Json unhandledMembers(const Json &original, const QStringList &handled, QStringView ownExtension)
{
    Json left = Json::object();
    for (auto it = original.toObject().cbegin(); it != original.toObject().cend(); ++it) {
        if (handled.contains(it.key()))
            continue;
        const bool mayHoldOurs = it.key() == u"extension" && !ownExtension.isEmpty() && it.value().isArray();
        if (!mayHoldOurs) {
            left.set(it.key(), it.value());
            continue;
        }
        Json::Array foreign = it.value().toArray();
        const auto removed = foreign.removeIf([&](const Json &extension) { return extension[u"url"_s].toString() == ownExtension; });
        if (!foreign.isEmpty() || removed == 0)
            left.set(it.key(), foreign);
    }
    return left;
}

} // namespace sightline
