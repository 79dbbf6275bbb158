#include "qml/app/refusal_words.h"

#include "core/base/limits.h"
#include "qml/bridge/error_text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct RefusalWords {
    Q_DECLARE_TR_FUNCTIONS(Refusal)
};

QString number(qint64 value) { return QLocale().toString(value); }

QString size(qint64 bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); }

/// Where a character stands that nobody can see: the words before it, on its own line.
QString characterText(const QString &text, qsizetype at)
{
    constexpr qsizetype shownMax = 30;
    const QString before = text.left(at).section(u'\n', -1).right(shownMax).trimmed();
    if (before.isEmpty()) {
        //: Under words that were typed or pasted. The number of a line follows.
        return RefusalWords::tr("At the beginning of line %1 is a character that cannot be stored. Delete it, or type that line again. Your other words are "
                                "still here, and are saved once it is gone.")
            .arg(number(text.left(at).count(u'\n') + 1));
    }
    //: Under words that were typed or pasted. %1 are the words before the place.
    return RefusalWords::tr("After “%1” is a character that cannot be stored. Delete it, or type that place again. Your other words are still here, and are "
                            "saved once it is gone.")
        .arg(before);
}

QString tooLongText(qint64 length, const TypedBound &bound, TypedFor what)
{
    if (bound.charactersMax > 0) {
        //: Under a reason that was typed. Two numbers of characters.
        return RefusalWords::tr("This has %1 characters, and a reason can have %2. Nothing was changed, and every word is kept. Shorten it.")
            .arg(number(length), number(bound.charactersMax));
    }
    constexpr qint64 atLeast = 10;   // it is said roughly
    const QString over = number(std::max(length - bound.bytesMax, atLeast));
    if (what == TypedFor::Taking) {
        //: Under words that were typed. %1 is a number of characters.
        return RefusalWords::tr("This is longer than one text can be, by about %1 characters. Nothing was changed, and every word is kept. Shorten it, or "
                                "write the rest as a second one.")
            .arg(over);
    }
    //: Under words that are being typed. %1 is a number of characters.
    return RefusalWords::tr("This is longer than one text can be, by about %1 characters, so what was typed last is not saved. Every word is still here, and "
                            "is saved once it is shorter.")
        .arg(over);
}

bool isOfRule(const Error &error) { return error.code == ErrorCode::InvalidInput || error.code == ErrorCode::TooLarge; }

} // namespace

QString refusalText(const Error &error)
{
    const bool saysItself = (error.code == ErrorCode::NotAllowed || error.code == ErrorCode::AlreadyExists) && !error.detail.isEmpty();
    //: After why something cannot be done, which is %1: "Only a completed record can be amended."
    return saysItself ? RefusalWords::tr("%1 Nothing was changed.").arg(error.detail) : errorText(error);
}

QString typedText(const QString &text, const TypedBound &bound, TypedFor what)
{
    const TypedProblem problem = problemOfTyped(text, bound, what == TypedFor::Taking);
    switch (problem.kind) {
    case TypedProblem::Kind::None: return {};
    case TypedProblem::Kind::Empty:
        //: Under a field for words without which nothing is done.
        return RefusalWords::tr("Nothing is written here yet, so nothing was changed. Write a few words first.");
    case TypedProblem::Kind::Character: return characterText(text, problem.at);
    case TypedProblem::Kind::TooLong: return tooLongText(problem.length, bound, what);
    }
    Q_UNREACHABLE();
}

QString typedRefusedText(const Error &error, const QString &text, const TypedBound &bound, TypedFor what)
{
    const QString why = isOfRule(error) ? typedText(text, bound, what) : QString();
    return why.isEmpty() ? refusalText(error) : why;
}

QString tooLongToKeepText(const QString &text, const TypedBound &bound)
{
    if (problemOfTyped(text, bound).kind != TypedProblem::Kind::TooLong)
        return {};
    //: Under words that are being typed: what was pasted last was not taken. %1 is a size: "1.0 MB".
    return RefusalWords::tr("That is more than can be kept here (%1), so it was not taken. What was here before is kept. Put less in at a time.")
        .arg(size(bound.bytesMax));
}

QMap<QString, QString> typedProblems(const QMap<QString, QString> &fields)
{
    QMap<QString, QString> problems;
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        if (const QString why = typedText(it.value(), answerBound, TypedFor::Keeping); !why.isEmpty())
            problems.insert(it.key(), why);
    }
    return problems;
}

QString draftRefusedText(const Error &error)
{
    if (error.code != ErrorCode::TooLarge)
        return refusalText(error);
    //: On a form that is being filled. %1 is a size: "3.1 MB".
    return RefusalWords::tr("This draft is larger than one can be (%1), so what was added last is not saved. It is still here. Take something out, or complete "
                            "this record and put the rest into another.")
        .arg(size(limits::draftBytesMax));
}

QString completionRefusedText(const Error &error)
{
    if (error.code != ErrorCode::TooLarge)
        return refusalText(error);
    //: On a form that was to be completed. %1 is a size: "1.6 MB".
    return RefusalWords::tr("This is more text than one record can hold (%1), so it is not completed. All of it is kept in the draft. Move some of it to "
                            "another record, then finish again.")
        .arg(size(limits::operationBytesMax));
}

