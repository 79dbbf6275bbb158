#include "core/queries/record_search.h"

#include "core/base/limits.h"
#include "core/forms/answer_key.h"
#include "core/queries/draft_list.h"
#include "core/queries/mixed_words.h"
#include "core/queries/named_records.h"
#include "core/records/search_words.h"
#include "core/store/form_library.h"
#include "core/store/known_council.h"
#include "core/store/reading_lease.h"

#include <QSet>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

bool beginsOne(const QStringList &words, const QString &beginning)
{
    return std::any_of(words.cbegin(), words.cend(), [&](const QString &word) { return word.startsWith(beginning); });
}

bool beginsAll(const QStringList &words, const QStringList &sought)
{
    return std::all_of(sought.cbegin(), sought.cend(), [&](const QString &word) { return beginsOne(words, word); });
}

/// The words a record is known by without being opened: of its title and its author's name.
QStringList namesOf(const RecordListItem &item) { return searchWords(item.title) + searchWords(item.authorName); }

/// How many of @p sought the words of @p text begin with.
int heldBy(const QString &text, const QStringList &sought)
{
    const QStringList words = searchWords(text);
    return static_cast<int>(std::count_if(sought.cbegin(), sought.cend(), [&](const QString &word) { return beginsOne(words, word); }));
}

/// The part of @p text around the first word that begins with one of @p sought, on one line.
QString passageOf(const QString &text, const QStringList &sought)
{
    constexpr qsizetype before = 40, lengthMax = 140;
    const QString line = text.simplified();
    if (line.size() <= lengthMax)
        return line;
    qsizetype from = 0;
    const QStringList pieces = line.split(u' ');
    for (qsizetype at = 0, i = 0; i < pieces.size(); at += pieces.at(i).size() + 1, ++i) {
        if (heldBy(pieces.at(i), sought) > 0) {
            from = at;
            break;
        }
    }
    from = std::max<qsizetype>(0, from - before);
    while (from > 0 && line.at(from - 1) != u' ')
        --from;
    qsizetype to = std::min(line.size(), from + lengthMax);
    while (to < line.size() && to > from + lengthMax / 2 && line.at(to) != u' ')
        --to;
    if (to < line.size() && line.at(to - 1).isHighSurrogate())
        --to;
    if (from < line.size() && line.at(from).isLowSurrogate())
        ++from;
    return (from > 0 ? u"… "_s : QString()) + line.mid(from, to - from) + (to < line.size() ? u" …"_s : QString());
}

/// The question that the answer @p key is to; null where the form is not known.
const FormItem *questionOf(const KnownForm *form, const QString &key)
{
    const auto place = form ? resolveKey(form->questionnaire, key) : Result<ResolvedKey>(Error { ErrorCode::NotFound, {} });
    return place ? &form->questionnaire.items[place->item] : nullptr;
}

/// Restricted answers (class P4) are read where they stand and never found by searching. Source: domain.md A7.
/// Of a form that is not here nobody knows which of its answers are, so all of them are taken to be: what is not found is still in the list, and
/// what was found once cannot be taken back. What stands in no question (an addendum) is as its form is.
bool isRestricted(const KnownForm *form, const QString &key)
{
    if (!form)
        return true;
    const FormItem *question = questionOf(form, key);
    const QString &sensitivity = question && !question->sensitivity.isEmpty() ? question->sensitivity : form->questionnaire.sensitivity;
    return sensitivity == "P4"_L1;
}

bool hasRestricted(const KnownForm *form)
{
    const auto isP4 = [](const FormItem &item) { return item.sensitivity == "P4"_L1; };
    return !form || form->questionnaire.sensitivity == "P4"_L1 || std::any_of(form->questionnaire.items.cbegin(), form->questionnaire.items.cend(), isP4);
}

/// Every text of @p body that a search may lead to.
void eachFindableText(const RecordBody &body, const KnownForm *form, const std::function<void(const QString &, const QString &)> &each)
{
    const bool mayBeRestricted = hasRestricted(form);
    eachWrittenText(body, [&](const QString &key, const QString &text) {
        if (!mayBeRestricted || !isRestricted(form, key))
            each(key, text);
    });
}

/// The words of @p body that a search may lead to.
QStringList findableWords(const RecordBody &body, const KnownForm *form)
{
    QStringList words;
    eachFindableText(body, form, [&words](const QString &, const QString &text) { words += searchWords(text); });
    return words;
}

