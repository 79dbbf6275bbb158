#include "core/queries/held_list.h"
#include "qml/bridge/day_words.h"
#include "qml/bridge/error_text.h"
#include "qml/features/more/help_articles.h"
#include "qml/features/sync/sync_words.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTranslator>
#include <QXmlStreamReader>

#include <gtest/gtest.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

struct Message {
    QString context;
    QString source;
    bool hasNote = false;
    bool isPlural = false;
};

struct Extraction {
    QStringList complaints;
    QList<Message> messages;
};

QList<Message> messagesIn(const QString &tsFile)
{
    QFile file(tsFile);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << tsFile.toStdString();
    QXmlStreamReader xml(&file);
    QList<Message> messages;
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1)
            context = xml.readElementText();
        else if (xml.name() == "message"_L1)
            messages.append({ context, {}, false, xml.attributes().value("numerus"_L1) == "yes"_L1 });
        else if (xml.name() == "source"_L1)
            messages.last().source = xml.readElementText();
        else if (xml.name() == "extracomment"_L1)
            messages.last().hasNote = !xml.readElementText().isEmpty();
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    return messages;
}

/// What Debian's lupdate finds below @p folders of @p root, and everything it complains about.
Extraction extract(const QString &root, const QStringList &folders, const QString &tsFile)
{
    QProcess lupdate;
    lupdate.setWorkingDirectory(root);
    lupdate.setProcessChannelMode(QProcess::MergedChannels);
    lupdate.start(QStringLiteral(SIGHTLINE_LUPDATE),
                  QStringList { u"-no-obsolete"_s, u"-I"_s, u"."_s } + folders + QStringList { u"-extensions"_s, u"cpp,h,qml"_s, u"-ts"_s, tsFile });
    EXPECT_TRUE(lupdate.waitForFinished(120'000)) << lupdate.errorString().toStdString();
    Extraction found;
    for (const QString &line : QString::fromUtf8(lupdate.readAll()).split(u'\n')) {
        if (line.contains(u".cpp:"_s) || line.contains(u".h:"_s) || line.contains(u".qml:"_s))
            found.complaints.append(line.trimmed());
    }
    found.messages = messagesIn(tsFile);
    return found;
}

QStringList withoutNote(const QList<Message> &messages)
{
    QStringList bare;
    for (const Message &message : messages) {
        if (!message.hasNote)
            bare.append(message.context + u": "_s + message.source);
    }
    return bare;
}

/// A language in which every sentence stands in brackets, made from what was extracted: a sentence that comes out bare was
/// looked up under another context than the one its translator sees.
QString bracketed(const QString &tsFile, const QString &folder)
{
    QFile file(tsFile);
    EXPECT_TRUE(file.open(QIODevice::ReadOnly));
    QString text = QString::fromUtf8(file.readAll());
    static const QRegularExpression message(
        u"<source>([^<]*)</source>(.*?)<translation type=\"unfinished\"(?:></translation>|>\\s*(?:<numerusform></numerusform>\\s*)+</translation>|/>)"_s,
        QRegularExpression::DotMatchesEverythingOption);
    QString out;
    qsizetype at = 0;
    for (auto matches = message.globalMatch(text); matches.hasNext();) {
        const auto match = matches.next();
        const QString words = u"⟦%1⟧"_s.arg(match.captured(1));
        const bool isPlural = match.captured().contains(u"numerusform"_s);
        out += text.mid(at, match.capturedStart() - at) + u"<source>%1</source>%2<translation>"_s.arg(match.captured(1), match.captured(2))
            + (isPlural ? u"<numerusform>%1</numerusform><numerusform>%1</numerusform>"_s.arg(words) : words) + u"</translation>"_s;
        at = match.capturedEnd();
    }
    out += text.mid(at);
    QFile made(folder + u"/bracketed.ts"_s);
    EXPECT_TRUE(made.open(QIODevice::WriteOnly));
    made.write(out.toUtf8());
    made.close();
    const QString qm = folder + u"/bracketed.qm"_s;
    EXPECT_EQ(QProcess::execute(QStringLiteral(SIGHTLINE_LRELEASE), { u"-silent"_s, made.fileName(), u"-qm"_s, qm }), 0);
    return qm;
}

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(text);
}

const QString root = QStringLiteral(SIGHTLINE_SOURCE_DIR);

} // namespace

TEST(TranslationsTest, EverySentenceIsFoundWithItsContextAndItsNote)
{
    QTemporaryDir folder;
    const Extraction found = extract(root, { u"qml"_s, u"core"_s }, folder.filePath(u"all.ts"_s));
    EXPECT_EQ(found.complaints, QStringList()) << found.complaints.join(u"\n"_s).toStdString();
    EXPECT_EQ(withoutNote(found.messages), QStringList()) << withoutNote(found.messages).join(u"\n"_s).toStdString();
    std::printf("%d sentences examined\n", static_cast<int>(found.messages.size()));
    EXPECT_GT(found.messages.size(), 250);
    for (const Message &message : found.messages)
        EXPECT_FALSE(message.context.isEmpty() || message.context == "sightline"_L1) << message.source.toStdString();
}

