"""T01 Direct observation of practice."""
from templates.blocks import ACTIONS, ALERT, acts, ctx, form, learn, pointer_items, prev, safe, sign
from templates.lists import AGR, DEV4, DOMAINS, LEGAL, OFS4, PLANS, THEMES
from templates.notation import (HL7, PAST, carry, documents, fn, from_list, group, info, is_true, item, line,
                                long, many, one, one_of, reference, role, scale, staff, when, yes_no)

CARRIED_OUT = {"not": {"item": "consent", "is": ["declined"]}}

META = {
    "id": "T01", "group": "Visits and observations",
    "about": "For observer, then the person observed: what was seen, what it shows, what follows.",
    "subjectType": ["Practitioner"],
    "minutes": {"onSite": 15, "after": 20}, "sensitivity": "P2", "sensitivityWhenAnswered": [{"item": "pointer.rec", "sensitivity": "P3"}],
    "writeUp": {"within": "5 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "observed", "lead"]},
    "columns": {"observed": "observed"},
    "steps": [
        {"kind": "reflection", "name": "reflection", "by": "the person observed", "role": "observed", "person": {"item": "observed"},
         "required": True, "when": CARRIED_OUT, "signs": True, "within": "10 working-days"},
        {"kind": "acknowledgement", "name": "acknowledgement", "by": "their line manager", "role": "line-manager",
         "person": {"managerOf": "observed"}, "required": True, "when": CARRIED_OUT, "unless": "author", "signs": True, "mayReturn": True,
         "within": "10 working-days"}],
    "actions": ACTIONS,
    "feedback": {"form": "T13", "variant": "observation"},
    "previous": {"sameAnswer": "observed"},
    "settings": {"observation_overall_grade": False},
    "prints": [{"id": "no-family", "name": "For the practitioner, without family data", "leavesOut": "familyItems"},
               {"id": "full", "name": "The full record, for their folder"}],
    "familyItems": ["pointer", "linked_visit", "facts", "child_there", "child_voice", "happened_files", "ask", "said", "safe"]
}


def make():
    going_on = when(("consent", "!=", {"system": "urn:sightline:code:consent", "code": "declined"}))
    family = when(is_true("family_present"))
    domain_help = {
        "d1": "Warmth, honesty, use of power", "d2": "Lived experience, feelings, time", "d3": "",
        "d4": "Hypotheses, checks, not over-optimistic", "d5": "Names worries plainly; next steps if it gets worse", "d6": "",
        "d7": "Language, culture, disability, religion, poverty", "d8": "Chairing, sharing, advocacy",
        "d9": "Who, what, when; in words the family use", "d10": "Composure, reflection, own safety"}

    def rated(link, text, number, help, chosen):
        ext_ = [fn("required-by-choice", question="focus", code=link)] if chosen else []
        return group(link, text, [
            long(link + ".saw", "What did you see?", ext_=[fn("required-by-choice", question=link + ".level", code=["not-yet", "leading"])],
                 help="Needed for Not yet and Leading."),
            line(link + ".impact", "Difference for the child or family"),
            scale(link + ".level", "So how developed was it?", "DEV4", ext_=ext_),
        ], help=help or None, prefix=number)

    domains = [rated(c["code"], c["display"], c["code"][1:], domain_help[c["code"]], True)
               for c in DOMAINS["compose"]["include"][0]["concept"]]
    managers = ["Makes space to think", "Keeps the child in the conversation", "Decision with reasons",
                "Challenge and support in balance", "Attends to wellbeing and workload"]
    anchors = {
        "asye": "In the first assessed year, expect good preparation and honest reflection; Developing is a sound place to be.",
        "practitioner": "Of a practitioner, expect steady practice across ordinary work; Secure is the aim.",
        "experienced": "Of an experienced practitioner, expect Secure under pressure, and help for others.",
        "advanced-manager": "Of an advanced practitioner or manager, expect Secure or Leading, and that others learn from it."}

    who = group("who", "Who and what", [
        ctx("5 working-days"),
        staff("observed", "Who was observed?", "!", ext_=[carry("context/who")]),
        one("observed_role", "Their role", [
            "Social worker", "NQSW", "Family support/early help practitioner", "Supervising social worker", "IRO or conference chair",
            "Youth justice or engagement practitioner", "MST therapist", "Team leader", "Team manager", "Service manager", "Other"], "!"),
        one("activity", "What was observed?", [
            "Home visit", "Direct work with a child", "TaF meeting", "Core group or CIN/Family Help meeting", "Child protection conference",
            "Child-in-care review", ("supervision", "Supervision 1:1"), "Group supervision", "Duty call", "Panel or legal meeting",
            "Foster carer visit", "Family time", "Training or briefing", "Other"], "!"),
        one("how", "How did you observe?", ["In the room", "Alongside", "Dialled in", "Joined online"], "!"),
        yes_no("family_present", "Was family present?", "!"),
        one("consent", "Did the family agree to being observed?", [("spoken", "Yes, spoken"), ("written", "Yes, written"), ("declined", "Declined")],
            "!", show=family, help="Ask the worker to ask. A “no” costs the family nothing."),
        info("stop", "Stop. Save this as not carried out. The observation will be planned again.", show=one_of("consent", "declined")),
        long("not_done_reason", "Why was it not carried out?", "!", show=one_of("consent", "declined")),
        group("pointer", "Child", pointer_items("pointer"), "P3", show=family, help="Only if a child can be identified."),
        item("linked_visit", "reference", "The home visit note", ext_=[reference("QuestionnaireResponse"), fn("records-of", form="T02")],
             show=one_of("activity", "home-visit"), help="Home visit notes that you may read."),
        one("level", "Their stage", ["ASYE", "Practitioner", "Experienced", ("advanced-manager", "Advanced/manager")], help="Sets which anchors are shown."),
    ], prefix="1")
    before = group("before", "Before", [
        info("before.info", "Observer and observed together, five minutes."),
        long("purpose", "What is this contact for, and what should change for the child or family?", "!",
             help="Good looks like: one change that you could see or hear before you leave."),
        long("plan", "How do you mean to go about it?"),
        from_list("focus", "What do you want me to look at?", "#domains", "!", "repeats",
                  ext_=[{"url": HL7 + "questionnaire-maxOccurs", "valueInteger": 3}], help="Choose up to three."),
        line("needs", "Anything that would help you today?"),
        prev("last", "From the last observation"),
    ], show=going_on, prefix="2")
    happened = group("happened", "What happened", [
        long("facts", "What I saw and heard, in order, without judging it", "!", "P3", help="Who, where, key exchanges. No names of family. Good looks like: somebody who was not there "
             "can picture it, and cannot tell from it what you think of it."),
        one("child_there", "Was the child there?", [("took-part", "Yes, took part"), ("background", "Yes, in the background"), ("no", "No"), ("unborn", "Unborn")],
            "!", show=family),
        long("child_voice", "How was the child’s view, or their behaviour as communication, drawn out?", "!", "P3",
             show=one_of("child_there", "took-part", "background")),
        documents("happened_files", "Documents or voice notes that show it", "P3",
                  help="Your own notes, a plan for the meeting. No pages of the child’s file, no recording of the family."),
    ], show=going_on, prefix="3")
    practice = group("practice", "Practice", [
        info("practice.info", "Look at least at the domains chosen before: write what you saw first, the level follows from it. Not yet: absent or harmful. Developing: present with prompting, or "
             "unevenly. Secure: consistent, and made a difference. Leading: others should see this."),
        *[info("anchor." + code, text, show=one_of("level", code)) for code, text in anchors.items()],
        *domains,
        group("manager_domains", "For those who lead others", [
            group("supervision_domains", "Supervision", [
                rated("m%d" % (at + 1), text, "M%d" % (at + 1), None, False) for at, text in enumerate(managers)
            ], show=one_of("activity", "supervision", "group-supervision")),
        ], show=one_of("observed_role", "team-leader", "team-manager", "service-manager")),
        many("pcf", "Which capabilities does this evidence?", [
            "Professionalism", "Values and ethics", "Diversity and equality", "Rights, justice and economic wellbeing", "Knowledge",
            "Critical reflection and analysis", "Skills and interventions", "Contexts and organisations", "Professional leadership"],
            help="For the first assessed year and for appraisal."),
    ], show=going_on, prefix="4")
    view = group("family", "Family or child view", [
        one("ask", "Did you ask the family or child for their view?", [("given", "Asked, given"), ("declined", "Asked, declined"), ("not-appropriate", "Not appropriate")],
            "!", show=family),
        long("said", "What they said, in their own words", "P3"),
        info("faces", "A child or parent can say it for themselves: open this record in Records and press “Ask for feedback”."),
    ], show=going_on, prefix="5")
    talk = group("talk", "Feedback talk", [
        item("talk_on", "date", "When did you talk?", "!", ext_=[PAST], help="Within 5 working days of the observation."),
        long("well", "What went well?", "!", help="Good looks like: a moment they will recognise, and what it did for the child or family."),
        long("better", "What could be better?", "!", help="Good looks like: one thing, where you saw it, and what to try instead."),
        long("support", "What will I, or the service, do to help?"),
        yes_no("overall_on", "Overall grade in use", "readOnly", "hidden", ext_=[carry("context/setting.observation_overall_grade")]),
        scale("overall", "Overall", "OFS4", show=when(is_true("overall_on"))),
    ], show=going_on, prefix="6")
    reflection = group("reflection", "The observed practitioner’s reflection", [
        long("felt", "How did it feel?"),
        long("did_well", "What did I do well?", "!"),
        long("differently", "What would I do differently?", "!"),
        long("learned", "What have I learned?", "!"),
        scale("agree", "Do I agree with this record?", "AGR", "!"),
        long("say", "What I see differently", "!", show=one_of("agree", "partly", "disagree", system="urn:sightline:list:agr")),
        sign("sign.observed", "Signature of the observed practitioner"),
    ], show=going_on, prefix="7", ext_=[role("observed")])
    learning = group("learning", "Learning, actions, signature", [
        group("learning_actions", "Learning and actions", [
            learn(), acts(level="practitioner"),
            yes_no("to_pdp", "Goes into the development plan"),
            long("wider", "Anything the service should change?"),
            item("next_due", "date", "Next observation due", "readOnly", ext_=[fn("next-due")]),
        ], show=going_on),
        safe(),
        sign("sign.author", "Signature of the observer"),
    ], prefix="8")
    manager = group("manager", "Line manager", [long("manager_note", "Note")], ext_=[role("line-manager")])
    return form(META, "Direct observation of practice", [DEV4, OFS4, AGR, THEMES, PLANS, LEGAL, DOMAINS],
                [who, before, happened, practice, view, talk, reflection, learning, manager],
                [fn("not-carried-out", question="consent", code=["declined"]), ALERT], version="1.3.0")
