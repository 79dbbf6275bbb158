#include "core/forms/xlsform/xlsform_import.h"

#include "core/base/limits.h"
#include "core/forms/answer_value.h"
#include "core/forms/editing/template_checks.h"
#include "core/forms/extension_urls.h"
#include "core/forms/publish.h"
#include "core/forms/xlsform/xlsform_expression.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

struct XlsFormWords {
    Q_DECLARE_TR_FUNCTIONS(XlsForm)
};

// Columns whose content we know and that change nothing here: words for a refusal that we say in our own.
const QStringList silentColumns { u"constraint_message"_s, u"required_message"_s };
const QStringList surveyColumns { u"type"_s,      u"name"_s,       u"label"_s,      u"hint"_s,      u"guidance_hint"_s,
                                  u"required"_s,  u"relevant"_s,   u"constraint"_s, u"default"_s,   u"readonly"_s,
                                  u"read_only"_s, u"appearance"_s, u"parameters"_s, u"sensitive"_s, u"calculation"_s };

Json extension(QStringView url, const QString &member, const Json &value) { return Json::object({ { u"url"_s, Json(url) }, { member, value } }); }

void addExtension(Json &element, const Json &added)
{
    Json all = element[u"extension"_s];
    all.append(added);
    element.set(u"extension"_s, all);
}

Json codeableConcept(const QString &code) { return Json::object({ { u"coding"_s, Json::array({ Json::object({ { u"code"_s, code } }) }) } }); }

/// "English (en)" gives en; a bare "cy" is its own code.
QString languageCode(const QString &language)
{
    static const QRegularExpression inBrackets(u"\\(([A-Za-z-]+)\\)\\s*\\z"_s);
    const auto match = inBrackets.match(language);
    return match.hasMatch() ? match.captured(1) : language;
}

/// A sheet read by the names in its first row.
class Table {
public:
    explicit Table(const Sheet *sheet) : m_sheet(sheet)
    {
        for (qsizetype at = 0; sheet && at < sheet->rows.value(0).size(); ++at) {
            QString name = sheet->cell(0, at);
            const QString base = name.section(u"::"_s, 0, 0).trimmed().toLower();
            name = name.contains(u"::") ? base + u"::"_s + name.section(u"::"_s, 1).trimmed() : base;
            if (!name.isEmpty() && !m_columns.contains(name)) {
                m_columns.insert(name, at);
                m_names.append(name);
            }
        }
    }

    [[nodiscard]] bool exists() const { return m_sheet; }
    [[nodiscard]] QString sheetName() const { return m_sheet ? m_sheet->name : QString(); }
    [[nodiscard]] qsizetype rowCount() const { return m_sheet ? m_sheet->rows.size() : 0; }
    [[nodiscard]] const QStringList &names() const { return m_names; }
    [[nodiscard]] bool has(const QString &name) const { return m_columns.contains(name); }
    [[nodiscard]] QString text(qsizetype row, const QString &name) const { return has(name) ? m_sheet->cell(row, m_columns.value(name)) : QString(); }
    [[nodiscard]] QString letter(const QString &name) const { return has(name) ? columnName(m_columns.value(name)) : QString(); }
    [[nodiscard]] bool isEmptyRow(qsizetype row) const
    {
        for (const QString &cell : m_sheet->rows.value(row)) {
            if (!cell.isEmpty())
                return false;
        }
        return true;
    }

private:
    const Sheet *m_sheet;
    QHash<QString, qsizetype> m_columns;
    QStringList m_names;
};

/// A question of the survey, known before conditions are read.
struct Asked {
    QString type;      ///< FHIR's
    QString list;      ///< of a choice
};

class Importer {
public:
    explicit Importer(const Workbook &book) : m_survey(book.find(u"survey"_s)), m_choices(book.find(u"choices"_s)), m_settings(book.find(u"settings"_s)) { }

