"""The blocks that templates share: [CTX] [SAFE] [LEARN] [ACTS] [PREV] [PTR] [SIGN] (domain.md A8), and the form around them."""
import json

from templates.lists import AGES
from templates.notation import (HL7, OWN, PAST, carry, drawing, ext, files, fn, from_list, group, info, item, line, long, one, one_of, options,
                                reference, role, staff, when,
                                is_true, yes_no)


def preselected(choice, code):
    """The question @p choice with the answer @p code already taken: what is nearly always so is seen and corrected, not asked."""
    for option in choice["answerOption"]:
        if option["valueCoding"]["code"] == code:
            option["initialSelected"] = True
    return choice


PERIOD_END = item("ctx.period_end", "date", "Last day of the period", "readOnly", "hidden", ext_=[carry("context/period_end")])


def ctx(within, started_from=None, ended_from=None, mode=None, place=(), clock=None):
    """[CTX]. Where a template asks for the times itself (arrived, left), started and ended follow those; @p mode is how it
    nearly always happens. @p clock: "after-period" counts @p within from the end of the task's period, "by-period-end" has the
    record complete by then; without a task both count from when it ended."""
    late = {"from": ["ctx.period_end", "ctx.ended"] if clock == "after-period" else "ctx.ended", "within": within}
    if clock == "by-period-end":
        late["by"] = "ctx.period_end"
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
        *([PERIOD_END] if clock else []),
        started, ended,
        preselected(one("ctx.mode", "How did it happen?", ["In person", "Side by side", "Virtual", "Phone", "Desk"], "!"), mode),
        from_list("ctx.place", "Where?", "urn:sightline:list:settings", kind="open-choice", help="Choose a setting, or type a place.", ext_=list(place)),
        staff("ctx.lead", "Led by", "!", "readOnly", ext_=[carry("context/lead")]),
        group("ctx.others", "Who else took part", [
            line("ctx.others.name", "Name"), line("ctx.others.role", "Role")], "repeats"),
        one("ctx.recorded", "When was this written?", [("during", "During"), ("same-day", "Same day"), ("later", "Later from notes")],
            "!", "readOnly", ext_=[fn("recorded-when", ended="ctx.ended")]),
        yes_no("ctx.late", "Completed later than agreed", "readOnly", "hidden", ext_=[fn("late", **late)]),
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
    levels = preselected(one("acts.level", "At which level?", ["Child", "Practitioner", "Team", "Service", "Partnership", "Setting"], "!"), level)
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
            files("acts.evidence_file", "Photos or files that show it"),
            long("acts.impact", "What is different now?", "!", show=one_of("acts.status", "done", "no-longer-needed")),
            item("acts.recheck", "date", "Look at it again on"),
        ], ext_=[role("action-owner")]),
    ], "repeats")


def prev(link, text):
    """[PREV]. Where an action is now has the choices of [ACTS], so that what its owner said last is there already."""
    status = link + ".status"
    states = options("acts.status", ["Done", "Under way", "Not started", "No longer needed"])
    return group(link, text, [
        line(link + ".action", "Action", "readOnly", ext_=[carry("previous/acts.action")]),
        staff(link + ".owner", "Owner", "readOnly", ext_=[carry("previous/acts.owner")]),
        item(link + ".due", "date", "Due", "readOnly", ext_=[carry("previous/acts.due")]),
        item(status, "choice", "Where is it now?", "!", ext_=[carry("previous/acts.status")], answerOption=states),
        line(link + ".note", "What happened?", "!",
             show=one_of(status, "under-way", "not-started", "no-longer-needed", system="urn:sightline:code:acts.status")),
    ], "repeats", "readOnly", ext_=[carry("previous/acts")])


def pointer_items(link, *flags, listed=None):
    """[PTR]. @p listed: the list of the context that a row is filled from where it was begun from a child on one's list."""
    def first(member):
        return [carry("context/%s.%s" % (listed, member))] if listed else []
    return [
        line(link + ".rec", "Child’s system number", *flags, help="The number in the case system. No names.", maxLength=40, ext_=first("rec")),
        line(link + ".initials", "Initials", maxLength=10, ext_=first("initials")),
        one(link + ".age_band", "Age", AGES, ext_=first("age_band")),
        from_list(link + ".plan", "Plan", "#plans", ext_=first("plan")),
        from_list(link + ".legal", "Legal status", "#legal", ext_=first("legal")),
        # Last: it has no words, and rows are called by their first answers.
        *([item(link + ".pointer", "reference", "The child on my list", "hidden", ext_=[reference("Patient")] + first("pointer"))] if listed else []),
    ]


