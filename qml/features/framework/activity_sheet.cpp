#include "qml/features/framework/activity_sheet.h"

namespace sightline {

ActivitySheet::ActivitySheet(QObject *parent)
    : QObject(parent), m_questions({ { "question", [](const QuestionRow &row) { return QVariant(row.text); } },
                                     { "assumed", [](const QuestionRow &row) { return QVariant(row.assumed); } } })
{
}

void ActivitySheet::show(const ActivityPaper &paper)
{
    if (m_paper == paper)
        return;
    m_paper = paper;
    m_questions.show(paper.questions);
    Q_EMIT changed();
}

} // namespace sightline
