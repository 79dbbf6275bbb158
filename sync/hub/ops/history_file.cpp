#include "sync/hub/ops/history_file.h"

#include "core/base/digest.h"

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// One line of fixed length, so that it is replaced in place: "sightline-hub-history/1 <epoch> <seq> <check>", padded.
constexpr qsizetype lineBytes = 128;

QByteArray checkOf(const QByteArray &text) { return sha256(text).toHex().left(16); }

} // namespace

std::optional<HistoryMark> HistoryFile::read()
{
    QFile file(m_file.fileName());
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QList<QByteArray> words = file.read(lineBytes).trimmed().split(' ');
    if (words.size() != 4 || words[0] != "sightline-hub-history/1")
        return std::nullopt;
    bool isNumber = false;
    const qint64 seq = words[2].toLongLong(&isNumber);
    const bool isWhole = isNumber && checkOf(words[1] + ' ' + words[2]) == words[3];
    return isWhole ? std::optional(HistoryMark { QString::fromLatin1(words[1]), seq }) : std::nullopt;
}

Result<void> HistoryFile::write(const HistoryMark &mark)
{
    const Error failed { ErrorCode::StorageFailure, u"The history file beside the keys cannot be written."_s };
    if (!m_file.isOpen() && !m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered))
        return failed;
    const QByteArray text = mark.epoch.toLatin1() + ' ' + QByteArray::number(mark.seq);
    const QByteArray line = QByteArray("sightline-hub-history/1 " + text + ' ' + checkOf(text)).leftJustified(lineBytes - 1, ' ') + '\n';
    if (!m_file.seek(0) || m_file.write(line) != line.size())
        return failed;
    return {};
}

} // namespace sightline::hub
