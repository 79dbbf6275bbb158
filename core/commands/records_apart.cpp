#include "core/commands/records_apart.h"

#include "core/commands/fill_columns.h"
#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/enable_when.h"
#include "core/forms/own_records.h"
#include "core/forms/product_functions.h"
#include "core/store/form_library.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Whether @p answers name another record than @p whole as the one this was part of.
bool namesAnotherWhole(const Questionnaire &form, const RecordId &whole, const Answers &answers)
{
    return std::any_of(form.items.cbegin(), form.items.cend(), [&](const FormItem &item) {
        const QString named = answers.value(childKey({}, item.linkId))[u"value"_s].toString();
        return item.carryForward == u"context/belongs_to" && !named.isEmpty() && named != whole.toString();
    });
}

/// Fills the question that names the record this one was part of.
void nameTheWhole(const Questionnaire &form, const RecordId &whole, const Questionnaire &wholeForm, Answers &answers)
{
    for (const FormItem &item : form.items) {
        if (item.carryForward == u"context/belongs_to")
            answers.set(childKey({}, item.linkId), referenceAnswer(u"urn:sightline:id"_s, whole.toString(), wholeForm.title, item.referenceKind));
    }
}

} // namespace

RecordId idApart(const RecordId &whole, const QString &key) { return RecordId(QUuid::createUuidV5(whole.raw(), key)); }

Result<QList<RecordApart>> takeRecordsApart(Store &store, const RecordId &whole, const Questionnaire &form, QDate today, RecordBody &body)
{
    const Parted parted = partOwnRecords(form, Answers(body.answers));
    QList<RecordApart> apart;
    for (const OwnRecord &own : parted.records) {
        const auto found = today.isValid() ? findFormInForce(store, own.form, today) : findForm(store, own.form);
        if (!found)
            return found.error();
        const Questionnaire &ownForm = (*found)->questionnaire;
        Answers answers = ownRecordAnswers(ownForm, own, form, Answers(body.answers));
        nameTheWhole(ownForm, whole, form, answers);
        RecordApart record { idApart(whole, own.key), body };
        record.body.form = (*found)->published.form;
        record.body.task.reset();
        record.body.observed.reset();
        record.body.about.reset();   // it is the whole that amends another record, not its rows
        record.body.aboutHash.clear();
        record.body.answers = withoutDisabled(ownForm, answers).fields();
        if (const auto filled = fillColumns(store, (*found)->published.meta[u"columns"_s], record.body); !filled)
            return filled.error();
        apart.append(record);
    }
    body.answers = parted.rest.fields();
    return apart;
}

Result<QList<RecordId>> recordsKeptApart(Store &store, const RecordId &whole, const RecordBody &body)
{
    const auto together = store.view().completedTogether(body.author, body.completedAtMs);
    if (!together)
        return together.error();
    QList<RecordId> apart;
    for (const ViewRow &row : *together) {
        // Ids of theirs are named after the whole's (idApart); every other record's is made of the clock.
        const bool mayBeApart = row.id != whole && row.state == RecordState::Completed && row.id.raw().version() == QUuid::Sha1;
        if (!mayBeApart)
            continue;
        const auto part = store.view().body(row.id);
        if (!part)
            return part.error();
        const auto form = findForm(store, row.form);
        if (!form && form.error().code != ErrorCode::NotFound)
            return form.error();
        const bool isOfAnother = *part && form && namesAnotherWhole((*form)->questionnaire, whole, Answers((*part)->answers));
        if (*part && (*part)->madeAtMs == body.madeAtMs && !isOfAnother)
            apart.append(row.id);
    }
    return apart;
}

} // namespace sightline
