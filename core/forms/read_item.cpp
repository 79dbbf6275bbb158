#include "core/forms/read_item.h"

#include "core/forms/answer_value.h"
#include "core/forms/extension_urls.h"
#include "core/forms/fhir_value.h"
#include "core/forms/form_text.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maxSizeMegabytesBelow = 1024;      // a maxSize below this many is in megabytes, as R4 has it; else in bytes, as R5
constexpr qint64 sliderStepsMax = 11;               // 0 to 10: what fits one line as choices
constexpr qsizetype regexLengthMax = 1000;   // longer patterns are not ours to run on every keystroke

const QString hubListPrefix = u"urn:sightline:list:"_s;

ItemType typeFromName(const QString &name)
{
    for (int at = int(ItemType::Group); at < int(ItemType::Unsupported); ++at) {
        if (itemTypeName(static_cast<ItemType>(at)) == name)
            return static_cast<ItemType>(at);
    }
    return ItemType::Unsupported;
}

ItemControl controlFromCode(const QString &code)
{
    static const QHash<QString, ItemControl> known {
        { u"radio-button"_s, ItemControl::RadioButton },   { u"check-box"_s, ItemControl::CheckBox }, { u"drop-down"_s, ItemControl::DropDown },
        { u"autocomplete"_s, ItemControl::Autocomplete },  { u"slider"_s, ItemControl::Slider },      { u"page"_s, ItemControl::Page },
        { u"tab-container"_s, ItemControl::TabContainer }, { u"table"_s, ItemControl::Table },        { u"gtable"_s, ItemControl::GroupTable },
    };
    return known.value(code, ItemControl::None);
}

std::optional<EnableOperator> operatorFromName(const QString &name)
{
    static const QHash<QString, EnableOperator> known {
        { u"exists"_s, EnableOperator::Exists },  { u"="_s, EnableOperator::Equal }, { u"!="_s, EnableOperator::NotEqual },
        { u">"_s, EnableOperator::Greater },      { u"<"_s, EnableOperator::Less },  { u">="_s, EnableOperator::GreaterOrEqual },
        { u"<="_s, EnableOperator::LessOrEqual },
    };
    const auto found = known.constFind(name);
    return found == known.cend() ? std::nullopt : std::optional(found.value());
}

QString labelOf(const Json &value)
{
    if (!value.isObject())
        return withoutHiddenMarks(value.isString() ? value.toString() : value.numberText());
    for (const QString &name : { u"display"_s, u"code"_s, u"value"_s, u"reference"_s }) {
        const QString words = value[name].toString();
        if (!words.isEmpty())
            return withoutHiddenMarks(words);
    }
    return {};
}

/// The words of an option in the language asked for, whether they are its own or its coding's; a list may also give them
/// as designations.
QString labelIn(const QString &language, const Json &json, const FhirValue &value)
{
    const Json &coding = json.contains(u"valueCoding"_s) ? json[u"valueCoding"_s] : json;
    const bool isCoding = value.type == u"Coding";
    const QString shown = isCoding ? shownText(coding, u"display"_s, language) : shownText(json, u"value"_s + value.type, language);
    for (const Json &designation : json[u"designation"_s].toArray()) {
        if (!language.isEmpty() && designation[u"language"_s].toString() == language)
            return withoutHiddenMarks(designation[u"value"_s].toString());
    }
    return shown.isEmpty() ? labelOf(value.value) : shown;
}

QString ordinalOf(const Json &element)
{
    const QString ordinal = extensionValue(element, extensions::ordinalValue).toString();
    return ordinal.isEmpty() ? extensionValue(element, extensions::itemWeight).toString() : ordinal;
}

/// The extensions of an option may sit on it or on its coding.
FormOption readOption(const Json &json, const FhirValue &value, const QString &language)
{
    FormOption option;
    option.value = value.value;
    option.valueType = value.type;
    option.label = labelIn(language, json, value);
    option.initiallySelected = json[u"initialSelected"_s].toBool();
    option.exclusive = extensionValue(json, extensions::optionExclusive).toBool();
    option.prefix = extensionValue(json, extensions::optionPrefix).toString();
    const Json &coding = json[u"valueCoding"_s];
    option.ordinal = ordinalOf(json).isEmpty() ? ordinalOf(coding) : ordinalOf(json);
    if (option.prefix.isEmpty())
        option.prefix = extensionValue(coding, extensions::optionPrefix).toString();
    return option;
}

/// A list may give its items as concepts to include, or already expanded.
QList<FormOption> readConcepts(const Json &concepts, const QString &system, const QString &language)
{
    QList<FormOption> options;
    for (const Json &item : concepts.toArray()) {
        const QString ownSystem = item[u"system"_s].toString(system);
        const Json value = codingAnswer(ownSystem, item[u"code"_s].toString(), item[u"display"_s].toString());
        FormOption option = readOption(item, { u"Coding"_s, value }, language);
        if (!value[u"code"_s].isNull())
            options.append(option);
    }
    return options;
}

