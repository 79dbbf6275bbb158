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
    for (const QString &id : { u"T01"_s, u"T02"_s, u"T03"_s }) {
        const auto form = formOf(id);
        for (const QString &key : keysIn(notationOf(id))) {
            ++looked;
            EXPECT_TRUE(form.find(key)) << qPrintable(id + u" lacks "_s + key);
        }
    }
    std::printf("%lld items of the notation looked for\n", static_cast<long long>(looked));
    EXPECT_GT(looked, 250);
    EXPECT_FALSE(formOf(u"T03"_s).find(u"planted.missing"_s));
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
