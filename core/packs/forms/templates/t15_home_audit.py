"""T15 Monthly audit of a children's home, with readiness for an inspector's Annex A."""
from templates.blocks import ACTIONS, ALERT, acts, ctx, form, learn, prev, safe, sign
from templates.lists import THEMES, YPN
from templates.notation import (calc, carry, day, decimal, fn, group, info, known, line, long, number, past_day, role, scale, visited, when,
                                is_true, yes_no)

META = {
    "id": "T15", "group": "Audits and samples",
    "about": "For the registered manager, each month: are the children’s plans alive, is the home safe, are we ready for an inspector?",
    "subjectType": ["Organization"],
    "minutes": {"onSite": 120, "after": 0}, "sensitivity": "P3",
    "writeUp": {"within": "5 working-days", "from": "ctx.ended", "aim": "month end"},
    "visibility": {"draft": ["author"], "completed": ["author", "lead"]},
    "columns": {},
    "steps": [
        {"kind": "countersignature", "name": "countersignature", "by": "the service manager", "role": "service-manager", "person": {"managerOf": "author"},
         "required": True, "signs": True, "mayReturn": True, "within": "5 working-days"},
        {"kind": "comment", "name": "comment", "by": "the responsible individual", "role": "responsible-individual",
         "person": {"holds": ["Responsible Individual", "Head of Service"]}, "required": True, "signs": True, "within": "5 working-days"}],
    "actions": ACTIONS,
    "previous": {
        "sameAnswer": "home",
        "rows": [{
            "into": "rec44", "key": "rec44.rec", "done": {"item": "rec44.done", "is": [True]},
            "from": {"form": "T06", "sameAnswer": {"home": "home"}, "when": {"item": "variant", "is": ["visit"]},
                     "lists": [{"rows": "last", "answers": {"rec44.rec": "last.rec"}, "done": {"item": "last.done", "is": ["yes"]}},
                               {"rows": "rec", "answers": {"rec44.rec": "rec.action"}}]}}]},
    "settings": {},
}

SAFETY = [("alarm", "Fire alarm"), ("drill", "Fire drill"), ("lights", "Emergency lights"), ("water", "Water"), ("gas", "Gas and electricity"),
          ("vehicles", "Vehicles"), ("first_aid", "First aid"), ("medicines", "Medicines counted"), ("bedrooms", "Bedrooms, with permission")]

ANNEX_A = [("children", "Children"), ("incidents", "Incidents and restraint"), ("missing", "Missing from home"),
           ("exploitation", "Risk of exploitation and radicalisation"), ("complaints", "Complaints"), ("allegations", "Allegations"),
           ("staffing", "Staffing and qualifications"), ("training", "Training"), ("education", "Education"), ("health", "Health")]


def dated(prefix, link, text):
    return [scale("%s.%s" % (prefix, link), text, "YPN"), past_day("%s.%s_on" % (prefix, link), text + ": date")]


