#pragma once

#include "core/base/random_source.h"
#include "core/forms/carry_forward.h"
#include "core/forms/form_context.h"
#include "core/forms/layout.h"
#include "core/forms/validate.h"
#include "qml/bridge/ink_sheet.h"
#include "qml/bridge/save_clock.h"
#include "qml/features/capture/camera_view.h"
#include "qml/features/capture/drawn_lines.h"
#include "qml/features/capture/form_columns.h"
#include "qml/features/capture/pick_list.h"

#include <QObject>
#include <QSet>
#include <QUrl>

#include <functional>

namespace sightline {

/// What a session hands on to be kept: always whole, so that the last one written is all there is to know.
struct DraftState {
    Answers answers;
    QString focusKey;     ///< the field the person is in
    int page = 0;
    QString role = {};         ///< whose part of the form is filled; empty: the author's
    QString finishText = {};   ///< words of the last button; empty: "Done"
    enum class Shows {
        WholePart,
        HandedOver,          ///< what is asked of somebody else on the locked device, one question a page; nothing is judged
        AllButHandedOver,    ///< that part was given already, and is nobody's to change
    };
    Shows shows = Shows::WholePart;
    bool isTriedOut = false;   ///< nothing of it is kept, so nothing is said of that
    bool canHear = false;      ///< this device can record; where it cannot, nobody it is handed over to is asked to say something into it
};

/// Where a picture belongs: the question, and whether it takes several.
struct FilePlace {
    QString key;
    bool isOneOfSeveral = false;
    QString name;         ///< neutral, without its ending: "photo-2"
    bool isOfPictures = true;     ///< nothing else is taken
    QStringList kinds = {};       ///< that it takes; none: every kind
    qint64 sizeBytesMax = 0;      ///< 0: the product's own limit
    friend bool operator==(const FilePlace &, const FilePlace &) = default;
};

/// One form being filled: pages, lines, answers, what is wrong, and the moment it was last kept. Knows no store: what is to be kept
/// goes out through `save`, and comes back through draftSaved() once it is durable. Saves as SaveClock says, on leaving a page, on
/// suspending and on closing. Thread: user interface.
class FormSession : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Opened by the capture page")
    Q_PROPERTY(QString title READ title CONSTANT)
    Q_PROPERTY(QString finishText READ finishText CONSTANT)
    Q_PROPERTY(QAbstractItemModel *lines READ drawnLines CONSTANT)
    Q_PROPERTY(int page READ page NOTIFY placeChanged)
    Q_PROPERTY(int pageCount READ pageCount NOTIFY pagesChanged)
    Q_PROPERTY(QString pageTitle READ pageTitle NOTIFY placeChanged)
    Q_PROPERTY(QString nextTitle READ nextTitle NOTIFY placeChanged)
    Q_PROPERTY(QString skipTitle READ skipTitle NOTIFY skipChanged)
    Q_PROPERTY(QStringList pageTitles READ pageTitles NOTIFY pagesChanged)
    Q_PROPERTY(QList<int> pageProblems READ pageProblems NOTIFY pagesChanged)
    Q_PROPERTY(bool isLastPage READ isLastPage NOTIFY placeChanged)
    Q_PROPERTY(SaveState saveState READ saveState NOTIFY saveStateChanged)
    Q_PROPERTY(QString trouble READ trouble NOTIFY troubleChanged)
    Q_PROPERTY(int problemCount READ problemCount NOTIFY problemsChanged)
    Q_PROPERTY(bool hasLooked READ hasLooked NOTIFY problemsChanged)
    Q_PROPERTY(QList<bool> pageComplete READ pageComplete NOTIFY pagesChanged)
    Q_PROPERTY(bool isSensitive READ isSensitive CONSTANT)
    Q_PROPERTY(bool canHandOver READ canHandOver CONSTANT)
    Q_PROPERTY(bool isTriedOut READ isTriedOut CONSTANT)
    Q_PROPERTY(bool asksInTheRoom READ asksInTheRoom CONSTANT)
    Q_PROPERTY(QString spokenPage READ spokenPage NOTIFY spokenPageChanged)
    Q_PROPERTY(bool offersVoice READ offersVoice CONSTANT)
    Q_PROPERTY(sightline::CameraView *camera READ camera CONSTANT)
    Q_PROPERTY(QString voiceKey READ voiceKey NOTIFY voiceChanged)
    Q_PROPERTY(QString voiceWords READ voiceWords NOTIFY voiceChanged)
    Q_PROPERTY(QString voiceWhyNot READ voiceWhyNot NOTIFY voiceChanged)
    Q_PROPERTY(bool canBeShort READ canBeShort CONSTANT)
    Q_PROPERTY(bool isShort READ isShort WRITE setShort NOTIFY shortChanged)
    Q_PROPERTY(int leftOut READ leftOut NOTIFY leftOutChanged)
    Q_PROPERTY(QString today READ today CONSTANT)
    Q_PROPERTY(QString yesterday READ yesterday CONSTANT)
public:
    enum SaveState {
        Kept = static_cast<int>(SaveClock::State::Kept),
        Typing = static_cast<int>(SaveClock::State::Typing),
        Saving = static_cast<int>(SaveClock::State::Saving),
        NotKept = static_cast<int>(SaveClock::State::NotKept)
    };
    Q_ENUM(SaveState)

