#include "core/base/digest.h"
#include "core/forms/answer_key.h"
#include "core/forms/questionnaire.h"
#include "core/packs/forms/form_packs.h"
#include "core/records/published.h"
#include "core/records/step_body.h"
#include "sync/hub/http/addresses.h"
#include "sync/hub/ops/seed.h"
#include "tests/unit/hub/hub_fixture.h"

#include <QFile>
#include <QRegularExpression>

#include <map>
#include <set>

using namespace sightline;
using namespace sightline::hub;

namespace {

/// POLICY.md's tables, as text: nothing in it is computed by the code that is tested.
class PolicyTables {
public:
    PolicyTables()
    {
        QFile file(QStringLiteral(SIGHTLINE_SOURCE_DIR "/sync/hub/POLICY.md"));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        QStringList header;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
            const QStringList cells = cellsOf(line);
            if (cells.isEmpty()) {
                header.clear();
            } else if (header.isEmpty()) {
                header = cells;
            } else if (!cells.first().startsWith(u"---")) {
                take(header, cells);
            }
        }
    }
    QMap<QString, QMap<QString, QString>> actions;   ///< action → relation → "yes", "no", "form", "P1"
    QMap<QString, QStringList> audiences;            ///< audience of a form → relations
    QStringList relations;
    QList<QStringList> routes;                       ///< path, methods, for whom
    QList<QStringList> classes;                      ///< class, what is of it, for staff, for elected members, for whole teams

private:
    static QStringList cellsOf(const QString &line)
    {
        QStringList cells;
        if (!line.startsWith(u'|'))
            return cells;
        for (const QString &cell : line.mid(1).chopped(1).split(u'|'))
            cells.append(cell.trimmed());
        return cells;
    }
    void take(const QStringList &header, const QStringList &cells)
    {
        if (header.first() == u"audience of a form")
            audiences.insert(cells[0], cells[1].split(u", "_s));
        if (header.first() == u"class")
            classes.append(cells);
        if (header.first() == u"route")
            routes.append(cells);
        if (header.first() != u"action")
            return;
        ASSERT_EQ(cells.size(), header.size()) << qPrintable(cells.first());
        relations = header.mid(1);
        for (qsizetype i = 1; i < cells.size(); ++i)
            actions[cells[0]].insert(header[i], cells[i]);
    }
};

/// The fixture's council with somebody of every relation to a record that a writes for team north.
class RightsMatrixTest : public HubTest {
protected:
    explicit RightsMatrixTest(HubOptions options = {}) : HubTest(std::move(options))
    {
        Person above = person(u"sm"_s, u"early"_s, {}, u"head"_s);
        Person manager = person(u"tm"_s, u"early"_s, u"north"_s, u"sm"_s);
        Person quality = person(u"qa"_s, u"quality"_s, {}, {});
        quality.services = { ServiceId(u"early"_s), ServiceId(u"fostering"_s) };
        Person elsewhere = person(u"councillor"_s, u"members"_s, {}, {});
        elsewhere.isElected = true;
        Person member = memberOfTheService();
        Person left = person(u"left"_s, u"early"_s, u"north"_s, u"tm"_s);
        left.to = hub->today().addDays(-1);
        EXPECT_TRUE(hub->publish({
            publication(Team { TeamId(u"west"_s), u"West"_s, ServiceId(u"early"_s), { PersonId(u"tm-west"_s) } }),
            publication(above),
            publication(manager),
            publication(quality),
            publication(elsewhere),
            publication(member),
            publication(Team { TeamId(u"north"_s), u"North"_s, ServiceId(u"early"_s), { PersonId(u"tm"_s), PersonId(u"member"_s) } }),
            publication(left),
            publication(person(u"tm-west"_s, u"early"_s, u"west"_s, {})),
            publication(person(u"o"_s, u"early"_s, u"west"_s, u"tm-west"_s)),
            publication(person(u"s"_s, u"early"_s, u"west"_s, u"tm-west"_s)),
        }));
        EXPECT_TRUE(hub->publish(formPublications()));
        for (const auto &[id, relation] : who)
            devices.emplace(id, TestDevice(*hub, clock, ids, id));
        for (auto &[id, one] : devices)
            one.pullAll();
        devices.at(u"left"_s).caller.access = Caller::Access::PushOnly;
    }

