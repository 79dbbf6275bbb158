#include "core/editions/revision.h"

#include "core/base/limits.h"
#include "core/framework/slug.h"
#include "core/schedule/cross_check.h"
#include "core/schedule/set_aside.h"

#include <QCoreApplication>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct RevisionWords {
    Q_DECLARE_TR_FUNCTIONS(Revision)
};

/// Null where there is none. @p framework is changed by it alone: what it shared with another is its own from then on.
CompiledActivity *rowIn(CompiledFramework &framework, const ActivityKey &key)
{
    for (CompiledService &service : framework.services) {
        for (CompiledActivity &activity : service.activities) {
            if (activity.activity.key == key)
                return &activity;
        }
    }
    return nullptr;
}

QString &wordsOf(Activity &activity, Cell cell)
{
    switch (cell) {
    case Cell::What: return activity.what;
    case Cell::How: return activity.how;
    case Cell::Why: return activity.why;
    case Cell::Lead: return activity.lead;
    case Cell::Frequency: break;
    }
    return activity.frequency;
}

/// As a reader of documents leaves it: paragraphs trimmed, blank ones dropped.
QString asCell(const QString &typed)
{
    QStringList paragraphs;
    for (const QString &paragraph : typed.split(u'\n')) {
        if (const QString trimmed = paragraph.trimmed(); !trimmed.isEmpty())
            paragraphs.append(trimmed);
    }
    return paragraphs.join(u'\n');
}

bool holdsAName(const QString &words, Cell cell, const FrameworkTables &tables)
{
    FrameworkDocument document;
    DocumentRow row;
    int line = 0;
    for (const QString &paragraph : words.split(u'\n'))
        row.cells[static_cast<size_t>(cell)].append({ paragraph, ++line, 1 });
    document.lineUses = QList<LineUse>(line, LineUse::Cell);
    document.services.append({ .headings = {}, .directorate = {}, .name = {}, .subTeam = {}, .rows = { row } });
    setNamesAside(document, tables.roles, tables.vocabulary);
    return !document.notices.isEmpty();
}

QString problemOfWords(const CellChange &change, const FrameworkTables &tables)
{
    const bool isRead = change.cell == Cell::Lead || change.cell == Cell::Frequency;
    const qsizetype lengthMax = isRead ? limits::frameworkRuleCharactersMax : limits::frameworkCellCharactersMax;
    if (change.words.size() > lengthMax) {
        //: Beside a cell of the framework that its owner changes. %1 is a number.
        return RevisionWords::tr("This is longer than %1 characters; shorten it.").arg(lengthMax);
    }
    if (change.cell == Cell::What && !change.isAnswer && change.words.isEmpty()) {
        //: Beside the name of an activity that the framework's owner changes.
        return RevisionWords::tr("Say what is done; to end the activity, choose “End this activity”.");
    }
    if (holdsAName(change.words, change.cell, tables)) {
        //: Beside a cell of the framework that its owner changes.
        return RevisionWords::tr("This looks like a person's name or initials. Name the role instead.");
    }
    return {};
}

/// Makes one edition of another. Lives for one call.
class Revising {
public:
    Revising(const CompiledFramework &base, const PersonId &by, QDate on, const FrameworkTables &tables)
        : m_base(base), m_by(by), m_on(on), m_tables(tables), m_next { base, {} }
    {
    }

    Revised run(const Revision &revision)
    {
        for (const AddedRow &row : revision.added)
            takeNew(row, revision);
        for (const CellChange &change : revision.changes)
            take(change);
        rewrite();
        for (const CellChange &change : std::as_const(m_answers))
            answer(change);
        for (const ActivityKey &key : revision.ended)
            end(key);
        number();
        return std::move(m_next);
    }

private:
    void problem(const ActivityKey &activity, Cell cell, const QString &text) { m_next.problems.append({ activity, cell, text }); }

    void take(const CellChange &given)
    {
        CellChange change = given;
        change.words = asCell(change.words);
        const bool isAdded = std::ranges::any_of(m_added, [&](const auto &one) { return one.second.key == change.activity; });
        if (!m_base.find(change.activity) && !(isAdded && change.isAnswer)) {
            //: Why a change of the framework cannot be made.
            problem(change.activity, change.cell, RevisionWords::tr("This activity is not in the framework any more."));
        } else if (const QString wrong = problemOfWords(change, m_tables); !wrong.isEmpty()) {
            problem(change.activity, change.cell, wrong);
        } else if (change.isAnswer) {
            m_answers.removeIf([&](const CellChange &one) { return one.activity == change.activity && one.cell == change.cell; });
            m_answers.append(change);
        } else {
            m_words[change.activity][change.cell] = change.words;
        }
    }

