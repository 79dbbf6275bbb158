#include "sync/hub/http/forwarded.h"

#include <boost/asio/ip/address.hpp>

namespace sightline::hub {

QByteArray plainAddress(const QByteArray &text)
{
    boost::system::error_code error;
    auto address = boost::asio::ip::make_address(text.trimmed().toStdString(), error);
    if (error)
        return {};
    if (address.is_v6() && address.to_v6().is_v4_mapped())
        address = boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, address.to_v6());
    return QByteArray::fromStdString(address.to_string());
}

QByteArray clientAddress(const QByteArray &peer, const QByteArray &forwardedFor, const QList<QByteArray> &trusted)
{
    if (!trusted.contains(peer))
        return peer;
    const QList<QByteArray> hops = forwardedFor.split(',');
    for (auto hop = hops.crbegin(); hop != hops.crend(); ++hop) {
        const QByteArray address = plainAddress(*hop);
        if (address.isEmpty())
            return peer;
        if (!trusted.contains(address))
            return address;
    }
    return peer;
}

} // namespace sightline::hub
