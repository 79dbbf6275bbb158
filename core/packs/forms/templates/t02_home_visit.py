"""T02 Home visit note."""
from templates.blocks import ACTIONS, ALERT, acts, ctx, form, pointer_items, prev, safe, sign
from templates.lists import LEGAL, N10, PLANS, THEMES
from templates.notation import (PAST, carry, drawing, fn, from_list, group, is_code, is_true, item, line, long, many, one, one_of, pictures, role, scale,
                                voice, when, yes_no)

META = {
    "id": "T02", "group": "Visits and observations",
    "about": "For the practitioner who visited: who was seen, what was said and seen, what it means, what follows.",
    "subjectType": ["Patient"],
    "minutes": {"onSite": 5, "after": 15}, "sensitivity": "P3",
    "writeUp": {"within": "2 working-days", "from": "ctx.ended", "aim": "same day"},
    "visibility": {"draft": ["author"], "completed": ["author", "lead"]},
    "councilSwitches": [{"setting": "home_visits_for_team", "adds": {"completed": ["team"]}, "default": False}],
    "columns": {"childPointer": "child.rec"},
    "steps": [
        {"kind": "managers-note", "name": "reading and decision", "by": "the manager", "role": "manager", "person": {"managerOf": "author"},
         "required": True, "when": {"enabled": "manager_part"}, "signs": True, "mayReturn": True, "within": "2 working-days"},
        # "When you can": nobody waits for it, and it stands in the manager's Today until they say that they have read it.
        {"kind": "told-manager", "name": "reading", "by": "the manager", "person": {"managerOf": "author"}, "required": False, "tells": True, "after": [],
         "when": {"all": [{"item": "manager", "is": ["when-you-can"]}, {"not": {"enabled": "manager_part"}}]}}],
    "actions": ACTIONS,
    "feedback": {"form": "T13", "variant": "visit"},
    "previous": {"sameAnswer": "child.rec"},
    "settings": {"visit_rules": ["child-in-care=6 weeks", "child-protection=10 working-days"], "room_photos": False},
    "assumptions": ["room_photos: rooms and hazards may be photographed, without people, where the council says so; until it does nobody is asked for photos."],
    "visitRules": [
        {"kind": "child-in-care", "every": "6 weeks", "why": "Care Planning Regulations 2010, regulation 28: at most 6 weeks apart in the first year; other intervals by local setting."},
        {"kind": "child-protection", "every": "10 working-days", "assumption": True, "why": "No national interval; councils use 10 working days to 4 weeks. To be set by the council."}],
    "export": {"visit_date": "arrived", "seen": "child.seen", "seen_alone": "child.alone", "bedroom_seen": "child.sleeps", "statutory": "counts"}
}


VISIT = fn("visit", result="result", went="went-ahead", on="arrived", kind="kind", planned=["next_due_own", "next_try"], missed="missed", seen="child.seen",
           who="child.rec", pointer="child.pointer", initials="child.initials", plan="child.plan", legal="child.legal",
           alone="child.alone", bedroom="child.sleeps",
           **{"age-band": "child.age_band", "alone-code": "yes", "bedroom-code": "seen"})


