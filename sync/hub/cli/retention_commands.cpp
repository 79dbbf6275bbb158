#include "sync/hub/cli/commands.h"
#include "sync/hub/cli/opened_now.h"
#include "sync/hub/ops/retention_due.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype basisLengthMax = 200;

Json ruleToJson(const RetentionRule &rule)
{
    return Json::object({ { u"what"_s, rule.what }, { u"months"_s, qint64(rule.months) }, { u"from"_s, keepFromWord(rule.from) }, { u"basis"_s, rule.basis } });
}

QString ruleText(const RetentionRule &rule)
{
    if (rule.months == 0)
        return u"%1  kept until somebody decides; %2"_s.arg(rule.what, rule.basis);
    const QString years = rule.months % 12 == 0 ? u" (%1)"_s.arg(numberOf(rule.months / 12, u"year"_s, u"years"_s)) : QString();
    return u"%1  %2%3 from when %4; %5"_s.arg(
        rule.what, numberOf(rule.months, u"month"_s, u"months"_s), years,
        rule.from == KeepFrom::ChildEnded ? u"each child it names was on nobody's list any more"_s : u"it was "_s + keepFromWord(rule.from), rule.basis);
}

/// A form that there are records of, or that was published, or a type of record with words: a row for anything else would be about nothing.
Result<void> checkIsKind(HubSnapshot &snapshot, const QString &what)
{
    static const QList<RecordType> types { RecordType::Claim,   RecordType::Waiver, RecordType::Child,
                                           RecordType::Absence, RecordType::Draft,  RecordType::Proposal };
    QStringList known;
    for (const RecordType type : types)
        known.append(recordTypeName(type));
    const auto forms = snapshot.recordIds(recordTypeName(RecordType::FormDefinition));
    if (!forms)
        return forms.error();
    for (const RecordId &id : *forms) {
        const auto row = snapshot.record(id);
        if (!row)
            return row.error();
        if (*row)
            known.append(templateOf((*row)->form));
    }
    known.removeDuplicates();
    known.sort();
    if (known.contains(what))
        return {};
    return Error { ErrorCode::InvalidInput, u"\"%1\" is no kind of record here. There are: %2."_s.arg(what.left(40), known.join(u", "_s)) };
}

Json countsJson(const QMap<QString, qint64> &counts)
{
    Json json = Json::object();
    for (auto it = counts.cbegin(); it != counts.cend(); ++it)
        json.set(it.key(), it.value());
    return json;
}

} // namespace

Result<void> retentionShowCommand(const HubPaths &paths, const Console &console)
{
    const auto opened = openedNow(paths);
    const auto book = opened ? RetentionBook::open(paths.retention(), opened->hub->keys()) : Result<std::unique_ptr<RetentionBook>>(opened.error());
    const auto all = book ? recordsToKeepOrErase(*opened->snapshot) : Result<QList<ErasedItem>>(book.error());
    if (!all)
        return all.error();
    const RetentionStanding standing = retentionOn(*all, (*book)->rules(), (*book)->holds(), opened->hub->service().today(), opened->hub->service().zone());
    Json rules = Json::array();
    QStringList lines;
    for (const RetentionRule &rule : (*book)->rules()) {
        Json json = ruleToJson(rule);
        json.set(u"records"_s, standing.byRule.value(rule.what));
        rules.append(json);
        lines.append(u"%1; %2"_s.arg(ruleText(rule), numberOfRecords(standing.byRule.value(rule.what))));
    }
    for (auto it = standing.unruled.cbegin(); it != standing.unruled.cend(); ++it)
        lines.append(u"%1  no row: %2, kept until somebody decides"_s.arg(it.key(), numberOfRecords(*it)));
    return console.answer(Json::object({ { u"rules"_s, rules }, { u"unruled"_s, countsJson(standing.unruled) } }),
                          lines.isEmpty() ? u"The table is empty, and there is no record yet."_s : lines.join(u'\n'));
}