    XlsFormImport run()
    {
        if (!m_survey.exists()) {
            //: What is wrong with a spreadsheet that was to become a template.
            const QString why = XlsFormWords::tr("The file has no sheet called \"survey\".");
            m_refusals.append({ u"survey"_s, 0, {}, why });
            return { {}, m_refusals };
        }
        readSettings();
        readChoices();
        findQuestions();
        m_row = 1;
        const Json items = readItems({}, 1);
        Json form = m_head;
        if (items.toArray().isEmpty()) {
            //: What is wrong with a spreadsheet that was to become a template.
            const QString why = XlsFormWords::tr("The survey has no questions.");
            m_refusals.append({ m_survey.sheetName(), 0, {}, why });
        }
        if (!m_contained.isEmpty())
            form.set(u"contained"_s, m_contained);
        form.set(u"item"_s, items);
        if (m_refusals.isEmpty())
            checkAsForm(form);
        return { m_refusals.isEmpty() ? form : Json(), m_refusals };
    }

private:
    /// What only shows in the whole: loops of conditions, the same choice twice, too many items.
    void checkAsForm(const Json &json)
    {
        const auto form = readQuestionnaire(json);
        if (!form) {
            m_refusals.append({ m_survey.sheetName(), 0, {}, form.error().detail });
            return;
        }
        QSet<QString> refused;
        for (const ImportNote &refusal : publishRefusals(*form))
            refused.insert(refusal.linkId);
        for (const TemplateProblem &problem : templateProblems(*form)) {   // each of them is there, as its author is told in the editor
            if (refused.contains(problem.linkId))
                m_refusals.append({ m_survey.sheetName(), m_rows.value(problem.linkId, -1) + 1, {}, problem.text });
        }
    }

    void refuse(const Table &table, qsizetype row, const QString &column, const QString &text)
    {
        m_refusals.append({ table.sheetName(), int(row) + 1, table.letter(column), text });
    }
    void refuseHere(const QString &column, const QString &text) { refuse(m_survey, m_row, column, text); }
    QString here(const QString &column) const { return m_survey.text(m_row, column); }

    void readSettings()
    {
        m_head = Json::object({ { u"resourceType"_s, u"Questionnaire"_s }, { u"status"_s, u"draft"_s } });
        static const QStringList known { u"form_title"_s, u"form_id"_s, u"version"_s, u"default_language"_s };
        for (const QString &name : m_settings.names()) {
            if (!known.contains(name) && !m_settings.text(1, name).isEmpty())
                //: What is wrong with a spreadsheet that was to become a template. %1 is a word in it.
                refuse(m_settings, 1, name, XlsFormWords::tr("The setting \"%1\" has no like here.").arg(name.left(40)));
        }
        const QString id = m_settings.text(1, u"form_id"_s);
        const QString title = m_settings.text(1, u"form_title"_s);
        const QString version = m_settings.text(1, u"version"_s);
        if (id.isEmpty() || title.isEmpty()) {
            //: What is wrong with a spreadsheet that was to become a template.
            const QString why = XlsFormWords::tr("The settings need a form_id and a form_title.");
            m_refusals.append({ u"settings"_s, 2, {}, why });
        }
        m_head.set(u"url"_s, u"urn:xlsform:"_s + QString(id).replace(u' ', u'-'));
        m_head.set(u"title"_s, title);
        m_head.set(u"version"_s, version.isEmpty() ? u"1"_s : version);
        m_language = m_settings.text(1, u"default_language"_s);
    }

    /// The words of @p column in the form's first language, and translations beside them as FHIR has them.
    void setWords(Json &element, const QString &member, const Table &table, qsizetype row, const QString &column) const
    {
        QString words = table.text(row, column);
        Json siblings;
        for (const QString &name : table.names()) {
            const QString language = name.startsWith(column + u"::"_s) ? name.section(u"::"_s, 1) : QString();
            const QString text = language.isEmpty() ? QString() : table.text(row, name);
            if (text.isEmpty())
                continue;
            const bool isDefault = words.isEmpty() && (m_language.isEmpty() || language == m_language);
            if (isDefault) {
                words = text;
                continue;
            }
            Json translation = Json::object({ { u"url"_s, Json(extensions::translation) } });
            translation.set(u"extension"_s,
                            Json::array({ extension(u"lang", u"valueCode"_s, languageCode(language)), extension(u"content", u"valueString"_s, text) }));
            addExtension(siblings, translation);
        }
        if (!words.isEmpty())
            element.set(member, words);
        if (!siblings.isNull())
            element.set(u'_' + member, siblings);
    }

