<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AgreedActions</name>
    <message numerus="yes">
        <location filename="../../features/records/AgreedActions.qml" line="61"/>
        <source>Show what was said before (%n)</source>
        <extracomment>Button on an action of a record: shows all that was said of it, not only the newest. %n is how many.</extracomment>
        <translation>
            <numerusform>Show what was said before (%n)</numerusform>
            <numerusform>Show what was said before (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CapturePage</name>
    <message numerus="yes">
        <location filename="../../features/capture/CapturePage.qml" line="154"/>
        <source>What must be answered, on one page. Not shown: %n that may stay empty.</source>
        <extracomment>Under the title of a form shown as one page. %n is how many questions that may stay empty are not shown.</extracomment>
        <translation>
            <numerusform>What must be answered, on one page. Not shown: %n question that may stay empty.</numerusform>
            <numerusform>What must be answered, on one page. Not shown: %n questions that may stay empty.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../features/capture/CapturePage.qml" line="213"/>
        <source>Before this can be completed, look at %n. Nothing is lost.</source>
        <extracomment>Shown after &quot;Done&quot; while answers are missing. %n is how many.</extracomment>
        <translation>
            <numerusform>Before this can be completed, look at %n. Nothing is lost.</numerusform>
            <numerusform>Before this can be completed, look at %n. Nothing is lost.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayWords</name>
    <message numerus="yes">
        <location filename="../../bridge/day_words.cpp" line="64"/>
        <source>%n day(s) late</source>
        <extracomment>How late a task is. %n is the number of days.</extracomment>
        <translation>
            <numerusform>%n day late</numerusform>
            <numerusform>%n days late</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Framework</name>
    <message numerus="yes">
        <location filename="../framework_watch.cpp" line="32"/>
        <source>%n activity(ies)</source>
        <extracomment>Under a service. %n is how many activities it has.</extracomment>
        <translation>
            <numerusform>%n activity</numerusform>
            <numerusform>%n activities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../framework_watch.cpp" line="35"/>
        <source>%n question(s) open</source>
        <extracomment>After the number of activities of a service. %n is how many questions its owner has not answered.</extracomment>
        <translation>
            <numerusform>%n question open</numerusform>
            <numerusform>%n questions open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FrameworkChanges</name>
    <message numerus="yes">
        <location filename="../change_words.cpp" line="114"/>
        <source>%n thing(s) change, none of them for you.</source>
        <extracomment>Of a coming edition of the framework. %n is how many things it changes, for others.</extracomment>
        <translation>
            <numerusform>%n thing changes, none of them for you.</numerusform>
            <numerusform>%n things change, none of them for you.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../change_words.cpp" line="145"/>
        <source>Affects %n person(s)</source>
        <extracomment>Of a change of the framework, for its owner. %n is how many people do, or did, what it is about.</extracomment>
        <translation>
            <numerusform>Affects %n person</numerusform>
            <numerusform>Affects %n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../change_words.cpp" line="157"/>
        <source>%n person(s)</source>
        <extracomment>Beside a role, under the work that an edition of the framework asks of it. %n is how many people have it.</extracomment>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FrameworkOwner</name>
    <message numerus="yes">
        <location filename="../owner_flow.cpp" line="145"/>
        <source>%n activity(ies), which read as in the edition that counts. It changes nothing.</source>
        <extracomment>Of the document of another edition. %n is how many activities it has.</extracomment>
        <translation>
            <numerusform>%n activity, which reads as in the edition that counts. It changes nothing.</numerusform>
            <numerusform>%n activities, which read as in the edition that counts. It changes nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../owner_flow.cpp" line="155"/>
        <source>It takes the place of the %n activity(ies) you have changed and not published.</source>
        <extracomment>Of the document of another edition. %n is how many activities the owner had changed by hand.</extracomment>
        <translation>
            <numerusform>It takes the place of the %n activity you have changed and not published.</numerusform>
            <numerusform>It takes the place of the %n activities you have changed and not published.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../owner_flow.cpp" line="428"/>
        <source>%n activity(ies) are in no figure: nobody knows beforehand how often they come, or how long they take.</source>
        <extracomment>Under the hours a month of each role. %n is how many activities are in none of the figures.</extracomment>
        <translation>
            <numerusform>%n activity is in no figure: nobody knows beforehand how often it comes, or how long it takes.</numerusform>
            <numerusform>%n activities are in no figure: nobody knows beforehand how often they come, or how long they take.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FrameworkPage</name>
    <message numerus="yes">
        <location filename="../../features/framework/FrameworkPage.qml" line="120"/>
        <source>Found: %n</source>
        <extracomment>Over the activities a search found. %n is how many.</extracomment>
        <translation>
            <numerusform>Found: %n</numerusform>
            <numerusform>Found: %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OwnerNotices</name>
    <message numerus="yes">
        <location filename="../../features/framework/OwnerNotices.qml" line="33"/>
        <source>%n activity(ies) changed</source>
        <extracomment>Over the framework, for its owner. %n is how many activities they have changed.</extracomment>
        <translation>
            <numerusform>%n activity changed</numerusform>
            <numerusform>%n activities changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../features/framework/OwnerNotices.qml" line="81"/>
        <source>%n activity(ies) whose words leave something open</source>
        <extracomment>Under &quot;Questions to answer&quot;. %n is how many activities something is asked about.</extracomment>
        <translation>
            <numerusform>%n activity whose words leave something open</numerusform>
            <numerusform>%n activities whose words leave something open</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PartList</name>
    <message numerus="yes">
        <location filename="../../features/capture/PartList.qml" line="32"/>
        <source>%n to look at</source>
        <extracomment>Under a part of a form. %n is how many answers are missing or wrong.</extracomment>
        <translation>
            <numerusform>%n to look at</numerusform>
            <numerusform>%n to look at</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PickLine</name>
    <message numerus="yes">
        <location filename="../../features/capture/PickLine.qml" line="98"/>
        <source>%n more. Type to narrow the list.</source>
        <extracomment>Under a shortened list of people or places. %n is how many more there are.</extracomment>
        <translation>
            <numerusform>%n more. Type to narrow the list.</numerusform>
            <numerusform>%n more. Type to narrow the list.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PictureLine</name>
    <message numerus="yes">
        <location filename="../../features/capture/PictureLine.qml" line="97"/>
        <source>%n photo(s) are not kept yet. They are still here, but nowhere else: do not close Sightline before they are kept.</source>
        <extracomment>Under a photo question: the device could not store photos just taken. %n is how many.</extracomment>
        <translation>
            <numerusform>%n photo is not kept yet. It is still here, but nowhere else: do not close Sightline before it is kept.</numerusform>
            <numerusform>%n photos are not kept yet. They are still here, but nowhere else: do not close Sightline before they are kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PinPad</name>
    <message numerus="yes">
        <location filename="../../controls/PinPad.qml" line="55"/>
        <source>%n digit(s) typed.</source>
        <extracomment>Read out while a PIN is typed. %n is how many digits are there.</extracomment>
        <translation>
            <numerusform>%n digit typed.</numerusform>
            <numerusform>%n digits typed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PinPart</name>
    <message numerus="yes">
        <location filename="../../features/more/PinPart.qml" line="38"/>
        <source>A PIN opens Sightline on this device. It locks by itself when nobody touches it for %n minute(s), and what you were writing is kept as you left it.</source>
        <extracomment>In More: what a PIN does. %n is a number of minutes.</extracomment>
        <translation>
            <numerusform>A PIN opens Sightline on this device. It locks by itself when nobody touches it for %n minute, and what you were writing is kept as you left it.</numerusform>
            <numerusform>A PIN opens Sightline on this device. It locks by itself when nobody touches it for %n minutes, and what you were writing is kept as you left it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PrintSheet</name>
    <message numerus="yes">
        <location filename="../../features/records/PrintSheet.qml" line="94"/>
        <source>%n copy or copies</source>
        <extracomment>In the sheet before a record is printed. %n is how many copies come out.</extracomment>
        <translation>
            <numerusform>%n copy</numerusform>
            <numerusform>%n copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordRowDelegate</name>
    <message numerus="yes">
        <location filename="../../features/records/RecordRowDelegate.qml" line="54"/>
        <source>The newest %n are shown.</source>
        <extracomment>Under the list of records, where there are older ones. %n is how many are shown.</extracomment>
        <translation>
            <numerusform>The newest one is shown.</numerusform>
            <numerusform>The newest %n are shown.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Records</name>
    <message numerus="yes">
        <location filename="../record_words.cpp" line="68"/>
        <source>%1. Signed the words; %n photo(s) or file(s) had not come yet</source>
        <extracomment>Under a signed step of a record&apos;s way; %1 is who and when. %n is how many photos or files of the record had not come to that person&apos;s device.</extracomment>
        <translation>
            <numerusform>%1. Signed the words; %n photo or file had not come yet</numerusform>
            <numerusform>%1. Signed the words; %n photos or files had not come yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../record_words.cpp" line="325"/>
        <source>%n photo(s) or file(s) of this record have not come to this device yet.</source>
        <extracomment>On a record. %n is how many of its photos and files are not on this device.</extracomment>
        <translation>
            <numerusform>%n photo or file of this record has not come to this device yet.</numerusform>
            <numerusform>%n photos or files of this record have not come to this device yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../record_words.cpp" line="333"/>
        <source>%n photo(s) or file(s) of this record are on this device and not on the hub yet.</source>
        <extracomment>On a record. %n is how many of its photos and files the hub does not have yet.</extracomment>
        <translation>
            <numerusform>%n photo or file of this record is on this device and not on the hub yet.</numerusform>
            <numerusform>%n photos or files of this record are on this device and not on the hub yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecordsList</name>
    <message numerus="yes">
        <location filename="../../features/records/RecordsList.qml" line="56"/>
        <source>%n record(s) that have just come are left out for now. They are added to the search within minutes.</source>
        <extracomment>Under the search field over the records. %n is how many records came from the hub so lately that they cannot be searched yet.</extracomment>
        <translation>
            <numerusform>%n record that has just come is left out for now. It is added to the search within minutes.</numerusform>
            <numerusform>%n records that have just come are left out for now. They are added to the search within minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Reminders</name>
    <message numerus="yes">
        <location filename="../reminder_words.cpp" line="26"/>
        <source>%n thing(s) became late.</source>
        <extracomment>In a notification, which others may read: says how many, never what or about whom.</extracomment>
        <translation>
            <numerusform>%n thing became late.</numerusform>
            <numerusform>%n things became late.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../reminder_words.cpp" line="30"/>
        <source>%n thing(s) due today.</source>
        <extracomment>In a notification, which others may read: says how many, never what or about whom.</extracomment>
        <translation>
            <numerusform>%n thing due today.</numerusform>
            <numerusform>%n things due today.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../reminder_words.cpp" line="34"/>
        <source>%n thing(s) due soon.</source>
        <extracomment>In a notification, which others may read: says how many, never what or about whom.</extracomment>
        <translation>
            <numerusform>%n thing due soon.</numerusform>
            <numerusform>%n things due soon.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../reminder_words.cpp" line="45"/>
        <source>%n urgent record(s) to read.</source>
        <extracomment>In a notification, which others may read: says how many, never what or about whom.</extracomment>
        <translation>
            <numerusform>%n urgent record to read.</numerusform>
            <numerusform>%n urgent records to read.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sync</name>
    <message numerus="yes">
        <location filename="../../features/sync/sync_words.cpp" line="353"/>
        <source>%n other thing(s)</source>
        <extracomment>Last row of what waits on Sync: what waits too and is no answered form. %n is how many.</extracomment>
        <translation>
            <numerusform>%n other thing</numerusform>
            <numerusform>%n other things</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../features/sync/sync_words.cpp" line="98"/>
        <source>%n photo(s) or file(s) still to send, %1.</source>
        <extracomment>Sentence of Sync. %n is how many photos, drawings and other files the hub does not have yet; %1 how large they are together.</extracomment>
        <translation>
            <numerusform>%n photo or file still to send, %1.</numerusform>
            <numerusform>%n photos or files still to send, %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../features/sync/sync_words.cpp" line="145"/>
        <source>%n file(s) to send</source>
        <extracomment>State of sending, on every page, as short as can be: all words are sent, %n photos or other files are not.</extracomment>
        <translation>
            <numerusform>%n file to send</numerusform>
            <numerusform>%n files to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../features/sync/sync_words.cpp" line="94"/>
        <source>%n record(s) waiting to send.</source>
        <extracomment>Sentence of Sync. %n is how many records wait to be sent.</extracomment>
        <translation>
            <numerusform>%n record waiting to send.</numerusform>
            <numerusform>%n records waiting to send.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../features/sync/sync_words.cpp" line="112"/>
        <source>%n record(s) came that this version cannot read; they are kept until Sightline is updated.</source>
        <extracomment>Sentence of Sync. %n is how many records this version cannot read.</extracomment>
        <translation>
            <numerusform>%n record came that this version cannot read; it is kept until Sightline is updated.</numerusform>
            <numerusform>%n records came that this version cannot read; they are kept until Sightline is updated.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../features/sync/sync_words.cpp" line="117"/>
        <source>Something you wrote in %n record(s) cannot be read on this device and was not sent. It is kept: copy your unsent work to a file and give it to your support desk.</source>
        <extracomment>Sentence of Sync. %n is how many records hold work of this person that a fault of the disk has made unreadable.</extracomment>
        <translation>
            <numerusform>Something you wrote in %n record cannot be read on this device and was not sent. It is kept: copy your unsent work to a file and give it to your support desk.</numerusform>
            <numerusform>Something you wrote in %n records cannot be read on this device and was not sent. It is kept: copy your unsent work to a file and give it to your support desk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../features/sync/sync_words.cpp" line="151"/>
        <source>%n waiting</source>
        <extracomment>State of sending, on every page, as short as can be: %n records are not yet sent.</extracomment>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../features/sync/sync_words.cpp" line="157"/>
        <source>Offline, %n waiting</source>
        <extracomment>State of sending, on every page, as short as can be: no connection, %n records or files are not yet sent.</extracomment>
        <translation>
            <numerusform>Offline, %n waiting</numerusform>
            <numerusform>Offline, %n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../features/sync/sync_words.cpp" line="283"/>
        <source>%n record(s) came</source>
        <extracomment>A line of the diary. %n is how many records of colleagues came that day.</extracomment>
        <translation>
            <numerusform>%n record came</numerusform>
            <numerusform>%n records came</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../../features/sync/sync_words.cpp" line="290"/>
        <source>%n record(s) left this device</source>
        <extracomment>A line of the diary. %n is how many records this person may no longer read.</extracomment>
        <translation>
            <numerusform>%n record left this device</numerusform>
            <numerusform>%n records left this device</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Team</name>
    <message numerus="yes">
        <location filename="../team_flow.cpp" line="164"/>
        <source>Device last heard %1, with %n record(s) not sent</source>
        <extracomment>Under a colleague: when their device was last heard (%1), and that it still held records (%n).</extracomment>
        <translation>
            <numerusform>Device last heard %1, with %n record not sent</numerusform>
            <numerusform>Device last heard %1, with %n records not sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateChecks</name>
    <message numerus="yes">
        <location filename="../../../core/forms/editing/template_checks.cpp" line="89"/>
        <source>Give at least %n choice(s).</source>
        <extracomment>What is wrong with a question of a template being made. %n is how many choices it needs.</extracomment>
        <translation>
            <numerusform>Give at least %n choice.</numerusform>
            <numerusform>Give at least %n choices.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TemplateEditorPage</name>
    <message numerus="yes">
        <location filename="../../features/templates/TemplateEditorPage.qml" line="108"/>
        <source>%n to put right before this can be published.</source>
        <extracomment>Over the outline of a template. %n is how many things are to be put right before it can be published.</extracomment>
        <translation>
            <numerusform>%n thing to put right before this can be published.</numerusform>
            <numerusform>%n things to put right before this can be published.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message numerus="yes">
        <location filename="../today_words.cpp" line="204"/>
        <source>%n to do first</source>
        <extracomment>Headline of Today. %n is how many tasks stand first.</extracomment>
        <translation>
            <numerusform>%n to do first</numerusform>
            <numerusform>%n to do first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayActions</name>
    <message numerus="yes">
        <location filename="../../features/today/TodayActions.qml" line="65"/>
        <source>Actions of people I manage (%n)</source>
        <extracomment>Button on Today that shows the open actions of the people one manages. %n is how many.</extracomment>
        <translation>
            <numerusform>Actions of people I manage (%n)</numerusform>
            <numerusform>Actions of people I manage (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TodayList</name>
    <message numerus="yes">
        <location filename="../../features/today/TodayList.qml" line="186"/>
        <location filename="../../features/today/TodayList.qml" line="228"/>
        <source>Show more (%n left)</source>
        <extracomment>Button under a long list of tasks on Today. %n is how many are not shown yet.</extracomment>
        <translation>
            <numerusform>Show more (%n left)</numerusform>
            <numerusform>Show more (%n left)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Year</name>
    <message numerus="yes">
        <location filename="../year_words.cpp" line="129"/>
        <source>%n missed</source>
        <extracomment>On the map of the year, of a service: %n tasks were missed.</extracomment>
        <translation>
            <numerusform>%n missed</numerusform>
            <numerusform>%n missed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../year_words.cpp" line="133"/>
        <source>%n late</source>
        <extracomment>On the map of the year, of a service: %n tasks are late.</extracomment>
        <translation>
            <numerusform>%n late</numerusform>
            <numerusform>%n late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../year_words.cpp" line="139"/>
        <source>%n of them late</source>
        <extracomment>On the map of the year, after how many are done: %n of them after they were due.</extracomment>
        <translation>
            <numerusform>%n of them late</numerusform>
            <numerusform>%n of them late</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../year_words.cpp" line="143"/>
        <source>%n left out</source>
        <extracomment>On the map of the year, of a service: %n tasks were left out with a reason.</extracomment>
        <translation>
            <numerusform>%n left out</numerusform>
            <numerusform>%n left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../year_words.cpp" line="264"/>
        <source>%n record(s) of colleagues counted that are not on this device</source>
        <extracomment>On a task of the map of the year. %n is how many records answer it that this person may not read.</extracomment>
        <translation>
            <numerusform>%n record of a colleague counted that is not on this device</numerusform>
            <numerusform>%n records of colleagues counted that are not on this device</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sightline::DraftMoveFlow</name>
    <message numerus="yes">
        <location filename="../draft_move_flow.cpp" line="66"/>
        <source>%n answer(s) go along as they are.</source>
        <extracomment>On the sheet that offers to move a draft to the newer version of its form. %n is how many answers it keeps.</extracomment>
        <translation>
            <numerusform>%n answer goes along as it is.</numerusform>
            <numerusform>%n answers go along as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sightline::FirstPull</name>
    <message numerus="yes">
        <location filename="../first_pull.cpp" line="58"/>
        <source>Your council&apos;s records are coming: %n here so far. You can work with what is here.</source>
        <extracomment>On Today, on a device that has just joined. %n is how many records have come.</extracomment>
        <translation>
            <numerusform>Your council&apos;s records are coming: %n here so far. You can work with what is here.</numerusform>
            <numerusform>Your council&apos;s records are coming: %n here so far. You can work with what is here.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sightline::HandOverFlow</name>
    <message numerus="yes">
        <location filename="../hand_over_flow.cpp" line="94"/>
        <source>The next code can be tried in %n second(s).</source>
        <extracomment>Where a code was wrong several times. %n is how many seconds to wait.</extracomment>
        <translation>
            <numerusform>The next code can be tried in %n second.</numerusform>
            <numerusform>The next code can be tried in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../hand_over_flow.cpp" line="97"/>
        <source>The next code can be tried in %n minute(s).</source>
        <extracomment>Where a code was wrong several times. %n is how many minutes to wait, rounded up.</extracomment>
        <translation>
            <numerusform>The next code can be tried in %n minute.</numerusform>
            <numerusform>The next code can be tried in %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sightline::LockFlow</name>
    <message numerus="yes">
        <location filename="../lock_flow.cpp" line="26"/>
        <source>%n tries are left. After that no PIN opens this device any more, and your council has to unlock it. Nothing you wrote is lost.</source>
        <extracomment>On the page of a locked device. %n is how many more PINs can be tried.</extracomment>
        <translation>
            <numerusform>%n try is left. After that no PIN opens this device any more, and your council has to unlock it. Nothing you wrote is lost.</numerusform>
            <numerusform>%n tries are left. After that no PIN opens this device any more, and your council has to unlock it. Nothing you wrote is lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../lock_flow.cpp" line="34"/>
        <source>You can try again in %n second(s).</source>
        <extracomment>On the page of a locked device, after several wrong PINs. %n is how many seconds to wait.</extracomment>
        <translation>
            <numerusform>You can try again in %n second.</numerusform>
            <numerusform>You can try again in %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../lock_flow.cpp" line="37"/>
        <source>You can try again in %n minute(s).</source>
        <extracomment>On the page of a locked device, after several wrong PINs. %n is how many minutes to wait, rounded up.</extracomment>
        <translation>
            <numerusform>You can try again in %n minute.</numerusform>
            <numerusform>You can try again in %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sightline::SyncWatch</name>
    <message numerus="yes">
        <location filename="../sync_watch.cpp" line="218"/>
        <source>%n record(s) or change(s) were copied to %1. Only your council&apos;s hub can open the file: give it to your support desk. Everything stays on this device as well.</source>
        <extracomment>On Sync, after unsent work was written to a file. %1 is where the file is; %n is how many records and changes are in it.</extracomment>
        <translation>
            <numerusform>%n record or change was copied to %1. Only your council&apos;s hub can open the file: give it to your support desk. Everything stays on this device as well.</numerusform>
            <numerusform>%n records or changes were copied to %1. Only your council&apos;s hub can open the file: give it to your support desk. Everything stays on this device as well.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../sync_watch.cpp" line="225"/>
        <source>%n record(s) or change(s) cannot be read on this device: what is still there of them is in the file, marked as damaged, for your support desk.</source>
        <extracomment>On Sync, after unsent work was written to a file. %n is how many records and changes are damaged on this device.</extracomment>
        <translation>
            <numerusform>%n record or change cannot be read on this device: what is still there of it is in the file, marked as damaged, for your support desk.</numerusform>
            <numerusform>%n records or changes cannot be read on this device: what is still there of them is in the file, marked as damaged, for your support desk.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <location filename="../sync_watch.cpp" line="232"/>
        <source>%n photo(s) or file(s) had no room in it or cannot be read, and are on this device alone.</source>
        <extracomment>On Sync, after unsent work was written to a file. %n is how many photos or files were left out of it.</extracomment>
        <translation>
            <numerusform>%n photo or file had no room in it or cannot be read, and is on this device alone.</numerusform>
            <numerusform>%n photos or files had no room in it or cannot be read, and are on this device alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>sightline::TemplatesWatch</name>
    <message numerus="yes">
        <location filename="../templates_watch.cpp" line="199"/>
        <source>The spreadsheet was not brought in; %n to put right in it:</source>
        <extracomment>Over the reasons why a spreadsheet was not brought in. %n is how many there are.</extracomment>
        <translation>
            <numerusform>The spreadsheet was not brought in; %n thing to put right in it:</numerusform>
            <numerusform>The spreadsheet was not brought in; %n things to put right in it:</numerusform>
        </translation>
    </message>
</context>
</TS>
