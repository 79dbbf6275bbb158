#include "core/base/limits.h"
#include "core/commands/begun_child.h"
#include "core/commands/discard_draft.h"
#include "core/commands/export_unsent.h"
#include "core/commands/keep_child.h"
#include "core/queries/draft_list.h"
#include "tests/unit/commands/command_fixture.h"
#include "tests/unit/commands/disk_fixture.h"

#include <sodium.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class BegunChildTest : public CommandTest {
protected:
    [[nodiscard]] Result<std::optional<RecordId>> keep(const QString &number, const QString &initials = {})
    {
        return keepBegunChild(*store, { draft, ChildForm::New, {}, { { u"number"_s, number }, { u"initials"_s, initials } } });
    }
    [[nodiscard]] QList<BegunChild> begun() { return *begunChildren(*store); }
    [[nodiscard]] qsizetype waiting() { return store->outbox().all()->size(); }
    [[nodiscard]] static ChildPointer child(const QString &number)
    {
        ChildPointer one;
        one.number = number;
        return one;
    }

    const RecordId draft = newRecord();
};

TEST_F(BegunChildTest, KeepsWhatIsTypedWithoutJudgingItAndSendsNothing)
{
    ASSERT_TRUE(keep(u"Amel"_s));
    ASSERT_EQ(begun().size(), 1);
    EXPECT_EQ(begun().first().draft, draft);
    EXPECT_EQ(begun().first().words.value(u"number"_s), u"Amel");
    ASSERT_TRUE(keep(u"4711"_s, u"A."_s));
    ASSERT_EQ(begun().size(), 1) << "the same words, gone on with";
    EXPECT_EQ(begun().first().words.value(u"initials"_s), u"A.");
    EXPECT_EQ(waiting(), 0);
    EXPECT_TRUE(draftList(*store)->open.isEmpty()) << "it is no record to go on with as a form";
    EXPECT_EQ(keep(QString(QChar(0xD800))).error().code, ErrorCode::InvalidInput);
    EXPECT_EQ(keep(QString(limits::answerBytesMax + 1, u'a')).error().code, ErrorCode::TooLarge);
    EXPECT_EQ(begun().first().words.value(u"number"_s), u"4711") << "what was kept stays";
    EXPECT_FALSE(*keep({}));
    EXPECT_TRUE(begun().isEmpty()) << "nothing is left of it";
}

TEST_F(BegunChildTest, ChangesAreKeptOnlyWhereTheyDifferFromTheList)
{
    const RecordId there = *addChild(*store, child(u"4711"_s))->child;
    const auto change = [&](const QString &initials) {
        return keepBegunChild(*store, { draft, ChildForm::Change, there, { { u"number"_s, u"4711"_s }, { u"initials"_s, initials }, { u"plan"_s, {} } } });
    };
    EXPECT_FALSE(*change({})) << "as the list says";
    ASSERT_TRUE(*change(u"A.B."_s));
    EXPECT_EQ(begun().first().child, there);
    EXPECT_FALSE(*change({}));
    EXPECT_TRUE(begun().isEmpty());
}

TEST_F(BegunChildTest, AnOldChangeUndoesNothingThatTheListSaysSince)
{
    ChildPointer one = child(u"4711"_s);
    one.initials = u"A."_s;
    one.id = addChild(*store, one)->child;
    ASSERT_TRUE(*keepBegunChild(*store, { draft, ChildForm::Change, one.id, { { u"number"_s, u"4711"_s }, { u"initials"_s, {} }, { u"age_band"_s, {} } } }));
    one.ageBand = u"5-9"_s;   // on her other device, weeks later
    ASSERT_TRUE(changeChild(*store, one)->child);
    ASSERT_EQ(begun().size(), 1);
    EXPECT_EQ(begun().first().words.value(u"age_band"_s), u"5-9") << "nobody typed that there is none";
    EXPECT_EQ(begun().first().words.value(u"initials"_s, u"?"_s), QString()) << "and what was emptied stays so";
}

TEST_F(BegunChildTest, TheWordsGoWithWhatIsSavedAndDiscardedOnesComeBack)
{
    ASSERT_TRUE(keep(u"4711"_s));
    ASSERT_TRUE(discardDraft(*store, draft));
    EXPECT_TRUE(begun().isEmpty());
    ASSERT_TRUE(restoreDraft(*store, draft));
    EXPECT_EQ(begun().first().words.value(u"number"_s), u"4711");
    EXPECT_FALSE(addChild(*store, child(u"no digit"_s), draft)->child);
    EXPECT_EQ(begun().size(), 1) << "what is refused loses no words";
    ChildPointer kept = child(u"4711"_s);
    kept.id = addChild(*store, kept, draft)->child;
    ASSERT_TRUE(kept.id);
    EXPECT_TRUE(begun().isEmpty());
    const RecordId other = newRecord();
    ASSERT_TRUE(*keepBegunChild(*store, { other, ChildForm::Change, kept.id, { { u"initials"_s, u"A."_s } } }));
    ASSERT_TRUE(changeChild(*store, kept, other)->child);
    EXPECT_TRUE(begun().isEmpty()) << "also where nothing changes";
    ASSERT_TRUE(*keepBegunChild(*store, { other, ChildForm::End, kept.id, { { u"end_reason"_s, u"Moved"_s } } }));
    ASSERT_TRUE(endChild(*store, *kept.id, { .on = QDate(2026, 11, 23), .reason = u"Moved"_s }, other)->child);
    EXPECT_TRUE(begun().isEmpty());
}

