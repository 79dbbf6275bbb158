#include "sync/hub/store/postgres_connection.h"

#include <QRegularExpression>
#include <QStringList>
#include <QtEndian>

#include <libpq-fe.h>

#include <poll.h>

#include <algorithm>
#include <array>
#include <utility>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned int8Type = 20;
constexpr unsigned textType = 25;
constexpr unsigned byteaType = 17;
constexpr unsigned int8ArrayType = 1016;
constexpr unsigned textArrayType = 1009;
constexpr unsigned byteaArrayType = 1001;
/// Most that waits to be written together, in bytes: what a push may be.
constexpr qint64 gatheredBytesMax = 4LL * 1024 * 1024;
constexpr int binary = 1;
constexpr int oldestServer = 15'00'00;

using InfoPointer = std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)>;

QString valueOf(const PQconninfoOption *options, const char *keyword)
{
    for (; options && options->keyword; ++options) {
        if (qstrcmp(options->keyword, keyword) == 0)
            return options->val ? QString::fromUtf8(options->val) : QString();
    }
    return {};
}

/// libpq's words for a connection that failed: of hosts, roles and databases, never of a password or a row.
QString connectionFault(const PGconn *connection) { return QString::fromUtf8(PQerrorMessage(connection)).simplified(); }

bool isThisMachine(const QString &host)
{
    static const QRegularExpression loopback(u"^127\\.[0-9]+\\.[0-9]+\\.[0-9]+$"_s);
    const bool isSocket = host.isEmpty() || host.startsWith(u'/') || host.startsWith(u'@');
    return isSocket || host == "localhost"_L1 || host == "::1"_L1 || loopback.match(host).hasMatch();
}

/// Begins to connect: with what stands in @p target, what the environment and the service file add to it, and what we set where nobody
/// said otherwise.
PGconn *begin(const PostgresTarget &target)
{
    const QByteArray conninfo = target.conninfo.toUtf8();
    const std::array<const char *, 9> keywords { "tcp_user_timeout", "keepalives_idle",      "keepalives_interval",
                                                 "keepalives_count", "target_session_attrs", "application_name",
                                                 "dbname",           "client_encoding",      nullptr };
    const std::array<const char *, 9> values { "10000", "10", "5", "3", "read-write", "sightline-hub", conninfo.constData(), "UTF8", nullptr };
    constexpr int expandsDatabaseName = 1;
    return PQconnectStartParams(keywords.data(), values.data(), expandsDatabaseName);
}

/// A server elsewhere must prove who it is before it is told anything: looked at before the first byte is sent.
Result<void> checkWay(PGconn *connection)
{
    const InfoPointer info(connection ? PQconninfo(connection) : nullptr, &PQconninfoFree);
    if (!info)
        return Error { ErrorCode::StorageFailure, u"There is no memory for a connection to PostgreSQL."_s };
    const QStringList hosts = valueOf(info.get(), "host").split(u',') + valueOf(info.get(), "hostaddr").split(u',');
    const bool isHere = std::all_of(hosts.cbegin(), hosts.cend(), isThisMachine);
    const QString mode = valueOf(info.get(), "sslmode");
    if (isHere || mode == "verify-full"_L1 || mode == "verify-ca"_L1)
        return {};
    return Error { ErrorCode::NotAllowed,
                   u"The PostgreSQL server is on another machine and nothing says that TLS must prove who it is; give sslmode=verify-full (or "
                   "verify-ca) and sslrootcert."_s };
}

/// Goes on until the connection stands or cannot.
void finish(PGconn *connection, std::chrono::milliseconds wait)
{
    const auto until = std::chrono::steady_clock::now() + wait;
    auto wants = PGRES_POLLING_WRITING;
    while (PQstatus(connection) != CONNECTION_BAD && (wants == PGRES_POLLING_READING || wants == PGRES_POLLING_WRITING)) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd socket { PQsocket(connection), static_cast<short>(wants == PGRES_POLLING_READING ? POLLIN : POLLOUT), 0 };
        if (left.count() <= 0 || ::poll(&socket, 1, static_cast<int>(left.count())) == 0)
            return;   // it took too long: what stands is not a connection
        wants = PQconnectPoll(connection);
    }
}

