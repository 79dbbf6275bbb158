"""T06 Regulation 44 independent person visit, and variant D: desk review of a provider's report."""
from templates.blocks import ACTIONS, ALERT, PERIOD_END, acts, ctx, form, pointer_items, safe, sign
from templates.lists import FACE5, LEGAL, PLANS, YPN
from templates.notation import (calc, carry, checked, day, fn, group, info, is_code, is_true, item, known, line, long, number, one,
                                one_of, past_day, pictures, role, scale, variant, visited, when, yes_no)

VISIT = {"item": "variant", "is": ["visit"]}

META = {
    "id": "T06", "group": "Visits and observations",
    "about": "For the independent person who visits a children’s home each month: are the children safe, and does the home help them?",
    "subjectType": ["Organization"],
    "minutes": {"onSite": 240, "after": 60}, "sensitivity": "P3",
    "sensitivityWhenAnswered": [{"item": "child.said", "sensitivity": "P4"}, {"item": "child.case_file", "sensitivity": "P4"}],
    "writeUp": {"within": "10 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "lead"]},
    "columns": {},
    "steps": [
        {"kind": "response", "name": "response to each recommendation", "by": "the registered manager", "role": "registered-manager",
         "person": {"outside": True}, "required": True, "when": VISIT, "signs": True, "within": "10 working-days"},
        {"kind": "comment", "name": "comment", "by": "the responsible individual", "role": "responsible-individual",
         "person": {"outside": True}, "required": False, "when": VISIT, "signs": False, "within": "10 working-days"},
        {"kind": "distribution", "name": "distribution log", "by": "the lead’s manager", "role": "distribution", "person": {"managerOf": "author"},
         "required": True, "when": VISIT, "signs": False, "within": "20 working-days"}],
    "actions": ACTIONS,
    "previous": {"sameAnswer": "home"},
    "settings": {"reg44_report_within": "15 working-days", "room_photos": False},
    "assumptions": ["room_photos: rooms and hazards may be photographed, without people, where the council says so; until it does nobody is asked for photos.",
                    "reg44_report_within: no law gives a time for the provider’s report to reach placing authorities; to be set by the council."],
}

RECORDS = [
    ("safety", "Records about safety", [
        ("incidents", "Incidents"), ("restraint", "Restraint"), ("consequences", "Consequences"),
        ("missing", "Missing episodes, and return interviews offered"), ("complaints", "Complaints"), ("allegations", "Allegations and the LADO"),
        ("bullying", "Bullying"), ("notifications", "Notifications to Ofsted")]),
    ("running", "Records about running the home", [
        ("medicines", "Medicines"), ("visitors", "Visitors’ book"), ("rota", "Rota and agency staff"), ("training", "Supervision and training"),
        ("drills", "Fire drills"), ("keywork", "Key-work"), ("menus", "Menus")])]

STANDARDS = [
    ("quality", "Quality and purpose of care", "Good looks like: adults know why each child is here and what should be different for them."),
    ("views", "Children’s views, wishes and feelings", "Good looks like: something here is the way it is because a child asked."),
    ("education", "Education", "Good looks like: every child has a place and goes, or someone is fighting for it."),
    ("enjoyment", "Enjoyment and achievement", "Good looks like: children do things they love, not only things that are on."),
    ("health", "Health and wellbeing", "Good looks like: appointments are kept, and feelings are noticed."),
    ("relationships", "Positive relationships", "Good looks like: warmth, and rows that are mended."),
    ("protection", "Protection of children", "Good looks like: adults spot what is changing and act the same day."),
    ("leadership", "Leadership and management", "Good looks like: the manager tells you what worries them."),
    ("planning", "Care planning", "Good looks like: plans are used, and the child knows what is in theirs.")]


def looked_at(link, text):
    return group("rec_" + link, text, [
        number("rec_%s.seen" % link, "How many did you see?", high=1000),
        *checked("rec_%s.fine" % link, "Were they in order?", "YPN", ("partly", "no"), "What did you find?", key="finding"),
    ])


def standard(link, text, help):
    view = "std_%s.view" % link
    return group("std_" + link, text, [
        long("std_%s.evidence" % link, "What did you see or hear about it?",
             ext_=[fn("required-by-choice", question=view, code=["strong", "sound", "needs-work"])], help=help),
        one(view, "So what is your view this month?", ["Strong", "Sound", "Needs work", "Not this month"]),
    ])


def opinion(link, text, why):
    return [long(link + ".why", why, "!"), one(link, text, ["Yes", "Not fully", "No"], "!")]


def make():
    on_visit, on_desk = one_of("variant", "visit"), one_of("variant", "desk")
    home = group("about_home", "The home", [
        ctx("10 working-days"),
        variant("variant", "What is this?", [("visit", "A visit to the home"), ("desk", "A desk review of a provider’s report")]),
        visited("home", "Which home?", "!"),
        known("month", "Month", "period"),
        group("visit", "The visit", [
            PERIOD_END,
            yes_no("month_missed", "No visit in the month", "readOnly", "hidden",
                   ext_=[fn("late", by="ctx.period_end", on="ctx.ended", **{"from": "ctx.period_end", "within": "0 days"})]),
            group("breach", "No visit in the month", [
                info("breach.info", "The law asks for a visit at least once each month. This one was made after the month had ended."),
                long("breach.why", "Why was there no visit in time?", "!"),
            ], show=when(is_true("month_missed"))),
            yes_no("announced", "Did they know you were coming?", "!"),
            number("staff_on", "Staff on duty", high=200),
            number("children_in", "Children at home", "!", high=100),
            line("theme", "Theme of this month"),
            one("independent", "Are you independent of this home?", [("nothing", "Nothing to declare"), ("conflict", "Possible conflict")], "!"),
            group("conflict", "Possible conflict", [
                long("conflict.details", "What is it?", "!"),
                long("conflict.why_not_before", "Why was it not known before?", "!", help="The law requires both."),
            ], show=one_of("independent", "conflict")),
        ], show=on_visit),
    ], prefix="1")
    last = group("last_recommendations", "Last recommendations", [
        group("last", "What was recommended last time", [
            line("last.rec", "Recommendation", "readOnly", ext_=[carry("previous/rec.action")]),
            line("last.standard", "Standard", "readOnly", ext_=[carry("previous/rec.standard")]),
            one("last.done", "Has it been done?", ["Yes", "Partly", "No"], "!"),
            line("last.seen", "What did you see that shows it?", "!"),
        ], "repeats", "readOnly", ext_=[carry("previous/rec")]),
    ], show=on_visit, prefix="2")
    children = group("children", "Children", [
        info("children.info", "Talk in private if the child agrees. Initials only."),
        group("child", "Child", [
            line("child.initials", "Initials", "!", maxLength=10),
            one("child.talk", "Did you talk?", ["In private", "With others", "Did not want to", "Not there", "Not right today"], "!"),
            long("child.said", "What did the child say? In their own words.", "!", show=one_of("child.talk", "in-private", "with-others"),
                 help="Quote. Say what you asked."),
            scale("child.feel", "How do they feel about living here?", "FACE5"),
            line("child.change", "One thing you’d change"),
            line("child.worry", "Anything that worries you about this child"),
            yes_no("child.agree_child", "The child agrees that I read their case file", "!"),
            yes_no("child.agree_authority", "The placing authority agrees too", "!", help="Case records need both consents."),
            long("child.case_file", "What the case file shows", show=when(is_true("child.agree_child"), is_true("child.agree_authority"))),
        ], "repeats"),
    ], "P4", show=on_visit, prefix="3")
    others = group("other_people", "Others", [
        group("other", "Who else I spoke to", [
            one("other.who", "Who?", ["Parent", "Relative", "Social worker", "IRO", "School", "Staff", "Manager"]),
            yes_no("other.private", "In private?"),
            line("other.said", "What did they say?", "!"),
        ], "repeats"),
    ], "P4", show=on_visit, prefix="4")
    life = group("life_part", "Life in the home", [
        long("life", "What is it like to live here?", "!", help="Mealtime, routines, how adults and children are together. Write what you saw and heard."),
    ], show=on_visit, prefix="5")
    building = group("building", "The building", [
        yes_no("photos_on", "Photos of rooms in use", "readOnly", "hidden", ext_=[carry("context/setting.room_photos")]),
        group("area", "Areas", [
            line("area.area", "Which area?"),
            scale("area.state", "Is it in a good state?", "YPN"),
            line("area.note", "What did you see?"),
            pictures("area.photo", "Photos (no people)", show=when(is_true("photos_on"))),
        ], "repeats"),
        past_day("fire_alarm", "Fire alarm last tested"), past_day("fire_drill", "Last fire drill"), past_day("fire_risk", "Fire risk assessment of"),
        past_day("gas", "Gas safety check of"), past_day("electric", "Electrical check of"),
        one("bedrooms", "Bedrooms", [("seen", "Seen, with the child’s permission"), ("not-asked", "Not asked"), ("refused", "Permission not given")],
            help="Only with the child’s permission."),
    ], show=on_visit, prefix="6")
    records = [group("records_" + link, title, [looked_at(*record) for record in rows], show=on_visit, prefix="7")
               for link, title, rows in RECORDS]
    standards = group("standards", "The nine standards", [standard(*one_standard) for one_standard in STANDARDS], show=on_visit, prefix="8")
    leadership = group("leadership", "Leadership", [
        yes_no("manager_in_post", "Is a registered manager in post?"),
        number("vacancies", "Vacancies", high=200),
        scale("statement_of_purpose", "Does the home do what its statement of purpose says?", "YPN"),
        past_day("r45_last", "Last review of the quality of care (regulation 45)"),
        calc("r45_due", "date", "Next review of the quality of care due", fn("date-after", **{"from": "r45_last", "interval": "6 months"})),
        scale("annex_a_ready", "Is Annex A ready for an inspector?", "YPN"),
    ], show=on_visit, prefix="9")
    opinions = group("opinion", "Opinion", [
        *opinion("safeguarded", "In your opinion, are children effectively safeguarded?", "Are children kept safe here? Say what leads you to your opinion."),
        *opinion("wellbeing", "In your opinion, does the home promote their wellbeing?", "Does living here help them? Say what leads you to your opinion."),
    ], show=on_visit, prefix="10")
    recommendations = group("recommendations", "Recommendations", [
        group("rec", "Recommendations", [
            line("rec.action", "What should the home do?", "!"),
            one("rec.standard", "Which standard is it about?", [(link, text) for link, text, _ in STANDARDS]),
            day("rec.consider_by", "To be considered by", "!"),
            one("rec.weight", "How much does it matter?", ["Must", "Should", "Could"]),
            group("rec.response", "The registered manager’s response", [
                one("rec.answer", "Do you accept it?", ["Accept", "Accept in part", "Do not accept"], "!"),
                long("rec.comment", "Comment", ext_=[fn("required-by-choice", question="rec.answer", code=["accept-in-part", "do-not-accept"])],
                     help="If not wholly accepted, say why."),
                day("rec.by", "Done by"),
            ], ext_=[role("registered-manager")]),
        ], "repeats"),
        acts(level="setting"),
    ], show=on_visit, prefix="11")
    desk = group("desk", "Desk review of the report", [
        line("desk.provider", "Provider", "!"),
        past_day("desk.visited", "Date of the visit the report is about", "!"),
        past_day("desk.received", "Report received on", "!"),
        calc("desk.due", "date", "Report due by", fn("date-after", **{"from": "desk.visited", "interval": "15 working-days", "setting": "reg44_report_within"})),
        calc("desk.late", "boolean", "Received late", fn("holds", all="desk.received > answer.desk.due")),
        one("desk.safeguarded", "The report’s opinion: are children effectively safeguarded?", ["Yes", "Not fully", "No"], "!"),
        one("desk.wellbeing", "The report’s opinion: does the home promote their wellbeing?", ["Yes", "Not fully", "No"], "!"),
        number("desk.new", "New recommendations", high=200),
        number("desk.repeated", "Repeated recommendations", high=200),
        long("desk.recommendations", "What do they say, and which come back again?"),
        group("ours", "Our children there", pointer_items("ours", "!") + [line("ours.note", "What the report means for this child")], "repeats", "P3"),
        one("desk.concern", "Are we concerned?", ["No", "Some", "Serious"], "!"),
        long("desk.action", "What will we do?", "!", show=one_of("desk.concern", "some", "serious")),
    ], show=on_desk, prefix="D")
    opens = [is_code("safeguarded", "not-fully"), is_code("safeguarded", "no"), is_code("wellbeing", "not-fully"), is_code("wellbeing", "no"),
             is_code("desk.concern", "serious")]
    concern = group("concern_part", "Immediate concern", [safe()], show=when(*opens, any_of=True))
    signing = group("signing", "Sign", [sign("sign.author", "Your signature", ink=True)], prefix="12")
    manager = group("manager_part", "Registered manager", [
        info("manager_part.info", "Answer each recommendation above, then sign here."),
        long("manager.comment", "Anything you would like to add"),
        sign("sign.registered_manager", "Signature of the registered manager", ink=True),
    ], show=on_visit, ext_=[role("registered-manager")])
    individual = group("individual_part", "Responsible individual", [long("individual.comment", "Comment", "!")], show=on_visit,
                       ext_=[role("responsible-individual")])
    distribution = group("distribution", "Distribution log", [
        group("sent", "Copies sent", [
            one("sent.to", "To whom?", ["Ofsted", "Placing authority", "Provider", "Registered manager", "Responsible individual", "Host council on request"]),
            past_day("sent.on", "When?", "!"),
        ], "repeats", "!"),
    ], show=on_visit, ext_=[role("distribution")])
    return form(META, "Regulation 44 independent person visit", [FACE5, YPN, PLANS, LEGAL],
                [home, last, children, others, life, building, *records, standards, leadership, opinions, recommendations, desk, concern, signing,
                 manager, individual, distribution],
                [ALERT],
                # 1.2.0: the setting it is begun from is filled in.
                version="1.3.0")
