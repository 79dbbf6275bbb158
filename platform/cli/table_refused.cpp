#include "platform/cli/table_refused.h"

namespace sightline::cli {

using namespace Qt::StringLiterals;

CliReply tableRefused(const QList<TableProblem> &problems, const QStringList &counts)
{
    Json all = Json::array();
    QString text = u"Nothing was taken in. Put these right and give the whole table again:\n"_s;
    for (const TableProblem &problem : problems) {
        all.append(Json::object({ { u"line"_s, problem.line }, { u"column"_s, problem.column }, { u"text"_s, problem.text } }));
        text += problem.column.isEmpty() ? u"line %1: %2\n"_s.arg(problem.line).arg(problem.text)
                                         : u"line %1, %2: %3\n"_s.arg(problem.line).arg(problem.column, problem.text);
    }
    Json answer = Json::object({ { u"problems"_s, all } });
    for (const QString &count : counts)
        answer.set(count, 0);
    return { answer, text, true };
}

} // namespace sightline::cli
