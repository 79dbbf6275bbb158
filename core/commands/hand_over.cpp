#include "core/commands/hand_over.h"

#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/commands/complete_record.h"
#include "core/commands/present_draft.h"
#include "core/commands/remembered_drafts.h"
#include "core/commands/said_in_room.h"
#include "core/commands/save_draft.h"
#include "core/forms/enable_when.h"
#include "core/forms/hand_over.h"

#include <QCoreApplication>

#include <sodium.h>

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct HandOverWords {
    Q_DECLARE_TR_FUNCTIONS(HandOver)
};

const QString presentName = u"hand_over.present"_s;
const QString sealedName = u"hand_over.sealed"_s;
/// What stretching a code costs: what libsodium calls interactive, 64 MiB and a tenth of a second, for somebody who waits to have it back.
constexpr auto codePasses = crypto_pwhash_OPSLIMIT_INTERACTIVE;
constexpr auto codeMemory = crypto_pwhash_MEMLIMIT_INTERACTIVE;

/// The hand-over with its code, as the store keeps it.
struct Kept {
    HandOver handOver;
    QByteArray code;   ///< its hash, with salt and cost, as libsodium writes it
};

Json toJson(const Kept &kept)
{
    const HandOver &it = kept.handOver;
    Json json = Json::object({ { u"draft"_s, it.draft.toString() },
                               { u"began"_s, it.beganAtMs },
                               { u"tries"_s, it.tries },
                               { u"retry"_s, it.retryAtMs },
                               { u"finished"_s, it.isFinished },
                               { u"concern"_s, it.raisesConcern },
                               { u"left"_s, it.isLeftInDraft },
                               { u"code"_s, QString::fromLatin1(kept.code) } });
    if (it.isByPin)
        json.set(u"by_pin"_s, true);
    if (it.record)
        json.set(u"record"_s, it.record->toString());
    return json;
}

Result<std::optional<Kept>> read(Store &store)
{
    const auto text = store.meta().text(presentName);
    if (!text)
        return text.error();
    if (text->isEmpty())
        return std::optional<Kept>();
    const auto json = parseJson(text->toUtf8());
    const auto draft = RecordId::fromString(json ? (*json)[u"draft"_s].toString() : QString());
    if (!draft)
        return Error { ErrorCode::Corrupt, u"What the device was handed over with cannot be read."_s };
    const auto member = [&json](const QString &name) { return (*json)[name]; };
    const auto record = RecordId::fromString(member(u"record"_s).toString());
    Kept kept { { *draft, member(u"began"_s).toInteger(), static_cast<int>(member(u"tries"_s).toInteger()), member(u"retry"_s).toInteger(),
                  member(u"finished"_s).toBool(), record ? std::optional(*record) : std::nullopt, member(u"concern"_s).toBool(), member(u"left"_s).toBool(),
                  member(u"by_pin"_s).toBool() },
                member(u"code"_s).toString().toLatin1() };
    return std::optional(kept);
}

/// Within a transaction.
Result<void> write(Store &store, const Kept &kept) { return store.meta().setText(presentName, QString::fromUtf8(writeJson(toJson(kept)))); }

Result<Kept> present(Store &store)
{
    auto kept = read(store);
    if (!kept)
        return kept.error();
    if (!*kept)
        return Error { ErrorCode::NotFound, u"This device is not handed over."_s };
    return **std::move(kept);
}

Result<QByteArray> hashOf(const QString &code)
{
    QByteArray typed = code.toUtf8();
    QByteArray hash(crypto_pwhash_STRBYTES, '\0');
    const int failed = crypto_pwhash_str(hash.data(), typed.constData(), static_cast<unsigned long long>(typed.size()), codePasses, codeMemory);
    sodium_memzero(typed.data(), static_cast<size_t>(typed.size()));
    if (failed != 0)
        return Error { ErrorCode::StorageFailure, u"Handing over needs 64 MiB of memory for the code, and that is not free now."_s };
    return QByteArray(hash.constData());   // up to its terminator
}

bool fits(const QString &code, const QByteArray &hash)
{
    QByteArray typed = code.toUtf8();
    const int differs = crypto_pwhash_str_verify(hash.constData(), typed.constData(), static_cast<unsigned long long>(typed.size()));
    sodium_memzero(typed.data(), static_cast<size_t>(typed.size()));
    return differs == 0;
}

/// How long the next code waits after @p tries of them.
qint64 waitAfter(int tries)
{
    const int costly = tries - limits::handOverFreeTries;
    if (costly < 1)
        return 0;
    constexpr int doublingsMax = 10;   // the longest wait is reached long before
    return std::min(limits::handOverLongestWaitMs, limits::handOverFirstWaitMs << std::min(costly - 1, doublingsMax));
}

