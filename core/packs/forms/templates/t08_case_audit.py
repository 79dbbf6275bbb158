"""T08 Case file audit, with its variants: multi-agency, youth justice, EHCP, Section 11."""
from templates.blocks import ACTIONS, ALERT, acts, ctx, form, learn, pointer_items, safe, sign
from templates.lists import AGR, LEGAL, OFS4, PLANS, RAG, THEMES, YPN
from templates.notation import (at_least, calc, documents, fn, group, info, is_true, item, line, long, number,
                                of_scale, one, one_of, role, scale,
                                staff, variant, when, yes_no)

ENDS = {"item": "overall", "is": ["outstanding", "inadequate"]}
OF_A_CASE = {"not": {"item": "variant", "is": ["section-11"]}}


def told(kind, by, role):
    """Whoever holds the role is told of an audit graded inadequate by the next working day."""
    return {"kind": "told-" + kind, "name": "to be read", "by": by, "person": {"holds": role, "above": "observed"}, "required": False, "tells": True,
            "when": {"item": "overall", "is": ["inadequate"]}, "after": [], "from": "completed", "within": "1 working-days"}


META = {
    "id": "T08", "group": "Audits and samples",
    "about": "For an auditor with the practitioner: what difference is our work making for this child, and what would make it better?",
    "subjectType": ["Patient"],
    "minutes": {"onSite": 75, "after": 15}, "sensitivity": "P3",
    "writeUp": {"within": "10 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "observed", "lead"]},
    "columns": {"observed": "worker"},
    "steps": [
        {"kind": "reflection", "name": "reflection", "by": "the practitioner", "role": "practitioner", "person": {"item": "worker"},
         "required": True, "when": OF_A_CASE, "signs": True, "within": "10 working-days"},
        {"kind": "acceptance", "name": "acceptance of the actions", "by": "the team manager", "role": "team-manager",
         "person": {"managerOf": "observed"}, "required": True, "when": OF_A_CASE, "signs": False, "mayReturn": True, "within": "5 working-days"},
        {"kind": "moderation", "name": "moderation", "by": "a second reader", "role": "moderator",
         "person": {"holds": ["Quality Assurance Manager", "Service Manager", "Head of Service"]}, "required": True,
         "when": {"any": [ENDS, {"sample": 10}, {"item": "variant", "is": ["section-11"]}]}, "signs": False, "after": [], "within": "10 working-days"},
        {"kind": "loop", "name": "what changed", "by": "the auditor’s manager", "role": "loop", "person": {"managerOf": "author"},
         "required": False, "signs": False, "from": {"item": "reaudit_on"}, "within": "10 working-days"},
        told("service-manager", "the service manager", "Service Manager"),
        told("head-of-service", "the head of service", "Head of Service")],
    "actions": ACTIONS,
    "previous": {"sameAnswer": "case.rec"},
    "settings": {},
    "prints": [{"id": "no-family", "name": "For the practitioner, without family data", "leavesOut": "familyItems"},
               {"id": "full", "name": "The full audit"}],
    "familyItems": ["case.rec", "case.initials", "case.age_band", "case.plan", "case.legal", "spoke_family", "spoke_family.reason", "spoke_family.said",
                    "looked_after", "story", "overall_files", "d1", "d2", "d3", "d4", "d5", "d6", "d7", "d8", "d9", "d10", "agencies",
                    "yj_assessing", "yj_planning", "yj_delivering", "yj_reviewing", "ehcp_person", "ehcp_outcomes", "ehcp_rest", "safe", "loop"],
}

IN_PLACE = [
    ("chronology", "Chronology"), ("family_tree", "Family tree"), ("identity", "Ethnicity, language, religion and disability recorded"),
    ("consent", "Consent or legal basis"), ("visits", "Visits in time"), ("seen_alone", "Child seen alone"), ("plan", "Plan in date"),
    ("reviews", "Reviews in time"), ("supervision", "Supervision in time"), ("reasons", "Decisions have reasons"), ("advocacy", "Advocacy offered")]

DOMAINS = [
    ("d1", "Child’s voice, daily life and identity", "Good looks like: I can hear this child, and know what an ordinary day is like."),
    ("d2", "Assessment and analysis", "Good looks like: it says what things mean for the child, not only what happened."),
    ("d3", "Safety and risk", "Good looks like: worries are named plainly, and what keeps the child safe tonight is clear."),
    ("d4", "Plan, review, pace", "Drift and delay. Good looks like: each step has a name, a date, and was done or chased."),
    ("d5", "Direct work and visits", "Good looks like: visits have a purpose and add up to something."),
    ("d6", "Parents, carers and family network", "Good looks like: fathers and the wider family are found and heard."),
    ("d7", "Other agencies", "Good looks like: others know what is asked of them and have done it."),
    ("d8", "Management oversight and supervision", "Good looks like: someone stopped to think, and it changed what happened."),
    ("d9", "Recording", "Could the child read it? Good looks like: short, kind, true, and in words they would know."),
    ("d10", "Stability, permanence, health, education, moving on", "Good looks like: this child knows where they will live, and with whom."),
]

STAGES = [("assessing", "Assessing"), ("planning", "Planning"), ("delivering", "Delivering"), ("reviewing", "Reviewing")]
STRANDS = [("wellbeing", "the child’s wellbeing"), ("safety", "the child’s safety"), ("others", "the safety of others")]

EHCP = [("a", "A: views, interests and hopes"), ("b", "B: special educational needs"), ("c", "C: health needs"), ("d", "D: social care needs"),
        ("e", "E: outcomes"), ("f", "F: special educational provision"), ("g", "G: health provision"), ("h", "H: social care provision"),
        ("i", "I: placement"), ("j", "J: personal budget"), ("k", "K: advice and information")]

SECTION_11 = [
    "Leaders commit to children’s safety", "What we do for children is clear to staff and families", "Who answers to whom is clear",
    "Services are shaped by children and families", "Training and supervision", "Safer recruitment and allegations", "Working together",
    "Sharing information"]


def graded(link, text, help, show=None):
    """Impact first, then the grade, then why that and not the next one."""
    return group(link, text, [
        long(link + ".impact", "What difference does it make for this child?", "!", help=help),
        scale(link + ".grade", "Grade", "OFS4", "!"),
        line(link + ".why", "Why that grade?", "!"),
    ], show=show)


def make():
    of_a_case = when(("variant", "!=", {"system": "urn:sightline:code:variant", "code": "section-11"}))
    ordinary, agencies, justice = one_of("variant", "case-file"), one_of("variant", "multi-agency"), one_of("variant", "youth-justice")
    ehcp, section_11 = one_of("variant", "ehcp"), one_of("variant", "section-11")
    about = group("about_case", "The case", [
        ctx("10 working-days"),
        variant("variant", "Which audit?", [("case-file", "Case file audit"), ("multi-agency", "Multi-agency audit"), ("youth-justice", "Youth justice audit"),
                                            ("ehcp", "Education, health and care plan audit"), ("section-11", "Section 11 audit")]),
        group("case", "Whose file?", [
            *pointer_items("case", "!"),
            staff("worker", "Practitioner", "!", help="They are asked to reflect on this audit."),
            staff("manager", "Their manager", "!"),
            number("months_read", "How many months did you read?", "!", low=1, high=240, unit="months"),
            one("how", "How did you audit?", ["With the practitioner", "Alone", "Pair", "Multi-agency"], "!"),
            yes_no("spoke_worker", "Did you speak with the practitioner?"),
            one("spoke_family", "Did you speak with the child or family?", ["Yes", "Tried", "No"]),
            line("spoke_family.reason", "Why not?", "!", show=one_of("spoke_family", "tried", "no")),
            line("spoke_family.said", "What did they say?", show=one_of("spoke_family", "yes")),
        ], show=of_a_case),
        calc("looked_after", "boolean", "In care, or leaving it",
             fn("holds", all="variant = case-file", any=["case.plan = care-plan", "case.plan = pathway-plan"]), "hidden"),
        line("organisation", "Which organisation?", "!", show=section_11),
    ], prefix="1")
    story = group("story_part", "Short story", [
        long("story", "Who is this child and why are we involved?", "!", ext_=[fn("text-at-most", words=150)], help="At most 150 words. As you would tell the child."),
    ], show=of_a_case, prefix="2")
    in_place = group("in_place", "In place?", [
        scale("in." + link, text, "YPN") for link, text in IN_PLACE
    ], show=ordinary, prefix="3")

    def domain_page(link, title, domains):
        return group(link, title, [graded(*domain) for domain in domains], show=ordinary, prefix="4")

    domains = [
        domain_page("domains_child", "The child", DOMAINS[:3]), domain_page("domains_work", "The work", DOMAINS[3:6]),
        domain_page("domains_around", "Around the child", DOMAINS[6:9]),
        group("domains_care", "Care and leaving care", [graded(*DOMAINS[9])], show=when(is_true("looked_after")), prefix="4")]
    multi_agency = group("agencies", "Each agency, then together", [
        group("agency", "Agency", [
            line("agency.name", "Which agency?", "!"),
            long("agency.impact", "What difference did it make for this child?", "!"),
            scale("agency.grade", "Grade", "OFS4", "!"),
            line("agency.why", "Why that grade?", "!"),
        ], "repeats", "!", ext_=[at_least(2)]),
        graded("joint", "Together", "Good looks like: agencies know what the others see, and one plan holds it together."),
        graded("joint_safety", "Safety, together", "Good looks like: nobody assumes that someone else has it."),
    ], show=agencies, prefix="3")
    youth_justice = [
        group("yj_" + stage, stage_title, [
            graded("yj.%s.%s" % (stage, strand), "%s for %s" % (stage_title, words), "Say what was done and what came of it.") for strand, words in STRANDS
        ], show=justice, prefix="3") for stage, stage_title in STAGES]
    plan_sections = [
        group("ehcp_" + name, title, [
            graded("ehcp." + link, text, "Good looks like: specific, from the advice, and in words the family use.") for link, text in EHCP if link in letters
        ], show=ehcp, prefix="3")
        for name, title, letters in (("person", "The young person and their needs (A to D)", "abcd"), ("outcomes", "Outcomes and provision (E to H)", "efgh"),
                                     ("rest", "Placement, budget, advice (I to K)", "ijk"))]
    standard_choices = [("s%d" % (at + 1), "%d. %s" % (at + 1, text)) for at, text in enumerate(SECTION_11)]
    section_11_part = group("standards", "The eight standards", [
        group("standard", "Standard", [
            one("standard.which", "Which standard?", standard_choices, "!"),
            long("standard.statement", "What do you say about it?", "!"),
            long("standard.evidence", "What shows it?", "!"),
            scale("standard.rag", "Where is it?", "RAG", "!"),
            long("standard.gap", "What is missing?", "!", show=of_scale("standard.rag", "RAG", "red", "amber")),
            line("standard.action", "What will you do about it?", "!", show=of_scale("standard.rag", "RAG", "red", "amber")),
        ], "repeats", "!", ext_=[at_least(8)], help="One for each of the eight standards."),
        calc("standards_red", "integer", "Standards that are red", fn("count", question="standard.rag", code="red")),
        long("panel_view", "What the moderation panel should know"),
        documents("standards_files", "Documents that show it", most=12),
    ], show=section_11, prefix="3")

    safety = ["d3.grade", "joint_safety.grade"] + ["yj.%s.%s.grade" % (stage, strand) for stage, _ in STAGES for strand in ("safety", "others")]
    every = (["d%d.grade" % at for at in range(1, 11)] + ["agency.grade", "joint.grade", "joint_safety.grade"]
             + ["yj.%s.%s.grade" % (stage, strand) for stage, _ in STAGES for strand, _ in STRANDS] + ["ehcp.%s.grade" % link for link, _ in EHCP])
    overall = group("overall_part", "Overall", [
        scale("indicative", "What the grades point to", "OFS4", "readOnly", ext_=[
            fn("indicative-grade", question=every, decisive=safety, worst="inadequate", low=["requires-improvement", "inadequate"], least=3,
               gives="requires-improvement")],
              help="Safety inadequate gives inadequate; three or more below good give requires improvement; else the middle grade. Your judgement wins."),
        scale("overall", "Your overall grade", "OFS4", "!"),
        calc("overall_differs", "boolean", "Differs from what the grades point to", fn("holds", all="overall != answer.indicative"), "hidden"),
        long("differ", "Why do you judge differently?", "!", show=when(is_true("overall_differs"))),
        documents("overall_files", "Documents or voice notes that show it", "P3",
                  help="Your own notes, or what the family gave you. No pages of the file: say where in it they are."),
    ], show=of_a_case, prefix="5")
    now = group("now_part", "Now", [
        one("urgent", "Does anything need doing at once?", ["None", "Today", "This week"], "!"),
        info("now.info", "Inadequate: once this is sent, it stands in the Today of the service manager and the head of service until they have read it. If it cannot wait, ring them.",
             show=of_scale("overall", "OFS4", "inadequate")),
        item("reaudit_on", "date", "Audit again on", "!", show=of_scale("overall", "OFS4", "inadequate")),
        safe(one_of("urgent", "today")),
    ], prefix="6")
    learning = group("learning_part", "Learning and actions", [learn(), acts(level="team"), sign("sign.author", "Signature of the auditor")], prefix="7")
    reflection = group("reflection", "The practitioner’s reflection", [
        scale("fair", "Is this audit fair?", "AGR", "!"),
        long("reflect", "What do you take from it?", "!", help="You may disagree. Say so: it stays with the audit."),
        sign("sign.practitioner", "Signature of the practitioner"),
    ], show=of_a_case, prefix="8", ext_=[role("practitioner")])
    accept = group("acceptance", "Team manager", [
        yes_no("accepted", "I accept these actions", "!"),
        long("accepted.note", "Note"),
    ], show=of_a_case, ext_=[role("team-manager")])
    moderation = group("moderation", "Moderation", [
        info("moderation.info", "Every outstanding and every inadequate audit is moderated, and a sample of the rest."),
        group("moderation_case", "Second grade", [
            scale("moderated", "Moderated grade", "OFS4", "!"),
            calc("agree", "boolean", "Agrees with the auditor", fn("holds", all="moderated = answer.overall")),
            calc("disagrees", "boolean", "Differs from the auditor", fn("holds", all="moderated != answer.overall"), "hidden"),
            long("moderated.reason", "Why do you differ?", "!", show=when(is_true("disagrees"))),
        ], show=of_a_case),
        long("moderated.panel", "What the moderation panel found", "!", show=section_11),
    ], prefix="9", ext_=[role("moderator")])
    loop = group("loop", "Closing the loop", [
        info("loop.info", "When an action or the new audit falls due."),
        long("loop.evidence", "What shows that it was done?", "!"),
        long("loop.changed", "What changed for the child?", "!"),
        scale("loop.grade", "Grade of the new audit", "OFS4"),
    ], prefix="10", ext_=[role("loop")])
    return form(META, "Case file audit", [OFS4, YPN, RAG, AGR, THEMES, PLANS, LEGAL],
                [about, story, in_place, *domains, multi_agency, *youth_justice, *plan_sections, section_11_part, overall, now, learning,
                 reflection, accept, moderation, loop],
                [ALERT])
