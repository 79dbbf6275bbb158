// prometheus-cpp is confined to this file, and of it the registry and the writer of text alone: its own server is not used.
#include "sync/hub/http/meters.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <limits>

namespace sightline::hub {

namespace {

using Counters = prometheus::Family<prometheus::Counter>;
using Gauges = prometheus::Family<prometheus::Gauge>;
using Histograms = prometheus::Family<prometheus::Histogram>;

/// In seconds: a push is some milliseconds, a listening request up to 25 s.
const prometheus::Histogram::BucketBoundaries secondsOfRequests { 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30 };

Counters &counters(prometheus::Registry &registry, const char *name, const char *help)
{
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
}

prometheus::Gauge &gauge(prometheus::Registry &registry, const char *name, const char *help)
{
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
}

double seconds(const std::optional<qint64> &ms) { return ms ? static_cast<double>(*ms) / 1000 : std::numeric_limits<double>::infinity(); }

} // namespace

struct Meters::Private {
    prometheus::Registry registry;
    Counters &requests = counters(registry, "sightline_requests_total", "Requests answered, by address, method and status");
    Counters &bytes = counters(registry, "sightline_request_bytes_total", "Bytes of bodies, by address and direction");
    Histograms &times = prometheus::BuildHistogram()
                            .Name("sightline_request_seconds")
                            .Help("Time from a whole request to its answer, by address; held: it listened for something new")
                            .Register(registry);
    Counters &unread = counters(registry, "sightline_requests_unread_total", "Requests refused before anybody looked at what was asked, by status");
    Counters &receipts =
        counters(registry, "sightline_receipts_total", "Operations of devices answered, by outcome (applied, conflict, waiting, held) and reason");
    prometheus::Counter &pushes = counters(registry, "sightline_pushes_total", "Exchanges that brought operations").Add({});
    prometheus::Counter &pulls = counters(registry, "sightline_pulls_total", "Exchanges that were answered").Add({});
    prometheus::Counter &records = counters(registry, "sightline_records_given_total", "Records given to devices").Add({});

