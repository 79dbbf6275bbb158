#include "qml/features/templates/template_editor.h"

#include "core/forms/carry_forward.h"
#include "core/forms/editing/template_changes.h"
#include "core/forms/editing/template_checks.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

QList<Column<OutlineRow>> outlineColumns()
{
    return {
        { "item", [](const OutlineRow &row) { return QVariant(row.id); } },       { "title", [](const OutlineRow &row) { return QVariant(row.title); } },
        { "detail", [](const OutlineRow &row) { return QVariant(row.detail); } }, { "problem", [](const OutlineRow &row) { return QVariant(row.problem); } },
        { "depth", [](const OutlineRow &row) { return QVariant(row.depth); } },   { "isGroup", [](const OutlineRow &row) { return QVariant(row.isGroup); } },
    };
}

int depthOf(const Questionnaire &form, const FormItem &item)
{
    int depth = 0;
    for (int at = item.parent; at >= 0; at = form.items[at].parent)
        ++depth;
    return depth;
}

/// The place of the one in @p all whose @p member is @p wanted; -1 if there is none.
template <typename T>
int placeWith(const QList<T> &all, QString T::*member, const QString &wanted)
{
    const auto found = std::find_if(all.cbegin(), all.cend(), [&](const T &one) { return one.*member == wanted; });
    return found == all.cend() ? -1 : int(found - all.cbegin());
}

/// @p words, as they begin a line.
QString capitalised(const QString &words) { return words.isEmpty() ? words : words.at(0).toUpper() + words.sliced(1); }

} // namespace

TemplateEditor::TemplateEditor(Start start, RandomSource &random, QObject *parent)
    : QObject(parent), m_start(std::move(start)), m_random(random), m_outline(outlineColumns()),
      m_activities({ { "activity", [](const TemplateActivity &row) { return QVariant(row.id); } },
                     { "title", [](const TemplateActivity &row) { return QVariant(row.title); } },
                     { "detail", [](const TemplateActivity &row) { return QVariant(row.detail); } } })
{
    connect(&m_clock, &SaveClock::keepAsked, this, &TemplateEditor::keepAsked);
    connect(&m_clock, &SaveClock::stateChanged, this, &TemplateEditor::keptChanged);
    const Questionnaire &form = m_start.edit.form();
    m_current = form.find(m_start.focus) ? m_start.focus : form.items[form.roots.first()].linkId;
    renew();
}

TemplateEditor::~TemplateEditor() = default;

void TemplateEditor::renew()
{
    const Questionnaire &form = m_start.edit.form();
    m_problems.clear();
    for (const TemplateProblem &problem : templateProblems(form))
        m_problems.append({ problem.linkId, problem.text });
    QList<OutlineRow> rows;
    for (const FormItem &item : form.items) {
        OutlineRow row { .id = item.linkId };
        row.isGroup = item.type == ItemType::Group;
        //: In the outline of a template: an item without words.
        row.title = item.text.trimmed().isEmpty() ? tr("(no words yet)") : item.text;
        row.detail = kindWords(answerKindOf(item));
        if (item.required)
            //: In the outline of a template, after what is asked. %1 is the kind of answer.
            row.detail = tr("%1 · must be answered").arg(row.detail);
        if (!item.enableWhen.isEmpty())
            //: In the outline of a template, after what is asked. %1 is what is said of it already.
            row.detail = tr("%1 · shown at times").arg(row.detail);
        row.depth = depthOf(form, item);
        for (const auto &[link, words] : std::as_const(m_problems)) {
            if (link == item.linkId && row.problem.isEmpty())
                row.problem = words;
        }
        rows.append(row);
    }
    m_outline.show(rows);
    Q_EMIT changed();
}

void TemplateEditor::say(const QString &notice)
{
    m_notice = notice;
    Q_EMIT noticeChanged();
}

template <typename T>
bool TemplateEditor::took(const Result<T> &result)
{
    say(result ? QString() : result.error().detail);
    if (!result) {
        Q_EMIT changed();   // a control that ran ahead goes back
        return false;
    }
    m_publishProblem.clear();
    m_clock.changed();
    renew();
    return true;
}

void TemplateEditor::tellLost(const TemplateEdit::Lost &lost)
{
    QStringList names;
    for (const QString &link : lost.conditions) {
        if (const FormItem *one = m_start.edit.form().find(link))
            names.append(u'\u201C' + one->text + u'\u201D');
    }
    if (!names.isEmpty())
        //: After a question was deleted or changed in a template. %1 are questions that waited for its answer.
        say(tr("Shown without that condition from now on: %1").arg(names.join(u", "_s)));
}

