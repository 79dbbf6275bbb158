#include "core/store/recover_store.h"

#include "core/store/store_lock.h"

namespace sightline {

using namespace Qt::StringLiterals;

Result<void> recoverStore(const StoreDirectory &directory, SecretBytes key, const StoreCredentials &credentials, const Clock &clock, RandomSource &random)
{
    KeyVault vault(directory.path());
    const auto recovered = vault.recovered(std::move(key));
    if (!recovered)
        return recovered.error();
    const auto lock = StoreLock::take(directory.path());
    if (!lock)
        return lock.error();
    {
        const auto store = Store::open({ .path = directory.databasePath(), .key = &*recovered, .mode = OpenMode::ReadWrite }, clock, random);
        if (!store)
            return store.error().code == ErrorCode::Corrupt ? Error { ErrorCode::WrongKey, u"That answer is not for this device. Nothing was changed."_s }
                                                            : store.error();
    }
    return vault.write(*recovered, credentials);
}

} // namespace sightline