    FormSession(Questionnaire form, FormContext context, RandomSource &random, DraftState start, QObject *parent = nullptr);
    ~FormSession() override;

    /// Keeps @p state durably and then calls draftSaved(). Set before the first edit.
    std::function<void(const DraftState &)> save;
    /// Completes the record with @p answers (disabled ones left out) and then calls completed().
    std::function<void(const Answers &)> complete;
    /// Makes a picture of the file at @p path ready, stores it durably, and then calls pictureKept() or pictureRefused().
    std::function<void(const FilePlace &, const QString &path)> takePicture;
    /// The same for a photo just taken, a picture file in memory.
    std::function<void(const FilePlace &, const QByteArray &file)> takePhoto;
    /// The same for a drawing.
    std::function<void(const FilePlace &, const InkSheet &)> takeDrawing;
    /// Records a voice note for a place until endVoice(), telling voiceHeard() and then voiceEnded(). Unset: voice notes are not offered.
    std::function<void(const FilePlace &)> beginVoice;
    std::function<void()> endVoice;
    /// Why none can be recorded here, in one sentence; empty: one can.
    std::function<QString()> voiceTrouble;
    /// The candidates of one of the hub's lists, by its name or the kind of reference.
    std::function<QList<Candidate>(const QString &list)> candidates;
    /// Looks for the last record about the same, once answers to @p questions have changed (one that is typed: once it is left); then calls
    /// lastCame(), whatever it came to.
    void seekLast(QStringList questions, std::function<void(const Answers &)> seek)
    {
        m_lastQuestions = std::move(questions);
        m_seekLast = std::move(seek);
    }
    /// The council's present time as a dateTime with its offset.
    std::function<QString()> now;
    /// The council's offset from UTC ("+01:00") at a day and time on its clocks; summer time is not this afternoon's.
    std::function<QString(QDate day, QTime time)> offset;

