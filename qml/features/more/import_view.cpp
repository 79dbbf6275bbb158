#include "qml/features/more/import_view.h"

#include <QFileInfo>

namespace sightline {

ImportView::ImportView(QObject *parent)
    : QObject(parent), m_problems({ { "place", [](const ImportProblem &row) { return QVariant(row.place); } },
                                    { "problem", [](const ImportProblem &row) { return QVariant(row.text); } } })
{
}

void ImportView::setIsOffered(bool isOffered)
{
    if (std::exchange(m_isOffered, isOffered) != isOffered)
        Q_EMIT changed();
}

void ImportView::finish(const QString &words)
{
    m_isBusy = false;
    m_isRefused = false;
    m_said = words;
    m_files.clear();
    m_problems.show({});
    Q_EMIT changed();
}

void ImportView::refuse(const QString &words, const QList<ImportProblem> &problems)
{
    m_isBusy = false;
    m_isRefused = true;
    m_said = words;
    m_problems.show(problems);
    Q_EMIT changed();
}

void ImportView::choose(const QString &table, const QUrl &file)
{
    if (file.isEmpty())
        m_files.remove(table);
    else
        m_files.insert(table, file.toLocalFile());
    m_said.clear();
    m_problems.show({});
    Q_EMIT changed();
}

void ImportView::takeIn()
{
    if (!canTakeIn())
        return;
    m_isBusy = true;
    m_said.clear();
    Q_EMIT changed();
    Q_EMIT importAsked(m_files);
}

QString ImportView::nameOf(const QString &table) const { return QFileInfo(m_files.value(table)).fileName(); }

} // namespace sightline