void TemplateEditor::tookChanged(const Result<TemplateEdit::Changed> &result)
{
    if (result)
        m_current = result->linkId;
    if (took(result)) {
        tellLost(result->lost);
        Q_EMIT currentChanged();
    }
}

bool TemplateEditor::isGroup() const { return item() && item()->type == ItemType::Group; }

bool TemplateEditor::hasAnswer() const { return item() && item()->type != ItemType::Group && item()->type != ItemType::Display; }

bool TemplateEditor::hasChoices() const { return item() && isChoiceKind(answerKindOf(*item())) && item()->optionList.isEmpty(); }

QString TemplateEditor::text() const { return item() ? item()->text : QString(); }

QString TemplateEditor::hint() const { return item() ? guidanceIn(item()->help).hint : QString(); }

QString TemplateEditor::good() const { return item() ? guidanceIn(item()->help).good : QString(); }

QString TemplateEditor::kind() const { return item() ? kindWords(answerKindOf(*item())) : QString(); }

int TemplateEditor::kindIndex() const { return item() ? int(questionKinds().indexOf(answerKindOf(*item()))) : -1; }

QStringList TemplateEditor::kinds() const
{
    QStringList words;
    for (const AnswerKind one : questionKinds())
        words.append(kindWords(one));
    return words;
}

QStringList TemplateEditor::scales() const
{
    QStringList titles;
    for (const NamedScale &scale : m_start.scales) {
        QStringList steps;
        for (const FormOption &step : scale.steps)
            steps.append(step.label);
        //: A scale one may choose in a template. %1 is its name, %2 its steps.
        titles.append(tr("%1: %2").arg(scale.title(), steps.join(u" · "_s)));
    }
    return titles;
}

int TemplateEditor::scaleIndex() const { return item() ? placeWith(m_start.scales, &NamedScale::id, item()->scaleId) : -1; }

QStringList TemplateEditor::choices() const
{
    QStringList labels;
    for (const EditedChoice &choice : m_start.edit.choicesOf(m_current))
        labels.append(choice.label);
    return labels;
}

bool TemplateEditor::isRequired() const { return item() && item()->required; }

bool TemplateEditor::isSensitive() const { return item() && item()->isSensitive(); }

bool TemplateEditor::repeats() const { return item() && item()->repeats; }

QStringList TemplateEditor::roles() const
{
    QStringList words;
    const QList<TemplateRole> all = allRoles();
    for (const TemplateRole &role : all)
        words.append(role.words);
    return words;
}

QList<TemplateRole> TemplateEditor::allRoles() const
{
    //: Who answers a section or question of a template.
    const QString author = tr("Whoever writes the record");
    QList<TemplateRole> roles { { {}, author } };
    const Json &meta = m_start.edit.meta();
    for (const Json &hand : meta[u"steps"_s].toArray()) {
        const QString part = hand[u"role"_s].toString();
        if (!part.isEmpty() && placeWith(roles, &TemplateRole::role, part) < 0)
            roles.append({ part, capitalised(hand[u"by"_s].toString()) });
    }
    for (const OfferedHand &hand : offeredHands(meta))
        roles.append({ partOf(m_start.edit.meta(), hand), handWords(hand.kind), hand });
    return roles;
}

QString TemplateEditor::handWords(OfferedHand::Kind kind)
{
    switch (kind) {
    case OfferedHand::LineManager:
        //: Who answers a section or question of a template: once its author has completed the record.
        return tr("The author’s line manager, afterwards");
    case OfferedHand::Observed:
        //: Who answers a section or question of a template: whom the record names, once its author has completed it.
        return tr("The member of staff it is about, afterwards");
    case OfferedHand::ObservedManager:
        //: Who answers a section or question of a template: the manager of whom the record names, once its author has completed it.
        return tr("The line manager of the member of staff it is about, afterwards");
    case OfferedHand::TeamManager:
        //: Who answers a section or question of a template: once its author has completed the record.
        return tr("A manager of the team, afterwards");
    case OfferedHand::Outside:
        //: Who answers a section or question of a template: a parent or another agency; the author writes it down or hands the device over.
        return tr("Somebody without an account, afterwards, on the author’s device");
    case OfferedHand::Holder: break;
    }
    return {};
}

