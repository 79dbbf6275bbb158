#include "qml/app/rejoin_flow.h"

#include "qml/app/join_words.h"
#include "qml/bridge/on_worker.h"
#include "sync/client/enrol.h"
#include "sync/protocol/invitation.h"

#include <QScopeGuard>

namespace sightline {

RejoinFlow::RejoinFlow(StoreThread &store, SyncView &view, QUrl hub, std::shared_ptr<sync::PresentPins> pins)
    : m_store(store), m_view(view), m_hub(std::move(hub)), m_pins(std::move(pins))
{
    m_pool.setMaxThreadCount(1);
    connect(&view, &SyncView::joinAgainAsked, this, &RejoinFlow::join);
}

RejoinFlow::~RejoinFlow()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isGivenUp = true;
        if (m_open)
            m_open->cancel();
    }
    m_pool.waitForDone();
}

void RejoinFlow::join(const QString &code)
{
    if (m_view.isJoining())
        return;
    if (code.trimmed().isEmpty())
        return m_view.showJoining(false, codeMissing().text);
    // A whole invitation where a code is asked for: it may say of a certificate what this device has not known yet.
    const bool isInvited = wire::isInvitation(code);
    const TypedHub invited = isInvited ? hubFromTyping(code) : TypedHub { m_hub, {}, code.trimmed(), m_pins->get() };
    if (!invited.problem.text.isEmpty())
        return m_view.showJoining(false, invited.problem.text);
    const QString address = m_hub.toString(QUrl::StripTrailingSlash);
    if (invited.url.toString(QUrl::StripTrailingSlash) != address)
        return m_view.showJoining(false, anotherHubText(invited.url.host()));
    m_view.showJoining(true, {});
    const auto work = [this, address, invited]() -> std::shared_ptr<const sync::JoinEnd> {
        const auto reached = sync::transportTo({ invited.url, invited.pins });
        sync::HttpTransport &transport = *reached;
        {
            const std::lock_guard lock(m_mutex);
            m_open = &transport;
        }
        const auto letGo = qScopeGuard([this] {
            const std::lock_guard lock(m_mutex);
            m_open = nullptr;
        });
        const auto end = std::make_shared<sync::JoinEnd>();
        sync::ThreadedStore access(m_store);
        const auto joined = sync::enrolDevice(access, transport, address, invited.code, { &m_isGivenUp, &end->fault, invited.pins });
        if (joined)
            end->enrolment = *joined;
        else
            end->error = joined.error();
        end->isCodeUsed = !joined && (end->fault == sync::EnrolFault::Device || end->fault == sync::EnrolFault::OtherPersons);
        return end;
    };
    onWorker(
        this, work,
        [this, pins = invited.pins](const std::shared_ptr<const sync::JoinEnd> &end) {
            if (end->enrolment)
                m_pins->set(pins);
            else
                return m_view.showJoining(false, joinProblem(*end, m_hub.host()).text);
            m_view.showJoining(false, {});
            Q_EMIT rejoined();
        },
        &m_pool);
}

} // namespace sightline
