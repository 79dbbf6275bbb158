#pragma once

#include "core/base/json.h"
#include "core/schedule/compiled_activity.h"

namespace sightline {

/// Which form an activity uses and whose its tasks are, where the document does not say: data of a pack, so that no
/// template is known to the code (decisions 22, 27).
class TemplateTable {
public:
    struct Choice {
        TemplateId templateId;
        QList<TemplateId> also;
        UnitKind unit = UnitKind::Service;
        QString subject;
        friend bool operator==(const Choice &, const Choice &) = default;
    };

    TemplateTable() = default;
    /// Reads also `"variants": [{"template", "what", "how", "service", "variant"}]`: which variant of a form with variants an activity
    /// opens; a row without phrases fits every activity of that template.
    /// Reads `{"rows": [{"what": [phrases], "how": […], "service": […], "template", "also", "unit", "subject"}],
    /// "otherwise": {"template"}}`. A row fits when, of each list it has, one phrase stands in that text (whole words,
    /// whatever case and plural). The first row that fits wins.
    /// Errors: InvalidInput (which row).
    [[nodiscard]] static Result<TemplateTable> fromJson(const Json &value);

    [[nodiscard]] Choice choose(const Activity &activity, const QString &serviceTitle) const;
    /// The variant of @p templateId that @p activity opens; empty where the table names none.
    [[nodiscard]] QString variantOf(const TemplateId &templateId, const Activity &activity, const QString &serviceTitle) const;
    /// What choose gives when no row fits.
    [[nodiscard]] const Choice &otherwise() const { return m_otherwise; }

private:
    struct Row {
        QStringList what;
        QStringList how;
        QStringList service;
        Choice choice;
    };
    struct VariantRow {
        TemplateId templateId;
        QStringList what;
        QStringList how;
        QStringList service;
        QString variant;
    };
    QList<Row> m_rows;
    QList<VariantRow> m_variants;
    Choice m_otherwise;
};

/// "service", "team", "lead" or "subject", and back. Errors: InvalidInput.
[[nodiscard]] QString unitKindName(UnitKind unit);
[[nodiscard]] Result<UnitKind> unitKindFromName(QStringView name);

} // namespace sightline
