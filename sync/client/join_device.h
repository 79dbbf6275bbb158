#pragma once

#include "core/store/store_directory.h"
#include "sync/client/enrol.h"

#include <functional>

namespace sightline::sync {

/// How far joining has come.
enum class JoinStep { MakingStore, AskingHub, AtBrowser };

/// What a person gives to join, once the address has been understood (hubUrlFromText), or an invitation says. The transport has checked the
/// pins already.
struct JoinRequest {
    QString hubUrl;
    JoinProof proof;
    QList<QByteArray> pins = {};   ///< kept with the enrolment, and checked from then on
};

/// What whoever waits for joining tells it, and hears of it.
struct JoinWatch {
    const std::atomic<bool> *givenUp = nullptr;   ///< once true it goes no further, and what was made is taken back
    std::function<void(JoinStep)> step;           ///< called as each step begins, on the calling thread
};

/// How joining ended.
struct JoinEnd {
    std::unique_ptr<Store> store;          ///< open, if this device is joined
    std::optional<Enrolment> enrolment;    ///< none: @p fault and @p error say why
    EnrolFault fault = EnrolFault::None;
    Error error { ErrorCode::Cancelled, {} };
    QString hubSaid;                       ///< whom to ask, where the hub says so
    bool isCodeUsed = false;               ///< the hub took the code, and this device could not keep what it answered
};

/// Makes the store in @p directory, if there is none, and joins it to the hub behind @p transport: the app's Joining page and
/// `sightline-cli init`. A store that was made here is taken back where joining fails; one that was there keeps its work
/// (decisions 19). A database whose key header is lost is not
/// joined over: NotFound, and nothing is changed. Cut off anywhere it leaves no store, or a whole one that is not joined yet and can be. Waits for the disk and
/// the hub: not on the interface's thread.
[[nodiscard]] JoinEnd joinDevice(StoreDirectory directory, const StoreCredentials &credentials, const Clock &clock, RandomSource &random, Transport &transport,
                                 const JoinRequest &request, const JoinWatch &watch = {});

} // namespace sightline::sync
