#include "tests/support/memory_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <string>
#include <vector>

namespace sightline::support {

namespace {

constexpr qint64 sectorBytes = 512;

/// A change that has not been synced.
struct Pending {
    enum class Kind { Write, Truncate };
    Kind kind = Kind::Write;
    qint64 at = 0;
    qint64 count = 0;         ///< of a write, its bytes
    std::size_t from = 0;     ///< where they begin in Node::pendingBytes
};

struct OpenFile;

/// What SQLite's locks and shared memory need to know of one file.
struct Node {
    FilePieces data;      // as programs see it
    FilePieces durable;   // as the disk would give it back: with all that is pending, what programs see
    std::vector<Pending> pending;
    std::string pendingBytes;
    int readers = 0;
    const OpenFile *reserved = nullptr;
    const OpenFile *exclusive = nullptr;
    std::vector<std::unique_ptr<char[]>> shared;
    int sharedUsers = 0;
    std::array<int, SQLITE_SHM_NLOCK> sharedLocks {};   // readers, or -1 for one writer
};

void applyPending(Node &node, const Pending &pending)
{
    if (pending.kind == Pending::Kind::Truncate)
        node.durable.resize(pending.at);
    else
        node.durable.write(pending.at, node.pendingBytes.data() + pending.from, pending.count);
}

void forgetPending(Node &node)
{
    node.pending.clear();
    node.pendingBytes.clear();
}

} // namespace

/// What comes over a folder after some more changes of its files.
struct Fate {
    enum class Kind { Dies, Fills, Fails };
    Kind kind = Kind::Dies;
    int operations = 0;
};

struct MemoryVfs::Private {
    QByteArray name;
    sqlite3_vfs vfs {};
    std::map<std::string, std::shared_ptr<Node>> files;
    std::set<std::string> dead;
    std::map<std::string, Fate> fates;   // by folder
    std::set<std::string> liars;
    std::set<std::string> full;
    qint64 syncs = 0;
    qint64 writes = 0;

