#include "qml/features/today/task_desk.h"

#include "core/base/canonical_json.h"
#include "core/commands/begun_reason.h"
#include "core/commands/typed_text.h"

namespace sightline {

namespace {

/// The fields of a sheet in the text that is kept of it; none in a text that is none of a sheet.
Json::Object fieldsIn(const QString &text)
{
    const QByteArray written = text.toUtf8();
    JsonBounds bounds;
    bounds.bytesMax = written.size();   // it was typed here: however long it is, none of it is left out
    const auto fields = parseJson(written, bounds);
    return fields ? fields->toObject() : Json::Object();
}

QString textOf(const Json::Object &fields) { return fields.isEmpty() ? QString() : QString::fromUtf8(writeJson(Json(fields))); }

/// What was typed before what was kept is found goes before it.
QString joined(const QString &kept, const QString &typed)
{
    Json::Object fields = fieldsIn(kept);
    const Json::Object newer = fieldsIn(typed);
    for (auto it = newer.cbegin(); it != newer.cend(); ++it)
        fields.insert(it.key(), it.value());
    return textOf(fields);
}

} // namespace

TaskDesk::TaskDesk(QObject *parent)
    : QObject(parent), m_fair({ { "name", [](const FairRow &row) { return QVariant(row.name); } },
                                { "reason", [](const FairRow &row) { return QVariant(row.reason); } },
                                { "taskId", [](const FairRow &row) { return QVariant(row.taskId); } },
                                { "unit", [](const FairRow &row) { return QVariant(row.unit); } } }),
      m_colleagues(
          { { "personId", [](const ColleagueRow &row) { return QVariant(row.id); } }, { "name", [](const ColleagueRow &row) { return QVariant(row.name); } } }),
      m_wishes({ { "waiverId", [](const WishRow &row) { return QVariant(row.id); } },
                 { "title", [](const WishRow &row) { return QVariant(row.title); } },
                 { "detail", [](const WishRow &row) { return QVariant(row.detail); } },
                 { "reason", [](const WishRow &row) { return QVariant(row.reason); } } })
{
    m_words.join = joined;
    m_words.take = [](const StepPlace &, const QString &, bool) {};   // what is to be done with them is said by the signals of each button
    connect(&m_words, &StepWords::textChanged, this, &TaskDesk::typedChanged);
    connect(&m_words, &StepWords::troubleChanged, this, &TaskDesk::problemChanged);
}

void TaskDesk::show(const DeskState &state, const QString &todayIso)
{
    m_state = state;
    m_todayIso = todayIso;
    m_fair.show(state.fair);
    m_colleagues.show(state.colleagues);
    Q_EMIT changed();
}

void TaskDesk::showWishes(const QList<WishRow> &wishes)
{
    m_wishes.show(wishes);
    Q_EMIT changed();
}

void TaskDesk::finish()
{
    m_isBusy = false;
    if (m_pressed != StepPlace())
        m_words.taken(std::exchange(m_pressed, {}));   // its words are kept in the record now
    m_problem.clear();
    m_problemMember.clear();
    Q_EMIT problemChanged();
    Q_EMIT finished();
}

void TaskDesk::refuse(const QString &member, const QString &words)
{
    m_isBusy = false;
    m_problemMember = member;
    m_problem = words;
    if (m_pressed != StepPlace())
        m_words.refused(std::exchange(m_pressed, {}), {});
    Q_EMIT problemChanged();
}

void TaskDesk::begin(const QString &kind) { beginAt(kind.isEmpty() ? StepPlace() : StepPlace { m_state.taskId, kind }); }

void TaskDesk::beginAnswer(const QString &waiverId) { beginAt({ waiverId, QString::fromUtf16(reason::wishAnswer) }); }

void TaskDesk::beginAt(const StepPlace &place)
{
    m_place = place;
    m_begunTask = m_state.taskId;
    m_begunTitle = m_state.title;
    m_problem.clear();
    m_problemMember.clear();
    if (m_place == StepPlace())
        m_words.close();
    else
        m_words.open(m_place.recordId, m_place.kind);
    Q_EMIT problemChanged();
    Q_EMIT typedChanged();
}

void TaskDesk::type(const QString &field, const QString &text)
{
    Json::Object fields = fieldsIn(m_words.text());
    fields.insert(field, withoutUnstorable(text));   // else none of it could be read again
    m_words.type(textOf(fields));
}

void TaskDesk::leave()
{
    m_place = {};
    m_words.close();
}

QVariantMap TaskDesk::typed() const
{
    QVariantMap typed;
    const Json::Object fields = fieldsIn(m_words.text());
    for (auto it = fields.cbegin(); it != fields.cend(); ++it)
        typed.insert(it.key(), it->toString());
    return typed;
}

bool TaskDesk::takePress()
{
    if (m_isBusy)
        return false;
    m_isBusy = true;
    m_pressed = m_place;
    m_words.takeStep(false);   // they are on their way: nothing keeps them once more behind it
    Q_EMIT problemChanged();
    return true;
}

void TaskDesk::putOff(bool isLater, const QString &untilIso, const QString &reason)
{
    if (takePress())
        Q_EMIT putOffAsked(m_begunTask, isLater, untilIso, reason);
}

void TaskDesk::withdraw()
{
    if (takePress())
        Q_EMIT withdrawAsked(m_state.waiverId);
}

void TaskDesk::pass(const QString &personId)
{
    if (takePress())
        Q_EMIT passAsked(personId.isEmpty() ? m_state.taskId : m_begunTask, personId);
}

void TaskDesk::take(bool takes)
{
    if (takePress())
        Q_EMIT takeAsked(m_state.taskId, takes);
}

void TaskDesk::note(const QString &onIso, const QString &dueIso, const QString &nextIso, const QString &reference, const QString &title)
{
    if (takePress())
        Q_EMIT noteAsked(m_begunTask, onIso, dueIso, nextIso, reference, title);
}

void TaskDesk::answer(const QString &waiverId, bool approves, const QString &reason)
{
    const WishRow *wish = m_wishes.find(waiverId);
    if (takePress())
        Q_EMIT answerAsked(waiverId, wish && wish->isStatutory, approves, reason);
}

} // namespace sightline
