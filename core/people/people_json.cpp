#include "core/people/council.h"

namespace sightline {

namespace {

/// Longest name, in UTF-16 code units, and longest list in one entry: far over any real one.
constexpr qsizetype nameLengthMax = 200;
constexpr qsizetype listLengthMax = 500;

Error wrong(const QString &what) { return { ErrorCode::InvalidInput, what }; }

/// Reads the members of one entry; after the first that is wrong, `error` is set and the rest reads as empty.
class EntryReader {
public:
    EntryReader(const Json &json, QString kind) : m_json(json), m_kind(std::move(kind)) { }

    template <typename NameId>
    NameId id(const QString &member, bool isRequired)
    {
        return toId<NameId>(m_json[member], member, isRequired);
    }

    template <typename NameId>
    QList<NameId> ids(const QString &member)
    {
        QList<NameId> list;
        for (const Json &item : items(member))
            list.append(toId<NameId>(item, member, true));
        return list;
    }

    QString text(const QString &member, bool isRequired)
    {
        const Json &value = m_json[member];
        const QString text = value.toString();
        if (!(value.isString() || value.isNull()) || (isRequired && text.trimmed().isEmpty()) || text.size() > nameLengthMax)
            fail(QStringLiteral("\"%1\" must be text of 1 to %2 characters.").arg(member).arg(nameLengthMax));
        return text;
    }

    QStringList texts(const QString &member)
    {
        QStringList list;
        for (const Json &item : items(member)) {
            if (!item.isString() || item.toString().size() > nameLengthMax)
                fail(QStringLiteral("\"%1\" must be a list of short texts.").arg(member));
            list.append(item.toString());
        }
        return list;
    }

    bool flag(const QString &member)
    {
        const Json &value = m_json[member];
        if (!value.isNull() && !value.isBool())
            fail(QStringLiteral("\"%1\" must be true or false.").arg(member));
        return value.toBool();
    }
    QDate date(const QString &member, bool isRequired)
    {
        const Json &value = m_json[member];
        if (value.isNull() && !isRequired)
            return {};
        const QDate date = QDate::fromString(value.toString(), Qt::ISODate);
        if (!date.isValid())
            fail(QStringLiteral("\"%1\" must be a date written YYYY-MM-DD.").arg(member));
        return date;
    }

    void checkOrder(QDate from, QDate to)
    {
        if (!from.isNull() && !to.isNull() && to < from)
            fail(QStringLiteral("\"to\" is before \"from\"."));
    }

    template <typename Value>
    Result<Value> done(Value value)
    {
        if (m_error)
            return *m_error;
        return value;
    }

private:
    template <typename NameId>
    NameId toId(const Json &value, const QString &member, bool isRequired)
    {
        if (value.isNull() && !isRequired)
            return {};
        if (value.isString() && value.toString().isEmpty() && !isRequired)
            return {};
        const auto id = NameId::fromString(value.toString());
        if (!id) {
            fail(QStringLiteral("\"%1\" must be an id: lower-case letters, digits and - _ : . (1 to 96 characters).").arg(member));
            return {};
        }
        return *id;
    }

    const Json::Array &items(const QString &member)
    {
        const Json &value = m_json[member];
        if (!(value.isArray() || value.isNull()) || value.toArray().size() > listLengthMax) {
            fail(QStringLiteral("\"%1\" must be a list of at most %2.").arg(member).arg(listLengthMax));
            return Json().toArray();
        }
        return value.toArray();
    }

    void fail(const QString &what)
    {
        if (m_error)
            return;
        const QString id = m_json[QStringLiteral("id")].toString().left(96);
        m_error = wrong(id.isEmpty() ? QStringLiteral("%1: %2").arg(m_kind, what) : QStringLiteral("%1 \"%2\": %3").arg(m_kind, id, what));
    }