QStringList TemplateEditor::holders() const
{
    QStringList roles;
    for (const OfferedHand &hand : offeredHands(m_start.edit.meta(), m_start.roles)) {
        if (hand.kind == OfferedHand::Holder)
            roles.append(hand.role);
    }
    return roles;
}

void TemplateEditor::setHolder(const QString &role)
{
    if (m_start.roles.contains(role))
        (void)took(m_start.edit.setHand(m_current, OfferedHand::holding(role)));
}

int TemplateEditor::roleIndex() const { return item() ? placeWith(allRoles(), &TemplateRole::role, item()->completedByRole) : -1; }

QStringList TemplateEditor::conditions() const
{
    QStringList sentences;
    for (const FormCondition &condition : m_start.edit.shownWhen(m_current).conditions)
        sentences.append(conditionSentence(m_start.edit.form(), condition));
    return sentences;
}

QStringList TemplateEditor::questionsToAskAbout() const
{
    QStringList labels;
    for (const QString &link : m_start.edit.questionsToAskAbout(m_current))
        labels.append(m_start.edit.form().find(link)->text);
    return labels;
}

QString TemplateEditor::itemProblem() const
{
    QStringList words;
    for (const auto &[link, text] : m_problems) {
        if (link == m_current)
            words.append(text);
    }
    return words.join(u' ');
}

QStringList TemplateEditor::problems() const
{
    QStringList words;
    for (const auto &[link, text] : m_problems) {
        const FormItem *one = m_start.edit.form().find(link);
        const QString nameless = !one || one->parent < 0 ? text
                                                         //: Something to put right before a template can be published. %1 is a section, %2 what is wrong in it.
                                                         : tr("In “%1”: %2").arg(m_start.edit.form().items[one->parent].text, text);
        //: Something to put right before a template can be published. %1 is a question, %2 what is wrong with it.
        words.append(one && !one->text.isEmpty() ? tr("“%1”: %2").arg(one->text, text) : nameless);
    }
    return words;
}

QStringList TemplateEditor::changes() const
{
    QStringList words;
    if (m_start.before) {
        for (const TemplateChange &change : templateChanges(*m_start.before, m_start.edit.form()))
            words.append(changeWords(change));
    }
    const QStringList now = m_start.edit.activities();
    for (const QString &key : now) {
        if (!m_start.tiedBefore.contains(key))
            //: What is new in a version of a template. %1 is an activity of the framework.
            words.append(tr("Tasks of “%1” open this template.").arg(activityTitle(key)));
    }
    for (const QString &key : std::as_const(m_start.tiedBefore)) {
        if (!now.contains(key))
            //: What is new in a version of a template. %1 is an activity of the framework.
            words.append(tr("Tasks of “%1” do not open this template any more.").arg(activityTitle(key)));
    }
    return words;
}

QString TemplateEditor::activityTitle(const QString &key) const
{
    const int at = placeWith(m_start.activities, &TemplateActivity::id, key);
    //: Instead of the name of an activity that a template is tied to, where the framework has it no more.
    return at < 0 ? tr("An activity that is no longer in the framework") : m_start.activities[at].title;
}

QStringList TemplateEditor::tied() const
{
    QStringList titles;
    const QStringList keys = m_start.edit.activities();
    for (const QString &key : keys)
        titles.append(activityTitle(key));
    return titles;
}

void TemplateEditor::findActivities(const QString &words)
{
    constexpr qsizetype shownMax = 40; // who sees none of theirs among them types another word
    const QStringList wanted = words.simplified().split(u' ', Qt::SkipEmptyParts);
    const QStringList taken = m_start.edit.activities();
    QList<TemplateActivity> found;
    for (const TemplateActivity &one : std::as_const(m_start.activities)) {
        const QString all = one.title + u' ' + one.detail;
        const bool fits = std::all_of(wanted.cbegin(), wanted.cend(), [&all](const QString &word) { return all.contains(word, Qt::CaseInsensitive); });
        if (fits && !taken.contains(one.id) && found.size() < shownMax)
            found.append(one);
    }
    m_activities.show(found);
}

void TemplateEditor::tie(const QString &activity) { (void)took(m_start.edit.setActivities(m_start.edit.activities() + QStringList { activity })); }

void TemplateEditor::untie(int tied)
{
    QStringList keys = m_start.edit.activities();
    if (tied < 0 || tied >= keys.size())
        return;
    keys.removeAt(tied);
    (void)took(m_start.edit.setActivities(keys));
}

