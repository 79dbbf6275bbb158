#include "qml/features/templates/templates_view.h"

namespace sightline {

TemplatesView::TemplatesView(QObject *parent)
    : QObject(parent), m_templates({
                           { "template", [](const TemplateRow &row) { return QVariant(row.id); } },
                           { "title", [](const TemplateRow &row) { return QVariant(row.title); } },
                           { "detail", [](const TemplateRow &row) { return QVariant(row.detail); } },
                           { "statusText", [](const TemplateRow &row) { return QVariant(row.statusText); } },
                           { "statusIcon", [](const TemplateRow &row) { return QVariant(row.statusIcon); } },
                           { "statusTone", [](const TemplateRow &row) { return QVariant(row.statusTone); } },
                           { "group", [](const TemplateRow &row) { return QVariant(row.group); } },
                           { "isDraft", [](const TemplateRow &row) { return QVariant(row.isDraft); } },
                       }),
      m_deleted({
          { "template", [](const DeletedTemplate &row) { return QVariant(row.id); } },
          { "title", [](const DeletedTemplate &row) { return QVariant(row.title); } },
          { "deletedText", [](const DeletedTemplate &row) { return QVariant(row.deletedText); } },
      })
{
}

TemplatesView::~TemplatesView() = default;

void TemplatesView::show(bool mayPublish, const QList<TemplateRow> &templates, const QList<DeletedTemplate> &deleted)
{
    m_deleted.show(deleted);
    m_mayPublish = mayPublish;
    m_templates.show(templates);
    Q_EMIT changed();
}

void TemplatesView::showProblem(const QString &words)
{
    m_problem = words;
    Q_EMIT changed();
}

void TemplatesView::say(const QString &words)
{
    m_said = words;
    Q_EMIT changed();
}

void TemplatesView::edit(std::unique_ptr<TemplateEditor> editor)
{
    m_problem.clear();
    m_editor = std::move(editor);
    Q_EMIT changed();
    Q_EMIT editorChanged();
}

void TemplatesView::open()
{
    m_isOpen = true;
    m_problem.clear();
    Q_EMIT changed();
    Q_EMIT openChanged();
}

void TemplatesView::close()
{
    closeEditor();
    m_isOpen = false;
    Q_EMIT openChanged();
}

void TemplatesView::closeEditor()
{
    if (!m_editor)
        return;
    m_editor->keepNow();
    TemplateEditor *gone = m_editor.release();
    Q_EMIT editorChanged();
    gone->deleteLater();
}

} // namespace sightline