    void readChoices()
    {
        const QString listColumn = m_choices.has(u"list_name"_s) ? u"list_name"_s : u"list name"_s;
        QMap<QString, Json::Array> lists;
        for (qsizetype row = 1; row < m_choices.rowCount(); ++row) {
            if (m_choices.isEmptyRow(row))
                continue;
            const QString list = m_choices.text(row, listColumn);
            const QString name = m_choices.text(row, u"name"_s);
            if (list.isEmpty() || name.isEmpty()) {
                //: What is wrong with a spreadsheet that was to become a template.
                refuse(m_choices, row, list.isEmpty() ? listColumn : u"name"_s, XlsFormWords::tr("A choice needs a list_name and a name."));
                continue;
            }
            for (const QString &column : m_choices.names()) {
                const QString base = column.section(u"::"_s, 0, 0);
                const bool isKnown = column == listColumn || base == u"name" || base == u"label";
                if (!isKnown && !m_choices.text(row, column).isEmpty())
                    //: What is wrong with a spreadsheet that was to become a template. %1 is a word in it.
                    refuse(m_choices, row, column, XlsFormWords::tr("The column \"%1\" of the choices has no like here.").arg(column.left(40)));
            }
            Json concept_ = Json::object({ { u"code"_s, name } });
            setWords(concept_, u"display"_s, m_choices, row, u"label"_s);
            if (!concept_.contains(u"display"_s))
                //: What is wrong with a spreadsheet that was to become a template. %1 is a word in it.
                refuse(m_choices, row, u"label"_s, XlsFormWords::tr("The choice \"%1\" has no label.").arg(name.left(40)));
            const bool isTwice = m_displays.contains({ list, name });
            if (isTwice)
                //: What is wrong with a spreadsheet that was to become a template. %1 and %2 are words in it.
                refuse(m_choices, row, u"name"_s, XlsFormWords::tr("The list \"%1\" has the choice \"%2\" twice.").arg(list.left(40), name.left(40)));
            m_displays.insert({ list, name }, concept_[u"display"_s].toString());
            lists[list].append(concept_);
        }
        for (auto it = lists.cbegin(); it != lists.cend(); ++it) {
            m_lists.insert(it.key());
            const Json include = Json::object({ { u"system"_s, systemOf(it.key()) }, { u"concept"_s, it.value() } });
            m_contained.append(Json::object({ { u"resourceType"_s, u"ValueSet"_s },
                                              { u"id"_s, it.key() },
                                              { u"status"_s, u"draft"_s },
                                              { u"compose"_s, Json::object({ { u"include"_s, Json::array({ include }) } }) } }));
        }
    }

    QString systemOf(const QString &list) const { return m_head[u"url"_s].toString() + u":"_s + list; }

    /// FHIR's type of an XLSForm type, with the appearance; empty if there is none.
    static QString fhirType(const QString &type, const QString &appearance)
    {
        static const QHash<QString, QString> plain {
            { u"integer"_s, u"integer"_s },   { u"decimal"_s, u"decimal"_s },     { u"date"_s, u"date"_s },        { u"time"_s, u"time"_s },
            { u"datetime"_s, u"dateTime"_s }, { u"note"_s, u"display"_s },        { u"image"_s, u"attachment"_s }, { u"audio"_s, u"attachment"_s },
            { u"file"_s, u"attachment"_s },   { u"acknowledge"_s, u"boolean"_s }, { u"range"_s, u"integer"_s },    { u"calculate"_s, u"string"_s },
        };
        if (type == u"text")
            return appearance == u"multiline" ? u"text"_s : u"string"_s;
        if (type == u"image" && appearance == u"signature")
            return u"text"_s;   // signed by typing the name
        return plain.value(type);
    }