void TemplateEditor::select(const QString &item)
{
    if (item == m_current || !m_start.edit.form().find(item))
        return;
    m_start.edit.endTyping();
    m_current = item;
    m_clock.movedOn();
    say({});
    Q_EMIT currentChanged();
    Q_EMIT changed();
}

void TemplateEditor::setTitle(const QString &title)
{
    if (title != this->title())
        (void)took(m_start.edit.setTitle(title));
}

void TemplateEditor::setAbout(const QString &about)
{
    if (about != this->about())
        (void)took(m_start.edit.setAbout(about));
}

void TemplateEditor::setText(const QString &text)
{
    if (text != this->text())
        (void)took(m_start.edit.setText(m_current, text));
}

void TemplateEditor::setHint(const QString &hint)
{
    if (hint != this->hint())
        (void)took(m_start.edit.setGuidance(m_current, hint, good()));
}

void TemplateEditor::setGood(const QString &good)
{
    if (good != this->good())
        (void)took(m_start.edit.setGuidance(m_current, hint(), good));
}

void TemplateEditor::addSection()
{
    const Questionnaire &form = m_start.edit.form();
    int at = form.byLinkId.value(m_current);
    while (form.items[at].parent >= 0)
        at = form.items[at].parent;
    const auto added = m_start.edit.addSection({}, form.items[at].linkId);
    if (added)
        m_current = *added;
    if (took(added)) {
        Q_EMIT currentChanged();
        Q_EMIT focusAsked();
    }
}

void TemplateEditor::addQuestion(int kind)
{
    const QList<AnswerKind> kinds = questionKinds();
    if (kind >= 0 && kind < kinds.size())
        addHere(kinds[kind]);
}

void TemplateEditor::addList() { addHere(AnswerKind::List); }

void TemplateEditor::addHere(AnswerKind kind)
{
    if (!item())
        return;
    const FormItem &here = *item();
    const bool isInside = here.type == ItemType::Group;
    const QString parent = isInside ? here.linkId : here.parent < 0 ? QString() : m_start.edit.form().items[here.parent].linkId;
    const bool isScale = kind == AnswerKind::Scale;
    const auto added = m_start.edit.addItem(parent, isInside ? QString() : here.linkId, isScale ? AnswerKind::OneOf : kind, {});
    if (added)
        m_current = *added;
    if (!took(added))
        return;
    if (isScale && !m_start.scales.isEmpty())
        setScale(0);
    Q_EMIT currentChanged();
    Q_EMIT focusAsked();
}

void TemplateEditor::remove()
{
    const Questionnaire before = m_start.edit.form();
    const int at = before.byLinkId.value(m_current);
    const auto lost = m_start.edit.remove(m_current);
    if (!lost) {
        (void)took(lost);
        return;
    }
    // What stands before it is where one goes on.
    for (int one = at - 1; one >= 0; --one) {
        if (m_start.edit.form().find(before.items[one].linkId)) {
            m_current = before.items[one].linkId;
            break;
        }
    }
    if (!item())
        m_current = m_start.edit.form().items.first().linkId;
    (void)took(lost);
    tellLost(*lost);
    Q_EMIT currentChanged();
}

void TemplateEditor::moveUp() { (void)took(m_start.edit.move(m_current, TemplateEdit::Direction::Up)); }

void TemplateEditor::moveDown() { (void)took(m_start.edit.move(m_current, TemplateEdit::Direction::Down)); }

void TemplateEditor::setKind(int kind)
{
    const QList<AnswerKind> kinds = questionKinds();
    if (kind < 0 || kind >= kinds.size())
        return;
    if (kinds[kind] == AnswerKind::Scale)
        setScale(std::max(0, scaleIndex()));
    else
        tookChanged(m_start.edit.setKind(m_current, kinds[kind]));
}

void TemplateEditor::setScale(int scale)
{
    if (scale >= 0 && scale < m_start.scales.size())
        tookChanged(m_start.edit.setScale(m_current, m_start.scales[scale]));
}

void TemplateEditor::setRequired(bool required) { (void)took(m_start.edit.setRequired(m_current, required)); }

void TemplateEditor::setSensitive(bool sensitive) { (void)took(m_start.edit.setSensitive(m_current, sensitive)); }

