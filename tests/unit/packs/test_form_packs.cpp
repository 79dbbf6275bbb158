#include "core/base/digest.h"
#include "core/forms/named_files.h"
#include "core/forms/questionnaire.h"
#include "core/forms/said_condition.h"
#include "core/packs/forms/form_packs.h"
#include "core/records/child_visit.h"
#include "core/records/hand_condition.h"
#include "core/records/hand_rule.h"
#include "core/records/last_rows.h"
#include "core/records/print_versions.h"

#include <gtest/gtest.h>

#include <QFile>

#include <algorithm>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

Questionnaire formOf(const QString &id)
{
    for (const FormPack &pack : builtInForms()) {
        if (pack.id == id)
            return readQuestionnaire(pack.questionnaire).value();
    }
    ADD_FAILURE() << "no pack " << qPrintable(id);
    return {};
}

/// Whether the form has the function that raises an urgent concern.
bool raisesConcerns(const FormPack &pack)
{
    const Questionnaire form = readQuestionnaire(pack.questionnaire).value();
    return std::any_of(form.functions.cbegin(), form.functions.cend(), [](const ProductFunction &function) { return function.name == u"alert"; });
}

/// "a b.{c d}" gives a, b.c, b.d: the keys of a block under its prefix.
QStringList keysIn(const QString &notation)
{
    QStringList keys;
    QString prefix;
    for (QString word : notation.split(u' ', Qt::SkipEmptyParts)) {
        if (const auto open = word.indexOf(u'{'); open >= 0) {
            prefix = word.left(open);
            word = word.sliced(open + 1);
        }
        const bool closes = word.endsWith(u'}');
        if (closes)
            word.chop(1);
        if (!word.isEmpty())
            keys.append(prefix + word);
        if (closes)
            prefix.clear();
    }
    return keys;
}

// domain.md A8, the shared blocks.
const QString ctx = u" ctx.{activity unit period started ended mode place lead others others.name others.role recorded late_reason}"_s;
const QString safe = u" safe.{concern what who who.name told told_at done info}"_s;
const QString learn = u" learn.{good share grow themes}"_s;
const QString acts = u" acts acts.{action level owner due priority why status done_on evidence evidence_file impact}"_s;
QString prev(const QString &name) { return u" %1 %1.{action owner due status note}"_s.arg(name); }
QString pointer(const QString &name) { return u" %1 %1.{rec initials age_band plan legal}"_s.arg(name); }
QString sign(const QString &name) { return u" %1.{name role sign at}"_s.arg(name); }

/// A thing looked at or a domain, each with the same questions: "in.{a b}" of "a b" and "x y" gives in.a.x in.a.y in.b.x in.b.y.
QString each(const QString &before, const QString &names, const QString &questions)
{
    QString keys;
    for (const QString &name : names.split(u' ')) {
        for (const QString &question : questions.split(u' '))
            keys += u' ' + before + name + (question == "-"_L1 ? QString() : u'.' + question);
    }
    return keys;
}

