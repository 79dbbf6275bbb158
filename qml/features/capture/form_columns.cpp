#include "qml/features/capture/form_columns.h"

#include "qml/bridge/picture_file.h"

namespace sightline {

namespace {

QVariant labelsOf(const FormRow &row)
{
    QStringList labels;
    for (const FormChoice &choice : row.choices)
        labels.append(choice.label);
    return labels;
}

QVariant chosenOf(const FormRow &row)
{
    QList<int> chosen;
    for (int i = 0; i < row.choices.size(); ++i) {
        if (row.choices[i].chosen)
            chosen.append(i);
    }
    return QVariant::fromValue(chosen);
}

QVariant filesOf(const FormRow &row)
{
    QVariantList files;
    for (const FormFile &file : row.files) {
        QVariantMap shown = shownFile(file.file);
        shown.insert(QStringLiteral("row"), file.row);
        files.append(shown);
    }
    return files;
}

} // namespace

QList<Column<FormRow>> formColumns()
{
    return {
        { "key", [](const FormRow &row) -> QVariant { return row.key; } },
        { "kind", [](const FormRow &row) -> QVariant { return formRowKindName(row.kind); } },
        { "label", [](const FormRow &row) -> QVariant { return row.label; } },
        { "accessibleName", [](const FormRow &row) -> QVariant { return row.name.isEmpty() ? row.label : row.name; } },
        { "help", [](const FormRow &row) -> QVariant { return row.help; } },
        { "prompt", [](const FormRow &row) -> QVariant { return row.prompt; } },
        { "unit", [](const FormRow &row) -> QVariant { return row.unit; } },
        { "answer", [](const FormRow &row) -> QVariant { return row.text; } },
        { "choiceLabels", labelsOf },
        { "chosen", chosenOf },
        { "optionList", [](const FormRow &row) -> QVariant { return row.optionList; } },
        { "problem", [](const FormRow &row) -> QVariant { return row.problem; } },
        { "depth", [](const FormRow &row) -> QVariant { return row.depth; } },
        { "isRequired", [](const FormRow &row) -> QVariant { return row.isRequired; } },
        { "comesLater", [](const FormRow &row) -> QVariant { return row.comesLater; } },
        { "listKey", [](const FormRow &row) -> QVariant { return row.listKey; } },
        { "entry", [](const FormRow &row) -> QVariant { return row.row; } },
        { "isSensitive", [](const FormRow &row) -> QVariant { return row.isSensitive; } },
        { "masked", [](const FormRow &row) -> QVariant { return row.masked; } },
        { "looksBack", [](const FormRow &row) -> QVariant { return row.looksBack; } },
        { "canRemove", [](const FormRow &row) -> QVariant { return row.canRemove; } },
        { "files", filesOf },
        { "takesMore", [](const FormRow &row) -> QVariant { return row.takesMore; } },
        { "takes", [](const FormRow &row) -> QVariant { return row.takes; } },
        { "isWorking", [](const FormRow &row) -> QVariant { return row.isWorking; } },
        { "unkeptPhotos", [](const FormRow &row) -> QVariant { return row.unkeptPhotos; } },
        { "sideBySide", [](const FormRow &row) -> QVariant { return row.sideBySide; } },
        { "drawing", [](const FormRow &row) -> QVariant { return row.drawing; } },
    };
}

} // namespace sightline
