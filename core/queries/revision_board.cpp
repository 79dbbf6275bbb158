#include "core/queries/revision_board.h"

#include "core/queries/coming_changes.h"
#include "core/records/proposal.h"
#include "core/store/known_council.h"

namespace sightline {

Result<std::optional<RevisionBoard>> revisionBoard(Store &store, QDate from, const Revision &revision, QDate today, const FrameworkTables &tables)
{
    const auto base = publishedEdition(store, from);
    const auto enrolment = store.meta().enrolment();
    if (!base || !enrolment)
        return base ? enrolment.error() : base.error();
    if (!*base)
        return std::optional<RevisionBoard>();
    return std::optional(RevisionBoard { *base, revised((*base)->framework, revision, enrolment->person, today, tables) });
}

Result<EditionImpact> revisionImpact(Store &store, const RevisionBoard &board, const CouncilCalendar &calendar, QDate from)
{
    const auto council = knownCouncil(store);
    const auto forms = formFactsHere(store, from);
    if (!council || !forms)
        return council ? forms.error() : council.error();
    return impactOf(board.base->framework, board.next.framework, **council, calendar, from, *forms);
}

Result<QList<PublishedRevision>> publishedRevisions(Store &store)
{
    const auto rows = store.view().ofType(RecordType::Proposal);
    const auto enrolment = store.meta().enrolment();
    if (!rows || !enrolment)
        return rows ? enrolment.error() : rows.error();
    QList<PublishedRevision> published;
    for (const ViewRow &row : *rows) {
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        if (!*body || (*body)->author != enrolment->person || proposalKindOf(**body) != ProposalKind::Framework)
            continue;
        if (auto revision = revisionFromJson(Json((*body)->answers)))
            published.append({ row.id, proposedFrom(**body), std::move(revision).value(), row.madeAtMs, row.sync });
    }
    return published;
}

} // namespace sightline