    static QStringList wordsOf(const QString &type) { return type.simplified().split(u' '); }

    void findQuestions()
    {
        for (qsizetype row = 1; row < m_survey.rowCount(); ++row) {
            const QStringList type = wordsOf(m_survey.text(row, u"type"_s));
            const bool isChoice = type.first() == u"select_one" || type.first() == u"select_multiple";
            const QString fhir = isChoice ? u"choice"_s : fhirType(type.first().toLower(), m_survey.text(row, u"appearance"_s));
            const QString name = m_survey.text(row, u"name"_s);
            if (!name.isEmpty() && !fhir.isEmpty())
                m_asked.insert(name, { fhir, isChoice ? type.value(1) : QString() });
        }
    }

    /// The items from m_row to the end that closes @p group ("group", "repeat", or "" for the whole survey).
    Json readItems(const QString &group, int depth)
    {
        Json::Array items;
        for (; m_row < m_survey.rowCount(); ++m_row) {
            if (m_survey.isEmptyRow(m_row))
                continue;
            if (depth > limits::formDepthMax) {
                //: What is wrong with a spreadsheet that was to become a template. %1 is a number.
                refuseHere(u"type"_s, XlsFormWords::tr("The groups nest more than %1 levels deep.").arg(limits::formDepthMax));
                m_row = m_survey.rowCount();
                return items;
            }
            const QString type = here(u"type"_s).simplified().replace(u"begin "_s, u"begin_"_s).replace(u"end "_s, u"end_"_s);
            if (type.startsWith(u"end_")) {
                if (type == u"end_"_s + group)
                    return items;
                //: What is wrong with a spreadsheet that was to become a template. %1 is a word in it.
                refuseHere(u"type"_s, XlsFormWords::tr("\"%1\" closes nothing that is open.").arg(type.left(40)));
                continue;
            }
            const bool isRepeat = type == u"begin_repeat";
            if (!isRepeat && type != u"begin_group") {
                readQuestion(type, items);
                continue;
            }
            Json item = head(u"group"_s);
            if (isRepeat)
                item.set(u"repeats"_s, true);
            readCommon(item, u"group"_s);
            const qsizetype begun = m_row++;
            item.set(u"item"_s, readItems(isRepeat ? u"repeat"_s : u"group"_s, depth + 1));
            if (m_row >= m_survey.rowCount())
                //: What is wrong with a spreadsheet that was to become a template.
                refuse(m_survey, begun, u"type"_s, XlsFormWords::tr("This group is never closed."));
            items.append(item);
        }
        return items;
    }

    Json head(const QString &fhir)
    {
        const QString name = here(u"name"_s);
        static const QRegularExpression good(u"\\A[A-Za-z_][\\w.-]*\\z"_s);
        if (!good.match(name).hasMatch())
            //: What is wrong with a spreadsheet that was to become a template.
            refuseHere(u"name"_s, XlsFormWords::tr("A name begins with a letter and has letters, digits, _, - and . only."));
        else if (m_names.contains(name))
            //: What is wrong with a spreadsheet that was to become a template. %1 is a word in it.
            refuseHere(u"name"_s, XlsFormWords::tr("The name \"%1\" is used twice.").arg(name.left(40)));
        m_names.insert(name);
        m_rows.insert(name, int(m_row));
        return Json::object({ { u"linkId"_s, name }, { u"type"_s, fhir } });
    }

