#include "core/forms/answer_key.h"

#include "core/base/limits.h"
#include "core/forms/answers.h"
#include "core/forms/questionnaire.h"

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

/// One step of a key: `name`, `name#`, `name#row` or `name@row`.
struct Step {
    QString linkId;
    QChar mark;      ///< '#', '@' or null
    QString row;
};

std::optional<Step> stepOf(QStringView text)
{
    Step step;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] != u'#' && text[at] != u'@')
            continue;
        step.mark = text[at];
        step.row = text.sliced(at + 1).toString();
        text = text.left(at);
        break;
    }
    // Nearly every name is written as it is, and every key of every record that is stored passes here.
    const bool isPlain = !text.contains(u'%') && !text.startsWith(u'$');
    step.linkId = isPlain ? text.toString() : unescapedName(text);
    const bool hasExtraMark = step.row.contains(u'#') || step.row.contains(u'@');
    if (step.linkId.isEmpty() || hasExtraMark || (!isPlain && escapedName(step.linkId) != text))
        return std::nullopt;
    return step;
}

/// The item that opens a new base below its children: a repeating group or a question; -1 above all of them.
int baseItemOf(const Questionnaire &questionnaire, int item)
{
    for (int at = questionnaire.items[item].parent; at >= 0; at = questionnaire.items[at].parent) {
        const FormItem &above = questionnaire.items[at];
        if (above.type != ItemType::Group || above.repeats)
            return at;
    }
    return -1;
}

Error badKey(const QString &what) { return Error { ErrorCode::InvalidInput, what }; }

} // namespace

QString escapedName(const QString &linkId)
{
    QString name;
    name.reserve(linkId.size());
    for (qsizetype at = 0; at < linkId.size(); ++at) {
        switch (linkId[at].unicode()) {
        case u'%': name += u"%25"; break;
        case u'/': name += u"%2F"; break;
        case u'#': name += u"%23"; break;
        case u'@': name += u"%40"; break;
        case u'$':
            if (at == 0)
                name += u"%24";
            else
                name += u'$';
            break;
        default: name += linkId[at];
        }
    }
    return name;
}

QString unescapedName(QStringView name)
{
    QString linkId;
    linkId.reserve(name.size());
    for (qsizetype at = 0; at < name.size(); ++at) {
        const QStringView code = name.mid(at, 3);
        const QChar plain = code == u"%25" ? u'%' : code == u"%2F" ? u'/' : code == u"%23" ? u'#' : code == u"%40" ? u'@' : code == u"%24" ? u'$' : QChar();
        linkId += plain.isNull() ? name[at] : plain;
        at += plain.isNull() ? 0 : 2;
    }
    return linkId;
}

QString childKey(const QString &base, const QString &linkId) { return base.isEmpty() ? escapedName(linkId) : base + u'/' + escapedName(linkId); }

QString rowListKey(const QString &base, const QString &linkId) { return childKey(base, linkId) + u'#'; }

QString rowBase(const QString &listKey, const QString &row) { return listKey + row; }

QString answerBase(const QString &key, const QString &row) { return key + u'@' + row; }

std::optional<AnswerName> answerNamed(const QString &base)
{
    const qsizetype at = base.lastIndexOf(u'@');   // names are escaped, so an @ is always the mark
    if (at < 0 || base.indexOf(u'/', at) >= 0)
        return std::nullopt;
    return AnswerName { base.first(at), base.sliced(at + 1) };
}

Result<ResolvedKey> resolveKey(const Questionnaire &questionnaire, const QString &key)
{
    const auto names = QStringView(key).split(u'/');
    if (names.size() > limits::formDepthMax)
        return badKey(u"A field's name has too many parts."_s);
    int above = -1;
    for (qsizetype at = 0; at < names.size(); ++at) {
        const auto step = stepOf(names[at]);
        if (!step)
            return badKey(u"A field's name is not written as a path of the form."_s);
        const int item = questionnaire.byLinkId.value(step->linkId, -1);
        if (item < 0)
            return badKey(u"The form has no item \"%1\"."_s.arg(step->linkId));
        const FormItem &found = questionnaire.items[item];
        const bool isLast = at == names.size() - 1;
        const bool repeatsAsRows = found.type == ItemType::Group && found.repeats;
        const bool isQuestion = found.type != ItemType::Group && found.type != ItemType::Display;
        const bool isRowList = isLast && step->mark == u'#' && step->row.isEmpty() && repeatsAsRows;
        const bool isAnswer = isLast && step->mark.isNull() && isQuestion;
        const bool isRow = !isLast && step->mark == u'#' && !step->row.isEmpty() && repeatsAsRows;
        const bool isUnderAnswer = !isLast && step->mark == u'@' && !step->row.isEmpty() && isQuestion;
        if (baseItemOf(questionnaire, item) != above || !(isRowList || isAnswer || isRow || isUnderAnswer))
            return badKey(u"Item \"%1\" cannot stand where the field's name puts it."_s.arg(step->linkId));
        if (isLast)
            return ResolvedKey { item, isRowList, key.left(std::max<qsizetype>(0, key.size() - names[at].size() - 1)) };
        above = item;
    }
    return badKey(u"A field's name is empty."_s);
}

} // namespace sightline
