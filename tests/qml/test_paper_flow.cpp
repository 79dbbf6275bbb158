#include "core/forms/answer_value.h"
#include "core/packs/calendar/england_calendar.h"
#include "qml/app/paper_flow.h"
#include "tests/unit/commands/command_fixture.h"

#include <QBuffer>
#include <QImage>
#include <QTest>

#include <atomic>
#include <future>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// Paper without its pages: a draft with three photos, and a painter that a test can hold.
class PaperFlowTest : public CommandTest {
protected:
    static constexpr int photos = 3;
    static constexpr char advised[] = R"({"resourceType":"Questionnaire","url":"urn:test:advised","version":"1","status":"active","title":"Advised","item":[
        {"linkId":"note","type":"text","text":"Legal advice"},{"linkId":"q0","type":"attachment","text":"One"},
        {"linkId":"q1","type":"attachment","text":"Two"},{"linkId":"q2","type":"attachment","text":"Three"}]})";

    PaperFlowTest()
    {
        putReference(newRecord(),
                     publishedFormBody({ u"F@1"_s, u"Advised"_s, advised, {}, Json::object({ { u"neverExported"_s, Json::strings({ u"note"_s }) } }) }));
        Draft draft { newRecord(), formBody(u"words"_s) };
        draft.body.state = RecordState::Draft;
        for (int i = 0; i < photos; ++i) {
            const QByteArray bytes = photo(i);
            EXPECT_TRUE(store->transact([&] { return store->files().put(bytes, u"image/png"_s, clock.now()); }));
            draft.body.answers.insert(u"q%1"_s.arg(i), attachmentAnswer(toHex(sha256(bytes)), u"image/png"_s, bytes.size(), u"photo-%1.png"_s.arg(i)));
        }
        EXPECT_TRUE(store->transact([&] { return store->drafts().save(draft); }));
        record = draft.id;
        RecordPaper shown;
        shown.id = record->toString();
        view.showRecord(shown);
        thread.open([this] { return Result<std::unique_ptr<Store>>(std::move(store)); });
        paper.write = [this](const PrintedRecord &written, const QString &) -> Result<void> {
            markersBefore = markers.load();
            pictures = 0;
            for (const AnsweredLine &line : written.lines)
                advice = line.key == "note"_L1 ? line.text : advice;
            for (const PrintedFile &file : written.files)
                pictures += file.picture.isEmpty() ? 0 : 1;
            began.set_value();
            gate.wait();
            return {};
        };
    }
    ~PaperFlowTest() override { release(); }

    static QByteArray photo(int number)
    {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        QImage image(40 + number, 30, QImage::Format_RGB32);
        image.fill(Qt::darkCyan);
        EXPECT_TRUE(image.save(&buffer, "PNG"));
        return bytes;
    }
    [[nodiscard]] static bool waitFor(const std::function<bool()> &what) { return QTest::qWaitFor(what, 60'000); }
    [[nodiscard]] bool hasBegun()
    {
        return waitFor([begins = began.get_future().share()] { return begins.wait_for(std::chrono::seconds(0)) == std::future_status::ready; });
    }
    void release()
    {
        if (!std::exchange(isReleased, true))
            mayGoOn.set_value();
    }
    /// Asks the store something of no weight, behind whatever was asked before, again and again.
    void mark()
    {
        link.ask(
            &view, [](Store &) -> Result<void> { return {}; },
            [this](const Result<void> &) {
                ++markers;
                if (!isReleased)
                    mark();
            });
    }

    std::promise<void> began, mayGoOn;
    std::shared_future<void> gate = mayGoOn.get_future().share();
    bool isReleased = false;
    QString advice;            ///< as it went onto paper last; read once that has ended
    std::atomic<int> markers = 0, markersBefore = 0, pictures = 0;
    std::optional<RecordId> record;
    StoreThread thread;
    StoreLink link { thread, englandCalendar(), clock, random };
    RecordsView view;
    PaperFlow paper { link, view };
};

} // namespace

TEST_F(PaperFlowTest, WordsAreSavedWhileARecordIsPainted)
{
    Q_EMIT view.paperAsked(record->toString());
    ASSERT_TRUE(hasBegun());
    EXPECT_EQ(pictures, photos);
    EXPECT_EQ(view.paperWords(), u"The PDF is being written …"_s);
    bool isSaved = false;
    link.ask(
        &view,
        [draft = *record](Store &open) {
            return saveDraft(open, draft, Answers({ { u"said"_s, u"Words"_s } }), {});
        },
        [&isSaved](const Result<void> &saved) { isSaved = saved.hasValue(); }, StoreThread::Lane::Save);
    EXPECT_TRUE(waitFor([&] { return isSaved; })) << "behind a painter that does not end";
    EXPECT_EQ(view.paperWords(), u"The PDF is being written …"_s) << "it has not ended";
    release();
    EXPECT_TRUE(waitFor([&] { return view.paperWords().startsWith(u"Saved as "_s); })) << qPrintable(view.paperWords());
}

