"""T14 Highlight report, with its sets: monthly, quarterly, annual, allegations, case progression. Cases are kept apart (t14c_case_progress)."""
from templates.blocks import SENDS_BACK, approve, ctx, form, pointer_items, sign
from templates.lists import LEGAL, PLANS, RAG
from templates.notation import (at_least, carry, day, decimal, fn, group, info, item, line, long, number, of_scale, one, one_of, own_record,
                                record_link, scale, variant, when)
from templates.t12_performance import calc_direction

META = {
    "id": "T14", "group": "Reports and logs",
    "about": "For whoever reports: did we do what we planned, what did it tell us, what did we do about it, what is different now?",
    "subjectType": ["Organization"],
    "minutes": {"onSite": 0, "after": 30}, "sensitivity": "P1",
    "sensitivityWhenAnswered": [{"item": "progress.rec", "sensitivity": "P4"}],
    "writeUp": {"within": "10 working-days", "from": "ctx.period_end"},
    "visibility": {"draft": ["author"], "completed": ["author", "lead"]},
    "councilSwitches": [{"setting": "reports_for_service", "adds": {"completed": ["service"]}, "default": False}],
    "columns": {},
    "steps": [
        {"kind": "approval", "name": "approval", "by": "the head of service", "role": "head-of-service", "person": {"holds": "Head of Service"},
         "required": True, "unless": "author", "signs": True, "returnsWhen": SENDS_BACK, "within": "5 working-days"},
        {"kind": "told-panel", "name": "receipt of the report", "by": "the panel’s chair", "person": {"holds": ["Director", "Service Director"]}, "required": False,
         "tells": True, "unless": "author", "within": "10 working-days", "from": {"item": "ctx.period_end"}}],
    "previous": {"sameAnswer": ["ctx.activity", "ctx.unit"]},
    "settings": {},
}

OUTCOMES = ["Substantiated", "False", "Malicious", "Unfounded", "Unsubstantiated"]
HARM = ["Physical", "Emotional", "Sexual", "Neglect", "Conduct"]


def progress_items():
    """Where one child's case is in law; also the questions of the record it becomes."""
    return [
        *pointer_items("progress", "!"),
        one("progress.track", "Which track?", [("plo", "Public law outline"), "Proceedings", ("s20", "Section 20"), "Pre-birth"], "!"),
        line("progress.stage", "Which stage?", "!"),
        day("progress.next", "Next date"),
        one("progress.delay", "Is there delay?", ["No", "Some", "Serious"], "!"),
        line("progress.delay_why", "Why, and what is being done?", "!", show=one_of("progress.delay", "some", "serious")),
    ]


def number_of(link, title, ask, choices=None):
    which = one(link + ".which", ask, choices) if choices else line(link + ".which", ask)
    return group(link, title, [which, number(link + ".n", "How many?")], "repeats")


def evidenced(link, title, ask, *more):
    return group(link, title, [
        line(link + ".text", ask, "!"),
        record_link(link + ".evidence", "Which record shows it?", "!"),
        *more,
    ], "repeats", ext_=[fn("min-or-reason", min=3, reason="few_why")])


