#include "platform/linux/secret_service.h"

#include "core/base/digest.h"

#include <QFile>
#include <QStandardPaths>

#include <libsecret/secret.h>
#include <sodium.h>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <sys/file.h>
#include <unistd.h>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr SecretSchema schemaMatching(SecretSchemaFlags flags)
{
    return {
        "org.sightline.Key",
        flags,
        { { "name", SECRET_SCHEMA_ATTRIBUTE_STRING }, { nullptr, SECRET_SCHEMA_ATTRIBUTE_STRING } },
        0,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
        nullptr,
    };
}

/// A key is kept under this.
const SecretSchema *schema()
{
    static const SecretSchema ours = schemaMatching(SECRET_SCHEMA_NONE);
    return &ours;
}

/// And found by its own name alone: GNOME Keyring finds no schema's name in a keyring that is locked, so that nobody would be asked to
/// unlock it, and the key would seem not to be there.
const SecretSchema *byName()
{
    static const SecretSchema ours = schemaMatching(SECRET_SCHEMA_DONT_MATCH_NAME);
    return &ours;
}

/// A keyring that was started again has other sessions; what was agreed with the one before is good for nothing.
void beginAnew() { secret_service_disconnect(); }

struct FreeError {
    void operator()(GError *error) const { g_error_free(error); }
};

Error locked() { return { ErrorCode::NotAllowed, u"The system's keyring is locked. Unlock it and try again."_s }; }

Error failure(GError *raw)
{
    const std::unique_ptr<GError, FreeError> error(raw);
    const bool isRefused = g_error_matches(error.get(), SECRET_ERROR, SECRET_ERROR_IS_LOCKED);
    if (isRefused)
        return locked();
    return { ErrorCode::StorageFailure, u"The system's secret store does not answer. Start a keyring service, or give a passphrase with --key-file."_s };
}

/// What is called @p name, locked or not, without what is secret of it.
GList *itemsCalled(const QString &name, GError **error)
{
    return secret_password_search_sync(byName(), SECRET_SEARCH_NONE, nullptr, error, "name", name.toUtf8().constData(), nullptr);
}

} // namespace

Result<std::optional<SecretBytes>> SecretService::read(const QString &name)
{
    beginAnew();
    GError *error = nullptr;
    // Held in libsecret's locked memory until it is freed.
    gchar *found = secret_password_lookup_sync(byName(), nullptr, &error, "name", name.toUtf8().constData(), nullptr);
    if (error)
        return failure(error);
    if (!found) {
        // A keyring that stays locked, because nobody could or would unlock it, looks like one without this key; only a search tells them apart.
        GList *items = itemsCalled(name, &error);
        const bool isThere = items != nullptr;
        g_list_free_full(items, g_object_unref);
        if (error)
            return failure(error);
        return isThere ? Result<std::optional<SecretBytes>>(locked()) : std::optional<SecretBytes> {};
    }
    const std::size_t length = std::strlen(found);
    SecretBytes decoded(length);
    std::size_t size = 0;
    const int failed = sodium_base642bin(decoded.data(), decoded.size(), found, length, nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL);
    secret_password_free(found);
    if (failed)
        return Error { ErrorCode::Corrupt, u"What the system's secret store keeps for Sightline is not what was given to it."_s };
    return std::optional<SecretBytes>(SecretBytes::copyOf(decoded.view().first(static_cast<qsizetype>(size))));
}

Result<void> SecretService::write(const QString &name, const SecretBytes &secret)
{
    beginAnew();
    GError *error = nullptr;
    SecretBytes encoded(sodium_base64_encoded_len(secret.size(), sodium_base64_VARIANT_ORIGINAL));
    auto *text = reinterpret_cast<char *>(encoded.data());
    sodium_bin2base64(text, encoded.size(), secret.data(), secret.size(), sodium_base64_VARIANT_ORIGINAL);
    secret_password_store_sync(schema(), SECRET_COLLECTION_DEFAULT, "Sightline", text, nullptr, &error, "name", name.toUtf8().constData(), nullptr);
    if (error)
        return failure(error);
    return {};
}

Result<void> SecretService::remove(const QString &name)
{
    beginAnew();
    GError *error = nullptr;
    secret_password_clear_sync(byName(), nullptr, &error, "name", name.toUtf8().constData(), nullptr);
    if (error)
        return failure(error);
    return {};
}

Result<std::shared_ptr<void>> SecretService::hold(const QString &name)
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    const QString path = u"%1/sightline-%2.lock"_s.arg(folder, toHex(sha256(name.toUtf8())).left(16));
    const int file = ::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    int taken = file < 0 ? -1 : ::flock(file, LOCK_EX);
    while (taken != 0 && file >= 0 && errno == EINTR)
        taken = ::flock(file, LOCK_EX);
    if (taken == 0)
        return std::shared_ptr<void>(nullptr, [file](void *) { ::close(file); });
    if (file >= 0)
        ::close(file);
    return Error { ErrorCode::StorageFailure,
                   u"The session has no folder of its own (%1), so the secret store cannot be used by one program at a time."_s.arg(folder) };
}

} // namespace sightline
