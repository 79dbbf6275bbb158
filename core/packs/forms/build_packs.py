#!/usr/bin/env python3
"""Writes the built-in form templates (T01.json ...) beside this file from the short notation below.

The JSON is what ships and is committed; this file is how it is maintained, because the templates share blocks. Run it
after every change:  python3 core/packs/forms/build_packs.py
built.json holds the digests of this file and of what it wrote; a unit test fails when they no longer belong together.
Notation and blocks: domain.md A8, templates A9. Extensions and product functions: core/forms/FORMS.md.
"""
import hashlib
import json
import pathlib
import re

HERE = pathlib.Path(__file__).parent
HL7 = "http://hl7.org/fhir/StructureDefinition/"
OWN = "urn:sightline:ext:"


# ---- small words -------------------------------------------------------------------------------------------------

def slug(text):
    text = text.lower().replace("–", "-").replace("’", "").replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", text).strip("-")[:40].strip("-")


def options(link, choices):
    """Choices are labels, or (code, label) where the code must outlive a change of words."""
    pairs = [c if isinstance(c, tuple) else (slug(c), c) for c in choices]
    return [{"valueCoding": {"system": "urn:sightline:code:" + link, "code": code, "display": label}} for code, label in pairs]


def ext(name, kind, value):
    return {"url": (OWN + name), "value" + kind: value}


def fn(name, **parameters):
    """A product function: each parameter is one value or a list of values."""
    parts = [{"url": "name", "valueCode": name}]
    for key, values in parameters.items():
        for value in values if isinstance(values, list) else [values]:
            kind = "valueInteger" if isinstance(value, int) else "valueString"
            parts.append({"url": key, kind: value})
    return {"url": OWN + "product-function", "extension": parts}


