#include "core/forms/response_value.h"

#include "core/forms/answer_value.h"

#include <QSet>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype rowIdLengthMax = 64;    // FHIR's limit of an id
constexpr QChar positionMark = u'p';
constexpr qsizetype orderLengthMax = 200;   // a thousand rows need about 40

bool isAlphanumeric(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z'); });
}

QString choiceType(const FormItem &item, const Json &value)
{
    for (const FormOption &option : item.options) {
        if (option.value == value)
            return option.valueType;
    }
    if (value.isInteger())
        return u"Integer"_s;
    if (value.isString())
        return u"String"_s;
    return value.contains(u"value"_s) || value.contains(u"reference"_s) ? u"Reference"_s : u"Coding"_s;
}

} // namespace

QString fhirTypeFor(const FormItem &item, const Json &value)
{
    switch (item.type) {
    case ItemType::Boolean: return u"Boolean"_s;
    case ItemType::Integer: return u"Integer"_s;
    case ItemType::Decimal: return u"Decimal"_s;
    case ItemType::Date: return u"Date"_s;
    case ItemType::DateTime: return u"DateTime"_s;
    case ItemType::Time: return u"Time"_s;
    case ItemType::String:
    case ItemType::Text: return u"String"_s;
    case ItemType::Url: return u"Uri"_s;
    case ItemType::Attachment: return u"Attachment"_s;
    case ItemType::Reference: return u"Reference"_s;
    case ItemType::Choice:
    case ItemType::OpenChoice: return choiceType(item, value);
    case ItemType::Group:
    case ItemType::Display:
    case ItemType::Unsupported: break;
    }
    return {};
}

std::optional<FhirValue> writeAnswerValue(const FormItem &item, const Json &value)
{
    if (value.isNull() || !typeProblem(item.type, value).isEmpty())
        return std::nullopt;
    const QString type = fhirTypeFor(item, value);
    auto fhir = writeFhirValue({ type, value });
    if (!fhir)
        return std::nullopt;
    return FhirValue { type, std::move(*fhir) };
}

bool hasAnswerValue(const Json &answer)
{
    const auto &members = answer.toObject();
    const auto first = members.lowerBound(u"value"_s);
    return first != members.cend() && first.key().startsWith(u"value");
}

bool isGoodRowId(const QString &id) { return !id.isEmpty() && id.size() <= rowIdLengthMax && isAlphanumeric(id); }

bool isGoodOrder(const QString &order) { return !order.isEmpty() && order.size() <= orderLengthMax && isAlphanumeric(order); }

bool RowNaming::isNaming(const QString &elementId)
{
    const bool isLikePosition = elementId.startsWith(positionMark) && elementId.size() > 1
        && std::all_of(elementId.cbegin() + 1, elementId.cend(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isGoodRowId(elementId) && !isLikePosition;
}

QString RowNaming::ownId(const QString &elementId) const
{
    if (isNaming(elementId) && !m_used.contains(elementId))
        return elementId;
    const QString byPosition = positionMark + QString::number(m_used.size() + 1);
    return m_used.contains(byPosition) ? QString() : byPosition;
}

void RowNaming::took(const AnswerRow &row)
{
    m_used.insert(row.id);
    m_lastOrder = std::max(m_lastOrder, row.order);
}

AnswerRow RowNaming::next(const QString &elementId, const QString &named, RandomSource &random)
{
    AnswerRow row;
    row.order = named.section(u'|', 0, 0);
    row.id = named.contains(u'|') ? named.section(u'|', 1) : ownId(elementId);
    if (!isGoodRowId(row.id) || m_used.contains(row.id))
        row.id = ownId(elementId);
    if (row.id.isEmpty())
        row.id = newRowId(random);
    if (!isGoodOrder(row.order))
        row.order = ownOrder();
    took(row);
    return row;
}

RowNaming::Written RowNaming::write(const AnswerRow &row, const QString &elementId)
{
    const bool isNamedAlready = ownId(elementId) == row.id;
    const bool isOrderedAlready = ownOrder() == row.order;
    Written written;
    written.needsId = !isNamedAlready && elementId.isEmpty() && isNaming(row.id);
    if (!isNamedAlready && !written.needsId)
        written.named = row.order + u'|' + row.id;
    else if (!isOrderedAlready)
        written.named = row.order;
    took(row);
    return written;
}

bool rowsReadBack(const QList<AnswerRow> &rows)
{
    QSet<QString> ids;
    for (const AnswerRow &row : rows) {
        if (!isGoodRowId(row.id) || !isGoodOrder(row.order) || ids.contains(row.id))
            return false;
        ids.insert(row.id);
    }
    return true;
}

} // namespace sightline
