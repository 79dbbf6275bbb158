#pragma once

#include "core/base/random_source.h"
#include "core/forms/answer_value.h"
#include "core/forms/editing/template_edit.h"
#include "core/forms/form_context.h"
#include "qml/bridge/row_model.h"
#include "qml/bridge/save_clock.h"
#include "qml/features/capture/form_session.h"
#include "qml/features/templates/template_words.h"

#include <QObject>
#include <qqmlintegration.h>

#include <memory>

namespace sightline {

/// A line of the outline.
struct OutlineRow {
    QString id;          ///< names the item; never shown
    QString title;
    QString detail;      ///< its kind, and what else is worth knowing
    QString problem;
    int depth = 0;
    bool isGroup = false;
    friend bool operator==(const OutlineRow &, const OutlineRow &) = default;
};

/// Who may answer an item: a part of the form, by its role.
struct TemplateRole {
    QString role;        ///< empty: the author
    QString words;
    std::optional<OfferedHand> offered = {};   ///< a hand that the template would be given with it
};

/// An activity of the framework that a template can be tied to.
struct TemplateActivity {
    QString id;          ///< its key; never shown
    QString title;       ///< "Direct observation of practice, Early Support"
    QString detail;      ///< how often, and which template its tasks open now
    friend bool operator==(const TemplateActivity &, const TemplateActivity &) = default;
};

/// A template being made, as its page sees it: the outline, the item one is at, what is wrong. Knows no store: keepAsked() hands the whole
/// over, answered by kept() or notKept(). Thread: user interface.
class TemplateEditor : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Opened by the templates page")
    Q_PROPERTY(QString title READ title WRITE setTitle NOTIFY changed FINAL)
    Q_PROPERTY(QString about READ about WRITE setAbout NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *outline READ outline CONSTANT FINAL)
    Q_PROPERTY(int problemCount READ problemCount NOTIFY changed FINAL)
    Q_PROPERTY(QStringList problems READ problems NOTIFY changed FINAL)
    Q_PROPERTY(QStringList changes READ changes NOTIFY changed FINAL)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY changed FINAL)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY changed FINAL)
    Q_PROPERTY(bool isKept READ isKept NOTIFY keptChanged FINAL)
    Q_PROPERTY(QString trouble READ trouble NOTIFY keptChanged FINAL)
    Q_PROPERTY(QString notice READ notice NOTIFY noticeChanged FINAL)
    Q_PROPERTY(QString current READ current NOTIFY currentChanged FINAL)
    Q_PROPERTY(bool isGroup READ isGroup NOTIFY changed FINAL)
    Q_PROPERTY(bool hasAnswer READ hasAnswer NOTIFY changed FINAL)
    Q_PROPERTY(bool hasChoices READ hasChoices NOTIFY changed FINAL)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed FINAL)
    Q_PROPERTY(QString hint READ hint WRITE setHint NOTIFY changed FINAL)
    Q_PROPERTY(QString good READ good WRITE setGood NOTIFY changed FINAL)
    Q_PROPERTY(QString kind READ kind NOTIFY changed FINAL)
    Q_PROPERTY(int kindIndex READ kindIndex NOTIFY changed FINAL)
    Q_PROPERTY(QStringList kinds READ kinds CONSTANT FINAL)
    Q_PROPERTY(QStringList scales READ scales CONSTANT FINAL)
    Q_PROPERTY(int scaleIndex READ scaleIndex NOTIFY changed FINAL)
    Q_PROPERTY(QStringList choices READ choices NOTIFY changed FINAL)
    Q_PROPERTY(bool isRequired READ isRequired NOTIFY changed FINAL)
    Q_PROPERTY(bool isSensitive READ isSensitive NOTIFY changed FINAL)
    Q_PROPERTY(bool repeats READ repeats NOTIFY changed FINAL)
    Q_PROPERTY(QStringList roles READ roles NOTIFY changed FINAL)
    Q_PROPERTY(QStringList holders READ holders NOTIFY changed FINAL)
    Q_PROPERTY(int roleIndex READ roleIndex NOTIFY changed FINAL)
    Q_PROPERTY(bool hasActivities READ hasActivities CONSTANT FINAL)
    Q_PROPERTY(QStringList tied READ tied NOTIFY changed FINAL)
    Q_PROPERTY(QAbstractItemModel *activities READ activities CONSTANT FINAL)
    Q_PROPERTY(bool takesBounds READ takesBounds NOTIFY changed FINAL)
    Q_PROPERTY(bool boundsAreDays READ boundsAreDays NOTIFY changed FINAL)
    Q_PROPERTY(QString least READ least NOTIFY changed FINAL)
    Q_PROPERTY(QString most READ most NOTIFY changed FINAL)
    Q_PROPERTY(bool takesLength READ takesLength NOTIFY changed FINAL)
    Q_PROPERTY(QString lengthMax READ lengthMax NOTIFY changed FINAL)
    Q_PROPERTY(QStringList conditions READ conditions NOTIFY changed FINAL)
    Q_PROPERTY(bool isAny READ isAny NOTIFY changed FINAL)
    Q_PROPERTY(QStringList questionsToAskAbout READ questionsToAskAbout NOTIFY changed FINAL)
    Q_PROPERTY(QString itemProblem READ itemProblem NOTIFY changed FINAL)
    Q_PROPERTY(bool canMoveUp READ canMoveUp NOTIFY changed FINAL)
    Q_PROPERTY(bool canMoveDown READ canMoveDown NOTIFY changed FINAL)
    Q_PROPERTY(QObject *preview READ preview NOTIFY previewChanged FINAL)
    Q_PROPERTY(bool isPreviewing READ isPreviewing NOTIFY previewChanged FINAL)
    Q_PROPERTY(bool isPublishing READ isPublishing NOTIFY keptChanged FINAL)
    Q_PROPERTY(QString publishProblem READ publishProblem NOTIFY keptChanged FINAL)
    Q_PROPERTY(QString todayIso READ todayIso CONSTANT FINAL)
    Q_PROPERTY(QString reviewIso READ reviewIso CONSTANT FINAL)
