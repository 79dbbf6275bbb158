#include "core/forms/answer_key.h"
#include "core/forms/enable_when.h"
#include "core/forms/layout.h"
#include "core/packs/council/demo_council.h"
#include "tests/qml/form_filler.h"
#include "tests/qml/joined_devices.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

using namespace sightline;
using namespace sightline::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr int seedsMax = 5;

/// A form of every kind of question that no program knows. Nobody has a file at hand here, so none is required.
Json formOf(quint64 seed)
{
    const std::function<Json(const Json &)> withoutFiles = [&](const Json &item) {
        Json out = item;
        if (item[u"type"_s].toString() == u"attachment"_s)
            out.remove(u"required"_s);
        Json::Array items;
        for (const Json &child : item[u"item"_s].toArray())
            items.append(withoutFiles(child));
        if (!items.isEmpty())
            out.set(u"item"_s, items);
        return out;
    };
    RandomFormShape shape;
    shape.itemsMin = 24;
    return withoutFiles(randomQuestionnaire(seed, shape));
}

/// @p answers with every row called by its place in its list, so that two devices' ids do not matter; identifiers of people are left to
/// the names they were picked by.
QMap<QString, QString> comparable(const Answers &answers)
{
    QMap<QString, QString> rowNames;   // "list row" → number
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        int number = 0;
        for (const AnswerRow &row : answers.rows(it.key()))
            rowNames.insert(row.id, u"row%1"_s.arg(++number));
    }
    const auto renamed = [&](QString key) {
        for (auto it = rowNames.cbegin(); it != rowNames.cend(); ++it)
            key.replace(QRegularExpression(u"(?<=[@#])"_s + QRegularExpression::escape(it.key()) + u"(?=$|/)"_s), *it);
        return key;
    };
    const auto said = [](Json value) {
        if (value.isObject() && value.contains(u"value"_s))
            value.set(u"value"_s, QString());
        return QString::fromUtf8(writeJson(value));
    };
    QMap<QString, QString> out;
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        QStringList values;
        for (const AnswerRow &row : answers.given(it.key()))
            values.append(said(row.value));
        out.insert(renamed(it.key()), values.join(u" | "_s));
    }
    return out;
}

/// How a reader is shown @p value.
QString shown(const FormItem &item, const Json &value)
{
    if (value.isNumber())
        return value.numberText();
    const bool isDay = item.type == ItemType::Date || item.type == ItemType::DateTime;
    const QDate day = isDay ? QDate::fromString(value.toString().left(10), Qt::ISODate) : QDate();
    if (!day.isValid())
        return answerText(value);
    const QString written = QLocale().toString(day, u"ddd d MMM yyyy"_s);
    return value.toString().contains(u'T') ? written + u", "_s + value.toString().mid(11, 5) : written;
}

class GeneralityTest : public JoinedDevices {
protected:
    void SetUp() override
    {
        begin();
        for (quint64 seed = 1; seed <= seedsMax; ++seed)
            publish(u"form%1.json"_s.arg(seed), formOf(seed));
        serve();
        join(u"first"_s, author);
        join(u"second"_s, manager);
    }
    static QStringList people()
    {
        QStringList names;
        for (const Person &person : demoCouncil().people())
            names.append(person.name);
        return names;
    }
    /// What the hub holds of the record written with @p form.
    Answers onHub(const QString &form)
    {
        const auto lines = m_hub.administer({ u"export"_s }).split('\n');
        for (const QByteArray &line : lines) {
            const auto record = parseJson(line);
            if (record && (*record)[u"body"_s][u"form"_s].toString() == form && (*record)[u"body"_s][u"type"_s].toString() == u"form"_s)
                return *Answers::fromJson((*record)[u"body"_s][u"answers"_s]);
        }
        ADD_FAILURE() << "the hub has no record of " << qPrintable(form);
        return {};
    }
};

