#include "core/base/digest.h"
#include "core/base/limits.h"
#include "core/people/scope.h"
#include "core/records/fact.h"
#include "sync/protocol/files.h"
#include "tests/integration/hub/hostile_client.h"
#include "tests/integration/hub/served_hub.h"

#include <cstdio>

using namespace sightline;
using namespace sightline::hub;

namespace {

constexpr int canariesWanted = 100;
constexpr int filesWanted = 10;   ///< each with a canary of its own in either chunk

/// A hub full of other people's words, each with a canary of its own, and what the hostile client knows of it.
class Aviary {
public:
    explicit Aviary(HubRules rules = {}) : hub(optionsWith(rules)), thief(hub.device(u"ssw-fostering-2"_s))
    {
        EXPECT_TRUE(thief.isEnrolled());
        fill();
        nameScopes();
    }

    /// How many canaries are among @p bytes.
    [[nodiscard]] int found(const QByteArray &bytes) const { return found(bytes, canaries); }
    /// How many of those in files are.
    [[nodiscard]] int foundOfFiles(const QByteArray &bytes) const { return found(bytes, fileCanaries); }
    /// How many foreign files are as their authors sent them, whole.
    [[nodiscard]] int intactFiles() const
    {
        int count = 0;
        for (const Sent &sent : files) {
            QByteArray bytes;
            for (const qint64 n : { 0, 1 })
                bytes += ask(hub.port, "GET", addressOf(sent.bytes, n), {}, { sent.authorization }).body;
            count += bytes == sent.bytes ? 1 : 0;
        }
        return count;
    }

    ServedHub hub;
    WireDevice thief;
    Prey prey;
    QList<QByteArray> canaries;
    QList<QByteArray> fileCanaries;

private:
    struct Sent {
        QByteArray bytes;
        QByteArray authorization;
    };
    QList<Sent> files;

    static int found(const QByteArray &bytes, const QList<QByteArray> &sought)
    {
        return static_cast<int>(std::count_if(sought.cbegin(), sought.cend(), [&bytes](const QByteArray &canary) { return bytes.contains(canary); }));
    }
    static QByteArray addressOf(const QByteArray &bytes, qint64 n) { return wire::filePath({ sha256(bytes), n }).toLatin1(); }

    static ServedHubOptions optionsWith(HubRules rules)
    {
        ServedHubOptions options;
        options.hub.rules = rules;
        options.hub.forgottenRestoreEveryMs = 24LL * 3600 * 1000;
        options.routes.failuresPerMinuteMax = 1000;   // it is to be heard out
        return options;
    }

    QString newCanary()
    {
        canaries.append("canary-" + hub.random.bytes(12).toHex());
        return QString::fromLatin1(canaries.last());
    }

    RecordBody visitBy(const QString &person, RecordState state) { return visitBy(person, state, newCanary()); }
    static RecordBody visitBy(const QString &person, RecordState state, const QString &summary)
    {
        const Person *author = demoCouncil().person(PersonId(person));
        RecordBody body;
        body.state = state;
        body.author = author->id;
        body.form = u"visit@1.0"_s;
        body.service = author->service;
        body.team = author->teams.isEmpty() ? TeamId() : author->teams.first();
        body.task = TaskReference { ActivityKey(u"a1"_s), body.service.toString(), u"2026-04-01"_s };
        body.madeAtMs = 1;
        body.completedAtMs = state == RecordState::Draft ? 0 : 2;
        body.answers.insert(u"summary"_s, summary);
        return body;
    }

