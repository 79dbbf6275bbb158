#include "sync/hub/auth/provider_web.h"

#include "sync/hub/auth/provider_settings.h"

#include <curl/curl.h>

#include <QFile>

#include <algorithm>
#include <memory>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr long providerConnectMs = 5'000;
constexpr long providerWholeMs = 10'000;
constexpr qsizetype providerAnswerBytesMax = 256 * 1024;   // a set of keys with certificates is some 20 KB

bool startCurl()
{
    static const bool isStarted = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return isStarted;
}

std::size_t takeAnswer(char *data, std::size_t size, std::size_t count, void *into)
{
    auto &body = *static_cast<QByteArray *>(into);
    const std::size_t bytes = size * count;
    if (body.size() + static_cast<qsizetype>(bytes) > providerAnswerBytesMax)
        return 0;   // then libcurl ends the transfer
    body.append(data, static_cast<qsizetype>(bytes));
    return bytes;
}

Error noAnswer(const QString &why) { return { ErrorCode::HubUnreachable, u"The council's sign-in does not answer the hub: %1."_s.arg(why) }; }

} // namespace

Result<WebAnswered> CurlProviderWeb::ask(const WebAsked &asked)
{
    if (!mayAsk(asked.url))
        return noAnswer(u"an address of its is not https"_s);
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(startCurl() ? curl_easy_init() : nullptr, &curl_easy_cleanup);
    if (!curl)
        return noAnswer(u"libcurl does not start"_s);
    WebAnswered answered;
    const QByteArray url = asked.url.toUtf8();
    const QByteArray ca = QFile::encodeName(m_caFile);
    const QByteArray proxy = m_proxy.toUtf8();
    const QByteArray user = asked.user.toUtf8();
    SecretBytes password(asked.password ? asked.password->size() + 1 : 1);   // ends with the zero that libcurl looks for
    if (asked.password)
        std::copy_n(asked.password->data(), asked.password->size(), password.data());
    const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(curl_slist_append(nullptr, "Accept: application/json"), &curl_slist_free_all);
    curl_easy_setopt(curl.get(), CURLOPT_URL, url.constData());
    curl_easy_setopt(curl.get(), CURLOPT_PROTOCOLS_STR, url.startsWith("http:") ? "http" : "https");
    curl_easy_setopt(curl.get(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(curl.get(), CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl.get(), CURLOPT_PROXY, proxy.constData());
    curl_easy_setopt(curl.get(), CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl.get(), CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, &takeAnswer);
    curl_easy_setopt(curl.get(), CURLOPT_WRITEDATA, &answered.body);
    curl_easy_setopt(curl.get(), CURLOPT_CONNECTTIMEOUT_MS, providerConnectMs);
    curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, providerWholeMs);
    if (!ca.isEmpty())
        curl_easy_setopt(curl.get(), CURLOPT_CAINFO, ca.constData());
    if (asked.password) {
        curl_easy_setopt(curl.get(), CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
        curl_easy_setopt(curl.get(), CURLOPT_USERNAME, user.constData());
        curl_easy_setopt(curl.get(), CURLOPT_PASSWORD, reinterpret_cast<const char *>(password.data()));
    }
    if (!asked.form.isEmpty()) {
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(asked.form.size()));
        curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, asked.form.constData());
    }
    const CURLcode code = curl_easy_perform(curl.get());
    if (code != CURLE_OK)
        return noAnswer(QString::fromLatin1(curl_easy_strerror(code)));
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answered.status);
    return answered;
}

} // namespace sightline::hub
