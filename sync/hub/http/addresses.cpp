#include "sync/hub/http/addresses.h"

#include "sync/protocol/files.h"

#include <array>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr auto anybody = "anybody"_L1;
constexpr auto aDevice = "a device's access token"_L1;

constexpr std::array rows {
    AddressRow { Address::Health, "/v1/health"_L1, "GET"_L1, anybody },
    AddressRow { Address::Time, "/v1/time"_L1, "GET"_L1, anybody },
    AddressRow { Address::Versions, "/v1/versions"_L1, "GET"_L1, anybody },
    AddressRow { Address::Enrol, "/v1/enrol"_L1, "POST"_L1, "whoever has a code"_L1 },
    AddressRow { Address::SignInWays, "/v1/sign-in"_L1, "GET"_L1, anybody },
    AddressRow { Address::SignInLocal, "/v1/sign-in/local"_L1, "POST"_L1, "whoever has an account of the hub's"_L1 },
    AddressRow { Address::SignInProvider, "/v1/sign-in/provider"_L1, "POST"_L1, "whoever the council's sign-in names"_L1 },
    AddressRow { Address::Refresh, "/v1/session/refresh"_L1, "POST"_L1, "whoever has the device's key"_L1 },
    AddressRow { Address::Sync, "/v1/sync"_L1, "POST"_L1, aDevice },
    AddressRow { Address::Digest, "/v1/digest"_L1, "POST"_L1, aDevice },
    AddressRow { Address::File, "/v1/files/*"_L1, "GET, PUT"_L1, aDevice },
    AddressRow { Address::Calendar, "/v1/calendar"_L1, "GET, POST, DELETE"_L1, aDevice },
    AddressRow { Address::CalendarFile, "/v1/calendar/*.ics"_L1, "GET"_L1, "whoever has that address"_L1 },
    AddressRow { Address::Contacts, "/v1/contacts"_L1, "GET"_L1, aDevice },
    AddressRow { Address::Events, "/v1/events"_L1, "POST"_L1, "an event source's token"_L1 },
};

} // namespace

std::span<const AddressRow> addressRows() { return rows; }

const AddressRow &rowOf(Address address)
{
    for (const AddressRow &row : rows) {
        if (row.address == address)
            return row;
    }
    Q_UNREACHABLE();
}

std::optional<Address> addressOf(QByteArrayView path)
{
    for (const AddressRow &row : rows) {
        const QByteArrayView pattern(row.path.data(), row.path.size());
        if (!pattern.contains('*') && path == pattern)
            return row.address;
    }
    if (wire::filePlaceFromPath(path))
        return Address::File;
    if (path.startsWith("/v1/calendar/") && path.endsWith(".ics"))
        return Address::CalendarFile;
    return std::nullopt;
}

bool takesMethod(const AddressRow &row, QByteArrayView method)
{
    for (const QByteArray &one : QByteArray(row.methods.data(), row.methods.size()).split(',')) {
        if (one.trimmed() == method)
            return true;
    }
    return false;
}

} // namespace sightline::hub
