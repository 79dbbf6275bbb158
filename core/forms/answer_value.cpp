#include "core/forms/answer_value.h"

#include "core/base/instant.h"

#include <QDate>

#include <algorithm>
#include <limits>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool areDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

int toNumber(QStringView digits)
{
    int number = 0;
    for (const QChar c : digits)
        number = number * 10 + (c.unicode() - u'0');
    return number;
}

/// The first day of a FHIR date of any precision; invalid if it is none.
QDate firstDayOf(QStringView text)
{
    const bool hasMonth = text.size() >= 7;
    const bool hasDay = text.size() == 10;
    if (text.size() != 4 && text.size() != 7 && !hasDay)
        return {};
    if (!areDigits(text.left(4)) || (hasMonth && (text[4] != u'-' || !areDigits(text.sliced(5, 2))))
        || (hasDay && (text[7] != u'-' || !areDigits(text.sliced(8, 2)))))
        return {};
    const int year = toNumber(text.left(4));
    return year == 0 ? QDate() : QDate(year, hasMonth ? toNumber(text.sliced(5, 2)) : 1, hasDay ? toNumber(text.sliced(8, 2)) : 1);
}

/// A decimal taken apart: value = 0.digits × 10^point, digits without zeros at either end; 0 has no digits.
struct Parts {
    bool negative = false;
    QString digits;
    qint64 point = 0;
};

std::optional<Parts> partsOf(QStringView text)
{
    if (!isFhirDecimal(text))
        return std::nullopt;
    Parts parts;
    if (text.startsWith(u'-')) {
        parts.negative = true;
        text = text.sliced(1);
    }
    qint64 exponent = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] != u'e' && text[at] != u'E')
            continue;
        QStringView written = text.sliced(at + 1);
        const bool isNegative = written.startsWith(u'-');
        if (isNegative || written.startsWith(u'+'))
            written = written.sliced(1);
        exponent = toNumber(written) * (isNegative ? -1 : 1);
        text = text.left(at);
        break;
    }
    const auto dot = text.indexOf(u'.');
    parts.digits = dot < 0 ? text.toString() : text.left(dot).toString() + text.sliced(dot + 1).toString();
    parts.point = (dot < 0 ? text.size() : dot) + exponent;
    while (parts.digits.startsWith(u'0')) {
        parts.digits.remove(0, 1);
        --parts.point;
    }
    while (parts.digits.endsWith(u'0'))
        parts.digits.chop(1);
    if (parts.digits.isEmpty())
        return Parts {};
    return parts;
}

int sign(qint64 value) { return value < 0 ? -1 : value > 0 ? 1 : 0; }

std::optional<Instant> momentOf(const QString &text)
{
    if (text.size() > 10)
        return instantFromIso(text);
    const QDate day = firstDayOf(text);
    if (!day.isValid())
        return std::nullopt;
    return Instant { day.startOfDay(Qt::UTC).toMSecsSinceEpoch() };
}

bool isSha256(const QString &text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

/// Every member is a text with something in it and is called one of @p names.
bool hasOnlyTexts(const Json &object, std::initializer_list<QStringView> names)
{
    for (auto it = object.toObject().cbegin(); it != object.toObject().cend(); ++it) {
        const bool isNamed = std::find(names.begin(), names.end(), QStringView(it.key())) != names.end();
        if (!isNamed || it.value().toString().isEmpty())
            return false;
    }
    return object.isObject() && !object.toObject().isEmpty();
}

bool isReference(const Json &value)
{
    return hasOnlyTexts(value, { u"system", u"value", u"display", u"type", u"reference" }) && (value.contains(u"value"_s) || value.contains(u"reference"_s));
}

QString choiceProblem(const Json &value)
{
    const bool isCoding = hasOnlyTexts(value, { u"system", u"code", u"display" }) || isReference(value);
    return isCoding || value.isString() || value.isInteger() ? QString() : u"is not one of the choices"_s;
}

/// A file of another program's that a response names or carries; it is not in our store (FORMS.md, section 2).
bool isForeignFile(const Json &value)
{
    const auto &members = value.toObject();
    const auto isTextOrAbsent = [&](const QString &name) { return value[name].isNull() || !value[name].toString().isEmpty(); };
    const qsizetype known = std::count_if(members.keyBegin(), members.keyEnd(),
                                          [](const QString &name) { return name == u"url" || name == u"mime" || name == u"size" || name == u"name"; });
    const bool isSizeSound = value[u"size"_s].isNull() || (value[u"size"_s].isInteger() && value[u"size"_s].toInteger() >= 0);
    return known == members.size() && !value[u"url"_s].toString().isEmpty() && isTextOrAbsent(u"mime"_s) && isTextOrAbsent(u"name"_s) && isSizeSound;
}

QString attachmentProblem(const Json &value)
{
    if (isForeignFile(value))
        return {};
    const bool isFile = value.toObject().size() == 4 && isSha256(value[u"sha"_s].toString()) && value[u"size"_s].isInteger()
        && value[u"size"_s].toInteger() >= 0 && !value[u"mime"_s].toString().isEmpty() && value[u"name"_s].isString();
    return isFile ? QString() : u"is not a file"_s;
}

} // namespace