    /// An elected member whom the council's people put into the team, make its manager, and let oversee its service: by mistake, and in vain.
    static Person memberOfTheService(bool isElected = true)
    {
        Person member = person(u"member"_s, u"early"_s, u"north"_s, {});
        member.services = { ServiceId(u"early"_s) };
        member.isElected = isElected;
        return member;
    }
    /// Everybody, and what they are to a record of a's for north about o. By hand: what the hub derives is held against it.
    const std::vector<std::pair<QString, QString>> who {
        { u"a"_s, u"author"_s },        { u"o"_s, u"observed"_s },    { u"b"_s, u"colleague"_s },        { u"tm"_s, u"leads"_s },
        { u"sm"_s, u"above"_s },        { u"head"_s, u"oversees"_s }, { u"qa"_s, u"oversees"_s },        { u"s"_s, u"service"_s },
        { u"tm-west"_s, u"service"_s }, { u"c"_s, u"elsewhere"_s },   { u"tm-south"_s, u"elsewhere"_s }, { u"councillor"_s, u"elsewhere"_s },
        { u"member"_s, u"elected"_s },  { u"left"_s, u"left"_s },
    };

    /// A record of @p form by a, about o.
    Operation write(const FormPack &form, RecordState state, const QString &author = u"a"_s)
    {
        RecordBody body = visit(author, state);
        body.form = form.id + u'@' + form.version;
        body.answers.clear();
        body.task.reset();
        body.observed = PersonId(u"o"_s);
        return devices.at(u"a"_s).create(body);
    }
    /// A question of @p form that its author answers with a text, in no row.
    static QString textIn(const FormPack &form)
    {
        const auto questionnaire = readQuestionnaire(form.questionnaire);
        for (const FormItem &item : questionnaire->items) {
            const bool isText = item.type == ItemType::Text || item.type == ItemType::String;
            bool isInRow = item.repeats;
            for (int above = item.parent; above >= 0; above = questionnaire->items[above].parent)
                isInRow = isInRow || questionnaire->items[above].repeats;
            if (isText && !isInRow && item.completedByRole.isEmpty() && !item.readOnly)
                return item.linkId;
        }
        return {};
    }
    RecordBody bodyOf(const RecordId &id)
    {
        const auto snapshot = store->snapshot();
        return bodyFromBytes((*snapshot)->record(id)->value().body).value();
    }
    QByteArray hashOf(const RecordId &id)
    {
        const auto snapshot = store->snapshot();
        return (*snapshot)->record(id)->value().hash;
    }
    QStringList scopesHolding(const RecordId &id)
    {
        const auto snapshot = store->snapshot();
        QStringList scopes;
        for (const Entry &entry : (*snapshot)->entriesOf(id).value()) {
            if (entry.present)
                scopes.append(entry.scope);
        }
        return scopes;
    }
    QString outcomeOf(const QString &person, const Operation &operation)
    {
        const auto answer = devices.at(person).sync({ operation });
        return answer.acks.isEmpty() ? u"nothing"_s : outcomeName(answer.acks.last().outcome);
    }