/// Fills in where in @p body the words are: the answer that holds most of them.
void addPassage(const RecordBody &body, const KnownForm *form, const QStringList &sought, RecordHit &hit)
{
    int most = 0;
    QString text, key;
    eachFindableText(body, form, [&](const QString &at, const QString &written) {
        const int held = heldBy(written, sought);
        if (held <= most)
            return;
        most = held;
        text = written;
        key = at;
    });
    if (most == 0)
        return;
    hit.passage = passageOf(text, sought);
    if (const FormItem *question = questionOf(form, key)) {
        hit.question = question->text;
        hit.isSensitive = question->isSensitive();
    }
}

class Search {
public:
    Search(Store &store, QStringList sought) : m_store(store), m_sought(std::move(sought)) { }

    Result<QList<RecordHit>> run()
    {
        if (const auto found = findDrafts(); !found)
            return found.error();
        if (const auto found = findRecords(); !found)
            return found.error();
        return leaveOutClosed();
    }

private:
    /// A passage is read as much as the record it stands in.
    Result<QList<RecordHit>> leaveOutClosed()
    {
        QList<RecordHit> open;
        for (RecordHit &hit : m_hits) {
            const auto mayRead = checkMayRead(m_store, hit.item.id);
            const bool isClosed = !mayRead && (mayRead.error().code == ErrorCode::LeaseOver || mayRead.error().code == ErrorCode::NotFound);
            if (!mayRead && !isClosed)
                return mayRead.error();
            if (mayRead)
                open.append(std::move(hit));
        }
        return open;
    }
    [[nodiscard]] bool isFull() const { return m_hits.size() >= limits::searchHitsMax; }

    std::shared_ptr<const KnownForm> formOf(const QString &name)
    {
        const auto form = findForm(m_store, name);
        return form ? *form : nullptr;
    }

    /// A few drafts at most, so they are looked through; nobody else can read them.
    Result<void> findDrafts()
    {
        RecordFilter drafts;
        drafts.sync = RecordSync::Draft;
        const auto list = recordList(m_store, drafts);
        if (!list)
            return list.error();
        for (const RecordListItem &item : list->items) {
            const auto draft = m_store.drafts().find(item.id);
            if (!draft)
                return draft.error();
            if (item.sync != RecordSync::Draft || !*draft || isFull())
                continue;
            const auto form = formOf(item.form);
            if (!beginsAll(namesOf(item) + findableWords((*draft)->body, form.get()), m_sought))
                continue;
            RecordHit hit { item };
            addPassage((*draft)->body, form.get(), m_sought, hit);
            m_hits.append(hit);
        }
        return {};
    }

    /// A record is found by all words; by what its form and its author are called; or by some of each.
    Result<void> findRecords()
    {
        if (const auto found = findHolding(); !found || isFull())
            return found;
        if (const auto read = readNames(); !read)
            return read;
        const quint32 named = m_namedByForms | m_namedByAuthors, all = bitOf(m_sought.size()) - 1;
        if (named == 0)
            return {};
        if (named == all) {
            if (const auto found = addNamed(NamedRecords(m_store, m_forms, m_authors, all)); !found || isFull())
                return found;
        }
        return findMixed();
    }

    Result<void> findMixed()
    {
        QList<WordOrName> sought;
        for (qsizetype word = 0; word < m_sought.size(); ++word) {
            WordOrName each { m_sought.at(word), {} };
            for (const SoughtName &form : std::as_const(m_forms)) {
                if (form.held & bitOf(word))
                    each.marks.append(formMark(form.id));
            }
            for (const SoughtName &author : std::as_const(m_authors)) {
                if (author.held & bitOf(word))
                    each.marks.append(authorMark(author.id));
            }
            if (m_namedByAuthors & bitOf(word))
                each.marks.append(QString::fromUtf16(unknownAuthorMark));
            sought.append(each);
        }
        return addRows([&](const auto &row) { return eachMixed(m_store, sought, row); }, true);
    }

    /// Those found by title and author alone: no passage is shown. All of them are read at once.
    Result<void> addNamed(NamedRecords records)
    {
        QList<RecordId> found;
        while (m_hits.size() + found.size() < limits::searchHitsMax) {
            const auto next = records.next();
            if (!next)
                return next.error();
            if (!*next)
                break;
            const auto read = m_store.db().each(
                "SELECT id FROM view WHERE n = ?",
                [&](const Statement &row) {
                    if (const auto id = RecordId::fromBytes(row.blob(0)); id && !m_seen.contains(*id))
                        found.append(*id);
                },
                **next);
            if (!read)
                return read;
        }
        const auto items = recordItems(m_store, found);
        if (!items)
            return items.error();
        for (const RecordListItem &item : *items) {
            m_seen.insert(item.id);
            m_hits.append({ item });
        }
        return {};
    }