void TemplateEditor::setRepeats(bool repeats) { tookChanged(m_start.edit.setKind(m_current, repeats ? AnswerKind::List : AnswerKind::Section)); }

void TemplateEditor::setRole(int role)
{
    const QList<TemplateRole> roles = allRoles();
    if (role < 0 || role >= roles.size())
        return;
    const TemplateRole &chosen = roles[role];
    (void)took(chosen.offered ? m_start.edit.setHand(m_current, *chosen.offered) : m_start.edit.setRole(m_current, chosen.role));
}

QString TemplateEditor::lengthMax() const
{
    const int most = m_start.edit.limitsOf(m_current).lengthMax;
    return most == 0 ? QString() : QString::number(most);
}

void TemplateEditor::setBound(Json AnswerLimits::*bound, const QString &typed)
{
    if (!item())
        return;
    AnswerLimits answerLimits = m_start.edit.limitsOf(m_current);
    const Json value = typed.trimmed().isEmpty() ? Json() : typedAnswer(*item(), typed);
    if (value.isNull() && !typed.trimmed().isEmpty()) {
        sayNoAnswer();
        return;
    }
    answerLimits.*bound = value;
    (void)took(m_start.edit.setLimits(m_current, answerLimits));
}

void TemplateEditor::setLeast(const QString &typed) { setBound(&AnswerLimits::least, typed); }

void TemplateEditor::setMost(const QString &typed) { setBound(&AnswerLimits::most, typed); }

void TemplateEditor::setLengthMax(const QString &typed)
{
    bool isNumber = false;
    const int most = typed.trimmed().toInt(&isNumber);
    if (!isNumber && !typed.trimmed().isEmpty()) {
        //: What the longest answer of a question of a template may be was typed, and is no number.
        say(tr("Type the most characters an answer may have, as a whole number."));
        return;
    }
    AnswerLimits answerLimits = m_start.edit.limitsOf(m_current);
    answerLimits.lengthMax = most;
    (void)took(m_start.edit.setLimits(m_current, answerLimits));
}

void TemplateEditor::sayNoAnswer()
{
    //: A condition of a template compares with what was typed, or an answer may not be more or less than that, and that is no number or day.
    say(tr("Type a number, or a date as 2026-11-23."));
}

void TemplateEditor::addChoice()
{
    auto choices = m_start.edit.choicesOf(m_current);
    //: A new choice of a question in a template, to be renamed. %1 is its number.
    const QString label = tr("Choice %1").arg(choices.size() + 1);
    choices.append({ {}, label });
    tookChanged(m_start.edit.setChoices(m_current, choices));
}

void TemplateEditor::renameChoice(int choice, const QString &label)
{
    auto choices = m_start.edit.choicesOf(m_current);
    if (choice < 0 || choice >= choices.size() || choices[choice].label == label)
        return;
    choices[choice].label = label;
    tookChanged(m_start.edit.setChoices(m_current, choices));
}

void TemplateEditor::removeChoice(int choice)
{
    auto choices = m_start.edit.choicesOf(m_current);
    if (choice < 0 || choice >= choices.size())
        return;
    choices.removeAt(choice);
    tookChanged(m_start.edit.setChoices(m_current, choices));
}

void TemplateEditor::moveChoice(int choice, int by)
{
    auto choices = m_start.edit.choicesOf(m_current);
    const int to = choice + by;
    if (choice < 0 || choice >= choices.size() || to < 0 || to >= choices.size())
        return;
    choices.move(choice, to);
    tookChanged(m_start.edit.setChoices(m_current, choices));
}

void TemplateEditor::setAny(bool any)
{
    ShownWhen when = m_start.edit.shownWhen(m_current);
    when.behavior = any ? EnableBehavior::Any : EnableBehavior::All;
    (void)took(m_start.edit.setShownWhen(m_current, when));
}

void TemplateEditor::removeCondition(int condition)
{
    ShownWhen when = m_start.edit.shownWhen(m_current);
    if (condition < 0 || condition >= when.conditions.size())
        return;
    when.conditions.removeAt(condition);
    (void)took(m_start.edit.setShownWhen(m_current, when));
}

QStringList TemplateEditor::endsFor(int question) const
{
    const QStringList links = m_start.edit.questionsToAskAbout(m_current);
    QStringList labels;
    if (question >= 0 && question < links.size()) {
        for (const ConditionEnd &end : conditionEnds(*m_start.edit.form().find(links[question])))
            labels.append(end.label);
    }
    return labels;
}

