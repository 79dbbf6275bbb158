#pragma once

#include "core/schedule/compiled_activity.h"

#include <QHash>

namespace sightline {

/// What an edition may do to an activity or a service of the one before it.
enum class EditionChangeKind { Added, Removed, Moved, Renamed, Rhythm, Leads, For, Form, Words, ServiceRenamed, ServiceMoved };

/// "added", "removed", "moved", "renamed", "rhythm", "leads", "for", "form", "words", "service-renamed", "service-moved", as JSON has it.
[[nodiscard]] QString editionChangeName(EditionChangeKind kind);

/// One thing that is otherwise in the next edition.
struct EditionChange {
    EditionChangeKind kind = EditionChangeKind::Words;
    ActivityKey activity;    ///< empty for what happens to a service
    QString service;         ///< what people call it: in the next edition, or where it ends in the one before
    QString what;            ///< the activity likewise; empty for what happens to a service
    QString before;          ///< what holds until then, in words; empty for what begins
    QString after;           ///< what holds from then, in words; empty for what ends
    friend bool operator==(const EditionChange &, const EditionChange &) = default;
};

/// What changes between two editions, @p next with the keys it carries from @p before (carryKeys): in the order of the next edition, then
/// what ends, in the order of the one before. An activity may change in several ways, each said by itself; wording that means the same is
/// one change at the end of these. @p formTitles: what people call the forms; one that is not among them is named by its id.
/// Pure; any thread.
[[nodiscard]] QList<EditionChange> changesBetween(const CompiledFramework &before, const CompiledFramework &next,
                                                  const QHash<TemplateId, QString> &formTitles = {});

/// @p change as one sentence without its full stop: "Fostering, Supervision: once a month becomes every 6 weeks".
[[nodiscard]] QString sayChange(const EditionChange &change);

} // namespace sightline
