#include "qml/features/sync/sync_words.h"

#include "core/forms/layout.h"
#include "qml/bridge/day_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Sync)
};

/// How long a fault that cost nothing is spoken of, in days.
constexpr int mendingToldDays = 7;

/// @p waiting counts what is not on the hub yet: records, and files of others.
SyncPageState::Light lightOf(SyncWord word, qint64 waiting, qint64 held, bool isDamaged)
{
    switch (word) {
    case SyncWord::NotJoined: return SyncPageState::Light::NotJoined;
    case SyncWord::SignedOut:
    case SyncWord::StorageProblem:
    case SyncWord::UpdateNeeded:
    case SyncWord::HubProblem: return SyncPageState::Light::Attention;
    case SyncWord::Offline:
    case SyncWord::Busy:
    case SyncWord::Stopped: return SyncPageState::Light::Offline;
    case SyncWord::Syncing:
        if (waiting > 0)
            return SyncPageState::Light::Sending;
        break;
    case SyncWord::UpToDate: break;
    }
    if (held > 0 || isDamaged)
        return SyncPageState::Light::Attention;
    return waiting > 0 ? SyncPageState::Light::Waiting : SyncPageState::Light::OnHub;
}

/// What happened, whether the work is safe, what to do.
QString headlineOf(SyncWord word, qint64 waiting, qint64 files, qint64 held, bool isDamaged)
{
    switch (word) {
    //: Headline of Sync: no hub yet.
    case SyncWord::NotJoined: return Words::tr("This device has not been joined to a hub. Everything you write is on this device.");
    //: Headline of Sync: the hub refuses this device.
    case SyncWord::SignedOut: return Words::tr("The hub no longer takes this device. Your work is safe here. Ask for a new code and join again.");
    //: Headline of Sync: the disk is full or failing.
    case SyncWord::StorageProblem: return Words::tr("This device could not store what the hub sent. Your work is safe. Free some space.");
    //: Headline of Sync: the app and the hub are of versions that do not understand each other.
    case SyncWord::UpdateNeeded:
        return Words::tr("Sightline and the hub are of different versions. Your work is safe on this device and is sent once both are up to date.");
    //: Headline of Sync: the hub answers nonsense.
    case SyncWord::HubProblem: return Words::tr("The hub gives answers Sightline cannot use. Your work is safe on this device and is tried again by itself.");
    //: Headline of Sync: no connection.
    case SyncWord::Offline: return Words::tr("The hub cannot be reached. Your work is safe on this device and will be sent by itself.");
    //: Headline of Sync: the hub asks for patience.
    case SyncWord::Busy: return Words::tr("The hub is busy and asked to wait. Your work is safe on this device and will be sent by itself.");
    //: Headline of Sync: switched off.
    case SyncWord::Stopped: return Words::tr("Sync is off. Everything you write is on this device.");
    case SyncWord::Syncing:
    case SyncWord::UpToDate: break;
    }
    if (isDamaged) {
        //: Headline of Sync: a fault of the disk has made something of this person's unreadable; the sentence below says more.
        return Words::tr("Something you wrote cannot be read on this device. All else is safe.");
    }
    if (waiting > 0) {
        //: Headline of Sync: some work has not been sent yet.
        return Words::tr("Everything you wrote is on this device, and is sent by itself.");
    }
    if (held == 0 && files > 0) {
        //: Headline of Sync: all words are sent, some photos or other files are not.
        return Words::tr("Everything you wrote is on the hub. Photos and files follow.");
    }
    if (held > 0) {
        //: Headline of Sync: the hub has everything, but could not apply all of it.
        return Words::tr("The hub has everything you wrote. Something needs you.");
    }
    //: Headline of Sync: nothing is left to send.
    return Words::tr("Everything you wrote is on the hub.");
}

