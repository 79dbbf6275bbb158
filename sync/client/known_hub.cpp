#include "sync/client/known_hub.h"

#include <algorithm>

namespace sightline::sync {

Result<KnownHub> knownHub(Store &store)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto url = hubUrlFromText(enrolment->hubUrl);
    const auto pins = hubPins(store);
    if (!url || !pins)
        return url ? pins.error() : url.error();
    return KnownHub { *url, *pins };
}

HttpTransport::PinCheck pinCheckOf(const QList<QByteArray> &pins)
{
    if (pins.isEmpty())
        return {};
    return [pins](const QList<QByteArray> &shown) {
        return std::any_of(shown.cbegin(), shown.cend(), [&pins](const QByteArray &one) { return pins.contains(one); });
    };
}

void PresentPins::set(QList<QByteArray> pins)
{
    const std::lock_guard lock(m_mutex);
    m_pins = std::move(pins);
}

QList<QByteArray> PresentPins::get() const
{
    const std::lock_guard lock(m_mutex);
    return m_pins;
}

std::unique_ptr<HttpTransport> transportTo(const QUrl &hub, std::shared_ptr<const PresentPins> pins)
{
    return std::make_unique<HttpTransport>(hub, [pins = std::move(pins)](const QList<QByteArray> &shown) {
        const auto check = pinCheckOf(pins->get());
        return !check || check(shown);
    });
}

std::unique_ptr<HttpTransport> transportTo(const KnownHub &hub) { return std::make_unique<HttpTransport>(hub.url, pinCheckOf(hub.pins)); }

} // namespace sightline::sync