Error lost() { return { ErrorCode::StorageFailure, u"The connection to PostgreSQL is lost."_s }; }

/// Parameters as libpq takes them.
struct Bound {
    explicit Bound(const std::vector<std::optional<QByteArray>> &given) : formats(given.size(), binary)
    {
        for (const std::optional<QByteArray> &value : given) {
            values.push_back(value ? value->constData() : nullptr);
            lengths.push_back(value ? static_cast<int>(value->size()) : 0);
        }
    }
    [[nodiscard]] int count() const { return static_cast<int>(values.size()); }

    std::vector<const char *> values;
    std::vector<int> lengths;
    std::vector<int> formats;
};

ErrorCode codeOf(const QByteArray &state)
{
    if (state == "23505")
        return ErrorCode::AlreadyExists;
    if (state == "P0001")   // one of our triggers
        return ErrorCode::NotAllowed;
    if (state == "55P03")
        return ErrorCode::StorageLocked;
    if (state == "53100")
        return ErrorCode::StorageFull;
    if (state == "XX001" || state == "XX002")
        return ErrorCode::Corrupt;
    return ErrorCode::StorageFailure;
}

} // namespace

Result<PostgresTarget> PostgresTarget::fromArgument(const QString &argument)
{
    const bool isUrl = argument.startsWith("postgresql://"_L1) || argument.startsWith("postgres://"_L1);
    PostgresTarget target { isUrl ? argument : argument.mid(QLatin1String("postgresql:").size()) };
    char *fault = nullptr;
    const InfoPointer info(PQconninfoParse(target.conninfo.toUtf8().constData(), &fault), &PQconninfoFree);
    PQfreemem(fault);   // it may repeat what was given
    if (!info || target.conninfo.isEmpty()) {
        return Error { ErrorCode::InvalidInput,
                       u"--db cannot be read as the address of a PostgreSQL database; give postgresql://HOST/DATABASE or postgresql:service=NAME."_s };
    }
    if (!valueOf(info.get(), "password").isEmpty() || !valueOf(info.get(), "sslpassword").isEmpty()) {
        return Error { ErrorCode::InvalidInput,
                       u"--db holds a password, which everybody on this machine could read; put it in a password file (~/.pgpass or PGPASSFILE)."_s };
    }
    return target;
}

void PostgresParameters::add(qint64 value)
{
    QByteArray bytes(sizeof value, Qt::Uninitialized);
    qToBigEndian(value, bytes.data());
    m_values.push_back(std::move(bytes));
    m_types.push_back(int8Type);
}

void PostgresParameters::add(const QString &value)
{
    m_values.push_back(value.toUtf8());
    m_types.push_back(textType);
}

void PostgresParameters::add(const QByteArray &value)
{
    m_values.push_back(value);
    m_types.push_back(byteaType);
}

void PostgresParameters::addNull()
{
    m_values.push_back(std::nullopt);
    m_types.push_back(int8Type);   // the one column that may be NULL is a number
}

bool PostgresRows::add(const QByteArray &key, PostgresParameters row)
{
    if (m_keys.contains(key))
        return false;
    m_keys.insert(key);
    for (const std::optional<QByteArray> &value : row.m_values)
        m_bytes += value ? value->size() : 0;
    m_rows.push_back(std::move(row));
    return true;
}