    [[nodiscard]] static quint32 bitOf(qsizetype word) { return quint32 { 1 } << word; }
    /// @p id is called @p name: which of the words sought that holds.
    quint32 takeName(const QString &id, const QString &name, QList<SoughtName> &names)
    {
        const QStringList words = searchWords(name);
        quint32 held = 0;
        for (qsizetype word = 0; word < m_sought.size(); ++word)
            held |= beginsOne(words, m_sought.at(word)) ? bitOf(word) : 0;
        if (held != 0)
            names.append({ id, held });
        return held;
    }

    /// The title of every form and the name of every person here.
    Result<void> readNames()
    {
        const auto forms = allForms(m_store);
        if (!forms)
            return forms.error();
        for (const auto &form : *forms)
            m_namedByForms |= takeName(form->published.form, form->published.title, m_forms);
        const auto council = knownCouncil(m_store);
        if (!council)
            return council.error();
        for (const Person &person : (*council)->people())
            m_namedByAuthors |= takeName(person.id.toString(), person.name, m_authors);
        return {};
    }

    Result<void> findHolding()
    {
        return addRows([this](const auto &row) { return m_store.view().holding(m_sought, row); }, false);
    }

    /// Adds the rows that @p find gives. They are read first: what is added reads on in the same tables.
    template <typename Find>
    Result<void> addRows(Find find, bool isByName)
    {
        struct Found {
            qint64 n;
            QString words;
        };
        constexpr int wanted = 400;   // rows of which some may be entered in error, or have a word in a restricted answer
        QList<Found> found;
        const auto read = find([&](qint64 n, const QString &words) {
            found.append({ n, words });
            return found.size() < wanted;
        });
        if (!read)
            return read;
        for (const Found &each : std::as_const(found)) {
            if (isFull())
                break;
            if (const auto added = add(each.n, each.words, isByName); !added)
                return added;
        }
        return {};
    }

    /// @p isByName: what the words of the row do not hold, its title and its author's name have to.
    Result<void> add(qint64 n, const QString &words, bool isByName)
    {
        const auto row = m_store.view().numbered(n);
        if (!row)
            return row.error();
        if (!*row)
            return {};
        const bool isLater = (*row)->type == RecordType::Step;
        const RecordId record = isLater ? (*row)->about.value_or((*row)->id) : (*row)->id;
        if (m_seen.contains(record))
            return {};
        const auto items = recordItems(m_store, { record });
        if (!items)
            return items.error();
        if (items->isEmpty() || items->first().state == RecordState::Void)
            return {};   // a later hand on what this person may not read, or on what was entered in error
        RecordHit hit { items->first() };
        const QStringList names = isByName ? namesOf(hit.item) : QStringList();
        const bool holdsAll =
            std::all_of(m_sought.cbegin(), m_sought.cend(), [&](const QString &word) { return words.contains(u' ' + word) || beginsOne(names, word); });
        if (!holdsAll)
            return {};
        const auto body = m_store.view().body((*row)->id);
        if (!body)
            return body.error();
        if (*body) {
            const auto form = formOf(hit.item.form);
            // The index holds the words of every answer: what it found may be in one that is restricted.
            if (hasRestricted(form.get()) && !beginsAll(names + findableWords(**body, form.get()), m_sought))
                return {};
            addPassage(**body, form.get(), m_sought, hit);
        }
        hit.isInLaterHand = isLater;
        m_seen.insert(record);
        m_hits.append(hit);
        return {};
    }

    Store &m_store;
    QStringList m_sought;
    QList<RecordHit> m_hits;
    QSet<RecordId> m_seen;
    QList<SoughtName> m_forms, m_authors;
    quint32 m_namedByForms = 0, m_namedByAuthors = 0;   ///< a bit for each word sought
};
static_assert(limits::searchWordsMax <= 32, "a bit for each word");

} // namespace

Result<QList<RecordHit>> recordSearch(Store &store, const QString &typed)
{
    QStringList sought = soughtWords(typed);
    if (sought.isEmpty())
        return QList<RecordHit>();
    return Search(store, std::move(sought)).run();
}

} // namespace sightline
