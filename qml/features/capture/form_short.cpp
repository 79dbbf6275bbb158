#include "qml/features/capture/form_session.h"
#include "qml/features/capture/short_rows.h"

/// A FormSession as one page: what cannot be left out, for whoever has five minutes in the car.
namespace sightline {

void FormSession::setShort(bool isShort)
{
    if (!canBeShort() || m_isShort == isShort)
        return;
    m_isShort = isShort;
    m_drawn.turnPage();
    refresh();
    m_page = m_focusKey.isEmpty() ? 0 : qMax(0, pageOf(m_focusKey));
    refresh();
    beginRequiredEntries();
    saveNow();
    Q_EMIT shortChanged();
    Q_EMIT pageChanged();
}

void FormSession::goOnFrom(const QString &key)
{
    if (!m_isShort)
        return;
    const QString next = textAfter(m_lines.rows(), key);
    if (!next.isEmpty())
        askFocus(next);
}

/// The lines of all @p pages that cannot be left out, each page's under its title.
QList<FormRow> FormSession::shortLines(const QList<FormSection> &pages, int &leftOut) const
{
    QList<FormRow> lines;
    for (const FormSection &page : pages) {
        const auto shown = shortRows(formRows(m_form, m_answers, m_tree, page.items, m_issues, m_role), m_needed, m_focusKey, leftOut);
        if (shown.isEmpty())
            continue;
        FormRow heading;
        heading.id = page.linkId + QStringLiteral("|page");
        heading.key = heading.id;
        heading.kind = FormRowKind::Heading;
        heading.label = page.title;
        lines.append(heading);
        lines.append(shown);
    }
    return lines;
}

} // namespace sightline
