#pragma once

#include "qml/app/file_keeper.h"
#include "qml/app/opened_form.h"
#include "qml/app/store_link.h"
#include "qml/app/voice_flow.h"
#include "qml/bridge/picture_file.h"
#include "qml/features/capture/capture_view.h"

#include <QHash>
#include <QPointer>
#include <QSet>

namespace sightline {

/// Keeps what is typed, photographed and drawn in an open form, and goes on trying where the disk refuses, also after the form was closed.
/// Thread: user interface.
class DraftKeeper : public QObject {
    Q_OBJECT
public:
    /// @p voice and @p view outlive this.
    DraftKeeper(StoreLink &link, VoiceFlow &voice, CaptureView &view) : m_link(link), m_voice(voice), m_view(view), m_files(link) { }

    /// Where the store lies: pictures are taken only while its disk has room for words.
    void setStoreFolder(const QString &folder)
    {
        m_storeFolder = folder;
        m_files.setStoreFolder(folder);
    }
    /// A session of @p opened whose words and pictures are kept; its `complete` is the caller's to set.
    [[nodiscard]] std::unique_ptr<FormSession> newSession(const OpenedForm &opened, DraftState::Shows shows);
    /// Keeps the last words of @p draft's form, which is closed, and tries until they are kept.
    void keepLast(const RecordId &draft, const DraftState &state) { save(nullptr, draft, state); }
    /// Why @p draft is not to be opened or handed over yet, in words: the disk has refused the last ones of its closed form so far, and what
    /// was typed over the words before them would not have them. Empty: it can be.
    [[nodiscard]] QString whyNotYet(const RecordId &draft) const;
    /// The draft whose form was opened last, also once it is closed.
    [[nodiscard]] const std::optional<RecordId> &lastOpened() const { return m_newestDraft; }
    /// What the form of @p draft was filled from or has stored last, for saveDraft() on the store's thread; null: no form was open on it.
    [[nodiscard]] std::shared_ptr<Json::Object> typedOver(const RecordId &draft) const { return m_typedOver.value(draft.toString()); }
    /// Whether anything of a form, open or closed, is only in this program's memory: the disk has refused it so far, or was not asked yet.
    [[nodiscard]] bool hasUnkept() const;

private:
    void seekLast(FormSession &session, const OpenedForm &opened);
    void save(FormSession *session, const RecordId &draft, const DraftState &state);
    using Words = QString (*)(const Error &error);
    /// Makes the picture on a worker, stores it, and then tells the session, where it is refused in the words of @p say; a form closed by
    /// then finds it in its draft, and until the disk takes it, it is tried again.
    /// @p source: where the picture is until then.
    enum class Source { File, Memory };
    void keepPicture(FormSession *session, const RecordId &draft, const FilePlace &place, Source source, FileKeeper::Make make, Words say);
    /// A picture on its way to its draft.
    struct Wanted {
        RecordId draft;
        FilePlace place;
        Source source = Source::File;
        quint64 number = 0;   ///< how many were asked for before it
        std::shared_ptr<const bool> underWay;   ///< m_pictures: held until it is in its draft, or wanted no more
    };
    void keepMade(const QPointer<FormSession> &session, const Wanted &wanted, const FileKeeper::Make &make, Words say);
    /// Names what is stored in the form that is open, or in the draft; tried again, as words are, until it is named.
    void storeAnswer(const Json &answer, const QPointer<FormSession> &session, const Wanted &wanted);
    /// Where a question takes one picture, one that was asked for later has its place: notes that @p wanted comes now, and says false where
    /// it comes too late.
    [[nodiscard]] bool isNewest(const Wanted &wanted);

    /// The session open on @p draft is told what its draft was given since it was closed: it may have been read before.
    void handLate(const RecordId &draft);

    struct LateFile {
        FilePlace place;
        Json answer;
    };

    StoreLink &m_link;
    VoiceFlow &m_voice;
    CaptureView &m_view;
    FileKeeper m_files;
    QString m_storeFolder;
    QPointer<FormSession> m_newest;            ///< the session made last: there is one at a time
    std::optional<RecordId> m_newestDraft;     ///< whose it is
    quint64 m_saves = 0;                       ///< asked for so far
    QHash<QString, quint64> m_newestSave;      ///< draft → the number of the one asked for last
    QHash<QString, std::shared_ptr<Json::Object>> m_typedOver;   ///< draft → its answers as last read or stored; changed on the store's thread
    QHash<QString, int> m_unanswered;          ///< draft → saves that the disk has not answered yet
    quint64 m_asked = 0;                       ///< pictures asked for so far
    QHash<QString, quint64> m_newestPicture;   ///< draft and question → the number of the newest picture that came
    QHash<QString, QList<LateFile>> m_late;    ///< draft → what it was given while no session was open on it
    std::shared_ptr<const bool> m_pictures = std::make_shared<const bool>(true);   ///< held by each picture that is under way
    QSet<QString> m_unkept;                    ///< drafts whose last words, of a closed form, the disk has refused so far
};

} // namespace sightline