// domain.md A9, T04 to T18, every item of the notation by its key.
QMap<QString, QString> notationOfTheRest()
{
    const QString signs = sign(u"sign.author"_s);
    const QString approval = u" approve approve.note"_s + sign(u"sign.approver"_s);
    const QString graded = u"impact grade why"_s;
    return {
        { u"T04"_s,
          ctx + u" setting status urn announced on_roll ours ehcp in_care full_time hours unregistered_flag unregistered_info"_s + prev(u"last"_s)
              + u" changes"_s + each(u"sg."_s, u"policy lead record checks concerns low_level site online missing transport"_s, u"- evidence"_s)
              + u" sg.record_checked safeguarding"_s + safe + each(u"hs."_s, u"risk first_aid fire insurance medicines premises"_s, u"- evidence"_s)
              + u" hs.fire_drill hs.insurance_until hs.file"_s
              + each(u"as."_s, u"information induction plan needs register behaviour review return"_s, u"- evidence"_s)
              + u" seen seen.{subject adult minutes strengths improve} qe.{curriculum literacy accreditation personal careers}"_s
              + each(u"ar."_s, u"inclusion teaching achievement behaviour personal leadership"_s, u"why eif5 ofs4 mpn"_s)
              + u" pupil pupil.{age_band said feel} pupils_why parents schools"_s + pointer(u"sample"_s)
              + u" sample.{attendance plan_current reviewed_on progress info_shared} outcome strengths improve"_s + acts + u" next_visit"_s + learn + signs
              + u" acknowledge.name"_s + sign(u"sign.setting_lead"_s) + u" accuracy"_s + approval },
        { u"T05"_s,
          ctx + u" setting type why met met.{role name} talk.{found graduated training top_up therapy part_time}"_s + pointer(u"sample"_s)
              + u" sample.{understood in_place specific outcomes review in_time pupil parent year adulthood money worry} saw"_s
              + u" arp.{commissioned filled mainstream outreach agreement} strengths risks asks outcome"_s + acts + signs + sign(u"sign.setting_lead"_s)
              + sign(u"sign.manager"_s) },
        { u"T06"_s,
          ctx + u" variant home month announced staff_on children_in theme independent conflict.{details why_not_before} breach.why"_s
              + u" last last.{rec standard done seen} child child.{initials talk said feel change worry agree_child agree_authority case_file}"_s
              + u" other other.{who private said} life area area.{area state note photo} fire_alarm fire_drill fire_risk bedrooms"_s
              + each(u"rec_"_s, u"incidents restraint consequences missing complaints allegations medicines bullying visitors rota training notifications"_s,
                     u"seen fine fine.finding"_s)
              + each(u"std_"_s, u"quality views education enjoyment health relationships protection leadership planning"_s, u"view evidence"_s)
              + u" manager_in_post vacancies statement_of_purpose r45_last r45_due annex_a_ready safeguarded safeguarded.why wellbeing wellbeing.why"_s + safe
              + u" rec rec.{action standard consider_by weight answer comment by}"_s + signs + sign(u"sign.registered_manager"_s)
              + u" individual.comment sent sent.{to on} desk.{provider received late safeguarded wellbeing new repeated concern action}"_s
              + pointer(u"ours"_s) },
        { u"T07"_s,
          ctx + u" question bank pick population sample record record.{rec worker comment stands_out told told_who any_no}"_s
              + each(u"rec.general."_s, u"summary chronology visit words reason supervision own"_s, u"-"_s)
              + each(u"rec.iro."_s, u"seen midway spoken challenge escalation drift tracked plain"_s, u"-"_s)
              + each(u"rec.referral."_s, u"balanced risks strengths attached view matching shared"_s, u"-"_s)
              + each(u"rec.placement."_s, u"checked matched route impact fee told"_s, u"-"_s)
              + each(u"rec.advocacy."_s, u"logged instruction acted oversight outcome"_s, u"-"_s)
              + each(u"rec.esmap."_s, u"time threshold consent needs right referrer consistent"_s, u"-"_s)
              + each(u"rec.minutes."_s, u"purpose attended view actions sent"_s, u"-"_s)
              + each(u"rec.ehcp."_s, u"views needs outcomes provision met plain time unnamed final"_s, u"-"_s)
              + each(u"rec.iso."_s, u"understood remit offer followed tone score"_s, u"-"_s)
              + each(u"rec.specialist."_s, u"time view evidence advice usable"_s, u"-"_s) + u" table.general.summary headline"_s + safe + learn + acts
              + u" fed_back urgent.{seen decision}"_s + signs },
        { u"T08"_s,
          ctx + pointer(u"case"_s) + u" worker manager months_read how spoke_worker spoke_family spoke_family.reason story"_s
              + each(u"in."_s, u"chronology family_tree identity consent visits seen_alone plan reviews supervision reasons advocacy"_s, u"-"_s)
              + each(u"d"_s, u"1 2 3 4 5 6 7 8 9 10"_s, graded) + u" indicative overall differ urgent reaudit_on"_s + safe + learn + acts + signs
              + u" fair reflect"_s + sign(u"sign.practitioner"_s) + u" accepted accepted.note moderated agree moderated.reason loop.{evidence changed grade}"_s
              + u" agency agency.name"_s + each(u"yj."_s, u"assessing planning delivering reviewing"_s, u"wellbeing.grade safety.grade others.grade"_s)
              + each(u"ehcp."_s, u"a b c d e f g h i j k"_s, graded) + u" standard standard.{statement rag evidence gap action}"_s },
        { u"T09"_s,
          ctx + u" area theme lead team team.{who job} kind prep kloe kloe.{question why look_at good} evidence evidence.{kloe by source ref saw way weight}"_s
              + pointer(u"case"_s) + u" case.{practice decisions supervision outcome urgent}"_s + safe
              + each(u"sup_"_s, u"practitioner leader service head"_s, u"seen regular reflective closed note"_s)
              + u" family family.{who agreed said better} staff_group staff_group.{group number headlines} partners data"_s
              + u" finding finding.{words view confidence}"_s + learn + acts + u" told_team_on look_again_on facts.wrong"_s + signs + approval },
        { u"T10"_s,
          ctx + u" who kind"_s + prev(u"last"_s)
              + u" next gap_ok you load load.words going_well practice feedback numbers numbers_file learning equality leave"_s + pointer(u"case"_s)
              + u" case.{why_now since voice worries strengths safety stuck blocks decision reason by_when}"_s + u" iro.{over_12 overdue not_spoken good}"_s
              + pointer(u"iro_concern"_s) + u" iro_escalation iro_escalation.stage"_s
              + u" attended presenter group.rec dilemma map_drawn ideas try helped request casework.rec evidence decision amount reason"_s
              + u" q.{space child reasons actions support} qa_reader supervisee.comment"_s + sign(u"sign.supervisee"_s) + signs },
        { u"T11"_s,
          ctx + u" body chair attended attended.{name role organisation} apologies quorate conflicts"_s + prev(u"last"_s)
              + u" point point.{title for papers discussion decision reason assurance dissent}"_s + acts + pointer(u"heard"_s)
              + u" heard.{asked options voice decision reason conditions review_on legal_advice} contract contract.{period outcomes value next}"_s
              + u" kpi kpi.{measure target actual rag} risk risk_up public"_s + approval },
        { u"T12"_s,
          ctx + u" kind week teams"_s + prev(u"last"_s) + u" measure measure.{measure last now target direction rag story} strong attention"_s
              + pointer(u"grip"_s)
              + u" grip.{why decision owner due} for_supervision for_supervision.{who point} for_team tracker tracker.{stage statutory_due days_left block}"_s
              + acts + u" summary_up"_s + signs },
        { u"T13"_s,
          u" about who age_band language how helper before.info ok child.{listened got_to_say understood good good_drawn good_said change talk}"_s
          u" parent.{respect explained child_views agreed_plan help_came better good change} ehcp.{involved sounds_like happening difference}"_s
          u" befriender.{promises on_my_side again} safe_now name follow_up_ok lead.{themes changed told}"_s
              + safe },
        { u"T14"_s,
          ctx + u" set period audience rag why change planned planned.{activity planned done late not_done reason} figure figure.{what answer count}"_s
              + u" summary summary.{on from text} strength strength.{text evidence} worry worry.{text evidence action} voice voice.{quote role}"_s
              + u" action_count action_count.{level opened closed overdue} impact impact.{finding action change proof}"_s
              + u" number number.{measure last now target rag story} risk risk.{risk likelihood impact mitigation owner} ask ask.{what of by} next"_s
              + u" lado_setting lado_role lado_harm lado_outcome lado.{days lessons} annual.narrative progress progress.{track stage next delay}"_s + signs
              + approval },
        { u"T15"_s,
          ctx + u" home month children_in"_s + prev(u"last"_s) + u" rec44 file file.{initials plan risk keywork view health school family moving_on gap}"_s
              + u" incidents.{reviewed patterns restraint debriefed missing returns_offered returns_taken police self_harm complaints allegations notified}"_s
              + each(u"building."_s, u"alarm drill lights water gas vehicles first_aid medicines bedrooms"_s, u"-"_s) + u" building.{alarm_on repairs}"_s
              + u" team.{rota vacancies agency supervision training checks} interventions shared"_s
              + each(u"annex."_s, u"children incidents missing exploitation complaints allegations staffing training education health"_s, u"-"_s)
              + u" r45_last r45_due last_inspection inspection_grade requirement requirement.{text due done}"_s + safe + learn + acts + signs
              + u" countersign.note"_s + sign(u"sign.service_manager"_s) + u" individual.comment"_s + sign(u"sign.responsible_individual"_s) },
        { u"T16"_s,
          ctx + pointer(u"child"_s)
              + u" plan last_review next_review midpoint how spoke_to contact contact.why view decision decision.{decision due done why effect}"_s
              + each(u"check."_s, u"visits alone plan exit dates health education family placement life_story advocacy core falling over_12"_s, u"- note"_s)
              + u" drift drift.cause challenge asked asked_of asked_by opinion more_often more_often.on next_action"_s + safe + signs
              + u" reply outcome.{resolved_on effect}"_s },
        { u"T17"_s,
          ctx + u" url title owner section kind"_s
              + each(u"check."_s, u"what who how facts contact plain calm found links accessible phone languages disclaimer duty complain"_s, u"- fix"_s)
              + u" reading_age shot verdict words family_view"_s + acts + u" answer answer.note recheck"_s + signs },
        { u"T18"_s,
          ctx + u" title kind what outcome people cost files links return.{from period received late complete queries} inspection.{body from to result}"_s
              + u" requirement"_s + learn + acts + u" repeat_next"_s + signs },
    };
}