    /// A photo of two chunks, whole at the hub, that a record of @p device's person names.
    void attach(WireDevice &device, RecordState state)
    {
        const QByteArray first = "canary-" + hub.random.bytes(12).toHex(), second = "canary-" + hub.random.bytes(12).toHex();
        const QByteArray bytes = first + QByteArray(limits::fileChunkBytes - first.size(), 'a') + second + QByteArray(777 - second.size(), 'b');
        RecordBody visit = visitBy(device.person.toString(), state, u"nothing to find here"_s);
        visit.answers.insert(
            u"photo"_s,
            Json::object({ { u"sha"_s, toHex(sha256(bytes)) }, { u"mime"_s, u"image/jpeg"_s }, { u"size"_s, bytes.size() }, { u"name"_s, u"p.jpg"_s } }));
        const Operation operation = device.create(visit);
        EXPECT_TRUE(device.sync({ operation }));
        for (const qint64 n : { 0, 1 }) {
            const QByteArray chunk = bytes.mid(n * limits::fileChunkBytes, limits::fileChunkBytes);
            const RawAnswer answer =
                ask(hub.port, "PUT", addressOf(bytes, n), chunk, { device.authorization(), "Content-Digest: " + wire::contentDigest(chunk) });
            EXPECT_EQ(answer.status, 200);
        }
        prey.records.append(operation.record);
        prey.operations.append(operation.id);
        prey.files.append(sha256(bytes));
        fileCanaries += { first, second };
        files.append({ bytes, device.authorization() });
    }

    /// Visits, drafts, notes and work that the hub holds, by people of other teams and services.
    void fill()
    {
        const QStringList people { u"practitioner-north-1"_s, u"practitioner-north-2"_s, u"practitioner-south-1"_s, u"sw-assessment-east-1"_s,
                                   u"qa-officer"_s };
        for (const QString &person : people) {
            auto device = hub.device(person);
            EXPECT_TRUE(device.pullAll());
            for (int i = 0; i < canariesWanted / 20; ++i) {
                const Operation visit = device.create(visitBy(person, RecordState::Completed));
                const Operation draft = device.create(visitBy(person, RecordState::Draft));
                Operation late = device.operation(OperationKind::Patch, visit.record);
                late.set.insert(u"summary"_s, { newCanary(), {} });
                RecordBody note = visitBy(person, RecordState::Completed);
                note.type = RecordType::Step;
                note.task.reset();
                note.about = visit.record;
                note.aboutHash = bodyHash(*bodyBytes(*visit.head));
                const Operation step = device.create(note);
                EXPECT_TRUE(device.sync({ visit, draft, late, step }));
                prey.records += { visit.record, draft.record, step.record };
                prey.operations += { visit.id, late.id };
            }
            attach(device, RecordState::Completed);
            attach(device, RecordState::Draft);
            prey.streams.append(device.stream);
            prey.installations.append(device.installation());
        }
        EXPECT_EQ(canaries.size(), canariesWanted);
        EXPECT_EQ(files.size(), filesWanted);
        EXPECT_EQ(intactFiles(), filesWanted) << "they are really there";
    }

    /// Every scope of the council that is not the thief's.
    void nameScopes()
    {
        const Council &council = demoCouncil();
        QSet<QString> own;
        for (const Scope &scope : scopesOf(thief.person, council, hub.service->today()))
            own.insert(scope.toString());
        const auto add = [&](const QString &scope) {
            if (!own.contains(scope))
                prey.scopes.append(scope);
        };
        for (const Person &person : council.people()) {
            add(u"user:"_s + person.id.toString());
            if (person.id != thief.person)
                prey.people.append(person.id.toString());
            const QString service = person.service.toString();
            if (service != "fostering-service"_L1 && !prey.services.contains(service)) {
                prey.services.append(service);
                add(u"service:"_s + service);
            }
        }
        for (const Team &team : council.teams()) {
            add(u"team:"_s + team.id.toString());
            add(u"lead:"_s + team.id.toString());
            if (team.id.toString() != "fostering"_L1)
                prey.teams.append(team.id.toString());
        }
    }
};

struct Raid {
    int requests = 0;
    qsizetype bytes = 0;
    int canaries = 0;
    QMap<QString, int> applied;
    int fileRequests = 0;
    int fileCanaries = 0;
    int intactFiles = 0;
    QStringList toldApart;
};

Raid raid(HubRules rules = {})
{
    Aviary aviary(rules);
    HostileClient client(aviary.thief, aviary.hub.port, aviary.prey);
    client.tryEverything();
    return { client.requests(),
             client.everythingHeard().size(),
             aviary.found(client.everythingHeard()),
             client.applied(),
             client.fileRequests(),
             aviary.foundOfFiles(client.everythingHeard()),
             aviary.intactFiles(),
             client.toldApart() };
}

} // namespace

