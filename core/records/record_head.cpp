#include "core/records/record_head.h"

#include "core/base/json_part.h"

#include <limits>

namespace sightline {

namespace {

bool readText(JsonPart &value, QString &out)
{
    const auto text = value.text();
    if (!text || text->empty())
        return false;   // bodies leave out what is empty
    out = qStringOf(*text);
    return true;
}

template <typename NameType>
bool readName(JsonPart &value, NameType &out)
{
    QString text;
    if (!readText(value, text))
        return false;
    const auto name = NameType::fromString(text);
    if (!name)
        return false;
    out = *name;
    return true;
}

bool readTime(JsonPart &value, qint64 &out)
{
    const auto time = value.integer();
    out = time.value_or(0);
    return out != 0;
}

bool readVersion(JsonPart &value, int &out)
{
    const auto version = value.integer();
    const bool fits = version && *version > 0 && *version <= std::numeric_limits<int>::max();
    out = fits ? int(*version) : 0;
    return fits;
}

bool readTask(JsonPart &value, RecordBody &body)
{
    TaskReference task;
    int found = 0;
    const bool isRead = value.members([&](std::string_view name, JsonPart member) {
        ++found;
        if (name == "activity")
            return readName(member, task.activity);
        const auto text = member.text();
        if (!text)
            return false;
        if (name == "unit")
            task.unit = qStringOf(*text);
        else if (name == "period")
            task.periodStart = qStringOf(*text);
        else
            return false;
        return true;
    });
    body.task = task;
    return isRead && found == 3;
}

bool readAbout(JsonPart &value, RecordBody &body)
{
    QString text;
    if (!readText(value, text))
        return false;
    const auto about = RecordId::fromString(text);
    if (!about || about->toString() != text)
        return false;
    body.about = *about;
    return true;
}

/// Reads what our own code writes, exactly; false for anything else, which bodyFromBytes() then judges.
class HeadReader {
public:
    bool read(QByteArrayView bytes)
    {
        const auto whole =
            walkJson(bytes, {}, [this](JsonPart root) { return root.members([this](std::string_view name, JsonPart value) { return take(name, value); }); });
        return whole && m_hasType && m_hasState && readAnswers();
    }
    RecordBody body;

private:
    bool take(std::string_view name, JsonPart &value)
    {
        if (name == "about")
            return readAbout(value, body);
        if (name == "about_hash")
            return readText(value, body.aboutHash);
        if (name == "answers") {
            const auto text = value.verbatim();
            m_answers = text.value_or(QByteArrayView());
            return text.has_value();
        }
        if (name == "author")
            return readName(value, body.author);
        if (name == "completed_at")
            return readTime(value, body.completedAtMs);
        if (name == "edition")
            return readText(value, body.edition);
        if (name == "form")
            return readText(value, body.form);
        if (name == "made_at")
            return readTime(value, body.madeAtMs);
        if (name == "observed")
            return readName(value, body.observed.emplace());
        if (name == "role")
            return readText(value, body.role);
        if (name == "service")
            return readName(value, body.service);
        if (name == "state")
            return readState(value);
        if (name == "task")
            return readTask(value, body);
        if (name == "team")
            return readName(value, body.team);
        if (name == "type")
            return readType(value);
        if (name == "validator")
            return readVersion(value, body.validator);
        if (name == "void_reason")
            return readText(value, body.voidReason);
        return false;
    }

    bool readType(JsonPart &value)
    {
        QString text;
        const auto type = readText(value, text) ? recordTypeFromName(text) : std::nullopt;
        body.type = type.value_or(RecordType::Form);
        m_hasType = type.has_value();
        return m_hasType;
    }

    bool readState(JsonPart &value)
    {
        QString text;
        const auto state = readText(value, text) ? recordStateFromName(text) : std::nullopt;
        body.state = state.value_or(RecordState::Draft);
        m_hasState = state.has_value();
        return m_hasState;
    }

    /// Read apart, so one level less deep.
    bool readAnswers()
    {
        static constexpr JsonBounds belowRoot { .depthMax = limits::jsonDepthMax - 1 };
        if (m_answers.isNull())
            return true;
        if (body.type == RecordType::Form || body.type == RecordType::Step) {
            bool isEmpty = true;
            const auto whole = walkJson(m_answers, belowRoot, [&isEmpty](JsonPart root) {
                return root.members([&isEmpty](std::string_view, JsonPart value) {
                    isEmpty = false;
                    return value.isWellFormed();
                });
            });
            return whole && !isEmpty;
        }
        const auto answers = parseJson(m_answers, belowRoot);
        if (!answers || answers->toObject().isEmpty())
            return false;
        body.answers = answers->toObject();
        return true;
    }

    QByteArrayView m_answers;
    bool m_hasType = false;
    bool m_hasState = false;
};

} // namespace

Result<RecordBody> headFromBytes(QByteArrayView bytes)
{
    HeadReader reader;
    if (reader.read(bytes))
        return std::move(reader.body);
    return bodyFromBytes(bytes);
}

} // namespace sightline