// domain.md A9, every item of the notation by its key.
QString notationOf(const QString &id)
{
    if (id == u"T01")
        return ctx + u" observed observed_role activity how family_present consent stop linked_visit level"_s + pointer(u"pointer"_s)
            + u" purpose plan focus needs"_s + prev(u"last"_s) + u" facts child_there child_voice"_s
            + u" d1.{level saw impact} d2.{level saw impact} d3.{level saw impact} d4.{level saw impact} d5.{level saw impact}"_s
            + u" d6.{level saw impact} d7.{level saw impact} d8.{level saw impact} d9.{level saw impact} d10.{level saw impact}"_s
            + u" m1.{level saw impact} m2.{level saw impact} m3.{level saw impact} m4.{level saw impact} m5.{level saw impact}"_s
            + u" pcf ask said faces talk_on well better support overall"_s + u" felt did_well differently learned agree say"_s + sign(u"sign.observed"_s)
            + learn + acts + u" to_pdp wider next_due"_s + safe + sign(u"sign.author"_s) + u" manager_note"_s;
    if (id == u"T02")
        return ctx + u" kind announced arrived left purpose result tried card_left told next_try hazards checked_in ask_today"_s + prev(u"last"_s)
            + u" present present.{who link lives_here new_to_us details_taken}"_s + pointer(u"child"_s)
            + u" child.{seen why_not alone alone_why awake sleeps sleeps_why how_talked words showed hurt hurt_where hurt_marks hurt_said life life.text wants told_back}"_s
            + u" room room.{room saw level photo} adults_said together change pets_hazards home.voice"_s
            + u" plan plan.{goal moved shows} well worry means else"_s + u" safety.{child child.why parent parent.why worker worker.why}"_s + acts
            + u" next_due next_due_own counts manager"_s + safe + u" to_child"_s + sign(u"sign.author"_s) + u" manager.{read decision reason}"_s;
    if (const QString more = notationOfTheRest().value(id); !more.isEmpty())
        return more;
    return ctx + u" team base planned met met.{role how_many}"_s + prev(u"since"_s) + u" told told.{topic said tone quote_ok}"_s
        + u" pulse.{supported manageable proud heard} story"_s + pointer(u"oversight"_s) + u" oversight.{concern asked_of} good worry"_s + safe + acts
        + u" fed_back_on"_s + sign(u"sign.author"_s) + u" confirm.actions"_s;
}

