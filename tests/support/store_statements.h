#pragma once

#include <QFile>
#include <QRegularExpression>
#include <QStringList>

#include <gtest/gtest.h>

namespace sightline::support {

/// Every SQL text that reads or finds in the hub store's sources, as the compiler joins its pieces. @p project: the project's folder.
inline QStringList statementsOfTheStore(const QString &project)
{
    QStringList statements;
    static const QRegularExpression literal(QStringLiteral("\"((?:SELECT|UPDATE|DELETE)[^\"]*(?:\"\\s*\"[^\"]*)*)\""));
    static const QRegularExpression joint(QStringLiteral("\"\\s*\""));
    for (const char *name : { "sql_reading.cpp", "sql_writing.cpp" }) {
        QFile file(project + QStringLiteral("/sync/hub/store/") + QString::fromLatin1(name));
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        auto matches = literal.globalMatch(QString::fromUtf8(file.readAll()));
        while (matches.hasNext())
            statements.append(matches.next().captured(1).remove(joint));
    }
    return statements;
}

} // namespace sightline::support