def help_item(link, text):
    control = {"url": HL7 + "questionnaire-itemControl", "valueCodeableConcept": {"coding": [
        {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": "help"}]}}
    return {"linkId": link + ".help", "type": "display", "text": text, "extension": [control]}


def control(code):
    return {"url": HL7 + "questionnaire-itemControl", "valueCodeableConcept": {"coding": [
        {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}]}}


def when(*conditions, any_of=False):
    """Conditions are (question, operator, answer); an answer is a bool, or a code of the named question."""
    return {"conditions": conditions, "behavior": "any" if any_of else "all"}


def is_code(question, code, system=None):
    return (question, "=", {"system": system or "urn:sightline:code:" + question, "code": code})


def one_of(question, *codes, system=None):
    return when(*[is_code(question, code, system) for code in codes], any_of=True)


def is_true(question):
    return (question, "=", True)


def item(link, kind, text, *flags, help=None, show=None, items=None, ext_=None, **members):
    """Flags: "!" required, "repeats", "readOnly", "hidden", "P3" ..., "later"; show is a when(...)."""
    out = {"linkId": link, "type": kind, "text": text}
    extensions = []
    for flag in flags:
        if flag == "!":
            out["required"] = True
        elif flag in ("repeats", "readOnly"):
            out[flag] = True
        elif flag == "hidden":
            extensions.append({"url": HL7 + "questionnaire-hidden", "valueBoolean": True})
        elif flag == "later":
            extensions.append(ext("comes-later", "Boolean", True))
        elif re.fullmatch(r"P[1-4]", flag):
            extensions.append(ext("sensitivity", "Code", flag))
        else:
            raise ValueError(flag)
    if show:
        conditions = []
        for question, operator, answer in show["conditions"]:
            key = "answerBoolean" if isinstance(answer, bool) else "answerCoding"
            conditions.append({"question": question, "operator": operator, key: answer})
        out["enableWhen"] = conditions
        if len(conditions) > 1:
            out["enableBehavior"] = show["behavior"]
    extensions += ext_ or []
    if extensions:
        out["extension"] = extensions
    out.update(members)
    children = ([help_item(link, help)] if help else []) + (items or [])
    if children:
        out["item"] = children
    return out


def carry(source):
    return ext("carry-forward", "String", source)


def reference(kind):
    return {"url": HL7 + "questionnaire-referenceResource", "valueCode": kind}


def group(link, text, items, *flags, **more):
    return item(link, "group", text, *flags, items=items, **more)


def long(link, text, *flags, **more):
    return item(link, "text", text, *flags, **more)


def line(link, text, *flags, **more):
    return item(link, "string", text, *flags, **more)


def yes_no(link, text, *flags, **more):
    return item(link, "boolean", text, *flags, **more)


def one(link, text, choices, *flags, **more):
    return item(link, "choice", text, *flags, answerOption=options(link, choices), **more)


def many(link, text, choices, *flags, **more):
    return one(link, text, choices, "repeats", *flags, **more)


def from_list(link, text, name, *flags, kind="choice", **more):
    return item(link, kind, text, *flags, answerValueSet=name, **more)


def scale(link, text, name, *flags, ext_=None, **more):
    own = [ext("scale", "Code", name + "|1")] + (ext_ or [])
    return item(link, "choice", text, *flags, answerValueSet="#" + name.lower(), ext_=own, **more)


def staff(link, text, *flags, ext_=None, **more):
    return item(link, "reference", text, *flags, ext_=[reference("Practitioner")] + (ext_ or []), **more)


def info(link, text, **more):
    category = {"url": HL7 + "questionnaire-displayCategory", "valueCodeableConcept": {"coding": [
        {"system": "http://hl7.org/fhir/questionnaire-display-category", "code": "instructions"}]}}
    return item(link, "display", text, ext_=[category], **more)


def role(name):
    return ext("completed-by-role", "Code", name)


PAST = fn("not-in-future")


# ---- lists and scales (contained value sets) ----------------------------------------------------------------------

def value_set(name, title, concepts, ordinals=False):
    listed = []
    for at, concept in enumerate(concepts):
        code, label = concept[:2]
        entry = {"code": code, "display": label}
        ordinal = concept[2] if len(concept) > 2 else at
        if ordinals and ordinal is not None:
            entry["extension"] = [{"url": HL7 + "ordinalValue", "valueDecimal": ordinal}]
        listed.append(entry)
    return {"resourceType": "ValueSet", "id": name, "status": "active", "title": title,
            "compose": {"include": [{"system": "urn:sightline:list:" + name, "concept": listed}]}}


def plain_set(name, title, labels):
    return value_set(name, title, [(slug(label), label) for label in labels])


DEV4 = value_set("dev4", "How developed", [("not-yet", "Not yet"), ("developing", "Developing"), ("secure", "Secure"),
                                           ("leading", "Leading"), ("not-seen", "Not seen", None)], ordinals=True)
OFS4 = value_set("ofs4", "Four grades", [("inadequate", "Inadequate"), ("requires-improvement", "Requires improvement"),
                                         ("good", "Good"), ("outstanding", "Outstanding")], ordinals=True)
AGR = value_set("agr", "Agreement", [("agree", "Agree"), ("partly", "Partly"), ("disagree", "Disagree")])
N10 = value_set("n10", "0 to 10", [("n0", "0 – worst")] + [("n%d" % n, str(n)) for n in range(1, 10)] + [("n10", "10 – no worries")], ordinals=True)
PULSE5 = value_set("pulse5", "1 to 5", [("p1", "1 – not at all", 1), ("p2", "2", 2), ("p3", "3", 3), ("p4", "4", 4), ("p5", "5 – fully", 5)], ordinals=True)
THEMES = plain_set("themes", "Themes", [
    "Voice of the child", "Relationship with the family", "Assessment and analysis", "Planning and review", "Safety planning",
    "Recording", "Supervision and management oversight", "Working with partners", "Identity and equality",
    "Education and learning", "Health", "Family network", "Workload and wellbeing", "Service design"])
PLANS = plain_set("plans", "Kinds of plan", [
    "No plan yet", "Early help plan", "Child in need / Family Help plan", "Child protection plan", "Care plan", "Pathway plan",
    "Education, health and care plan", "Youth justice plan", "Other"])
LEGAL = plain_set("legal", "Legal status", [
    "None", "Accommodated by agreement (section 20)", "Interim care order", "Care order", "Placement order",
    "Supervision order", "Police protection", "Emergency protection order", "Remand", "Special guardianship order", "Other"])
DOMAINS = value_set("domains", "Domains of practice", [
    ("d1", "Relationship and respect"), ("d2", "The child at the centre"), ("d3", "Preparation and clear purpose"),
    ("d4", "Curiosity and analysis"), ("d5", "Safety and authority"), ("d6", "Strengths, family network and restorative working"),
    ("d7", "Identity and anti-discriminatory practice"), ("d8", "Working with others"), ("d9", "Agreeing what happens next"),
    ("d10", "Self in the work")])


# ---- shared blocks (A8) -------------------------------------------------------------------------------------------

def ctx(within, started_from=None, ended_from=None):
    """[CTX]. Where a template asks for the times itself (arrived, left), started and ended follow those."""
    if started_from:
        started = item("ctx.started", "dateTime", "Started", "!", "readOnly", ext_=[fn("copy", **{"from": started_from})])
        ended = item("ctx.ended", "dateTime", "Ended", "!", "readOnly", ext_=[fn("copy", **{"from": ended_from})])
    else:
        started = item("ctx.started", "dateTime", "Started", "!", ext_=[carry("context/now"), PAST],
                       help="Filled in for you. Correct it if you are writing this later.")
        ended = item("ctx.ended", "dateTime", "Ended", "!", ext_=[PAST])
    return group("ctx", "About this record", [
        line("ctx.activity", "Activity", "readOnly", ext_=[carry("context/activity")]),
        line("ctx.unit", "Team or unit", "readOnly", ext_=[carry("context/unit")]),
        line("ctx.period", "Period", "readOnly", ext_=[carry("context/period")]),
        started, ended,
        one("ctx.mode", "How did it happen?", ["In person", "Side by side", "Virtual", "Phone", "Desk"], "!"),
        from_list("ctx.place", "Where?", "urn:sightline:list:settings", kind="open-choice", help="Choose a setting, or type a place."),
        staff("ctx.lead", "Led by", "!", "readOnly", ext_=[carry("context/lead")]),
        group("ctx.others", "Who else took part", [
            line("ctx.others.name", "Name"), line("ctx.others.role", "Role")], "repeats"),
        one("ctx.recorded", "When was this written?", [("during", "During"), ("same-day", "Same day"), ("later", "Later from notes")],
            "!", "readOnly", ext_=[fn("recorded-when", ended="ctx.ended")]),
        yes_no("ctx.late", "Completed later than agreed", "readOnly", "hidden", ext_=[fn("late", **{"from": "ctx.ended", "within": within})]),
        long("ctx.late_reason", "Why is this being completed late?", "!", show=when(is_true("ctx.late"))),
    ])


def safe(show=None):
    return group("safe", "Immediate concern", [
        info("safe.info", "This form does not make a referral. Follow your safeguarding procedure first."),
        one("safe.concern", "Is there an immediate concern?", [("none", "None"), ("acted", "Acted on"), ("advice", "Advice needed now")], "!"),
        group("safe.detail", "The concern", [
            long("safe.what", "What is the concern?", "!"),
            group("safe.who", "Who is it about?", [
                from_list("safe.who.name", "Child or adult", "urn:sightline:list:children", "!", kind="open-choice"),
            ], "!", "repeats"),
            line("safe.told", "Who did you tell?", "!"),
            item("safe.told_at", "dateTime", "When did you tell them?", "!", ext_=[PAST]),
            long("safe.done", "What has been done?", "!"),
            line("safe.phone", "Safeguarding advice line", "readOnly", ext_=[carry("context/setting.safeguarding_phone")],
                 show=one_of("safe.concern", "advice")),
        ], show=one_of("safe.concern", "acted", "advice")),
    ], "P3", show=show)


def learn():
    return group("learn", "Learning", [
        long("learn.good", "What worked, and what difference did it make?", "!"),
        yes_no("learn.share", "Could others learn from this?"),
        long("learn.grow", "What would make it better?"),
        from_list("learn.themes", "Themes", "#themes", "!", "repeats"),
    ])


def acts(heading="Actions", level=None, owner_is_author=False):
    levels = one("acts.level", "At which level?", ["Child", "Practitioner", "Team", "Service", "Partnership", "Setting"], "!")
    for option in levels["answerOption"]:
        if option["valueCoding"]["code"] == level:
            option["initialSelected"] = True
    return group("acts", heading, [
        line("acts.action", "What will be done?", "!"),
        levels,
        staff("acts.owner", "Who will do it?", "!", ext_=[carry("context/lead")] if owner_is_author else []),
        item("acts.due", "date", "By when?", "!"),
        one("acts.priority", "How soon?", ["Now", "Soon", "Routine"]),
        line("acts.why", "Why?"),
        group("acts.later", "How it went", [
            one("acts.status", "Where is it now?", ["Done", "Under way", "Not started", "No longer needed"]),
            item("acts.done_on", "date", "Done on", show=one_of("acts.status", "done")),
            long("acts.evidence", "What shows it?"),
            item("acts.evidence_file", "attachment", "A file that shows it", "later"),
            long("acts.impact", "What is different now?", "!", show=one_of("acts.status", "done", "no-longer-needed")),
        ], ext_=[role("action-owner")]),
    ], "repeats")


def prev(link, text):
    return group(link, text, [
        line(link + ".action", "Action", "readOnly", ext_=[carry("previous/acts.action")]),
        staff(link + ".owner", "Owner", "readOnly", ext_=[carry("previous/acts.owner")]),
        item(link + ".due", "date", "Due", "readOnly", ext_=[carry("previous/acts.due")]),
        one(link + ".status", "Where is it now?", ["Done", "Under way", "Not started", "No longer needed"], "!"),
        line(link + ".note", "What happened?", "!", show=one_of(link + ".status", "under-way", "not-started", "no-longer-needed")),
    ], "repeats", "readOnly", ext_=[carry("previous/acts")])


AGES = ["Unborn", "0–1", "2–4", "5–10", "11–15", "16–17", "18–25"]


def pointer_items(link, *flags):
    return [
        line(link + ".rec", "Child’s system number", *flags, help="The number in the case system. No names.", maxLength=40),
        line(link + ".initials", "Initials", maxLength=10),
        one(link + ".age_band", "Age", AGES),
        from_list(link + ".plan", "Plan", "#plans"),
        from_list(link + ".legal", "Legal status", "#legal"),
    ]


def sign(link, text):
    return group(link, text, [
        line(link + ".name", "Name", "readOnly", ext_=[carry("context/name")]),
        line(link + ".role", "Role", "readOnly", ext_=[carry("context/role")]),
        line(link + ".sign", "Type your name to sign", "!", ext_=[{"url": HL7 + "questionnaire-signatureRequired",
             "valueCodeableConcept": {"coding": [{"system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.1",
                                                  "display": "Author's Signature"}]}}]),
        item(link + ".at", "dateTime", "Signed at", "readOnly", ext_=[fn("signed-at", sign=link + ".sign")]),
    ])


# ---- T01 Direct observation of practice ---------------------------------------------------------------------------

def t01():
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
            scale(link + ".level", "How developed was it?", "DEV4", ext_=ext_),
            long(link + ".saw", "What did you see?", "!", show=one_of(link + ".level", "not-yet", "leading", system="urn:sightline:list:dev4")),
            line(link + ".impact", "Difference for the child or family"),
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
        staff("observed", "Who was observed?", "!"),
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
        item("linked_visit", "reference", "The home visit note", ext_=[reference("QuestionnaireResponse")], show=one_of("activity", "home-visit")),
        one("level", "Their stage", ["ASYE", "Practitioner", "Experienced", ("advanced-manager", "Advanced/manager")], help="Sets which anchors are shown."),
    ], prefix="1")
    before = group("before", "Before", [
        info("before.info", "Observer and observed together, five minutes."),
        long("purpose", "What is this contact for, and what should change for the child or family?", "!"),
        long("plan", "How do you mean to go about it?"),
        from_list("focus", "What do you want me to look at?", "#domains", "!", "repeats",
                  ext_=[{"url": HL7 + "questionnaire-maxOccurs", "valueInteger": 3}], help="Choose up to three."),
        line("needs", "Anything that would help you today?"),
        prev("last", "From the last observation"),
    ], show=going_on, prefix="2")
    happened = group("happened", "What happened", [
        long("facts", "What I saw and heard, in order, without judging it", "!", "P3", help="Who, where, key exchanges. No names of family."),
        one("child_there", "Was the child there?", [("took-part", "Yes, took part"), ("background", "Yes, in the background"), ("no", "No"), ("unborn", "Unborn")],
            "!", show=family),
        long("child_voice", "How was the child’s view, or their behaviour as communication, drawn out?", "!", "P3",
             show=one_of("child_there", "took-part", "background")),
    ], show=going_on, prefix="3")
    practice = group("practice", "Practice", [
        info("practice.info", "Rate at least the domains chosen before. Not yet: absent or harmful. Developing: present with prompting, or "
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
        info("faces", "The short form with three faces for families comes later."),
    ], show=going_on, prefix="5")
    talk = group("talk", "Feedback talk", [
        item("talk_on", "date", "When did you talk?", "!", ext_=[PAST], help="Within 5 working days of the observation."),
        long("well", "What went well?", "!"),
        long("better", "What could be better?", "!"),
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
    return form("T01", "Direct observation of practice", "P2", [DEV4, OFS4, AGR, THEMES, PLANS, LEGAL, DOMAINS],
                [who, before, happened, practice, view, talk, reflection, learning, manager],
                [fn("not-carried-out", question="consent", code=["declined"]), ALERT])


# ---- T02 Home visit note ------------------------------------------------------------------------------------------

def t02():
    went = one_of("result", "went-ahead")
    failed = one_of("result", "no-reply", "refused", "stopped", "rearranged")
    visit = group("visit", "The visit", [
        one("kind", "What kind of visit?", [
            ("child-in-care", "Child in care, statutory"), ("child-protection", "Child protection plan"), ("child-in-need", "Child in need / Family Help plan"),
            ("early-help", "Early help or TaF"), ("s47", "Section 47"), ("assessment", "Assessment"), ("foster-supervising", "Foster carer – supervising"),
            ("foster-unannounced", "Foster carer – unannounced"), ("care-leaver", "Care leaver"), ("follow-up", "Follow-up"), ("other", "Other")], "!"),
        yes_no("announced", "Did they know you were coming?", "!"),
        item("arrived", "dateTime", "Arrived", "!", ext_=[carry("context/now"), PAST]),
        item("left", "dateTime", "Left", "!", ext_=[PAST]),
        long("purpose", "Why this visit?", "!", help="Link it to the plan."),
        one("result", "What happened?", [("went-ahead", "Went ahead"), ("no-reply", "No reply"), ("refused", "Refused"),
                                         ("stopped", "Stopped for safety"), ("rearranged", "Rearranged at the door")], "!"),
        group("no_visit", "When the visit did not go ahead", [
            long("tried", "What did you try?", "!", help="Knocked, rang, looked, heard."),
            yes_no("card_left", "Did you leave a card?"),
            line("told", "Who did you tell?", "!"),
            item("next_try", "dateTime", "When will you try again?", "!"),
        ], show=failed),
        ctx("2 working-days", "arrived", "left"),
    ], prefix="1")
    before = group("before", "Before you knock", [
        line("hazards", "Known hazards", ext_=[carry("previous/hazards")]),
        yes_no("checked_in", "Checked in with the lone-working buddy"),
        prev("last", "From last time"),
        long("ask_today", "What I want to ask today"),
    ], prefix="2")
    people = group("people", "Who was there", [
        group("present", "People", [
            line("present.who", "Who?", "!"),
            line("present.link", "How are they linked to the child?", "!"),
            yes_no("present.lives_here", "Lives here"),
            yes_no("present.new_to_us", "New to us"),
            one("present.details_taken", "Did you take their details?", ["Yes", "Refused", "Not asked"], "!", show=when(is_true("present.new_to_us"))),
        ], "repeats"),
    ], show=went, prefix="3")
    life = many("child.life", "Daily life", ["Health", "School", "Friends", "Identity", "Family time", "Sleep and food", "Online", "Hopes"],
                items=[line("child.life.text", "What about it?")], help="Choose what came up, and say what.")
    sleeps_kinds = one_of("kind", "child-in-care", "child-protection", "child-in-need", "s47", "foster-supervising", "foster-unannounced")
    children = group("children", "Each child", [
        group("child", "Child", pointer_items("child", "!") + [
            yes_no("child.seen", "Was the child seen?", "!"),
            line("child.why_not", "Why not?", "!", show=when(("child.seen", "=", False))),
            group("child.met", "With the child", [
                one("child.alone", "Seen alone?", [("yes", "Yes"), ("no-did-not-want", "No, child did not want to"),
                                                   ("no-not-right", "No, not right for age or understanding"), ("no-could-not", "No, could not")], "!"),
                line("child.alone_why", "Say more about why not alone", "!", show=one_of("child.alone", "no-did-not-want", "no-not-right", "no-could-not")),
                one("child.awake", "Awake or asleep?", ["Awake", "Asleep"], "!", show=one_of("child.age_band", "0-1", "2-4")),
                many("child.how_talked", "How did you talk?", ["Talking", "Play", "Drawing", "Signs or symbols", "Interpreter", "Watching", "Through a trusted adult"]),
                long("child.words", "What the child said, in their own words", help="Quote. Say what you asked."),
                long("child.showed", "What I saw: mood, appearance, how they were with others", "!"),
                one("child.hurt", "Any marks or injuries?", [("none", "None seen"), ("seen", "Seen")], "!"),
                item("child.hurt_where", "attachment", "Where (body map)", "later", show=one_of("child.hurt", "seen")),
                long("child.hurt_said", "What was said about it", show=one_of("child.hurt", "seen")),
            ], show=when(is_true("child.seen"))),
            one("child.sleeps", "Where the child sleeps", ["Seen", "Not seen"], "!", show=sleeps_kinds),
            line("child.sleeps_why", "Why was it not seen?", "!", show=one_of("child.sleeps", "not-seen")),
            life,
            long("child.wants", "What this child wants from us"),
            yes_no("child.told_back", "I told the child what happens next"),
        ], "repeats", "P3", "!"),
    ], show=went, prefix="4")
    home = group("home", "Home and people", [
        group("room", "Rooms", [
            one("room.room", "Which room?", ["Living", "Kitchen", "Child’s bedroom", "Other bedroom", "Bathroom", "Outside", "Other"]),
            line("room.saw", "What did you see?", "!", help="Facts first (“no bedding on the cot”), no labels (“dirty”)."),
            one("room.level", "How worried are you?", ["No worry", "Small", "Serious", "Now"], "!"),
        ], "repeats"),
        long("adults_said", "What the adults said", "!"),
        long("together", "How people were with each other"),
        long("change", "New people, moves, money, health, substance use, arguments"),
        many("pets_hazards", "Pets and hazards", ["Dog", "Other animals", "Smoking indoors", "Unsafe sleep", "No smoke alarm", "Medicines or chemicals in reach",
                                                 "Weapons", "Water or height", "Damp or cold"]),
    ], show=went, prefix="5")

    def safety(link, whose):
        return scale(link, "How safe, " + whose, "N10", items=[line(link + ".why", "The reason")])

    thinking = group("thinking", "Thinking", [
        group("plan", "The plan", [
            line("plan.goal", "Goal", ext_=[carry("previous/plan.goal")]),
            one("plan.moved", "How has it moved?", ["Better", "Same", "Worse", "Not looked at"]),
            line("plan.shows", "What shows it?", "!", show=one_of("plan.moved", "better", "same", "worse")),
        ], "repeats", ext_=[carry("previous/plan")]),
        long("well", "What is going well?", "!"),
        long("worry", "What worries you?", "!"),
        long("means", "So what does this mean for each child, today and if nothing changes?", "!"),
        long("else", "What else could explain it?"),
        group("safety", "How safe is it? 0 is worst, 10 is no worries", [
            safety("safety.child", "says the child"), safety("safety.parent", "says the parent"), safety("safety.worker", "says the worker")]),
    ], show=went, prefix="6")
    opens_safe = when(is_true("hurt_any"), is_code("manager", "today"), any_of=True)
    following = group("next", "Next", [
        acts(),
        item("next_due", "date", "Next visit due by the rule", "readOnly", ext_=[fn("next-due", kind="kind", counts="counts", setting="visit_rules",
             rule=["child-in-care=6 weeks", "child-protection=10 working-days"], **{"from": "arrived"})]),
        item("next_due_own", "date", "Next visit planned for", ext_=[fn("required-unless", question="next_due"), fn("not-after", question="next_due")],
             help="You may bring it forward, not back."),
        yes_no("counts", "Counts as a statutory visit", "readOnly", ext_=[fn("counts", result="result", went="went-ahead", seen="child.seen")]),
        yes_no("hurt_any", "Marks or injuries were seen", "readOnly", "hidden", ext_=[fn("any-answer", question="child.hurt", code="seen")]),
        yes_no("missed_twice", "Not seen twice running", "readOnly", "hidden",
               ext_=[fn("history", result="result", went="went-ahead", seen="child.seen", who="child.rec")]),
        one("manager", "Does your manager need to read this?", [("no", "No"), ("when-you-can", "When you can"), ("today", "Today")], "!"),
        safe(opens_safe),
    ], prefix="7")
    to_child = group("words", "Words for the child", [
        long("to_child", "A short note to the child they could read one day", "P3")], prefix="8")
    decision = group("manager_part", "Manager", [
        yes_no("manager.read", "I have read this", "!"),
        long("manager.decision", "Decision", "!"),
        long("manager.reason", "Reason", "!"),
    ], show=when(is_code("manager", "today"), is_true("missed_twice"), is_code("kind", "s47"), any_of=True), ext_=[role("manager")])
    return form("T02", "Home visit note", "P3", [N10, THEMES, PLANS, LEGAL],
                [visit, before, people, children, home, thinking, following, to_child,
                 group("signing", "Sign", [sign("sign.author", "Signature of the practitioner")], prefix="9"), decision],
                [fn("not-carried-out", question="result", code=["no-reply", "refused", "stopped", "rearranged"]), ALERT])


# ---- T03 Office visit (leadership) --------------------------------------------------------------------------------

def t03():
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
            line("told.said", "What was said?", "!"),
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
        long("story", "One piece of work I learned about", "!", help="No names of families."),
        yes_no("child_discussed", "Was a particular child discussed?"),
        group("oversight", "Children discussed", pointer_items("oversight", "!") + [
            line("oversight.concern", "What was the concern?"),
            staff("oversight.asked_of", "Whom did you ask to act?"),
        ], "repeats", "P3", show=when(is_true("child_discussed"))),
    ], prefix="4")
    impression = group("impression", "Impression", [
        long("good", "What was good?", "!"),
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
    return form("T03", "Office visit", "P1", [PULSE5, PLANS, LEGAL],
                [visit, told, pulse, practice, impression, following, confirm],
                [ALERT])


# ---- forms, and what the product needs to know beside them --------------------------------------------------------

ALERT = fn("alert", question="safe.concern", code=["acted", "advice"])


def form(name, title, sensitivity, lists, items, functions):
    used = json.dumps(items)
    return {"resourceType": "Questionnaire", "url": "urn:sightline:form:" + name, "version": "1.0.0", "name": name, "title": title,
            "status": "active", "date": "2026-11-23", "publisher": "Sightline", "description": META[name]["about"], "subjectType": META[name]["subjectType"],
            "extension": [ext("sensitivity", "Code", sensitivity)] + functions,
            "contained": [c for c in lists if '"#%s"' % c["id"] in used], "item": items}


# What follows up the block [ACTS]; README.md, "Actions".
ACTIONS = {"rows": "acts", "what": "acts.action", "owner": "acts.owner", "due": "acts.due", "role": "action-owner", "status": "acts.status",
           "closed": ["done", "no-longer-needed"], "impact": "acts.impact"}
CARRIED_OUT = {"not": {"item": "consent", "is": ["declined"]}}

META = {
    "T01": {
        "id": "T01", "about": "For observer, then the person observed: what was seen, what it shows, what follows.",
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
        "previous": {"sameAnswer": "observed"},
        "settings": {"observation_overall_grade": False},
        "prints": ["one page for the practitioner, without family data", "the full record for their folder"],
        "familyItems": ["pointer", "facts", "child_there", "child_voice", "ask", "said"]},
    "T02": {
        "id": "T02", "about": "For the practitioner who visited: who was seen, what was said and seen, what it means, what follows.",
        "subjectType": ["Patient"],
        "minutes": {"onSite": 5, "after": 15}, "sensitivity": "P3",
        "writeUp": {"within": "2 working-days", "from": "ctx.ended", "aim": "same day"},
        "visibility": {"draft": ["author"], "completed": ["author", "lead"]},
        "councilSwitches": [{"setting": "home_visits_for_team", "adds": {"completed": ["team"]}, "default": False}],
        "columns": {"childPointer": "child.rec"},
        "steps": [
            {"kind": "managers-note", "name": "reading and decision", "by": "the manager", "role": "manager", "person": {"managerOf": "author"},
             "required": True, "when": {"enabled": "manager_part"}, "signs": True, "mayReturn": True, "within": "2 working-days"}],
        "actions": ACTIONS,
        "previous": {"sameAnswer": "child.rec"},
        "settings": {"visit_rules": ["child-in-care=6 weeks", "child-protection=10 working-days"]},
        "visitRules": [
            {"kind": "child-in-care", "every": "6 weeks", "why": "Care Planning Regulations 2010, regulation 28: at most 6 weeks apart in the first year; other intervals by local setting."},
            {"kind": "child-protection", "every": "10 working-days", "assumption": True, "why": "No national interval; councils use 10 working days to 4 weeks. To be set by the council."}],
        "export": {"visit_date": "arrived", "seen": "child.seen", "seen_alone": "child.alone", "bedroom_seen": "child.sleeps", "statutory": "counts"}},
    "T03": {
        "id": "T03", "about": "For leaders who visit a team: what was promised, heard and seen, and what the leader will do.",
        "subjectType": ["Organization"],
        "minutes": {"onSite": 10, "after": 0}, "sensitivity": "P1", "sensitivityWhenAnswered": [{"item": "oversight.rec", "sensitivity": "P3"}, {"item": "told.said", "sensitivity": "P2"}],
        "writeUp": {"within": "5 working-days", "from": "ctx.ended"},
        "visibility": {"draft": ["author"], "completed": ["author", "lead", "service"]},
        "columns": {"team": "team"},
        "steps": [
            {"kind": "acknowledgement", "name": "confirmation of the actions", "by": "the team’s manager", "role": "team-manager",
             "person": {"managerOf": "team"}, "required": True, "signs": True, "mayReturn": True, "within": "5 working-days"}],
        "actions": ACTIONS,
        "previous": {"sameAnswer": "team"},
        "settings": {}},
}


def pretty(value, indent=0, width=170):
    """JSON with whatever fits kept on one line, so that an item is a line or two."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(flat) + indent <= width or not isinstance(value, (dict, list)):
        return flat
    pad = " " * (indent + 1)
    if isinstance(value, list):
        return "[\n" + ",\n".join(pad + pretty(v, indent + 1, width) for v in value) + "\n" + " " * indent + "]"
    return "{\n" + ",\n".join(pad + json.dumps(k) + ": " + pretty(v, indent + 1, width) for k, v in value.items()) + "\n" + " " * indent + "}"


def write(name, value):
    text = pretty(value) + "\n"
    (HERE / name).write_text(text, encoding="utf-8")
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def main():
    digests = {"build_packs.py": hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()}
    for name, make in (("T01", t01), ("T02", t02), ("T03", t03)):
        digests[name + ".json"] = write(name + ".json", make())
        digests[name + ".meta.json"] = write(name + ".meta.json", META[name])
    write("built.json", digests)


if __name__ == "__main__":
    main()
