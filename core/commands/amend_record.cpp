#include "core/commands/amend_record.h"

#include "core/commands/author_context.h"
#include "core/commands/save_draft.h"
#include "core/forms/parts.h"
#include "core/store/reading_lease.h"
#include "core/store/record_workflow.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct AmendRecordWords {
    Q_DECLARE_TR_FUNCTIONS(AmendRecord)
};

} // namespace

Result<Draft> amendRecord(Store &store, const RecordId &record, QDate today)
{
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    if (const auto open = checkMayRead(store, record); !open)
        return open.error();
    const auto known = workflowFor(store, record, today);
    if (!known)
        return known.error();
    if (known->body.author != author->person)
        //: Why a record cannot be amended.
        return Error { ErrorCode::NotAllowed, AmendRecordWords::tr("Only its author answers a record with an amended version. You can add to it.") };
    if (known->body.state != RecordState::Completed)
        //: Why a record cannot be amended.
        return Error { ErrorCode::NotAllowed, AmendRecordWords::tr("Only a completed record can be amended. A draft can be written on.") };
    if (known->workflow.state == Workflow::State::Superseded)
        //: Why a record cannot be amended.
        return Error { ErrorCode::NotAllowed, AmendRecordWords::tr("This record has an amended version already. Open that one, and amend it there.") };
    if (!known->form)
        return Error { ErrorCode::NotFound, u"The form of this record is not on this device; sync once while the hub can be reached."_s };
    const auto drafts = store.drafts().list();
    if (!drafts)
        return drafts.error();
    for (const Draft &draft : *drafts) {
        if (draft.body.type == RecordType::Form && draft.body.about == record)
            return draft;
    }
    const Questionnaire &form = known->form->questionnaire;
    NewDraft draft { .form = known->body.form };
    draft.task = known->body.task;
    draft.edition = known->body.edition;
    draft.taskService = known->body.service;
    draft.observed = known->body.observed;
    draft.amends = record;
    draft.amendsHash = known->hash;
    draft.answers = withoutSignatures(form, partOf(form, Answers(known->body.answers), {}));
    return beginDraft(store, draft);
}

} // namespace sightline
