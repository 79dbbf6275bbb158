#pragma once

#include "qml/app/capture_flow.h"
#include "qml/features/capture/hand_over_view.h"

#include <functional>

namespace sightline {

/// Handing the device over and taking it back: what core/commands/hand_over keeps, on the page that is the only one meanwhile.
/// Thread: user interface.
class HandOverFlow : public QObject {
    Q_OBJECT
public:
    /// All outlive this.
    HandOverFlow(StoreLink &link, CaptureFlow &capture, DraftKeeper &keeper, CompletionFlow &completion, HandOverView &view);

    /// Asks for the code with which the questions of @p draft are handed over.
    void choose(const RecordId &draft);
    /// Asks for the code with which the part of step @p kind of @p recordId is handed over to the person whose it is.
    void chooseForStep(const QString &recordId, const QString &kind);
    /// Whatever ended the app, it opens locked where it was locked; a device that is given back by its PIN is its owner's again, who has
    /// just given it. Calls @p then once that is known, with whether the draft that was open is gone on with; nothing of the records may be
    /// shown before.
    void reopen(const std::function<void(bool goesOn)> &then);

Q_SIGNALS:
    /// The device is its owner's again, after a hand-over that was there when the app opened.
    void opened();

private:
    void begin(const QString &code);
    void leaveChoosing();
    void showDraft(const RecordId &draft, const std::function<void()> &orElse);
    void show(const OpenedForm &opened, const QString &whom);
    void finish(const Answers &answers, Said said);
    void stop(bool keep);
    void onceKept(std::function<void()> then);
    void giveBack(const QString &code);
    void tryToGiveBack(const QString &code);
    void giveBackForgotten();
    void tryToGiveBackForgotten();
    void givenBack(const HandOver &was, const QString &title, bool hasDraft);
    void giveBackToOwner(const std::function<void(bool goesOn)> &then);
    void sayForgotten();
    [[nodiscard]] static QString waitWords(qint64 ms);

    StoreLink &m_link;
    CaptureFlow &m_capture;
    DraftKeeper &m_keeper;
    CompletionFlow &m_completion;
    HandOverView &m_view;
    std::optional<RecordId> m_draft;
    bool m_isOfStep = false;       ///< a later hand's part, for the person whose it is
    QString m_title;
};

} // namespace sightline