    void takeNew(const AddedRow &row, const Revision &revision)
    {
        const bool isThere = std::ranges::any_of(m_base.services, [&row](const CompiledService &service) { return service.id == row.service; });
        const bool isTaken = (m_base.find(row.key) && !revision.ended.contains(row.key))
            || std::ranges::any_of(m_added, [&row](const auto &one) { return one.second.key == row.key; });
        if (!isThere || isTaken) {
            //: Why a row cannot be added to the framework.
            return problem(row.key, Cell::What,
                           RevisionWords::tr("This cannot be added: its service is not in the framework any more, or it is there already."));
        }
        Activity activity;
        activity.key = row.key;
        bool isFit = true;
        for (const Cell cell : { Cell::What, Cell::How, Cell::Why, Cell::Lead, Cell::Frequency }) {
            const CellChange change { row.key, cell, asCell(row.words.value(cell)), false };
            const QString wrong = problemOfWords(change, m_tables);
            if (!wrong.isEmpty())
                problem(row.key, cell, wrong);
            isFit = isFit && wrong.isEmpty();
            wordsOf(activity, cell) = change.words;
        }
        if (isFit)
            m_added.append({ row.service, activity });
    }

    /// Every row of @p framework read anew, with what only a look at the others asks.
    CompiledFramework readAnew(CompiledFramework framework) const
    {
        for (CompiledService &service : framework.services) {
            for (CompiledActivity &activity : service.activities)
                activity = compileActivity(activity.activity, service.title(), m_tables);
        }
        crossCheck(framework, m_tables.vocabulary);
        return framework;
    }

    void rewrite()
    {
        if (m_words.isEmpty() && m_added.isEmpty())
            return;
        CompiledFramework written = m_base;
        for (CompiledService &service : written.services) {
            for (const auto &[where, activity] : std::as_const(m_added)) {
                if (where == service.id)
                    service.activities.append(CompiledActivity { .activity = activity });
            }
        }
        for (auto row = m_words.cbegin(); row != m_words.cend(); ++row) {
            for (auto cell = row->cbegin(); cell != row->cend(); ++cell)
                wordsOf(rowIn(written, row.key())->activity, cell.key()) = *cell;
        }
        const CompiledFramework before = readAnew(m_base);
        const CompiledFramework after = readAnew(written);
        for (qsizetype s = 0; s < m_next.framework.services.size(); ++s) {
            CompiledService &service = m_next.framework.services[s];
            for (qsizetype a = 0; a < service.activities.size(); ++a) {
                CompiledActivity &activity = service.activities[a];
                const CompiledActivity &read = after.services[s].activities[a];
                if (!(read.activity == activity.activity))
                    activity = carried(read, m_base.services[s].activities[a], service.title());
                else
                    settleNeighbour(activity, before.services[s].activities[a].questions, read.questions);
            }
            service.activities.append(after.services[s].activities.mid(service.activities.size()));
        }
    }

    /// @p read with the answers of @p before to cells that read as they did.
    CompiledActivity carried(CompiledActivity read, const CompiledActivity &before, const QString &serviceTitle) const
    {
        for (const OwnerAnswer &answer : before.answers) {
            if (before.activity.cell(answer.cell) != read.activity.cell(answer.cell))
                continue;
            if (auto settled = answered(read, serviceTitle, answer, m_tables))
                read = std::move(settled).value();
        }
        return read;
    }

    /// A row that reads as before is asked what it contradicts now, and no longer what it contradicted.
    static void settleNeighbour(CompiledActivity &row, const QList<Question> &before, const QList<Question> &after)
    {
        row.questions.removeIf([&](const Question &question) { return before.contains(question) && !after.contains(question); });
        for (const Question &question : after) {
            const bool isAnswered = std::ranges::any_of(row.answers, [&](const OwnerAnswer &answer) { return answer.cell == question.cell; });
            if (!before.contains(question) && !row.questions.contains(question) && !isAnswered)
                row.questions.append(question);
        }
    }

