#include "qml/app/record_words.h"

#include "core/forms/answer_value.h"
#include "core/forms/answered_lines.h"
#include "core/forms/form_text.h"
#include "core/forms/layout.h"
#include "core/records/print_versions.h"
#include "qml/bridge/day_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Records)
};

qint64 whenOf(const RecordListItem &item) { return item.completedAtMs > 0 ? item.completedAtMs : qMax(item.savedAtMs, item.madeAtMs); }

/// A line of files shows them in place of their names.
RecordLine lineOf(const AnsweredLine &line)
{
    const auto kind = line.kind == AnsweredLine::Kind::Heading ? RecordLine::Kind::Heading
        : line.kind == AnsweredLine::Kind::Narrative           ? RecordLine::Kind::Quote
                                                               : RecordLine::Kind::Answer;
    return { line.key, kind, line.label, line.files.isEmpty() ? line.text : QString(), {}, line.isSensitive, line.files };
}

QString capitalised(const QString &name) { return name.left(1).toUpper() + name.mid(1); }

QString wayTitle(const TrailEntry &entry)
{
    switch (entry.kind) {
    //: A step of a record's way: its author completed it.
    case TrailEntry::Kind::Completed: return Words::tr("Completed");
    //: A step of a record's way: somebody sent it back to its author.
    case TrailEntry::Kind::Returned: return Words::tr("Returned with comments");
    //: A step of a record's way: somebody added a note to it.
    case TrailEntry::Kind::Added: return Words::tr("Added to");
    default: return capitalised(entry.name.isEmpty() ? entry.step : entry.name);
    }
}

/// Who and when; for what is to come, who and by when; and what a signature covers.
QString wayDetail(const TrailEntry &entry, const CouncilNow &now)
{
    const QString who = entry.personName.isEmpty() ? entry.by : entry.personName;
    if (entry.atMs == 0) {
        if (!entry.due.isValid())
            return who;
        //: Under a step of a record's way that is late. %1 is a person, %2 a day.
        return entry.isOverdue ? Words::tr("%1. Was due %2").arg(who, plainDayWords(entry.due, now.today))
                               //: Under a step of a record's way that is next. %1 is a person, %2 a day.
                               : Words::tr("%1, by %2").arg(who, plainDayWords(entry.due, now.today));
    }
    QString detail = u"%1, %2"_s.arg(who, momentWords(now.at(entry.atMs), now.today));
    if (entry.isHeld) {
        //: Under a step of a record's way: the hub has it but could not apply it. %1 is who and when.
        return Words::tr("%1. Kept by the hub, not applied").arg(detail);
    }
    if (entry.isSigned && entry.lackedFiles > 0) {
        //: Under a signed step of a record's way; %1 is who and when. %n is how many photos or files of the record had not come to that person's device.
        detail = Words::tr("%1. Signed the words; %n photo(s) or file(s) had not come yet", nullptr, entry.lackedFiles).arg(detail);
        if (entry.covers != TrailEntry::Covers::AnEarlierText)
            return detail;
    }
    if (entry.covers == TrailEntry::Covers::AnEarlierText) {
        //: Under a step of a record's way; %1 is who and when. The record, or a hand its author had read, was changed or withdrawn afterwards.
        return entry.isSigned ? Words::tr("%1. Signed an earlier text").arg(detail)
                              //: The same for a step that is not signed.
                              : Words::tr("%1. Read an earlier text").arg(detail);
    }
    //: Under a signed step of a record's way; %1 is who and when. Exactly what is on this page was signed.
    return entry.isSigned ? Words::tr("%1. Signed what is shown here").arg(detail) : detail;
}

