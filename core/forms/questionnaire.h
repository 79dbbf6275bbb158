#pragma once

#include "core/base/json.h"
#include "core/base/result.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace sightline {

/// The item types of FHIR R4 that can be filled. `Unsupported` items are shown as text only and kept unchanged.
enum class ItemType {
    Group,
    Display,
    Boolean,
    Integer,
    Decimal,
    Date,
    DateTime,
    Time,
    String,
    Text,
    Url,
    Choice,
    OpenChoice,
    Attachment,
    Reference,
    Unsupported,
};
enum class EnableOperator { Exists, Equal, NotEqual, Greater, Less, GreaterOrEqual, LessOrEqual };
enum class EnableBehavior { All, Any };
/// How the author of the form would like an item drawn. `None` leaves it to the screen.
enum class ItemControl { None, RadioButton, CheckBox, DropDown, Autocomplete, Slider, Page, TabContainer, Table, GroupTable };
enum class ChoiceOrientation { None, Horizontal, Vertical };

/// One enableWhen: compares the answer of `question` (a linkId) with `answer` (an answer value, see answers.h).
struct FormCondition {
    QString question;
    EnableOperator op = EnableOperator::Exists;
    Json answer;
    friend bool operator==(const FormCondition &, const FormCondition &) = default;
};

/// One possible answer of a choice. `value` is the answer value itself: a coding {system, code, display}, a string,
/// an integer, a date, a time or a reference.
struct FormOption {
    Json value;
    QString label;                 ///< what a person reads
    QString prefix;                ///< "a)" and the like, from optionPrefix
    bool initiallySelected = false;
    bool exclusive = false;        ///< picking it clears the others (optionExclusive)
    QString ordinal;               ///< the score of a scale's step, as written; empty if it has none
    QString valueType;             ///< FHIR's name of the value: "Coding", "String", "Integer", "Date", "Time", "Reference"
    friend bool operator==(const FormOption &, const FormOption &) = default;
};

/// A rule that FHIR R4 cannot say, by name; FORMS.md lists them. `parameters` holds each parameter's values in order.
struct ProductFunction {
    QString name;
    QMap<QString, QList<Json>> parameters;
    [[nodiscard]] QString text(const QString &parameter) const;       ///< first value as text, or ""
    [[nodiscard]] QStringList texts(const QString &parameter) const;
    [[nodiscard]] qint64 integer(const QString &parameter, qint64 fallback = 0) const;
    friend bool operator==(const ProductFunction &, const ProductFunction &) = default;
};

/// How an attachment is made on the device, where not by choosing a picture (FORMS.md section 9, `drawing`).
enum class Drawing { None, Free, BodyMap, Signature };

/// One item of a form. Items lie in Questionnaire::items in document order and point at each other by index, so a
/// Questionnaire is a plain value. Help, prompt and unit texts (child displays in FHIR) are folded into their parent.
struct FormItem {
    QString linkId;
    QString text;                  ///< the label, plain text
    QString prefix;                ///< "1.", "§4"
    ItemType type = ItemType::Display;
    int parent = -1;               ///< index in Questionnaire::items, -1 at the top
    QList<int> children;
    QList<FormCondition> enableWhen;
    EnableBehavior enableBehavior = EnableBehavior::All;
    bool required = false;
    bool repeats = false;
    bool readOnly = false;
    int maxLength = 0;             ///< characters; 0: only the product's own limit
    QList<FormOption> options;
    QString optionList;            ///< name of a list the hub provides ("urn:sightline:list:settings"); empty: `options`
    QList<Json> initial;           ///< answer values

