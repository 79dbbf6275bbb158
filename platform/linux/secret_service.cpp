#include "platform/linux/secret_service.h"

#include <libsecret/secret.h>

#include <memory>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const SecretSchema *schema()
{
    static const SecretSchema ours = {
        "org.sightline.Key",
        SECRET_SCHEMA_NONE,
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
    return &ours;
}

struct FreeError {
    void operator()(GError *error) const { g_error_free(error); }
};

Error failure(GError *raw)
{
    const std::unique_ptr<GError, FreeError> error(raw);
    const bool isRefused = g_error_matches(error.get(), SECRET_ERROR, SECRET_ERROR_IS_LOCKED);
    if (isRefused)
        return { ErrorCode::NotAllowed, u"The system's keyring is locked. Unlock it and try again."_s };
    return { ErrorCode::StorageFailure, u"The system's secret store does not answer. Start a keyring service, or give a passphrase with --key-file."_s };
}

} // namespace

Result<std::optional<SecretBytes>> SecretService::read(const QString &name)
{
    GError *error = nullptr;
    // Held in libsecret's locked memory until it is freed.
    gchar *found = secret_password_lookup_sync(schema(), nullptr, &error, "name", name.toUtf8().constData(), nullptr);
    if (error)
        return failure(error);
    if (!found)
        return std::optional<SecretBytes> {};
    QByteArray decoded = QByteArray::fromBase64(found);
    secret_password_free(found);
    SecretBytes secret = SecretBytes::copyOf(decoded);
    decoded.fill('\0');
    return std::optional<SecretBytes>(std::move(secret));
}

Result<void> SecretService::write(const QString &name, const SecretBytes &secret)
{
    GError *error = nullptr;
    QByteArray encoded = QByteArray::fromRawData(secret.view().data(), secret.view().size()).toBase64();
    secret_password_store_sync(schema(), SECRET_COLLECTION_DEFAULT, "Sightline", encoded.constData(), nullptr, &error, "name", name.toUtf8().constData(),
                               nullptr);
    encoded.fill('\0');
    if (error)
        return failure(error);
    return {};
}

Result<void> SecretService::remove(const QString &name)
{
    GError *error = nullptr;
    secret_password_clear_sync(schema(), nullptr, &error, "name", name.toUtf8().constData(), nullptr);
    if (error)
        return failure(error);
    return {};
}

} // namespace sightline
