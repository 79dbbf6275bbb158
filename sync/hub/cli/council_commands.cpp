#include "sync/hub/auth/calendar_door.h"
#include "sync/hub/cli/commands.h"

#include "core/packs/calendar/england_calendar.h"
#include "core/packs/council/demo_council.h"
#include "core/packs/framework/framework_pack.h"
#include "core/records/visit_rule.h"
#include "sync/hub/cli/council_switches.h"
#include "sync/hub/cli/framework_names.h"
#include "sync/hub/cli/read_document.h"
#include "sync/hub/ops/seed.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// A council's own visit rules, judged before anything is published.
Result<Json> readVisitRules(const QString &path)
{
    const auto document = readDocument(path);
    if (!document)
        return document.error();
    const auto json = parseJson(*document);
    if (!json)
        return Error { ErrorCode::InvalidInput, u"The visit rules are not JSON: %1"_s.arg(json.error().detail) };
    const auto rules = visitRulesFromJson(*json);
    if (!rules)
        return rules.error();
    if (rules->isEmpty())
        return Error { ErrorCode::InvalidInput, u"The file \"%1\" has no visit rules; without any no visit would be due."_s.arg(path) };
    return *json;
}

/// Notes "NAME=VALUE" on @p card, and says what that means.
Result<QString> decideSetting(OpenHub &hub, const QString &setting, CouncilCard &card)
{
    const auto snapshot = hub.store().snapshot();
    if (!snapshot)
        return snapshot.error();
    auto shipped = formSettings(**snapshot);
    if (!shipped)
        return shipped.error();
    shipped->remove(u"visit_rules"_s);   // has an option, and a file, of its own
    const QString name = setting.section(u'=', 0, 0), value = setting.section(u'=', 1);
    if (!setting.contains(u'=') || !shipped->contains(name)) {
        return Error { ErrorCode::InvalidInput,
                       u"--form-setting \"%1\" is no setting of a form here; write NAME=VALUE, with one of %2."_s.arg(setting, shipped->keys().join(u", "_s)) };
    }
    const FormSetting known = shipped->value(name);
    if (value.isEmpty()) {
        card.formSettings.remove(name);
        return u"%1 is as the form has it again: %2."_s.arg(name, settingText(known.own));
    }
    const auto decided = settingFromText(name, value, known);
    if (!decided)
        return decided.error();
    card.formSettings.insert(name, *decided);
    return u"Forms have %1 = %2 now, also those that are begun already (the form's own: %3)."_s.arg(name, settingText(*decided), settingText(known.own));
}

Result<Council> presentCouncil(OpenHub &hub)
{
    const auto snapshot = hub.store().snapshot();
    if (!snapshot)
        return snapshot.error();
    return councilOf(**snapshot);
}

/// Publishes @p changed after checking that the council is sound with them in it.
Result<void> publishPeople(OpenHub &hub, const Council &present, const QList<Person> &people, const QList<Team> &teams)
{
    const Council after({ present.people() + people, present.teams() + teams, {}, {} });
    const QStringList problems = councilProblems(after);
    if (!problems.isEmpty())
        return Error { ErrorCode::InvalidInput, problems.first() };
    QList<Publication> publications;
    for (const Team &team : teams)
        publications.append(publicationOf(team));
    for (const Person &person : people)
        publications.append(publicationOf(person));
    return hub.service().publish(publications);
}

template <typename NameType>
Result<NameType> readName(const QString &option, const QString &text)
{
    auto name = NameType::fromString(text);
    if (!name)
        return Error { ErrorCode::InvalidInput, u"%1 \"%2\": %3"_s.arg(option, text, name.error().detail) };
    return name;
}

