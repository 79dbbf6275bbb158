#include "sync/hub/cli/framework_report.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

void addRow(QStringList &lines, const CompiledService &service, const CompiledActivity &activity)
{
    const Activity &row = activity.activity;
    lines.append(u"%1 %2, “%3” (line %4): %5"_s.arg(row.ref, service.title(), row.what.simplified()).arg(row.line).arg(activity.says));
    for (const QString &assumption : activity.assumptions)
        lines.append(u"    assumed: "_s + assumption);
    for (const Question &question : activity.questions)
        lines.append(u"    asked: %1 Until it is answered: %2"_s.arg(question.text, question.assumed));
}

QString noticeText(const Notice &notice)
{
    return notice.column > 0 ? u"line %1, column %2: %3"_s.arg(notice.line).arg(notice.column).arg(notice.text)
                             : u"line %1: %2"_s.arg(notice.line).arg(notice.text);
}

} // namespace

QString countsText(const CompiledFramework &framework)
{
    qsizetype activities = 0;
    for (const CompiledService &service : framework.services)
        activities += service.activities.size();
    const CertaintyCounts counts = framework.counts();
    return u"%1 services, %2 activities: %3 exact, %4 assumed, %5 asked of the framework's owner; %6 notices."_s.arg(framework.services.size())
        .arg(activities)
        .arg(counts.exact)
        .arg(counts.assumed)
        .arg(counts.asked)
        .arg(framework.notices.size());
}

QString reportText(const CompiledFramework &framework, ReportRows rows)
{
    QStringList lines;
    for (const CompiledService &service : framework.services) {
        for (const CompiledActivity &activity : service.activities) {
            if (rows == ReportRows::All || activity.certainty() != Certainty::Exact)
                addRow(lines, service, activity);
        }
    }
    for (const Notice &notice : framework.notices)
        lines.append(noticeText(notice));
    return lines.join(u'\n');
}

QStringList mustBeSeen(const CompiledFramework &framework)
{
    QStringList lines;
    for (const Notice &notice : framework.notices) {
        if (notice.mustBeSeen)
            lines.append(noticeText(notice));
    }
    return lines;
}

} // namespace sightline::hub
