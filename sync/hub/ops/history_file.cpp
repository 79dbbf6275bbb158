#include "sync/hub/ops/history_file.h"

#include "core/base/digest.h"

#include <sys/file.h>

#include <algorithm>

namespace sightline::hub {

using namespace Qt::StringLiterals;

namespace {

/// One line of fixed length, so that it is replaced in place:
/// "sightline-hub-history/3 <epoch> <seq> <durable seq> <audit line> <its chain, or -> <the log's chain, or -> <heads> <check>", padded.
constexpr qsizetype lineBytes = 320;
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
    const bool isKnown = (form == firstForm && words.size() == 3) || (form == secondForm && words.size() == 4) || (form == presentForm && words.size() == 8);
    if (!isKnown || checkOf(words.mid(0, words.size() - 1).join(' ')) != words.last())
        return std::nullopt;
    bool isSeq = false, isDurable = true, isAudit = true, isHeads = true;
    HistoryMark mark { QString::fromLatin1(words[0]), words[1].toLongLong(&isSeq), 0 };
    if (words.size() >= 4)
        mark.durableSeq = words[2].toLongLong(&isDurable);
    const auto chainIn = [](const QByteArray &word) { return word == noChain ? QByteArray() : QByteArray::fromHex(word); };
    if (words.size() == 8) {
        mark.auditN = words[3].toLongLong(&isAudit);
        mark.auditChain = chainIn(words[4]);
        mark.chain = chainIn(words[5]);
        mark.heads = words[6].toLongLong(&isHeads);
    }
    return isSeq && isDurable && isAudit && isHeads ? std::optional(mark) : std::nullopt;
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
    const auto word = [](const QByteArray &chain) { return chain.isEmpty() ? QByteArray(noChain) : chain.toHex(); };
    const QByteArray text = mark.epoch.toLatin1() + ' ' + QByteArray::number(mark.seq) + ' ' + QByteArray::number(mark.durableSeq) + ' '
        + QByteArray::number(mark.auditN) + ' ' + word(mark.auditChain) + ' ' + word(mark.chain) + ' ' + QByteArray::number(mark.heads);
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
    bool isAnother = false;
    if (present && present->epoch == mark.epoch) {
        isAnother = present->auditN == mark.auditN && !present->auditChain.isEmpty() && present->auditChain != mark.auditChain;
        if (present->seq > mark.seq) {
            mark.seq = present->seq;
            mark.chain = present->chain;
        }
        mark.durableSeq = std::max(mark.durableSeq, present->durableSeq);
        if (present->auditN > mark.auditN || isAnother) {
            mark.auditN = present->auditN;
            mark.auditChain = present->auditChain;
        }
        mark.heads = std::max(mark.heads, present->heads);
    }
    const auto written = present == mark ? Result<void>() : writeLine(mark);
    unlockFile();
    if (written && isAnother)
        return Error { ErrorCode::Corrupt,
                       u"The audit trail is another than it was: see sightline-hub audit verify. What was known of it is kept beside the keys."_s };
    return written;
}

} // namespace sightline::hub
