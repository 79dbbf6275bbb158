#include "core/forms/xlsform/workbook.h"
#include "core/forms/xlsform/xlsform_import.h"
#include "platform/cli/commands.h"

#include <QFile>

namespace sightline::cli {

using namespace Qt::StringLiterals;

/// An XLSForm as a Questionnaire on standard output; or every refusal, by sheet, row and column, and exit code 1.
Result<CliReply> formImportCommand(CliSession &session)
{
    const QString path = session.options().formFile;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error { ErrorCode::InvalidInput, u"The spreadsheet %1 cannot be read: %2."_s.arg(path, file.errorString()) };
    const auto import = importXlsForm(file.read(workbookBytesMax + 1));
    if (!import)
        return import.error();
    if (import->refusals.isEmpty())
        return CliReply { .json = import->questionnaire, .isDocument = true };
    Json all = Json::array();
    QString text;
    for (const XlsFormRefusal &refusal : import->refusals) {
        all.append(Json::object({ { u"sheet"_s, refusal.sheet }, { u"row"_s, refusal.row }, { u"column"_s, refusal.column }, { u"text"_s, refusal.text } }));
        text += u"%1!%2%3  %4\n"_s.arg(refusal.sheet.simplified(), refusal.column, refusal.row ? QString::number(refusal.row) : QString(), refusal.text);
    }
    text += u"Not imported; %1 to put right.\n"_s.arg(import->refusals.size());
    return CliReply { .json = Json::object({ { u"refusals"_s, all } }), .text = text, .isRefusal = true };
}

} // namespace sightline::cli
