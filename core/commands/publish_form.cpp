#include "core/commands/publish_form.h"

#include "core/base/canonical_json.h"
#include "core/base/limits.h"
#include "core/commands/author_context.h"
#include "core/commands/new_operation.h"
#include "core/forms/publish.h"
#include "core/people/council_card.h"
#include "core/records/tied_activities.h"
#include "core/store/form_library.h"

#include <QCoreApplication>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct PublishFormWords {
    Q_DECLARE_TR_FUNCTIONS(PublishForm)
};

Result<void> checkTerms(const PublishTerms &terms)
{
    switch (faultOfTerms(terms)) {
    case TermsFault::None: return {};
    //: Why a template cannot be published.
    case TermsFault::NoFrom: return Error { ErrorCode::InvalidInput, PublishFormWords::tr("Say from which day it is used.") };
    //: Why a template cannot be published.
    case TermsFault::FromPast:
        return Error { ErrorCode::InvalidInput, PublishFormWords::tr("The day from which it is used has passed; choose today or a later one.") };
    //: Why a template cannot be published.
    case TermsFault::ApprovedToCome: return Error { ErrorCode::InvalidInput, PublishFormWords::tr("The day it was approved is still to come.") };
    case TermsFault::ReviewTooEarly:
        //: Why a template cannot be published.
        return Error { ErrorCode::InvalidInput, PublishFormWords::tr("The day it is looked at again must come after the day from which it is used.") };
    }
    Q_UNREACHABLE();
}

/// @p document as it is published: in force, with its dates.
Json dated(const Json &document, const PublishTerms &terms)
{
    const QDate approved = terms.approved.isValid() ? terms.approved : terms.today;
    Json published = withFormDates(document, { approved, approved, terms.from, terms.reviewBy.isValid() ? terms.reviewBy : approved.addYears(1) });
    published.set(u"status"_s, u"active"_s);
    published.set(u"date"_s, terms.today.toString(Qt::ISODate));
    return published;
}

/// The newest version of @p name that the hub has; null if it has none.
Result<std::shared_ptr<const KnownForm>> versionBefore(Store &store, const QString &name)
{
    auto form = findForm(store, name);
    if (!form && form.error().code == ErrorCode::NotFound)
        return std::shared_ptr<const KnownForm>();
    return form;
}

} // namespace

TermsFault faultOfTerms(const PublishTerms &terms)
{
    if (!terms.from.isValid())
        return TermsFault::NoFrom;
    if (terms.from < terms.today)
        return TermsFault::FromPast;
    if (terms.approved.isValid() && terms.approved > terms.today)
        return TermsFault::ApprovedToCome;
    if (terms.reviewBy.isValid() && terms.reviewBy <= terms.from)
        return TermsFault::ReviewTooEarly;
    return TermsFault::None;
}

QString nextVersion(const QStringList &known, const QString &name)
{
    QString newest;
    for (const QString &form : known) {
        const QString version = form.section(u'@', 1);
        if (templateOf(form) == name && (newest.isEmpty() || compareVersions(version, newest) > 0))
            newest = version;
    }
    if (newest.isEmpty())
        return u"1.0"_s;
    QStringList parts = newest.split(u'.');
    if (parts.size() < 2)
        return newest + u".1"_s;
    bool isNumber = false;
    const int minor = parts[1].toInt(&isNumber);
    if (!isNumber)
        return newest + u".1"_s;
    parts[1] = QString::number(minor + 1);
    for (qsizetype at = 2; at < parts.size(); ++at)
        parts[at] = u"0"_s;
    return parts.join(u'.');
}

Result<bool> mayPublishForms(Store &store) { return authorMay(store, mayPublishForms); }

Result<FormPublication> publishForm(Store &store, const PublishedForm &form, const PublishTerms &terms, const std::optional<RecordId> &draft)
{
    const auto may = mayPublishForms(store);
    if (!may)
        return may.error();
    if (!*may) {
        return Error { ErrorCode::NotAllowed,
                       //: Why a template cannot be published.
                       PublishFormWords::tr(
                           "Your council lets others publish forms: it goes by role. What you have made is kept; ask somebody who may to publish it.") };
    }
    if (const auto fits = checkTerms(terms); !fits)
        return fits.error();
    const auto json = parseJson(form.questionnaire);
    if (!json)
        return json.error();
    const Json document = dated(*json, terms);
    const auto read = readQuestionnaire(document);
    if (!read)
        return read.error();
    FormPublication publication { {}, formNameOf(*read) + u'@' + read->version, templateProblems(*read) };
    if (!publication.problems.isEmpty())
        return publication;
    if (formNameOf(*read).isEmpty() || read->version.isEmpty())
        //: Why a template cannot be published.
        return Error { ErrorCode::InvalidInput, PublishFormWords::tr("A form to publish needs a name or url, a version and a title.") };
    const RecordId id = publishedId(RecordType::FormDefinition, publication.form);
    const auto present = store.view().find(id);
    if (!present)
        return present.error();
    if (*present) {
        return Error {
            ErrorCode::AlreadyExists,
                       //: Why a template cannot be published. %1 is its name and version.
            PublishFormWords::tr("“%1” is published already and never changes; give the changed form a new version.").arg(publication.form.left(80))
        };
    }
    if (const QString wrong = problemOfActivities(form.meta); !wrong.isEmpty())
        return Error { ErrorCode::InvalidInput, wrong };
    const auto before = versionBefore(store, formNameOf(*read));
    if (!before)
        return before.error();
    const auto author = authorContext(store);
    if (!author)
        return author.error();

    PublishedForm published = form;
    published.form = publication.form;
    published.title = read->title;
    published.questionnaire = writeJson(document);
    if (*before) {
        published.visibility = (*before)->published.visibility;
        if (published.meta.isNull())
            published.meta = (*before)->published.meta;
        // They say who else may come to read, so they stay as the readers do.
        const QString switches = u"councilSwitches"_s;
        if (const Json &kept = (*before)->published.meta[switches]; !kept.isNull())
            published.meta.set(switches, kept);
        else if (published.meta.isObject())
            published.meta.remove(switches);
    } else if (published.visibility.completed.isEmpty()) {
        published.visibility = VisibilityTable().ruleFor(publication.form);
    }
    Operation create = newOperation(store, OperationKind::Create, id);
    RecordBody head = publishedFormBody(published);
    head.author = author->person;
    head.madeAtMs = create.atMs;
    head.completedAtMs = create.atMs;
    create.head = std::move(head);
    const auto bytes = operationBytes(create);
    if (!bytes)
        return bytes.error();
    if (bytes->size() > limits::operationBytesMax)
        //: Why a template cannot be published.
        return Error { ErrorCode::TooLarge, PublishFormWords::tr("This form is larger than one version can be. Split it into two.") };
    const auto stored = store.transact([&]() -> Result<void> {
        if (const auto kept = store.outbox().append(create); !kept)
            return kept.error();
        return draft ? store.drafts().remove(*draft) : Result<void>();
    });
    if (!stored)
        return stored.error();
    publication.record = id;
    return publication;
}

} // namespace sightline
