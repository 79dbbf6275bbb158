#include "platform/paper/record_pdf.h"

#include "core/forms/form_text.h"
#include "platform/paper/painted_record.h"

#include <QFile>
#include <QPdfWriter>
#include <QSaveFile>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

constexpr int dotsPerInch = 150;

} // namespace

Result<void> writeRecordPdf(const PrintedRecord &record, QIODevice &device)
{
    QPdfWriter writer(&device);
    writer.setResolution(dotsPerInch);
    writer.setTitle(withoutHiddenMarks(record.title));
    writer.setCreator(u"Sightline"_s);
    return paintRecord(record, writer);
}

Result<void> saveRecordPdf(const PrintedRecord &record, const QString &path)
{
    QSaveFile file(path);
    const Error failed { ErrorCode::StorageFailure, u"The PDF could not be written to that file. The record is safe. Choose another folder, or make room."_s };
    if (!file.open(QIODevice::WriteOnly))
        return failed;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);   // the words are a child's: nobody else's on this machine
    if (const auto written = writeRecordPdf(record, file); !written)
        return written;
    return file.commit() ? Result<void>() : Result<void>(failed);
}

} // namespace sightline
