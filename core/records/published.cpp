#include "core/records/published.h"

#include <QRegularExpression>

namespace sightline {

using namespace Qt::StringLiterals;

RecordId publishedId(RecordType type, const QString &name)
{
    return RecordId(QUuid::createUuidV5(QUuid(u"0b8f2f5c-0d0e-5c1a-8f5e-2f6a9d1c4b77"_s), QString(recordTypeName(type) + u':' + name).toUtf8()));
}

QString formNameOf(const Questionnaire &form)
{
    static const QRegularExpression notOfAName(u"[^A-Za-z0-9._-]"_s);
    QString name = form.name.isEmpty() ? form.url.section(u'/', -1).section(u':', -1) : form.name;
    return name.remove(notOfAName);
}

RecordBody publishedBody(RecordType type, const Json &json)
{
    RecordBody body;
    body.type = type;
    body.state = RecordState::Completed;
    body.answers = json.toObject();
    return body;
}

RecordBody publishedFormBody(const PublishedForm &form)
{
    RecordBody body = publishedBody(RecordType::FormDefinition,
                                    Json::object({ { u"title"_s, form.title },
                                                   { u"questionnaire"_s, QString::fromUtf8(form.questionnaire) },
                                                   { u"visibility"_s,
                                                     Json::object({ { u"draft"_s, Json::strings(form.visibility.draft) },
                                                                    { u"completed"_s, Json::strings(form.visibility.completed) } }) } }));
    body.form = form.form;
    if (!form.meta.isNull())
        body.answers.insert(u"meta"_s, form.meta);
    return body;
}

Result<PublishedForm> publishedFormOf(const RecordBody &body)
{
    const Json &questionnaire = body.answers.value(u"questionnaire"_s);
    if (body.type != RecordType::FormDefinition || !questionnaire.isString())
        return Error { ErrorCode::Corrupt, u"A form definition on this device holds no questionnaire."_s };
    return PublishedForm { body.form, body.answers.value(u"title"_s).toString(), questionnaire.toString().toUtf8(),
                           visibilityFrom(body.answers.value(u"visibility"_s), body.answers.value(u"meta"_s)), body.answers.value(u"meta"_s) };
}

RecordBody publishedEditionBody(const PublishedEdition &edition)
{
    Json members = Json::object({ { u"edition"_s, edition.edition }, { u"title"_s, edition.title }, { u"compiled"_s, QString::fromUtf8(edition.compiled) } });
    if (edition.from.isValid())
        members.set(u"from"_s, edition.from.toString(Qt::ISODate));
    return publishedBody(RecordType::Edition, members);
}

Result<PublishedEdition> publishedEditionOf(const RecordBody &body)
{
    const Json &compiled = body.answers.value(u"compiled"_s);
    if (body.type != RecordType::Edition || !compiled.isString())
        return Error { ErrorCode::Corrupt, u"An edition of the framework on this device holds no rules."_s };
    return PublishedEdition { body.answers.value(u"edition"_s).toString(), body.answers.value(u"title"_s).toString(),
                              QDate::fromString(body.answers.value(u"from"_s).toString(), Qt::ISODate), compiled.toString().toUtf8() };
}

} // namespace sightline
