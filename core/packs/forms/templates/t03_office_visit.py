"""T03 Office visit."""
from templates.blocks import ACTIONS, ALERT, acts, ctx, form, pointer_items, prev, safe, sign
from templates.lists import LEGAL, PLANS, PULSE5
from templates.notation import HL7, PAST, documents, from_list, group, info, is_true, item, line, long, one, one_of, role, scale, staff, when, yes_no

META = {
    "id": "T03", "group": "Visits and observations",
    "about": "For leaders who visit a team: what was promised, heard and seen, and what the leader will do.",
    "subjectType": ["Organization"],
    "minutes": {"onSite": 10, "after": 0}, "sensitivity": "P1", "sensitivityWhenAnswered": [{"item": "oversight.rec", "sensitivity": "P3"}, {"item": "told.said", "sensitivity": "P2"},
                                                          {"item": "practice_files", "sensitivity": "P2"}],
    "writeUp": {"within": "5 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "lead", "service"]},
    "columns": {"team": "team"},
    "steps": [
        {"kind": "acknowledgement", "name": "confirmation of the actions", "by": "the team’s manager", "role": "team-manager",
         "person": {"managerOf": "team"}, "required": True, "signs": True, "mayReturn": True, "within": "5 working-days"}],
    "actions": ACTIONS,
    "previous": {"sameAnswer": "team"},
    "settings": {}
}


def make():
    visit = group("visit", "The visit", [
        ctx("5 working-days"),
        from_list("team", "Which team?", "urn:sightline:list:teams", "!", kind="open-choice"),
        line("base", "Where are they based?"),
        yes_no("planned", "Was the visit planned?"),
        group("met", "Who I met", [
            line("met.role", "Role", "!", help="Roles, not names."),
            item("met.how_many", "integer", "How many?", ext_=[{"url": HL7 + "minValue", "valueInteger": 1}, {"url": HL7 + "maxValue", "valueInteger": 500}]),
        ], "repeats"),
        prev("since", "What we promised last time"),
    ], prefix="1")
    told = group("heard", "What I was told", [
        group("told", "Things I was told", [
            one("told.topic", "About what?", ["Workload", "Supervision", "Time with families", "Recording and IT", "Recruitment and agency",
                                              "Wellbeing and safety", "Equality", "Building", "Partners", "Learning", "Other"], "!"),
            line("told.said", "What was said?", "!", help="Good looks like: the team would recognise their own words, and nobody in it could be picked out."),
            one("told.tone", "How is it?", ["Going well", "Mixed", "Hard"], "!"),
            yes_no("told.quote_ok", "They are happy to be quoted"),
        ], "repeats"),
    ], prefix="2")
    pulse = group("pulse", "Pulse", [
        info("pulse.info", "The team’s own answer, 1 to 5."),
        scale("pulse.supported", "We feel supported", "PULSE5"), scale("pulse.manageable", "Our work is manageable", "PULSE5"),
        scale("pulse.proud", "We are proud of our practice", "PULSE5"), scale("pulse.heard", "We are heard by leaders", "PULSE5"),
    ], prefix="3")
    practice = group("practice", "Practice I heard or saw", [
        long("story", "One piece of work I learned about", "!",
             help="No names of families. Good looks like: what a worker did, and what is different for a child because of it."),
        yes_no("child_discussed", "Was a particular child discussed?"),
        group("oversight", "Children discussed", pointer_items("oversight", "!") + [
            line("oversight.concern", "What was the concern?"),
            staff("oversight.asked_of", "Whom did you ask to act?"),
        ], "repeats", "P3", show=when(is_true("child_discussed"))),
        documents("practice_files", "Documents or voice notes that show it", "P2", help="What the team gave you, or your own notes. Nothing that names a family."),
    ], prefix="4")
    impression = group("impression", "Impression", [
        long("good", "What was good?", "!", help="Good looks like: something you saw here that you would want another team to see."),
        one("worry", "Is there a worry about safety?", ["None", ("staff", "Staff safety"), ("children", "Children’s safety"), "Both"], "!"),
        safe(one_of("worry", "staff", "children", "both")),
    ], prefix="5")
    following = group("following", "What happens now", [
        acts("I will…", owner_is_author=True),
        item("fed_back_on", "date", "When did you feed back to the team?", "!", ext_=[PAST], help="Within 5 working days of the visit."),
        sign("sign.author", "Signature of the visitor"),
    ], prefix="6")
    confirm = group("confirm", "Team manager", [
        yes_no("confirm.actions", "I confirm these actions", "!"),
        long("confirm.note", "Anything to add?"),
        sign("sign.team_manager", "Signature of the team manager"),
    ], ext_=[role("team-manager")])
    return form(META, "Office visit", [PULSE5, PLANS, LEGAL],
                [visit, told, pulse, practice, impression, following, confirm],
                [ALERT])
