#pragma once

#include "core/base/json.h"
#include "core/base/random_source.h"
#include "core/base/result.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace sightline {

/// One entry of a list field: a row of a repeating group (no value) or one of several answers of an item.
struct AnswerRow {
    QString id;      ///< short, random, made where the row was added; never its position
    QString order;   ///< fractional index (base 62); rows sort by order, then id
    Json value;      ///< null for rows of a group
    friend bool operator==(const AnswerRow &, const AnswerRow &) = default;
};

/// The answers of one form as a flat map of fields (sync.md B2a, decisions 12). A field's key is its path:
///   `link`               a question at the top or in groups that do not repeat
///   `group#`             the rows of a repeating group; `group#row/link` a question in one of them
///   `link@row/child`     a question under an answer; the row of a single answer is called `1`
/// Names are escaped (answer_key.h). Values: text, date, time, dateTime, url = string; decimal = string as typed;
/// integer = integer; boolean = true/false; choice = {system, code, display} (or text typed in an open choice);
/// reference = {system, value, display, type}; attachment = {sha, mime, size, name}; several answers of one item and
/// rows of a group = a list of {id, at, v}. A field without a value is absent. A plain value; thread: any.
///
/// Every editing function changes this map only and returns the keys it changed, in order, so that a screen can
/// redraw those and a draft can store those.
class Answers {
public:
    using Fields = QMap<QString, Json>;

    Answers() = default;
    explicit Answers(Fields fields) : m_fields(std::move(fields)) { }

    [[nodiscard]] const Fields &fields() const { return m_fields; }
    [[nodiscard]] bool isEmpty() const { return m_fields.isEmpty(); }
    /// The value at @p key; null if there is none.
    [[nodiscard]] const Json &value(const QString &key) const;
    [[nodiscard]] bool contains(const QString &key) const { return m_fields.contains(key); }
    /// The entries of the list field @p key (`group#`, or an item with several answers) in their order.
    [[nodiscard]] QList<AnswerRow> rows(const QString &key) const;
    /// The answers given at @p key whether the field holds one or a list; one alone has the row `1`.
    [[nodiscard]] QList<AnswerRow> given(const QString &key) const;

    /// Sets @p key; null or an empty list removes it.
    QStringList set(const QString &key, const Json &value);
    /// Removes @p key and everything below it (children of its answers).
    QStringList remove(const QString &key);

    struct Added {
        QString row;            ///< id of the new entry
        QStringList changed;
    };
    /// Adds a row to the repeating group's list @p listKey (`group#`), before the row @p before or at the end.
    Added addRow(const QString &listKey, RandomSource &random, const QString &before = {});
    /// Adds one more answer to an item with several answers.
    Added addAnswer(const QString &key, const Json &value, RandomSource &random);
    /// Changes one of several answers.
    QStringList setAnswer(const QString &key, const QString &row, const Json &value);
    /// Removes a row of a group, or one of several answers, with everything below it.
    QStringList removeRow(const QString &listKey, const QString &row);
    /// Moves a row before the row @p before (empty: to the end). Only its order changes, so only @p listKey does.
    QStringList moveRow(const QString &listKey, const QString &row, const QString &before);

    /// The body's `answers` member: one JSON object.
    [[nodiscard]] Json toJson() const;
    /// Errors: InvalidInput (not an object). Fields are taken as they are; checkPatch judges them.
    [[nodiscard]] static Result<Answers> fromJson(const Json &json);

    friend bool operator==(const Answers &, const Answers &) = default;

private:
    Fields m_fields;
};

/// The key of a single answer's children: `link@1/child`.
inline constexpr QStringView singleAnswerRow = u"1";
/// Whether @p value says anything: not null, and no blank text.
[[nodiscard]] bool isAnswered(const Json &value);
/// @p answers without the answers of questions with several that say nothing: on a screen each has its own field, and one may be empty
/// while it is typed into. Rows of repeating groups stay. Done before anything is completed or judged.
[[nodiscard]] Answers withoutBlankAnswers(const Answers &answers);
/// The field that keeps, verbatim, what a FHIR response held and the form does not know.
inline constexpr QStringView restKey = u"$rest";

/// A new row id: 8 letters and digits, about 40 random bits.
[[nodiscard]] QString newRowId(RandomSource &random);
/// An order strictly between @p after and @p before; either may be empty (open end). Where there is no room (equal
/// orders made on two devices), one just behind @p after. Source: sync.md B2a.
[[nodiscard]] QString orderBetween(const QString &after, const QString &before);
/// A list field's value for @p rows.
[[nodiscard]] Json rowsToJson(const QList<AnswerRow> &rows);
/// Reads a list field's value; entries without an id are left out. Sorted by order, then id.
[[nodiscard]] QList<AnswerRow> rowsFromJson(const Json &list);

} // namespace sightline
