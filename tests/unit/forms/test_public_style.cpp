// Forms in the styles that public ones are seen in, written for this test: each is read with the expected report, laid
// out, filled with its first values, judged with the expected issues, and form and response are written back as they were.
#include "core/forms/carry_forward.h"
#include "core/forms/judge_response.h"
#include "core/forms/layout.h"
#include "core/forms/publish.h"
#include "tests/support/random_questionnaire.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

struct Example {
    QString name;
    Json json;
};

QList<Example> examples()
{
    QList<Example> all;
    const QDir folder(QStringLiteral(SIGHTLINE_PUBLIC_STYLE));
    for (const QString &name : folder.entryList({ u"*.json"_s }, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        const auto json = parseJson(file.readAll());
        EXPECT_TRUE(json) << qPrintable(name) << (json ? "" : qPrintable(json.error().detail));
        all.append({ name, json.valueOr({}) });
    }
    return all;
}

/// "severity kind linkId" of each issue, as the examples write them.
QStringList said(const QList<FormIssue> &issues)
{
    QStringList all;
    for (const FormIssue &issue : issues) {
        const Json json = issueJson(issue);
        all.append(json[u"severity"_s].toString() + u' ' + json[u"kind"_s].toString() + u' ' + json[u"linkId"_s].toString());
    }
    return all;
}

class ExampleTest {
public:
    ExampleTest(const Example &example, const Questionnaire &form) : m_json(example.json), m_form(form) { }

    void checkReport() const
    {
        const auto &expected = m_json[u"findings"_s].toArray();
        EXPECT_EQ(m_form.report.size(), expected.size());
        for (qsizetype at = 0; at < m_form.report.size(); ++at) {
            const QStringList line = expected.value(at).toStrings();
            EXPECT_EQ(m_form.report[at].linkId, line.value(0)) << qPrintable(m_form.report[at].text);
            EXPECT_TRUE(m_form.report[at].text.contains(line.value(1))) << qPrintable(m_form.report[at].text);
        }
        EXPECT_EQ(m_form.canBeFilled(), m_json[u"fillable"_s].toBool(true));
        const auto refusals = publishRefusals(m_form);
        EXPECT_EQ(refusals.isEmpty(), m_json[u"fit"_s].toBool()) << (refusals.isEmpty() ? "" : qPrintable(refusals.first().text));
        QStringList refused;
        for (const ImportNote &refusal : refusals)
            refused.append(refusal.linkId);
        refused.removeDuplicates();
        if (m_json.contains(u"refusals"_s)) {
            EXPECT_EQ(refused, m_json[u"refusals"_s].toStrings());
        }
    }

    void checkLayout() const
    {
        QStringList titles;
        const FormLayout layout = layoutForm(m_form, buildFormTree(m_form, {}), {});
        for (const FormSection &section : layout.sections)
            titles.append(section.title);
        EXPECT_EQ(titles, m_json[u"pages"_s].toStrings());
        for (const FormItem &item : m_form.items) {
            const bool hasPage = layout.sectionOfItem(m_form, m_form.byLinkId.value(item.linkId)) >= 0;
            EXPECT_TRUE(hasPage || !item.children.isEmpty()) << qPrintable(item.linkId);   // nothing to answer is out of sight
        }
    }

    void checkFirstValues() const
    {
        SeededRandom random(1);
        const auto answers = prefilledAnswers(m_form, {}, random);
        const auto &first = m_json[u"first"_s].toObject();
        for (auto it = first.cbegin(); it != first.cend(); ++it)
            EXPECT_EQ(answerText(answers.value(it.key())), it.value().toString()) << qPrintable(it.key());
    }

    void checkResponse() const
    {
        SeededRandom random(1);
        const Json &response = m_json[u"response"_s];
        const auto reading = fromResponse(m_form, response, random);
        ASSERT_TRUE(reading) << qPrintable(reading.error().detail);
        EXPECT_EQ(said(judgeResponse(m_form, *reading, purposeOf(reading->metadata))), m_json[u"issues"_s].toStrings());
        EXPECT_EQ(writePrettyJson(toResponse(m_form, reading->answers, reading->metadata)).toStdString(), writePrettyJson(response).toStdString());
    }

private:
    const Json &m_json;
    const Questionnaire &m_form;
};

} // namespace

TEST(PublicStyleTest, ReadsReportsLaysOutJudgesAndRoundTripsEach)
{
    const auto all = examples();
    int refused = 0;
    for (const Example &example : all) {
        SCOPED_TRACE(qPrintable(example.name));
        const auto form = readQuestionnaire(example.json[u"questionnaire"_s]);
        if (example.json.contains(u"refused"_s)) {
            ++refused;
            ASSERT_FALSE(form);
            EXPECT_TRUE(form.error().detail.contains(example.json[u"refused"_s].toString())) << qPrintable(form.error().detail);
            continue;
        }
        ASSERT_TRUE(form) << qPrintable(form.error().detail);
        EXPECT_EQ(form->original, example.json[u"questionnaire"_s]);
        const ExampleTest test(example, *form);
        test.checkReport();
        test.checkLayout();
        test.checkFirstValues();
        test.checkResponse();
    }
    std::printf("%lld forms in public style, %d of them refused as they should be\n", static_cast<long long>(all.size()), refused);
    EXPECT_GE(all.size(), 20);
    EXPECT_EQ(refused, 2);
}