    prometheus::Gauge &connections = gauge(registry, "sightline_connections", "Open connections");
    prometheus::Gauge &listening = gauge(registry, "sightline_devices_listening", "Devices whose request is held open");
    prometheus::Gauge &devices = gauge(registry, "sightline_devices_enrolled", "Devices enrolled and not withdrawn");
    prometheus::Gauge &heard = gauge(registry, "sightline_devices_heard", "Devices heard within the last 15 minutes");
    prometheus::Gauge &files = gauge(registry, "sightline_files", "Photographs and files that are named");
    prometheus::Gauge &filesWhole = gauge(registry, "sightline_files_whole", "Those that are here whole");
    prometheus::Gauge &fileBytes = gauge(registry, "sightline_file_bytes", "Bytes of those that are here whole");
    prometheus::Gauge &takesFiles = gauge(registry, "sightline_takes_files", "1: files are taken; 0: the disk is nearly full");
    prometheus::Gauge &diskFree = gauge(registry, "sightline_disk_free_bytes", "Bytes free where the database and new files go; NaN: not known here");
    prometheus::Gauge &database = gauge(registry, "sightline_database_bytes", "Bytes the database takes");
    prometheus::Gauge &operations = gauge(registry, "sightline_operations", "Operations of the log");
    prometheus::Gauge &conflicts = gauge(registry, "sightline_conflicts_open", "Fields offered and not applied, which nobody has settled");
    prometheus::Gauge &unbacked = gauge(registry, "sightline_backup_lacks_operations", "Operations that no verified backup holds");
    prometheus::Gauge &backupAge = gauge(registry, "sightline_backup_age_seconds", "Age of the newest verified backup; +Inf: there is none");
    prometheus::Gauge &auditLines = gauge(registry, "sightline_audit_lines", "Lines of the audit trail");
    prometheus::Gauge &unsignedLines = gauge(registry, "sightline_audit_unsigned_lines", "Lines of it since the newest signed head");
    prometheus::Gauge &headAge = gauge(registry, "sightline_audit_head_age_seconds", "Age of the newest signed head; +Inf: there is none");
    prometheus::Gauge &readable = gauge(registry, "sightline_database_readable", "1: what is counted in the database could be read just now");
    prometheus::Gauge &leftOut = gauge(registry, "sightline_log_lines_left_out", "Lines of the log that nobody took in time");
};

Meters::Meters() : m(std::make_unique<Private>()) { }
Meters::~Meters() = default;

void Meters::answered(const Answered &one)
{
    const std::string address = one.address.toStdString();
    m->requests.Add({ { "address", address }, { "method", one.method.toStdString() }, { "status", std::to_string(one.status) } }).Increment();
    m->bytes.Add({ { "address", address }, { "direction", "in" } }).Increment(static_cast<double>(one.bytesIn));
    m->bytes.Add({ { "address", address }, { "direction", "out" } }).Increment(static_cast<double>(one.bytesOut));
    m->times.Add({ { "address", address }, { "held", one.wasHeld ? "yes" : "no" } }, secondsOfRequests)
        .Observe(std::chrono::duration<double>(one.took).count());
}

void Meters::refusedUnread(int status) { m->unread.Add({ { "status", std::to_string(status) } }).Increment(); }

void Meters::exchanged(const wire::SyncAnswer &answer)
{
    m->pulls.Increment();
    if (!answer.acks.isEmpty())
        m->pushes.Increment();
    for (const wire::Ack &ack : answer.acks) {
        const bool isHeld = ack.outcome.code == Outcome::Code::Held;
        const QString word = isHeld ? QStringLiteral("held") : outcomeName(ack.outcome);
        m->receipts.Add({ { "outcome", word.toStdString() }, { "reason", isHeld ? ack.outcome.reason.toStdString() : std::string() } }).Increment();
    }
    qint64 given = 0;
    for (const wire::Row &row : answer.rows)
        given += row.in.isEmpty() ? 0 : 1;
    m->records.Increment(static_cast<double>(given));
}

void Meters::setGauges(const std::optional<HubGauges> &gauges)
{
    m->readable.Set(gauges ? 1 : 0);
    if (!gauges)
        return;
    const auto set = [](prometheus::Gauge &gauge, qint64 value) { gauge.Set(static_cast<double>(value)); };
    set(m->devices, gauges->totals.devices);
    set(m->heard, gauges->totals.devicesHeard);
    set(m->files, gauges->totals.files);
    set(m->filesWhole, gauges->totals.filesWhole);
    set(m->fileBytes, gauges->totals.fileBytes);
    set(m->conflicts, gauges->totals.conflicts);
    set(m->operations, gauges->operations);
    set(m->unbacked, gauges->unbackedOperations);
    set(m->auditLines, gauges->auditLines);
    set(m->unsignedLines, gauges->unsignedAuditLines);
    set(m->database, gauges->databaseBytes);
    m->backupAge.Set(seconds(gauges->backupAgeMs));
    m->headAge.Set(seconds(gauges->auditHeadAgeMs));
    m->diskFree.Set(gauges->diskFreeBytes ? static_cast<double>(*gauges->diskFreeBytes) : std::numeric_limits<double>::quiet_NaN());
}

void Meters::setConnections(int connections, int listening)
{
    m->connections.Set(connections);
    m->listening.Set(listening);
}

void Meters::setTakesFiles(bool takes) { m->takesFiles.Set(takes ? 1 : 0); }

void Meters::setLogLinesLeftOut(qint64 lines) { m->leftOut.Set(static_cast<double>(lines)); }

QByteArray Meters::text() const { return QByteArray::fromStdString(prometheus::TextSerializer().Serialize(m->registry.Collect())); }

} // namespace sightline::hub