    void answer(const CellChange &change)
    {
        for (CompiledService &service : m_next.framework.services) {
            for (CompiledActivity &activity : service.activities) {
                if (activity.activity.key != change.activity)
                    continue;
                auto settled = answered(activity, service.title(), { change.cell, askedAbout(activity, change.cell), change.words, m_by, m_on }, m_tables);
                if (settled)
                    activity = std::move(settled).value();
                else
                    problem(change.activity, change.cell, settled.error().detail);
            }
        }
    }

    void end(const ActivityKey &key)
    {
        qsizetype removed = 0;
        for (CompiledService &service : m_next.framework.services)
            removed += service.activities.removeIf([&](const CompiledActivity &row) { return row.activity.key == key && !isNew(service.id, key); });
        if (removed == 0) {
            //: Why a change of the framework cannot be made.
            problem(key, Cell::What, RevisionWords::tr("This activity is not in the framework any more."));
        }
    }

    /// Whether the row called @p key in @p service is one that is added: of one that moves, the other ends.
    [[nodiscard]] bool isNew(const ServiceId &service, const ActivityKey &key) const
    {
        return std::ranges::any_of(m_added, [&](const auto &one) { return one.first == service && one.second.key == key; });
    }

    /// References say where a row stands, so they move when rows do.
    void number()
    {
        for (CompiledService &service : m_next.framework.services) {
            for (qsizetype at = 0; at < service.activities.size(); ++at)
                service.activities[at].activity.ref = u"%1.%2"_s.arg(service.ref).arg(at + 1);
        }
    }

    const CompiledFramework &m_base;
    const PersonId &m_by;
    QDate m_on;
    const FrameworkTables &m_tables;
    QMap<ActivityKey, QMap<Cell, QString>> m_words;
    QList<CellChange> m_answers;
    QList<std::pair<ServiceId, Activity>> m_added;
    Revised m_next;
};

} // namespace

Revised revised(const CompiledFramework &base, const Revision &revision, const PersonId &by, QDate on, const FrameworkTables &tables)
{
    return Revising(base, by, on, tables).run(revision);
}

const AddedRow *Revision::addedRow(const ActivityKey &key) const
{
    const auto found = std::ranges::find_if(added, [&key](const AddedRow &row) { return row.key == key; });
    return found == added.cend() ? nullptr : &*found;
}

RowBegun withNewRow(Revision revision, const ServiceId &service, const QString &what, const CompiledFramework &base)
{
    ActivityKeys keys(service);
    for (const CompiledService &one : base.services) {
        for (const CompiledActivity &row : one.activities)
            keys.reserve(row.activity.key);
    }
    for (const AddedRow &row : std::as_const(revision.added))
        keys.reserve(row.key);
    const ActivityKey key = keys.keyFor(what);
    revision.added.append({ key, service, { { Cell::What, what } } });
    return { std::move(revision), key };
}

DocumentRevision revisionBetween(const CompiledFramework &base, const CompiledFramework &next)
{
    constexpr Cell cells[] { Cell::What, Cell::How, Cell::Why, Cell::Lead, Cell::Frequency };
    DocumentRevision made;
    QHash<ActivityKey, ServiceId> serviceOf;
    QSet<ServiceId> known;
    for (const CompiledService &service : base.services) {
        known.insert(service.id);
        for (const CompiledActivity &row : service.activities)
            serviceOf.insert(row.activity.key, service.id);
    }
    QSet<ActivityKey> stays;
    for (const CompiledService &service : next.services) {
        if (!known.contains(service.id)) {
            made.left.append(service.title());
            continue;
        }
        for (const CompiledActivity &row : service.activities) {
            const auto before = serviceOf.constFind(row.activity.key);
            if (before != serviceOf.cend() && *before == service.id) {
                stays.insert(row.activity.key);
                for (const Cell cell : cells)
                    made.revision = withChange(std::move(made.revision), { row.activity.key, cell, row.activity.cell(cell), false }, base);
                continue;
            }
            AddedRow added { row.activity.key, service.id, {} };
            for (const Cell cell : cells) {
                if (!row.activity.cell(cell).isEmpty())
                    added.words.insert(cell, row.activity.cell(cell));
            }
            made.revision.added.append(added);
        }
    }
    for (const CompiledService &service : base.services) {
        for (const CompiledActivity &row : service.activities) {
            if (!stays.contains(row.activity.key))
                made.revision.ended.append(row.activity.key);
        }
    }
    return made;
}

