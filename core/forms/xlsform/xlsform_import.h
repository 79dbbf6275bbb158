#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/forms/xlsform/workbook.h"

namespace sightline {

/// Something of an XLSForm that has no like here, where its author finds it.
struct XlsFormRefusal {
    QString sheet;
    int row = 0;         ///< counted from 1, as the spreadsheet does; 0: the sheet as a whole
    QString column;      ///< letter, "C"; empty: the row as a whole
    QString text;        ///< one plain sentence
    friend bool operator==(const XlsFormRefusal &, const XlsFormRefusal &) = default;
};

struct XlsFormImport {
    Json questionnaire;                ///< a FHIR R4 Questionnaire, status draft; null if anything is refused
    QList<XlsFormRefusal> refusals;    ///< every one, not only the first
};

/// Turns an XLSForm (.xlsx) into a Questionnaire: the subset that FORMS.md section 13 lists. What is outside of it is
/// refused by sheet, row and column, never left out silently. Errors: InvalidInput, TooLarge (no readable .xlsx).
/// Thread: any. Source: domain.md B4 "Next".
[[nodiscard]] Result<XlsFormImport> importXlsForm(QByteArrayView file);
/// The same for a spreadsheet already read.
[[nodiscard]] XlsFormImport importXlsForm(const Workbook &book);

} // namespace sightline
