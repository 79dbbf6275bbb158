#include "core/sqlite/sqlite_error.h"

#include <sqlite3.h>

#include <functional>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {
constexpr int oldestSafeLibrary = 3051003;
}

ErrorCode errorCodeOf(int extendedCode)
{
    switch (extendedCode) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID: return ErrorCode::AlreadyExists;
    case SQLITE_CONSTRAINT_TRIGGER: return ErrorCode::NotAllowed;
    default: break;
    }
    switch (extendedCode & 0xff) {
    case SQLITE_FULL: return ErrorCode::StorageFull;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::StorageLocked;
    case SQLITE_NOTADB: return ErrorCode::WrongKey;
    case SQLITE_CORRUPT: return ErrorCode::Corrupt;
    case SQLITE_TOOBIG: return ErrorCode::TooLarge;
    case SQLITE_INTERRUPT: return ErrorCode::Cancelled;
    default: return ErrorCode::StorageFailure;
    }
}

Error sqliteError(int extendedCode, sqlite3 *db, QStringView doing)
{
    auto *watch = db ? static_cast<std::function<void()> *>(sqlite3_get_clientdata(db, damageWatch)) : nullptr;
    // Once the cipher has met a page whose seal is broken it gives nothing any more, and says so as if memory had run out.
    const bool isDamage = watch && ((extendedCode & 0xff) == SQLITE_CORRUPT || extendedCode == SQLITE_NOMEM);
    if (isDamage)
        (*watch)();
    const char *said = db ? sqlite3_errmsg(db) : sqlite3_errstr(extendedCode);
    return Error { isDamage ? ErrorCode::Corrupt : errorCodeOf(extendedCode),
                   u"%1 failed: %2 (SQLite code %3)."_s.arg(doing, QString::fromUtf8(said), QString::number(extendedCode)) };
}

bool isLibraryNewEnough() { return sqlite3_libversion_number() >= oldestSafeLibrary; }

} // namespace sightline
