#include "tests/e2e/rich_worker.h"

#include "core/base/digest.h"
#include "core/commands/begun_steps.h"
#include "core/commands/complete_record.h"
#include "core/commands/hand_over.h"
#include "core/commands/keep_file.h"
#include "core/commands/save_draft.h"
#include "core/commands/take_step.h"
#include "core/commands/voice_note.h"
#include "core/forms/answer_value.h"
#include "core/forms/named_files.h"
#include "core/people/person.h"
#include "core/people/team.h"
#include "core/records/published.h"
#include "core/records/step_body.h"
#include "core/store/record_workflow.h"
#include "core/store/store_directory.h"
#include "qml/bridge/ink_sheet.h"
#include "tests/e2e/desktop.h"

#include <QBuffer>
#include <QRandomGenerator>

#include <cstdio>

namespace sightline::e2e {

using namespace Qt::StringLiterals;

namespace {

const QString code = u"4711"_s;
const QString returned = QString::fromUtf16(step::returned);
const PersonId me { u"p1"_s }, colleague { u"p2"_s };
const QDate today(2026, 11, 26);

constexpr char picturesForm[] = R"({"resourceType":"Questionnaire","url":"urn:test:pictures","version":"1.0","status":"active","title":"Pictures",
    "item":[{"linkId":"said","text":"Said","type":"text","required":true},
      {"linkId":"shots","text":"Photos","type":"attachment","repeats":true},
      {"linkId":"where","text":"Where","type":"attachment","extension":[{"url":"urn:sightline:ext:drawing","valueCode":"body-map"}]},
      {"linkId":"marks","text":"Mark by mark","type":"text"},
      {"linkId":"sign","text":"Type your name to sign","type":"string"},
      {"linkId":"ink","text":"By hand as well","type":"attachment","extension":[{"url":"urn:sightline:ext:drawing","valueCode":"signature"}]}]})";
constexpr char askedForm[] = R"({"resourceType":"Questionnaire","url":"urn:test:asked","version":"1.0","status":"active","title":"Asked",
    "item":[{"linkId":"said","text":"About","type":"text","required":true},
      {"linkId":"theirs","text":"Theirs","type":"group","extension":[{"url":"urn:sightline:ext:hand-over","valueCode":"one-question"}],"item":[
        {"linkId":"ok","text":"OK?","type":"boolean","required":true},{"linkId":"good","text":"Good?","type":"text"}]}]})";

SystemClock clockOfAll;
SodiumRandom randomOfAll;

SecretBytes passphrase() { return SecretBytes::copyOf("a passphrase of a test"); }

QString wordsOf(RichKind kind, int label) { return u"%1 %2"_s.arg(QString::fromLatin1(richName(kind))).arg(label); }

FormContext context()
{
    FormContext context;
    context.today = today;
    return context;
}

template <typename T>
T must(Result<T> result, const char *what)
{
    if (!result)
        fail(u"%1: %2"_s.arg(QString::fromLatin1(what), result.error().detail));
    return std::move(result).value();
}
void must(const Result<void> &result, const char *what)
{
    if (!result)
        fail(u"%1: %2"_s.arg(QString::fromLatin1(what), result.error().detail));
}

void putInBase(Store &store, const RecordId &id, const RecordBody &body)
{
    const QByteArray bytes = must(bodyBytes(body), "a record of the hub");
    must(store.transact([&] { return store.base().put({ id, body.type, body.state, 1, 1, 5, false, sha256(bytes), bytes }); }), "a record of the hub");
}

void say(int label, int moment, const RecordId &record)
{
    std::printf("durable %d %d %s\n", label, moment, qPrintable(record.toString()));
    std::fflush(stdout);
}

/// A photo of which no two are alike, of noise, so that it fills several chunks.
PictureFile photoFor(int label)
{
    QImage image(700, 500, QImage::Format_RGB32);
    QRandomGenerator dice(static_cast<quint32>(label));
    for (int y = 0; y < image.height(); ++y)
        dice.fillRange(reinterpret_cast<quint32 *>(image.scanLine(y)), image.width());
    QByteArray picked;
    QBuffer buffer(&picked);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "jpeg", 95);
    return must(photoFrom(picked), "a photo");
}