int boundedInt(const Json &value)
{
    constexpr qint64 most = 1'000'000'000;
    return int(std::clamp<qint64>(value.toInteger(), 0, most));
}

void readConditions(const Json &json, FormItem &item, ItemReader &reader)
{
    const auto &written = json[u"enableWhen"_s].toArray();
    if (written.size() > limits::formConditionsMax)
        reader.warn(item.linkId, u"The item has more than %1 conditions; the rest are left out."_s.arg(limits::formConditionsMax));
    for (const Json &when : written.first(std::min<qsizetype>(written.size(), limits::formConditionsMax))) {
        const auto op = operatorFromName(when[u"operator"_s].toString());
        const auto answer = readFhirValue(when, u"answer"_s);
        if (!op || !answer) {
            reader.warn(item.linkId, u"A condition has an operator or an answer we do not know; the item is shown without it."_s);
            continue;
        }
        if (*op == EnableOperator::Exists && !answer->value.isBool()) {
            reader.warn(item.linkId, u"A condition \"exists\" needs true or false; the item is shown without it."_s);
            continue;
        }
        item.enableWhen.append({ when[u"question"_s].toString(), *op, answer->value });
    }
    const QString behavior = json[u"enableBehavior"_s].toString();
    item.enableBehavior = behavior == u"all" || item.enableWhen.size() < 2 ? EnableBehavior::All : EnableBehavior::Any;
    if (item.enableWhen.size() > 1 && behavior != u"all" && behavior != u"any")
        reader.warn(item.linkId, u"Several conditions need enableBehavior (rule que-12); taken as \"any\"."_s);
}

void readOptions(const Json &json, FormItem &item, ItemReader &reader)
{
    for (const Json &option : json[u"answerOption"_s].toArray()) {
        const auto value = readFhirValue(option, u"value"_s);
        if (!value) {
            reader.warn(item.linkId, u"One of the choices has a kind of value we do not know; it is left out."_s);
            continue;
        }
        item.options.append(readOption(option, *value, reader.language));
    }
    const QString list = json[u"answerValueSet"_s].toString();
    if (!list.isEmpty() && !item.options.isEmpty()) {
        reader.warn(item.linkId, u"The choices are given as options and as a list; the options are taken."_s);
    } else if (list.startsWith(u'#')) {
        if (!reader.lists.options.contains(list))
            reader.warn(item.linkId, u"The choices refer to a list that is not in the form."_s);
        if (reader.lists.incomplete.contains(list))
            reader.warn(
                item.linkId,
                u"The list of choices takes in the whole of a code system, or a part that the form does not list; only those it lists can be chosen."_s);
        item.options = reader.lists.options.value(list);   // shared, however many items use it
    } else {
        item.optionList = list;
        if (!list.isEmpty() && !list.startsWith(hubListPrefix))
            reader.warn(item.linkId,
                        u"The choices are in a list elsewhere (\"%1\"); only lists in the form or of the hub can be chosen from."_s.arg(
                            withoutHiddenMarks(list.left(100))));
    }
    const bool isTooMany = item.options.size() > limits::formOptionsMax;
    if (isTooMany)
        item.options.resize(limits::formOptionsMax);
    if (isTooMany || (list.startsWith(u'#') && reader.lists.cut.contains(list)))
        reader.warn(item.linkId, u"The item has more than %1 choices; the rest are left out."_s.arg(limits::formOptionsMax));
    const bool isChoice = item.type == ItemType::Choice;
    if (isChoice && item.options.isEmpty() && item.optionList.isEmpty())
        reader.warn(item.linkId, u"A choice has nothing to choose from."_s);
    const bool lacksSystem = std::any_of(item.options.cbegin(), item.options.cend(),
                                         [](const FormOption &option) { return option.valueType == u"Coding" && option.value[u"system"_s].isNull(); });
    if (lacksSystem)
        reader.warn(item.linkId, u"A choice names no code system; it is compared by its code alone."_s);
}

void readInitial(const Json &json, FormItem &item, ItemReader &reader)
{
    for (const Json &initial : json[u"initial"_s].toArray()) {
        const auto value = readFhirValue(initial, u"value"_s);
        if (value && typeProblem(item.type, value->value).isEmpty())
            item.initial.append(value->value);
        else
            reader.warn(item.linkId, u"A first value does not fit the item's type; it is left out."_s);
    }
}

