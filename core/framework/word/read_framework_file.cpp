#include "core/framework/word/read_framework_file.h"

#include "core/framework/read_framework_csv.h"
#include "core/framework/read_framework_text.h"
#include "core/framework/word/read_framework_word.h"

#include <QFileInfo>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

Result<FrameworkDocument> readAsWhatItIs(QByteArrayView content, const QString &name)
{
    // Of a zip file, and of the container of an older or protected document, which readFrameworkWord refuses with the reason.
    if (content.startsWith("PK\x03\x04") || content.startsWith("\xd0\xcf\x11\xe0") || name.endsWith(".docx"_L1, Qt::CaseInsensitive))
        return readFrameworkWord(content);
    return name.endsWith(".csv"_L1, Qt::CaseInsensitive) ? readFrameworkCsv(content) : readFrameworkText(content);
}

} // namespace

Result<FrameworkDocument> readFrameworkFile(QByteArrayView content, const QString &name)
{
    auto document = readAsWhatItIs(content, name);
    if (document && document->title.isEmpty())
        document->title = QFileInfo(name).completeBaseName();
    return document;
}

} // namespace sightline
