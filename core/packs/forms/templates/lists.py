"""Lists and scales, as contained value sets: A8 "Scales", and the lists a council may change later."""
from templates.notation import HL7, slug


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
EIF5 = value_set("eif5", "Five grades", [("urgent-improvement", "Urgent improvement"), ("needs-attention", "Needs attention"),
                                         ("expected-standard", "Expected standard"), ("strong-standard", "Strong standard"),
                                         ("exceptional", "Exceptional")], ordinals=True)
MET = value_set("met", "Met or not", [("not-met", "Not met"), ("met", "Met")], ordinals=True)
MPN = value_set("mpn", "How far met", [("met", "Met", 2), ("partly-met", "Partly met", 1), ("not-met", "Not met", 0),
                                       ("not-looked-at", "Not looked at", None)], ordinals=True)
YPN = value_set("ypn", "Yes, partly or no", [("yes", "Yes", 2), ("partly", "Partly", 1), ("no", "No", 0), ("na", "Not applicable", None)], ordinals=True)
RAG = value_set("rag", "Red, amber, green", [("red", "Red", 0), ("amber", "Amber", 1), ("green", "Green", 2), ("complete", "Complete", 3)], ordinals=True)
ASR = value_set("asr", "Assurance", [("not-assured", "Not assured"), ("partly-assured", "Partly assured"), ("assured", "Assured")], ordinals=True)
FACE5 = value_set("face5", "Five faces", [("f1", "Very sad", 1), ("f2", "Sad", 2), ("f3", "In the middle", 3), ("f4", "Happy", 4),
                                          ("f5", "Very happy", 5)], ordinals=True)
RATE5 = value_set("rate5", "1 to 5, or not sure", [("r1", "1 – not at all", 1), ("r2", "2", 2), ("r3", "3", 3), ("r4", "4", 4), ("r5", "5 – completely", 5),
                                                   ("not-sure", "Not sure", None)], ordinals=True)
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

AGES = ["Unborn", "0–1", "2–4", "5–10", "11–15", "16–17", "18–25"]
