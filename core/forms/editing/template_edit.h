#pragma once

#include "core/base/random_source.h"
#include "core/forms/editing/answer_kind.h"
#include "core/forms/editing/item_tree.h"
#include "core/forms/editing/template_hands.h"

namespace sightline {

/// One choice of a question as its author sees it.
struct EditedChoice {
    QString key;     ///< which of the present choices; empty: a new one
    QString label;
    friend bool operator==(const EditedChoice &, const EditedChoice &) = default;
};

/// When an item is shown: all, or any, of some conditions hold. None: always.
struct ShownWhen {
    EnableBehavior behavior = EnableBehavior::All;
    QList<FormCondition> conditions;
    friend bool operator==(const ShownWhen &, const ShownWhen &) = default;
};

/// What an answer may be, beside its kind. Nothing said is no limit but the product's own.
struct AnswerLimits {
    Json least;           ///< an answer value of the item's type: a number, or a day
    Json most;
    int lengthMax = 0;    ///< characters; 0: no limit of its own
    friend bool operator==(const AnswerLimits &, const AnswerLimits &) = default;
};
/// Whether answers of @p item lie between two others: numbers and days.
[[nodiscard]] bool takesBounds(const FormItem &item);
/// Whether answers of @p item are typed words, whose length can be limited.
[[nodiscard]] bool takesLength(const FormItem &item);

/// A scale with a name, as a form brings it along.
struct NamedScale {
    QString id;         ///< "DEV4"
    QString version;
    Json valueSet;      ///< the contained list of its steps
    QList<FormOption> steps;
    [[nodiscard]] QString title() const { return valueSet[QStringLiteral("title")].toString(); }
    friend bool operator==(const NamedScale &, const NamedScale &) = default;
};

/// The scales of @p forms, each once: the newest version a form has of it. By title.
[[nodiscard]] QList<NamedScale> scalesOf(const QList<Questionnaire> &forms);

/// A template being edited, over the JSON tree of its document: what an operation does not touch, known to us or not, is kept as it is.
/// Items are named by their linkIds, which it makes and nobody sees. Each operation either gives a document that can be read, and is one
/// step back with undo(), or says why not and changes nothing. A value; copies share what they have in common. Thread: any one.
/// Source: issue 3, item 3; domain.md B4.
class TemplateEdit {
public:
    struct Start {
        Json document;                ///< a Questionnaire
        Json meta;                    ///< what the product needs beside it: names items by linkId (core/packs/forms/README.md)
        QSet<QString> released;       ///< linkIds of published versions: they keep their meaning for ever, and are never given away again
    };
    /// Errors: InvalidInput, TooLarge, as readQuestionnaire().
    [[nodiscard]] static Result<TemplateEdit> of(Start start, RandomSource &random);
    /// A new template: one empty section. @p name: its short name.
    [[nodiscard]] static Json blank(const QString &name, const QString &title, const QString &sectionTitle, RandomSource &random);

    [[nodiscard]] const Json &document() const { return m_now.document; }
    [[nodiscard]] const Json &meta() const { return m_now.meta; }
    [[nodiscard]] const Questionnaire &form() const { return m_form; }
    /// Items that the product itself looks at: a rule of the form, or its meta, names them.
    [[nodiscard]] const QSet<QString> &leanedOn() const { return m_leanedOn; }
    [[nodiscard]] bool isReleased(const QString &linkId) const { return m_start.released.contains(linkId); }

    // Operations. NotFound: no such item. NotAllowed: why not, in words its author can act on. TooLarge: over the limits of a form.
    [[nodiscard]] Result<void> setTitle(const QString &title);
    [[nodiscard]] Result<void> setAbout(const QString &about);
    /// A section behind the top-level item @p after, or last where that is empty. Gives its linkId.
    [[nodiscard]] Result<QString> addSection(const QString &title, const QString &after = {});
    /// An item of @p kind in the group @p parent (empty: at the top), behind @p after or last. Gives its linkId.
    [[nodiscard]] Result<QString> addItem(const QString &parent, const QString &after, AnswerKind kind, const QString &text);

    /// What an operation took with it.
    struct Lost {
        QStringList conditions;   ///< linkIds of items that had a condition on what is gone and are shown without it now
    };
    /// Takes an item and all below it out. NotAllowed: something the product does leans on it, or it is the last.
    [[nodiscard]] Result<Lost> remove(const QString &linkId);
    enum class Direction { Up, Down };
    /// One place up or down among its siblings; past the first or last question of a section into the one before or after.
    [[nodiscard]] Result<void> move(const QString &linkId, Direction direction);
    [[nodiscard]] bool canMove(const QString &linkId, Direction direction) const;
    /// Into @p parent (empty: the top), behind its item @p after, or first where that is empty.
    [[nodiscard]] Result<void> moveTo(const QString &linkId, const QString &parent, const QString &after);

