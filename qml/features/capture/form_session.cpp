#include "qml/features/capture/form_session.h"

#include "core/base/canonical_json.h"
#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/carry_forward.h"
#include "core/forms/hand_over.h"
#include "core/forms/product_functions.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// 930, 9.30, 9:30 and 09:30 are all half past nine: "09:30:00". Empty if it is no time of day.
QString clockTime(const QString &typed)
{
    static const QRegularExpression pattern(u"^([01]?[0-9]|2[0-3])[:.]?([0-5][0-9])$"_s);
    const auto match = pattern.match(typed.trimmed());
    return match.hasMatch() ? u"%1:%2:00"_s.arg(match.captured(1), 2, u'0').arg(match.captured(2)) : QString();
}

/// Whether @p line is one that somebody does something in.
bool isAsked(const FormRow &line)
{
    return line.kind != FormRowKind::Heading && line.kind != FormRowKind::Note && line.kind != FormRowKind::Worked && line.kind != FormRowKind::RowTitle
        && !line.comesLater;
}

/// The time of day of a dateTime, with seconds; empty: it has none.
QString clockOf(const QString &dateTime)
{
    static const QRegularExpression pattern(u"T([0-9]{2}:[0-9]{2})(:[0-9]{2})?"_s);
    const auto match = pattern.match(dateTime);
    return match.hasMatch() ? match.captured(1) + (match.captured(2).isEmpty() ? u":00"_s : match.captured(2)) : QString();
}

} // namespace

FormSession::FormSession(Questionnaire form, FormContext context, RandomSource &random, DraftState start, QObject *parent)
    : QObject(parent), m_form(std::move(form)), m_context(std::move(context)), m_random(random), m_answers(std::move(start.answers)),
      m_role(std::move(start.role)), m_finishText(std::move(start.finishText)), m_shows(start.shows), m_isTriedOut(start.isTriedOut),
      m_focusKey(std::move(start.focusKey)), m_page(start.page)
{
    connect(&m_clock, &SaveClock::stateChanged, this, &FormSession::saveStateChanged);
    connect(&m_clock, &SaveClock::keepAsked, this, [this] {
        lookAhead();
        if (save)
            save({ m_answers, m_focusKey, m_page });
    });
    recalculate(m_form, m_answers, m_context);
    refresh();
    // A draft is reopened on the field that was in use, wherever that field's page is by now.
    if (!m_focusKey.isEmpty()) {
        m_page = qMax(0, pageOf(m_focusKey));
        refresh();
    }
}

FormSession::~FormSession() { saveNow(); }

/// The enabled page that holds @p key, or -1.
int FormSession::pageOf(const QString &key) const
{
    FormLayout layout { m_pages, {}, pageCount() };
    for (int page = 0; page < pageCount(); ++page) {
        for (const int item : m_pages[page].items)
            layout.sectionByItem.insert(item, page);
    }
    return layout.sectionOf(m_form, key);
}

QString FormSession::pageTitle() const { return m_page < m_pages.size() ? m_pages[m_page].title : QString(); }

QString FormSession::nextTitle() const { return m_page + 1 < m_pages.size() ? m_pages[m_page + 1].title : QString(); }

QStringList FormSession::pageTitles() const
{
    QStringList titles;
    for (const FormSection &page : m_pages)
        titles.append(page.title);
    return titles;
}

QList<bool> FormSession::pageComplete() const
{
    QList<bool> isComplete;
    for (const FormSection &page : m_pages)
        isComplete.append(page.answered > 0 && page.problems == 0);
    return isComplete;
}

QList<int> FormSession::pageProblems() const
{
    QList<int> problems;
    for (const FormSection &page : m_pages)
        problems.append(page.problems);
    return problems;
}

int FormSession::problemCount() const
{
    return static_cast<int>(
        std::count_if(m_issues.cbegin(), m_issues.cend(), [](const FormIssue &issue) { return issue.severity == FormIssue::Severity::Error; }));
}

FormSession::Target FormSession::targetAt(const QString &key) const
{
    if (const FormPlace *place = m_tree.find(key))
        return { &m_form.items[place->item], key, {}, false };
    const auto named = answerNamed(key);
    const FormPlace *place = named ? m_tree.find(named->key) : nullptr;
    return place ? Target { &m_form.items[place->item], named->key, named->row, true } : Target {};
}

Json FormSession::valueOf(const Target &target) const
{
    if (!target.isOneOfSeveral)
        return m_answers.value(target.key);
    for (const AnswerRow &row : m_answers.rows(target.key)) {
        if (row.id == target.row)
            return row.value;
    }
    return {};
}

