"""A strict RFC 8259 parser that reports the first byte at which a text stops being acceptable.

It is a recursive descent parser over bytes. It keeps the kind and extent of each value, and the
members of each object in order.
"""

import json
import re
import sys

# Each level of nesting needs two calls.
sys.setrecursionlimit(20_000)

LEVELS = 1024

OBJECT, ARRAY, STRING, NUMBER, LITERAL = "object", "array", "string", "number", "literal"

SPACE = re.compile(rb"[ \t\n\r]*")
SPACE_WITHOUT_RETURN = re.compile(rb"[ \t\n]*")
# Well-formed UTF-8 (the syntax in RFC 3629), except control characters, quotes and backslashes.
CHARACTERS = re.compile(
    rb"(?:[\x20\x21\x23-\x5b\x5d-\x7f]+|[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]"
    rb"|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}"
    rb"|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})*"
)
# The longest start of a number, and a complete number.
START_OF_NUMBER = re.compile(
    rb"-?(?:(?:0|[1-9][0-9]*)(?:\.(?:[0-9]+(?:[eE][+-]?[0-9]*)?)?|[eE][+-]?[0-9]*)?)?"
)
WHOLE_NUMBER = re.compile(rb"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
# Bytes that can begin no UTF-8 sequence.
NEVER_FIRST = frozenset([*range(0x80, 0xC2), *range(0xF5, 0x100)])


class Fault(Exception):
    """Why a text is not acceptable, and the offset to report."""

    def __init__(self, reason, offset):
        super().__init__(reason, offset)
        self.reason, self.offset = reason, offset


class Value:
    """A value and its extent; an object's `members` are (offset of the name, name, value)."""

    __slots__ = ("kind", "start", "end", "members")

    def __init__(self, kind, start, end, members=()):
        self.kind, self.start, self.end, self.members = kind, start, end, members


def parse(text, levels=LEVELS):
    """The value that the whole text is, or a Fault."""
    value = parse_value(text, skip(text, 0), levels)
    return require_end(text, value)


def parse_line(text):
    """The value that a line is, or a Fault.

    If it is an object, there must be no carriage return between its tokens.
    """
    start = skip(text, 0)
    is_object = text[start : start + 1] == b"{"
    value = parse_value(text, start, LEVELS, skip_without_return if is_object else skip)
    return require_end(text, value)


def require_end(text, value):
    """Returns the value if only white space follows it."""
    at = skip(text, value.end)
    if at < len(text):
        raise unexpected(text, at)
    return value


def skip(text, at):
    return SPACE.match(text, at).end()


def skip_without_return(text, at):
    at = SPACE_WITHOUT_RETURN.match(text, at).end()
    if text[at : at + 1] == b"\r":
        raise Fault("carriage-return", at)
    return at


def parse_value(text, at, levels, skip=skip):
    """The value that begins at `at`, with at most `levels` levels of nesting.

    `skip` passes over white space inside it.
    """
    first = text[at : at + 1]
    if first == b'"':
        return Value(STRING, at, end_of_string(text, at))
    if first in (b"{", b"["):
        if levels == 0:
            raise Fault("too-deep", at)
        parse_inside = parse_object if first == b"{" else parse_array
        return parse_inside(text, at, levels - 1, skip)
    if first and first in b"-0123456789":
        end = START_OF_NUMBER.match(text, at).end()
        # A digit can only follow here after a leading zero.
        if not WHOLE_NUMBER.fullmatch(text, at, end) or text[end : end + 1].isdigit():
            raise unexpected(text, end)
        return Value(NUMBER, at, end)
    for literal in (b"true", b"false", b"null"):
        if first == literal[:1]:
            for ahead, byte in enumerate(literal):
                if text[at + ahead : at + ahead + 1] != literal[ahead : ahead + 1]:
                    raise unexpected(text, at + ahead)
            return Value(LITERAL, at, at + len(literal))
    raise unexpected(text, at)


def parse_object(text, start, levels, skip):
    members = []
    at = skip(text, start + 1)
    if text[at : at + 1] == b"}":
        return Value(OBJECT, start, at + 1, members)
    while True:
        if text[at : at + 1] != b'"':
            raise unexpected(text, at)
        name_start, name_end = at, end_of_string(text, at)
        at = skip(text, name_end)
        if text[at : at + 1] != b":":
            raise unexpected(text, at)
        value = parse_value(text, skip(text, at + 1), levels, skip)
        members.append((name_start, decoded(text, name_start, name_end), value))
        at = skip(text, value.end)
        if text[at : at + 1] == b"}":
            return Value(OBJECT, start, at + 1, members)
        if text[at : at + 1] != b",":
            raise unexpected(text, at)
        at = skip(text, at + 1)


def parse_array(text, start, levels, skip):
    at = skip(text, start + 1)
    if text[at : at + 1] == b"]":
        return Value(ARRAY, start, at + 1)
    while True:
        at = skip(text, parse_value(text, at, levels, skip).end)
        if text[at : at + 1] == b"]":
            return Value(ARRAY, start, at + 1)
        if text[at : at + 1] != b",":
            raise unexpected(text, at)
        at = skip(text, at + 1)


def end_of_string(text, start):
    at = start + 1
    while True:
        at = CHARACTERS.match(text, at).end()
        byte = text[at : at + 1]
        if byte == b'"':
            return at + 1
        if byte != b"\\":
            # No character begins here, not even with a byte that can begin one.
            raise Fault("invalid-utf8" if byte >= b"\x80" else "invalid-json", at)
        at += 1
        escape = text[at : at + 1]
        if not escape or escape not in b'"\\/bfnrtu':
            raise unexpected(text, at)
        at += 1
        if escape == b"u":
            for at in range(at, at + 4):
                digit = text[at : at + 1]
                if not digit or digit not in b"0123456789abcdefABCDEF":
                    raise unexpected(text, at)
            at += 1


def unexpected(text, at):
    """The fault for a byte that no string holds unescaped there, or for the end of the text."""
    never = at < len(text) and text[at] in NEVER_FIRST
    return Fault("invalid-utf8" if never else "invalid-json", at)


def decoded(text, start, end):
    """The characters of the JSON string, with quotes, between two offsets."""
    if b"\\" in text[start:end]:
        return json.loads(text[start:end].decode())
    return text[start + 1 : end - 1].decode()


def string(text, value):
    """The characters of a string, or None if the value is not a string."""
    return decoded(text, value.start, value.end) if value.kind == STRING else None
