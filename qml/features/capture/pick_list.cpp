#include "qml/features/capture/pick_list.h"

namespace sightline {

namespace {

/// More than this is a list to search, not to read.
constexpr int shownMax = 6;

} // namespace

PickList::PickList(QList<Candidate> all, QObject *parent)
    : QObject(parent), m_all(std::move(all)), m_rows({
                                                  { "candidateId", [](const Candidate &candidate) -> QVariant { return candidate.id; } },
                                                  { "candidateName", [](const Candidate &candidate) -> QVariant { return candidate.name; } },
                                                  { "candidateDetail", [](const Candidate &candidate) -> QVariant { return candidate.detail; } },
                                              })
{
    narrow({});
}

void PickList::narrow(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    QList<Candidate> found;
    m_hidden = 0;
    for (const Candidate &candidate : m_all) {
        const bool matches = std::all_of(words.cbegin(), words.cend(), [&](const QString &word) {
            return candidate.name.contains(word, Qt::CaseInsensitive) || candidate.detail.contains(word, Qt::CaseInsensitive);
        });
        if (!matches)
            continue;
        if (found.size() < shownMax)
            found.append(candidate);
        else
            ++m_hidden;
    }
    m_rows.show(found);
    Q_EMIT changed();
}

} // namespace sightline
