// `sightline-cli form`: the real program on files, with no store and no hub anywhere.
#include "tests/integration/real_processes.h"
#include "tests/support/xlsx_maker.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::integration;
using namespace Qt::StringLiterals;

namespace {

class CliFormsTest : public ::testing::Test {
protected:
    ProgramRun form(const QStringList &arguments) const
    {
        QProcess process;
        process.start(QStringLiteral(SIGHTLINE_CLI), QStringList { u"form"_s } + arguments);
        return RealProcesses::finish(process);
    }
    /// A file with @p text, single quotes for double ones.
    QString file(const QString &name, QString text) const
    {
        QFile file(QDir(m_folder.path()).filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text.replace(u'\'', u'"').toUtf8());
        return file.fileName();
    }
    QString questionnaire(const QString &items) const
    {
        return file(u"form.json"_s, u"{'resourceType':'Questionnaire','url':'urn:t','version':'1','status':'active','title':'T','item':[%1]}"_s.arg(items));
    }
    QString response(const QString &status, const QString &items) const
    {
        return file(u"response.json"_s, u"{'resourceType':'QuestionnaireResponse','questionnaire':'urn:t|1','status':'%1','item':[%2]}"_s.arg(status, items));
    }
    static QStringList kindsAndLinkIds(const Json &issues)
    {
        QStringList said;
        for (const Json &issue : issues.toArray()) {
            EXPECT_EQ(issue.toObject().keys(), (QStringList { u"kind"_s, u"linkId"_s, u"severity"_s, u"text"_s }));
            said.append(issue[u"severity"_s].toString() + u' ' + issue[u"kind"_s].toString() + u' ' + issue[u"linkId"_s].toString());
        }
        return said;
    }
    static void expectRefusal(const ProgramRun &run, int exitCode, const QByteArray &says)
    {
        EXPECT_EQ(run.exitCode, exitCode) << run.err.toStdString();
        EXPECT_EQ(run.err.count('\n'), 1) << run.err.toStdString();
        EXPECT_TRUE(run.err.contains(says)) << run.err.toStdString();
        EXPECT_TRUE(run.out.isEmpty()) << run.out.toStdString();
    }

    QTemporaryDir m_folder;
    const QString m_visit =
        u"{'linkId':'seen','type':'boolean','text':'Seen?','required':true},"
        "{'linkId':'words','type':'string','text':'Their words','maxLength':10,'enableWhen':[{'question':'seen','operator':'=','answerBoolean':true}]}"_s;
};

} // namespace

TEST_F(CliFormsTest, CheckGivesEveryFindingAndTheVerdictAsItsExitCode)
{
    const ProgramRun good = form({ u"check"_s, questionnaire(m_visit), u"--json"_s });
    EXPECT_EQ(good.exitCode, 0) << good.err.toStdString();
    EXPECT_TRUE(good.json()[u"fit"_s].toBool());
    EXPECT_TRUE(good.json()[u"findings"_s].toArray().isEmpty());

    const QString odd = file(
        u"odd.json"_s,
        u"{'resourceType':'Questionnaire','url':'urn:t','version':'1','title':'T','item':["
        "{'linkId':'a','type':'string','text':'A'},{'linkId':'a','type':'string','text':'B'},{'linkId':'c','type':'choice','text':'C','answerOption':[{'valueCoding':{'code':'x','display':'X'}}]}]}"_s);
    const ProgramRun bad = form({ u"check"_s, odd, u"--json"_s });
    EXPECT_EQ(bad.exitCode, 1);
    EXPECT_TRUE(bad.err.isEmpty()) << bad.err.toStdString();
    EXPECT_FALSE(bad.json()[u"fit"_s].toBool(true));
    EXPECT_TRUE(bad.json()[u"fillable"_s].toBool());
    QStringList found;
    const Json report = bad.json();
    for (const Json &finding : report[u"findings"_s].toArray())
        found.append(finding[u"linkId"_s].toString());
    EXPECT_EQ(found, (QStringList { u""_s, u"a"_s, u"c"_s }));
    EXPECT_EQ(bad.json()[u"refusals"_s].toArray().size(), 3);

    const ProgramRun words = form({ u"check"_s, odd });
    EXPECT_EQ(words.exitCode, 1);
    EXPECT_EQ(words.out.count("\nnote  "), 3) << words.out.constData();
    EXPECT_TRUE(words.out.contains("Fit to publish: no; 3 to put right.\n")) << words.out.constData();
}

TEST_F(CliFormsTest, ValidateGivesSeverityKindAndLinkIdOfEachIssue)
{
    const QString visit = questionnaire(m_visit);
    const QString wrong = response(
        u"completed"_s,
        u"{'linkId':'seen','answer':[{'valueBoolean':false}]},{'linkId':'words','answer':[{'valueString':'far too long for it'}]},{'linkId':'other'}"_s);
    const ProgramRun run = form({ u"validate"_s, visit, wrong, u"--json"_s });
    EXPECT_EQ(run.exitCode, 1);
    EXPECT_EQ(kindsAndLinkIds(run.json()), (QStringList { u"error unknown-item other"_s, u"error not-enabled words"_s }));
    const QString good = response(u"completed"_s, u"{'linkId':'seen','answer':[{'valueBoolean':true}]},{'linkId':'words','answer':[{'valueString':'no'}]}"_s);
    const ProgramRun fine = form({ u"validate"_s, visit, good, u"--json"_s });
    EXPECT_EQ(fine.exitCode, 0);
    EXPECT_EQ(fine.out.trimmed(), "[]");
}

