#include "sync/protocol/recovery.h"

#include "core/base/digest.h"

namespace sightline::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype recoveryCheckBytes = 4;
constexpr qsizetype recoveryTextMax = 4096;
constexpr qsizetype idBytes = 16;
constexpr qsizetype answerKeyBytes = 32;
const QString requestMark = u"SLQ1-"_s;
const QString answerMark = u"SLA1-"_s;

QString lineOf(const QString &mark, const QByteArray &bytes)
{
    const QByteArray check = sha256(mark.toLatin1() + bytes).first(recoveryCheckBytes);
    return mark + QString::fromLatin1((bytes + check).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

Result<QByteArray> bytesOf(const QString &mark, const QString &text, qsizetype size, const QString &what)
{
    QString plain = text.left(recoveryTextMax);
    plain.removeIf([](QChar c) { return c.isSpace(); });
    const auto read = plain.startsWith(mark)
        ? QByteArray::fromBase64Encoding(plain.mid(mark.size()).toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors)
        : QByteArray::FromBase64Result {};
    const QByteArray bytes = read.decoded.left(size);
    if (!read || read.decoded.size() != size + recoveryCheckBytes || sha256(mark.toLatin1() + bytes).first(recoveryCheckBytes) != read.decoded.mid(size))
        return Error { ErrorCode::InvalidInput, u"That is not a whole %1: copy all of the line that begins with %2"_s.arg(what, mark) };
    return bytes;
}

} // namespace

QString recoveryRequestText(const RecoveryRequest &request) { return lineOf(requestMark, request.installation.toBytes() + request.box + request.answerKey); }

Result<RecoveryRequest> recoveryRequestFrom(const QString &text)
{
    const auto bytes = bytesOf(requestMark, text, idBytes + recoveryBoxBytes + answerKeyBytes, u"request of a device"_s);
    if (!bytes)
        return bytes.error();
    const auto installation = InstallationId::fromBytes(bytes->left(idBytes));
    if (!installation)
        return installation.error();
    return RecoveryRequest { *installation, bytes->mid(idBytes, recoveryBoxBytes), bytes->mid(idBytes + recoveryBoxBytes) };
}

QString recoveryAnswerText(const QByteArray &sealed) { return lineOf(answerMark, sealed); }

Result<QByteArray> recoveryAnswerFrom(const QString &text) { return bytesOf(answerMark, text, recoveryAnswerBytes, u"answer of the council"_s); }

} // namespace sightline::wire