QByteArray sourceFile(const QString &name)
{
    QFile file(QStringLiteral(SIGHTLINE_FORMS_FOLDER "/") + name);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(name);
    return file.readAll();
}

} // namespace

TEST(FormPacksTest, ShipTheTemplatesWithTheirMeta)
{
    QStringList ids;
    for (const FormPack &pack : builtInForms()) {
        ids.append(pack.id);
        EXPECT_FALSE(pack.title.isEmpty());
        const bool isNew = raisesConcerns(pack) || actionRule(pack.meta);   // whom a concern is about; an action looked at again
        const bool isHanded = pack.id == u"T01" || pack.id == u"T13";   // what a child or parent says, in the room
        const bool tellsOfChildren = visitQuestions(readQuestionnaire(pack.questionnaire).value()).has_value();
        const QList<FormItem> items = readQuestionnaire(pack.questionnaire).value().items;
        const bool isFromPlace = std::any_of(items.cbegin(), items.cend(), [](const FormItem &item) { return item.carryForward == u"context/place"_s; });
        const int minor = (isHanded || tellsOfChildren || isFromPlace ? 2
                               : isNew                                ? 1
                                                                      : 0)
            + (actionRule(pack.meta) ? 1 : 0);   // what shows that an action was done
        EXPECT_EQ(pack.version, u"1.%1.0"_s.arg(minor)) << qPrintable(pack.id);
        EXPECT_GT(pack.minutes, 0);
        EXPECT_TRUE(pack.sensitivity.startsWith(u'P'));
        EXPECT_EQ(pack.meta[u"visibility"_s][u"draft"_s].toStrings(), QStringList { u"author"_s });
        EXPECT_FALSE(pack.meta[u"visibility"_s][u"completed"_s].toStrings().isEmpty());
        EXPECT_FALSE(pack.meta[u"group"_s].toString().isEmpty());
        EXPECT_FALSE(pack.meta[u"writeUp"_s][u"within"_s].toString().isEmpty());
    }
    EXPECT_EQ(ids, (QStringList { u"T01"_s, u"T02"_s,  u"T03"_s, u"T04"_s, u"T05"_s, u"T06"_s,  u"T07"_s, u"T08"_s, u"T09"_s, u"T10"_s, u"T10C"_s,
                                  u"T11"_s, u"T11C"_s, u"T12"_s, u"T13"_s, u"T14"_s, u"T14C"_s, u"T15"_s, u"T16"_s, u"T17"_s, u"T18"_s }));
}