QString detailOf(const SyncStatus &status, const SyncSummary &summary, bool areFilesHeld, const CouncilNow &now)
{
    QStringList sentences;
    if (summary.waiting > 0) {
        //: Sentence of Sync. %n is how many records wait to be sent.
        sentences.append(Words::tr("%n record(s) waiting to send.", nullptr, static_cast<int>(summary.waiting)));
    }
    if (summary.filesToSend.files > 0) {
        //: Sentence of Sync. %n is how many photos, drawings and other files the hub does not have yet; %1 how large they are together.
        sentences.append(Words::tr("%n photo(s) or file(s) still to send, %1.", nullptr, static_cast<int>(summary.filesToSend.files))
                             .arg(QLocale().formattedDataSize(summary.filesToSend.bytes, 1, QLocale::DataSizeSIFormat)));
    }
    if (areFilesHeld && summary.isEnrolled && summary.filesToSend.files > 0) {
        //: Sentence of Sync, where the person chose so in the settings. Metered: what is sent is counted and paid for.
        sentences.append(Words::tr("This connection is metered: photos and files wait for another one, as you chose in Settings."));
    }
    if (summary.isReadingClosed) {
        //: Sentence of Sync, on a device that has not reached the hub for longer than the council allows, or that the hub refused.
        sentences.append(Words::tr("Records are closed to reading until the hub takes this device again: it has been away for too long, or was signed out. "
                                   "Nothing is lost; your drafts and unsent work stay open."));
    }
    if (summary.setAside > 0) {
        //: Sentence of Sync. %n is how many records this version cannot read.
        sentences.append(Words::tr("%n record(s) came that this version cannot read; they are kept until Sightline is updated.", nullptr,
                                   static_cast<int>(summary.setAside)));
    }
    if (!summary.damaged.isEmpty()) {
        //: Sentence of Sync. %n is how many records hold work of this person that a fault of the disk has made unreadable.
        sentences.append(Words::tr("Something you wrote in %n record(s) cannot be read on this device and was not sent. It is kept: copy your unsent work to "
                                   "a file and give it to your support desk.",
                                   nullptr, static_cast<int>(summary.damaged.size())));
    }
    if (summary.mended) {
        const QDateTime at = now.at(summary.mended->atMs);
        if (!summary.mended->isOwnWorkWhole) {
            //: Sentence of Sync. %1 is a time, or a day and a time: when the app found its stored records damaged.
            sentences.append(Words::tr("A fault of this device's disk was found %1. All that could still be read was saved, and the damaged file is kept. "
                                       "Tell your support desk.")
                                 .arg(momentWords(at, now.today)));
        } else if (at.date().daysTo(now.today) <= mendingToldDays) {
            //: Sentence of Sync. %1 is a time, or a day and a time: when the app found its stored records damaged.
            sentences.append(Words::tr("A fault of this device's disk was found and mended %1. Nothing you wrote was lost.").arg(momentWords(at, now.today)));
        }
    }
    const auto contact = status.lastContactMs ? status.lastContactMs : summary.lastContactMs;
    if (contact) {
        //: Sentence of Sync. %1 is a time, or a day and a time.
        sentences.append(Words::tr("Last contact %1.").arg(momentWords(now.at(*contact), now.today)));
    }
    return sentences.join(u' ');
}

QString glyphWords(SyncPageState::Light light, qint64 waiting, qint64 files)
{
    if (light == SyncPageState::Light::Waiting && waiting == 0) {
        //: State of sending, on every page, as short as can be: all words are sent, %n photos or other files are not.
        return Words::tr("%n file(s) to send", nullptr, static_cast<int>(files));
    }
    switch (light) {
    //: State of sending, on every page, as short as can be: everything was sent.
    case SyncPageState::Light::OnHub: return Words::tr("On the hub");
    //: State of sending, on every page, as short as can be: %n records are not yet sent.
    case SyncPageState::Light::Waiting: return Words::tr("%n waiting", nullptr, static_cast<int>(waiting));
    //: State of sending, on every page, as short as can be: records are being sent.
    case SyncPageState::Light::Sending: return Words::tr("Sending");
    case SyncPageState::Light::Offline:
        waiting += files;
        //: State of sending, on every page, as short as can be: no connection, %n records or files are not yet sent.
        return waiting > 0 ? Words::tr("Offline, %n waiting", nullptr, static_cast<int>(waiting))
                           //: State of sending, on every page, as short as can be: no connection, nothing to send.
                           : Words::tr("Offline");
    //: State of sending, on every page, as short as can be: something needs a person.
    case SyncPageState::Light::Attention: return Words::tr("Needs you");
    //: State of sending, on every page, as short as can be: there is no hub.
    case SyncPageState::Light::NotJoined: return Words::tr("On this device");
    }
    return {};
}

SyncRow waitingRow(const RecordListItem &item, const CouncilNow &now)
{
    SyncRow row { item.id.toString(), item.id.toString(), item.title };
    if (item.sync == RecordSync::Sent) {
        //: Under a record on Sync: sent, no answer yet.
        row.detail = Words::tr("Sent, not answered yet");
        row.icon = u"sent"_s;
        row.tone = Tone::Info;
    } else {
        //: Under a record on Sync: not sent yet. %1 is a time, or a day and a time.
        row.detail = Words::tr("On this device since %1").arg(momentWords(now.at(qMax(item.completedAtMs, item.madeAtMs)), now.today));
        row.icon = u"device"_s;
    }
    return row;
}

