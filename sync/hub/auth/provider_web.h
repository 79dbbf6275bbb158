#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"

#include <QByteArray>
#include <QString>

namespace sightline::hub {

/// One question to the council's sign-in.
struct WebAsked {
    QString url;
    QByteArray form = {};              ///< x-www-form-urlencoded; empty: GET
    QString user = {};                 ///< with `password`: HTTP Basic
    const SecretBytes *password = nullptr;
};

struct WebAnswered {
    long status = 0;
    QByteArray body;
};

/// How the hub asks the council's sign-in. Another in tests of what a hostile one might say. Thread: any, several at once.
class ProviderWeb {
public:
    virtual ~ProviderWeb() = default;
    /// Errors: HubUnreachable (no whole answer in time, or nobody who proves to be whom the address names). Names no address.
    [[nodiscard]] virtual Result<WebAnswered> ask(const WebAsked &asked) = 0;
};

/// Over https by libcurl: no redirects, no cookies, bounded in bytes and time.
class CurlProviderWeb final : public ProviderWeb {
public:
    /// @p caFile PEM, empty: the system's; @p proxy empty: none, whatever the environment says.
    CurlProviderWeb(QString caFile, QString proxy) : m_caFile(std::move(caFile)), m_proxy(std::move(proxy)) { }
    [[nodiscard]] Result<WebAnswered> ask(const WebAsked &asked) override;

private:
    QString m_caFile;
    QString m_proxy;
};

} // namespace sightline::hub
