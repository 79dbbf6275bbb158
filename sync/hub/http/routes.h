#pragma once

#include "sync/hub/auth/calendar_door.h"
#include "sync/hub/auth/doorkeeper.h"
#include "sync/hub/auth/sign_in.h"
#include "sync/hub/http/addresses.h"
#include "sync/hub/http/attempt_limit.h"
#include "sync/hub/http/http_message.h"
#include "sync/hub/http/token_buckets.h"
#include "sync/hub/http/waiting_room.h"
#include "sync/hub/service/audit_book.h"
#include "sync/hub/service/calendar_feeds.h"
#include "sync/hub/service/commit_queue.h"
#include "sync/hub/service/contact_book.h"
#include "sync/hub/service/reader_pool.h"

#include <atomic>

namespace sightline::hub {

/// Free disk below which the hub takes no file, in bytes: what is left is for words. A gigabyte is a year of a council's text.
inline constexpr qint64 hubFreeBytesForFilesMin = 1024LL * 1024 * 1024;

struct RouteOptions {
    int readers = 2;
    int fileReaders = 3;             ///< for files alone, which may lie on another machine: nobody's words wait behind a photograph
    int failuresPerMinuteMax = 20;   ///< failed attempts to enrol or renew, by address
    int wakeSpreadMs = 300;
    /// Requests of one device. A first pull of a large council is some 200 in a row, a large file 100: both go through at once.
    BucketSize ofDevice { 50, 3000 };
    /// Requests of one address, whoever they are of; a whole council may come from behind one.
    BucketSize ofAddress { 500, 10'000 };
    CalendarFeeds *calendars = nullptr;      ///< null: this hub gives no calendars
    int calendarAsksPerMinuteMax = 10;       ///< of one address; a calendar program asks every few hours
    int contactsEveryMs = 5000;      ///< how long what devices say of themselves may lie in memory
    int auditEveryMs = 1000;         ///< how long it may lie there what was given to whom
    CommitQueue::Committed committed = {};   ///< told of each commit before anybody in it is answered
    std::function<void(const Touched &)> touched = {};   ///< told what a committed push or file changed, for other hubs over the database
    WaitingRoom::Others others = WaitingRoom::Others::Silent;
    /// Bytes free where files go; none where nobody can say. Below `freeBytesForFilesMin` no file is taken, and text still is.
    std::function<std::optional<qint64>()> freeBytes = {};
    qint64 freeBytesForFilesMin = hubFreeBytesForFilesMin;
    std::function<void(const wire::SyncAnswer &)> exchanged = {};   ///< told of each answer to a device, before it goes out
};

/// What each request means: reads the message, asks the door, the service and the queue, and writes the answer. It knows
/// methods, paths and statuses, but no socket. Thread: any.
class Routes {
public:
    Routes(HubStore &store, HubService &service, Doorkeeper &door, const Clock &clock, RouteOptions options = {});
    ~Routes() { stop(); }
    Routes(const Routes &) = delete;
    Routes &operator=(const Routes &) = delete;

    /// What knows the addresses of calendars; outlives this. Before the first request; without it there are none.
    void setCalendarDoor(CalendarDoor &door) { m_calendarDoor = &door; }
    /// The ways in beside codes; outlive this. Before the first request; without them there are none.
    void setSignIn(SignInDoors &doors) { m_signIn = &doors; }
    void handle(HttpRequest request, Respond respond);
    /// Another hub committed something. Thread: any.
    void heard(qint64 seq, const QSet<QString> &scopes, bool everybody) { m_room.wake(seq, scopes, everybody); }
    /// Whether the disk has room for files now; what health says until it is asked again. Thread: any but the sockets'.
    bool hasRoomForFiles();
    /// Devices that are held open. Thread: any.
    [[nodiscard]] int listening() { return m_room.visitors(); }
    /// Whether files were taken when it was last looked. Thread: any.
    [[nodiscard]] bool takesFiles() const { return m_hasRoom; }
    /// Answers everybody who is held open and finishes what was begun; what comes later is answered "busy".
    void stop();

private:
    struct Exchange;
    using ExchangePointer = std::shared_ptr<Exchange>;

