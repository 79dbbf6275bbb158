// A version of a template published on one device reaches another, which writes on it; nobody else publishes one.
#include "core/forms/questionnaire.h"
#include "tests/integration/real_processes.h"

#include <QDir>
#include <QFile>

#include <gtest/gtest.h>

using namespace sightline;
using namespace sightline::integration;
using namespace Qt::StringLiterals;

namespace {

class FormsTripTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(world.makeCouncil() && world.startHub());
        ASSERT_TRUE(world.enrol(u"qa"_s, u"qa-manager"_s) && world.enrol(u"worker"_s, u"practitioner-north-1"_s));
        ASSERT_TRUE(sync(u"qa"_s) && sync(u"worker"_s));
    }
    bool sync(const QString &device) { return world.cli(device, { u"sync"_s }).exitCode == 0; }
    QString file(const QString &name, const Json &json)
    {
        QFile file(QDir(world.folder()).filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(writeJson(json));
        return file.fileName();
    }
    static Json doorstep(const QString &version, const QString &question)
    {
        return Json::object(
            { { u"resourceType"_s, u"Questionnaire"_s },
              { u"url"_s, u"urn:sightline:form:doorstep"_s },
              { u"name"_s, u"doorstep"_s },
              { u"version"_s, version },
              { u"status"_s, u"draft"_s },
              { u"title"_s, u"Doorstep check"_s },
              { u"item"_s, Json::array({ Json::object({ { u"linkId"_s, u"seen"_s }, { u"type"_s, u"string"_s }, { u"text"_s, question } }) }) } });
    }
    ProgramRun publish(const QString &device, const Json &document, const QString &from)
    {
        return world.cli(device, { u"form"_s, u"publish"_s, file(u"doorstep.json"_s, document), u"--from"_s, from });
    }
    Json version(const QString &device, const QString &id, const QString &version)
    {
        const Json forms = world.cli(device, { u"templates"_s }).json();
        for (const Json &form : forms.toArray()) {
            if (form[u"id"_s].toString() == id && form[u"version"_s].toString() == version)
                return form;
        }
        return {};
    }

    RealProcesses world { QStringLiteral(SIGHTLINE_CLI), QStringLiteral(SIGHTLINE_HUB) };
    const QString today = QDate::currentDate().toString(Qt::ISODate);
};

} // namespace

TEST_F(FormsTripTest, AVersionIsPublishedOnOneDeviceAndWrittenOnAnother)
{
    const ProgramRun refused = publish(u"worker"_s, doorstep(u"1.0"_s, u"Seen?"_s), today);
    EXPECT_EQ(refused.exitCode, 1);
    EXPECT_TRUE(refused.err.contains("by role")) << refused.err.toStdString();
    const ProgramRun wrong = publish(u"qa"_s, doorstep(u"1.0"_s, u""_s), today);
    EXPECT_EQ(wrong.exitCode, 1);
    EXPECT_TRUE(wrong.out.contains("Write the question.")) << wrong.out.toStdString();
    const ProgramRun published = publish(u"qa"_s, doorstep(u"1.0"_s, u"Whom did you see?"_s), today);
    ASSERT_EQ(published.exitCode, 0) << published.err.toStdString();
    EXPECT_EQ(published.json()[u"form"_s].toString(), u"doorstep@1.0"_s);
    EXPECT_EQ(publish(u"qa"_s, doorstep(u"1.0"_s, u"Changed"_s), today).exitCode, 1) << "a published version never changes";
    EXPECT_FALSE(version(u"qa"_s, u"doorstep"_s, u"1.0"_s)[u"in_use"_s].toBool()) << "the hub has not taken it yet";
    ASSERT_TRUE(sync(u"qa"_s) && sync(u"worker"_s));
    const Json here = version(u"worker"_s, u"doorstep"_s, u"1.0"_s);
    EXPECT_TRUE(here[u"in_use"_s].toBool());
    EXPECT_EQ(here[u"from"_s].toString(), today);
    EXPECT_EQ(here[u"review_by"_s].toString(), QDate::currentDate().addYears(1).toString(Qt::ISODate));

    const auto answers = [&](const QString &version) {
        return file(
            u"answers.json"_s,
            Json::object({ { u"resourceType"_s, u"QuestionnaireResponse"_s },
                           { u"questionnaire"_s, QString(u"urn:sightline:form:doorstep|"_s + version) },
                           { u"status"_s, u"completed"_s },
                           { u"item"_s,
                             Json::array({ Json::object({ { u"linkId"_s, u"seen"_s },
                                                          { u"answer"_s, Json::array({ Json::object({ { u"valueString"_s, u"Amelia"_s } }) }) } }) }) } }));
    };
    const ProgramRun captured = world.cli(u"worker"_s, { u"capture"_s, u"doorstep"_s, u"--answers"_s, answers(u"1.0"_s) });
    ASSERT_EQ(captured.exitCode, 0) << captured.err.toStdString();
    const ProgramRun begun = world.cli(u"worker"_s, { u"capture"_s, u"doorstep"_s, u"--answers"_s, answers(u"1.0"_s), u"--draft"_s });
    ASSERT_EQ(begun.exitCode, 0) << begun.err.toStdString();

    // The next version replaces a question; a later one waits for its day.
    Json next = doorstep(u"1.1"_s, u"Whom did you see?"_s);
    next.set(u"item"_s, Json::array({ Json::object({ { u"linkId"_s, u"who"_s }, { u"type"_s, u"text"_s }, { u"text"_s, u"Who was there?"_s } }) }));
    ASSERT_EQ(publish(u"qa"_s, next, today).exitCode, 0);
    next.set(u"version"_s, u"1.2"_s);
    ASSERT_EQ(publish(u"qa"_s, next, QDate::currentDate().addDays(9).toString(Qt::ISODate)).exitCode, 0);
    ASSERT_TRUE(sync(u"qa"_s) && sync(u"worker"_s));
    EXPECT_FALSE(version(u"worker"_s, u"doorstep"_s, u"1.0"_s)[u"in_use"_s].toBool());
    EXPECT_TRUE(version(u"worker"_s, u"doorstep"_s, u"1.1"_s)[u"in_use"_s].toBool());
    EXPECT_FALSE(version(u"worker"_s, u"doorstep"_s, u"1.2"_s)[u"in_use"_s].toBool());
    EXPECT_TRUE(version(u"worker"_s, u"doorstep"_s, u"1.2"_s)[u"on_hub"_s].toBool());

    const QString draft = begun.json()[u"record"_s].toString();
    const Json look = world.cli(u"worker"_s, { u"form"_s, u"move"_s, draft, u"--look"_s }).json();
    EXPECT_EQ(look[u"form"_s].toString(), u"doorstep@1.1"_s);
    ASSERT_EQ(look[u"left"_s].toArray().size(), 1);
    EXPECT_EQ(look[u"left"_s].toArray()[0][u"answer"_s].toString(), u"Amelia"_s);
    EXPECT_EQ(look[u"asked"_s].toStrings(), QStringList { u"Who was there?"_s });
    const ProgramRun moved = world.cli(u"worker"_s, { u"form"_s, u"move"_s, draft });
    ASSERT_EQ(moved.exitCode, 0) << moved.err.toStdString();
    EXPECT_NE(moved.json()[u"draft"_s].toString(), draft);
    EXPECT_EQ(world.cli(u"qa"_s, { u"status"_s }).json()[u"held"_s].toInteger(), 0);
    EXPECT_TRUE(world.stopHub());
}