    [[nodiscard]] QString title() const { return m_form.title; }
    [[nodiscard]] QString finishText() const { return m_finishText; }
    /// The lines of this page: all of them, and those that are drawn so far.
    [[nodiscard]] QAbstractItemModel *lines() { return &m_lines; }
    [[nodiscard]] QAbstractItemModel *drawnLines() { return m_drawn.model(); }
    [[nodiscard]] int page() const { return m_page; }
    [[nodiscard]] int pageCount() const { return static_cast<int>(m_pages.size()); }
    [[nodiscard]] QString pageTitle() const;
    [[nodiscard]] QString nextTitle() const;
    /// The page that skip() goes to; empty where the next page is that one, or the form ends here.
    [[nodiscard]] QString skipTitle() const { return m_skipTo < m_pages.size() && m_skipTo > m_page + 1 ? m_pages[m_skipTo].title : QString(); }
    [[nodiscard]] QStringList pageTitles() const;
    [[nodiscard]] QList<int> pageProblems() const;
    [[nodiscard]] bool isLastPage() const { return m_page + 1 >= pageCount(); }
    [[nodiscard]] SaveState saveState() const { return static_cast<SaveState>(m_clock.state()); }
    /// What the device could not do for this form, whether the words are safe and what to do; empty: nothing is wrong.
    [[nodiscard]] QString trouble() const { return m_trouble; }
    [[nodiscard]] int problemCount() const;
    [[nodiscard]] bool hasLooked() const { return m_isLookedAt; }
    /// Whether each page has answers and lacks none that it needs, as of the last pause in typing.
    [[nodiscard]] QList<bool> pageComplete() const;
    /// Whether the form as a whole is of children and families (class P3 or P4).
    [[nodiscard]] bool isSensitive() const { return m_form.sensitivity == QLatin1StringView("P3") || m_form.sensitivity == QLatin1StringView("P4"); }
    /// Whether part of this form is asked of somebody else in the room.
    [[nodiscard]] bool canHandOver() const;
    [[nodiscard]] bool isTriedOut() const { return m_isTriedOut; }
    /// One question a page, of somebody the device was handed to.
    [[nodiscard]] bool asksInTheRoom() const { return m_shows == DraftState::Shows::HandedOver; }
    /// This page as it is read aloud: its words, its question with what helps, its choices.
    [[nodiscard]] QString spokenPage() const;
    /// Whether the form can be shown as one page of what cannot be left out. What somebody else is asked has its own pages.
    [[nodiscard]] bool canBeShort() const { return m_shows != DraftState::Shows::HandedOver && m_role.isEmpty(); }
    [[nodiscard]] bool isShort() const { return m_isShort; }
    /// Page and focus stay with the question one is at.
    void setShort(bool isShort);
    /// How many questions that may stay empty the short page does not show.
    [[nodiscard]] int leftOut() const { return m_leftOut; }
    [[nodiscard]] QString today() const { return m_context.today.toString(Qt::ISODate); }
    [[nodiscard]] QString yesterday() const { return m_context.today.addDays(-1).toString(Qt::ISODate); }
    [[nodiscard]] const Answers &answers() const { return m_answers; }
    [[nodiscard]] const QString &focusKey() const { return m_focusKey; }

    /// Keeps @p text as it was typed. What cannot be kept at all (half a character, or more than a draft holds) is refused: the answer
    /// stays as it was, the line says so, and textRefused() asks the field to show what is kept. An answer that is only too long to be
    /// completed is kept in the draft (decisions 11).
    Q_INVOKABLE void setText(const QString &key, const QString &text);
    Q_INVOKABLE void setYesNo(const QString &key, bool yes);
    /// Takes choice @p index of the line, or takes it back if it was taken.
    Q_INVOKABLE void choose(const QString &key, int index);
    /// A person, team or setting from the hub's lists.
    Q_INVOKABLE void pick(const QString &key, const QString &id, const QString &label);
    Q_INVOKABLE void clear(const QString &key);
    /// Adds @p by to a whole number; an unanswered one begins at 0.
    Q_INVOKABLE void step(const QString &key, int by);
    /// Day and time of a date, time or dateTime; each leaves the other half as it was.
    Q_INVOKABLE void setDay(const QString &key, const QString &iso);
    Q_INVOKABLE void setTime(const QString &key, const QString &typed);
    Q_INVOKABLE void setNow(const QString &key);
    Q_INVOKABLE QString dayOf(const QString &answer) const;
    Q_INVOKABLE QString timeOf(const QString &answer) const;
    /// A calculated answer for reading: dates as people write them.
    Q_INVOKABLE QString words(const QString &answer) const;
    /// The model behind the line @p key, which picks from @p list of the hub's lists, or from the question's own choices where it is empty.
    Q_INVOKABLE sightline::PickList *pickListOf(const QString &key, const QString &list);
    /// Adds an entry to the list @p listKey; its first question takes the focus.
    Q_INVOKABLE void addEntry(const QString &listKey);
    Q_INVOKABLE void removeEntry(const QString &listKey, const QString &row);
    /// One more answer to the question @p key; its field takes the focus.
    Q_INVOKABLE void addAnswer(const QString &key);
    /// Removes the answer whose line has the key @p lineKey.
    Q_INVOKABLE void removeAnswer(const QString &lineKey);
    /// Puts back the entry or answer that was removed last.
    Q_INVOKABLE void undoRemove();