    /// Whether @p relation is among the readers that @p pack's visibility names for @p state.
    bool isAudience(const FormPack &pack, RecordState state, const QString &relation) const
    {
        const Json &visibility = pack.meta[u"visibility"_s];
        const QStringList named = visibility[state == RecordState::Draft ? u"draft"_s : u"completed"_s].toStrings();
        return std::any_of(named.cbegin(), named.cend(), [&](const QString &audience) { return tables.audiences.value(audience).contains(relation); });
    }
    bool isAllowed(const QString &action, const FormPack &pack, RecordState state, const QString &relation)
    {
        const QString cell = tables.actions.value(action).value(relation);
        EXPECT_TRUE(QStringList({ u"yes"_s, u"no"_s, u"form"_s, u"P1"_s }).contains(cell)) << qPrintable(u"%1 × %2"_s.arg(action, relation));
        const bool isOfClass = cell == u"form" || (cell == u"P1" && pack.sensitivity == u"P1");
        return cell == u"yes" || (isOfClass && isAudience(pack, state, relation));
    }
    void check(const QString &action, const FormPack &pack, RecordState state, const QString &relation, const QString &person, bool happened)
    {
        const bool expected = isAllowed(action, pack, state, relation);
        ++cells;
        asked.insert(action);
        expected ? ++allowed : ++forbidden;
        if (happened != expected) {
            wrong.append(u"%1 (%2) × %3 of %4, %5: %6"_s.arg(person, relation, action, pack.id, recordStateName(state),
                                                             happened ? u"it was let"_s : u"it was refused"_s));
        }
    }

    /// Reads by every way there is: the page, the digests of the scopes that hold it, and a file it names.
    void askToRead(const FormPack &pack, RecordState state, const RecordId &record, const QByteArray &file)
    {
        const QStringList scopes = scopesHolding(record);
        for (const auto &[id, relation] : who) {
            TestDevice fresh(*hub, clock, ids, id);
            fresh.caller.access = devices.at(id).caller.access;
            fresh.epoch = devices.at(id).epoch;
            fresh.cursors = before.value(id);
            fresh.pullAll();
            check(u"read"_s, pack, state, relation, id, fresh.row(record).has_value() && !fresh.row(record)->body.isEmpty());
            const auto snapshot = store->snapshot();
            // The leaf that its place in the tree is in names it, to whom it names anything.
            const QString leaf = toHex(sha256(record.toBytes()).left(2));
            const bool isTold = std::any_of(scopes.cbegin(), scopes.cend(), [&](const QString &scope) {
                const auto told = hub->digest(**snapshot, scope, leaf, fresh.caller);
                return told && writeJson((*told)[u"rows"_s]).contains(record.toString().toUtf8());
            });
            check(u"digest"_s, pack, state, relation, id, isTold);
            const auto chunk = hub->readChunk(**snapshot, file, 0, fresh.caller);
            check(u"file"_s, pack, state, relation, id, chunk && !chunk->isEmpty());
            if (!chunk) {
                EXPECT_EQ(chunk.error().code, ErrorCode::NotFound) << "forbidden and unknown are answered alike";
            }
        }
    }

