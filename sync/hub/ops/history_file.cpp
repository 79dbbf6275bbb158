#include "sync/hub/ops/history_file.h"

#include "core/base/digest.h"

#include <sys/file.h>

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// One line of fixed length, so that it is replaced in place:
/// "sightline-hub-history/3 <epoch> <seq> <durable seq> <audit line> <its chain, or -> <check>", padded.
constexpr qsizetype lineBytes = 224;
/// As earlier versions wrote it: without the durable seq, then without the audit trail.
constexpr const char *firstForm = "sightline-hub-history/1";
constexpr const char *secondForm = "sightline-hub-history/2";
constexpr const char *presentForm = "sightline-hub-history/3";
constexpr const char *noChain = "-";

QByteArray checkOf(const QByteArray &text) { return sha256(text).toHex().left(16); }

} // namespace

std::optional<HistoryMark> HistoryFile::readLine(QFile &file)
{
    QList<QByteArray> words = file.read(lineBytes).trimmed().split(' ');
    const QByteArray form = words.takeFirst();
    const bool isKnown = (form == firstForm && words.size() == 3) || (form == secondForm && words.size() == 4) || (form == presentForm && words.size() == 6);
    if (!isKnown || checkOf(words.mid(0, words.size() - 1).join(' ')) != words.last())
        return std::nullopt;
    bool isSeq = false, isDurable = true, isAudit = true;
    HistoryMark mark { QString::fromLatin1(words[0]), words[1].toLongLong(&isSeq), 0 };
    if (words.size() >= 4)
        mark.durableSeq = words[2].toLongLong(&isDurable);
    if (words.size() == 6) {
        mark.auditN = words[3].toLongLong(&isAudit);
        mark.auditChain = words[4] == noChain ? QByteArray() : QByteArray::fromHex(words[4]);
    }
    return isSeq && isDurable && isAudit ? std::optional(mark) : std::nullopt;
}

std::optional<HistoryMark> HistoryFile::read()
{
    QFile file(m_file.fileName());
    return file.open(QIODevice::ReadOnly) ? readLine(file) : std::nullopt;
}

Result<void> HistoryFile::lockFile()
{
    const bool isOpen = m_file.isOpen() || m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered);
    if (!isOpen || ::flock(m_file.handle(), LOCK_EX) != 0)
        return Error { ErrorCode::StorageFailure, u"The history file beside the keys cannot be written."_s };
    return {};
}

void HistoryFile::unlockFile() { ::flock(m_file.handle(), LOCK_UN); }

Result<void> HistoryFile::writeLine(const HistoryMark &mark)
{
    const QByteArray chain = mark.auditChain.isEmpty() ? QByteArray(noChain) : mark.auditChain.toHex();
    const QByteArray text = mark.epoch.toLatin1() + ' ' + QByteArray::number(mark.seq) + ' ' + QByteArray::number(mark.durableSeq) + ' '
        + QByteArray::number(mark.auditN) + ' ' + chain;
    const QByteArray line = QByteArray(presentForm).append(' ' + text + ' ' + checkOf(text)).leftJustified(lineBytes - 1, ' ') + '\n';
    if (!m_file.seek(0) || m_file.write(line) != line.size())
        return Error { ErrorCode::StorageFailure, u"The history file beside the keys cannot be written."_s };
    return {};
}

Result<void> HistoryFile::write(const HistoryMark &mark)
{
    const std::lock_guard lock(m_mutex);
    if (const auto locked = lockFile(); !locked)
        return locked;
    const auto written = writeLine(mark);
    unlockFile();
    return written;
}

Result<void> HistoryFile::advance(HistoryMark mark)
{
    const std::lock_guard lock(m_mutex);
    if (const auto locked = lockFile(); !locked)
        return locked;
    const auto present = m_file.seek(0) ? readLine(m_file) : std::nullopt;
    if (present && present->epoch == mark.epoch) {
        mark.seq = std::max(mark.seq, present->seq);
        mark.durableSeq = std::max(mark.durableSeq, present->durableSeq);
        if (present->auditN > mark.auditN) {
            mark.auditN = present->auditN;
            mark.auditChain = present->auditChain;
        }
    }
    const auto written = present == mark ? Result<void>() : writeLine(mark);
    unlockFile();
    return written;
}

} // namespace sightline::hub
