#include "tests/e2e/killed_app.h"

namespace sightline::e2e {

using namespace Qt::StringLiterals;

Element KilledApp::open(const Desktop &desktop, const QString &role, const QString &name)
{
    const QString title = u"Sightline kill test"_s;
    m_app = std::make_unique<Running>(m_program,
                                      QStringList { u"--store"_s, m_world.storePath(m_device), u"--key-file"_s, m_world.keyFile(), u"--offline"_s, u"--size"_s,
                                                    u"390x844"_s, u"--window-title"_s, title },
                                      m_world.folder() + u"/app.log"_s);
    Element element = desktop.waitFor(role, name, false, std::chrono::seconds(60));
    desktop.focusWindow(title);
    return element;
}

std::unique_ptr<Store> KilledApp::store() const
{
    auto opened = StoreDirectory(m_world.storePath(m_device)).open({ SecretBytes::copyOf("a passphrase of a test"), nullptr, {} }, m_clock, m_random);
    if (!opened)
        fail(u"The store does not open after a kill: "_s + opened.error().detail);
    return std::move(opened).value();
}

RecordId KilledApp::leaveOpen(const Draft &like, const QString &story, const QString &focus) const
{
    const auto opened = store();
    Draft draft = like;
    draft.id = newId<RecordId>(m_clock, m_random);
    draft.body.answers.insert(u"story"_s, story);
    draft.focus = focus;
    const auto left = opened->transact([&]() -> Result<void> {
        if (const auto saved = opened->drafts().save(draft); !saved)
            return saved;
        return opened->meta().setText(u"app.open_draft"_s, draft.id.toString());
    });
    if (!left)
        fail(u"A draft could not be left for the app: "_s + left.error().detail);
    return draft.id;
}

} // namespace sightline::e2e