def make():
    went = one_of("result", "went-ahead")
    failed = one_of("result", "no-reply", "refused", "stopped", "rearranged")
    visit = group("visit", "The visit", [
        one("kind", "What kind of visit?", [
            ("child-in-care", "Child in care, statutory"), ("child-protection", "Child protection plan"), ("child-in-need", "Child in need / Family Help plan"),
            ("early-help", "Early help or TaF"), ("s47", "Section 47"), ("assessment", "Assessment"), ("foster-supervising", "Foster carer – supervising"),
            ("foster-unannounced", "Foster carer – unannounced"), ("care-leaver", "Care leaver"), ("follow-up", "Follow-up"), ("other", "Other")], "!",
            ext_=[carry("context/visit_kind")]),
        yes_no("announced", "Did they know you were coming?", "!"),
        one("result", "What happened?", [("went-ahead", "Went ahead"), ("no-reply", "No reply"), ("refused", "Refused"),
                                         ("stopped", "Stopped for safety"), ("rearranged", "Rearranged at the door")], "!"),
        item("arrived", "dateTime", "Arrived", "!", ext_=[carry("context/now"), PAST], help="Filled in for you. Correct it if you are writing this later."),
        item("left", "dateTime", "Left", ext_=[PAST, fn("required-by-choice", question="result", code=["went-ahead", "stopped"]),
                                               fn("now-by-choice", question="result", code=["went-ahead", "stopped"])],
             help="Filled in when you say what happened. Correct it if you are writing this later."),
        long("purpose", "Why this visit?", "!", help="Link it to the plan. Good looks like: the step of the plan it serves, and what you hoped to find changed."),
        group("no_visit", "When the visit did not go ahead", [
            long("tried", "What did you try?", "!", help="Knocked, rang, looked, heard."),
            line("told", "Who did you tell?", "!"),
            item("next_try", "dateTime", "When will you try again?", "!"),
            yes_no("card_left", "Did you leave a card?"),
            from_list("missed", "Who was it to see?", "urn:sightline:list:children", "repeats", kind="open-choice", ext_=[carry("context/visited")],
                      help="Choose a child on your list, or type the number in the case system. No names."),
        ], show=failed),
        ctx("2 working-days", "arrived", ["left", "arrived"], mode="in-person", place=[carry("context/place")]),
    ], prefix="1")
    before = group("before", "Before you knock", [
        line("hazards", "Known hazards", ext_=[carry("previous/hazards")]),
        yes_no("checked_in", "Checked in with the lone-working buddy"),
        prev("last", "From last time"),
        long("ask_today", "What I want to ask today"),
    ], prefix="2")
    people = group("people", "Who was there", [
        group("present", "Person", [
            line("present.who", "Who?", "!", "P3"),
            line("present.link", "How are they linked to the child?", "!"),
            yes_no("present.lives_here", "Lives here"),
            yes_no("present.new_to_us", "New to us"),
            one("present.details_taken", "Did you take their details?", ["Yes", "Refused", "Not asked"], "!", show=when(is_true("present.new_to_us"))),
        ], "repeats", "P3"),
    ], show=went, prefix="3")
    life = many("child.life", "Daily life", ["Health", "School", "Friends", "Identity", "Family time", "Sleep and food", "Online", "Hopes"],
                items=[line("child.life.text", "What about it?")], help="Choose what came up, and say what.")
    sleeps_kinds = one_of("kind", "child-in-care", "child-protection", "child-in-need", "s47", "foster-supervising", "foster-unannounced")
    children = group("children", "Each child", [
        group("child", "Child", pointer_items("child", "!", listed="children") + [
            yes_no("child.seen", "Was the child seen?", "!"),
            line("child.why_not", "Why not?", "!", show=when(("child.seen", "=", False))),
            group("child.met", "With the child", [
                one("child.alone", "Seen alone?", [("yes", "Yes"), ("no-did-not-want", "No, child did not want to"),
                                                   ("no-not-right", "No, not right for age or understanding"), ("no-could-not", "No, could not")], "!"),
                line("child.alone_why", "Say more about why not alone", "!", show=one_of("child.alone", "no-did-not-want", "no-not-right", "no-could-not")),
                one("child.awake", "Awake or asleep?", ["Awake", "Asleep"], "!", show=one_of("child.age_band", "0-1", "2-4")),
                many("child.how_talked", "How did you talk?", ["Talking", "Play", "Drawing", "Signs or symbols", "Interpreter", "Watching", "Through a trusted adult"]),
                long("child.words", "What the child said, in their own words",
                     help="Quote. Say what you asked. Good looks like: the child, reading this one day, hears themselves."),
                long("child.showed", "What I saw: mood, appearance, how they were with others", "!",
                     help="Good looks like: what anybody in the room would have seen, before what it might mean."),
                one("child.hurt", "Any marks or injuries?", [("none", "None seen"), ("seen", "Seen")], "!"),
                drawing("child.hurt_where", "Where (body map)", "body-map", show=one_of("child.hurt", "seen")),
                long("child.hurt_marks", "What you saw, mark by mark", show=one_of("child.hurt", "seen"),
                     help="Size, colour and shape in plain words, beside each number. No photos of injuries."),
                long("child.hurt_said", "What was said about it", "!", show=one_of("child.hurt", "seen")),
            ], show=when(is_true("child.seen"))),
            one("child.sleeps", "Where the child sleeps", ["Seen", "Not seen"], "!", show=sleeps_kinds),
            line("child.sleeps_why", "Why was it not seen?", "!", show=one_of("child.sleeps", "not-seen")),
            life,
            long("child.wants", "What this child wants from us"),
            yes_no("child.told_back", "I told the child what happens next"),
        ], "repeats", "P3", "!", ext_=[carry("context/children")]),
    ], show=went, prefix="4")
    home = group("home", "Home and people", [
        yes_no("photos_on", "Photos of rooms in use", "readOnly", "hidden", ext_=[carry("context/setting.room_photos")]),
        group("room", "Room", [
            one("room.room", "Which room?", ["Living", "Kitchen", "Child’s bedroom", "Other bedroom", "Bathroom", "Outside", "Other"]),
            line("room.saw", "What did you see?", "!", help="Facts first (“no bedding on the cot”), no labels (“dirty”)."),
            one("room.level", "How worried are you?", ["No worry", "Small", "Serious", "Now"], "!"),
            pictures("room.photo", "Photos of the room (no people)", show=when(is_true("photos_on"))),
        ], "repeats"),
        long("adults_said", "What the adults said", "!"),
        long("together", "How people were with each other"),
        long("change", "New people, moves, money, health, substance use, arguments"),
        many("pets_hazards", "Pets and hazards", ["Dog", "Other animals", "Smoking indoors", "Unsafe sleep", "No smoke alarm", "Medicines or chemicals in reach",
                                                 "Weapons", "Water or height", "Damp or cold"]),
        voice("home.voice", "Or say what you saw and heard", help="Your own voice, after the visit. Do not record the family."),
    ], show=went, prefix="5")

    def safety(link, whose):
        return scale(link, "How safe, " + whose, "N10", items=[line(link + ".why", "The reason")])

    thinking = group("thinking", "Thinking", [
        group("plan", "Goal of the plan", [
            line("plan.goal", "Goal", ext_=[carry("previous/plan.goal")]),
            one("plan.moved", "How has it moved?", ["Better", "Same", "Worse", "Not looked at"]),
            line("plan.shows", "What shows it?", "!", show=one_of("plan.moved", "better", "same", "worse")),
        ], "repeats", ext_=[carry("previous/plan")]),
        long("well", "What is going well?", "!", help="Good looks like: something somebody does, and what it does for the child."),
        long("worry", "What worries you?", "!", help="Good looks like: what happened, how often, and what it could lead to, in words the family would use."),
        long("means", "So what does this mean for each child, today and if nothing changes?", "!",
             help="Good looks like: each child by turn, with what you would expect to see in a month if you are right."),
        long("else", "What else could explain it?"),
        group("safety", "How safe is it? 0 is worst, 10 is no worries", [
            safety("safety.child", "says the child"), safety("safety.parent", "says the parent"), safety("safety.worker", "says the worker")]),
    ], show=went, prefix="6")
    opens_safe = when(is_true("hurt_any"), is_code("manager", "today"), any_of=True)
    following = group("next", "What happens next", [
        acts(),
        item("next_due", "date", "Next visit due by the rule", "readOnly", ext_=[fn("next-due", kind="kind", counts="counts", setting="visit_rules",
             rule=["child-in-care=6 weeks", "child-protection=10 working-days"], **{"from": "arrived"})]),
        item("next_due_own", "date", "Next visit planned for", ext_=[fn("required-unless", question=["next_due", "next_try"]), fn("not-after", question="next_due")],
             help="You may bring it forward, not back."),
        yes_no("counts", "Counts as a statutory visit", "readOnly", ext_=[fn("counts", result="result", went="went-ahead", seen="child.seen")]),
        yes_no("hurt_any", "Marks or injuries were seen", "readOnly", "hidden", ext_=[fn("any-answer", question="child.hurt", code="seen")]),
        yes_no("missed_twice", "Not seen twice running", "readOnly", "hidden",
               ext_=[fn("history", result="result", went="went-ahead", seen="child.seen", who="child.rec", pointer="child.pointer", missed="missed")]),
        one("manager", "Does your manager need to read this?", [("no", "No"), ("when-you-can", "When you can"), ("today", "Today")], "!",
            help="“When you can” stands in their Today until they say they have read it. “Today” asks for their decision, and opens the immediate concern."),
        safe(opens_safe),
    ], prefix="7")
    to_child = group("words", "Words for the child", [
        long("to_child", "A short note to the child they could read one day", "P3")], prefix="8")
    decision = group("manager_part", "Manager", [
        yes_no("manager.read", "I have read this", "!"),
        long("manager.decision", "Decision", "!"),
        long("manager.reason", "Reason", "!"),
    ], show=when(is_code("manager", "today"), is_true("missed_twice"), is_code("kind", "s47"), any_of=True), ext_=[role("manager")])
    return form(META, "Home visit note", [N10, THEMES, PLANS, LEGAL],
                [visit, before, people, children, home, thinking, following, to_child,
                 group("signing", "Sign", [sign("sign.author", "Signature of the practitioner")], prefix="9"), decision],
                [fn("not-carried-out", question="result", code=["no-reply", "refused", "stopped", "rearranged"]), ALERT, VISIT],
                # 1.2.0: it names the child on the practitioner's list that it was begun from, and whom a visit was for that did not go ahead.
                version="1.3.0")
