#include "platform/paper/printed_record.h"

#include "core/calendar/council_time.h"
#include "core/pictures/picture.h"
#include "core/queries/record_detail.h"
#include "core/queries/record_trail.h"
#include "core/records/print_versions.h"

#include <QCoreApplication>
#include <QLocale>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct PrintedRecordWords {
    Q_DECLARE_TR_FUNCTIONS(PrintedRecordWords)
};

/// A moment on the council's clocks, in words.
QString momentOn(const CouncilZone &zone, qint64 ms) { return QLocale().toString(councilMoment(zone, Instant { ms }), u"ddd d MMM yyyy, HH:mm"_s); }

QString handName(const TrailEntry &entry)
{
    switch (entry.kind) {
    //: On a printed record: its author completed it.
    case TrailEntry::Kind::Completed: return PrintedRecordWords::tr("Completed");
    //: On a printed record: somebody sent it back to its author.
    case TrailEntry::Kind::Returned: return PrintedRecordWords::tr("Returned with comments");
    //: On a printed record: somebody added a note to it.
    case TrailEntry::Kind::Added: return PrintedRecordWords::tr("Added later");
    default: return entry.name.isEmpty() ? entry.step : entry.name;
    }
}

enum class Printed { Whole, InPart };

void addHands(const RecordTrail &trail, const CouncilZone &zone, Printed printedIs, PrintedRecord &printed)
{
    for (const TrailEntry &entry : trail.entries) {
        if (entry.atMs == 0)
            continue;   // still to come
        PrintedHand hand { handName(entry), entry.personName.isEmpty() ? entry.by : entry.personName, momentOn(zone, entry.atMs), {}, entry.text };
        if (printedIs == Printed::InPart && !hand.text.isEmpty()) {
            //: On a printed version of a record that leaves something out: a later hand's own words are not on it, whatever they say.
            hand.text = PrintedRecordWords::tr("Their words are left out of this version.");
        }
        if (entry.covers == TrailEntry::Covers::AnEarlierText) {
            //: On a printed record: somebody signed or read it before it was changed or added to.
            hand.signature = entry.isSigned ? PrintedRecordWords::tr("Signed an earlier text") : PrintedRecordWords::tr("Read an earlier text");
        } else if (entry.isSigned && printedIs == Printed::InPart) {
            //: On a printed version of a record that leaves something out: somebody's signature covers more than is printed.
            hand.signature = PrintedRecordWords::tr("Signed the full record, of which this is a part");
        } else if (entry.isSigned) {
            //: On a printed record: somebody's signature covers exactly what is printed.
            hand.signature = PrintedRecordWords::tr("Signed what is printed here");
        }
        printed.hands.append(hand);
    }
}

/// What is here of the files that @p lines name.
Result<QHash<QString, PrintedFile>> filesOf(Store &store, const QList<AnsweredLine> &lines)
{
    QHash<QString, PrintedFile> files;
    qint64 bytesLeft = printedPicturesBytesMax;
    for (const AnsweredLine &line : lines) {
        for (const NamedFile &named : line.files) {
            const QByteArray sha = QByteArray::fromHex(named.sha.toLatin1());
            const auto stored = store.files().find(sha);
            if (!stored)
                return stored.error();
            if (!*stored || files.contains(named.sha))
                continue;
            PrintedFile &file = files[named.sha];
            file.state = PrintedFile::State::Here;
            file.isPicture = isPictureKind((*stored)->mime) && (*stored)->sizeBytes <= bytesLeft;
            if (file.isPicture)
                bytesLeft -= (*stored)->sizeBytes;
        }
    }
    return files;
}

/// Before anything is made of them: a row is called by its answers.
Answers withoutPrivileged(const RecordDetail &detail, Answers answers)
{
    const Answers::Fields fields = answers.fields();
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        if (!isPrivileged(detail, it.key()))
            continue;
        answers.remove(it.key());
        if (it->isString() && detail.form) {
            //: On a printed record, in place of an answer that is privileged and was not chosen to be printed.
            answers.set(it.key(), PrintedRecordWords::tr("Left out: it is privileged."));
        } else if (it->isString()) {
            //: On a printed record, in place of an answer that was not chosen to be printed.
            answers.set(it.key(), PrintedRecordWords::tr("Left out: its form is not on this device, and only that says whether it is privileged."));
        }
    }
    return answers;
}

/// Nothing stands in their place: the foot of each page says which version it is.
Answers withoutLeftOut(const PrintVersion &version, const Questionnaire &form, const Answers &answers)
{
    Answers::Fields kept;
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        if (!isLeftOut(version, form, it.key()))
            kept.insert(it.key(), *it);
    }
    return Answers(std::move(kept));
}

