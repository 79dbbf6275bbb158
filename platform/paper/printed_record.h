#pragma once

#include "core/calendar/council_calendar.h"
#include "core/forms/answered_lines.h"
#include "core/store/store.h"

namespace sightline {

/// A hand on a record, as paper says it.
struct PrintedHand {
    QString what;        ///< "Completed", "reflection"
    QString who;
    QString when;        ///< "Mon 23 Nov 2026, 14:02"
    QString signature;   ///< what its signature covers, or that there is none
    QString text;        ///< an addendum's, a return's
};

/// What of a file that a record names can go onto paper.
struct PrintedFile {
    enum class State { Here, Elsewhere, Damaged };
    State state = State::Elsewhere;
    QByteArray picture = {};   ///< its bytes as they are stored; empty where it is none, or was not read
    bool isPicture = false;    ///< it is to be printed as one
};

/// A record made on this device as it goes onto paper. A plain value.
struct PrintedRecord {
    RecordId id;
    QString council;
    QString title;
    QString author;
    QString when;          ///< completed, or saved where it is a draft
    QString state;         ///< "Completed", "Draft", "Entered in error: ..."
    QString activity;      ///< the form's name and version
    QList<AnsweredLine> lines;
    QHash<QString, PrintedFile> files = {};   ///< by SHA-256 in hex; what is not among them is not on this device
    QList<PrintedHand> hands;
    QString printedBy;
    QString printedAt;
    QString version = {};   ///< which of the form's printed versions this is; empty: it has one alone
};

/// Most pictures of one record that are printed, in bytes as stored; those beyond it are named like any other file.
inline constexpr qint64 printedPicturesBytesMax = 192LL * 1024 * 1024;

/// What is privileged goes onto paper only where somebody chose so (isPrivileged); else the page says that it was left out.
enum class Privileged { LeftOut, Included };

/// What somebody chose before a record goes onto paper.
struct PrintChoice {
    Privileged privileged = Privileged::LeftOut;
    QString version = {};   ///< id of one of the form's versions (printVersions); empty: the first, which leaves out the most
};

/// Reads @p record as its reader sees it, with its later hands and without its pictures, for the person of this store at its clock's
/// present time. A version that leaves something out leaves out what later hands wrote freely too, and says of signatures that they cover
/// the full record. Errors: NotFound, InvalidInput (the form has no such version), those of the database. Thread: the store's.
[[nodiscard]] Result<PrintedRecord> printedRecord(Store &store, const CouncilCalendar &calendar, const RecordId &record, const PrintChoice &choice = {});

/// The pictures that @p record is printed with, by SHA-256 in hex. Pure.
[[nodiscard]] QStringList picturesToPrint(const PrintedRecord &record);
/// One of them, read. What is damaged is said so on the page. Errors: those of the database. Thread: the store's; a large one takes a while.
[[nodiscard]] Result<PrintedFile> printedPicture(Store &store, const QString &sha);
/// The record with all of them, for who need not let anything go between. Errors: as both.
[[nodiscard]] Result<PrintedRecord> wholePrintedRecord(Store &store, const CouncilCalendar &calendar, const RecordId &record, const PrintChoice &choice = {});

/// A name for the file that says nothing of what is in it.
[[nodiscard]] QString neutralFileName(const RecordId &record);

} // namespace sightline
