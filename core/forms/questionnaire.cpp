#include "core/forms/questionnaire.h"

#include <algorithm>
#include <array>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<ItemType, const char16_t *>, 16> typeNames { {
    { ItemType::Group, u"group" },
    { ItemType::Display, u"display" },
    { ItemType::Boolean, u"boolean" },
    { ItemType::Integer, u"integer" },
    { ItemType::Decimal, u"decimal" },
    { ItemType::Date, u"date" },
    { ItemType::DateTime, u"dateTime" },
    { ItemType::Time, u"time" },
    { ItemType::String, u"string" },
    { ItemType::Text, u"text" },
    { ItemType::Url, u"url" },
    { ItemType::Choice, u"choice" },
    { ItemType::OpenChoice, u"open-choice" },
    { ItemType::Attachment, u"attachment" },
    { ItemType::Reference, u"reference" },
    { ItemType::Unsupported, u"unsupported" },
} };

} // namespace

QString ProductFunction::text(const QString &parameter) const
{
    const auto values = parameters.value(parameter);
    return values.isEmpty() ? QString() : values.first().toString();
}

QStringList ProductFunction::texts(const QString &parameter) const
{
    QStringList texts;
    for (const Json &value : parameters.value(parameter))
        texts.append(value.toString());
    return texts;
}

qint64 ProductFunction::integer(const QString &parameter, qint64 fallback) const
{
    const auto values = parameters.value(parameter);
    return values.isEmpty() ? fallback : values.first().toInteger(fallback);
}

const FormItem *Questionnaire::find(const QString &linkId) const
{
    const int index = byLinkId.value(linkId, -1);
    return index < 0 ? nullptr : &items[index];
}

bool Questionnaire::canBeFilled() const
{
    return std::none_of(report.cbegin(), report.cend(), [](const ImportNote &note) { return note.severity == ImportNote::Severity::BlocksFilling; });
}

QString Questionnaire::canonical() const { return version.isEmpty() || url.isEmpty() ? url : url + u'|' + version; }

QStringList Questionnaire::laterRoles() const
{
    QStringList roles;
    for (const FormItem &item : items) {
        if (!item.completedByRole.isEmpty() && !roles.contains(item.completedByRole))
            roles.append(item.completedByRole);
    }
    return roles;
}

QString itemTypeName(ItemType type)
{
    for (const auto &[known, name] : typeNames) {
        if (known == type)
            return QStringView(name).toString();
    }
    return u"unsupported"_s;
}

} // namespace sightline
