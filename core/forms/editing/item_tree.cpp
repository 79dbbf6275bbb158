#include "core/forms/editing/item_tree.h"

#include "core/forms/read_item.h"

#include <utility>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString itemMember = u"item"_s;

/// Finds @p linkId below @p element and calls @p found with the array it stands in and its index there.
bool seek(const Json &element, const QString &linkId, const std::function<void(const Json &, qsizetype)> &found)
{
    const Json::Array &items = element[itemMember].toArray();
    for (qsizetype at = 0; at < items.size(); ++at) {
        if (linkIdOf(items[at]) == linkId) {
            found(element, at);
            return true;
        }
        if (seek(items[at], linkId, found))
            return true;
    }
    return false;
}

/// Changes the first item called @p linkId below @p element; false, and @p element as it was, if there is none.
bool changeFirst(Json &element, const QString &linkId, const std::function<void(Json &)> &change)
{
    Json::Array items = element[itemMember].toArray();
    for (Json &item : items) {
        const bool isIt = linkIdOf(item) == linkId;
        if (isIt)
            change(item);
        else if (!changeFirst(item, linkId, change))
            continue;
        element.set(itemMember, items);
        return true;
    }
    return false;
}

} // namespace

QString linkIdOf(const Json &item) { return item[linkIdMember].toString(); }

Json itemIn(const Json &document, const QString &linkId)
{
    Json item;
    (void)seek(document, linkId, [&item](const Json &parent, qsizetype at) { item = parent[itemMember].toArray()[at]; });
    return item;
}

std::optional<ItemPlace> placeIn(const Json &document, const QString &linkId)
{
    std::optional<ItemPlace> place;
    // The document itself has no linkId, so what stands at the top has the empty parent.
    (void)seek(document, linkId, [&place](const Json &parent, qsizetype at) { place = ItemPlace { linkIdOf(parent), at }; });
    return place;
}

Json::Array itemsOf(const Json &document, const QString &parent) { return (parent.isEmpty() ? document : itemIn(document, parent))[itemMember].toArray(); }

Json withItem(const Json &document, const QString &linkId, const std::function<void(Json &)> &change)
{
    Json changed = document;
    const bool isThere = changeFirst(changed, linkId, change);
    Q_ASSERT(isThere);
    return isThere ? changed : document;
}

Json withItems(const Json &document, const QString &parent, const std::function<void(Json::Array &)> &change)
{
    const auto changeOf = [&change](Json &element) {
        Json::Array items = element[itemMember].toArray();
        change(items);
        if (items.isEmpty())
            element.remove(itemMember);
        else
            element.set(itemMember, items);
    };
    if (!parent.isEmpty())
        return withItem(document, parent, changeOf);
    Json changed = document;
    changeOf(changed);
    return changed;
}

void eachItem(const Json &element, const std::function<void(const Json &)> &visit)
{
    for (const Json &item : element[itemMember].toArray()) {
        visit(item);
        eachItem(item, visit);
    }
}

Json withEachItem(const Json &element, const std::function<void(Json &)> &change)
{
    Json changed = element;
    if (!element.contains(itemMember))
        return changed;
    Json::Array items;
    for (const Json &item : element[itemMember].toArray()) {
        Json one = item;
        change(one);
        items.append(withEachItem(one, change));
    }
    changed.set(itemMember, items);
    return changed;
}

QSet<QString> linkIdsIn(const Json &element)
{
    QSet<QString> ids;
    eachItem(element, [&ids](const Json &item) { ids.insert(linkIdOf(item)); });
    return ids;
}

bool isWordsOfParent(const Json &item)
{
    const QString control = itemControlCode(item);
    return item[u"type"_s].toString() == u"display" && (control == u"help" || control == u"prompt" || control == u"unit");
}

void setOrRemove(Json &element, const QString &member, Json value)
{
    if (value.isNull())
        element.remove(member);
    else
        element.set(member, std::move(value));
}

void setExtension(Json &element, QStringView url, const QString &valueMember, Json value)
{
    const QString extensionMember = u"extension"_s;
    Json::Array extensions = element[extensionMember].toArray();
    extensions.removeIf([url](const Json &extension) { return extension[u"url"_s].toString() == url; });
    if (!value.isNull())
        extensions.append(Json::object({ { u"url"_s, url.toString() }, { valueMember, std::move(value) } }));
    if (extensions.isEmpty())
        element.remove(extensionMember);
    else
        element.set(extensionMember, extensions);
}

} // namespace sightline
