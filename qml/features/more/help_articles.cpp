#include "qml/features/more/help_articles.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace sightline {
namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(HelpArticles)
};

} // namespace

QList<HelpArticle> helpArticles()
{
    return {
        { u"safe"_s,
          //: Title of a help page.
          Words::tr("Is my work safe?"),
          //: A help page. Blank lines part its paragraphs.
          Words::tr("Yes. What you type is written down on this device a moment after you stop typing, without pressing anything. If the "
                    "battery runs out, you lose at most the last second.\n\n"
                    "When you finish a record it is locked away on this device first, and only then does the app say so. It is sent by itself "
                    "as soon as there is signal.\n\n"
                    "Nothing leaves this device before the hub has it and has said so.") },
        { u"words"_s,
          //: Title of a help page.
          Words::tr("What the words under a record mean"),
          //: A help page about the states of a record. Blank lines part its paragraphs.
          Words::tr("Draft: you are still writing. Only you can see it.\n\n"
                    "On this device: finished, and not sent yet.\n\n"
                    "Sent: on its way; the hub has not answered yet.\n\n"
                    "On the hub, with a time: your council has it. The receipt number proves it.\n\n"
                    "Kept by the hub, not applied: the hub has your words but could not put them where they belong. Sync says why and what to "
                    "do.\n\n"
                    "Changed in two places: somebody changed the same thing elsewhere. Both texts are kept, and you choose.") },
        { u"offline"_s,
          //: Title of a help page.
          Words::tr("Without signal"),
          //: A help page. Blank lines part its paragraphs.
          Words::tr("Everything works without signal: your tasks, the framework, capturing, reading what was here before.\n\n"
                    "You need not wait or press anything afterwards. The cloud at the top right says what is waiting; press it to see each "
                    "record.") },
        { u"mistakes"_s,
          //: Title of a help page.
          Words::tr("Mistakes and corrections"),
          //: A help page. Blank lines part its paragraphs.
          Words::tr("Until you finish a record, change anything. For a few seconds after you finish, Undo takes you back.\n\n"
                    "After that the first record stays as it is, because notes changed later weigh less. You add to it instead: open the record "
                    "and press Add to this record. What you add carries your name and the time.") },
        { u"reading"_s,
          //: Title of a help page.
          Words::tr("Who can read what I write"),
          //: A help page. Blank lines part its paragraphs.
          Words::tr("A draft: only you.\n\n"
                    "A finished home visit: you and your managers. An observation: you, the person observed, and their managers. An office visit: "
                    "you, your managers and the service.\n\n"
                    "Your device never receives what you may not read.") },
        { u"keyboard"_s,
          //: Title of a help page.
          Words::tr("By keyboard and screen reader"),
          //: A help page. Blank lines part its paragraphs.
          Words::tr("Tab moves on, Shift and Tab back, Space presses, arrow keys move in lists, Escape goes back.\n\n"
                    "Ctrl and 1 to 5 open Today, Records, Framework, Sync and More. Ctrl and N begins a record. In a form, Ctrl and Page Down "
                    "goes to the next part and Ctrl and Page Up to the one before.\n\n"
                    "Text can be made twice as large in Settings.") },
    };
}

} // namespace sightline
