#include "qml/app/owner_flow.h"

#include "core/base/limits.h"
#include "core/commands/propose.h"
#include "core/framework/word/read_framework_file.h"
#include "core/packs/framework/framework_pack.h"
#include "core/queries/present_edition.h"
#include "core/schedule/carry_keys.h"
#include "qml/app/change_words.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/error_text.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <numeric>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Error noEdition() { return { ErrorCode::NotFound, u"No edition of the framework counts on that day."_s }; }

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FrameworkOwner)
};

OwnerRow ownerRowOf(const RevisionBoard &board, const Revision &revision, const QString &key)
{
    const ActivityKey activity(key);
    OwnerRow row;
    row.key = key;
    const AddedRow *added = revision.addedRow(activity);
    row.isAdded = added != nullptr;
    row.isEnded = !added && revision.ended.contains(activity);
    row.isChanged = added || std::ranges::any_of(revision.changes, [&](const CellChange &change) { return change.activity == activity; });
    const CompiledFramework &framework = row.isEnded ? board.base->framework : board.next.framework;
    for (const CompiledService &service : framework.services) {
        for (const CompiledActivity &compiled : service.activities) {
            if (compiled.activity.key != activity)
                continue;
            row.service = service.title();
            const CompiledActivity *before = added ? nullptr : board.base->framework.find(activity);
            row.title = (before ? before : &compiled)->activity.what.simplified();
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
    if (!added)
        return row;
    for (const Cell cell : { Cell::What, Cell::How, Cell::Why, Cell::Lead, Cell::Frequency })
        row.words.insert(cellName(cell), added->words.value(cell));
    if (row.title.isEmpty())   // as it was typed it cannot be yet
        row.title = added->words.value(Cell::What).simplified();
    for (const CompiledService &service : board.base->framework.services) {
        if (service.id == added->service)
            row.service = service.title();
    }
    return row;
}

qsizetype rowsChanged(const Revision &revision)
{
    QSet<ActivityKey> rows(revision.ended.cbegin(), revision.ended.cend());
    for (const CellChange &change : revision.changes)
        rows.insert(change.activity);
    for (const AddedRow &row : revision.added)
        rows.insert(row.key);
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

/// What the document in the file at @p path makes of the edition that counts from @p from.
struct DocumentOpened {
    OwnerDocument shown;
    Revision revision;
    std::optional<RecordId> base = {};
};

QString documentSummary(const CompiledFramework &next, const Revision &revision, qsizetype changedBefore)
{
    QSet<ActivityKey> moved;
    for (const AddedRow &row : revision.added) {
        if (revision.ended.contains(row.key))
            moved.insert(row.key);
    }
    QSet<ActivityKey> changed = moved;
    for (const CellChange &change : revision.changes)
        changed.insert(change.activity);
    const auto all = std::accumulate(next.services.cbegin(), next.services.cend(), qsizetype(0),
                                     [](qsizetype count, const CompiledService &service) { return count + service.activities.size(); });
    if (revision.isEmpty()) {
        //: Of the document of another edition. %n is how many activities it has.
        return Words::tr("%n activity(ies), which read as in the edition that counts. It changes nothing.", nullptr, int(all));
    }
    //: Of the document of another edition. %1 is how many activities it has, %2 how many of them read otherwise, %3 are new, and %4 end with it.
    QString said = Words::tr("Activities: %1. Read otherwise: %2. New: %3. No longer there: %4.")
                       .arg(all)
                       .arg(changed.size())
                       .arg(revision.added.size() - moved.size())
                       .arg(revision.ended.size() - moved.size());
    if (changedBefore > 0) {
        //: Of the document of another edition. %n is how many activities the owner had changed by hand.
        said += u' ' + Words::tr("It takes the place of the %n activity(ies) you have changed and not published.", nullptr, int(changedBefore));
    }
    return said;
}

Result<DocumentOpened> openFrameworkDocument(Store &store, const QString &path, QDate from, QDate today)
{
    const QString name = path.section(u'/', -1);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        //: Where the document of another edition was chosen. %1 is the file's name.
        return Error { ErrorCode::InvalidInput, Words::tr("The file “%1” cannot be read. Choose it again.").arg(name) };
    }
    auto document = readFrameworkFile(file.read(limits::wordFileBytesMax + 1), name);
    if (!document)
        return document.error();
    auto next = compileWithBuiltInTables(std::move(document).value());
    const auto draft = revisionDraft(store);
    const auto board = draft ? boardOver(store, from, {}, today) : Result<std::optional<RevisionBoard>>(draft.error());
    if (!next || !board)
        return next ? board.error() : next.error();
    if (!*board)
        return noEdition();
    if (const auto carried = carryKeys(*next, { (*board)->base->framework }); !carried)
        return carried.error();
    const DocumentRevision made = revisionBetween((*board)->base->framework, *next);
    DocumentOpened opened { { name, documentSummary(*next, made.revision, *draft ? rowsChanged((*draft)->revision) : 0), {}, !made.revision.isEmpty() },
                            made.revision,
                            (*board)->base->record };
    for (const Notice &notice : next->notices) {
        if (notice.mustBeSeen)
            opened.shown.notices.append(notice.text);
    }
    for (const QString &service : made.left) {
        //: Of the document of another edition: a service that the framework has not had. %1 is its name.
        opened.shown.notices.append(
            Words::tr("“%1” is a new service: it is not taken up here. Whoever looks after the hub takes the document in, with its new services.")
                .arg(service));
    }
    return opened;
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
    connect(&m_desk, &OwnerDesk::addAsked, this, &OwnerFlow::add);
    connect(&m_desk, &OwnerDesk::documentAsked, this, &OwnerFlow::openDocument);
    connect(&m_desk, &OwnerDesk::documentAccepted, this, &OwnerFlow::acceptDocument);
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
                return noEdition();
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
                return noEdition();
            return Making { revision, from, **board };
        },
        [this, key](const Result<Making> &made) { showMade(key, made); });
}