    void readQuestion(const QString &typeText, Json::Array &items)
    {
        const QStringList type = wordsOf(typeText);
        const QString kind = type.first().toLower();
        const bool isChoice = kind == u"select_one" || kind == u"select_multiple";
        const bool isOpen = isChoice && type.value(2) == u"or_other";
        const QString fhir = isOpen ? u"open-choice"_s : isChoice ? u"choice"_s : fhirType(kind, here(u"appearance"_s));
        const bool isKnown = !fhir.isEmpty() && type.size() <= (isChoice ? (isOpen ? 3 : 2) : 1);
        if (!isKnown) {
            //: What is wrong with a spreadsheet that was to become a template. %1 is a word in it.
            refuseHere(u"type"_s, XlsFormWords::tr("The type \"%1\" has no like here.").arg(typeText.left(60)));
            return;
        }
        Json item = head(fhir);
        if (isChoice) {
            if (!m_lists.contains(type.value(1)))
                //: What is wrong with a spreadsheet that was to become a template. %1 is a word in it.
                refuseHere(u"type"_s, XlsFormWords::tr("The choices have no list \"%1\".").arg(type.value(1).left(40)));
            item.set(u"answerValueSet"_s, u'#' + type.value(1));
            if (kind == u"select_multiple")
                item.set(u"repeats"_s, true);
        }
        if (kind == u"image" || kind == u"audio")
            addMime(item, kind);
        if (kind == u"range")
            readRange(item);
        if (kind == u"calculate")
            readCalculation(item);
        readCommon(item, fhir);
        readConstraint(item, fhir);
        readDefault(item, fhir, type.value(1));
        items.append(item);
    }

    void addMime(Json &item, const QString &kind) const
    {
        if (item[u"type"_s].toString() == u"attachment")
            addExtension(item, extension(extensions::mimeType, u"valueCode"_s, kind + u"/*"_s));
        else
            addExtension(item, extension(extensions::signatureRequired, u"valueCodeableConcept"_s, codeableConcept(u"1.2.840.10065.1.12.1.1"_s)));
    }

    void readRange(Json &item)
    {
        int start = 0, end = 10, step = 1;
        for (const QString &part : here(u"parameters"_s).split(QRegularExpression(u"[\\s;,]+"_s), Qt::SkipEmptyParts)) {
            bool isWhole = false;
            const int value = part.section(u'=', 1).toInt(&isWhole);
            const QString name = part.section(u'=', 0, 0);
            int *into = name == u"start" ? &start : name == u"end" ? &end : name == u"step" ? &step : nullptr;
            if (!into || !isWhole)
                //: What is wrong with a spreadsheet that was to become a template.
                refuseHere(u"parameters"_s, XlsFormWords::tr("A range has whole numbers for start, end and step only."));
            else
                *into = value;
        }
        addExtension(item, extension(extensions::itemControl, u"valueCodeableConcept"_s, codeableConcept(u"slider"_s)));
        addExtension(item, extension(extensions::minValue, u"valueInteger"_s, start));
        addExtension(item, extension(extensions::maxValue, u"valueInteger"_s, end));
        addExtension(item, extension(extensions::sliderStepValue, u"valueInteger"_s, step));
    }

    /// Only `${q}`: the same value as another question.
    void readCalculation(Json &item)
    {
        static const QRegularExpression copy(u"\\A\\$\\{\\s*([A-Za-z_][\\w.-]*)\\s*\\}\\z"_s);
        const auto match = copy.match(here(u"calculation"_s));
        const QString from = match.captured(1);
        if (!match.hasMatch() || !m_asked.contains(from)) {
            //: What is wrong with a spreadsheet that was to become a template.
            refuseHere(u"calculation"_s, XlsFormWords::tr("Only the value of another question can be calculated, as ${name}."));
            return;
        }
        item.set(u"type"_s, m_asked.value(from).type);
        if (!m_asked.value(from).list.isEmpty())
            item.set(u"answerValueSet"_s, u'#' + m_asked.value(from).list);
        item.set(u"readOnly"_s, true);
        item.set(u"text"_s, here(u"name"_s));
        Json function = Json::object({ { u"url"_s, Json(extensions::productFunction) } });
        function.set(u"extension"_s, Json::array({ extension(u"name", u"valueString"_s, u"copy"_s), extension(u"from", u"valueString"_s, from) }));
        addExtension(item, function);
    }

