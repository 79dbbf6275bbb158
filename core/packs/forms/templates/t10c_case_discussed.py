"""T10C Case discussed in supervision: the case part of T10, a record of its own."""
from templates.blocks import belonging, form
from templates.lists import LEGAL, N10, PLANS
from templates.notation import carry, group, staff
from templates.t10_supervision import case_items

META = {
    "id": "T10C", "group": "Supervision and meetings",
    "about": "For one child talked about in supervision: what it is like for them, what was decided and why. Kept apart from the supervision.",
    "subjectType": ["Patient"],
    "minutes": {"onSite": 10, "after": 0}, "sensitivity": "P3",
    "writeUp": {"within": "5 working-days", "from": "ctx.started"},
    "visibility": {"draft": ["author"], "completed": ["author", "observed", "lead"]},
    "columns": {"observed": "who"},
    "steps": [],
    "previous": {"sameAnswer": "case.rec"},
    "settings": {},
    "partOf": "T10",
}


def make():
    about = group("about", "About", [belonging("The supervision"), staff("who", "With whom?", "!", ext_=[carry("context/who")])], prefix="1")
    return form(META, "Case discussed in supervision", [N10, PLANS, LEGAL], [about, group("case_part", "The child", case_items(), prefix="2")], [])