Result<Person> readPerson(const NewUser &user)
{
    Person person { .id = {}, .name = user.name, .roles = user.roles };
    const auto id = readName<PersonId>(u"The id"_s, user.id);
    const auto service = readName<ServiceId>(u"--service"_s, user.service);
    if (!id || !service)
        return id ? service.error() : id.error();
    person.id = *id;
    person.service = *service;
    for (const QString &text : user.services) {
        const auto overseen = readName<ServiceId>(u"--oversees"_s, text);
        if (!overseen)
            return overseen.error();
        person.services.append(*overseen);
    }
    for (const QString &text : user.teams + user.leads) {
        const auto team = readName<TeamId>(u"--team"_s, text);
        if (!team)
            return team.error();
        if (!person.teams.contains(*team))
            person.teams.append(*team);
    }
    if (user.manager.isEmpty())
        return person;
    const auto manager = readName<PersonId>(u"--manager"_s, user.manager);
    if (!manager)
        return manager.error();
    person.manager = *manager;
    return person;
}

} // namespace

Result<void> initCommand(const HubPaths &paths, DemoCouncil demo, const QString &councilName, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Creating);
    if (!hub)
        return hub.error();
    const QString name = !councilName.isEmpty() ? councilName : demo == DemoCouncil::None ? u"Council"_s : u"Demo council"_s;
    QList<Publication> publications = formPublications();
    if (demo != DemoCouncil::None) {
        const auto framework = compileWithBuiltInTables(builtInFramework());
        if (!framework)
            return framework.error();
        publications.append(editionPublication(*framework, {}));
        publications.append(councilPublications(demoCouncil()));
        const Instant now = SystemClock().now();
        if (demo == DemoCouncil::WithChildren)
            publications.append(childPublications(demoChildren(englandCalendar().today(now)), demoCouncil(), now));
    } else {
        publications.append(firstCard({}));
    }
    if (const auto begun = (*hub)->service().begin(name, publications); !begun)
        return begun;
    if (const auto kept = (*hub)->keepKeys(); !kept)
        return kept;
    const auto state = (*hub)->state();
    if (!state)
        return state.error();
    if (const auto marked = (*hub)->markHistory(*state); !marked)
        return marked;
    return console.answer(
        Json::object({ { u"database"_s, paths.database }, { u"key_file"_s, paths.keys }, { u"council"_s, name }, { u"records"_s, publications.size() } }),
        u"Made the council's records in \"%1\". Their keys are in \"%2\": keep a copy of that file apart, nothing opens the records without it."_s.arg(
            paths.database, paths.keys));
}

Result<void> formInstallCommand(const HubPaths &paths, const QString &file, const Console &console)
{
    const auto document = readDocument(file);
    if (!document)
        return document.error();
    const auto form = formPublication(*document);
    if (!form)
        return form.error();
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const QString name = form->body.form;
    {
        const auto snapshot = (*hub)->store().snapshot();
        if (!snapshot)
            return snapshot.error();
        const auto present = (*snapshot)->record(form->id);
        if (!present)
            return present.error();
        const auto bytes = bodyBytes(form->body);
        if (!bytes)
            return bytes.error();
        if (*present && (*present)->body != *bytes)
            return Error { ErrorCode::AlreadyExists,
                           u"\"%1\" is published already and records are written with it; give the changed form a new version."_s.arg(name) };
    }
    if (const auto published = (*hub)->service().publish({ *form }); !published)
        return published;
    return console.answer(Json::object({ { u"form"_s, name } }), u"Published the form \"%1\"."_s.arg(name));
}

