#include "sync/hub/auth/six_digits.h"

#include <liboath/oath.h>

#include <QUrl>

#include <array>
#include <cstdlib>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr int digitCount = 6;
constexpr std::size_t stepsToEitherSide = 1;

QString base32Of(const QByteArray &seed)
{
    char *text = nullptr;
    std::size_t length = 0;
    if (oath_base32_encode(seed.constData(), static_cast<std::size_t>(seed.size()), &text, &length) != OATH_OK)
        return {};
    QString out = QString::fromLatin1(text, static_cast<qsizetype>(length));
    std::free(text);
    while (out.endsWith(u'='))
        out.chop(1);
    return out;
}

} // namespace

QString seedText(const QByteArray &seed)
{
    const QString plain = base32Of(seed);
    QStringList groups;
    for (qsizetype i = 0; i < plain.size(); i += 4)
        groups.append(plain.mid(i, 4));
    return groups.join(u' ');
}

QString seedAddress(const QByteArray &seed, const QString &account, const QString &issuer)
{
    const auto escaped = [](const QString &text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
    return u"otpauth://totp/%1:%2?secret=%3&issuer=%1&digits=6&period=30"_s.arg(escaped(issuer), escaped(account), base32Of(seed));
}

std::optional<qint64> stepOfDigits(const QByteArray &seed, const QString &digits, qint64 atMs)
{
    const QByteArray typed = digits.toLatin1();
    if (typed.size() != digitCount)
        return std::nullopt;
    int place = 0;
    uint64_t step = 0;
    const int found = oath_totp_validate3(seed.constData(), static_cast<std::size_t>(seed.size()), static_cast<time_t>(atMs / 1000), sixDigitsStepSeconds, 0,
                                          stepsToEitherSide, &place, &step, typed.constData());
    return found >= 0 ? std::optional(static_cast<qint64>(step)) : std::nullopt;
}

QString digitsAt(const QByteArray &seed, qint64 atMs)
{
    std::array<char, digitCount + 1> digits {};
    const int failed = oath_totp_generate(seed.constData(), static_cast<std::size_t>(seed.size()), static_cast<time_t>(atMs / 1000), sixDigitsStepSeconds, 0,
                                          digitCount, digits.data());
    return failed == OATH_OK ? QString::fromLatin1(digits.data()) : QString();
}

} // namespace sightline::hub