TEST(FormPacksTest, SayWhenTheyWereApprovedAndReviewedAndFromWhenTheyCount)
{
    QStringList drafts;
    for (const FormPack &pack : builtInForms()) {
        const auto dayOf = [&](const Json &value) { return QDate::fromString(value.toString(), Qt::ISODate); };
        EXPECT_TRUE(dayOf(pack.questionnaire[u"lastReviewDate"_s]).isValid()) << qPrintable(pack.id);
        EXPECT_TRUE(dayOf(pack.questionnaire[u"effectivePeriod"_s][u"start"_s]).isValid()) << qPrintable(pack.id);
        const bool isDraft = pack.questionnaire[u"status"_s].toString() == u"draft";
        EXPECT_EQ(dayOf(pack.questionnaire[u"approvalDate"_s]).isValid(), !isDraft) << qPrintable(pack.id);
        if (isDraft)
            drafts.append(pack.id);
    }
    EXPECT_EQ(drafts, QStringList { u"T05"_s });
}

TEST(FormPacksTest, CarryOnlyFromQuestionsThatExist)
{
    qsizetype looked = 0;
    for (const FormPack &pack : builtInForms()) {
        const auto form = formOf(pack.id);
        for (const FormItem &item : form.items) {
            if (!item.carryForward.startsWith(u"previous/"_s))
                continue;
            ++looked;
            const FormItem *source = form.find(item.carryForward.section(u'/', 1));
            ASSERT_TRUE(source) << qPrintable(pack.id + u' ' + item.linkId + u' ' + item.carryForward);
            EXPECT_EQ(source->type == ItemType::Group, item.type == ItemType::Group) << qPrintable(pack.id + u' ' + item.linkId);
            EXPECT_EQ(source->repeats && source->type == ItemType::Group, item.repeats && item.type == ItemType::Group) << qPrintable(item.linkId);
        }
    }
    std::printf("%lld items carried from the last record\n", static_cast<long long>(looked));
    EXPECT_GT(looked, 40);
}

TEST(FormPacksTest, LeaveOutOnPaperOnlyWhatTheyHaveAndOfferTheWholeToo)
{
    QStringList versioned;
    for (const FormPack &pack : builtInForms()) {
        const auto form = formOf(pack.id);
        const auto versions = printVersions(pack.meta);
        ASSERT_EQ(versions.size(), pack.meta[u"prints"_s].toArray().size()) << qPrintable(pack.id) << ": one of them says too little";
        if (versions.isEmpty())
            continue;
        versioned.append(pack.id);
        EXPECT_FALSE(versions.first().leavesOut.isEmpty()) << "nobody prints everything by not choosing";
        EXPECT_TRUE(versions.last().leavesOut.isEmpty());
        for (const PrintVersion &version : versions) {
            for (const QString &item : version.leavesOut)
                EXPECT_TRUE(form.find(item)) << qPrintable(pack.id + u' ' + item);
        }
    }
    EXPECT_EQ(versioned, (QStringList { u"T01"_s, u"T08"_s }));
}

// Whom an observation or audit is about stands in these: none of them is on the practitioner's page, whatever else is added to the form.
TEST(FormPacksTest, KeepAChildsNumberInitialsAndWordsOffThePractitionersPage)
{
    int left = 0;
    for (const auto &[id, keys] :
         { std::pair(
               u"T01"_s,
               QStringList { u"pointer.rec"_s, u"pointer.initials"_s, u"said"_s, u"child_voice"_s, u"safe.who#aaaaaaaa/safe.who.name"_s, u"safe.what"_s }),
           std::pair(u"T08"_s,
                     QStringList { u"case.rec"_s, u"case.initials"_s, u"story"_s, u"spoke_family.said"_s, u"d3.why"_s, u"agency#aaaaaaaa/agency.impact"_s,
                                   u"ehcp.a.impact"_s, u"yj.planning.safety.why"_s, u"safe.what"_s, u"loop.changed"_s }) }) {
        for (const FormPack &pack : builtInForms()) {
            for (const QString &key : pack.id == id ? keys : QStringList()) {
                EXPECT_TRUE(isLeftOut(printVersions(pack.meta).first(), formOf(id), key)) << qPrintable(id + u' ' + key);
                EXPECT_FALSE(isLeftOut(printVersions(pack.meta).last(), formOf(id), key)) << qPrintable(id + u' ' + key);
                ++left;
            }
            if (pack.id == id) {
                EXPECT_FALSE(isLeftOut(printVersions(pack.meta).first(), formOf(id), u"learn.good"_s)) << "what is there for the practitioner";
            }
        }
    }
    EXPECT_EQ(left, 16);
}

