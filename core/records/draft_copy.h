#pragma once

#include "core/records/record.h"

#include <QSet>

#include <functional>

namespace sightline {

/// A form or step that is being written, as a record of type `draft` for its author alone, so that it can be gone on with on another of
/// their devices (sync.md B2a; PROTOCOL.md, "Drafts"). Its fields are the draft's answers, and what else its body says under one name.
namespace draft_copy {
/// No key of an answer and no member of a step is called so.
inline const QString head = QStringLiteral("$copy");
// Why a copy ends: reasons of its `void`, for programs.
inline const QString completed = QStringLiteral("completed");
inline const QString deleted = QStringLiteral("deleted");
inline const QString replaced = QStringLiteral("replaced");   ///< by another copy of the same draft, which goes on
} // namespace draft_copy

/// The fields of @p draft's copy.
[[nodiscard]] Json::Object copyFields(const RecordBody &draft);
/// The draft that @p fields are the copy of. Errors: Corrupt (also where it is of anything but a form or a step).
[[nodiscard]] Result<RecordBody> draftFromFields(const Json::Object &fields);

/// One draft, written on two devices.
struct MergedDraft {
    Json::Object fields;
    QStringList joined;   ///< keys of answers both had changed, so that both texts stand in one
    QStringList mine;     ///< keys both had changed and only one answer can stand: this device's does
};

/// What comes of a draft whose fields were @p agreed, are @p mine here and @p theirs on another device: what only one of them changed, as
/// it is there; rows and choices of both; both texts where both wrote (@p isText says of a key whether its answer is written words). Words
/// are never dropped: an emptied answer gives way to a changed one. @p disputed: keys of which @p mine was refused by the hub because
/// @p theirs was there already. Pure.
[[nodiscard]] MergedDraft mergeDrafts(const Json::Object &agreed, const Json::Object &mine, const Json::Object &theirs,
                                      const std::function<bool(const QString &)> &isText, const QSet<QString> &disputed = {});

} // namespace sightline
