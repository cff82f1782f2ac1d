"""Reads the files of `--seen`, which say which jobs are done."""

import re
import shlex
from collections import namedtuple

from events import duplicates, first, require_object, status
from grammar import LEVELS, Fault, parse, string
from records import Content, lines
from report import amount, shown_name

# What the files say: the ids of the jobs that are done, and the messages about unreadable lines.
# `is_given` says whether there are files.
Seen = namedtuple("Seen", "is_given ids messages")

# How much longer than an event a line may be.
ROOM_FOR_WEBHOOK = 1 << 20
JOB_ID = re.compile(r"[0-9a-fA-F]{24}-[0-9a-fA-F]{32}")


class UnreadFile(Exception):
    """A file cannot be opened, or has no id of a job; `message` says so."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


def read_seen(files, limit):
    """What files say, given as (name, bytes): bytes are None if the file does not exist."""
    ids, messages, wrong = set(), [], None
    for name, content in files:
        if content is None:
            name = shown_name(name)
            why = "No such file or directory: nothing was read"
            advice = f"before the first run, make it with: touch {shlex.quote(name)}"
            raise UnreadFile(f"--seen {name}: {why}: {advice}")
        of_file, unreadable, has_id, has_others = read_file(content, limit + ROOM_FOR_WEBHOOK)
        ids |= of_file
        if has_others and not has_id:
            wrong = wrong or name
        if unreadable:
            name = shown_name(name)
            jobs = "its job" if len(unreadable) == 1 else "their jobs"
            messages.append(
                f'{name}: {amount(len(unreadable), "line")} without a readable id or status: '
                f"{jobs} can be made again (first: {name}:{unreadable[0]})"
            )
    if wrong is not None:
        name = shown_name(wrong)
        raise UnreadFile(f"--seen {name}: {advice_about(dict(files)[wrong])}: nothing was read")
    return Seen(bool(files), ids, messages)


def advice_about(content):
    """What to do about a file in which no line has the id of a job."""
    if re.match(rb"(\xef\xbb\xbf)?[ \t\r\n]*\[[ \t\r\n]*\{", content[:65536]):
        how = "put each object on one line with jq -c '.[]'"
        return f"this looks like an array: {how}"
    advice = "name the log of the sender, or an empty file if nothing was sent"
    return f"no line has the id of a job: {advice}"


def read_file(content, limit):
    """The ids of the jobs that are done, the numbers of the lines that cannot be read, whether one
    has the id of a job, and whether there is something else; a line of more than `limit` bytes
    cannot be read.
    """
    content = Content(content)
    ids, unreadable, has_id, has_others = set(), [], False, False
    for record in lines(content):
        # A last line without a line feed is ignored.
        is_unended = record.offset + record.size == len(content.bytes)
        try:
            if record.size > limit:
                raise Fault("too-long", limit)
            if record.text.strip(b" \t\r\n"):
                job_id, is_done = read_line(record.text)
                ids |= {job_id} if job_id and is_done and not is_unended else set()
                has_id |= job_id is not None
                has_others |= job_id is None
        except Fault:
            # What was cut off, or is too long, may have had one.
            if is_unended:
                may_have_id = is_cut_off(record.text)
            else:
                may_have_id = record.size > limit or record.text.startswith(b'{"id":')
                unreadable.append(record.line)
            has_others |= not may_have_id
            has_id |= may_have_id and not is_unended
    return ids, unreadable, has_id, has_others


def is_cut_off(text):
    """Whether a text, which is not valid, can be the start of an object."""
    if not text.lstrip(b" \t\r").startswith(b"{"):
        return False
    try:
        parse(text, LEVELS)
    except Fault as fault:
        is_in_character = fault.reason == "invalid-utf8" and fault.offset > len(text) - 4
        return fault.offset == len(text) or is_in_character
    return False


def read_line(text):
    """The id of the job that a line is about, None if its id is no job's, and whether it says that
    the job is done; a Fault if it has no id, or a status that is none.
    """
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
    if not JOB_ID.fullmatch(found):
        return None, False
    code = status(text, value)
    if code is None:
        raise Fault("invalid-field", 0)
    return found.lower(), not first(value, "status") or 200 <= code <= 209