/// Every answer of @p given must be read on the page, each after its question, in the form's order.
void expectRead(const ScreenReader &reader, const Questionnaire &form, const Answers &given)
{
    QStringList said;
    for (const Heard &heard : reader.page())
        said.append(heard.name);
    qsizetype at = 0;
    int read = 0;
    const FormTree tree = buildFormTree(form, given);
    for (const FormPlace &place : tree.places) {
        const FormItem &item = form.items[place.item];
        const auto answers = item.type == ItemType::Group ? QList<AnswerRow> {} : given.given(place.key);
        if (answers.isEmpty() || !place.enabled)
            continue;
        QStringList words;
        for (const AnswerRow &row : answers)
            words.append(shown(item, row.value));
        // What is asked of one of several answers says of which, before its own words.
        const auto asks = [&item](const QString &name) { return name == item.text || name.endsWith(u": "_s + item.text); };
        const auto asked = std::find_if(said.cbegin() + at, said.cend(), asks);
        const qsizetype label = asked == said.cend() ? -1 : asked - said.cbegin();
        ASSERT_GE(label, 0) << "“" << qPrintable(item.text) << "” is not on the page";
        const qsizetype answer = said.indexOf(words.join(u'\n'), label);
        ASSERT_GE(answer, 0) << "“" << qPrintable(item.text) << "” is there without its answer “" << qPrintable(words.join(u'\n')) << "”";
        EXPECT_LE(answer - label, 3) << "the answer of “" << qPrintable(item.text) << "” stands elsewhere";
        at = label;
        ++read;
    }
    EXPECT_GE(read, 10);
}

TEST_F(GeneralityTest, AFormNobodyKnowsIsFilledCompletedSyncedAndReadOnAnotherDevice)
{
    QMap<QString, Answers> given;
    QMap<QString, Questionnaire> forms;
    {
        RunningApp app(folderOf(u"first"_s), { 390, 844 });
        const ScreenReader reader = app.reader();
        for (quint64 seed = 1; seed <= seedsMax; ++seed) {
            const auto form = readQuestionnaire(formOf(seed));
            ASSERT_TRUE(form);
            ASSERT_TRUE(openStart(reader)) << qPrintable(reader.said());
            ASSERT_TRUE(reader.press(QAccessible::ListItem, form->title, true)) << qPrintable(reader.said());
            ASSERT_TRUE(reader.waitFor([&] { return app.views().capture()->session() != nullptr; }));
            FormFiller filler(reader, *form, people(), seed);
            ASSERT_TRUE(filler.fill()) << "seed " << seed << ", " << qPrintable(filler.complaint) << "\n" << qPrintable(reader.said());
            ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, form->title + u" is finished"_s, true)) << "seed " << seed << "\n" << qPrintable(reader.said());
            ASSERT_TRUE(reader.press(QAccessible::Button, u"Done"_s));
            const QString name = u"random-%1@1.0"_s.arg(seed);
            given.insert(name, filler.given());
            forms.insert(name, *form);
            std::printf("seed %llu: %d answers typed or chosen on %d pages\n", seed, filler.typed, filler.pages);
            EXPECT_GE(filler.typed, 10);
        }
        ASSERT_TRUE(reader.waitFor([&] { return app.views().sync()->glyphText().startsWith(u"On the hub"_s); })) << qPrintable(app.views().sync()->glyphText());
    }
    for (auto it = given.cbegin(); it != given.cend(); ++it)
        EXPECT_EQ(comparable(onHub(it.key())), comparable(*it)) << qPrintable(it.key());

    RunningApp app(folderOf(u"second"_s), { 390, 844 });
    const ScreenReader reader = app.reader();
    for (auto it = given.cbegin(); it != given.cend(); ++it) {
        reader.key(Qt::Key_2, Qt::ControlModifier);
        ASSERT_TRUE(reader.waitFor(QAccessible::NoRole, u"My team"_s, true)) << qPrintable(reader.said());
        for (const Heard &heard : reader.page()) {
            if (heard.name.startsWith(u"My team"_s) && heard.element->state().focusable) {
                ASSERT_TRUE(reader.press(heard));
                break;
            }
        }
        const QString title = forms[it.key()].title;
        ASSERT_TRUE(reader.press(QAccessible::ListItem, title, true)) << qPrintable(reader.said());
        ASSERT_TRUE(
            reader.waitFor([&] { return app.views().records()->opened()->title() == title && app.views().records()->opened()->lines()->rowCount() > 0; }));
        expectRead(reader, forms[it.key()], *it);
        ASSERT_TRUE(reader.press(QAccessible::Button, u"Back"_s));   // Escape twice in a hurry would hide the screen
    }
}

} // namespace