/// The same on a disk that can be pulled out at any write.
class BegunChildKillTest : public OnDisk<BegunChildTest> {
protected:
    void given(const QString &number)
    {
        openOnDisk();
        enrol();
        learnCouncil();
        ASSERT_TRUE(keep(number));
    }
};

TEST_F(BegunChildKillTest, WordsSaidToBeKeptSurviveAKillAtAnyWrite)
{
    given(u"471"_s);
    const int cuts = cutAtEveryWrite([this] { return keep(u"4711"_s).hasValue(); },
                                     [&](bool wasCut) {
                                         ASSERT_EQ(begun().size(), 1);
                                         const QString left = begun().first().words.value(u"number"_s);
                                         EXPECT_TRUE(left == u"4711"_s || (wasCut && left == u"471"_s)) << qPrintable(left);
                                     });
    EXPECT_GE(cuts, 10);
}

TEST_F(BegunChildKillTest, AKillAtAnyWriteLeavesTheWordsOrTheChild)
{
    given(u"4711"_s);
    int words = 0, children = 0;
    cutAtEveryWrite([this] { return addChild(*store, child(u"4711"_s), draft).hasValue(); },
                    [&](bool wasCut) {
                        EXPECT_EQ(waiting(), begun().isEmpty() ? 1 : 0) << "never both, never neither";
                        EXPECT_TRUE(wasCut || begun().isEmpty());
                        ++(begun().isEmpty() ? children : words);
                    });
    std::printf("%d cuts left the words, %d the child\n", words, children);
    EXPECT_GE(words, 10);
    EXPECT_GE(children, 2);
}

class KilledWithABegunChildTest : public OnDisk<CommandTest> { };

TEST_F(KilledWithABegunChildTest, ItsWordsAreThereAgainAndGoIntoTheRescueUnsent)
{
    openOnDisk();
    enrol();
    learnCouncil();
    QByteArray publicKey(crypto_box_PUBLICKEYBYTES, '\0'), secretKey(crypto_box_SECRETKEYBYTES, '\0');
    crypto_box_keypair(reinterpret_cast<unsigned char *>(publicKey.data()), reinterpret_cast<unsigned char *>(secretKey.data()));
    Enrolment enrolment = store->meta().enrolment().value();
    enrolment.recoveryKey = publicKey;
    ASSERT_TRUE(store->transact([&] { return store->meta().setEnrolment(enrolment, SecretBytes::random(64)); }));
    const auto draft = keepBegunChild(*store, { {}, ChildForm::New, {}, { { u"number"_s, u"4711"_s }, { u"initials"_s, u"A.B."_s } } });
    ASSERT_TRUE(draft && *draft);
    reopen(true);
    ASSERT_EQ(begunChildren(*store)->size(), 1);
    EXPECT_EQ(begunChildren(*store)->first().words.value(u"initials"_s), u"A.B.");
    EXPECT_TRUE(store->outbox().all()->isEmpty()) << "nothing of it is sent";
    const auto exported = exportUnsent(*store);
    ASSERT_TRUE(exported) << exported.error().detail.toStdString();
    EXPECT_EQ(exported->operations, 0);
    EXPECT_EQ(exported->drafts, 1);
    QByteArray opened(exported->sealed.size() - static_cast<qsizetype>(crypto_box_SEALBYTES), '\0');
    ASSERT_EQ(crypto_box_seal_open(reinterpret_cast<unsigned char *>(opened.data()), reinterpret_cast<const unsigned char *>(exported->sealed.constData()),
                                   static_cast<unsigned long long>(exported->sealed.size()), reinterpret_cast<const unsigned char *>(publicKey.constData()),
                                   reinterpret_cast<const unsigned char *>(secretKey.constData())),
              0);
    const Json drafts = (*parseJson(opened))[u"drafts"_s];
    ASSERT_EQ(drafts.toArray().size(), 1);
    EXPECT_EQ(drafts.toArray().first()[u"id"_s].toString(), (*draft)->toString());
    const auto body = bodyFromJson(drafts.toArray().first()[u"body"_s]);
    ASSERT_TRUE(body);
    EXPECT_EQ(body->type, RecordType::Child);
    EXPECT_EQ(body->role, u"new");
    EXPECT_EQ(body->answers.value(u"number"_s).toString(), u"4711");
    EXPECT_EQ(body->answers.value(u"initials"_s).toString(), u"A.B.");
}

} // namespace
