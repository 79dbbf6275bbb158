"""T09 Practice learning day (key lines of enquiry)."""
from templates.blocks import ACTIONS, ALERT, SENDS_BACK, acts, approve, ctx, form, learn, pointer_items, safe, sign
from templates.lists import ASR, LEGAL, PLANS, THEMES, YPN
from templates.notation import (at_least, at_most, calc, carry, file, fn, group, info, is_true, line, long, many, number, one, past_day,
                                role, scale, staff, variant, when, yes_no)

META = {
    "id": "T09", "group": "Audits and samples",
    "about": "For a day spent with one team: files, supervision, data, staff and families, brought together into findings.",
    "subjectType": ["Organization"],
    "minutes": {"onSite": 420, "after": 60}, "sensitivity": "P2", "sensitivityWhenAnswered": [{"item": "case.rec", "sensitivity": "P3"},
                                                                                          {"item": "family.said", "sensitivity": "P3"}],
    "writeUp": {"within": "10 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "lead"]},
    "columns": {},
    "steps": [
        {"kind": "fact-check", "name": "check of the facts", "by": "the team", "role": "team", "person": {"managerOf": "team"}, "required": True,
         "signs": False, "within": "5 working-days"},
        {"kind": "approval", "name": "approval", "by": "the head of service", "role": "head-of-service", "person": {"holds": "Head of Service"},
         "required": True, "signs": True, "returnsWhen": SENDS_BACK, "within": "10 working-days"}],
    "actions": ACTIONS,
    "previous": {"sameAnswer": "area"},
    "settings": {},
}

KEY_LINES = [("k%d" % at, "Key line %d" % at) for at in range(1, 7)]
LEVELS = [("practitioner", "Practitioners"), ("leader", "Team leaders and managers"), ("service", "Service managers"), ("head", "Head of service")]


def make():
    day_part = group("day_part", "The day", [
        ctx("10 working-days"),
        line("area", "Which area or team?", "!", ext_=[carry("context/unit")]),
        line("theme", "Theme", "!"),
        staff("lead", "Who leads the day?", "!", ext_=[carry("context/lead")]),
        group("team", "Who takes part", [staff("team.who", "Name"), line("team.job", "What do they do on the day?")], "repeats"),
        variant("kind", "What kind of day?", [("single", "Single service"), ("multi", "Multi-agency")]),
        file("prep", "Preparation papers"),
    ], prefix="1")
    key_lines = group("key_lines", "Key lines of enquiry", [
        info("key_lines.info", "Three to six. Their order is their number."),
        group("kloe", "Key line", [
            line("kloe.question", "What do we ask?", "!", help="As in “Are children on plans over 12 months getting a purposeful second look?”"),
            line("kloe.why", "Why does it matter now?", "!"),
            many("kloe.look_at", "Where will we look?", ["Files", "Supervision", "Data", "Observation", "Staff talk", "Families", "Partners"], "!"),
            line("kloe.good", "What would good look like?", "!"),
        ], "repeats", "!", ext_=[at_least(3), at_most(6)]),
    ], prefix="2")
    evidence = group("evidence_part", "Evidence", [
        info("evidence.info", "One row for each thing someone saw. The lead collects the rows of everyone who took part."),
        group("evidence", "Evidence", [
            one("evidence.kloe", "For which key line?", KEY_LINES, "!"),
            staff("evidence.by", "Who saw it?", ext_=[carry("context/lead")]),
            one("evidence.source", "Where?", ["Files", "Supervision", "Data", "Observation", "Staff talk", "Families", "Partners"], "!"),
            line("evidence.ref", "Which record?", help="A number, no names."),
            line("evidence.saw", "What was seen?", "!"),
            one("evidence.way", "Which way does it point?", ["Strength", "Mixed", "Area to develop"], "!"),
            one("evidence.weight", "How much of it?", ["One case", "Several", "Pattern"], "!"),
        ], "repeats"),
    ], prefix="3")
    cases = group("cases", "Cases", [
        group("case", "Child", pointer_items("case", "!") + [
            line("case.practice", "Practice"), line("case.decisions", "Decisions"), line("case.supervision", "Supervision"),
            line("case.outcome", "What is different for the child?"),
            yes_no("case.urgent", "Does this need doing at once?"),
        ], "repeats"),
        calc("case_urgent", "boolean", "A case is urgent", fn("any-answer", question="case.urgent", code="true"), "hidden"),
        safe(when(is_true("case_urgent"))),
    ], "P3", prefix="4")

    def level(link, text):
        return group("sup_" + link, text, [
            number("sup_%s.seen" % link, "Supervision records seen", high=500),
            scale("sup_%s.regular" % link, "Regular", "YPN"), scale("sup_%s.reflective" % link, "Reflective", "YPN"),
            scale("sup_%s.closed" % link, "Actions closed", "YPN"), line("sup_%s.note" % link, "Note"),
        ])

    supervision = group("supervision_part", "Supervision at four levels", [level(*one_level) for one_level in LEVELS], prefix="5")
    families = group("families", "Families", [
        info("families.info", "By the principal social worker, or someone who has never worked with them."),
        group("family", "Who we spoke to", [
            one("family.who", "Who?", ["Child", "Parent", "Carer"]),
            yes_no("family.agreed", "They agreed to talk", "!"),
            line("family.said", "What did they say? In their own words.", "!"),
            one("family.better", "Are things better?", ["Better", "Same", "Worse", "Too soon"]),
        ], "repeats"),
    ], "P3", prefix="6")
    staff_part = group("staff_part", "Staff, partners, data", [
        group("staff_group", "Staff groups", [
            line("staff_group.group", "Which group?"), number("staff_group.number", "How many?", high=500), line("staff_group.headlines", "What did they say?")],
            "repeats"),
        long("partners", "What partners say"),
        file("data", "Data pack"),
    ], prefix="7")
    findings = group("findings", "Findings", [
        group("finding", "Finding", [
            one("finding.kloe", "For which key line?", KEY_LINES, "!"),
            long("finding.words", "What did we find?", "!", help="Say what you saw before what you think of it."),
            scale("finding.view", "How assured are we?", "ASR", "!"),
            one("finding.confidence", "How sure are we of that?", ["Low", "Medium", "High"], "!"),
        ], "repeats", "!", ext_=[fn("as-many-as", list="kloe")], help="One for each key line."),
    ], prefix="8")
    plan = acts(level="team")
    plan["item"].insert(2, one("acts.plan", "Which plan does it go into?", ["Team plan", "Service plan"], "!"))
    end = group("end", "What follows", [
        learn(), plan,
        past_day("told_team_on", "When did you tell the team?", "!"),
        calc("look_again_on", "date", "Look again on", fn("date-after", **{"from": "ctx.ended", "interval": "90 days"})),
        sign("sign.author", "Signature of the lead"),
    ], prefix="9")
    facts = group("facts_check", "The team’s check of the facts", [
        yes_no("facts.right", "The facts are right", "!"),
        long("facts.wrong", "What is wrong, and what is right?", "!", show=when(("facts.right", "=", False))),
    ], ext_=[role("team")])
    return form(META, "Practice learning day", [YPN, ASR, THEMES, PLANS, LEGAL],
                [day_part, key_lines, evidence, cases, supervision, families, staff_part, findings, end, facts, approve("head-of-service", "Head of Service")],
                [ALERT])