/// The one chosen; one without a name and without anything to leave out where the form has no versions.
Result<PrintVersion> versionOf(const RecordDetail &detail, const QString &chosen)
{
    const auto versions = detail.form ? printVersions(detail.form->published.meta) : QList<PrintVersion>();
    if (chosen.isEmpty())
        return versions.value(0);
    QStringList ids;
    for (const PrintVersion &version : versions) {
        if (version.id == chosen)
            return version;
        ids.append(version.id);
    }
    return Error { ErrorCode::InvalidInput,
                   ids.isEmpty() ? u"This form has no printed version \"%1\"; it is printed in one way."_s.arg(chosen)
                                 : u"This form has no printed version \"%1\"; it has %2."_s.arg(chosen, ids.join(u", "_s)) };
}

} // namespace

Result<PrintedRecord> printedRecord(Store &store, const CouncilCalendar &calendar, const RecordId &record, const PrintChoice &choice)
{
    const auto detail = recordDetail(store, record);
    if (!detail)
        return detail.error();
    const auto version = versionOf(*detail, choice.version);
    if (!version)
        return version.error();
    const bool isInPart = !version->leavesOut.isEmpty();
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const CouncilZone &zone = calendar.zone();
    PrintedRecord printed { .id = record };
    printed.council = enrolment->council;
    printed.title = detail->item.title.isEmpty() ? templateOf(detail->body.form) : detail->item.title;
    printed.author = detail->item.authorName;
    printed.activity = detail->body.form;
    printed.printedBy = enrolment->personName;
    printed.printedAt = momentOn(zone, store.clock().now().msSinceEpoch);
    if (detail->item.state == RecordState::Draft) {
        printed.when = momentOn(zone, detail->item.savedAtMs);
        //: On a printed record: nobody has completed it.
        printed.state = PrintedRecordWords::tr("Draft, not completed");
    } else {
        printed.when = momentOn(zone, detail->item.completedAtMs);
        //: On a printed record.
        printed.state = PrintedRecordWords::tr("Completed");
    }
    printed.version = version->name;
    if (detail->item.state == RecordState::Void && isInPart) {
        //: On a printed record.
        printed.state = PrintedRecordWords::tr("Entered in error");
    } else if (detail->item.state == RecordState::Void) {
        //: On a printed record. %1 is the reason.
        printed.state = PrintedRecordWords::tr("Entered in error: %1").arg(detail->body.voidReason);
    }
    Answers answers = answersWithHands(*detail);
    if (choice.privileged == Privileged::LeftOut)
        answers = withoutPrivileged(*detail, std::move(answers));
    if (isInPart)
        answers = withoutLeftOut(*version, detail->form->questionnaire, answers);
    printed.lines = detail->form ? answeredLines(detail->form->questionnaire, answers) : linesWithoutForm(answers);
    auto files = filesOf(store, printed.lines);
    if (!files)
        return files.error();
    printed.files = *std::move(files);
    if (detail->item.state != RecordState::Draft) {
        const auto trail = recordTrail(store, calendar, record);
        if (!trail)
            return trail.error();
        addHands(*trail, zone, isInPart ? Printed::InPart : Printed::Whole, printed);
    }
    return printed;
}

QStringList picturesToPrint(const PrintedRecord &record)
{
    QStringList pictures;
    for (auto it = record.files.cbegin(); it != record.files.cend(); ++it) {
        if (it->isPicture)
            pictures.append(it.key());
    }
    return pictures;
}

Result<PrintedFile> printedPicture(Store &store, const QString &sha)
{
    const auto bytes = store.files().bytes(QByteArray::fromHex(sha.toLatin1()));
    if (bytes)
        return PrintedFile { PrintedFile::State::Here, *bytes, true };
    if (bytes.error().code == ErrorCode::Corrupt)
        return PrintedFile { PrintedFile::State::Damaged };
    return bytes.error();
}

Result<PrintedRecord> wholePrintedRecord(Store &store, const CouncilCalendar &calendar, const RecordId &record, const PrintChoice &choice)
{
    auto printed = printedRecord(store, calendar, record, choice);
    if (!printed)
        return printed;
    for (const QString &sha : picturesToPrint(*printed)) {
        auto picture = printedPicture(store, sha);
        if (!picture)
            return picture.error();
        printed->files.insert(sha, *std::move(picture));
    }
    return printed;
}

QString neutralFileName(const RecordId &record) { return u"sightline-"_s + record.toString().right(8) + u".pdf"_s; }

} // namespace sightline
