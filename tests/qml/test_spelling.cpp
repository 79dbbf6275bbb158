#include "platform/linux/hunspell_dictionary.h"
#include "qml/controls/dictionary.h"
#include <QAccessible>
#include <QGuiApplication>

#include <QClipboard>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickTextDocument>
#include <QQuickView>
#include <QSyntaxHighlighter>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <QtPlugin>

#include <gtest/gtest.h>

Q_IMPORT_PLUGIN(Sightline_ControlsPlugin)
Q_IMPORT_PLUGIN(Sightline_ThemePlugin)

using namespace sightline;
using namespace Qt::StringLiterals;

namespace {

/// A dictionary of the few words below.
Dictionary::Lent fewWords()
{
    static const QSet<QString> known { u"the"_s, u"practice"_s, u"was"_s, u"good"_s, u"don't"_s, u"we"_s, u"saw"_s };
    return { [](const QString &word) { return known.contains(word); },
             [](const QString &word) {
                 return word == "practise"_L1 ? QStringList { u"practice"_s, u"a"_s, u"b"_s, u"c"_s } : QStringList();
             } };
}

class SpellingTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        Dictionary::instance().setWanted(true);
        Dictionary::instance().lend(fewWords());
        view.engine()->addImportPath(u"qrc:/qt/qml"_s);
        QQmlComponent component(view.engine());
        component.setData(
            "import QtQuick\nimport Sightline.Controls\n"
            "Column { width: 360; LongInput { objectName: 'field'; width: 360; name: 'Words' } LongInput { width: 360; name: 'After' } "
            "LongInput { objectName: 'line'; width: 360; name: 'Line'; oneLine: true } LongInput { objectName: 'last'; width: 360; name: 'Last' } }",
            QUrl(u"qrc:/spelling.qml"_s));
        QObject *root = component.create();
        ASSERT_TRUE(root) << component.errorString().toStdString();
        view.setContent(component.url(), nullptr, root);
        view.resize(360, 400);
        view.show();
        view.requestActivate();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&view));
        field = root->findChild<QQuickItem *>(u"field"_s);
        field->forceActiveFocus();
    }
    void TearDown() override { Dictionary::instance().lend({}); }

    void type(const QString &keys)
    {
        for (const QChar key : keys)
            QTest::sendKeyEvent(QTest::Click, &view, Qt::Key_unknown, QString(key), Qt::NoModifier);
    }
    QTextDocument *document() { return field->property("textDocument").value<QQuickTextDocument *>()->textDocument(); }
    /// The underlined words, in order.
    QStringList marked()
    {
        QStringList words;
        for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
            for (const QTextLayout::FormatRange &range : block.layout()->formats())
                words.append(block.text().mid(range.start, range.length));
        }
        return words;
    }
    QString text() { return field->property("text").toString(); }
    /// Puts the cursor to @p place as a press does: no word changes.
    void putCursor(int place) { field->setProperty("cursorPosition", place); }
    /// The buttons in the field that can be pressed now.
    QList<QQuickItem *> shown(QQuickItem *within) const
    {
        QList<QQuickItem *> found;
        const auto items = within->childItems();
        for (QQuickItem *item : items) {
            if (!item->isVisible())
                continue;
            if (item->inherits("QQuickAbstractButton"))
                found.append(item);
            found.append(shown(item));
        }
        return found;
    }
    static QString nameOf(QQuickItem *item)
    {
        auto *said = QAccessible::queryAccessibleInterface(item);
        return said ? said->text(QAccessible::Name) : QString();
    }
    QStringList buttons()
    {
        QStringList names;
        for (QQuickItem *item : shown(field))
            names.append(nameOf(item));
        return names;
    }
    bool press(const QString &name)
    {
        view.grabWindow();   // laid out as it is drawn
        for (QQuickItem *item : shown(field)) {
            if (nameOf(item) != name)
                continue;
            QTest::mouseClick(&view, Qt::LeftButton, {}, item->mapToScene({ item->width() / 2, item->height() / 2 }).toPoint());
            return true;
        }
        return false;
    }

    QQuickView view;
    QQuickItem *field = nullptr;
};

} // namespace

TEST_F(SpellingTest, AMisspeltWordIsUnderlinedOnceItIsLeft)
{
    type(u"the practise"_s);
    EXPECT_EQ(marked(), QStringList()) << "it is being typed";
    type(u" was good"_s);
    EXPECT_EQ(marked(), QStringList { u"practise"_s });
    EXPECT_EQ(text(), u"the practise was good"_s) << "no letter is changed";
}

TEST_F(SpellingTest, NamesAbbreviationsAndNumbersAreNoMistakes)
{
    type(u"we saw Xanthe, LAC, T12x and don't qq "_s);
    EXPECT_EQ(marked(), QStringList { u"and"_s }) << "the only plain word that this dictionary lacks";
}

