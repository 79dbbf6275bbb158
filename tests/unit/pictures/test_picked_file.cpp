// Files as people pick them: what is kept of them and of their names, and how a copy goes to another program and away again.
#include "core/base/limits.h"
#include "core/forms/named_files.h"
#include "core/pictures/picked_file.h"
#include "platform/opening/system_opener.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <sys/stat.h>

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

class PickedFileTest : public ::testing::Test {
protected:
    QString given(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly)) << qPrintable(name);
        EXPECT_EQ(file.write(bytes), bytes.size());
        return file.fileName();
    }
    static QByteArray picture(const char *format)
    {
        QImage image(40, 30, QImage::Format_RGB32);
        image.fill(Qt::red);
        image.setText(u"Location"_s, u"CANARY 53.6458 N"_s);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        EXPECT_TRUE(image.save(&buffer, format));
        return bytes;
    }
    QTemporaryDir m_folder;
};

TEST_F(PickedFileTest, ADocumentStaysByteForByteWithItsKindAndItsName)
{
    const QByteArray pdf = "%PDF-1.4\n%\xe2\xe3\xcf\xd3\nwords";
    const auto file = fileAt(given(u"Plan for the week.pdf"_s, pdf));
    ASSERT_TRUE(file) << qPrintable(file.error().detail);
    EXPECT_EQ(file->bytes, pdf);
    EXPECT_EQ(file->mime, u"application/pdf"_s);
    EXPECT_EQ(file->name, u"Plan for the week.pdf"_s);
    EXPECT_TRUE(mayBeShownOutside(file->mime));
}

TEST_F(PickedFileTest, APictureIsAPhotoWhateverItIsCalledAndLosesItsPlace)
{
    const QByteArray taken = picture("png");
    ASSERT_TRUE(taken.contains("CANARY")) << "the words are there to be stripped";
    const auto photo = fileAt(given(u"scan of Ada.pdf"_s, taken));
    ASSERT_TRUE(photo);
    EXPECT_EQ(photo->mime, u"image/jpeg"_s);
    EXPECT_FALSE(photo->bytes.contains("CANARY"));
    EXPECT_EQ(photo->name, QString()) << "a photo has a neutral name";
}

/// The beginning of a TIFF: one entry, a text that says where it was taken.
QByteArray tiffFile() { return QByteArray("II*\0\x08\0\0\0\1\0\x0e\1\2\0\x11\0\0\0\x1a\0\0\0\0\0\0\0", 26) + "CANARY 53.6458 N"; }

TEST_F(PickedFileTest, APictureThatCannotBeMadeAnewIsRefusedAndNeverKeptWithItsPlace)
{
    const QByteArray place = "CANARY 53.6458 N";
    const QByteArray heic = QByteArray("\0\0\0\x18"
                                       "ftypheic\0\0\0\0"
                                       "mif1heic",
                                       24)
        + place;
    const QByteArray jpeg = picture("jpeg");
    const qsizetype frame = jpeg.indexOf("\xff\xc0");
    ASSERT_GT(frame, 0);
    QByteArray vast = jpeg;                                             // 65,000 x 65,000 by its head
    vast.replace(frame + 5, 4, QByteArray("\xfd\xe8\xfd\xe8", 4));
    const QByteArray headless = jpeg.first(20) + place;                 // no frame says how large it is
    const QByteArray drawing = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><desc>CANARY</desc></svg>";
    const struct {
        const char *name;
        QByteArray bytes;
    } pictures[] = {
        { "IMG_0001.HEIC", heic },
        { "notes.pdf", heic },
        { "scan.tif", tiffFile() },
        { "letter.docx", tiffFile() },
        { "wide.jpg", vast },
        { "cut off.jpg", headless },
        { "headless", headless },
        { "plan.svg", drawing },
        { "camera.jpg", QByteArray("\1\2\3 ") + place },   // what is in it says nothing: its name does
        { "old.gif", QByteArray("GIF89a\1\0\1\0", 10) + place },
    };
    for (const auto &[name, bytes] : pictures) {
        ASSERT_TRUE(bytes.contains("CANARY") || bytes == vast) << name << ": the words are there to be kept by mistake";
        const auto file = fileAt(given(QLatin1StringView(name), bytes));
        ASSERT_FALSE(file) << name << " was kept as " << qPrintable(file->mime);
        EXPECT_EQ(file.error().code, ErrorCode::UnsupportedVersion) << name << ' ' << qPrintable(file.error().detail);
        EXPECT_FALSE(file.error().detail.contains(QLatin1StringView(name))) << "a name may be a child's";
    }
    EXPECT_TRUE(fileAt(given(u"whole.jpg"_s, jpeg))) << "the same picture with its head is taken";
    EXPECT_TRUE(fileAt(given(u"about HEIC pictures.txt"_s, "ftypheic is how they begin")));
}