Json kept(Store &store, const PictureFile &picture, const QString &name)
{
    const StoredFile file = must(keepFile(store, { picture.bytes, picture.mime }), "a file");
    return attachmentAnswer(toHex(file.sha), file.mime, file.sizeBytes, name);
}

RecordId begun(Store &store, RichKind kind, int label)
{
    NewDraft draft;
    draft.form = kind == RichKind::HandOver ? u"ASKED@1.0"_s : u"PICTURES@1.0"_s;
    draft.answers.set(u"said"_s, wordsOf(kind, label));
    return must(beginDraft(store, draft), "a draft").id;
}

Answers answersOf(Store &store, const RecordId &draft) { return Answers((*must(store.drafts().find(draft), "the draft")).body.answers); }

void completed(Store &store, const RecordId &draft)
{
    const Completion done = must(completeRecord(store, draft, { context(), {} }), "completing");
    if (!done.record)
        fail(u"Completing was refused: "_s + done.issues.value(0).text);
}

/// What is done to the draft of a record, moment by moment.
using Work = void (*)(Store &store, int label, const RecordId &draft);

/// A record of @p kind from its beginning to its end.
void doRecord(Store &store, RichKind kind, int label, Work work)
{
    const RecordId draft = begun(store, kind, label);
    say(label, 0, draft);
    work(store, label, draft);
    completed(store, draft);
    say(label, richMoments(kind), draft);
}

void photograph(Store &store, int label, const RecordId &draft)
{
    must(attachToDraft(store, draft, u"shots"_s, true, kept(store, photoFor(label), u"photo-1.jpg"_s)), "a photo in a draft");
    say(label, 1, draft);
}

void draw(Store &store, int label, const RecordId &draft)
{
    InkSheet sheet;
    sheet.kind = InkSheet::Kind::BodyMap;
    QByteArray beneath;
    for (int mark = 1; mark <= 2; ++mark) {
        sheet.firstMark = mark;
        sheet.marks = { QPointF(0.25 + 0.01 * (label % 40), 0.2 * mark) };
        sheet.strokes = { { QPointF(0.001 * (label % 900), 0.1), QPointF(0.5, 0.3 * mark) } };
        const PictureFile picture = must(inkPicture(sheet, beneath), "a drawing");
        beneath = picture.bytes;
        Answers answers = answersOf(store, draft);
        answers.set(u"where"_s, kept(store, picture, u"drawing-1.png"_s));
        answers.set(u"marks"_s, mark == 1 ? u"1: knee"_s : u"1: knee\n2: shin"_s);
        must(saveDraft(store, draft, answers, u"where"_s), "a drawing in a draft");
        say(label, mark, draft);
    }
}

void sign(Store &store, int label, const RecordId &draft)
{
    InkSheet sheet;
    sheet.kind = InkSheet::Kind::Signature;
    for (int i = 0; i < 60; ++i)
        sheet.strokes = { sheet.strokes.value(0) << QPointF(0.01 * i, 0.1 + 0.001 * ((i * label) % 90)) };
    Answers answers = answersOf(store, draft);
    answers.set(u"sign"_s, u"Social Worker A"_s);
    answers.set(u"ink"_s, kept(store, must(inkPicture(sheet, {}), "a signature"), u"drawing-1.png"_s));
    must(saveDraft(store, draft, answers, u"ink"_s), "a signature in a draft");
    say(label, 1, draft);
}

/// Pages of a voice note as a recorder gives them, each as long as some seconds of speech.
constexpr int voicePages = 4;

QByteArray pageHeard(int label, int page)
{
    constexpr qsizetype bytes = 12'000;
    const QByteArray words = "note " + QByteArray::number(label) + " page " + QByteArray::number(page) + ' ';
    return words.repeated(bytes / words.size());
}