void addOffers(const RecordTrail &trail, RecordPaper &paper)
{
    for (const QString &kind : trail.mayTake) {
        StepOffer offer;
        offer.kind = kind;
        if (const Hand *hand = trail.workflow.hand(kind)) {
            offer.title = capitalised(hand->rule.name);
            //: Button on a record: this person's turn. %1 is what: "reflection".
            offer.label = Words::tr("Your part: %1").arg(hand->rule.name);
            offer.hasPart = !hand->rule.part.isEmpty();
            offer.signs = hand->rule.signs;
            if (kind == step::concernRead || hand->rule.tells) {
                //: Button on a record that raises an urgent concern, or that somebody is to be told of: they say so, once.
                offer.label = Words::tr("I have read this");
                offer.asksNothing = true;
            }
        } else {
            //: Button on a record, and title of the sheet it opens: its author is asked to change something.
            offer.title = offer.label = Words::tr("Return with comments");
            offer.needsText = true;
        }
        paper.offers.append(offer);
    }
}

/// Parts of colleagues whom this record names: who may be in the room. What its author may take is on its own buttons.
void addHandOvers(const RecordTrail &trail, RecordPaper &paper)
{
    for (const TrailEntry &entry : trail.entries) {
        const Hand *hand = entry.kind == TrailEntry::Kind::Next ? trail.workflow.hand(entry.step) : nullptr;
        const bool isNamed = hand && hand->rule.owner.kind == HandOwner::Kind::Named && !hand->rule.part.isEmpty() && !entry.personName.isEmpty();
        if (!isNamed || trail.mayTake.contains(entry.step))
            continue;
        //: Button on one's own record: hands the device to a colleague in the room. %1 is their name, %2 their part: "reflection".
        paper.handOvers.append({ entry.step, Words::tr("Hand over to %1: %2").arg(entry.personName, hand->rule.name) });
    }
}

void addTrail(const RecordTrail &trail, const CouncilNow &now, RecordPaper &paper)
{
    paper.stateText = trail.stateText;
    paper.isSettled = trail.workflow.state == Workflow::State::Finished || trail.workflow.state == Workflow::State::Superseded;
    for (const TrailEntry &entry : trail.entries) {
        const bool isToCome = entry.kind == TrailEntry::Kind::Next || entry.kind == TrailEntry::Kind::Later;
        if (isToCome && !entry.isRequired && entry.kind == TrailEntry::Kind::Later)
            continue;
        if (entry.step == step::action)
            continue; // what was said of an action stands with the action
        const QString state = entry.kind == TrailEntry::Kind::Next ? u"now"_s : entry.kind == TrailEntry::Kind::Later ? u"later"_s : u"done"_s;
        paper.way.append({ wayTitle(entry), wayDetail(entry, now), state });
        if (trail.waitsForMe && entry.kind == TrailEntry::Kind::Returned)
            paper.returnedText = entry.text;
        for (RecordLine &line : paper.lines) {
            const bool isItsCard = line.kind == RecordLine::Kind::Step && entry.record && line.id == entry.record->toString();
            if (isItsCard && entry.kind != TrailEntry::Kind::Added)
                line.label = wayTitle(entry);
        }
    }
    // A record that asks for nobody else has no way worth showing.
    if (paper.way.size() < 2)
        paper.way.clear();
    addOffers(trail, paper);
    paper.canAmend = trail.mayAmend;
}

RecordLine handLine(const RecordHand &hand, const CouncilNow &now)
{
    RecordLine line;
    line.id = hand.id.toString();
    line.kind = RecordLine::Kind::Step;
    //: Title of a note added to a record later, under which its text stands.
    line.label = hand.role == "addendum"_L1 ? Words::tr("Added later") : hand.role;
    line.text = hand.text;
    if (line.text.isEmpty() && !hand.signature.isEmpty()) {
        //: On a signed step without words. %1 is the name that was signed with.
        line.text = Words::tr("Signed as %1").arg(hand.signature);
    }
    line.note = u"%1, %2"_s.arg(hand.authorName, momentWords(now.at(hand.atMs), now.today));
    return line;
}

