#include "core/queries/record_list.h"

#include "core/queries/draft_list.h"
#include "core/store/class_gate.h"
#include "core/store/form_library.h"
#include "core/store/known_council.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

class Titles {
public:
    explicit Titles(const QList<std::shared_ptr<const KnownForm>> &forms)
    {
        for (const auto &form : forms)
            m_titles.insert(form->published.form, form->published.title);
    }
    /// The form's title; its short name where this device does not know the form.
    [[nodiscard]] QString of(const QString &form) const { return m_titles.value(form, templateOf(form)); }

private:
    QHash<QString, QString> m_titles;
};

Result<void> addDrafts(Store &store, const Titles &titles, const Council &council, QList<RecordListItem> &items)
{
    const auto drafts = store.drafts().list();
    if (!drafts)
        return drafts.error();
    for (const Draft &draft : *drafts) {
        const auto form = findForm(store, draft.body.form);
        if (!opensAsForm(draft.body, form ? form->get() : nullptr))
            continue;
        RecordListItem item { .id = draft.id };
        item.form = draft.body.form;
        item.title = titles.of(draft.body.form);
        item.author = draft.body.author;
        item.authorName = council.nameOf(draft.body.author);
        item.team = draft.body.team;
        item.service = draft.body.service;
        item.state = RecordState::Draft;
        item.sync = RecordSync::Draft;
        item.madeAtMs = draft.body.madeAtMs;
        item.savedAtMs = draft.savedAtMs;
        item.task = draft.body.task;
        item.isMine = true;
        items.append(item);
    }
    return {};
}

/// What every list of records asks for. The receipt: the base row's, or the hub's answer where the row has not come back yet.
const std::string itemColumns =
    "SELECT v.id, v.form, v.author, v.team, v.service, v.state, v.sync_state, coalesce(b.seq, a.seq, 0), coalesce(b.hub_time_ms, a.at), "
    "v.made_at_ms, v.completed_at_ms, v.activity, v.unit, v.period_start, "
    "(SELECT count(*) FROM view s WHERE s.about = v.id AND s.type = 'step' AND s.state <> 'void') "
    "FROM view v LEFT JOIN base b ON b.id = v.id ";

/// Reads rows of itemColumns.
class ItemReader {
public:
    static Result<ItemReader> of(Store &store)
    {
        const auto forms = allForms(store);
        if (!forms)
            return forms.error();
        const auto council = knownCouncil(store);
        if (!council)
            return council.error();
        const auto me = store.meta().text(u"enrolment.person"_s);
        if (!me)
            return me.error();
        return ItemReader(Titles(*forms), *council, *me);
    }
    [[nodiscard]] const Titles &titles() const { return m_titles; }
    [[nodiscard]] const Council &council() const { return *m_council; }
    [[nodiscard]] const QString &me() const { return m_me; }

    [[nodiscard]] Result<RecordListItem> read(const Statement &row) const
    {
        const auto id = RecordId::fromBytes(row.blob(0));
        const auto state = recordStateFromName(row.text(5));
        const auto sync = recordSyncFromName(row.text(6));
        if (!id || !state || !sync)
            return Error { ErrorCode::Corrupt, u"A derived row is damaged; deriving it again will mend it."_s };
        RecordListItem item { .id = *id };
        item.form = row.text(1);
        item.title = m_titles.of(item.form);
        item.author = PersonId(row.text(2));
        item.authorName = m_council->nameOf(item.author);
        item.team = TeamId(row.text(3));
        item.service = ServiceId(row.text(4));
        item.state = *state;
        item.sync = *sync;
        item.seq = row.integer(7);
        item.hubTimeMs = row.optionalInteger(8);
        item.madeAtMs = row.integer(9);
        item.completedAtMs = row.integer(10);
        if (!row.isNull(11))
            item.task = TaskReference { ActivityKey(row.text(11)), row.text(12), row.text(13) };
        item.laterHands = static_cast<int>(row.integer(14));
        item.isMine = item.author.toString() == m_me;
        return item;
    }

private:
    ItemReader(Titles titles, std::shared_ptr<const Council> council, QString me)
        : m_titles(std::move(titles)), m_council(std::move(council)), m_me(std::move(me))
    {
    }
    Titles m_titles;
    std::shared_ptr<const Council> m_council;
    QString m_me;
};

/// Puts in @p items what @p reader reads from @p row, unless it is of a class that is not for this device's person.
Result<void> takeItem(Store &store, const ItemReader &reader, const Statement &row, QList<RecordListItem> &items)
{
    auto item = reader.read(row);
    const auto isTheirs = item ? classLetsRead(store, item->id) : Result<bool>(item.error());
    if (!isTheirs)
        return isTheirs.error();
    if (*isTheirs)
        items.append(*std::move(item));
    return {};
}

} // namespace

Result<QList<RecordListItem>> recordItems(Store &store, const QList<RecordId> &records)
{
    static const std::string sql = itemColumns
        + "LEFT JOIN (SELECT max(ack_seq) AS seq, max(ack_hub_time_ms) AS at FROM outbox WHERE record_id = ?1 AND ack_seq IS NOT NULL) a "
          "WHERE v.id = ?1 AND v.type = 'form'";
    const auto reader = ItemReader::of(store);
    if (!reader)
        return reader.error();
    QList<RecordListItem> items;
    for (const RecordId &record : records) {
        const auto read = store.db().each(
            sql, [&](const Statement &row) { return takeItem(store, *reader, row, items); }, record);
        if (!read)
            return read.error();
    }
    return items;
}

Result<RecordList> recordList(Store &store, const RecordFilter &filter)
{
    const auto reader = ItemReader::of(store);
    if (!reader)
        return reader.error();
    RecordList list;
    const bool wantsDrafts = filter.withDrafts && filter.whose != RecordFilter::Whose::Others;
    if (wantsDrafts && (!filter.sync || filter.sync == RecordSync::Draft) && filter.team.isEmpty()) {
        if (const auto added = addDrafts(store, reader->titles(), reader->council(), list.items); !added)
            return added.error();
    }
    if (filter.sync == RecordSync::Draft)
        return list;   // no row of the view is one, and looking at them all for none would hold up typing
    static const std::string sql = itemColumns
        + "LEFT JOIN (SELECT record_id, max(ack_seq) AS seq, max(ack_hub_time_ms) AS at FROM outbox WHERE ack_seq IS NOT NULL GROUP BY record_id) a "
          "ON a.record_id = v.id "
          "WHERE v.type = 'form' AND v.state <> 'draft' AND (?1 = '' OR v.author = ?1) AND (?2 = '' OR v.team = ?2) AND (?3 = '' OR v.sync_state = ?3) "
          "AND (?5 = '' OR v.author <> ?5) "
          "ORDER BY v.completed_at_ms DESC, v.made_at_ms DESC, v.id DESC LIMIT ?4";
    const auto drafts = list.items.size();
    const auto read = store.db().each(
        sql, [&](const Statement &row) { return takeItem(store, *reader, row, list.items); },
        filter.whose == RecordFilter::Whose::Mine ? reader->me() : QString(), filter.team.toString(), filter.sync ? recordSyncName(*filter.sync) : QString(),
        qint64 { filter.limit } + 1, filter.whose == RecordFilter::Whose::Others ? reader->me() : QString());
    if (!read)
        return read.error();
    if (list.items.size() - drafts > filter.limit) {
        list.items.removeLast();
        list.hasMore = true;
    }
    return list;
}

} // namespace sightline
