#include "sync/hub/files/s3_chunks.h"

#include "core/base/digest.h"
#include "core/base/limits.h"
#include "sync/hub/files/chunk_seal.h"
#include "sync/hub/files/s3_answers.h"

#include <QFile>
#include <QUrl>

#include <curl/curl.h>
#include <sodium.h>

#include <algorithm>

#include <sys/stat.h>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr long connectTimeoutMs = 5'000;
constexpr long silenceSeconds = 20;       ///< without a byte either way
constexpr long wholeTimeoutMs = 60'000;   ///< a quarter of a megabyte, at 5 KB/s
/// An answer is one sealed chunk, or a page of 1,000 names.
constexpr qsizetype answerBytesMax = limits::fileChunkBytes + ChunkSeal::addedBytes + 1024 * 1024;
constexpr qint64 credentialsBytesMax = 4096;

/// What is told never holds an address's names or a header: only what happened and a status.
Error s3Failed(const QString &what) { return { ErrorCode::StorageFailure, u"The S3 store of the files %1."_s.arg(what) }; }

bool startLibrary()
{
    static const bool isStarted = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    return isStarted;
}

std::size_t takeBytes(char *data, std::size_t size, std::size_t count, void *into)
{
    auto &body = *static_cast<QByteArray *>(into);
    const std::size_t bytes = size * count;
    if (body.size() + static_cast<qsizetype>(bytes) > answerBytesMax)
        return 0;   // then libcurl ends the transfer
    body.append(data, static_cast<qsizetype>(bytes));
    return bytes;
}

} // namespace

struct S3Chunks::Asked {
    const char *method;
    QString address;
    QByteArray body = {};
};

struct S3Chunks::Answered {
    long status = 0;
    QByteArray body;
};

/// One connection's worth of libcurl, used by one request at a time.
struct S3Chunks::Handle {
    CURL *curl = curl_easy_init();
    Handle() = default;
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    ~Handle() { curl_easy_cleanup(curl); }
};

Result<S3Credentials> readS3Credentials(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return Error { ErrorCode::NotFound,
                       u"There are no credentials for the S3 store at \"%1\". Write access_key_id = … and secret_access_key = … there, mode 0600."_s.arg(
                           path) };
    struct stat status { };
    if (!file.open(QIODevice::ReadOnly) || ::fstat(file.handle(), &status) != 0)
        return Error { ErrorCode::StorageFailure, u"The credentials at \"%1\" cannot be read."_s.arg(path) };
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
        return Error { ErrorCode::NotAllowed, u"Others may read the credentials at \"%1\". Run: chmod 600 on it."_s.arg(path) };
    S3Credentials credentials;
    QByteArray text = file.read(credentialsBytesMax);
    for (QByteArrayView rest(text); !rest.isEmpty();) {   // views: no copy of the secret stays behind
        const qsizetype end = rest.indexOf('\n') < 0 ? rest.size() : rest.indexOf('\n');
        const QByteArrayView line = rest.first(end);
        rest = rest.sliced(std::min(end + 1, rest.size()));
        const qsizetype equals = line.indexOf('=');
        if (equals < 0)
            continue;
        QByteArrayView name = line.first(equals).trimmed();
        const QByteArrayView value = line.sliced(equals + 1).trimmed();
        if (name.startsWith("aws_"))
            name = name.sliced(4);
        if (name == "access_key_id")
            credentials.accessKeyId = QString::fromLatin1(value);
        else if (name == "secret_access_key")
            credentials.secretAccessKey = SecretBytes::copyOf(value);
    }
    sodium_memzero(text.data(), static_cast<std::size_t>(text.size()));
    if (credentials.accessKeyId.isEmpty() || credentials.secretAccessKey.isEmpty())
        return Error { ErrorCode::InvalidInput, u"The file at \"%1\" needs the lines access_key_id = … and secret_access_key = …"_s.arg(path) };
    return credentials;
}

S3Chunks::S3Chunks(FilePlace place, S3Credentials credentials) : m_place(std::move(place)), m_credentials(std::move(credentials)) { startLibrary(); }

S3Chunks::~S3Chunks() = default;

