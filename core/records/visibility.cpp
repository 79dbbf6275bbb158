#include "core/records/visibility.h"

#include "core/records/hand_owners.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString namedAudience = u"named:"_s;

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
    case RecordType::Absence: return { u"service"_s, u"observed"_s };
    case RecordType::Notice: return { u"author"_s, u"lead"_s };
    case RecordType::Child: return { u"author"_s, u"team"_s };
    case RecordType::Draft:
    case RecordType::Proposal: return { u"author"_s };
    default: break;
    }
    QStringList audiences = table.audiencesOf(templateOf(body.form), body.state, body.completedAtMs);
    if (!isWidened(table.classOf(body)))
        audiences.removeIf([](const QString &audience) { return audience == "team"_L1 || audience == "service"_L1; });
    return audiences;
}

void addScope(QStringList &scopes, const QString &kind, const QString &name)
{
    const QString scope = kind + u':' + name;
    if (!name.isEmpty() && !scopes.contains(scope))
        scopes.append(scope);
}

/// Those whom @p body's author named in the answers to @p linkId.
void addNamed(QStringList &scopes, const QString &linkId, const RecordBody &body)
{
    for (const PersonId &person : peopleIn(linkId, Answers(body.answers)))
        addScope(scopes, u"user"_s, person.toString());
}

} // namespace

VisibilityRule visibilityFrom(const Json &visibility, const Json &meta)
{
    VisibilityRule rule { visibility[u"draft"_s].toStrings(), visibility[u"completed"_s].toStrings(), {}, sensitivityFrom(meta) };
    for (const Json &given : meta[u"councilSwitches"_s].toArray()) {
        if (const QString name = given[u"setting"_s].toString(); !name.isEmpty())
            rule.switches.insert(name, given[u"adds"_s][u"completed"_s].toStrings());
    }
    return rule;
}

VisibilityRule VisibilityTable::ruleFor(const TemplateId &form) const
{
    static const VisibilityRule narrowest { { u"author"_s }, { u"author"_s, u"lead"_s } };
    return m_rules.value(form, narrowest);
}

Sensitivity VisibilityTable::classOf(const RecordBody &body, const RecordBody *about) const
{
    switch (body.type) {
    case RecordType::Form: return sightline::classOf(ruleFor(templateOf(body.form)).sensitivity, body.answers);
    case RecordType::Step: {
        const Sensitivity own = sightline::classOf(ruleFor(templateOf(body.form)).sensitivity, body.answers);
        return about ? std::max(own, classOf(*about)) : own;
    }
    case RecordType::Person:
    case RecordType::Team:
    case RecordType::Setting:
    case RecordType::Council:
    case RecordType::Edition:
    case RecordType::FormDefinition:
    case RecordType::Fact: return Sensitivity::P1;   // a fact has no content (decisions 7)
    case RecordType::Claim:
    case RecordType::Waiver:
    case RecordType::Event:
    case RecordType::Absence:
    case RecordType::Proposal: return Sensitivity::P2;
    default: return Sensitivity::P3;   // a child's pointer; a draft or held work, which may be anything
    }
}

bool VisibilityTable::letsRead(const Person &reader, const RecordBody &body, const RecordBody *about) const
{
    return body.author == reader.id || mayReadClass(readerKindOf(reader), classOf(body, about));
}

QStringList VisibilityTable::audiencesOf(const TemplateId &form, RecordState state, qint64 completedAtMs) const
{
    const VisibilityRule rule = ruleFor(form);
    if (state == RecordState::Draft)
        return rule.draft;
    QStringList audiences = rule.completed;
    for (auto it = rule.switches.cbegin(); it != rule.switches.cend(); ++it) {
        const auto since = m_switchedOn.constFind(it.key());
        if (since != m_switchedOn.cend() && completedAtMs >= *since)
            audiences += *it;
    }
    return audiences;
}

QSet<TemplateId> VisibilityTable::changedBy(const QMap<QString, qint64> &switchedOn) const
{
    QSet<TemplateId> changed;
    for (auto rule = m_rules.cbegin(); rule != m_rules.cend(); ++rule) {
        const QStringList names = rule->switches.keys();
        const bool differs =
            std::any_of(names.cbegin(), names.cend(), [&](const QString &name) { return m_switchedOn.value(name, -1) != switchedOn.value(name, -1); });
        if (differs)
            changed.insert(rule.key());
    }
    return changed;
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
            else if (audience.startsWith(namedAudience))
                addNamed(scopes, audience.mid(namedAudience.size()), body);
        }
    }
    // Whoever a child was handed to has to know of it, in whatever team they are.
    if (body.type == RecordType::Child)
        addScope(scopes, u"user"_s, body.answers.value(u"handed_to"_s).toString());
    // Who covers has to know, and whoever a task was passed on to, in whatever service they are.
    if (body.type == RecordType::Absence)
        addScope(scopes, u"user"_s, body.answers.value(u"cover"_s).toString());
    if (body.type == RecordType::Claim && body.observed)
        addScope(scopes, u"user"_s, body.observed->toString());
    // What is held of somebody without a team has no lead to hear of it.
    if (body.type == RecordType::Notice)
        addScope(scopes, u"user"_s, body.answers.value(u"manager"_s).toString());
    scopes.sort();
    return scopes;
}

} // namespace sightline
