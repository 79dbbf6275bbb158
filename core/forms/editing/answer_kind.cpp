#include "core/forms/editing/answer_kind.h"

#include "core/forms/editing/item_tree.h"
#include "core/forms/extension_urls.h"
#include "core/forms/named_files.h"

#include <algorithm>
#include <array>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct KindName {
    AnswerKind kind;
    QLatin1StringView name;
    QLatin1StringView type;   ///< FHIR's
};
constexpr std::array names {
    KindName { AnswerKind::Section, "section"_L1, "group"_L1 },
    KindName { AnswerKind::List, "list"_L1, "group"_L1 },
    KindName { AnswerKind::Words, "words"_L1, "display"_L1 },
    KindName { AnswerKind::ShortText, "short-text"_L1, "string"_L1 },
    KindName { AnswerKind::LongText, "long-text"_L1, "text"_L1 },
    KindName { AnswerKind::YesNo, "yes-no"_L1, "boolean"_L1 },
    KindName { AnswerKind::WholeNumber, "whole-number"_L1, "integer"_L1 },
    KindName { AnswerKind::Decimal, "decimal"_L1, "decimal"_L1 },
    KindName { AnswerKind::Date, "date"_L1, "date"_L1 },
    KindName { AnswerKind::Time, "time"_L1, "time"_L1 },
    KindName { AnswerKind::Moment, "moment"_L1, "dateTime"_L1 },
    KindName { AnswerKind::OneOf, "one-of"_L1, "choice"_L1 },
    KindName { AnswerKind::SomeOf, "some-of"_L1, "choice"_L1 },
    KindName { AnswerKind::OneOfOrText, "one-of-or-text"_L1, "open-choice"_L1 },
    KindName { AnswerKind::Scale, "scale"_L1, "choice"_L1 },
    KindName { AnswerKind::Person, "person"_L1, "reference"_L1 },
    KindName { AnswerKind::Setting, "setting"_L1, "reference"_L1 },
    KindName { AnswerKind::Picture, "picture"_L1, "attachment"_L1 },
    KindName { AnswerKind::VoiceNote, "voice-note"_L1, "attachment"_L1 },
    KindName { AnswerKind::File, "file"_L1, "attachment"_L1 },
    KindName { AnswerKind::Drawing, "drawing"_L1, "attachment"_L1 },
    KindName { AnswerKind::Signature, "signature"_L1, "string"_L1 },
    KindName { AnswerKind::WebAddress, "web-address"_L1, "url"_L1 },
    KindName { AnswerKind::Other, "other"_L1, ""_L1 },
};

const KindName &entryOf(AnswerKind kind)
{
    return *std::find_if(names.begin(), names.end(), [kind](const KindName &entry) { return entry.kind == kind; });
}

const QString person = u"Practitioner"_s;
const QString place = u"Organization"_s;

AnswerKind choiceKindOf(const FormItem &item)
{
    if (!item.scaleId.isEmpty())
        return AnswerKind::Scale;
    if (item.type == ItemType::OpenChoice)
        return AnswerKind::OneOfOrText;
    return item.repeats ? AnswerKind::SomeOf : AnswerKind::OneOf;
}

AnswerKind referenceKindOf(const FormItem &item)
{
    return item.referenceKind == person ? AnswerKind::Person : item.referenceKind == place ? AnswerKind::Setting : AnswerKind::Other;
}

AnswerKind attachmentKindOf(const FormItem &item)
{
    if (item.drawing != Drawing::None)
        return AnswerKind::Drawing;
    if (takesSoundAlone(item.mimeTypes))
        return AnswerKind::VoiceNote;
    return takesPicturesAlone(item.mimeTypes) ? AnswerKind::Picture : AnswerKind::File;
}

/// What is only to be read has no words of its own below it.
Json withItemsOfWords(const Json &item)
{
    return withItems(item, {}, [](Json::Array &items) { items.removeIf(&isWordsOfParent); });
}

} // namespace

QString answerKindName(AnswerKind kind) { return entryOf(kind).name; }

std::optional<AnswerKind> answerKindFromName(QStringView name)
{
    const auto found = std::find_if(names.begin(), names.end(), [name](const KindName &entry) { return name == entry.name; });
    return found == names.end() ? std::nullopt : std::optional(found->kind);
}

