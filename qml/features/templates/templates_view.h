#pragma once

#include "qml/bridge/row_model.h"
#include "qml/features/templates/template_editor.h"

#include <QUrl>

namespace sightline {

/// A template, or one being made.
struct TemplateRow {
    QString id;            ///< "draft:<id>", or the template's short name; never shown
    QString title;
    QString detail;        ///< its version and dates, in words
    QString statusText;
    QString statusIcon;
    int statusTone = 0;    ///< a StatusLine tone
    QString group;         ///< heading it stands under
    bool isDraft = false;  ///< being made: it can be deleted
    friend bool operator==(const TemplateRow &, const TemplateRow &) = default;
};

/// A template that was deleted while it was being made, which can still come back.
struct DeletedTemplate {
    QString id;            ///< as of a row
    QString title;
    QString deletedText;   ///< "Deleted today 14:02. Kept until Wed 2 Dec."
    friend bool operator==(const DeletedTemplate &, const DeletedTemplate &) = default;
};

/// Templates as their page sees them: the list, and the one being made. Thread: user interface.
class TemplatesView : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the application")
    Q_PROPERTY(bool mayPublish READ mayPublish NOTIFY changed FINAL)
    Q_PROPERTY(bool isOpen READ isOpen NOTIFY openChanged FINAL)
    Q_PROPERTY(QAbstractItemModel *templates READ templates CONSTANT FINAL)
    Q_PROPERTY(QAbstractItemModel *deleted READ deleted CONSTANT FINAL)
    Q_PROPERTY(int deletedCount READ deletedCount NOTIFY changed FINAL)
    Q_PROPERTY(sightline::TemplateEditor *editor READ editor NOTIFY editorChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY changed FINAL)
    Q_PROPERTY(QString saidText READ saidText NOTIFY changed FINAL)
public:
    explicit TemplatesView(QObject *parent = nullptr);
    ~TemplatesView() override;

    void show(bool mayPublish, const QList<TemplateRow> &templates, const QList<DeletedTemplate> &deleted = {});
    void showProblem(const QString &words);
    void say(const QString &words);
    void edit(std::unique_ptr<TemplateEditor> editor);

    [[nodiscard]] bool mayPublish() const { return m_mayPublish; }
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] QAbstractItemModel *templates() { return &m_templates; }
    [[nodiscard]] QAbstractItemModel *deleted() { return &m_deleted; }
    [[nodiscard]] int deletedCount() const { return m_deleted.rowCount(); }
    [[nodiscard]] TemplateEditor *editor() { return m_editor.get(); }
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString saidText() const { return m_said; }

    Q_INVOKABLE void open();
    Q_INVOKABLE void close();
    /// Leaves the template being made; what was typed is kept.
    Q_INVOKABLE void closeEditor();
    Q_INVOKABLE void begin(const QString &id) { Q_EMIT beginAsked(id); }
    Q_INVOKABLE void beginNew() { Q_EMIT newAsked(); }
    Q_INVOKABLE void bringIn(const QUrl &spreadsheet) { Q_EMIT spreadsheetAsked(spreadsheet.toLocalFile()); }
    Q_INVOKABLE void passSaid() { say({}); }

Q_SIGNALS:
    void changed();
    void openChanged();
    void editorChanged();
    void beginAsked(const QString &id);
    void newAsked();
    void spreadsheetAsked(const QString &path);
    void deleteAsked(const QString &id);
    void restoreAsked(const QString &id);

private:
    RowModel<TemplateRow> m_templates;
    RowModel<DeletedTemplate> m_deleted;
    std::unique_ptr<TemplateEditor> m_editor;
    QString m_problem, m_said;
    bool m_mayPublish = false, m_isOpen = false;
};

} // namespace sightline