Result<void> councilSetCommand(const HubPaths &paths, const CouncilChange &change, const Console &console)
{
    if (!change.phone && !change.formPublishers && change.formSettings.isEmpty() && change.switches.isEmpty() && !change.leaseDays
        && change.visitRulesFile.isEmpty() && !change.lockMinutes && !change.frameworkOwners && !change.peopleKeepers)
        return Error {
            ErrorCode::InvalidInput,
            u"Say what to change: --safeguarding-phone, --form-publisher, --framework-owner, --people-keeper, --form-setting, --switch, --lease-days, "_s
            u"--lock-minutes or --visit-rules."_s
        };
    const QString phone = change.phone.value_or(QString()).trimmed();
    if (const QString problem = problemOfPhone(phone); !problem.isEmpty())
        return Error { ErrorCode::InvalidInput, u"--safeguarding-phone "_s + problem };
    const auto rules = change.visitRulesFile.isEmpty() ? Result<Json>(Json()) : readVisitRules(change.visitRulesFile);
    if (!rules)
        return rules.error();
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto council = presentCouncil(**hub);
    if (!council)
        return council.error();
    CouncilCard card = council->card();
    QStringList told;
    if (change.phone) {
        card.safeguardingPhone = phone;
        told.append(phone.isEmpty() ? u"Taken away. Devices now tell people to ring the number they were given."_s
                                    : u"Every device shows \"%1\" as the number to ring about an urgent concern."_s.arg(phone));
    }
    for (const auto &[given, roles, what] : { std::tuple(&change.formPublishers, &card.formPublishers, u"publish forms"_s),
                                              { &change.frameworkOwners, &card.frameworkOwners, u"change the framework"_s },
                                              { &change.peopleKeepers, &card.peopleKeepers, u"take in tables of people"_s } }) {
        if (!*given)
            continue;
        *roles = **given;
        roles->removeAll(QString());
        told.append(roles->isEmpty() ? u"Nobody may %1 from a device now."_s.arg(what) : u"May %1 from their devices: %2."_s.arg(what, roles->join(u", "_s)));
    }
    for (const QString &setting : change.formSettings) {
        const auto said = decideSetting(**hub, setting, card);
        if (!said)
            return said.error();
        told.append(*said);
    }
    for (const QString &decision : change.switches) {
        const auto said = decideSwitch(**hub, decision, card);
        if (!said)
            return said.error();
        told.append(*said);
    }
    if (change.leaseDays) {
        card.leaseDays = *change.leaseDays;
        told.append(u"Devices that have not reached the hub for %1 days close their records to reading until they do; from their next contact on."_s.arg(
            card.leaseDays));
    }
    if (change.lockMinutes) {
        card.lockMinutes = *change.lockMinutes;
        told.append(u"Devices with a PIN lock themselves when nobody touches them for %1 minute(s)."_s.arg(card.lockMinutes));
    }
    if (!rules->isNull()) {
        card.visitRules = *rules;
        told.append(u"Every device counts visits to children by these %1 rules."_s.arg(rules->toArray().size()));
    }
    if (const auto published = (*hub)->service().publish({ publicationOf(card) }); !published)
        return published;
    return console.answer(toJson(card), told.join(u'\n'));
}

Result<void> councilShowCommand(const HubPaths &paths, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto council = presentCouncil(**hub);
    if (!council)
        return council.error();
    const QString &phone = council->card().safeguardingPhone;
    QStringList lines { phone.isEmpty() ? u"No safeguarding number. Give it with: sightline-hub council set --safeguarding-phone"_s
                                        : u"Safeguarding number: %1"_s.arg(phone) };
    const auto rules = visitRulesFromJson(council->card().visitRules);
    if (!rules)
        return rules.error();
    if (rules->isEmpty())
        lines.append(u"No visit rules. Give them with: sightline-hub council set --visit-rules FILE"_s);
    for (auto it = council->card().formSettings.cbegin(); it != council->card().formSettings.cend(); ++it)
        lines.append(u"Forms: %1 = %2"_s.arg(it.key(), settingText(*it)));
    lines.append(u"Without the hub a device's records stay readable for %1 days."_s.arg(council->card().leaseDays));
    lines.append(u"Devices with a PIN lock themselves after %1 minute(s) without a touch."_s.arg(council->card().lockMinutes));
    const auto switches = switchLines(**hub, council->card());
    if (!switches)
        return switches.error();
    lines += *switches;
    for (const VisitRule &rule : *rules)
        lines.append(u"Visits, %1: %2%3"_s.arg(rule.name, sayVisitRule(rule), rule.isAssumption ? u" (assumed)"_s : QString()));
    return console.answer(toJson(council->card()), lines.join(u'\n'));
}

