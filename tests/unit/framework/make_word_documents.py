#!/usr/bin/python3
"""Writes framework documents as word processors save them, and such as only a hostile or careless hand would.

    make_word_documents.py COMPILED.json FOLDER

COMPILED.json is what `framework compile --json` gives for the shipped text; FOLDER gets one .docx for each case below.
"""

import copy
import io
import json
import struct
import sys
import zipfile
from pathlib import Path

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

COLUMNS = ["Activity\n(What)", "How", "Purpose\n(Why)", "Lead\n(Who)", "Frequency (When)"]
CELLS = ["what", "how", "why", "lead", "frequency"]
MIB = 1024 * 1024


def write(cell, text):
    """The lines of a cell as its paragraphs."""
    lines = text.split("\n")
    cell.paragraphs[0].text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def element(name, **attributes):
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn("w:" + key), value)
    return made


def headings(service):
    return [text for text in (service["directorate"], service["service"], service["sub_team"]) if text]


def framework(compiled, heads):
    """The whole framework; @p heads says where the headings of a table stand: in merged rows, in tables of one cell, in styled paragraphs."""
    document = Document()
    document.add_paragraph(compiled["title"], style="Title" if heads == "styles" else None)
    before = []
    for service in compiled["services"]:
        names = headings(service)
        if heads == "styles":
            # A heading stands until another of its level comes; a service of no directorate can only come first.
            for level, name in enumerate(names, 1 if service["directorate"] else 2):
                if before[:level] != names[:level] or level > 1:
                    document.add_heading(name, level)
            before = names
        if heads == "cells":
            for name in names:
                document.add_table(1, 1).cell(0, 0).text = name
                document.add_paragraph()
        rows = names if heads == "rows" else []
        table = document.add_table(len(rows) + 1 + len(service["activities"]), 5)
        for at, name in enumerate(rows):
            table.cell(at, 0).merge(table.cell(at, 4)).text = name
        for at, name in enumerate(COLUMNS):
            write(table.cell(len(rows), at), name)
        for at, activity in enumerate(service["activities"], len(rows) + 1):
            row = table.rows[at].cells
            for column, name in enumerate(CELLS):
                write(row[column], activity[name])
        document.add_paragraph()
    return document


def small(rows=(("Case audit", "A way", "A reason", "Team Manager", "Monthly"), ("Dip sample", "A way", "A reason", "Team Manager", "Weekly"))):
    """One service with a few rows; the table comes back to be spoilt."""
    document = Document()
    document.add_paragraph("A Framework")
    table = document.add_table(2 + len(rows), 5)
    table.cell(0, 0).merge(table.cell(0, 4)).text = "Fostering"
    for at, name in enumerate(COLUMNS):
        write(table.cell(1, at), name)
    for at, row in enumerate(rows, 2):
        for column, text in enumerate(row):
            write(table.cell(at, column), text)
    return document, table


def run_of(cell):
    return cell.paragraphs[0].runs[0]._r


def tracked():
    document, table = small()
    who = {"id": "1", "author": "Somebody", "date": "2026-11-01T09:00:00Z"}
    cell = table.cell(2, 4)   # "Monthly" deleted, "Weekly" inserted
    deleted, inserted = element("w:del", **who), element("w:ins", **who)
    old = run_of(cell)
    new = copy.deepcopy(old)
    new.find(qn("w:t")).text = "Weekly"
    old.find(qn("w:t")).tag = qn("w:delText")
    cell.paragraphs[0]._p.append(deleted)
    cell.paragraphs[0]._p.append(inserted)
    deleted.append(old)
    inserted.append(new)
    for row, tag in ((table.add_row(), "w:del"), (table.add_row(), "w:ins")):
        for at, text in enumerate(("Row " + tag[2:], "A way", "A reason", "Team Manager", "Weekly")):
            row.cells[at].text = text
        row._tr.get_or_add_trPr().append(element(tag, **who))
    return document


def joined_paragraphs():
    """The end of a paragraph deleted by a tracked change: its words and the next one's are one line."""
    document, table = small()
    cell = table.cell(2, 0)
    cell.paragraphs[0].text = "Case "
    cell.add_paragraph("audit")
    properties = cell.paragraphs[0]._p.get_or_add_pPr()
    mark = element("w:rPr")
    mark.append(element("w:del", id="1", author="Somebody"))
    properties.append(mark)
    return document


def merged():
    document, table = small((("Case audit", "A way", "A reason", "Team Manager", "Monthly"), ("Case audit", "Another way", "Another reason", "Head of Service", "Weekly"),
                             ("Dip sample", "A way", "A reason", "Team Manager", "")))
    table.cell(3, 0).text = ""
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(4, 3).merge(table.cell(4, 4))
    return document


def split_grid():
    """A table whose grid is finer than its columns, because somebody dragged one border."""
    document, table = small()
    row = table.rows[2]._tr
    cells = row.findall(qn("w:tc"))
    extra = copy.deepcopy(cells[4])
    extra.find(qn("w:p")).find(qn("w:r")).find(qn("w:t")).text = "(all staff)"
    row.append(extra)
    return document


def nested():
    document, table = small()
    inner = table.cell(2, 1).add_table(1, 2)
    inner.cell(0, 0).text = "inner one"
    inner.cell(0, 1).text = "inner two"
    table.cell(2, 1).add_paragraph()
    return document


