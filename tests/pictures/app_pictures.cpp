#include "core/calendar/council_calendar.h"
#include "core/forms/enable_when.h"
#include "core/packs/calendar/england_calendar.h"
#include "core/store/form_library.h"
#include "platform/paper/record_pdf.h"
#include "qml/app/app_graph.h"
#include "tests/pictures/filled_forms.h"
#include "tests/pictures/lively_council.h"
#include "tests/pictures/made_up_records.h"
#include "tests/pictures/stage.h"

#include <cstdio>

namespace sightline::pictures {

using namespace Qt::StringLiterals;

namespace {

/// A page of the app: where, what of it, and what is done before it is looked at. False: it did not come.
struct Page {
    QString name;
    QVariantMap properties;
    std::function<bool(AppViews &)> prepare = [](AppViews &) { return true; };
};

QVariant cell(QAbstractItemModel *model, int row, const char *role) { return model->data(model->index(row, 0), model->roleNames().key(role)); }

/// The row of @p model whose @p role contains @p text; -1 if none.
int rowWith(QAbstractItemModel *model, const char *role, const QString &text)
{
    for (int row = 0; row < model->rowCount(); ++row) {
        if (cell(model, row, role).toString().contains(text))
            return row;
    }
    return -1;
}

/// Opens the record of one's own or one's team that says it is @p where.
bool openRecord(AppViews &views, const QString &filter, const QString &title, const QString &where)
{
    RecordsView *records = views.records();
    records->choose(filter);
    const auto match = [&] {
        for (int row = 0; row < records->rows()->rowCount(); ++row) {
            if (cell(records->rows(), row, "title").toString().contains(title) && cell(records->rows(), row, "placeText").toString().startsWith(where))
                return row;
        }
        return -1;
    };
    if (!waitUntil([&] { return match() >= 0; }))
        return false;
    const QString id = cell(records->rows(), match(), "recordId").toString();
    records->open(id);
    return waitUntil([&] { return records->opened()->recordId() == id; });
}

bool openActivity(AppViews &views)
{
    FrameworkView *framework = views.framework();
    const int row = rowWith(framework->services(), "title", u"Early Support"_s);
    if (row < 0)
        return false;
    framework->openService(cell(framework->services(), row, "serviceId").toString());
    if (!waitUntil([&] { return framework->activityCount() > 0; }))
        return false;
    framework->openActivity(cell(framework->activities(), 0, "activityKey").toString());
    return waitUntil([&] { return !framework->opened()->title().isEmpty(); });
}

bool resume(AppViews &views, const QString &title)
{
    CaptureView *capture = views.capture();
    const int row = rowWith(capture->drafts(), "title", title);
    if (row < 0)
        return false;
    Q_EMIT capture->resumeAsked(cell(capture->drafts(), row, "recordId").toString());
    return waitUntil([&] { return capture->session() != nullptr; });
}

bool resumeVisit(AppViews &views, bool isShort)
{
    views.more()->preferences()->setShortForms(isShort);
    return resume(views, u"Home visit"_s);
}

/// The map of the year, which is read once somebody asks for it.
bool readYear(AppViews &views)
{
    views.year()->ask();
    return waitUntil([&] { return views.year()->isReady() && !views.year()->isEmpty(); });
}

bool openYear(AppViews &views)
{
    if (!readYear(views))
        return false;
    views.year()->openService(u"early-support"_s);
    return waitUntil([&] { return !views.year()->isReading(); });
}

QVariantMap place(const QString &key, bool detail = false, const QString &part = {})
{
    return { { u"place"_s, key }, { u"detail"_s, detail }, { u"part"_s, part } };
}

QList<Page> pages()
{
    const auto held = [](QAbstractItemModel *(SyncView::*list)()) {
        return [list](AppViews &views) {
            SyncView *sync = views.sync();
            if (!waitUntil([&] { return (sync->*list)()->rowCount() > 0; }))
                return false;
            sync->openHeld(cell((sync->*list)(), 0, "rowId").toString());
            return sync->opened()->isOpen();
        };
    };
    return {
        { u"today"_s, place(u"today"_s), [](AppViews &views) { return waitUntil([&] { return views.today()->hasTop(); }); } },
        { u"today-task"_s, place(u"today"_s, true) },
        { u"today-action"_s, place(u"today"_s),
          [](AppViews &views) {
              if (views.today()->actionCount() == 0)
                  return false;
              views.actions()->open(cell(views.today()->actions(), 0, "recordId").toString(), cell(views.today()->actions(), 0, "row").toString());
              return waitUntil([&] { return views.actions()->isReady(); });
          } },
        { u"children"_s, place(u"children"_s),
          [](AppViews &views) {
              if (!waitUntil([&] { return views.children()->children()->rowCount() > 0; }))
                  return false;
              views.children()->open(cell(views.children()->children(), 0, "childId").toString());
              return waitUntil([&] { return !views.children()->title().isEmpty(); });
          } },
        { u"children-one"_s, place(u"children"_s, true),
          [](AppViews &views) {
              if (!waitUntil([&] { return views.children()->children()->rowCount() > 0; }))
                  return false;
              views.children()->open(cell(views.children()->children(), 0, "childId").toString());
              return waitUntil([&] { return !views.children()->title().isEmpty(); });
          } },
        { u"records"_s, place(u"records"_s), [](AppViews &views) { return openRecord(views, u"mine"_s, u"observation"_s, u"On the hub"_s); } },
        { u"records-observation"_s, place(u"records"_s, true),
          [](AppViews &views) { return openRecord(views, u"mine"_s, u"observation"_s, u"On the hub"_s); } },
        { u"records-team"_s, place(u"records"_s, true), [](AppViews &views) { return openRecord(views, u"team"_s, u"Home visit"_s, u"On the hub"_s); } },
        { u"records-kept"_s, place(u"records"_s, true), [](AppViews &views) { return openRecord(views, u"mine"_s, u"Office visit"_s, u"Kept"_s); } },
        { u"year"_s, place(u"year"_s), readYear },
        { u"year-service"_s, place(u"year"_s), openYear },
        { u"year-month"_s, place(u"year"_s),
          [](AppViews &views) {
              if (!openYear(views))
                  return false;
              views.year()->openCell(cell(views.year()->rows(), 0, "rowId").toString(), 6);
              return waitUntil([&] { return !views.year()->isReading(); });
          } },
        { u"framework"_s, place(u"framework"_s), [](AppViews &views) { return waitUntil([&] { return !views.framework()->isEmpty(); }); } },
        { u"framework-service"_s, place(u"framework"_s), openActivity },
        { u"framework-activity"_s, place(u"framework"_s, true), openActivity },
        { u"framework-coming"_s, place(u"framework"_s, true),
          [](AppViews &views) {
              views.framework()->openComing();
              return waitUntil([&] { return views.framework()->comingChanges()->rowCount() > 0; });
          } },
        { u"sync"_s, place(u"sync"_s) },
        { u"sync-diary"_s, place(u"sync"_s, true, u"diary"_s) },
        { u"sync-conflict"_s, place(u"sync"_s, true, u"held"_s), held(&SyncView::conflicts) },
        { u"sync-kept"_s, place(u"sync"_s, true, u"held"_s), held(&SyncView::kept) },
        { u"more"_s, place(u"more"_s) },
        { u"more-settings"_s, place(u"more"_s, true, u"settings"_s) },
        { u"more-reminders"_s, place(u"more"_s, true, u"reminders"_s) },
        { u"more-calendar"_s, place(u"more"_s, true, u"calendar"_s),
          [](AppViews &views) {
              CalendarView *calendar = views.more()->calendar();
              calendar->setOffersAddress(true);
              calendar->showAddress({ u"This is your private address. It is shown this once: copy it now. Whoever has it can see your tasks."_s,
                                      u"webcal://hub.council.example/v1/calendar/0123456789abcdefghijklmnopqrstuvwxyzABCDEFG.ics"_s, true });
              return true;
          } },
        { u"more-help"_s, place(u"more"_s, true, u"help"_s) },
        { u"more-about"_s, place(u"more"_s, true, u"about"_s) },
        { u"capture"_s, { { u"capturing"_s, true } } },
        { u"capture-visit"_s, {}, [](AppViews &views) { return resumeVisit(views, false); } },
        { u"capture-visit-short"_s, {}, [](AppViews &views) { return resumeVisit(views, true); } },
    };
}

Result<void> openStore(AppGraph &graph)
{
    std::optional<Error> failure;
    bool isOpen = false;
    QObject::connect(&graph, &AppGraph::opened, &graph, [&] { isOpen = true; });
    QObject::connect(&graph, &AppGraph::openFailed, &graph, [&](const Error &error) { failure = error; });
    graph.open();
    if (!waitUntil([&] { return isOpen || failure; }) || failure)
        return failure.value_or(Error { ErrorCode::StorageFailure, u"The app did not open its store."_s });
    return {};
}

Result<std::unique_ptr<Stage>> stageOf(AppGraph &graph, QVariantMap properties)
{
    properties.insert(u"views"_s, QVariant::fromValue(&graph.views()));
    return Stage::open(QUrl(u"qrc:/qt/qml/Sightline/Gallery/PageStage.qml"_s), properties, graph.newFileImages());
}

Result<void> drawPages(Album &album, const AppOptions &options, const QList<Page> &pages, const QString &prefix, const std::function<bool(AppViews &)> &isThere)
{
    AppGraph graph(options, nullptr);
    if (const auto opened = openStore(graph); !opened)
        return opened;
    if (!waitUntil([&] { return isThere(graph.views()); }))
        return Error { ErrorCode::NotFound, u"The app never showed what %1 waits for; Sync says: %2"_s.arg(prefix, graph.views().sync()->headline()) };
    for (const Page &page : pages) {
        const QString name = prefix + page.name;
        if (!album.wants(name))
            continue;
        if (!page.prepare(graph.views()))
            return Error { ErrorCode::NotFound, u"What %1 shows did not come."_s.arg(name) };
        auto stage = stageOf(graph, page.properties);
        if (!stage)
            return stage.error();
        if (const auto drawn = album.addEverywhere(**stage, name); !drawn)
            return drawn;
        graph.views().actions()->close();
        if (graph.views().capture()->session())
            graph.views().capture()->close();   // else the next start opens it again
    }
    return {};
}

QList<Page> only(const QStringList &names)
{
    QList<Page> some = pages();
    some.removeIf([&](const Page &page) { return !names.contains(page.name); });
    return some;
}

} // namespace

Result<void> drawApp(Album &album, const QString &hubProgram)
{
    if (!album.wants(u"app-"_s))
        return {};
    LivelyCouncil council(hubProgram);
    if (const auto made = council.make(); !made)
        return made;
    // First without signal: work of every kind stands still long enough to be looked at.
    const auto isOffline = [](AppViews &views) { return views.sync()->tone() == 0 && views.sync()->waitingCount() > 0; };
    if (const auto drawn = drawPages(album, council.app(), pages(), u"app-"_s, isOffline); !drawn)
        return drawn;
    if (!council.startHub())
        return Error { ErrorCode::HubUnreachable, u"The hub did not start again."_s };
    const auto hasSent = [](AppViews &views) { return views.sync()->waitingCount() == 0 && views.sync()->conflictCount() > 0; };
    if (const auto drawn = drawPages(album, council.app(), only({ u"today"_s, u"sync"_s }), u"app-online-"_s, hasSent); !drawn)
        return drawn;
    QList<Page> empty = only({ u"records"_s, u"sync"_s, u"more"_s });
    for (Page &page : empty)
        page.prepare = [](AppViews &) { return true; };
    const auto isHere = [](AppViews &views) { return views.sync()->glyphIcon() == u"cloud-done"_s && !views.framework()->isEmpty(); };
    const auto drawn = drawPages(album, council.newcomersApp(), empty, u"app-newcomer-"_s, isHere);
    council.stopHub();
    return drawn;
}

namespace {

/// As wide as a phone, and so tall that nothing of most pages is scrolled away.
constexpr QSize tallPhone { 390, 3200 };

/// Every page of the form that is open; @p isWhole: also on a screen so tall that nothing of a page is scrolled away.
Result<void> drawOpenForm(Album &album, AppGraph &graph, const QString &name, bool isWhole)
{
    auto stage = stageOf(graph, {});
    if (!stage)
        return stage.error();
    CaptureView *capture = graph.views().capture();
    for (int page = 0; page < capture->session()->pageCount(); ++page) {
        capture->session()->goTo(page);
        (*stage)->settle();
        if (const auto drawn = album.addEverywhere(**stage, u"%1-%2"_s.arg(name).arg(page + 1)); !drawn)
            return drawn;
        if (!isWhole)
            continue;
        (*stage)->setLook(lightLook());
        (*stage)->setSize(tallPhone);
        if (const auto drawn = album.add(**stage, u"%1-%2-whole"_s.arg(name).arg(page + 1)); !drawn)
            return drawn;
    }
    stage->reset();
    capture->close();
    return {};
}

/// A template's draft to be opened, by the beginning of its pictures' names.
using Drafts = QList<std::pair<QString, RecordId>>;

/// Leaves each filled template on the device as a draft, and as a completed record on paper.
Result<void> leaveFilled(Store &store, const Album &album, Drafts &drafts)
{
    const auto filled = filledForms(store);
    if (!filled)
        return filled.error();
    for (const QString &line : filled->coverage)
        std::printf("%s\n", qPrintable(line));
    for (const FilledForm &one : filled->forms) {
        const QString name = u"filled-%1-%2"_s.arg(one.form).arg(one.number);
        if (!album.wants(name))
            continue;
        const auto form = findForm(store, one.form);
        if (!form)
            return form.error();
        const auto draft = leaveDraft(store, one.form, one.answers, {});
        const auto record = give(store, { one.form, withoutDisabled((*form)->questionnaire, one.answers), QDateTime::currentDateTime().addSecs(-600), {} });
        if (!draft || !record)
            return draft ? record.error() : draft.error();
        drafts.append({ name, *draft });
        const auto paper = wholePrintedRecord(store, englandCalendar(), *record, { Privileged::Included, {} });
        if (!paper)
            return paper.error();
        if (const auto saved = saveRecordPdf(*paper, album.pathOf(name + u".pdf"_s)); !saved)
            return saved;
    }
    return {};
}

} // namespace

Result<void> drawFilledTemplates(Album &album, const QString &hubProgram)
{
    if (!album.wants(u"filled-"_s))
        return {};
    LivelyCouncil council(hubProgram);
    if (const auto made = council.make(); !made)
        return made;
    Drafts drafts;
    if (const auto left = council.onManagersDevice([&](Store &store) { return leaveFilled(store, album, drafts); }); !left)
        return left;
    AppGraph graph(council.app(), nullptr);
    if (const auto opened = openStore(graph); !opened)
        return opened;
    CaptureView *capture = graph.views().capture();
    for (const auto &[name, draft] : std::as_const(drafts)) {
        Q_EMIT capture->resumeAsked(draft.toString());
        if (!waitUntil([&] { return capture->session() != nullptr; }))
            return Error { ErrorCode::NotFound, u"The draft %1 did not open."_s.arg(name) };
        if (const auto drawn = drawOpenForm(album, graph, name, true); !drawn)
            return drawn;
    }
    return {};
}

Result<void> drawTemplates(Album &album, const QString &hubProgram)
{
    if (!album.wants(u"template-"_s))
        return {};
    LivelyCouncil council(hubProgram);
    if (const auto made = council.make(); !made)
        return made;
    AppGraph graph(council.app(), nullptr);
    if (const auto opened = openStore(graph); !opened)
        return opened;
    CaptureView *capture = graph.views().capture();
    QAbstractItemModel *forms = capture->forms();
    if (!waitUntil([&] { return forms->rowCount() > 0; }))
        return Error { ErrorCode::NotFound, u"There is no form to begin."_s };
    QStringList ids;
    for (int row = 0; row < forms->rowCount(); ++row)
        ids.append(cell(forms, row, "formId").toString());
    for (const QString &id : std::as_const(ids)) {
        const QString name = u"template-"_s + id;
        if (!album.wants(name))
            continue;
        Q_EMIT capture->beginAsked(id);
        if (!waitUntil([&] { return capture->session() != nullptr; }))
            return Error { ErrorCode::NotFound, u"The form %1 did not open."_s.arg(id) };
        if (const auto drawn = drawOpenForm(album, graph, name, false); !drawn)
            return drawn;
    }
    return {};
}

} // namespace sightline::pictures
