#include "qml/app/children_watch.h"

#include "core/base/limits.h"
#include "core/commands/discard_draft.h"
#include "core/commands/keep_child.h"
#include "core/queries/child_list.h"
#include "core/records/child_table.h"
#include "core/store/known_council.h"
#include "qml/app/child_words.h"
#include "qml/app/refusal_words.h"
#include "qml/bridge/error_text.h"

#include <QFile>

#include <algorithm>
#include <utility>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct ChildrenReading {
    QList<ListedChild> children;
    ChildLists lists;
    QList<BegunChild> begun;
};

QList<ChildChoice> choicesOf(const QList<FormOption> &options)
{
    QList<ChildChoice> choices;
    for (const FormOption &option : options)
        choices.append({ option.value[u"code"_s].toString(), option.label });
    return choices;
}

/// Colleagues whom a child can be handed to: of the same service, the person's own teams first.
Result<QList<ChildChoice>> colleagues(Store &store, QDate day)
{
    const auto enrolment = store.meta().enrolment();
    if (!enrolment)
        return enrolment.error();
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const Person *me = (*council)->person(enrolment->person);
    QList<ChildChoice> near, others;
    for (const Person &person : (*council)->people()) {
        if (!me || person.id == me->id || person.service != me->service || !person.isHereOn(day))
            continue;
        const bool isNear = std::any_of(person.teams.cbegin(), person.teams.cend(), [me](const TeamId &team) { return me->teams.contains(team); });
        (isNear ? near : others).append({ person.id.toString(), person.name });
    }
    return near + others;
}

Result<ChildrenReading> readChildren(Store &store, const CouncilCalendar &calendar, QDate day)
{
    auto children = childList(store, calendar, day, ChildrenOf::MyTeam);
    if (!children)
        return children.error();
    const auto choices = childChoices(store);
    if (!choices)
        return choices.error();
    auto people = colleagues(store, day);
    if (!people)
        return people.error();
    auto begun = begunChildren(store);
    if (!begun)
        return begun.error();
    ChildrenReading reading { *std::move(children),
                              { choicesOf(choices->ages), choicesOf(choices->plans), choicesOf(choices->legal), {}, *std::move(people) },
                              *std::move(begun) };
    for (const VisitRule &rule : choices->rules)
        reading.lists.rules.append({ rule.id, u"%1: %2"_s.arg(rule.name, sayVisitRule(rule)) });
    return reading;
}

QMap<QString, QString> byMember(const QList<ChildProblem> &problems)
{
    QMap<QString, QString> texts;
    for (const ChildProblem &problem : problems)
        texts.insert(problem.member, problem.text);
    return texts;
}

/// The draft that what @p row holds is kept in; none where it was kept in none.
Result<std::optional<RecordId>> keptIn(Store &store, const BegunRow &row)
{
    const BegunChild said = begunSaid(row);
    const auto begun = said.draft ? begunChild(store, said) : Result<std::optional<BegunChild>>(std::nullopt);
    if (!begun)
        return begun.error();
    return *begun ? (*begun)->draft : std::nullopt;
}

Result<ChildKept> saveChild(Store &store, const CouncilCalendar &calendar, const BegunRow &typed, const ChildWords &words)
{
    const auto choices = childChoices(store);
    if (!choices)
        return choices.error();
    const auto typedIn = keptIn(store, typed);
    if (!typedIn)
        return typedIn.error();
    ChildPointer child;
    const auto known = RecordId::fromString(typed.childId);
    if (known) {
        const auto present = listedChild(store, calendar, calendar.today(store.clock().now()), *known);
        if (!present)
            return present.error();
        child = present->child;
    }
    child = childSaid(words, child);
    const VisitRule *suggested = suggestedVisitRule(choices->rules, child.plan, child.legal);
    if (child.rule.isEmpty() && suggested)
        child.rule = suggested->id;
    return known ? changeChild(store, child, *typedIn) : addChild(store, child, *typedIn);
}

Result<ChildKept> takeOff(Store &store, const CouncilCalendar &calendar, const BegunRow &typed)
{
    const auto id = RecordId::fromString(typed.childId);
    if (!id)
        return id.error();
    const QDate day = calendar.today(store.clock().now());
    const auto present = listedChild(store, calendar, day, *id);
    if (!present)
        return present.error();
    const auto typedIn = keptIn(store, typed);
    if (!typedIn)
        return typedIn.error();
    const auto to = PersonId::fromString(typed.words.value(u"handed_to"_s)).valueOr({});
    return endChild(store, *id, { day, typed.words.value(u"end_reason"_s), to, present->standing }, *typedIn);
}

/// What can be stored of @p begun.
BegunChild storable(BegunChild begun)
{
    for (QString &words : begun.words)
        words = withoutUnstorable(words);
    return begun;
}

} // namespace

