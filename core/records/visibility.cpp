#include "core/records/visibility.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool isReference(RecordType type)
{
    switch (type) {
    case RecordType::Person:
    case RecordType::Team:
    case RecordType::Setting:
    case RecordType::Council:
    case RecordType::Edition:
    case RecordType::FormDefinition: return true;
    default: return false;
    }
}

QStringList audiencesOf(const RecordBody &body, const VisibilityTable &table)
{
    if (isReference(body.type))
        return { u"ref"_s };
    switch (body.type) {
    case RecordType::Fact:
    case RecordType::Claim:
    case RecordType::Waiver:
    case RecordType::Event: return { u"service"_s };
    case RecordType::Notice: return { u"author"_s, u"lead"_s };
    case RecordType::Child: return { u"author"_s, u"team"_s };
    default: {
        const auto rule = table.ruleFor(templateOf(body.form));
        return body.state == RecordState::Draft ? rule.draft : rule.completed;
    }
    }
}

void addScope(QStringList &scopes, const QString &kind, const QString &name)
{
    const QString scope = kind + u':' + name;
    if (!name.isEmpty() && !scopes.contains(scope))
        scopes.append(scope);
}

} // namespace

VisibilityRule VisibilityTable::ruleFor(const TemplateId &form) const
{
    static const VisibilityRule narrowest { { u"author"_s }, { u"author"_s, u"lead"_s } };
    return m_rules.value(form, narrowest);
}

QStringList scopesOf(const RecordBody &body, const VisibilityTable &table, const RecordBody *about)
{
    QStringList scopes;
    const bool belongsToAnother = body.type == RecordType::Step && about;
    if (belongsToAnother) {
        scopes = scopesOf(*about, table);
        addScope(scopes, u"user"_s, body.author.toString());
    } else {
        for (const QString &audience : audiencesOf(body, table)) {
            if (audience == "author"_L1)
                addScope(scopes, u"user"_s, body.author.toString());
            else if (audience == "observed"_L1 && body.observed)
                addScope(scopes, u"user"_s, body.observed->toString());
            else if (audience == "lead"_L1)
                addScope(scopes, u"lead"_s, body.team.toString());
            else if (audience == "team"_L1)
                addScope(scopes, u"team"_s, body.team.toString());
            else if (audience == "service"_L1)
                addScope(scopes, u"service"_s, body.service.toString());
            else if (audience == "ref"_L1)
                scopes.append(u"ref"_s);
        }
    }
    // Whoever a child was handed to has to know of it, in whatever team they are.
    if (body.type == RecordType::Child)
        addScope(scopes, u"user"_s, body.answers.value(u"handed_to"_s).toString());
    scopes.sort();
    return scopes;
}

} // namespace sightline
