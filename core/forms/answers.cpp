#include "core/forms/answers.h"

#include <algorithm>

namespace sightline {

using namespace Qt::StringLiterals;

namespace {

// In the order of their code units, so that comparing strings compares orders.
constexpr char16_t digits[] = u"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr int base = 62;
constexpr int rowIdLength = 8;

/// Value of the digit at @p index; past the end (and for anything foreign) 0.
int digitAt(QStringView order, qsizetype index)
{
    if (index >= order.size())
        return 0;
    const auto found = QStringView(digits).indexOf(order[index]);
    return found < 0 ? 0 : int(found);
}

bool isBelow(const QString &key, const QString &parent)
{
    return key.size() > parent.size() && key.startsWith(parent) && (key[parent.size()] == u'/' || key[parent.size()] == u'@');
}

QStringList removeWhere(Answers::Fields &fields, const QString &parent)
{
    QStringList removed;
    for (auto it = fields.lowerBound(parent); it != fields.end() && it.key().startsWith(parent);) {
        if (!isBelow(it.key(), parent)) {
            ++it;
            continue;
        }
        removed.append(it.key());
        it = fields.erase(it);
    }
    return removed;
}

/// What the entries of a list lie below: `g#row` for rows of a group, `q@row` for one of several answers.
QString belowRow(const QString &listKey, const QString &row) { return listKey.endsWith(u'#') ? listKey + row : listKey + u'@' + row; }

/// The order for a new entry before @p before (or last) in @p rows.
QString orderFor(const QList<AnswerRow> &rows, const QString &before)
{
    const auto next = std::find_if(rows.cbegin(), rows.cend(), [&](const AnswerRow &row) { return row.id == before; });
    const QString upper = next == rows.cend() ? QString() : next->order;
    const QString lower = next == rows.cbegin() ? QString() : std::prev(next)->order;
    return orderBetween(lower, upper);
}

} // namespace

const Json &Answers::value(const QString &key) const
{
    static const Json none;
    const auto found = m_fields.constFind(key);
    return found == m_fields.cend() ? none : found.value();
}

QList<AnswerRow> Answers::rows(const QString &key) const { return rowsFromJson(value(key)); }

QList<AnswerRow> Answers::given(const QString &key) const
{
    const Json &field = value(key);
    if (field.isArray())
        return rowsFromJson(field);
    if (field.isNull())
        return {};
    return { AnswerRow { singleAnswerRow.toString(), {}, field } };
}

QStringList Answers::set(const QString &key, const Json &value)
{
    const bool isNothing = value.isNull() || (value.isArray() && value.toArray().isEmpty());
    if (isNothing)
        return m_fields.remove(key) > 0 ? QStringList { key } : QStringList {};
    Json &field = m_fields[key];
    if (field == value)
        return {};
    field = value;
    return { key };
}

QStringList Answers::remove(const QString &key)
{
    QStringList changed;
    if (m_fields.remove(key) > 0)
        changed.append(key);
    if (!key.endsWith(u'#'))
        return changed + removeWhere(m_fields, key);
    for (auto it = m_fields.lowerBound(key); it != m_fields.end() && it.key().startsWith(key);) {
        changed.append(it.key());
        it = m_fields.erase(it);
    }
    return changed;
}

Answers::Added Answers::addRow(const QString &listKey, RandomSource &random, const QString &before)
{
    auto list = rows(listKey);
    const QString id = newRowId(random);
    list.append(AnswerRow { id, orderFor(list, before), {} });
    return { id, set(listKey, rowsToJson(list)) };
}

Answers::Added Answers::addAnswer(const QString &key, const Json &value, RandomSource &random)
{
    auto list = rows(key);
    const QString id = newRowId(random);
    list.append(AnswerRow { id, orderFor(list, {}), value });
    return { id, set(key, rowsToJson(list)) };
}

QStringList Answers::setAnswer(const QString &key, const QString &row, const Json &value)
{
    auto list = rows(key);
    for (AnswerRow &entry : list) {
        if (entry.id == row)
            entry.value = value;
    }
    return set(key, rowsToJson(list));
}

QStringList Answers::removeRow(const QString &listKey, const QString &row)
{
    auto list = rows(listKey);
    list.removeIf([&](const AnswerRow &entry) { return entry.id == row; });
    return set(listKey, rowsToJson(list)) + removeWhere(m_fields, belowRow(listKey, row));
}

QStringList Answers::moveRow(const QString &listKey, const QString &row, const QString &before)
{
    if (row == before)
        return {};
    auto list = rows(listKey);
    const auto moved = std::find_if(list.cbegin(), list.cend(), [&](const AnswerRow &entry) { return entry.id == row; });
    if (moved == list.cend())
        return {};
    AnswerRow entry = *moved;
    list.erase(moved);
    entry.order = orderFor(list, before);
    list.append(entry);
    return set(listKey, rowsToJson(list));
}

Json Answers::toJson() const { return Json(Json::Object(m_fields)); }

Result<Answers> Answers::fromJson(const Json &json)
{
    if (!json.isObject())
        return Error { ErrorCode::InvalidInput, u"Answers must be a JSON object of fields."_s };
    return Answers(json.toObject());
}

bool isAnswered(const Json &value)
{
    if (value.isString())
        return !value.toString().trimmed().isEmpty();
    return !value.isNull();
}

Answers withoutBlankAnswers(const Answers &answers)
{
    Answers said = answers;
    for (auto it = answers.fields().cbegin(); it != answers.fields().cend(); ++it) {
        const bool isOfAnswers = it->isArray() && !it.key().endsWith(u'#') && it.key() != restKey;
        if (!isOfAnswers)
            continue;
        for (const AnswerRow &row : rowsFromJson(*it)) {
            if (!isAnswered(row.value))
                said.removeRow(it.key(), row.id);
        }
    }
    return said;
}

QString newRowId(RandomSource &random)
{
    constexpr char16_t letters[] = u"abcdefghijklmnopqrstuvwxyz234567";   // 32, so that a byte's low bits are unbiased
    QString id;
    for (const char byte : random.bytes(rowIdLength))
        id.append(QChar(letters[static_cast<unsigned char>(byte) & 31]));
    return id;
}

QString orderBetween(const QString &after, const QString &before)
{
    // Two devices may have made equal orders, and a trailing 0 leaves no room: then the new entry goes just behind.
    const bool hasRoom = before.isEmpty() || (after < before && !before.endsWith(u'0'));
    if (!hasRoom)
        return after + QChar(digits[base / 2]);
    QString order;
    bool belowUpper = !before.isEmpty();   // still equal to the upper bound so far
    for (qsizetype at = 0;; ++at) {
        const int low = digitAt(after, at);
        const int high = belowUpper ? digitAt(before, at) : base;
        if (low == high) {
            order.append(QChar(digits[low]));
            continue;
        }
        const bool isOpenEnd = !belowUpper && at < after.size();
        // Appending steps by one, so that long lists keep short orders; inserting halves.
        const int middle = isOpenEnd ? low + 1 : (low + high) / 2;
        if (middle > low && middle < high) {
            order.append(QChar(digits[middle]));
            return order;
        }
        order.append(QChar(digits[low]));
        belowUpper = false;
    }
}

Json rowsToJson(const QList<AnswerRow> &rows)
{
    QList<AnswerRow> sorted = rows;
    std::sort(sorted.begin(), sorted.end(), [](const AnswerRow &a, const AnswerRow &b) { return a.order != b.order ? a.order < b.order : a.id < b.id; });
    Json::Array list;
    for (const AnswerRow &row : sorted) {
        Json entry = Json::object({ { u"at"_s, row.order }, { u"id"_s, row.id } });
        if (!row.value.isNull())
            entry.set(u"v"_s, row.value);
        list.append(entry);
    }
    return list;
}

QList<AnswerRow> rowsFromJson(const Json &list)
{
    QList<AnswerRow> rows;
    for (const Json &entry : list.toArray()) {
        const QString id = entry[u"id"_s].toString();
        if (!id.isEmpty())
            rows.append(AnswerRow { id, entry[u"at"_s].toString(), entry[u"v"_s] });
    }
    std::stable_sort(rows.begin(), rows.end(), [](const AnswerRow &a, const AnswerRow &b) { return a.order != b.order ? a.order < b.order : a.id < b.id; });
    return rows;
}

} // namespace sightline