void speak(Store &store, int label, const RecordId &draft)
{
    must(beginVoiceNote(store, { draft, u"shots"_s, true, u"voice-note-1.ogg"_s }), "beginning a voice note");
    for (int page = 1; page <= voicePages; ++page) {
        must(keepVoice(store, pageHeard(label, page)), "seconds of a voice note");
        say(label, page, draft);
    }
    if (const auto ended = must(endVoiceNote(store), "ending a voice note"); !ended || ended->answer.isNull())
        fail(u"The voice note ended without a file."_s);
    say(label, voicePages + 1, draft);
    must(settleVoiceNote(store), "settling a voice note");
}

void doHandOver(Store &store, int label)
{
    const RecordId draft = begun(store, RichKind::HandOver, label);
    say(label, 0, draft);
    must(beginHandOver(store, draft, code), "handing over");
    say(label, 1, draft);
    Answers answers = answersOf(store, draft);
    answers.set(u"ok"_s, true);
    answers.set(u"good"_s, u"They listened."_s);
    must(saveDraft(store, draft, answers, u"good"_s), "what was said");
    say(label, 2, draft);
    const HandOver ended = must(finishHandOver(store, answers, context(), Said::Keep), "ending a hand-over");
    if (ended.record != draft)
        fail(u"What was said was not completed."_s);
    say(label, 3, draft);
    if (must(giveBack(store, code, context()), "giving back").outcome != HandBack::Outcome::Given)
        fail(u"The code was not taken."_s);
    say(label, 4, draft);
}

void doReturn(Store &store, int label)
{
    RecordBody body;
    body.type = RecordType::Form;
    body.state = RecordState::Completed;
    body.author = colleague;
    body.team = TeamId(u"t1"_s);
    body.service = ServiceId(u"s1"_s);
    body.form = u"PICTURES@1.0"_s;
    body.madeAtMs = body.completedAtMs = clockOfAll.now().msSinceEpoch;
    body.answers.insert(u"said"_s, wordsOf(RichKind::Return, label));
    const RecordId record = newRichRecord();
    putInBase(store, record, body);
    say(label, 0, record);
    Answers comments;
    comments.set(QString::fromUtf16(step::text), wordsOf(RichKind::Return, label));
    const Draft draft = must(beginStep(store, record, returned, context()), "beginning a return");
    must(saveDraft(store, draft.id, comments, {}), "comments");
    say(label, 1, record);
    if (!must(completeStep(store, draft.id, false, context()), "returning").step)
        fail(u"The return was refused."_s);
    say(label, 2, record);
}

/// The files that @p answers name are stored whole, and @p names of them there are. What is wrong.
QString wrongOfFiles(Store &store, const Answers::Fields &answers, qsizetype names)
{
    const auto files = filesNamedIn(answers);
    if (files.size() != names)
        return u"names %1 files, not %2"_s.arg(files.size()).arg(names);
    for (const QByteArray &sha : files) {
        if (const auto bytes = store.files().bytes(sha); !bytes)
            return u"names a file that cannot be read: "_s + bytes.error().detail;
    }
    return {};
}

bool isKeptFor(Store &store, const RecordId &record)
{
    const auto kept = store.db().integer("SELECT count(*) FROM file_record WHERE record_id = ?", record);
    return kept && *kept && **kept == 1;
}