/// Marks it finished. Within the transaction that did what finished it.
Result<void> finish(Store &store, Kept kept, HandOver &as, const std::optional<RecordId> &record, bool raisesConcern, bool isLeftInDraft)
{
    kept.handOver.isFinished = true;
    kept.handOver.record = record;
    kept.handOver.raisesConcern = raisesConcern;
    kept.handOver.isLeftInDraft = isLeftInDraft;
    as = kept.handOver;
    return write(store, kept);
}

/// The draft with @p answers; what a step's draft holds beside its part stays.
Result<void> saveWithin(Store &store, Draft draft, const Answers &answers)
{
    draft.body.answers = answers.fields();
    draft.focus.clear();
    draft.savedAtMs = store.clock().now().msSinceEpoch;
    return store.drafts().save(draft);
}

/// What somebody said towards a later hand: an addendum, or nothing.
Result<HandOver> finishSaid(Store &store, const Kept &kept, const Draft &draft, const Answers &answers, Said said)
{
    std::optional<Operation> addendum;
    const bool isAnything = !withoutBlankAnswers(answers).fields().isEmpty();
    if (said == Said::Keep && isAnything) {
        auto made = saidInRoomAddendum(store, draft, answers);
        if (!made)
            return made.error();
        addendum = *std::move(made);
    }
    HandOver ended = kept.handOver;
    const auto stored = store.transact([&]() -> Result<void> {
        if (addendum) {
            if (const auto appended = store.outbox().append(*addendum); !appended)
                return appended.error();
        }
        if (const auto removed = store.drafts().remove(draft.id); !removed)
            return removed;
        return finish(store, kept, ended, addendum ? std::optional(draft.id) : std::nullopt, false, false);
    });
    if (!stored)
        return stored.error();
    return ended;
}

/// Feedback: its record; or the draft as it was before it was handed over.
Result<HandOver> finishForm(Store &store, const Kept &kept, const Draft &draft, const Questionnaire &form, const Answers &answers, const FormContext &context,
                            Said said)
{
    HandOver ended = kept.handOver;
    if (said == Said::TakeBack || !saidAnything(form, withoutDisabled(form, answers))) {
        const auto stored = store.transact([&]() -> Result<void> {
            const auto saved = saveWithin(store, draft, withoutHandedOver(form, answers));
            return saved ? finish(store, kept, ended, {}, false, false) : saved;
        });
        return stored ? Result<HandOver>(ended) : stored.error();
    }
    if (const auto saved = saveDraft(store, draft.id, answers, draft.focus); !saved)
        return saved.error();
    CompleteOptions options;
    options.context = context;
    options.alongside = [&](const RecordId &record, bool raisesConcern) { return finish(store, kept, ended, record, raisesConcern, false); };
    const auto completion = completeRecord(store, draft.id, options);
    if (!completion)
        return completion.error();
    if (completion->record)
        return ended;
    // Something of the author's own part is wrong by now: theirs to put right, with what was said as it is.
    const auto stored = store.transact([&]() -> Result<void> {
        const auto sealed = rememberDraft(store, sealedName, draft.id.toString());
        return sealed ? finish(store, kept, ended, {}, false, true) : sealed;
    });
    return stored ? Result<HandOver>(ended) : stored.error();
}

Result<HandOver> finishWith(Store &store, const Kept &kept, const std::optional<Answers> &answers, const FormContext &context, Said said)
{
    const auto draft = store.drafts().find(kept.handOver.draft);
    if (!draft)
        return draft.error();
    if (!*draft) {   // its author's program removed it from beneath, by hand: there is nothing to finish
        HandOver ended = kept.handOver;
        const auto stored = store.transact([&] { return finish(store, kept, ended, {}, false, false); });
        return stored ? Result<HandOver>(ended) : stored.error();
    }
    const RecordBody &body = (*draft)->body;
    if (body.type == RecordType::Step)
        return finishSaid(store, kept, **draft, answers.value_or(partAnswers(body)), said);
    const auto form = findForm(store, body.form);
    if (!form)
        return form.error();
    return finishForm(store, kept, **draft, (*form)->questionnaire, answers.value_or(Answers(body.answers)), context, said);
}

/// Finishes what is not finished, then takes the lock away.
Result<HandOver> end(Store &store, const Kept &kept, const FormContext &context)
{
    HandOver ended = kept.handOver;
    if (!ended.isFinished) {
        const auto finished = finishWith(store, kept, {}, context, Said::Keep);
        if (!finished)
            return finished.error();
        ended = *finished;
    }
    const auto opened = store.transact([&] { return store.meta().setText(presentName, {}); });
    return opened ? Result<HandOver>(ended) : opened.error();
}