public:
    struct Start {
        QString id;                        ///< of the draft
        TemplateEdit edit;
        std::optional<Questionnaire> before;   ///< the version it is compared with
        QList<NamedScale> scales;
        QList<TemplateActivity> activities = {};
        QStringList tiedBefore = {};       ///< activities of the version it is compared with
        QStringList roles = {};            ///< that people of the council hold, in order
        FormContext context = {};          ///< for the preview
        QString focus;
    };
    TemplateEditor(Start start, RandomSource &random, QObject *parent = nullptr);
    ~TemplateEditor() override;

    [[nodiscard]] const QString &id() const { return m_start.id; }
    [[nodiscard]] const TemplateEdit &edit() const { return m_start.edit; }
    /// Candidates of the hub's lists for the preview.
    std::function<QList<Candidate>(const QString &list)> candidates;

    [[nodiscard]] QString title() const { return m_start.edit.form().original[QStringLiteral("title")].toString(); }
    [[nodiscard]] QString about() const { return m_start.edit.form().description; }
    [[nodiscard]] QAbstractItemModel *outline() { return &m_outline; }
    [[nodiscard]] int problemCount() const { return int(m_problems.size()); }
    [[nodiscard]] QStringList problems() const;
    [[nodiscard]] QStringList changes() const;
    [[nodiscard]] bool canUndo() const { return m_start.edit.canUndo(); }
    [[nodiscard]] bool canRedo() const { return m_start.edit.canRedo(); }
    [[nodiscard]] bool isKept() const { return m_clock.isKept(); }
    [[nodiscard]] QString trouble() const { return m_trouble; }
    [[nodiscard]] QString notice() const { return m_notice; }
    [[nodiscard]] QString current() const { return m_current; }
    [[nodiscard]] bool isGroup() const;
    [[nodiscard]] bool hasAnswer() const;
    [[nodiscard]] bool hasChoices() const;
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString hint() const;
    [[nodiscard]] QString good() const;
    [[nodiscard]] QString kind() const;
    [[nodiscard]] int kindIndex() const;
    [[nodiscard]] QStringList kinds() const;
    [[nodiscard]] QStringList scales() const;
    [[nodiscard]] int scaleIndex() const;
    [[nodiscard]] QStringList choices() const;
    [[nodiscard]] bool isRequired() const;
    [[nodiscard]] bool isSensitive() const;
    [[nodiscard]] bool repeats() const;
    [[nodiscard]] QStringList roles() const;
    /// Roles of the council that the template has no hand of yet.
    [[nodiscard]] QStringList holders() const;
    [[nodiscard]] int roleIndex() const;
    [[nodiscard]] bool hasActivities() const { return !m_start.activities.isEmpty(); }
    [[nodiscard]] QStringList tied() const;
    [[nodiscard]] QAbstractItemModel *activities() { return &m_activities; }
    [[nodiscard]] bool takesBounds() const { return item() && sightline::takesBounds(*item()); }
    [[nodiscard]] bool boundsAreDays() const { return item() && item()->type == ItemType::Date; }
    [[nodiscard]] QString least() const { return answerText(m_start.edit.limitsOf(m_current).least); }
    [[nodiscard]] QString most() const { return answerText(m_start.edit.limitsOf(m_current).most); }
    [[nodiscard]] bool takesLength() const { return item() && sightline::takesLength(*item()); }
    [[nodiscard]] QString lengthMax() const;
    [[nodiscard]] QStringList conditions() const;
    [[nodiscard]] bool isAny() const { return m_start.edit.shownWhen(m_current).behavior == EnableBehavior::Any; }
    [[nodiscard]] QStringList questionsToAskAbout() const;
    [[nodiscard]] QString itemProblem() const;
    [[nodiscard]] bool canMoveUp() const { return m_start.edit.canMove(m_current, TemplateEdit::Direction::Up); }
    [[nodiscard]] bool canMoveDown() const { return m_start.edit.canMove(m_current, TemplateEdit::Direction::Down); }
    [[nodiscard]] QObject *preview() { return m_preview.get(); }
    [[nodiscard]] bool isPreviewing() const { return m_preview != nullptr; }
    [[nodiscard]] bool isPublishing() const { return m_isPublishing; }
    [[nodiscard]] QString publishProblem() const { return m_publishProblem; }
    [[nodiscard]] QString todayIso() const { return m_start.context.today.toString(Qt::ISODate); }
    [[nodiscard]] QString reviewIso() const { return m_start.context.today.addYears(1).toString(Qt::ISODate); }

    void setTitle(const QString &title);
    void setAbout(const QString &about);
    void setText(const QString &text);
    void setHint(const QString &hint);
    void setGood(const QString &good);
    Q_INVOKABLE void select(const QString &item);
    Q_INVOKABLE void addSection();
    /// A list of entries, each with questions of its own, in the section one is at; behind the question one is at.
    Q_INVOKABLE void addList();
    /// A question of kind @p kind (an index of `kinds`) behind the one one is at.
    Q_INVOKABLE void addQuestion(int kind);
    Q_INVOKABLE void remove();
    Q_INVOKABLE void moveUp();
    Q_INVOKABLE void moveDown();
    Q_INVOKABLE void setKind(int kind);
    Q_INVOKABLE void setScale(int scale);
    Q_INVOKABLE void setRequired(bool required);
    Q_INVOKABLE void setSensitive(bool sensitive);
    Q_INVOKABLE void setRepeats(bool repeats);
    Q_INVOKABLE void setRole(int role);
    /// Gives what one is at to whoever holds @p role, one of `holders`.
    Q_INVOKABLE void setHolder(const QString &role);
    Q_INVOKABLE void addChoice();
    Q_INVOKABLE void renameChoice(int choice, const QString &label);
    Q_INVOKABLE void removeChoice(int choice);
    /// By @p by places among the others; past an end it stays.
    Q_INVOKABLE void moveChoice(int choice, int by);
    /// Offers the activities with every word of @p words that the template is not tied to yet.
    Q_INVOKABLE void findActivities(const QString &words);
    Q_INVOKABLE void tie(const QString &activity);
    Q_INVOKABLE void untie(int tied);
    /// The least and the most an answer may be, as typed; empty takes the limit away. What is no such answer is said in notice().
    Q_INVOKABLE void setLeast(const QString &typed);
    Q_INVOKABLE void setMost(const QString &typed);
    /// The most characters an answer may have, as typed.
    Q_INVOKABLE void setLengthMax(const QString &typed);
    Q_INVOKABLE void setAny(bool any);
    Q_INVOKABLE void removeCondition(int condition);
    /// How a sentence about question @p question may end.
    Q_INVOKABLE QStringList endsFor(int question) const;
    /// Whether the answer of that end is typed.
    Q_INVOKABLE bool isTyped(int question, int end) const;
    /// Adds the sentence; false, and notice(), where what was typed is no answer.
    Q_INVOKABLE bool addCondition(int question, int end, const QString &typed);
    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();
    Q_INVOKABLE void showFirstProblem();
    Q_INVOKABLE void openPreview();
    Q_INVOKABLE void closePreview();
    Q_INVOKABLE void publish(const QString &fromIso, const QString &reviewIso);
    Q_INVOKABLE void keepNow() { m_clock.keepNow(); }
    [[nodiscard]] bool hasUnkept() const { return m_clock.hasUnkept(); }

    void kept();
    void notKept(const QString &why);
    void published(const QString &words);
    void notPublished(const QString &why);

