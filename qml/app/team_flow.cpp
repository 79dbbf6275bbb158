#include "qml/app/team_flow.h"

#include "core/base/limits.h"
#include "core/commands/propose.h"
#include "core/queries/present_edition.h"
#include "core/store/known_council.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/error_text.h"
#include "sync/client/team_contacts.h"

#include <QCoreApplication>
#include <QFile>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Team)
};

/// A device that was not heard for so long deserves a look: what its owner did meanwhile is known to nobody else.
constexpr qint64 silentMs = 7LL * 24 * 3600 * 1000;

QString countWords(const TeamMember &member)
{
    if (!member.isTold) {
        //: Under a colleague, of whose service's tasks this device is told nothing.
        return Words::tr("This device is not told what becomes of their tasks");
    }
    //: Under a colleague: how much is late, due and done. All three are numbers.
    return Words::tr("%1 late, %2 due, %3 done").arg(member.late).arg(member.due).arg(member.done);
}

struct Offers {
    bool team = false;
    bool tables = false;
};

QString tableWords(const QString &table)
{
    if (table == "teams"_L1) {
        //: Which table a problem is in.
        return Words::tr("Teams");
    }
    if (table == "settings"_L1) {
        //: Which table a problem is in: homes, schools, areas.
        return Words::tr("Settings");
    }
    //: Which table a problem is in.
    return Words::tr("People");
}

struct TakenIn {
    PeopleRead read;
    std::optional<RecordId> proposal;
};

Result<TakenIn> takeTables(Store &store, QDate today, const PeopleTables &tables)
{
    const auto council = knownCouncil(store);
    const auto edition = presentEdition(store, today);
    if (!council || !edition)
        return council ? edition.error() : council.error();
    QList<ServiceId> services;
    for (const CompiledService &service : *edition ? (*edition)->framework.services : QList<CompiledService>())
        services.append(service.id);
    auto read = readPeopleTables(tables, **council, services);
    if (!read)
        return read.error();
    if (!read->problems.isEmpty())
        return TakenIn { std::move(read).value(), {} };
    const auto proposed = proposePeople(store, tables);
    return proposed ? Result<TakenIn>(TakenIn { std::move(read).value(), *proposed }) : proposed.error();
}

Result<PeopleTables> readFiles(const QMap<QString, QString> &files)
{
    PeopleTables tables;
    for (auto one = files.cbegin(); one != files.cend(); ++one) {
        QFile file(*one);
        if (!file.open(QIODevice::ReadOnly)) {
            //: Where a table of people was chosen. %1 is the file's name.
            return Error { ErrorCode::InvalidInput, Words::tr("The file “%1” cannot be read. Choose it again.").arg(one->section(u'/', -1)) };
        }
        QByteArray &into = one.key() == "teams"_L1 ? tables.teams : one.key() == "settings"_L1 ? tables.settings : tables.people;
        into = file.read(limits::csvBytesMax + 1);
    }
    return tables;
}

} // namespace

TeamFlow::TeamFlow(StoreLink &link, StoreThread &store, MoreView &view) : m_link(link), m_view(view), m_hub(store)
{
    connect(view.team(), &TeamView::asked, this, [this] {
        readBoard();
        askHub();
    });
    connect(view.tables(), &ImportView::importAsked, this, &TeamFlow::takeIn);
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        static const QSet<RecordType> concerning { RecordType::Person, RecordType::Team, RecordType::Council, RecordType::Fact, RecordType::Edition };
        if (changes.types.intersects(concerning))
            refresh();
    });
}

void TeamFlow::refresh()
{
    m_link.ask(
        this,
        [today = m_link.today()](Store &store) -> Result<Offers> {
            const auto team = answersForSomebody(store, today);
            const auto tables = team ? keepsPeopleHere(store) : Result<bool>(team.error());
            return tables ? Result<Offers>(Offers { *team, *tables }) : tables.error();
        },
        [this](const Result<Offers> &offers) {
            m_view.team()->setIsOffered(offers && offers->team);
            m_view.tables()->setIsOffered(offers && offers->tables);
            if (offers && offers->team)
                readBoard();
        });
}

