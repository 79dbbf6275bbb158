#include "sync/hub/ops/seed.h"

#include "core/forms/questionnaire.h"
#include "core/packs/council/demo_council.h"
#include "core/packs/forms/form_packs.h"
#include "core/packs/framework/framework_pack.h"
#include "core/records/published.h"
#include "core/schedule/framework_json.h"

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// What @p read makes of the body of every record of @p type.
template <typename T, typename Read>
Result<QList<T>> readBodies(HubSnapshot &snapshot, RecordType type, Read read)
{
    const auto ids = snapshot.recordIds(recordTypeName(type));
    if (!ids)
        return ids.error();
    QList<T> all;
    for (const RecordId &id : *ids) {
        const auto row = snapshot.record(id);
        if (!row)
            return row.error();
        const auto body = bodyFromBytes((*row)->body);
        if (!body)
            return body.error();
        auto one = read(*body);
        if (!one)
            return one.error();
        all.append(std::move(*one));
    }
    return all;
}

/// The same of those whose answers are the whole of them.
template <typename T>
Result<QList<T>> readRecords(HubSnapshot &snapshot, RecordType type, Result<T> (*read)(const Json &))
{
    return readBodies<T>(snapshot, type, [read](const RecordBody &body) { return read(Json(body.answers)); });
}

Result<QList<PublishedForm>> publishedForms(HubSnapshot &snapshot) { return readBodies<PublishedForm>(snapshot, RecordType::FormDefinition, publishedFormOf); }

} // namespace

QList<Publication> formPublications()
{
    QList<Publication> publications;
    for (const FormPack &pack : builtInForms()) {
        const QString form = pack.id + u'@' + pack.version;
        const PublishedForm published { form, pack.title, writeJson(pack.questionnaire), visibilityFrom(pack.meta[u"visibility"_s], pack.meta), pack.meta };
        publications.append({ publishedId(RecordType::FormDefinition, form), publishedFormBody(published) });
    }
    return publications;
}

Result<Publication> formPublication(const QByteArray &document)
{
    const auto json = parseJson(document);
    if (!json)
        return Error { ErrorCode::InvalidInput, u"The form is not JSON: %1"_s.arg(json.error().detail) };
    const auto form = readQuestionnaire(*json);
    if (!form)
        return form.error();
    // Reading is lenient, publishing is not: what had to be put up with would be put up with on every device.
    if (!form->report.isEmpty())
        return Error { ErrorCode::InvalidInput,
                       u"The form is not fit to publish: %1%2"_s.arg(
                           form->report.first().linkId.isEmpty() ? QString() : u"item \"%1\": "_s.arg(form->report.first().linkId),
                           form->report.first().text) };
    const QString name = formNameOf(*form);
    if (name.isEmpty() || form->version.isEmpty() || form->title.isEmpty())
        return Error { ErrorCode::InvalidInput, u"A form to publish needs a name or url, a version and a title."_s };
    const QString versioned = name + u'@' + form->version;
    const PublishedForm published { versioned, form->title, writeJson(*json), { { u"author"_s }, { u"author"_s, u"lead"_s } } };
    return Publication { publishedId(RecordType::FormDefinition, versioned), publishedFormBody(published) };
}

Publication publicationOf(const Person &person)
{
    return { publishedId(RecordType::Person, person.id.toString()), publishedBody(RecordType::Person, toJson(person)) };
}

Publication publicationOf(const Team &team) { return { publishedId(RecordType::Team, team.id.toString()), publishedBody(RecordType::Team, toJson(team)) }; }

Publication publicationOf(const Setting &setting)
{
    return { publishedId(RecordType::Setting, setting.id.toString()), publishedBody(RecordType::Setting, toJson(setting)) };
}

Publication publicationOf(const CouncilCard &card)
{
    return { publishedId(RecordType::Council, u"council"_s), publishedBody(RecordType::Council, toJson(card)) };
}

Publication firstCard(CouncilCard card)
{
    if (card.visitRules.isNull())
        card.visitRules = builtInVisitRules();
    return publicationOf(card);
}

QList<Publication> councilPublications(const Council &council)
{
    QList<Publication> publications;
    for (const Team &team : council.teams())
        publications.append(publicationOf(team));
    for (const Person &person : council.people())
        publications.append(publicationOf(person));
    for (const Setting &setting : council.settings())
        publications.append(publicationOf(setting));
    publications.append(firstCard(council.card()));
    return publications;
}