    void readCommon(Json &item, const QString &fhir)
    {
        const QString kind = wordsOf(here(u"type"_s)).first();
        for (const QString &column : m_survey.names()) {
            const QString base = column.section(u"::"_s, 0, 0);
            const bool isKnown = surveyColumns.contains(base) || silentColumns.contains(base);
            if (!isKnown && !here(column).isEmpty())
                //: What is wrong with a spreadsheet that was to become a template. %1 is a word in it.
                refuseHere(column, XlsFormWords::tr("The column \"%1\" has no like here.").arg(column.left(40)));
        }
        if (kind != u"calculate" && !here(u"calculation"_s).isEmpty())
            //: What is wrong with a spreadsheet that was to become a template.
            refuseHere(u"calculation"_s, XlsFormWords::tr("Only a row of type calculate has a calculation."));
        if (kind != u"range" && !here(u"parameters"_s).isEmpty())
            //: What is wrong with a spreadsheet that was to become a template.
            refuseHere(u"parameters"_s, XlsFormWords::tr("Only a range has parameters."));
        setWords(item, u"text"_s, m_survey, m_row, u"label"_s);
        if (!item.contains(u"text"_s) && fhir != u"group")
            //: What is wrong with a spreadsheet that was to become a template.
            refuseHere(u"label"_s, XlsFormWords::tr("The question has no label."));
        readYes(u"required"_s, item, u"required"_s);
        readYes(m_survey.has(u"readonly"_s) ? u"readonly"_s : u"read_only"_s, item, u"readOnly"_s);
        Json sensitive;
        readYes(u"sensitive"_s, sensitive, u"is"_s);
        if (!sensitive.isNull())
            addExtension(item, extension(extensions::sensitivity, u"valueCode"_s, u"P3"_s));
        readAppearance(item, fhir);
        readRelevant(item);
        addHelp(item, u"hint"_s, fhir);
        addHelp(item, u"guidance_hint"_s, fhir);
    }

    void readYes(const QString &column, Json &item, const QString &member)
    {
        static const QStringList yes { u"yes"_s, u"true"_s, u"true()"_s, u"1"_s };
        static const QStringList no { u""_s, u"no"_s, u"false"_s, u"false()"_s, u"0"_s };
        const QString said = here(column).toLower();
        if (yes.contains(said))
            item.set(member, true);
        else if (!no.contains(said))
            //: What is wrong with a spreadsheet that was to become a template. %1 is a word in it.
            refuseHere(column, XlsFormWords::tr("\"%1\" takes yes or no here, no condition.").arg(column));
    }

    void readAppearance(Json &item, const QString &fhir)
    {
        for (const QString &word : here(u"appearance"_s).split(u' ', Qt::SkipEmptyParts)) {
            const bool isChoice = fhir == u"choice" || fhir == u"open-choice";
            const bool isImage = wordsOf(here(u"type"_s)).first() == u"image";
            if (isChoice && word == u"minimal")
                addExtension(item, extension(extensions::itemControl, u"valueCodeableConcept"_s, codeableConcept(u"drop-down"_s)));
            else if (isChoice && (word == u"likert" || word == u"horizontal"))
                addExtension(item, extension(extensions::choiceOrientation, u"valueCode"_s, u"horizontal"_s));
            else if (fhir == u"group" && word == u"field-list")
                addExtension(item, extension(extensions::itemControl, u"valueCodeableConcept"_s, codeableConcept(u"page"_s)));
            else if (!(isImage && (word == u"signature" || word == u"annotate")) && !(fhir == u"text" && word == u"multiline"))
                //: What is wrong with a spreadsheet that was to become a template. %1 is a word in it.
                refuseHere(u"appearance"_s, XlsFormWords::tr("The appearance \"%1\" has no like here.").arg(word.left(40)));
        }
    }