    /// Asks the hub every cell of the policy, for records of @p forms.
    void askEverything(const QList<FormPack> &forms)
    {
        int number = 0;
        for (const FormPack &pack : forms) {
            for (const RecordState state : { RecordState::Draft, RecordState::Completed }) {
                for (auto &[id, one] : devices) {
                    one.pullAll();
                    before.insert(id, one.cursors);
                }
            // One to read, with a file.
                const QByteArray bytes = "picture " + QByteArray::number(++number);
                Operation written = write(pack, state);
                written.head->answers.insert(
                    u"$rest"_s,
                    Json::object(
                        { { u"sha"_s, toHex(sha256(bytes)) }, { u"mime"_s, u"image/jpeg"_s }, { u"size"_s, bytes.size() }, { u"name"_s, u"p.jpg"_s } }));
                ASSERT_EQ(outcomeOf(u"a"_s, written), u"applied") << qPrintable(pack.id);
                ASSERT_TRUE(hub->takeChunk(sha256(bytes), 0, bytes, devices.at(u"a"_s).caller)) << qPrintable(pack.id);
                askToRead(pack, state, written.record, sha256(bytes));
                for (const auto &[id, relation] : who) {
                    const auto given = hub->takeChunk(sha256(bytes), 0, bytes, devices.at(id).caller);
                    check(u"give a file it names"_s, pack, state, relation, id, given.operator bool());
                }
                if (state == RecordState::Completed) {
                    Operation voided = devices.at(u"a"_s).operation(OperationKind::Void, written.record);
                    voided.reason = u"Another child's"_s;
                    ASSERT_EQ(outcomeOf(u"a"_s, voided), u"applied"_s);
                    askToRead(pack, RecordState::Void, written.record, sha256(bytes));
                }

            // One for each hand that would change it.
                for (const auto &somebody : who) {
                    const QString &id = somebody.first, &relation = somebody.second;   // as a lambda may capture them
                    TestDevice &by = devices.at(id);
                    const auto changed = [&](const QString &action, const Operation &target, const Operation &change) {
                        ASSERT_EQ(outcomeOf(u"a"_s, target), u"applied"_s) << qPrintable(pack.id);
                        const QByteArray was = hashOf(target.record);
                        const QString outcome = outcomeOf(id, change);
                        const bool happened = outcome == u"applied" && hashOf(target.record) != was;
                        EXPECT_EQ(outcome == u"applied", happened) << "what is applied shows, and what is not does not";
                        check(action, pack, state, relation, id, happened);
                    };
                    if (state == RecordState::Draft) {
                        const Operation first = write(pack, state), second = write(pack, state);
                        changed(u"change a draft"_s, first, by.patch(first.record, textIn(pack), Json(u"changed"_s), Json()));
                        Operation complete = by.operation(OperationKind::Complete, second.record);
                        complete.bodyHash = bodyHash(*bodyBytes(*second.head));
                        changed(u"complete a draft"_s, second, complete);
                        continue;
                    }
                    const Operation first = write(pack, state), second = write(pack, state), third = write(pack, state);
                    Operation voided = by.operation(OperationKind::Void, first.record);
                    voided.reason = u"Another child's"_s;
                    changed(u"mark as entered in error"_s, first, voided);
                    changed(u"change what is completed"_s, second, by.patch(second.record, textIn(pack), Json(u"changed"_s), Json()));

                    ASSERT_EQ(outcomeOf(u"a"_s, third), u"applied");
                    RecordBody step = visit(u"a"_s);
                    step.type = RecordType::Step;
                    step.author = PersonId(id);
                    step.form = third.head->form;
                    step.task.reset();
                    step.about = third.record;
                    step.role = QString::fromUtf16(step::addendum);
                    step.aboutHash = bodyHash(*bodyBytes(bodyOf(third.record)));
                // In the team and service of whoever adds it, as a device would.
                    const bool isOfNorth = QStringList({ u"author"_s, u"colleague"_s, u"leads"_s, u"above"_s, u"oversees"_s, u"left"_s }).contains(relation);
                    if (!isOfNorth) {
                        step.team = {};
                        step.service = ServiceId(QStringList({ u"c"_s, u"tm-south"_s }).contains(id) ? u"fostering"_s
                                                     : id == u"councillor"                           ? u"members"_s
                                                                                                     : u"early"_s);
                    }
                    check(u"add to what is completed"_s, pack, state, relation, id, outcomeOf(id, by.create(step)) == u"applied");

                    RecordBody amended = *third.head;
                    amended.author = PersonId(id);
                    amended.about = third.record;
                    check(u"amend"_s, pack, state, relation, id, outcomeOf(id, by.create(amended)) == u"applied");

                    RecordBody forged = *third.head;
                    forged.author = PersonId(id == u"a" ? u"b"_s : u"a"_s);
                    check(u"write in another's name"_s, pack, state, relation, id, outcomeOf(id, by.create(forged)) == u"applied");

                    RecordBody own = *third.head;
                    own.author = PersonId(id);
                    check(u"write for its team and service"_s, pack, state, relation, id, outcomeOf(id, by.create(own)) == u"applied");

                // Work of a's that was held: of a team that was not theirs when it came.
                    RecordBody held = *third.head;
                    held.form = u"NOT-YET@1.0"_s;
                    const Operation kept = devices.at(u"a"_s).create(held);
                    ASSERT_EQ(outcomeOf(u"a"_s, kept), u"held:form_unknown");
                    Operation adopt = by.operation(OperationKind::Adopt, kept.record);
                    adopt.target = kept.id;
                // Allowed to try is what is asked: an unknown form stays unknown.
                    const QString outcome = outcomeOf(id, adopt);
                    check(u"adopt held work"_s, pack, state, relation, id, outcome == u"applied" || outcome == u"held:form_unknown");
                }
            }
        }
    }

