#pragma once

#include "core/store/store.h"
#include "sync/client/http_transport.h"
#include "sync/client/hub_pins.h"

#include <mutex>

namespace sightline::sync {

/// The hub a device is joined to: where it is, and whose certificate is expected there.
struct KnownHub {
    QUrl url;
    QList<QByteArray> pins = {};   ///< as an invitation has them; none: any certificate that the system trusts
};

/// What the store says of its hub. Errors: NotEnrolled, InvalidInput and NotAllowed (hubUrlFromText), the database's. Thread: the store's.
[[nodiscard]] Result<KnownHub> knownHub(Store &store);

/// The pins of a program that runs on while its device joins anew. Thread: any.
class PresentPins {
public:
    explicit PresentPins(QList<QByteArray> pins) : m_pins(std::move(pins)) { }
    void set(QList<QByteArray> pins);
    [[nodiscard]] QList<QByteArray> get() const;

private:
    mutable std::mutex m_mutex;
    QList<QByteArray> m_pins;
};

/// Goes on where one of the certificates shown is one of @p pins; none: no check besides the system's.
[[nodiscard]] HttpTransport::PinCheck pinCheckOf(const QList<QByteArray> &pins);
[[nodiscard]] std::unique_ptr<HttpTransport> transportTo(const KnownHub &hub);
/// The same with whichever pins @p pins has when a connection is made.
[[nodiscard]] std::unique_ptr<HttpTransport> transportTo(const QUrl &hub, std::shared_ptr<const PresentPins> pins);

} // namespace sightline::sync