Result<void> retentionSetCommand(const HubPaths &paths, const RetentionChange &change, const Console &console)
{
    // Whatever is said: a child who is on somebody's list is not done with.
    const auto from = change.what == recordTypeName(RecordType::Child) ? std::optional(KeepFrom::ChildEnded) : keepFromFrom(change.from);
    if (!from)
        return Error { ErrorCode::InvalidInput, u"--count-from is completed, changed or child-ended."_s };
    if (!change.isRemoved && (change.basis.trimmed().isEmpty() || change.basis.size() > basisLengthMax))
        return Error { ErrorCode::InvalidInput, u"--basis says where the time comes from, in %1 characters at most."_s.arg(basisLengthMax) };
    const auto opened = openedNow(paths);
    const auto isKind = !opened ? Result<void>(opened.error()) : change.isRemoved ? Result<void>() : checkIsKind(*opened->snapshot, change.what);
    const auto book = isKind ? RetentionBook::open(paths.retention(), opened->hub->keys()) : Result<std::unique_ptr<RetentionBook>>(isKind.error());
    if (!book)
        return book.error();
    if (change.isRemoved) {
        const auto was = (*book)->dropRule(change.what);
        if (!was)
            return was.error();
        return console.answer(Json::object({ { u"what"_s, change.what }, { u"removed"_s, *was } }),
                              *was ? u"The row is gone: %1 is kept until somebody decides."_s.arg(change.what) : u"There was no row for it."_s);
    }
    const RetentionRule rule { change.what, change.months, *from, change.basis };
    const auto set = (*book)->setRule(rule);
    return set ? console.answer(ruleToJson(rule), ruleText(rule)) : set;
}

Result<void> retentionDueCommand(const HubPaths &paths, QDate on, const Console &console)
{
    const auto opened = openedNow(paths);
    const auto book = opened ? RetentionBook::open(paths.retention(), opened->hub->keys()) : Result<std::unique_ptr<RetentionBook>>(opened.error());
    const auto all = book ? recordsToKeepOrErase(*opened->snapshot) : Result<QList<ErasedItem>>(book.error());
    if (!all)
        return all.error();
    const QDate day = on.isNull() ? opened->hub->service().today() : on;
    const RetentionStanding standing = retentionOn(*all, (*book)->rules(), (*book)->holds(), day, opened->hub->service().zone());
    Json due = Json::array();
    QStringList lines;
    qint64 held = 0;
    for (const DueRecord &one : standing.due) {
        QStringList holds;
        for (const LegalHold &hold : one.holds)
            holds.append(hold.id);
        held += holds.isEmpty() ? 0 : 1;
        due.append(Json::object({ { u"record"_s, one.item.record.id.toString() },
                                  { u"type"_s, one.item.record.type },
                                  { u"form"_s, one.item.form },
                                  { u"since"_s, one.since.toString(Qt::ISODate) },
                                  { u"row"_s, one.rule.what },
                                  { u"holds"_s, Json::strings(holds) } }));
        lines.append(u"%1  %2 %3, since %4 by row %5%6"_s.arg(one.item.record.id.toString(), one.item.record.type, one.item.form,
                                                              one.since.toString(Qt::ISODate), one.rule.what,
                                                              holds.isEmpty() ? QString() : u"; ON HOLD: "_s + holds.join(u", "_s)));
    }
    lines.append(u"Due on %2: %1, %3 of them on hold. To erase the others: erase ask --due --reason retention"_s.arg(numberOfRecords(standing.due.size()))
                     .arg(day.toString(Qt::ISODate))
                     .arg(held));
    if (standing.undated > 0)
        lines.append(u"%1 more count from when each child's pointers ended, and one has not, or is not known here."_s.arg(standing.undated));
    return console.answer(Json::object({ { u"on"_s, day.toString(Qt::ISODate) }, { u"due"_s, due }, { u"undated"_s, standing.undated } }), lines.join(u'\n'));
}

} // namespace sightline::hub