QString reasonOf(RecordSync sync)
{
    switch (sync) {
    case RecordSync::Kept:
        //: On a record of which the hub could not apply something.
        return Words::tr("The hub keeps this and has not applied it. Nothing is lost. Sync says why and whom to ask.");
    case RecordSync::Conflict:
        //: On a record of which one answer was changed in two places.
        return Words::tr("One answer was changed in two places. Both are kept. Choose in Sync which one stands.");
    default: return {};
    }
}

QString sectionOf(const RecordListItem &item, const CouncilNow &now)
{
    if (item.sync == RecordSync::Draft) {
        //: Heading over the drafts in the list of records.
        return Words::tr("Drafts");
    }
    if (now.at(whenOf(item)).date().daysTo(now.today) < 7) {
        //: Heading in the list of records: completed in the last seven days.
        return Words::tr("Last seven days");
    }
    //: Heading in the list of records: completed before the last seven days.
    return Words::tr("Earlier");
}

/// A record whose form this device does not know (any more): its words are read all the same, under the form's own names for them.
void sayFormIsMissing(const RecordDetail &detail, RecordPaper &paper)
{
    //: On a record or draft whose form is not on this device. %1 is the form's name and version.
    const QString why = Words::tr("The form this was written with (%1) is not on this device. Nothing is lost: its words are below. "
                                  "It comes back with the next sync if your council still uses it.")
                            .arg(detail.body.form);
    paper.reason = paper.reason.isEmpty() ? why : paper.reason + u'\n' + why;
}

} // namespace

RecordPlace placeOf(RecordSync sync)
{
    switch (sync) {
    case RecordSync::Draft: return RecordPlace::Draft;
    case RecordSync::Here: return RecordPlace::Here;
    case RecordSync::Sent: return RecordPlace::Sent;
    case RecordSync::OnHub: return RecordPlace::OnHub;
    case RecordSync::Kept: return RecordPlace::Kept;
    case RecordSync::Conflict: return RecordPlace::Conflict;
    }
    return RecordPlace::Here;
}

QString placeWords(const RecordListItem &item, const CouncilNow &now)
{
    switch (item.sync) {
    case RecordSync::Draft:
        //: Where a record is: a draft. %1 is a time, or a day and a time.
        return Words::tr("Draft, saved %1").arg(momentWords(now.at(item.savedAtMs), now.today));
    case RecordSync::Here:
        //: Where a record is: completed, not sent yet.
        return Words::tr("On this device");
    case RecordSync::Sent:
        //: Where a record is: sent, the hub has not answered yet.
        return Words::tr("Sent");
    case RecordSync::OnHub:
        //: Where a record is: the central records have it. %1 is a time, or a day and a time.
        return item.hubTimeMs ? Words::tr("On the hub %1").arg(momentWords(now.at(*item.hubTimeMs), now.today))
                              //: The same where the time is not known.
                              : Words::tr("On the hub");
    case RecordSync::Kept:
        //: Where a record is: the hub keeps an operation on it that it could not apply.
        return Words::tr("Kept by the hub, not applied");
    case RecordSync::Conflict:
        //: Where a record is: one answer was changed by two people.
        return Words::tr("Changed in two places");
    }
    return {};
}

RecordRow recordWords(const RecordListItem &item, const CouncilNow &now)
{
    RecordRow row;
    row.id = item.id.toString();
    row.place = placeOf(item.sync);
    row.title = item.title;
    if (!item.isMine)
        row.detail = item.authorName; // over one's own name a reader of a list stumbles each time
    row.dayText = dayWords(now.at(whenOf(item)).date(), now.today);
    row.placeText = placeWords(item, now);
    row.section = sectionOf(item, now);
    return row;
}

RecordRow hitWords(const RecordHit &hit, const CouncilNow &now)
{
    RecordRow row = recordWords(hit.item, now);
    row.section.clear();
    if (hit.passage.isEmpty())
        return row;
    QString passage = withoutHiddenMarks(hit.passage);
    if (hit.isSensitive) {
        //: Under a record that a search found, where the answer is one that lists do not show. %1 is the question.
        passage = Words::tr("In the answer to “%1”, shown when you open it").arg(hit.question);
    } else if (!hit.question.isEmpty()) {
        //: Under a record that a search found. %1 is the question, %2 the words of the answer around what was found.
        passage = Words::tr("%1 “%2”").arg(hit.question, passage);
    }
    row.detail = row.detail.isEmpty() ? passage : row.detail + u'\n' + passage;
    return row;
}