    const Json &m_json;
    QString m_kind;
    std::optional<Error> m_error;
};

template <typename IdType>
Json idsToJson(const QList<IdType> &ids)
{
    Json list = Json::array();
    for (const IdType &id : ids)
        list.append(id.toString());
    return list;
}

void setDate(Json &json, const QString &member, QDate date)
{
    if (date.isValid())
        json.set(member, date.toString(Qt::ISODate));
}

template <typename Value>
Result<void> readList(const Json &pack, const QString &member, Result<Value> (*read)(const Json &), QList<Value> &out)
{
    const Json &list = pack[member];
    if (!list.isArray() && !list.isNull())
        return wrong(QStringLiteral("Council pack: \"%1\" must be a list.").arg(member));
    for (qsizetype i = 0; i < list.toArray().size(); ++i) {
        const auto value = read(list.toArray()[i]);
        if (!value)
            return wrong(QStringLiteral("Council pack, %1[%2]: %3").arg(member).arg(i).arg(value.error().detail));
        out.append(*value);
    }
    return {};
}

} // namespace

Result<Person> personFromJson(const Json &json)
{
    EntryReader entry(json, QStringLiteral("Person"));
    Person person;
    person.id = entry.id<PersonId>(QStringLiteral("id"), true);
    person.name = entry.text(QStringLiteral("name"), true);
    person.roles = entry.texts(QStringLiteral("roles"));
    person.service = entry.id<ServiceId>(QStringLiteral("service"), false);
    person.services = entry.ids<ServiceId>(QStringLiteral("services"));
    person.teams = entry.ids<TeamId>(QStringLiteral("teams"));
    person.manager = entry.id<PersonId>(QStringLiteral("manager"), false);
    person.from = entry.date(QStringLiteral("from"), false);
    person.to = entry.date(QStringLiteral("to"), false);
    person.isElected = entry.flag(QStringLiteral("elected"));
    entry.checkOrder(person.from, person.to);
    return entry.done(person);
}

Json toJson(const Person &person)
{
    Json json = Json::object({ { QStringLiteral("id"), person.id.toString() },
                               { QStringLiteral("name"), person.name },
                               { QStringLiteral("roles"), Json::strings(person.roles) },
                               { QStringLiteral("service"), person.service.toString() },
                               { QStringLiteral("services"), idsToJson(person.services) },
                               { QStringLiteral("teams"), idsToJson(person.teams) },
                               { QStringLiteral("manager"), person.manager.toString() } });
    setDate(json, QStringLiteral("from"), person.from);
    setDate(json, QStringLiteral("to"), person.to);
    if (person.isElected)
        json.set(QStringLiteral("elected"), true);
    return json;
}

Result<Team> teamFromJson(const Json &json)
{
    EntryReader entry(json, QStringLiteral("Team"));
    Team team;
    team.id = entry.id<TeamId>(QStringLiteral("id"), true);
    team.name = entry.text(QStringLiteral("name"), true);
    team.service = entry.id<ServiceId>(QStringLiteral("service"), true);
    team.managers = entry.ids<PersonId>(QStringLiteral("managers"));
    return entry.done(team);
}

Json toJson(const Team &team)
{
    return Json::object({ { QStringLiteral("id"), team.id.toString() },
                          { QStringLiteral("name"), team.name },
                          { QStringLiteral("service"), team.service.toString() },
                          { QStringLiteral("managers"), idsToJson(team.managers) } });
}

Result<Setting> settingFromJson(const Json &json)
{
    EntryReader entry(json, QStringLiteral("Setting"));
    Setting setting;
    setting.id = entry.id<SettingId>(QStringLiteral("id"), true);
    setting.name = entry.text(QStringLiteral("name"), true);
    setting.kind = entry.text(QStringLiteral("kind"), false);
    setting.service = entry.id<ServiceId>(QStringLiteral("service"), false);
    return entry.done(setting);
}

Json toJson(const Setting &setting)
{
    return Json::object({ { QStringLiteral("id"), setting.id.toString() },
                          { QStringLiteral("name"), setting.name },
                          { QStringLiteral("kind"), setting.kind },
                          { QStringLiteral("service"), setting.service.toString() } });
}

Result<Absence> absenceFromJson(const Json &json)
{
    EntryReader entry(json, QStringLiteral("Absence"));
    Absence absence;
    absence.person = entry.id<PersonId>(QStringLiteral("person"), true);
    absence.from = entry.date(QStringLiteral("from"), true);
    absence.to = entry.date(QStringLiteral("to"), false);
    absence.cover = entry.id<PersonId>(QStringLiteral("cover"), false);
    absence.role = entry.text(QStringLiteral("role"), false);
    entry.checkOrder(absence.from, absence.to);
    return entry.done(absence);
}

Json toJson(const Absence &absence)
{
    Json json = Json::object({ { QStringLiteral("person"), absence.person.toString() }, { QStringLiteral("cover"), absence.cover.toString() } });
    setDate(json, QStringLiteral("from"), absence.from);
    setDate(json, QStringLiteral("to"), absence.to);
    if (!absence.role.isEmpty())
        json.set(QStringLiteral("role"), absence.role);
    return json;
}

Result<Council> councilFromJson(const Json &pack)
{
    if (pack[QStringLiteral("format")].toString() != QLatin1String("sightline-council/1"))
        return wrong(QStringLiteral("Council pack, format: expected \"sightline-council/1\"."));
    Council::Parts parts;
    if (const auto read = readList(pack, QStringLiteral("people"), personFromJson, parts.people); !read)
        return read.error();
    if (const auto read = readList(pack, QStringLiteral("teams"), teamFromJson, parts.teams); !read)
        return read.error();
    if (const auto read = readList(pack, QStringLiteral("settings"), settingFromJson, parts.settings); !read)
        return read.error();
    if (const auto read = readList(pack, QStringLiteral("absences"), absenceFromJson, parts.absences); !read)
        return read.error();

    const auto card = councilCardFromJson(pack);
    if (!card)
        return card.error();
    parts.card = *card;
    const auto entries = parts.people.size() + parts.teams.size() + parts.settings.size();
    const Council council(std::move(parts));
    if (council.people().size() + council.teams().size() + council.settings().size() != entries)
        return wrong(QStringLiteral("Council pack: two people, teams or settings have the same id; give each its own."));
    if (const auto problems = councilProblems(council); !problems.isEmpty())
        return wrong(QStringLiteral("Council pack: %1").arg(problems.first()));
    return council;
}

} // namespace sightline
