#include "qml/app/join_flow.h"

#include "qml/bridge/on_worker.h"

#include <QScopeGuard>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// How an ended joining comes back from the worker; its store is closed by then.
using Ended = std::shared_ptr<const sync::JoinEnd>;

/// The address as a person knows it: without what every one begins with.
QString nameOf(const QUrl &hub) { return hub.toString(QUrl::RemoveScheme | QUrl::StripTrailingSlash).mid(2); }

} // namespace

JoinFlow::JoinFlow(JoinView &view, QString storeDirectory, Credentials credentials, bool isOffline)
    : m_view(view), m_storeDirectory(std::move(storeDirectory)), m_credentials(std::move(credentials)), m_isOffline(isOffline),
      m_connect([](const sync::KnownHub &hub) { return sync::transportTo(hub); })
{
    m_pool.setMaxThreadCount(1);
    connect(&view, &JoinView::joinAsked, this, &JoinFlow::joinByCode);
    connect(&view, &JoinView::browserAsked, this, &JoinFlow::joinByBrowser);
    connect(&view, &JoinView::accountAsked, this, [this](const QString &address, const QString &account, const QString &password, const QString &second) {
        joinByAccount(address, { account.trimmed(), password, second.trimmed() });
    });
    connect(&view, &JoinView::stopAsked, this, &JoinFlow::stop);
}

JoinFlow::~JoinFlow()
{
    stop();
    m_pool.waitForDone();
}

void JoinFlow::stop()
{
    const std::lock_guard lock(m_mutex);
    m_isGivenUp = true;
    if (m_open)
        m_open->cancel();
}

std::optional<TypedHub> JoinFlow::hubTyped(const QString &address)
{
    if (m_view.isBusy())
        return std::nullopt;
    const TypedHub hub = hubFromTyping(address);
    if (hub.problem.text.isEmpty())
        return hub;
    m_view.showProblem(hub.problem);
    return std::nullopt;
}

void JoinFlow::joinByCode(const QString &address, const QString &code)
{
    const auto hub = hubTyped(address);
    if (!hub)
        return;
    // An invitation has its code with it, whatever else is typed.
    const QString given = hub->code.isEmpty() ? code.trimmed() : hub->code;
    if (given.isEmpty())
        return m_view.showProblem(codeMissing());
    join(*hub, given);
}

void JoinFlow::joinByBrowser(const QString &address)
{
    const auto hub = hubTyped(address);
    if (!hub)
        return;
    if (!m_browser) {
        sync::JoinEnd end;
        end.fault = sync::EnrolFault::NoBrowser;
        return m_view.showProblem(joinProblem(end, {}));
    }
    join(*hub, sync::BrowserProof { m_browser.get(), browserDoneText(), browserFailedText() });
}

void JoinFlow::joinByAccount(const QString &address, const sync::AccountProof &account)
{
    const auto hub = hubTyped(address);
    if (!hub)
        return;
    if (account.account.isEmpty() || account.password.isEmpty() || account.second.isEmpty())
        return m_view.showProblem(accountMissing());
    join(*hub, account);
}

void JoinFlow::join(const TypedHub &hub, const sync::JoinProof &proof)
{
    if (m_isOffline)
        return m_view.showProblem(startedOffline());
    const QString name = nameOf(hub.url);
    m_isGivenUp = false;
    m_view.showStep(JoinView::MakingStore, joinStepText(JoinView::MakingStore, name));
    const auto work = [this, known = sync::KnownHub { hub.url, hub.pins }, proof, name]() -> Ended {
        const auto transport = m_connect(known);
        {
            const std::lock_guard lock(m_mutex);
            m_open = transport.get();
        }
        const auto letGo = qScopeGuard([this] {
            const std::lock_guard lock(m_mutex);
            m_open = nullptr;
        });
        const auto end = std::make_shared<sync::JoinEnd>();
        const auto credentials = m_credentials();
        if (!credentials) {
            end->fault = sync::EnrolFault::Device;
            end->error = credentials.error();
            return end;
        }
        const sync::JoinWatch watch { &m_isGivenUp, [this, name](sync::JoinStep step) {
                                         if (step == sync::JoinStep::MakingStore)
                                             return;
                                         const QString words = step == sync::JoinStep::AtBrowser ? atBrowserText() : joinStepText(JoinView::AskingHub, name);
                                         QMetaObject::invokeMethod(
                                             this, [this, words] { m_view.showStep(JoinView::AskingHub, words); }, Qt::QueuedConnection);
                                     } };
        const SystemClock clock;
        SodiumRandom random;
        *end = sync::joinDevice(StoreDirectory(m_storeDirectory), *credentials, clock, random, *transport,
                                { known.url.toString(QUrl::StripTrailingSlash), proof, known.pins }, watch);
        end->store.reset();
        return end;
    };
    onWorker(
        this, work,
        [this, name](const Ended &end) {
            if (!end->enrolment)
                return m_view.showProblem(joinProblem(*end, name));
            m_view.showStep(JoinView::Opening, joinStepText(JoinView::Opening, name));
            Q_EMIT joined();
        },
        &m_pool);
}

} // namespace sightline
