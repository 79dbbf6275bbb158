#pragma once

#include "core/forms/answers.h"
#include "core/records/record.h"

#include <QMap>

#include <optional>

namespace sightline {

/// A list of the last record that takes rows of another template's newest record in, as data: `previous.rows` of a form's meta
/// (core/packs/forms/README.md, "The last record").
struct LastRows {
    struct Source {
        QString rows;                     ///< the other template's list
        QMap<QString, QString> answers;   ///< which answer of it fills which of ours
        Json done;                        ///< a condition on one row: it is done
    };
    QString into;                       ///< our list
    QString key;                        ///< the question of ours by whose words a row is known
    Json done;                          ///< a condition on one of our rows
    QString form;                       ///< the other template
    QMap<QString, QString> sameAnswer;  ///< our question → theirs: both name the same
    Json when;                          ///< a condition on their record
    QList<Source> sources;
};

/// The lists that @p meta names; those of which something is missing are left out.
[[nodiscard]] QList<LastRows> lastRows(const Json &meta);

/// A completed record's answers, and when they were completed.
struct CompletedAnswers {
    RecordId id;
    qint64 completedAtMs = 0;
    Answers answers;
};

/// The @p last record with the list @p rows as it is now: its own rows that are not done, and those of the @p other record that are not done
/// and that it does not say already. Of two records that speak of the same row the newer one says whether it is done. Either may be missing: the
/// first then holds what the other adds, as if made before everything; none without both. Rows are the same where their words are, whatever
/// their case and spaces. Pure; thread: any.
[[nodiscard]] std::optional<CompletedAnswers> withLastRows(const LastRows &rows, std::optional<CompletedAnswers> last,
                                                           const std::optional<CompletedAnswers> &other);

} // namespace sightline
