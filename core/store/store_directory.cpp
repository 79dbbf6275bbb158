#include "core/store/store_directory.h"

#include "core/store/durable_file.h"
#include "core/store/lost_key.h"
#include "core/store/mend_store.h"
#include "core/store/store_lock.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QStringList companions { u"-wal"_s, u"-shm"_s };

/// Puts @p database aside with its companions, under a name that ends in @p why and a number. Returns that name.
Result<QString> putAside(const QString &database, const QString &why)
{
    QString aside;
    for (int n = 1; aside.isEmpty() || QFile::exists(aside); ++n)
        aside = u"%1.%2-%3"_s.arg(database, why).arg(n);
    for (const QString &companion : companions) {
        if (QFile::exists(database + companion) && !QFile::rename(database + companion, aside + companion))
            return Error { ErrorCode::StorageFailure, u"A file of the store cannot be put aside: %1."_s.arg(database + companion) };
    }
    const auto renamed = renameDurably(database, aside);
    return renamed ? Result<QString>(aside) : renamed.error();
}

/// An unfinished database holds nothing yet and is made anew.
void removeUnfinished(const QString &path)
{
    for (const QString &companion : { QString(), u"-wal"_s, u"-shm"_s, u"-journal"_s })
        QFile::remove(path + companion);
}

QString mendedPath(const QString &database) { return database + u".mended"_s; }
/// There from the moment that a request found damage until the store has been mended.
QString noticePath(const QString &database) { return database + u".damage-noticed"_s; }

/// Puts a database that was mended in the place of the damaged one. The mended one is whole from the moment it has its name, and the
/// damaged one is not written to any more, so this may be cut off anywhere and begun again. Returns where the damaged one lies now.
Result<QString> takeMended(const QString &database)
{
    QString aside;
    if (QFile::exists(database)) {
        const auto put = putAside(database, u"damaged"_s);
        if (!put)
            return put;
        aside = *put;
    }
    if (const auto renamed = renameDurably(mendedPath(database), database); !renamed)
        return renamed.error();
    return aside;
}

/// Mends the damaged database @p damaged; what could be read is in its place afterwards, and is told of in it.
Result<void> mend(const ConnectionOptions &damaged, const Clock &clock, RandomSource &random)
{
    const QString unfinished = damaged.path + u".mending"_s;
    removeUnfinished(unfinished);
    const auto mended = mendStore({ .path = damaged.path, .key = damaged.key }, { .path = unfinished, .key = damaged.key }, clock, random);
    if (!mended) {
        removeUnfinished(unfinished);
        const bool isWhole = mended.error().code == ErrorCode::NotFound;
        if (isWhole)
            QFile::remove(noticePath(damaged.path));
        return isWhole ? Result<void>() : mended.error();
    }
    QFile::setPermissions(unfinished, QFile::ReadOwner | QFile::WriteOwner);
    if (const auto renamed = renameDurably(unfinished, mendedPath(damaged.path)); !renamed)
        return renamed;
    const auto aside = takeMended(damaged.path);
    if (!aside)
        return aside.error();
    QFile::remove(noticePath(damaged.path));
    // All of this person's own is in the new one, and what came from the hub comes again: the old one would only hold records that
    // this device may have to give up. Where something of hers could not be read, it stays for whoever can read more.
    if (mended->isOwnWorkWhole)
        removeUnfinished(*aside);
    return {};
}

/// assurance.md B2: without a secret store of the system the passphrase is all that keeps the data.
constexpr qsizetype passphraseCharactersMin = 12;

/// Of UTF-8: the bytes that begin one.
qsizetype charactersIn(const SecretBytes &words)
{
    const QByteArrayView bytes = words.view();
    return std::count_if(bytes.begin(), bytes.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; });
}

} // namespace

QString StoreDirectory::databasePath() const { return QDir(m_path).filePath(u"store.db"_s); }

bool StoreDirectory::exists() const { return KeyVault(m_path).exists(); }