def make():
    home = group("about_home", "The home", [
        ctx("5 working-days", clock="by-period-end"),
        visited("home", "Which home?", "!"),
        known("month", "Month", "period"),
        number("children_in", "Children living here", high=100),
        prev("last", "Actions still open"),
        group("rec44", "Open recommendations of the independent person", [
            line("rec44.rec", "Recommendation", "!", ext_=[carry("previous/rec44.rec")]),
            yes_no("rec44.done", "Done now"), line("rec44.seen", "What shows it?"),
        ], "repeats", ext_=[carry("previous/rec44")], help="Those from last month that are not done, and those of the last regulation 44 visit. Add what has come since."),
    ], prefix="1")
    files = group("files", "Children’s files", [
        group("file", "Child", [
            line("file.initials", "Initials", "!", maxLength=10),
            line("file.view", "What does the child say this month?", "!", help="Their words."),
            scale("file.plan", "Plan in date", "YPN"), scale("file.risk", "Risk assessment current", "YPN"),
            number("file.keywork", "Key-work sessions this month", high=100),
            scale("file.health", "Health", "YPN"), scale("file.school", "School", "YPN"), scale("file.family", "Family time", "YPN"),
            scale("file.moving_on", "Moving on", "YPN"),
            line("file.gap", "What is missing?"),
        ], "repeats"),
    ], "P3", prefix="2")
    incidents = group("incidents", "Incidents", [
        long("incidents.patterns", "What patterns do you see?", "!", help="Times, places, people, what came before. Good looks like: you would tell a parent this."),
        scale("incidents.reviewed", "Each was reviewed by a manager", "YPN"),
        number("incidents.restraint", "Restraints", high=500), scale("incidents.debriefed", "Child and staff talked about it in time", "YPN"),
        number("incidents.missing", "Missing episodes", high=500), number("incidents.returns_offered", "Return interviews offered", high=500),
        number("incidents.returns_taken", "Return interviews taken", high=500),
        number("incidents.police", "Calls to the police", high=500), number("incidents.self_harm", "Self-harm", high=500),
        number("incidents.complaints", "Complaints", high=500), number("incidents.allegations", "Allegations", high=500),
        scale("incidents.notified", "Notifications were sent in time", "YPN"),
    ], "P3", prefix="3")
    building = group("building", "Building and safety", [
        *[one_item for link, text in SAFETY for one_item in dated("building", link, text)],
        number("building.repairs", "Repairs still open", high=500),
    ], prefix="4")
    team = group("team_part", "Staff", [
        scale("team.rota", "The rota is covered", "YPN"),
        number("team.vacancies", "Vacancies", high=100), number("team.agency", "Agency shifts this month", high=1000),
        decimal("team.supervision", "Supervision held in time", unit="%", places=1),
        line("team.training", "Training that is missing"),
        scale("team.checks", "Safer recruitment checks complete", "YPN"),
    ], "P2", prefix="5")
    helping = group("helping", "Is it helping?", [
        long("interventions", "Is what we do working for these children?", "!", help="For each child: what is different from a month ago?"),
        yes_no("shared", "Was learning shared with the team?"),
    ], prefix="6")
    annex = group("annex_a", "Annex A ready", [
        info("annex_a.info", "Follow the current official form, not this list. Is each heading up to date?"),
        *[one_item for link, text in ANNEX_A for one_item in dated("annex", link, text)],
    ], prefix="7")
    dates = group("dates", "Dates and inspection", [
        past_day("r45_last", "Last review of the quality of care (regulation 45)", ext_=[carry("previous/r45_last")]),
        calc("r45_due", "date", "Next review due", fn("date-after", **{"from": "r45_last", "interval": "6 months"})),
        calc("r45_report_due", "date", "Report to Ofsted due", fn("date-after", **{"from": "r45_last", "interval": "28 days"})),
        past_day("last_inspection", "Last inspection", ext_=[carry("previous/last_inspection")]),
        line("inspection_grade", "Its grade", ext_=[carry("previous/inspection_grade")]),
        group("requirement", "Requirements", [
            line("requirement.text", "What is required?", ext_=[carry("previous/requirement.text")]),
            day("requirement.due", "By when?", ext_=[carry("previous/requirement.due")]),
            yes_no("requirement.done", "Done", ext_=[carry("previous/requirement.done")]),
        ], "repeats", ext_=[carry("previous/requirement")]),
    ], prefix="8")
    end = group("end", "Learning, actions, signature", [
        yes_no("worried", "Is anyone not safe now?", "!"),
        safe(when(is_true("worried"))),
        learn(), acts(level="setting"),
        sign("sign.author", "Signature of the registered manager"),
    ], prefix="9")
    countersign = group("countersign", "Service manager", [
        long("countersign.note", "Note"), sign("sign.service_manager", "Signature of the service manager")], ext_=[role("service-manager")])
    individual = group("individual_part", "Responsible individual", [
        long("individual.comment", "What do you take from this, and what will you ask about?"),
        sign("sign.responsible_individual", "Signature of the responsible individual")], ext_=[role("responsible-individual")])
    return form(META, "Monthly audit of a children’s home", [YPN, THEMES],
                [home, files, incidents, building, team, helping, annex, dates, end, countersign, individual], [ALERT],
                # 1.2.0: the setting it is begun from is filled in.
                version="1.3.0")