/// "INSERT … SELECT * FROM unnest(?1::bigint[], …) …": columns of arrays in place of values.
std::string PostgresRows::together() const
{
    static constexpr std::string_view values = " VALUES (";
    const std::size_t begin = m_insert.find(values);
    const std::size_t end = m_insert.find(')', begin);
    Q_ASSERT(begin != std::string::npos && end != std::string::npos);
    std::string text = m_insert.substr(0, begin) + " SELECT * FROM unnest(";
    const std::vector<unsigned> &types = m_rows.front().m_types;
    for (std::size_t i = 0; i < types.size(); ++i) {
        text += i == 0 ? "?" : ", ?";
        text += std::to_string(i + 1);
        text += types[i] == int8Type ? "::bigint[]" : types[i] == textType ? "::text[]" : "::bytea[]";
    }
    return text + m_insert.substr(end);
}

PostgresParameters PostgresRows::columns() const
{
    PostgresParameters arrays;
    const auto append = [](QByteArray &to, qint32 number) {
        char bytes[sizeof number];
        qToBigEndian(number, bytes);
        to.append(bytes, sizeof number);
    };
    for (std::size_t column = 0; column < m_rows.front().m_types.size(); ++column) {
        const unsigned type = m_rows.front().m_types[column];
        // PostgreSQL's binary array: dimensions, whether any is NULL, type, length, first index; then each with its length before it.
        QByteArray array;
        for (const qint32 number : { 1, 0, static_cast<qint32>(type), static_cast<qint32>(m_rows.size()), 1 })
            append(array, number);
        for (const PostgresParameters &row : m_rows) {
            const std::optional<QByteArray> &value = row.m_values[column];
            Q_ASSERT(value && row.m_types[column] == type);   // no row that is gathered has a NULL
            append(array, static_cast<qint32>(value->size()));
            array.append(*value);
        }
        arrays.m_values.push_back(std::move(array));
        arrays.m_types.push_back(type == int8Type ? int8ArrayType : type == textType ? textArrayType : byteaArrayType);
    }
    return arrays;
}

bool PostgresRow::isNull(int column) const { return PQgetisnull(m_result, m_row, column) != 0; }

qint64 PostgresRow::integer(int column) const
{
    const char *bytes = PQgetvalue(m_result, m_row, column);
    switch (PQgetlength(m_result, m_row, column)) {
    case 8: return qFromBigEndian<qint64>(bytes);
    case 4: return qFromBigEndian<qint32>(bytes);
    case 1: return *bytes;
    default: return 0;   // NULL
    }
}

QString PostgresRow::text(int column) const { return QString::fromUtf8(PQgetvalue(m_result, m_row, column), PQgetlength(m_result, m_row, column)); }

QByteArray PostgresRow::blob(int column) const { return { PQgetvalue(m_result, m_row, column), PQgetlength(m_result, m_row, column) }; }

std::optional<qint64> PostgresRow::optionalInteger(int column) const { return isNull(column) ? std::nullopt : std::optional(integer(column)); }

void PostgresConnection::FreeResult::operator()(pg_result *result) const { PQclear(result); }

PostgresConnection::~PostgresConnection() { PQfinish(m_connection); }

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const PostgresTarget &target, const Options &options)
{
    std::unique_ptr<PostgresConnection> made(new PostgresConnection(begin(target)));
    if (const auto checked = checkWay(made->m_connection); !checked)
        return checked.error();
    finish(made->m_connection, options.connectWait);
    if (made->isBroken())
        return Error { ErrorCode::StorageFailure, u"The PostgreSQL database does not let the hub in: %1"_s.arg(connectionFault(made->m_connection)) };
    PQsetErrorVerbosity(made->m_connection, PQERRORS_TERSE);
    PQsetNoticeReceiver(made->m_connection, &PostgresConnection::receiveNotice, made.get());
    if (const auto configured = made->configure(options); !configured)
        return configured.error();
    return made;
}

