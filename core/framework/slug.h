#pragma once

#include "core/base/id.h"

#include <QHash>
#include <QSet>
#include <QString>

namespace sightline {

/// Lower-case ASCII letters, digits and single hyphens, at most @p charactersMax, cut between words where possible:
/// "Children’s Rights Team" is "childrens-rights-team". "unnamed" when nothing of the text is left.
[[nodiscard]] QString slugOf(QStringView text, int charactersMax);

/// The slugs of one level, each given once.
class UniqueSlugs {
public:
    /// @p slug is somebody's already.
    void reserve(const QString &slug) { m_taken.insert(slug); }
    /// @p slug, or "slug-2", "slug-3" … where it is taken.
    [[nodiscard]] QString unique(const QString &slug);

private:
    QSet<QString> m_taken;
    QHash<QString, int> m_next;
};

/// A free id for a service that is called @p title.
[[nodiscard]] ServiceId serviceIdFor(QStringView title, UniqueSlugs &services);

/// The keys of one service's activities, each given once.
class ActivityKeys {
public:
    explicit ActivityKeys(ServiceId service) : m_service(std::move(service)) { }
    /// @p key is some activity's already.
    void reserve(const ActivityKey &key);
    /// A free key for an activity that is called @p what.
    [[nodiscard]] ActivityKey keyFor(QStringView what);

private:
    ServiceId m_service;
    UniqueSlugs m_slugs;
};

} // namespace sightline