/// Locks the device on @p draft; @p code: the hash of its owner's, empty where the PIN gives it back.
Result<void> beginWith(Store &store, const RecordId &draft, const QByteArray &code)
{
    const auto before = read(store);
    if (!before)
        return before.error();
    if (*before) {
        //: Why a device cannot be handed over.
        return Error { ErrorCode::AlreadyExists,
                       HandOverWords::tr("This device is handed over already. It is given back with the code that was chosen then.") };
    }
    auto handed = presentDraft(store, draft);
    if (!handed)
        return handed.error();
    handed->focus.clear();   // it begins on the first question
    Kept kept { { draft, store.clock().now().msSinceEpoch }, code };
    kept.handOver.isByPin = code.isEmpty();
    return store.transact([&]() -> Result<void> {
        const auto saved = store.drafts().save(*handed);
        return saved ? write(store, kept) : saved;
    });
}

} // namespace

Result<std::optional<HandOver>> presentHandOver(Store &store)
{
    const auto kept = read(store);
    if (!kept)
        return kept.error();
    return *kept ? std::optional((*kept)->handOver) : std::nullopt;
}

Result<void> beginHandOverByPin(Store &store, const RecordId &draft) { return beginWith(store, draft, {}); }

Result<void> beginHandOver(Store &store, const RecordId &draft, const QString &code)
{
    if (code.size() < limits::handOverCodeMin)
        return Error { ErrorCode::InvalidInput, u"The code needs at least %1 characters."_s.arg(limits::handOverCodeMin) };
    if (code.size() > limits::handOverCodeMax)
        return Error { ErrorCode::InvalidInput, u"The code may have at most %1 characters."_s.arg(limits::handOverCodeMax) };
    const auto hash = hashOf(code);
    return hash ? beginWith(store, draft, *hash) : hash.error();
}

Result<HandOver> finishHandOver(Store &store, const Answers &answers, const FormContext &context, Said said)
{
    const auto kept = present(store);
    if (!kept)
        return kept.error();
    if (kept->handOver.isFinished)
        return Error { ErrorCode::NotFound, u"What was asked is finished already."_s };
    return finishWith(store, *kept, answers, context, said);
}

Result<HandBack> giveBack(Store &store, const QString &code, const FormContext &context)
{
    auto kept = present(store);
    if (!kept)
        return kept.error();
    if (kept->handOver.isByPin)
        return Error { ErrorCode::NotAllowed, u"This device is given back by its PIN."_s };
    const qint64 now = store.clock().now().msSinceEpoch;
    HandOver &handOver = kept->handOver;
    // A clock put back by hand must not lengthen a wait beyond its own length.
    const qint64 waits = std::min(handOver.retryAtMs - now, waitAfter(handOver.tries));
    if (waits > 0)
        return HandBack { HandBack::Outcome::MustWait, now + waits, handOver };
    handOver.tries += 1;
    handOver.retryAtMs = waitAfter(handOver.tries) > 0 ? now + waitAfter(handOver.tries) : 0;
    if (const auto counted = store.transact([&] { return write(store, *kept); }); !counted)
        return counted.error();
    if (!fits(code, kept->code))
        return HandBack { HandBack::Outcome::WrongCode, handOver.retryAtMs, handOver };
    auto ended = end(store, *kept, context);
    if (!ended)
        return ended.error();
    return HandBack { HandBack::Outcome::Given, 0, *std::move(ended) };
}

qint64 forgottenFromMs(const HandOver &handOver) { return handOver.beganAtMs + limits::handOverForgottenHours * 3600LL * 1000; }

Result<HandOver> giveBackWithoutCode(Store &store, const FormContext &context, bool isStoreOpenedByHand)
{
    const auto kept = present(store);
    if (!kept)
        return kept.error();
    if (!isStoreOpenedByHand && kept->handOver.isByPin)
        return Error { ErrorCode::NotAllowed, u"This device is given back by its PIN."_s };
    if (!isStoreOpenedByHand && store.clock().now().msSinceEpoch < forgottenFromMs(kept->handOver))
        //: Why a device that was handed over does not open without its code.
        return Error { ErrorCode::NotAllowed, HandOverWords::tr("Without its code the device opens a day after it was handed over.") };
    return end(store, *kept, context);
}

Result<bool> isHandedOverPartSealed(Store &store, const RecordId &draft)
{
    const auto sealed = rememberedDrafts(store, sealedName);
    return sealed ? Result<bool>(sealed->contains(draft.toString())) : sealed.error();
}

} // namespace sightline
