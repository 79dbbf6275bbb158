"""T04 Setting visit, alternative provision (half day)."""
from templates.blocks import ACTIONS, ALERT, SENDS_BACK, acts, approve, ctx, form, learn, pointer_items, prev, safe, sign
from templates.lists import AGES, EIF5, FACE5, LEGAL, MET, MPN, OFS4, PLANS, THEMES, YPN
from templates.notation import (at_most, calc, carry, day, decimal, fn, group, info, is_code, is_true, line, long, number, of_scale,
                                one, past_day, pictures, role, scale, visited, when, worded, yes_no)

META = {
    "id": "T04", "group": "Visits and observations",
    "about": "For whoever visits an alternative provision for half a day: is it safe, is it good, should children stay there?",
    "subjectType": ["Organization"],
    "minutes": {"onSite": 180, "after": 30}, "sensitivity": "P1",
    "sensitivityWhenAnswered": [{"item": "pupil.said", "sensitivity": "P3"}, {"item": "sample.rec", "sensitivity": "P3"}],
    "writeUp": {"within": "10 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "lead"]},
    "columns": {},
    "steps": [
        {"kind": "acknowledgement", "name": "acknowledgement", "by": "the setting’s lead", "role": "setting-lead", "person": {"outside": True},
         "required": True, "signs": True, "within": "5 working-days"},
        {"kind": "fact-check", "name": "check of the facts", "by": "the setting’s lead", "role": "setting-facts", "person": {"outside": True},
         "required": False, "signs": False, "after": [], "within": "5 working-days"},
        {"kind": "approval", "name": "approval", "by": "the head of service", "role": "head-of-service", "person": {"holds": "Head of Service"},
         "required": True, "signs": True, "returnsWhen": SENDS_BACK, "within": "10 working-days"}],
    "actions": ACTIONS,
    "previous": {"sameAnswer": "setting"},
    "settings": {"setting_visit_scale": "EIF5"}, "settingChoices": {"setting_visit_scale": ["EIF5", "OFS4", "MPN"]},
}

REGISTERED = ("pupil-referral-unit", "ap-academy", "registered-independent-school")
SHORT = ("partly-met", "not-met", "not-looked-at")
ASK = "What did you see? If you did not look, why?"


def looked_at(link, text, help=None, between=()):
    return worded(link, text, "MPN", SHORT, ASK, help=help, between=between)


def area(link, text, help):
    """One evaluation area, on the scale the council has picked: only that one is shown."""
    shown = {"EIF5": when(("areas.scale", "!=", "OFS4"), ("areas.scale", "!=", "MPN")),
             "OFS4": when(("areas.scale", "=", "OFS4")), "MPN": when(("areas.scale", "=", "MPN"))}
    return group(link, text, [
        long(link + ".why", "What did you see, and what difference does it make for pupils?", "!", help=help),
        *[scale("%s.%s" % (link, name.lower()), "So where is it?", name, "!", show=shown[name]) for name in ("EIF5", "OFS4", "MPN")],
    ])


def make():
    setting = group("about_setting", "The setting", [
        ctx("10 working-days"),
        visited("setting", "Which setting?", "!"),
        one("status", "What kind of setting is it?", ["Pupil referral unit", "AP academy", "Registered independent school", "Non-school AP", "College", "Other"],
            "!", help="Non-school AP is what inspectors call unregistered provision."),
        line("urn", "Ofsted unique reference number (URN)", "!", maxLength=20,
             show=when(*[is_code("status", code) for code in REGISTERED], any_of=True)),
        yes_no("announced", "Did they know you were coming?"),
        number("on_roll", "Pupils on roll", "!"),
        number("ours", "Of these, placed by us", "!"),
        number("ehcp", "Of these, with an education, health and care plan", "!"),
        number("in_care", "Of these, children in care", "!"),
        number("full_time", "Pupils who attend full time", "!"),
        number("full_time_ehcp", "Full time and with a plan, or in care", "!",
               help="18 hours a week or more, over a school year, is usually full time."),
        line("hours", "Days and hours they are open"),
        calc("unregistered_flag", "boolean", "May need to register as a school",
             fn("holds", all="status = non-school-ap", any=["full_time >= 5", "full_time_ehcp > 0"])),
        info("unregistered_info", "This may need to register as a school. Tell your line manager before you leave.", show=when(is_true("unregistered_flag"))),
    ], prefix="1")
    since = group("since_last", "Since last time", [
        prev("last", "What was agreed last time"),
        long("changes", "What has changed?", help="Leaders, site, incidents, complaints, allegations passed to the LADO."),
    ], prefix="2")
    safeguarding = group("safeguarding_part", "Safeguarding and welfare", [
        long("safeguarding.seen", "What did you see and hear that tells you children are safe here?",
             help="Good looks like: any adult you ask can say what they would do; pupils can name someone they would tell."),
        *looked_at("sg.policy", "Child protection policy, dated this year"),
        *looked_at("sg.lead", "A named, trained safeguarding lead and deputy"),
        *looked_at("sg.record", "Single central record", between=[number("sg.record_checked", "How many entries did you check?", high=1000)]),
        *looked_at("sg.checks", "Enhanced checks for all adults", help="Volunteers and drivers too."),
        *looked_at("sg.concerns", "Concern log, with outcomes"),
        *looked_at("sg.low_level", "A route for low-level concerns and allegations"),
        *looked_at("sg.site", "Site security and visitors"),
        *looked_at("sg.online", "Online safety"),
        *looked_at("sg.missing", "What they do when a child is missing"),
        *looked_at("sg.transport", "Transport"),
        scale("safeguarding", "Taken together, is safeguarding met?", "MET", "!",
              help="Not met opens the immediate concern below, and placements at least pause."),
        safe(of_scale("safeguarding", "MET", "not-met")),
    ], prefix="3")
    health = group("health_part", "Health and safety", [
        *looked_at("hs.risk", "Risk assessments: site, activities, each pupil"),
        *looked_at("hs.first_aid", "First aid"),
        *looked_at("hs.fire", "Fire safety", between=[past_day("hs.fire_drill", "Last fire drill")]),
        *looked_at("hs.insurance", "Insurance", between=[day("hs.insurance_until", "Insured until")]),
        *looked_at("hs.medicines", "Medicines"),
        *looked_at("hs.premises", "Premises fit for their use"),
        pictures("hs.file", "Photos of what you saw (never of children)"),
    ], prefix="4")
    support = group("support_part", "Admission, support, guidance", [
        *looked_at("as.information", "Information received before a pupil starts"),
        *looked_at("as.induction", "Induction and baseline"),
        *looked_at("as.plan", "A personal plan, with aims and an end date"),
        *looked_at("as.needs", "Plan and health needs met"),
        *looked_at("as.register", "A register each session, and a call the same day"),
        *looked_at("as.behaviour", "Behaviour, and a record of any restraint"),
        *looked_at("as.review", "Review at least every half term"),
        *looked_at("as.return", "Return to school or next step planned"),
    ], prefix="5")
    education = group("education_part", "Quality of education", [
        group("seen", "Teaching I saw", [
            line("seen.subject", "Subject or activity"),
            line("seen.adult", "Who led it?", help="Role, not name."),
            number("seen.minutes", "For how long?", low=1, high=600, unit="minutes"),
            line("seen.strengths", "What was strong?", "!"),
            line("seen.improve", "What would make it better?"),
        ], "repeats", "!", help="At least one."),
        long("qe.curriculum", "What is taught, and why that?"),
        long("qe.literacy", "Reading, writing and number"),
        long("qe.accreditation", "Qualifications and accreditation"),
        long("qe.personal", "Personal development"),
        long("qe.careers", "Careers and next steps"),
    ], prefix="6")
    areas = group("areas", "Evaluation areas", [
        line("areas.scale", "Scale in use", "readOnly", "hidden", ext_=[carry("context/setting.setting_visit_scale")]),
        info("areas.info", "Write what you saw first. The grade follows from it."),
        area("ar.inclusion", "Inclusion", "Good looks like: the pupils with the most barriers are known, and do as well as others."),
        area("ar.teaching", "Curriculum and teaching", "Good looks like: pupils can say what they are learning and what comes next."),
        area("ar.achievement", "Achievement", "Good looks like: progress from each pupil’s own start, shown in work, not in words about it."),
        area("ar.behaviour", "Attendance and behaviour", "Good looks like: pupils come more than they did at their last school."),
        area("ar.personal", "Personal development and wellbeing", "Good looks like: pupils feel known, and have something to look forward to."),
        area("ar.leadership", "Leadership and governance", "Good looks like: leaders tell you what is not right yet before you find it."),
    ], prefix="7")
    voices = group("voices", "Voices", [
        group("pupil", "Pupils I spoke to", [
            one("pupil.age_band", "Age", AGES),
            line("pupil.said", "What did they say? In their own words.", "!", help="Quote. No names."),
            scale("pupil.feel", "How do they feel about being here?", "FACE5"),
        ], "repeats", ext_=[fn("min-or-reason", min=2, reason="pupils_why")], help="At least two, or say why not."),
        line("pupils_why", "Why fewer than two?"),
        long("parents", "What parents and carers say"),
        long("schools", "What the pupils’ schools say"),
    ], "P3", prefix="8")
    sampled = group("sampled", "Pupils sampled", [
        info("sampled.info", "Three to five pupils placed by us. The number from the case system, no names."),
        group("sample", "Pupils", pointer_items("sample", "!") + [
            decimal("sample.attendance", "Attendance", unit="%", places=1),
            scale("sample.plan_current", "Is the plan current?", "YPN"),
            past_day("sample.reviewed_on", "Last reviewed on"),
            one("sample.progress", "Progress against the plan", ["Above", "As planned", "Below"]),
            scale("sample.info_shared", "Was information shared both ways?", "YPN"),
        ], "repeats", ext_=[at_most(5)]),
    ], "P3", prefix="9")
    decision = group("decision", "Decision", [
        long("strengths", "What is strong here?", "!"),
        long("improve", "What must get better?", "!"),
        one("outcome", "What follows for placements?", ["Continue", "Continue with actions", "Pause new placements", "Stop and move pupils"], "!",
            ext_=[fn("allows-only", when="safeguarding = not-met", code=["pause-new-placements", "stop-and-move-pupils"])]),
        acts("Actions, theirs and ours", level="setting"),
        day("next_visit", "Next visit"),
        learn(),
    ], prefix="10")
    signing = group("signing", "Sign", [sign("sign.author", "Signature of the visitor")], prefix="11")
    seen_by_lead = group("acknowledge", "The setting’s lead", [
        info("acknowledge.info", "“I have seen this”, not “I agree”."),
        line("acknowledge.name", "Your name", "!"),
        line("acknowledge.role", "Your role"),
        sign("sign.setting_lead", "Signature of the setting’s lead"),
    ], ext_=[role("setting-lead")])
    facts = group("facts_check", "Accuracy of the facts", [
        long("accuracy", "Is anything factually wrong?", help="Within five working days of receiving the report."),
    ], ext_=[role("setting-facts")])
    approval = approve("head-of-service", "Head of Service")
    return form(META, "Setting visit, alternative provision", [EIF5, OFS4, MPN, MET, YPN, FACE5, THEMES, PLANS, LEGAL],
                [setting, since, safeguarding, health, support, education, areas, voices, sampled, decision, signing, seen_by_lead, facts, approval],
                [ALERT],
                # 1.2.0: the setting it is begun from is filled in.
                version="1.3.0")
