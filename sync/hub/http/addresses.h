#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>

#include <optional>
#include <span>

namespace sightline::hub {

/// What the hub answers at. An address that is not among these does not exist, and each is a row of POLICY.md.
enum class Address {
    Health,
    Time,
    Versions,
    Enrol,
    SignInWays,
    SignInLocal,
    SignInProvider,
    Refresh,
    Sync,
    Digest,
    File,
    Calendar,
    CalendarFile,
    Contacts,
    Events
};

/// A row of POLICY.md's routes.
struct AddressRow {
    Address address;
    QLatin1StringView path;      ///< "*" stands for what differs
    QLatin1StringView methods;   ///< "GET, PUT"
    QLatin1StringView whom;      ///< for whom it is
};

[[nodiscard]] std::span<const AddressRow> addressRows();
[[nodiscard]] const AddressRow &rowOf(Address address);

/// The address that @p path is; none: there is nothing there. Thread: any.
[[nodiscard]] std::optional<Address> addressOf(QByteArrayView path);
/// Whether @p method is one of the row's.
[[nodiscard]] bool takesMethod(const AddressRow &row, QByteArrayView method);

} // namespace sightline::hub
