#pragma once

#include "core/base/json.h"

#include <QSet>

#include <functional>
#include <optional>

namespace sightline {

/// The member that names an item.
inline const QString linkIdMember = QStringLiteral("linkId");
[[nodiscard]] QString linkIdOf(const Json &item);

/// Where an item stands in a form's JSON tree.
struct ItemPlace {
    QString parent;        ///< linkId of the item it stands in; empty: at the top
    qsizetype index = 0;   ///< among all its siblings, those that are words of their parent (help) among them
    friend bool operator==(const ItemPlace &, const ItemPlace &) = default;
};

/// The item called @p linkId anywhere in @p document; null if there is none. Of two with one name the first.
[[nodiscard]] Json itemIn(const Json &document, const QString &linkId);
[[nodiscard]] std::optional<ItemPlace> placeIn(const Json &document, const QString &linkId);
/// The items directly in @p parent, or at the top where it is empty.
[[nodiscard]] Json::Array itemsOf(const Json &document, const QString &parent);

/// @p document with the item called @p linkId as @p change leaves it; everything else, known or not, stays as it is. @p linkId is in it.
[[nodiscard]] Json withItem(const Json &document, const QString &linkId, const std::function<void(Json &)> &change);
/// @p document with the items directly in @p parent (empty: the top) as @p change leaves them. A parent without any has no member left.
[[nodiscard]] Json withItems(const Json &document, const QString &parent, const std::function<void(Json::Array &)> &change);

/// Calls @p visit for every item of @p element and below, in document order.
void eachItem(const Json &element, const std::function<void(const Json &)> &visit);
/// @p element with every item below it as @p change leaves it.
[[nodiscard]] Json withEachItem(const Json &element, const std::function<void(Json &)> &change);
/// Every linkId in @p element and below.
[[nodiscard]] QSet<QString> linkIdsIn(const Json &element);

/// True for words of their parent: help, prompt and unit texts are items of type display in FHIR.
[[nodiscard]] bool isWordsOfParent(const Json &item);

/// Sets a member, or takes it away where @p value is null.
void setOrRemove(Json &element, const QString &member, Json value);
/// Sets extension @p url of @p element to one with member @p valueMember, or takes every one of that name away where @p value is null.
void setExtension(Json &element, QStringView url, const QString &valueMember, Json value);

} // namespace sightline