ChildrenWatch::ChildrenWatch(StoreLink &link, ChildrenView &view) : m_link(link), m_view(view)
{
    connect(&view, &ChildrenView::openAsked, this, &ChildrenWatch::refresh);
    connect(&m_clock, &SaveClock::keepAsked, this, &ChildrenWatch::keep);
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &ChildrenWatch::keepLeft);
    connect(&view, &ChildrenView::typed, this, [this] {
        if (m_view.typing().draft.isEmpty())
            m_view.nameDraft(m_link.newRecord().toString());
        m_clock.changed();
    });
    connect(&view, &ChildrenView::left, this, [this] {
        const bool was = std::exchange(m_isLeaving, true);
        m_clock.keepNow();
        m_isLeaving = was;
        m_clock.forget();   // what is typed next is another form's; what was refused now is refused again there
    });
    connect(&view, &ChildrenView::discardAsked, this, &ChildrenWatch::discard);
    connect(&view, &ChildrenView::takeBackAsked, this, &ChildrenWatch::takeBack);
    connect(&view, &ChildrenView::saveAsked, this, &ChildrenWatch::save);
    connect(&view, &ChildrenView::endAsked, this, &ChildrenWatch::end);
    connect(&view, &ChildrenView::tableAsked, this, &ChildrenWatch::takeTable);
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (changes.session || changes.drafts || !changes.records.isEmpty())
            refresh();
    });
}

void ChildrenWatch::refresh()
{
    m_link.ask(
        this, [&calendar = m_link.calendar(), day = m_link.today()](Store &store) { return readChildren(store, calendar, day); },
        [this, day = m_link.today()](const Result<ChildrenReading> &reading) {
            if (!reading) {
                if (reading.error().code != ErrorCode::Cancelled)
                    m_view.showProblem(errorText(reading.error()));
                return;
            }
            QList<ChildRow> rows;
            ChildPaper paper;
            ChildWords words;
            for (const ListedChild &listed : reading->children) {
                rows.append(childRow(listed, day));
                if (rows.last().id != m_view.openedId())
                    continue;
                paper = childPaper(listed, day);
                words = childWords(listed.child);
            }
            QList<BegunRow> begun;
            for (const BegunChild &one : reading->begun) {
                const auto listed = std::find_if(reading->children.cbegin(), reading->children.cend(),
                                                 [&one](const ListedChild &child) { return one.child && child.child.id == one.child; });
                begun.append(begunRow(one, listed == reading->children.cend() ? nullptr : &*listed));
            }
            m_view.showBegun(begun);
            m_view.show(rows, reading->lists);
            if (!paper.id.isEmpty())
                m_view.showChild(paper, words);
        });
}

/// Whether the form of @p draft is open: closed, nobody types into it, and its field says nothing.
bool ChildrenWatch::isInSight(const QString &draft) const
{
    const BegunRow typing = m_view.typing();
    return typing.draft == draft && typing.sheet != ChildSheet::None;
}

void ChildrenWatch::keep()
{
    BegunChild begun = begunSaid(m_view.typing());
    if (m_isLeaving)
        begun = storable(std::move(begun));
    keepWords(begun, m_view.typing().draft);
}

/// Goes on with the last words of forms that are closed.
void ChildrenWatch::keepLeft()
{
    for (const auto &[draft, begun] : std::map(m_unkept)) {   // a copy: the answers change it
        const bool isOpenAgain = isInSight(draft);
        if (m_settled.contains(draft) || isOpenAgain)
            m_unkept.erase(draft);
        else
            keepWords(begun, draft);
        if (isOpenAgain)
            m_clock.changed();   // its words are kept as they stand there now
    }
}

void ChildrenWatch::keepWords(const BegunChild &begun, const QString &draft)
{
    m_link.ask(
        this, [begun](Store &store) { return keepBegunChild(store, begun); },
        [this, begun, draft](const Result<std::optional<RecordId>> &kept) {
            const bool isOpen = m_view.typing().draft == draft;
            if (kept) {
                m_unkept.erase(draft);
                if (isOpen)
                    m_clock.kept();
                if (isInSight(draft) && std::exchange(m_areWordsRefused, false))
                    m_view.showProblems({});   // they are put right
                m_view.markKept(draft, kept->has_value());
                return;
            }
            if (kept.error().code == ErrorCode::Cancelled)
                return;   // the store is closing
            if (isOpen)
                m_clock.notKept();
            if (!isInSight(draft) && kept.error().code == ErrorCode::InvalidInput) {
                const BegunChild shown = storable(begun);   // nobody can take the character out any more
                if (shown.words != begun.words) {
                    keepWords(shown, draft);
                    return;
                }
            }
            const bool isOfTheWords = kept.error().code == ErrorCode::InvalidInput || kept.error().code == ErrorCode::TooLarge;
            const auto problems = isOfTheWords ? typedProblems(begun.words) : QMap<QString, QString>();
            m_areWordsRefused = isInSight(draft) && !problems.isEmpty();
            if (m_areWordsRefused)
                m_view.showProblems(problems);   // the field says it
            else
                m_view.showProblem(problems.isEmpty() ? refusalText(kept.error()) : problems.first());
            if (isInSight(draft))
                return;
            // Nobody types into it any more: these are its last words, and they are tried until they are kept.
            m_unkept.insert_or_assign(draft, begun);
            m_again.start(saveAgainMs);
        },
        StoreThread::Lane::Save);
}

