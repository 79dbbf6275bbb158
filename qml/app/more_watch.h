#pragma once

#include "core/ports/secret_store.h"
#include "core/queries/sync_summary.h"
#include "qml/app/app_options.h"
#include "qml/app/device_people.h"
#include "qml/app/store_link.h"
#include "qml/features/more/more_view.h"

#include <QThreadPool>

#include <functional>
#include <optional>

namespace sightline {

/// Fills the More page, keeps what a person chose there between starts, and gives the device to another person of it. Thread: user interface.
class MoreWatch : public QObject {
    Q_OBJECT
public:
    /// Opens Sightline anew with these arguments; false: it did not start.
    using Starter = std::function<bool(const QStringList &arguments)>;

    /// @p secrets: where the names of those who share this device are kept; null: they do not share it so.
    MoreWatch(StoreLink &link, const AppOptions &options, MoreView &view, SecretStore *secrets);
    void refresh();
    /// Otherwise the program itself, as another process. For tests.
    void setStarter(Starter starter) { m_start = std::move(starter); }
    /// What says, once what was asked to be kept has been answered, whether the disk refused any of it. Without it nothing was typed.
    void setUnkept(std::function<bool()> hasUnkept) { m_hasUnkept = std::move(hasUnkept); }
    /// Opens the store of @p person in a window of its own and leaves this one, once what was typed here is kept.
    void switchTo(const QString &person);
    /// From that page: opens the store of who was here last, and leaves this one.
    void backToLast();
    /// Opens the page on which another person joins, and leaves this one.
    void addPerson();
    /// Whether the system keeps the window out of screenshots; not known until it is told.
    void setIsScreenGuarded(bool isGuarded)
    {
        m_isScreenGuarded = isGuarded;
        refresh();
    }

Q_SIGNALS:
    /// What is typed anywhere is to be kept now: another person is about to have the device.
    void keepAsked();
    /// Another window is open: this one is to be closed.
    void left();
    /// The other window did not open: this one stays. @p words say so.
    void notStarted(const QString &words);

private:
    void start(const QStringList &arguments);
    /// Says so where what was typed is not on the disk; with another person's program this one would take it along.
    [[nodiscard]] bool mustStay();
    /// Reads who shares this device, and makes the own name known to them. The secret store may be slow: not on the store's thread.
    void readPeople();
    void show();
    void readPreferences();
    void keepPreferences();
    [[nodiscard]] QList<PersonRow> profiles() const;
    [[nodiscard]] QList<PersonRow> rowsOf(const QList<DevicePerson> &people) const;
    [[nodiscard]] QString contactText(const SyncSummary &sync) const;

    StoreLink &m_link;
    const AppOptions &m_options;
    MoreView &m_view;
    SecretStore *m_secrets;
    Starter m_start;
    std::function<bool()> m_hasUnkept;
    MoreState m_state;                   ///< what is shown
    bool m_isRead = false;               ///< of the store
    QString m_ownName;                   ///< the one that was made known last
    QList<DevicePerson> m_people;        ///< of this device, where they share it
    QThreadPool m_secretsPool;           ///< one at a time; waits in going: it uses the secret store
    std::optional<bool> m_isScreenGuarded;
};

} // namespace sightline