    void addHelp(Json &item, const QString &column, const QString &fhir)
    {
        Json help = Json::object({ { u"linkId"_s, here(u"name"_s) + u"."_s + column }, { u"type"_s, u"display"_s } });
        setWords(help, u"text"_s, m_survey, m_row, column);
        if (!help.contains(u"text"_s))
            return;
        if (fhir == u"group" || fhir == u"display") {
            //: What is wrong with a spreadsheet that was to become a template.
            refuseHere(column, XlsFormWords::tr("Only a question has a hint."));
            return;
        }
        addExtension(help, extension(extensions::itemControl, u"valueCodeableConcept"_s, codeableConcept(u"help"_s)));
        Json children = item[u"item"_s];
        children.append(help);
        item.set(u"item"_s, children);
    }

    void readRelevant(Json &item)
    {
        const QString written = here(u"relevant"_s);
        if (written.isEmpty())
            return;
        const auto relevant = parseRelevant(written);
        if (!relevant || relevant->terms.size() > limits::formConditionsMax) {
            //: What is wrong with a spreadsheet that was to become a template.
            refuseHere(u"relevant"_s,
                       XlsFormWords::tr("This condition cannot be read. Use ${q} = 'x', ${q} != '', comparisons, selected() and not(selected()), joined by "
                                        "and, or by or, but not both."));
            return;
        }
        Json::Array conditions;
        for (const RelevantTerm &term : relevant->terms) {
            const auto condition = conditionOf(term);
            if (!condition)
                return;
            conditions.append(*condition);
        }
        item.set(u"enableWhen"_s, conditions);
        if (conditions.size() > 1)
            item.set(u"enableBehavior"_s, relevant->behavior == EnableBehavior::All ? u"all"_s : u"any"_s);
    }

    std::optional<Json> conditionOf(const RelevantTerm &term)
    {
        static const QHash<EnableOperator, QString> operators { { EnableOperator::Exists, u"exists"_s }, { EnableOperator::Equal, u"="_s },
                                                                { EnableOperator::NotEqual, u"!="_s },   { EnableOperator::Greater, u">"_s },
                                                                { EnableOperator::Less, u"<"_s },        { EnableOperator::GreaterOrEqual, u">="_s },
                                                                { EnableOperator::LessOrEqual, u"<="_s } };
        const auto asked = m_asked.constFind(term.question);
        if (asked == m_asked.cend() || asked->type == u"display") {
            //: What is wrong with a spreadsheet that was to become a template. %1 is a word in it.
            refuseHere(u"relevant"_s, XlsFormWords::tr("The survey has no question \"%1\".").arg(term.question.left(40)));
            return std::nullopt;
        }
        Json condition = Json::object({ { u"question"_s, term.question }, { u"operator"_s, operators.value(term.op) } });
        if (term.op == EnableOperator::Exists) {
            condition.set(u"answerBoolean"_s, term.value == u"true");
            return condition;
        }
        const auto value = valueOf(asked->type, asked->list, term.value);
        const bool isOrder = term.op != EnableOperator::Equal && term.op != EnableOperator::NotEqual;
        const bool hasOrder = asked->type != u"choice" && asked->type != u"boolean";
        if (!value || (isOrder && !hasOrder)) {
            //: What is wrong with a spreadsheet that was to become a template. %1 is a word in it.
            refuseHere(u"relevant"_s, XlsFormWords::tr("\"%1\" can never be what the condition compares it with.").arg(term.question.left(40)));
            return std::nullopt;
        }
        condition.set(u"answer"_s + value->first, value->second);
        return condition;
    }