Json codingAnswer(const QString &system, const QString &code, const QString &display)
{
    Json answer = Json::object();
    if (!system.isEmpty())
        answer.set(u"system"_s, system);
    if (!code.isEmpty())
        answer.set(u"code"_s, code);
    if (!display.isEmpty())
        answer.set(u"display"_s, display);
    return answer;
}

Json referenceAnswer(const QString &system, const QString &value, const QString &display, const QString &type)
{
    Json answer = Json::object({ { u"value"_s, value } });
    if (!system.isEmpty())
        answer.set(u"system"_s, system);
    if (!display.isEmpty())
        answer.set(u"display"_s, display);
    if (!type.isEmpty())
        answer.set(u"type"_s, type);
    return answer;
}

Json attachmentAnswer(const QString &sha256Hex, const QString &mime, qint64 sizeBytes, const QString &name)
{
    return Json::object({ { u"sha"_s, sha256Hex }, { u"mime"_s, mime }, { u"size"_s, sizeBytes }, { u"name"_s, name } });
}

bool sameCoding(const Json &a, const Json &b)
{
    return a.isObject() && b.isObject() && a[u"system"_s] == b[u"system"_s] && a[u"code"_s] == b[u"code"_s] && !a[u"code"_s].isNull();
}

bool sameReference(const Json &a, const Json &b)
{
    const auto same = [&](const QString &member) { return !a[member].isNull() && a[member] == b[member]; };
    return a.isObject() && b.isObject() && (same(u"reference"_s) || (same(u"value"_s) && a[u"system"_s] == b[u"system"_s]));
}

bool sameChoice(const Json &option, const Json &answer) { return option == answer || sameCoding(option, answer) || sameReference(option, answer); }

QString typeProblem(ItemType type, const Json &value)
{
    const auto unless = [](bool isRight, const QString &problem) { return isRight ? QString() : problem; };
    switch (type) {
    case ItemType::Boolean: return unless(value.isBool(), u"is not yes or no"_s);
    case ItemType::Integer: {
        const qint64 number = value.toInteger();
        return unless(value.isInteger() && number >= std::numeric_limits<qint32>::min() && number <= std::numeric_limits<qint32>::max(),
                      u"is not a whole number"_s);
    }
    case ItemType::Decimal: return unless(value.isString() && isFhirDecimal(value.toString()), u"is not a number"_s);
    case ItemType::Date: return unless(value.isString() && isFhirDate(value.toString()), u"is not a date"_s);
    case ItemType::DateTime: return unless(value.isString() && isFhirDateTime(value.toString()), u"is not a date and time"_s);
    case ItemType::Time: return unless(value.isString() && isFhirTime(value.toString()), u"is not a time"_s);
    case ItemType::String:
    case ItemType::Text:
    case ItemType::Url: return unless(value.isString(), u"is not text"_s);
    case ItemType::Choice:
    case ItemType::OpenChoice: return choiceProblem(value);
    case ItemType::Attachment: return attachmentProblem(value);
    case ItemType::Reference: return unless(isReference(value), u"does not name anyone or anything"_s);
    case ItemType::Group:
    case ItemType::Display:
    case ItemType::Unsupported: break;
    }
    return u"is given where no answer belongs"_s;
}

