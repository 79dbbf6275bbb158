#include "tests/laws/rule.h"
#include "tests/laws/source_text.h"

#include <QRegularExpression>

namespace sightline::laws {

namespace {

using namespace Qt::StringLiterals;

const QString page = u"qml/features/today/TodayPage.qml"_s;

/// Looks for @p pattern in QML outside @p except: in its code, where `strings` are blanked, or in the whole text.
enum class Where { Code, Text };
std::function<Report(const SourceTree &)> forbidInQml(const QString &pattern, const QString &what, Where where, const QStringList &except = {})
{
    return [expression = QRegularExpression(pattern), what, where, except](const SourceTree &tree) {
        Report report;
        for (const SourceFile &file : tree) {
            if (!file.isQml() || !file.isIn(u"qml") || file.isInAnyOf(except))
                continue;
            const QString code = takeApart(file.text).code;
            report.examined += static_cast<int>(code.count(u'\n'));
            for (auto matches = expression.globalMatch(where == Where::Code ? code : file.text); matches.hasNext();) {
                const qsizetype at = matches.next().capturedStart();
                if (!code.at(at).isSpace())   // not in a comment
                    report.findings.append({ file.path, lineAt(code, at), what });
            }
        }
        return report;
    };
}

/// Every qsTr and tr is led by its own translator's note, on its line or above, as lupdate reads them.
Report checkTranslatorNotes(const SourceTree &tree)
{
    // Calls with a literal: a function of ours that passes a text on is no place to note it.
    static const QRegularExpression call(
        uR"re(\b(qsTr|qsTrId|tr|QT_TR_NOOP|QT_TR_N_NOOP)\s*\(\s*["']|\b(qsTranslate|translate|QT_TRANSLATE_NOOP)\s*\(\s*"[^"]*"\s*,\s*")re"_s);
    Report report;
    for (const SourceFile &file : tree) {
        if (!file.isIn(u"qml") || !(file.isQml() || file.isCpp()))
            continue;
        const SourceText source = takeApart(file.text);
        int noteUsedUpTo = 0;   // line of the last call that took a note
        for (auto matches = call.globalMatch(source.code); matches.hasNext();) {
            const int line = lineAt(source.code, matches.next().capturedStart());
            ++report.examined;
            bool hasNote = false;
            for (const TextPiece &comment : source.comments) {
                const bool isNote = comment.text.startsWith(u':') && comment.line <= line && comment.line >= line - 4;
                hasNote = hasNote || (isNote && comment.line > noteUsedUpTo);
            }
            if (hasNote)
                noteUsedUpTo = line - 1;
            else
                report.findings.append({ file.path, line, u"has a text for people without a //: note for its translator."_s });
        }
    }
    return report;
}

/// A `property var` says why, on its line.
Report checkUntypedProperties(const SourceTree &tree)
{
    static const QRegularExpression untyped(uR"(\bproperty\s+(var|variant)\b[^\n]*)"_s);
    Report report;
    for (const SourceFile &file : tree) {
        if (!file.isQml() || !file.isIn(u"qml"))
            continue;
        report.examined += static_cast<int>(file.text.count(u"property "));
        for (auto matches = untyped.globalMatch(file.text); matches.hasNext();) {
            const auto match = matches.next();
            if (!match.captured().contains(u"//"))
                report.findings.append({ file.path, lineAt(file.text, match.capturedStart()), u"has a property of no type and no reason beside it."_s });
        }
    }
    return report;
}

} // namespace

QList<Rule> qmlRules()
{
    return {
        { u"colours come from the theme"_s,
          u"lines of QML"_s,
          forbidInQml(uR"(["']#[0-9A-Fa-f]{3,8}["']|\bQt\.(rgba|hsla|hsva|color)\s*\(|\bcolor\s*:\s*["'](?!transparent["']))"_s,
                      u"makes a colour of its own; take a role of Theme."_s, Where::Text, { u"qml/theme"_s }),
          { { page, u"Rectangle { color: \"#ffffff\" }\n"_s, u"Rectangle { color: \"transparent\" } // not \"#ffffff\"\n"_s } } },
        { u"every text has a note for its translator"_s,
          u"texts"_s,
          checkTranslatorNotes,
          { { page, u"//: Title of the page.\ntitle: qsTr(\"Today\")\ntext: qsTr(\"Claim\")\n"_s,
              u"//: Title of the page.\ntitle: qsTr(\"Today\")\n//: Button on a task.\ntext: qsTr(\"Claim\")\n"_s } } },
        { u"every text can be translated"_s,
          u"lines of QML"_s,
          forbidInQml(uR"(\b(text|title|subtitle|placeholderText|Accessible\.name|Accessible\.description)\s*:\s*["'][^"'\n]*[A-Za-z]{2})"_s,
                      u"shows words that no translator sees; use qsTr."_s, Where::Text, { u"qml/gallery"_s }),
          { { page, u"Label { text: \"Due today\" }\n"_s, u"Label { text: \"·\" }\n"_s } } },
        { u"sentences are not glued together"_s,
          u"lines of QML"_s,
          forbidInQml(uR"(qsTr\s*\([^()\n]*\)\s*\+|\+\s*qsTr\s*\()"_s, u"glues a sentence from parts; use %1 in one text."_s, Where::Text),
          { { page, u"text: qsTr(\"Saved \") + count\n"_s, u"text: qsTr(\"Saved %1\").arg(count)\n"_s } } },
        { u"what can be tapped is a control"_s,
          u"lines of QML"_s,
          forbidInQml(uR"(\b(MouseArea|TapHandler)\b)"_s, u"taps where no screen reader or keyboard can; use a control."_s, Where::Code, { u"qml/controls"_s }),
          { { page, u"MouseArea { onClicked: page.claim() }\n"_s, u"AbstractButton { onClicked: page.claim() } // no MouseArea\n"_s } } },
        { u"nobody reaches past its parent"_s,
          u"lines of QML"_s,
          forbidInQml(uR"(\bparent\.parent\b)"_s, u"reaches up the tree; pass what it needs by a required property."_s, Where::Code),
          { { page, u"width: parent.parent.width\n"_s, u"width: parent.width\n"_s } } },
        { u"properties have types"_s,
          u"properties"_s,
          checkUntypedProperties,
          { { page, u"property var task\nproperty int count\n"_s, u"property var rows // a JavaScript array of the model's roles\n"_s } } },
    };
}

} // namespace sightline::laws
