#include "core/people/role_table.h"

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

Result<RoleTable> tableOf(QByteArrayView text)
{
    const auto json = parseJson(text);
    EXPECT_TRUE(json);
    return RoleTable::fromJson(*json);
}

RoleTable smallTable()
{
    return *tableOf(R"({"roles":[
        {"name":"Service Manager","abbreviation":"SM","kind":"role","aliases":["Service Manages"]},
        {"name":"Team Manager","abbreviation":"TM","kind":"role","aliases":[]},
        {"name":"All staff","abbreviation":null,"kind":"group","aliases":[]}]})");
}

QString nameFor(QStringView phrase)
{
    const RoleTable table = smallTable();
    const Role *role = table.match(phrase);
    return role ? role->name : QString();
}

} // namespace

TEST(RoleTableTest, FindsARoleWhateverItsCaseSpacesAndPlural)
{
    for (const QString &phrase : { u"Service Manager"_s, u"service managers"_s, u" Service  Managers. "_s, u"SM"_s, u"SMs"_s, u"SM’s"_s, u"Service Manages"_s })
        EXPECT_EQ(nameFor(phrase), u"Service Manager"_s) << phrase.toStdString();
    EXPECT_EQ(nameFor(u"TM’s"), u"Team Manager"_s);
    EXPECT_EQ(nameFor(u"All Staff"), u"All staff"_s);
}

TEST(RoleTableTest, NeverGuessesFromPartOfAPhrase)
{
    for (const QString &phrase : { u"Manager"_s, u"Service"_s, u"Service Manager and friends"_s, QString(), u"/"_s })
        EXPECT_EQ(nameFor(phrase), QString()) << phrase.toStdString();
}

TEST(RoleTableTest, RefusesAPhraseGivenToTwoRoles)
{
    const auto table = tableOf(R"({"roles":[{"name":"A","aliases":["SM"]},{"name":"B","abbreviation":"sm"}]})");
    ASSERT_FALSE(table);
    EXPECT_TRUE(table.error().detail.contains(u"two roles"_s)) << table.error().detail.toStdString();
}

TEST(RoleTableTest, SaysWhichRoleIsMalformed)
{
    for (const char *bad : { R"({})", R"({"roles":[{}]})", R"({"roles":[{"name":"A","kind":"wizard"}]})", R"({"roles":["A"]})" }) {
        const auto table = tableOf(bad);
        ASSERT_FALSE(table) << bad;
        EXPECT_EQ(table.error().code, ErrorCode::InvalidInput);
        EXPECT_TRUE(table.error().detail.endsWith(u'.'));
    }
}