QString saidBy(const HeldItem &item, const CouncilNow &now)
{
    const QString when = momentWords(now.at(item.atMs), now.today);
    //: Under the title of held work, and over a text to choose. %1 is a time, or a day and a time.
    return item.isMine ? Words::tr("You, %1").arg(when)
                       //: Under the title of held work, and over a text to choose. %1 is a person, %2 a time, or a day and a time.
                       : Words::tr("%1, %2").arg(item.authorName, when);
}

/// The other text's author and time: what this device knows is who keeps the record and when the hub stored it last.
QString otherSaidBy(const HeldItem &item, const CouncilNow &now)
{
    QString who = item.recordAuthorName;
    if (item.isOwnRecord) {
        //: Over a text to choose: this person wrote it, on another device than this one.
        who = Words::tr("You, on another device");
    } else if (who.isEmpty()) {
        //: Over a text to choose: who wrote it is not known on this device.
        who = Words::tr("Somebody else");
    }
    if (item.recordHubTimeMs == 0)
        return who;
    //: Over a text to choose, the one that the hub has. %1 is a person, %2 a time, or a day and a time.
    return Words::tr("%1, on the hub since %2").arg(who, momentWords(now.at(item.recordHubTimeMs), now.today));
}

QString textOf(const Json &value)
{
    const QString text = value.isNull() ? QString() : answerText(value);
    //: In place of a text to choose where one of the two people left the answer empty.
    return text.isEmpty() ? Words::tr("Left empty") : text;
}

HeldPaper heldPaper(const HeldItem &item, const CouncilNow &now)
{
    HeldPaper paper { item.notice.toString(), item.record.toString(), item.title, saidBy(item, now), sayOutcome(item) };
    if (!item.askName.isEmpty()) {
        //: Under the reason why work is held: whom to ask. %1 is a person.
        paper.ask = Words::tr("If you are unsure, ask %1.").arg(item.askName);
    }
    if (item.isSettling) {
        //: On held work that this person has just settled.
        paper.settledText = Words::tr("Your choice is on this device and goes to the hub by itself. This closes when the hub has it.");
    }
    const bool isConflict = item.outcome == "conflict"_L1;
    for (const ConflictField &field : item.fields) {
        if (isConflict)
            paper.texts.append({ field.field, field.label, saidBy(item, now), textOf(field.mine), otherSaidBy(item, now), textOf(field.theirs), {} });
        else
            paper.questions.append(field.label);
    }
    paper.canApply = item.mayApply && !isConflict && item.outcome.startsWith("held:"_L1);
    paper.canLeaveOut = item.isLed || item.isMine;
    return paper;
}

SyncRow heldRow(const HeldItem &item, const HeldPaper &paper)
{
    SyncRow row { paper.id, paper.recordId, paper.title };
    row.detail = item.isSettling ? paper.settledText : paper.subline;
    row.icon = item.outcome == "conflict"_L1 ? u"conflict"_s : u"hand"_s;
    row.tone = Tone::Attention;
    return row;
}

SyncRow diaryRow(const DiaryEntry &entry, const CouncilNow &now)
{
    const QDateTime at = now.at(entry.atMs);
    const QString time = timeWords(at.time());
    SyncRow row;
    row.section = dayHeading(at.date(), now.today);
    row.recordId = entry.record && !entry.title.isEmpty() ? entry.record->toString() : QString();
    //: In the diary of Sync, in place of a record's name when it is no longer on this device.
    const QString name = entry.title.isEmpty() ? Words::tr("A record that is no longer here") : entry.title;
    //: A line of the diary: something was added to a record. %1 is the record's kind.
    row.title = entry.isAddition ? Words::tr("Added to: %1").arg(name) : name;
    switch (entry.kind) {
    case DiaryKind::Sent:
        //: Under a line of the diary. %1 is a time.
        row.detail = Words::tr("On the hub %1").arg(time);
        row.icon = u"cloud-done"_s;
        row.tone = Tone::Good;
        break;
    case DiaryKind::Kept:
        //: Under a line of the diary. %1 is a time.
        row.detail = Words::tr("Kept by the hub, not applied, %1").arg(time);
        row.icon = u"hand"_s;
        row.tone = Tone::Attention;
        break;
    case DiaryKind::Unsendable:
        //: Under a line of the diary, which names a record. %1 is a time.
        row.detail = Words::tr("A photo or file of it is damaged on this device and cannot be sent; its words can. Take or choose it again and add it to the "
                               "record. Noticed %1")
                         .arg(time);
        row.icon = u"cloud-alert"_s;
        row.tone = Tone::Attention;
        break;
    case DiaryKind::Came:
        //: A line of the diary. %n is how many records of colleagues came that day.
        row.title = Words::tr("%n record(s) came", nullptr, static_cast<int>(entry.count));
        //: Under a line of the diary: of a day's records, when the last one came. %1 is a time.
        row.detail = Words::tr("The last at %1").arg(time);
        row.icon = u"cloud"_s;
        break;
    case DiaryKind::Left:
        //: A line of the diary. %n is how many records this person may no longer read.
        row.title = Words::tr("%n record(s) left this device", nullptr, static_cast<int>(entry.count));
        //: Under a line of the diary: why records left.
        row.detail = Words::tr("They moved to where you do not work. The hub has them.");
        row.icon = u"people"_s;
        break;
    }
    row.id = u"%1/%2/%3"_s.arg(at.date().toString(Qt::ISODate)).arg(static_cast<int>(entry.kind)).arg(row.title + row.recordId);
    return row;
}