QString tableRefusedText(const Error &error)
{
    if (error.code == ErrorCode::NotFound) {
        //: On Children, where the table that was chosen is gone or may not be read.
        return RefusalWords::tr("That file could not be opened. Nothing was taken in. Choose it again, or another.");
    }
    if (!isOfRule(error) || error.detail.isEmpty())
        return refusalText(error);
    //: On Children, where a table was chosen. %1 says what is wrong with it, where, and what to do.
    return RefusalWords::tr("Nothing was taken in. %1").arg(error.detail);
}

QString spreadsheetRefusedText(const Error &error)
{
    if (error.code == ErrorCode::NotFound) {
        //: On Templates, where the spreadsheet that was chosen is gone or may not be read.
        return RefusalWords::tr("That spreadsheet could not be opened. Nothing was brought in. Choose it again, or another.");
    }
    if (!isOfRule(error) || error.detail.isEmpty())
        return refusalText(error);
    //: On Templates, where a spreadsheet was chosen. %1 says what is wrong with it and what to do.
    return RefusalWords::tr("Nothing was brought in. %1").arg(error.detail);
}

QString templateRefusedText(const Error &error)
{
    if (error.code != ErrorCode::TooLarge)
        return refusalText(error);
    //: In the template editor. %1 is a size: "3.1 MB".
    return RefusalWords::tr("This template is larger than one can be (%1), so what was typed last is not saved. Every word is still here. Take something "
                            "out, or split it into two.")
        .arg(size(limits::draftBytesMax));
}

QString publishTermsText(TermsFault fault)
{
    switch (fault) {
    case TermsFault::None: return {};
    case TermsFault::NoFrom:
        //: On the sheet that publishes a template. “Used from” is the label of a day.
        return RefusalWords::tr("“Used from” has no day. Nothing was published, and the template is kept. Choose today or a later day.");
    case TermsFault::FromPast:
        //: On the sheet that publishes a template. “Used from” is the label of a day.
        return RefusalWords::tr("“Used from” is a day that has passed. Nothing was published, and the template is kept. Choose today or a later day.");
    case TermsFault::ReviewTooEarly:
        //: On the sheet that publishes a template. Both are labels of days.
        return RefusalWords::tr("“Look at it again by” is not after “Used from”. Nothing was published, and the template is kept. Choose a later day there.");
    case TermsFault::ApprovedToCome:
        //: On the sheet that publishes a template.
        return RefusalWords::tr("The day it was approved is still to come. Nothing was published, and the template is kept.");
    }
    Q_UNREACHABLE();
}

QString publishRefusedText(const Error &error)
{
    if (error.code == ErrorCode::TooLarge) {
        //: On the sheet that publishes a template. %1 is a size: "1.6 MB".
        return RefusalWords::tr("This template is larger than one version can be (%1). Nothing was published, and the template is kept. Split it into two.")
            .arg(size(limits::operationBytesMax));
    }
    if (error.code == ErrorCode::InvalidInput) {
        //: On the sheet that publishes a template, where nothing in it is known to be wrong.
        return RefusalWords::tr("This template cannot become a version as it stands. Nothing was published, and the template is kept. Tell your support desk.");
    }
    return refusalText(error);
}

QString nothingToExportText(StoreHas has)
{
    if (has == StoreHas::Everything) {
        //: On Sync, where unsent work was to be copied to a file and there is none.
        return RefusalWords::tr("Everything you wrote has been sent, so there is nothing to copy, and no file was written.");
    }
    //: On Sync, where unsent work was to be copied to a file and there is none, on a device whose disk lost something.
    return RefusalWords::tr(
        "Everything that can be read on this device has been sent, so there is nothing to copy, and no file was written. This device's disk "
        "had a fault before, and not everything you wrote could be read then. Keep the device, do not remove the app, and tell your support "
        "desk: it may read more.");
}

QString exportRefusedText(const Error &error)
{
    if (error.code == ErrorCode::InvalidInput) {
        //: On Sync, where unsent work was to be copied to a file that only the hub can open, and the hub has given no usable key for that.
        return RefusalWords::tr("Your council's hub has given this device no key with which unsent work could be locked, so no file was written. Everything is "
                                "safe on this device. Keep the device, do not remove the app, and tell your support desk.");
    }
    return refusalText(error);
}

QString settleRefusedText(const Error &error)
{
    if (error.code == ErrorCode::NotFound) {
        //: On Sync, where it was decided what becomes of held work.
        return RefusalWords::tr("This was settled meanwhile, perhaps on another device, or its record has left this one. Nothing was changed.");
    }
    if (error.code == ErrorCode::InvalidInput) {
        //: On Sync, where it was chosen which of two texts stays.
        return RefusalWords::tr("There is now more to choose from here than was shown. Nothing was changed, and both texts are kept. Look at it again, then "
                                "choose.");
    }
    return refusalText(error);
}

} // namespace sightline
