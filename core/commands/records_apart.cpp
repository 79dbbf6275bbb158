#include "core/commands/records_apart.h"

#include "core/commands/fill_columns.h"
#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/enable_when.h"
#include "core/forms/own_records.h"
#include "core/forms/product_functions.h"
#include "core/store/form_library.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

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

Result<QList<RecordApart>> takeRecordsApart(Store &store, const RecordId &whole, const Questionnaire &form, RecordBody &body)
{
    const Parted parted = partOwnRecords(form, Answers(body.answers));
    QList<RecordApart> apart;
    for (const OwnRecord &own : parted.records) {
        const auto found = findForm(store, own.form);
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

} // namespace sightline
