"""Reads events and delivery log records, and rejects those that are not acceptable."""

import re
from collections import namedtuple

from grammar import LEVELS, NUMBER, OBJECT, Fault, parse, parse_line, string

# `company` is in lower case. `answers` has the ids in `data` that a restriction can ask for, by
# name; `malformed` has the names of those members that are present but are not ids. `created_at` is
# None if it is not a string. `changed` has the names of those members of `data` that `diff` says
# have changed.
Event = namedtuple("Event", "company type action created_at answers malformed changed start end")
# `subscription` is in lower case; `delivered` says whether the status is a success, and is False
# unless it was read. `created_at` is that of the record itself, None if it is not a string.
LogRecord = namedtuple("LogRecord", "event subscription delivered created_at")

OBJECT_ID = re.compile(r"[0-9a-fA-F]{24}")
ROUTED = ("company", "type", "event", "createdAt", "data")
ASKED_FOR = ("taskGroup", "surveyId", "group")


def read_event(line):
    """The event on a line; raises a Fault with the reason if the line must be rejected."""
    value = parse_line(line)
    require_object(value)
    check_duplicates(duplicates_of_event(value))
    check_present(missing_of_event(value), 0)
    check_valid(invalid_of_event(line, value))
    return event(line, value)


def read_record(text, failed):
    """The log record in a text, or a Fault; with `failed` (`--failed`) its status is read, too."""
    # The record itself does not count as a level of nesting.
    value = parse(text, LEVELS + 1)
    require_object(value)
    names = ("event", "subscription")
    inside = first(value, "event")
    if inside and inside.kind != OBJECT:
        inside = None
    check_duplicates(
        duplicates(value, ("event", "subscription", "status", "createdAt"))
        + [place for member in objects(value, "event") for place in duplicates_of_event(member)]
    )
    check_present([name for name in names if not first(value, name)], 0)
    if inside:
        check_present(missing_of_event(inside), inside.start)
    check_valid(invalid_of_record(text, value, inside, failed))
    subscription = string(text, first(value, "subscription")).lower()
    number = status(text, value) if failed else 0
    created_at = first(value, "createdAt")
    return LogRecord(
        event(text, inside),
        subscription,
        200 <= number <= 209,
        created_at and string(text, created_at),
    )


def status(text, value):
    """The status of a log record, 0 if there was no answer, or None if it is no status."""
    member = first(value, "status")
    if not member or text[member.start : member.end] == b"null":
        return 0
    if member.kind == NUMBER:
        digits = text[member.start : member.end].decode()
    else:
        digits = string(text, member)
        if digits is None or not re.fullmatch("[0-9]+", digits):
            return None
    return float(digits) if len(digits) <= 64 else None


def event(text, value):
    """The event of an object that has been found acceptable."""
    company, kind, action = (
        string(text, first(value, name)) for name in ("company", "type", "event")
    )
    found = asked_for(value)
    answers = {name: object_id(text, member) for name, member in found.items()}
    malformed = {name for name in found if not answers[name] and not is_nothing(text, found[name])}
    answers = {name: answer for name, answer in answers.items() if answer}
    created_at = first(value, "createdAt")
    created_at = created_at and string(text, created_at)
    return Event(
        company.lower(),
        kind,
        action,
        created_at,
        answers,
        malformed,
        changed(value),
        value.start,
        value.end,
    )


def changed(value):
    """The members that a restriction can ask for and that the event's `diff` points to."""
    pointers = {name for diff in objects(value, "diff") for _, name, _ in diff.members}
    return {name for name in ASKED_FOR if "/" + name in pointers}


def asked_for(value):
    """The members of an event's `data` that a restriction can ask for, by name."""
    data = first(value, "data")
    if not data or data.kind != OBJECT:
        return {}
    return {name: first(data, name) for name in ASKED_FOR if first(data, name)}


def is_nothing(text, value):
    """Whether a value is `null` or `""`, which counts as absent."""
    return text[value.start : value.end] in (b"null", b'""')


def object_id(text, value):
    """The id that a value is, in lower case, or None."""
    string_value = value and string(text, value)
    return string_value.lower() if string_value and OBJECT_ID.fullmatch(string_value) else None


# Each of these functions finds all faults of one kind: their offsets, or the missing names.


def duplicates_of_event(value):
    """The offsets of repeated members in an event and in its `data`."""
    return duplicates(value, ROUTED) + [
        place for member in objects(value, "data") for place in duplicates(member, ASKED_FOR)
    ]


def missing_of_event(value):
    return [name for name in ("company", "type", "event") if not first(value, name)]


def invalid_of_event(text, value):
    for name in ("company", "type", "event"):
        member = first(value, name)
        string_value = string(text, member)
        if string_value is None or (name == "company" and not OBJECT_ID.fullmatch(string_value)):
            yield member.start


def invalid_of_record(text, value, inside, failed):
    if inside is None:
        yield first(value, "event").start
    if not object_id(text, first(value, "subscription")):
        yield first(value, "subscription").start
    if failed and status(text, value) is None:
        yield first(value, "status").start
    if inside:
        yield from invalid_of_event(text, inside)


def duplicates(value, names):
    """The offsets of the members that repeat one of these names."""
    seen, places = set(), []
    for place, name, _ in value.members:
        if name in names and name in seen:
            places.append(place)
        seen.add(name)
    return places


# Each of these functions raises the fault to report. For duplicates that is the first in the text;
# invalid fields are in the order in which they are looked up.


def require_object(value):
    if value.kind != OBJECT:
        raise Fault("not-an-object", value.start)


def check_duplicates(places):
    if places:
        raise Fault("duplicate-key", min(places))


def check_present(missing, place):
    if missing:
        raise Fault("missing-field", place)


def check_valid(places):
    for place in places:
        raise Fault("invalid-field", place)


def first(value, name):
    """The first member of an object that has this name, or None."""
    return next((member for _, other, member in value.members if other == name), None)


def objects(value, name):
    """All members of an object that have this name and are objects."""
    return [member for _, other, member in value.members if other == name and member.kind == OBJECT]