TEST(FormPacksTest, TakeInOnlyRowsOfOtherFormsThatExist)
{
    int lists = 0;
    for (const FormPack &pack : builtInForms()) {
        const auto form = formOf(pack.id);
        const auto named = lastRows(pack.meta);
        ASSERT_EQ(named.size(), pack.meta[u"previous"_s][u"rows"_s].toArray().size()) << qPrintable(pack.id) << ": one of them says too little";
        for (const LastRows &rows : named) {
            const auto other = formOf(rows.form);
            const auto isList = [](const FormItem *item) { return item && item->type == ItemType::Group && item->repeats; };
            EXPECT_TRUE(isList(form.find(rows.into)));
            EXPECT_EQ(form.find(rows.into)->carryForward, u"previous/"_s + rows.into) << "what is taken in must also be carried";
            for (const QString &question : questionsOf(rows.done))
                EXPECT_TRUE(form.find(question)) << qPrintable(question);
            for (auto it = rows.sameAnswer.cbegin(); it != rows.sameAnswer.cend(); ++it) {
                const Json &same = pack.meta[u"previous"_s][u"sameAnswer"_s];
                EXPECT_TRUE(same == Json(it.key()) || same.toStrings().contains(it.key())) << qPrintable(it.key());
                EXPECT_TRUE(other.find(it.value())) << qPrintable(it.value());
            }
            EXPECT_TRUE(problemOfCondition(rows.when).isEmpty() && problemOfCondition(rows.done).isEmpty());
            QStringList asked = questionsOf(rows.when);
            EXPECT_FALSE(rows.sources.isEmpty());
            for (const LastRows::Source &source : rows.sources) {
                ++lists;
                EXPECT_TRUE(isList(other.find(source.rows))) << qPrintable(source.rows);
                EXPECT_TRUE(source.answers.contains(rows.key));
                EXPECT_TRUE(problemOfCondition(source.done).isEmpty());
                asked += questionsOf(source.done);
                for (auto it = source.answers.cbegin(); it != source.answers.cend(); ++it) {
                    ASSERT_TRUE(form.find(it.key()) && other.find(it.value())) << qPrintable(it.key() + u' ' + it.value());
                    EXPECT_EQ(form.find(it.key())->type, other.find(it.value())->type);
                    EXPECT_FALSE(form.find(it.key())->carryForward.isEmpty()) << qPrintable(it.key());
                }
            }
            for (const QString &question : asked)
                EXPECT_TRUE(other.find(question)) << qPrintable(question);
        }
    }
    EXPECT_EQ(lists, 2);
}

TEST(FormPacksTest, KeepApartOnlyRowsThatTheirOwnFormCanHold)
{
    int apart = 0;
    for (const FormPack &pack : builtInForms()) {
        const auto whole = formOf(pack.id);
        for (const FormItem &group : whole.items) {
            if (group.ownRecord.isEmpty())
                continue;
            ++apart;
            const auto own = formOf(group.ownRecord);
            EXPECT_EQ(own.find(u"belongs_to"_s)->carryForward, u"context/belongs_to");
            for (const int child : group.children) {
                const FormItem *same = own.find(whole.items[child].linkId);
                ASSERT_TRUE(same) << qPrintable(whole.items[child].linkId);
                EXPECT_EQ(same->type, whole.items[child].type);
                EXPECT_TRUE(same->sensitivity.isEmpty() || same->sensitivity >= u"P3"_s);
            }
        }
    }
    EXPECT_EQ(apart, 3);
}

TEST(FormPacksTest, ReadWithoutAWarning)
{
    for (const FormPack &pack : builtInForms()) {
        const auto form = readQuestionnaire(pack.questionnaire);
        ASSERT_TRUE(form) << qPrintable(form.error().detail);
        for (const ImportNote &note : form->report)
            ADD_FAILURE() << qPrintable(pack.id + u' ' + note.linkId + u": "_s + note.text);
    }
}

TEST(FormPacksTest, HoldEveryItemOfTheNotation)
{
    qsizetype looked = 0;
    QStringList ids { u"T01"_s, u"T02"_s, u"T03"_s };
    ids += notationOfTheRest().keys();
    EXPECT_EQ(ids.size(), 18);
    for (const QString &id : std::as_const(ids)) {
        const auto form = formOf(id);
        for (const QString &key : keysIn(notationOf(id))) {
            ++looked;
            EXPECT_TRUE(form.find(key)) << qPrintable(id + u" lacks "_s + key);
        }
    }
    std::printf("%lld items of the notation looked for\n", static_cast<long long>(looked));
    EXPECT_GT(looked, 1200);
    EXPECT_FALSE(formOf(u"T03"_s).find(u"planted.missing"_s));
}

