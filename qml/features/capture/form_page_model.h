#pragma once

#include "qml/bridge/list_diff.h"
#include "qml/features/capture/form_row.h"

#include <QtQml/qqmlregistration.h>

namespace sightline {

/// The lines of the page that is open. Thread: user interface.
class FormPageModel : public DiffedListModel<FormRow> {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Provided by the form session")
public:
    enum Role {
        KeyRole = Qt::UserRole + 1, KindRole, LabelRole, HelpRole, PromptRole, UnitRole, AnswerRole, ChoiceLabelsRole,
        ChosenRole, OptionListRole, ProblemRole, DepthRole, RequiredRole, SensitiveRole, ComesLaterRole, ListKeyRole, EntryRole,
    };

    using DiffedListModel<FormRow>::DiffedListModel;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void show(const QList<FormRow> &rows) { showRows(rows); }
    [[nodiscard]] const FormRow *find(const QString &key) const;
    /// Position of the first line with @p key; -1 if it is not on this page.
    Q_INVOKABLE int indexOf(const QString &key) const;
};

} // namespace sightline
