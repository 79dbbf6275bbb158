"""T17 Page audit (Local Offer), owner's review and peer review."""
from templates.blocks import ACTIONS, acts, ctx, form, sign
from templates.lists import YPN
from templates.notation import (checked, day, group, item, line, long, number, one, one_of, pictures, role, staff, variant)

META = {
    "id": "T17", "group": "Audits and samples",
    "about": "For the Local Offer team, ten minutes a page: can a family find it, understand it, use it?",
    "subjectType": ["Organization"],
    "minutes": {"onSite": 0, "after": 10}, "sensitivity": "P1",
    "writeUp": {"within": "20 working-days", "from": "ctx.ended"},
    "visibility": {"draft": ["author"], "completed": ["author", "observed", "lead", "service"]},
    "columns": {"observed": "owner"},
    "steps": [
        {"kind": "reply", "name": "answer", "by": "the owner of the page", "role": "owner", "person": {"item": "owner"}, "required": True,
         "unless": "author", "signs": False, "within": "20 working-days"}],
    "actions": ACTIONS,
    "previous": {"sameAnswer": "url"},
    "settings": {},
}

CHECKS = [
    ("what", "Says what it is"), ("who", "Says who it is for"), ("how", "Says how to get it"), ("facts", "Facts are right and dated"),
    ("contact", "Contact works"), ("plain", "Plain words"), ("calm", "Not overwhelming"), ("found", "Flows, and is found within three taps"),
    ("links", "Links work"), ("accessible", "Accessible: headings, text for pictures, contrast, captions"), ("phone", "Works on a phone"),
    ("languages", "Other languages or easy read where needed"), ("disclaimer", "Follows the disclaimer, nothing offensive")]
PEER = [("duty", "The duty is met: education, health and care, 0 to 25"), ("complain", "Says how to complain")]


def check(link, text):
    return checked("check." + link, text, "YPN", ("partly", "no"), "What would put it right?", key="fix")


def make():
    page = group("page", "The page", [
        ctx("20 working-days"),
        item("url", "url", "Address of the page", "!"),
        line("title", "Its title"),
        staff("owner", "Who owns it?", "!"),
        line("section", "Which part of the site?"),
        variant("kind", "What kind of look?", [("audit", "Audit"), ("owner-review", "Owner’s review"), ("peer-review", "Peer review")]),
    ], prefix="1")
    first = [one_item for one_check in CHECKS[:6] for one_item in check(*one_check)] + [number("reading_age", "Reading age", low=5, high=25)]
    content = group("content", "What it says", first, prefix="2")
    use = group("use", "Using it", [
        *[one_item for one_check in CHECKS[6:] for one_item in check(*one_check)],
        group("peer", "Peer review", [one_item for one_check in PEER for one_item in check(*one_check)], show=one_of("kind", "peer-review")),
    ], prefix="2")
    verdict = group("verdict_part", "What should happen to it?", [
        pictures("shot", "A picture of the page"),
        long("words", "Words you suggest"),
        long("family_view", "What families say about it"),
        one("verdict", "So what should happen?", ["Keep", "Small change", "Rewrite", "Merge", "Remove"], "!"),
        acts(level="service"),
        sign("sign.author", "Your signature"),
    ], prefix="3")
    owner = group("owner_part", "The owner’s answer", [
        one("answer", "What will you do?", ["Done", "Will do by", "Disagree"], "!"),
        day("answer.by", "By when?", "!", show=one_of("answer", "will-do-by")),
        long("answer.note", "Say why you see it differently", "!", show=one_of("answer", "disagree")),
        long("answer.remark", "Note"),
        day("recheck", "Look at it again on"),
    ], prefix="4", ext_=[role("owner")])
    return form(META, "Page audit", [YPN], [page, content, use, verdict, owner], [])