    /// Adds the picture in @p file to the question @p key; the line says that it is working until it is stored.
    Q_INVOKABLE void addPicture(const QString &key, const QUrl &file);
    /// What takes photos for this form; null: none are taken. Set before the first edit; it outlives this.
    void setCamera(CameraView *camera) { m_camera = camera; }
    [[nodiscard]] CameraView *camera() const { return m_camera; }
    /// Whether the question @p key takes what a camera gives.
    Q_INVOKABLE bool takesPhotos(const QString &key) const;
    /// Adds the photo that the camera has just taken to the question @p key, as addPicture() does a file. One that the device does not
    /// store stays here, and with this session's end goes out through `takePhoto` once more.
    Q_INVOKABLE void addPhoto(const QString &key);
    /// Those of the question @p key that the device has refused are stored now, if it takes them.
    Q_INVOKABLE void keepPhotosAgain(const QString &key);
    /// They are not wanted any more, and are gone.
    Q_INVOKABLE void dropPhotos(const QString &key);
    /// A drawing of the question @p key is begun, over the one there is; returns the number of its first mark.
    Q_INVOKABLE int beginDrawing(const QString &key);
    /// Keeps the drawing as it stands now: an InkSheet, handed over after every stroke. An empty one leaves what was there before.
    Q_INVOKABLE void keepDrawing(const QString &key, const QVariant &sheet);
    /// A line for the words of mark @p number in the text question after the body map; taken back while nothing was written on it.
    Q_INVOKABLE void addMarkWords(const QString &key, int number);
    Q_INVOKABLE void removeMarkWords(const QString &key, int number);
    /// Takes a picture away; undoRemove() puts it back. @p row: which of several.
    Q_INVOKABLE void removeFile(const QString &key, const QString &row);

    /// Begins a voice note in answer to the question @p key; there is one at a time.
    Q_INVOKABLE void startVoice(const QString &key);
    /// Ends the voice note that is being recorded; it is kept.
    Q_INVOKABLE void stopVoice();
    [[nodiscard]] bool offersVoice() const { return static_cast<bool>(beginVoice); }
    /// The question a voice note is being recorded for; empty: none.
    [[nodiscard]] QString voiceKey() const { return m_voicePlace.key; }
    /// How long it is, and how much more it may be.
    [[nodiscard]] QString voiceWords() const;
    [[nodiscard]] QString voiceWhyNot() const;

    Q_INVOKABLE void goTo(int page);
    Q_INVOKABLE void next() { goTo(m_page + 1); }
    Q_INVOKABLE void back() { goTo(m_page - 1); }
    /// To the next page on which something must still be answered, or the last one: what may be left empty is passed over at once.
    Q_INVOKABLE void skip();
    /// Whether the line @p key is the last one of the last page that one writes in: its return key ends the form.
    Q_INVOKABLE bool endsForm(const QString &key) const;
    Q_INVOKABLE void focusOn(const QString &key);
    /// The line @p key, which was empty, was answered by a tap: on the page of what must be answered, the next question takes the keyboard if a
    /// text answers it and it has none.
    Q_INVOKABLE void goOnFrom(const QString &key);
    /// Everything is looked at; if nothing is wrong the record is completed, else the first problem takes page and focus.
    Q_INVOKABLE void finish();
    /// Page and focus go to the first answer that is missing or wrong.
    Q_INVOKABLE void showFirstProblem();
    /// The device is to be handed over for the part of this form that is asked of somebody else: the author's own part is looked at first,
    /// and what is missing there takes page and focus.
    Q_INVOKABLE void handOver();
    /// Asks the line that had the focus when the draft was last kept to take it again.
    Q_INVOKABLE void restoreFocus();
    /// Keeps what is not kept yet, now: on suspend, lock, leaving.
    Q_INVOKABLE void saveNow() { m_clock.keepNow(); }
    /// Whether words of it are neither kept nor on their way, or a photo was taken that is only here.
    [[nodiscard]] bool hasUnkept() const { return m_clock.hasUnkept() || !m_photos.isEmpty(); }

