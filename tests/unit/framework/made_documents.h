#pragma once

#include "core/packs/framework/framework_pack.h"
#include "core/schedule/framework_json.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace sightline::testing {

using namespace Qt::StringLiterals;

/// The .docx files that make_word_documents.py writes, made once for all tests of a program.
class MadeDocuments {
public:
    static const MadeDocuments &all()
    {
        static const MadeDocuments made;
        return made;
    }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name + u".docx"_s); }
    [[nodiscard]] QByteArray content(const QString &name) const
    {
        QFile file(path(name));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
        return file.readAll();
    }

private:
    MadeDocuments()
    {
        QFile compiled(m_folder.filePath(u"compiled.json"_s));
        EXPECT_TRUE(compiled.open(QIODevice::WriteOnly));
        compiled.write(writeJson(toJson(*compileWithBuiltInTables(builtInFramework()))));
        compiled.close();
        QProcess script;
        script.setProcessChannelMode(QProcess::ForwardedChannels);
        script.start(u"/usr/bin/python3"_s, { QStringLiteral(SIGHTLINE_MAKE_WORD_DOCUMENTS), compiled.fileName(), m_folder.path() });
        EXPECT_TRUE(script.waitForFinished(300'000) && script.exitCode() == 0) << "python3-docx is one of what platform/setup --tests installs";
    }

    QTemporaryDir m_folder;
};

/// What two editions of the same words must have in common: everything but where it stands in its file.
[[nodiscard]] inline CompiledFramework withoutPlaces(CompiledFramework framework)
{
    framework.notices.clear();
    for (CompiledService &service : framework.services) {
        for (CompiledActivity &activity : service.activities) {
            activity.activity.line = 0;
            activity.activity.lastLine = 0;
        }
    }
    return framework;
}

/// Fails naming the first row that differs.
inline void expectSameFramework(const CompiledFramework &given, const CompiledFramework &wanted)
{
    const Json a = toJson(withoutPlaces(given));
    const Json b = toJson(withoutPlaces(wanted));
    ASSERT_EQ(a[u"services"_s].toArray().size(), b[u"services"_s].toArray().size());
    qsizetype rows = 0;
    for (qsizetype s = 0; s < a[u"services"_s].toArray().size(); ++s) {
        const Json &one = a[u"services"_s].toArray()[s];
        const Json &other = b[u"services"_s].toArray()[s];
        ASSERT_EQ(one[u"activities"_s].toArray().size(), other[u"activities"_s].toArray().size()) << writeJson(other[u"service"_s]).toStdString();
        for (qsizetype i = 0; i < one[u"activities"_s].toArray().size(); ++i, ++rows)
            ASSERT_EQ(writeJson(one[u"activities"_s].toArray()[i]), writeJson(other[u"activities"_s].toArray()[i]));
    }
    EXPECT_EQ(a, b);
    EXPECT_GT(rows, 0);
}

} // namespace sightline::testing
