#include "qml/app/templates_watch.h"

#include "core/commands/discard_draft.h"
#include "core/forms/xlsform/xlsform_import.h"
#include "core/queries/capture_context.h"
#include "core/queries/present_edition.h"
#include "core/store/form_library.h"
#include "core/store/known_council.h"
#include "qml/app/refusal_words.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/error_text.h"
#include "qml/bridge/tone.h"

#include <QFile>
#include <QPointer>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

const QString draftPrefix = u"draft:"_s;

struct Reading {
    bool mayPublish = false;
    QList<TemplateRow> rows;
    QList<DeletedTemplate> deleted;
};

QString versionOf(const KnownForm &form) { return form.published.form.section(u'@', 1); }

TemplateRow rowOf(const KnownForm &form, QDate today)
{
    TemplateRow row { .id = templateOf(form.published.form), .title = form.published.title };
    //: Under a template. %1 is its version, %2 a day.
    row.detail = form.dates.from.isValid() ? TemplatesWatch::tr("Version %1, used from %2").arg(versionOf(form), dayWords(form.dates.from, today))
                                           //: Under a template. %1 is its version.
                                           : TemplatesWatch::tr("Version %1").arg(versionOf(form));
    if (form.dates.reviewBy.isValid() && form.dates.reviewBy < today) {
        //: Under a template. %1 is a day that has passed.
        row.statusText = TemplatesWatch::tr("Was to be looked at again by %1").arg(dayWords(form.dates.reviewBy, today));
        row.statusIcon = u"alert"_s;
        row.statusTone = int(Tone::Attention);
    }
    return row;
}

QString titleOf(const TemplateDraft &draft)
{
    //: A template being made that has no name yet.
    return draft.form.title.trimmed().isEmpty() ? TemplatesWatch::tr("Template without a name") : draft.form.title;
}

Result<Reading> readTemplates(Store &store, const CouncilNow &now)
{
    const QDate today = now.today;
    Reading reading;
    const auto may = mayPublishForms(store);
    if (!may && may.error().code != ErrorCode::NotEnrolled)
        return may.error();
    reading.mayPublish = may.valueOr(false);
    if (!reading.mayPublish)
        return reading;
    const auto drafts = templateDrafts(store);
    if (!drafts)
        return drafts.error();
    const auto discarded = templateDrafts(store, DraftTable::Which::Discarded);
    if (!discarded)
        return discarded.error();
    for (const TemplateDraft &draft : *discarded) {
        reading.deleted.append({ draftPrefix + draft.id.toString(), titleOf(draft), deletedWords(now.at(draft.discardedAtMs.value_or(0)), today) });
    }
    for (const TemplateDraft &draft : *drafts) {
        TemplateRow row { .id = draftPrefix + draft.id.toString(), .title = titleOf(draft), .isDraft = true };
        //: Under a template being made. %1 is the version that it began as.
        row.detail = TemplatesWatch::tr("Changes to version %1, only on this device").arg(draft.base.section(u'@', 1));
        if (draft.base.isEmpty())
            //: Under a template being made.
            row.detail = TemplatesWatch::tr("New, only on this device");
        //: State of a template being made.
        row.statusText = TemplatesWatch::tr("Being made");
        row.statusIcon = u"draft"_s;
        reading.rows.append(row);
    }
    const auto forms = allForms(store);
    if (!forms)
        return forms.error();
    const auto inForce = formsInForce(store, today);
    if (!inForce)
        return inForce.error();
    QList<TemplateRow> published;
    for (const auto &form : *inForce)
        published.append(rowOf(*form, today));
    for (const auto &form : *forms) {
        const bool isToCome = form->isOnHub && !form->isInForce(today);
        if (form->isOnHub && !isToCome)
            continue;
        TemplateRow row = rowOf(*form, today);
        row.id = form->published.form;
        //: State of a published version of a template that only this device has, or that the hub keeps and does not use.
        row.statusText = TemplatesWatch::tr("Not in use: the hub has not taken it. Sync shows where it is.");
        if (isToCome)
            //: State of a published version of a template.
            row.statusText = TemplatesWatch::tr("Waiting for its day");
        row.statusIcon = isToCome ? u"clock"_s : u"device"_s;
        row.statusTone = int(isToCome ? Tone::Plain : Tone::Attention);
        published.append(row);
    }
    std::stable_sort(published.begin(), published.end(), [](const TemplateRow &a, const TemplateRow &b) { return a.title.localeAwareCompare(b.title) < 0; });
    reading.rows += published;
    return reading;
}

/// The activities of the framework, each with how often it is due and the template that its tasks open now.
/// The roles that people who are here hold: a hand of a role that nobody holds would wait for nobody.
Result<QStringList> rolesHeld(Store &store, QDate today)
{
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    QStringList roles;
    for (const Person &person : (*council)->people()) {
        if (person.isHereOn(today))
            roles += person.roles;
    }
    roles.removeDuplicates();
    roles.sort(Qt::CaseInsensitive);
    return roles;
}

