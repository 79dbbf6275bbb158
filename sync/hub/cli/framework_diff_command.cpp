#include "core/editions/edition_impact.h"
#include "core/packs/calendar/england_calendar.h"
#include "core/packs/forms/form_packs.h"
#include "core/schedule/carry_keys.h"
#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/edition_rules.h"
#include "sync/hub/cli/read_document.h"
#include "sync/hub/ops/open_hub.h"

#include <QFileInfo>

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// What a comparison knows of the council; nothing without --db.
struct Known {
    QList<HeldEdition> editions;
    std::optional<Council> council;
    FormFacts forms;
};

FormFacts builtInFacts()
{
    FormFacts facts;
    for (const FormPack &form : builtInForms())
        facts.insert(form.id, { form.title, form.minutes });
    return facts;
}

Result<Known> knownOf(const std::optional<HubPaths> &paths)
{
    if (!paths)
        return Known { {}, {}, builtInFacts() };
    const auto hub = OpenHub::open(*paths, OpenFor::Administering);
    if (!hub)
        return hub.error();
    const auto snapshot = (*hub)->store().snapshot();
    if (!snapshot)
        return snapshot.error();
    auto editions = heldEditions(**snapshot);
    if (!editions)
        return editions.error();
    auto council = councilOf(**snapshot);
    if (!council)
        return council.error();
    auto forms = formFacts(**snapshot);
    if (!forms)
        return forms.error();
    return Known { std::move(*editions), std::move(*council), std::move(*forms) };
}

QStringList namesOf(const QList<HeldEdition> &editions)
{
    QStringList names;
    for (const HeldEdition &edition : editions)
        names.append(edition.name);
    return names;
}

/// The edition of that name, else the document; one that was read from a file has no first day.
Result<HeldEdition> editionOf(const QString &given, const Known &known)
{
    const auto held = std::ranges::find(known.editions, given, &HeldEdition::name);
    if (held != known.editions.end())
        return *held;
    if (!QFileInfo::exists(given))
        return Error { ErrorCode::NotFound,
                       known.editions.isEmpty()
                           ? u"There is no file \"%1\". Name a document; with --db, one of the council's editions."_s.arg(given)
                           : u"\"%1\" is neither a file nor an edition of the council. Its editions: %2."_s.arg(given, namesOf(known.editions).join(u", "_s)) };
    auto framework = compileDocument(given);
    if (!framework)
        return framework.error();
    return HeldEdition { {}, {}, std::move(framework).value() };
}

Result<HeldEdition> inForce(const Known &known)
{
    const HeldEdition *present = editionOn(known.editions, councilToday());
    if (!present)
        return Error { ErrorCode::NotFound, u"No edition is in force; name two documents, or --db of a council that has one."_s };
    return *present;
}

/// The two editions, the later with the keys it carries.
Result<std::pair<HeldEdition, HeldEdition>> pairOf(const DiffOptions &options, const Known &known)
{
    const auto before = options.editions.size() == 2 ? editionOf(options.editions.first(), known) : inForce(known);
    if (!before)
        return before.error();
    auto next = editionOf(options.editions.last(), known);
    if (!next)
        return next.error();
    if (next->name.isEmpty()) {
        QList<CompiledFramework> earlier { before->framework };
        for (const HeldEdition &edition : known.editions) {
            if (edition.name != before->name)
                earlier.append(edition.framework);
        }
        if (const auto carried = carryKeys(next->framework, earlier); !carried)
            return carried.error();
    }
    return std::pair(*before, std::move(next).value());
}

QString hours(double value) { return QString::number(value, 'f', 1); }

Json toJson(const ChangeForPeople &change, const Council *council)
{
    Json json = Json::object({ { u"kind"_s, editionChangeName(change.change.kind) },
                               { u"activity"_s, change.change.activity.toString() },
                               { u"service"_s, change.change.service },
                               { u"what"_s, change.change.what },
                               { u"before"_s, change.change.before },
                               { u"after"_s, change.change.after },
                               { u"says"_s, council ? sayChange(change) : sayChange(change.change) + u'.' } });
    if (council) {
        QStringList people;
        for (const PersonId &person : change.people)
            people.append(person.toString());
        people.sort();
        json.set(u"people"_s, Json::strings(people));
    }
    return json;
}

Json toJson(const RoleWork &work)
{
    return Json::object({ { u"role"_s, work.role },
                          { u"people"_s, work.people },
                          { u"hours_a_month_before"_s, Decimal { hours(work.before) } },
                          { u"hours_a_month_after"_s, Decimal { hours(work.after) } } });
}

QString workText(const QString &whose, const RoleWork &work)
{
    return u"  %1: %2 hours a month, %3 from then on"_s.arg(whose, hours(work.before), hours(work.after));
}

QString rolesText(const EditionImpact &impact)
{
    QStringList lines {
        u"The work of each role, all its people together (from the minutes that each form says it takes; a task that several may do is shared among them):"_s
    };
    for (const RoleWork &work : impact.roles)
        lines.append(workText(u"%1 (%2)"_s.arg(work.role, work.people == 1 ? u"1 person"_s : u"%1 people"_s.arg(work.people)), work));
    lines.append(u"In no figure, because no number or no minutes are known for them: %1 activities before, %2 from then on."_s.arg(impact.notCountedBefore)
                     .arg(impact.notCountedAfter));
    return lines.join(u'\n');
}

} // namespace

Result<void> frameworkDiffCommand(const std::optional<HubPaths> &paths, const DiffOptions &options, const Console &console)
{
    const auto known = knownOf(paths);
    if (!known)
        return known.error();
    const auto editions = pairOf(options, *known);
    if (!editions)
        return editions.error();
    const auto &[before, next] = *editions;
    const QDate from = options.from.isValid() ? options.from : next.from.isValid() ? next.from : councilToday();
    const Council *council = known->council ? &*known->council : nullptr;
    const EditionImpact impact = impactOf(before.framework, next.framework, council ? *council : Council(), englandCalendar(), from, known->forms);
    const auto person = PersonId::fromString(options.person);
    if (!options.person.isEmpty() && (!person || !council->person(*person)))
        return Error { ErrorCode::NotFound, u"Nobody in the council is called \"%1\"; see \"user list\"."_s.arg(options.person) };
    const bool isForOne = !options.person.isEmpty();

    QStringList lines;
    Json changes = Json::array();
    for (const ChangeForPeople &change : impact.changes) {
        if (isForOne && !change.people.contains(*person))
            continue;
        changes.append(toJson(change, council));
        lines.append(council && !isForOne ? sayChange(change) : sayChange(change.change) + u'.');
    }
    if (lines.isEmpty())
        lines.append(u"Nothing changes."_s);
    Json answer = Json::object({ { u"changes"_s, changes } });
    if (isForOne) {
        const RoleWork work = impact.people.value(*person);
        answer.set(u"work"_s, toJson(work));
        lines.append(workText(council->nameOf(*person), work).trimmed());
    } else if (council) {
        Json roles = Json::array();
        for (const RoleWork &work : impact.roles)
            roles.append(toJson(work));
        answer.set(u"roles"_s, roles);
        answer.set(u"not_counted_before"_s, impact.notCountedBefore);
        answer.set(u"not_counted_after"_s, impact.notCountedAfter);
        lines.append(rolesText(impact));
    }
    return console.answer(answer, lines.join(u'\n'));
}

} // namespace sightline::hub
