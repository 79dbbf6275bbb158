#include "core/commands/new_operation.h"
#include "core/packs/forms/form_packs.h"
#include "tests/qml/joined_devices.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

const QString settledQuestion = u"Is it settled?"_s, comes = u"Your part: what comes of the challenge"_s;

QString formOf(const QString &id)
{
    for (const FormPack &pack : builtInForms()) {
        if (pack.id == id)
            return id + u'@' + pack.version;
    }
    return {};
}

Json person(const QString &id, const QString &name)
{
    return Json::object({ { u"system"_s, u"urn:sightline:id"_s }, { u"value"_s, id }, { u"display"_s, name }, { u"type"_s, u"Practitioner"_s } });
}

/// A reviewing officer's device, on which a review of theirs challenges a team manager, and the team manager's.
class LadderAppTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        serve();
        join(u"officer"_s, author);
        join(u"manager"_s, manager);
    }
    /// A completed review that challenges @p how, to be answered by @p by.
    RecordId givenChallenge(const QString &how, QDate by)
    {
        const RecordId record = newId<RecordId>(m_clock, m_random);
        const auto store = openStoreOf(u"officer"_s);
        if (!store)
            return record;
        RecordBody body;
        body.state = RecordState::Completed;
        body.author = PersonId(author);
        body.form = formOf(u"T16"_s);
        body.service = ServiceId(u"early-support"_s);
        body.team = TeamId(u"early-support-north"_s);
        body.observed = PersonId(manager);
        body.madeAtMs = body.completedAtMs = m_clock.now().msSinceEpoch;
        body.answers = { { u"challenge"_s,
                           Json::object({ { u"system"_s, u"urn:sightline:code:challenge"_s }, { u"code"_s, how }, { u"display"_s, u"Informal"_s } }) },
                         { u"asked"_s, u"A plan for the school place."_s },
                         { u"asked_of"_s, person(manager, u"Team Manager, Early Support North"_s) },
                         { u"asked_by"_s, by.toString(Qt::ISODate) },
                         { u"ladder.second"_s, person(u"sm-early-support"_s, u"Service Manager, Early Support"_s) },
                         { u"ladder.third"_s, person(u"hos-early-support"_s, u"Head of Service"_s) } };
        Operation create = newOperation(*store, OperationKind::Create, record);
        create.head = body;
        EXPECT_TRUE(store->transact([&] { return store->outbox().append(create); }));
        return record;
    }
    [[nodiscard]] static bool says(const ScreenReader &reader, const QString &words)
    {
        return reader.waitFor([&] { return reader.said().contains(words); });
    }
    static void typeInto(const ScreenReader &reader, const QString &field, const QString &words)
    {
        ASSERT_TRUE(reader.waitFor(QAccessible::EditableText, field)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.focus(*reader.find(QAccessible::EditableText, field)));
        reader.type(words);
    }
    /// Opens the record until it is there and offers @p button.
    [[nodiscard]] static bool comesToOffer(RunningApp &app, const ScreenReader &reader, const RecordId &record, const QString &button)
    {
        return reader.waitFor([&] {
            if (reader.find(QAccessible::Button, button))
                return true;
            app.views().records()->open(record.toString());
            return false;
        });
    }
    static void finish(const ScreenReader &reader)
    {
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(says(reader, u"is finished"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.waitFor([&] { return !reader.said().contains(u"is finished"_s); })) << qPrintable(reader.said());
    }
    /// Until nothing of @p app's is only on its device.
    static void waitUntilSent(RunningApp &app, const ScreenReader &reader)
    {
        ASSERT_TRUE(reader.waitFor([&] { return app.views().sync()->waitingCount() == 0 && app.views().sync()->headline().contains(u"Everything"_s); }, 60'000))
            << qPrintable(app.views().sync()->headline());
    }
};

TEST_F(LadderAppTest, AChallengeThatNobodyAnsweredInItsTimeGoesUpARungAndIsSettledThere)
{
    const RecordId record = givenChallenge(u"informal"_s, QDate::currentDate().addDays(-2));
    {
        RunningApp app(folderOf(u"officer"_s), { 390, 844 });
        const ScreenReader reader = app.reader();
        ASSERT_TRUE(comesToOffer(app, reader, record, comes)) << "the day has passed: nobody waits for the reply any more\n" << qPrintable(reader.said());
        EXPECT_TRUE(says(reader, u"Waiting: what comes of the challenge by the reviewing officer"_s)) << qPrintable(reader.said());
        ASSERT_TRUE(reader.press(QAccessible::Button, comes));
        ASSERT_TRUE(reader.waitFor(QAccessible::RadioButton, u"No, it goes to formal stage 1"_s)) << qPrintable(reader.said());
        EXPECT_EQ(reader.unnamed(), QStringList());
        ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"No, it goes to formal stage 1"_s));
        ASSERT_TRUE(says(reader, u"Team Manager, Early Support North"_s)) << "whom it goes to is said\n" << qPrintable(reader.said());
        typeInto(reader, u"What do you ask for now?"_s, u"A date for the school place."_s);
        const QDate by = QDate::currentDate().addDays(30);
        typeInto(reader, u"By when?, day"_s, QString::number(by.day()));
        typeInto(reader, u"By when?, month"_s, QString::number(by.month()));
        typeInto(reader, u"By when?, year"_s, QString::number(by.year()));
        finish(reader);
        waitUntilSent(app, reader);
    }
    {
        RunningApp app(folderOf(u"manager"_s), { 390, 844 });
        const ScreenReader reader = app.reader();
        const QString reply = u"Your part: reply at formal stage 1"_s;
        ASSERT_TRUE(comesToOffer(app, reader, record, reply)) << qPrintable(reader.said());
        EXPECT_FALSE(reader.find(QAccessible::Button, u"Your part: reply to the challenge"_s)) << "the first reply is overtaken";
        ASSERT_TRUE(reader.press(QAccessible::Button, reply));
        typeInto(reader, u"Reply to the challenge"_s, u"The place is confirmed."_s);
        finish(reader);
        waitUntilSent(app, reader);
    }
    RunningApp app(folderOf(u"officer"_s), { 390, 844 });
    const ScreenReader reader = app.reader();
    ASSERT_TRUE(comesToOffer(app, reader, record, comes)) << "there is an answer\n" << qPrintable(reader.said());
    ASSERT_TRUE(says(reader, u"The place is confirmed."_s)) << qPrintable(reader.said());
    ASSERT_TRUE(reader.press(QAccessible::Button, comes));
    ASSERT_TRUE(reader.waitFor(QAccessible::RadioButton, u"Yes, it is settled"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.find(QAccessible::RadioButton, u"No, it goes to stage 2"_s)) << "the next rung alone";
    ASSERT_TRUE(reader.press(QAccessible::RadioButton, u"Yes, it is settled"_s));
    typeInto(reader, u"What settled it?"_s, u"The school place."_s);
    finish(reader);
    app.views().records()->open(record.toString());
    ASSERT_TRUE(says(reader, u"What settled it?"_s)) << qPrintable(reader.said());
    EXPECT_TRUE(reader.waitFor([&] { return !reader.find(QAccessible::Button, comes); })) << "settled, it goes no further\n" << qPrintable(reader.said());
}

TEST_F(LadderAppTest, WhileItsDayHasNotPassedTheReplyIsWaitedFor)
{
    const RecordId record = givenChallenge(u"informal"_s, QDate::currentDate().addDays(5));
    RunningApp app(folderOf(u"officer"_s), { 390, 844 });
    const ScreenReader reader = app.reader();
    app.views().records()->open(record.toString());
    ASSERT_TRUE(says(reader, u"Waiting: reply to the challenge by the team manager"_s)) << qPrintable(reader.said());
    EXPECT_FALSE(reader.find(QAccessible::Button, comes));
}

} // namespace