Revision withChange(Revision revision, const CellChange &change, const CompiledFramework &base)
{
    if (!change.isAnswer) {
        const auto added = std::ranges::find_if(revision.added, [&](const AddedRow &row) { return row.key == change.activity; });
        if (added != revision.added.end()) {
            added->words.insert(change.cell, change.words);
            return revision;
        }
    }
    revision.changes.removeIf(
        [&](const CellChange &one) { return one.activity == change.activity && one.cell == change.cell && one.isAnswer == change.isAnswer; });
    const CompiledActivity *row = base.find(change.activity);
    const bool readsSoAlready = !change.isAnswer && row && row->activity.cell(change.cell) == asCell(change.words);
    if (!readsSoAlready)
        revision.changes.append(change);
    return revision;
}

Revision withoutRow(Revision revision, const ActivityKey &activity)
{
    revision.changes.removeIf([&](const CellChange &one) { return one.activity == activity; });
    revision.ended.removeAll(activity);
    revision.added.removeIf([&](const AddedRow &one) { return one.key == activity; });
    return revision;
}

Json::Object revisionMembers(const Revision &revision)
{
    Json changes = Json::array();
    for (const CellChange &change : revision.changes) {
        Json one = Json::object({ { u"activity"_s, change.activity.toString() }, { u"cell"_s, cellName(change.cell) }, { u"words"_s, change.words } });
        if (change.isAnswer)
            one.set(u"answer"_s, true);
        changes.append(one);
    }
    QStringList ended;
    for (const ActivityKey &key : revision.ended)
        ended.append(key.toString());
    Json::Object members { { u"changes"_s, changes }, { u"ended"_s, Json::strings(ended) } };
    if (revision.added.isEmpty())
        return members;
    Json added = Json::array();
    for (const AddedRow &row : revision.added) {
        Json one = Json::object({ { u"activity"_s, row.key.toString() }, { u"service"_s, row.service.toString() } });
        for (auto cell = row.words.cbegin(); cell != row.words.cend(); ++cell)
            one.set(cellName(cell.key()), *cell);
        added.append(one);
    }
    members.insert(u"added"_s, added);
    return members;
}

Result<Revision> revisionFromJson(const Json &value)
{
    const Json &changes = value[u"changes"_s];
    const Json &ended = value[u"ended"_s];
    const Json &added = value[u"added"_s];
    if (!changes.isArray() || !ended.isArray() || !(added.isNull() || added.isArray()))
        return Error { ErrorCode::InvalidInput, u"A revision of the framework says \"changes\" and \"ended\", each a list; and \"added\", if any."_s };
    const qsizetype addedCount = added.isArray() ? added.toArray().size() : 0;
    if (changes.toArray().size() + ended.toArray().size() + addedCount > revisionChangesMax)
        return Error { ErrorCode::TooLarge, u"A revision of the framework changes at most %1 cells."_s.arg(revisionChangesMax) };
    Revision revision;
    for (const Json &one : changes.toArray()) {
        const auto activity = ActivityKey::fromString(one[u"activity"_s].toString());
        const auto cell = cellFromName(one[u"cell"_s].toString());
        if (!activity || activity->isEmpty() || !cell || !one[u"words"_s].isString())
            return Error { ErrorCode::InvalidInput, u"A change of the framework says \"activity\", \"cell\" and \"words\"."_s };
        revision.changes.append({ *activity, *cell, one[u"words"_s].toString(), one[u"answer"_s].toBool() });
    }
    for (const Json &one : ended.toArray()) {
        const auto activity = ActivityKey::fromString(one.toString());
        if (!activity || activity->isEmpty())
            return Error { ErrorCode::InvalidInput, u"\"ended\" holds the keys of activities."_s };
        revision.ended.append(*activity);
    }
    for (qsizetype i = 0; i < addedCount; ++i) {
        const Json &one = added.toArray()[i];
        const auto activity = ActivityKey::fromString(one[u"activity"_s].toString());
        const auto service = ServiceId::fromString(one[u"service"_s].toString());
        if (!activity || activity->isEmpty() || !service || service->isEmpty())
            return Error { ErrorCode::InvalidInput, u"A row that is added says \"activity\" and \"service\"."_s };
        AddedRow row { *activity, *service, {} };
        for (const Cell cell : { Cell::What, Cell::How, Cell::Why, Cell::Lead, Cell::Frequency }) {
            const Json &words = one[cellName(cell)];
            if (!words.isNull() && !words.isString())
                return Error { ErrorCode::InvalidInput, u"A cell of a row that is added is words."_s };
            if (words.isString())
                row.words.insert(cell, words.toString());
        }
        revision.added.append(row);
    }
    return revision;
}

} // namespace sightline