bool TemplateEditor::isTyped(int question, int end) const
{
    const QStringList links = m_start.edit.questionsToAskAbout(m_current);
    if (question < 0 || question >= links.size())
        return false;
    const auto ends = conditionEnds(*m_start.edit.form().find(links[question]));
    return end >= 0 && end < ends.size() && ends[end].answer.isNull();
}

bool TemplateEditor::addCondition(int question, int end, const QString &typed)
{
    const QStringList links = m_start.edit.questionsToAskAbout(m_current);
    if (question < 0 || question >= links.size())
        return false;
    const FormItem &asked = *m_start.edit.form().find(links[question]);
    const auto ends = conditionEnds(asked);
    if (end < 0 || end >= ends.size())
        return false;
    const Json answer = ends[end].answer.isNull() ? typedAnswer(asked, typed) : ends[end].answer;
    if (answer.isNull()) {
        sayNoAnswer();
        return false;
    }
    ShownWhen when = m_start.edit.shownWhen(m_current);
    when.conditions.append({ asked.linkId, ends[end].op, answer });
    return took(m_start.edit.setShownWhen(m_current, when));
}

void TemplateEditor::undo()
{
    if (!m_start.edit.undo())
        return;
    if (!item())
        m_current = m_start.edit.form().items.first().linkId;
    m_clock.changed();
    say({});
    renew();
    Q_EMIT currentChanged();
}

void TemplateEditor::redo()
{
    if (!m_start.edit.redo())
        return;
    if (!item())
        m_current = m_start.edit.form().items.first().linkId;
    m_clock.changed();
    say({});
    renew();
    Q_EMIT currentChanged();
}

void TemplateEditor::showFirstProblem()
{
    for (const auto &[link, text] : std::as_const(m_problems)) {
        if (!link.isEmpty() && m_start.edit.form().find(link)) {
            select(link);
            Q_EMIT focusAsked();
            return;
        }
    }
}

void TemplateEditor::openPreview()
{
    DraftState start;
    start.answers = prefilledAnswers(m_start.edit.form(), m_start.context, m_random);
    start.isTriedOut = true;
    m_preview = std::make_unique<FormSession>(m_start.edit.form(), m_start.context, m_random, start);
    FormSession *shown = m_preview.get();
    shown->save = [shown](const DraftState &) { shown->draftSaved(); }; // tried out, never kept
    //: The preview of a template: its last button would complete a record; there is none.
    shown->complete = [shown](const Answers &) { shown->notCompleted(tr("This is how it looks. Nothing you type here is kept.")); };
    shown->takePicture = [shown](const FilePlace &place, const QString &) {
        //: The preview of a template, where a picture or file was chosen.
        shown->pictureRefused(place, tr("Pictures and files are not taken in a preview."));
    };
    shown->takeDrawing = [shown](const FilePlace &place, const InkSheet &) {
        //: The preview of a template, where something was drawn.
        shown->pictureRefused(place, tr("Drawings are not kept in a preview."));
    };
    shown->candidates = [this](const QString &list) { return candidates ? candidates(list) : QList<Candidate>(); };
    shown->now = [this] { return m_start.context.now; };
    shown->offset = [this](QDate, QTime) { return m_start.context.now.right(6); };
    Q_EMIT previewChanged();
}

void TemplateEditor::closePreview()
{
    const auto gone = m_preview.release();
    Q_EMIT previewChanged();
    if (gone)
        gone->deleteLater();
}

void TemplateEditor::publish(const QString &fromIso, const QString &reviewIso)
{
    m_publishProblem.clear();
    m_isPublishing = true;
    m_clock.keepNow();
    Q_EMIT keptChanged();
    Q_EMIT publishAsked(fromIso, reviewIso);
}

void TemplateEditor::kept()
{
    m_trouble.clear();
    m_clock.kept();
    Q_EMIT keptChanged();
}

void TemplateEditor::notKept(const QString &why)
{
    m_trouble = why;
    m_clock.notKept();
    Q_EMIT keptChanged();
}

void TemplateEditor::published(const QString &words)
{
    m_isPublishing = false;
    m_clock.forget();
    Q_EMIT keptChanged();
    Q_EMIT isPublished(words);
}

void TemplateEditor::notPublished(const QString &why)
{
    m_isPublishing = false;
    m_publishProblem = why;
    Q_EMIT keptChanged();
}

} // namespace sightline