void TeamFlow::readBoard()
{
    m_link.ask(
        this, [&calendar = m_link.calendar(), today = m_link.today()](Store &store) { return teamBoard(store, calendar, today); },
        [this](const Result<TeamBoard> &board) {
            if (!board)
                return m_view.team()->showProblem(errorText(board.error()));
            QList<MemberRow> rows;
            for (const TeamMember &member : board->members)
                rows.append(rowOf(member, board->asOfMs.has_value()));
            //: Over the list of colleagues, where the hub was never asked when their devices were heard.
            QString asOf = Words::tr("When their devices were heard is not known here yet: the hub has not been asked.");
            if (board->asOfMs) {
                //: Over the list of colleagues: when the hub said when their devices were heard. %1 is a time.
                asOf = Words::tr("Their devices as the hub knew them: %1").arg(momentWords(m_link.councilNow().at(*board->asOfMs), m_link.today()));
            }
            m_view.team()->show(asOf, rows);
        });
}

MemberRow TeamFlow::rowOf(const TeamMember &member, bool isKnown) const
{
    MemberRow row { member.person.toString(), member.name, countWords(member), {}, u"device"_s, Tone::Plain };
    if (!isKnown)
        return row;
    if (member.devices == 0) {
        //: Under a colleague who has joined no device.
        row.statusText = Words::tr("No device has joined");
        row.tone = Tone::Attention;
    } else if (!member.heardMs) {
        //: Under a colleague whose device was not heard yet.
        row.statusText = Words::tr("Device not heard yet");
        row.tone = Tone::Attention;
    } else {
        const QString when = momentWords(m_link.councilNow().at(*member.heardMs), m_link.today());
        if (member.left.value_or(0) > 0) {
            //: Under a colleague: when their device was last heard (%1), and that it still held records (%n).
            row.statusText = Words::tr("Device last heard %1, with %n record(s) not sent", nullptr, int(*member.left)).arg(when);
        } else {
            //: Under a colleague: when their device was last heard. %1 is a time.
            row.statusText = Words::tr("Device last heard %1").arg(when);
        }
        row.tone = m_link.now().msSinceEpoch - *member.heardMs > silentMs ? Tone::Attention : Tone::Plain;
    }
    return row;
}

void TeamFlow::askHub()
{
    if (!m_hub.hasHub() || m_view.team()->isBusy())
        return;
    m_view.team()->setIsBusy(true);
    m_hub.ask(
        this,
        [](sync::StoreAccess &access, sync::Transport &transport, const std::atomic<bool> *givenUp) {
            return sync::fetchTeamContacts(access, transport, givenUp);
        },
        [this](const Result<void> &fetched) {
            m_view.team()->setIsBusy(false);
            if (fetched) {
                m_view.team()->showProblem({});
                return readBoard();
            }
            if (fetched.error().code == ErrorCode::NotAllowed)
                Q_EMIT syncAsked();
            //: Over the list of colleagues, where the hub could not be asked when their devices were heard.
            m_view.team()->showProblem(Words::tr("The hub cannot be asked about their devices just now. What it said last is shown, with its time."));
        });
}

void TeamFlow::takeIn(const QMap<QString, QString> &files)
{
    m_link.ask(
        this,
        [files, today = m_link.today()](Store &store) -> Result<TakenIn> {
            const auto tables = readFiles(files);
            return tables ? takeTables(store, today, *tables) : Result<TakenIn>(tables.error());
        },
        [this](const Result<TakenIn> &taken) {
            ImportView *view = m_view.tables();
            if (!taken) {
                const Error &error = taken.error();
                const bool isInWords = error.code == ErrorCode::NotAllowed || error.code == ErrorCode::InvalidInput || error.code == ErrorCode::TooLarge;
                return view->refuse(isInWords ? error.detail : errorText(error), {});
            }
            if (!taken->proposal) {
                QList<ImportProblem> problems;
                for (const PeopleProblem &problem : taken->read.problems) {
                    QString place = tableWords(problem.table);
                    if (problem.line > 0) {
                        //: Where something in a table is wrong. %1 is which table, %2 the line.
                        place = Words::tr("%1, line %2").arg(place).arg(problem.line);
                    }
                    if (!problem.column.isEmpty())
                        place += u", "_s + problem.column;
                    problems.append({ QString::number(problems.size()), place, problem.text });
                }
                //: Over what is wrong in a table of people.
                return view->refuse(Words::tr("Nothing was taken in. Put these rows right, and give the whole table again."), problems);
            }
            //: After tables of people, teams and settings were taken in. The numbers are of rows.
            view->finish(Words::tr("Saved on this device: %1 people, %2 teams, %3 settings. They count for everybody once the hub has taken them.")
                             .arg(taken->read.people.size())
                             .arg(taken->read.teams.size())
                             .arg(taken->read.settings.size()));
        },
        StoreThread::Lane::Save);
}

} // namespace sightline