    /// Keeps everything, and hears and sees nothing more: the page is hidden.
    Q_INVOKABLE void hush()
    {
        stopVoice();
        if (m_camera)
            m_camera->close();
        saveNow();
    }
    /// hush(); and once no picture and no recording is on its way any more, @p then: the answers are all that there will be.
    void settle(std::function<void()> then);

    /// The picture is stored: only now do the answers name it.
    void pictureKept(const FilePlace &place, const Json &answer);
    /// One that another session of the same draft asked for is stored by now: the answers name it unless they do already.
    void pictureCame(const FilePlace &place, const Json &answer);
    /// It is not, for the reason @p why; the answers are as they were.
    void pictureRefused(const FilePlace &place, const QString &why);
    /// Which record is the last one about the same: what the form takes of it comes in, unless somebody wrote there meanwhile.
    void lastCame(const std::optional<Answers> &last);
    /// @p ms of the voice note have been heard.
    void voiceHeard(qint64 ms);
    /// It is stored as @p answer (null: nothing of it). @p why: words where it ended by itself.
    void voiceEnded(const Json &answer, const QString &why);
    /// The answer to each `save`, in their order. The words are durable.
    void draftSaved();
    /// The words are still here and are tried again; @p why is said until then.
    void draftNotSaved(const QString &why);
    void completed();
    void notCompleted(const QString &why);

Q_SIGNALS:
    /// Another page is shown.
    void pageChanged();
    /// Which page this is, or which comes next: also where an answer brings pages in or takes them out around it.
    void placeChanged();
    void pagesChanged();
    void skipChanged();
    void saveStateChanged();
    void troubleChanged();
    void problemsChanged();
    /// The line with @p key should take the focus.
    void focusAsked(const QString &key);
    /// The record is durable: now, and only now, "Saved on this device".
    void finished();
    /// Completing failed; the draft is kept as it was.
    void finishFailed();
    /// An entry of a list was removed; undoRemove() puts it back.
    void entryRemoved();
    /// A text that cannot be kept was refused; what was typed before stays, and the field should show it again.
    void textRefused(const QString &key);
    /// The author's own part is whole, and kept: the device can be handed over.
    void handOverAsked();
    void spokenPageChanged();
    void voiceChanged();
    void shortChanged();
    void leftOutChanged();

private:
    void edited(const QStringList &keys);
    /// The question at @p key, if its answer says which record is the last one.
    [[nodiscard]] const FormItem *lastQuestionAt(const QString &key) const;
    void seekLastAgain();
    void showLast(const std::optional<Answers> &last);
    bool exchangeLast(const std::optional<Answers> &last);
    void renewClock();
    void answered(const QString &key, const Answers &before, const QStringList &changed);
    void refresh();
    void redraw();   // the same where m_tree already fits the answers
    void setTrouble(const QString &trouble);
    bool goToProblem();
    void goToLine(QString key);
    [[nodiscard]] int pageOf(const QString &key) const;
    [[nodiscard]] QString momentAt(const QString &day, const QString &time) const;
    /// What a line's key names: a question, or one of its several answers.
    struct Target {
        const FormItem *item = nullptr;   ///< null: nothing in the form
        QString key;                      ///< the question's
        QString row;                      ///< of the answer; empty for the first one that is not there yet
        bool isOneOfSeveral = false;
    };
    [[nodiscard]] Target targetAt(const QString &key) const;
    [[nodiscard]] Json valueOf(const Target &target) const;
    /// Sets the answer; null empties it. Returns the fields that changed.
    QStringList put(const Target &target, const Json &value);
    void removed(const Answers &before, const QStringList &changed);
    [[nodiscard]] FormLayout layoutOfPages() const;
    void refuse(const QString &key, const QString &why);
    [[nodiscard]] FilePlace placeForPicture(const QString &key, const QString &kind) const;
    void beginWork(const QString &key);
    void endWork(const QString &key);
    void nameFile(const FilePlace &place, const Json &answer);
    void finishWhatWaited();
    void tellSettled();
    void keepAgain(const std::function<bool(const QString &key)> &isWanted);
    [[nodiscard]] QString wordsBeside(const QString &key) const;
    void beginRequiredEntries();
    void lookAhead();
    [[nodiscard]] QList<FormRow> shortLines(const QList<FormSection> &pages, int &leftOut) const;
    [[nodiscard]] bool fitsInADraft(const Answers &answers) const;
    [[nodiscard]] const FormRow *lineAt(const QString &key) const;
    /// Puts the focus there, on a line that may not be drawn yet.
    void askFocus(const QString &key);

