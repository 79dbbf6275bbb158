#include "tests/pictures/filled_forms.h"

#include "core/base/digest.h"
#include "core/commands/keep_file.h"
#include "core/forms/answer_value.h"
#include "core/forms/enable_when.h"
#include "core/forms/named_files.h"
#include "core/forms/questionnaire.h"
#include "core/packs/forms/form_packs.h"
#include "core/pictures/picture.h"
#include "tests/unit/packs/form_filler.h"

#include <QBuffer>
#include <QLinearGradient>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace sightline::pictures {

using namespace Qt::StringLiterals;
using testing::FormFiller;
using testing::SeededRandom;

namespace {

constexpr int fillingsMax = 12;         ///< of one template
constexpr int triesPerVariant = 24;
constexpr int worthwhile = 4;           ///< questions that another filling has to add

/// Narrative and short answers as they are written in a car, and as an inspector hopes to read them.
const QStringList paragraphs {
    u"She let the silence last. After a minute the child chose the toy kitchen and talked about breakfast while they played. The mother heard it for the first time, and said so."_s,
    u"Mum gets up now and there is toast on the table. Bedtime is still late at weekends, and she is tired by Monday. Nana does the school run twice a week."_s,
    u"The plan names who does what by when. Two steps were done on the day they were due; the third waits for the housing letter.\n\nWe agreed to look again in a fortnight."_s,
    u"Calm and prepared. Everyone knew the families by what they hope for, not by what went wrong."_s,
    u"He said: “I like it when somebody asks before they write it down.” I read it back to him and he changed one word."_s,
};
const QStringList phrases {
    u"Asks before writing it down"_s, u"By phone, on the morning after"_s, u"Two mornings without meetings"_s,          u"The family hub"_s, u"Mum, Nana"_s,
    u"As agreed at the core group"_s, u"Waits for the housing letter"_s,   u"Toast before school, four days of five"_s,
};
const QStringList people { u"Early Support Practitioner, North (first)"_s, u"Team Leader, Early Support North"_s, u"Service Manager, Early Support"_s };
const QStringList places { u"Willow House"_s, u"The Bridge Provision"_s };

template <typename List>
QString oneOf(const List &list, SeededRandom &random)
{
    return list.at(random.below(int(list.size())));
}

/// A room in flat colours, or strokes of a pen.
QByteArray picture(bool isDrawn)
{
    QImage image(isDrawn ? QSize(900, 600) : QSize(1200, 900), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isDrawn) {
        painter.setPen(QPen(QColor(19, 32, 30), 7, Qt::SolidLine, Qt::RoundCap));
        QPainterPath stroke(QPointF(120, 400));
        stroke.cubicTo(260, 120, 330, 560, 470, 300);
        stroke.cubicTo(540, 180, 640, 480, 780, 260);
        painter.drawPath(stroke);
    } else {
        QLinearGradient wall(0, 0, 0, 620);
        wall.setColorAt(0, QColor(222, 214, 196));
        wall.setColorAt(1, QColor(240, 234, 220));
        painter.fillRect(0, 0, 1200, 620, wall);
        painter.fillRect(0, 620, 1200, 280, QColor(150, 120, 92));
        painter.fillRect(130, 120, 300, 330, QColor(176, 208, 226));
        painter.fillRect(620, 470, 420, 250, QColor(96, 128, 122));
    }
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 85);
    return bytes;
}

/// The answer that names a picture like any other, kept in @p store.
Result<Json> keptPicture(Store &store, bool isDrawn)
{
    const auto photo = photoFrom(picture(isDrawn));
    if (!photo)
        return photo.error();
    const auto kept = keepFile(store, { photo->bytes, photo->mime });
    if (!kept)
        return kept.error();
    return attachmentAnswer(toHex(kept->sha), photo->mime, photo->bytes.size(), (isDrawn ? u"drawing-1."_s : u"photo-1."_s) + photo->ending);
}

struct Pictures {
    Json photo;
    Json drawing;
};

