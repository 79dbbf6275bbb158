#pragma once

#include "tests/support/piped_server.h"

#include <QString>

namespace sightline::support {

/// A certified OpenID Connect provider of somebody else's writing (platform/third_party/fetch-npm; oidc_provider.mjs), on loopback for as long as
/// this is here. Whoever signs in is the login they type, "name+group+group"; claim "employee" is the name, "groups" the groups.
class OidcProvider {
public:
    OidcProvider();

    /// 0: it could not be started, and `complaint` says why.
    [[nodiscard]] quint16 port() const { return m_server.port(); }
    [[nodiscard]] QString issuer() const { return QStringLiteral("http://127.0.0.1:%1").arg(port()); }
    /// Goes to @p address as a browser would, over HTTP, signs in as @p login and agrees: where the browser is sent back to. Empty: nowhere, and
    /// `complaint` says why.
    [[nodiscard]] QString signIn(const QString &address, const QString &login);

    /// The same, to the end, without waiting for it: the browser goes back to where it is sent. False: node cannot be started.
    static bool beginSignIn(const QString &address, const QString &login);

    QString complaint;

private:
    PipedServer m_server;
};

} // namespace sightline::support