QList<Publication> childPublications(const QList<ChildPointer> &children, const Council &council, Instant at)
{
    QList<Publication> publications;
    for (const ChildPointer &child : children) {
        RecordBody body;
        body.type = RecordType::Child;
        body.state = RecordState::Draft;   // it goes on changing until it ends
        body.author = child.author;
        body.team = child.team;
        if (const Person *author = council.person(child.author))
            body.service = author->service;
        body.madeAtMs = at.msSinceEpoch;
        body.answers = childFields(child);
        publications.append({ publishedId(RecordType::Child, child.author.toString() + u'/' + child.number), body });
    }
    return publications;
}

Result<QList<CompiledFramework>> editionsBefore(HubSnapshot &snapshot, QDate from)
{
    auto editions = heldEditions(snapshot);
    if (!editions)
        return editions.error();
    std::ranges::sort(*editions, [from](const HeldEdition &a, const HeldEdition &b) {
        if ((a.from > from) != (b.from > from))
            return b.from > from;
        return a.from > from ? a.from < b.from : a.from > b.from;
    });
    QList<CompiledFramework> frameworks;
    for (HeldEdition &edition : *editions)
        frameworks.append(std::move(edition.framework));
    return frameworks;
}

Result<CompiledFramework> frameworkInForce(HubSnapshot &snapshot, QDate day)
{
    auto editions = readBodies<PublishedEdition>(snapshot, RecordType::Edition, publishedEditionOf);
    if (!editions)
        return editions.error();
    editions->removeIf([day](const PublishedEdition &edition) { return edition.from.isValid() && day < edition.from; });
    const auto newest =
        std::max_element(editions->cbegin(), editions->cend(), [](const PublishedEdition &a, const PublishedEdition &b) { return a.from < b.from; });
    if (newest == editions->cend())
        return CompiledFramework();
    const auto json = parseJson(newest->compiled);
    return json ? frameworkFromJson(*json) : json.error();
}

Result<FormFacts> formFacts(HubSnapshot &snapshot)
{
    const auto forms = publishedForms(snapshot);
    if (!forms)
        return forms.error();
    FormFacts facts;
    for (const PublishedForm &form : *forms) {
        const Json &minutes = form.meta[u"minutes"_s];
        facts.insert(templateOf(form.form), { form.title, static_cast<int>(minutes[u"onSite"_s].toInteger() + minutes[u"after"_s].toInteger()) });
    }
    return facts;
}

Result<QMap<QString, CouncilSwitch>> councilSwitches(HubSnapshot &snapshot)
{
    const auto forms = publishedForms(snapshot);
    if (!forms)
        return forms.error();
    QMap<QString, CouncilSwitch> switches;
    for (const PublishedForm &form : *forms) {
        for (auto it = form.visibility.switches.cbegin(); it != form.visibility.switches.cend(); ++it) {
            CouncilSwitch &one = switches[it.key()];
            one.titles.append(form.title);
            one.titles.removeDuplicates();
            one.audiences += *it;
            one.audiences.removeDuplicates();
        }
    }
    return switches;
}

Result<QMap<QString, FormSetting>> formSettings(HubSnapshot &snapshot)
{
    const auto forms = publishedForms(snapshot);
    if (!forms)
        return forms.error();
    QMap<QString, FormSetting> settings;
    for (const PublishedForm &form : *forms) {
        const auto &own = form.meta[u"settings"_s].toObject();
        for (auto it = own.cbegin(); it != own.cend(); ++it)
            settings.insert(it.key(), { *it, form.meta[u"settingChoices"_s][it.key()].toStrings() });
    }
    return settings;
}

Result<CouncilCard> councilCardOf(HubSnapshot &snapshot)
{
    const auto cards = readRecords<CouncilCard>(snapshot, RecordType::Council, councilCardFromJson);
    return cards ? Result<CouncilCard>(cards->value(0)) : cards.error();
}

Result<Council> councilOf(HubSnapshot &snapshot)
{
    auto people = readRecords<Person>(snapshot, RecordType::Person, personFromJson);
    if (!people)
        return people.error();
    auto teams = readRecords<Team>(snapshot, RecordType::Team, teamFromJson);
    if (!teams)
        return teams.error();
    auto settings = readRecords<Setting>(snapshot, RecordType::Setting, settingFromJson);
    if (!settings)
        return settings.error();
    const auto card = councilCardOf(snapshot);
    if (!card)
        return card.error();
    return Council({ std::move(*people), std::move(*teams), std::move(*settings), {}, *card });
}

} // namespace sightline::hub