AnswerKind answerKindOf(const FormItem &item)
{
    switch (item.type) {
    case ItemType::Group: return item.repeats ? AnswerKind::List : AnswerKind::Section;
    case ItemType::Display: return AnswerKind::Words;
    case ItemType::Boolean: return AnswerKind::YesNo;
    case ItemType::Integer: return AnswerKind::WholeNumber;
    case ItemType::Decimal: return AnswerKind::Decimal;
    case ItemType::Date: return AnswerKind::Date;
    case ItemType::DateTime: return AnswerKind::Moment;
    case ItemType::Time: return AnswerKind::Time;
    case ItemType::String: return item.signatureRequired ? AnswerKind::Signature : AnswerKind::ShortText;
    case ItemType::Text: return item.signatureRequired ? AnswerKind::Other : AnswerKind::LongText;
    case ItemType::Url: return AnswerKind::WebAddress;
    case ItemType::Choice:
    case ItemType::OpenChoice: return choiceKindOf(item);
    case ItemType::Attachment: return attachmentKindOf(item);
    case ItemType::Reference: return referenceKindOf(item);
    case ItemType::Unsupported: return AnswerKind::Other;
    }
    Q_UNREACHABLE();
}

bool isGroupKind(AnswerKind kind) { return kind == AnswerKind::Section || kind == AnswerKind::List; }

bool isChoiceKind(AnswerKind kind) { return kind == AnswerKind::OneOf || kind == AnswerKind::SomeOf || kind == AnswerKind::OneOfOrText; }

QList<AnswerKind> questionKinds()
{
    QList<AnswerKind> kinds;
    for (const KindName &entry : names) {
        if (!isGroupKind(entry.kind) && entry.kind != AnswerKind::Other)
            kinds.append(entry.kind);
    }
    return kinds;
}

void makeKind(Json &item, AnswerKind kind)
{
    const QLatin1StringView wasType = entryOf(kind).type;
    const bool staysChoice = (item[u"type"_s].toString() == u"choice" || item[u"type"_s].toString() == u"open-choice") && isChoiceKind(kind);
    item.set(u"type"_s, QString(wasType));
    // How the old kind was answered says nothing of the new one.
    for (const QStringView url : { extensions::scale,        extensions::referenceResource, extensions::signatureRequired, extensions::drawing,
                                   extensions::minValue,     extensions::maxValue,          extensions::maxDecimalPlaces,  extensions::minLength,
                                   extensions::regex,        extensions::entryFormat,       extensions::mimeType,          extensions::maxSize,
                                   extensions::unit,         extensions::itemControl,       extensions::choiceOrientation, extensions::sliderStepValue,
                                   extensions::carryForward, extensions::productFunction,   extensions::minOccurs,         extensions::maxOccurs,
                                   extensions::comesLater })
        setExtension(item, url, {}, {});
    for (const QString &member : { u"initial"_s, u"maxLength"_s, u"repeats"_s, u"readOnly"_s })
        item.remove(member);
    if (!staysChoice) {
        item.remove(u"answerOption"_s);
        item.remove(u"answerValueSet"_s);
    }
    switch (kind) {
    case AnswerKind::Words:
        item.remove(u"required"_s);
        item = withItemsOfWords(item);
        break;
    case AnswerKind::SomeOf: item.set(u"repeats"_s, true); break;
    case AnswerKind::Person: setExtension(item, extensions::referenceResource, u"valueCode"_s, person); break;
    case AnswerKind::Setting: setExtension(item, extensions::referenceResource, u"valueCode"_s, place); break;
    case AnswerKind::Picture: setExtension(item, extensions::mimeType, u"valueCode"_s, u"image/*"_s); break;
    case AnswerKind::VoiceNote: setExtension(item, extensions::mimeType, u"valueCode"_s, u"audio/ogg"_s); break;
    case AnswerKind::Drawing: setExtension(item, extensions::drawing, u"valueCode"_s, u"free"_s); break;
    case AnswerKind::Signature:
        setExtension(item, extensions::signatureRequired, u"valueCodeableConcept"_s,
                     Json::object({ { u"coding"_s,
                                      Json::array({ Json::object({ { u"system"_s, u"urn:iso-astm:E1762-95:2013"_s },
                                                                   { u"code"_s, u"1.2.840.10065.1.12.1.1"_s },
                                                                   { u"display"_s, u"Author's Signature"_s } }) }) } }));
        break;
    default: break;
    }
}

} // namespace sightline