Result<void> PostgresConnection::configure(const Options &options)
{
    QStringList unsafe;
    bool isStandby = false;
    QString encoding, commit;
    const auto looked = each("SELECT current_setting('fsync'), current_setting('full_page_writes'), current_setting('server_encoding'), "
                             "current_setting('synchronous_commit'), pg_is_in_recovery(), coalesce(quote_ident(current_schema()), '')",
                             [&](const PostgresRow &row) {
                                 if (row.text(0) != "on"_L1)
                                     unsafe.append(u"fsync"_s);
                                 if (row.text(1) != "on"_L1)
                                     unsafe.append(u"full_page_writes"_s);
                                 encoding = row.text(2);
                                 commit = row.text(3);
                                 isStandby = row.integer(4) != 0;
                                 m_schema = row.text(5);
                             });
    if (!looked)
        return looked;
    if (!unsafe.isEmpty()) {
        return Error { ErrorCode::NotAllowed,
                       u"The PostgreSQL server has %1 off: it would lose what it was given with the next power cut. Switch it on."_s.arg(
                           unsafe.join(u" and "_s)) };
    }
    if (PQserverVersion(m_connection) < oldestServer)
        return Error { ErrorCode::NotAllowed, u"The PostgreSQL server is older than 15; the hub needs 15 or newer."_s };
    if (encoding != "UTF8"_L1)
        return Error { ErrorCode::NotAllowed, u"The PostgreSQL database is not in UTF8; make one with: createdb --encoding=UTF8"_s };
    if (isStandby)
        return Error { ErrorCode::NotAllowed, u"The PostgreSQL server is a standby; the hub needs the primary."_s };
    if (m_schema.isEmpty())
        return Error { ErrorCode::NotAllowed, u"The PostgreSQL role sees no schema to keep a council's records in; make one and give it to the role."_s };
    // remote_apply waits for more than "on" does; whatever waits for less is not ours.
    const QString wanted = commit == "remote_apply"_L1 ? commit : u"on"_s;
    const auto set = run("SELECT set_config('synchronous_commit', ?1, false), set_config('lock_timeout', ?2, false), "
                         "set_config('idle_in_transaction_session_timeout', ?3, false), set_config('search_path', ?4, false), "
                         "set_config('client_connection_check_interval', '1000', false), set_config('client_min_messages', 'warning', false)",
                         wanted, QString::number(options.lockWait.count()), QString::number(options.idleInTransaction.count()), m_schema);
    if (!set)
        return set.error();
    if (const auto identified = identify(); !identified)
        return identified;
    QString kept;
    const auto asked = each("SELECT current_setting('synchronous_commit')", [&kept](const PostgresRow &row) { kept = row.text(0); });
    if (!asked)
        return asked;
    if (kept != "on"_L1 && kept != "remote_apply"_L1)
        return Error { ErrorCode::NotAllowed, u"The PostgreSQL server does not let the hub have synchronous_commit on."_s };
    return {};
}

Result<void> PostgresConnection::identify()
{
    return each("SELECT (SELECT system_identifier FROM pg_control_system())::text || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) || '/' || "
                "(SELECT oid FROM pg_database WHERE datname = current_database())::text || '/' || quote_ident(current_schema())::regnamespace::oid::text, "
                "quote_ident(current_schema())::regnamespace::oid::bigint",
                [this](const PostgresRow &row) {
                    m_identity = row.text(0);
                    m_schemaNumber = row.integer(1);
                });
}

Result<qint64> PostgresConnection::script(std::string_view sql)
{
    if (const auto settled = settle(); !settled)
        return settled.error();
    const auto result = checked(PQexec(m_connection, std::string(sql).c_str()));
    if (result)
        forgetStrayStatements();
    return result ? Result<qint64>(rowCount(**result)) : result.error();
}

/// The text of a notice may quote a row: only that there was one is kept.
void PostgresConnection::receiveNotice(void *connection, const pg_result *notice)
{
    if (qstrcmp(PQresultErrorField(notice, PG_DIAG_SEVERITY_NONLOCALIZED), "WARNING") == 0)
        static_cast<PostgresConnection *>(connection)->m_wasWarned = true;
}

