#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace sightline {

/// Brings the result of work on the store's thread to @p receiver on the user interface's thread, unless the receiver has
/// gone by then. (QFuture::then with a context aborts in Qt 6.4's debug builds if the context dies first.)
template <typename T, typename Then>
void deliver(QFuture<T> future, QObject *receiver, Then then)
{
    auto *watcher = new QFutureWatcher<T>(receiver);
    QObject::connect(watcher, &QFutureWatcherBase::finished, receiver, [watcher, then = std::move(then)]() mutable {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            then(watcher->result());
    });
    watcher->setFuture(std::move(future));
}

} // namespace sightline
