#include "sync/hub/ops/subject_page.h"

#include <QDateTime>

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr char pageStyle[] = "body{font:16px/1.5 sans-serif;max-width:46em;margin:2em auto;padding:0 1em;color:#1a1a1a;background:#fff}"
                             "h2{border-top:2px solid #555;padding-top:.6em;margin-top:2em}dt{font-weight:bold;margin-top:.8em}"
                             "dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}mark{background:#ffe08a;outline:1px solid #7a5b00}"
                             "@media print{h2{break-before:auto}dd{break-inside:avoid}}";

QString dayText(qint64 ms) { return ms > 0 ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).date().toString(u"d MMMM yyyy"_s) : u"a day that is not known"_s; }

/// @p text with the mentions in it marked.
QString withMarks(const QString &text, QList<Mention> mentions)
{
    std::sort(mentions.begin(), mentions.end(), [](const Mention &a, const Mention &b) { return a.at < b.at; });
    QString html;
    qsizetype done = 0;
    for (const Mention &mention : std::as_const(mentions)) {
        if (mention.at < done)
            continue;   // it lies in the one before
        html += text.mid(done, mention.at - done).toHtmlEscaped();
        html += u"<mark title=\"%1 %2\">%3</mark>"_s.arg(mention.kind, mention.id, text.mid(mention.at, mention.length).toHtmlEscaped());
        done = mention.at + mention.length;
    }
    return html + text.mid(done).toHtmlEscaped();
}

/// What a person reads of an answer: of a choice its words, of a file its name. @p leaf counts texts as the mentions do.
class AnswerText {
public:
    explicit AnswerText(QList<Mention> mentions) : m_mentions(std::move(mentions)) { }

    QString of(const Json &json)
    {
        if (json.isString())
            return text(json.toString());
        if (json.isNumber())
            return json.numberText();
        if (json.isBool())
            return json.toBool() ? u"Yes"_s : u"No"_s;
        QStringList parts;
        if (json.isArray()) {
            for (const Json &one : json.toArray())
                parts.append(of(one));
        } else if (json.isObject()) {
            const Json::Object &members = json.toObject();
            for (auto it = members.cbegin(); it != members.cend(); ++it) {
                const QString part = of(it.value());
                if (!isForPrograms(it.key(), json))
                    parts.append(part);
            }
        }
        parts.removeAll(QString());
        return parts.join(u'\n');
    }

private:
    static bool isForPrograms(const QString &member, const Json &of)
    {
        static const QStringList always { u"system"_s, u"sha"_s, u"mime"_s, u"size"_s, u"id"_s };
        return always.contains(member) || (member == "code"_L1 && of.contains(u"display"_s));
    }
    QString text(const QString &words)
    {
        QList<Mention> here;
        std::copy_if(m_mentions.cbegin(), m_mentions.cend(), std::back_inserter(here),
                     [this](const Mention &mention) { return mention.leaf == m_leaf && !mention.isRedacted; });
        ++m_leaf;
        return here.isEmpty() ? words.toHtmlEscaped() : withMarks(words, here);
    }

    QList<Mention> m_mentions;
    int m_leaf = 0;
};

QString recordHtml(const AccessedRecord &record, const QList<Mention> &mentions)
{
    const RecordBody &body = record.body;
    QString html = u"<h2>%1</h2>\n<p>Written by %2 on %3; %4. Record %5.</p>\n<dl>\n"_s.arg(
        record.title.toHtmlEscaped(), body.author.toString().toHtmlEscaped(), dayText(body.completedAtMs > 0 ? body.completedAtMs : body.madeAtMs),
        recordStateName(body.state), record.id.toString());
    for (auto it = body.answers.cbegin(); it != body.answers.cend(); ++it) {
        QList<Mention> here;
        std::copy_if(mentions.cbegin(), mentions.cend(), std::back_inserter(here),
                     [&](const Mention &mention) { return mention.record == record.id && mention.field == it.key(); });
        const QString answer = AnswerText(here).of(it.value());
        if (!answer.isEmpty())
            html += u"<dt>%1</dt><dd>%2</dd>\n"_s.arg(record.labels.value(it.key(), it.key()).toHtmlEscaped(), answer);
    }
    return html + u"</dl>\n"_s;
}

} // namespace

QByteArray subjectPage(const SubjectFile &file, const QString &heading)
{
    const qsizetype open = std::count_if(file.mentions.cbegin(), file.mentions.cend(), [](const Mention &mention) { return !mention.isRedacted; });
    QString html = u"<!doctype html>\n<html lang=\"en-GB\">\n<head><meta charset=\"utf-8\"><title>%1</title><style>%2</style></head>\n<body>\n<h1>%1</h1>\n"
                   "<p>Number of records: %3.%4</p>\n"_s.arg(heading.toHtmlEscaped(), QString::fromLatin1(pageStyle))
                       .arg(file.records.size())
                       .arg(open == 0 ? QString() : u" Mentions of others that are marked and not decided on: %1."_s.arg(open));
    for (const AccessedRecord &record : file.records)
        html += recordHtml(record, file.mentions);
    return (html + u"</body>\n</html>\n"_s).toUtf8();
}

} // namespace sightline::hub