def make():
    head = group("head", "The report", [
        ctx("10 working-days", clock="after-period"),
        variant("set", "Which report?", [("monthly", "Monthly, one page"), ("quarterly", "Quarterly, to senior leaders"), ("annual", "Annual"),
                                         ("lado", "Allegations against adults (LADO)"), ("progression", "Case progression")]),
        line("period", "Period", "!", ext_=[carry("context/period")]),
        line("audience", "Who is it for?", "!"),
        line("why", "Why is it where it is?", help="Needed unless green.", ext_=[fn("required-by-choice", question="rag", code=["red", "amber"])]),
        scale("rag", "Overall", "RAG", "!"),
        one("change", "Since the last report", ["Better", "Same", "Worse"], "!"),
    ], prefix="1")
    planned = group("planned_part", "Did we do what we planned?", [
        info("planned.info", "Counted from the programme, never typed by hand."),
        group("planned", "Activity", [
            line("planned.activity", "Activity", "readOnly", ext_=[carry("context/programme.activity")]),
            item("planned.planned", "integer", "Planned", "readOnly", ext_=[carry("context/programme.planned")]),
            item("planned.done", "integer", "Done", "readOnly", ext_=[carry("context/programme.done")]),
            item("planned.late", "integer", "Of these late", "readOnly", ext_=[carry("context/programme.late")]),
            item("planned.not_done", "integer", "Not done", "readOnly", ext_=[carry("context/programme.not_done")]),
            line("planned.reason", "Why not?", show=when(("planned.not_done", ">", 0))),
        ], "repeats", "readOnly", ext_=[carry("context/programme")]),
    ], prefix="2")
    told = group("told_part", "What did it tell us?", [
        group("figure", "Counted from records", [
            line("figure.what", "What", "readOnly", ext_=[carry("context/figures.what")]),
            line("figure.answer", "Answer", "readOnly", ext_=[carry("context/figures.answer")]),
            line("figure.count", "How many", "readOnly", ext_=[carry("context/figures.count")], help="Fewer than five are not shown."),
        ], "repeats", "readOnly", ext_=[carry("context/figures")]),
        group("summary", "Said by services and teams", [
            line("summary.on", "When", "readOnly", ext_=[carry("context/summaries.on")]),
            line("summary.from", "Where", "readOnly", ext_=[carry("context/summaries.from")]),
            long("summary.text", "What the head of service should know", "readOnly", ext_=[carry("context/summaries.text")]),
        ], "repeats", "readOnly", ext_=[carry("context/summaries")]),
        evidenced("strength", "Strengths", "What is strong?"),
        evidenced("worry", "Worries", "What worries us?",
                  line("worry.action", "What will we do about it?", help="It stands in the next report, which asks what is different now.")),
        line("few_why", "Why fewer than three?"),
        group("voice", "Voices", [
            line("voice.quote", "What did someone say? In their own words, and they agreed to be quoted.", "!"),
            line("voice.role", "Who said it?", "!", help="Their role, not their name."),
        ], "repeats", "!", ext_=[at_least(1)]),
    ], prefix="3")
    did = group("did_part", "What did we do about it?", [
        group("action_count", "Actions, by level", [
            line("action_count.level", "Level", "readOnly", ext_=[carry("context/action_counts.level")]),
            item("action_count.opened", "integer", "Opened", "readOnly", ext_=[carry("context/action_counts.opened")]),
            item("action_count.closed", "integer", "Closed", "readOnly", ext_=[carry("context/action_counts.closed")]),
            item("action_count.overdue", "integer", "Overdue", "readOnly", ext_=[carry("context/action_counts.overdue")]),
        ], "repeats", "readOnly", ext_=[carry("context/action_counts")]),
        group("impact", "What is different now", [
            line("impact.finding", "What did we find?", ext_=[carry("previous/worry.text")]),
            line("impact.action", "What did we do?", ext_=[carry("previous/worry.action")]),
            line("impact.change", "What is different for children or staff?", "!"),
            record_link("impact.proof", "Which record shows it?"),
        ], "repeats", ext_=[carry("previous/worry")]),
    ], prefix="4")
    numbers = group("numbers_part", "Numbers and risks", [
        group("number", "Measures", [
            line("number.measure", "Measure", "!", ext_=[carry("previous/number.measure")]),
            decimal("number.last", "Last", ext_=[carry("previous/number.now")]),
            decimal("number.now", "Now"), decimal("number.target", "Target", ext_=[carry("previous/number.target")]),
            calc_direction("number"),
            scale("number.rag", "Where is it?", "RAG"),
            line("number.story", "What is behind it?", "!", show=of_scale("number.rag", "RAG", "red")),
        ], "repeats", ext_=[carry("previous/number")]),
        group("risk", "Risks", [
            line("risk.risk", "What could go wrong?", "!"),
            one("risk.likelihood", "How likely?", ["Low", "Medium", "High"]), one("risk.impact", "How bad?", ["Low", "Medium", "High"]),
            line("risk.mitigation", "What are we doing about it?", "!"),
            line("risk.owner", "Whose is it?"),
        ], "repeats"),
    ], prefix="5")
    allegations = group("lado_part", "Allegations against adults", [
        info("lado.info", "Numbers only. No names, and nothing by which anyone could be known."),
        number_of("lado_setting", "By setting", "Setting"),
        number_of("lado_role", "By role", "Role"),
        number_of("lado_harm", "By kind of harm", "Kind of harm", HARM),
        number_of("lado_outcome", "By outcome", "Outcome", OUTCOMES),
        number("lado.days", "Days to close, on average", unit="days"),
        long("lado.lessons", "What did we learn?", "!"),
    ], show=one_of("set", "lado"), prefix="5a")
    annual = group("annual_part", "The year", [
        long("annual.narrative", "What was this year about?", "!"),
        group("quarter", "The four quarters", [
            one("quarter.which", "Which quarter?", ["First", "Second", "Third", "Fourth"], "!"), line("quarter.headline", "In one sentence", "!")], "repeats"),
    ], show=one_of("set", "annual"), prefix="5b")
    progression = group("progression_part", "Case progression", [
        info("progression.info", "Each case is kept as a record of its own when you complete this. It is not part of the report."),
        group("progress", "Case", progress_items(), "repeats", ext_=[own_record("T14C")]),
    ], "P4", show=one_of("set", "progression"), prefix="5c")
    end = group("end", "What we ask, and what comes next", [
        group("ask", "What we ask for", [
            line("ask.what", "Which decision or help do we need?", "!"), line("ask.of", "From whom?"), day("ask.by", "By when?")], "repeats"),
        line("next", "What will we do next period?", "!"),
        sign("sign.author", "Your signature"),
    ], prefix="6")
    return form(META, "Highlight report", [RAG, PLANS, LEGAL],
                [head, planned, told, did, numbers, allegations, annual, progression, end, approve("head-of-service", "Head of Service")], [])
