#include "core/commands/edit_template.h"

#include "core/base/limits.h"
#include "core/commands/author_context.h"
#include "core/forms/editing/template_edit.h"

#include <QCoreApplication>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct EditTemplateWords {
    Q_DECLARE_TR_FUNCTIONS(EditTemplate)
};

const QString baseMember = u"base"_s;

RecordBody draftBody(const TemplateDraft &draft, const PersonId &author, qint64 madeAtMs)
{
    RecordBody body = publishedFormBody(draft.form);
    body.state = RecordState::Draft;
    body.author = author;
    body.madeAtMs = madeAtMs;
    if (!draft.base.isEmpty())
        body.answers.insert(baseMember, draft.base);
    return body;
}

Result<void> checkSize(const RecordBody &body)
{
    const auto bytes = bodyBytes(body);
    if (!bytes)
        return bytes.error();
    if (bytes->size() > limits::draftBytesMax)
        //: Why a template being made was not kept or opened.
        return Error { ErrorCode::TooLarge, EditTemplateWords::tr("This template is larger than one can be. Split it into two.") };
    return {};
}

Result<TemplateDraft> begin(Store &store, TemplateDraft draft)
{
    const auto author = authorContext(store);
    if (!author)
        return author.error();
    const qint64 now = store.clock().now().msSinceEpoch;
    draft.id = newId<RecordId>(store.clock(), store.random());
    draft.savedAtMs = now;
    const RecordBody body = draftBody(draft, author->person, now);
    if (const auto fits = checkSize(body); !fits)
        return fits.error();
    const auto saved = store.transact([&] { return store.drafts().save({ draft.id, body, {}, now, {} }); });
    return saved ? Result<TemplateDraft>(draft) : saved.error();
}

Result<Draft> presentTemplate(Store &store, const RecordId &id)
{
    auto draft = store.drafts().find(id);
    if (!draft)
        return draft.error();
    if (!*draft || !templateDraftOf(**draft))
        //: Why a template being made was not kept or opened.
        return Error { ErrorCode::NotFound, EditTemplateWords::tr("There is no such template being made on this device.") };
    return **std::move(draft);
}

Result<QStringList> knownVersions(Store &store)
{
    const auto forms = allForms(store);
    if (!forms)
        return forms.error();
    QStringList known;
    for (const auto &form : *forms)
        known.append(form->published.form);
    return known;
}

/// A short name that no template here has: nobody sees it.
QString newTemplateName(Store &store, const QStringList &known)
{
    QString name;
    do {
        name = u"council-"_s + QString::fromLatin1(store.random().bytes(4).toHex());
    } while (std::any_of(known.cbegin(), known.cend(), [&name](const QString &form) { return templateOf(form) == name; }));
    return name;
}

} // namespace

std::optional<TemplateDraft> templateDraftOf(const Draft &draft)
{
    const auto form = publishedFormOf(draft.body);
    if (!form)
        return std::nullopt;
    return TemplateDraft { draft.id, *form, draft.body.answers.value(baseMember).toString(), draft.focus, draft.savedAtMs, draft.discardedAtMs };
}

Result<QList<TemplateDraft>> templateDrafts(Store &store, DraftTable::Which which)
{
    const auto drafts = store.drafts().list(which);
    if (!drafts)
        return drafts.error();
    QList<TemplateDraft> templates;
    for (const Draft &draft : *drafts) {
        if (auto one = templateDraftOf(draft))
            templates.append(*std::move(one));
    }
    return templates;
}

Result<TemplateDraft> beginTemplateOf(Store &store, const QString &form)
{
    const auto known = findForm(store, form);
    if (!known)
        return known.error();
    const auto drafts = templateDrafts(store);
    if (!drafts)
        return drafts.error();
    TemplateDraft draft { .id = newId<RecordId>(store.clock(), store.random()), .form = (*known)->published, .base = {}, .focus = {} };
    draft.form.form = templateOf((*known)->published.form);
    // What the hub has not taken is gone on with, and compared with the version that it has.
    const auto onHub = findForm(store, draft.form.form);
    if (!onHub && onHub.error().code != ErrorCode::NotFound)
        return onHub.error();
    draft.base = onHub ? (*onHub)->published.form : QString();
    for (const TemplateDraft &begun : *drafts) {
        if (begun.form.form == draft.form.form)
            return begun;
    }
    return begin(store, std::move(draft));
}

Result<TemplateDraft> beginTemplate(Store &store, const NewTemplate &begun)
{
    const auto known = knownVersions(store);
    if (!known)
        return known.error();
    const QString name = newTemplateName(store, *known);
    Json document = begun.document;
    if (document.isNull())
        document = TemplateEdit::blank(name, begun.title, begun.section, store.random());
    document.set(u"name"_s, name);
    document.set(u"url"_s, QString(u"urn:sightline:form:"_s + name));
    const auto form = readQuestionnaire(document);
    if (!form)
        return form.error();
    TemplateDraft draft { .id = newId<RecordId>(store.clock(), store.random()), .form = {}, .base = {}, .focus = {} };
    draft.form.form = name;
    draft.form.title = form->title;
    draft.form.questionnaire = writeJson(document);
    draft.form.visibility = VisibilityTable().ruleFor(name);
    draft.form.meta = Json::object({ { u"id"_s, name } });
    return begin(store, std::move(draft));
}

Result<void> saveTemplate(Store &store, const RecordId &draft, const Json &document, const Json &meta, const QString &focus)
{
    return store.transact([&]() -> Result<void> {
        auto present = presentTemplate(store, draft);
        if (!present)
            return present.error();
        TemplateDraft changed = *templateDraftOf(*present);
        changed.form.questionnaire = writeJson(document);
        changed.form.title = document[u"title"_s].toString();
        changed.form.meta = meta;
        present->body = draftBody(changed, present->body.author, present->body.madeAtMs);
        if (const auto fits = checkSize(present->body); !fits)
            return fits.error();
        present->focus = focus;
        present->savedAtMs = store.clock().now().msSinceEpoch;
        present->discardedAtMs.reset();   // working on it brings it back
        return store.drafts().save(*present);
    });
}

Result<FormPublication> publishTemplate(Store &store, const RecordId &draft, const PublishTerms &terms)
{
    const auto present = presentTemplate(store, draft);
    if (!present)
        return present.error();
    const auto known = knownVersions(store);
    if (!known)
        return known.error();
    PublishedForm form = templateDraftOf(*present)->form;
    const auto json = parseJson(form.questionnaire);
    if (!json)
        return json.error();
    Json document = *json;
    document.set(u"version"_s, nextVersion(*known, form.form));
    document.set(u"name"_s, form.form);   // a version of this template, whatever the document called itself
    form.questionnaire = writeJson(document);
    // A new template whose record somebody it names takes part in is for that person too; of a known one the readers stay.
    const bool hasObserved = !form.meta[u"columns"_s][u"observed"_s].toString().isEmpty();
    if (hasObserved && !form.visibility.completed.contains(u"observed"_s))
        form.visibility.completed.append(u"observed"_s);
    return publishForm(store, form, terms, draft);
}

Result<QSet<QString>> releasedLinkIds(Store &store, const QString &name)
{
    const auto forms = allForms(store);
    if (!forms)
        return forms.error();
    QSet<QString> released;
    for (const auto &form : *forms) {
        if (templateOf(form->published.form) == name)
            released.unite(linkIdsIn(form->questionnaire.original));
    }
    return released;
}

} // namespace sightline