TEST(FormPacksTest, AskForWordsBeforeTheStepThatFollowsFromThem)
{
    const struct {
        const char16_t *form, *words, *step;
    } pairs[] {
        { u"T01", u".saw", u".level" },     { u"T04", u".evidence", u"" },     { u"T04", u".why", u".eif5" },
        { u"T06", u".evidence", u".view" }, { u"T08", u".impact", u".grade" },
    };
    for (const auto &[id, words, step] : pairs) {
        const Questionnaire form = formOf(QString::fromUtf16(id));
        int looked = 0;
        for (int at = 0; at < form.items.size(); ++at) {
            const QString suffix = QString::fromUtf16(words);
            QString link = form.items[at].linkId;
            if (!link.endsWith(suffix))
                continue;
            const int stepAt = form.byLinkId.value(link.chopped(suffix.size()) + QString::fromUtf16(step), -1);
            const bool isStep = stepAt >= 0 && form.items[stepAt].type == ItemType::Choice;
            looked += isStep ? 1 : 0;
            EXPECT_TRUE(!isStep || at < stepAt) << qPrintable(QString::fromUtf16(id) + u' ' + link);
        }
        EXPECT_GT(looked, 0) << qPrintable(QString::fromUtf16(id));
    }
}

TEST(FormPacksTest, SayWhatAGoodAnswerLooksLike)
{
    for (const FormPack &pack : builtInForms()) {
        const auto &items = formOf(pack.id).items;
        const auto saysSo = std::count_if(items.cbegin(), items.cend(), [](const FormItem &item) { return item.help.contains(u"Good looks like:"_s); });
        const bool isAsked = QStringList { u"T01"_s, u"T02"_s, u"T03"_s, u"T13"_s }.contains(pack.id);
        EXPECT_GE(saysSo, isAsked ? 2 : 0) << qPrintable(pack.id);
    }
}

TEST(FormPacksTest, GiveEveryItemALabel)
{
    for (const FormPack &pack : builtInForms()) {
        for (const FormItem &item : formOf(pack.id).items)
            EXPECT_FALSE(item.text.isEmpty()) << qPrintable(pack.id + u' ' + item.linkId);
    }
}

TEST(FormPacksTest, NameOnlyQuestionsThatExistInFunctionsAndMeta)
{
    for (const FormPack &pack : builtInForms()) {
        const auto form = formOf(pack.id);
        QList<ProductFunction> functions = form.functions;
        for (const FormItem &item : form.items)
            functions += item.functions;
        for (const ProductFunction &function : functions) {
            for (const QString &parameter : { u"question"_s, u"from"_s, u"to"_s, u"ended"_s, u"sign"_s, u"seen"_s, u"result"_s, u"who"_s, u"kind"_s,
                                              u"counts"_s, u"reason"_s, u"list"_s, u"decisive"_s }) {
                for (const QString &named : function.texts(parameter))
                    EXPECT_TRUE(form.find(named)) << qPrintable(pack.id + u' ' + function.name + u' ' + named);
            }
            for (const QString &parameter : { u"all"_s, u"any"_s, u"when"_s }) {
                for (const QString &condition : function.texts(parameter)) {
                    const auto questions = questionsOfCondition(condition);
                    EXPECT_FALSE(questions.isEmpty()) << qPrintable(pack.id + u' ' + condition);
                    for (const QString &named : questions)
                        EXPECT_TRUE(form.find(named)) << qPrintable(pack.id + u' ' + condition);
                }
            }
        }
        QStringList inMeta { pack.meta[u"writeUp"_s][u"from"_s].toString() };
        const Json &same = pack.meta[u"previous"_s][u"sameAnswer"_s];
        inMeta += same.isString() ? QStringList { same.toString() } : same.toStrings();
        for (const Json &column : pack.meta[u"columns"_s].toObject())
            inMeta.append(column.toString());
        for (const Json &exported : pack.meta[u"export"_s].toObject())
            inMeta.append(exported.toString());
        for (const QString &named : inMeta)
            EXPECT_TRUE(form.find(named)) << qPrintable(pack.id + u" meta "_s + named);
        const auto rules = handRules(pack.meta);
        ASSERT_TRUE(rules) << qPrintable(pack.id + u": "_s + rules.error().detail);
        for (const HandRule &rule : *rules) {
            EXPECT_TRUE(rule.part.isEmpty() || form.laterRoles().contains(rule.part)) << qPrintable(rule.part);
            QStringList asked = questionsOf(rule.when) + questionsOf(rule.returnsWhen);
            asked += QStringList { rule.owner.item, rule.fromItem };
            asked.removeAll(QString());
            for (const QString &named : asked)
                EXPECT_TRUE(form.find(named)) << qPrintable(pack.id + u" step "_s + rule.kind + u' ' + named);
        }
        if (const auto actions = actionRule(pack.meta)) {
            for (const QString &named : { actions->rows, actions->what, actions->owner, actions->due, actions->priority, actions->why, actions->status,
                                          actions->doneOn, actions->evidence, actions->evidenceFiles, actions->impact, actions->recheck })
                EXPECT_TRUE(form.find(named)) << qPrintable(pack.id + u" actions "_s + named);
        }
    }
}

