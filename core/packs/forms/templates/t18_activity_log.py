"""T18 Activity log: anything with no better form."""
from templates.blocks import ACTIONS, acts, ctx, form, learn, sign
from templates.lists import THEMES, YPN
from templates.notation import (calc, carry, day, decimal, file, fn, group, info, is_true, item, line, long, number, one, one_of, past_day, place,
                                scale, when, yes_no)

META = {
    "id": "T18", "group": "Reports and logs",
    "about": "For anyone, in two minutes: what was done, and what came of it.",
    "subjectType": ["Organization"],
    "minutes": {"onSite": 0, "after": 2}, "sensitivity": "P1", "sensitivityWhenAnswered": [{"item": "restricted.what", "sensitivity": "P4"}],
    "writeUp": {"within": "10 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "lead"]},
    "councilSwitches": [{"setting": "activity_log_for_service", "adds": {"completed": ["service"]}, "default": False}],
    "columns": {},
    "steps": [],
    "actions": ACTIONS,
    "previous": {"sameAnswer": ["ctx.activity", "ctx.unit"]},
    "settings": {},
}


def make():
    open_log = when(("restricted", "!=", True))
    what = group("log", "What was done", [
        ctx("10 working-days"),
        line("title", "What was it?", "!", ext_=[carry("context/activity")]),
        one("kind", "What kind of thing?", ["Event", "Briefing", "Training", "Guidance", "Data return", "Consultation", "Inspection", "Partnership", "Check", "Other"], "!"),
        yes_no("restricted", "Restricted: legal advice, or an allegation against an adult who works with children",
               help="Only you and your managers will see it, and it is never found by searching."),
        long("what", "What happened?", "!", show=open_log),
        long("outcome", "What came of it?", show=open_log),
        group("restricted_part", "Restricted", [
            long("restricted.what", "What happened?", "!"),
            long("restricted.outcome", "What came of it?"),
        ], "P4", show=when(is_true("restricted"))),
        number("people", "How many people took part?"),
        decimal("cost", "What did it cost?", unit="£"),
        file("files", "A file"),
        item("links", "url", "A link", "repeats"),
    ], prefix="1")
    data = group("data_return", "Data return", [
        place("return.from", "From which setting?", "!"),
        line("return.period", "For which period?", "!"),
        day("return.due", "Due on"),
        past_day("return.received", "Received on", "!"),
        calc("return.late", "boolean", "Received late", fn("holds", all="return.received > answer.return.due")),
        scale("return.complete", "Is it complete?", "YPN"),
        line("return.queries", "What did you have to ask?"),
    ], show=one_of("kind", "data-return"), prefix="2")
    inspection = group("inspection", "Inspection", [
        line("inspection.body", "Who inspected?", "!"),
        past_day("inspection.from", "From"), past_day("inspection.to", "To"),
        line("inspection.result", "Result"),
        group("requirement", "Requirements", [
            line("requirement.text", "What is required?", "!"), day("requirement.due", "By when?"), yes_no("requirement.done", "Done")], "repeats"),
    ], show=one_of("kind", "inspection"), prefix="2")
    more = group("more", "If there is more to say", [
        info("more.info", "All of this is up to you."),
        yes_no("has_learning", "Is there learning to share?"),
        group("learning_part", "Learning", [learn()], show=when(is_true("has_learning"))),
        acts(level="service"),
        day("repeat_next", "Do it again on"),
        sign("sign.author", "Your signature"),
    ], prefix="3")
    return form(META, "Activity log", [THEMES, YPN], [what, data, inspection, more], [])
