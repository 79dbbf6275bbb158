#include "qml/app/owner_flow.h"

#include "core/commands/propose.h"
#include "core/packs/framework/framework_pack.h"
#include "core/queries/present_edition.h"
#include "qml/app/change_words.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/error_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FrameworkOwner)
};

OwnerRow ownerRowOf(const RevisionBoard &board, const Revision &revision, const QString &key)
{
    const ActivityKey activity(key);
    OwnerRow row;
    row.key = key;
    row.isEnded = revision.ended.contains(activity);
    row.isChanged = std::ranges::any_of(revision.changes, [&](const CellChange &change) { return change.activity == activity; });
    const CompiledFramework &framework = row.isEnded ? board.base->framework : board.next.framework;
    for (const CompiledService &service : framework.services) {
        for (const CompiledActivity &compiled : service.activities) {
            if (compiled.activity.key != activity)
                continue;
            row.service = service.title();
            row.title = board.base->framework.find(activity)->activity.what.simplified();
            for (const Cell cell : { Cell::What, Cell::How, Cell::Why, Cell::Lead, Cell::Frequency })
                row.words.insert(cellName(cell), compiled.activity.cell(cell));
            QStringList rules;
            for (const CompiledRule &rule : compiled.rules)
                rules.append(rule.says);
            row.frequencySays = rules.join(u"; "_s);
            row.leadSays = compiled.leads.roles.join(u", "_s);
            row.assumptions = compiled.assumptions.join(u' ');
            int number = 0;
            for (const Question &question : compiled.questions)
                row.questions.append(
                    { u"%1/%2"_s.arg(cellName(question.cell)).arg(number++), cellName(question.cell), question.text, question.assumed, false, {} });
            for (const OwnerAnswer &answer : compiled.answers)
                row.questions.append(
                    { u"%1/answered"_s.arg(cellName(answer.cell)), cellName(answer.cell), answer.question, compiled.says, true, answer.words });
        }
    }
    // What was typed and cannot be stands in its field, with why.
    for (const RowProblem &problem : board.next.problems) {
        if (problem.activity == activity)
            row.problems.insert(cellName(problem.cell), problem.text);
    }
    for (const CellChange &change : revision.changes) {
        if (change.activity == activity && !change.isAnswer)
            row.words.insert(cellName(change.cell), change.words);
    }
    return row;
}

qsizetype rowsChanged(const Revision &revision)
{
    QSet<ActivityKey> rows(revision.ended.cbegin(), revision.ended.cend());
    for (const CellChange &change : revision.changes)
        rows.insert(change.activity);
    return rows.size();
}

QString sentWords(const PublishedRevision &published, QDate today)
{
    const QString from = plainDayWords(published.from, today);
    switch (published.sync) {
    case RecordSync::Kept:
    case RecordSync::Conflict:
        //: Over the framework, for its owner, whose published changes the hub did not take. %1 is the first day on which they were to count.
        return Words::tr("The hub did not take the changes that were to count from %1: somebody changed the framework meanwhile, or that day has come. Nothing "
                         "is lost. Go on with them, and publish them again.")
            .arg(from);
    case RecordSync::Here:
    case RecordSync::Sent:
        //: Over the framework, for its owner, who has just published changes. %1 is the first day on which they count.
        return Words::tr("Published on this device. Your changes count from %1 once the hub has taken them.").arg(from);
    default: return {};
    }
}

struct Stand {
    OwnerStanding standing;
    QDate from;
};

Result<std::optional<RevisionBoard>> boardOver(Store &store, QDate from, const Revision &revision, QDate today)
{
    const auto tables = builtInTables();
    return tables ? revisionBoard(store, from, revision, today, *tables) : Result<std::optional<RevisionBoard>>(tables.error());
}

Result<Stand> standOf(Store &store, QDate today)
{
    const auto owns = ownsFrameworkHere(store);
    if (!owns)
        return owns.error();
    if (!*owns)
        return Stand {};
    const auto draft = revisionDraft(store);
    const auto published = publishedRevisions(store);
    if (!draft || !published)
        return draft ? published.error() : draft.error();
    Stand stand;
    stand.standing.isOwner = true;
    const Revision revision = *draft ? (*draft)->revision : Revision {};
    stand.from = *draft ? (*draft)->from : QDate();
    const auto board = boardOver(store, stand.from > today ? stand.from : today.addDays(1), revision, today);
    if (!board)
        return board.error();
    stand.standing.changes = int(rowsChanged(revision));
    if (*board)
        stand.standing.questions = (*board)->next.framework.counts().asked;
    if (!published->isEmpty()) {
        const PublishedRevision &last = published->first();
        const bool isKept = last.sync == RecordSync::Kept || last.sync == RecordSync::Conflict;
        // Once it is taken up again, or of the past, there is nothing more to say of it.
        if (!isKept || (revision.isEmpty() && last.from > today.addDays(-31))) {
            stand.standing.sent = sentWords(last, today);
            stand.standing.isRefused = isKept;
        }
    }
    return stand;
}

} // namespace

