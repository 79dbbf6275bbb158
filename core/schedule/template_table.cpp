#include "core/schedule/template_table.h"

#include "core/schedule/token.h"

#include <algorithm>
#include <array>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<UnitKind, QLatin1StringView>, 4> unitKindNames {
    { { UnitKind::Service, "service"_L1 }, { UnitKind::Team, "team"_L1 }, { UnitKind::Lead, "lead"_L1 }, { UnitKind::Subject, "subject"_L1 } }
};

/// Words in lower case and singular with a space before and after each, so that phrases match whole words only.
QString foldedWords(const QString &text)
{
    QString folded = u" "_s;
    for (const Token &token : tokensOf(text)) {
        if (token.kind == Token::Kind::Word || token.kind == Token::Kind::Number || token.kind == Token::Kind::Ordinal)
            folded += singularOf(token.respelt.isEmpty() ? token.text : token.respelt) + u' ';
    }
    return folded;
}

bool fits(const QStringList &phrases, const QString &folded)
{
    return phrases.isEmpty() || std::any_of(phrases.begin(), phrases.end(), [&](const QString &phrase) { return folded.contains(phrase); });
}

QStringList phrasesOf(const Json &list)
{
    QStringList phrases;
    for (const QString &phrase : list.toStrings())
        phrases.append(foldedWords(phrase));
    return phrases;
}

} // namespace

QString unitKindName(UnitKind unit) { return unitKindNames[static_cast<size_t>(unit)].second.toString(); }

Result<UnitKind> unitKindFromName(QStringView name)
{
    for (const auto &[unit, text] : unitKindNames) {
        if (name == text)
            return unit;
    }
    return Error { ErrorCode::InvalidInput, u"A unit must be a service, team, lead or subject."_s };
}

Result<TemplateTable> TemplateTable::fromJson(const Json &value)
{
    if (!value[u"rows"_s].isArray() || !value[u"otherwise"_s][u"template"_s].isString())
        return Error { ErrorCode::InvalidInput, u"The template table needs a list named rows and an object named otherwise."_s };
    TemplateTable table;
    table.m_otherwise.templateId = value[u"otherwise"_s][u"template"_s].toString();
    for (const Json &item : value[u"rows"_s].toArray()) {
        const QString number = QString::number(table.m_rows.size() + 1);
        Row row { phrasesOf(item[u"what"_s]), phrasesOf(item[u"how"_s]), phrasesOf(item[u"service"_s]), {} };
        row.choice.templateId = item[u"template"_s].toString();
        row.choice.also = item[u"also"_s].toStrings();
        row.choice.subject = item[u"subject"_s].toString();
        if (row.choice.templateId.isEmpty() || (row.what.isEmpty() && row.how.isEmpty() && row.service.isEmpty()))
            return Error { ErrorCode::InvalidInput, u"Row %1 of the template table names no template or no phrase."_s.arg(number) };
        const Result<UnitKind> unit = unitKindFromName(item[u"unit"_s].toString(u"service"_s));
        if (!unit)
            return Error { ErrorCode::InvalidInput, u"Row %1 of the template table: %2"_s.arg(number, unit.error().detail) };
        row.choice.unit = *unit;
        table.m_rows.append(row);
    }
    for (const Json &item : value[u"variants"_s].toArray()) {
        const VariantRow row { item[u"template"_s].toString(), phrasesOf(item[u"what"_s]), phrasesOf(item[u"how"_s]), phrasesOf(item[u"service"_s]),
                               item[u"variant"_s].toString() };
        if (row.templateId.isEmpty() || row.variant.isEmpty())
            return Error { ErrorCode::InvalidInput, u"A variant of the template table names no template or no variant."_s };
        table.m_variants.append(row);
    }
    return table;
}

TemplateTable::Choice TemplateTable::choose(const Activity &activity, const QString &serviceTitle) const
{
    const QString what = foldedWords(activity.what);
    const QString how = foldedWords(activity.how);
    const QString service = foldedWords(serviceTitle);
    for (const Row &row : m_rows) {
        if (fits(row.what, what) && fits(row.how, how) && fits(row.service, service))
            return row.choice;
    }
    return m_otherwise;
}

QString TemplateTable::variantOf(const TemplateId &templateId, const Activity &activity, const QString &serviceTitle) const
{
    const QString what = foldedWords(activity.what);
    const QString how = foldedWords(activity.how);
    const QString service = foldedWords(serviceTitle);
    for (const VariantRow &row : m_variants) {
        if (row.templateId == templateId && fits(row.what, what) && fits(row.how, how) && fits(row.service, service))
            return row.variant;
    }
    return {};
}

} // namespace sightline