Result<void> userListCommand(const HubPaths &paths, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto council = presentCouncil(**hub);
    if (!council)
        return council.error();
    Json list = Json::array();
    QStringList lines;
    for (const Person &person : council->people()) {
        list.append(toJson(person));
        lines.append(u"%1  %2  (%3)"_s.arg(person.id.toString(), person.name, person.roles.join(u", "_s)));
    }
    return console.answer(list, lines.isEmpty() ? u"Nobody yet. Add somebody with: sightline-hub user add"_s : lines.join(u'\n'));
}

namespace {

/// Whether @p user is a member of the council: as is said, as they were, or because the role table says that a role of theirs is a member's.
Result<bool> isElectedMember(const NewUser &user, const Person *known)
{
    if (user.isOfStaff || user.isElected)
        return user.isElected;
    if (known && known->isElected)
        return true;
    const auto tables = builtInTables();
    if (!tables)
        return tables.error();
    return std::any_of(user.roles.cbegin(), user.roles.cend(), [&tables](const QString &name) {
        const Role *role = tables->roles.match(name);
        return role && role->kind == RoleKind::ElectedMember;
    });
}

} // namespace

Result<void> userAddCommand(const HubPaths &paths, const NewUser &user, const Console &console)
{
    auto person = readPerson(user);
    if (!person)
        return person.error();
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto council = presentCouncil(**hub);
    if (!council)
        return council.error();
    {
        const auto snapshot = (*hub)->store().snapshot();
        if (!snapshot)
            return snapshot.error();
        if (const auto named = checkNamesOf(**snapshot, *council, *person); !named)
            return named;
    }
    const Person *known = council->person(person->id);
    if (known && known->to.isValid() && !user.returns)
        return Error { ErrorCode::AlreadyExists,
                       u"\"%1\" has a last day, %2. Adding them again gives them back what they read: say --returns if that is meant."_s.arg(
                           user.id, known->to.toString(Qt::ISODate)) };
    const auto elected = isElectedMember(user, known);
    if (!elected)
        return elected.error();
    person->isElected = *elected;
    QList<Team> teams;
    for (const TeamId &id : person->teams) {
        const Team *present = council->team(id);
        Team team = present ? *present : Team { id, id.toString(), person->service, {} };
        const bool leads = user.leads.contains(id.toString());
        if (leads && !team.managers.contains(person->id))
            team.managers.append(person->id);
        if (!present || !(team == *present))
            teams.append(team);
    }
    // Who moves or stops leading reads the old team's records no longer: --leads names all the teams they lead from now on.
    QStringList withdrawn;
    for (const Team &led : council->teams()) {
        if (!led.managers.contains(person->id) || user.leads.contains(led.id.toString()))
            continue;
        withdrawn.append(led.id.toString());
        const auto changed = std::find_if(teams.begin(), teams.end(), [&led](const Team &team) { return team.id == led.id; });
        Team &team = changed == teams.end() ? teams.emplace_back(led) : *changed;
        team.managers.removeAll(person->id);
    }
    if (const auto published = publishPeople(**hub, *council, { *person }, teams); !published)
        return published;
    // Whoever comes back begins anew: an address from before may be known to somebody else by now.
    const auto ended = user.returns ? (*hub)->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        const auto withdrawnAddress = withdrawCalendarAddress(transaction, person->id, (*hub)->clock().now());
        return withdrawnAddress ? Result<void>() : withdrawnAddress.error();
    })
                                    : Result<void>();
    if (!ended)
        return ended;
    Json answer = toJson(*person);
    answer.set(u"no_longer_leads"_s, Json::strings(withdrawn));
    QString told = u"Added \"%1\". Enrol a device with: sightline-hub enrol %1"_s.arg(person->id.toString());
    if (person->isElected)
        told += u". As an elected member they read what is about the organisation alone; --of-staff if they are none"_s;
    if (!withdrawn.isEmpty())
        told += u". They no longer lead: %1"_s.arg(withdrawn.join(u", "_s));
    if (person->manager.isEmpty())
        told += u". Nobody is their line manager: what waits for a manager of theirs waits for nobody; --manager names one"_s;
    return console.answer(answer, told);
}

