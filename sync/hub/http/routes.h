#pragma once

#include "sync/hub/auth/doorkeeper.h"
#include "sync/hub/http/attempt_limit.h"
#include "sync/hub/http/http_message.h"
#include "sync/hub/http/waiting_room.h"
#include "sync/hub/service/commit_queue.h"
#include "sync/hub/service/contact_book.h"
#include "sync/hub/service/reader_pool.h"

#include <atomic>

namespace sightline::hub {

struct RouteOptions {
    int readers = 2;
    int failuresPerMinuteMax = 20;   ///< failed attempts to enrol or renew, by address
    int wakeSpreadMs = 300;
    int contactsEveryMs = 5000;      ///< how long what devices say of themselves may lie in memory
    CommitQueue::Committed committed = {};   ///< told of each commit before anybody in it is answered
    std::function<void(const Touched &)> touched = {};   ///< told what a committed push or file changed, for other hubs over the database
    WaitingRoom::Others others = WaitingRoom::Others::Silent;
};

/// What each request means: reads the message, asks the door, the service and the queue, and writes the answer. It knows
/// methods, paths and statuses, but no socket. Thread: any.
class Routes {
public:
    Routes(HubStore &store, HubService &service, Doorkeeper &door, const Clock &clock, RouteOptions options = {});
    ~Routes() { stop(); }
    Routes(const Routes &) = delete;
    Routes &operator=(const Routes &) = delete;

    void handle(HttpRequest request, Respond respond);
    /// Another hub committed something. Thread: any.
    void heard(qint64 seq, const QSet<QString> &scopes, bool everybody) { m_room.wake(seq, scopes, everybody); }
    /// Answers everybody who is held open and finishes what was begun; what comes later is answered "busy".
    void stop();

private:
    struct Exchange;
    using ExchangePointer = std::shared_ptr<Exchange>;

    void sync(HttpRequest request, Respond respond);
    void digest(HttpRequest request, Respond respond);
    void file(HttpRequest request, Respond respond);
    void takeChunk(const HttpRequest &request, const wire::FilePlace &place, const Caller &caller, Respond respond);
    void enrol(HttpRequest request, Respond respond);
    void refresh(HttpRequest request, Respond respond);

    void tellOfIt(const Touched &touched);
    void push(const ExchangePointer &exchange);
    void pull(const ExchangePointer &exchange, bool mayWait);
    void wait(const ExchangePointer &exchange, qint64 seenSeq);
    template <typename Decoded, typename Handle>
    void admit(HttpRequest request, Respond respond, Result<Decoded> (*decode)(QByteArrayView), Handle take);
    [[nodiscard]] Result<QByteArray> inflated(const HttpRequest &request, qint64 bytesMax) const;
    [[nodiscard]] Result<Caller> callerOf(HubSnapshot &snapshot, const QByteArray &authorization);
    [[nodiscard]] qint64 presentSeq();

    HubStore &m_store;
    HubService &m_service;
    Doorkeeper &m_door;
    const Clock &m_clock;
    AttemptLimit m_attempts;
    std::function<void(const Touched &)> m_touched;
    std::atomic<bool> m_stopping = false;
    CommitQueue m_queue;
    ContactBook m_contacts;
    ReaderPool m_readers;
    WaitingRoom m_room;
};

} // namespace sightline::hub