// domain.md T11: privileged, never exported by default.
TEST_F(PaperFlowTest, LegalAdviceGoesOntoPaperOnlyWhereSomebodyChoosesItEachTime)
{
    release();
    const auto written = [this](bool isIncluded) {
        view.printing()->open(record->toString());
        if (isIncluded)
            view.printing()->includePrivileged(true);
        began = std::promise<void>();
        view.showPaper(record->toString(), {});
        Q_EMIT view.paperAsked(record->toString());
        EXPECT_TRUE(waitFor([&] { return view.paperWords().startsWith(u"Saved as "_s); }));
        return advice;
    };
    EXPECT_EQ(written(false), u"Left out: it is privileged."_s);
    EXPECT_EQ(written(true), u"words"_s);
    EXPECT_EQ(written(false), u"Left out: it is privileged."_s) << "the choice holds for one time";
}

// domain.md T01: for the practitioner without family data, in full for their folder.
TEST_F(PaperFlowTest, WhichVersionGoesOntoPaperIsChosenEachTimeAndTheFirstLeavesOut)
{
    const Json meta = *parseJson(R"({"prints":[{"id":"no-family","name":"Without family","leavesOut":"familyItems"},{"id":"full","name":"In full"}],
                                     "familyItems":["note","q1"]})");
    const auto published = baseRow(newRecord(), publishedFormBody({ u"G@1"_s, u"Versioned"_s, advised, {}, meta }), 99);
    ASSERT_TRUE(thread.call([&](Store &opened) { return opened.transact([&] { return opened.base().put(published); }); }).get());
    Draft draft { newRecord(), formBody(u"canary"_s) };
    draft.body.form = u"G@1"_s;
    draft.body.state = RecordState::Draft;
    for (int i = 0; i < photos; ++i) {
        const QByteArray bytes = photo(i);
        draft.body.answers.insert(u"q%1"_s.arg(i), attachmentAnswer(toHex(sha256(bytes)), u"image/png"_s, bytes.size(), u"photo-%1.png"_s.arg(i)));
    }
    ASSERT_TRUE(thread.call([&](Store &opened) { return opened.transact([&] { return opened.drafts().save(draft); }); }).get());
    RecordPaper shown;
    shown.id = draft.id.toString();
    view.showRecord(shown);
    release();
    struct Written {
        QString version;
        QStringList keys;
        qsizetype files = 0;
    };
    const auto write = [&](const QString &version) {
        Written written;
        paper.write = [&written](const PrintedRecord &printed, const QString &) -> Result<void> {
            written.version = printed.version;
            for (const AnsweredLine &line : printed.lines)
                written.keys.append(line.key);
            written.files = printed.files.size();
            return {};
        };
        view.printing()->open(draft.id.toString());
        if (!version.isEmpty())
            view.printing()->chooseVersion(version);
        view.showPaper(draft.id.toString(), {});
        Q_EMIT view.paperAsked(draft.id.toString());
        EXPECT_TRUE(waitFor([&] { return view.paperWords().startsWith(u"Saved as "_s); })) << qPrintable(view.paperWords());
        return written;
    };
    const Written full = write(u"full"_s);
    EXPECT_EQ(full.version, u"In full"_s);
    EXPECT_EQ(full.keys, (QStringList { u"note"_s, u"q0"_s, u"q1"_s, u"q2"_s }));
    EXPECT_EQ(full.files, photos);
    const Written part = write({});
    EXPECT_EQ(part.version, u"Without family"_s) << "the choice holds for one time";
    EXPECT_EQ(part.keys, (QStringList { u"q0"_s, u"q2"_s }));
    EXPECT_EQ(part.files, photos - 1) << "nor is its picture";
}

// What waits on the store's thread is served between two pictures: as many go by as there are.
TEST_F(PaperFlowTest, EachPictureIsReadByItself)
{
    Q_EMIT view.paperAsked(record->toString());
    mark();
    ASSERT_TRUE(hasBegun());
    EXPECT_EQ(pictures, photos);
    EXPECT_GE(markersBefore, photos);
    release();
    EXPECT_TRUE(waitFor([&] { return view.paperWords().startsWith(u"Saved as "_s); }));
}