/// What was prepared before a pipeline failed is known to the server alone; as soon as it listens again it drops all of it.
void PostgresConnection::forgetStrayStatements()
{
    const auto status = PQtransactionStatus(m_connection);
    if (!m_hasStrayStatements || (status != PQTRANS_IDLE && status != PQTRANS_INTRANS))
        return;
    m_prepared.clear();
    m_hasStrayStatements = !checked(PQexec(m_connection, "DEALLOCATE ALL"));
}

Result<void> PostgresConnection::execute(std::string_view sql)
{
    const auto done = script(sql);
    return done ? Result<void>() : done.error();
}

Result<void> PostgresConnection::commit()
{
    if (const auto settled = settle(); !settled)
        return settled;
    m_wasWarned = false;
    const auto result = checked(PQexec(m_connection, "COMMIT"));
    if (!result)
        return result.error();
    if (m_wasWarned) {
        // Committed here, but not where it was to be as well: somebody ended the wait for the standby. It is no answer's ground.
        return Error { ErrorCode::StorageFailure, u"PostgreSQL warned while it committed: whether the transaction survives this server is not known."_s };
    }
    if (qstrcmp(PQcmdStatus(result->get()), "COMMIT") != 0)
        return Error { ErrorCode::StorageFailure, u"PostgreSQL undid a transaction in which a statement had failed."_s };
    return {};
}

void PostgresConnection::rollBack()
{
    forgetGathered();
    static_cast<void>(settle());
    static_cast<void>(execute("ROLLBACK"));
}

/// The name of the statement @p sql, which is prepared if it is not yet: within a pipeline as its next step.
Result<std::string> PostgresConnection::prepared(std::string_view sql, const PostgresParameters &parameters)
{
    const auto found = m_prepared.find(sql);
    if (found != m_prepared.end())
        return found->second;
    std::string text(sql);
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (text[i] == '?' && text[i + 1] >= '1' && text[i + 1] <= '9')
            text[i] = '$';
    }
    std::string name = std::to_string(m_names++);
    const int count = static_cast<int>(parameters.m_types.size());
    if (PQpipelineStatus(m_connection) == PQ_PIPELINE_OFF) {
        const auto made = checked(PQprepare(m_connection, name.c_str(), text.c_str(), count, parameters.m_types.data()));
        if (!made)
            return made.error();
    } else {
        if (PQsendPrepare(m_connection, name.c_str(), text.c_str(), count, parameters.m_types.data()) == 0)
            return lost();
        ++m_unanswered;
    }
    m_prepared.emplace(std::string(sql), name);
    return name;
}

Result<void> PostgresConnection::gather(const QByteArray &key, std::string_view insert, PostgresParameters row)
{
    qint64 waiting = 0;
    PostgresRows *rows = nullptr;
    for (PostgresRows &one : m_gathered) {
        waiting += one.bytes();
        if (one.m_insert == insert)
            rows = &one;
    }
    if (rows && waiting < gatheredBytesMax && rows->add(key, row))
        return {};
    if (rows) {
        if (const auto sent = sendGathered(); !sent)
            return sent;
    }
    m_gathered.emplace_back(insert);
    return m_gathered.back().add(key, std::move(row)) ? Result<void>() : lost();
}

Result<void> PostgresConnection::sendGathered()
{
    for (const std::vector<PostgresRows> gathered = std::exchange(m_gathered, {}); const PostgresRows &rows : gathered) {
        const bool isOne = rows.m_rows.size() == 1;
        const auto sent = isOne ? enqueue(rows.m_insert, rows.m_rows.front()) : enqueue(rows.together(), rows.columns());
        if (!sent)
            return sent;
    }
    return {};
}