    SodiumRandom ids;   // thousands of them: none may come twice
    const PolicyTables tables;
    std::map<QString, TestDevice> devices;
    QHash<QString, QMap<QString, qint64>> before;   ///< each device's cursors before a record was written
    QSet<QString> asked;
    QStringList wrong;
    int cells = 0, allowed = 0, forbidden = 0;
};

} // namespace

TEST_F(RightsMatrixTest, TheHubDoesWhatThePolicySaysInEveryCell)
{
    askEverything(builtInForms());
    for (const QString &cell : std::as_const(wrong))
        ADD_FAILURE() << qPrintable(cell);
    const QStringList actions = tables.actions.keys();
    EXPECT_EQ(asked, QSet<QString>(actions.cbegin(), actions.cend())) << "an action of the policy was never asked";
    std::printf("authorisation matrix: %d cells, %d allowed, %d forbidden, %d wrong\n", cells, allowed, forbidden, int(wrong.size()));
    EXPECT_GE(cells, 5000);
    EXPECT_GT(allowed, 500);
}

/// The same hub with one of its checks switched off is found out.
class UncheckedRights : public RightsMatrixTest {
protected:
    static HubOptions without(bool HubRules::*rule)
    {
        HubOptions options;
        options.rules.*rule = false;
        return options;
    }
    explicit UncheckedRights(bool HubRules::*rule) : RightsMatrixTest(without(rule)) { }
};
class WithoutRights : public UncheckedRights {
protected:
    WithoutRights() : UncheckedRights(&HubRules::rightsAreChecked) { }
};
class WithoutAuthors : public UncheckedRights {
protected:
    WithoutAuthors() : UncheckedRights(&HubRules::authorsAreChecked) { }
};
class WithoutFileScopes : public UncheckedRights {
protected:
    WithoutFileScopes() : UncheckedRights(&HubRules::filesRespectScope) { }
};

TEST_F(WithoutFileScopes, IsFound)
{
    askEverything(builtInForms().mid(0, 2));
    EXPECT_FALSE(wrong.isEmpty());
}

TEST_F(WithoutRights, IsFound)
{
    askEverything(builtInForms().mid(0, 2));
    EXPECT_FALSE(wrong.isEmpty());
}

TEST_F(WithoutAuthors, IsFound)
{
    askEverything(builtInForms().mid(0, 2));
    EXPECT_FALSE(wrong.isEmpty());
}

namespace {

/// Key of an answer to question @p item of @p form, in row "r1" of each of its groups that has rows.
QString keyOf(const Questionnaire &form, int item)
{
    QList<int> groups;
    for (int above = form.items[item].parent; above >= 0; above = form.items[above].parent) {
        if (form.items[above].repeats)
            groups.prepend(above);
    }
    QString base;
    for (const int group : groups)
        base = rowBase(rowListKey(base, form.items[group].linkId), u"r1"_s);
    return childKey(base, form.items[item].linkId);
}

class ClassesTest : public RightsMatrixTest {
protected:
    /// A completed record of @p pack by a, with @p answers.
    Operation completed(const FormPack &pack, const Json::Object &answers)
    {
        Operation made = write(pack, RecordState::Completed);
        for (auto it = answers.cbegin(); it != answers.cend(); ++it)
            made.head->answers.insert(it.key(), *it);
        return made;
    }
    /// Whether @p person is given @p record, by a page or by a digest.
    bool isGiven(const QString &person, const RecordId &record)
    {
        TestDevice fresh(*hub, clock, ids, person);
        fresh.pullAll();
        const auto row = fresh.row(record);
        const auto snapshot = store->snapshot();
        const QString leaf = toHex(sha256(record.toBytes()).left(2));
        bool isTold = false;
        for (const QString &scope : fresh.scopes.keys()) {
            const auto told = hub->digest(**snapshot, scope, leaf, fresh.caller);
            isTold = isTold || (told && writeJson((*told)[u"rows"_s]).contains(record.toString().toUtf8()));
        }
        const bool isRead = row && !row->body.isEmpty();
        EXPECT_EQ(isRead, isTold) << "a page and a digest tell the same";
        // What a device holds is what the hub says it holds, also where most of a scope is kept from it.
        for (auto it = fresh.scopes.cbegin(); it != fresh.scopes.cend(); ++it)
            EXPECT_EQ(fresh.heldIn(it.key()), *it) << qPrintable(person + u" "_s + it.key());
        return isRead;
    }
    static FormPack pack(const QString &id)
    {
        for (const FormPack &one : builtInForms()) {
            if (one.id == id)
                return one;
        }
        ADD_FAILURE() << qPrintable(id);
        return {};
    }
};

} // namespace

