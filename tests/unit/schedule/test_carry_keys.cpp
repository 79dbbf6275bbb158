#include "core/packs/framework/framework_pack.h"
#include "core/schedule/carry_keys.h"

#include <QSet>

#include <gtest/gtest.h>

#include <iostream>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

const CompiledFramework &builtIn()
{
    static const CompiledFramework framework = *compileWithBuiltInTables(builtInFramework());
    return framework;
}

/// Gives every row the place it has now, and what a document compiled alone would have: keys of a first install.
CompiledFramework asFirstInstall(CompiledFramework framework)
{
    for (qsizetype s = 0; s < framework.services.size(); ++s) {
        CompiledService &service = framework.services[s];
        service.id = ServiceId(u"fresh-%1"_s.arg(s));
        for (qsizetype a = 0; a < service.activities.size(); ++a) {
            service.activities[a].activity.ref = u"S%1.%2"_s.arg(s).arg(a + 1);
            service.activities[a].activity.key = ActivityKey(u"fresh-%1:%2"_s.arg(s).arg(a));
        }
    }
    return framework;
}

QSet<ActivityKey> keysOf(const CompiledFramework &framework)
{
    QSet<ActivityKey> keys;
    for (const CompiledService &service : framework.services) {
        for (const CompiledActivity &compiled : service.activities)
            keys.insert(compiled.activity.key);
    }
    return keys;
}

/// A framework of one service with rows of "what|how|why".
CompiledFramework frameworkWith(const QStringList &rows, const QString &service = u"Fostering"_s)
{
    QString text = u"Title\n\n\t%1\n\n\tActivity\n(What)\n\tHow\n\tPurpose\n(Why)\n\tLead\n(Who)\n\tFrequency (When)\n\n"_s.arg(service);
    for (const QString &row : rows) {
        for (const QString &cell : (row + u"|Team Manager|Monthly"_s).split(u'|'))
            text += u'\t' + cell + u'\n';
        text += u'\n';
    }
    return *compileWithBuiltInTables(text.toUtf8());
}

QString keyOf(const CompiledFramework &framework, qsizetype row) { return framework.services.first().activities.at(row).activity.key.toString(); }

const QString supervision = u"Supervision|Each worker sits down with their manager|To support staff and keep practice safe"_s;
const QString observation = u"Observation of practice|A manager goes along on a visit|To see how practice is with families"_s;

} // namespace

TEST(CarryKeysTest, AnEditionOfTheSameWordsHasTheSameKeysHoweverItsRowsAndServicesAreOrdered)
{
    CompiledFramework turned = builtIn();
    std::ranges::reverse(turned.services);
    for (CompiledService &service : turned.services) {
        // Rows that are called the same are told apart by their other cells, so they may change places too.
        std::ranges::reverse(service.activities);
    }
    const CompiledFramework expected = turned;
    turned = asFirstInstall(turned);
    const auto carried = carryKeys(turned, { builtIn() });
    ASSERT_TRUE(carried);
    EXPECT_EQ(carried->unchanged, 168);
    EXPECT_TRUE(carried->reworded.isEmpty() && carried->begun.isEmpty() && carried->ended.isEmpty());
    for (qsizetype s = 0; s < turned.services.size(); ++s) {
        EXPECT_EQ(turned.services[s].id, expected.services[s].id);
        for (qsizetype a = 0; a < turned.services[s].activities.size(); ++a) {
            const Activity &was = expected.services[s].activities[a].activity;
            const Activity &is = turned.services[s].activities[a].activity;
            // Two rows of the very same words in every compared cell cannot be told apart, and need not be.
            EXPECT_TRUE(is.key == was.key || is.what == was.what) << is.what.toStdString();
        }
    }
    EXPECT_EQ(keysOf(turned), keysOf(builtIn()));
}

TEST(CarryKeysTest, EveryRowOfTheRealDocumentKeepsItsKeyWhenItsNameIsReworded)
{
    int carriedRows = 0;
    for (qsizetype s = 0; s < builtIn().services.size(); ++s) {
        CompiledFramework next = builtIn();
        for (CompiledActivity &compiled : next.services[s].activities) {
            compiled.activity.what += u" (all staff)"_s;
            compiled.activity.frequency = u"Six weekly"_s;
        }
        next = asFirstInstall(next);
        const auto carried = carryKeys(next, { builtIn() });
        ASSERT_TRUE(carried);
        EXPECT_TRUE(carried->begun.isEmpty() && carried->ended.isEmpty()) << builtIn().services[s].title().toStdString();
        for (qsizetype a = 0; a < next.services[s].activities.size(); ++a)
            carriedRows += next.services[s].activities[a].activity.key == builtIn().services[s].activities[a].activity.key ? 1 : 0;
    }
    std::cout << carriedRows << " of 168 reworded rows kept their key\n";
    EXPECT_EQ(carriedRows, 168);
}

TEST(CarryKeysTest, ARowThatIsTakenOutEndsAndNoOtherTakesItsKey)
{
    int examined = 0;
    for (qsizetype s = 0; s < builtIn().services.size(); ++s) {
        // A third of the rows, others of each service.
        for (qsizetype a = s % 3; a < builtIn().services[s].activities.size(); a += 3) {
            CompiledFramework next = builtIn();
            next.services[s].activities.removeAt(a);
            next = asFirstInstall(next);
            const auto carried = carryKeys(next, { builtIn() });
            ASSERT_TRUE(carried);
            ASSERT_EQ(carried->ended.size(), 1);
            EXPECT_EQ(carried->unchanged, 167);
            EXPECT_EQ(keysOf(next).size(), 167);
            ++examined;
        }
    }
    EXPECT_GT(examined, 50);
}