OwnerFlow::OwnerFlow(StoreLink &link, FrameworkView &view) : m_link(link), m_desk(*view.owner())
{
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        static const QSet<RecordType> concerning { RecordType::Edition, RecordType::Person, RecordType::Council, RecordType::Proposal, RecordType::Notice };
        if (changes.drafts || changes.types.intersects(concerning))
            refresh();
    });
    connect(&m_desk, &OwnerDesk::rowAsked, this, &OwnerFlow::showRow);
    connect(&m_desk, &OwnerDesk::typed, this, [this](const QString &key, const QString &cell, const QString &words) {
        make(key, [key, cell = *cellFromName(cell), words](const Revision &revision, const CompiledFramework &base) {
            return withChange(revision, { ActivityKey(key), cell, words, false }, base);
        });
    });
    connect(&m_desk, &OwnerDesk::answered, this, [this](const QString &key, const QString &cell, const QString &words) {
        make(key, [key, cell = *cellFromName(cell), words](const Revision &revision, const CompiledFramework &base) {
            return withChange(revision, { ActivityKey(key), cell, words, true }, base);
        });
    });
    connect(&m_desk, &OwnerDesk::answerTakenBack, this, [this](const QString &key, const QString &cell) {
        make(key, [key, cell = *cellFromName(cell)](Revision revision, const CompiledFramework &) {
            revision.changes.removeIf([&](const CellChange &change) { return change.activity == ActivityKey(key) && change.cell == cell && change.isAnswer; });
            return revision;
        });
    });
    connect(&m_desk, &OwnerDesk::endAsked, this, [this](const QString &key, bool ends) {
        make(key, [key, ends](Revision revision, const CompiledFramework &) {
            revision.ended.removeAll(ActivityKey(key));
            if (ends)
                revision.ended.append(ActivityKey(key));
            return revision;
        });
    });
    connect(&m_desk, &OwnerDesk::putBackAsked, this, [this](const QString &key) {
        make(key, [key](const Revision &revision, const CompiledFramework &) { return withoutRow(revision, ActivityKey(key)); });
    });
    connect(&m_desk, &OwnerDesk::reviewAsked, this, &OwnerFlow::review);
    connect(&m_desk, &OwnerDesk::publishAsked, this, &OwnerFlow::publish);
    connect(&m_desk, &OwnerDesk::dropAsked, this, &OwnerFlow::drop);
    connect(&m_desk, &OwnerDesk::takeUpAsked, this, &OwnerFlow::takeUp);
}

/// What was chosen, else the first of the next month: an edition rarely begins in the middle of one.
QDate OwnerFlow::firstDay() const
{
    const QDate today = m_link.today();
    return m_from > today ? m_from : QDate(today.year(), today.month(), 1).addMonths(1);
}

void OwnerFlow::refresh()
{
    m_link.ask(
        this, [today = m_link.today()](Store &store) { return standOf(store, today); },
        [this](const Result<Stand> &stand) {
            if (!stand)
                return refuse(stand.error());
            if (stand->from.isValid())
                m_from = stand->from;
            m_desk.showStanding(stand->standing);
        });
}

template <typename Change>
void OwnerFlow::make(const QString &key, Change change)
{
    m_link.ask(
        this,
        [from = firstDay(), today = m_link.today(), change = std::move(change)](Store &store) -> Result<Making> {
            const auto draft = revisionDraft(store);
            const auto before = draft ? boardOver(store, from, {}, today) : Result<std::optional<RevisionBoard>>(draft.error());
            if (!before)
                return before.error();
            if (!*before)
                return Error { ErrorCode::NotFound, u"No edition of the framework counts on that day."_s };
            const Revision changed = change(*draft ? (*draft)->revision : Revision {}, (*before)->base->framework);
            const auto kept = changed.isEmpty() ? dropRevision(store) : keepRevision(store, (*before)->base->record, from, changed);
            const auto board = kept ? boardOver(store, from, changed, today) : Result<std::optional<RevisionBoard>>(kept.error());
            return board ? Result<Making>(Making { changed, from, **board }) : board.error();
        },
        [this, key](const Result<Making> &made) { showMade(key, made); }, StoreThread::Lane::Save);
}

void OwnerFlow::showMade(const QString &key, const Result<Making> &made)
{
    if (!made)
        return refuse(made.error());
    m_desk.finish(false);
    m_desk.showRow(ownerRowOf(made->board, made->revision, key));
}

void OwnerFlow::showRow(const QString &key)
{
    m_link.ask(
        this,
        [from = firstDay(), today = m_link.today()](Store &store) -> Result<Making> {
            const auto draft = revisionDraft(store);
            if (!draft)
                return draft.error();
            const Revision revision = *draft ? (*draft)->revision : Revision {};
            const auto board = boardOver(store, from, revision, today);
            if (!board)
                return board.error();
            if (!*board)
                return Error { ErrorCode::NotFound, u"No edition of the framework counts on that day."_s };
            return Making { revision, from, **board };
        },
        [this, key](const Result<Making> &made) { showMade(key, made); });
}