RecordPaper recordPaper(const RecordDetail &detail, const RecordTrail *trail, const CouncilNow &now)
{
    RecordPaper paper;
    const RecordListItem &item = detail.item;
    paper.id = item.id.toString();
    paper.title = item.title;
    paper.subline = u"%1, %2"_s.arg(item.authorName, momentWords(now.at(whenOf(item)), now.today));
    paper.place = placeOf(item.sync);
    paper.placeText = placeWords(item, now);
    if (item.sync == RecordSync::OnHub && item.seq > 0) {
        //: The hub's receipt for a record. %1 is where it is and since when; %2 is its number.
        paper.placeText = Words::tr("%1. Receipt %2.").arg(paper.placeText, QLocale().toString(item.seq));
    }
    paper.reason = reasonOf(item.sync);
    Answers answers = answersWithHands(detail);
    for (auto it = detail.followUps.cbegin(); it != detail.followUps.cend(); ++it)
        answers.remove(it.key()); // said with the actions, where who said it stands
    paper.lacksForm = !detail.form;
    if (paper.lacksForm)
        sayFormIsMissing(detail, paper);
    for (const PrintVersion &version : detail.form ? printVersions(detail.form->published.meta) : QList<PrintVersion>())
        paper.versions.append({ version.id, version.name });
    for (const AnsweredLine &line : detail.form ? answeredLines(detail.form->questionnaire, answers) : linesWithoutForm(answers)) {
        paper.lines.append(lineOf(line));
        paper.hasPrivileged = paper.hasPrivileged || isPrivileged(detail, line.key);
    }
    for (const RecordHand &hand : detail.hands) {
        if (hand.role != step::action && (hand.answers.isEmpty() || !hand.text.isEmpty()))
            paper.lines.append(handLine(hand, now));
    }
    paper.canAdd = item.state == RecordState::Completed;
    paper.canMark = item.isMine && item.state == RecordState::Completed;
    if (item.state == RecordState::Void) {
        //: On a record that its author marked as entered in error. %1 is the reason.
        paper.reason = Words::tr("Entered in error: %1 It is kept, and counts nowhere.")
                           .arg(detail.body.voidReason.endsWith(u'.') ? detail.body.voidReason : detail.body.voidReason + u'.');
    }
    paper.canAskFeedback = item.isMine && item.state != RecordState::Void && detail.form && detail.form->published.meta[u"feedback"_s].isObject();
    if (trail) {
        addTrail(*trail, now, paper);
        if (item.isMine)
            addHandOvers(*trail, paper);
    }
    return paper;
}

QString filesWords(qint64 coming, qint64 unsent, bool maySign)
{
    QStringList sentences;
    if (coming > 0) {
        //: On a record. %n is how many of its photos and files are not on this device.
        sentences.append(Words::tr("%n photo(s) or file(s) of this record have not come to this device yet.", nullptr, static_cast<int>(coming)));
    }
    if (coming > 0 && maySign) {
        //: On a record that this person may sign, while some of its photos are not on this device.
        sentences.append(Words::tr("If you sign before they come, your signature says so."));
    }
    if (unsent > 0) {
        //: On a record. %n is how many of its photos and files the hub does not have yet.
        sentences.append(Words::tr("%n photo(s) or file(s) of this record are on this device and not on the hub yet.", nullptr, static_cast<int>(unsent)));
    }
    return sentences.join(u' ');
}

QString closedListWords(bool isReadingClosed)
{
    //: Over the list of records on a device that has not reached the hub for longer than the council allows.
    return isReadingClosed ? Words::tr("Records are closed until the hub takes this device again. Drafts and unsent work stay open.") : QString();
}

} // namespace sightline