RichFound lookAtPictures(Store &store, RichKind kind, int label, const RecordId &id)
{
    const auto draft = store.drafts().find(id);
    const auto row = store.view().find(id);
    if (!draft || !row)
        return { 0, u"cannot be looked for"_s };
    const bool isRecord = *row && (*row)->state == RecordState::Completed;
    if (isRecord && *draft)
        return { 0, u"is complete and a draft"_s };
    if (!isRecord && !*draft)
        return {};
    const RecordBody body = isRecord ? *must(store.view().body(id), "a record") : (*draft)->body;
    if (body.answers.value(u"said"_s).toString() != wordsOf(kind, label))
        return { 0, u"has other words"_s };
    const bool hasFile = !filesNamedIn(body.answers).isEmpty();
    RichFound found { isRecord ? richMoments(kind) : hasFile ? 1 : 0, wrongOfFiles(store, body.answers, isRecord || hasFile ? 1 : 0) };
    if (kind == RichKind::Ink && hasFile) {
        const QString marks = body.answers.value(u"marks"_s).toString();
        if (!isRecord && marks.contains(u"2: shin"_s))
            found.moment = 2;
        if (marks != (found.moment >= 2 ? u"1: knee\n2: shin"_s : u"1: knee"_s))
            found.wrong = u"has a drawing without its words"_s;
    }
    if (kind == RichKind::Signature && hasFile != body.answers.contains(u"sign"_s))
        found.wrong = u"is signed by half"_s;
    if (isRecord && !isKeptFor(store, id))
        found.wrong = u"does not keep its file"_s;
    return found;
}

/// How many whole pages of the voice note @p label are @p bytes; -1: they are something else, or end within a page.
int pagesIn(const QByteArray &bytes, int label)
{
    QByteArray heard;
    for (int page = 0; page <= voicePages; ++page) {
        heard += page > 0 ? pageHeard(label, page) : QByteArray();
        if (bytes == heard)
            return page;
    }
    return -1;
}

RichFound lookAtVoice(Store &store, int label, const RecordId &id)
{
    // As the program does that opens the draft next: what was heard until the kill becomes a file of it.
    const auto ended = endVoiceNote(store);
    const auto settled = ended ? settleVoiceNote(store) : Result<void>(ended.error());
    if (!settled)
        return { 0, u"cannot be ended: "_s + settled.error().detail };
    RichFound found = lookAtPictures(store, RichKind::Voice, label, id);
    if (found.moment == 0 || !found.wrong.isEmpty())
        return found;
    const auto draft = must(store.drafts().find(id), "a draft");
    const RecordBody body = draft ? draft->body : *must(store.view().body(id), "a record");
    const QByteArray bytes = must(store.files().bytes(*filesNamedIn(body.answers).cbegin()), "a voice note");
    const int pages = pagesIn(bytes, label);
    if (pages < 1 || (!draft && pages != voicePages))
        found.wrong = u"is not what was heard"_s;
    else if (draft)
        found.moment = pages == voicePages ? voicePages + 1 : pages;
    return found;
}

RichFound lookAtHandOver(Store &store, int label, const RecordId &id)
{
    const auto present = presentHandOver(store);
    const auto draft = store.drafts().find(id);
    const auto row = store.view().find(id);
    if (!present || !draft || !row)
        return { 0, u"cannot be looked for"_s };
    const bool isRecord = *row && (*row)->state == RecordState::Completed;
    const bool isOn = *present && (*present)->draft == id;
    if (isRecord == draft->has_value())
        return { 0, isRecord ? u"is complete and a draft"_s : u"is gone"_s };
    if (isRecord) {
        const RecordBody body = *must(store.view().body(id), "a record");
        if (body.answers.value(u"said"_s).toString() != wordsOf(RichKind::HandOver, label) || body.answers.value(u"good"_s).toString() != "They listened."_L1)
            return { 0, u"is another record than was said"_s };
        if (isOn && !((*present)->isFinished && (*present)->record == id))
            return { 0, u"is complete, and still being asked"_s };
        return { isOn ? 3 : 4, {} };
    }
    if (isOn && (*present)->isFinished)
        return { 0, u"is ended without its record"_s };
    const bool isSaid = (*draft)->body.answers.contains(u"good"_s);
    return { isOn ? isSaid ? 2 : 1 : 0, {} };
}

int returnsOf(Store &store, const RecordId &record)
{
    const auto known = workflowFor(store, record, today);
    return known ? static_cast<int>(std::count_if(known->steps.cbegin(), known->steps.cend(), [](const TakenStep &step) { return step.kind == returned; })) : 0;
}

