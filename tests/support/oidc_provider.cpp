#include "tests/support/oidc_provider.h"

#include <QProcess>

namespace sightline::support {

using namespace Qt::StringLiterals;

OidcProvider::OidcProvider()
{
    // It warns that it is no product's.
    if (!m_server.start({ "node", SIGHTLINE_OIDC_PROVIDER_SCRIPT, SIGHTLINE_OIDC_PROVIDER }, PipedServer::Complaints::Hidden))
        complaint = u"there is no pipe for the provider"_s;
    else if (port() == 0)
        complaint = u"oidc-provider does not start: platform/setup --tests installs node, platform/third_party/fetch-npm fetches it"_s;
}

QString OidcProvider::signIn(const QString &address, const QString &login)
{
    QProcess walk;
    walk.start(u"node"_s, { QStringLiteral(SIGHTLINE_OIDC_WALK_SCRIPT), address, login });
    static constexpr int wholeMs = 60'000;
    if (!walk.waitForFinished(wholeMs) || walk.exitCode() != 0)
        complaint = QString::fromUtf8(walk.readAllStandardError());
    return QString::fromUtf8(walk.readAllStandardOutput()).trimmed();
}

bool OidcProvider::beginSignIn(const QString &address, const QString &login)
{
    return QProcess::startDetached(u"node"_s, { QStringLiteral(SIGHTLINE_OIDC_WALK_SCRIPT), address, login, u"back"_s });
}

} // namespace sightline::support
