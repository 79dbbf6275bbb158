#include "tests/pictures/lively_council.h"

#include "core/commands/keep_child.h"
#include "core/commands/new_operation.h"
#include "core/commands/save_draft.h"
#include "core/packs/calendar/england_calendar.h"
#include "core/packs/framework/framework_pack.h"
#include "core/queries/today_board.h"
#include "core/store/form_library.h"
#include "core/store/store_directory.h"
#include "sync/client/enrol.h"
#include "sync/client/exchange.h"
#include "sync/client/http_transport.h"
#include "tests/pictures/made_up_records.h"

#include <QDir>
#include <QFile>

namespace sightline::pictures {

using namespace Qt::StringLiterals;

namespace {

constexpr auto passphrase = "a passphrase for pictures alone";
const QString manager = u"tm-early-support-north"_s;
const TeamId north(u"early-support-north"_s);
const TeamId south(u"early-support-south"_s);
const PersonId observedPerson(u"practitioner-north-1"_s);

StoreCredentials credentials()
{
    StoreCredentials made;
    made.passphrase = SecretBytes::copyOf(passphrase);
    made.cost = { 1, 64 * 1024 };
    return made;
}

/// The first of this person's tasks that the form @p form answers, if any.
std::optional<TaskReference> taskFor(Store &store, const QString &form, QDate day)
{
    const auto board = todayBoard(store, englandCalendar(), day);
    if (!board)
        return std::nullopt;
    for (const TodayItem &item : board->items) {
        if (item.task.task.templateId == form && item.task.task.target > item.task.task.done)
            return referenceTo(item.task.task);
    }
    return std::nullopt;
}

Result<RecordId> giveVisit(Store &store, Result<Answers> answers, const QString &form, const QDateTime &at, const TeamId &team,
                           const std::optional<PersonId> &observed = {})
{
    if (!answers)
        return answers.error();
    return give(store, { form, *std::move(answers), at, team, observed, taskFor(store, form, at.date()) });
}

Result<void> only(const Result<RecordId> &given) { return given ? Result<void>() : given.error(); }

Result<void> change(Store &store, const RecordId &record, const QString &field, const QString &text, const Json &seen)
{
    Operation patch = newOperation(store, OperationKind::Patch, record);
    patch.set.insert(field, { text, fieldHash(seen) });
    const auto body = store.view().body(record);
    if (!body)
        return body.error();
    if (*body)
        patch.form = (*body)->form;
    return store.transact([&] { return store.outbox().append(patch); });
}

/// A child on the manager's list, last seen on @p seenOn.
Result<void> listChild(Store &store, const QString &number, const QString &initials, const QString &age, const QString &plan, const QString &rule, QDate seenOn)
{
    ChildPointer child;
    child.number = number;
    child.initials = initials;
    child.ageBand = age;
    child.plan = plan;
    child.rule = rule;
    child.seenOn = seenOn;
    const auto kept = addChild(store, child);
    if (!kept)
        return kept.error();
    return kept->child ? Result<void>() : Error { ErrorCode::InvalidInput, kept->problems.first().text };
}

Result<void> listChildren(Store &store, QDate today)
{
    if (const auto one = listChild(store, u"LCS-100471"_s, u"A.B."_s, u"5-10"_s, u"child-protection-plan"_s, u"child-protection"_s, today.addDays(-17)); !one)
        return one;
    if (const auto two = listChild(store, u"LCS-100815"_s, u"C.D."_s, u"11-15"_s, u"care-plan"_s, u"child-in-care"_s, today.addDays(-39)); !two)
        return two;
    return listChild(store, u"LCS-100216"_s, u"E.F."_s, u"2-4"_s, u"early-help-plan"_s, u"early-help"_s, today.addDays(-5));
}

} // namespace

QDateTime LivelyCouncil::day(int before, int hour, int minute) const
{
    const QDateTime at(m_now.date().addDays(-before), QTime(hour, minute));
    return at < m_now ? at : m_now.addSecs(-60);
}

Result<void> LivelyCouncil::on(const QString &device, const QDateTime &at, const Work &work, bool thenSync)
{
    m_clock.at = Instant { at.toMSecsSinceEpoch() };
    auto store = StoreDirectory(folderOf(device) + u"/store"_s).open(credentials(), m_clock, m_random);
    if (!store)
        return store.error();
    if (const auto done = work ? work(**store) : Result<void>(); !done || !thenSync)
        return done;
    sync::OwnStore access(**store);
    sync::HttpTransport transport(*sync::hubUrlFromText(m_hub.url()));
    const auto synced = sync::syncOnce(access, transport, m_random);
    return synced ? Result<void>() : synced.error();
}

Result<void> LivelyCouncil::join(const QString &device, const QString &person, const QDateTime &at)
{
    QDir().mkpath(folderOf(device));
    QFile key(folderOf(device) + u"/key"_s);
    if (!key.open(QIODevice::WriteOnly) || key.write(passphrase) < 0)
        return Error { ErrorCode::StorageFailure, u"The key file of a device could not be written."_s };
    key.close();
    m_clock.at = Instant { at.toMSecsSinceEpoch() };
    StoreDirectory directory(folderOf(device) + u"/store"_s);
    if (const auto made = directory.provision(credentials(), m_clock, m_random); !made)
        return made;
    return on(device, at, [&](Store &store) -> Result<void> {
        sync::OwnStore access(store);
        sync::HttpTransport transport(*sync::hubUrlFromText(m_hub.url()));
        const auto joined = sync::enrolDevice(access, transport, m_hub.url(), m_hub.codeFor(person));
        return joined ? Result<void>() : joined.error();
    });
}

Result<void> LivelyCouncil::workOfTheWeek()
{
    const auto done = [](std::initializer_list<Result<void>> steps) -> Result<void> {
        for (const Result<void> &step : steps) {
            if (!step)
                return step;
        }
        return {};
    };
    return done({
        join(u"first"_s, u"practitioner-north-1"_s, day(8, 9, 0)),
        join(u"manager"_s, manager, day(8, 9, 10)),
        join(u"other"_s, manager, day(8, 9, 20)),
        on(u"first"_s, day(6, 15, 40),
           [this](Store &store) { return only(giveVisit(store, homeVisit(store, day(6, 14, 30)), u"T02"_s, day(6, 15, 35), north)); }),
        on(u"manager"_s, day(5, 12, 10),
           [this](Store &store) { return only(giveVisit(store, observation(store, day(5, 10, 30)), u"T01"_s, day(5, 12, 5), north, observedPerson)); }),
        on(u"first"_s, day(2, 17, 5), [this](Store &store) { return only(giveVisit(store, noReply(store, day(2, 16, 30)), u"T02"_s, day(2, 16, 50), north)); }),
        on(u"manager"_s, day(1, 16, 25),
           [this](Store &store) { return only(giveVisit(store, officeVisit(store, day(1, 14, 0)), u"T03"_s, day(1, 16, 20), north)); }),
    });
}

/// The manager began a note on one device and went on with it on both.
Result<void> LivelyCouncil::twoTexts()
{
    const QString field = u"worry"_s;
    const QString before = u"Bedtime is still late at weekends."_s;
    std::optional<RecordId> note;
    const auto begun = on(u"manager"_s, day(1, 17, 0), [&](Store &store) -> Result<void> {
        auto answers = homeVisit(store, day(1, 11, 0));
        if (!answers)
            return answers.error();
        answers->set(field, before);
        const auto made = give(store, { u"T02"_s, *answers, day(1, 11, 45), north, {}, {}, RecordState::Draft });
        if (made)
            note = *made;
        return only(made);
    });
    if (!begun)
        return begun;
    const auto elsewhere = [&](Store &store) { return change(store, *note, field, u"Bedtime is late at weekends, and Mum is worn out by Monday."_s, before); };
    const auto here = [&](Store &store) {
        return change(store, *note, field, u"Bedtime is late at weekends. Nana thinks it is the phone; Mum thinks it is school."_s, before);
    };
    if (const auto pulled = on(u"other"_s, day(0, 8, 20), {}); !pulled)
        return pulled;
    if (const auto changed = on(u"other"_s, day(0, 8, 25), elsewhere); !changed)
        return changed;
    return on(u"manager"_s, day(0, 8, 40), here);
}

Result<void> LivelyCouncil::todaysWork()
{
    // In a team that is not this manager's: the hub keeps it.
    const auto kept = on(u"manager"_s, day(0, 9, 5),
                         [this](Store &store) { return only(giveVisit(store, officeVisit(store, day(0, 8, 45)), u"T03"_s, day(0, 9, 0), south)); });
    if (!kept)
        return kept;
    return on(
        u"manager"_s, day(0, 9, 30),
        [this](Store &store) -> Result<void> {
            if (const auto listed = listChildren(store, m_now.date()); !listed)
                return listed;
            if (const auto sent = giveVisit(store, officeVisit(store, day(0, 9, 10)), u"T03"_s, day(0, 9, 25), north); !sent)
                return sent.error();
            const auto request = sync::buildRequest(store, {});
            if (!request)
                return request.error();
            if (const auto marked = sync::markSent(store, request->sent); !marked)
                return marked;
            if (const auto here = giveVisit(store, noReply(store, day(0, 9, 20)), u"T02"_s, day(0, 9, 28), north); !here)
                return here.error();
            if (const auto draft = leaveDraft(store, u"T01"_s, observation(store, day(0, 9, 0)), u"facts"_s); !draft)
                return draft.error();
            return only(leaveDraft(store, u"T02"_s, homeVisit(store, day(0, 9, 15)), u"worry"_s));
        },
        false);
}

/// From next month the data are looked at monthly, cases are audited less often, and one thing is new.
Result<void> LivelyCouncil::comingEdition()
{
    const auto framework = compileWithBuiltInTables(builtInFramework());
    if (!framework)
        return framework.error();
    QList<QByteArray> lines = builtInFramework().split('\n');
    const CompiledActivity *meetings = framework->find(ActivityKey(u"early-support:data-meetings"_s));
    if (!meetings)
        return Error { ErrorCode::NotFound, u"The built-in framework has no data meetings."_s };
    lines[meetings->activity.lastLine - 1] = "\tMonthly";
    lines.insert(meetings->activity.line - 1,
                 "\tShadowing days\n\tWorkers spend a day beside a colleague\n\tTo learn from one another\n\tTeam Manager\n\tQuarterly\n");
    QFile file(m_folder.filePath(u"next.txt"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(lines.join('\n')) < 0)
        return Error { ErrorCode::StorageFailure, u"The coming edition could not be written."_s };
    file.close();
    const QDate from = m_now.date().addDays(40);
    if (m_hub.administer({ u"framework"_s, u"install"_s, file.fileName(), u"--from"_s, from.toString(Qt::ISODate) }).isEmpty())
        return Error { ErrorCode::HubUnreachable, u"The hub did not take the coming edition: %1"_s.arg(m_hub.complaint) };
    return {};
}

Result<void> LivelyCouncil::onManagersDevice(const Work &work) { return on(u"manager"_s, day(0, 9, 40), work, false); }

Result<void> LivelyCouncil::make()
{
    if (!m_hub.init() || !m_hub.serve())
        return Error { ErrorCode::HubUnreachable, u"The hub did not start: %1"_s.arg(m_hub.complaint) };
    for (const auto step : { &LivelyCouncil::comingEdition, &LivelyCouncil::workOfTheWeek, &LivelyCouncil::twoTexts }) {
        if (const auto done = (this->*step)(); !done)
            return done;
    }
    if (const auto joined = join(u"newcomer"_s, u"practitioner-south-2"_s, day(0, 9, 0)); !joined)
        return joined;
    const auto today = todaysWork();
    stopHub();
    return today;
}

AppOptions LivelyCouncil::optionsFor(const QString &device) const
{
    AppOptions options;
    options.storeDirectory = folderOf(device) + u"/store"_s;
    options.keyFile = folderOf(device) + u"/key"_s;
    return options;
}

AppOptions LivelyCouncil::app() const { return optionsFor(u"manager"_s); }
AppOptions LivelyCouncil::newcomersApp() const { return optionsFor(u"newcomer"_s); }

} // namespace sightline::pictures
