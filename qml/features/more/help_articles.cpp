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
        { u"first"_s,
          //: Title of a help page.
          Words::tr("What should I do first?"),
          //: A help page. Blank lines part its paragraphs.
          Words::tr("Today puts at most three things on top, each with the reason why. Below stands what is due in this period; the rest waits behind "
                    "its word: Later, As required, No date set, Done.\n\n"
                    "“As required” is done when there is cause and is never late. “No date set” means that the framework gives no date, so nothing can "
                    "be late.\n\n"
                    "A task is yours because of your role, your service or your team. Open it to read why, and what the framework says word for word.") },
        { u"counts"_s,
          //: Title of a help page.
          Words::tr("When does something count as done?"),
          //: A help page. Blank lines part its paragraphs.
          Words::tr("When you finish a record that was begun from its task, it counts at once, on this device and, after sending, for everybody who sees "
                    "the same task.\n\n"
                    "A visit that did not take place is recorded and does not count. A record marked as entered in error no longer counts.\n\n"
                    "Managers see how many were done without reading what was written: the count travels apart from the words.") },
        { u"two-texts"_s,
          //: Title of a help page.
          Words::tr("Two texts of one answer"),
          //: A help page. Blank lines part its paragraphs.
          Words::tr("If one answer is changed in two places before either was sent, Sightline never picks one by itself. Sync shows both texts, who wrote "
                    "them and when, and you choose which one stands.\n\n"
                    "You can choose without signal. The text you do not choose is not deleted: the hub keeps it.") },
        { u"kept"_s,
          //: Title of a help page.
          Words::tr("“Kept by the hub, not applied”"),
          //: A help page. Blank lines part its paragraphs.
          Words::tr("The hub has your words and could not put them where they belong: the team moved, the record was completed meanwhile, or the form is "
                    "newer than the hub. Nothing is lost.\n\n"
                    "Open it in Sync. It says why, whom to ask, and what you can do. Your manager sees it too and can have it applied after all, or leave it "
                    "out with a reason.") },
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
        { u"unclear"_s,
          //: Title of a help page.
          Words::tr("The framework does not say"),
          //: A help page. Blank lines part its paragraphs.
          Words::tr("Some rows of the framework leave a cell empty or can be read in two ways. Sightline does not guess in silence: the activity shows what "
                    "is written, how it is understood, and the open question for the framework's owner.\n\n"
                    "Until it is answered, the understanding shown there is what your tasks follow.") },
        { u"moved"_s,
          //: Title of a help page.
          Words::tr("I have moved to another team"),
          //: A help page. Blank lines part its paragraphs.
          Words::tr("Your tasks follow your new role and team as soon as the council has recorded the move and this device has been in contact.\n\n"
                    "Records of the old team leave this device. What you wrote stays on the hub; what you had not sent is still sent.") },
        { u"device"_s,
          //: Title of a help page.
          Words::tr("A device is lost, broken or shared"),
          //: A help page. Blank lines part its paragraphs.
          Words::tr("Lost or stolen: tell your support desk at once. They close its access; what is on it is locked and cannot be read without its key.\n\n"
                    "It can no longer send: Sync, Export unsent work, writes a sealed copy of everything unsent. Only your council's hub can open it. Give the "
                    "file to your support desk.\n\n"
                    "Away from the hub for too long (14 days, unless your council says otherwise): records close until this device reaches it. Nothing is "
                    "lost; what you write is saved, and your drafts and unsent work stay open.\n\n"
                    "Shared: each person has a locked store of their own. Switch person in More; nobody sees another's records or drafts.") },
        { u"passers-by"_s,
          //: Title of a help page.
          Words::tr("Reading in a room with others"),
          //: A help page. Blank lines part its paragraphs.
          Words::tr(
              "Answers about a child's safety are covered until you press Show, and covered again when you leave the record. Children appear as "
              "initials. Nothing sensitive stands in the window's title.\n\n"
              "Escape twice, or Ctrl and H, shows a neutral screen in a moment; in a form the eye at the top does the same. Nothing is lost. "
              "A phone or tablet shows that screen by itself when you leave Sightline, so that nothing stands among the recent apps; on a computer you may "
              "choose so in Settings. "
              "About says whether this system keeps the window out of screenshots.") },
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
