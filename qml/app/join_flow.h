#pragma once

#include "qml/app/join_words.h"
#include "sync/client/known_hub.h"

#include <QObject>
#include <QThreadPool>
#include <QUrl>

#include <atomic>
#include <mutex>
#include <optional>

namespace sightline {

/// Joins this device from the page that asks for an address and a code: the disk and the hub are waited for on a thread of its own, and a
/// person may stop it until the hub has said yes. Thread: user interface.
class JoinFlow : public QObject {
    Q_OBJECT
public:
    /// What protects the store that is made. Thread: the worker's.
    using Credentials = std::function<Result<StoreCredentials>()>;
    /// How a hub is reached.
    using Connect = std::function<std::unique_ptr<sync::Transport>(const sync::KnownHub &)>;

    JoinFlow(JoinView &view, QString storeDirectory, Credentials credentials, bool isOffline);
    /// Gives up what is under way and waits until it has been taken back.
    ~JoinFlow() override;

    /// Otherwise over HTTP. For tests.
    void setConnect(Connect connect) { m_connect = std::move(connect); }
    /// What shows the council's sign-in; without one nobody joins by it.
    void setBrowser(std::unique_ptr<Browser> browser) { m_browser = std::move(browser); }

Q_SIGNALS:
    /// The store is there, joined and closed.
    void joined();

private:
    void joinByCode(const QString &address, const QString &code);
    void joinByBrowser(const QString &address);
    void joinByAccount(const QString &address, const sync::AccountProof &account);
    void join(const TypedHub &hub, const sync::JoinProof &proof);
    /// The address that was typed; none, and the page says why, where it cannot be asked, or nothing may be now.
    [[nodiscard]] std::optional<TypedHub> hubTyped(const QString &address);
    void stop();

    JoinView &m_view;
    QString m_storeDirectory;
    Credentials m_credentials;
    bool m_isOffline;
    Connect m_connect;
    std::unique_ptr<Browser> m_browser;
    std::atomic<bool> m_isGivenUp = false;
    std::mutex m_mutex;
    sync::Transport *m_open = nullptr;   ///< guarded: the worker's, while it asks
    QThreadPool m_pool;
};

} // namespace sightline
