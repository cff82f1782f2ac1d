"""Splits files into records: the lines of a file, or the elements of a delivery log."""

import re
from bisect import bisect_left
from collections import namedtuple

from grammar import skip
from report import shown_name

# A line without its line end, or an element of an array up to its comma; `offset` and `line` are
# where it begins in the file. `size` is compared with the limit on lengths. `text` is None at the
# end of an array that is not closed.
Record = namedtuple("Record", "text offset line size in_array")


class Place(namedtuple("Place", "name line")):
    """The file and the line at which a record begins."""

    def __str__(self):
        return f"{shown_name(self.name)}:{self.line}"


BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# A string, or its part on this line if it is not closed.
STRING = re.compile(rb'"(?:[^"\\\n]|\\[^\n])*"?')
STRING_OR_SPACE = re.compile(rb'("(?:[^"\\]|\\.)*")|[ \t\n\r]+')
TOKEN = re.compile(rb'["\[{}\],]')


class Content:
    """The bytes of a file, and where its lines begin."""

    def __init__(self, content):
        self.bytes = content
        self.feeds = [match.start() for match in re.finditer(rb"\n", content)]

    def line(self, offset):
        """The number of the line of a byte, from 1."""
        return bisect_left(self.feeds, offset) + 1

    def column(self, offset):
        """The column of a byte in its line, from 1; a byte-order mark is not counted."""
        line = self.line(offset)
        return offset - (self.feeds[line - 2] + 1 if line > 1 else self.start) + 1

    @property
    def start(self):
        return len(BYTE_ORDER_MARK) if self.bytes.startswith(BYTE_ORDER_MARK) else 0

    @property
    def line_count(self):
        """The number of lines; the last may lack its line feed."""
        last = self.feeds[-1] + 1 if self.feeds else self.start
        return len(self.feeds) + (last < len(self.bytes))


def lines(content, start=None):
    """The lines of a file, or its lines from an offset on, including blank ones."""
    at = content.start if start is None else start
    while at < len(content.bytes):
        record = line_at(content, at)
        yield record
        at += record.size + 1


def line_at(content, at):
    """The rest of a line; one carriage return before a line feed belongs to the line end."""
    number = content.line(at)
    ended = number <= len(content.feeds)
    end = content.feeds[number - 1] if ended else len(content.bytes)
    text = content.bytes[at:end]
    if ended and text.endswith(b"\r"):
        text = text[:-1]
    return Record(text, at, number, end - at, False)


def records(content):
    """The records of a delivery log: its lines or, if it begins with `[`, array elements."""
    at = content.start
    has_arrays = content.bytes[skip(content.bytes, at) :][:1] == b"["
    while at < len(content.bytes):
        # Blank lines before an array are skipped, so that they cannot be too long.
        first = skip(content.bytes, at)
        at = max(at, content.bytes.rfind(b"\n", at, first) + 1)
        if not has_arrays:
            yield from lines(content, at)
            return
        if content.bytes[first : first + 1] == b"[":
            at = yield from elements(content, first + 1)
        elif first < len(content.bytes):
            # The rest of the line after an array, or a whole line.
            record = line_at(content, at)
            yield record
            at += record.size + 1
        else:
            return


def elements(content, at):
    """The elements of an array whose `[` is before `at`; returns where the array ends."""
    text = content.bytes
    at = skip(text, at)
    if text[at : at + 1] == b"]":
        return at + 1
    while True:
        end = end_of_element(text, at)
        if at < len(text):
            yield Record(text[at:end], at, content.line(at), end - at, True)
        if end == len(text):
            yield Record(None, end, content.line(end), 0, True)
            return end
        if text[end : end + 1] == b"]":
            return end + 1
        at = skip(text, end + 1)


def end_of_element(text, at):
    """The offset of the comma or bracket that ends the element at `at`, or the end of the file."""
    depth = 0
    while True:
        token = TOKEN.search(text, at)
        if not token:
            return len(text)
        at = token.start()
        if token[0] == b'"':
            at = STRING.match(text, at).end()
            continue
        if depth == 0 and token[0] in b",]":
            return at
        if token[0] != b",":
            depth += 1 if token[0] in b"[{" else -1
        at += 1


def without_space(text):
    """A JSON text without the white space between its tokens."""
    return STRING_OR_SPACE.sub(lambda match: match[1] or b"", text)


def place_after(content, record):
    """The line and the offset at which what follows a record begins."""
    if record.in_array:
        # The next record can be on the same line.
        line = content.line(record.offset + record.size)
        return line, min(record.offset + len(record.text or b""), len(content.bytes))
    return record.line + 1, min(record.offset + record.size + 1, len(content.bytes))
