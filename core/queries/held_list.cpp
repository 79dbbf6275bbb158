#include "core/queries/held_list.h"

#include "core/forms/answer_key.h"
#include "core/operations/operation.h"
#include "core/store/form_library.h"
#include "core/store/known_council.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QString labelOf(const KnownForm *form, const QString &field)
{
    if (!form)
        return field;
    const auto place = resolveKey(form->questionnaire, field);
    const QString text = place ? form->questionnaire.items.at(place->item).text : QString();
    return text.isEmpty() ? field : text;
}

} // namespace

QString sayOutcome(const QString &outcome)
{
    static const QMap<QString, QString> words {
        { u"conflict"_s, u"Two people changed the same answer. Both texts are kept; choose which one stands."_s },
        { u"waiting"_s, u"The hub keeps this until the record it belongs to arrives."_s },
        { u"held:exists"_s, u"The hub has another record with the same identifier. It keeps yours; your manager or a records officer can settle it."_s },
        { u"held:scope"_s, u"You no longer work where this record belongs. The hub keeps it for the team's manager."_s },
        { u"held:author"_s, u"Only its author may change this record. The hub keeps your change for the team's manager."_s },
        { u"held:completed"_s, u"The record was completed before this change came. Add an addendum instead; the hub keeps the change."_s },
        { u"held:void"_s, u"The record is marked as entered in error. The hub keeps your change."_s },
        { u"held:stale"_s, u"The record had changed when this came. Read it again, then repeat what you did."_s },
        { u"held:open_conflict"_s, u"A conflict on this record has to be settled first."_s },
        { u"held:unknown_kind"_s, u"The hub is older than this program. It keeps this and applies it after its update."_s },
        { u"held:form_unknown"_s, u"The hub does not have this form yet. It keeps the record and applies it when the form arrives."_s },
        { u"held:invalid"_s, u"Some answers break the form's rules. The hub keeps them; correct the questions named here."_s },
        { u"held:not_allowed"_s, u"The hub does not take this from a device. It keeps it for the team's manager."_s },
        { u"held:fact"_s, u"What was counted does not match its record. The hub keeps it and does not count it."_s },
    };
    return words.value(outcome, u"The hub keeps this and did not apply it. Your manager or a records officer can settle it."_s);
}

Result<QList<HeldItem>> heldList(Store &store)
{
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const auto me = store.meta().text(u"enrolment.person"_s);
    if (!me)
        return me.error();
    const auto rows = store.view().ofType(RecordType::Notice);
    if (!rows)
        return rows.error();
    QSet<QUuid> settling;
    const auto own = store.outbox().all();
    if (!own)
        return own.error();
    for (const OutboxEntry &entry : *own) {
        if (entry.operation.target && (!entry.ackSeq || entry.outcome.code == Outcome::Code::Applied))
            settling.insert(entry.operation.target->raw());
    }
    QList<HeldItem> items;
    for (const ViewRow &row : *rows) {
        if (row.openOutcome.isEmpty() || !row.about || !row.target)
            continue;
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        const auto operation = *body ? operationFromJson((*body)->answers.value(u"operation"_s)) : Result<Operation>(Error { ErrorCode::Corrupt, {} });
        HeldItem item { .notice = row.id, .record = *row.about };
        item.author = row.author;
        const Person *author = (*council)->person(row.author);
        item.authorName = author ? author->name : row.author.toString();
        item.isMine = row.author.toString() == *me;
        item.outcome = row.openOutcome;
        item.atMs = row.madeAtMs;
        item.isSettling = settling.contains(row.target->raw());
        const auto record = store.view().find(*row.about);
        if (!record)
            return record.error();
        const QString form = operation && operation->head ? operation->head->form : *record ? (*record)->form : QString();
        const auto known = form.isEmpty() ? Result<std::shared_ptr<const KnownForm>>(Error { ErrorCode::NotFound, {} }) : findForm(store, form);
        item.title = known ? (*known)->published.title : templateOf(form);
        if (operation) {
            for (const QString &field : (*body)->answers.value(u"fields"_s).toStrings()) {
                item.fields.append({ field, labelOf(known ? known->get() : nullptr, field), operation->set.value(field).value,
                                     (*body)->answers.value(u"present"_s)[field] });
            }
        }
        items.append(item);
    }
    std::stable_sort(items.begin(), items.end(), [](const HeldItem &a, const HeldItem &b) { return a.atMs > b.atMs; });
    return items;
}

} // namespace sightline