TEST_F(ClassesTest, ThePagesClassesAreThoseThatAreDecidedBy)
{
    QList<QStringList> rows;
    for (const ClassRow &row : classRows()) {
        rows.append({ sensitivityName(row.sensitivity), QString(row.about), row.staff ? u"form"_s : u"no"_s, row.electedMember ? u"form"_s : u"no"_s,
                      row.isWidened ? u"yes"_s : u"no"_s });
    }
    EXPECT_EQ(tables.classes, rows);
}

/// An answer that brings a class takes a record from an elected member that its form would give them.
TEST_F(ClassesTest, ARecordRisesWithWhatIsAnsweredInIt)
{
    int risen = 0;
    for (const FormPack &one : builtInForms()) {
        if (!isAudience(one, RecordState::Completed, u"elected"_s) || one.sensitivity != u"P1")
            continue;
        const Operation plain = completed(one, {});
        ASSERT_EQ(outcomeOf(u"a"_s, plain), u"applied"_s) << qPrintable(one.id);
        EXPECT_TRUE(isGiven(u"member"_s, plain.record)) << qPrintable(one.id);
        const auto form = readQuestionnaire(one.questionnaire);
        for (const Json &rise : one.meta[u"sensitivityWhenAnswered"_s].toArray()) {
            for (int i = 0; i < form->items.size(); ++i) {
                const bool isText = form->items[i].type == ItemType::Text || form->items[i].type == ItemType::String;
                if (form->items[i].linkId != rise[u"item"_s].toString() || !isText)
                    continue;
                const int longest = form->items[i].maxLength > 0 ? form->items[i].maxLength : 100;
                const Operation higher = completed(one, { { keyOf(*form, i), u"words of a child"_s.left(longest) } });
                ASSERT_EQ(outcomeOf(u"a"_s, higher), u"applied"_s) << qPrintable(one.id + u' ' + keyOf(*form, i));
                EXPECT_FALSE(isGiven(u"member"_s, higher.record)) << qPrintable(one.id);
                EXPECT_TRUE(isGiven(u"tm"_s, higher.record)) << "planted: whom the form names has it";
                ++risen;
            }
        }
    }
    EXPECT_GE(risen, 2);
}

/// Whoever becomes an elected member keeps nothing of before; whoever is one no longer has what their place gives.
TEST_F(ClassesTest, BecomingAMemberTakesEffectAtOnce)
{
    const Operation visit = completed(pack(u"T02"_s), {});
    ASSERT_EQ(outcomeOf(u"a"_s, visit), u"applied"_s);
    EXPECT_FALSE(isGiven(u"member"_s, visit.record));
    publish(memberOfTheService(false));
    EXPECT_TRUE(isGiven(u"member"_s, visit.record)) << "planted: as one of the staff they read it";
    publish(memberOfTheService(true));
    EXPECT_FALSE(isGiven(u"member"_s, visit.record));
}

