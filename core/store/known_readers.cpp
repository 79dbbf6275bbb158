#include "core/store/known_readers.h"

#include "core/people/scope.h"
#include "core/store/form_library.h"
#include "core/store/known_council.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

bool KnownReaders::mayRead(const PersonId &person, const RecordBody &record) const
{
    auto known = m_scopes.constFind(person);
    if (known == m_scopes.constEnd()) {
        QSet<QString> scopes;
        for (const Scope &scope : sightline::scopesOf(person, *m_council, m_day))
            scopes.insert(scope.toString());
        known = m_scopes.insert(person, scopes);
    }
    const QStringList in = sightline::scopesOf(record, m_table);
    return letsRead(person, record, nullptr) && std::any_of(in.cbegin(), in.cend(), [&known](const QString &scope) { return known->contains(scope); });
}

bool KnownReaders::letsRead(const PersonId &person, const RecordBody &record, const RecordBody *about) const
{
    const Person *reader = m_council->person(person);
    return !reader || m_table.letsRead(*reader, record, about);
}

Result<std::shared_ptr<const KnownReaders>> knownReaders(Store &store, QDate day)
{
    using Kept = std::shared_ptr<const KnownReaders>;
    const QString keptAs = u"readers"_s;
    if (const auto *kept = store.derived(keptAs)) {
        if (const auto readers = std::any_cast<Kept>(kept->value); readers->day() == day)
            return readers;
    }
    const auto council = knownCouncil(store);
    if (!council)
        return council.error();
    const auto forms = allForms(store);
    if (!forms)
        return forms.error();
    VisibilityTable table;
    for (const auto &form : *forms)
        table.insert(templateOf(form->published.form), form->published.visibility);
    table.decide((*council)->card().switchedOn);
    const Kept readers = std::make_shared<KnownReaders>(*council, std::move(table), day);
    store.keepDerived(keptAs, readers, { RecordType::Person, RecordType::Team, RecordType::Council, RecordType::FormDefinition });
    return readers;
}

} // namespace sightline