Result<S3Chunks::Answered> S3Chunks::ask(const Asked &asked)
{
    std::unique_ptr<Handle> handle;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_idle.empty()) {
            handle = std::move(m_idle.back());
            m_idle.pop_back();
        }
    }
    if (!handle)
        handle = std::make_unique<Handle>();
    CURL *curl = handle->curl;
    if (!curl)
        return s3Failed(u"cannot be asked: libcurl does not start"_s);
    curl_easy_reset(curl);   // options go, the connection stays

    Answered answered;
    const QByteArray address = asked.address.toLatin1();
    const QByteArray signing = "aws:amz:" + m_place.region.toLatin1() + ":s3";
    const QByteArray hash = "x-amz-content-sha256: " + toHex(sha256(asked.body)).toLatin1();
    const QByteArray ca = QFile::encodeName(m_place.caFile);
    const QByteArray user = m_credentials.accessKeyId.toLatin1();
    SecretBytes password(m_credentials.secretAccessKey.size() + 1);   // ends with the zero that libcurl looks for
    std::copy_n(m_credentials.secretAccessKey.data(), m_credentials.secretAccessKey.size(), password.data());
    // Nothing here that takes a header away ("Expect:"): libcurl 7.88 signs it all the same, and no store then agrees.
    curl_slist *headers = curl_slist_append(curl_slist_append(nullptr, hash.constData()), "Content-Type: application/octet-stream");

    curl_easy_setopt(curl, CURLOPT_URL, address.constData());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, address.startsWith("http:") ? "http" : "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");   // what the environment says of proxies is not for children's photographs
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(curl, CURLOPT_AWS_SIGV4, signing.constData());
    curl_easy_setopt(curl, CURLOPT_USERNAME, user.constData());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, reinterpret_cast<const char *>(password.data()));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, asked.method);
    if (!asked.body.isEmpty()) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(asked.body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, asked.body.constData());
    }
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &takeBytes);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answered.body);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, connectTimeoutMs);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, silenceSeconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, wholeTimeoutMs);
    if (!ca.isEmpty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, ca.constData());

    const CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answered.status);
    curl_slist_free_all(headers);
    if (code != CURLE_OK)
        return s3Failed(u"does not answer: %1"_s.arg(QString::fromLatin1(curl_easy_strerror(code))));
    const std::lock_guard lock(m_mutex);
    m_idle.push_back(std::move(handle));
    return answered;
}

namespace {

Error refused(long status, const QByteArray &body)
{
    const QString code = s3ErrorCode(body);
    const QString said = code.isEmpty() ? QString() : u" (%1)"_s.arg(code);
    const bool isFull = status == 507 || code == "QuotaExceeded"_L1;
    return { isFull ? ErrorCode::StorageFull : ErrorCode::StorageFailure, u"The S3 store of the files answered %1%2."_s.arg(status).arg(said) };
}

} // namespace

Result<void> S3Chunks::put(const QString &name, const QByteArray &bytes)
{
    const auto answered = ask({ "PUT", addressOf(name), bytes });
    if (!answered)
        return answered.error();
    return answered->status == 200 ? Result<void>() : refused(answered->status, answered->body);
}

Result<std::optional<QByteArray>> S3Chunks::get(const QString &name)
{
    const auto answered = ask({ "GET", addressOf(name) });
    if (!answered)
        return answered.error();
    if (answered->status == 200)
        return std::optional(answered->body);
    // A bucket that is not there is another matter than a name that is not.
    if (answered->status == 404 && s3ErrorCode(answered->body) == "NoSuchKey"_L1)
        return std::optional<QByteArray>();
    return refused(answered->status, answered->body);
}

Result<void> S3Chunks::remove(const QString &name)
{
    const auto answered = ask({ "DELETE", addressOf(name) });
    if (!answered)
        return answered.error();
    const bool isGone = answered->status == 204 || answered->status == 200 || (answered->status == 404 && s3ErrorCode(answered->body) == "NoSuchKey"_L1);
    return isGone ? Result<void>() : refused(answered->status, answered->body);
}

Result<void> S3Chunks::each(const std::function<Result<void>(const ListedChunk &)> &visit)
{
    const auto escaped = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    QString next;
    do {
        // In the order of their names, as the signature's rules ask: libcurl signs the query as it is written.
        QString query = next.isEmpty() ? u"?"_s : u"?continuation-token=%1&"_s.arg(escaped(next));
        query += u"list-type=2&max-keys=1000&prefix=%1"_s.arg(escaped(m_place.prefix));
        const auto answered = ask({ "GET", m_place.bucketUrl + (m_place.bucketUrl.count(u'/') > 2 ? QString() : u"/"_s) + query });
        if (!answered)
            return answered.error();
        if (answered->status != 200)
            return refused(answered->status, answered->body);
        const auto page = readS3List(answered->body, m_place.prefix);
        if (!page)
            return page.error();
        for (const ListedChunk &listed : page->chunks) {
            if (const auto visited = visit(listed); !visited)
                return visited;
        }
        if (!page->next.isEmpty() && page->next == next)
            return s3Failed(u"gives the same page of its list again and again"_s);
        next = page->next;
    } while (!next.isEmpty());
    return {};
}

} // namespace sightline::hub
