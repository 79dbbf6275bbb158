#include "core/base/digest.h"
#include "sync/protocol/messages.h"

#include <QtEndian>

namespace sightline::wire {

namespace {

struct Halves {
    quint64 high;
    quint64 low;
};

Halves halvesOf(const QByteArray &digest)
{
    Q_ASSERT(digest.size() == 16);
    return { qFromBigEndian<quint64>(digest.constData()), qFromBigEndian<quint64>(digest.constData() + 8) };
}

QByteArray digestOf(Halves halves)
{
    QByteArray out(16, Qt::Uninitialized);
    qToBigEndian(halves.high, out.data());
    qToBigEndian(halves.low, out.data() + 8);
    return out;
}

} // namespace

QByteArray digestContribution(const QString &scope, const RecordId &record, qint64 rev, const QByteArray &hash)
{
    QByteArray text = scope.toUtf8();
    text.append('\0');
    text.append(record.toBytes());
    QByteArray number(8, Qt::Uninitialized);
    qToBigEndian(rev, number.data());
    text.append(number).append(hash);
    return sha256(text).left(16);
}

QByteArray addDigests(const QByteArray &a, const QByteArray &b)
{
    const Halves x = halvesOf(a);
    const Halves y = halvesOf(b);
    const quint64 low = x.low + y.low;
    const quint64 carry = low < x.low ? 1 : 0;
    return digestOf({ x.high + y.high + carry, low });
}

QByteArray subtractDigests(const QByteArray &a, const QByteArray &b)
{
    const Halves x = halvesOf(a);
    const Halves y = halvesOf(b);
    const quint64 borrow = x.low < y.low ? 1 : 0;
    return digestOf({ x.high - y.high - borrow, x.low - y.low });
}

QByteArray emptyDigest() { return QByteArray(16, '\0'); }

} // namespace sightline::wire
