#include "tests/bench/corpus.h"

#include <QDate>
#include <QSet>

#include <algorithm>

namespace sightline::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr int wordsInVocabulary = 3000;
const QStringList onsets = u"b c d f g h j k l m n p r s t v w br ch cl cr dr fl gr pl pr sc sh sl sp st str th tr wh"_s.split(u' ');
const QStringList vowels = u"a e i o u ai ea ee ie oo ou"_s.split(u' ');
const QStringList codas = u",,,n,r,s,t,l,d,m,ng,nd,st,ck,ll"_s.split(u',');

struct Field {
    const char16_t *linkId;
    const char16_t *type;
};
constexpr Field fields[] = {
    { u"visit_date", u"date" },
    { u"duration_min", u"integer" },
    { u"location", u"string" },
    { u"child_seen", u"boolean" },
    { u"child_seen_alone", u"boolean" },
    { u"rating_practice", u"integer" },
    { u"rating_recording", u"integer" },
    { u"rating_voice", u"integer" },
    { u"rating_management", u"integer" },
    { u"rating_overall", u"integer" },
    { u"standards_met", u"string" },
    { u"risk_level", u"string" },
    { u"follow_up_due", u"date" },
    { u"actions_count", u"integer" },
    { u"consent", u"boolean" },
    { u"subject", u"string" },
    { u"device", u"string" },
    { u"title", u"string" },
    { u"strengths", u"text" },
    { u"development", u"text" },
    { u"narrative", u"text" },
    { u"feedback", u"text" },
};

} // namespace

Corpus::Corpus(quint64 seed) : m_random(seed)
{
    QSet<QString> seen;
    static constexpr int syllables[] = { 1, 1, 2, 2, 2, 3 };
    while (m_words.size() < wordsInVocabulary) {
        QString word;
        for (int left = syllables[below(6)]; left > 0; --left)
            word += onsets[below(int(onsets.size()))] + vowels[below(int(vowels.size()))] + codas[below(int(codas.size()))];
        if (!seen.contains(word)) {
            seen.insert(word);
            m_words.append(word);
        }
    }
    double sum = 0;
    for (int i = 0; i < wordsInVocabulary; ++i)
        m_cumulative.append(sum += 1.0 / (i + 2.7));   // Zipf, as words of a language fall
}

int Corpus::below(int bound) { return int(m_random() % quint64(bound)); }

double Corpus::chance() { return double(m_random() >> 11) / double(1ULL << 53); }

QString Corpus::text(int characters)
{
    QString out;
    bool begins = true;
    while (out.size() < characters) {
        const auto at = std::lower_bound(m_cumulative.cbegin(), m_cumulative.cend(), chance() * m_cumulative.last()) - m_cumulative.cbegin();
        QString word = m_words[std::min<qsizetype>(at, m_words.size() - 1)];
        if (begins)
            word[0] = word[0].toUpper();
        begins = chance() < 0.09;
        out += (out.isEmpty() ? u""_s : u" "_s) + word + (begins ? u"."_s : chance() < 0.06 ? u","_s : u""_s);
    }
    return out.endsWith(u'.') ? out : out + u'.';
}

RecordBody Corpus::next(const PersonId &author, const ServiceId &service, const TeamId &team, qint64 atMs)
{
    const auto oneOf = [this](const QStringList &choices) { return choices[below(int(choices.size()))]; };
    RecordBody body;
    body.state = RecordState::Completed;
    body.author = author;
    body.form = form().form;
    body.service = service;
    body.team = team;
    body.role = u"Practitioner"_s;
    body.madeAtMs = atMs;
    body.completedAtMs = atMs + 60'000;
    const QString day = QDate(2026, 1 + below(12), 1 + below(28)).toString(Qt::ISODate);
    auto &answers = body.answers;
    answers.insert(u"visit_date"_s, day);
    answers.insert(u"duration_min"_s, 15 + below(105));
    answers.insert(u"location"_s, oneOf({ u"home"_s, u"office"_s, u"school"_s, u"virtual"_s }));
    answers.insert(u"child_seen"_s, chance() < 0.8);
    answers.insert(u"child_seen_alone"_s, chance() < 0.5);
    for (const auto &rating : { u"rating_practice"_s, u"rating_recording"_s, u"rating_voice"_s, u"rating_management"_s, u"rating_overall"_s })
        answers.insert(rating, 1 + below(4));
    QStringList standards;
    for (int i = 0; i < 5; ++i)
        standards.append(QString::number(1 + 8 * i + below(8)));
    answers.insert(u"standards_met"_s, standards.join(u", "_s));
    answers.insert(u"risk_level"_s, oneOf({ u"none"_s, u"low"_s, u"medium"_s, u"high"_s }));
    answers.insert(u"follow_up_due"_s, day);
    answers.insert(u"actions_count"_s, below(6));
    answers.insert(u"consent"_s, true);
    const quint64 a = m_random(), b = m_random();
    answers.insert(u"subject"_s, QString::fromLatin1(QByteArray::number(a, 16).rightJustified(16, '0') + QByteArray::number(b, 16).rightJustified(16, '0')));
    answers.insert(u"device"_s, u"tab-%1"_s.arg(below(2000), 4, 10, QChar(u'0')));
    answers.insert(u"title"_s, text(40));
    answers.insert(u"strengths"_s, text(180));
    answers.insert(u"development"_s, text(160));
    answers.insert(u"narrative"_s, text(260));
    answers.insert(u"feedback"_s, text(110));
    return body;
}

PublishedForm Corpus::form()
{
    static const PublishedForm form = [] {
        Json items = Json::array();
        for (const Field &field : fields) {
            const QString linkId = QString::fromUtf16(field.linkId);
            items.append(Json::object({ { u"linkId"_s, linkId }, { u"text"_s, linkId }, { u"type"_s, QString::fromUtf16(field.type) } }));
        }
        const Json questionnaire = Json::object({ { u"resourceType"_s, u"Questionnaire"_s },
                                                  { u"url"_s, u"urn:bench:visit"_s },
                                                  { u"version"_s, u"1.0"_s },
                                                  { u"status"_s, u"active"_s },
                                                  { u"title"_s, u"Bench visit"_s },
                                                  { u"item"_s, items } });
        return PublishedForm { u"BENCH@1.0"_s, u"Bench visit"_s, writeJson(questionnaire), { { u"author"_s }, { u"author"_s, u"lead"_s } } };
    }();
    return form;
}

} // namespace sightline::bench