RichFound lookAtReturn(Store &store, int label, const RecordId &record)
{
    const auto begun = begunStep(store, record, returned);
    if (!begun)
        return { 0, u"cannot be looked for"_s };
    const int times = returnsOf(store, record);
    if (times > 0 && *begun)
        return { 0, u"is returned and still being written"_s };
    if (times > 0) {
        const auto known = workflowFor(store, record, today);
        const bool saysWhy = stepText(known->steps.first().members) == wordsOf(RichKind::Return, label);
        return { saysWhy ? 2 : 0, saysWhy ? QString() : u"is returned without its comments"_s };
    }
    return { *begun && stepText((*begun)->body.answers) == wordsOf(RichKind::Return, label) ? 1 : 0, {} };
}

} // namespace

const char *richName(RichKind kind)
{
    switch (kind) {
    case RichKind::Photo: return "photo";
    case RichKind::Ink: return "ink";
    case RichKind::Voice: return "voice";
    case RichKind::Signature: return "signature";
    case RichKind::HandOver: return "hand-over";
    case RichKind::Return: return "return";
    }
    Q_UNREACHABLE();
}

RichKind richKindOf(const QString &name)
{
    for (const RichKind kind : richKinds) {
        if (name == QString::fromLatin1(richName(kind)))
            return kind;
    }
    fail(u"There is no kind "_s + name);
}

int richMoments(RichKind kind)
{
    switch (kind) {
    case RichKind::Ink: return 3;
    case RichKind::Voice: return voicePages + 2;
    case RichKind::HandOver: return 4;
    default: return 2;
    }
}

RecordId newRichRecord() { return newId<RecordId>(clockOfAll, randomOfAll); }

Result<std::unique_ptr<Store>> openRichStore(const QString &folder)
{
    return StoreDirectory(folder).open({ passphrase(), nullptr, {} }, clockOfAll, randomOfAll);
}

void makeRichStore(const QString &folder)
{
    constexpr PassphraseCost little { 1, 8 * 1024 * 1024 };
    must(StoreDirectory(folder).provision({ passphrase(), nullptr, little }, clockOfAll, randomOfAll), "a store");
    const auto store = must(openRichStore(folder), "a store");
    const Enrolment enrolment { u"http://127.0.0.1:1"_s,
                                newId<InstallationId>(clockOfAll, randomOfAll),
                                me,
                                u"Social Worker A"_s,
                                u"Demo council"_s,
                                QByteArray(32, 'p'),
                                QByteArray("cert"),
                                QByteArray(32, 'r'),
                                1 };
    must(store->transact([&]() -> Result<void> {
        if (const auto set = store->meta().setEnrolment(enrolment, SecretBytes::random(64)); !set)
            return set.error();
        for (const QString &scope : { u"ref"_s, u"user:p1"_s, u"team:t1"_s, u"service:s1"_s, u"lead:t1"_s }) {
            if (const auto put = store->scopes().put({ scope, 1, 0, QByteArray(16, '\0') }); !put)
                return put;
        }
        return store->outbox().restartStream(newId<StreamId>(clockOfAll, randomOfAll), OutboxTable::Offer::Unanswered);
    }),
         "joining");
    for (const auto &[id, name] : { std::pair(me, u"Social Worker A"_s), { colleague, u"Social Worker B"_s } }) {
        Person one { .id = id, .name = name, .roles = { u"Social Worker"_s }, .service = ServiceId(u"s1"_s) };
        one.teams = { TeamId(u"t1"_s) };
        if (id == colleague)
            one.manager = me;
        putInBase(*store, newRichRecord(), publishedBody(RecordType::Person, toJson(one)));
    }
    Team team { .id = TeamId(u"t1"_s), .name = u"Team"_s, .service = ServiceId(u"s1"_s) };
    team.managers = { me };
    putInBase(*store, newRichRecord(), publishedBody(RecordType::Team, toJson(team)));
    const VisibilityRule readers { { u"author"_s }, { u"author"_s, u"lead"_s } };
    const Json meta =
        must(parseJson(R"({"steps":[{"kind":"check","name":"check","by":"their manager","person":{"managerOf":"author"},"mayReturn":true}]})"), "steps");
    putInBase(*store, newRichRecord(), publishedFormBody({ u"PICTURES@1.0"_s, u"Pictures"_s, picturesForm, readers, meta }));
    putInBase(*store, newRichRecord(), publishedFormBody({ u"ASKED@1.0"_s, u"Asked"_s, askedForm, readers }));
}