TEST_F(CliFormsTest, ValidateAsksForWhatIsRequiredOnlyOnCompletion)
{
    const QString visit = questionnaire(m_visit);
    const QString begun = response(u"in-progress"_s, u"{'linkId':'words'}"_s);
    EXPECT_EQ(form({ u"validate"_s, visit, begun }).exitCode, 0);
    const ProgramRun asCompleted = form({ u"validate"_s, visit, begun, u"--as-completed"_s, u"--json"_s });
    EXPECT_EQ(asCompleted.exitCode, 1);
    EXPECT_EQ(kindsAndLinkIds(asCompleted.json()), QStringList { u"error required seen"_s });
}

TEST_F(CliFormsTest, FillShowsWhatIsAskedWithFirstValuesAndGoesOnWithWhatIsGiven)
{
    const QString visit = questionnaire(
        m_visit + u",{'linkId':'who','type':'string','text':'Who','initial':[{'valueString':'me'}]},{'linkId':'note','type':'display','text':'Thank you'}"_s);
    const auto linkIds = [](const Json &filled) {
        QStringList all;
        for (const Json &item : filled[u"item"_s].toArray())
            all.append(item[u"linkId"_s].toString() + (item.contains(u"answer"_s) ? u"!"_s : QString()));
        return all;
    };
    const ProgramRun empty = form({ u"fill"_s, visit, u"--json"_s });
    ASSERT_EQ(empty.exitCode, 0) << empty.err.toStdString();
    EXPECT_EQ(linkIds(empty.json()), (QStringList { u"seen"_s, u"who!"_s }));
    EXPECT_EQ(empty.json()[u"status"_s].toString(), u"in-progress");
    EXPECT_EQ(empty.json()[u"questionnaire"_s].toString(), u"urn:t|1");

    const QString given = response(u"in-progress"_s, u"{'linkId':'seen','answer':[{'valueBoolean':true}]}"_s);
    const ProgramRun goingOn = form({ u"fill"_s, visit, u"--answers"_s, given, u"--json"_s });
    EXPECT_EQ(linkIds(goingOn.json()), (QStringList { u"seen!"_s, u"words"_s, u"who"_s }));
}

TEST_F(CliFormsTest, ImportGivesAFormOrSaysWhatOfTheSpreadsheetItCannotTake)
{
    const auto spreadsheet = [&](const QString &survey) {
        QFile xlsx(QDir(m_folder.path()).filePath(u"form.xlsx"_s));
        EXPECT_TRUE(xlsx.open(QIODevice::WriteOnly | QIODevice::Truncate));
        xlsx.write(sightline::testing::xlsxOf(
            { sightline::testing::sheetOf(u"survey"_s, survey), sightline::testing::sheetOf(u"settings"_s, u"form_title|form_id\nVisit|visit"_s) }));
        return xlsx.fileName();
    };
    const ProgramRun good = form({ u"import"_s, spreadsheet(u"type|name|label\ntext|q|Question"_s), u"--json"_s });
    EXPECT_EQ(good.exitCode, 0) << good.err.toStdString();
    EXPECT_EQ(good.json()[u"url"_s].toString(), u"urn:xlsform:visit");
    const ProgramRun checked = form({ u"check"_s, file(u"imported.json"_s, QString::fromUtf8(good.out)), u"--json"_s });
    EXPECT_TRUE(checked.json()[u"fit"_s].toBool()) << checked.out.toStdString();
    const ProgramRun bad = form({ u"import"_s, spreadsheet(u"type|name|label\ntext|q|Question\ngeopoint|g|Where?"_s) });
    EXPECT_EQ(bad.exitCode, 1);
    EXPECT_EQ(bad.out, "survey!A3  The type \"geopoint\" has no like here.\nNot imported; 1 to put right.\n");
    expectRefusal(form({ u"import"_s, file(u"text.xlsx"_s, u"type,name"_s) }), 1, "not a readable .xlsx file");
}

TEST_F(CliFormsTest, WhatCannotBeReadIsRefusedInOneSentence)
{
    expectRefusal(form({ u"check"_s, u"/nowhere/at/all.json"_s }), 1, "The form file /nowhere/at/all.json cannot be read");
    expectRefusal(form({ u"check"_s, file(u"bad.json"_s, u"{'resourceType':"_s) }), 1, "is not usable");
    expectRefusal(form({ u"check"_s, file(u"bundle.json"_s, u"{'resourceType':'Bundle','entry':[]}"_s) }), 1, "not a form");
    expectRefusal(form({ u"fill"_s, questionnaire(u"{'linkId':'a','type':'string','text':'A','modifierExtension':[{'url':'urn:x','valueBoolean':true}]}"_s) }),
                  1, "cannot be filled here");
    expectRefusal(
        form({ u"validate"_s, questionnaire(m_visit), file(u"other.json"_s, u"{'resourceType':'QuestionnaireResponse','questionnaire':'urn:other'}"_s) }), 1,
        "another form");
    expectRefusal(form({ u"check"_s }), 2, "file is required");
    expectRefusal(form({}), 2, "subcommand is required");
}

TEST_F(CliFormsTest, EverythingElseStillNeedsAStore)
{
    QProcess process;
    process.start(QStringLiteral(SIGHTLINE_CLI), { u"status"_s });
    expectRefusal(RealProcesses::finish(process), 2, "--store is required");
    QProcess mistyped;
    mistyped.start(QStringLiteral(SIGHTLINE_CLI), { u"sttaus"_s });
    expectRefusal(RealProcesses::finish(mistyped), 2, "\"sttaus\" is no command of sightline-cli");
}
