#pragma once

#include "core/base/json.h"

#include <QSet>

namespace sightline {

/// What a FHIR response held and the form does not know: the field `$rest`, kept verbatim and written back where it
/// was. Internal to response.h. Shape: {root: {member: ...}, items: {key: {member: ...}},
/// answers: {"key@row": {of: value, members: {...}}}, unplaced: {base: [item ...]}}.
class ResponseRest {
public:
    ResponseRest() = default;
    explicit ResponseRest(const Json &field) : m_field(field) { }

    // Reading.
    void keepRoot(const Json &members);
    void keepItem(const QString &key, const Json &members);
    void keepAnswer(const QString &key, const QString &row, const Json &value, const Json &members);
    void keepUnplaced(const QString &base, const Json &item);
    [[nodiscard]] const Json &field() const { return m_field; }

    // Writing. Each notes what it put back.
    void restoreRoot(Json &response);
    bool hasItem(const QString &key) const { return m_field[QStringLiteral("items")].contains(key); }
    void restoreItem(const QString &key, Json &item);
    void restoreAnswer(const QString &key, const QString &row, const Json &value, Json &answer);
    void restoreUnplaced(const QString &base, Json::Array &items);
    /// True if everything kept has been put back; if not, the field travels as a whole.
    [[nodiscard]] bool isFullyRestored() const;

private:
    Json m_field;
    QSet<QString> m_restored;
};

/// The members of @p original that are not in @p handled; of its extensions only those that are not ours. An empty
/// object if nothing is left.
[[nodiscard]] Json unhandledMembers(const Json &original, const QStringList &handled);

} // namespace sightline
