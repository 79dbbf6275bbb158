#include "core/forms/answer_value.h"
#include "core/forms/named_files.h"
#include "qml/features/capture/form_session.h"

#include <QRegularExpression>

#include <algorithm>

/// What a FormSession does with photos and drawings.
namespace sightline {

using namespace Qt::StringLiterals;

void FormSession::addPicture(const QString &key, const QUrl &file)
{
    const FilePlace place = placeForPicture(key, u"photo"_s);
    if (place.key.isEmpty() || !takePicture)
        return;
    beginWork(key);
    takePicture(place, file.isLocalFile() ? file.toLocalFile() : QString());
}

bool FormSession::takesPhotos(const QString &key) const
{
    const Target target = targetAt(key);
    return target.item && target.item->type == ItemType::Attachment && takesKind(target.item->mimeTypes, u"image/jpeg"_s);
}

void FormSession::addPhoto(const QString &key)
{
    const FilePlace place = placeForPicture(key, u"photo"_s);
    if (place.key.isEmpty()) {   // another picture came in while the camera was on
        //: Under a question for pictures, after a photo was taken for which there is no room.
        m_refused.insert(key, tr("This question takes no more pictures, so the photo was not kept. Remove one, and take it again."));
        refresh();
        return;
    }
    const QByteArray photo = m_camera ? m_camera->use() : QByteArray();
    if (photo.isEmpty() || !takePhoto)
        return;
    m_photos.append({ place, photo });
    beginWork(key);
    takePhoto(place, photo);
}

void FormSession::keepPhotosAgain(const QString &key)
{
    keepAgain([&key](const QString &of) { return of == key; });
}

void FormSession::keepAgain(const std::function<bool(const QString &key)> &isWanted)
{
    QList<TakenPhoto> again;   // a copy: the answer may come at once
    for (TakenPhoto &photo : m_photos) {
        if (photo.isOnItsWay || !isWanted(photo.place.key))
            continue;
        photo.isOnItsWay = true;
        again.append(photo);
    }
    for (const TakenPhoto &photo : std::as_const(again)) {
        beginWork(photo.place.key);
        takePhoto(photo.place, photo.file);
    }
}

void FormSession::dropPhotos(const QString &key)
{
    m_photos.removeIf([&key](const TakenPhoto &photo) { return photo.place.key == key && !photo.isOnItsWay; });
    m_refused.remove(key);
    refresh();
}

void FormSession::beginWork(const QString &key)
{
    m_refused.remove(key);
    m_working[key] += 1;
    refresh();
}

/// The next place for a picture of the question @p key, with a name that says nothing of anybody; none where no more is taken.
FilePlace FormSession::placeForPicture(const QString &key, const QString &kind) const
{
    const Target target = targetAt(key);
    const FormRow *line = lineAt(key);
    if (!target.item || target.item->type != ItemType::Attachment || !line || !line->takesMore)
        return {};
    int number = 1;
    const auto isTaken = [&] {
        const QString name = u"%1-%2"_s.arg(kind).arg(number);
        return std::any_of(line->files.cbegin(), line->files.cend(), [&](const FormFile &file) { return file.file.name.startsWith(name + u'.'); })
            || std::any_of(m_photos.cbegin(), m_photos.cend(), [&](const TakenPhoto &photo) { return photo.place.key == key && photo.place.name == name; });
    };
    number += m_working.value(key);
    while (isTaken())
        ++number;
    return {
        target.key, target.item->repeats, u"%1-%2"_s.arg(kind).arg(number), line->takes == "pictures"_L1, target.item->mimeTypes, target.item->maxSizeBytes
    };
}

int FormSession::beginDrawing(const QString &key)
{
    const Target target = targetAt(key);
    m_drawnOver.insert(key, target.item && !target.item->repeats ? m_answers.value(target.key) : Json());
    static const QRegularExpression numbered(u"^(\\d{1,3}):"_s, QRegularExpression::MultilineOption);
    int last = 0;
    if (m_drawnOver.value(key).isObject()) {
        for (auto lines = numbered.globalMatch(m_answers.value(wordsBeside(key)).toString()); lines.hasNext();)
            last = qMax(last, lines.next().captured(1).toInt());
    }
    return last + 1;
}

void FormSession::keepDrawing(const QString &key, const QVariant &sheet)
{
    const Target target = targetAt(key);
    if (!target.item || target.item->type != ItemType::Attachment || target.item->repeats || !takeDrawing)
        return;
    const auto ink = sheet.value<InkSheet>();
    if (m_working.contains(key)) {   // one at a time, and the newest last
        m_drawnSince.insert(key, ink);
        return;
    }
    m_refused.remove(key);
    if (ink.isEmpty()) {
        edited(m_answers.set(key, m_drawnOver.value(key)));
        return;
    }
    m_working[key] += 1;
    takeDrawing({ key, false, u"drawing-1"_s }, ink);
}

/// The key of the text question that stands right after the drawing @p key, in the same entry; empty: there is none.
QString FormSession::wordsBeside(const QString &key) const
{
    const FormPlace *drawing = m_tree.find(key);
    if (!drawing)
        return {};
    const auto after = std::find_if(m_tree.places.cbegin(), m_tree.places.cend(), [&](const FormPlace &place) { return place.key == drawing->key; })
        + (drawing->end - static_cast<int>(drawing - m_tree.places.constData()));
    const bool isBeside =
        after < m_tree.places.cend() && after->parent == drawing->parent && after->enabled && m_form.items[after->item].type == ItemType::Text;
    return isBeside ? after->key : QString();
}

void FormSession::addMarkWords(const QString &key, int number)
{
    const QString beside = wordsBeside(key);
    if (beside.isEmpty())
        return;
    const QString words = m_answers.value(beside).toString();
    const QString line = u"%1: "_s.arg(number);
    if (!(u'\n' + words).contains(u'\n' + line.trimmed()))
        setText(beside, words.isEmpty() || words.endsWith(u'\n') ? words + line : words + u'\n' + line);
}

void FormSession::removeMarkWords(const QString &key, int number)
{
    const QString beside = wordsBeside(key);
    QStringList lines = m_answers.value(beside).toString().split(u'\n');
    if (!beside.isEmpty() && lines.removeIf([&](const QString &line) { return line.trimmed() == u"%1:"_s.arg(number); }) > 0)
        setText(beside, lines.join(u'\n'));
}

void FormSession::pictureKept(const FilePlace &place, const Json &answer)
{
    endWork(place.key);
    m_photos.removeIf([&place](const TakenPhoto &photo) { return photo.place == place; });
    nameFile(place, answer);
    if (m_drawnSince.contains(place.key))
        keepDrawing(place.key, QVariant::fromValue(m_drawnSince.take(place.key)));
    finishWhatWaited();
}

void FormSession::pictureCame(const FilePlace &place, const Json &answer)
{
    const Target target = targetAt(place.key);
    const Json &present = m_answers.value(target.key);
    const QList<AnswerRow> rows = m_answers.rows(target.key);
    const bool isNamed = present == answer || std::any_of(rows.cbegin(), rows.cend(), [&](const AnswerRow &row) { return row.value == answer; });
    if (target.item && !isNamed)
        nameFile(place, answer);
}

/// Puts a stored file among the answers, and the answers on the disk.
void FormSession::nameFile(const FilePlace &place, const Json &answer)
{
    const Target target = targetAt(place.key);
    if (!target.item)
        return;
    // The question may be gone from the form's page by now, as other answers go; the answer stays in the draft all the same.
    edited(target.item->repeats ? m_answers.addAnswer(target.key, answer, m_random).changed : m_answers.set(target.key, answer));
    saveNow();
}

void FormSession::settle(std::function<void()> then)
{
    m_onceSettled = std::move(then);
    hush();
    tellSettled();
}

void FormSession::tellSettled()
{
    if (m_onceSettled && m_working.isEmpty())
        std::exchange(m_onceSettled, {})();
}

void FormSession::finishWhatWaited()
{
    tellSettled();
    if (m_finishesOnceKept && m_working.isEmpty() && m_lastSeeks == 0)
        finish();
}

void FormSession::pictureRefused(const FilePlace &place, const QString &why)
{
    endWork(place.key);
    const bool wasFinishing = std::exchange(m_finishesOnceKept, false);
    m_drawnSince.remove(place.key);   // it would meet the same trouble; the next stroke tries again
    for (TakenPhoto &photo : m_photos) {
        if (photo.place == place) {
            photo.isOnItsWay = false;
            photo.wasRefused = true;
        }
    }
    m_refused.insert(place.key, why);
    refresh();
    if (wasFinishing)
        goToLine(place.key);   // why it is not done stands there
    tellSettled();
}

void FormSession::endWork(const QString &key)
{
    if (--m_working[key] <= 0)
        m_working.remove(key);
}

void FormSession::removeFile(const QString &key, const QString &row)
{
    const Target target = targetAt(key);
    if (!target.item)
        return;
    m_refused.remove(key);
    const Answers before = m_answers;
    removed(before, row.isEmpty() ? m_answers.remove(target.key) : m_answers.removeRow(target.key, row));
}

} // namespace sightline
