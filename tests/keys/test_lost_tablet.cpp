// The drills of OPERATING.md section 7, step by step against the real hub program: a tablet that is lost, and a PIN that was forgotten.
#include "core/base/json.h"
#include "core/commands/choose_pin.h"
#include "core/store/wipe_store.h"
#include "sync/client/exchange.h"
#include "sync/client/http_transport.h"
#include "sync/client/join_device.h"
#include "sync/client/recover_device.h"
#include "tests/support/file_secrets.h"
#include "tests/support/hub_process.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::support;
using namespace Qt::StringLiterals;

namespace {

constexpr PassphraseCost cheap { 1, 8 * 1024 };
const QString person = u"practitioner-north-1"_s;
const QString words = u"The heron waited by the mill."_s;

class SetUptime final : public Uptime {
public:
    [[nodiscard]] Reading now() const override { return { QByteArray(16, 'a'), ms }; }
    qint64 ms = 5000;
};

class LostTabletTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(hub.init()) << qPrintable(hub.complaint);
        ASSERT_TRUE(hub.serve()) << qPrintable(hub.complaint);
        auto store = join();
        ASSERT_TRUE(store);
        ASSERT_TRUE(choosePin(*store, directory.path(), bySystem(), SecretBytes::copyOf("480153")));
        const auto enrolment = store->meta().enrolment();
        ASSERT_TRUE(enrolment);
        device = enrolment->installation.toString();
    }
    std::unique_ptr<Store> join()
    {
        const auto url = sync::hubUrlFromText(hub.url());
        sync::HttpTransport transport(*url);
        auto joined = sync::joinDevice(directory, bySystem(), clock, random, transport, { hub.url(), hub.codeFor(person) });
        EXPECT_TRUE(joined.enrolment) << joined.error.detail.toStdString();
        if (!joined.store)
            return nullptr;
        EXPECT_TRUE(syncOnce(*joined.store));
        return std::move(joined.store);
    }
    StoreCredentials bySystem()
    {
        StoreCredentials made;
        made.secretStore = &secrets;
        made.uptime = &uptime;
        made.pinCost = cheap;
        return made;
    }
    StoreCredentials byPin(const char *pin = "480153")
    {
        StoreCredentials made = bySystem();
        made.pin = SecretBytes::copyOf(pin);
        return made;
    }
    Result<sync::SyncReport> syncOnce(Store &store)
    {
        const auto url = sync::hubUrlFromText(hub.url());
        sync::HttpTransport transport(*url);
        sync::OwnStore access(store);
        return sync::syncOnce(access, transport, random);
    }
    /// A draft with words, as the app keeps it.
    RecordId leaveDraft(Store &store, const QString &form)
    {
        RecordBody body;
        body.type = RecordType::Form;
        body.author = PersonId(person);
        body.form = form;
        body.service = ServiceId(u"early-support"_s);
        body.madeAtMs = clock.now().msSinceEpoch;
        body.answers.insert(u"said"_s, words);
        const RecordId id = newId<RecordId>(clock, random);
        EXPECT_TRUE(store.transact([&] { return store.drafts().save({ id, body, {}, clock.now().msSinceEpoch, {} }); }));
        return id;
    }
    void restartHub()
    {
        hub.terminate();
        ASSERT_TRUE(hub.serve()) << qPrintable(hub.complaint);
    }
    Json answerTo(const QStringList &arguments)
    {
        const QByteArray said = hub.administer(QStringList(arguments) << u"--json"_s);
        EXPECT_FALSE(said.isEmpty()) << qPrintable(hub.complaint);
        return parseJson(said).valueOr({});
    }
    QString fileWith(const QString &name, const QString &line)
    {
        QFile file(folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(line.toUtf8() + '\n');
        return file.fileName();
    }

    HubProcess hub { QStringLiteral(SIGHTLINE_HUB) };
    QTemporaryDir folder;
    StoreDirectory directory { folder.filePath(u"store"_s) };
    FileSecrets secrets { folder.filePath(u"secrets"_s) };
    SetUptime uptime;
    SystemClock clock;
    SodiumRandom random;
    QString device;
};

TEST_F(LostTabletTest, IsWithdrawnInOneStepListedHandsInWhatIsUnsentAndIsWiped)
{
    {
        auto store = directory.open(byPin(), clock, random);
        ASSERT_TRUE(store) << store.error().detail.toStdString();
        leaveDraft(**store, u"T02@1.0"_s);
    }
    restartHub();   // when a device was heard is written down every few seconds, and as the hub ends
    const Json before = answerTo({ u"device"_s, u"held"_s, device, u"--records"_s });
    EXPECT_EQ(before[u"user"_s].toString(), person);
    EXPECT_FALSE(before[u"last_contact"_s].isNull());
    EXPECT_GT(before[u"records"_s].toInteger(), 20) << "people, forms and the framework at least";
    EXPECT_EQ(before[u"held"_s].toArray().size(), before[u"records"_s].toInteger());

    EXPECT_TRUE(answerTo({ u"device"_s, u"revoke"_s, device })[u"revoked"_s].toBool());
    {
        auto store = directory.open(byPin(), clock, random);
        ASSERT_TRUE(store);
        const auto report = syncOnce(**store);
        ASSERT_TRUE(report) << report.error().detail.toStdString();
        EXPECT_FALSE(report->isToBeWiped) << "its draft was not handed in yet, and would have been destroyed";
        EXPECT_EQ((*store)->base().find(*RecordId::fromString(before[u"held"_s].toArray().first()[u"record"_s].toString()))->has_value(), false)
            << "a record is still on it";
        const auto again = syncOnce(**store);
        ASSERT_TRUE(again) << again.error().detail.toStdString();
        EXPECT_TRUE(again->isToBeWiped);
    }
    ASSERT_TRUE(wipeStore(directory, byPin()));
    EXPECT_TRUE(isWiped(directory));
    EXPECT_FALSE(QFile::exists(directory.databasePath()));
    EXPECT_FALSE(directory.open(byPin(), clock, random));
    EXPECT_TRUE(hub.administer({ u"export"_s }).contains(words.toUtf8())) << "what was unsent is not at the hub";
    restartHub();
    const Json after = answerTo({ u"device"_s, u"held"_s, device });
    EXPECT_TRUE(after[u"told_to_wipe"_s].toBool());
    EXPECT_EQ(after[u"remaining"_s][u"records"_s].toInteger(), 0);

    // Its person goes on with a new code, also on the same tablet once it is found.
    EXPECT_TRUE(join());
}

