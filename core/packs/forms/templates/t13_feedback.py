"""T13 Service-user feedback: from a child, parent or carer, alone or with a helper."""
from templates.blocks import belonging, form, safe
from templates.lists import AGES, FACE5, RATE5, THEMES
from templates.notation import (calc, drawing, faces, fn, from_list, group, handed_over, info, is_code, is_true, line, long, one, one_of, role, scale, variant, voice, when, yes_no)

META = {
    "id": "T13", "group": "Children and families",
    "about": "For a child, parent or carer to say how it was: did we listen, and are things better because of it?",
    "subjectType": ["Patient"],
    "minutes": {"onSite": 5, "after": 2}, "sensitivity": "P3",
    "writeUp": {"within": "5 working-days", "from": "ctx.started"},
    "visibility": {"draft": ["author"], "completed": ["author", "lead"]},
    "columns": {},
    "steps": [
        {"kind": "carriers-note", "name": "what was done about it", "by": "the person who carried it", "role": "carrier", "person": {"author": True},
         "required": True, "when": {"any": [{"item": "safe_now", "is": ["yes"]}, {"item": "child.talk", "is": [True]}]}, "signs": False,
         "within": "1 working-days"},
        {"kind": "reply", "name": "you said, we did", "by": "the service’s lead", "role": "service-lead",
         "person": {"holds": ["Service Manager", "Head of Service"]}, "required": True, "when": {"item": "ok", "is": [True]}, "signs": False,
         "within": "20 working-days"}],
    "previous": {"sameAnswer": "about"},
    "settings": {},
}

CHILD = [("listened", "Did they listen to you?"), ("got_to_say", "Did you get to say what you wanted?"),
         ("understood", "Did you understand what was happening?")]
PARENT = [("respect", "I was treated with respect"), ("explained", "Things were explained clearly"), ("child_views", "My child’s views counted"),
          ("agreed_plan", "We agreed the plan"), ("help_came", "Help came when we needed it"), ("better", "Things are better because of it")]
PLAN = [("involved", "We were involved"), ("sounds_like", "The plan sounds like my child"), ("difference", "It has made a difference")]
BEFRIENDER = [("promises", "They kept their promises"), ("on_my_side", "They were on my side"), ("again", "I would want them again")]

# Whoever asks to be contacted is an urgent concern, whatever the faces say.
WANTS_CONTACT = [fn("alert", question="child.talk", code=["true"], who="name", what="child.change"),
                 fn("alert", question="safe_now", code=["yes"], who="name", what="safe_now")]


def make():
    start = group("start", "Start", [
        belonging("The visit or observation it is about"),
        variant("about", "What is this about?", [
            "Observation", "Advocacy", "Advocacy at CP meeting", "Independent visitor", ("ehcp-new", "New education, health and care plan"),
            ("ehcp-year", "Education, health and care plan, one year on"), "Local Offer", "Outreach", "Visit", "Other"]),
        one("who", "Who is answering?", ["Child or young person", "Parent", "Carer", ("other", "Someone else")], "!"),
        one("age_band", "Age", AGES),
        line("language", "Language they would like"),
        one("how", "How?", [("self", "By themselves, on this device"), "With help", "Phone", "Paper later"], "!"),
        line("helper", "Who is helping?", "!", show=one_of("how", "with-help"), help="Not the person it is about. Good looks like: you read out, they choose, and you write what they said and not what they meant."),
    ], prefix="1")
    before = group("before", "Before you start", [
        info("before.info", "You choose. You can stop. It will not change the help you get. We must act if someone is not safe."),
        yes_no("ok", "Is it OK to start?", "!"),
    ], ext_=handed_over())
    yes = is_true("ok")
    child = group("child_part", "What was it like for you?", [
        *[faces("child." + link, text, "FACE5") for link, text in CHILD],
        long("child.good", "One thing that was good", help="You can write it here, or draw it next."),
        drawing("child.good_drawn", "Or draw it", "free"),
        voice("child.good_said", "Or say it", most=1, help="Press the button and talk. Press it again to stop."),
        long("child.change", "One thing to change"),
        calc("child.low", "boolean", "A sad face", fn("any-answer", question=["child." + link for link, _ in CHILD], code=["f1", "f2"]), "hidden"),
        yes_no("child.talk", "Do you want someone to talk to you about it?", show=when(is_true("child.low"))),
    ], show=when(yes, is_code("who", "child-or-young-person")), ext_=handed_over())
    parent = group("parent_part", "How was it for your family?", [
        info("parent.info", "1 is not at all, 5 is completely."),
        *[scale("parent." + link, text, "RATE5") for link, text in PARENT],
        long("parent.good", "What was good?"),
        long("parent.change", "What should change?"),
    ], show=when(yes, ("who", "!=", {"system": "urn:sightline:code:who", "code": "child-or-young-person"})), ext_=handed_over())
    ehcp = group("ehcp_part", "The plan", [
        *[scale("ehcp." + link, text, "RATE5") for link, text in PLAN[:2]],
        scale("ehcp.happening", "What the plan promises is happening", "RATE5", show=one_of("about", "ehcp-year")),
        scale("ehcp." + PLAN[2][0], PLAN[2][1], "RATE5"),
    ], show=when(yes, is_true("about_plan")), ext_=handed_over())
    befriender = group("befriender_part", "Your visitor or advocate", [
        *[faces("befriender." + link, text, "FACE5") for link, text in BEFRIENDER],
    ], show=when(yes, is_true("about_befriender")), ext_=handed_over())
    hidden = group("kinds", "What to ask", [
        calc("about_plan", "boolean", "About a plan", fn("any-answer", question="about", code=["ehcp-new", "ehcp-year"]), "hidden"),
        calc("about_befriender", "boolean", "About a visitor or advocate",
             fn("any-answer", question="about", code=["advocacy", "advocacy-at-cp-meeting", "independent-visitor"]), "hidden"),
    ], "hidden")
    safe_part = group("safe_part", "Before you go", [
        one("safe_now", "Is there anything you are worried about, or someone you want to talk to now?", [("no", "No"), ("yes", "Yes, please contact me")]),
        line("name", "Your name, if you like", help="You can leave it empty. Then nobody will know it was you."),
        yes_no("follow_up_ok", "We may ask you more about it"),
    ], show=when(yes), ext_=handed_over())
    staff_part = group("staff_part", "For the person who carried it", [
        info("staff_part.info", "Do not change what was said. Keep it as it is, word for word."),
        safe(),
    ], show=when(is_code("safe_now", "yes"), is_true("child.talk"), any_of=True), ext_=[role("carrier")])
    lead = group("lead_part", "You said, we did", [
        from_list("lead.themes", "Themes", "#themes", "!", "repeats"),
        long("lead.changed", "You said, we did: what changed?", "!",
             help="Good looks like: the person who said it would know that you heard them, and could see the difference. If nothing changed, why."),
        one("lead.told", "Have you told the people who said it?", ["Yes", "Not yet"]),
    ], show=when(yes), ext_=[role("service-lead")])
    return form(META, "Feedback from children and families", [FACE5, RATE5, THEMES],
                [start, hidden, before, child, parent, ehcp, befriender, safe_part, staff_part, lead],
                [fn("not-carried-out", question="ok", code=["false"]), *WANTS_CONTACT], version="1.2.0")