Result<void> StoreDirectory::provision(const StoreCredentials &credentials, const Clock &clock, RandomSource &random)
{
    if (credentials.passphrase.isEmpty() && !credentials.secretStore)
        return Error { ErrorCode::InvalidInput, u"A store needs a passphrase, or a system that keeps secrets; neither was given."_s };
    // Of a new one alone: nobody is kept from a store they have.
    if (const qsizetype has = charactersIn(credentials.passphrase); !credentials.passphrase.isEmpty() && has < passphraseCharactersMin)
        return Error { ErrorCode::InvalidInput,
                       u"The passphrase has %1 characters, and a new store needs %2 or more. Nothing was made."_s.arg(has).arg(passphraseCharactersMin) };
    if (const auto made = makePrivateDirectory(m_path); !made)
        return made.error();
    const auto lock = StoreLock::take(m_path);
    if (!lock)
        return lock.error();
    if (exists())
        return Error { ErrorCode::AlreadyExists, u"There is a store in this folder already."_s };
    if (QFile::exists(databasePath())) {
        if (const auto aside = putAside(databasePath(), u"without-key"_s); !aside)
            return aside.error();
    }
    const QString unfinished = databasePath() + u".new"_s;
    removeUnfinished(unfinished);
    const DatabaseKey key = DatabaseKey::random();
    {
        const auto store = Store::open({ .path = unfinished, .key = &key }, clock, random);
        if (!store)
            return store.error();
        if (const auto moved = (*store)->db().checkpoint(); !moved)
            return moved.error();
    }
    QFile::setPermissions(unfinished, QFile::ReadOwner | QFile::WriteOwner);
    // A database without a key header is known by it for one that holds nothing, not for one whose key was lost.
    const QString notice = setUpNoticePath(databasePath());
    if (const auto noted = writeDurably(notice, {}); !noted)
        return noted.error();
    if (const auto renamed = renameDurably(unfinished, databasePath()); !renamed)
        return renamed.error();
    const auto written = KeyVault(m_path).write(key, credentials);
    if (written)
        QFile::remove(notice);
    return written;
}

Result<std::unique_ptr<Store>> StoreDirectory::open(const StoreCredentials &credentials, const Clock &clock, RandomSource &random) const
{
    if (!exists())
        return Error { ErrorCode::NotFound, u"There is no Sightline store in %1."_s.arg(m_path) };
    auto lock = StoreLock::take(m_path);   // before the passphrase is stretched: a second program hears at once
    if (!lock)
        return lock.error();
    auto key = KeyVault(m_path).read(credentials);
    if (!key)
        return key.error();
    QFile::remove(setUpNoticePath(databasePath()));   // its making was cut off behind the key header: it is whole
    // What a mending that was cut off was making: of no use, and made anew.
    for (const QString &part : { QString(), u".copy"_s, u".blank"_s })
        removeUnfinished(databasePath() + u".mending"_s + part);
    if (QFile::exists(mendedPath(databasePath()))) {   // a power cut came between
        if (const auto taken = takeMended(databasePath()); !taken)
            return taken.error();
    }
    if (!QFile::exists(databasePath()))
        return Error { ErrorCode::Corrupt, u"The database of this store is missing: %1. Bring it back from a backup of this folder."_s.arg(databasePath()) };
    const ConnectionOptions database { .path = databasePath(), .key = &*key, .mode = OpenMode::ReadWrite };
    const auto isDamage = [](const Error &error) { return error.code == ErrorCode::Corrupt || error.code == ErrorCode::WrongKey; };
    const bool isNoticed = QFile::exists(noticePath(database.path));
    auto store = isNoticed ? Result<std::unique_ptr<Store>>(Error { ErrorCode::Corrupt, {} }) : Store::open(database, clock, random);
    if (!store && isDamage(store.error())) {
        const auto mended = mend(database, clock, random);
        // What cannot be mended now (a full disk) may still be of use as it is.
        if (mended || isNoticed)
            store = Store::open(database, clock, random);
    }
    // The key was proven by its header: what it does not open is no longer what it locked.
    if (!store && isDamage(store.error()))
        return Error { ErrorCode::Corrupt,
                       u"The database of this store is damaged and could not be mended; it was left as it is: %1. Keep this folder: %2"_s.arg(
                           databasePath(), store.error().detail) };
    if (store) {
        (*store)->holdUntilClosed(std::shared_ptr<StoreLock>(std::move(lock).value()));
        // Damage that shows only later is mended before the next transaction, or at the next start. Where neither the notice nor a mended
        // file can be written (a full disk), it is found again then.
        const auto kept = std::make_shared<const DatabaseKey>(std::move(key).value());
        const QString path = database.path;
        (*store)->mendWith(
            [kept, path, &clock, &random] {
                const ConnectionOptions again { .path = path, .key = &*kept, .mode = OpenMode::ReadWrite };
                [[maybe_unused]] const auto mended = mend(again, clock, random);
                return again;
            },
            [path] { [[maybe_unused]] const auto noted = writeDurably(noticePath(path), {}); });
    }
    return store;
}

} // namespace sightline