    // From extensions.
    ItemControl control = ItemControl::None;   ///< FORMS.md section 9 says what each becomes here
    ChoiceOrientation orientation = ChoiceOrientation::None;
    QString help;                  ///< a plain-words hint, shown below the label
    QString prompt;                ///< shown inside an empty field: the form's prompt, else its entryFormat
    QString unit;                  ///< "minutes", beside a number
    QString entryFormat;
    QString supportLink;
    QString displayCategory;       ///< "instructions", "security", "help" for display items
    bool hidden = false;
    int minLength = 0;             ///< characters
    QString regex;
    Json minValue;                 ///< an answer value of the item's type; null if none
    Json maxValue;
    int maxDecimalPlaces = -1;     ///< -1: any
    qint64 maxSizeBytes = 0;       ///< attachments; 0: the product's own limit
    QStringList mimeTypes;
    int minOccurs = 0;             ///< 0: as `required` says
    int maxOccurs = 0;             ///< 0: no limit of its own
    QString referenceKind;         ///< FHIR resource a reference points at: "Practitioner", "Organization", "Patient" ...
    QString completedByRole;       ///< who fills it, with what its groups say; empty: the author
    QString sensitivity;           ///< "P1" to "P4", the highest of its own and its groups'; empty: the form's
    /// Of a class that is covered until pressed, and that lists do not show.
    [[nodiscard]] bool isSensitive() const { return sensitivity == QLatin1StringView("P3") || sensitivity == QLatin1StringView("P4"); }
    QString ownRecord;             ///< a repeating group's rows become records of the form of this name at completion; empty: they stay
    QString carryForward;          ///< where its first value comes from: "context/lead", "previous/acts.action"
    QString scaleId;               ///< "DEV4"
    QString scaleVersion;
    bool signatureRequired = false;
    bool comesLater = false;       ///< shown, never fillable or required yet
    Drawing drawing = Drawing::None;   ///< attachments: drawn here instead of chosen
    bool isHandedOver = false;     ///< asked of somebody else on the locked device, one question a page, with what its groups say
    bool isDrawnAsFaces = false;   ///< choices drawn as faces, the first the saddest and the last the happiest
    QList<ProductFunction> functions;

    friend bool operator==(const FormItem &, const FormItem &) = default;
};

/// Something the reader of a form had to put up with, or that stops it from being filled.
struct ImportNote {
    enum class Severity { Warning, BlocksFilling };
    Severity severity = Severity::Warning;
    QString linkId;                ///< empty: the form as a whole
    QString text;                  ///< one plain sentence
    friend bool operator==(const ImportNote &, const ImportNote &) = default;
};

/// A form's definition: what a FHIR R4 Questionnaire says, as far as `domain.md` B4 "First" goes. A plain value.
struct Questionnaire {
    QString url;
    QString version;
    QString name;
    QString title;
    QString status;                ///< "draft", "active", "retired", "unknown"
    QString description;           ///< plain text
    QString sensitivity;           ///< the form's own class, "P1" to "P4"; empty: unknown
    QList<FormItem> items;         ///< document order
    QList<int> roots;              ///< the top-level items
    QHash<QString, int> byLinkId;
    QList<ProductFunction> functions;   ///< of the form as a whole
    QList<ImportNote> report;      ///< empty for a form fit to publish
    Json original;                 ///< the document exactly as read: write this and nothing is lost

    /// The item called @p linkId, or nullptr. The pointer lives as long as this Questionnaire is unchanged.
    [[nodiscard]] const FormItem *find(const QString &linkId) const;
    /// False if something in the form changes its meaning in a way we do not know (an unknown modifierExtension).
    [[nodiscard]] bool canBeFilled() const;
    /// "url|version", as a response names it.
    [[nodiscard]] QString canonical() const;
    /// The roles that fill a part of their own after the author, in document order.
    [[nodiscard]] QStringList laterRoles() const;
};

/// Reads a FHIR R4 Questionnaire leniently: what is missing or odd becomes a note of Questionnaire::report, unknown
/// extensions stay in `original`. Errors: InvalidInput (not a Questionnaire, no items), TooLarge (over
/// limits::formItemsMax items or limits::formDepthMax levels). Thread: any. Source: domain.md B4, rules 3, 6, 9-11.
/// @p language: in which labels and choices are shown where the form has them in it ("cy", "cy-GB"); codes and what is
/// written back stay as they are.
[[nodiscard]] Result<Questionnaire> readQuestionnaire(const Json &json, const QString &language = {});

/// "choice" and the like, as FHIR writes it.
[[nodiscard]] QString itemTypeName(ItemType type);

} // namespace sightline
