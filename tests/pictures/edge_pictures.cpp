#include "qml/app/record_words.h"
#include "qml/bridge/error_text.h"
#include "qml/gallery/samples.h"
#include "tests/pictures/stage.h"

#include <QQuickItem>

#include <algorithm>

namespace sightline::pictures {

using namespace Qt::StringLiterals;

namespace {

/// A page of the samples: what is opened, and what is pressed before it is looked at.
struct PressedPage {
    QString name;
    std::function<void(AppViews &)> open;
    QString pressed = {};
    bool opensItem = false;   ///< of the template editor: a phone shows the item instead of the outline
    QVariantMap place = {};   ///< which page of the app, where it is not the first
};

/// Presses the button of @p root, or of what lies over it, that says @p words, or is called so where it is an icon. False if there is none.
bool press(QQuickItem &root, const QString &words)
{
    const auto items = root.childItems();
    for (QQuickItem *item : items) {
        const bool isIt = item->property("text").toString() == words || item->property("name").toString() == words;
        if (item->isVisible() && isIt && QMetaObject::invokeMethod(item, "clicked"))
            return true;
        if (item->isVisible() && press(*item, words))
            return true;
    }
    return false;
}

/// Selects the first item of the sample template that @p fits.
void select(AppViews &views, const std::function<bool(const FormItem &)> &fits)
{
    openSampleTemplates(views, true);
    TemplateEditor *editor = views.templates()->editor();
    const Questionnaire form = editor->edit().form();
    const auto found = std::find_if(form.items.cbegin(), form.items.cend(), fits);
    if (found != form.items.cend())
        editor->select(found->linkId);
}

/// Draws @p pages, each under its name after @p before.
Result<void> drawPages(Album &album, const QString &before, const QList<PressedPage> &pages)
{
    for (const PressedPage &page : pages) {
        const QString name = before + page.name;
        if (!album.wants(name))
            continue;
        AppViews views;
        showSamples(views);
        page.open(views);
        QVariantMap properties = page.place;
        properties.insert(u"views"_s, QVariant::fromValue(&views));
        auto stage = Stage::open(QUrl(u"qrc:/qt/qml/Sightline/Gallery/PageStage.qml"_s), properties);
        if (!stage)
            return stage.error();
        (*stage)->settle();
        if (page.opensItem)
            Q_EMIT views.templates()->editor()->focusAsked();
        if (!page.pressed.isEmpty() && !press(*(*stage)->view().contentItem(), page.pressed))
            return Error { ErrorCode::NotFound, u"Nothing on %1 says \"%2\"."_s.arg(name, page.pressed) };
        if (const auto drawn = album.addEverywhere(**stage, name); !drawn)
            return drawn;
    }
    return {};
}

Result<void> drawTemplates(Album &album)
{
    const auto editor = [](AppViews &views) { openSampleTemplates(views, true); };
    const auto mended = [editor](AppViews &views) {
        editor(views);
        views.templates()->editor()->showFirstProblem();
        views.templates()->editor()->setText(u"Was anybody else in the home?"_s);
    };
    const QList<PressedPage> pages {
        { u"list"_s, [](AppViews &views) { openSampleTemplates(views, false); } },
        { u"outline"_s, editor },
        { u"question"_s, [](AppViews &views) { select(views, [](const FormItem &item) { return item.type == ItemType::Choice; }); }, {}, true },
        { u"number"_s, [](AppViews &views) { select(views, [](const FormItem &item) { return item.type == ItemType::Integer; }); }, {}, true },
        { u"condition"_s, editor, u"Add a condition"_s, true },
        { u"activity"_s, editor, u"Add an activity"_s },
        { u"unfit"_s, editor, u"Publish …"_s },
        { u"publish"_s, mended, u"Publish …"_s },
        { u"preview"_s,
          [editor](AppViews &views) {
              editor(views);
              views.templates()->editor()->openPreview();
          } },
        { u"move"_s, &openSampleMove, u"See what would move"_s },
        { u"old-version"_s, &openSampleMove },
    };
    return drawPages(album, u"edge-templates-"_s, pages);
}

/// What a device brings: photos and drawings that the sample made up, its camera, its printers.
Result<void> drawDevices(Album &album)
{
    const auto form = [](AppViews &views) {
        constexpr int partWithPictures = 4;
        openSampleForm(views, partWithPictures);
    };
    const auto printers = [](AppViews &views) {
        PrintView *printing = views.records()->printing();
        QObject::connect(printing, &PrintView::printersAsked, printing, [printing] {
            printing->show({ { u"a"_s, u"Duty room"_s, u"Second floor"_s }, { u"b"_s, u"Reception"_s, {} } });
        });
    };
    return drawPages(album, u"edge-pictures-"_s,
                     { { u"form"_s, form },
                       { u"camera"_s, form, u"Take a photo"_s },
                       { u"print"_s, printers, u"Print"_s, false, { { u"place"_s, u"records"_s }, { u"detail"_s, true } } } });
}

/// A device that was away for too long: its records are listed and closed.
Result<void> drawClosedRecords(Album &album)
{
    const auto away = [](AppViews &views) {
        views.records()->showClosed(closedListWords(true));
        views.records()->showRecord({});
        views.records()->showRecordProblem(errorText({ ErrorCode::LeaseOver, {} }));
    };
    return drawPages(album, u"edge-closed-"_s, { { u"records"_s, away, {}, false, { { u"place"_s, u"records"_s } } } });
}

/// A device whose store has not answered yet, for longer than somebody waits without asking.
Result<void> drawSlowStorage(Album &album)
{
    const QList<std::pair<QString, QString>> places { { u"today"_s, {} },    { u"records"_s, {} }, { u"framework"_s, {} },
                                                      { u"children"_s, {} }, { u"sync"_s, {} },    { u"today"_s, u"capturing"_s } };
    for (const auto &[place, flag] : places) {
        const QString name = u"edge-slow-storage-"_s + (flag.isEmpty() ? place : u"capture"_s);
        if (!album.wants(name))
            continue;
        AppViews unread;
        QVariantMap properties { { u"views"_s, QVariant::fromValue(&unread) }, { u"place"_s, place }, { u"patience"_s, 0 } };
        if (!flag.isEmpty())
            properties.insert(flag, true);
        auto stage = Stage::open(QUrl(u"qrc:/qt/qml/Sightline/Gallery/PageStage.qml"_s), properties);
        if (!stage)
            return stage.error();
        if (const auto drawn = album.addEverywhere(**stage, name); !drawn)
            return drawn;
    }
    return {};
}

/// The page that joins a device, in its states, and where the people who share it are.
Result<void> drawJoining(Album &album)
{
    return drawPages(album, u"edge-joining-"_s,
                     { { u"empty"_s, showJoining },
                       { u"asking"_s, showJoiningBusy },
                       { u"browser"_s, showJoiningBrowser },
                       { u"account"_s, showJoiningAccount },
                       { u"failed"_s, showJoiningFailed },
                       { u"refused"_s, showJoiningRefused },
                       { u"people"_s, showSamples, {}, false, { { u"place"_s, u"more"_s }, { u"detail"_s, true }, { u"part"_s, u"people"_s } } } });
}

/// A locked device, and the PIN in More.
Result<void> drawLock(Album &album)
{
    const QVariantMap pin { { u"place"_s, u"more"_s }, { u"detail"_s, true }, { u"part"_s, u"pin"_s } };
    return drawPages(album, u"edge-lock-"_s,
                     { { u"unlock"_s, showLocked },
                       { u"last-try"_s, showLockedLastTry },
                       { u"waiting"_s, showLockedWaiting },
                       { u"lost"_s, showLockLost },
                       { u"new-pin"_s, showLockNewPin },
                       { u"wiped"_s, showLockWiped },
                       { u"offered"_s, showPinOffered },
                       { u"in-more"_s, showPin, {}, false, pin },
                       { u"choosing"_s, showPinBeingChosen, {}, false, pin },
                       { u"hand-over"_s, showHandOverByPin } });
}

/// The framework's owner, who changes it; the people somebody answers for; tables of people.
Result<void> drawOwners(Album &album)
{
    const QVariantMap framework { { u"place"_s, u"framework"_s } };
    const auto opened = [](const QString &place, const QString &part) {
        return QVariantMap { { u"place"_s, place }, { u"detail"_s, true }, { u"part"_s, part } };
    };
    return drawPages(album, u"edge-owner-"_s,
                     { { u"framework"_s, showSampleOwner, {}, false, framework },
                       { u"row"_s, openSampleRow, {}, false, opened(u"framework"_s, {}) },
                       { u"review"_s, openSampleReview, {}, false, opened(u"framework"_s, {}) },
                       { u"document"_s, openSampleDocument, {}, false, framework },
                       { u"team"_s, showSampleTeam, {}, false, opened(u"more"_s, u"team"_s) },
                       { u"tables"_s, showSampleTables, {}, false, opened(u"more"_s, u"tables"_s) },
                       { u"events"_s, showSampleEvents, {}, false, opened(u"more"_s, u"events"_s) },
                       { u"event-table"_s, showSampleEventTable, {}, false, opened(u"more"_s, u"events"_s) },
                       { u"away"_s, showSampleAbsences, {}, false, opened(u"more"_s, u"away"_s) } });
}

/// A device that is handed over: choosing the code, each kind of question, stopping, thanks, and taking it back.
Result<void> drawHandOver(Album &album)
{
    return drawPages(album, u"edge-hand-over-"_s,
                     { { u"code"_s, showHandOverCode },
                       { u"faces"_s, showHandedOver },
                       { u"drawing"_s, showHandedOverDrawing },
                       { u"voice"_s, showHandedOverVoice },
                       { u"recording"_s, showHandedOverVoice, u"Record a voice note"_s },
                       { u"stop"_s, showHandedOver, u"You can stop"_s },
                       { u"thanks"_s, showHandOverThanks },
                       { u"take-back"_s, showHandedOver, u"Give the device back"_s } });
}

} // namespace

Result<void> drawEdges(Album &album)
{
    if (const auto drawn = drawJoining(album); !drawn)
        return drawn;
    if (const auto drawn = drawLock(album); !drawn)
        return drawn;
    if (const auto drawn = drawClosedRecords(album); !drawn)
        return drawn;
    if (const auto drawn = drawSlowStorage(album); !drawn)
        return drawn;
    if (const auto drawn = drawTemplates(album); !drawn)
        return drawn;
    if (const auto drawn = drawHandOver(album); !drawn)
        return drawn;
    if (const auto drawn = drawOwners(album); !drawn)
        return drawn;
    const QList<std::pair<QString, void (*)(AppViews &)>> states {
        { u"nothing"_s, showNothing },
        { u"one"_s, showOne },
        { u"thousand"_s, showThousands },
        { u"long"_s, showLongWords },
        { u"error"_s, showProblems },
        { u"refused"_s, showRefused },
        { u"closed"_s, showCannotOpen },
        { u"concern-to-read"_s, showConcernToRead },
        { u"concern-raised"_s, showConcernRaised },
        { u"concern-finished"_s, showConcernFinished },
    };
    for (const auto &[state, fill] : states) {
        for (const QString &place : { u"today"_s, u"records"_s, u"framework"_s, u"sync"_s, u"more"_s }) {
            const QString name = u"edge-%1-%2"_s.arg(place, state);
            if (!album.wants(name))
                continue;
            AppViews views;
            fill(views);
            auto stage =
                Stage::open(QUrl(u"qrc:/qt/qml/Sightline/Gallery/PageStage.qml"_s), { { u"views"_s, QVariant::fromValue(&views) }, { u"place"_s, place } });
            if (!stage)
                return stage.error();
            if (const auto drawn = album.addEverywhere(**stage, name); !drawn)
                return drawn;
        }
    }
    return drawDevices(album);
}

} // namespace sightline::pictures