/// What the form calls the largest file. R4 counts it in megabytes, R5 in bytes, and files are found with either.
qint64 readMaxSize(const Json &json)
{
    constexpr double megabyte = 1024.0 * 1024.0;
    constexpr double most = 1e15;
    const Json value = extensionValue(json, extensions::maxSize);
    const double size = (value.isNumber() ? value.numberText() : value.toString()).toDouble();
    if (!(size > 0) || size > most)
        return 0;
    return qint64(size < maxSizeMegabytesBelow ? size * megabyte : size);
}

/// A slider over few whole numbers is the choice of one of them, which needs no steady hand.
void readSlider(const Json &json, FormItem &item)
{
    const bool isSlider = item.control == ItemControl::Slider && item.type == ItemType::Integer && item.minValue.isInteger() && item.maxValue.isInteger();
    if (!isSlider || !item.options.isEmpty())
        return;
    const qint64 step = std::clamp<qint64>(extensionValue(json, extensions::sliderStepValue).toInteger(1), 1, 1'000'000'000);
    const qint64 first = item.minValue.toInteger();
    const qint64 last = item.maxValue.toInteger();
    const bool isInRange = std::abs(first) <= 1'000'000'000 && std::abs(last) <= 1'000'000'000 && first <= last;
    if (!isInRange || (last - first) / step + 1 > sliderStepsMax)
        return;
    for (qint64 at = first; at <= last; at += step) {
        FormOption option;
        option.value = at;
        option.label = QString::number(at);
        option.valueType = u"Integer"_s;
        item.options.append(option);
    }
    item.orientation = ChoiceOrientation::Horizontal;
}

void readRegex(const Json &json, FormItem &item, ItemReader &reader)
{
    item.regex = extensionValue(json, extensions::regex).toString();
    if (item.regex.isEmpty())
        return;
    const auto known = reader.patterns.constFind(item.regex);
    const bool isUsable = known != reader.patterns.cend() ? *known : item.regex.size() <= regexLengthMax && QRegularExpression(item.regex).isValid();
    reader.patterns.insert(item.regex, isUsable);
    if (isUsable)
        return;
    reader.warn(item.linkId, u"The pattern an answer must match cannot be read or is too long; it is not checked."_s);
    item.regex.clear();
}

/// A bound only counts if it is a value of the item's own type.
Json readBound(const Json &json, QStringView url, const FormItem &item, ItemReader &reader)
{
    Json bound = extensionValue(json, url);
    if (bound.isNull() || compareAnswers(item.type, bound, bound))
        return bound;
    reader.warn(item.linkId, u"A smallest or largest value does not fit the item's type; it is not checked."_s);
    return {};
}

Drawing drawingFromCode(const QString &code)
{
    return code == u"free" ? Drawing::Free : code == u"body-map" ? Drawing::BodyMap : code == u"signature" ? Drawing::Signature : Drawing::None;
}

void readExtensions(const Json &json, FormItem &item, ItemReader &reader)
{
    item.control = controlFromCode(itemControlCode(json));
    const QString orientation = extensionValue(json, extensions::choiceOrientation).toString();
    item.orientation = orientation == u"horizontal" ? ChoiceOrientation::Horizontal
        : orientation == u"vertical"                ? ChoiceOrientation::Vertical
                                                    : ChoiceOrientation::None;
    item.unit = labelOf(extensionValue(json, extensions::unit));
    item.entryFormat = extensionValue(json, extensions::entryFormat).toString();
    item.supportLink = extensionValue(json, extensions::supportLink).toString();
    item.displayCategory = extensionValue(json, extensions::displayCategory)[u"code"_s].toString();
    item.hidden = extensionValue(json, extensions::hidden).toBool();
    item.minLength = boundedInt(extensionValue(json, extensions::minLength));
    item.minValue = readBound(json, extensions::minValue, item, reader);
    item.maxValue = readBound(json, extensions::maxValue, item, reader);
    item.maxDecimalPlaces = int(std::clamp<qint64>(extensionValue(json, extensions::maxDecimalPlaces).toInteger(-1), -1, 1000));
    item.maxSizeBytes = readMaxSize(json);
    item.minOccurs = boundedInt(extensionValue(json, extensions::minOccurs));
    item.maxOccurs = boundedInt(extensionValue(json, extensions::maxOccurs));
    item.referenceKind = extensionValue(json, extensions::referenceResource).toString();
    item.completedByRole = extensionValue(json, extensions::completedByRole).toString();
    item.sensitivity = extensionValue(json, extensions::sensitivity).toString();
    item.ownRecord = extensionValue(json, extensions::ownRecord).toString();
    item.carryForward = extensionValue(json, extensions::carryForward).toString();
    const QString scale = extensionValue(json, extensions::scale).toString();
    item.scaleId = scale.section(u'|', 0, 0);
    item.scaleVersion = scale.section(u'|', 1);
    item.comesLater = extensionValue(json, extensions::comesLater).toBool();
    item.drawing = drawingFromCode(extensionValue(json, extensions::drawing).toString());
    // How it is handed over may get more ways; whichever it is, the device is locked meanwhile.
    item.isHandedOver = !findExtension(json, extensions::handOver).isNull();
    item.isDrawnAsFaces = extensionValue(json, extensions::drawnAs).toString() == u"faces";
    item.signatureRequired = !findExtension(json, extensions::signatureRequired).isNull();
    item.functions = readProductFunctions(json);
    for (const Json &extension : json[u"extension"_s].toArray()) {
        if (extension[u"url"_s].toString() == extensions::mimeType)
            item.mimeTypes.append(extension[u"valueCode"_s].toString());
    }
    readRegex(json, item, reader);
    readSlider(json, item);
    if (item.signatureRequired && item.type == ItemType::Group)
        reader.warn(item.linkId, u"A group as a whole cannot be signed here; give it a question for the name."_s);
}

/// The type as we know it. R5 says "coding" with an answerConstraint for what R4 calls choice and open-choice.
ItemType typeOf(const Json &json, const QString &linkId, ItemReader &reader)
{
    const QString type = json[u"type"_s].toString();
    const ItemType known = typeFromName(type);
    if (known != ItemType::Unsupported)
        return known;
    if (type == u"coding") {
        const bool isOpen = json[u"answerConstraint"_s].toString() == u"optionsOrString";
        reader.warn(linkId, u"The type \"coding\" is of FHIR R5; taken as %1."_s.arg(isOpen ? u"open-choice"_s : u"choice"_s));
        return isOpen ? ItemType::OpenChoice : ItemType::Choice;
    }
    reader.warn(linkId,
                type.isEmpty() ? u"The item has no type; it cannot be filled."_s
                               : u"Items of type \"%1\" cannot be filled yet; what they hold is kept."_s.arg(withoutHiddenMarks(type.left(40))));
    return known;
}

} // namespace