    [[nodiscard]] Result<void> setText(const QString &linkId, const QString &text);
    /// A hint under the question, and what a good answer looks like; empty takes it away.
    [[nodiscard]] Result<void> setGuidance(const QString &linkId, const QString &hint, const QString &good);
    [[nodiscard]] Result<void> setRequired(const QString &linkId, bool required);
    [[nodiscard]] Result<void> setSensitive(const QString &linkId, bool sensitive);
    /// Who fills it, with all below it: a part's role, or empty for the author.
    [[nodiscard]] Result<void> setRole(const QString &linkId, const QString &role);
    /// The same for a hand that the template does not have yet: it is given the hand too. Once nothing waits for that any more, it goes.
    [[nodiscard]] Result<void> setHand(const QString &linkId, const OfferedHand &hand);
    /// Between which answers, and of what length, an answer may be. InvalidInput: a bound that no answer of this kind can be.
    [[nodiscard]] Result<void> setLimits(const QString &linkId, const AnswerLimits &answerLimits);
    [[nodiscard]] AnswerLimits limitsOf(const QString &linkId) const;

    /// The activities of the framework, by their keys, whose tasks open this template.
    [[nodiscard]] QStringList activities() const { return m_now.meta[QStringLiteral("activities")].toStrings(); }
    [[nodiscard]] Result<void> setActivities(const QStringList &keys);

    struct Changed {
        QString linkId;   ///< the item's from now on: a released question that asks something else is another question
        Lost lost;
    };
    [[nodiscard]] Result<Changed> setKind(const QString &linkId, AnswerKind kind);
    [[nodiscard]] Result<Changed> setScale(const QString &linkId, const NamedScale &scale);
    /// The choices in this order. A choice that stays keeps its code whatever it is called; a scale becomes a plain choice.
    [[nodiscard]] Result<Changed> setChoices(const QString &linkId, const QList<EditedChoice> &choices);
    [[nodiscard]] QList<EditedChoice> choicesOf(const QString &linkId) const;

    [[nodiscard]] Result<void> setShownWhen(const QString &linkId, const ShownWhen &when);
    [[nodiscard]] ShownWhen shownWhen(const QString &linkId) const;
    /// Questions that a condition of @p linkId can ask about, in the order of the form: not its own, not those below it, and of a list only
    /// those of the same row.
    [[nodiscard]] QStringList questionsToAskAbout(const QString &linkId) const;
    /// What can be asked of @p question, in the order to offer it.
    [[nodiscard]] static QList<EnableOperator> comparisonsFor(const FormItem &question);

    [[nodiscard]] bool canUndo() const { return !m_before.isEmpty(); }
    [[nodiscard]] bool canRedo() const { return !m_after.isEmpty(); }
    bool undo();
    bool redo();
    /// What is typed from now on is a step of its own.
    void endTyping() { m_typing.clear(); }

private:
    explicit TemplateEdit(Start start, RandomSource &random) : m_start(std::move(start)), m_random(&random) { }
    /// What undo() goes back to.
    struct State {
        Json document;
        Json meta;
        friend bool operator==(const State &, const State &) = default;
    };
    /// Takes @p document on, with the meta as it is. @p typing: what is being typed; more of the same joins the step before.
    [[nodiscard]] Result<void> take(const Json &document, const QString &typing = {});
    [[nodiscard]] Result<void> takeState(State state, const QString &typing);
    void goTo(const State &state);
    [[nodiscard]] Result<const FormItem *> found(const QString &linkId) const;
    [[nodiscard]] QString newLinkId() const;
    /// The document with the item under a new name where it is released, and the conditions that no longer can hold taken away.
    [[nodiscard]] Result<Changed> takeChanged(Json document, const QString &linkId, const std::function<bool(const Json &condition)> &isDead, bool renames);
    [[nodiscard]] Result<void> mayChangeMeaning(const QString &linkId) const;
    void readLeaning();

    Start m_start;
    RandomSource *m_random;
    State m_now;
    Questionnaire m_form;
    QSet<QString> m_leanedOn;
    QList<State> m_before;
    QList<State> m_after;
    QString m_typing;
};

/// The help text of an item in its two halves, as the templates write it: "… Good looks like: …".
struct Guidance {
    QString hint;
    QString good;
};
[[nodiscard]] Guidance guidanceIn(const QString &help);

} // namespace sightline