QStringList FormSession::put(const Target &target, const Json &value)
{
    if (!target.isOneOfSeveral)
        return value.isNull() ? m_answers.remove(target.key) : m_answers.set(target.key, value);
    if (!target.row.isEmpty())
        return m_answers.setAnswer(target.key, target.row, value);   // an emptied one keeps its field while it is typed into
    if (value.isNull())
        return {};
    const auto added = m_answers.addAnswer(target.key, value, m_random);
    if (m_focusKey == answerBase(target.key, {}))
        m_focusKey = answerBase(target.key, added.row);
    return added.changed;
}

const FormRow *FormSession::lineAt(const QString &key) const
{
    const auto &lines = m_lines.rows();
    const auto found = std::find_if(lines.cbegin(), lines.cend(), [&](const FormRow &line) { return line.key == key; });
    return found == lines.cend() ? nullptr : &*found;
}

void FormSession::setText(const QString &key, const QString &text)
{
    const Target target = targetAt(key);
    if (!target.item)
        return;
    if (!isStorableText(text)) {
        //: Under a question: what was typed or pasted last was not taken.
        refuse(key, tr("That held a character that cannot be stored, so it was not taken. What was here before is kept."));
        return;
    }
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    const Json value = text.isEmpty() ? Json() : target.item->type == ItemType::Integer && isNumber ? Json(number) : Json(text);
    if (valueOf(target) == value)
        return;
    const Answers before = m_answers;
    const QStringList changed = put(target, value);
    if (!fitsInADraft(m_answers)) {
        m_answers = before;
        //: Under a question: what was typed or pasted last was not taken. %1 is a number of megabytes.
        refuse(key,
               tr("That is more than one draft can hold (%1 MB), so it was not taken. What was here before is kept. "
                  "Complete this record and put the rest into another.")
                   .arg(limits::draftBytesMax / (1024 * 1024)));
        return;
    }
    m_refused.remove(key);
    edited(changed);
}

void FormSession::refuse(const QString &key, const QString &why)
{
    m_refused.insert(key, why);
    refresh();
    Q_EMIT textRefused(key);
}

bool FormSession::fitsInADraft(const Answers &answers) const
{
    qint64 units = 0;
    for (const Json &value : answers.fields())
        units += value.isString() ? value.toString().size() : writeJson(value).size();
    constexpr qint64 bytesPerUnitMax = 6;   // as canonical JSON escapes a control character
    if (units * bytesPerUnitMax <= limits::draftBytesMax)
        return true;
    qint64 bytes = 0;
    for (const Json &value : answers.fields()) {
        const auto canonical = canonicalJson(value);
        bytes += canonical ? canonical->size() : limits::draftBytesMax + 1;
    }
    return bytes <= limits::draftBytesMax;
}

void FormSession::setYesNo(const QString &key, bool yes)
{
    const Target target = targetAt(key);
    if (target.item)
        edited(put(target, yes));
}

void FormSession::choose(const QString &key, int index)
{
    const Target target = targetAt(key);
    const FormRow *line = lineAt(key);
    if (!target.item || !line || index < 0 || index >= line->choices.size())
        return;
    const FormItem &item = *target.item;
    const FormChoice choice = line->choices[index];
    const Answers before = m_answers;
    if (!item.repeats) {
        answered(key, before, put(target, choice.chosen ? Json() : choice.value));
        return;
    }
    QStringList changed;
    const bool isExclusive = item.options[index].exclusive;
    for (const AnswerRow &row : m_answers.rows(key)) {
        const bool isIt = row.value == choice.value || (row.value.isObject() && sameCoding(row.value, choice.value));
        const auto option = std::find_if(item.options.cbegin(), item.options.cend(), [&](const FormOption &o) { return o.value == row.value; });
        const bool mustGo = isExclusive || (option != item.options.cend() && option->exclusive);
        if (isIt || mustGo)
            changed += m_answers.removeRow(key, row.id);
    }
    if (!choice.chosen)
        changed += m_answers.addAnswer(key, choice.value, m_random).changed;
    answered(key, before, changed);
}

void FormSession::pick(const QString &key, const QString &id, const QString &label)
{
    const Target target = targetAt(key);
    if (!target.item)
        return;
    if (!target.item->options.isEmpty()) {
        edited(put(target, target.item->options.value(id.toInt()).value));
        return;
    }
    const bool isReference = target.item->type == ItemType::Reference;
    edited(put(target,
               isReference ? referenceAnswer(u"urn:sightline:id"_s, id, label, target.item->referenceKind) : codingAnswer(target.item->optionList, id, label)));
}

