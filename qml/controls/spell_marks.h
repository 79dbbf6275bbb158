#pragma once

#include "qml/controls/dictionary.h"

#include <QPointer>
#include <QQuickTextDocument>
#include <QTextDocument>
#include <qqmlintegration.h>

#include <memory>

namespace sightline {

class SpellHighlighter;

/// Underlines misspelt words of a text area and offers better ones for the word under its cursor. Changes no letter by itself.
/// The word that is being typed is left alone until the cursor leaves it. Thread: user interface.
class SpellMarks : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickTextDocument *document READ document WRITE setDocument NOTIFY documentChanged FINAL)
    Q_PROPERTY(int cursor READ cursor WRITE setCursor NOTIFY changed FINAL)
    /// The misspelt word the cursor was put into; empty: none, or it is still being typed.
    Q_PROPERTY(QString word READ word NOTIFY changed FINAL)
public:
    explicit SpellMarks(QObject *parent = nullptr);
    ~SpellMarks() override;

    [[nodiscard]] QQuickTextDocument *document() const { return m_document; }
    void setDocument(QQuickTextDocument *document);
    [[nodiscard]] int cursor() const { return m_cursor; }
    void setCursor(int cursor);
    [[nodiscard]] QString word() const { return m_word; }

    Q_INVOKABLE QStringList suggestions() const;
    /// Puts @p better where the word stands; can be undone as typing can.
    Q_INVOKABLE void replace(const QString &better);
    Q_INVOKABLE void keep();

Q_SIGNALS:
    void documentChanged();
    void changed();

private:
    void findWord();

    QPointer<QQuickTextDocument> m_document;
    std::unique_ptr<SpellHighlighter> m_highlighter;
    QString m_word;
    int m_wordStart = 0;
    int m_cursor = 0;
    int m_length = -1;   ///< of the text when the cursor was last told: a cursor that moves with the text is typing
};

} // namespace sightline
