#pragma once

#include "qml/app/app_views.h"

namespace sightline {

/// Fills every view with what a service manager might see on Monday 23 November 2026. Gallery and pictures only: the
/// application never links this.
void showSamples(AppViews &views);

/// Opens one agreed action, with words begun.
void openSampleAction(AppViews &views);

/// Opens a child on one's list.
void showChild(AppViews &views);

/// The year of four services, part of what showSamples() shows; one of them opened; one of its months.
void showSampleYear(AppViews &views);
void openSampleYear(AppViews &views);
void openSampleMonth(AppViews &views);

/// The framework as its owner has it: some rows changed; one of them open; all of them looked at before publishing.
void showSampleOwner(AppViews &views);
void openSampleRow(AppViews &views);
void openSampleReview(AppViews &views);
void openSampleDocument(AppViews &views);

/// The people a manager answers for; tables of people that cannot be taken in yet.
void showSampleTeam(AppViews &views);
void showSampleTables(AppViews &views);

/// What happened and what became of it; a table of such things that cannot be taken in yet; who is away and who covers.
void showSampleEvents(AppViews &views);
void showSampleEventTable(AppViews &views);
void showSampleAbsences(AppViews &views);

/// The council's templates; with @p opens one of them, being changed.
void openSampleTemplates(AppViews &views, bool opens);

/// Opens the form with every kind of question, on part @p page.
void openSampleForm(AppViews &views, int page);
/// The same on a version of its form that has a newer one.
void openSampleMove(AppViews &views);

/// Nothing anywhere: the first launch before the first contact.
void showNothing(AppViews &views);

/// What seldom happens and must look as good: one thing, a thousand, very long words, a failure.
void showOne(AppViews &views);
void showThousands(AppViews &views);
void showLongWords(AppViews &views);
void showProblems(AppViews &views);
/// Over every page: what was pressed there could not be done.
void showRefused(AppViews &views);
/// An urgent concern, as who is to read it sees it, and as who raised it does until then.
void showConcernToRead(AppViews &views);
void showConcernRaised(AppViews &views);
void showConcernFinished(AppViews &views);
/// In place of every page: a code is chosen, a child is asked with faces, is done, and the owner wants the device back.
void showHandOverCode(AppViews &views);
void showHandedOver(AppViews &views);
void showHandedOverDrawing(AppViews &views);
void showHandedOverVoice(AppViews &views);
void showHandOverThanks(AppViews &views);
/// In place of every page: this device belongs to nobody yet; it is being joined; it was not, for a reason that is about no field, and for
/// one that is about the code, where somebody else is joined already.
void showJoining(AppViews &views);
void showJoiningBusy(AppViews &views);
void showJoiningBrowser(AppViews &views);
void showJoiningAccount(AppViews &views);
void showJoiningFailed(AppViews &views);
void showJoiningRefused(AppViews &views);
/// In place of every page: the device is locked; a wrong PIN before the last try, and while the next one waits; no PIN opens it any more; a
/// new PIN is chosen; it was wiped.
void showLocked(AppViews &views);
void showLockedLastTry(AppViews &views);
void showLockedWaiting(AppViews &views);
void showLockLost(AppViews &views);
void showLockNewPin(AppViews &views);
void showLockWiped(AppViews &views);
void showPinOffered(AppViews &views);
/// In More: the PIN there is, and one being chosen.
void showPin(AppViews &views);
void showPinBeingChosen(AppViews &views);
/// In place of every page: a device that its PIN gives back is about to be handed over.
void showHandOverByPin(AppViews &views);
/// In place of every page: the records cannot be opened.
void showCannotOpen(AppViews &views);

} // namespace sightline