    Questionnaire m_form;
    FormContext m_context;
    QStringList m_lastQuestions;     ///< linkIds whose answers say which record is the last one
    std::function<void(const Answers &)> m_seekLast;
    bool m_isLastSought = false;     ///< one of them has changed since it was looked for
    int m_lastSeeks = 0;             ///< how many answers to `m_seekLast` are to come
    WrittenAside m_writtenAside;
    RandomSource &m_random;
    Answers m_answers;
    FormTree m_tree;
    QList<FormIssue> m_issues;
    QList<FormSection> m_pages;      ///< the enabled ones; in short, all of them as one
    bool m_isShort = false;
    QSet<QString> m_needed;          ///< what could not be completed without, as of the last pause in typing
    int m_leftOut = 0;
    RowModel<FormRow> m_lines { formColumns() };
    DrawnLines m_drawn;
    SaveClock m_clock;
    Answers::Fields m_removed;       ///< what was removed last: the fields as they were before
    QString m_trouble;
    QMap<QString, QString> m_timesAside;     ///< question → its time of day while its day is being corrected
    QMap<QString, QString> m_refused;        ///< line → why what was typed last is not in it
    QMap<QString, PickList *> m_pickLists;   ///< by line: each is narrowed for itself; children of this
    QMap<QString, Json> m_drawnOver;         ///< question → its drawing before the one under way
    QMap<QString, InkSheet> m_drawnSince;    ///< question → newer than what is on its way into the store
    QMap<QString, int> m_working;            ///< line → pictures on their way into the store
    std::function<void()> m_onceSettled;     ///< what waits until none is
    /// A photo just taken, until the answers name it: it is nowhere else.
    struct TakenPhoto {
        FilePlace place;
        QByteArray file;
        bool isOnItsWay = true;
        bool wasRefused = false;     ///< the device could not store it, and has not since
    };
    QList<TakenPhoto> m_photos;
    QString m_role;
    QString m_finishText;
    DraftState::Shows m_shows = DraftState::Shows::WholePart;
    bool m_isTriedOut = false;
    bool m_canHear = false;
    QString m_focusKey;
    int m_page = 0;
    int m_skipTo = 0;                ///< the next page that needs an answer, or the last
    QSet<QString> m_lacking;         ///< pages that cannot be completed as they stand, whatever is answered on them
    bool m_isLookedAt = false;       ///< finish() was pressed: what is missing is shown from now on
    bool m_isFinishing = false;
    CameraView *m_camera = nullptr;
    FilePlace m_voicePlace;          ///< of the voice note being recorded; without a key: none
    qint64 m_voiceMs = 0;
    bool m_finishesOnceKept = false;   ///< finish() waits for a picture
};

} // namespace sightline
