#pragma once

#include "core/forms/enable_when.h"
#include "core/forms/form_issue.h"
#include "core/forms/named_files.h"
#include "core/forms/questionnaire.h"

#include <QStringList>

namespace sightline {

/// How a line of a form's page is drawn. The names are what QML's delegate chooser reads.
enum class FormRowKind {
    Heading,      ///< title of a group inside the page
    Note,         ///< words of the form, not a question
    LongText,
    ShortText,
    YesNo,
    OneOf,        ///< radio rows
    Faces,        ///< radio faces, from the saddest to the happiest
    OneOfOrText,  ///< radio rows and a field of one's own
    SomeOf,       ///< check rows
    Integer,
    Decimal,
    Date,
    Time,
    DateTime,
    PickOne,      ///< a person, team or setting from the hub's lists, or one of many choices that are searched
    PickOneOrText,   ///< the same, or words of one's own
    Attachment,   ///< pictures that are chosen
    Drawing,      ///< ink, marks on a body map, a signature drawn
    Worked,       ///< filled by the app; read only
    RowTitle,     ///< begins one entry of a repeating group; can be removed
    AddRow,       ///< adds an entry
    AddAnswer,    ///< adds one more answer to a question with several
    Signature,    ///< a typed confirmation
};

[[nodiscard]] QString formRowKindName(FormRowKind kind);

/// One choice of a OneOf or SomeOf line.
struct FormChoice {
    QString label;        ///< with what the form wants before it ("a)")
    Json value;
    bool chosen = false;
    friend bool operator==(const FormChoice &, const FormChoice &) = default;
};

/// One stored file of an Attachment or Drawing line.
struct FormFile {
    QString row;          ///< of several answers; empty: the only one
    NamedFile file;
    friend bool operator==(const FormFile &, const FormFile &) = default;
};

/// A line of a form's page, ready to draw. A plain value.
struct FormRow {
    QString id;           ///< the answer's key with its kind: stays while the line stays
    QString key;          ///< answers.h key; for one of several answers `key@row`, for RowTitle the row's base, for AddRow the list's key
    QString listKey;      ///< RowTitle: the list it belongs to
    QString row;          ///< RowTitle: the entry's id
    FormRowKind kind = FormRowKind::Note;
    QString label;
    QString name;         ///< what a screen reader calls it, where that is more than the label
    QString help;
    QString prompt;           ///< what stands in an empty field; Note: what kind of note it is, over its words
    QString unit;
    QString text;         ///< the answer in words: content of a text field, a date, a calculated value
    QList<FormChoice> choices;
    QString optionList;   ///< PickOne: which of the hub's lists
    QString role;         ///< who fills it, where that is not the author
    QString problem;      ///< what is wrong, in a sentence; empty: nothing, or not looked at yet
    int depth = 0;        ///< repeating groups above it
    bool isRequired = false;
    bool isFollowUp = false;  ///< asked because of something answered on this form
    bool isSensitive = false;
    bool comesLater = false;
    QString masked;       ///< RowTitle: the label with names as initials; a field of the entry: its words so; empty where nothing is to be hidden
    bool looksBack = false;   ///< a date: of what has happened, never ahead
    bool canRemove = false;   ///< one of several answers, which can go
    QList<FormFile> files;
    bool takesMore = false;   ///< a file can be added
    QString takes;            ///< Attachment: "pictures", "sound", or "files" of any kind
    bool isWorking = false;   ///< one is being made ready and stored
    int unkeptPhotos = 0;     ///< taken, and refused by the device so far
    bool sideBySide = false;  ///< OneOf, SomeOf: the choices stand beside each other as far as there is room
    QString drawing;          ///< Drawing: "free", "body-map" or "signature"
    friend bool operator==(const FormRow &, const FormRow &) = default;
};

/// The templates whose records alone may answer @p item (product function `records-of`); none: any.
[[nodiscard]] QStringList templatesAskedFor(const FormItem &item);
/// The name of the list that @p item picks from: one of the hub's, or the kind of thing a reference names, with the templates it must be of.
[[nodiscard]] QString pickListName(const FormItem &item);

/// The lines of one page: the enabled places below @p roots (indices of top-level items), in document order.
/// @p issues are those to show now. Pure. Thread: any.
[[nodiscard]] QList<FormRow> formRows(const Questionnaire &form, const Answers &answers, const FormTree &tree, const QList<int> &roots,
                                      const QList<FormIssue> &issues, const QString &role);

} // namespace sightline