def sign(link, text, ink=False):
    """A typed name signs; with @p ink it may be drawn by hand as well, where people sign in the room."""
    return group(link, text, [
        line(link + ".name", "Name", "readOnly", ext_=[carry("context/name")]),
        line(link + ".role", "Role", "readOnly", ext_=[carry("context/role")]),
        line(link + ".sign", "Type your name to sign", "!", ext_=[{"url": HL7 + "questionnaire-signatureRequired",
             "valueCodeableConcept": {"coding": [{"system": "urn:iso-astm:E1762-95:2013", "code": "1.2.840.10065.1.12.1.1",
                                                  "display": "Author's Signature"}]}}]),
        *([drawing(link + ".ink", "By hand as well", "signature")] if ink else []),
        item(link + ".at", "dateTime", "Signed at", "readOnly", ext_=[fn("signed-at", sign=link + ".sign")]),
    ])


def belonging(text):
    """The head of a record that was kept apart from another, or asks about it: what they share, and the record it belongs to."""
    return group("ctx", "About this record", [
        line("ctx.activity", "Activity", "readOnly", ext_=[carry("context/activity")]),
        line("ctx.unit", "Team or unit", "readOnly", ext_=[carry("context/unit")]),
        line("ctx.period", "Period", "readOnly", ext_=[carry("context/period")]),
        item("ctx.started", "dateTime", "When", "!", ext_=[carry("context/now"), PAST]),
        staff("ctx.lead", "Led by", "!", "readOnly", ext_=[carry("context/lead")]),
        item("belongs_to", "reference", text, "readOnly", ext_=[reference("QuestionnaireResponse"), carry("context/belongs_to")]),
    ])


def approve(role_name, who, text="Do you approve this report?", good="Approve"):
    """A later hand that approves, or sends back and says why."""
    return group("approval", who, [
        one("approve", text, [("approve", good), "Send back"], "!"),
        long("approve.note", "Note", ext_=[fn("required-by-choice", question="approve", code=["send-back"])],
             help="If you send it back, say what you need."),
        sign("sign.approver", "Signature of the " + who[0].lower() + who[1:]),
    ], ext_=[role(role_name)])


# A step that returns the record if its author chose to send it back; ../README.md.
SENDS_BACK = {"item": "approve", "is": ["send-back"]}

# Its version rises with the forms that have it: see form().
ALERT = fn("alert", question="safe.concern", code=["acted", "advice"], who="safe.who.name", what="safe.what")


def governance(status):
    """When it was approved and last reviewed, and from when it counts. A draft has been approved by nobody."""
    reviewed = {"lastReviewDate": "2026-11-23", "effectivePeriod": {"start": "2026-11-23"}}
    return reviewed if status == "draft" else {"approvalDate": "2026-11-23", **reviewed}


def form(meta, title, lists, items, functions, status="active", version=None):
    """The Questionnaire of the template that @p meta describes; of @p lists only those that an item uses."""
    name = meta["id"]
    used = json.dumps(items)
    if '"learn.themes"' in used:
        meta["counted"] = ["learn.themes"]   # a report counts them beside the scales
    # 1.1.0: a concern says whom it is about, and an agreed action can be looked at again.
    # One minor version more: what shows that an action was done can be a photo or a file.
    version = version or ("1.2.0" if "actions" in meta else "1.1.0" if ALERT in functions else "1.0.0")
    return {"resourceType": "Questionnaire", "url": "urn:sightline:form:" + name, "version": version, "name": name, "title": title,
            "status": status, "date": "2026-11-23", "publisher": "Sightline", **governance(status), "description": meta["about"], "subjectType": meta["subjectType"],
            "extension": [ext("sensitivity", "Code", meta["sensitivity"])] + functions,
            "contained": [c for c in lists if '"#%s"' % c["id"] in used], "item": items}


# What follows up the block [ACTS]; ../README.md, "Actions".
ACTIONS = {"rows": "acts", "what": "acts.action", "owner": "acts.owner", "due": "acts.due", "role": "action-owner", "status": "acts.status",
           "closed": ["done", "no-longer-needed"], "impact": "acts.impact", "priority": "acts.priority", "why": "acts.why",
           "evidence": "acts.evidence", "evidenceFiles": "acts.evidence_file", "doneOn": "acts.done_on", "recheck": "acts.recheck"}