def odd_words():
    """Line breaks, tabs, numbered lines, content controls, hidden words, hyphens, bookmarks, fields, an empty row, a comment's and a footnote's mark."""
    document, table = small()
    run = table.cell(2, 1).paragraphs[0].runs[0]
    run.text = "first\nsecond"
    numbered = table.cell(2, 2).paragraphs[0]
    numbering = element("w:numPr")
    numbering.append(element("w:numId", val="1"))
    numbered._p.get_or_add_pPr().append(numbering)
    hidden = table.cell(2, 3).paragraphs[0].add_run(" hidden")
    hidden.font.hidden = True
    cell = table.cell(3, 0)
    control, content = element("w:sdt"), element("w:sdtContent")
    control.append(element("w:sdtPr"))
    control.append(content)
    old = run_of(cell)
    cell.paragraphs[0]._p.append(control)
    content.append(old)
    empty, properties, prompt = element("w:sdt"), element("w:sdtPr"), element("w:sdtContent")
    properties.append(element("w:showingPlcHdr"))
    words = copy.deepcopy(old)
    words.find(qn("w:t")).text = "Click here to enter text."
    prompt.append(words)
    empty.append(properties)
    empty.append(prompt)
    cell.paragraphs[0]._p.append(empty)
    note = element("w:r")
    note.append(element("w:footnoteReference", id="2"))
    table.cell(3, 4).paragraphs[0]._p.append(note)
    comment = element("w:r")
    comment.append(element("w:commentReference", id="0"))
    table.cell(3, 3).paragraphs[0]._p.append(comment)
    table.add_row()
    document.add_paragraph("Printed on request")
    return document


def other_tables():
    """A table of versions before the framework, paragraphs as headings, and a table that goes on after a page with its own column headings."""
    document = Document()
    document.add_paragraph("A Framework")
    versions = document.add_table(3, 3)
    for at, text in enumerate(("Version", "Date", "By")):
        versions.cell(0, at).text = text
        versions.cell(1, at).text = "1"
    document.add_paragraph("Fostering")
    for row in ("Case audit", "Dip sample"):
        table = document.add_table(2, 5)
        for at, name in enumerate(COLUMNS):
            write(table.cell(0, at), name)
        for at, text in enumerate((row, "A way", "A reason", "Team Manager", "Monthly")):
            table.cell(1, at).text = text
        document.add_paragraph()
    return document


def many_rows(count):
    document, table = small()
    last = table.rows[-1]._tr
    for _ in range(count):
        table._tbl.append(copy.deepcopy(last))
    return document


def lacking_a_column():
    document, table = small()
    table.cell(1, 4).text = "Notes"
    return document


def deeply_nested():
    document, table = small()
    inner = table.cell(2, 1)
    for _ in range(60):
        inner = inner.add_table(1, 1).cell(0, 0)
    return document


def bytes_of(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_parts(content, changed, left_out=()):
    """@p content with some parts in place of its own."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in changed and name not in left_out:
                target.writestr(name, source.read(name))
        for name, part in changed.items():
            target.writestr(name, part)
    return stream.getvalue()


def body_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return source.read("word/document.xml")


def claiming(content, name, size):
    """The archive saying of one part that it is @p size bytes once unpacked."""
    content = bytearray(content)
    for mark, name_at, size_at in ((b"PK\x01\x02", 46, 24), (b"PK\x03\x04", 30, 22)):
        at = content.find(mark)
        while at >= 0:
            if content[at + name_at:at + name_at + len(name)] == name.encode():
                content[at + size_at:at + size_at + 4] = struct.pack("<I", size)
            at = content.find(mark, at + 4)
    return bytes(content)


def main():
    compiled = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    folder = Path(sys.argv[2])

    for heads in ("rows", "cells", "styles"):
        framework(compiled, heads).save(folder / f"framework_{heads}.docx")

    plain = bytes_of(small()[0])
    linked = small()[0]
    linked.part.relate_to("https://pictures.example/logo.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    linked.part.relate_to("https://council.example/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    relations = zipfile.ZipFile(io.BytesIO(plain)).read("word/_rels/document.xml.rels")
    macro = b'<Relationship Id="rIdM" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>'
    doctype = b'<!DOCTYPE w:document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    declared = body_of(plain).replace(b"<w:document", doctype + b"<w:document", 1).replace(b"A reason", b"&b;")
    vast = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>" + b" " * (64 * MIB) + b"</w:document>"
    cases = {
        "small": plain,
        "tracked": bytes_of(tracked()),
        "joined": bytes_of(joined_paragraphs()),
        "merged": bytes_of(merged()),
        "split": bytes_of(split_grid()),
        "nested": bytes_of(nested()),
        "odd": bytes_of(odd_words()),
        "other_tables": bytes_of(other_tables()),
        "external": bytes_of(linked),
        "macros": with_parts(plain, {"word/vbaProject.bin": b"\xcc\x61", "word/_rels/document.xml.rels": relations.replace(b"</Relationships>", macro)}),
        "many_rows": bytes_of(many_rows(10_000)),
        "lacking": bytes_of(lacking_a_column()),
        "deep": bytes_of(deeply_nested()),
        "doctype": with_parts(plain, {"word/document.xml": declared}),
        "bomb": with_parts(plain, {"word/document.xml": vast}),
        "lying_bomb": claiming(with_parts(plain, {"word/document.xml": vast}), "word/document.xml", 4096),
        "cut": plain[:len(plain) // 2],
        "no_document": with_parts(plain, {}, ["word/document.xml"]),
        "broken_xml": with_parts(plain, {"word/document.xml": body_of(plain)[:-40]}),
        "protected": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504,
        "empty": bytes_of(Document()),
    }
    for name, content in cases.items():
        (folder / f"{name}.docx").write_bytes(content)


if __name__ == "__main__":
    main()