void FormSession::clear(const QString &key)
{
    m_refused.remove(key);
    const Answers before = m_answers;
    answered(key, before, put(targetAt(key), {}));
}

void FormSession::step(const QString &key, int by)
{
    const Target target = targetAt(key);
    if (target.item)
        edited(put(target, valueOf(target).toInteger() + by));
}

void FormSession::setDay(const QString &key, const QString &iso)
{
    const Target target = targetAt(key);
    if (!target.item)
        return;
    // Until a time is typed there is none: a day alone is a whole answer, and no clock time is made up.
    const QString time = target.item->type == ItemType::DateTime ? clockOf(valueOf(target).toString()) : QString();
    if (iso.isEmpty()) {
        clear(key);
        if (!time.isEmpty())
            m_timesAside.insert(key, time);   // the day is being corrected; the time waits for it
        return;
    }
    const QString kept = m_timesAside.take(key);
    const QString clock = time.isEmpty() ? kept : time;
    setText(key, clock.isEmpty() ? iso : momentAt(iso, clock));
}

void FormSession::setTime(const QString &key, const QString &typed)
{
    const Target target = targetAt(key);
    if (!target.item)
        return;
    m_timesAside.remove(key);   // what the box says now is the time
    const QString time = clockTime(typed);
    const QString present = valueOf(target).toString();
    if (target.item->type == ItemType::Time) {
        if (timeOf(present) != time.first(qMin(time.size(), qsizetype(5))) || time.isEmpty())
            setText(key, time.isEmpty() ? typed : time);
        return;
    }
    const QString day = dayOf(present).isEmpty() ? today() : dayOf(present);
    // The time as it was shown is no news: an answer with seconds or another offset stays as it is.
    if (!time.isEmpty() && timeOf(present) != time.first(5))
        setText(key, momentAt(day, time));
    else if (typed.trimmed().isEmpty() && present.contains(u'T'))
        setText(key, dayOf(present));
}

void FormSession::setNow(const QString &key)
{
    const Target target = targetAt(key);
    if (!target.item || !now)
        return;
    setText(key, target.item->type == ItemType::Time ? timeOf(now()) + u":00"_s : now());
}

/// @p day and @p time on the council's clocks as one dateTime, with the offset those have on that day.
QString FormSession::momentAt(const QString &day, const QString &time) const
{
    const QString present = now ? now().section(u'T', 1).sliced(8) : u"+00:00"_s;
    return day + u'T' + time + (offset ? offset(QDate::fromString(day, Qt::ISODate), QTime::fromString(time, Qt::ISODate)) : present);
}

QString FormSession::dayOf(const QString &answer) const { return answer.size() >= 10 && answer.at(4) == u'-' ? answer.first(10) : QString(); }

QString FormSession::timeOf(const QString &answer) const
{
    const QString time = answer.contains(u'T') ? answer.section(u'T', 1) : dayOf(answer).isEmpty() ? answer : QString();
    return time.size() >= 5 && time.at(2) == u':' ? time.first(5) : time;
}

QString FormSession::words(const QString &answer) const
{
    const QDate day = QDate::fromString(dayOf(answer), Qt::ISODate);
    if (!day.isValid())
        return answer;
    const QString written = QLocale().toString(day, u"ddd d MMM yyyy"_s);
    return answer.contains(u'T') ? written + u", "_s + timeOf(answer) : written;
}

PickList *FormSession::pickListOf(const QString &key, const QString &list)
{
    PickList *&model = m_pickLists[key];
    if (model)
        return model;
    const Target target = targetAt(key);
    QList<Candidate> all;
    if (target.item && !target.item->options.isEmpty()) {
        for (const FormOption &option : target.item->options)
            all.append({ QString::number(all.size()), option.label, option.prefix });
    } else if (candidates) {
        all = candidates(list);
    }
    model = new PickList(std::move(all), this);
    return model;
}

void FormSession::addEntry(const QString &listKey)
{
    const auto added = addPrefilledRow(m_form, m_answers, listKey, m_context, m_random);
    m_refused.clear();
    edited(added.changed);
    const QString base = rowBase(listKey, added.row) + u'/';
    for (const FormRow &line : m_lines.rows()) {
        if (line.key.startsWith(base) && line.kind != FormRowKind::Heading && line.kind != FormRowKind::Note) {
            focusOn(line.key);
            Q_EMIT focusAsked(line.key);
            return;
        }
    }
}

void FormSession::removeEntry(const QString &listKey, const QString &row)
{
    const Answers before = m_answers;
    removed(before, m_answers.removeRow(listKey, row));
}

