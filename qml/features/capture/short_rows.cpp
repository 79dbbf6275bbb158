#include "qml/features/capture/short_rows.h"

#include <algorithm>

namespace sightline {

namespace {

bool isAnswered(const FormRow &line)
{
    return !line.text.isEmpty() || !line.files.isEmpty()
        || std::any_of(line.choices.cbegin(), line.choices.cend(), [](const FormChoice &one) { return one.chosen; });
}

/// Entries are there because one must be, or because somebody added them; with them goes the way to add one more.
bool isNeeded(const FormRow &line, const QSet<QString> &needed, const QString &focus)
{
    if (line.comesLater || line.kind == FormRowKind::Heading || line.kind == FormRowKind::Note)
        return false;
    if (line.kind == FormRowKind::RowTitle)
        return true;
    return line.isRequired || line.isFollowUp || needed.contains(line.key) || line.key == focus || !line.problem.isEmpty() || line.isWorking
        || line.unkeptPhotos > 0 || isAnswered(line);
}

} // namespace

bool isAsked(const FormRow &line)
{
    return line.kind != FormRowKind::Heading && line.kind != FormRowKind::Note && line.kind != FormRowKind::Worked && line.kind != FormRowKind::RowTitle
        && !line.comesLater;
}

QString textAfter(const QList<FormRow> &lines, const QString &key)
{
    const auto answered = std::find_if(lines.cbegin(), lines.cend(), [&key](const FormRow &line) { return line.key == key && isAsked(line); });
    if (answered == lines.cend() || !isAnswered(*answered))
        return {};
    const auto next = std::find_if(answered + 1, lines.cend(), [](const FormRow &line) {
        return isAsked(line) && line.kind != FormRowKind::AddRow && line.kind != FormRowKind::AddAnswer && !isAnswered(line);
    });
    const bool isText =
        next != lines.cend() && (next->kind == FormRowKind::LongText || next->kind == FormRowKind::ShortText || next->kind == FormRowKind::Signature);
    return isText ? next->key : QString();
}

QList<FormRow> shortRows(const QList<FormRow> &lines, const QSet<QString> &needed, const QString &focus, int &leftOut)
{
    QSet<QString> kept;   // keys of questions, and of the lists that have an entry
    QList<bool> keep(lines.size(), false);
    for (qsizetype i = 0; i < lines.size(); ++i) {
        keep[i] = isNeeded(lines[i], needed, focus);
        if (keep[i])
            kept << lines[i].key << lines[i].listKey;
    }
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (lines[i].kind == FormRowKind::AddRow || lines[i].kind == FormRowKind::AddAnswer)
            keep[i] = keep[i] || kept.contains(lines[i].key);
    }
    // A heading and the words under it stand over what is kept until the next one, or until the end of the list it is of.
    for (qsizetype i = 0; i < lines.size();) {
        qsizetype end = i + 1;
        while (end < lines.size() && lines[end].kind != FormRowKind::Heading && lines[end - 1].kind != FormRowKind::AddRow)
            ++end;
        const auto isWords = [&](qsizetype at) { return lines[at].kind == FormRowKind::Heading || lines[at].kind == FormRowKind::Note; };
        bool stands = false;
        for (qsizetype at = i; at < end; ++at)
            stands = stands || keep[at];
        for (qsizetype at = i; at < end; ++at)
            keep[at] = stands && (keep[at] || isWords(at));
        i = end;
    }
    QList<FormRow> shown;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        if (keep[i])
            shown.append(lines[i]);
        else if (isAsked(lines[i]) && lines[i].kind != FormRowKind::AddRow && lines[i].kind != FormRowKind::AddAnswer)
            ++leftOut;
    }
    return shown;
}

} // namespace sightline
