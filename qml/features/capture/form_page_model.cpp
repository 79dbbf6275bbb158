#include "qml/features/capture/form_page_model.h"

namespace sightline {

QVariant FormPageModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FormRow &row = rows()[index.row()];
    switch (role) {
    case KeyRole: return row.key;
    case KindRole: return formRowKindName(row.kind);
    case LabelRole: return row.label;
    case HelpRole: return row.help;
    case PromptRole: return row.prompt;
    case UnitRole: return row.unit;
    case AnswerRole: return row.text;
    case ChoiceLabelsRole: {
        QStringList labels;
        for (const FormChoice &choice : row.choices)
            labels.append(choice.label);
        return labels;
    }
    case ChosenRole: {
        QList<int> chosen;
        for (int i = 0; i < row.choices.size(); ++i) {
            if (row.choices[i].chosen)
                chosen.append(i);
        }
        return QVariant::fromValue(chosen);
    }
    case OptionListRole: return row.optionList;
    case ProblemRole: return row.problem;
    case DepthRole: return row.depth;
    case RequiredRole: return row.isRequired;
    case SensitiveRole: return row.isSensitive;
    case ComesLaterRole: return row.comesLater;
    case ListKeyRole: return row.listKey;
    case EntryRole: return row.row;
    default: return {};
    }
}

QHash<int, QByteArray> FormPageModel::roleNames() const
{
    return {
        { KeyRole, "key" },           { KindRole, "kind" },           { LabelRole, "label" },
        { HelpRole, "help" },         { PromptRole, "prompt" },       { UnitRole, "unit" },
        { AnswerRole, "answer" },     { ChoiceLabelsRole, "choiceLabels" }, { ChosenRole, "chosen" },
        { OptionListRole, "optionList" }, { ProblemRole, "problem" }, { DepthRole, "depth" },
        { RequiredRole, "isRequired" }, { SensitiveRole, "isSensitive" }, { ComesLaterRole, "comesLater" },
        { ListKeyRole, "listKey" },   { EntryRole, "entry" },
    };
}

const FormRow *FormPageModel::find(const QString &key) const
{
    const int at = indexOf(key);
    return at < 0 ? nullptr : &rows()[at];
}

int FormPageModel::indexOf(const QString &key) const
{
    for (int i = 0; i < rows().size(); ++i) {
        if (rows()[i].key == key)
            return i;
    }
    return -1;
}

} // namespace sightline
