#include "qml/features/records/record_sheet.h"

#include "qml/bridge/picture_file.h"

using namespace Qt::StringLiterals;

namespace sightline {
namespace {

QString kindName(RecordLine::Kind kind)
{
    switch (kind) {
    case RecordLine::Kind::Heading: return u"heading"_s;
    case RecordLine::Kind::Answer: return u"answer"_s;
    case RecordLine::Kind::Quote: return u"quote"_s;
    case RecordLine::Kind::Listed: return u"listed"_s;
    case RecordLine::Kind::Step: return u"step"_s;
    }
    Q_UNREACHABLE();
}

QVariant picturesOf(const RecordLine &line)
{
    QVariantList pictures;
    for (const NamedFile &file : line.files)
        pictures.append(shownFile(file));
    return pictures;
}

} // namespace

RecordSheet::RecordSheet(QObject *parent)
    : QObject(parent), m_lines({ { "kind", [](const RecordLine &line) { return QVariant(kindName(line.kind)); } },
                                 { "label", [](const RecordLine &line) { return QVariant(line.label); } },
                                 { "answer", [](const RecordLine &line) { return QVariant(line.text); } },
                                 { "note", [](const RecordLine &line) { return QVariant(line.note); } },
                                 { "isSensitive", [](const RecordLine &line) { return QVariant(line.isSensitive); } },
                                 { "pictures", picturesOf } })
{
}

void RecordSheet::show(const RecordPaper &paper)
{
    if (m_paper == paper)
        return;
    if (m_paper.id != paper.id)
        m_lines.show({});
    m_paper = paper;
    m_lines.show(paper.lines);
    Q_EMIT changed();
}

QVariantList RecordSheet::offers() const
{
    QVariantList offers;
    for (const StepOffer &offer : m_paper.offers) {
        offers.append(QVariantMap { { u"kind"_s, offer.kind },
                                    { u"label"_s, offer.label },
                                    { u"title"_s, offer.title },
                                    { u"hasPart"_s, offer.hasPart },
                                    { u"signs"_s, offer.signs },
                                    { u"needsText"_s, offer.needsText },
                                    { u"asksNothing"_s, offer.asksNothing } });
    }
    return offers;
}

QVariantList RecordSheet::handOvers() const
{
    QVariantList offers;
    for (const HandOverOffer &offer : m_paper.handOvers)
        offers.append(QVariantMap { { u"kind"_s, offer.kind }, { u"label"_s, offer.label } });
    return offers;
}

QVariantList RecordSheet::actions() const
{
    QVariantList actions;
    for (const RecordAction &action : m_paper.actions) {
        actions.append(QVariantMap { { u"row"_s, action.row },
                                     { u"what"_s, action.what },
                                     { u"whose"_s, action.whose },
                                     { u"isOverdue"_s, action.isOverdue },
                                     { u"stateText"_s, action.stateText },
                                     { u"stateIcon"_s, action.stateIcon },
                                     { u"stateTone"_s, static_cast<int>(action.stateTone) },
                                     { u"warning"_s, action.warning },
                                     { u"history"_s, action.history },
                                     { u"canFollowUp"_s, action.canFollowUp } });
    }
    return actions;
}

QVariantList RecordSheet::way() const
{
    QVariantList steps;
    for (const WayStep &step : m_paper.way)
        steps.append(QVariantMap { { u"title"_s, step.title }, { u"detail"_s, step.detail }, { u"state"_s, step.state } });
    return steps;
}

QVariantList RecordSheet::versions() const
{
    QVariantList rows;
    for (const PrintVersionRow &version : m_paper.versions)
        rows.append(QVariantMap { { u"id"_s, version.id }, { u"name"_s, version.name } });
    return rows;
}

} // namespace sightline