void OwnerFlow::add(const QString &service, const QString &what)
{
    const auto key = std::make_shared<ActivityKey>();
    m_link.ask(
        this,
        [from = firstDay(), today = m_link.today(), service = ServiceId(service), what, key](Store &store) -> Result<void> {
            const auto draft = revisionDraft(store);
            const auto board = draft ? boardOver(store, from, {}, today) : Result<std::optional<RevisionBoard>>(draft.error());
            if (!board)
                return board.error();
            if (!*board)
                return noEdition();
            const RowBegun begun = withNewRow(*draft ? (*draft)->revision : Revision {}, service, what, (*board)->base->framework);
            *key = begun.key;
            return keepRevision(store, (*board)->base->record, from, begun.revision);
        },
        [this, key](const Result<void> &kept) { kept ? m_desk.openRow(key->toString()) : refuse(kept.error()); }, StoreThread::Lane::Save);
}

void OwnerFlow::openDocument(const QString &path)
{
    const auto opened = std::make_shared<DocumentOpened>();
    m_link.ask(
        this,
        [path, from = firstDay(), today = m_link.today(), opened](Store &store) -> Result<void> {
            auto read = openFrameworkDocument(store, path, from, today);
            if (!read)
                return read.error();
            *opened = std::move(read).value();
            return {};
        },
        [this, opened](const Result<void> &read) {
            if (!read)
                return refuse(read.error());
            m_document = opened->revision;
            m_documentBase = opened->base;
            m_desk.showDocument(opened->shown);
        });
}

void OwnerFlow::acceptDocument()
{
    if (!m_documentBase || m_document.isEmpty())
        return;
    m_link.ask(
        this,
        [base = *m_documentBase, from = firstDay(), revision = std::exchange(m_document, {})](Store &store) {
            return keepRevision(store, base, from, revision);
        },
        [this](const Result<void> &kept) { kept ? showReview() : refuse(kept.error()); }, StoreThread::Lane::Save);
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
                return noEdition();
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
                const AddedRow *added = revision.addedRow(problem.activity);
                const QString title = row ? row->activity.what.simplified() : added ? added->words.value(Cell::What).simplified() : problem.activity.toString();
                //: What has to be put right before an edition of the framework is published. %1 is the activity, %2 what is wrong.
                shown.problems.append(Words::tr("%1: %2").arg(title, problem.text));
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
                return noEdition();
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
        [this](const Result<void> &kept) { kept ? showReview() : refuse(kept.error()); }, StoreThread::Lane::Save);
}

void OwnerFlow::showReview()
{
    refresh();
    m_desk.openReview();
}

void OwnerFlow::refuse(const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        return;
    const bool isInWords = error.code == ErrorCode::NotAllowed || error.code == ErrorCode::InvalidInput || error.code == ErrorCode::TooLarge;
    m_desk.refuse(isInWords ? error.detail : errorText(error));
}

} // namespace sightline