/// What a member writes of a child is not lost, and goes nowhere.
TEST_F(ClassesTest, AMemberWritesOfTheOrganisationAlone)
{
    const auto by = [&](const QString &form) {
        const FormPack one = pack(form);
        RecordBody body = visit(u"member"_s);
        body.form = one.id + u'@' + one.version;
        body.answers.clear();
        body.task.reset();
        body.team = {};
        body.service = ServiceId(u"early"_s);
        return devices.at(u"member"_s).create(body);
    };
    const Operation meeting = by(u"T11"_s);
    EXPECT_EQ(outcomeOf(u"member"_s, meeting), u"applied"_s);
    EXPECT_TRUE(isGiven(u"member"_s, meeting.record));
    EXPECT_EQ(outcomeOf(u"member"_s, by(u"T02"_s)), u"held:scope"_s);
}

/// T18 with what is restricted in it is for no whole service, though the council's switch opens the log to it.
TEST_F(ClassesTest, WhatIsRestrictedIsWidenedByNoSwitch)
{
    VisibilityTable table;
    const FormPack log = pack(u"T18"_s);
    table.insert(u"T18"_s, visibilityFrom(log.meta[u"visibility"_s], log.meta));
    table.decide({ { u"activity_log_for_service"_s, 0 } });
    RecordBody body = visit(u"a"_s);
    body.form = log.id + u'@' + log.version;
    body.answers.clear();
    EXPECT_TRUE(sightline::scopesOf(body, table).contains(u"service:early"_s)) << "planted: the switch opens it";
    body.answers.insert(u"restricted.what"_s, u"an allegation"_s);
    EXPECT_EQ(table.classOf(body), Sensitivity::P4);
    EXPECT_EQ(sightline::scopesOf(body, table), (QStringList { u"lead:north"_s, u"user:a"_s }));
}

/// A supervision's personal part is for two people; what the hub could not apply of it is told to its author and to nobody above.
TEST_F(ClassesTest, HeldPersonalWordsAreToldToNobodyAbove)
{
    const QByteArray canary = "words-between-two-people";
    const auto tellsOf = [&](const QString &form, const QString &person) {
        Operation held = completed(pack(form), { { u"note"_s, QString::fromLatin1(canary) } });
        held.head->form = form + u"@99.0"_s;
        EXPECT_EQ(outcomeOf(u"a"_s, held), u"held:form_unknown"_s);
        publish(HubTest::person(u"newcomer-"_s + form.toLower() + u'-' + person, u"early"_s, u"north"_s, u"tm"_s));   // who is whose manager is asked anew
        TestDevice fresh(*hub, clock, ids, person);
        fresh.pullAll();
        for (const auto &scope : std::as_const(fresh.rows)) {
            for (const wire::Row &row : scope) {
                if (row.body.contains(held.record.toString().toUtf8()) && row.body.contains(canary))
                    return true;
            }
        }
        return false;
    };
    EXPECT_TRUE(tellsOf(u"T02"_s, u"tm"_s)) << "planted: of a visit the manager hears";
    EXPECT_TRUE(tellsOf(u"T10"_s, u"a"_s));
    for (const QString &above : { u"tm"_s, u"sm"_s, u"head"_s, u"qa"_s, u"b"_s })
        EXPECT_FALSE(tellsOf(u"T10"_s, above)) << qPrintable(above);
}

TEST(RoutesOfThePolicy, AreExactlyTheAddressesThereAre)
{
    const PolicyTables tables;
    QList<QStringList> there;
    for (const AddressRow &row : addressRows())
        there.append({ QString(row.path), QString(row.methods), QString(row.whom) });
    EXPECT_EQ(tables.routes, there);
    for (const AddressRow &row : addressRows()) {
        QByteArray path(row.path.data(), row.path.size());
        path.replace("*", row.address == Address::File ? QByteArray(64, 'a') : QByteArray("token"));
        EXPECT_EQ(addressOf(path), row.address) << path.constData();
        EXPECT_FALSE(addressOf(path + "/more")) << path.constData();
        EXPECT_FALSE(takesMethod(row, "PATCH"));
        EXPECT_FALSE(takesMethod(row, ""));
    }
    EXPECT_FALSE(addressOf("/"));
    EXPECT_FALSE(addressOf("/v1/"));
    EXPECT_FALSE(addressOf("/v1/files/"));
    EXPECT_FALSE(addressOf("/v1/files/*")) << "a pattern is no address";
}
