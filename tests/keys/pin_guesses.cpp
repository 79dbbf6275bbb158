// Whoever has the device guesses its PIN: processes that guess are killed at any moment, the store's folder and the system's secret store are
// put back to what they were, the system is started anew, clocks are set, two processes guess at once on two copies of the folder. However
// they go about it, they have ten guesses.
//
//   pin_guesses KILLS [SEED]
//
// Prints what it did. Ends with 0 where nobody had more than ten guesses, the owner came in wherever she had tries left, and a secret store that
// forgets what it is told (the planted fault) was found out.
#include "core/store/recover_store.h"
#include "core/store/store_directory.h"
#include "tests/support/file_secrets.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <poll.h>
#include <random>
#include <sodium.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

using namespace sightline;
using namespace sightline::support;
using namespace Qt::StringLiterals;

namespace {

constexpr char ownersPin[] = "480153";
constexpr PassphraseCost cheap { 1, 8 * 1024 };
constexpr long usualLifeUs = 1'000, longestLifeUs = 8'000;
constexpr int storesAtMost = 1'000'000;

/// A clock that says what it was told to.
class SetClock final : public Clock {
public:
    [[nodiscard]] Instant now() const override { return at; }
    Instant at { 1'795'392'000'000 };
};

[[noreturn]] void giveUp(const char *why)
{
    std::fprintf(stderr, "pin_guesses: %s\n", why);
    std::exit(1);
}

/// How long the system has run, the same for every process; started anew by begin().
class SetUptime final : public Uptime {
public:
    SetUptime() : m_shared(static_cast<Shared *>(::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)))
    {
        if (m_shared == MAP_FAILED)
            giveUp("no shared memory");
        new (m_shared) Shared;
    }
    ~SetUptime() override { ::munmap(m_shared, sizeof(Shared)); }
    Q_DISABLE_COPY_MOVE(SetUptime)
    [[nodiscard]] Reading now() const override { return { QByteArray::number(m_shared->start.load()).rightJustified(16, '0'), m_shared->ms.load() }; }
    void begin()
    {
        m_shared->start += 1;
        m_shared->ms = 1000;
    }
    void pass(qint64 ms) { m_shared->ms += ms; }

private:
    struct Shared {
        std::atomic<int> start = 0;
        std::atomic<qint64> ms = 1000;
    };
    Shared *m_shared;
};

struct Totals {
    int kills = 0, stores = 0, attempts = 0, folderRestores = 0, secretRestores = 0, clockSettings = 0, starts = 0, pairs = 0, waits = 0, destroyed = 0,
        ownerIn = 0, mostGuesses = 0;
};

void copyFolder(const QString &from, const QString &to)
{
    QDir(to).removeRecursively();
    QDir().mkpath(to);
    for (const QString &name : QDir(from).entryList(QDir::Files | QDir::Hidden))
        QFile::copy(from + u'/' + name, to + u'/' + name);
}

/// One device in somebody else's hands.
class Device {
public:
    Device(const QString &folder, bool isForgetful) : m_folder(folder), m_secrets(folder + u"/secrets"_s), m_isForgetful(isForgetful)
    {
        StoreCredentials made;
        made.secretStore = &m_secrets;
        if (!StoreDirectory(store()).provision(made, clock, m_random))
            giveUp("a store could not be made");
        KeyVault vault(store());
        const auto key = vault.read(made);
        if (!key || !vault.write(*key, with(ownersPin)))
            giveUp("a PIN could not be chosen");
    }