void FormSession::addAnswer(const QString &key)
{
    if (!targetAt(key).item)
        return;
    const auto added = m_answers.addAnswer(key, {}, m_random);
    edited(added.changed);
    focusOn(answerBase(key, added.row));
    Q_EMIT focusAsked(answerBase(key, added.row));
}

void FormSession::removeAnswer(const QString &lineKey)
{
    const Target target = targetAt(lineKey);
    if (!target.item || target.row.isEmpty())
        return;
    const Answers before = m_answers;
    removed(before, m_answers.removeRow(target.key, target.row));
}

void FormSession::removed(const Answers &before, const QStringList &changed)
{
    m_removed.clear();
    for (const QString &key : changed) {
        if (before.contains(key))
            m_removed.insert(key, before.value(key));
    }
    edited(changed);
    Q_EMIT entryRemoved();
}

/// Only what was removed comes back: what was typed since stays.
void FormSession::undoRemove()
{
    QStringList changed;
    const auto fields = std::exchange(m_removed, {});
    for (auto it = fields.cbegin(); it != fields.cend(); ++it) {
        if (!m_answers.contains(it.key()) || !it->isArray()) {
            changed += m_answers.set(it.key(), *it);
            continue;
        }
        QList<AnswerRow> rows = m_answers.rows(it.key());
        for (const AnswerRow &row : rowsFromJson(*it)) {
            if (std::none_of(rows.cbegin(), rows.cend(), [&](const AnswerRow &present) { return present.id == row.id; }))
                rows.append(row);
        }
        changed += m_answers.set(it.key(), rowsToJson(rowsFromJson(rowsToJson(rows))));   // in their order
    }
    edited(changed);
}

void FormSession::goTo(int page)
{
    if (page < 0 || page >= pageCount() || page == m_page)
        return;
    m_page = page;
    m_refused.clear();
    refresh();
    beginRequiredEntries();
    const auto &lines = m_lines.rows();
    const auto first = std::find_if(lines.cbegin(), lines.cend(), [](const FormRow &line) { return isAsked(line); });
    m_focusKey = first == lines.cend() ? QString() : first->key;
    m_clock.movedOn();
    saveNow();
    Q_EMIT pageChanged();
}

/// A list that needs an entry begins with one, so that nobody has to ask for what must be there; an entry may hold such a list itself.
void FormSession::beginRequiredEntries()
{
    for (int depth = 0; depth < limits::formDepthMax; ++depth) {
        QStringList changed;
        const FormTree tree = m_tree;
        for (const FormPlace &place : tree.places) {
            const FormItem &item = m_form.items[place.item];
            const bool isWanted = place.kind == FormPlace::Kind::RowList && place.enabled && item.required && !item.readOnly && item.completedByRole == m_role
                && m_answers.rows(place.key).isEmpty();
            if (isWanted && pageOf(place.key) == m_page)
                changed += addPrefilledRow(m_form, m_answers, place.key, m_context, m_random).changed;
        }
        if (changed.isEmpty())
            return;
        edited(changed);
    }
}

void FormSession::focusOn(const QString &key)
{
    if (m_focusKey == key)
        return;
    m_focusKey = key;
    m_clock.movedOn();
}

bool FormSession::goToProblem()
{
    const auto isError = [](const FormIssue &issue) { return issue.severity == FormIssue::Severity::Error; };
    const auto first = std::find_if(m_issues.cbegin(), m_issues.cend(), isError);
    if (first == m_issues.cend())
        return false;
    QString key = first->key;   // a copy: turning the page judges everything again
    goTo(pageOf(key));
    if (!lineAt(key)) {   // of several answers the first has the line
        const auto &lines = m_lines.rows();
        const auto of = std::find_if(lines.cbegin(), lines.cend(), [&](const FormRow &line) { return line.listKey == key; });
        if (of != lines.cend())
            key = of->key;
    }
    focusOn(key);
    Q_EMIT focusAsked(key);
    return true;
}

void FormSession::showFirstProblem() { goToProblem(); }

void FormSession::restoreFocus()
{
    beginRequiredEntries();
    if (!m_focusKey.isEmpty())
        Q_EMIT focusAsked(m_focusKey);
}

void FormSession::finish()
{
    if (m_isFinishing)
        return;
    stopVoice();
    m_finishesOnceKept = !m_working.isEmpty();   // a picture on its way belongs to the record
    if (m_finishesOnceKept)
        return;
    // Whoever is asked may leave anything out.
    const bool isJudged = m_shows != DraftState::Shows::HandedOver;
    m_isLookedAt = isJudged;
    refresh();
    if (isJudged && goToProblem())
        return;
    m_isFinishing = true;
    m_clock.hold();   // completing keeps them as well
    const Answers given = withoutBlankAnswers(m_answers);
    complete(isJudged ? withoutDisabled(m_form, given) : given);   // taken back, it is a draft again
}

