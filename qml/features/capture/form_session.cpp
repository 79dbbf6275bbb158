#include "qml/features/capture/form_session.h"

#include "core/base/canonical_json.h"
#include "core/forms/answer_key.h"
#include "core/forms/answer_value.h"
#include "core/forms/carry_forward.h"
#include "core/forms/product_functions.h"

#include <algorithm>

/// A FormSession's answers, and how they are kept and completed. Beside it: pages, entries, days and times, pictures, voice, handing over.
namespace sightline {

using namespace Qt::StringLiterals;

namespace {

FormSection asOnePage(const QList<FormSection> &pages, const QString &title)
{
    FormSection whole;
    whole.title = title;
    for (const FormSection &page : pages) {
        whole.linkId = whole.linkId.isEmpty() ? page.linkId : whole.linkId;
        whole.items += page.items;
        whole.answered += page.answered;
        whole.problems += page.problems;
    }
    return whole;
}

} // namespace

FormSession::FormSession(Questionnaire form, FormContext context, RandomSource &random, DraftState start, QObject *parent)
    : QObject(parent), m_form(std::move(form)), m_context(std::move(context)), m_random(random), m_answers(std::move(start.answers)),
      m_role(std::move(start.role)), m_finishText(std::move(start.finishText)), m_shows(start.shows), m_isTriedOut(start.isTriedOut), m_canHear(start.canHear),
      m_focusKey(std::move(start.focusKey)), m_page(start.page)
{
    connect(&m_clock, &SaveClock::stateChanged, this, &FormSession::saveStateChanged);
    connect(this, &FormSession::pageChanged, this, &FormSession::placeChanged);
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

FormSession::~FormSession()
{
    if (m_isLastSought)   // the answer would come too late: another person's is not kept in this draft
        exchangeLast(std::nullopt);
    saveNow();
    for (const TakenPhoto &photo : std::as_const(m_photos)) {
        if (!photo.isOnItsWay)
            takePhoto(photo.place, photo.file);   // whoever stores it goes on trying after this is gone
    }
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
        const bool isIt = sameChoice(choice.value, row.value);
        const auto option = std::find_if(item.options.cbegin(), item.options.cend(), [&](const FormOption &o) { return sameChoice(o.value, row.value); });
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

PickList *FormSession::pickListOf(const QString &key, const QString &list)
{
    PickList *&model = m_pickLists[key];
    if (model)
        return model;
    const Target target = targetAt(key);
    QList<Candidate> all;
    if (target.item && !target.item->options.isEmpty()) {
        for (const FormOption &option : target.item->options)
            all.append({ QString::number(all.size()), option.prefix.isEmpty() ? option.label : option.prefix + u' ' + option.label, {} });
    } else if (candidates) {
        all = candidates(list);
    }
    model = new PickList(std::move(all), this);
    return model;
}

void FormSession::focusOn(const QString &key)
{
    if (m_focusKey == key)
        return;
    m_focusKey = key;
    m_clock.movedOn();
    seekLastAgain();
}

void FormSession::restoreFocus()
{
    beginRequiredEntries();
    if (!m_focusKey.isEmpty())
        askFocus(m_focusKey);
}

void FormSession::askFocus(const QString &key)
{
    m_drawn.drawThrough(key);
    Q_EMIT focusAsked(key);
}

void FormSession::finish()
{
    if (m_isFinishing)
        return;
    stopVoice();
    keepAgain([](const QString &) { return true; });
    seekLastAgain();
    m_finishesOnceKept = !m_working.isEmpty() || m_lastSeeks > 0;   // a picture on its way belongs to the record, and so does what was agreed last
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
    edited(beginByChoice(m_form, m_answers, m_tree, changed, m_context));
}

void FormSession::edited(const QStringList &keys)
{
    if (keys.isEmpty())
        return;
    const auto saysWhichIsLast = [this](const QString &key) { return lastQuestionAt(key) != nullptr; };
    m_isLastSought = m_isLastSought || (m_seekLast && std::any_of(keys.cbegin(), keys.cend(), saysWhichIsLast));
    renewClock();
    recalculate(m_form, m_answers, m_context, &m_tree);
    m_clock.changed();
    redraw();
    const FormItem *present = lastQuestionAt(m_focusKey);
    const bool isTyped = present && (present->type == ItemType::String || present->type == ItemType::Text || present->type == ItemType::OpenChoice);
    if (!isTyped)   // half a name is nobody's, or somebody else's: one that is typed is looked for on leaving it
        seekLastAgain();
}

const FormItem *FormSession::lastQuestionAt(const QString &key) const
{
    const auto place = resolveKey(m_form, key);
    const FormItem *item = place ? &m_form.items[place->item] : nullptr;
    return item && m_lastQuestions.contains(item->linkId) ? item : nullptr;
}

/// What another person's record gave goes at once, before anybody can complete this one with it; what the right one gives comes with the answer.
void FormSession::seekLastAgain()
{
    if (!std::exchange(m_isLastSought, false))
        return;
    showLast(std::nullopt);
    ++m_lastSeeks;
    m_seekLast(m_answers);
}

void FormSession::lastCame(const std::optional<Answers> &last)
{
    if (--m_lastSeeks > 0)
        return;   // of what was answered then; the answer to what is answered now follows
    if (!m_isLastSought)
        showLast(last);
    finishWhatWaited();
}

void FormSession::showLast(const std::optional<Answers> &last)
{
    if (exchangeLast(last))
        refresh();
}

bool FormSession::exchangeLast(const std::optional<Answers> &last)
{
    const std::optional<Answers> before = std::exchange(m_context.previous, last);
    renewClock();
    const bool isOther = carryLast(m_form, m_answers, before, m_context, m_random, m_writtenAside, m_role);
    if (isOther)
        m_clock.changed();
    return isOther;
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
    int leftOut = 0;
    QList<FormRow> lines;
    if (m_isShort) {
        lines = shortLines(pages, leftOut);
        pages = { asOnePage(pages, m_form.title) };
    }
    const bool changed = !(pages == m_pages);
    // An answer that brings a page in before this one, or takes one out, leaves one where one is.
    const QString present = m_page < pageCount() ? m_pages[m_page].linkId : QString();
    m_pages = std::move(pages);
    const auto same = std::find_if(m_pages.cbegin(), m_pages.cend(), [&present](const FormSection &page) { return page.linkId == present; });
    if (same != m_pages.cend())
        m_page = static_cast<int>(same - m_pages.cbegin());
    if (m_page >= pageCount())
        m_page = qMax(0, pageCount() - 1);
    if (!m_isShort && m_page < pageCount())
        lines = formRows(m_form, m_answers, m_tree, m_pages[m_page].items, m_issues, m_role);
    for (FormRow &line : lines) {
        if (const auto refused = m_refused.constFind(line.key); refused != m_refused.cend())
            line.problem = *refused;
        line.isWorking = m_working.contains(line.key);
        line.unkeptPhotos = static_cast<int>(
            std::count_if(m_photos.cbegin(), m_photos.cend(), [&line](const TakenPhoto &photo) { return photo.wasRefused && photo.place.key == line.key; }));
    }
    m_lines.show(lines);
    m_drawn.show(lines);
    if (std::exchange(m_leftOut, leftOut) != leftOut)
        Q_EMIT leftOutChanged();
    if (changed) {
        Q_EMIT pagesChanged();
        Q_EMIT placeChanged();
    }
    Q_EMIT problemsChanged();
    Q_EMIT spokenPageChanged();
}

void FormSession::setTrouble(const QString &trouble)
{
    if (m_trouble == trouble)
        return;
    m_trouble = trouble;
    Q_EMIT troubleChanged();
}

} // namespace sightline