namespace {

/// What takes back that somebody is named for the work of @p leaver; nothing where nobody was.
Result<QList<Publication>> leaverHandedOn(OpenHub &hub, const Person &leaver, QDate lastDay)
{
    const RecordId id = publishedId(RecordType::Absence, u"leaver/"_s + leaver.id.toString());
    const auto snapshot = hub.store().snapshot();
    const auto present = snapshot ? (*snapshot)->record(id) : Result<std::optional<RecordRow>>(snapshot.error());
    if (!present)
        return present.error();
    if (!*present)
        return QList<Publication>();
    RecordBody over = publishedBody(RecordType::Absence, toJson(Absence { leaver.id, lastDay.addDays(1), {}, {} }));
    over.observed = leaver.id;
    over.service = leaver.service;
    over.state = RecordState::Void;
    over.voidReason = u"Nobody is named for this work any more."_s;
    return QList<Publication> { { id, over } };
}

} // namespace

Result<void> userLeaveCommand(const HubPaths &paths, const QString &id, QDate lastDay, const QString &workTo, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto council = presentCouncil(**hub);
    if (!council)
        return council.error();
    const auto name = readName<PersonId>(u"The id"_s, id);
    if (!name)
        return name.error();
    const Person *known = council->person(*name);
    if (!known)
        return Error { ErrorCode::NotFound, u"Nobody has the id \"%1\". \"user list\" names everybody."_s.arg(id) };
    Person leaver = *known;
    leaver.to = lastDay;
    QList<Publication> publications { publicationOf(leaver) };
    if (!workTo.isEmpty()) {
        const PersonId heir(workTo);
        if (!council->person(heir) || heir == *name)
            return Error { ErrorCode::NotFound, u"--work-to \"%1\" is nobody else of this council. \"user list\" names everybody."_s.arg(workTo) };
        // From the day after, whoever leaves is away for good, and their work is the colleague's.
        const Absence absence { *name, lastDay.addDays(1), {}, heir };
        RecordBody body = publishedBody(RecordType::Absence, toJson(absence));
        body.observed = *name;
        body.service = leaver.service;
        publications.append({ publishedId(RecordType::Absence, u"leaver/"_s + id), body });
    }
    if (workTo.isEmpty()) {
        const auto over = leaverHandedOn(**hub, leaver, lastDay);
        if (!over)
            return over.error();
        publications += *over;
    }
    if (const auto published = (*hub)->service().publish(publications); !published)
        return published;
    const QString goesTo = workTo.isEmpty() ? u"Their tasks go to whoever else holds their role; --work-to names somebody."_s
                                            : u"Their work goes to %1."_s.arg(council->nameOf(PersonId(workTo)));
    return console.answer(
        toJson(leaver), u"\"%1\" reads nothing after %2. Their devices may hand in work for 30 days more. %3"_s.arg(id, lastDay.toString(Qt::ISODate), goesTo));
}

Result<void> revokeCommand(const HubPaths &paths, const QString &user, const Console &console)
{
    const auto hub = OpenHub::open(paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto person = readName<PersonId>(u"The id"_s, user);
    if (!person)
        return person.error();
    qint64 count = 0;
    const auto revoked = (*hub)->inTransaction([&](HubTransaction &transaction) -> Result<void> {
        const auto ended = (*hub)->door().revokeAllOf(transaction, *person);
        if (!ended)
            return ended.error();
        count = *ended;
        return {};
    });
    if (!revoked)
        return revoked;
    return console.answer(Json::object({ { u"user"_s, user }, { u"revoked"_s, count } }), u"Withdrew %1 enrolment(s) of \"%2\"."_s.arg(count).arg(user));
}

} // namespace sightline::hub