TEST_F(SpellingTest, ABetterWordIsPutInItsPlaceAndTakenBackAsTypingIs)
{
    type(u"the practise was good"_s);
    EXPECT_EQ(buttons(), QStringList()) << "nothing is offered while somebody types";
    putCursor(6);

    EXPECT_EQ(buttons(), (QStringList { u"Spelling of “practise”"_s, u"It is right"_s }));
    ASSERT_TRUE(press(u"Spelling of “practise”"_s));
    EXPECT_EQ(buttons(), (QStringList { u"Write practice for practise"_s, u"Write a for practise"_s, u"Write b for practise"_s, u"It is right"_s }));
    ASSERT_TRUE(press(u"Write practice for practise"_s));
    EXPECT_EQ(text(), u"the practice was good"_s);
    EXPECT_TRUE(field->hasActiveFocus());
    EXPECT_EQ(marked(), QStringList());
    EXPECT_EQ(buttons(), QStringList());
    QTest::keySequence(&view, QKeySequence::Undo);
    EXPECT_EQ(text(), u"the practise was good"_s);
}

TEST_F(SpellingTest, AWordThatIsRightIsMarkedNoMore)
{
    type(u"nana nana was "_s);   // kept for the process: a word of its own
    ASSERT_EQ(marked().size(), 2);
    putCursor(2);
    ASSERT_TRUE(press(u"It is right"_s));
    EXPECT_EQ(marked(), QStringList());
}

TEST_F(SpellingTest, ItIsReachedByTheKeyboard)
{
    type(u"the practise was good"_s);
    putCursor(6);
    QTest::keyClick(&view, Qt::Key_Tab);
    QTest::keyClick(&view, Qt::Key_Space);   // spelling of
    QTest::keyClick(&view, Qt::Key_Space);   // the first
    EXPECT_EQ(text(), u"the practice was good"_s);
    EXPECT_TRUE(field->hasActiveFocus());
}

TEST_F(SpellingTest, AOneLineAnswerIsCheckedTooStaysOneLineAndReturnGoesOn)
{
    field = view.contentItem()->findChild<QQuickItem *>(u"line"_s);
    ASSERT_TRUE(field);
    field->forceActiveFocus();
    type(u"the practise was good"_s);
    EXPECT_EQ(marked(), QStringList { u"practise"_s });
    QGuiApplication::clipboard()->setText(u" the\nwas\u2028good"_s);
    QTest::keySequence(&view, QKeySequence::Paste);
    EXPECT_EQ(text(), u"the practise was good the was good"_s);
    EXPECT_EQ(document()->blockCount(), 1);
    putCursor(6);
    ASSERT_TRUE(press(u"Spelling of “practise”"_s));
    ASSERT_TRUE(press(u"Write practice for practise"_s));
    EXPECT_EQ(text(), u"the practice was good the was good"_s);
    QTest::keyClick(&view, Qt::Key_Return);
    EXPECT_EQ(text(), u"the practice was good the was good"_s);
    EXPECT_TRUE(view.contentItem()->findChild<QQuickItem *>(u"last"_s)->hasActiveFocus());

    field->setProperty("checksSpelling", false);
    field->forceActiveFocus();
    field->setProperty("cursorPosition", text().size());
    type(u" practise was"_s);
    EXPECT_EQ(marked(), QStringList()) << "not where an answer is sensitive";
}

TEST_F(SpellingTest, NothingIsMarkedWhereItIsNotWantedOrNoDictionaryIsThere)
{
    type(u"the practise was good"_s);
    ASSERT_EQ(marked().size(), 1);
    view.contentItem()->forceActiveFocus();   // without a cursor that comes and goes
    const QImage withMark = view.grabWindow();
    Dictionary::instance().setWanted(false);
    EXPECT_EQ(marked(), QStringList());
    EXPECT_NE(view.grabWindow(), withMark) << "the mark was seen";
    Dictionary::instance().setWanted(true);
    ASSERT_EQ(marked().size(), 1);
    Dictionary::instance().lend({});
    EXPECT_EQ(marked(), QStringList());
}

TEST(HunspellTest, KnowsBritishWords)
{
    const auto words = HunspellDictionary::british();
    ASSERT_TRUE(words) << "the package hunspell-en-gb is installed by platform/setup";
    for (const QString &word : { u"colour"_s, u"safeguarding"_s, u"don't"_s, u"don\u2019t"_s, u"realise"_s })
        EXPECT_TRUE(words->knows(word)) << word.toStdString();
    EXPECT_FALSE(words->knows(u"colorr"_s));
    EXPECT_TRUE(words->suggestions(u"safegaurding"_s).contains(u"safeguarding"_s));
    EXPECT_FALSE(HunspellDictionary::fromFiles(u"/nowhere/xx"_s));
}

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    QAccessible::setActive(true);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
