#include "core/forms/response_rest.h"

#include "core/forms/extension_urls.h"
#include "core/forms/fhir_value.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isOurs(const Json &extension)
{
    const QString url = extension[u"url"_s].toString();
    return url == extensions::rowOrder || url == extensions::unmapped;
}

void putBack(const Json &members, Json &target)
{
    for (auto it = members.toObject().cbegin(); it != members.toObject().cend(); ++it) {
        if (it.key() != u"extension") {
            target.set(it.key(), it.value());
            continue;
        }
        Json::Array all = target[it.key()].toArray();
        all += it.value().toArray();
        target.set(it.key(), all);
    }
}

/// Sets m_field[section][name] = value.
void keep(Json &field, const QString &section, const QString &name, const Json &value)
{
    Json part = field[section];
    part.set(name, value);
    field.set(section, part);
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

QString answerName(const QString &key, const QString &row)
{
    return key + u'@' + row;
}

} // namespace

void ResponseRest::keepRoot(const Json &members)
{
    if (!members.toObject().isEmpty())
        m_field.set(u"root"_s, members);
}

void ResponseRest::keepItem(const QString &key, const Json &members)
{
    if (!members.toObject().isEmpty())
        keep(m_field, u"items"_s, key, members);
}

void ResponseRest::keepAnswer(const QString &key, const QString &row, const Json &value, const Json &members)
{
    if (!members.toObject().isEmpty())
        keep(m_field, u"answers"_s, answerName(key, row), Json::object({ { u"of"_s, value }, { u"members"_s, members } }));
}

void ResponseRest::keepUnplaced(const QString &base, const Json &item)
{
    Json list = m_field[u"unplaced"_s][base];
    list.append(item);
    keep(m_field, u"unplaced"_s, base, list);
}

void ResponseRest::restoreRoot(Json &response)
{
    Json members = m_field[u"root"_s];
    for (const QString &name : { u"author"_s, u"subject"_s, u"source"_s }) {
        // The original says more than we map; it stands unless somebody else has been named since.
        const bool isNamedAnew = response.contains(name) && mappedReference(response[name]) != mappedReference(members[name]);
        if (isNamedAnew)
            members.remove(name);
    }
    putBack(members, response);
}

void ResponseRest::restoreItem(const QString &key, Json &item)
{
    if (!hasItem(key))
        return;
    putBack(m_field[u"items"_s][key], item);
    m_restored.insert(u"i "_s + key);
}

void ResponseRest::restoreAnswer(const QString &key, const QString &row, const Json &value, Json &answer)
{
    const QString name = answerName(key, row);
    const Json &kept = m_field[u"answers"_s][name];
    if (kept.isNull() || kept[u"of"_s] != value)
        return;   // the answer was changed since: what it held before does not belong to it
    const auto &members = kept[u"members"_s].toObject();
    const auto kind = members.lowerBound(u"value"_s);
    if (kind != members.cend() && kind.key().startsWith(u"value"))
        removeValue(answer);
    putBack(kept[u"members"_s], answer);
    m_restored.insert(u"a "_s + name);
}

void ResponseRest::restoreUnplaced(const QString &base, Json::Array &items)
{
    const Json &kept = m_field[u"unplaced"_s][base];
    if (kept.isNull())
        return;
    items += kept.toArray();
    m_restored.insert(u"u "_s + base);
}

bool ResponseRest::isFullyRestored() const
{
    const auto count = m_field[u"items"_s].toObject().size() + m_field[u"answers"_s].toObject().size()
        + m_field[u"unplaced"_s].toObject().size();
    return m_restored.size() == count;
}

Json unhandledMembers(const Json &original, const QStringList &handled)
{
    Json left = Json::object();
    for (auto it = original.toObject().cbegin(); it != original.toObject().cend(); ++it) {
        if (handled.contains(it.key()))
            continue;
        if (it.key() != u"extension") {
            left.set(it.key(), it.value());
            continue;
        }
        Json::Array foreign = it.value().toArray();
        foreign.removeIf(isOurs);
        if (!foreign.isEmpty() || !it.value().isArray())
            left.set(it.key(), it.value().isArray() ? Json(foreign) : it.value());
    }
    return left;
}

} // namespace sightline