    void sync(HttpRequest request, Respond respond);
    void digest(HttpRequest request, Respond respond);
    void file(HttpRequest request, Respond respond);
    struct Upload;
    using UploadPointer = std::shared_ptr<Upload>;
    void takeChunk(const HttpRequest &request, const wire::FilePlace &place, const Caller &caller, Respond respond);
    void prove(const UploadPointer &upload);
    void answer(const UploadPointer &upload, const Result<void> &committed);
    void enrol(HttpRequest request, Respond respond);
    struct SignIn;
    using SignInPointer = std::shared_ptr<SignIn>;
    void signInWays(HttpRequest request, Respond respond);
    void signInLocal(HttpRequest request, Respond respond);
    void signInProvider(HttpRequest request, Respond respond);
    void lookAtPassword(const SignInPointer &signIn);
    void answer(const Admission &admission, const QByteArray &peer, const Respond &respond);
    void refresh(HttpRequest request, Respond respond);
    void events(HttpRequest request, Respond respond);
    void contacts(HttpRequest request, Respond respond);

    void handOverCalendar(Address address, HttpRequest request, Respond respond);
    void calendarFile(const HttpRequest &request, const Respond &respond);
    void calendarAddress(const HttpRequest &request, const Respond &respond);

    void tellOfIt(const Touched &touched);
    void noteGiven(const Exchange &exchange, const wire::SyncAnswer &answer);
    void push(const ExchangePointer &exchange);
    void pull(const ExchangePointer &exchange, bool mayWait);
    void wait(const ExchangePointer &exchange, qint64 seenSeq);
    template <typename Decoded, typename Handle>
    void admit(HttpRequest request, Respond respond, Result<Decoded> (*decode)(QByteArrayView), Handle take);
    [[nodiscard]] Result<QByteArray> inflated(const HttpRequest &request, qint64 bytesMax) const;
    [[nodiscard]] Result<Caller> callerOf(HubSnapshot &snapshot, const QByteArray &authorization);
    /// The same for a request that has just come: none, and @p respond has been told why, if it is not let in, or comes too often.
    [[nodiscard]] std::optional<Caller> admittedCaller(HubSnapshot &snapshot, const QByteArray &authorization, const Respond &respond);
    [[nodiscard]] qint64 presentSeq();

    HubStore &m_store;
    HubService &m_service;
    Doorkeeper &m_door;
    const Clock &m_clock;
    AttemptLimit m_attempts;
    TokenBuckets m_ofDevices;
    TokenBuckets m_ofAddresses;
    std::function<void(const Touched &)> m_touched;
    std::function<void(const wire::SyncAnswer &)> m_exchanged;
    std::atomic<bool> m_stopping = false;
    CommitQueue m_queue;
    ContactBook m_contacts;
    AuditBook m_audit;
    ReaderPool m_readers;
    ReaderPool m_fileReaders;
    std::function<std::optional<qint64>()> m_freeBytes;
    const qint64 m_freeBytesForFilesMin;
    std::atomic<bool> m_hasRoom = true;   ///< as it was found last
    WaitingRoom m_room;
    CalendarFeeds *m_calendars;
    CalendarDoor *m_calendarDoor = nullptr;
    SignInDoors *m_signIn = nullptr;
    ReaderPool m_providerReaders { 4 };      ///< for the council's sign-in alone, which may take ten seconds to answer
    ReaderPool m_passwordReaders { 2 };      ///< so many passwords are hashed at once, and no more (assurance.md B3)
    AttemptLimit m_calendarAsks;     ///< by address of a calendar
    AttemptLimit m_calendarGuesses;  ///< by peer, of addresses that there are not
    AttemptLimit m_eventGuesses;     ///< by peer, of tokens that there are not
    ReaderPool m_calendarReader { 1 };   ///< one: planning a council takes a while, and no device may wait for it
};

} // namespace sightline::hub