void FormSession::draftSaved()
{
    m_clock.kept();
    setTrouble({});
}

void FormSession::draftNotSaved(const QString &why)
{
    m_clock.notKept();
    setTrouble(why);
}

void FormSession::completed()
{
    m_clock.forget();
    Q_EMIT finished();
}

void FormSession::notCompleted(const QString &why)
{
    m_isFinishing = false;
    setTrouble(why);
    m_clock.release();   // the last words are still to be kept
    Q_EMIT finishFailed();
}

/// A form may be open for hours: what is judged by the clock is judged by what it says now, not by what it said at opening.
void FormSession::renewClock()
{
    if (!now)
        return;
    m_context.now = now();
    m_context.today = QDate::fromString(m_context.now.left(10), Qt::ISODate);
}

/// As edited(); where answers beneath the one that went have gone with it, they can be brought back as a removed entry can.
void FormSession::answered(const QString &key, const Answers &before, const QStringList &changed)
{
    const bool lostMore = std::any_of(changed.cbegin(), changed.cend(), [&](const QString &gone) {
        return gone != key && before.contains(gone) && !before.value(gone).isNull() && !m_answers.contains(gone);
    });
    if (lostMore)
        removed(before, changed);
    else
        edited(changed);
}

void FormSession::edited(const QStringList &keys)
{
    if (keys.isEmpty())
        return;
    renewClock();
    recalculate(m_form, m_answers, m_context, &m_tree);
    m_clock.changed();
    redraw();
}

void FormSession::refresh()
{
    renewClock();
    m_tree = buildFormTree(m_form, m_answers);
    redraw();
    lookAhead();
}

void FormSession::redraw()
{
    // While somebody types, "this is missing" is noise; "this cannot be a date" is help.
    // An empty field for a further answer is not a wrong answer.
    m_issues = validate(m_form, withoutBlankAnswers(m_answers), m_isLookedAt ? ValidateFor::Completion : ValidateFor::Draft, m_context, m_role);
    const FormLayout layout = layoutOfPages();
    QList<FormSection> pages;
    for (const FormSection &section : layout.sections) {
        if (section.enabled)
            pages.append(section);
    }
    const bool changed = !(pages == m_pages);
    m_pages = std::move(pages);
    if (m_page >= pageCount())
        m_page = qMax(0, pageCount() - 1);
    auto lines = m_page < pageCount() ? formRows(m_form, m_answers, m_tree, m_pages[m_page].items, m_issues, m_role) : QList<FormRow> {};
    for (FormRow &line : lines) {
        if (const auto refused = m_refused.constFind(line.key); refused != m_refused.cend())
            line.problem = *refused;
        line.isWorking = m_working.contains(line.key);
    }
    m_lines.show(lines);
    if (changed)
        Q_EMIT pagesChanged();
    Q_EMIT problemsChanged();
    Q_EMIT spokenPageChanged();
}

/// What must still be answered further on is the judgement of completion, made early; nobody is told of it as a problem. It judges
/// the whole form once more, so it waits for a pause in typing.
void FormSession::lookAhead()
{
    int next = pageCount() - 1;
    if (m_shows != DraftState::Shows::HandedOver && m_page + 2 < pageCount()) {
        const auto missing = m_isLookedAt ? m_issues : validate(m_form, withoutBlankAnswers(m_answers), ValidateFor::Completion, m_context, m_role);
        for (const FormIssue &issue : missing) {
            const int page = issue.severity == FormIssue::Severity::Error ? pageOf(issue.key) : -1;
            if (page > m_page)
                next = qMin(next, page);
        }
    }
    m_skipTo = next;
    Q_EMIT skipChanged();
}

void FormSession::skip()
{
    lookAhead();
    goTo(m_skipTo);
}

bool FormSession::endsForm(const QString &key) const
{
    const auto &lines = m_lines.rows();
    const auto last = std::find_if(lines.crbegin(), lines.crend(), [](const FormRow &line) { return isAsked(line); });
    return isLastPage() && last != lines.crend() && last->key == key;
}

void FormSession::setTrouble(const QString &trouble)
{
    if (m_trouble == trouble)
        return;
    m_trouble = trouble;
    Q_EMIT troubleChanged();
}

} // namespace sightline