Result<QList<TemplateActivity>> activitiesOf(Store &store, QDate today)
{
    const auto edition = presentEdition(store, today);
    if (!edition)
        return edition.error();
    QList<TemplateActivity> activities;
    for (const CompiledService &service : *edition ? (*edition)->framework.services : QList<CompiledService>()) {
        for (const CompiledActivity &activity : service.activities) {
            const auto form = findFormInForce(store, activity.templateId, today);
            const QString title = form ? (*form)->published.title : QString();
            activities.append({ activity.activity.key.toString(), activity.activity.what + u", "_s + service.title(),
                                //: Under an activity of the framework. %1 is how often it is due, and by whom; %2 the template that its tasks open now.
                                title.isEmpty() ? activity.says : TemplatesWatch::tr("%1 Now: %2").arg(activity.says, title) });
        }
    }
    return activities;
}

/// What the editor needs to know beside the draft itself.
Result<TemplateEditor::Start> startOf(Store &store, const CouncilCalendar &calendar, const TemplateDraft &draft, RandomSource &random)
{
    const auto json = parseJson(draft.form.questionnaire);
    if (!json)
        return json.error();
    const auto released = releasedLinkIds(store, draft.form.form);
    if (!released)
        return released.error();
    auto edit = TemplateEdit::of({ *json, draft.form.meta, *released }, random);
    if (!edit)
        return edit.error();
    TemplateEditor::Start start { .id = draft.id.toString(), .edit = *std::move(edit) };
    start.focus = draft.focus;
    start.context = presentContext(calendar, store.clock().now(), 0);
    const auto forms = allForms(store);
    if (!forms)
        return forms.error();
    QList<Questionnaire> all;
    for (const auto &form : *forms) {
        all.append(form->questionnaire);
        if (form->published.form == draft.base) {
            start.before = form->questionnaire;
            start.tiedBefore = tiedActivities(*form);
        }
    }
    const auto activities = activitiesOf(store, start.context.today);
    if (!activities)
        return activities.error();
    start.activities = *activities;
    const auto roles = rolesHeld(store, start.context.today);
    if (!roles)
        return roles.error();
    start.roles = *roles;
    start.scales = scalesOf(all);
    return start;
}

/// Everything that kept a spreadsheet from being a template, where its author finds it.
QString refusalWords(const QList<XlsFormRefusal> &refusals)
{
    QStringList lines;
    for (const XlsFormRefusal &refusal : refusals) {
        const QString cell = refusal.column + (refusal.row > 0 ? QString::number(refusal.row) : QString());
        //: Why a spreadsheet was not brought in. %1 is the sheet, %2 the cell, %3 what is wrong there.
        lines.append(cell.isEmpty() ? refusal.sheet + u": "_s + refusal.text
                                    : TemplatesWatch::tr("Sheet “%1”, cell %2: %3").arg(refusal.sheet, cell, refusal.text));
    }
    //: Over the reasons why a spreadsheet was not brought in. %n is how many there are.
    return TemplatesWatch::tr("The spreadsheet was not brought in; %n to put right in it:", "", int(refusals.size())) + u'\n' + lines.join(u'\n');
}

} // namespace

TemplatesWatch::TemplatesWatch(StoreLink &link, TemplatesView &view) : m_link(link), m_view(view)
{
    connect(&view, &TemplatesView::beginAsked, this, &TemplatesWatch::begin);
    connect(&view, &TemplatesView::newAsked, this, [this] {
        //: The first section of a new template, to be renamed.
        const QString section = tr("First section");
        const NewTemplate fresh { {}, section, {} };
        m_link.ask(
            this, [fresh](Store &store) { return beginTemplate(store, fresh); }, [this](const Result<TemplateDraft> &draft) { open(draft); },
            StoreThread::Lane::Save);
    });
    connect(&view, &TemplatesView::spreadsheetAsked, this, &TemplatesWatch::bringIn);
    connect(&view, &TemplatesView::deleteAsked, this, [this](const QString &id) { change(&discardDraft, id); });
    connect(&view, &TemplatesView::restoreAsked, this, [this](const QString &id) { change(&restoreDraft, id); });
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (changes.drafts || changes.session || changes.types.contains(RecordType::FormDefinition) || changes.types.contains(RecordType::Council)
            || changes.types.contains(RecordType::Person))
            refresh();
    });
}

void TemplatesWatch::refresh()
{
    m_link.ask(
        this, [now = m_link.councilNow()](Store &store) { return readTemplates(store, now); },
        [this](const Result<Reading> &reading) {
            if (reading)
                m_view.show(reading->mayPublish, reading->rows, reading->deleted);
            else if (reading.error().code != ErrorCode::Cancelled)
                m_view.showProblem(errorText(reading.error()));
        });
}

void TemplatesWatch::change(Result<void> (*command)(Store &, const RecordId &), const QString &id)
{
    const auto draft = RecordId::fromString(id.mid(draftPrefix.size()));
    if (!draft)
        return;
    m_link.ask(
        this, [command, draft = *draft](Store &store) { return command(store, draft); },
        [this](const Result<void> &done) {
            if (!done)
                m_view.showProblem(errorText(done.error()));
        },
        StoreThread::Lane::Save);
}

