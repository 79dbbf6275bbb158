#include "core/store/form_library.h"

#include <algorithm>
#include <functional>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

using KnownForms = QList<std::shared_ptr<const KnownForm>>;
const QString keptAs = u"forms"_s;

QStringView versionOf(const QString &form)
{
    const qsizetype at = form.indexOf(u'@');
    return at < 0 ? QStringView() : QStringView(form).mid(at + 1);
}

} // namespace

int compareVersions(QStringView a, QStringView b)
{
    const auto left = a.split(u'.'), right = b.split(u'.');
    for (qsizetype i = 0; i < qMax(left.size(), right.size()); ++i) {
        bool isLeftNumber = false, isRightNumber = false;
        const qlonglong l = left.value(i).toLongLong(&isLeftNumber), r = right.value(i).toLongLong(&isRightNumber);
        if (isLeftNumber && isRightNumber) {
            if (l != r)
                return l < r ? -1 : 1;
        } else if (const int order = left.value(i).compare(right.value(i))) {
            return order;
        }
    }
    return 0;
}

Result<KnownForms> allForms(Store &store)
{
    if (const auto *kept = store.derived(keptAs))
        return std::any_cast<KnownForms>(kept->value);
    const auto rows = store.view().ofType(RecordType::FormDefinition);
    if (!rows)
        return rows.error();
    KnownForms forms;
    for (const ViewRow &row : *rows) {
        const auto body = store.view().body(row.id);
        if (!body)
            return body.error();
        const auto published = *body ? publishedFormOf(**body) : Result<PublishedForm>(Error { ErrorCode::NotFound, {} });
        if (!published)
            continue;
        const auto onHub = store.base().findStamp(row.id);
        if (!onHub)
            return onHub.error();
        const auto json = parseJson(published->questionnaire);
        auto questionnaire = json ? readQuestionnaire(*json) : Result<Questionnaire>(json.error());
        if (questionnaire)
            forms.append(std::make_shared<KnownForm>(KnownForm { *published, std::move(questionnaire).value(), formDatesOf(*json), onHub->has_value() }));
    }
    std::sort(forms.begin(), forms.end(), [](const auto &a, const auto &b) {
        const TemplateId left = templateOf(a->published.form), right = templateOf(b->published.form);
        return left != right ? left < right : compareVersions(versionOf(a->published.form), versionOf(b->published.form)) < 0;
    });
    store.keepDerived(keptAs, forms, { RecordType::FormDefinition });
    return forms;
}

namespace {

Result<std::shared_ptr<const KnownForm>> findNewest(Store &store, const QString &form, const std::function<bool(const KnownForm &)> &counts)
{
    const auto forms = allForms(store);
    if (!forms)
        return forms.error();
    const bool hasVersion = form.contains(u'@');
    for (auto it = forms->crbegin(); it != forms->crend(); ++it) {   // newest last, so newest first from the end
        const QString &name = (*it)->published.form;
        if (hasVersion ? name == form : templateOf(name) == form && counts(**it))
            return *it;
    }
    return Error { ErrorCode::NotFound,
                   u"The form \"%1\" is not on this device. Sync once while the hub can be reached, or check its name in the list of forms."_s.arg(
                       form.left(40)) };
}

} // namespace

Result<std::shared_ptr<const KnownForm>> findForm(Store &store, const QString &form)
{
    return findNewest(store, form, [](const KnownForm &known) { return known.isOnHub; });
}

Result<std::shared_ptr<const KnownForm>> findFormInForce(Store &store, const QString &form, QDate day)
{
    return findNewest(store, form, [day](const KnownForm &known) { return known.isInForce(day); });
}

Result<QList<std::shared_ptr<const KnownForm>>> formsInForce(Store &store, QDate day)
{
    const auto forms = allForms(store);
    if (!forms)
        return forms.error();
    QMap<TemplateId, std::shared_ptr<const KnownForm>> newest;   // versions of one template come in order
    for (const auto &form : *forms) {
        if (form->isInForce(day))
            newest.insert(templateOf(form->published.form), form);
    }
    return newest.values();
}

} // namespace sightline
