#pragma once

#include "sync/hub/files/chunk_store.h"

#include <QList>

namespace sightline::hub {

/// A page of what lies in a bucket under a prefix.
struct S3List {
    QList<ListedChunk> chunks;   ///< names without the prefix
    QString next;                ///< asks for the page behind this one; empty: it is the last
};

/// Reads an S3-compatible store's answer to "list-type=2". All of it or nothing: half a list would have a sweep take for whole what it has
/// not seen. Errors: StorageFailure (no such list; a name that is not under @p prefix, a time or a size that is none; more to come and no
/// word of where). Pure; thread: any.
[[nodiscard]] Result<S3List> readS3List(const QByteArray &xml, const QString &prefix);

/// The store's own name for what is wrong ("NoSuchKey"): letters, at most 64; empty where it says none. Pure; thread: any.
[[nodiscard]] QString s3ErrorCode(const QByteArray &xml);

} // namespace sightline::hub
