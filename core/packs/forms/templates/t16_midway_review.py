"""T16 Mid-way review by the independent reviewing officer."""
from templates.blocks import ALERT, ctx, form, pointer_items, safe, sign
from templates.lists import LEGAL, PLANS, YPN
from templates.notation import (calc, carry, checked, day, documents, fn, group, info, is_code, is_true, item, line, long, many, one, one_of, past_day, role,
                                staff, when, yes_no)

CHALLENGED = {"not": {"item": "challenge", "is": ["none"]}}

# The ladder: each rung, the one below it, who is asked on it (a question of the author's part; None: somebody outside), as its hand says it,
# and how long they have unless the council says otherwise.
RUNGS = [
    ("formal-stage-1", "formal stage 1", "informal", "asked_of", "the team manager", "5 working-days"),
    ("stage-2", "stage 2", "formal-stage-1", "ladder.second", "the manager asked at stage 2", "5 working-days"),
    ("stage-3", "stage 3", "stage-2", "ladder.third", "the manager asked at stage 3", "5 working-days"),
    ("cafcass", "Cafcass", "stage-3", None, "the reviewing officer, from Cafcass", "10 working-days"),
]
RUNG_CODES = [code for code, *_ in RUNGS]


def settled(code):
    """The question whether the challenge was settled before the rung @p code."""
    return "to." + code + ".settled"


def went_up(code):
    return {"item": settled(code), "is": ["no"]}


def setting_of(code):
    return "challenge_" + code.replace("-", "_") + "_within"


def comes_after(code, before):
    """The author says what comes next once the rung below was answered, or its day has passed."""
    return {"any": [{"item": "challenge", "is": [before]}, *([went_up(before)] if before in RUNG_CODES else [])]}


def ladder_steps():
    replies, steps = ["reply"], []
    for code, name, before, whom, by, within in RUNGS:
        steps.append({"kind": "next-" + code, "name": "what comes of the challenge", "by": "the reviewing officer", "role": "to-" + code,
                      "person": {"author": True}, "required": True, "when": comes_after(code, before), "signs": False, "overtakes": list(replies)})
        reply = {"kind": "reply-" + code, "name": "reply at " + name, "by": by, "role": "reply-" + code,
                 "person": {"item": whom} if whom else {"author": True}, "required": True, "when": went_up(code), "signs": False,
                 "within": "0 days", "from": {"item": "to." + code + ".by"}}
        steps.append(reply)
        replies.append(reply["kind"])
    # Once the challenge has gone on to a rung, or is settled, the replies below it are not waited for any more.
    for at, reply in enumerate(steps[1::2]):
        later = [{"answered": settled(code)} for code in RUNG_CODES[at + 1:]]
        if later:
            reply["when"] = {"all": [reply["when"], {"not": {"any": later}}]}
    return steps

