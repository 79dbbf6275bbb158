#include "core/forms/editing/template_checks.h"

#include "core/forms/answer_value.h"
#include "core/forms/editing/item_tree.h"
#include "core/forms/fhir_value.h"
#include "core/forms/publish.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct TemplateChecksWords {
    Q_DECLARE_TR_FUNCTIONS(TemplateChecks)
};

bool isChoice(const FormItem &item) { return item.type == ItemType::Choice || item.type == ItemType::OpenChoice; }

QString shortened(const QString &text)
{
    constexpr qsizetype lengthMax = 60;
    return text.size() > lengthMax ? text.left(lengthMax).trimmed() + u'…' : text;
}

class Checker {
public:
    explicit Checker(const Questionnaire &form) : m_form(form) { }

    QList<TemplateProblem> run()
    {
        checkHead();
        for (int at = 0; at < m_form.items.size(); ++at)
            checkItem(m_form.items[at]);
        addWhatIsLeft();
        const auto placeOf = [&](const TemplateProblem &problem) {
            return problem.linkId.isEmpty() ? -1 : m_form.byLinkId.value(problem.linkId, int(m_form.items.size()));
        };
        std::stable_sort(m_problems.begin(), m_problems.end(), [&](const TemplateProblem &a, const TemplateProblem &b) { return placeOf(a) < placeOf(b); });
        return m_problems;
    }

private:
    void say(const QString &linkId, const QString &text) { m_problems.append({ linkId, text }); }

    void checkHead()
    {
        //: What is wrong with a template being made.
        const QString nameless = TemplateChecksWords::tr("Give the template a name.");
        if (m_form.original[u"title"_s].toString().trimmed().isEmpty())
            say(QString(), nameless);
    }

    static QString wordless(const FormItem &item)
    {
        //: What is wrong with a section of a template being made.
        if (item.type == ItemType::Group)
            return TemplateChecksWords::tr("Give this section a name.");
        //: What is wrong with words to read in a template being made.
        if (item.type == ItemType::Display)
            return TemplateChecksWords::tr("Write what is to be read here.");
        //: What is wrong with a question of a template being made.
        return TemplateChecksWords::tr("Write the question.");
    }

    void checkItem(const FormItem &item)
    {
        if (item.text.trimmed().isEmpty() && !item.hidden)
            say(item.linkId, wordless(item));
        if (item.type == ItemType::Group && item.children.isEmpty())
            //: What is wrong with a section of a template being made.
            say(item.linkId, TemplateChecksWords::tr("This section is empty. Add a question, or delete it."));
        checkChoices(item);
        checkConditions(item);
    }

    void checkChoices(const FormItem &item)
    {
        if (!isChoice(item) || !item.optionList.isEmpty())
            return;
        const qsizetype least = item.type == ItemType::OpenChoice || item.repeats ? 1 : 2;
        if (item.options.size() < least && !item.readOnly)
            //: What is wrong with a question of a template being made. %n is how many choices it needs.
            say(item.linkId, TemplateChecksWords::tr("Give at least %n choice(s).", "", int(least)));
        QSet<QString> labels;
        for (const FormOption &option : item.options) {
            const QString label = option.label.simplified().toCaseFolded();
            if (label.isEmpty())
                //: What is wrong with a question of a template being made.
                say(item.linkId, TemplateChecksWords::tr("A choice has no words."));
            else if (labels.contains(label))
                //: What is wrong with a question of a template being made. %1 is a choice.
                say(item.linkId, TemplateChecksWords::tr("Two choices are called “%1”.").arg(shortened(option.label)));
            labels.insert(label);
        }
    }

    void checkConditions(const FormItem &item)
    {
        const Json::Array written = itemIn(m_form.original, item.linkId)[u"enableWhen"_s].toArray();
        if (written.size() > item.enableWhen.size())
            //: What is wrong with a question of a template being made: it waits for one that was taken out, or that stands inside it.
            say(item.linkId,
                TemplateChecksWords::tr("It is shown by an answer that is not in this template, or that stands inside it. Choose another question."));
    }

    /// What publishing refuses and is not said above: at its place in words of its own, so that nothing is refused in silence.
    void addWhatIsLeft()
    {
        QSet<QString> said;
        for (const TemplateProblem &problem : m_problems)
            said.insert(problem.linkId);
        for (const ImportNote &refusal : publishRefusals(m_form)) {
            const QString plain = plainOf(refusal);
            if (!plain.isEmpty())
                say(refusal.linkId, plain);
            else if (!said.contains(refusal.linkId))
                say(refusal.linkId, notUsable(refusal));
            said.insert(refusal.linkId);
        }
        m_problems.erase(std::unique(m_problems.begin(), m_problems.end()), m_problems.end());
    }

    static QString notUsable(const ImportNote &refusal)
    {
        //: What is wrong with a template that was brought in from elsewhere.
        if (refusal.linkId.isEmpty())
            return TemplateChecksWords::tr("Something about this template as a whole cannot be used here. Begin a new one and copy its questions.");
        //: What is wrong with a question of a template that was brought in from elsewhere.
        return TemplateChecksWords::tr("This holds something that cannot be used here. Delete it and write it again.");
    }

    /// Those that a template made here can come to and that are told by their effect alone.
    QString plainOf(const ImportNote &refusal) const
    {
        const FormItem *item = m_form.find(refusal.linkId);
        if (refusal.text.contains("in a loop"_L1))
            //: What is wrong with a question of a template being made.
            return TemplateChecksWords::tr("Whether this is shown depends in the end on itself. Change its condition, or that of a question it waits for.");
        if (item && compareAnswers(item->type, item->minValue, item->maxValue).value_or(0) > 0 && refusal.text.contains("smallest value"_L1))
            //: What is wrong with a question of a template being made: of the limits of its answer.
            return TemplateChecksWords::tr("The least it may be is more than the most.");
        if (item && item->maxLength > 0 && item->minLength > item->maxLength && refusal.text.contains("shortest length"_L1))
            //: What is wrong with a question of a template being made: of the limits of its answer.
            return TemplateChecksWords::tr("The longest answer is shorter than the shortest.");
        if (item && refusal.text.startsWith("A condition compares"_L1))
            //: What is wrong with a question of a template being made.
            return TemplateChecksWords::tr("It waits for an answer that can never be given. Choose its condition again.");
        return {};
    }

    const Questionnaire &m_form;
    QList<TemplateProblem> m_problems;
};

} // namespace

QList<TemplateProblem> templateProblems(const Questionnaire &form) { return Checker(form).run(); }

} // namespace sightline
