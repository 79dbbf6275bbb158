#pragma once

#include "core/base/json.h"
#include "core/base/secret_bytes.h"

#include <QMap>

#include <optional>

namespace sightline::hub {

/// Which claim says something, and what each of its values means here.
struct ClaimMap {
    QString claim;                    ///< empty: nothing is read
    QMap<QString, QString> means;     ///< value of the claim → role, team or person
};

/// How a council's own sign-in (OpenID Connect) is asked, from a file beside the hub's keys (OPERATING.md section 10).
struct ProviderSettings {
    QString name;                     ///< as people call it: "Council account"
    QString issuer;                   ///< exactly as its tokens say
    QString clientId;
    SecretBytes clientSecret;         ///< empty: a public client, by PKCE alone
    QStringList scopes { QStringLiteral("openid"), QStringLiteral("profile") };
    QString prompt = QStringLiteral("login");   ///< so that nobody joins by the sign-in somebody else left open; "" leaves it to the provider
    ClaimMap person;                  ///< who it is: the person's id itself where `means` does not say otherwise, without regard to case
    bool personBeforeAt = false;      ///< of "ab@council.example" only "ab"
    ClaimMap roles;                   ///< empty claim: the council's own table alone says
    ClaimMap teams;                   ///< likewise
    QString help;                     ///< whom to ask, a sentence for people
    QString caFile;                   ///< PEM; empty: the system's
    QString proxy;                    ///< empty: none
};

/// Is @p url one that the hub may ask? https, or http on this machine.
[[nodiscard]] bool mayAsk(const QString &url);

/// None: there is no such file. Errors: NotAllowed (others may read it), InvalidInput (naming the member that is wrong), StorageFailure.
[[nodiscard]] Result<std::optional<ProviderSettings>> readProviderSettings(const QString &path);

} // namespace sightline::hub