void TemplatesWatch::begin(const QString &id)
{
    m_link.ask(
        this,
        [id](Store &store) -> Result<TemplateDraft> {
            if (!id.startsWith(draftPrefix))
                return beginTemplateOf(store, id);
            const auto drafts = templateDrafts(store);
            if (!drafts)
                return drafts.error();
            for (const TemplateDraft &draft : *drafts) {
                if (draft.id.toString() == id.sliced(draftPrefix.size()))
                    return draft;
            }
            return Error { ErrorCode::NotFound, u"This template is no longer being made on this device."_s };
        },
        [this](const Result<TemplateDraft> &draft) { open(draft); }, StoreThread::Lane::Save);
}

void TemplatesWatch::bringIn(const QString &path)
{
    struct BroughtIn {
        QList<XlsFormRefusal> refusals;
        std::optional<TemplateDraft> draft;
    };
    // The file is read where no screen waits for it.
    m_link.ask(
        this,
        [path](Store &store) -> Result<BroughtIn> {
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                return Error { ErrorCode::NotFound, u"The spreadsheet cannot be read."_s };
            const auto import = importXlsForm(file.read(workbookBytesMax + 1));
            if (!import)
                return import.error();
            if (!import->refusals.isEmpty())
                return BroughtIn { import->refusals, {} };
            const auto draft = beginTemplate(store, { {}, {}, import->questionnaire });
            return draft ? Result<BroughtIn>(BroughtIn { {}, *draft }) : draft.error();
        },
        [this](const Result<BroughtIn> &brought) {
            if (!brought)
                m_view.showProblem(spreadsheetRefusedText(brought.error()));
            else if (brought->draft)
                open(*brought->draft);
            else
                m_view.showProblem(refusalWords(brought->refusals));
        },
        StoreThread::Lane::Save);
}

void TemplatesWatch::open(const Result<TemplateDraft> &draft)
{
    if (!draft) {
        if (draft.error().code != ErrorCode::Cancelled)
            m_view.showProblem(errorText(draft.error()));
        return;
    }
    m_link.ask(
        this, [draft = *draft, &calendar = m_link.calendar(), &random = m_link.random()](Store &store) { return startOf(store, calendar, draft, random); },
        [this, draft = *draft](const Result<TemplateEditor::Start> &start) {
            if (start)
                show(draft, *start);
            else
                m_view.showProblem(errorText(start.error()));
        });
}

void TemplatesWatch::show(const TemplateDraft &draft, TemplateEditor::Start start)
{
    Q_UNUSED(draft);
    auto editor = std::make_unique<TemplateEditor>(std::move(start), m_link.random());
    TemplateEditor *it = editor.get();
    connect(it, &TemplateEditor::keepAsked, this, [this, it] { keep(it); });
    connect(it, &TemplateEditor::publishAsked, this, [this, it](const QString &from, const QString &review) { publish(it, from, review); });
    m_view.edit(std::move(editor));
}

void TemplatesWatch::keep(TemplateEditor *editor)
{
    const auto id = RecordId::fromString(editor->id());
    if (!id)
        return;
    m_link.ask(
        this,
        [id = *id, document = editor->edit().document(), meta = editor->edit().meta(), focus = editor->current()](Store &store) {
            return saveTemplate(store, id, document, meta, focus);
        },
        [this, open = QPointer(editor)](const Result<void> &saved) {
            if (open)
                saved ? open->kept() : open->notKept(templateRefusedText(saved.error()));
            else if (!saved && saved.error().code != ErrorCode::NotFound)
                m_view.showProblem(templateRefusedText(saved.error()));
        },
        StoreThread::Lane::Save);
}

void TemplatesWatch::publish(TemplateEditor *editor, const QString &fromIso, const QString &reviewIso)
{
    const auto id = RecordId::fromString(editor->id());
    if (!id)
        return;
    const PublishTerms terms { QDate::fromString(fromIso, Qt::ISODate), {}, QDate::fromString(reviewIso, Qt::ISODate), m_link.today() };
    if (const QString why = publishTermsText(faultOfTerms(terms)); !why.isEmpty()) {
        editor->notPublished(why);
        return;
    }
    m_link.ask(
        this, [id = *id, terms](Store &store) { return publishTemplate(store, id, terms); },
        [this, open = QPointer(editor)](const Result<FormPublication> &publication) {
            if (!open)
                return;
            if (!publication) {
                open->notPublished(publishRefusedText(publication.error()));
            } else if (!publication->record) {
                open->notPublished(publication->problems.value(0).text);
            } else {
                //: After a template was published. It goes to the hub by itself.
                const QString words = tr("Published, and saved on this device. It is used from its day on, once the hub has it.");
                open->published(words);
                m_view.closeEditor();
                m_view.say(words);
            }
        },
        StoreThread::Lane::Save);
}

void TemplatesWatch::keepNow()
{
    if (TemplateEditor *editor = m_view.editor())
        editor->keepNow();
}

bool TemplatesWatch::hasUnkept() const { return m_view.editor() && m_view.editor()->hasUnkept(); }

} // namespace sightline