void ChildrenWatch::discard()
{
    const auto draft = RecordId::fromString(m_view.typing().draft);
    if (!draft)
        return;
    m_clock.keepNow();   // taken back, it is word for word what it was
    m_link.ask(
        this, [draft = *draft](Store &store) { return discardDraft(store, draft); },
        [this, draft = draft->toString()](const Result<void> &discarded) {
            const bool wasNothingLeft = !discarded && discarded.error().code == ErrorCode::NotFound;
            if (!discarded && !wasNothingLeft) {
                m_view.showProblem(errorText(discarded.error()));
                return;
            }
            m_settled.insert(draft);
            if (m_view.typing().draft != draft)
                return;   // another form is open by now
            m_clock.forget();
            //: After what was typed of a child, and not saved, was discarded.
            m_view.markDiscarded(wasNothingLeft ? QString() : draft, tr("What you typed is discarded."));
        },
        StoreThread::Lane::Save);
}

void ChildrenWatch::takeBack(const QString &draft)
{
    const auto id = RecordId::fromString(draft);
    if (!id)
        return;
    m_link.ask(
        this, [id = *id](Store &store) { return restoreDraft(store, id); },
        [this, draft](const Result<void> &restored) {
            if (restored)
                m_settled.remove(draft);
            else
                m_view.showProblem(errorText(restored.error()));
        },
        StoreThread::Lane::Save);
}

void ChildrenWatch::save()
{
    m_clock.keepNow();   // whatever becomes of saving, the words are there
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), typed = m_view.typing(), words = m_view.words()](Store &store) { return saveChild(store, calendar, typed, words); },
        //: After what one's list says of a child was saved.
        [this, words = tr("Saved on this device."), draft = m_view.typing().draft](const Result<ChildKept> &kept) {
            showKept(kept, draft, kept && kept->child ? kept->child->toString() : QString(), words);
        },
        StoreThread::Lane::Save);
}

void ChildrenWatch::end()
{
    m_clock.keepNow();
    m_link.ask(
        this, [&calendar = m_link.calendar(), typed = m_view.typing()](Store &store) { return takeOff(store, calendar, typed); },
        //: After a child was taken off one's list.
        [this, words = tr("The child is no longer on your list. Saved on this device."), draft = m_view.typing().draft](const Result<ChildKept> &kept) {
            showKept(kept, draft, {}, words);
        },
        StoreThread::Lane::Save);
}

/// What became of saving the form of draft @p draft.
void ChildrenWatch::showKept(const Result<ChildKept> &kept, const QString &draft, const QString &child, const QString &words)
{
    if (kept && kept->child)
        m_settled.insert(draft);
    if (m_view.typing().draft != draft)
        return;   // another form is open by now; what was not saved is listed as begun
    if (!kept) {
        m_view.showProblem(refusalText(kept.error()));
    } else if (!kept->child) {
        m_view.refuse(byMember(kept->problems));
    } else {
        m_clock.forget();
        m_view.markSaved(child, words);
    }
}

void ChildrenWatch::takeTable(const QUrl &url)
{
    struct Taken {
        ChildTable table;
        ChildrenImported imported;
    };
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), path = url.toLocalFile()](Store &store) -> Result<Taken> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return Error { ErrorCode::NotFound, u"The table cannot be read."_s };
            const auto choices = childChoices(store);
            if (!choices)
                return choices.error();
            auto table = readChildTable(file.read(limits::csvBytesMax + 1), *choices, calendar.today(store.clock().now()));
            if (!table)
                return table.error();
            if (!table->problems.isEmpty())
                return Taken { *std::move(table), {} };
            const auto imported = importChildren(store, table->children);
            if (!imported)
                return imported.error();
            return Taken { {}, *imported };
        },
        [this](const Result<Taken> &taken) {
            if (!taken) {
                m_view.showProblem(tableRefusedText(taken.error()));
                return;
            }
            if (taken->table.problems.isEmpty()) {
                const auto &took = taken->imported;
                //: After a table of children was taken in. Three numbers of children.
                const QString words = tr("Saved on this device: %1 added, %2 changed, %3 as they were.");
                m_view.markSaved({}, words.arg(took.added).arg(took.changed).arg(took.same));
                return;
            }
            //: Above what is wrong with a table of children: a line for each.
            QStringList lines { tr("Nothing was taken in. Put these right and choose the whole table again:") };
            for (const TableProblem &problem : taken->table.problems) {
                //: Something wrong in a table of children. %1 is a line, %2 what is wrong.
                const QString ofLine = tr("Line %1: %2").arg(problem.line).arg(problem.text);
                //: Something wrong in a table of children. %1 is a line, %2 a column, %3 what is wrong.
                const QString ofCell = tr("Line %1, %2: %3").arg(problem.line).arg(problem.column, problem.text);
                lines.append(problem.column.isEmpty() ? ofLine : ofCell);
            }
            m_view.showProblem(lines.join(u'\n'));
        },
        StoreThread::Lane::Save);
}

} // namespace sightline
