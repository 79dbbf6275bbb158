#include "tests/simulation/sim_hub.h"

#include <cstdio>
#include <cstdlib>

namespace sightline::simulation {

using namespace Qt::StringLiterals;

namespace {
const QByteArray hubFolder = "/hub/";
const QString path = u"/hub/hub.db"_s;
const QStringList formsOfTheRun { u"X01@1.0"_s, u"X02@1.0"_s, u"X03@1.0"_s, u"X04@1.0"_s };
}

void giveUp(const QString &why)
{
    std::fprintf(stderr, "the simulator cannot go on: %s\n", qPrintable(why));
    std::abort();
}

const VisibilityTable &SimHub::visibility()
{
    // Forms whose records change scopes as they are completed, in each direction.
    static const VisibilityTable table = [] {
        VisibilityTable made;
        // A switch may add whom the form has already, several switches the same, and one may be of several forms.
        made.insert(u"X01"_s, { { u"author"_s }, { u"author"_s, u"lead"_s, u"service"_s }, { { switches()[0], { u"team"_s, u"service"_s } } } });
        made.insert(u"X02"_s,
                    { { u"author"_s, u"team"_s, u"lead"_s },
                      { u"author"_s, u"lead"_s },
                      { { switches()[0], { u"team"_s } }, { switches()[1], { u"team"_s, u"observed"_s } } } });
        made.insert(u"X03"_s, { { u"author"_s, u"team"_s, u"service"_s }, { u"author"_s, u"observed"_s, u"team"_s } });
        made.insert(u"X04"_s, { { u"author"_s, u"observed"_s }, { u"author"_s, u"lead"_s }, { { switches()[1], { u"service"_s } } } });
        made.insert(templateOf(lateForm()), { { u"author"_s }, { u"author"_s, u"team"_s } });
        return made;
    }();
    return table;
}

QStringList SimHub::switches() { return { u"more_for_team"_s, u"more_for_others"_s }; }

QString SimHub::lateForm() { return u"X05@1.0"_s; }

std::optional<QSet<QString>> SimHub::fieldsOf(const QString &form) const
{
    const bool isKnown = (knowsForms && formsOfTheRun.contains(form)) || (knowsLateForm && form == lateForm());
    return isKnown ? std::optional(QSet<QString> { u"a"_s, u"b"_s, u"c"_s }) : std::nullopt;
}

PublishedForm SimHub::formCalled(const QString &form, const VisibilityRule &readers)
{
    const QString name = form.section(u'@', 0, 0);
    const QString questionnaire = u"{'resourceType':'Questionnaire','url':'urn:simulated:%1','name':'%1','version':'%2','status':'active','title':'%1',"
                                  "'item':[{'linkId':'a','type':'text','text':'A'},{'linkId':'b','type':'text','text':'B'},"
                                  "{'linkId':'c','type':'text','text':'C'}]}"_s.arg(name, form.section(u'@', 1))
                                      .replace(u'\'', u'"');
    return { form, name, questionnaire.toUtf8(), readers };
}

SimHub::SimHub(support::MemoryVfs &vfs, const Clock &clock, RandomSource &random, const Breaks &breaks)
    : m_vfs(vfs), m_clock(clock), m_random(random), m_breaks(breaks)
{
    static support::MemoryVfs::Image fresh;   // the schema is made once, not a thousand times
    if (!fresh.empty())
        m_vfs.put(hubFolder, fresh);
    open();
    if (fresh.empty()) {
        m_service.reset();
        m_store.reset();
        fresh = m_vfs.take(hubFolder);
        open();
    }
    need(m_service->begin(u"Simulated council"_s), "begin the council");
}

void SimHub::open()
{
    hub::SqliteHubOptions options;
    options.path = path;
    options.vfs = m_vfs.name();
    options.mayCreate = true;
    options.guards = m_breaks.guards;
    m_store = need(hub::SqliteHubStore::open(options), "open the hub's store");
    hub::HubOptions rules;
    rules.rules = m_breaks.hub;
    rules.visibility = visibility();
    rules.followedTogether = 4;   // so that much happens between two parts
    m_service = std::make_unique<hub::HubService>(*m_store, m_clock, m_random, rules);
}

std::unique_ptr<hub::HubSnapshot> SimHub::snapshot() { return need(m_store->snapshot(), "read the hub"); }

QStringList SimHub::scopesOf(hub::HubSnapshot &snapshot, const PersonId &person) { return need(m_service->scopesOf(snapshot, person), "read rights"); }

Result<wire::SyncAnswer> SimHub::sync(const wire::SyncRequest &request, const hub::Caller &caller)
{
    const qint64 before = m_breaks.heldIsDropped ? need(snapshot()->state(), "read the hub's state").seq : 0;
    if (m_breaks.ackBeforeCommit && !request.operations.isEmpty())
        m_beforePush = m_vfs.take(hubFolder);   // an answer given before the commit: a power cut takes the push back
    auto answer = m_service->sync(request, caller);
    if (m_breaks.heldIsDropped)
        forgetHeld(before);
    return answer;
}

/// What a hub without R4 would do: the operation is answered, and gone.
void SimHub::forgetHeld(qint64 afterSeq)
{
    const auto db = look();
    need(db->execute("DROP TRIGGER IF EXISTS op_no_delete; DROP TRIGGER IF EXISTS outcome_no_delete;"), "drop guards");
    need(db->run("DELETE FROM op WHERE seq > ? AND seq IN (SELECT op_seq FROM outcome WHERE name LIKE 'held:%')", afterSeq), "forget");
    need(db->run("DELETE FROM taken_number WHERE seq > ? AND seq NOT IN (SELECT seq FROM op)", afterSeq), "forget");
}

void SimHub::publishCouncil() { need(tryToPublishCouncil(), "publish the council"); }

Result<void> SimHub::tryToPublishCouncil()
{
    QList<hub::Publication> all;
    for (const Team &team : std::as_const(teams))
        all.append({ hub::publishedId(RecordType::Team, team.id.toString()), publishedBody(RecordType::Team, toJson(team)) });
    for (const Person &person : std::as_const(people))
        all.append({ hub::publishedId(RecordType::Person, person.id.toString()), publishedBody(RecordType::Person, toJson(person)) });
    if (card)
        all.append({ hub::publishedId(RecordType::Council, u"council"_s), publishedBody(RecordType::Council, toJson(*card)) });
    QStringList forms = knowsForms ? formsOfTheRun : QStringList();
    if (knowsLateForm)
        forms.append(lateForm());
    for (const QString &form : std::as_const(forms))
        all.append({ hub::publishedId(RecordType::FormDefinition, form), publishedFormBody(formCalled(form, visibility().ruleFor(templateOf(form)))) });
    const auto transaction = m_store->begin();
    if (!transaction)
        return transaction.error();
    if (const auto published = m_service->publish(**transaction, all); !published)
        return published.error();
    return (*transaction)->commit();
}

bool SimHub::followSwitches() { return need(m_service->followSwitches(), "follow the switches"); }

void SimHub::crash(bool withPowerCut, Dice &dice)
{
    m_vfs.die(hubFolder);
    m_service.reset();
    m_store.reset();
    if (withPowerCut)
        m_vfs.powerCut(hubFolder, dice.engine());
    else
        m_vfs.processDied(hubFolder);
    if (withPowerCut && !m_beforePush.empty())
        m_vfs.put(hubFolder, m_beforePush);
    open();
}

void SimHub::startFrom(const support::MemoryVfs::Image &image)
{
    m_vfs.die(hubFolder);   // what it leaves behind is of no interest
    m_service.reset();
    m_store.reset();
    m_vfs.processDied(hubFolder);
    m_vfs.put(hubFolder, image);
    m_beforePush.clear();
    open();
}

const QByteArray &SimHub::folder() { return hubFolder; }

std::unique_ptr<Connection> SimHub::look()
{
    ConnectionOptions options;
    options.path = path;
    options.vfs = m_vfs.name();
    return need(Connection::open(options), "open the hub's file");
}

void SimHub::backUp(bool isDurable)
{
    m_backup = m_vfs.take(hubFolder);
    if (isDurable)
        need(m_service->setDurable(need(snapshot()->state(), "read the hub's state").seq), "set durable");
}

void SimHub::restore()
{
    m_service.reset();
    m_store.reset();
    m_vfs.put(hubFolder, m_backup);
    open();
    if (m_breaks.epochCounted) {
        const auto transaction = need(m_store->begin(), "begin");
        auto state = need(transaction->state(), "read the hub's state");
        state.epoch += u'+';
        need(transaction->setState(state), "count the epoch");
        need(transaction->commit(), "commit");
    } else {
        need(m_service->newEpoch(), "begin a new epoch");
    }
    publishCouncil();
}

} // namespace sightline::simulation
