#include "platform/network/system_connection_cost.h"

#include <QNetworkInformation>
#include <QObject>

namespace sightline {

namespace {

class SystemConnectionCost : public ConnectionCost {
public:
    SystemConnectionCost()
    {
        if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Metered))
            return;
        m_network = QNetworkInformation::instance();
        QObject::connect(m_network, &QNetworkInformation::isMeteredChanged, &m_here, [this] {
            if (changed)
                changed();
        });
    }
    [[nodiscard]] bool isKnown() const override { return m_network != nullptr; }
    [[nodiscard]] bool isMetered() const override { return m_network && m_network->isMetered(); }

private:
    QNetworkInformation *m_network = nullptr;
    QObject m_here;   // the connection goes with it
};

} // namespace

std::unique_ptr<ConnectionCost> systemConnectionCost() { return std::make_unique<SystemConnectionCost>(); }

} // namespace sightline
