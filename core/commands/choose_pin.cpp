#include "core/commands/choose_pin.h"

#include "core/base/pin_rules.h"

namespace sightline {

using namespace Qt::StringLiterals;

Result<void> choosePin(Store &store, const QString &directory, const StoreCredentials &present, SecretBytes pin)
{
    if (const auto fit = checkNewPin(pin); !fit)
        return fit;
    KeyVault vault(directory);
    const auto standing = vault.standing(present);
    if (!standing)
        return standing.error();
    if (standing->opens == KeyStanding::Opens::ByPassphrase)
        return Error { ErrorCode::InvalidInput, u"A passphrase protects this store, which is stronger than a PIN. Nothing was changed."_s };
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto key = vault.read(present);
    if (!key)
        return key.error();
    StoreCredentials chosen;
    chosen.secretStore = present.secretStore;
    chosen.uptime = present.uptime;
    chosen.pinCost = present.pinCost;
    chosen.pin = std::move(pin);
    return vault.write(*key, chosen, RecoveryTo { enrolment->recoveryKey, enrolment->installation });
}

} // namespace sightline
