#include "core/queries/visit_history.h"

#include "core/queries/followed_records.h"
#include "core/records/visit_standing.h"
#include "core/store/known_council.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Result<void> putEntry(Store &store, const RecordId &record, VisitHistory &history)
{
    history.entries.remove(record);
    const auto row = store.view().find(record);
    if (!row)
        return row.error();
    if (!*row || (*row)->type != RecordType::Form || (*row)->state != RecordState::Completed)
        return {};
    const auto form = findForm(store, (*row)->form);
    if (!form)
        return form.error().code == ErrorCode::NotFound ? Result<void>() : form.error();
    const auto questions = visitQuestions((*form)->questionnaire);
    if (!questions)
        return {};
    const auto body = store.view().body(record);
    if (!body)
        return body.error();
    if (*body)
        history.entries.insert(record, { childVisitsIn(record, **body, *questions), (*body)->author, (*body)->about });
    return {};
}

/// By what a visit is counted as one child's: the number where it is known, else the pointer's record.
QString keyOf(const ChildVisit &visit, const QHash<RecordId, QString> &numbers)
{
    if (!visit.number.isEmpty() || !visit.pointer)
        return visit.number;
    return numbers.value(*visit.pointer, visit.pointer->toString());
}

} // namespace

Result<std::optional<VisitForm>> visitForm(Store &store)
{
    const auto forms = allForms(store);
    if (!forms)
        return forms.error();
    std::optional<VisitForm> newest;   // versions of one template come in order
    for (const auto &form : *forms) {
        if (const auto questions = visitQuestions(form->questionnaire))
            newest = VisitForm { form, *questions };
    }
    return newest;
}

Result<ChildChoices> childChoices(Store &store)
{
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    auto rules = visitRulesFromJson((*council)->card().visitRules);
    if (!rules)
        return rules.error();
    const auto form = visitForm(store);
    if (!form)
        return form.error();
    if (!*form)
        return ChildChoices { {}, {}, {}, *std::move(rules) };
    return childChoicesOf((*form)->form->questionnaire, (*form)->questions, *std::move(rules));
}

bool VisitHistory::isReplaced(const RecordId &record) const
{
    const auto own = entries.constFind(record);
    return std::any_of(entries.cbegin(), entries.cend(), [&](const Entry &entry) { return entry.amends == record && entry.author == own->author; });
}

QList<ChildVisit> VisitHistory::to(const ChildPointer &child, const QSet<RecordId> &before) const
{
    const QString number = numberKey(child.number);
    QList<ChildVisit> visits;
    for (auto it = entries.cbegin(); it != entries.cend(); ++it) {
        for (const ChildVisit &visit : it->visits) {
            const bool namesIt = visit.pointer && (*visit.pointer == child.id || before.contains(*visit.pointer));
            const bool hasNumber = !number.isEmpty() && visit.number == number;
            if ((namesIt || hasNumber) && !isReplaced(it.key()))
                visits.append(visit);
        }
    }
    sortNewestFirst(visits);
    return visits;
}

QStringList VisitHistory::missedLast(const QList<ChildPointer> &children, const std::optional<RecordId> &without) const
{
    QHash<RecordId, QString> numbers;
    for (const ChildPointer &child : children)
        numbers.insert(*child.id, numberKey(child.number));
    QHash<QString, QList<ChildVisit>> byChild;
    for (auto it = entries.cbegin(); it != entries.cend(); ++it) {
        if ((without && it.key() == *without) || isReplaced(it.key()))
            continue;
        for (const ChildVisit &visit : it->visits)
            byChild[keyOf(visit, numbers)].append(visit);
    }
    QStringList missed;
    for (auto it = byChild.begin(); it != byChild.end(); ++it) {
        sortNewestFirst(*it);
        if (!it->first().wasSeen)
            missed.append(it.key());
    }
    for (const ChildPointer &child : children) {
        const QString number = numberKey(child.number);
        // What was handed over with a child whose visits are not to be read here.
        if (child.missed > 0 && !byChild.contains(number) && !missed.contains(number))
            missed.append(number);
        if (missed.contains(number))
            missed.append(child.id->toString());
    }
    missed.sort();
    return missed;
}

Result<std::shared_ptr<const VisitHistory>> visitHistory(Store &store)
{
    using Kept = std::shared_ptr<const VisitHistory>;
    const QString keptAs = u"visit-history"_s;
    auto *kept = store.derived(keptAs);
    if (kept && kept->touched.isEmpty())
        return std::any_cast<Kept>(kept->value);
    if (kept && kept->touched.size() <= recordsFollowedMax) {
        auto followed = std::make_shared<VisitHistory>(*std::any_cast<Kept>(kept->value));   // what was handed out stays as it was
        for (const RecordId &record : std::as_const(kept->touched)) {
            if (const auto put = putEntry(store, record, *followed); !put)
                return put.error();
        }
        kept->value = Kept(followed);
        kept->touched.clear();
        return Kept(followed);
    }
    const auto rows = store.view().ofType(RecordType::Form);
    if (!rows)
        return rows.error();
    auto anew = std::make_shared<VisitHistory>();
    for (const ViewRow &row : *rows) {
        if (const auto put = row.state == RecordState::Completed ? putEntry(store, row.id, *anew) : Result<void>(); !put)
            return put.error();
    }
    store.keepDerived(keptAs, Kept(anew), { RecordType::FormDefinition });
    return Kept(anew);
}

} // namespace sightline