int workRichly(const QString &folder, RichKind kind, int label)
{
    const auto store = must(openRichStore(folder), "the store");
    std::printf("ready\n");
    std::fflush(stdout);
    for (;; ++label) {
        switch (kind) {
        case RichKind::Photo: doRecord(*store, kind, label, photograph); break;
        case RichKind::Ink: doRecord(*store, kind, label, draw); break;
        case RichKind::Voice: doRecord(*store, kind, label, speak); break;
        case RichKind::Signature: doRecord(*store, kind, label, sign); break;
        case RichKind::HandOver: doHandOver(*store, label); break;
        case RichKind::Return: doReturn(*store, label); break;
        }
    }
}

RichFound lookAt(Store &store, RichKind kind, int label, const RecordId &record)
{
    switch (kind) {
    case RichKind::Voice: return lookAtVoice(store, label, record);
    case RichKind::HandOver: return lookAtHandOver(store, label, record);
    case RichKind::Return: return lookAtReturn(store, label, record);
    default: return lookAtPictures(store, kind, label, record);
    }
}

QString cleanUp(Store &store, RichKind kind)
{
    const auto present = presentHandOver(store);
    if (!present)
        return u"whether the device is handed over cannot be read: "_s + present.error().detail;
    if (kind != RichKind::HandOver || !*present)
        return *present ? u"the device is handed over, and nobody did"_s : QString();
    const auto back = giveBack(store, code, context());
    if (!back || back->outcome != HandBack::Outcome::Given)
        return u"the device does not come back by its code after a kill"_s;
    return {};
}

int timesDoubled(Store &store, RichKind kind)
{
    QHash<QString, int> times;
    const auto rows = store.view().ofType(RecordType::Form);
    for (const ViewRow &row : rows ? *rows : QList<ViewRow>()) {
        const auto body = store.view().body(row.id);
        const QString words = body && *body ? (*body)->answers.value(u"said"_s).toString() : QString();
        if (words.startsWith(wordsOf(kind, 0).chopped(1)))
            times[words] += kind == RichKind::Return ? returnsOf(store, row.id) : 1;
    }
    return static_cast<int>(std::count_if(times.cbegin(), times.cend(), [](int each) { return each > 1; }));
}

qint64 filesWhole(Store &store)
{
    QList<QByteArray> all;
    if (!store.db().each("SELECT sha FROM file", [&](const Statement &row) { all.append(row.blob(0)); }))
        return -1;
    for (const QByteArray &sha : std::as_const(all)) {
        if (!store.files().bytes(sha))
            return -1;
    }
    const auto orphans = store.db().integer("SELECT count(*) FROM file_chunk WHERE sha NOT IN (SELECT sha FROM file)");
    return orphans && *orphans && **orphans == 0 ? all.size() : -1;
}

QString plantDouble(Store &store)
{
    const auto steps = store.view().ofType(RecordType::Step);
    for (const ViewRow &row : steps ? *steps : QList<ViewRow>()) {
        const auto body = store.view().body(row.id);
        if (!body || !*body || (*body)->role != returned)
            continue;
        Operation again { .id = newId<OperationId>(clockOfAll, randomOfAll), .record = newRichRecord() };
        again.kind = OperationKind::Create;
        again.kindName = operationKindName(OperationKind::Create);
        again.atMs = (*body)->completedAtMs;
        again.head = **body;
        const auto planted = store.transact([&] { return store.outbox().append(again); });
        return planted ? QString() : planted.error().detail;
    }
    return u"no return was acknowledged, so nothing is proven"_s;
}

} // namespace sightline::e2e
