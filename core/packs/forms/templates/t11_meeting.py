"""T11 Panel or meeting record. Cases that are heard are kept apart (t11c_case_heard)."""
from templates.blocks import ACTIONS, SENDS_BACK, acts, approve, ctx, form, pointer_items, prev, sign
from templates.lists import ASR, LEGAL, PLANS, RAG
from templates.notation import (calc, carry, day, decimal, file, fn, group, info, line, long, one, one_of, own_record, scale, staff, variant,
                                yes_no)

META = {
    "id": "T11", "group": "Supervision and meetings",
    "about": "For whoever takes the note of a board, panel or meeting: what was decided, why, and who does what.",
    "subjectType": ["Organization"],
    "minutes": {"onSite": 60, "after": 15}, "sensitivity": "P1",
    "sensitivityWhenAnswered": [{"item": "heard.rec", "sensitivity": "P3"}],
    "writeUp": {"within": "5 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "observed", "lead", "service"]},
    "columns": {"observed": "chair"},
    "steps": [
        {"kind": "approval", "name": "approval", "by": "the chair", "role": "chair", "person": {"item": "chair"}, "required": True, "unless": "author",
         "signs": True, "returnsWhen": SENDS_BACK, "within": "5 working-days"}],
    "actions": ACTIONS,
    "previous": {"sameAnswer": "body"},
    "neverExported": ["heard.legal_advice"],
    "settings": {"contract_review_rules": ["low=6 months", "medium=3 months", "high=1 months"]},
    "assumptions": ["contract_review_rules: how soon a contract is looked at again, by risk; to be set by the council."],
}


def heard_items():
    """What a panel hears of one child; also the questions of the record it becomes."""
    return [
        *pointer_items("heard", "!"),
        long("heard.asked", "What was the panel asked?"),
        line("heard.options", "Which options were considered?", "!"),
        line("heard.voice", "What does the child say?", "!", help="Their words, and how the panel knows them."),
        long("heard.reason", "Why this decision?", "!"),
        line("heard.decision", "Decision", "!"),
        line("heard.conditions", "Conditions"),
        day("heard.review_on", "Look again on"),
        long("heard.legal_advice", "Legal advice", "P4", help="Privileged. It is never exported unless someone chooses to."),
    ]


def make():
    meeting = group("meeting", "The meeting", [
        ctx("5 working-days"),
        line("body", "Which board, panel or meeting?", "!", ext_=[carry("context/activity")]),
        variant("kind", "What kind of meeting?", [("meeting", "Board or meeting"), ("case-panel", "Panel that hears cases"), ("contract", "Contract review")]),
        staff("chair", "Who chairs?", "!"),
        group("attended", "Who was there", [
            line("attended.name", "Name"), line("attended.role", "Role"), line("attended.organisation", "Organisation")], "repeats"),
        line("apologies", "Apologies"),
        yes_no("quorate", "Were enough people there to decide?"),
        line("conflicts", "Conflicts of interest", "!", help="“None” if none."),
        prev("last", "Actions from last time"),
    ], prefix="1")
    items = group("items_part", "What was discussed", [
        group("point", "Item", [
            line("point.title", "What is it about?", "!"),
            one("point.for", "What was asked of the meeting?", ["Decision", "Assurance", "Information", "Challenge"], "!"),
            file("point.papers", "Papers"),
            long("point.discussion", "What was said?", help="What mattered, not who said it."),
            long("point.reason", "Why?", "!", show=one_of("point.for", "decision")),
            line("point.decision", "What was decided?", "!", show=one_of("point.for", "decision")),
            scale("point.assurance", "How assured is the meeting?", "ASR", "!", show=one_of("point.for", "assurance")),
            line("point.dissent", "Who saw it differently, and why?"),
        ], "repeats"),
        acts(level="service"),
    ], prefix="2")
    cases = group("cases", "Cases heard", [
        info("cases.info", "Each case is kept as a record of its own when you complete this. It is not part of these minutes."),
        group("heard", "Case", heard_items(), "repeats", ext_=[own_record("T11C")]),
    ], "P3", show=one_of("kind", "case-panel"), prefix="3")
    contract = group("contract_part", "The contract", [
        line("contract", "Which contract?", "!"),
        line("contract.period", "Period looked at"),
        group("kpi", "Measures", [
            line("kpi.measure", "Measure"), decimal("kpi.target", "Target"), decimal("kpi.actual", "Actual"), scale("kpi.rag", "Where is it?", "RAG"),
        ], "repeats"),
        long("contract.outcomes", "What difference does it make for children?", "!"),
        long("contract.value", "Is it worth what it costs?"),
        one("risk", "How big is the risk?", ["Low", "Medium", "High"], "!"),
        calc("contract.next", "date", "Look again by", fn("next-due", kind="risk", setting="contract_review_rules", rule=META["settings"]["contract_review_rules"],
                                                            **{"from": "ctx.ended"})),
    ], show=one_of("kind", "contract"), prefix="4")
    end = group("end", "To finish", [
        line("risk_up", "A risk that goes further up"),
        one("public", "Was the meeting open?", ["Open", "Part closed", "Closed"]),
        sign("sign.author", "Signature of the note-taker"),
    ], prefix="5")
    return form(META, "Panel or meeting record", [ASR, RAG, PLANS, LEGAL],
                [meeting, items, cases, contract, end, approve("chair", "Chair", "Do you approve these minutes?")], [])