TEST_F(PickedFileTest, WhatIsNoFileIsEmptyOrMayNotBeReadIsRefusedWithoutWaiting)
{
    ASSERT_EQ(::mkfifo(QFile::encodeName(m_folder.filePath(u"pipe"_s)).constData(), 0600), 0);
    for (const auto &open : { fileAt, photoAt }) {
        EXPECT_EQ(open(m_folder.filePath(u"pipe"_s)).error().code, ErrorCode::NotFound);   // it would wait for ever
        EXPECT_EQ(open(m_folder.path()).error().code, ErrorCode::NotFound);
        EXPECT_EQ(open(u"/dev/zero"_s).error().code, ErrorCode::NotFound);
        EXPECT_EQ(open(m_folder.filePath(u"gone.pdf"_s)).error().code, ErrorCode::NotFound);
        EXPECT_EQ(open(given(u"empty.pdf"_s, {})).error().code, ErrorCode::InvalidInput);
    }
    QFile lying(m_folder.filePath(u"huge"_s));
    ASSERT_TRUE(lying.open(QIODevice::WriteOnly) && lying.resize(pictureFileBytesMax + 1));   // takes no room on the disk
    EXPECT_EQ(fileAt(lying.fileName()).error().code, ErrorCode::TooLarge);
    EXPECT_EQ(photoAt(lying.fileName()).error().code, ErrorCode::TooLarge);
}

TEST_F(PickedFileTest, TheLimitStandsExactlyWhereItIs)
{
    EXPECT_TRUE(fileAt(given(u"a.txt"_s, QByteArray(limits::fileBytesMax, 'a'))));
    EXPECT_EQ(fileAt(given(u"b.txt"_s, QByteArray(limits::fileBytesMax + 1, 'a'))).error().code, ErrorCode::TooLarge);
}

TEST_F(PickedFileTest, AHostileNameIsKeptAsWordsOnOneLine)
{
    const QString longest = QString(251, u'w') + u".pdf"_s;
    EXPECT_EQ(keptFileName(u"plan\u202efdp.exe"_s), u"planfdp.exe"_s);
    EXPECT_EQ(keptFileName(u"a\u0007b\u001b[31m\n.pdf"_s), u"ab[31m .pdf"_s);
    EXPECT_EQ(keptFileName(u"../../etc/passwd"_s), u"passwd"_s);
    EXPECT_EQ(keptFileName(u"..\\..\\C:\\autoexec.bat"_s), u"autoexec.bat"_s);
    EXPECT_EQ(keptFileName(u".."_s), QString());
    EXPECT_EQ(keptFileName(u"\u202e\u200f"_s), QString());
    EXPECT_EQ(keptFileName(QString(QChar(0xd800)) + u"x.pdf"_s), u"?x.pdf"_s);
    EXPECT_EQ(keptFileName(longest).size(), fileNameLengthMax);
    EXPECT_TRUE(keptFileName(longest).endsWith(u"w.pdf"_s));
    EXPECT_LE(fileTitle(keptFileName(longest)).size(), 61);
    // The same through a real file, as long as the file system allows.
    for (const QString &name : { longest, u"x\u202e\u0007y.txt"_s }) {
        const auto file = fileAt(given(name, "words"));
        ASSERT_TRUE(file) << qPrintable(file.error().detail);
        EXPECT_EQ(file->name, keptFileName(name));
    }
}

