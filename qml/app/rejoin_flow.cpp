#include "qml/app/rejoin_flow.h"

#include "qml/app/join_words.h"
#include "qml/bridge/on_worker.h"
#include "sync/client/enrol.h"
#include "sync/client/http_transport.h"

#include <QScopeGuard>

namespace sightline {

RejoinFlow::RejoinFlow(StoreThread &store, SyncView &view, QUrl hub) : m_store(store), m_view(view), m_hub(std::move(hub))
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
    m_view.showJoining(true, {});
    const QString address = m_hub.toString(QUrl::StripTrailingSlash);
    const auto work = [this, address, code = code.trimmed()]() -> std::shared_ptr<const sync::JoinEnd> {
        sync::HttpTransport transport(m_hub);
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
        const auto joined = sync::enrolDevice(access, transport, address, code, { &m_isGivenUp, &end->fault });
        if (joined)
            end->enrolment = *joined;
        else
            end->error = joined.error();
        end->isCodeUsed = !joined && (end->fault == sync::EnrolFault::Device || end->fault == sync::EnrolFault::OtherPersons);
        return end;
    };
    onWorker(
        this, work,
        [this](const std::shared_ptr<const sync::JoinEnd> &end) {
            if (!end->enrolment)
                return m_view.showJoining(false, joinProblem(*end, m_hub.host()).text);
            m_view.showJoining(false, {});
            Q_EMIT rejoined();
        },
        &m_pool);
}

} // namespace sightline
