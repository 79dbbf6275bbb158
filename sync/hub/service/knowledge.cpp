#include "sync/hub/service/knowledge.h"

#include "core/people/scope.h"
#include "core/records/published.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// Answers of every present record of @p type.
Result<QList<RecordBody>> bodiesOf(HubSnapshot &snapshot, RecordType type)
{
    const auto ids = snapshot.recordIds(recordTypeName(type));
    if (!ids)
        return ids.error();
    QList<RecordBody> bodies;
    for (const RecordId &id : *ids) {
        const auto row = snapshot.record(id);
        if (!row)
            return row.error();
        auto body = bodyFromBytes((*row)->body);
        if (!body)
            return body.error();
        if (body->state != RecordState::Void)
            bodies.append(std::move(*body));
    }
    return bodies;
}

template <typename T, typename Read>
Result<QList<T>> readAll(HubSnapshot &snapshot, RecordType type, Read read)
{
    const auto bodies = bodiesOf(snapshot, type);
    if (!bodies)
        return bodies.error();
    QList<T> all;
    for (const RecordBody &body : *bodies) {
        auto one = read(Json(body.answers));
        if (!one)
            return Error { ErrorCode::Corrupt, u"A stored %1 cannot be read: %2"_s.arg(recordTypeName(type), one.error().detail) };
        all.append(std::move(*one));
    }
    return all;
}

Result<std::shared_ptr<const Rights>> loadRights(HubSnapshot &snapshot, QDate day)
{
    auto people = readAll<Person>(snapshot, RecordType::Person, personFromJson);
    if (!people)
        return people.error();
    auto teams = readAll<Team>(snapshot, RecordType::Team, teamFromJson);
    if (!teams)
        return teams.error();
    const auto cards = readAll<CouncilCard>(snapshot, RecordType::Council, councilCardFromJson);
    if (!cards)
        return cards.error();
    const auto cardSeq = councilCardSeq(snapshot);
    if (!cardSeq)
        return cardSeq.error();
    Council council({ std::move(*people), std::move(*teams), {}, {}, cards->value(0) });
    return std::shared_ptr<const Rights>(std::make_shared<Rights>(std::move(council), *cardSeq, day));
}

Result<std::shared_ptr<const KnownForms>> loadForms(HubSnapshot &snapshot, const VisibilityTable &builtIn)
{
    const auto bodies = bodiesOf(snapshot, RecordType::FormDefinition);
    if (!bodies)
        return bodies.error();
    auto known = std::make_shared<KnownForms>();
    known->visibility = builtIn;
    for (const RecordBody &body : *bodies) {
        known->versions.insert(body.form);
        // A definition that cannot be read takes nothing down with it: its answers are kept unchecked.
        const auto form = publishedFormOf(body);
        if (!form)
            continue;
        known->visibility.insert(templateOf(body.form), form->visibility);
        // Hands that cannot be read are none: a step is then held, where a person can look at it.
        if (form->meta.isObject())
            known->hands.insert(body.form, handRules(form->meta).valueOr({}));
        known->settings.insert(body.form, form->meta[u"settings"_s]);
        if (const auto actions = actionRule(form->meta))
            known->actions.insert(body.form, *actions);
        const auto json = parseJson(form->questionnaire);
        auto questionnaire = json ? readQuestionnaire(*json) : Result<Questionnaire>(json.error());
        if (questionnaire)
            known->questionnaires.insert(body.form, std::move(*questionnaire));
    }
    return std::shared_ptr<const KnownForms>(std::move(known));
}

} // namespace

Result<qint64> councilCardSeq(HubSnapshot &snapshot)
{
    const auto ids = snapshot.recordIds(recordTypeName(RecordType::Council));
    if (!ids)
        return ids.error();
    for (const RecordId &id : *ids) {
        const auto row = snapshot.record(id);
        if (!row)
            return row.error();
        if ((*row)->state != recordStateName(RecordState::Void))
            return (*row)->seq;
    }
    return qint64 { 0 };
}

Result<std::optional<RecordBody>> presentBody(HubSnapshot &snapshot, const RecordId &id)
{
    const auto row = snapshot.record(id);
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<RecordBody>();
    auto body = bodyFromBytes((*row)->body);
    return body ? Result<std::optional<RecordBody>>(*std::move(body)) : body.error();
}

QStringList Rights::scopesOf(const PersonId &person) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_scopes.constFind(person);
    if (found != m_scopes.constEnd())
        return *found;
    QStringList scopes;
    for (const Scope &scope : sightline::scopesOf(person, m_council, m_day))
        scopes.append(scope.toString());
    scopes.sort();
    m_scopes.insert(person, scopes);
    return scopes;
}

Result<std::shared_ptr<const Rights>> Knowledge::rightsWithin(HubSnapshot &transaction, const HubState &state, QDate day) const
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_rights && m_rightsKey == Key { state.epoch, state.peopleSeq } && m_rights->day() == day)
            return m_rights;
    }
    return loadRights(transaction, day);
}

Result<std::shared_ptr<const Rights>> Knowledge::rights(HubSnapshot &snapshot, const HubState &state, QDate day)
{
    auto rights = rightsWithin(snapshot, state, day);
    if (rights) {
        const std::lock_guard lock(m_mutex);
        m_rights = *rights;
        m_rightsKey = { state.epoch, state.peopleSeq };
    }
    return rights;
}

Result<std::shared_ptr<const KnownForms>> Knowledge::formsWithin(HubSnapshot &transaction, const HubState &state) const
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_forms && m_formsKey == Key { state.epoch, state.formsSeq })
            return m_forms;
    }
    return loadForms(transaction, m_builtIn);
}

Result<std::shared_ptr<const KnownForms>> Knowledge::forms(HubSnapshot &snapshot, const HubState &state)
{
    auto forms = formsWithin(snapshot, state);
    if (forms) {
        const std::lock_guard lock(m_mutex);
        m_forms = *forms;
        m_formsKey = { state.epoch, state.formsSeq };
    }
    return forms;
}

} // namespace sightline::hub