TEST_F(PickedFileTest, WhatASystemWouldRunIsKeptButNeverHandedOn)
{
    for (const QByteArray &bytes : { QByteArray("#!/bin/sh\nrm -rf ~\n"),
                                     QByteArray("\x7f"
                                                "ELF\2\1\1")
                                         + QByteArray(60, '\0'),
                                     QByteArray("[Desktop Entry]\nExec=sh\nType=Application\n"), QByteArray("<!DOCTYPE html><script>x</script>") }) {
        const auto file = fileAt(given(u"letter.pdf"_s, bytes));   // its name lies
        ASSERT_TRUE(file);
        const bool isCalledPdf = file->mime == "application/pdf"_L1;   // then the program for PDF is asked, which finds none
        EXPECT_TRUE(isCalledPdf || !mayBeShownOutside(file->mime)) << qPrintable(file->mime);
    }
    const auto desktop = fileAt(given(u"letter.desktop"_s, "[Desktop Entry]\nExec=sh\nType=Application\n"));
    EXPECT_FALSE(mayBeShownOutside(desktop->mime));
    EXPECT_FALSE(mayBeShownOutside(u"text/html"_s));
    EXPECT_FALSE(mayBeShownOutside(u"application/x-sharedlib"_s));
    EXPECT_TRUE(endingOf(u"application/x-desktop"_s).isEmpty());
}

TEST_F(PickedFileTest, ACopyForAnotherProgramIsItsOwnersAloneHasNoNameAndGoesAwayAgain)
{
    const QString folder = m_folder.filePath(u"shown"_s);
    QStringList shown;
    bool isShown = true;
    const auto show = [&](const QString &path) {
        shown.append(path);
        return isShown;
    };
    {
        const auto opener = systemOpener(folder, show);
        ASSERT_TRUE(opener->open("%PDF-words", u"pdf"_s));
        QFile copy(shown.value(0));
        ASSERT_TRUE(copy.open(QIODevice::ReadOnly));
        EXPECT_EQ(copy.readAll(), "%PDF-words");
        EXPECT_EQ(copy.permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther), QFile::Permissions());
        EXPECT_EQ(QFileInfo(folder).permissions() & (QFile::ReadGroup | QFile::ExeGroup | QFile::ReadOther | QFile::ExeOther), QFile::Permissions());
        EXPECT_EQ(QFileInfo(copy).fileName(), u"sightline-1.pdf"_s);
        EXPECT_TRUE(opener->removeCopies());
        EXPECT_FALSE(QFile::exists(shown.value(0)));
        isShown = false;
        EXPECT_FALSE(opener->open("x", u"pdf"_s));
        EXPECT_FALSE(QFile::exists(shown.value(1))) << "what no program takes is left nowhere";
        isShown = true;
        ASSERT_TRUE(opener->open("y", u"pdf"_s));
    }
    EXPECT_FALSE(QDir(folder).exists()) << "the app's end takes them away";
    // A killed app leaves its copy; the next start takes it away.
    ASSERT_TRUE(QDir().mkpath(folder));
    given(u"shown/sightline-1.pdf"_s, "left");
    const auto next = systemOpener(folder, show);
    EXPECT_FALSE(QFile::exists(folder + u"/sightline-1.pdf"_s));
    EXPECT_NE(copiesFolder(u"/a"_s), copiesFolder(u"/b"_s)) << "one person's app takes no copy of another's away";
}

} // namespace