TEST(TranslationsTest, PlantedFaultsAreFound)
{
    QTemporaryDir folder;
    write(folder.filePath(u"Bare.qml"_s), "import QtQuick\nText { text: qsTr(\"No note\") }\n");
    write(folder.filePath(u"free.cpp"_s),
          "#include <QCoreApplication>\nnamespace planted {\nQString tr(const char *text) { return QCoreApplication::translate(\"There\", text); }\n"
          "//: A note.\nQString words() { return tr(\"Looked up elsewhere\"); }\n}\n");
    const Extraction found = extract(folder.path(), { u"."_s }, folder.filePath(u"all.ts"_s));
    EXPECT_FALSE(found.complaints.isEmpty()) << "a free function's context is not the one used at run time";
    EXPECT_EQ(withoutNote(found.messages).size(), 1);
}

TEST(TranslationsTest, WhatIsExtractedIsWhatIsLookedUp)
{
    QTemporaryDir folder;
    const QString ts = folder.filePath(u"all.ts"_s);
    [[maybe_unused]] const Extraction found = extract(root, { u"qml"_s, u"core"_s }, ts);
    QTranslator translator;
    ASSERT_TRUE(translator.load(bracketed(ts, folder.path())));
    QCoreApplication::installTranslator(&translator);
    const QDate day(2026, 11, 23);
    SyncReading reading;
    reading.summary.isEnrolled = true;
    reading.summary.waiting = 2;
    reading.diary = { { DiaryKind::Came, {}, {}, false, 14, QDateTime(day, QTime(9, 0)).toMSecsSinceEpoch() } };
    const SyncPageState state = syncWords(reading, {}, { .hasRunner = true }, { day, {} });
    QStringList words { state.headline,
                        state.detail,
                        state.glyphText,
                        state.diary.value(0).title,
                        sayOutcome(u"held:scope"_s),
                        dayHeading(day, day),
                        dueWords(day.addDays(-3), day),
                        greeting(QTime(9, 0)),
                        errorText({ ErrorCode::StorageFull, {} }) };
    for (const HelpArticle &article : helpArticles())
        words << article.title << article.body;
    QCoreApplication::removeTranslator(&translator);
    EXPECT_GT(words.size(), 15);
    for (const QString &each : words)
        EXPECT_TRUE(each.startsWith(u'⟦')) << each.left(60).toStdString();
    EXPECT_FALSE(sayOutcome(u"held:scope"_s).startsWith(u'⟦')) << "without it the words are English again";
}

TEST(TranslationsTest, EnglishHasItsPluralsAndNoneIsMissing)
{
    QTemporaryDir folder;
    const Extraction found = extract(root, { u"qml"_s, u"core"_s }, folder.filePath(u"all.ts"_s));
    QFile file(root + u"/qml/app/words/sightline_en.ts"_s);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    EXPECT_FALSE(file.readAll().contains("unfinished"));
    QSet<QString> shipped;
    for (const Message &message : messagesIn(file.fileName()))
        shipped.insert(message.context + u'|' + message.source);
    for (const Message &message : found.messages) {
        if (message.isPlural) {
            EXPECT_TRUE(shipped.remove(message.context + u'|' + message.source)) << message.source.toStdString() << ": see qml/app/CMakeLists.txt";
        }
    }
    EXPECT_TRUE(shipped.isEmpty()) << "no longer in the sources: " << QStringList(shipped.values()).join(u", "_s).toStdString();

    const QString qm = folder.filePath(u"en.qm"_s);
    ASSERT_EQ(QProcess::execute(QStringLiteral(SIGHTLINE_LRELEASE), { u"-silent"_s, file.fileName(), u"-qm"_s, qm }), 0);
    QTranslator english;
    ASSERT_TRUE(english.load(qm));
    QCoreApplication::installTranslator(&english);
    SyncReading reading;
    reading.summary.isEnrolled = true;
    reading.summary.waiting = 1;
    EXPECT_TRUE(syncWords(reading, {}, { .hasRunner = true }, { QDate(2026, 11, 23), {} }).detail.startsWith("1 record waiting to send."_L1));
    reading.summary.waiting = 2;
    EXPECT_TRUE(syncWords(reading, {}, { .hasRunner = true }, { QDate(2026, 11, 23), {} }).detail.startsWith("2 records waiting to send."_L1));
    QCoreApplication::removeTranslator(&english);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    ::testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