    [[nodiscard]] QString store() const { return m_folder + u"/store"_s; }
    [[nodiscard]] QString secrets() const { return m_folder + u"/secrets"_s; }
    [[nodiscard]] QString folder() const { return m_folder; }
    StoreCredentials with(const char *pin)
    {
        StoreCredentials made;
        made.secretStore = &m_secrets;
        made.uptime = &uptime;
        made.pinCost = cheap;
        made.pin = SecretBytes::copyOf(pin);
        return made;
    }
    /// In the child: guesses until it is killed. A byte before each guess and one after it.
    [[noreturn]] void guess(const QString &at, int pipe, unsigned seed)
    {
        if (m_isForgetful)
            m_secrets.beginToForget();
        std::mt19937 chance(seed);
        const auto say = [pipe](char what) {
            if (::write(pipe, &what, 1) != 1)
                _exit(2);
        };
        say('r');
        for (;;) {
            const QByteArray pin = QByteArray::number(100000 + static_cast<int>(chance() % 300000));   // never the owner's
            say('b');
            const auto opened = StoreDirectory(at).open(with(pin.constData()), clock, m_random);
            if (opened)
                say('O');
            else if (opened.error().code == ErrorCode::WrongKey)
                say(opened.error().detail.startsWith(u"That is not"_s) ? 'w' : 'd');
            else
                say(opened.error().code == ErrorCode::NotAllowed ? 'm' : 'e');
            uptime.pass(static_cast<qint64>(chance() % 400'000));   // waits as long as it pleases
        }
    }

    SetClock clock;
    SetUptime uptime;

private:
    QString m_folder;
    FileSecrets m_secrets;
    SodiumRandom m_random;
    bool m_isForgetful;
};

struct Guesser {
    pid_t process = -1;
    int pipe = -1;
};

Guesser startGuessing(Device &device, const QString &at, unsigned seed)
{
    int ends[2];
    if (::pipe(ends) != 0)
        giveUp("no pipe");
    const pid_t process = ::fork();
    if (process < 0)
        giveUp("no process");
    if (process == 0) {
        ::close(ends[0]);
        device.guess(at, ends[1], seed);
    }
    ::close(ends[1]);
    char ready = 0;
    if (::read(ends[0], &ready, 1) != 1)   // what it takes to start is no part of its life
        giveUp("a guesser did not start");
    return { process, ends[0] };
}

/// What whoever guesses has heard of one store since its owner was in last.
struct Heard {
    int guesses = 0;
    bool isDestroyed = false;
    bool isCountTwice = true;   ///< both places hold the same count: a guess was answered since one of them was put back
};

/// Kills it and counts what it heard. False where a wrong PIN opened.
bool endGuessing(const Guesser &guesser, Totals &totals, Heard &heard)
{
    ::kill(guesser.process, SIGKILL);
    int status = 0;
    ::waitpid(guesser.process, &status, 0);
    totals.kills += 1;
    bool isFine = true;
    char bytes[4096];
    for (ssize_t count = 0; (count = ::read(guesser.pipe, bytes, sizeof bytes)) > 0;) {
        for (ssize_t i = 0; i < count; ++i) {
            totals.attempts += bytes[i] == 'b';
            totals.waits += bytes[i] == 'm';
            isFine = isFine && bytes[i] != 'O' && bytes[i] != 'e';
            // The tenth is told that nothing opens any more, and so is whoever comes after it.
            const bool isTenth = bytes[i] == 'd' && !std::exchange(heard.isDestroyed, true);
            heard.guesses += bytes[i] == 'w' || isTenth;
            heard.isCountTwice = heard.isCountTwice || bytes[i] == 'w';
        }
    }
    ::close(guesser.pipe);
    return isFine;
}

/// One device until nothing can be guessed any more, or the kills have run out. False where something is wrong.
bool attack(const QString &folder, std::mt19937 &chance, Totals &totals, int killsMax, bool isForgetful)
{
    Device device(folder, isForgetful);
    totals.stores += 1;
    const QString before = folder + u"/before"_s, secretsBefore = folder + u"/secrets-before"_s, other = folder + u"/other"_s;
    copyFolder(device.store(), before);
    copyFolder(device.secrets(), secretsBefore);
    Heard heard;
    const auto oneIn = [&chance](unsigned n) { return chance() % n == 0; };
    for (int step = 0; step < 400 && totals.kills < killsMax; ++step) {
        const bool isPair = !isForgetful && oneIn(10);
        if (isPair)
            copyFolder(device.store(), other);
        QList<Guesser> guessers { startGuessing(device, device.store(), chance()) };
        if (isPair) {
            guessers.append(startGuessing(device, other, chance()));
            totals.pairs += 1;
        }
        const timespec life { 0, static_cast<long>(chance() % (oneIn(4) ? longestLifeUs : usualLifeUs)) * 1000 };
        ::ppoll(nullptr, 0, &life, nullptr);
        for (const Guesser &guesser : guessers) {
            if (!endGuessing(guesser, totals, heard)) {
                std::printf("a wrong PIN opened a store, or a guess was answered by something else\n");
                return false;
            }
        }
        heard.isCountTwice = heard.isCountTwice && !isPair;   // the copy counts beside itself
        totals.mostGuesses = std::max(totals.mostGuesses, heard.guesses);
        if (heard.guesses > pinTriesMax)
            return false;
        // One of the two places, and the other only once a guess has been counted in both: who can put back both at once has the account of
        // the person whose keyring it is.
        if (isForgetful) {
            copyFolder(before, device.store());
            totals.folderRestores += 1;
        } else if (heard.isCountTwice && oneIn(2)) {
            const bool isFolder = oneIn(2);
            copyFolder(isFolder ? before : secretsBefore, isFolder ? device.store() : device.secrets());
            (isFolder ? totals.folderRestores : totals.secretRestores) += 1;
            heard.isCountTwice = false;
        }
        if (oneIn(4)) {
            device.clock.at.msSinceEpoch += (static_cast<qint64>(chance() % 2'000) - 1'000) * 86'400'000;
            totals.clockSettings += 1;
        }
        if (oneIn(6)) {
            device.uptime.begin();
            totals.starts += 1;
        }
        device.uptime.pass(static_cast<qint64>(chance() % 60'000));
        const auto standing = KeyVault(device.store()).standing(device.with(""));
        // The old header, put back after that, has nothing in the secret store any more.
        if (!standing || standing->opens == KeyStanding::Opens::ByNobody) {
            totals.destroyed += 1;
            const auto owner = KeyVault(device.store()).read(device.with(ownersPin));
            if (owner) {
                std::printf("the right PIN opened a store whose PIN was destroyed\n");
                return false;
            }
            return true;
        }
        if (oneIn(8)) {
            device.uptime.pass(standing->waitMs);
            if (const auto owner = KeyVault(device.store()).read(device.with(ownersPin)); !owner) {
                std::printf("the owner had %d tries left and was not let in: %s\n", standing->triesLeft, qPrintable(owner.error().detail));
                return false;
            }
            totals.ownerIn += 1;
            heard = {};
            copyFolder(device.store(), before);
            copyFolder(device.secrets(), secretsBefore);
        }
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const int kills = argc > 1 ? std::atoi(argv[1]) : 0;
    if (kills < 1) {
        std::fprintf(stderr, "pin_guesses KILLS [SEED]\n");
        return 2;
    }
    if (sodium_init() < 0)
        giveUp("libsodium could not be started");
    const unsigned seed = argc > 2 ? static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)) : randombytes_random();
    std::printf("seed %u\n", seed);
    std::mt19937 chance(seed);
    // In memory where there is room for it: a killed process loses nothing that it has written, so the disk adds only time.
    const QString memory = u"/dev/shm"_s;
    QTemporaryDir folder((QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + u"/pin_guesses-XXXXXX"_s);
    const auto place = [&folder](const QString &name) {
        const QString path = folder.filePath(name);
        QDir(path).removeRecursively();
        QDir().mkpath(path);
        return path;
    };
    Totals planted;
    for (int n = 0; n < 20 && planted.mostGuesses <= pinTriesMax; ++n) {
        if (attack(place(u"planted"_s), chance, planted, planted.kills + 60, true))
            continue;
        break;
    }
    std::printf("planted fault (a secret store that forgets): %d guesses after %d kills\n", planted.mostGuesses, planted.kills);
    if (planted.mostGuesses <= pinTriesMax) {
        std::printf("the planted fault was not found: this test proves nothing\n");
        return 1;
    }
    Totals totals;
    for (int n = 0; totals.kills < kills && n < storesAtMost; ++n) {
        if (!attack(place(u"device"_s), chance, totals, kills, false)) {
            std::printf("after %d kills: %d guesses on one store\n", totals.kills, totals.mostGuesses);
            return 1;
        }
    }
    std::printf("%d kills of guessing processes on %d stores, %d guesses begun, %d of them told to wait; %d times the folder was put back, %d times the secret "
                "store, %d times a clock was set, %d starts of the system, %d pairs at once; %d stores had their PIN destroyed, %d times the owner came in\n",
                totals.kills, totals.stores, totals.attempts, totals.waits, totals.folderRestores, totals.secretRestores, totals.clockSettings, totals.starts,
                totals.pairs, totals.destroyed, totals.ownerIn);
    std::printf("most guesses answered on one store: %d of %d allowed\n", totals.mostGuesses, pinTriesMax);
    return 0;
}
