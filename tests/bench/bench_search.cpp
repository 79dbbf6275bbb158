// Prints what a search costs while somebody types: an encrypted store on a real file with records of the corpus, each key of a few
// hundred searches asked as the Records page asks it.
// Searches are of words that records hold, and of titles and authors, as far back as the first record. The last line is JSON.
//   bench_search [RECORDS]     100,000 if it is not said
#include "core/base/digest.h"
#include "core/packs/council/demo_council.h"
#include "core/queries/record_search.h"
#include "core/records/published.h"
#include "core/records/search_words.h"
#include "core/store/store_directory.h"
#include "tests/bench/corpus.h"
#include "tests/bench/must.h"

#include <QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace sightline;
using namespace Qt::StringLiterals;
using bench::must;

namespace {

using Steady = std::chrono::steady_clock;

double msSince(Steady::time_point begin) { return std::chrono::duration<double, std::milli>(Steady::now() - begin).count(); }

double print(const char *what, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    const double p99 = times.at(times.size() * 99 / 100);
    std::printf("%-46s p50 %7.3f ms  p99 %7.3f ms  most %7.3f ms  (%zu)\n", what, times.at(times.size() / 2), p99, times.back(), times.size());
    return p99;
}

/// As many forms as a council has: the same questions under other titles, some of them in many records and some in few.
QList<PublishedForm> forms()
{
    const QStringList titles { u"Home visit note"_s,
                               u"Direct observation of practice"_s,
                               u"Supervision"_s,
                               u"Case file audit"_s,
                               u"Dip sample"_s,
                               u"Office visit"_s,
                               u"Setting visit"_s,
                               u"Practice learning day"_s,
                               u"Panel or meeting record"_s,
                               u"Highlight report"_s,
                               u"Activity log"_s,
                               u"Mid-way review"_s,
                               u"Page audit"_s,
                               u"Monthly audit of a home"_s,
                               u"Feedback"_s,
                               u"Independent person visit"_s };
    QList<PublishedForm> all { bench::Corpus::form() };
    for (const QString &title : titles) {
        PublishedForm form = bench::Corpus::form();
        form.form = u"B%1@1.0"_s.arg(all.size());
        form.title = title;
        form.questionnaire.replace("urn:bench:visit", "urn:bench:" + QByteArray::number(all.size())).replace("Bench visit", title.toUtf8());
        all.append(form);
    }
    return all;
}

} // namespace

