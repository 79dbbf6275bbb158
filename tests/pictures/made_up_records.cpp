#include "tests/pictures/made_up_records.h"

#include "core/commands/author_context.h"
#include "core/commands/new_operation.h"
#include "core/commands/save_draft.h"
#include "core/records/fact.h"
#include "core/store/form_library.h"

namespace sightline::pictures {

using namespace Qt::StringLiterals;

namespace {

/// Answers under construction, which knows the form: a choice is given by its code and carries the form's words.
class Writing {
public:
    Writing(Store &store, const QString &form) : m_store(store), m_form(findForm(store, form)) { }

    Writing &say(const QString &key, const Json &value)
    {
        m_answers.set(key, value);
        return *this;
    }
    Writing &choose(const QString &key, const QString &code)
    {
        m_answers.set(key, coding(key, code));
        return *this;
    }
    QString row(const QString &list) { return list + u'#' + m_answers.addRow(list + u'#', m_store.random()).row + u'/'; }
    Result<Answers> done() const { return m_form ? Result<Answers>(m_answers) : m_form.error(); }

private:
    Json coding(const QString &key, const QString &code) const
    {
        const QString linkId = key.section(u'/', -1);
        if (m_form) {
            for (const FormItem &item : (*m_form)->questionnaire.items) {
                if (item.linkId != linkId)
                    continue;
                for (const FormOption &option : item.options) {
                    if (option.value[u"code"_s].toString() == code)
                        return option.value;
                }
            }
        }
        return Json::object({ { u"system"_s, u"urn:sightline:code:"_s + linkId }, { u"code"_s, code }, { u"display"_s, code } });
    }

    Store &m_store;
    Result<std::shared_ptr<const KnownForm>> m_form;
    Answers m_answers;
};

Json colleague(const QString &id, const QString &name)
{
    return Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, id }, { u"display"_s, name }, { u"type"_s, u"Practitioner"_s } });
}

QString stamp(const QDateTime &at) { return at.toOffsetFromUtc(at.offsetFromUtc()).toString(Qt::ISODate); }

} // namespace

Result<Answers> homeVisit(Store &store, const QDateTime &at)
{
    Writing note(store, u"T02"_s);
    note.choose(u"kind"_s, u"child-protection"_s)
        .say(u"announced"_s, true)
        .say(u"arrived"_s, stamp(at))
        .say(u"left"_s, stamp(at.addSecs(55 * 60)))
        .say(u"purpose"_s, u"To see how mornings go since Nana moved in, as agreed at the core group."_s)
        .choose(u"result"_s, u"went-ahead"_s)
        .choose(u"ctx.mode"_s, u"in-person"_s)
        .say(u"ask_today"_s, u"What is the best part of the day? What would you change?"_s);
    const QString person = note.row(u"present"_s);
    note.say(person + u"present.who"_s, u"Mum"_s).say(person + u"present.link"_s, u"Parent"_s).say(person + u"present.lives_here"_s, true);
    const QString nana = note.row(u"present"_s);
    note.say(nana + u"present.who"_s, u"Nana"_s)
        .say(nana + u"present.link"_s, u"Grandparent"_s)
        .say(nana + u"present.lives_here"_s, true)
        .say(nana + u"present.new_to_us"_s, true);
    const QString child = note.row(u"child"_s);
    note.say(child + u"child.initials"_s, u"A.B."_s)
        .choose(child + u"child.age_band"_s, u"5-10"_s)
        .say(child + u"child.seen"_s, true)
        .choose(child + u"child.alone"_s, u"yes"_s)
        .say(child + u"child.words"_s, u"I asked what mornings are like. “Mum gets up now. We had toast. I like it when Nana comes on Fridays.”"_s)
        .say(child + u"child.showed"_s, u"Settled, dressed for school, chatted while drawing. Looked to Mum before answering about bedtime."_s)
        .choose(child + u"child.hurt"_s, u"none"_s)
        .choose(child + u"child.sleeps"_s, u"seen"_s);
    note.say(u"adults_said"_s, u"Mum says the new routine is hard on Mondays. Nana does the school run twice a week."_s)
        .say(u"well"_s, u"School every day for three weeks. Breakfast on the table when I came."_s)
        .say(u"worry"_s, u"Bedtime is still late at weekends, and Mum is tired."_s)
        .say(u"means"_s, u"Mornings have changed and the change is holding. The plan can turn to evenings."_s)
        .say(u"next_due_own"_s, at.date().addDays(10).toString(Qt::ISODate))
        .choose(u"manager"_s, u"when-you-can"_s)
        .say(u"to_child"_s, u"You showed me your drawing of the toast. I wrote down what you said about Fridays."_s);
    return note.done();
}

Result<Answers> noReply(Store &store, const QDateTime &at)
{
    Writing note(store, u"T02"_s);
    note.choose(u"kind"_s, u"child-in-need"_s)
        .say(u"announced"_s, false)
        .say(u"arrived"_s, stamp(at))
        .say(u"left"_s, stamp(at.addSecs(10 * 60)))
        .say(u"purpose"_s, u"To see how the first week at the new school went."_s)
        .choose(u"result"_s, u"no-reply"_s)
        .say(u"tried"_s, u"Knocked twice, rang the bell, heard a kettle. No reply."_s)
        .say(u"card_left"_s, true)
        .say(u"told"_s, u"The duty manager"_s)
        .say(u"next_try"_s, stamp(at.addDays(1)))
        .choose(u"ctx.mode"_s, u"in-person"_s)
        .choose(u"manager"_s, u"no"_s);
    return note.done();
}

