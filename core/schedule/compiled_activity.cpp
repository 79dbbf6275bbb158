#include "core/schedule/compiled_activity.h"

namespace sightline {

using namespace Qt::StringLiterals;

QString leadModeName(LeadMode mode)
{
    switch (mode) {
    case LeadMode::AnyOf: return u"any-of"_s;
    case LeadMode::EachOf: return u"each-of"_s;
    case LeadMode::Body: break;
    }
    return u"body"_s;
}

QList<CompiledRule> CompiledActivity::plannedRules() const
{
    QList<CompiledRule> planned;
    for (const CompiledRule &compiled : rules) {
        if (!compiled.refines)
            planned.append(compiled);
        else if (!planned.isEmpty() && compiled.rule.dayOfMonth)
            planned.first().rule.dayOfMonth = compiled.rule.dayOfMonth;
    }
    return planned;
}

const CompiledActivity *CompiledFramework::find(const ActivityKey &key) const
{
    for (const CompiledService &service : services) {
        for (const CompiledActivity &compiled : service.activities) {
            if (compiled.activity.key == key)
                return &compiled;
        }
    }
    return nullptr;
}

CertaintyCounts CompiledFramework::counts() const
{
    CertaintyCounts counts;
    for (const CompiledService &service : services) {
        for (const CompiledActivity &compiled : service.activities) {
            switch (compiled.certainty()) {
            case Certainty::Exact: ++counts.exact; break;
            case Certainty::Assumed: ++counts.assumed; break;
            case Certainty::Asked: ++counts.asked; break;
            }
        }
    }
    return counts;
}

} // namespace sightline
