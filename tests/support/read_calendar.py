#!/usr/bin/python3
"""Reads a calendar from standard input with a parser that is not ours, and prints what it holds as JSON; fails where it is none.

Beside what the parser judges, the bytes themselves: lines end in CR LF, are at most 75 octets, and are cut between characters.
"""
import datetime
import json
import sys

import icalendar


def said(value):
    """A property as JSON: days and moments in ISO 8601, moments with their offset."""
    if isinstance(value, list):
        return [said(each) for each in value]
    if isinstance(value, icalendar.prop.vCategory):
        return [str(each) for each in value.cats]
    if hasattr(value, "dt"):
        day = value.dt
        if isinstance(day, datetime.datetime) and day.utcoffset() is None:
            raise ValueError("a moment without its offset")
        return day.isoformat()
    if isinstance(value, int):
        return int(value)
    return str(value)


def component(part):
    if part.errors:
        raise ValueError(f"{part.name}: {part.errors}")
    values = {name: said(value) for name, value in part.items()}
    values["component"] = part.name
    return values


def lines_of(data):
    if not data.endswith(b"\r\n"):
        raise ValueError("the last line has no end")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        if b"\r" in line or b"\n" in line:
            raise ValueError("a line does not end in CR LF")
        if len(line) > 75:
            raise ValueError(f"a line of {len(line)} octets")
        line.decode("utf-8")
    return lines


def main():
    data = sys.stdin.buffer.read()
    lines = lines_of(data)
    calendars = icalendar.Calendar.from_ical(data, multiple=True)
    if len(calendars) != 1:
        raise ValueError(f"{len(calendars)} calendars")
    calendar = component(calendars[0])
    calendar["lines"] = len(lines)
    calendar["parts"] = [component(part) for part in calendars[0].subcomponents]
    json.dump(calendar, sys.stdout)


main()