META = {
    "id": "T16", "group": "Children and families",
    "about": "For the reviewing officer, half way between reviews: is this plan likely to work in this child’s time?",
    "subjectType": ["Patient"],
    "minutes": {"onSite": 0, "after": 20}, "sensitivity": "P3",
    "writeUp": {"within": "2 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "observed", "lead", "named:ladder.second", "named:ladder.third"]},
    "columns": {"observed": "asked_of"},
    "steps": [
        {"kind": "reply", "name": "reply to the challenge", "by": "the team manager", "role": "team-manager", "person": {"item": "asked_of"},
         "required": True, "when": {"all": [CHALLENGED, {"not": {"any": [{"answered": settled(code)} for code in RUNG_CODES]}}]}, "signs": False,
         "within": "0 days", "from": {"item": "asked_by"}},
        *ladder_steps(),
        {"kind": "outcome", "name": "outcome for the child", "by": "the reviewing officer’s manager", "role": "outcome", "person": {"managerOf": "author"},
         "required": False, "when": CHALLENGED, "signs": False, "within": "20 working-days"}],
    "previous": {"sameAnswer": "child.rec"},
    "settings": {"challenge_informal_within": "5 working-days", **{setting_of(code): within for code, _, _, _, _, within in RUNGS}},
    "assumptions": ["The days for a reply follow the local escalation policy; five working days on each step, ten for Cafcass, until the council says."],
}

CHECKS = [("visits", "Visits in time"), ("alone", "Child seen alone"), ("plan", "Plan matches the child’s needs"), ("exit", "Permanence or exit plan is clear"),
          ("dates", "Court and public law outline dates kept"), ("health", "Health"), ("education", "Education and personal education plan"),
          ("family", "Family time"), ("placement", "Placement is stable"), ("life_story", "Life story work"), ("advocacy", "Advocacy or independent visitor offered")]
CP_CHECKS = [("core", "Core groups held"), ("falling", "Risk is falling"), ("over_12", "Over 12 months: has someone taken a second look?")]


def check(link, text):
    return checked("check." + link, text, "YPN", ("partly", "no"), "What is missing?", key="note")


CHALLENGES = ["informal", "formal-stage-1", "stage-2", "stage-3", "cafcass"]


def policy_day(code, name, starts, within, show=None):
    """The day by which the council's escalation policy wants an answer on the rung @p code."""
    return calc(name, "date", "By the escalation policy", fn("date-after", **{"from": starts, "interval": within, "setting": setting_of(code)}), show=show)


def rung_parts():
    """What the author says before each rung, and what is answered on it."""
    parts = []
    for code, name, before, whom, by, within in RUNGS:
        link = "to." + code
        conditions = [is_code("challenge", before)] + ([is_code(settled(before), "no")] if before in RUNG_CODES else [])
        asked = [staff(link + ".who", "Who is asked?", "readOnly", ext_=[fn("copy", **{"from": whom})])] if whom else [
            info(link + ".who", "Ask Cafcass by the route your council has agreed. Their answer is written here when it comes.")]
        parts.append(group(link, "What comes of the challenge?", [
            one(settled(code), "Is it settled?", [("yes", "Yes, it is settled"), ("no", "No, it goes to " + name)], "!",
                help="You are asked once there is an answer, or its day has passed without one."),
            long(link + ".how", "What settled it?", "!", show=one_of(settled(code), "yes")),
            group(link + ".next", name[0].upper() + name[1:], [
                *asked,
                long(link + ".asked", "What do you ask for now?", "!"),
                item(link + ".started", "dateTime", "Asked on", "readOnly", "hidden", ext_=[carry("context/now")]),
                policy_day(code, link + ".policy", link + ".started", within),
                day(link + ".by", "By when?", "!"),
            ], show=one_of(settled(code), "no")),
        ], show=when(*conditions, any_of=True), ext_=[role("to-" + code)]))
        parts.append(group("reply." + code, "Reply at " + name, [
            long("reply." + code + ".words", "Reply to the challenge", "!")], show=one_of(settled(code), "no"), ext_=[role("reply-" + code)]))
    return parts


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
            policy_day("informal", "asked_by.policy.informal", "ctx.ended", "5 working-days", show=one_of("challenge", "informal")),
            *[policy_day(code, "asked_by.policy." + code, "ctx.ended", within, show=one_of("challenge", code)) for code, _, _, _, _, within in RUNGS],
            day("asked_by", "By when?", "!", help="When this day has passed without a reply, you are asked what comes next."),
        ], show=one_of("challenge", *CHALLENGES)),
        info("ladder.info", "If it is not settled, it goes on to the next steps. Whoever you name for them can read this review from now on.",
             show=one_of("challenge", "informal", "formal-stage-1", "stage-2")),
        staff("ladder.second", "Who is asked at stage 2?", "!", show=one_of("challenge", "informal", "formal-stage-1")),
        staff("ladder.third", "Who is asked at stage 3?", "!", show=one_of("challenge", "informal", "formal-stage-1", "stage-2")),
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
                  show=one_of("challenge", *CHALLENGES), ext_=[role("team-manager")])
    outcome = group("outcome_part", "Outcome", [
        past_day("outcome.resolved_on", "Resolved on", "!"), long("outcome.effect", "What is different for the child?", "!")],
        show=one_of("challenge", *CHALLENGES), ext_=[role("outcome")])
    return form(META, "Mid-way review", [YPN, PLANS, LEGAL], [about, child, decisions, checks, drift, end, reply, *rung_parts(), outcome], [ALERT])
