#include "core/schedule/compile_framework.h"

#include "core/framework/read_framework_text.h"
#include "core/schedule/compile_frequency.h"
#include "core/schedule/compile_lead.h"
#include "core/schedule/cross_check.h"
#include "core/schedule/mine_rules.h"
#include "core/schedule/say_rule.h"
#include "core/schedule/set_aside.h"
#include "core/schedule/token.h"

#include <QRegularExpression>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct Part {
    QString name;      ///< "targeted group supervision"
    QString subject;   ///< "team" in "Each team will complete …"
};

/// What one of several purposes of a row is about: its first clause without the phrases that carry it.
Part partOf(const QString &purpose)
{
    static const QRegularExpression opening(u"^to (?:provide|offer|give|ensure|support) (?:staff )?(?:(?:the|an) )?(?:opportunity (?:for|to) )?"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression each(u"^(?:each|every) (\\w+) will (?:complete|undertake|hold|have|receive|produce) (?:an? )?"_s,
                                         QRegularExpression::CaseInsensitiveOption);
    // The rule beside it says the rhythm already.
    static const QRegularExpression article(u"^the (?:daily|weekly|fortnightly|monthly|quarterly|termly|annual|yearly) "_s,
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression ending(u"( and to |, | looks | look | will |\\.( |$)).*$"_s);
    Part part;
    QString text = purpose;
    if (const QRegularExpressionMatch match = each.match(text); match.hasMatch()) {
        part.subject = match.captured(1).toLower();
        text.remove(0, match.capturedLength());
    } else {
        text.remove(opening);
        text.remove(article);
    }
    text.remove(ending);
    part.name = text.trimmed();
    return part;
}

/// A row that holds several tasks writes their rhythms, leads and purposes in parallel lines.
void readParallelParts(CompiledActivity &compiled, const CompiledFrequency &frequency, const RoleTable &roles)
{
    const bool isParallel = frequency.rules.size() > 1 && frequency.paragraphs.last() == frequency.rules.size() - 1;
    if (!isParallel)
        return;
    const QList<Lead> leads = compileLeadParagraphs(compiled.activity.lead, roles);
    const QStringList purposes = compiled.activity.why.split(u'\n');
    for (qsizetype i = 0; i < compiled.rules.size(); ++i) {
        CompiledRule &rule = compiled.rules[i];
        if (leads.size() == compiled.rules.size() && leads[i] != compiled.leads)
            rule.leads = leads[i];
        if (purposes.size() != compiled.rules.size())
            continue;
        const Part part = partOf(purposes[i]);
        rule.rule.appliesTo = part.name;
        if (!part.subject.isEmpty() && rule.rule.perSubject.isEmpty()) {
            rule.rule.perSubject = part.subject;
            rule.rule.subjectMode = SubjectMode::Each;
        }
    }
}

/// A rule about part of an activity may need another form, and be for somebody else, than the activity.
void decideParts(CompiledActivity &compiled, const QString &serviceTitle, const TemplateTable &templates)
{
    for (qsizetype i = 0; i < compiled.rules.size(); ++i) {
        CompiledRule &rule = compiled.rules[i];
        if (rule.rule.appliesTo.isEmpty())
            continue;
        Activity part = compiled.activity;
        part.what = rule.rule.appliesTo;
        part.how.clear();
        const TemplateTable::Choice choice = templates.choose(part, serviceTitle);
        const bool isKnown = choice != templates.otherwise();
        const TemplateId form = isKnown ? choice.templateId : i > 0 ? compiled.alsoTemplates.value(0) : TemplateId();
        if (form != compiled.templateId)
            rule.templateId = form;
        rule.variant = templates.variantOf(form.isEmpty() ? compiled.templateId : form, part, serviceTitle);
        if (isKnown && choice.unit != compiled.unit) {
            rule.unit = choice.unit;
            rule.subject = choice.subject;
        } else if (rule.rule.perSubject == "team"_L1) {
            rule.unit = UnitKind::Team;
        }
    }
}

/// The document's words decide where they can: a count for each person or team, each holder of a lead role. Elsewhere the
/// template's default stands (decisions 22).
void decideUnit(CompiledActivity &compiled, const TemplateTable::Choice &choice, const Vocabulary &vocabulary)
{
    compiled.unit = choice.unit;
    compiled.subject = choice.unit == UnitKind::Subject ? choice.subject : QString();
    compiled.unitAssumed = true;
    for (const CompiledRule &compiledRule : compiled.rules) {
        const Rule &rule = compiledRule.rule;
        if (rule.subjectMode != SubjectMode::Each || rule.kind == RuleKind::Event || !rule.appliesTo.isEmpty())
            continue;
        const bool isPerson = vocabulary.personWords.contains(rule.perSubject.section(u' ', -1).toLower());
        if (!isPerson && rule.perSubject != "team"_L1)
            continue;
        compiled.unit = isPerson ? UnitKind::Subject : UnitKind::Team;
        compiled.subject = isPerson ? rule.perSubject : QString();
        compiled.unitAssumed = false;
        return;
    }
    if (compiled.leads.mode == LeadMode::EachOf) {
        compiled.unit = UnitKind::Lead;
        compiled.subject.clear();
        compiled.unitAssumed = false;
    }
}

} // namespace

CompiledActivity compileActivity(const Activity &activity, const QString &serviceTitle, const FrameworkTables &tables)
{
    CompiledActivity compiled;
    compiled.activity = activity;
    const CompiledFrequency frequency = compileFrequency(activity.frequency, activity.what, tables.vocabulary);
    for (const Rule &rule : frequency.rules)
        compiled.rules.append(CompiledRule { rule });
    const CompiledLead lead = compileLead(activity.lead, tables.roles);
    compiled.leads = lead.lead;
    compiled.assumptions = frequency.assumptions + lead.assumptions;
    compiled.questions = frequency.questions + lead.questions;
    readParallelParts(compiled, frequency, tables.roles);
    mineRules(compiled, tables.vocabulary);
    const TemplateTable::Choice choice = tables.templates.choose(activity, serviceTitle);
    compiled.templateId = choice.templateId;
    compiled.variant = tables.templates.variantOf(choice.templateId, activity, serviceTitle);
    compiled.alsoTemplates = choice.also;
    decideUnit(compiled, choice, tables.vocabulary);
    decideParts(compiled, serviceTitle, tables.templates);
    for (CompiledRule &rule : compiled.rules)
        rule.says = sayRule(rule.rule);
    compiled.says = sayActivity(compiled);
    return compiled;
}

CompiledFramework compileFramework(FrameworkDocument document, const FrameworkTables &tables)
{
    setNamesAside(document, tables.roles, tables.vocabulary);
    const Framework framework = frameworkOf(document);
    CompiledFramework compiled { framework.title, {}, framework.notices };
    for (const Service &service : framework.services) {
        CompiledService out { service.id, service.ref, service.directorate, service.name, service.subTeam, {} };
        for (const Activity &activity : service.activities)
            out.activities.append(compileActivity(activity, service.title(), tables));
        compiled.services.append(out);
    }
    crossCheck(compiled, tables.vocabulary);
    return compiled;
}

Result<CompiledFramework> compileFramework(QByteArrayView text, const FrameworkTables &tables)
{
    Result<FrameworkDocument> document = readFrameworkText(text);
    return document ? compileFramework(std::move(document).value(), tables) : Result<CompiledFramework>(document.error());
}

} // namespace sightline
