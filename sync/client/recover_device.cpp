#include "sync/client/recover_device.h"

#include "core/store/recover_store.h"
#include "sync/protocol/recovery.h"

#include <sodium.h>

namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {

QString recoverySecretName(const RecoveryWrap &wrap) { return u"sightline/recovery/"_s + wrap.installation.toString(); }

QByteArray publicHalf(const SecretBytes &secret)
{
    QByteArray key(crypto_box_PUBLICKEYBYTES, '\0');
    crypto_scalarmult_base(reinterpret_cast<unsigned char *>(key.data()), secret.data());
    return key;
}

} // namespace

Result<QString> askForRecovery(const QString &directory, SecretStore &secrets)
{
    const auto wrap = KeyVault(directory).recovery();
    if (!wrap)
        return wrap.error();
    const QString name = recoverySecretName(*wrap);
    auto kept = secrets.read(name);
    if (!kept)
        return kept.error();
    if (!*kept || (*kept)->size() != crypto_box_SECRETKEYBYTES) {
        *kept = SecretBytes::random(crypto_box_SECRETKEYBYTES);
        if (const auto written = secrets.write(name, **kept); !written)
            return written.error();
    }
    return wire::recoveryRequestText({ wrap->installation, wrap->box, publicHalf(**kept) });
}

Result<void> takeRecovery(const StoreDirectory &directory, const QString &answer, const StoreCredentials &credentials, const Clock &clock, RandomSource &random)
{
    const auto sealed = wire::recoveryAnswerFrom(answer);
    if (!sealed)
        return sealed.error();
    const auto wrap = KeyVault(directory.path()).recovery();
    if (!wrap)
        return wrap.error();
    if (!credentials.secretStore)
        return Error { ErrorCode::InvalidInput, u"The council's answer opens with what the system's secret store keeps, and there is none."_s };
    const QString name = recoverySecretName(*wrap);
    const auto secret = credentials.secretStore->read(name);
    if (!secret)
        return secret.error();
    if (!*secret || (*secret)->size() != crypto_box_SECRETKEYBYTES)
        return Error { ErrorCode::WrongKey, u"This device has not asked its council for anything. Ask first, then give the answer here."_s };
    const QByteArray publicKey = publicHalf(**secret);
    SecretBytes key(DatabaseKey::keyBytes);
    if (crypto_box_seal_open(key.data(), reinterpret_cast<const unsigned char *>(sealed->constData()), static_cast<unsigned long long>(sealed->size()),
                             reinterpret_cast<const unsigned char *>(publicKey.constData()), (*secret)->data())
        != 0)
        return Error { ErrorCode::WrongKey, u"This answer is for another device, or for an earlier request of this one. Nothing was changed."_s };
    if (const auto back = recoverStore(directory, std::move(key), credentials, clock, random); !back)
        return back;
    // Of no use any more; where it stays, it opens nothing.
    [[maybe_unused]] const auto removed = credentials.secretStore->remove(name);
    return {};
}

} // namespace sightline::sync
