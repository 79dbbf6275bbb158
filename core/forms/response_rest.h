#pragma once

#include "core/base/json.h"

#include <QStringList>

namespace sightline {

/// What a FHIR response held and the form does not know: the field `$rest`, kept verbatim and written back where it
/// was. Internal to response.h. Shape: {root: {member: ...}, items: {key: {member: ...}},
/// answers: {"key@row": {of: value, members: {...}}}, unplaced: {base: [item ...]}, order: {base: [linkId ...]}}.
/// An item kept without members was there without an answer; its member `text` null says that it had no text.
class ResponseRest {
public:
    ResponseRest() = default;
    explicit ResponseRest(const Json &field);

    // Reading.
    void keepRoot(const Json &members);
    void keepItem(const QString &key, const Json &members);
    void keepAnswer(const QString &key, const QString &row, const Json &value, const Json &members);
    void keepUnplaced(const QString &base, const Json &item);
    /// Keeps that the items at @p base stood in the order @p linkIds, which is not the one they are written in.
    void keepOrder(const QString &base, const QStringList &linkIds);
    [[nodiscard]] const Json::Array &unplaced(const QString &base) const;
    /// The field; null if nothing is kept.
    [[nodiscard]] Json field() const;

    // Writing.
    void restoreRoot(Json &response) const;
    [[nodiscard]] bool hasItem(const QString &key) const { return m_items.contains(key); }
    void restoreItem(const QString &key, Json &item) const;
    void restoreAnswer(const QString &key, const QString &row, const Json &value, Json &answer) const;
    /// Adds what was unplaced at @p base to the @p items written there, and puts all in the order they had.
    void restoreItems(const QString &base, Json::Array &items) const;

private:
    Json m_root;
    Json::Object m_items;
    Json::Object m_answers;
    Json::Object m_unplaced;
    Json::Object m_order;
};

/// The members of @p original that are not in @p handled; of its extensions only those not called @p ownExtension. An
/// empty object if nothing is left.
[[nodiscard]] Json unhandledMembers(const Json &original, const QStringList &handled, QStringView ownExtension = {});

} // namespace sightline
