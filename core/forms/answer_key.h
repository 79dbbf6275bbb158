#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

#include <optional>

namespace sightline {

struct Questionnaire;

/// @p linkId as it stands in a key: `%`, `/`, `#`, `@` and a leading `$` are written %25, %2F, %23, %40, %24.
[[nodiscard]] QString escapedName(const QString &linkId);
[[nodiscard]] QString unescapedName(QStringView name);

/// Key of the question or plain group @p linkId below @p base: "" at the top, `g#row` in a row, `q@row` under an answer.
[[nodiscard]] QString childKey(const QString &base, const QString &linkId);
/// Key of the list of rows of the repeating group @p linkId below @p base: `linkId#`.
[[nodiscard]] QString rowListKey(const QString &base, const QString &linkId);
/// Base for what lies in row @p row of list @p listKey (`g#` gives `g#row`).
[[nodiscard]] QString rowBase(const QString &listKey, const QString &row);
/// Base for what lies under answer @p row of the question @p key: `key@row`.
[[nodiscard]] QString answerBase(const QString &key, const QString &row);

/// The question and the answer that @p base (`key@row`, as answerBase() makes it) names; nothing if it names none.
struct AnswerName {
    QString key;
    QString row;
};
[[nodiscard]] std::optional<AnswerName> answerNamed(const QString &base);

/// What a key of the answers means in a form.
struct ResolvedKey {
    int item = -1;             ///< index in Questionnaire::items
    bool isRowList = false;    ///< the key names the rows of a repeating group
    QString base;              ///< what comes before the last name
};
/// Finds the item that @p key names and checks that its rows and parents are those of the form.
/// Errors: InvalidInput (one sentence; names the linkId). Thread: any.
[[nodiscard]] Result<ResolvedKey> resolveKey(const Questionnaire &questionnaire, const QString &key);

} // namespace sightline
