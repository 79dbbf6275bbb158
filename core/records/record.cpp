#include "core/records/record.h"

#include "core/base/canonical_json.h"

#include <algorithm>
#include <array>
#include <limits>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct TypeName {
    RecordType type;
    QLatin1StringView name;
};
constexpr std::array typeNames {
    TypeName { RecordType::Form, "form"_L1 },         TypeName { RecordType::Step, "step"_L1 },
    TypeName { RecordType::Fact, "fact"_L1 },         TypeName { RecordType::Claim, "claim"_L1 },
    TypeName { RecordType::Waiver, "waiver"_L1 },     TypeName { RecordType::Event, "event"_L1 },
    TypeName { RecordType::Person, "person"_L1 },     TypeName { RecordType::Team, "team"_L1 },
    TypeName { RecordType::Setting, "setting"_L1 },   TypeName { RecordType::Child, "child"_L1 },
    TypeName { RecordType::Edition, "edition"_L1 },   TypeName { RecordType::FormDefinition, "form_definition"_L1 },
    TypeName { RecordType::Notice, "notice"_L1 },     TypeName { RecordType::Council, "council"_L1 },
    TypeName { RecordType::Draft, "draft"_L1 },       TypeName { RecordType::Absence, "absence"_L1 },
    TypeName { RecordType::Proposal, "proposal"_L1 },
};

const QStringList knownMembers {
    u"about"_s, u"about_hash"_s, u"answers"_s, u"author"_s, u"completed_at"_s, u"edition"_s, u"form"_s,      u"made_at"_s,     u"observed"_s,
    u"role"_s,  u"service"_s,    u"state"_s,   u"task"_s,   u"team"_s,         u"type"_s,    u"validator"_s, u"void_reason"_s,
};

Error damaged(const QString &what) { return { ErrorCode::Corrupt, u"A record's body cannot be read: %1."_s.arg(what) }; }

void setText(Json &json, const QString &name, const QString &text)
{
    if (!text.isEmpty())
        json.set(name, text);
}

/// A name member: absent is the empty name, anything else must be well formed.
template <typename NameType>
bool readName(const Json &json, const QString &member, NameType &out)
{
    if (!json.contains(member))
        return true;
    const auto name = NameType::fromString(json[member].toString());
    if (!name)
        return false;
    out = *name;
    return true;
}

} // namespace

QString recordTypeName(RecordType type)
{
    for (const TypeName &entry : typeNames) {
        if (entry.type == type)
            return entry.name;
    }
    Q_UNREACHABLE();
}

std::optional<RecordType> recordTypeFromName(QStringView name)
{
    for (const TypeName &entry : typeNames) {
        if (name == entry.name)
            return entry.type;
    }
    return std::nullopt;
}

QString recordStateName(RecordState state)
{
    switch (state) {
    case RecordState::Draft: return u"draft"_s;
    case RecordState::Completed: return u"completed"_s;
    case RecordState::Void: return u"void"_s;
    }
    Q_UNREACHABLE();
}

std::optional<RecordState> recordStateFromName(QStringView name)
{
    for (const RecordState state : { RecordState::Draft, RecordState::Completed, RecordState::Void }) {
        if (name == recordStateName(state))
            return state;
    }
    return std::nullopt;
}

Json bodyToJson(const RecordBody &body)
{
    Json json = Json::object({ { u"type"_s, recordTypeName(body.type) }, { u"state"_s, recordStateName(body.state) } });
    setText(json, u"author"_s, body.author.toString());
    setText(json, u"form"_s, body.form);
    setText(json, u"service"_s, body.service.toString());
    setText(json, u"team"_s, body.team.toString());
    if (body.observed)
        json.set(u"observed"_s, body.observed->toString());
    if (body.task) {
        json.set(u"task"_s,
                 Json::object({ { u"activity"_s, body.task->activity.toString() }, { u"unit"_s, body.task->unit }, { u"period"_s, body.task->periodStart } }));
    }
    setText(json, u"edition"_s, body.edition);
    if (body.about)
        json.set(u"about"_s, body.about->toString());
    setText(json, u"about_hash"_s, body.aboutHash);
    setText(json, u"role"_s, body.role);
    if (body.madeAtMs != 0)
        json.set(u"made_at"_s, body.madeAtMs);
    if (body.completedAtMs != 0)
        json.set(u"completed_at"_s, body.completedAtMs);
    if (body.validator != 0)
        json.set(u"validator"_s, body.validator);
    setText(json, u"void_reason"_s, body.voidReason);
    if (!body.answers.isEmpty())
        json.set(u"answers"_s, body.answers);
    return json;
}

Result<QByteArray> bodyBytes(const RecordBody &body) { return canonicalJson(bodyToJson(body)); }

Result<RecordBody> bodyFromJson(const Json &json)
{
    if (!json.isObject())
        return damaged(u"it is not an object"_s);
    for (auto it = json.toObject().cbegin(); it != json.toObject().cend(); ++it) {
        if (!knownMembers.contains(it.key()))
            return damaged(u"it has a member that no version of a body has"_s);
    }
    RecordBody body;
    const auto type = recordTypeFromName(json[u"type"_s].toString());
    const auto state = recordStateFromName(json[u"state"_s].toString());
    if (!type || !state)
        return damaged(u"its type or state is unknown"_s);
    body.type = *type;
    body.state = *state;
    if (!readName(json, u"author"_s, body.author) || !readName(json, u"service"_s, body.service) || !readName(json, u"team"_s, body.team))
        return damaged(u"its author, service or team is not a name"_s);
    if (json.contains(u"observed"_s)) {
        PersonId observed;
        if (!readName(json, u"observed"_s, observed))
            return damaged(u"the person observed is not a name"_s);
        body.observed = observed;
    }
    body.form = json[u"form"_s].toString();
    if (json.contains(u"task"_s)) {
        const Json &task = json[u"task"_s];
        TaskReference reference;
        if (!readName(task, u"activity"_s, reference.activity) || reference.activity.isEmpty())
            return damaged(u"its task names no activity"_s);
        reference.unit = task[u"unit"_s].toString();
        reference.periodStart = task[u"period"_s].toString();
        body.task = reference;
    }
    body.edition = json[u"edition"_s].toString();
    if (json.contains(u"about"_s)) {
        const auto about = RecordId::fromString(json[u"about"_s].toString());
        if (!about)
            return damaged(u"the record it belongs to is not an identifier"_s);
        body.about = *about;
    }
    body.aboutHash = json[u"about_hash"_s].toString();
    body.role = json[u"role"_s].toString();
    body.madeAtMs = json[u"made_at"_s].toInteger();
    body.completedAtMs = json[u"completed_at"_s].toInteger();
    body.validator = int(std::clamp<qint64>(json[u"validator"_s].toInteger(), 0, std::numeric_limits<int>::max()));
    body.voidReason = json[u"void_reason"_s].toString();
    body.answers = json[u"answers"_s].toObject();
    // What was read must say the same again: a member of the wrong kind would otherwise be dropped without a word.
    if (!(bodyToJson(body) == json))
        return damaged(u"a member has the wrong kind"_s);
    return body;
}

Result<RecordBody> bodyFromBytes(QByteArrayView bytes)
{
    const auto json = parseJson(bytes);
    if (!json)
        return Error { ErrorCode::Corrupt, json.error().detail };
    return bodyFromJson(*json);
}

TemplateId templateOf(const QString &form) { return form.section(u'@', 0, 0); }

} // namespace sightline
