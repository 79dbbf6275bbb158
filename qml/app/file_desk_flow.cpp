#include "qml/app/file_desk_flow.h"

#include "core/pictures/picked_file.h"
#include "core/sound/voice_codec.h"
#include "qml/bridge/error_text.h"

#include <QPromise>
#include <QThreadPool>

namespace sightline {

namespace {
constexpr int copyLivesMs = 10 * 60 * 1000;   // as OpenFileSheet says
}

FileDeskFlow::FileDeskFlow(StoreLink &link, FileDesk &desk) : m_link(link), m_desk(desk)
{
    m_removal.setSingleShot(true);
    m_removal.setInterval(copyLivesMs);
    connect(&m_removal, &QTimer::timeout, this, [this] {
        if (m_opener && !m_opener->removeCopies())
            m_removal.start();   // a program that holds it fast lets go some time
    });
    connect(&link, &StoreLink::changed, this, [this](const Changes &changes) {
        if (changes.files)
            m_desk.sayFilesCame();
    });
    m_desk.lend({ [this](const QString &sha, const QString &mime) { open(sha, mime); }, [this](const QString &sha) { play(sha); }, [this] { stop(); } });
}

FileDeskFlow::~FileDeskFlow() { m_desk.lend({}); }

void FileDeskFlow::setLoudspeaker(std::unique_ptr<Loudspeaker> loudspeaker)
{
    m_loudspeaker = std::move(loudspeaker);
    m_loudspeaker->changed = [this] { m_desk.showPlaying(m_loudspeaker->isPlaying() ? m_wanted : QString()); };
}

void FileDeskFlow::stop()
{
    m_wanted.clear();
    if (m_loudspeaker)
        m_loudspeaker->stop();
    m_desk.showPlaying({});
}

void FileDeskFlow::play(const QString &sha)
{
    //: Under a voice note: this device has nothing to play it with.
    const QString why = m_loudspeaker ? m_loudspeaker->whyNot() : tr("This device plays no sound.");
    if (!why.isEmpty()) {
        m_desk.showOutcome(sha, why);
        return;
    }
    m_wanted = sha;
    const auto promise = std::make_shared<QPromise<Result<QByteArray>>>();
    promise->start();
    deliver(promise->future(), this, [this, sha](const Result<QByteArray> &samples) {
        if (m_wanted != sha)
            return;   // stopped, or another is wanted meanwhile
        if (samples) {
            m_loudspeaker->play(*samples);
            return;
        }
        m_wanted.clear();
        if (samples.error().code == ErrorCode::NotFound) {
            //: Under a voice note that is not on this device.
            m_desk.showOutcome(sha,
                               tr("This voice note has not come to this device yet. It comes once the hub has it, over a connection that files may use, if "
                                  "this device has room."));
        } else {
            //: Under a voice note that is damaged, or no sound.
            m_desk.showOutcome(sha, tr("This cannot be played here. It stays in the record."));
        }
    });
    m_link.ask(
        this, [hash = QByteArray::fromHex(sha.toLatin1())](Store &store) { return store.files().bytes(hash); },
        [promise](const Result<QByteArray> &bytes) {
            QThreadPool::globalInstance()->start([promise, bytes] {
                promise->addResult(bytes ? voiceSamples(*bytes) : bytes);
                promise->finish();
            });
        });
}

void FileDeskFlow::open(const QString &sha, const QString &mime)
{
    if (!m_opener || !mayBeShownOutside(mime)) {
        //: Under a stored file that was to be opened in another program.
        m_desk.showOutcome(sha, tr("This device opens no files of this kind. The file stays in the record."));
        return;
    }
    m_link.ask(
        this, [hash = QByteArray::fromHex(sha.toLatin1())](Store &store) { return store.files().bytes(hash); },
        [this, sha, mime](const Result<QByteArray> &bytes) {
            if (!bytes) {
                //: Under a stored file that was to be opened in another program, and is not on this device.
                m_desk.showOutcome(sha,
                                   bytes.error().code == ErrorCode::NotFound ? tr("This file has not come to this device yet. It comes once the hub has it, "
                                                                                  "over a connection that files may use, if this device has room.")
                                                                             : errorText(bytes.error()));
                return;
            }
            m_removal.start();
            if (m_opener->open(*bytes, endingOf(mime))) {
                //: Under a stored file of which another program was given a copy.
                m_desk.showOutcome(sha, tr("Opened in another program. The copy goes in ten minutes, or when Sightline closes."));
            } else {
                //: Under a stored file: no program took its copy, or it could not be written.
                m_desk.showOutcome(sha, tr("No program on this device opened it. No copy was left; the file stays in the record."));
            }
        });
}

} // namespace sightline
