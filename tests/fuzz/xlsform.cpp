#include "core/forms/publish.h"
#include "core/forms/xlsform/xlsform_import.h"

#include <cstdint>
#include <cstdlib>

using namespace sightline;

namespace {

/// Sheets as text, so that the fuzzer reaches past the zip: a form feed parts the sheets, a line is a row, bars part cells.
Workbook bookOf(const QString &text)
{
    static const QStringList names { QStringLiteral("survey"), QStringLiteral("choices"), QStringLiteral("settings") };
    Workbook book;
    for (const QString &part : text.split(u'\f')) {
        Sheet sheet { names.value(book.sheets.size(), QStringLiteral("other")), {} };
        for (const QString &line : part.split(u'\n'))
            sheet.rows.append(line.split(u'|'));
        book.sheets.append(sheet);
    }
    return book;
}

} // namespace

// Any spreadsheet is refused, in one sentence or by its cells, or becomes a form fit to publish.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArrayView bytes(data, static_cast<qsizetype>(size));
    const bool isText = bytes.startsWith('t');
    const auto import = isText ? Result<XlsFormImport>(importXlsForm(bookOf(QString::fromUtf8(bytes)))) : importXlsForm(bytes);
    if (!import)
        return import.error().detail.isEmpty() ? std::abort(), 0 : 0;
    if (import->questionnaire.isNull())
        return import->refusals.isEmpty() ? std::abort(), 0 : 0;
    const auto form = readQuestionnaire(import->questionnaire);
    if (!form || !publishRefusals(*form).isEmpty())
        std::abort();
    return 0;
}