std::optional<int> compareAnswers(ItemType type, const Json &a, const Json &b)
{
    switch (type) {
    case ItemType::Integer:
        if (!a.isInteger() || !b.isInteger())
            return std::nullopt;
        return a.toInteger() < b.toInteger() ? -1 : a.toInteger() > b.toInteger() ? 1 : 0;
    case ItemType::Decimal: {
        // Bounds and conditions on a decimal may be written as integers.
        const auto textOf = [](const Json &value) { return value.isInteger() ? value.numberText() : value.toString(); };
        return compareDecimals(textOf(a), textOf(b));
    }
    case ItemType::Date: {
        const QDate first = firstDayOf(a.toString());
        const QDate second = firstDayOf(b.toString());
        if (!first.isValid() || !second.isValid())
            return std::nullopt;
        return first < second ? -1 : first > second ? 1 : 0;
    }
    case ItemType::DateTime: {
        const auto first = momentOf(a.toString());
        const auto second = momentOf(b.toString());
        if (!first || !second)
            return std::nullopt;
        return sign(first->msSinceEpoch - second->msSinceEpoch);
    }
    default:
        if (!a.isString() || !b.isString())
            return std::nullopt;
        return sign(a.toString().compare(b.toString()));
    }
}

std::optional<int> compareDecimals(QStringView a, QStringView b)
{
    const auto first = partsOf(a);
    const auto second = partsOf(b);
    if (!first || !second)
        return std::nullopt;
    const auto weight = [](const Parts &parts) { return parts.digits.isEmpty() ? 0 : parts.negative ? -1 : 1; };
    if (weight(*first) != weight(*second))
        return sign(weight(*first) - weight(*second));
    const int flip = first->negative ? -1 : 1;
    if (first->point != second->point)
        return flip * sign(first->point - second->point);
    return flip * sign(first->digits.compare(second->digits));
}

bool isFhirDate(QStringView text) { return firstDayOf(text).isValid(); }

bool isFhirTime(QStringView text)
{
    // hh:mm:ss, with a fraction of a second if there is one.
    const bool isShaped =
        text.size() >= 8 && text[2] == u':' && text[5] == u':' && areDigits(text.left(2)) && areDigits(text.sliced(3, 2)) && areDigits(text.sliced(6, 2));
    if (!isShaped || toNumber(text.left(2)) > 23 || toNumber(text.sliced(3, 2)) > 59 || toNumber(text.sliced(6, 2)) > 59)
        return false;
    const bool hasFraction = text.size() > 8;
    return !hasFraction || (text[8] == u'.' && areDigits(text.sliced(9)) && text.size() <= 18);
}

bool isFhirDateTime(QStringView text)
{
    if (text.size() <= 10)
        return isFhirDate(text);
    if (text[10] != u'T' || !isFhirDate(text.left(10)))
        return false;
    QStringView time = text.sliced(11);
    if (time.endsWith(u'Z'))
        return isFhirTime(time.chopped(1));
    if (time.size() < 6)
        return false;
    const QStringView offset = time.last(6);
    const bool isOffset = (offset[0] == u'+' || offset[0] == u'-') && offset[3] == u':' && areDigits(offset.sliced(1, 2)) && areDigits(offset.sliced(4, 2))
        && toNumber(offset.sliced(1, 2)) <= 14 && toNumber(offset.sliced(4, 2)) <= 59;
    return isOffset && isFhirTime(time.chopped(6));
}

bool isFhirDecimal(QStringView text)
{
    constexpr qsizetype lengthMax = 64;   // far above any measure; keeps every number cheap
    constexpr qsizetype exponentDigitsMax = 2;
    if (text.size() > lengthMax)
        return false;
    if (text.startsWith(u'-'))
        text = text.sliced(1);
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] != u'e' && text[at] != u'E')
            continue;
        QStringView exponent = text.sliced(at + 1);
        if (exponent.startsWith(u'+') || exponent.startsWith(u'-'))
            exponent = exponent.sliced(1);
        if (!areDigits(exponent) || exponent.size() > exponentDigitsMax)
            return false;
        text = text.left(at);
        break;
    }
    const auto dot = text.indexOf(u'.');
    const QStringView whole = dot < 0 ? text : text.left(dot);
    const bool hasGoodFraction = dot < 0 || areDigits(text.sliced(dot + 1));
    return areDigits(whole) && (whole.size() == 1 || whole[0] != u'0') && hasGoodFraction;
}

} // namespace sightline
