// Prints what a search costs while somebody types: an encrypted store on a real file with records of the corpus, each key of a few
// hundred searches asked as the Records page asks it.
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

void print(const char *what, std::vector<double> times)
{
    std::sort(times.begin(), times.end());
    std::printf("%-46s p50 %7.3f ms  p99 %7.3f ms  most %7.3f ms  (%zu)\n", what, times.at(times.size() / 2), times.at(times.size() * 99 / 100), times.back(),
                times.size());
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
        put(publishedFormBody(bench::Corpus::form()));
        return {};
    }));
    std::vector<QString> searches;   // of words that are there: every third two words, every ninth three
    const auto filled = Steady::now();
    for (int done = 0; done < records;) {
        must(store->transact([&]() -> Result<void> {
            for (int i = 0; i < 1000 && done < records; ++i, ++done) {
                const Person &author = council.people().at(done % council.people().size());
                const RecordBody body = corpus.next(author.id, author.service, author.teams.value(0), 1'795'392'000'000 + done * 60'000LL);
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
    std::vector<double> all, first;
    qint64 hits = 0;
    for (const QString &typed : searches) {
        for (qsizetype length = 1; length <= typed.size(); ++length) {
            const auto begin = Steady::now();
            const auto found = must(recordSearch(*store, typed.left(length)));
            const double ms = msSince(begin);
            all.push_back(ms);
            if (length <= 2)
                first.push_back(ms);
            hits += found.size();
        }
    }
    print("each key of a search", all);
    print("the first two keys", first);
    std::printf("%lld records were found in all; aim: 16 ms\n", static_cast<long long>(hits));
    return 0;
}
