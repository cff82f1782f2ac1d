"""Reads the files of `--seen`, which say which jobs are done."""

import re
from collections import namedtuple

from events import duplicates, first, require_object, status
from grammar import LEVELS, Fault, parse, string
from records import Content, lines
from report import amount, shown_name

# What the files say: the ids of the jobs that are done, and the messages about unreadable lines.
# `is_given` says whether there are files.
Seen = namedtuple("Seen", "is_given ids messages")

JOB_ID = re.compile(r"[0-9a-fA-F]{24}-[0-9a-fA-F]{32}")


class UnreadFile(Exception):
    """A file cannot be opened, or has no id; `message` says so."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


def read_seen(files, limit):
    """What files say, given as (name, bytes): bytes are None if the file does not exist."""
    ids, messages, wrong = set(), [], None
    for name, content in files:
        if content is None:
            raise UnreadFile(f"{shown_name(name)}: No such file or directory: nothing was read")
        of_file, unreadable, has_id = read_file(content, limit)
        ids |= of_file
        if unreadable:
            if not has_id:
                wrong = wrong or name
            name = shown_name(name)
            jobs = "its job" if len(unreadable) == 1 else "their jobs"
            messages.append(
                f'{name}: {amount(len(unreadable), "line")} without a readable id: '
                f"{jobs} can be made again (first: {name}:{unreadable[0]})"
            )
    if wrong is not None:
        why = "no line has an id: name the log of the sender: nothing was read"
        raise UnreadFile(f"--seen {shown_name(wrong)}: {why}")
    return Seen(bool(files), ids, messages)


def read_file(content, limit):
    """The ids of the jobs that are done, the numbers of the lines from which no id can be read, and
    whether one can be read from a line; it cannot from one of more than `limit` bytes.
    """
    content = Content(content)
    ids, unreadable, has_id = set(), [], False
    for record in lines(content):
        # A last line without a line feed is ignored.
        if record.offset + record.size == len(content.bytes):
            break
        # What was cut off, or is too long, may have had one.
        has_id |= record.size > limit or record.text.startswith(b'{"id":')
        try:
            if record.size > limit:
                raise Fault("too-long", limit)
            if record.text.strip(b" \t\r\n"):
                ids |= done_ids(record.text)
                has_id = True
        except Fault:
            unreadable.append(record.line)
    return ids, unreadable, has_id


def done_ids(text):
    """The id of the job that a line says is done, or nothing; a Fault if it has no id."""
    # The event in a job has all levels of nesting for itself.
    value = parse(text, LEVELS + 1)
    require_object(value)
    places = duplicates(value, ("id", "status"))
    if places:
        raise Fault("duplicate-key", places[0])
    member = first(value, "id")
    found = string(text, member) if member else None
    if found is None:
        raise Fault("missing-field", 0)
    is_done = not first(value, "status") or 200 <= (status(text, value) or 0) <= 209
    return {found.lower()} if is_done and JOB_ID.fullmatch(found) else set()
