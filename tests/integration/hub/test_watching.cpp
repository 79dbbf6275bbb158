// Who watches over a hub sees how it stands, and nobody it serves: its log and its metrics name no person, device, record, word or token.
#include "core/base/digest.h"
#include "core/base/json.h"
#include "sync/hub/http/addresses.h"
#include "sync/hub/ops/log_lines.h"
#include "sync/protocol/codec.h"
#include "sync/protocol/files.h"
#include "tests/integration/hub/hub_process.h"
#include "tests/integration/hub/raw_client.h"
#include "tests/integration/hub/wire_device.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QThread>

#include <gtest/gtest.h>

#include <cstdio>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace sightline;
using namespace sightline::hub;
using namespace Qt::StringLiterals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The lines of @p log that are JSON objects; each line must be one.
QList<Json> linesOf(const QByteArray &log)
{
    QList<Json> lines;
    for (const QByteArray &line : log.split('\n')) {
        if (line.isEmpty())
            continue;
        const auto json = parseJson(line);
        EXPECT_TRUE(json && json->isObject()) << line.constData();
        lines.append(json.valueOr({}));
    }
    return lines;
}

QList<Json> linesAbout(const QList<Json> &lines, const QString &event)
{
    QList<Json> some;
    for (const Json &line : lines) {
        if (line[u"event"_s].toString() == event)
            some.append(line);
    }
    return some;
}

/// Names of metrics, as Prometheus is told of their kinds.
QStringList namesIn(const QByteArray &page)
{
    static const QRegularExpression kind(u"^# TYPE ([a-z_]+) "_s, QRegularExpression::MultilineOption);
    QStringList names;
    for (auto it = kind.globalMatch(QString::fromUtf8(page)); it.hasNext();)
        names.append(it.next().captured(1));
    names.sort();
    return names;
}

/// The sum of every sample whose line begins with @p begin and has each of @p labels.
double sumOf(const QByteArray &page, const QByteArray &begin, const QList<QByteArray> &labels = {})
{
    double sum = 0;
    for (const QByteArray &line : page.split('\n')) {
        const bool isIt = line.startsWith(begin) && (line.size() > begin.size()) && (line[begin.size()] == '{' || line[begin.size()] == ' ');
        if (isIt && std::all_of(labels.cbegin(), labels.cend(), [&line](const QByteArray &label) { return line.contains(label); }))
            sum += line.mid(line.lastIndexOf(' ') + 1).toDouble();
    }
    return sum;
}

class WatchingTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_EQ(hub.run({ u"init"_s, u"--demo"_s, u"--empty-lists"_s }).exitCode, 0); }

    bool serve(const QString &level)
    {
        QFile::remove(hub.file(u"serve.err"_s));
        const bool listens = hub.serve({ u"--metrics-listen"_s, u"127.0.0.1:0"_s, u"--log-level"_s, level });
        // The log is written by a thread of its own.
        for (int look = 0; listens && metricsPort == 0 && look < 2000; ++look) {
            const auto serving = linesAbout(linesOf(contentOf(hub.file(u"serve.err"_s))), u"serving"_s);
            metricsPort = serving.isEmpty() ? quint16(0) : static_cast<quint16>(serving[0][u"metrics_port"_s].toInteger());
            QThread::msleep(5);   // another process writes
        }
        return metricsPort != 0;
    }
    QByteArray scrape() const
    {
        const RawAnswer page = ask(metricsPort, "GET", "/metrics");
        EXPECT_EQ(page.status, 200);
        EXPECT_EQ(page.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
        return page.body;
    }
    WireDevice device(const QString &person)
    {
        const QByteArray code = hub.run({ u"enrol"_s, person }).out.trimmed();
        canaries.append(code);
        WireDevice made(hub.port(), person, QString::fromLatin1(code));
        EXPECT_TRUE(made.isEnrolled());
        EXPECT_TRUE(made.pullAll());
        canaries << person.toUtf8() << made.enrolment().accessToken.toLatin1() << made.enrolment().refreshToken.toLatin1()
                 << made.installation().toString().toLatin1() << made.stream.toString().toLatin1() << made.enrolment().personName.toUtf8();
        return made;
    }
    RecordBody observation(const PersonId &person)
    {
        RecordBody body;
        body.type = RecordType::Claim;
        body.state = RecordState::Completed;
        body.author = person;
        body.service = ServiceId(u"early-support"_s);
        body.madeAtMs = 1;
        const QByteArray words = "canary-words-" + QByteArray::number(canaries.size());
        canaries.append(words);
        body.answers.insert(u"note"_s, QString::fromLatin1(words));
        return body;
    }

    QTemporaryDir folder;
    HubProcess hub { folder.path() };
    quint16 metricsPort = 0;
    QList<QByteArray> canaries;
};

