#include "tests/support/foreign_members.h"

namespace sightline::testing {

using namespace Qt::StringLiterals;

namespace {

Json foreignValue(SeededRandom &random, int depth = 0)
{
    switch (random.below(depth > 2 ? 5 : 7)) {
    case 0: return u"wörds “kept” \u202E\n🙂"_s;
    case 1: return random.chance(50);
    case 2: return qint64(random.next() >> 2);
    case 3: return Decimal { u"1.500"_s };
    case 4: return QString();
    case 5: return Json::array({ foreignValue(random, depth + 1), Json(), Json::array() });
    default: return Json::object({ { u"inner"_s, foreignValue(random, depth + 1) }, { u"_inner"_s, Json::object() } });
    }
}

Json foreignExtension(SeededRandom &random)
{
    Json extension = Json::object({ { u"url"_s, u"urn:example:other-%1"_s.arg(random.below(1000)) } });
    if (random.chance(50))
        extension.set(u"valueDecimal"_s, Decimal { u"0.10"_s });
    else
        extension.set(u"extension"_s,
                      Json::array({ Json::object(
                          { { u"url"_s, u"part"_s }, { u"valueString"_s, u"kept"_s }, { u"_valueString"_s, Json::object({ { u"id"_s, u"deep"_s } }) } }) }));
    return extension;
}

void addExtension(Json &object, SeededRandom &random)
{
    Json all = object[u"extension"_s];
    all.append(foreignExtension(random));
    object.set(u"extension"_s, all);
}

Json changed(const Json &json, SeededRandom &random, int &added, bool isExtension)
{
    if (json.isArray()) {
        Json::Array items;
        for (const Json &item : json.toArray())
            items.append(changed(item, random, added, isExtension));
        return items;
    }
    if (!json.isObject())
        return json;
    Json object = Json::object();
    for (auto it = json.toObject().cbegin(); it != json.toObject().cend(); ++it) {
        object.set(it.key(), changed(it.value(), random, added, isExtension || it.key() == u"extension"));
        const bool isPrimitive = !it.value().isObject() && !it.value().isArray();
        if (isPrimitive && random.chance(15)) {
            Json sibling = Json::object({ { u"id"_s, u"x%1"_s.arg(random.below(1000)) } });
            addExtension(sibling, random);
            object.set(u'_' + it.key(), sibling);
            ++added;
        }
    }
    if (isExtension)
        return object;   // an extension has its value or its extensions, not both
    if (random.chance(20)) {
        addExtension(object, random);
        ++added;
    }
    if (random.chance(20)) {
        object.set(u"foreign%1"_s.arg(random.below(5)), foreignValue(random));
        ++added;
    }
    if (random.chance(15) && !object.contains(u"id"_s)) {
        static const QStringList ids { u"a1"_s, u"p2"_s, u"Not-Ours.1"_s, u"same"_s };
        object.set(u"id"_s, ids[random.below(int(ids.size()))]);
        ++added;
    }
    return object;
}

Json unnamed(const Json &element)
{
    Json bare = element;
    bare.remove(u"id"_s);
    bare.remove(u"extension"_s);
    return bare;
}

Json foreignItem(SeededRandom &random)
{
    const QString linkId = u"elsewhere%1"_s.arg(random.below(3));
    const Json answer = Json::object({ { u"valueQuantity"_s, Json::object({ { u"value"_s, Decimal { u"3.0"_s } }, { u"unit"_s, u"kg"_s } }) } });
    return Json::object({ { u"linkId"_s, linkId }, { u"answer"_s, Json::array({ answer }) } });
}

Json foreignItems(const Json &items, SeededRandom &random);

Json foreignElement(const Json &element, SeededRandom &random)
{
    Json item = unnamed(element);
    if (random.chance(30))
        item.remove(u"text"_s);
    if (item.contains(u"item"_s))
        item.set(u"item"_s, foreignItems(item[u"item"_s], random));
    Json::Array answers;
    for (const Json &answer : item[u"answer"_s].toArray()) {
        Json bare = unnamed(answer);
        if (bare.contains(u"item"_s))
            bare.set(u"item"_s, foreignItems(bare[u"item"_s], random));
        answers.append(bare);
    }
    if (!answers.isEmpty())
        item.set(u"answer"_s, answers);
    const bool losesAnswers = random.chance(5);
    if (losesAnswers) {
        item.remove(u"item"_s);
        item.remove(u"answer"_s);
    } else if (random.chance(2)) {
        item.set(item.contains(u"answer"_s) ? u"answer"_s : u"item"_s, Json::array());
    }
    return item;
}

Json foreignItems(const Json &items, SeededRandom &random)
{
    Json::Array all;
    for (const Json &item : items.toArray()) {
        if (random.chance(8))
            all.append(foreignItem(random));
        all.append(foreignElement(item, random));
    }
    if (random.chance(20) && all.size() > 1)
        all.move(random.below(int(all.size())), random.below(int(all.size())));
    return all;
}

} // namespace

Json withForeignMembers(const Json &json, SeededRandom &random, int &added) { return changed(json, random, added, false); }

Json asAnotherProgramWouldWrite(const Json &response, SeededRandom &random)
{
    Json other = response;
    other.set(u"item"_s, foreignItems(response[u"item"_s], random));
    return other;
}

} // namespace sightline::testing
