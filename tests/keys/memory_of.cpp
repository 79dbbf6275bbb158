#include "tests/keys/memory_of.h"

#include <QDirIterator>
#include <QFile>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <vector>

namespace sightline::keys {

namespace {

constexpr qint64 pieceBytes = 8LL * 1024 * 1024;

/// Patterns by their first two bytes, so that all of them are looked for in one walk over hundreds of megabytes.
class Finder {
public:
    explicit Finder(const QByteArrayList &patterns)
    {
        for (const QByteArray &pattern : patterns)
            m_byStart[startOf(pattern.constData())].append(pattern);
    }
    void look(const QByteArray &bytes, MemorySearch &search) const
    {
        const char *end = bytes.constData() + bytes.size();
        for (const char *at = bytes.constData(); at + 1 < end; ++at) {
            for (const QByteArray &pattern : m_byStart[startOf(at)]) {
                if (pattern.size() <= end - at && std::memcmp(at, pattern.constData(), static_cast<size_t>(pattern.size())) == 0
                    && !search.found.contains(pattern))
                    search.found.append(pattern);
            }
        }
    }

private:
    static std::size_t startOf(const char *at) { return static_cast<unsigned char>(at[0]) | static_cast<std::size_t>(static_cast<unsigned char>(at[1])) << 8; }
    std::vector<QByteArrayList> m_byStart = std::vector<QByteArrayList>(65536);
};

qsizetype longestOf(const QByteArrayList &patterns)
{
    qsizetype longest = 0;
    for (const QByteArray &pattern : patterns)
        longest = std::max(longest, pattern.size());
    return longest;
}

} // namespace

MemorySearch searchMemory(qint64 id, const QByteArrayList &patterns)
{
    MemorySearch search;
    const QByteArray process = "/proc/" + QByteArray::number(id);
    QFile maps(QString::fromLatin1(process + "/maps"));
    const int memory = ::open((process + "/mem").constData(), O_RDONLY | O_CLOEXEC);
    if (!maps.open(QIODevice::ReadOnly) || memory < 0) {
        search.isAllowed = false;
        return search;
    }
    const Finder finder(patterns);
    const qsizetype overlap = longestOf(patterns);
    for (const QByteArray &line : maps.readAll().split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        const QList<QByteArray> ends = words.value(0).split('-');
        if (ends.size() != 2 || !words.value(1).startsWith('r'))
            continue;
        const qint64 from = ends[0].toLongLong(nullptr, 16), to = ends[1].toLongLong(nullptr, 16);
        if (from < 0 || to < from)
            continue;   // the kernel's own page at the very top
        search.regions += 1;
        QByteArray tail;
        for (qint64 at = from; at < to; at += pieceBytes) {
            QByteArray piece(std::min(pieceBytes, to - at), Qt::Uninitialized);
            const ssize_t count = ::pread(memory, piece.data(), static_cast<size_t>(piece.size()), at);
            if (count <= 0)
                break;   // a device's memory
            piece.truncate(count);
            search.bytes += count;
            const QByteArray whole = tail + piece;
            finder.look(whole, search);
            tail = whole.right(overlap);
        }
    }
    ::close(memory);
    return search;
}

MemorySearch searchFiles(const QString &folder, const QByteArrayList &patterns)
{
    MemorySearch search;
    const Finder finder(patterns);
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);   // no sockets and pipes
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;   // a socket
        const QByteArray content = file.readAll();
        search.regions += 1;
        search.bytes += content.size();
        finder.look(content, search);
    }
    return search;
}

} // namespace sightline::keys