/// Every canary of @p canaries that is in @p text, by any of the ways in which text is written down.
QList<QByteArray> foundIn(const QByteArray &text, const QList<QByteArray> &canaries)
{
    QList<QByteArray> found;
    for (const QByteArray &canary : canaries) {
        if (text.contains(canary) || text.contains(canary.toHex()) || text.contains(canary.toBase64(QByteArray::OmitTrailingEquals)))
            found.append(canary);
    }
    return found;
}

} // namespace

TEST_F(WatchingTest, ABusyHubsLogAndMetricsNameNobody)
{
    ASSERT_TRUE(serve(u"debug"_s));
    int asked = 0;
    const auto askFor = [&](const QByteArray &method, const QByteArray &path, const QByteArray &body = {}, const QList<QByteArray> &headers = {}) {
        ++asked;
        return ask(hub.port(), method, path, body, headers);
    };
    auto author = device(u"practitioner-north-1"_s);
    auto manager = device(u"tm-early-support-north"_s);
    QList<Operation> made;
    for (int i = 0; i < 40; ++i) {
        const Operation one = author.create(observation(author.person));
        canaries << one.record.toString().toLatin1() << one.id.toString().toLatin1();
        ASSERT_TRUE(author.sync({ one }));
        made.append(one);
    }
    Operation held = author.operation(OperationKind::Unknown, made[0].record);
    held.kindName = u"annotate"_s;
    held.rest = Json::object({ { u"text"_s, u"canary-of-a-held-operation"_s } });
    canaries.append("canary-of-a-held-operation");
    ASSERT_TRUE(author.sync({ held }));
    ASSERT_TRUE(manager.pullAll());
    // What a stranger, or a mistaken program, may put where words are written down.
    canaries << "canary-path"
             << "canary-query"
             << "CANARYMETHOD"
             << "canary-token"
             << "canary-body"
             << "canary-calendar"
             << "canary-code"
             << "canary-agent";
    EXPECT_EQ(askFor("GET", "/v1/canary-path?who=canary-query").status, 404);
    EXPECT_EQ(askFor("GET", "/v1/health?who=canary-query", {}, { "User-Agent: canary-agent" }).status, 200);
    EXPECT_EQ(askFor("CANARYMETHOD", "/v1/sync").status, 405);
    EXPECT_EQ(askFor("POST", "/v1/sync", "canary-body", { "Authorization: Bearer canary-token" }).status, 401);
    EXPECT_EQ(askFor("POST", "/v1/sync", "canary-body", { author.authorization() }).status, 400);
    EXPECT_EQ(askFor("GET", "/v1/calendar/canary-calendar.ics").status, 404);
    EXPECT_EQ(askFor("POST", "/v1/enrol", wire::encode(wire::EnrolRequest { u"canary-code"_s, QByteArray(32, 'k'), author.installation() })).status, 401);
    const QByteArray sha = sha256("canary-file");
    canaries << sha.toHex() << "canary-file";
    EXPECT_EQ(askFor("GET", wire::filePath({ sha, {} }).toLatin1(), {}, { author.authorization() }).status, 404);
    EXPECT_EQ(ask(hub.port(), "GET", "no-path-at-all-canary-path").status, 400);
    const QByteArray page = scrape();
    EXPECT_EQ(hub.stop(), 0);
    const QByteArray log = contentOf(hub.file(u"serve.err"_s));

    // Presence first: what is searched for was with this hub, and a search finds it where it stands.
    EXPECT_TRUE(hub.run({ u"export"_s }).out.contains("canary-words-"));
    EXPECT_EQ(foundIn(log + page + "{\"path\":\"canary-path\"}\n", canaries), QList<QByteArray> { "canary-path" }) << "planted";
    EXPECT_EQ(foundIn(log, canaries), QList<QByteArray>());
    EXPECT_EQ(foundIn(page, canaries), QList<QByteArray>());
    for (const QByteArray &place : { QByteArray("127.0.0.1"), folder.path().toUtf8() })
        EXPECT_FALSE(page.contains(place)) << place.constData();

    const auto lines = linesOf(log);
    const auto requests = linesAbout(lines, u"request"_s);
    EXPECT_GE(requests.size(), 40 + asked);
    const QStringList members { u"address"_s, u"at"_s, u"event"_s, u"held"_s, u"id"_s, u"in"_s, u"level"_s, u"method"_s, u"ms"_s, u"out"_s, u"status"_s };
    QStringList addresses { u"unknown"_s };
    for (const AddressRow &row : addressRows())
        addresses.append(row.path);
    QSet<QString> ids;
    for (const Json &line : requests) {
        EXPECT_EQ(line.toObject().keys(), members);
        EXPECT_TRUE(addresses.contains(line[u"address"_s].toString()));
        ids.insert(line[u"id"_s].toString());
    }
    EXPECT_EQ(ids.size(), requests.size());
    std::printf("watching: %d canaries searched in %d lines of log and %d bytes of metrics\n", static_cast<int>(canaries.size()),
                static_cast<int>(lines.size()), static_cast<int>(page.size()));

    EXPECT_EQ(sumOf(page, "sightline_receipts_total", { "outcome=\"applied\"" }), 40);
    EXPECT_EQ(sumOf(page, "sightline_receipts_total", { "outcome=\"waiting\"" }) + sumOf(page, "sightline_receipts_total", { "outcome=\"held\"" }), 1);
    EXPECT_EQ(sumOf(page, "sightline_pushes_total"), 41);
    EXPECT_GE(sumOf(page, "sightline_records_given_total"), 40);
    EXPECT_EQ(sumOf(page, "sightline_requests_total", { "address=\"unknown\"", "status=\"404\"" }), 1);
    EXPECT_EQ(sumOf(page, "sightline_requests_total", { "method=\"other\"", "status=\"405\"" }), 1);
    EXPECT_EQ(sumOf(page, "sightline_requests_total", { "address=\"/v1/enrol\"", "status=\"200\"" }), 2);
    EXPECT_EQ(sumOf(page, "sightline_requests_total"), requests.size());
    EXPECT_EQ(sumOf(page, "sightline_request_seconds_count"), requests.size());
    EXPECT_EQ(sumOf(page, "sightline_requests_unread_total", { "status=\"400\"" }), 1);
    EXPECT_EQ(sumOf(page, "sightline_devices_enrolled"), 2);
    EXPECT_EQ(sumOf(page, "sightline_database_readable"), 1);
    EXPECT_GT(sumOf(page, "sightline_database_bytes"), 100'000);
    EXPECT_GT(sumOf(page, "sightline_disk_free_bytes"), 0);
    EXPECT_GE(sumOf(page, "sightline_operations"), 41);
    EXPECT_GE(sumOf(page, "sightline_audit_lines"), 2);
}

TEST_F(WatchingTest, AnAnswerSaysTheIdThatItsLineHas)
{
    ASSERT_TRUE(serve(u"info"_s));
    const QByteArray id = ask(hub.port(), "GET", "/v1/time").header("x-request-id");
    EXPECT_FALSE(id.isEmpty());
    EXPECT_NE(ask(hub.port(), "GET", "/v1/time").header("x-request-id"), id);
    EXPECT_EQ(hub.stop(), 0);
    int found = 0;
    for (const Json &line : linesAbout(linesOf(contentOf(hub.file(u"serve.err"_s))), u"request"_s)) {
        if (line[u"id"_s].toString() == QString::fromLatin1(id)) {
            ++found;
            EXPECT_EQ(line[u"address"_s].toString(), u"/v1/time"_s);
            EXPECT_EQ(line[u"status"_s].toInteger(), 200);
        }
    }
    EXPECT_EQ(found, 1);
}

TEST_F(WatchingTest, WithoutBeingAskedToItWritesNoLineForEachRequest)
{
    ASSERT_TRUE(serve(u"notice"_s));
    EXPECT_EQ(ask(hub.port(), "GET", "/v1/time").status, 200);
    EXPECT_EQ(hub.stop(), 0);
    const auto lines = linesOf(contentOf(hub.file(u"serve.err"_s)));
    EXPECT_TRUE(linesAbout(lines, u"request"_s).isEmpty());
    EXPECT_EQ(linesAbout(lines, u"serving"_s).size(), 1);
    EXPECT_EQ(linesAbout(lines, u"stopping"_s).size(), 1);
}

TEST_F(WatchingTest, MetricsAreOnAListenerOfTheirOwnThatThisMachineAloneReaches)
{
    ASSERT_TRUE(serve(u"notice"_s));
    EXPECT_EQ(ask(metricsPort, "GET", "/metrics").status, 200) << "planted: there is such a page";
    EXPECT_EQ(ask(hub.port(), "GET", "/metrics").status, 404);
    EXPECT_EQ(ask(metricsPort, "GET", "/v1/health").status, 404);
    EXPECT_EQ(ask(metricsPort, "POST", "/metrics").status, 405);
    EXPECT_EQ(hub.stop(), 0);
    const Finished open = hub.run({ u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--metrics-listen"_s, u"0.0.0.0:0"_s });
    EXPECT_EQ(open.exitCode, 2);
    EXPECT_EQ(open.err.count('\n'), 1) << open.err.constData();
}

TEST_F(WatchingTest, MetricsAreThoseOfTheOperatorsPageAndTellTheAgeOfABackup)
{
    ASSERT_TRUE(serve(u"notice"_s));
    auto author = device(u"practitioner-north-1"_s);
    ASSERT_TRUE(author.sync({ author.create(observation(author.person)) }));
    EXPECT_EQ(ask(hub.port(), "GET", "no-path-at-all").status, 400);
    const QByteArray before = scrape();
    QStringList said;
    static const QRegularExpression row(u"^ *\\| `(sightline_[a-z_]+)` \\|"_s, QRegularExpression::MultilineOption);
    const QString operating = QString::fromUtf8(contentOf(QStringLiteral(SIGHTLINE_SOURCE_DIR "/sync/hub/OPERATING.md")));
    for (auto it = row.globalMatch(operating); it.hasNext();)
        said.append(it.next().captured(1));
    said.sort();
    EXPECT_GE(said.size(), 20);
    EXPECT_EQ(namesIn(before).join(u' '), said.join(u' '));

    EXPECT_TRUE(before.contains("sightline_backup_age_seconds +Inf\n")) << "none was made";
    EXPECT_GT(sumOf(before, "sightline_backup_lacks_operations"), 0);
    ASSERT_EQ(hub.run({ u"backup"_s, u"--to"_s, hub.file(u"backup.db"_s) }).exitCode, 0);
    EXPECT_EQ(hub.stop(), 0);
    metricsPort = 0;
    ASSERT_TRUE(serve(u"notice"_s));
    const QByteArray after = scrape();
    EXPECT_EQ(sumOf(after, "sightline_backup_lacks_operations"), 0);
    EXPECT_FALSE(after.contains("sightline_backup_age_seconds +Inf"));
    EXPECT_LT(sumOf(after, "sightline_backup_age_seconds"), 3600);
    EXPECT_EQ(hub.stop(), 0);
}

namespace {

/// A pipe whose reader reads when it is asked to.
class UnreadPipe {
public:
    UnreadPipe() { EXPECT_EQ(::pipe(m_ends), 0); }
    ~UnreadPipe()
    {
        closeWriter();
        ::close(m_ends[0]);
    }
    [[nodiscard]] int writer() const { return m_ends[1]; }
    void closeWriter()
    {
        if (m_ends[1] >= 0)
            ::close(m_ends[1]);
        m_ends[1] = -1;
    }
    /// Until @p words have come, or the writer is closed.
    QByteArray readUntil(const QByteArray &words)
    {
        QByteArray all;
        char some[4096];
        for (auto count = ::read(m_ends[0], some, sizeof some); count > 0; count = ::read(m_ends[0], some, sizeof some)) {
            all.append(some, static_cast<qsizetype>(count));
            if (!words.isEmpty() && all.contains(words))
                break;
        }
        return all;
    }

private:
    int m_ends[2] { -1, -1 };
};

} // namespace

TEST(LogLines, ALogThatNobodyReadsKeepsNobodyWaitingAndSaysWhatItLeftOut)
{
    UnreadPipe pipe;
    LogLines log(pipe.writer(), LogLevel::Info);
    const int said = static_cast<int>(logLinesWaitingMax) * 3;
    for (int i = 0; i < said; ++i)
        log.say(LogLevel::Info, u"counted"_s, { { u"n"_s, i } });   // returns, or this test never ends
    EXPECT_GT(log.leftOut(), 0);
    const QByteArray read = pipe.readUntil("\"left out\"");
    const QByteArray whole = read.left(read.lastIndexOf('\n'));
    const auto lines = linesOf(whole);
    const qint64 written = linesAbout(lines, u"counted"_s).size();
    EXPECT_EQ(written + log.leftOut(), said);
    qint64 last = -1;
    for (const Json &line : linesAbout(lines, u"counted"_s)) {
        EXPECT_GT(line[u"n"_s].toInteger(), last);
        last = line[u"n"_s].toInteger();
    }
}

TEST(LogLines, WritesWhatIsGraveEnoughAndWhatQtSays)
{
    UnreadPipe pipe;
    {
        LogLines log(pipe.writer(), LogLevel::Warning);
        log.hearQt();
        log.say(LogLevel::Notice, u"too small"_s);
        log.say(LogLevel::Error, u"grave"_s);
        qWarning("said by Qt");
        qInfo("said softly");
    }
    pipe.closeWriter();
    const auto lines = linesOf(pipe.readUntil({}));
    ASSERT_EQ(lines.size(), 2);
    EXPECT_EQ(lines[0][u"level"_s].toString(), u"error"_s);
    EXPECT_EQ(lines[1][u"words"_s].toString(), u"said by Qt"_s);
    EXPECT_TRUE(instantFromIso(lines[1][u"at"_s].toString()));
}

TEST(LogLines, TellsJournaldTheLevel)
{
    UnreadPipe pipe;
    struct stat stream { };
    ASSERT_EQ(::fstat(pipe.writer(), &stream), 0);
    qputenv("JOURNAL_STREAM", QByteArray::number(qulonglong { stream.st_dev }) + ':' + QByteArray::number(qulonglong { stream.st_ino }));
    {
        LogLines log(pipe.writer(), LogLevel::Info);
        log.say(LogLevel::Warning, u"grave"_s);
    }
    qunsetenv("JOURNAL_STREAM");
    pipe.closeWriter();
    const QByteArray read = pipe.readUntil({});
    EXPECT_TRUE(read.startsWith("<4>{")) << read.constData();
    EXPECT_EQ(linesOf(read.mid(3)).size(), 1);
}
