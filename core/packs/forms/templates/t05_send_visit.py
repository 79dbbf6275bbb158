"""T05 Setting QA visit (SEND). The council has still to agree it: it ships as a draft."""
from templates.blocks import ACTIONS, acts, ctx, form, pointer_items, prev, sign
from templates.lists import ASR, LEGAL, PLANS, YPN
from templates.notation import (decimal, group, info, line, long, many, number, of_scale, one, one_of, past_day, role, scale, visited, when, yes_no)

META = {
    "id": "T05", "group": "Visits and observations",
    "about": "For a manager or officer who visits a setting: is what the plan promises happening, and is it helping? A draft.",
    "subjectType": ["Organization"],
    "minutes": {"onSite": 120, "after": 30}, "sensitivity": "P1", "sensitivityWhenAnswered": [{"item": "sample.rec", "sensitivity": "P3"}],
    "writeUp": {"within": "10 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "lead"]},
    "columns": {},
    "steps": [
        {"kind": "acknowledgement", "name": "acknowledgement", "by": "the setting’s lead", "role": "setting-lead", "person": {"outside": True},
         "required": True, "signs": True, "within": "10 working-days"},
        {"kind": "approval", "name": "signature", "by": "the manager", "role": "manager", "person": {"managerOf": "author"}, "required": True,
         "signs": True, "mayReturn": True, "within": "10 working-days"}],
    "actions": ACTIONS,
    "previous": {"sameAnswer": "setting"},
    "settings": {},
}

TALK = [("found", "How needs are found"), ("graduated", "The graduated approach"), ("training", "Staff training"), ("top_up", "Use of top-up money"),
        ("therapy", "Health and therapy, delivered as written"), ("part_time", "Part-time timetables and attendance")]


def make():
    about = group("about_setting", "The setting", [
        info("draft", "This form is a draft. The council has still to agree what it asks."),
        ctx("10 working-days"),
        visited("setting", "Which setting?", "!"),
        one("type", "What kind of setting?", ["Mainstream", "Special", ("arp", "Additionally resourced provision"), "Independent or non-maintained special", "College", "Early years"], "!"),
        many("why", "Why this visit?", [("ehcp", "Provision in plans"), "Annual reviews", "Sufficiency", "Concern", ("arp", "Agreement on resourced provision"), "Tribunal follow-up"], "!"),
        group("met", "Who I met", [line("met.role", "Role"), line("met.name", "Name")], "repeats"),
        prev("last", "What was agreed last time"),
    ], prefix="1")
    talk = group("talk", "Talking with leaders", [long("talk." + link, text) for link, text in TALK], prefix="2")
    plans = group("plans", "Plans sampled", [
        group("sample", "Young person", pointer_items("sample", "!") + [
            number("sample.year", "School year", high=14),
            line("sample.pupil", "What does the young person say?", "!"),
            line("sample.parent", "What do the parents say?"),
            scale("sample.understood", "Are their needs understood?", "YPN"),
            scale("sample.in_place", "Is the provision in place?", "YPN", "!"),
            line("sample.worry", "What is missing, and what does it mean for them?", "!", show=of_scale("sample.in_place", "YPN", "partly", "no")),
            scale("sample.specific", "Is the plan specific enough?", "YPN"),
            one("sample.outcomes", "Progress towards the outcomes", ["On track", "Some", "Not"]),
            past_day("sample.review", "Annual review held on"),
            scale("sample.in_time", "Was it in time?", "YPN"),
            scale("sample.adulthood", "Preparing for adulthood", "YPN", show=when(("sample.year", ">=", 9))),
            scale("sample.money", "Is the money used for what it is for?", "YPN"),
        ], "repeats"),
    ], "P3", prefix="3")
    saw = group("saw_part", "What I saw", [
        long("saw", "What did you see?", "!", help="Lessons, spaces, sound and light, belonging. Good looks like: they are in with the others, not beside them."),
    ], prefix="4")
    resourced = group("resourced", "Resourced provision", [
        number("arp.commissioned", "Places commissioned", high=500), number("arp.filled", "Places filled", high=500),
        decimal("arp.mainstream", "Time spent in mainstream", unit="%", places=1),
        long("arp.outreach", "Outreach given"),
        scale("arp.agreement", "Is the agreement met?", "YPN"),
    ], show=one_of("type", "arp"), prefix="5")
    summary = group("summary", "Summary", [
        long("strengths", "What is strong?", "!"), long("risks", "What are the risks?", "!"), long("asks", "What do they ask of the council?"),
        scale("outcome", "How assured are you?", "ASR", "!"),
        acts(level="setting"),
        sign("sign.author", "Signature of the visitor"),
    ], prefix="6")
    lead = group("setting_part", "The setting’s lead", [
        info("setting_part.info", "“I have seen this”, not “I agree”."),
        yes_no("seen", "I have seen this", "!"), long("setting.comment", "Comment"),
        sign("sign.setting_lead", "Signature of the setting’s lead"),
    ], ext_=[role("setting-lead")])
    manager = group("manager_part", "Manager", [long("manager.note", "Note"), sign("sign.manager", "Signature of the manager")], ext_=[role("manager")])
    return form(META, "Setting quality visit (SEND)", [YPN, ASR, PLANS, LEGAL], [about, talk, plans, saw, resourced, summary, lead, manager], [], status="draft",
                # 1.2.0: the setting it is begun from is filled in.
                version="1.3.0")
