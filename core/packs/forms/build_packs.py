#!/usr/bin/env python3
"""Writes the built-in form templates (T01.json ...) beside this file, from the Python package `templates`: one file a template.

The JSON is what ships and is committed; the package is how it is maintained, because the templates share blocks. Run it
after every change:  python3 core/packs/forms/build_packs.py
built.json holds the digests of the sources and of what they wrote; a unit test fails when they no longer belong together.
"""
import hashlib
import importlib
import json
import pathlib

from templates.notation import OWN

HERE = pathlib.Path(__file__).parent
QRC = """<RCC>
    <qresource prefix="/sightline/packs/forms">
%s
    </qresource>
</RCC>
"""


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


def rises(items, usual, inherited=""):
    """Questions under a class above the template's usual one in which words or pictures are given: an answer raises its record to it."""
    found = []
    for item in items:
        own = [e["valueCode"] for e in item.get("extension", []) if e["url"] == OWN + "sensitivity"]
        here = max(own + [inherited])
        if here > usual and item["type"] in ("text", "string", "attachment") and not item.get("readOnly"):
            found.append({"item": item["linkId"], "sensitivity": here})
        found += rises(item.get("item", []), usual, here)
    return found


def with_rises(meta, form):
    listed = meta.get("sensitivityWhenAnswered", [])
    known = {rise["item"] for rise in listed}
    missing = [rise for rise in rises(form["item"], meta["sensitivity"]) if rise["item"] not in known]
    if not missing:
        return meta
    whole = {}
    for key, value in meta.items():
        if key != "sensitivityWhenAnswered":
            whole[key] = value
        if key == "sensitivity":
            whole["sensitivityWhenAnswered"] = listed + missing
    return whole


def template_modules():
    """The modules of the package that hold a template, in order of their numbers."""
    return [importlib.import_module("templates." + path.stem) for path in sorted((HERE / "templates").glob("t[0-9]*.py"))]


def main():
    sources = [HERE / "build_packs.py", *sorted((HERE / "templates").glob("*.py"))]
    digests = {str(path.relative_to(HERE)): hashlib.sha256(path.read_bytes()).hexdigest() for path in sources}
    for module in template_modules():
        name = module.META["id"]
        form = module.make()
        digests[name + ".json"] = write(name + ".json", form)
        digests[name + ".meta.json"] = write(name + ".meta.json", with_rises(module.META, form))
    shipped = sorted(name for name in digests if name.endswith(".json"))
    (HERE / "forms_pack.qrc").write_text(QRC % "\n".join("        <file>%s</file>" % name for name in shipped), encoding="utf-8")
    write("built.json", digests)


if __name__ == "__main__":
    main()
