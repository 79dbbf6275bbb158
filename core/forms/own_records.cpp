#include "core/forms/own_records.h"

#include "core/forms/answer_key.h"

namespace sightline {

Parted partOwnRecords(const Questionnaire &questionnaire, const Answers &answers)
{
    Parted parted { answers, {} };
    for (const FormItem &group : questionnaire.items) {
        const QString listKey = rowListKey({}, group.linkId);
        if (group.ownRecord.isEmpty() || !group.repeats || !answers.contains(listKey))
            continue;
        for (const AnswerRow &row : answers.rows(listKey)) {
            OwnRecord record { group.ownRecord, rowBase(listKey, row.id), {} };
            const QString below = record.key + u'/';
            for (auto it = answers.fields().lowerBound(below); it != answers.fields().cend() && it.key().startsWith(below); ++it)
                record.answers.set(it.key().sliced(below.size()), it.value());
            parted.rest.removeRow(listKey, row.id);
            if (!record.answers.isEmpty())   // a row nobody wrote in is no record
                parted.records.append(record);
        }
    }
    return parted;
}

Answers ownRecordAnswers(const Questionnaire &form, const OwnRecord &record, const Questionnaire &wholeForm, const Answers &whole)
{
    Answers answers = record.answers;
    for (const FormItem &item : form.items) {
        const FormItem *same = wholeForm.find(item.linkId);
        const QString key = childKey({}, item.linkId);
        if (same && same->type == item.type && item.type != ItemType::Group && !answers.contains(key) && whole.contains(key))
            answers.set(key, whole.value(key));
    }
    return answers;
}

} // namespace sightline
