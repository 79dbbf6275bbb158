"""T12 Performance and case review meeting."""
from templates.blocks import ACTIONS, acts, ctx, form, pointer_items, prev, sign
from templates.lists import LEGAL, PLANS, RAG
from templates.notation import (calc, carry, day, decimal, fn, group, line, long, of_scale, one, scale, staff, variant)

META = {
    "id": "T12", "group": "Supervision and meetings",
    "about": "For a service or team manager, weekly: what do the numbers say, which children need a grip, who does what?",
    "subjectType": ["Organization"],
    "minutes": {"onSite": 0, "after": 10}, "sensitivity": "P2",
    "sensitivityWhenAnswered": [{"item": "grip.rec", "sensitivity": "P3"}],
    "writeUp": {"within": "0 days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "lead"]},
    "columns": {},
    "steps": [
        {"kind": "told-head-of-service", "name": "reading of the summary", "by": "the head of service", "person": {"holds": "Head of Service"}, "required": False,
         "tells": True, "unless": "author", "from": "completed", "within": "0 days"}],
    "reportsUp": "summary_up",
    "actions": ACTIONS,
    "previous": {"sameAnswer": ["ctx.activity", "ctx.unit"]},
    "settings": {},
}


def make():
    meeting = group("meeting", "The meeting", [
        ctx("0 days"),
        variant("kind", "What kind of meeting?", [("performance", "Performance and case review"), ("qa-theme", "Quality assurance theme"), ("data", "Data"),
                                                  ("tracker", "Tracker")]),
        line("week", "Week", ext_=[carry("context/period")]),
        line("teams", "Teams", ext_=[carry("context/unit")]),
        prev("last", "Actions from last time"),
    ], prefix="1")
    measures = group("measures", "Measures", [
        group("measure", "Measure", [
            line("measure.measure", "What is measured?", "!", ext_=[carry("previous/measure.measure")]),
            decimal("measure.last", "Last", ext_=[carry("previous/measure.now")]),
            decimal("measure.now", "Now"),
            decimal("measure.target", "Target", ext_=[carry("previous/measure.target")]),
            calc_direction("measure"),
            scale("measure.rag", "Where is it?", "RAG"),
            line("measure.story", "What is behind it?", "!", show=of_scale("measure.rag", "RAG", "red")),
        ], "repeats", ext_=[carry("previous/measure")]),
    ], prefix="2")
    picture = group("picture", "The picture", [
        long("strong", "What is strong?", "!"),
        long("attention", "What needs attention?", "!"),
    ], prefix="3")
    grip = group("grip_part", "Children who need a grip", [
        group("grip", "Child", pointer_items("grip") + [
            one("grip.why", "Why?", ["Drift", "Overdue visit", "Not seen", "Plan late", "Assessment late", "Safety", "Allocation", "Other"], "!"),
            line("grip.decision", "What was decided?", "!"),
            staff("grip.owner", "Who does it?", "!"),
            day("grip.due", "By when?", "!"),
        ], "repeats"),
    ], "P3", prefix="4")
    carried = group("carried", "To take away", [
        group("for_supervision", "For supervision", [
            staff("for_supervision.who", "Who?"), line("for_supervision.point", "What to talk about")], "repeats", "P2"),
        line("for_team", "For the team"),
        group("tracker", "Tracker", [
            line("tracker.what", "What is tracked?"),
            line("tracker.stage", "Stage"),
            day("tracker.statutory_due", "Due by law"),
            calc("tracker.days_left", "integer", "Days left", fn("days-until", to="tracker.statutory_due")),
            line("tracker.block", "What is in the way?"),
        ], "repeats"),
    ], prefix="5")
    end = group("end", "To finish", [
        acts(level="team"),
        long("summary_up", "What should the head of service know?", "!", ext_=[fn("text-at-most", lines=3)], help="Three lines at most. No names."),
        sign("sign.author", "Signature of the chair"),
    ], prefix="6")
    return form(META, "Performance and case review", [RAG, PLANS, LEGAL], [meeting, measures, picture, grip, carried, end], [])


def calc_direction(link):
    """Which way a measure went since last time; T14 shows it too."""
    return one(link + ".direction", "Since last time", [("up", "Up"), ("same", "The same"), ("down", "Down")], "readOnly",
               ext_=[fn("direction", **{"from": link + ".last", "to": link + ".now"})])