/// Hours of one day are one line: the same record once, counts together.
QList<DiaryEntry> byDay(const QList<DiaryEntry> &entries, const CouncilNow &now)
{
    QList<DiaryEntry> joined;
    for (const DiaryEntry &entry : entries) {
        const auto same = std::find_if(joined.begin(), joined.end(), [&](const DiaryEntry &other) {
            return other.kind == entry.kind && other.record == entry.record && other.isAddition == entry.isAddition
                && now.at(other.atMs).date() == now.at(entry.atMs).date();
        });
        if (same == joined.end())
            joined.append(entry);
        else
            same->count += entry.count;   // newest first, so the moment that stands is the last
    }
    return joined;
}

} // namespace

Result<SyncReading> readSync(Store &store)
{
    auto summary = syncSummary(store);
    if (!summary)
        return summary.error();
    auto held = heldList(store);
    if (!held)
        return held.error();
    auto diary = syncDiary(store);
    if (!diary)
        return diary.error();
    return SyncReading { *std::move(summary), *std::move(held), *std::move(diary) };
}

SyncPageState syncWords(const SyncReading &reading, const SyncStatus &status, const SyncManner &manner, const CouncilNow &now)
{
    const SyncSummary &summary = reading.summary;
    const SyncWord word = !summary.isEnrolled ? SyncWord::NotJoined : status.word;
    SyncPageState state;
    const bool isDamaged = !summary.damaged.isEmpty() || (summary.mended && !summary.mended->isOwnWorkWhole);
    const qint64 files = summary.filesToSend.files;
    state.light = lightOf(word, summary.waiting + files, summary.held, isDamaged);
    state.headline = headlineOf(word, summary.waiting, files, summary.held, isDamaged);
    state.detail = detailOf(status, summary, manner.areFilesHeld, now);
    state.glyphText = glyphWords(state.light, summary.waiting, files);
    state.canSync = manner.hasRunner && word != SyncWord::Syncing && word != SyncWord::NotJoined && word != SyncWord::SignedOut;
    state.isSignedOut = manner.hasRunner && word == SyncWord::SignedOut;
    state.canExport = summary.isEnrolled && (summary.waiting > 0 || files > 0 || summary.drafts > 0 || isDamaged);
    for (const RecordListItem &item : summary.waitingRecords)
        state.waiting.append(waitingRow(item, now));
    state.waitingTotal = summary.waiting;
    if (const qint64 others = summary.waiting - summary.waitingRecords.size(); others > 0) {
        SyncRow row;
        //: Last row of what waits on Sync: what waits too and is no answered form. %n is how many.
        row.title = Words::tr("%n other thing(s)", nullptr, static_cast<int>(others));
        constexpr qsizetype listedMax = 200;   // forms among them then
        if (summary.waitingRecords.size() < listedMax) {
            //: Under the last row of what waits on Sync.
            row.detail = Words::tr("Steps taken, what became of actions, children on your list, tasks you took");
        }
        row.icon = u"device"_s;
        state.waiting.append(row);
    }
    for (const HeldItem &item : reading.held) {
        const HeldPaper paper = heldPaper(item, now);
        (item.outcome == "conflict"_L1 ? state.conflicts : state.kept).append(heldRow(item, paper));
        state.held.append(paper);
    }
    for (const DiaryEntry &entry : byDay(reading.diary, now))
        state.diary.append(diaryRow(entry, now));
    return state;
}

} // namespace sightline
