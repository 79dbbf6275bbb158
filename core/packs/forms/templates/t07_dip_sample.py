"""T07 Dip sample, with its ten banks of questions."""
from templates.blocks import ACTIONS, ALERT, acts, ctx, form, learn, safe, sign
from templates.lists import THEMES, YPN
from templates.notation import (calc, fn, group, info, is_true, line, long, many, number, one, one_of, reference, role, scale, staff, variant, when, yes_no)

META = {
    "id": "T07", "group": "Audits and samples",
    "about": "For a manager: a few questions over several records, on one theme, five minutes a record.",
    "subjectType": ["Organization"],
    "minutes": {"onSite": 0, "after": 45}, "sensitivity": "P3",
    "writeUp": {"within": "5 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "lead", "named:record.told_who"]},
    "columns": {},
    "steps": [
        {"kind": "acknowledgement", "name": "acknowledgement of what is urgent", "by": "the service manager", "role": "service-manager",
         "person": {"holds": ["Service Manager", "Head of Service"]}, "required": True, "when": {"item": "record.stands_out", "is": ["urgent"]}, "signs": False,
         "from": "completed", "within": "0 days"},
        {"kind": "told-worker", "name": "reading of what is urgent", "by": "the worker", "person": {"item": "record.told_who"}, "required": False, "tells": True,
         "when": {"item": "record.stands_out", "is": ["urgent"]}, "after": [], "from": "completed", "within": "0 days"}],
    "actions": ACTIONS,
    "previous": {"sameAnswer": ["bank", "ctx.unit"]},
    "settings": {},
    "assumptions": ["told_who: the worker whose record shows something urgent can read the whole sample, which points to records by number alone; nobody else "
                    "whose records were looked at can."],
}

BANKS = [
    ("general", "General recording", [
        ("summary", "Summary is current"), ("chronology", "Chronology is there"), ("visit", "Visit was written up in time"),
        ("words", "The child’s own words are there"), ("reason", "The reason for the decision is there"), ("supervision", "Supervision was in time"),
        ("own", "It is this child’s, not copied from a brother or sister")]),
    ("iro", "Reviewing officer’s footprint", [
        ("seen", "The reviewing officer is seen between reviews"), ("midway", "There is a mid-way note"), ("spoken", "The child was spoken to before the review"),
        ("challenge", "Challenge was raised where it was due"), ("escalation", "Escalation was timely, and answered"), ("drift", "Drift is named"),
        ("tracked", "Decisions are tracked"), ("plain", "The child’s record of the meeting is in plain words")]),
    ("referral", "Referral or placement request", [
        ("balanced", "It is balanced"), ("risks", "Risks are evidenced and dated"), ("strengths", "Strengths are there"),
        ("attached", "Assessments are attached"), ("view", "The child’s view is there"), ("matching", "What the match needs is clear"),
        ("shared", "It is safe to share")]),
    ("placement", "Placement made", [
        ("checked", "Registration and grade were checked"), ("matched", "Matched against the child’s needs"), ("route", "A route to education and health"),
        ("impact", "The impact on others there was weighed"), ("fee", "Contract and fee were authorised"), ("told", "The child was told")]),
    ("advocacy", "Advocacy", [
        ("logged", "Contact was logged in time"), ("instruction", "The child’s instruction is clear"), ("acted", "It was acted on"),
        ("oversight", "A manager looked at it"), ("outcome", "Outcome, and feedback")]),
    ("esmap", "Early Support panel triage", [
        ("time", "Decision was in time"), ("threshold", "The threshold is reasoned"), ("consent", "Consent is there"), ("needs", "The child’s needs are named"),
        ("right", "It is the right service"), ("referrer", "The referrer was told"), ("consistent", "A second reader would decide the same")]),
    ("minutes", "Meeting minutes", [
        ("purpose", "The purpose is clear"), ("attended", "Who attended is there"), ("view", "The child’s views are there"),
        ("actions", "Actions have an owner and a date"), ("sent", "They were sent in time")]),
    ("ehcp", "Education, health and care plan (draft or final)", [
        ("views", "Child’s and parents’ views (A)"), ("needs", "Needs complete, and from advice (B to D)"), ("outcomes", "Outcomes are specific and dated (E)"),
        ("provision", "Provision is specific and quantified (F to H)"), ("met", "Each need is met by provision"), ("plain", "Plain words"),
        ("time", "In time"), ("unnamed", "No placement is named in a draft"), ("final", "Final checks were made")]),
    ("iso", "Advice line call", [
        ("understood", "The question was understood"), ("remit", "Right remit"), ("offer", "A broad offer was given"), ("followed", "It was followed up"),
        ("tone", "The tone was kind")]),
    ("specialist", "Specialist’s report", [
        ("time", "In time"), ("view", "The child’s view is there"), ("evidence", "Evidence is there"), ("advice", "The advice is clear"),
        ("usable", "The school can use it")]),
]


def make():
    what = group("what", "The question", [
        ctx("5 working-days"),
        line("question", "What do we want to know?", "!", help="One question. It shapes everything below."),
        variant("bank", "Which set of questions?", [(code, title) for code, title, _ in BANKS]),
        one("pick", "How were the records picked?", [("random", "At random"), ("nth", "Every so many"), ("risk", "By risk"), ("named", "Named")], "!"),
        number("population", "How many records are there?"),
        number("sample", "How many will you look at?", high=1000),
    ], prefix="1")

    def bank(code, title, questions):
        score = [number("rec.iso.score", "Score by the council’s matrix", high=100)] if code == "iso" else []
        return group("rec." + code, title, [scale("rec.%s.%s" % (code, link), text, "YPN") for link, text in questions] + score, show=one_of("bank", code))

    every_no = ["rec.%s.%s = no" % (code, link) for code, _, questions in BANKS for link, _ in questions]
    records = group("records", "Records", [
        info("records.info", "The number from the case system. No names."),
        group("record", "Record", [
            line("record.rec", "System number", "!", maxLength=40),
            staff("record.worker", "Whose work is it?", ext_=[fn("required-by-choice", question="record.stands_out", code=["urgent"])],
                  help="Needed where something is urgent: they are told, and can then read this sample."),
            *[bank(*one_bank) for one_bank in BANKS],
            calc("record.any_no", "boolean", "Something is missing", fn("holds", any=every_no), "hidden"),
            line("record.comment", "What is missing, and does it matter for the child?", "!", show=when(is_true("record.any_no"))),
            one("record.stands_out", "Does it stand out?", ["Good example", "Fine", "Needs work", "Urgent"], "!"),
            calc("record.told_who", "reference", "Told, and can read this", fn("copy", **{"from": "record.worker"}), ext_=[reference("Practitioner")],
                 show=one_of("record.stands_out", "urgent")),
            yes_no("record.told", "The worker was told today, in person or by phone", "!", show=one_of("record.stands_out", "urgent")),
        ], "repeats", "!"),
        calc("urgent_any", "boolean", "Something is urgent", fn("any-answer", question="record.stands_out", code="urgent"), "hidden"),
        safe(when(is_true("urgent_any"))),
    ], "P3", prefix="2")
    table = group("table", "What the sample shows", [
        info("table.info", "Yes, of those where the question applies."),
        calc("looked_at", "integer", "Records looked at", fn("count", question="record")),
        *[group("table." + code, title, [
            calc("table.%s.%s" % (code, link), "string", text, fn("share", **{"question": "rec.%s.%s" % (code, link), "code": "yes", "leave-out": "na"}))
            for link, text in questions], show=one_of("bank", code)) for code, title, questions in BANKS],
        calc("table.good", "string", "Good examples", fn("share", question="record.stands_out", code="good-example")),
        calc("table.work", "string", "Needs work or urgent", fn("share", question="record.stands_out", code=["needs-work", "urgent"])),
    ], prefix="3")
    answer = group("answer", "The answer", [
        long("headline", "So what is the answer to your question?", "!"),
        learn(),
        acts(level="team"),
        many("fed_back", "Who did you tell?", ["Worker", "Supervision", "Team meeting", "Panel"], "!"),
        sign("sign.author", "Your signature"),
    ], prefix="4")
    urgent = group("urgent_part", "Service manager", [
        yes_no("urgent.seen", "I have seen what is urgent", "!"),
        long("urgent.decision", "What is decided?", "!"),
    ], show=when(is_true("urgent_any")), ext_=[role("service-manager")])
    return form(META, "Dip sample", [YPN, THEMES], [what, records, table, answer, urgent], [ALERT])