TEST(FormPacksTest, RequireNoFileAndMarkNoneAsComingLater)
{
    int taken = 0;
    for (const FormPack &pack : builtInForms()) {
        for (const FormItem &item : formOf(pack.id).items) {
            if (item.type != ItemType::Attachment)
                continue;
            EXPECT_FALSE(item.required) << qPrintable(item.linkId);
            EXPECT_FALSE(item.comesLater) << qPrintable(item.linkId);
            ++taken;
        }
    }
    EXPECT_GE(taken, 25);
}

TEST(FormPacksTest, TakeDocumentsAndVoiceNotesThatShowAThingButNoPictures)
{
    // domain.md A7: photos are off by default, and never of children.
    struct Evidence {
        QString form;
        QString linkId;
        QString sensitivity;
    };
    for (const Evidence &evidence : { Evidence { u"T01"_s, u"happened_files"_s, u"P3"_s }, Evidence { u"T03"_s, u"practice_files"_s, u"P2"_s },
                                      Evidence { u"T08"_s, u"overall_files"_s, u"P3"_s }, Evidence { u"T08"_s, u"standards_files"_s, {} },
                                      Evidence { u"T16"_s, u"checks_files"_s, u"P3"_s } }) {
        const auto form = formOf(evidence.form);
        const FormItem *item = form.find(evidence.linkId);
        ASSERT_TRUE(item) << qPrintable(evidence.linkId);
        EXPECT_EQ(item->sensitivity, evidence.sensitivity) << qPrintable(evidence.linkId);
        EXPECT_TRUE(item->repeats && item->maxOccurs > 0 && item->completedByRole.isEmpty()) << qPrintable(evidence.linkId);
        EXPECT_TRUE(takesKind(item->mimeTypes, u"application/pdf"_s));
        EXPECT_TRUE(takesKind(item->mimeTypes, u"audio/ogg"_s));
        EXPECT_FALSE(takesKind(item->mimeTypes, u"image/jpeg"_s)) << qPrintable(evidence.linkId);
    }
}

TEST(FormPacksTest, PromiseAVoiceNoteOnAHandedOverDeviceOnlyWhereThePageGoesWithTheMicrophone)
{
    // Where the device cannot record, a question that takes sound alone has no page: no other one may promise that something can be said.
    const auto promises = [](const FormItem &item) {
        const QString words = item.text + u' ' + item.help;
        return words.contains(u"say it"_s, Qt::CaseInsensitive) || words.contains(u"talk"_s, Qt::CaseInsensitive)
            || words.contains(u"voice note"_s, Qt::CaseInsensitive) || (item.type == ItemType::Attachment && item.drawing == Drawing::None);
    };
    int looked = 0;
    QStringList spoken;
    for (const FormPack &pack : builtInForms()) {
        for (const FormItem &item : formOf(pack.id).items) {
            if (!item.isHandedOver)
                continue;
            ++looked;
            const bool asksForTalk = item.text.contains(u"someone to talk to you"_s) || item.text.contains(u"someone you want to talk to"_s);
            if (!promises(item) || asksForTalk)
                continue;
            spoken.append(pack.id + u' ' + item.linkId);
            EXPECT_TRUE(takesSoundAlone(item.mimeTypes)) << qPrintable(spoken.last());
        }
    }
    EXPECT_GT(looked, 30);
    EXPECT_EQ(spoken, QStringList { u"T13 child.good_said"_s });
    FormItem planted;
    planted.help = u"You can write, draw or say it."_s;
    EXPECT_TRUE(promises(planted));
}

TEST(FormPacksTest, MarkWhatConcernsAChildAsP3)
{
    EXPECT_EQ(formOf(u"T02"_s).find(u"child.words"_s)->sensitivity, u"P3");
    EXPECT_EQ(formOf(u"T01"_s).find(u"pointer.rec"_s)->sensitivity, u"P3");
    EXPECT_EQ(formOf(u"T03"_s).find(u"oversight.rec"_s)->sensitivity, u"P3");
    EXPECT_EQ(formOf(u"T03"_s).find(u"safe.what"_s)->sensitivity, u"P3");
    EXPECT_EQ(formOf(u"T03"_s).find(u"story"_s)->sensitivity, u"");
}

TEST(FormPacksTest, AreWhatTheGeneratorWrote)
{
    const auto built = parseJson(sourceFile(u"built.json"_s));
    ASSERT_TRUE(built);
    EXPECT_TRUE(built->contains(u"templates/notation.py"_s));
    EXPECT_TRUE(built->contains(u"T03.meta.json"_s));
    for (auto it = built->toObject().cbegin(); it != built->toObject().cend(); ++it)
        EXPECT_EQ(it.value().toString(), toHex(sha256(sourceFile(it.key())))) << "run core/packs/forms/build_packs.py: " << qPrintable(it.key());
}