Result<Answers> observation(Store &store, const QDateTime &at)
{
    Writing seen(store, u"T01"_s);
    seen.say(u"ctx.started"_s, stamp(at))
        .say(u"ctx.ended"_s, stamp(at.addSecs(70 * 60)))
        .choose(u"ctx.mode"_s, u"in-person"_s)
        .say(u"observed"_s,
             Json::object({ { u"system"_s, u"urn:sightline:person"_s },
                            { u"value"_s, u"practitioner-north-1"_s },
                            { u"display"_s, u"Early Support Practitioner, North (first)"_s },
                            { u"type"_s, u"Practitioner"_s } }))
        .choose(u"observed_role"_s, u"family-support-early-help-practitioner"_s)
        .choose(u"activity"_s, u"home-visit"_s)
        .choose(u"how"_s, u"in-the-room"_s)
        .say(u"family_present"_s, true)
        .choose(u"consent"_s, u"spoken"_s)
        .say(u"purpose"_s, u"To hear from the child how mornings are, and to agree one change for the week."_s)
        .say(u"facts"_s,
             u"She let the silence last. After a minute the child chose the toy kitchen and talked about breakfast while they played. "
             "The mother heard it for the first time."_s)
        .choose(u"child_there"_s, u"took-part"_s)
        .say(u"child_voice"_s, u"Through play. The child set four plates and said who sits where."_s);
    return seen.done();
}

Result<Answers> officeVisit(Store &store, const QDateTime &at)
{
    Writing visit(store, u"T03"_s);
    const auto me = authorContext(store);
    visit.say(u"ctx.started"_s, stamp(at))
        .say(u"ctx.ended"_s, stamp(at.addSecs(90 * 60)))
        .choose(u"ctx.mode"_s, u"in-person"_s)
        .say(u"team"_s, u"Early Support North"_s)
        .say(u"base"_s, u"The family hub"_s)
        .say(u"planned"_s, true);
    const QString told = visit.row(u"told"_s);
    visit.choose(told + u"told.topic"_s, u"time-with-families"_s)
        .say(told + u"told.said"_s, u"Two mornings without meetings have given each of us one more visit a week."_s)
        .choose(told + u"told.tone"_s, u"going-well"_s);
    visit.say(u"story"_s, u"A practitioner walked with a father to his first group and waited outside. He has gone by himself since."_s)
        .say(u"good"_s, u"Calm and prepared; everyone knew the families by what they hope for."_s)
        .choose(u"worry"_s, u"none"_s);
    const QString act = visit.row(u"acts"_s);
    visit.say(act + u"acts.action"_s, u"Ask for a second laptop so that notes are not shared."_s)
        .choose(act + u"acts.level"_s, u"team"_s)
        .say(act + u"acts.owner"_s, colleague(me ? me->person.toString() : QString(), me ? me->name : QString()))
        .choose(act + u"acts.priority"_s, u"soon"_s)
        .say(act + u"acts.why"_s, u"Two practitioners wait for one another to write up."_s)
        .say(act + u"acts.due"_s, at.date().addDays(-1).toString(Qt::ISODate));
    visit.say(u"fed_back_on"_s, at.date().toString(Qt::ISODate));
    return visit.done();
}

Result<RecordId> give(Store &store, const MadeUp &record)
{
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    const auto form = findForm(store, record.form);
    if (!form)
        return form.error();
    RecordBody body;
    body.type = RecordType::Form;
    body.state = record.state;
    body.author = author->person;
    body.form = (*form)->published.form;
    body.service = author->service;
    body.team = record.team;
    body.observed = record.observed;
    body.task = record.task;
    body.role = author->roles.value(0);
    body.madeAtMs = record.completedAt.addSecs(-1800).toMSecsSinceEpoch();
    body.completedAtMs = record.state == RecordState::Draft ? 0 : record.completedAt.toMSecsSinceEpoch();
    body.answers = record.answers.fields();

    const RecordId id = newId<RecordId>(store.clock(), store.random());
    Operation create = newOperation(store, OperationKind::Create, id);
    create.atMs = record.completedAt.toMSecsSinceEpoch();
    create.head = body;
    const auto kept = store.transact([&]() -> Result<void> {
        if (const auto added = store.outbox().append(create); !added)
            return added;
        const auto fact = factOf(id, body, record.completedAt.date());
        if (!fact)
            return {};
        Operation counted = newOperation(store, OperationKind::Create, factIdOf(id));
        counted.head = *fact;
        return store.outbox().append(counted);
    });
    if (!kept)
        return kept.error();
    return id;
}

Result<RecordId> leaveDraft(Store &store, const QString &form, const Result<Answers> &answers, const QString &focus)
{
    if (!answers)
        return answers.error();
    const auto known = findForm(store, form);
    if (!known)
        return known.error();
    const auto draft = beginDraft(store, { (*known)->published.form, {}, {}, {}, {}, *answers });
    if (!draft)
        return draft.error();
    const auto saved = saveDraft(store, draft->id, *answers, focus);
    return saved ? Result<RecordId>(draft->id) : saved.error();
}

} // namespace sightline::pictures
