"""T11C Case heard at a panel: the case part of T11, a record of its own."""
from templates.blocks import belonging, form
from templates.lists import LEGAL, PLANS
from templates.notation import carry, group, line, staff
from templates.t11_meeting import heard_items

META = {
    "id": "T11C", "group": "Supervision and meetings",
    "about": "For one child whose case a panel heard: the options, the child’s view, the decision and why. Kept apart from the minutes.",
    "subjectType": ["Patient"],
    "minutes": {"onSite": 15, "after": 0}, "sensitivity": "P3",
    "sensitivityWhenAnswered": [{"item": "heard.legal_advice", "sensitivity": "P4"}],
    "writeUp": {"within": "5 working-days", "from": "ctx.started"},
    "visibility": {"draft": ["author"], "completed": ["author", "observed", "lead"]},
    "columns": {"observed": "chair"},
    "steps": [],
    "previous": {"sameAnswer": "heard.rec"},
    "settings": {},
    "partOf": "T11",
    "neverExported": ["heard.legal_advice"],
}


def make():
    about = group("about", "About", [
        belonging("The meeting"),
        line("body", "Which panel?", "!", ext_=[carry("context/activity")]),
        staff("chair", "Who chaired?", "!"),
    ], prefix="1")
    return form(META, "Case heard at a panel", [PLANS, LEGAL], [about, group("case_part", "The case", heard_items(), prefix="2")], [])
