#include "sync/hub/cli/console.h"

#include <cstdio>

namespace sightline::hub {

using namespace Qt::StringLiterals;

Result<void> Console::answer(const Json &value, const QString &words) const { return write((json ? writeJson(value) : words.toUtf8()) + '\n'); }

Result<void> Console::write(const QByteArray &bytes)
{
    const auto size = static_cast<std::size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) != size || std::fflush(stdout) != 0)
        return Error { ErrorCode::StorageFailure, u"The answer cannot be written to the terminal or file it goes to."_s };
    return {};
}

void Console::remark(const QString &words) { std::fprintf(stderr, "%s\n", qPrintable(words)); }

QString numberOf(qint64 count, const QString &one, const QString &many) { return u"%1 %2"_s.arg(count).arg(count == 1 ? one : many); }
QString numberOfRecords(qint64 count) { return numberOf(count, u"record"_s, u"records"_s); }
QString numberOfOperations(qint64 count) { return numberOf(count, u"operation"_s, u"operations"_s); }

} // namespace sightline::hub
