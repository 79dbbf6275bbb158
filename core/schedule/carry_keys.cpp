#include "core/schedule/carry_keys.h"

#include "core/framework/slug.h"
#include "core/schedule/edition_pairing.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// Of two rows that are called differently, how alike they must be to be the same promise.
constexpr double alikeEnough = 0.6;

NamedActivity named(const EditionRow &row) { return { row.activity->key, row.service, row.activity->ref, row.activity->what }; }

/// Carries keys into one edition. Lives for one call.
class Carrying {
public:
    Carrying(CompiledFramework &next, const QList<CompiledFramework> &earlier, const KeyDecisions &decisions)
        : m_next(next), m_before(earlier.first()), m_earlier(earlier), m_decisions(decisions), m_services(pairServices(next, m_before))
    {
    }

    Result<CarriedKeys> run()
    {
        if (const auto sound = checkDecisions(); !sound)
            return sound.error();
        carryServiceIds();
        for (qsizetype i = 0; i < m_next.services.size(); ++i)
            carryService(m_next.services[i], m_services.beforeOf(i) < 0 ? CompiledService() : m_before.services[m_services.beforeOf(i)]);
        for (const CompiledService &service : m_before.services) {
            for (const EditionRow &row : rowsOf(service)) {
                if (!m_given.contains(row.activity->key))
                    m_carried.ended.append(named(row));
            }
        }
        return std::move(m_carried);
    }

private:
    Result<void> checkDecisions()
    {
        QSet<QString> refs;
        for (const CompiledService &service : m_next.services) {
            for (const CompiledActivity &compiled : service.activities)
                refs.insert(compiled.activity.ref);
        }
        for (const QString &ref : m_decisions.begun + m_decisions.same.keys()) {
            if (!refs.contains(ref))
                return Error { ErrorCode::InvalidInput, u"The new edition has no row %1."_s.arg(ref) };
            if (m_decisions.begun.contains(ref) && m_decisions.same.contains(ref))
                return Error { ErrorCode::InvalidInput, u"Row %1 cannot be new and the same as before."_s.arg(ref) };
        }
        for (auto it = m_decisions.same.cbegin(); it != m_decisions.same.cend(); ++it) {
            if (!std::ranges::any_of(m_earlier, [&](const CompiledFramework &edition) { return edition.find(*it); }))
                return Error { ErrorCode::InvalidInput, u"No edition before has an activity \"%1\"."_s.arg(it->toString()) };
            if (m_given.contains(*it))
                return Error { ErrorCode::InvalidInput, u"Two rows cannot both be the activity \"%1\"."_s.arg(it->toString()) };
            m_given.insert(*it);
        }
        return {};
    }

    void carryServiceIds()
    {
        UniqueSlugs ids;
        for (const CompiledFramework &edition : m_earlier) {
            for (const CompiledService &service : edition.services)
                ids.reserve(service.id.toString());
        }
        QSet<ServiceId> given;
        for (qsizetype i = 0; i < m_next.services.size(); ++i) {
            if (m_services.beforeOf(i) >= 0)
                given.insert(m_before.services[m_services.beforeOf(i)].id);
        }
        for (qsizetype i = 0; i < m_next.services.size(); ++i) {
            CompiledService &service = m_next.services[i];
            if (m_services.beforeOf(i) >= 0)
                service.id = m_before.services[m_services.beforeOf(i)].id;
            else if (const CompiledService *old = olderService(service); old && !given.contains(old->id))
                service.id = old->id;
            else
                service.id = serviceIdFor(service.title(), ids);
            given.insert(service.id);
        }
    }

    /// A service of the same heading that an older edition had: it is back.
    [[nodiscard]] const CompiledService *olderService(const CompiledService &service) const
    {
        for (const CompiledFramework &edition : m_earlier) {
            for (const CompiledService &old : edition.services) {
                if (haveSameHeading(old, service))
                    return &old;
            }
        }
        return nullptr;
    }

