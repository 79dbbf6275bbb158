#pragma once

#include "qml/bridge/deliver.h"

#include <QPromise>
#include <QThreadPool>

#include <memory>
#include <type_traits>

namespace sightline {

/// Runs @p work on a thread of @p pool and brings what it gives to @p then on the thread of @p receiver, unless the receiver has gone by
/// then. For what takes long and needs no store: pictures, paper.
template <typename Work, typename Then>
void onWorker(QObject *receiver, Work work, Then then, QThreadPool *pool = QThreadPool::globalInstance())
{
    const auto promise = std::make_shared<QPromise<std::invoke_result_t<Work &>>>();
    promise->start();
    deliver(promise->future(), receiver, std::move(then));
    pool->start([promise, work = std::move(work)]() mutable {
        promise->addResult(work());
        promise->finish();
    });
}

} // namespace sightline
