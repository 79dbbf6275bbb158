#include "tests/laws/rule.h"
#include "tests/laws/source_text.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <iostream>

using namespace sightline;
using namespace sightline::laws;
using namespace Qt::StringLiterals;

namespace {

const QString root = QStringLiteral(SIGHTLINE_SOURCE_DIR);

QString textOf(const QString &path)
{
    QFile file(root + u'/' + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read.", qPrintable(path));
    return QString::fromUtf8(file.readAll());
}

Law theLaw()
{
    const auto law = Law::read(textOf(u"tests/laws/law.txt"_s));
    if (!law)
        qFatal("%s", qPrintable(law.error().detail));
    return *law;
}

QList<Rule> allRules() { return dependencyRules(theLaw()) + codeRules() + qmlRules() + fileRules(textOf(u"tests/laws/migrations.txt"_s)); }

std::string listed(const QList<Finding> &findings)
{
    QString text;
    for (const Finding &finding : findings)
        text += u"\n  %1:%2: %3"_s.arg(finding.path).arg(finding.line).arg(finding.what);
    return text.toStdString();
}

} // namespace

TEST(LawsTest, CatchesAPlantedViolationOfEveryRuleAndNothingElse)
{
    for (const Rule &rule : allRules()) {
        for (const Planted &planted : rule.planted) {
            const Report caught = rule.check(plantedTree(planted.path, planted.violation));
            EXPECT_EQ(caught.findings.size(), 1) << rule.name.toStdString() << listed(caught.findings);
            const Report innocent = rule.check(plantedTree(planted.path, planted.innocent));
            EXPECT_TRUE(planted.innocent.isEmpty() || innocent.findings.isEmpty()) << rule.name.toStdString() << listed(innocent.findings);
        }
    }
}

TEST(LawsTest, HoldsInTheWholeTree)
{
    const SourceTree tree = readSourceTree(root);
    ASSERT_GT(tree.size(), 60);
    std::cout << tree.size() << " files read\n";
    for (const Rule &rule : allRules()) {
        const Report report = rule.check(tree);
        std::cout << "  " << rule.name.toStdString() << ": " << report.examined << ' ' << rule.examines.toStdString() << " examined\n";
        EXPECT_TRUE(report.findings.isEmpty()) << rule.name.toStdString() << ':' << listed(report.findings);
    }
}

TEST(LawsTest, ReadsAPlantedFileFromDisk)
{
    const QTemporaryDir folder;
    ASSERT_TRUE(QDir(folder.path()).mkpath(u"core/tasks"_s));
    QFile file(folder.filePath(u"core/tasks/plan.cpp"_s));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly) && file.write("#include <sqlite3.h>\n") > 0);
    file.close();
    EXPECT_EQ(dependencyRules(theLaw()).first().check(readSourceTree(folder.path())).findings.size(), 1);
}

TEST(LawsTest, EveryFolderOfTheLawOnlyReachesFoldersOfTheLaw)
{
    const Law law = theLaw();
    for (const FolderLaw &folder : law.folders()) {
        for (const QString &allowed : folder.mayInclude) {
            const bool isKnown = std::any_of(law.folders().cbegin(), law.folders().cend(),
                                             [&allowed](const FolderLaw &other) { return pathIsIn(allowed, other.folder) || pathIsIn(other.folder, allowed); });
            EXPECT_TRUE(isKnown) << folder.folder.toStdString() << " may include unknown " << allowed.toStdString();
        }
    }
}

TEST(LawsTest, RefusesALawItCannotRead)
{
    for (const QString &bad : { u"folder core/base"_s, u"folder core/base : : curl"_s, u"library x"_s, u"allow everything"_s }) {
        const auto law = Law::read(u"# a comment\n"_s + bad);
        ASSERT_FALSE(law) << bad.toStdString();
        EXPECT_TRUE(law.error().detail.startsWith(u"law.txt, line 2: "));
    }
}

TEST(SourceTextTest, TellsCodeFromCommentsAndStrings)
{
    const SourceText text = takeApart(u"int a = 1'000; // throw\nf(u\"one \"\n  \"two\"_s, R\"(\"raw\")\", '\"'); /* b */ g();"_s);
    EXPECT_FALSE(text.code.contains(u"throw"));
    EXPECT_TRUE(text.code.contains(u"g();"));
    ASSERT_EQ(text.strings.size(), 3);
    EXPECT_EQ(text.strings[0].text, u"one two"_s);
    EXPECT_EQ(text.strings[0].line, 2);
    EXPECT_EQ(text.strings[1].text, u"\"raw\""_s);
    EXPECT_EQ(text.strings[2].text, u"\""_s);
    ASSERT_EQ(text.comments.size(), 2);
    EXPECT_EQ(text.comments[0].text, u" throw"_s);
}
