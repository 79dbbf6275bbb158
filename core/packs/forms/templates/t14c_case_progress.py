"""T14C Case progression: one case of T14, a record of its own."""
from templates.blocks import belonging, form
from templates.lists import LEGAL, PLANS
from templates.notation import group
from templates.t14_report import progress_items

META = {
    "id": "T14C", "group": "Reports and logs",
    "about": "For one child whose case is before a court or near it: the stage, the next date, the delay. Kept apart from the report.",
    "subjectType": ["Patient"],
    "minutes": {"onSite": 0, "after": 5}, "sensitivity": "P4",
    "writeUp": {"within": "5 working-days", "from": "ctx.started"},
    "visibility": {"draft": ["author"], "completed": ["author", "lead"]},
    "columns": {},
    "steps": [],
    "previous": {"sameAnswer": "progress.rec"},
    "settings": {},
    "partOf": "T14",
}


def make():
    return form(META, "Case progression", [PLANS, LEGAL],
                [group("about", "About", [belonging("The report")], prefix="1"), group("case_part", "The case", progress_items(), prefix="2")], [])