/// Hands a statement to the pipeline, which begins with the first.
Result<void> PostgresConnection::enqueue(std::string_view sql, const PostgresParameters &parameters)
{
    if (const auto gathered = sendGathered(); !gathered)
        return gathered;
    if (PQpipelineStatus(m_connection) == PQ_PIPELINE_OFF && PQenterPipelineMode(m_connection) == 0)
        return lost();
    const auto name = prepared(sql, parameters);
    if (!name)
        return name.error();
    const Bound bound(parameters.m_values);
    const int sent = PQsendQueryPrepared(m_connection, name->c_str(), bound.count(), bound.values.data(), bound.lengths.data(), bound.formats.data(), binary);
    if (sent == 0)
        return lost();
    ++m_unanswered;
    return {};
}

/// Ends the pipeline: waits for every answer. The last statement's result, or the first error.
Result<PostgresConnection::ResultPointer> PostgresConnection::lastOfPipeline()
{
    Result<ResultPointer> last = PQpipelineSync(m_connection) == 1 ? Result<ResultPointer>(ResultPointer()) : lost();
    for (; m_unanswered > 0 && !isBroken(); --m_unanswered) {
        auto next = checked(PQgetResult(m_connection));
        PQclear(PQgetResult(m_connection));   // none: the end of this statement
        if (last)
            last = std::move(next);
    }
    m_unanswered = 0;
    PQclear(PQgetResult(m_connection));   // the end of the pipeline
    if (PQexitPipelineMode(m_connection) == 0 && last)
        last = lost();
    if (!last) {
        m_prepared.clear();   // what was to be prepared after the fault was not
        m_hasStrayStatements = true;
    }
    return last;
}

Result<void> PostgresConnection::settle()
{
    if (const auto gathered = sendGathered(); !gathered)
        return gathered;
    if (PQpipelineStatus(m_connection) == PQ_PIPELINE_OFF)
        return {};
    const auto last = lastOfPipeline();
    return last ? Result<void>() : last.error();
}

Result<PostgresConnection::ResultPointer> PostgresConnection::query(std::string_view sql, const PostgresParameters &parameters)
{
    if (const auto gathered = sendGathered(); !gathered)
        return gathered.error();
    if (PQpipelineStatus(m_connection) != PQ_PIPELINE_OFF) {
        if (const auto sent = enqueue(sql, parameters); !sent)
            return sent.error();
        return lastOfPipeline();
    }
    const auto name = prepared(sql, parameters);
    if (!name)
        return name.error();
    const Bound bound(parameters.m_values);
    return checked(PQexecPrepared(m_connection, name->c_str(), bound.count(), bound.values.data(), bound.lengths.data(), bound.formats.data(), binary));
}

Result<PostgresConnection::ResultPointer> PostgresConnection::checked(pg_result *given) const
{
    ResultPointer result(given);
    const auto status = PQresultStatus(given);   // of none: a fatal error
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
        return result;
    const QByteArray state = PQresultErrorField(given, PG_DIAG_SQLSTATE);
    if (state.isEmpty())
        return lost();
    const ErrorCode code = codeOf(state);
    if (code == ErrorCode::StorageLocked)
        return Error { code, u"Another hub or program holds the council's records for too long (SQLSTATE 55P03)."_s };
    return Error { code, u"PostgreSQL refused a statement (SQLSTATE %1)."_s.arg(QString::fromLatin1(state)) };
}

qint64 PostgresConnection::changedRows(const pg_result &result) { return QByteArray(PQcmdTuples(const_cast<PGresult *>(&result))).toLongLong(); }

int PostgresConnection::rowCount(const pg_result &result) { return PQntuples(&result); }

bool PostgresConnection::isBroken() const { return PQstatus(m_connection) != CONNECTION_OK; }

bool PostgresConnection::hasEnded() { return PQconsumeInput(m_connection) == 0 || isBroken(); }

bool PostgresConnection::isIdle() const { return !isBroken() && PQtransactionStatus(m_connection) == PQTRANS_IDLE; }

QString PostgresConnection::channel() const { return u"sightline_%1"_s.arg(m_schemaNumber); }

} // namespace sightline::hub