    static bool covers(const std::set<std::string> &folders, const std::string &path)
    {
        return std::any_of(folders.begin(), folders.end(), [&path](const std::string &folder) { return path.rfind(folder, 0) == 0; });
    }
};

namespace {

struct OpenFile {
    sqlite3_file base;   // first: SQLite sees only this
    MemoryVfs::Private *fs;
    std::shared_ptr<Node> *node;
    std::string *path;
    int lock;
    bool mapsShared;
    std::array<int, SQLITE_SHM_NLOCK> held;   // 0 none, 1 shared, -1 exclusive
};

OpenFile *self(sqlite3_file *file) { return reinterpret_cast<OpenFile *>(file); }
Node &node(sqlite3_file *file) { return **self(file)->node; }
/// One more change of a file; false once the process is gone, or if this one fails.
bool mayChange(sqlite3_file *file)
{
    MemoryVfs::Private &fs = *self(file)->fs;
    bool fails = false;
    for (auto it = fs.fates.begin(); it != fs.fates.end();) {
        auto &[folder, fate] = *it;
        if (self(file)->path->rfind(folder, 0) != 0 || fate.operations-- > 0) {
            ++it;
            continue;
        }
        if (fate.kind == Fate::Kind::Dies)
            fs.dead.insert(folder);
        else if (fate.kind == Fate::Kind::Fills)
            fs.full.insert(folder);
        else
            fails = true;
        it = fs.fates.erase(it);
    }
    return !fails && !MemoryVfs::Private::covers(fs.dead, *self(file)->path);
}
bool isDead(sqlite3_file *file) { return MemoryVfs::Private::covers(self(file)->fs->dead, *self(file)->path); }

int unlock(sqlite3_file *file, int level)
{
    OpenFile *f = self(file);
    Node &n = node(file);
    if (f->lock > level) {
        if (n.exclusive == f && level < SQLITE_LOCK_PENDING)
            n.exclusive = nullptr;
        if (n.reserved == f && level < SQLITE_LOCK_RESERVED)
            n.reserved = nullptr;
        if (f->lock >= SQLITE_LOCK_SHARED && level < SQLITE_LOCK_SHARED)
            n.readers -= 1;
        f->lock = level;
    }
    return SQLITE_OK;
}

int sharedUnmap(sqlite3_file *file, int)
{
    OpenFile *f = self(file);
    Node &n = node(file);
    if (!f->mapsShared)
        return SQLITE_OK;
    for (std::size_t i = 0; i < f->held.size(); ++i) {
        if (f->held[i] == -1)
            n.sharedLocks[i] = 0;
        else if (f->held[i] == 1)
            n.sharedLocks[i] -= 1;
        f->held[i] = 0;
    }
    f->mapsShared = false;
    if (--n.sharedUsers == 0)
        n.shared.clear();   // the next to come rebuilds it from the WAL, as after a crash
    return SQLITE_OK;
}

int closeFile(sqlite3_file *file)
{
    unlock(file, SQLITE_LOCK_NONE);
    sharedUnmap(file, 0);
    delete self(file)->node;
    delete self(file)->path;
    return SQLITE_OK;
}

int readFile(sqlite3_file *file, void *out, int count, sqlite3_int64 at)
{
    if (isDead(file))
        return SQLITE_IOERR_READ;
    const qint64 have = node(file).data.read(at, static_cast<char *>(out), count);
    if (have == count)
        return SQLITE_OK;
    std::memset(static_cast<char *>(out) + have, 0, static_cast<std::size_t>(count - have));
    return SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
{
    if (!mayChange(file))
        return SQLITE_IOERR_WRITE;
    if (MemoryVfs::Private::covers(self(file)->fs->full, *self(file)->path))
        return SQLITE_FULL;
    self(file)->fs->writes += 1;
    Node &n = node(file);
    n.data.write(at, static_cast<const char *>(bytes), count);
    n.pending.push_back({ Pending::Kind::Write, at, count, n.pendingBytes.size() });
    n.pendingBytes.append(static_cast<const char *>(bytes), static_cast<std::size_t>(count));
    return SQLITE_OK;
}

int truncateFile(sqlite3_file *file, sqlite3_int64 size)
{
    if (!mayChange(file))
        return SQLITE_IOERR_TRUNCATE;
    Node &n = node(file);
    n.data.resize(size);
    n.pending.push_back({ Pending::Kind::Truncate, size, 0, 0 });
    return SQLITE_OK;
}

int syncFile(sqlite3_file *file, int)
{
    if (!mayChange(file))
        return SQLITE_IOERR_FSYNC;
    self(file)->fs->syncs += 1;
    if (MemoryVfs::Private::covers(self(file)->fs->liars, *self(file)->path))
        return SQLITE_OK;
    Node &n = node(file);
    const bool wasCut = std::any_of(n.pending.begin(), n.pending.end(), [](const Pending &pending) { return pending.kind == Pending::Kind::Truncate; });
    if (wasCut)
        n.durable = n.data;
    for (const Pending &pending : n.pending)
        n.durable.share(n.data, pending.at, pending.count);
    forgetPending(n);
    return SQLITE_OK;
}

int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    if (isDead(file))
        return SQLITE_IOERR_FSTAT;
    *size = node(file).data.size();
    return SQLITE_OK;
}

int lockFile(sqlite3_file *file, int level)
{
    if (isDead(file))
        return SQLITE_IOERR_LOCK;
    OpenFile *f = self(file);
    Node &n = node(file);
    if (f->lock >= level)
        return SQLITE_OK;
    const bool othersExclude = n.exclusive && n.exclusive != f;
    if (level == SQLITE_LOCK_SHARED) {
        if (othersExclude)
            return SQLITE_BUSY;
        n.readers += 1;
    } else if (level == SQLITE_LOCK_RESERVED) {
        if (n.reserved && n.reserved != f)
            return SQLITE_BUSY;
        n.reserved = f;
    } else {
        if (othersExclude || (n.reserved && n.reserved != f))
            return SQLITE_BUSY;
        n.exclusive = f;
        if (n.readers > 1) {   // wait for them with the door shut
            f->lock = SQLITE_LOCK_PENDING;
            return SQLITE_BUSY;
        }
    }
    f->lock = level;
    return SQLITE_OK;
}

int isReserved(sqlite3_file *file, int *out)
{
    *out = node(file).reserved != nullptr || node(file).exclusive != nullptr;
    return SQLITE_OK;
}

int control(sqlite3_file *, int, void *) { return SQLITE_NOTFOUND; }
int sector(sqlite3_file *) { return 4096; }
int traits(sqlite3_file *) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }   // as the system's VFS says of every disk

int sharedMap(sqlite3_file *file, int region, int size, int extend, void volatile **out)
{
    if (isDead(file))
        return SQLITE_IOERR_SHMMAP;
    Node &n = node(file);
    if (!self(file)->mapsShared) {
        self(file)->mapsShared = true;
        n.sharedUsers += 1;
    }
    if (region >= static_cast<int>(n.shared.size())) {
        if (!extend) {
            *out = nullptr;
            return SQLITE_OK;
        }
        while (region >= static_cast<int>(n.shared.size()))
            n.shared.push_back(std::make_unique<char[]>(static_cast<std::size_t>(size)));
    }
    *out = n.shared[static_cast<std::size_t>(region)].get();
    return SQLITE_OK;
}

int sharedLock(sqlite3_file *file, int from, int count, int flags)
{
    OpenFile *f = self(file);
    Node &n = node(file);
    const bool wantsLock = (flags & SQLITE_SHM_LOCK) != 0;
    const bool wantsAlone = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    const auto first = static_cast<std::size_t>(from);
    const auto end = first + static_cast<std::size_t>(count);
    if (wantsLock) {
        for (std::size_t i = first; i < end; ++i) {
            const int others = f->held[i] == 1 ? n.sharedLocks[i] - 1 : n.sharedLocks[i];
            if (f->held[i] != -1 && (wantsAlone ? others != 0 : others < 0))
                return SQLITE_BUSY;
        }
    }
    for (std::size_t i = first; i < end; ++i) {
        if (f->held[i] == -1)
            n.sharedLocks[i] = 0;
        else if (f->held[i] == 1)
            n.sharedLocks[i] -= 1;
        f->held[i] = !wantsLock ? 0 : wantsAlone ? -1 : 1;
        if (f->held[i] == -1)
            n.sharedLocks[i] = -1;
        else if (f->held[i] == 1)
            n.sharedLocks[i] += 1;
    }
    return SQLITE_OK;
}

void sharedBarrier(sqlite3_file *) { }

const sqlite3_io_methods methods {
    2,       closeFile, readFile, writeFile, truncateFile, syncFile,      fileSize,    lockFile, unlock,  isReserved,
    control, sector,    traits,   sharedMap, sharedLock,   sharedBarrier, sharedUnmap, nullptr,  nullptr,
};

MemoryVfs::Private *fsOf(sqlite3_vfs *vfs) { return static_cast<MemoryVfs::Private *>(vfs->pAppData); }

int openFile(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    MemoryVfs::Private *fs = fsOf(vfs);
    const std::string path = name ? name : "";
    auto found = fs->files.find(path);
    if (name && found == fs->files.end()) {
        if (!(flags & SQLITE_OPEN_CREATE) || MemoryVfs::Private::covers(fs->dead, path)) {
            file->pMethods = nullptr;
            return SQLITE_CANTOPEN;
        }
        found = fs->files.emplace(path, std::make_shared<Node>()).first;
    }
    OpenFile *f = self(file);
    f->fs = fs;
    f->node = new std::shared_ptr<Node>(name ? found->second : std::make_shared<Node>());
    f->path = new std::string(path);
    f->lock = SQLITE_LOCK_NONE;
    f->mapsShared = false;
    f->held.fill(0);
    f->base.pMethods = &methods;
    if (outFlags)
        *outFlags = flags;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs *vfs, const char *name, int)
{
    MemoryVfs::Private *fs = fsOf(vfs);
    if (MemoryVfs::Private::covers(fs->dead, name))
        return SQLITE_IOERR_DELETE;
    return fs->files.erase(name) ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

int accessFile(sqlite3_vfs *vfs, const char *name, int, int *out)
{
    *out = fsOf(vfs)->files.count(name) != 0;
    return SQLITE_OK;
}

int fullPath(sqlite3_vfs *, const char *name, int size, char *out)
{
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs *, int count, char *out)
{
    std::memset(out, 7, static_cast<std::size_t>(count));   // the same run twice is the same files twice
    return count;
}

int sleepFor(sqlite3_vfs *, int microseconds) { return microseconds; }
int lastError(sqlite3_vfs *, int, char *) { return 0; }
int currentTime64(sqlite3_vfs *, sqlite3_int64 *now)
{
    *now = 212'000'000'000'000;
    return SQLITE_OK;
}
int currentTime(sqlite3_vfs *, double *now)
{
    *now = 2'453'703.7;
    return SQLITE_OK;
}

} // namespace

MemoryVfs::MemoryVfs(const QByteArray &name) : m(std::make_unique<Private>())
{
    m->name = name;
    m->vfs.iVersion = 2;
    m->vfs.szOsFile = sizeof(OpenFile);
    m->vfs.mxPathname = 512;
    m->vfs.zName = m->name.constData();
    m->vfs.pAppData = m.get();
    m->vfs.xOpen = openFile;
    m->vfs.xDelete = deleteFile;
    m->vfs.xAccess = accessFile;
    m->vfs.xFullPathname = fullPath;
    m->vfs.xRandomness = randomness;
    m->vfs.xSleep = sleepFor;
    m->vfs.xCurrentTime = currentTime;
    m->vfs.xGetLastError = lastError;
    m->vfs.xCurrentTimeInt64 = currentTime64;
    if (sqlite3_vfs_register(&m->vfs, 0) != SQLITE_OK)
        qFatal("the file system in memory could not be registered");
}

MemoryVfs::~MemoryVfs() { sqlite3_vfs_unregister(&m->vfs); }

const QByteArray &MemoryVfs::name() const { return m->name; }
void MemoryVfs::die(const QByteArray &folder)
{
    m->fates.erase(folder.toStdString());
    m->dead.insert(folder.toStdString());
}
void MemoryVfs::dieAfter(const QByteArray &folder, int operations) { m->fates[folder.toStdString()] = { Fate::Kind::Dies, operations }; }
void MemoryVfs::fillAfter(const QByteArray &folder, int operations) { m->fates[folder.toStdString()] = { Fate::Kind::Fills, operations }; }
void MemoryVfs::failAfter(const QByteArray &folder, int operations) { m->fates[folder.toStdString()] = { Fate::Kind::Fails, operations }; }
bool MemoryVfs::callOff(const QByteArray &folder) { return m->fates.erase(folder.toStdString()) > 0; }
void MemoryVfs::lieAboutSync(const QByteArray &folder) { m->liars.insert(folder.toStdString()); }
qint64 MemoryVfs::syncs() const { return m->syncs; }
qint64 MemoryVfs::writes() const { return m->writes; }

void MemoryVfs::fill(const QByteArray &folder, bool full)
{
    if (full)
        m->full.insert(folder.toStdString());
    else
        m->full.erase(folder.toStdString());
}

int MemoryVfs::powerCut(const QByteArray &folder, std::mt19937_64 &dice)
{
    m->dead.erase(folder.toStdString());
    int lost = 0;
    for (auto &[path, file] : m->files) {
        if (path.rfind(folder.toStdString(), 0) != 0)
            continue;
        for (Pending &pending : file->pending) {
            switch (dice() % 4) {
            case 0:      // it had reached the disk all the same
                break;
            case 1: {    // part of it had
                const auto sectors = static_cast<std::uint64_t>(pending.count / sectorBytes);
                if (pending.kind == Pending::Kind::Truncate || sectors == 0)
                    continue;
                pending.count = static_cast<qint64>(dice() % sectors) * sectorBytes;
                lost += 1;
                break;
            }
            default: lost += 1; continue;
            }
            applyPending(*file, pending);
        }
        forgetPending(*file);
        file->data = file->durable;
    }
    return lost;
}

void MemoryVfs::processDied(const QByteArray &folder) { m->dead.erase(folder.toStdString()); }

MemoryVfs::Image MemoryVfs::take(const QByteArray &folder) const
{
    Image image;
    for (const auto &[path, file] : m->files) {
        if (path.rfind(folder.toStdString(), 0) == 0)
            image[QByteArray::fromStdString(path.substr(static_cast<std::size_t>(folder.size())))] = file->data;
    }
    return image;
}

MemoryVfs::Image MemoryVfs::takeDurable(const QByteArray &folder) const
{
    Image image;
    for (const auto &[path, file] : m->files) {
        if (path.rfind(folder.toStdString(), 0) == 0)
            image[QByteArray::fromStdString(path.substr(static_cast<std::size_t>(folder.size())))] = file->durable;
    }
    return image;
}

void MemoryVfs::put(const QByteArray &folder, const Image &image)
{
    const std::string prefix = folder.toStdString();
    for (auto it = m->files.begin(); it != m->files.end();)
        it = it->first.rfind(prefix, 0) == 0 ? m->files.erase(it) : std::next(it);
    for (const auto &[path, pieces] : image) {
        auto file = std::make_shared<Node>();
        file->data = file->durable = pieces;
        m->files[prefix + path.toStdString()] = file;
    }
}

} // namespace sightline::support