Q_SIGNALS:
    void changed();
    void currentChanged();
    void keptChanged();
    void noticeChanged();
    void previewChanged();
    void keepAsked();
    void publishAsked(const QString &fromIso, const QString &reviewIso);
    void isPublished(const QString &words);
    /// The words of the item one is at are to take the focus.
    void focusAsked();

private:
    [[nodiscard]] QList<TemplateRole> allRoles() const;
    [[nodiscard]] static QString handWords(OfferedHand::Kind kind);
    [[nodiscard]] QString activityTitle(const QString &key) const;
    void addHere(AnswerKind kind);
    void setBound(Json AnswerLimits::*bound, const QString &typed);
    [[nodiscard]] const FormItem *item() const { return m_start.edit.form().find(m_current); }
    template <typename T>
    bool took(const Result<T> &result);
    void tellLost(const TemplateEdit::Lost &lost);
    void tookChanged(const Result<TemplateEdit::Changed> &result);
    void renew();
    void say(const QString &notice);
    void sayNoAnswer();

    Start m_start;
    RandomSource &m_random;
    RowModel<OutlineRow> m_outline;
    RowModel<TemplateActivity> m_activities;
    QList<QPair<QString, QString>> m_problems;   ///< item, words
    SaveClock m_clock;
    std::unique_ptr<FormSession> m_preview;
    QString m_current, m_trouble, m_notice, m_publishProblem;
    bool m_isPublishing = false;
};

} // namespace sightline