void OwnerFlow::review(const QString &fromIso)
{
    if (const QDate from = QDate::fromString(fromIso, Qt::ISODate); from.isValid())
        m_from = from;
    const int asked = ++m_reviewsAsked;
    m_link.ask(
        this,
        [from = firstDay(), today = m_link.today(), &calendar = m_link.calendar()](Store &store) -> Result<OwnerReview> {
            const auto draft = revisionDraft(store);
            if (!draft)
                return draft.error();
            const Revision revision = *draft ? (*draft)->revision : Revision {};
            const auto board = boardOver(store, from, revision, today);
            if (!board)
                return board.error();
            if (!*board)
                return Error { ErrorCode::NotFound, u"No edition of the framework counts on that day."_s };
            if (*draft && (*draft)->from != from) {
                if (const auto kept = keepRevision(store, (*board)->base->record, from, revision); !kept)
                    return kept.error();
            }
            const auto impact = revisionImpact(store, **board, calendar, from);
            if (!impact)
                return impact.error();
            OwnerReview shown { from.toString(Qt::ISODate), changeRows(*impact), roleLines(*impact), {}, {} };
            if (impact->notCountedAfter > 0) {
                //: Under the hours a month of each role. %n is how many activities are in none of the figures.
                shown.notCounted = Words::tr("%n activity(ies) are in no figure: nobody knows beforehand how often they come, or how long they take.", nullptr,
                                             int(impact->notCountedAfter));
            }
            const auto next = comingEdition(store, from);
            if (!next)
                return next.error();
            if (*next) {
                //: Before the owner publishes changes of the framework: an edition that is published for later has none of them. %1 is its first day.
                shown.untilNext =
                    Words::tr("From %1 another edition counts, published earlier, and it has none of these changes. To keep them, publish them once "
                              "more from that day.")
                        .arg(plainDayWords((*next)->from, today));
            }
            for (const RowProblem &problem : (*board)->next.problems) {
                const CompiledActivity *row = (*board)->base->framework.find(problem.activity);
                //: What has to be put right before an edition of the framework is published. %1 is the activity, %2 what is wrong.
                shown.problems.append(Words::tr("%1: %2").arg(row ? row->activity.what.simplified() : problem.activity.toString(), problem.text));
            }
            return shown;
        },
        [this, asked](const Result<OwnerReview> &shown) {
            if (asked != m_reviewsAsked)
                return;
            if (shown)
                m_desk.showReview(*shown);
            else
                refuse(shown.error());
        },
        StoreThread::Lane::Save);
}

void OwnerFlow::publish(const QString &fromIso)
{
    m_link.ask(
        this,
        [from = QDate::fromString(fromIso, Qt::ISODate), today = m_link.today()](Store &store) -> Result<RecordId> {
            const auto draft = revisionDraft(store);
            if (!draft)
                return draft.error();
            const Revision revision = *draft ? (*draft)->revision : Revision {};
            const auto board = boardOver(store, from, revision, today);
            if (!board)
                return board.error();
            if (!*board)
                return Error { ErrorCode::NotFound, u"No edition of the framework counts on that day."_s };
            return publishRevision(store, (*board)->base->record, from, revision, today);
        },
        [this](const Result<RecordId> &published) { published ? end() : refuse(published.error()); }, StoreThread::Lane::Save);
}

void OwnerFlow::drop()
{
    m_link.ask(
        this, [](Store &store) { return dropRevision(store); }, [this](const Result<void> &dropped) { dropped ? end() : refuse(dropped.error()); },
        StoreThread::Lane::Save);
}

void OwnerFlow::end()
{
    m_from = {};
    m_desk.finish(true);
    refresh();
}

void OwnerFlow::takeUp()
{
    m_link.ask(
        this,
        [from = firstDay(), today = m_link.today()](Store &store) -> Result<void> {
            const auto published = publishedRevisions(store);
            if (!published)
                return published.error();
            const QDate day = !published->isEmpty() && published->first().from > today ? published->first().from : from;
            const auto board = boardOver(store, day, {}, today);
            if (!board)
                return board.error();
            if (!*board || published->isEmpty())
                return Error { ErrorCode::NotFound, u"There is nothing to go on with."_s };
            return keepRevision(store, (*board)->base->record, day, published->first().revision);
        },
        [this](const Result<void> &kept) {
            if (!kept)
                return refuse(kept.error());
            refresh();
            m_desk.openReview();
        },
        StoreThread::Lane::Save);
}

void OwnerFlow::refuse(const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    const bool isInWords = error.code == ErrorCode::NotAllowed || error.code == ErrorCode::InvalidInput || error.code == ErrorCode::TooLarge;
    m_desk.refuse(isInWords ? error.detail : errorText(error));
}

} // namespace sightline
