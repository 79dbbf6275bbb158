#include "core/framework/word/read_framework_word.h"

#include "core/framework/read_framework_text.h"
#include "core/framework/word/word_body.h"
#include "core/framework/word/word_package.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

Result<FrameworkDocument> readFrameworkWord(QByteArrayView file)
{
    const auto package = openWordPackage(file);
    if (!package)
        return package.error();
    auto body = readWordBody(package->body);
    if (!body)
        return body.error();
    const MarkedDocument &marked = body->document;
    const bool isPlainText = marked.tables.isEmpty() && !body->linesOutside.trimmed().isEmpty();
    auto document = isPlainText ? readFrameworkText(body->linesOutside.toUtf8()) : readMarkedDocument(marked);
    if (!document)
        return document;
    if (isPlainText)
        document->notices += marked.notices;
    if (package->hasMacros)
        document->notices.append({ 1, 0, u"The file holds macros. They were not run and are no part of what is installed."_s, true });
    if (package->outsideParts > 0)
        document->notices.append(
            { 1, 0, u"The file refers to %1 parts outside itself (pictures, a template). Nothing was fetched."_s.arg(package->outsideParts), true });
    std::ranges::stable_sort(document->notices, {}, &Notice::line);
    return document;
}

} // namespace sightline