TEST(HostileClient, HearsNoneOfAHundredForeignCanariesAndMovesNothingForeign)
{
    const Raid done = raid();
    EXPECT_EQ(done.canaries, 0);
    EXPECT_GT(done.requests, 500);
    for (const QString &what : { u"author"_s, u"team"_s, u"service"_s, u"type"_s, u"foreign record"_s, u"foreign step"_s, u"forged fact"_s,
                                 u"settled foreign work"_s, u"borrowed operation id"_s })
        EXPECT_EQ(done.applied.value(what, -1), 0) << qPrintable(what);
    EXPECT_EQ(done.fileCanaries, 0);
    EXPECT_EQ(done.intactFiles, filesWanted) << "what was sent in their place is not in their place";
    EXPECT_EQ(done.toldApart.join(u'\n').toStdString(), "") << "a file that is there is answered as one that is not";
    EXPECT_GT(done.fileRequests, 1000);
    EXPECT_GT(done.applied.value(u"named a foreign file"_s), 0) << "anybody may name a file, and gains nothing by it";
    std::printf("hostile client: %d requests about %d foreign files, searched for %d canaries, %d found; %d files are as they were\n", done.fileRequests,
                filesWanted, 2 * filesWanted, done.fileCanaries, done.intactFiles);
    std::printf("hostile client: %d requests, %lld bytes of answers searched for %d canaries, %d found\n", done.requests, static_cast<long long>(done.bytes),
                canariesWanted, done.canaries);
}

TEST(HostileClient, AnAuthorsOwnDeviceHearsThemSoTheSearchIsNotBlind)
{
    Aviary aviary;
    auto author = aviary.hub.device(u"practitioner-north-1"_s);
    const auto answer = author.send(author.request());
    EXPECT_GT(aviary.found(answer.body), 0);
}

TEST(HostileClient, IsCaughtWhereFilesDoNotRespectScope)
{
    HubRules rules;
    rules.filesRespectScope = false;
    const Raid done = raid(rules);
    EXPECT_EQ(done.canaries, 0) << "nothing but files is let out";
    EXPECT_EQ(done.fileCanaries, 2 * filesWanted);
    EXPECT_FALSE(done.toldApart.isEmpty());
    std::printf("planted: with files given to whoever knows their names %d of %d canaries are found\n", done.fileCanaries, 2 * filesWanted);
}

TEST(HostileClient, IsCaughtWhereScopesAreNotEnforced)
{
    HubRules rules;
    rules.scopesAreEnforced = false;
    const Raid done = raid(rules);
    EXPECT_GT(done.canaries, canariesWanted / 2);
    std::printf("planted: with scopes not enforced %d of %d canaries are found\n", done.canaries, canariesWanted);
}

TEST(HostileClient, IsCaughtWhereAuthorsRightsOrFactsAreNotChecked)
{
    HubRules authors;
    authors.authorsAreChecked = false;
    EXPECT_GT(raid(authors).applied.value(u"author"_s), 0);
    HubRules rights;
    rights.rightsAreChecked = false;
    const Raid withoutRights = raid(rights);
    EXPECT_GT(withoutRights.applied.value(u"team"_s), 0);
    EXPECT_GT(withoutRights.applied.value(u"service"_s), 0);
    EXPECT_GT(withoutRights.applied.value(u"foreign step"_s), 0);
    HubRules facts;
    facts.factsAreChecked = false;
    EXPECT_GT(raid(facts).applied.value(u"forged fact"_s), 0);
}
