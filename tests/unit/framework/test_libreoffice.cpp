#include "core/framework/word/read_framework_word.h"
#include "tests/unit/framework/made_documents.h"

#include <QStandardPaths>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

/// Saves @p file as @p kind, as LibreOffice does; gives the new file.
QString saved(const QTemporaryDir &folder, const QString &file, const QString &kind, const QStringList &more = {})
{
    const QString into = folder.filePath(kind);
    QProcess office;
    office.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    office.start(u"soffice"_s,
                 QStringList { u"-env:UserInstallation=file://"_s + folder.filePath(u"profile"_s), u"--headless"_s } + more
                     + QStringList { u"--convert-to"_s, kind, u"--outdir"_s, into, file });
    EXPECT_TRUE(office.waitForFinished(300'000));
    return into + u'/' + QFileInfo(file).completeBaseName() + u'.' + kind;
}

CompiledFramework compiledFrom(const QString &path)
{
    QFile file(path);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
    const auto document = readFrameworkWord(file.readAll());
    EXPECT_TRUE(document) << (document ? "" : document.error().detail.toStdString());
    return document ? *compileWithBuiltInTables(*document) : CompiledFramework();
}

class LibreOfficeTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        // A deep run installs it, and so must not pass over it; elsewhere it may be missing.
        if (QStandardPaths::findExecutable(u"soffice"_s).isEmpty() && qEnvironmentVariableIsEmpty("SIGHTLINE_DEEP"))
            GTEST_SKIP() << "soffice is not installed: platform/setup --deep installs it";
    }
    QTemporaryDir m_folder;
    const CompiledFramework m_wanted = *compileWithBuiltInTables(builtInFramework());
};

} // namespace

TEST_F(LibreOfficeTest, TheRealTextSavedAsADocumentCompilesToTheSame)
{
    QFile text(m_folder.filePath(u"framework.txt"_s));
    ASSERT_TRUE(text.open(QIODevice::WriteOnly));
    text.write(builtInFramework());
    text.close();
    expectSameFramework(compiledFrom(saved(m_folder, text.fileName(), u"docx"_s, { u"--infilter=Text (encoded):UTF8"_s })), m_wanted);
}

TEST_F(LibreOfficeTest, RealTablesSavedByItCompileToTheSame)
{
    for (const QString &heads : { u"rows"_s, u"styles"_s }) {
        // By way of its own format, so that nothing of the first file is left.
        const QString own = saved(m_folder, MadeDocuments::all().path(u"framework_"_s + heads), u"odt"_s);
        expectSameFramework(compiledFrom(saved(m_folder, own, u"docx"_s)), m_wanted);
    }
}
