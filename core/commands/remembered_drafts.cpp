#include "core/commands/remembered_drafts.h"

#include <algorithm>

namespace sightline {

Result<QStringList> rememberedDrafts(Store &store, const QString &name)
{
    const auto text = store.meta().text(name);
    return text ? Result<QStringList>(text->split(u' ', Qt::SkipEmptyParts)) : text.error();
}

Result<void> rememberDraft(Store &store, const QString &name, const QString &word)
{
    constexpr qsizetype rememberedMax = 50;
    auto words = rememberedDrafts(store, name);
    if (!words)
        return words.error();
    words->append(word);
    return store.meta().setText(name, words->mid(std::max<qsizetype>(0, words->size() - rememberedMax)).join(u' '));
}

} // namespace sightline
