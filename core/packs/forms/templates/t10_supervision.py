"""T10 Supervision, with its five variants. What is said of a case is kept apart (t10c_case_discussed)."""
from templates.blocks import ACTIONS, acts, ctx, form, pointer_items, prev, sign
from templates.lists import LEGAL, N10, PLANS, YPN
from templates.notation import (calc, carry, day, decimal, file, fn, group, info, is_true, item, line, long, many, number, one, one_of, own_record,
                                role, scale, staff, variant, when, yes_no)

META = {
    "id": "T10", "group": "Supervision and meetings",
    "about": "For supervisor and supervisee: how are you, what is it like for the child, what was decided and why?",
    "subjectType": ["Practitioner"],
    "minutes": {"onSite": 75, "after": 10}, "sensitivity": "P2",
    "sensitivityWhenAnswered": [{"item": "group.rec", "sensitivity": "P3"}, {"item": "casework.rec", "sensitivity": "P3"},
                                {"item": "iro_concern.rec", "sensitivity": "P3"}],
    "writeUp": {"within": "5 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "observed", "named:qa_reader"]},
    "columns": {"observed": "who"},
    "steps": [
        {"kind": "comment", "name": "comment and signature", "by": "the person supervised", "role": "supervisee", "person": {"item": "who"},
         "required": True, "signs": True, "mayReturn": True, "within": "5 working-days"},
        {"kind": "qa-sample", "name": "reading for quality assurance", "by": "the quality assurance reader", "person": {"item": "qa_reader"}, "required": False,
         "tells": True, "when": {"answered": "qa_reader"}, "within": "10 working-days"}],
    "actions": ACTIONS,
    "previous": {"sameAnswer": "who"},
    "settings": {"supervision_interval": "5 weeks", "casework_limit": 15000},
    "assumptions": ["qa_reader: a supervision record is the two people’s own. It is read for quality assurance where it was drawn for the sample and the "
                    "supervisor, with the supervisee’s knowledge, names who reads it; nobody is given it without that.",
                    "supervision_interval: every five weeks where the council sets no other.",
                    "casework_limit: the framework names two figures, £15,000 and £20,000; the lower is used until the council says which."],
}


def case_items():
    """What is said of one child; also the questions of the record it becomes."""
    return [
        *pointer_items("case", "!"),
        line("case.why_now", "Why are we talking about this child now?", "!"),
        line("case.since", "What has happened since last time?", "!"),
        line("case.voice", "What does the child say, or show?", "!", help="Their words, if you have them."),
        line("case.worries", "What worries us?"),
        line("case.strengths", "What is going well?"),
        scale("case.safety", "How safe is it? 0 is worst, 10 is no worries", "N10"),
        yes_no("case.stuck", "Are we stuck?"),
        line("case.blocks", "What is in the way?", "!", show=when(is_true("case.stuck"))),
        line("case.decision", "What did we decide?", "!"),
        line("case.reason", "Why that?", "!", help="So that someone who was not there can follow it."),
        day("case.by_when", "By when?", "!"),
    ]


def counted(link, text, help=None):
    return number(link, text, high=1000, help=help)


def make():
    individual, both = one_of("kind", "individual"), one_of("kind", "individual", "one-to-one")
    preparing, in_group, casework = one_of("kind", "iro-preparation"), one_of("kind", "group"), one_of("kind", "casework")
    start = group("start", "Who and what", [
        ctx("5 working-days"),
        variant("kind", "What kind of supervision?", [
            ("individual", "Individual supervision"), ("group", "Group supervision"), ("iro-preparation", "Preparation by the reviewing officer"),
            ("one-to-one", "One-to-one"), ("casework", "Casework decision")]),
        staff("who", "Who is it with?", "!", ext_=[carry("context/who")], help="Of a group: the person who brings the work. They will be asked to read and sign."),
        item("last_met", "dateTime", "Last time", "readOnly", ext_=[carry("previous/ctx.started")]),
        calc("gap_due", "date", "Due by", fn("date-after", **{"from": "last_met", "interval": "5 weeks", "setting": "supervision_interval"})),
        calc("gap_ok", "boolean", "Held in time", fn("holds", all="ctx.started <= answer.gap_due")),
        prev("last", "What we agreed last time"),
    ], prefix="1")
    you = group("you_part", "You", [
        info("you.info", "Stays between the two of you, unless someone’s safety or employment law asks otherwise, or you name a "
             "reader for quality assurance at the end."),
        long("you", "How are you, and the work?", "P2"),
        number("load", "Children or families you work with", high=500, show=individual),
        line("load.words", "And how does that feel?", show=individual),
    ], show=both, prefix="2")
    work = group("work_part", "The work", [
        long("going_well", "What is going well?", "!"),
        long("practice", "One piece of work to think about together", "!", help="No names. What did you do, what happened, what else could it be?"),
        many("feedback", "Feedback we looked at", ["Observation", "Audit", "Compliment", "Complaint", "Family"], ext_=[carry("previous/feedback")], show=individual),
        long("numbers", "What do the numbers say?", show=individual),
        file("numbers_file", "A report", show=individual),
        long("learning", "Learning and development plan"),
        long("equality", "Equality, and anything that would make work easier for you", "P2"),
        long("leave", "Leave and employment matters", "P2"),
    ], show=both, prefix="3")
    cases = group("cases", "Children we talked about", [
        info("cases.info", "Each child is kept as a record of its own when you complete this. It is not part of the supervision record."),
        group("case", "Child", case_items(), "repeats", ext_=[own_record("T10C")]),
    ], "P3", show=individual, prefix="4")
    preparation = group("preparation", "Before supervision", [
        info("preparation.info", "Filled in by the reviewing officer before you meet."),
        counted("iro.over_12", "Plans open for more than 12 months"),
        counted("iro.overdue", "Mid-way reviews overdue"),
        counted("iro.not_spoken", "Children not spoken to since their last review"),
        counted("iro.good", "Good assessments seen"),
        line("iro.good_words", "What made them good?"),
        group("iro_concern", "Cases of concern", pointer_items("iro_concern", "!") + [line("iro_concern.why", "What is the concern?", "!")], "repeats", "P3"),
        group("iro_escalation", "Escalations", pointer_items("iro_escalation", "!") + [
            one("iro_escalation.stage", "At which stage?", ["Informal", "Formal stage 1", "Stage 2", "Stage 3", "Cafcass"], "!"),
            line("iro_escalation.asked", "What was asked for?"),
        ], "repeats", "P3"),
    ], show=preparing, prefix="2")
    together = group("group_part", "Thinking together", [
        group("attended", "Who was there", [staff("attended.who", "Name", "!")], "repeats", "!"),
        staff("presenter", "Who brought the work?"),
        group("group_case", "The child", pointer_items("group"), "P3"),
        long("dilemma", "What is the dilemma?", "!", "P3"),
        yes_no("map_drawn", "Did you draw a map of the family or the worries?"),
        long("ideas", "What could explain it?", "!", "P3", help="At least two explanations. The second is often the useful one."),
        line("try", "What will be tried?", "!"),
        long("helped", "What helped us think?"),
    ], show=in_group, prefix="2")
    decision = group("casework_part", "Casework decision", [
        one("request", "What is asked for?", ["Initial funding", "Increase one level", "Increase more", "Part-time timetable", "Direction letter",
                                              "Specialist consultation", "Placement", "Personal budget", "Tribunal"], "!"),
        *pointer_items("casework", "!"),
        long("evidence", "What is the evidence?", "!"),
        decimal("amount", "Amount asked for", unit="£"),
        long("reason", "Why this decision?", "!", help="Write the reason before you choose."),
        one("decision", "Decision", ["Agree", "Agree in part", "Not agreed", "Defer", "Escalate"], "!",
            ext_=[fn("allows-only", when="amount > setting.casework_limit", code=["escalate"])], help="Over the council’s limit it must be escalated."),
    ], "P3", show=casework, prefix="2")
    end = group("end", "Before you stop", [
        acts(level="practitioner"),
        day("next", "Next time", "!"),
        scale("q.space", "There was space to think", "YPN"), scale("q.child", "The child was present in what we said", "YPN"),
        scale("q.reasons", "Reasons are clear", "YPN"), scale("q.actions", "Each action has an owner", "YPN"), scale("q.support", "Support was given", "YPN"),
        staff("qa_reader", "Drawn for the quality assurance sample? Who reads it?",
              help="Leave it empty if it was not drawn. Tell the person supervised first. The reader can read this record and change nothing in it."),
        sign("sign.author", "Signature of the supervisor"),
    ], prefix="5")
    supervisee = group("supervisee_part", "The person supervised", [
        long("supervisee.comment", "Anything to add, or that you see differently?"),
        sign("sign.supervisee", "Signature"),
    ], ext_=[role("supervisee")])
    return form(META, "Supervision", [N10, YPN, PLANS, LEGAL],
                [start, you, work, cases, preparation, together, decision, end, supervisee], [])
