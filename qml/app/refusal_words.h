#pragma once

#include "core/base/error.h"
#include "core/commands/publish_form.h"
#include "core/commands/typed_text.h"

#include <QMap>

namespace sightline {

/// Words for what a rule refused, where somebody asked for it: what is wrong, where, what is safe, what to do. What has nothing to do with
/// the rule in question (the disk, the hub) is said as errorText() says it. Thread of all: any.

/// What a command does not allow now or has done already (NotAllowed, AlreadyExists): commands say those in words of their own.
[[nodiscard]] QString refusalText(const Error &error);

/// What became of typed words: they were to be taken for good, or only to be kept while they are typed.
enum class TypedFor { Taking, Keeping };

/// What is wrong with @p text by the rule that the command went by; empty: nothing is.
[[nodiscard]] QString typedText(const QString &text, const TypedBound &bound, TypedFor what);
/// Why the words @p text were not taken or kept: typedText() where they are why, else refusalText().
[[nodiscard]] QString typedRefusedText(const Error &error, const QString &text, const TypedBound &bound, TypedFor what);
/// Why @p text, which is over what can be kept of words not given yet (@p bound), is not taken as it is typed or pasted: nothing that a field
/// holds is in memory alone. Empty: it is not over it.
[[nodiscard]] QString tooLongToKeepText(const QString &text, const TypedBound &bound);
/// typedText() for the fields of a form of the app's own, by member: only those with something wrong. Kept while typed.
[[nodiscard]] QMap<QString, QString> typedProblems(const QMap<QString, QString> &fields);

/// Why a draft was not saved; what is typed is still there.
[[nodiscard]] QString draftRefusedText(const Error &error);
/// Why a record was not completed; its draft is kept.
[[nodiscard]] QString completionRefusedText(const Error &error);
/// Why a table of children was not taken in. NotFound: the file.
[[nodiscard]] QString tableRefusedText(const Error &error);
/// Why a spreadsheet did not become a template. NotFound: the file.
[[nodiscard]] QString spreadsheetRefusedText(const Error &error);
/// Why a template that is being made was not saved.
[[nodiscard]] QString templateRefusedText(const Error &error);
/// Which day with which a template was to be published cannot be as it is said; empty: they all can.
[[nodiscard]] QString publishTermsText(TermsFault fault);
/// Why a template was not published; what was made is kept.
[[nodiscard]] QString publishRefusedText(const Error &error);
/// Why no file of unsent work was written.
[[nodiscard]] QString exportRefusedText(const Error &error);
/// Whether this device's disk ever lost something of the person's own.
enum class StoreHas { Everything, NotAllOfIt };
/// That no file of unsent work was written, since there is nothing unsent that can be read.
[[nodiscard]] QString nothingToExportText(StoreHas has);
/// Why held work was not settled, applied or left out.
[[nodiscard]] QString settleRefusedText(const Error &error);

} // namespace sightline
