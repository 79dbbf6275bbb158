"""T16 Mid-way review by the independent reviewing officer."""
from templates.blocks import ALERT, ctx, form, pointer_items, safe, sign
from templates.lists import LEGAL, PLANS, YPN
from templates.notation import (calc, carry, checked, day, documents, fn, group, is_true, line, long, many, one, one_of, past_day, role, staff, when, yes_no)

CHALLENGED = {"not": {"item": "challenge", "is": ["none"]}}

META = {
    "id": "T16", "group": "Children and families",
    "about": "For the reviewing officer, half way between reviews: is this plan likely to work in this child’s time?",
    "subjectType": ["Patient"],
    "minutes": {"onSite": 0, "after": 20}, "sensitivity": "P3",
    "writeUp": {"within": "2 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "observed", "lead"]},
    "columns": {"observed": "asked_of"},
    "steps": [
        {"kind": "reply", "name": "reply to the challenge", "by": "the team manager", "role": "team-manager", "person": {"item": "asked_of"},
         "required": True, "when": CHALLENGED, "signs": False, "within": "5 working-days"},
        {"kind": "outcome", "name": "outcome for the child", "by": "the reviewing officer’s manager", "role": "outcome", "person": {"managerOf": "author"},
         "required": False, "when": CHALLENGED, "signs": False, "within": "20 working-days"}],
    "previous": {"sameAnswer": "child.rec"},
    "settings": {},
    "assumptions": ["The days for a reply follow the local escalation policy; five working days until the council says."],
}

CHECKS = [("visits", "Visits in time"), ("alone", "Child seen alone"), ("plan", "Plan matches the child’s needs"), ("exit", "Permanence or exit plan is clear"),
          ("dates", "Court and public law outline dates kept"), ("health", "Health"), ("education", "Education and personal education plan"),
          ("family", "Family time"), ("placement", "Placement is stable"), ("life_story", "Life story work"), ("advocacy", "Advocacy or independent visitor offered")]
CP_CHECKS = [("core", "Core groups held"), ("falling", "Risk is falling"), ("over_12", "Over 12 months: has someone taken a second look?")]


def check(link, text):
    return checked("check." + link, text, "YPN", ("partly", "no"), "What is missing?", key="note")


def make():
    about = group("about_child", "The child", [
        ctx("2 working-days"),
        group("child", "Whose plan?", pointer_items("child", "!"), "P3"),
        one("plan", "Which plan?", [("care", "Child in care"), ("cp", "Child protection")], "!"),
        past_day("last_review", "Last review", "!"),
        day("next_review", "Next review", "!"),
        calc("midpoint", "date", "Half way", fn("midpoint", **{"from": "last_review", "to": "next_review"})),
        one("how", "How did you look?", ["Call", "Meeting", "Visit", "Records only"], "!"),
        many("spoke_to", "Who did you speak to?", ["Social worker", "Child", "Carer", "Parent", "School", "Health", "Team manager"], "!"),
    ], prefix="1")
    child = group("child_part", "The child’s view", [
        one("contact", "Contact with the child", ["Seen", "Spoke", "Message", "Not this time"], "!"),
        line("contact.why", "Why not?", "!", show=one_of("contact", "not-this-time")),
        long("view", "What does the child say, or want?", "!", help="Their words. If you have none, say how you know."),
    ], "P3", prefix="2")
    decisions = group("decisions", "Decisions from the last review", [
        group("decision", "Decision", [
            line("decision.decision", "What was decided?", "!", ext_=[carry("previous/decision.decision")]),
            day("decision.due", "Due", ext_=[carry("previous/decision.due")]),
            one("decision.done", "Is it done?", ["Yes", "Under way", "No"], "!"),
            line("decision.why", "Why not?", "!", show=one_of("decision.done", "no")),
            line("decision.effect", "What difference has it made?"),
        ], "repeats", ext_=[carry("previous/decision")]),
    ], prefix="3")
    checks = group("checks", "Check", [
        *[one_item for one_check in CHECKS for one_item in check(*one_check)],
        group("cp_checks", "Child protection", [one_item for one_check in CP_CHECKS for one_item in check(*one_check)], show=one_of("plan", "cp")),
        documents("checks_files", "Documents or voice notes that show it", "P3", help="What you were sent, or your own notes. No pages of the file: say where in it they are."),
    ], prefix="4")
    drift = group("drift_part", "Drift and challenge", [
        one("drift", "Is there drift?", ["None", "Some", "Serious"], "!"),
        line("drift.cause", "What causes it?", "!", show=one_of("drift", "some", "serious")),
        one("challenge", "Do you challenge?", ["None", "Informal", "Formal stage 1", "Stage 2", "Stage 3", "Cafcass"], "!"),
        group("challenge_part", "The challenge", [
            line("asked", "What do you ask for?", "!"),
            staff("asked_of", "Of whom?", "!", help="They are asked to reply."),
            day("asked_by", "By when?", "!"),
        ], show=one_of("challenge", "informal", "formal-stage-1", "stage-2", "stage-3", "cafcass")),
    ], prefix="5")
    end = group("end", "Your view", [
        long("opinion", "Is this plan likely to work in this child’s time?", "!"),
        yes_no("more_often", "Should it be reviewed sooner?"),
        day("more_often.on", "When?", "!", show=when(is_true("more_often"))),
        line("next_action", "What happens next?"),
        yes_no("worried", "Is this child not safe now?", "!"),
        safe(when(is_true("worried"))),
        sign("sign.author", "Signature of the reviewing officer"),
    ], prefix="6")
    reply = group("reply_part", "Team manager", [long("reply", "Reply to the challenge", "!")],
                  show=one_of("challenge", "informal", "formal-stage-1", "stage-2", "stage-3", "cafcass"), ext_=[role("team-manager")])
    outcome = group("outcome_part", "Outcome", [
        past_day("outcome.resolved_on", "Resolved on", "!"), long("outcome.effect", "What is different for the child?", "!")],
        show=one_of("challenge", "informal", "formal-stage-1", "stage-2", "stage-3", "cafcass"), ext_=[role("outcome")])
    return form(META, "Mid-way review", [YPN, PLANS, LEGAL], [about, child, decisions, checks, drift, end, reply, outcome], [ALERT])