FormItem ItemReader::readItem(const Json &json)
{
    FormItem item;
    item.linkId = json[u"linkId"_s].toString();
    item.text = shownText(json, u"text"_s, language);
    item.prefix = shownText(json, u"prefix"_s, language);
    const bool hasHiddenMarks = withoutHiddenMarks(json[u"text"_s].toString()) != json[u"text"_s].toString();
    if (hasHiddenMarks)
        warn(item.linkId, u"The text holds invisible control characters; it is shown without them."_s);
    item.type = typeOf(json, item.linkId, *this);
    item.required = json[u"required"_s].toBool();
    item.repeats = json[u"repeats"_s].toBool();
    item.readOnly = json[u"readOnly"_s].toBool();
    item.maxLength = boundedInt(json[u"maxLength"_s]);
    readConditions(json, item, *this);
    readOptions(json, item, *this);
    readInitial(json, item, *this);
    readExtensions(json, item, *this);
    return item;
}

ContainedLists readContainedLists(const Json &questionnaire, const QString &language)
{
    ContainedLists lists;
    for (const Json &contained : questionnaire[u"contained"_s].toArray()) {
        if (contained[u"resourceType"_s].toString() != u"ValueSet")
            continue;
        const QString name = u'#' + contained[u"id"_s].toString();
        QList<FormOption> options = readConcepts(contained[u"expansion"_s][u"contains"_s], {}, language);
        const bool isExpanded = !options.isEmpty();
        for (const Json &include : contained[u"compose"_s][u"include"_s].toArray()) {
            if (isExpanded)
                break;
            options += readConcepts(include[u"concept"_s], include[u"system"_s].toString(), language);
            if (include[u"concept"_s].toArray().isEmpty())
                lists.incomplete.insert(name);
        }
        if (options.size() > limits::formOptionsMax) {
            options.resize(limits::formOptionsMax);   // here, so that the items that use it still share it
            lists.cut.insert(name);
        }
        lists.options.insert(name, options);
    }
    return lists;
}

QList<ProductFunction> readProductFunctions(const Json &element)
{
    QList<ProductFunction> functions;
    for (const Json &extension : element[u"extension"_s].toArray()) {
        if (extension[u"url"_s].toString() != extensions::productFunction)
            continue;
        ProductFunction function;
        for (const Json &part : extension[u"extension"_s].toArray()) {
            const QString name = part[u"url"_s].toString();
            const auto value = readFhirValue(part, u"value"_s);
            if (!value)
                continue;
            if (name == u"name")
                function.name = value->value.toString();
            else
                function.parameters[name].append(value->value);
        }
        functions.append(function);
    }
    return functions;
}

QString itemControlCode(const Json &item) { return extensionValue(item, extensions::itemControl)[u"code"_s].toString(); }

} // namespace sightline
