#pragma once

#include "tests/laws/law.h"
#include "tests/laws/source_tree.h"

#include <functional>

namespace sightline::laws {

/// A place that breaks a rule.
struct Finding {
    QString path;
    int line = 0;      ///< counted from 1
    QString what;      ///< what is wrong there and what to do instead, in a sentence
};

/// What a rule saw: how much it looked at, and what it found.
struct Report {
    int examined = 0;  ///< things looked at: includes, string literals, imports ...; 0 means the rule slept
    QList<Finding> findings;
};

/// A violation that proves in every run that a rule still bites.
struct Planted {
    QString path;
    QString violation;   ///< breaks the rule exactly once
    QString innocent;    ///< looks alike at the same path, and is allowed; empty if there is nothing alike
};

/// One rule of the house.
struct Rule {
    QString name;        ///< the promise, as a sentence
    QString examines;    ///< what `Report::examined` counts
    std::function<Report(const SourceTree &)> check;
    QList<Planted> planted;
};

/// Rules about what may include, import and use what: law.txt.
[[nodiscard]] QList<Rule> dependencyRules(const Law &law);
/// Rules about C++ code and the words in it.
[[nodiscard]] QList<Rule> codeRules();
/// Rules about QML.
[[nodiscard]] QList<Rule> qmlRules();
/// Rules about file names and about files that never change once released; @p released is migrations.txt.
[[nodiscard]] QList<Rule> fileRules(const QString &released);

} // namespace sightline::laws
