// Drafts follow their author, in the real app: begun on the phone, gone on with on the tablet, taken up again on the phone, completed there.
#include "core/commands/complete_record.h"
#include "core/commands/save_draft.h"
#include "core/packs/calendar/england_calendar.h"
#include "core/queries/capture_context.h"
#include "core/store/form_library.h"
#include "tests/qml/joined_devices.h"

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

class DraftsFollowAppTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        QGuiApplication::setQuitOnLastWindowClosed(false);
        begin();
        publishPlainNote();
        serve();
        join(u"phone"_s, author);
        join(u"tablet"_s, author);
        app = std::make_unique<RunningApp>(folderOf(u"phone"_s), QSize(390, 844));
    }
    Json sync(const QString &device)
    {
        QProcess cli;
        cli.start(QStringLiteral(SIGHTLINE_CLI), RunningApp::storeArguments(folderOf(device)) + QStringList { u"sync"_s, u"--json"_s });
        EXPECT_TRUE(cli.waitForFinished(60'000));
        EXPECT_EQ(cli.exitCode(), 0) << cli.readAllStandardError().constData();
        return parseJson(cli.readAllStandardOutput()).valueOr(Json());
    }
    /// What the notes being written on @p store say.
    static QStringList notesIn(Store &store)
    {
        QStringList notes;
        const auto drafts = store.drafts().list();
        EXPECT_TRUE(drafts);
        for (const Draft &draft : drafts.valueOr({})) {
            if (draft.body.type == RecordType::Form)
                notes.append(draft.body.answers.value(u"said"_s).toString());
        }
        return notes;
    }
    QStringList notesOnPhone()
    {
        return app->graph().store().call([](Store &store) { return Result<QStringList>(notesIn(store)); }, StoreThread::Lane::Save).get().valueOr({});
    }
    bool phoneComesToHold(const QStringList &notes)
    {
        return app->reader().waitFor([&] { return notesOnPhone() == notes; });
    }
    /// Does @p work with the tablet's one note.
    void onTablet(const std::function<void(Store &, const Draft &)> &work)
    {
        const auto store = openStoreOf(u"tablet"_s);
        ASSERT_TRUE(store);
        const auto drafts = store->drafts().list();
        ASSERT_TRUE(drafts);
        ASSERT_EQ(drafts->size(), 1);
        work(*store, drafts->first());
    }

    std::unique_ptr<RunningApp> app;
};

TEST_F(DraftsFollowAppTest, ANoteIsBegunOnThePhoneAndGoneOnWithOnTheTabletAndTheOtherWayRound)
{
    beginNote(app->reader(), u"A plain note"_s, u"We had toast."_s);
    app->views().capture()->close();
    // Left a moment ago, it is with the hub as soon as that answers.
    ASSERT_TRUE(app->reader().waitFor([this] { return sync(u"tablet"_s)[u"drafts_came"_s].toInteger() > 0; })) << "nothing came to the tablet";
    onTablet([](Store &store, const Draft &draft) {
        EXPECT_EQ(draft.body.answers.value(u"said"_s).toString(), u"We had toast."_s);
        Answers more(draft.body.answers);
        more.set(u"said"_s, u"We had toast. He laughed."_s);
        ASSERT_TRUE(saveDraft(store, draft.id, more, {}));
    });
    EXPECT_EQ(sync(u"tablet"_s)[u"drafts_shared"_s].toInteger(), 1);
    ASSERT_TRUE(phoneComesToHold({ u"We had toast. He laughed."_s })) << qPrintable(notesOnPhone().join(u'|'));

    // Opened there it has those words, and what is typed over them on the tablet meanwhile waits until it is left.
    app->reader().key(Qt::Key_N, Qt::ControlModifier);
    Q_EMIT app->views().capture()->resumeAsked(
        app->graph().store().call([](Store &store) { return Result<QString>(store.drafts().list()->first().id.toString()); }).get().value());
    ASSERT_TRUE(app->reader().waitFor([&] { return app->views().capture()->session() != nullptr; }));
    EXPECT_EQ(app->views().capture()->session()->answers().value(u"said"_s).toString(), u"We had toast. He laughed."_s);
    onTablet([](Store &store, const Draft &draft) {
        Answers more(draft.body.answers);
        more.set(u"said"_s, u"We had toast. He laughed. She came home."_s);
        ASSERT_TRUE(saveDraft(store, draft.id, more, {}));
    });
    EXPECT_EQ(sync(u"tablet"_s)[u"drafts_shared"_s].toInteger(), 1);
    EXPECT_EQ(app->views().capture()->session()->answers().value(u"said"_s).toString(), u"We had toast. He laughed."_s);
    app->views().capture()->close();
    ASSERT_TRUE(phoneComesToHold({ u"We had toast. He laughed. She came home."_s })) << qPrintable(notesOnPhone().join(u'|'));

    // Completed on the tablet, it is a record on the phone and a draft no more.
    onTablet([](Store &store, const Draft &draft) {
        const auto form = findForm(store, draft.body.form);
        const auto context = captureContext(store, englandCalendar(), **form, std::nullopt, Answers(draft.body.answers), draft.body.madeAtMs, {});
        ASSERT_TRUE(context);
        const auto done = completeRecord(store, draft.id, { .context = *context });
        ASSERT_TRUE(done);
        ASSERT_TRUE(done->record);
    });
    sync(u"tablet"_s);
    ASSERT_TRUE(phoneComesToHold({})) << qPrintable(notesOnPhone().join(u'|'));
}

} // namespace