    void carryService(CompiledService &service, const CompiledService &before)
    {
        const QList<EditionRow> rows = rowsOf(service);
        const QList<EditionRow> old = rowsOf(before);
        const EditionPairing pairing = pairRows(rows, old);
        ActivityKeys keys(service.id);
        for (const CompiledFramework &edition : m_earlier) {
            for (const CompiledService &other : edition.services) {
                for (const CompiledActivity &compiled : other.activities)
                    keys.reserve(compiled.activity.key);
            }
        }
        QList<ActivityKey> given;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            NamedActivity after = named(rows[i]);
            if (const auto decided = m_decisions.same.find(after.ref); decided != m_decisions.same.end()) {
                after.key = *decided;
                noteDecided(after);
            } else if (const qsizetype place = pairing.beforeOf(i); place >= 0) {
                after.key = old[place].activity->key;
                if (rows[i].name == old[place].name)
                    ++m_carried.unchanged;
                else
                    m_carried.reworded.append({ named(old[place]), after });
            } else if (const Activity *resumed = olderRow(rows[i], service.id)) {
                after.key = resumed->key;
                m_carried.resumed.append(after);
            } else {
                after.key = keys.keyFor(after.what);
                m_carried.begun.append(after);
            }
            m_given.insert(after.key);
            given.append(after.key);
        }
        for (qsizetype i = 0; i < given.size(); ++i)
            service.activities[i].activity.key = given[i];
    }

    [[nodiscard]] bool isOpen(const EditionRow &row) const
    {
        return !m_decisions.begun.contains(row.activity->ref) && !m_decisions.same.contains(row.activity->ref);
    }

    [[nodiscard]] EditionPairing pairRows(const QList<EditionRow> &rows, const QList<EditionRow> &old) const
    {
        EditionPairing pairing(rows.size(), old.size());
        QList<EditionPair> same;
        QList<EditionPair> reworded;
        for (qsizetype n = 0; n < rows.size(); ++n) {
            if (!isOpen(rows[n]))
                continue;
            for (qsizetype b = 0; b < old.size(); ++b) {
                if (m_given.contains(old[b].activity->key))
                    continue;
                const double alike = alikeness(rows[n], old[b]);
                if (rows[n].name == old[b].name)
                    same.append({ n, b, alike });
                else if (alike >= alikeEnough)
                    reworded.append({ n, b, alike });
            }
        }
        pairing.joinBest(std::move(same));
        pairing.joinBest(std::move(reworded));
        return pairing;
    }

    /// A row that is called the same in an edition older than the one before, in the same service.
    [[nodiscard]] const Activity *olderRow(const EditionRow &row, const ServiceId &service) const
    {
        if (!isOpen(row))
            return nullptr;
        for (const CompiledFramework &edition : m_earlier) {
            for (const CompiledService &old : edition.services) {
                if (old.id != service)
                    continue;
                for (const CompiledActivity &compiled : old.activities) {
                    const Activity &activity = compiled.activity;
                    if (!m_given.contains(activity.key) && !m_before.find(activity.key) && EditionRow(activity, {}).name == row.name)
                        return &activity;
                }
            }
        }
        return nullptr;
    }

    void noteDecided(const NamedActivity &after)
    {
        for (const CompiledService &service : m_before.services) {
            for (const EditionRow &row : rowsOf(service)) {
                if (row.activity->key == after.key) {
                    m_carried.reworded.append({ named(row), after });
                    return;
                }
            }
        }
        m_carried.resumed.append(after);
    }

    CompiledFramework &m_next;
    const CompiledFramework &m_before;
    const QList<CompiledFramework> &m_earlier;
    const KeyDecisions &m_decisions;
    EditionPairing m_services;
    QSet<ActivityKey> m_given;   ///< keys that are some row's already
    CarriedKeys m_carried;
};

} // namespace

Result<CarriedKeys> carryKeys(CompiledFramework &next, const QList<CompiledFramework> &earlier, const KeyDecisions &decisions)
{
    if (!earlier.isEmpty())
        return Carrying(next, earlier, decisions).run();
    if (!decisions.same.isEmpty() || !decisions.begun.isEmpty())
        return Error { ErrorCode::InvalidInput, u"There is no edition before: every row is new."_s };
    CarriedKeys carried;
    for (const CompiledService &service : next.services) {
        for (const EditionRow &row : rowsOf(service))
            carried.begun.append(named(row));
    }
    return carried;
}

} // namespace sightline
