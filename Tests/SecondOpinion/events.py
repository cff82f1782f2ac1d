"""What makes a line an acceptable event, and a record of the delivery log an acceptable record."""

import re
from collections import namedtuple

from grammar import LEVELS, NUMBER, OBJECT, Fault, parse, parse_line, string

# `company` is in lower case; `answers` are the ids in `data` that restrictions ask for, by name; `malformed` are the
# names of those that are there but are no ids.
Event = namedtuple("Event", "company type action answers malformed start end")
# `subscription` is in lower case; `status` is a number.
Record = namedtuple("Record", "event subscription status")

OBJECT_ID = re.compile(r"[0-9a-fA-F]{24}")
ROUTED = ("company", "type", "event", "createdAt", "data")
ASKED_FOR = ("taskGroup", "surveyId", "group")


def read_event(line):
    """The event that a line is, or a Fault with the reason why it is none."""
    value = parse_line(line)
    require_object(value)
    check_duplicates(duplicates_of_event(value))
    check_present(missing_of_event(value), 0)
    check_valid(invalid_of_event(line, value))
    return event(line, value)


def read_record(text, failed):
    """The record of the delivery log that a text is, or a Fault. It needs a status where `failed`."""
    # The record is no level of nesting.
    value = parse(text, LEVELS + 1)
    require_object(value)
    names = ("event", "subscription") + (("status",) if failed else ())
    inside = first(value, "event")
    if inside and inside.kind != OBJECT:
        inside = None
    check_duplicates(
        duplicates(value, ("event", "subscription", "status"))
        + [place for member in objects(value, "event") for place in duplicates_of_event(member)]
    )
    check_present([name for name in names if not first(value, name)], 0)
    if inside:
        check_present(missing_of_event(inside), inside.start)
    check_valid(invalid_of_record(text, value, inside, failed))
    number = text[first(value, "status").start : first(value, "status").end] if failed else b"0"
    subscription = string(text, first(value, "subscription")).lower()
    return Record(event(text, inside), subscription, float(number))


def event(text, value):
    """The event that an object is which was found to be acceptable."""
    company, kind, action = (
        string(text, first(value, name)) for name in ("company", "type", "event")
    )
    found = asked_for(value)
    answers = {name: object_id(text, member) for name, member in found.items()}
    malformed = {name for name in found if not answers[name] and not is_nothing(text, found[name])}
    answers = {name: answer for name, answer in answers.items() if answer}
    return Event(company.lower(), kind, action, answers, malformed, value.start, value.end)


def asked_for(value):
    """The members of the event's `data` that a restriction can ask for, by name."""
    data = first(value, "data")
    if not data or data.kind != OBJECT:
        return {}
    return {name: first(data, name) for name in ASKED_FOR if first(data, name)}


def is_nothing(text, value):
    """Whether a value is `null` or `""`, which counts as absent."""
    return text[value.start : value.end] in (b"null", b'""')


def object_id(text, value):
    """The id, in lower case, that a value is, or None."""
    spelled = value and string(text, value)
    return spelled.lower() if spelled and OBJECT_ID.fullmatch(spelled) else None


# What is wrong: each of these gives the offsets of all that is, or what is missing.


def duplicates_of_event(value):
    return duplicates(value, ROUTED) + [
        place for member in objects(value, "data") for place in duplicates(member, ASKED_FOR)
    ]


def missing_of_event(value):
    return [name for name in ("company", "type", "event") if not first(value, name)]


def invalid_of_event(text, value):
    for name in ("company", "type", "event"):
        member = first(value, name)
        spelled = string(text, member)
        if spelled is None or (name == "company" and not OBJECT_ID.fullmatch(spelled)):
            yield member.start


def invalid_of_record(text, value, inside, failed):
    if inside is None:
        yield first(value, "event").start
    if not object_id(text, first(value, "subscription")):
        yield first(value, "subscription").start
    if failed and first(value, "status").kind != NUMBER:
        yield first(value, "status").start
    if inside:
        yield from invalid_of_event(text, inside)


def duplicates(value, names):
    seen, places = set(), []
    for place, name, _ in value.members:
        if name in names and name in seen:
            places.append(place)
        seen.add(name)
    return places


# What comes of it: the first in the text, but what is looked for by name in the order of the names.


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
