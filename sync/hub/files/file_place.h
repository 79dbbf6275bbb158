#pragma once

#include "core/base/result.h"

#include <QString>

namespace sightline::hub {

/// Where files lie, as an operator writes it: "database", "directory:/PATH", or "s3:https://HOST/BUCKET?region=NAME&prefix=FOLDER/&ca=FILE".
/// Holds no secret: it is kept in the database and shown.
struct FilePlace {
    enum class Kind { Database, Directory, S3 };
    Kind kind = Kind::Database;
    QString directory = {};   ///< absolute
    QString bucketUrl = {};   ///< without a slash at its end
    QString region = {};
    QString prefix = {};      ///< before each name; empty, or ends with a slash
    QString caFile = {};      ///< PEM of the authority that signed the server's certificate; empty: those that the machine trusts
};

/// Errors: InvalidInput, with what is wrong: a relative path, http to another machine, a password in the address, characters that
/// need escaping in a bucket's or folder's name.
[[nodiscard]] Result<FilePlace> filePlaceFromText(const QString &text);

} // namespace sightline::hub