TEST_F(LostTabletTest, AWithdrawnDeviceKeepsWhatItCannotHandIn)
{
    {
        auto store = directory.open(byPin(), clock, random);
        ASSERT_TRUE(store);
        leaveDraft(**store, u"T02@1.0"_s);
    }
    answerTo({ u"device"_s, u"revoke"_s, device });
    hub.kill();
    auto store = directory.open(byPin(), clock, random);
    ASSERT_TRUE(store);
    EXPECT_EQ(syncOnce(**store).error().code, ErrorCode::HubUnreachable);
    EXPECT_EQ((*store)->drafts().count().value(), 1);
}

TEST_F(LostTabletTest, AForgottenPinIsGivenBackByTwoPeopleAndNothingIsLost)
{
    {
        auto store = directory.open(byPin(), clock, random);
        ASSERT_TRUE(store);
        leaveDraft(**store, u"T02@1.0"_s);
    }
    for (int i = 0; i < pinTriesMax; ++i) {
        uptime.ms += 1'000'000;
        EXPECT_FALSE(directory.open(byPin("771204"), clock, random));
    }
    EXPECT_FALSE(directory.open(byPin(), clock, random));
    const auto line = sync::askForRecovery(directory.path(), secrets);
    ASSERT_TRUE(line) << line.error().detail.toStdString();
    EXPECT_EQ(sync::askForRecovery(directory.path(), secrets).value(), *line) << "asked again, it asks the same";

    const QString one = u"tm-early-support-north"_s, two = u"hos-early-support"_s;
    const QString requestFile = fileWith(u"line"_s, *line);
    const QString codeOne = fileWith(u"one"_s, answerTo({ u"recovery"_s, u"approver"_s, one })[u"code"_s].toString());
    const QString codeTwo = fileWith(u"two"_s, answerTo({ u"recovery"_s, u"approver"_s, two })[u"code"_s].toString());
    const QString codeOwn = fileWith(u"own"_s, answerTo({ u"recovery"_s, u"approver"_s, person })[u"code"_s].toString());
    const Json asked = answerTo({ u"recovery"_s, u"ask"_s, requestFile });
    EXPECT_EQ(asked[u"user"_s].toString(), person);
    EXPECT_EQ(asked[u"device"_s].toString(), device);
    const QString id = asked[u"recovery"_s].toString();
    const auto approve = [&](const QString &by, const QString &code) {
        return !hub.administer({ u"recovery"_s, u"approve"_s, id, u"--by"_s, by, u"--code-file"_s, code }).isEmpty();
    };
    EXPECT_TRUE(hub.administer({ u"recovery"_s, u"answer"_s, id }).isEmpty()) << "answered before anybody approved";
    EXPECT_FALSE(approve(one, codeTwo)) << "with another's code";
    EXPECT_FALSE(approve(person, codeOwn)) << "their own device";
    EXPECT_TRUE(approve(one, codeOne));
    EXPECT_FALSE(approve(one, codeOne)) << "twice by the same person";
    EXPECT_TRUE(hub.administer({ u"recovery"_s, u"answer"_s, id }).isEmpty()) << "answered after one approval";
    EXPECT_TRUE(approve(two, codeTwo));
    const QString answer = answerTo({ u"recovery"_s, u"answer"_s, id })[u"answer"_s].toString();
    EXPECT_TRUE(answer.startsWith(u"SLA1-"_s));

    EXPECT_EQ(sync::takeRecovery(directory, answer.chopped(3), byPin("920461"), clock, random).error().code, ErrorCode::InvalidInput);
    const auto taken = sync::takeRecovery(directory, answer, byPin("920461"), clock, random);
    ASSERT_TRUE(taken) << taken.error().detail.toStdString();
    auto store = directory.open(byPin("920461"), clock, random);
    ASSERT_TRUE(store) << store.error().detail.toStdString();
    EXPECT_EQ((*store)->drafts().list()->first().body.answers.value(u"said"_s), Json(words));
    EXPECT_EQ(answerTo({ u"recovery"_s, u"list"_s })[u"recoveries"_s].toArray().first()[u"approvals"_s].toArray().size(), 2);
}

TEST_F(LostTabletTest, ABookOfRecoveriesThatWasChangedByOtherHandsIsRefused)
{
    ASSERT_FALSE(hub.administer({ u"recovery"_s, u"approver"_s, u"hos-early-support"_s }).isEmpty());
    QString path;
    QDirIterator files(hub.folder(), { u"*.recovery"_s }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        path = files.next();
    ASSERT_FALSE(path.isEmpty());
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadWrite));
    QByteArray text = file.readAll();
    text.replace("hos-early-support", "hos-early-supporz");
    file.seek(0);
    file.write(text);
    file.close();
    EXPECT_TRUE(hub.administer({ u"recovery"_s, u"list"_s }).isEmpty());
    EXPECT_TRUE(hub.complaint.contains(u"changed by other hands"_s)) << qPrintable(hub.complaint);
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