    /// A value as FHIR writes it for a question of @p type: its type's name and itself. Nothing if it does not fit.
    std::optional<std::pair<QString, Json>> valueOf(const QString &type, const QString &list, const QString &text) const
    {
        bool isWhole = false;
        const int number = text.toInt(&isWhole);
        if (type == u"choice" || type == u"open-choice") {
            if (!m_displays.contains({ list, text }))
                return std::nullopt;
            return std::pair(u"Coding"_s, codingAnswer(systemOf(list), text, m_displays.value({ list, text })));
        }
        if (type == u"integer")
            return isWhole ? std::optional(std::pair(u"Integer"_s, Json(number))) : std::nullopt;
        if (type == u"decimal")
            return isFhirDecimal(text) ? std::optional(std::pair(u"Decimal"_s, text.contains(u'.') ? Json(Decimal { text }) : Json(number))) : std::nullopt;
        if (type == u"date")
            return isFhirDate(text) ? std::optional(std::pair(u"Date"_s, Json(text))) : std::nullopt;
        if (type == u"dateTime")
            return isFhirDateTime(text) ? std::optional(std::pair(u"DateTime"_s, Json(text))) : std::nullopt;
        if (type == u"time")
            return isFhirTime(text) ? std::optional(std::pair(u"Time"_s, Json(text))) : std::nullopt;
        if (type == u"boolean")
            return text == u"OK" || text == u"true" ? std::optional(std::pair(u"Boolean"_s, Json(true))) : std::nullopt;
        if (type == u"string" || type == u"text")
            return std::pair(u"String"_s, Json(text));
        return std::nullopt;
    }

    void readConstraint(Json &item, const QString &fhir)
    {
        const QString written = here(u"constraint"_s);
        if (written.isEmpty())
            return;
        const auto constraint = parseConstraint(written, fhir == u"integer");
        const bool isOfText = constraint && (constraint->minLength > 0 || constraint->maxLength > 0 || !constraint->regex.isEmpty());
        const bool takesText = fhir == u"string" || fhir == u"text";
        bool isRead = constraint && (!isOfText || takesText);
        const auto addBound = [&](QStringView url, const QString &bound) {
            const auto value = bound.isEmpty() || takesText ? std::nullopt : valueOf(fhir, {}, bound);
            if (value)
                addExtension(item, extension(url, u"value"_s + value->first, value->second));
            isRead = isRead && (bound.isEmpty() || value);
        };
        if (isRead) {
            addBound(extensions::minValue, constraint->minValue);
            addBound(extensions::maxValue, constraint->maxValue);
        }
        if (!isRead) {
            //: What is wrong with a spreadsheet that was to become a template.
            refuseHere(u"constraint"_s, XlsFormWords::tr("This constraint cannot be read. Use . >= 1 and . <= 9, string-length(.) <= 9, or regex(., '...')."));
            return;
        }
        if (constraint->maxLength > 0)
            item.set(u"maxLength"_s, constraint->maxLength);
        if (constraint->minLength > 0)
            addExtension(item, extension(extensions::minLength, u"valueInteger"_s, constraint->minLength));
        if (!constraint->regex.isEmpty())
            addExtension(item, extension(extensions::regex, u"valueString"_s, constraint->regex));
    }

    void readDefault(Json &item, const QString &fhir, const QString &list)
    {
        const QString written = here(u"default"_s);
        if (written.isEmpty())
            return;
        const auto value = valueOf(fhir, list, written);
        if (!value) {
            //: What is wrong with a spreadsheet that was to become a template.
            refuseHere(u"default"_s, XlsFormWords::tr("This default is no answer to the question; only fixed values can be given."));
            return;
        }
        item.set(u"initial"_s, Json::array({ Json::object({ { u"value"_s + value->first, value->second } }) }));
    }

    Table m_survey;
    Table m_choices;
    Table m_settings;
    qsizetype m_row = 1;
    QString m_language;
    Json m_head;
    Json::Array m_contained;
    QSet<QString> m_lists;
    QHash<std::pair<QString, QString>, QString> m_displays;   // by list and name
    QHash<QString, Asked> m_asked;
    QSet<QString> m_names;
    QHash<QString, int> m_rows;   // by name, for what only shows in the whole
    QList<XlsFormRefusal> m_refusals;
};

} // namespace

Result<XlsFormImport> importXlsForm(QByteArrayView file)
{
    const auto book = readWorkbook(file);
    if (!book)
        return book.error();
    return importXlsForm(*book);
}

XlsFormImport importXlsForm(const Workbook &book) { return Importer(book).run(); }

} // namespace sightline
