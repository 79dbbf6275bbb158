"""The short notation in which templates are written, and how each of its words becomes FHIR (domain.md A8, B5;
extensions and product functions: core/forms/FORMS.md)."""
import json
import re

HL7 = "http://hl7.org/fhir/StructureDefinition/"
OWN = "urn:sightline:ext:"


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
    """Conditions are (question, operator, answer); an answer is a bool, a number, a text, or a code of the named question."""
    return {"conditions": conditions, "behavior": "any" if any_of else "all"}


def is_code(question, code, system=None):
    return (question, "=", {"system": system or "urn:sightline:code:" + question, "code": code})


def one_of(question, *codes, system=None):
    return when(*[is_code(question, code, system) for code in codes], any_of=True)


def is_true(question):
    return (question, "=", True)


ANSWER_KINDS = {bool: "Boolean", int: "Integer", str: "String", dict: "Coding"}


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
            key = "answer" + ANSWER_KINDS[type(answer)]
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


def faces(link, text, name, *flags, ext_=None, **more):
    """A scale whose steps are drawn as faces, the first the saddest."""
    return scale(link, text, name, *flags, ext_=[ext("drawn-as", "Code", "faces")] + (ext_ or []), **more)


def handed_over():
    """Asked of somebody else in the room, on the locked device, one question a page."""
    return [ext("hand-over", "Code", "one-question")]


def staff(link, text, *flags, ext_=None, **more):
    return item(link, "reference", text, *flags, ext_=[reference("Practitioner")] + (ext_ or []), **more)


def info(link, text, **more):
    category = {"url": HL7 + "questionnaire-displayCategory", "valueCodeableConcept": {"coding": [
        {"system": "http://hl7.org/fhir/questionnaire-display-category", "code": "instructions"}]}}
    return item(link, "display", text, ext_=[category], **more)


def role(name):
    return ext("completed-by-role", "Code", name)


PAST = fn("not-in-future")


# ---- numbers, days, files -----------------------------------------------------------------------------------------

def number(link, text, *flags, low=0, high=100000, unit=None, ext_=None, **more):
    """A whole number from @p low to @p high."""
    bounds = [{"url": HL7 + "minValue", "valueInteger": low}, {"url": HL7 + "maxValue", "valueInteger": high}]
    shown = [{"url": HL7 + "questionnaire-unit", "valueCoding": {"display": unit}}] if unit else []
    return item(link, "integer", text, *flags, ext_=bounds + shown + (ext_ or []), **more)


def decimal(link, text, *flags, places=2, unit=None, ext_=None, **more):
    shown = [{"url": HL7 + "questionnaire-unit", "valueCoding": {"display": unit}}] if unit else []
    return item(link, "decimal", text, *flags, ext_=[{"url": HL7 + "maxDecimalPlaces", "valueInteger": places}] + shown + (ext_ or []), **more)


def day(link, text, *flags, **more):
    return item(link, "date", text, *flags, **more)


def past_day(link, text, *flags, ext_=None, **more):
    return day(link, text, *flags, ext_=[PAST] + (ext_ or []), **more)


VOICE = "audio/ogg"   # what a voice note is recorded as


def pictures(link, text, *flags, most=6, **more):
    """Up to @p most pictures, chosen on the device."""
    bounds = [{"url": HL7 + "questionnaire-maxOccurs", "valueInteger": most}, {"url": HL7 + "mimeType", "valueCode": "image/*"}]
    return item(link, "attachment", text, "repeats", *flags, ext_=bounds, **more)


def drawing(link, text, kind, *flags, **more):
    """Drawn on the device: kind is free, body-map or signature. A text question stands beside it, for who cannot or will not draw; that
    of a body map comes right after it and holds the words of each mark."""
    return item(link, "attachment", text, *flags, ext_=[ext("drawing", "Code", kind)], **more)


def file(link, text, *flags, **more):
    """A file of any kind, chosen on the device: a document, a picture, a recording."""
    return item(link, "attachment", text, *flags, **more)


def files(link, text, *flags, most=6, **more):
    """Up to @p most of them."""
    return item(link, "attachment", text, "repeats", *flags, ext_=[{"url": HL7 + "questionnaire-maxOccurs", "valueInteger": most}], **more)


def documents(link, text, *flags, most=6, **more):
    """Up to @p most documents, or voice notes: whatever shows a thing, but no picture, since photos are off until a council switches them
    on (domain.md A7)."""
    kinds = [{"url": HL7 + "mimeType", "valueCode": kind} for kind in ("application/*", "text/*", VOICE)]
    return item(link, "attachment", text, "repeats", *flags, ext_=[{"url": HL7 + "questionnaire-maxOccurs", "valueInteger": most}] + kinds, **more)


def voice(link, text, *flags, most=3, **more):
    """Up to @p most voice notes."""
    bounds = [{"url": HL7 + "questionnaire-maxOccurs", "valueInteger": most}, {"url": HL7 + "mimeType", "valueCode": VOICE}]
    return item(link, "attachment", text, "repeats", *flags, ext_=bounds, **more)


def place(link, text, *flags, **more):
    """A setting the council knows, or one that is typed."""
    return from_list(link, text, "urn:sightline:list:settings", *flags, kind="open-choice", **more)


def visited(link, text, *flags):
    """The setting a visit is to: the one it is begun from, where it is begun from one."""
    return place(link, text, *flags, ext_=[carry("context/place")])


def calc(link, kind, text, function, *flags, ext_=None, **more):
    """Read-only: filled by the product function @p function."""
    return item(link, kind, text, "readOnly", *flags, ext_=[function] + (ext_ or []), **more)


def known(link, text, name, *flags, kind="string", **more):
    """Read-only: what the task or the device knows by this name."""
    return item(link, kind, text, "readOnly", *flags, ext_=[carry("context/" + name)], **more)


def variant(link, text, choices, **more):
    """Which variant of the template this is: chosen for you by the activity, yours to change."""
    return one(link, text, choices, "!", ext_=[carry("context/variant")], **more)


# ---- lists of things looked at ------------------------------------------------------------------------------------

def of_scale(question, name, *codes):
    """True if the scale question @p question was answered with one of the codes of the scale @p name."""
    return one_of(question, *codes, system="urn:sightline:list:" + name.lower())


def checked(link, text, name, not_good, ask, *flags, help=None, key="evidence", between=()):
    """A thing looked at: its step on the scale @p name, and words where that step is one of @p not_good."""
    return [scale(link, text, name, *flags, help=help), *between,
            line(link + "." + key, ask, "!", show=of_scale(link, name, *not_good))]


def worded(link, text, name, not_good, ask, *flags, help=None, between=()):
    """The same with the words before the step that follows from them; they are needed where the step is one of @p not_good."""
    asked = line(link + ".evidence", "%s: %s" % (text, ask[0].lower() + ask[1:]), ext_=[fn("required-by-choice", question=link, code=list(not_good))], help=help)
    return [*between, asked, scale(link, text, name, *flags)]


def at_least(count):
    return {"url": HL7 + "questionnaire-minOccurs", "valueInteger": count}


def at_most(count):
    return {"url": HL7 + "questionnaire-maxOccurs", "valueInteger": count}


def own_record(template):
    """The rows of this group are kept apart: at completion each becomes a record of @p template of its own."""
    return ext("own-record", "Code", template)


def record_link(link, text, *flags, **more):
    """Another record that shows it."""
    return item(link, "reference", text, *flags, ext_=[reference("QuestionnaireResponse")], **more)