TEST(CarryKeysTest, AnotherPromiseInTheSamePlaceIsNewAndGetsAKeyOfItsOwn)
{
    const CompiledFramework before = frameworkWith({ supervision, observation });
    CompiledFramework next = frameworkWith({ supervision, u"Dip sample of case files|Ten files are read each time|To learn how plans are written"_s });
    const auto carried = carryKeys(next, { before });
    ASSERT_TRUE(carried);
    ASSERT_EQ(carried->begun.size(), 1);
    ASSERT_EQ(carried->ended.size(), 1);
    EXPECT_EQ(keyOf(next, 0), u"fostering:supervision"_s);
    EXPECT_EQ(keyOf(next, 1), u"fostering:dip-sample-of-case-files"_s);
}

TEST(CarryKeysTest, ANewPromiseNeverGetsAKeyThatAnotherHad)
{
    // The name is the same; a person says that the promise is not.
    const CompiledFramework before = frameworkWith({ supervision });
    CompiledFramework next = frameworkWith({ u"Supervision|Peers meet without their manager|To learn from one another"_s });
    const auto carried = carryKeys(next, { before }, { .same = {}, .begun = { u"S0.1"_s } });
    ASSERT_TRUE(carried);
    EXPECT_EQ(carried->begun.size(), 1);
    EXPECT_EQ(keyOf(next, 0), u"fostering:supervision-2"_s);
}

TEST(CarryKeysTest, ServicesThatAreRenamedKeepTheirIdAndTheirActivitiesTheirKeys)
{
    const CompiledFramework before = frameworkWith({ supervision, observation });
    CompiledFramework next = frameworkWith({ observation, supervision }, u"Carers and Connected Persons"_s);
    const auto carried = carryKeys(next, { before });
    ASSERT_TRUE(carried);
    EXPECT_EQ(next.services.first().id.toString(), u"fostering"_s);
    EXPECT_EQ(keyOf(next, 0), u"fostering:observation-of-practice"_s);
    EXPECT_EQ(carried->unchanged, 2);

    CompiledFramework other =
        frameworkWith({ u"Dip sample|Files are read|To learn"_s, supervision, u"Survey|Families are asked|To hear them"_s }, u"Early Help"_s);
    ASSERT_TRUE(carryKeys(other, { before }));
    EXPECT_EQ(other.services.first().id.toString(), u"early-help"_s) << "one promise in common does not make it the same service";
}

TEST(CarryKeysTest, APromiseThatComesBackHasTheKeyItHad)
{
    const CompiledFramework first = frameworkWith({ supervision, observation });
    CompiledFramework second = frameworkWith({ supervision });
    ASSERT_TRUE(carryKeys(second, { first }));
    CompiledFramework third = frameworkWith({ observation, supervision });
    const auto carried = carryKeys(third, { second, first });
    ASSERT_TRUE(carried);
    ASSERT_EQ(carried->resumed.size(), 1);
    EXPECT_EQ(keyOf(third, 0), u"fostering:observation-of-practice"_s);
    EXPECT_TRUE(carried->begun.isEmpty());
}

TEST(CarryKeysTest, APersonMaySayThatWordsMislead)
{
    const CompiledFramework before = frameworkWith({ supervision, observation });
    const QStringList rows { u"Sitting down together|Worker and manager talk|So that nobody is alone with it"_s, observation };
    CompiledFramework judged = frameworkWith(rows);
    const auto byWords = carryKeys(judged, { before });
    ASSERT_TRUE(byWords);
    EXPECT_EQ(byWords->begun.size(), 1);

    CompiledFramework decided = frameworkWith(rows);
    const auto said = carryKeys(decided, { before }, { .same = { { u"S0.1"_s, ActivityKey(u"fostering:supervision"_s) } }, .begun = {} });
    ASSERT_TRUE(said);
    EXPECT_EQ(keyOf(decided, 0), u"fostering:supervision"_s);
    ASSERT_EQ(said->reworded.size(), 1);
    EXPECT_EQ(said->reworded.first().before.what, u"Supervision"_s);
    EXPECT_TRUE(said->ended.isEmpty());
}

TEST(CarryKeysTest, ADecisionAboutWhatIsNotThereIsRefusedInOneSentence)
{
    const CompiledFramework before = frameworkWith({ supervision });
    const ActivityKey key(u"fostering:supervision"_s);
    const auto refusal = [&](const KeyDecisions &decisions, const QList<CompiledFramework> &earlier) {
        CompiledFramework next = frameworkWith({ supervision, observation });
        const auto carried = carryKeys(next, earlier, decisions);
        return carried ? QString() : carried.error().detail;
    };
    EXPECT_EQ(refusal({ .same = {}, .begun = { u"S9.9"_s } }, { before }), u"The new edition has no row S9.9."_s);
    EXPECT_EQ(refusal({ .same = { { u"S0.1"_s, ActivityKey(u"fostering:tea"_s) } }, .begun = {} }, { before }),
              u"No edition before has an activity \"fostering:tea\"."_s);
    EXPECT_EQ(refusal({ .same = { { u"S0.1"_s, key }, { u"S0.2"_s, key } }, .begun = {} }, { before }),
              u"Two rows cannot both be the activity \"fostering:supervision\"."_s);
    EXPECT_EQ(refusal({ .same = { { u"S0.1"_s, key } }, .begun = { u"S0.1"_s } }, { before }), u"Row S0.1 cannot be new and the same as before."_s);
    EXPECT_EQ(refusal({ .same = {}, .begun = { u"S0.1"_s } }, {}), u"There is no edition before: every row is new."_s);
}
