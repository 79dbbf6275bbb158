#include "core/records/sensitivity.h"

#include "core/forms/answer_key.h"

#include <algorithm>
#include <array>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array rows {
    ClassRow { .sensitivity = Sensitivity::P1, .about = "the organisation: settings, meetings, pages"_L1, .electedMember = true },
    ClassRow { .sensitivity = Sensitivity::P2, .about = "how staff work and are"_L1 },
    ClassRow { .sensitivity = Sensitivity::P3, .about = "a child or a family"_L1 },
    ClassRow { .sensitivity = Sensitivity::P4, .about = "restricted: allegations, offences, legal advice, what was said in confidence"_L1, .isWidened = false },
};

const ClassRow &rowOf(Sensitivity sensitivity) { return rows[static_cast<std::size_t>(sensitivity)]; }

/// The question that the answer under @p key is to: "heard", or "heard.rec" of "heard#row/heard.rec" (core/forms/answer_key.h).
QString questionOf(QStringView key)
{
    QStringView last = key.mid(key.lastIndexOf(u'/') + 1);
    for (const QChar ofARow : { u'#', u'@' }) {
        if (const qsizetype at = last.indexOf(ofARow); at >= 0)
            last = last.left(at);
    }
    return unescapedName(last);
}

} // namespace

QString sensitivityName(Sensitivity sensitivity) { return u"P%1"_s.arg(static_cast<int>(sensitivity) + 1); }

std::optional<Sensitivity> sensitivityFromName(QStringView name)
{
    for (const ClassRow &row : rows) {
        if (name == sensitivityName(row.sensitivity))
            return row.sensitivity;
    }
    return std::nullopt;
}

SensitivityRule sensitivityFrom(const Json &meta)
{
    SensitivityRule rule;
    if (const QString usual = meta[u"sensitivity"_s].toString(); !usual.isEmpty())
        rule.usual = sensitivityFromName(usual).value_or(Sensitivity::P4);
    for (const Json &rise : meta[u"sensitivityWhenAnswered"_s].toArray())
        rule.whenAnswered.insert(rise[u"item"_s].toString(), sensitivityFromName(rise[u"sensitivity"_s].toString()).value_or(Sensitivity::P4));
    return rule;
}

Sensitivity classOf(const SensitivityRule &rule, const Json::Object &answers)
{
    Sensitivity highest = rule.usual;
    if (rule.whenAnswered.isEmpty())
        return highest;
    for (auto answer = answers.cbegin(); answer != answers.cend(); ++answer) {
        const auto rises = rule.whenAnswered.constFind(questionOf(answer.key()));
        if (rises != rule.whenAnswered.cend() && !answer->isNull())
            highest = std::max(highest, *rises);
    }
    return highest;
}

ReaderKind readerKindOf(const Person &person) { return person.isElected ? ReaderKind::ElectedMember : ReaderKind::Staff; }

std::span<const ClassRow> classRows() { return rows; }

bool mayReadClass(ReaderKind kind, Sensitivity sensitivity)
{
    const ClassRow &row = rowOf(sensitivity);
    return kind == ReaderKind::ElectedMember ? row.electedMember : row.staff;
}

bool isWidened(Sensitivity sensitivity) { return rowOf(sensitivity).isWidened; }

} // namespace sightline
