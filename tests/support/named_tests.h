#pragma once

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include <gtest/gtest.h>

namespace sightline::support {

/// Every test in the tree below @p tests, as "Suite.Name".
inline QSet<QString> namedTests(const QString &tests)
{
    QSet<QString> names;
    static const QRegularExpression named(QStringLiteral("\\bTEST(?:_F|_P)?\\(\\s*(\\w+),\\s*(\\w+)\\)"));
    QDirIterator files(tests, { QStringLiteral("*.cpp") }, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        EXPECT_TRUE(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (auto it = named.globalMatch(text); it.hasNext();) {
            const auto found = it.next();
            names.insert(found.captured(1) + QChar(u'.') + found.captured(2));
        }
    }
    return names;
}

} // namespace sightline::support