Json saidTo(const FormItem &item, SeededRandom &random, const Pictures &pictures)
{
    const auto fitting = [&item](const QString &text) { return item.maxLength > 0 ? text.left(item.maxLength) : text; };
    switch (item.type) {
    case ItemType::Text: return fitting(oneOf(paragraphs, random));
    case ItemType::String:
        if (item.linkId.endsWith("initials"_L1))
            return u"A.B."_s;
        return item.regex.isEmpty() && item.minLength == 0 ? Json(fitting(oneOf(phrases, random))) : Json();
    case ItemType::Reference: {
        const bool isPerson = item.referenceKind.isEmpty() || item.referenceKind == "Practitioner"_L1;
        return referenceAnswer(u"urn:sightline:id"_s, u"p%1"_s.arg(random.below(50)),
                               isPerson                                 ? oneOf(people, random)
                                   : item.referenceKind == "Patient"_L1 ? u"A.B., 5–10"_s
                                                                        : oneOf(places, random),
                               item.referenceKind);
    }
    case ItemType::Choice:
    case ItemType::OpenChoice:
        if (!item.optionList.isEmpty())
            return Json::object({ { u"system"_s, item.optionList },
                                  { u"code"_s, u"listed"_s },
                                  { u"display"_s,
                                    item.optionList.contains("team"_L1)           ? u"Early Support North"_s
                                        : item.optionList.contains("children"_L1) ? u"A.B., 5–10"_s
                                                                                  : oneOf(places, random) } });
        return {};
    case ItemType::Attachment:
        if (!takesKind(item.mimeTypes, u"image/jpeg"_s))
            return {};
        return item.drawing == Drawing::None ? pictures.photo : pictures.drawing;
    default: return {};
    }
}

/// What the author is shown of @p form, by the item's index; the pages among them are roots.
QSet<int> shownIn(const Questionnaire &form, const Answers &answers)
{
    QSet<int> shown;
    for (const FormPlace &place : buildFormTree(form, answers).places) {
        const FormItem &item = form.items[place.item];
        if (place.enabled && !item.hidden && item.completedByRole.isEmpty())
            shown.insert(place.item);
    }
    return shown;
}

qsizetype ownItems(const Questionnaire &form)
{
    return std::count_if(form.items.cbegin(), form.items.cend(), [](const FormItem &item) { return !item.hidden && item.completedByRole.isEmpty(); });
}

} // namespace

Result<FilledForms> filledForms(Store &store)
{
    const auto photo = keptPicture(store, false);
    const auto drawing = keptPicture(store, true);
    if (!photo || !drawing)
        return photo ? drawing.error() : photo.error();
    const Pictures pictures { *photo, *drawing };
    FilledForms filled;
    for (const FormPack &pack : builtInForms()) {
        const auto form = readQuestionnaire(pack.questionnaire);
        if (!form)
            return form.error();
        const testing::Variants variants = testing::variantsOf(*form);
        QList<std::pair<QSet<int>, Answers>> tries;
        for (int seed = 0; seed < triesPerVariant * variants.choices.size(); ++seed) {
            FormFiller filler(*form, testing::worldOf(pack.meta, quint64(seed)), quint64(seed));
            filler.speakWith([&pictures](const FormItem &item, SeededRandom &random) { return saidTo(item, random, pictures); });
            if (!variants.question.isEmpty())
                filler.choose(variants.question, variants.choices.at(seed % variants.choices.size()));
            filler.begin();
            if (filler.complete({}, 100).isEmpty())
                tries.append({ shownIn(*form, filler.answers), filler.answers });
        }
        QSet<int> seen;
        for (int number = 1; number <= fillingsMax && !tries.isEmpty(); ++number) {
            const auto adds = [&seen](const auto &one) { return (one.first - seen).size(); };
            const auto best = std::max_element(tries.cbegin(), tries.cend(), [&adds](const auto &a, const auto &b) { return adds(a) < adds(b); });
            if (number > 1 && adds(*best) < worthwhile)
                break;
            seen.unite(best->first);
            filled.forms.append({ pack.id, number, best->second });
        }
        filled.coverage.append(u"%1: %2 of %3 questions and headings of the author's shown by %4 filling(s)"_s.arg(pack.id)
                                   .arg(seen.size())
                                   .arg(ownItems(*form))
                                   .arg(filled.forms.isEmpty() || filled.forms.last().form != pack.id ? 0 : filled.forms.last().number));
    }
    return filled;
}

} // namespace sightline::pictures
