#include "sync/client/join_device.h"

#include "core/store/lost_key.h"
#include "core/store/take_back_store.h"
#include "core/store/wipe_store.h"

#include <QDir>
#include <QFile>

namespace sightline::sync {

using namespace Qt::StringLiterals;

namespace {

JoinEnd failed(EnrolFault fault, const Error &error)
{
    JoinEnd end;
    end.fault = fault;
    end.error = error;
    return end;
}

} // namespace

JoinEnd joinDevice(StoreDirectory directory, const StoreCredentials &credentials, const Clock &clock, RandomSource &random, Transport &transport,
                   const JoinRequest &request, const JoinWatch &watch)
{
    const auto isGivenUp = [&watch] { return watch.givenUp && watch.givenUp->load(); };
    const auto begin = [&watch](JoinStep step) {
        if (watch.step)
            watch.step(step);
    };
    const Error givenUp { ErrorCode::Cancelled, u"Joining the hub was given up."_s };
    if (isGivenUp())
        return failed(EnrolFault::GivenUp, givenUp);
    if (isKeyLost(directory))
        return failed(EnrolFault::Device, { ErrorCode::NotFound, keyLostDetail(directory) });
    // What was destroyed on the council's order holds nothing; a new store takes its place.
    if (const auto forgotten = forgetWiped(directory); !forgotten)
        return failed(EnrolFault::Device, forgotten.error());
    const bool isNew = !directory.exists();
    const bool hadDatabase = QFile::exists(directory.databasePath());
    const bool isNewFolder = !QDir(directory.path()).exists();
    begin(JoinStep::MakingStore);
    if (isNew) {
        if (const auto made = directory.provision(credentials, clock, random); !made) {
            // Unless another program is making the same store at this moment. What was here before is never removed.
            if (!hadDatabase && made.error().code != ErrorCode::StorageLocked && made.error().code != ErrorCode::AlreadyExists)
                takeBackStore(directory, credentials, clock, random, isNewFolder);
            return failed(EnrolFault::Device, made.error());
        }
    }
    JoinEnd end;
    if (auto opened = directory.open(credentials, clock, random); !opened) {
        end = failed(EnrolFault::Device, opened.error());
    } else if (isGivenUp()) {
        end = failed(EnrolFault::GivenUp, givenUp);
    } else {
        end.store = std::move(opened).value();
        begin(JoinStep::AskingHub);
        OwnStore access(*end.store);
        const EnrolWatch enrolling { watch.givenUp, &end.fault, request.pins, &end.hubSaid, [&begin] { begin(JoinStep::AtBrowser); } };
        const auto enrolment = enrolDevice(access, transport, request.hubUrl, request.proof, enrolling);
        if (enrolment) {
            end.enrolment = *enrolment;
            return end;
        }
        end.error = enrolment.error();
        end.isCodeUsed = end.fault == EnrolFault::Device || end.fault == EnrolFault::OtherPersons;
        end.store.reset();
    }
    // One that another program opened in this very moment is that program's to join.
    if (isNew && end.error.code != ErrorCode::StorageLocked)
        takeBackStore(directory, credentials, clock, random, isNewFolder);
    return end;
}

} // namespace sightline::sync