int main(int argc, char **argv)
{
    const int records = argc > 1 ? std::atoi(argv[1]) : 100'000;
    const QTemporaryDir folder(u"bench-search-XXXXXX"_s);
    SystemClock clock;
    SodiumRandom random;
    StoreCredentials credentials { SecretBytes::copyOf("bench passphrase"), nullptr, { 1, 8 * 1024 } };
    StoreDirectory directory(folder.filePath(u"store"_s));
    must(directory.provision(credentials, clock, random));
    const auto store = must(directory.open(credentials, clock, random));
    bench::Corpus corpus;
    const Council &council = demoCouncil();
    qint64 seq = 0;
    const auto put = [&](const RecordBody &body) {
        const QByteArray bytes = must(bodyBytes(body));
        must(store->base().put({ newId<RecordId>(clock, random), body.type, body.state, 1, ++seq, 1, false, sha256(bytes), bytes }));
    };
    must(store->transact([&]() -> Result<void> {
        const Enrolment enrolment {
            u"http://127.0.0.1:1"_s, newId<InstallationId>(clock, random), council.people().first().id, u"x"_s, u"Demo"_s, {}, {}, {}, 1
        };
        must(store->meta().setEnrolment(enrolment, SecretBytes::random(64)));
        for (const Person &person : council.people())
            put(publishedBody(RecordType::Person, toJson(person)));
        // Who left long ago, and wrote the first records alone.
        Person first = council.people().first();
        first.id = PersonId(u"first-of-all"_s);
        first.name = u"Zephyrine Quillfeather"_s;
        put(publishedBody(RecordType::Person, toJson(first)));
        for (const PublishedForm &form : forms())
            put(publishedFormBody(form));
        return {};
    }));
    constexpr int firstRecords = 5;
    const QList<PublishedForm> known = forms();
    std::vector<QString> searches;   // of words that are there: every third two words, every ninth three
    const auto filled = Steady::now();
    for (int done = 0; done < records;) {
        must(store->transact([&]() -> Result<void> {
            for (int i = 0; i < 1000 && done < records; ++i, ++done) {
                const Person &author = council.people().at(done % council.people().size());
                const bool isFirst = done < firstRecords;
                RecordBody body =
                    corpus.next(isFirst ? PersonId(u"first-of-all"_s) : author.id, author.service, author.teams.value(0), 1'795'392'000'000 + done * 60'000LL);
                // The rarest form is of the first records too.
                body.form = isFirst ? known.last().form : known.at((done * 7 + done / 11) % (known.size() - 1)).form;
                put(body);
                if (done % (records / 90 + 1) != 0)
                    continue;
                const QStringList words = foundBy(body).split(u' ', Qt::SkipEmptyParts);
                const qsizetype many = searches.size() % 9 == 8 ? 3 : searches.size() % 3 == 2 ? 2 : 1;
                QStringList typed;
                for (qsizetype word = 0; word < many; ++word)
                    typed.append(words.at((word + 1) * words.size() / (many + 1)));
                searches.push_back(typed.join(u' '));
            }
            return {};
        }));
    }
    std::printf("%d records put, their words with them: %.1f s; the store has %.0f MB\n", records, msSince(filled) / 1000,
                double(must(store->db().integer("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")).value_or(0)) / 1e6);
    std::vector<QString> names;   // of titles, of authors, of both, and of a name with a word that is written
    for (qsizetype i = 0; i < council.people().size(); i += 2) {
        const QString person = council.people().at(i).name, title = known.at(i % known.size()).title;
        names.push_back(person);
        names.push_back(title);
        names.push_back(title.section(u' ', 0, 0) + u' ' + person);
        const QString word = searches.at(static_cast<std::size_t>(i) % searches.size()).section(u' ', 0, 0);
        names.push_back(person.section(u' ', 0, 0) + u' ' + word);
        names.push_back(word + u' ' + title + u' ' + person);
        names.push_back(word + u" quillfeather"_s);
    }
    const QStringList rare { u"Zephyrine Quillfeather"_s, u"Independent person visit"_s, u"independent quillfeather"_s };
    names.insert(names.end(), rare.cbegin(), rare.cend());
    std::vector<double> all, first;
    qint64 hits = 0;
    const auto type = [&](const std::vector<QString> &each, std::vector<double> &times) {
        for (const QString &typed : each) {
            for (qsizetype length = 1; length <= typed.size(); ++length) {
                const auto begin = Steady::now();
                const auto found = must(recordSearch(*store, typed.left(length)));
                const double ms = msSince(begin);
                all.push_back(ms);
                times.push_back(ms);
                if (length <= 2)
                    first.push_back(ms);
                hits += found.size();
            }
        }
    };
    std::vector<double> ofWords, ofNames;
    type(searches, ofWords);
    type(names, ofNames);
    print("each key of a search for words", ofWords);
    print("each key of a search for titles and authors", ofNames);
    print("the first two keys", first);
    const double p99 = print("each key of all", all);
    for (const QString &typed : rare) {
        const auto found = must(recordSearch(*store, typed));
        if (found.size() < firstRecords) {
            std::fprintf(stderr, "\"%s\" found %lld of %d records\n", qPrintable(typed), static_cast<long long>(found.size()), firstRecords);
            return 1;
        }
    }
    std::sort(all.begin(), all.end());
    std::printf("%lld records were found in all; aim: 16 ms\n", static_cast<long long>(hits));
    std::printf("{\"keys\":%zu,\"p50_us\":%lld,\"p99_us\":%lld}\n", all.size(), static_cast<long long>(all.at(all.size() / 2) * 1000),
                static_cast<long long>(p99 * 1000));
    return 0;
}
