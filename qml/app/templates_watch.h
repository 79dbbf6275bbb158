#pragma once

#include "core/commands/edit_template.h"
#include "qml/app/store_link.h"
#include "qml/features/templates/templates_view.h"

namespace sightline {

/// Shows the council's templates to those who may publish them, opens one to be changed, keeps what is typed and publishes it.
/// Thread: user interface.
class TemplatesWatch : public QObject {
    Q_OBJECT
public:
    TemplatesWatch(StoreLink &link, TemplatesView &view);
    void refresh();
    void keepNow();
    /// Whether what is typed into the open one is neither kept nor on its way.
    [[nodiscard]] bool hasUnkept() const;

private:
    void begin(const QString &id);
    void bringIn(const QString &path);
    void change(Result<void> (*command)(Store &, const RecordId &), const QString &id);
    void open(const Result<TemplateDraft> &draft);
    void show(const TemplateDraft &draft, TemplateEditor::Start start);
    void keep(TemplateEditor *editor);
    void publish(TemplateEditor *editor, const QString &fromIso, const QString &reviewIso);

    StoreLink &m_link;
    TemplatesView &m_view;
};

} // namespace sightline
