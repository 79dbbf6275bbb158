#pragma once

#include "core/base/json.h"

#include <QProcess>

#include <gtest/gtest.h>

namespace sightline::test {

/// @p ics as an independent parser (python3-icalendar) reads it: the calendar's properties, `parts` with theirs. Null, and a failed
/// test, where it does not take it. Debian's own interpreter, which has Debian's packages.
inline Json readCalendar(const QByteArray &ics)
{
    QProcess reader;
    reader.start(QStringLiteral("/usr/bin/python3"), { QStringLiteral(SIGHTLINE_READ_CALENDAR) });
    if (!reader.waitForStarted()) {
        ADD_FAILURE() << "python3 did not start";
        return {};
    }
    reader.write(ics);
    reader.closeWriteChannel();
    const bool isOver = reader.waitForFinished(120000);
    if (!isOver || reader.exitCode() != 0) {
        ADD_FAILURE() << "the calendar was not taken: " << reader.readAllStandardError().toStdString();
        return {};
    }
    const auto json = parseJson(reader.readAllStandardOutput());
    EXPECT_TRUE(json);
    return json ? *json : Json();
}

} // namespace sightline::test
