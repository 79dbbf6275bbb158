#include "qml/app/framework_watch.h"

#include "core/commands/propose.h"
#include "core/packs/framework/framework_pack.h"
#include "core/queries/coming_changes.h"
#include "core/queries/framework_search.h"
#include "core/queries/present_edition.h"
#include "core/queries/revision_board.h"
#include "core/queries/today_board.h"
#include "core/store/form_library.h"
#include "qml/app/change_words.h"
#include "qml/bridge/error_text.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Framework)
};

ServiceRow serviceRow(const CompiledService &service)
{
    qsizetype questions = 0;
    for (const CompiledActivity &activity : service.activities)
        questions += activity.questions.size();
    //: Under a service. %n is how many activities it has.
    QString detail = Words::tr("%n activity(ies)", nullptr, static_cast<int>(service.activities.size()));
    if (questions > 0) {
        //: After the number of activities of a service. %n is how many questions its owner has not answered.
        detail += u", "_s + Words::tr("%n question(s) open", nullptr, static_cast<int>(questions));
    }
    return { service.id.toString(), service.title(), service.directorate, detail };
}

ActivityRow activityRow(const FrameworkHit &hit, bool namesService)
{
    return { hit.activity->activity.key.toString(), hit.activity->activity.what, hit.activity->says, namesService ? hit.service->title() : QString(),
             !hit.activity->questions.isEmpty() };
}

/// The rows that something is asked about, as their owner has left them on this device.
Result<QList<ActivityRow>> openRows(Store &store, QDate day)
{
    const auto tables = builtInTables();
    const auto draft = revisionDraft(store);
    if (!tables || !draft)
        return tables ? draft.error() : tables.error();
    const auto board = revisionBoard(store, day, *draft ? (*draft)->revision : Revision {}, day, *tables);
    if (!board)
        return board.error();
    QList<ActivityRow> rows;
    for (const CompiledService &service : *board ? (*board)->next.framework.services : QList<CompiledService>()) {
        for (const CompiledActivity &activity : service.activities) {
            if (!activity.questions.isEmpty())
                rows.append(activityRow({ &service, &activity }, true));
        }
    }
    return rows;
}

QString leadWords(const CompiledActivity &activity) { return activity.leads.roles.join(u", "_s); }

ActivityPaper paperOf(const CompiledService &service, const CompiledActivity &activity, const QString &formTitle)
{
    ActivityPaper paper;
    paper.id = activity.activity.key.toString();
    paper.title = activity.activity.what;
    paper.service = service.title();
    paper.directorate = service.directorate;
    paper.how = activity.activity.how;
    paper.why = activity.activity.why;
    paper.leadWritten = activity.activity.lead;
    paper.leadSays = leadWords(activity);
    paper.frequencyWritten = activity.activity.frequency;
    QStringList rules;
    for (const CompiledRule &rule : activity.rules)
        rules.append(rule.says);
    paper.frequencySays = rules.join(u"\n"_s);
    paper.assumptions = activity.assumptions;
    int number = 0;
    for (const Question &question : activity.questions)
        paper.questions.append({ u"%1/%2"_s.arg(paper.id).arg(number++), question.text, question.assumed });
    paper.formTitle = formTitle;
    return paper;
}

} // namespace

FrameworkWatch::FrameworkWatch(StoreLink &link, FrameworkView &view) : m_link(link), m_view(view)
{
    connect(&view, &FrameworkView::searchAsked, this, [this](const QString &words) { find(words, {}); });
    connect(&view, &FrameworkView::serviceAsked, this, [this](const QString &service) { find({}, service); });
    connect(&view, &FrameworkView::activityAsked, this, &FrameworkWatch::open);
    connect(&view, &FrameworkView::startAsked, this, &FrameworkWatch::start);
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (changes.types.contains(RecordType::Edition) || changes.types.contains(RecordType::FormDefinition))
            renew();
        else if (changes.drafts && m_view.serviceId() == FrameworkView::questionsId())
            find({}, m_view.serviceId());
        else if (changes.types.contains(RecordType::Person) || changes.types.contains(RecordType::Team))
            readComing();
    });
}

/// What is shown of an edition that has been replaced is read again: its services, the list, and the open activity.
void FrameworkWatch::renew()
{
    refresh();
    if (!m_view.words().isEmpty())
        find(m_view.words(), {});
    else if (!m_view.serviceId().isEmpty())
        find({}, m_view.serviceId());
    if (!m_view.opened()->activityKey().isEmpty())
        open(m_view.opened()->activityKey());
}

void FrameworkWatch::refresh()
{
    using Reading = std::shared_ptr<const PresentEdition>;
    m_link.ask(
        this, [day = m_link.today()](Store &store) { return presentEdition(store, day); },
        [this](const Result<Reading> &edition) {
            if (!edition) {
                showProblem(edition.error());
                return;
            }
            QList<ServiceRow> services;
            QString editionText;
            if (*edition) {
                for (const CompiledService &service : (*edition)->framework.services)
                    services.append(serviceRow(service));
                editionText = (*edition)->title;
            }
            m_view.showServices(editionText, services);
        });
    readComing();
}

void FrameworkWatch::readComing()
{
    m_link.ask(
        this, [&calendar = m_link.calendar(), day = m_link.today()](Store &store) { return comingChanges(store, calendar, day); },
        [this](const Result<std::optional<ComingChanges>> &coming) {
            if (!coming)
                showProblem(coming.error());
            else
                m_view.showComing(*coming ? comingWords(**coming, m_link.today()) : ComingState());
        });
}

void FrameworkWatch::find(const QString &words, const QString &service)
{
    m_link.ask(
        this,
        [day = m_link.today(), words, service](Store &store) -> Result<QList<ActivityRow>> {
            if (service == FrameworkView::questionsId())
                return openRows(store, day);
            const auto page = frameworkSearch(store, day, words, ServiceId(service));
            if (!page)
                return page.error();
            QList<ActivityRow> rows;
            for (const FrameworkHit &hit : page->hits)
                rows.append(activityRow(hit, service.isEmpty()));
            return rows;
        },
        [this, words, service](const Result<QList<ActivityRow>> &rows) {
            if (words != m_view.words() || (words.isEmpty() && service != m_view.serviceId()))
                return;   // somebody typed on, or opened another one; that answer follows
            if (rows)
                m_view.showActivities(*rows);
            else
                showProblem(rows.error());
        });
}

void FrameworkWatch::open(const QString &activityKey)
{
    m_link.ask(
        this,
        [day = m_link.today(), key = ActivityKey(activityKey)](Store &store) -> Result<ActivityPaper> {
            const auto edition = presentEdition(store, day);
            if (!edition)
                return edition.error();
            if (*edition) {
                for (const CompiledService &service : (*edition)->framework.services) {
                    for (const CompiledActivity &activity : service.activities) {
                        if (activity.activity.key != key)
                            continue;
                        const auto form = findFormInForce(store, activity.templateId, day);
                        return paperOf(service, activity, form ? (*form)->published.title : QString());
                    }
                }
            }
            return Error { ErrorCode::NotFound, u"The framework on this device has no such activity."_s };
        },
        [this](const Result<ActivityPaper> &paper) {
            if (!paper && paper.error().code == ErrorCode::NotFound)
                m_view.showActivity({});   // a newer edition has it no more
            if (paper)
                m_view.showActivity(*paper);
            else
                showProblem(paper.error());
        });
}

void FrameworkWatch::showProblem(const Error &error)
{
    if (error.code != ErrorCode::Cancelled)
        m_view.showProblem(errorText(error));
}

void FrameworkWatch::start(const QString &activityKey)
{
    struct Beginning {
        QString task;
        TemplateId form;
    };
    m_link.ask(
        this,
        [&calendar = m_link.calendar(), day = m_link.today(), key = ActivityKey(activityKey)](Store &store) -> Result<Beginning> {
            const auto board = todayBoard(store, calendar, day);
            if (!board)
                return board.error();
            for (const TodayItem &item : board->items) {
                if (item.task.task.activity == key)
                    return Beginning { item.task.task.id.toString(), {} };
            }
            const auto edition = presentEdition(store, day);
            if (!edition)
                return edition.error();
            const CompiledActivity *activity = *edition ? (*edition)->framework.find(key) : nullptr;
            if (!activity)
                return Error { ErrorCode::NotFound, u"The framework on this device has no such activity."_s };
            return Beginning { {}, activity->templateId };
        },
        [this](const Result<Beginning> &beginning) {
            if (!beginning)
                showProblem(beginning.error());
            else if (!beginning->task.isEmpty())
                Q_EMIT taskAsked(beginning->task);
            else
                Q_EMIT formAsked(beginning->form);
        });
}

} // namespace sightline
