"""Reads sets of definitions files, and writes the messages about their faults.

The reference does not know the wording of those messages.
"""

import shlex

from definitions import read_definitions
from records import Content
from report import amount, shown_name

LISTED_PER_FILE = 20


class WrongDefinitions(Exception):
    """Why definitions cannot be used: an exit status and messages."""

    def __init__(self, status, messages):
        super().__init__(messages)
        self.status, self.messages = status, messages


def read_set(files):
    """The webhooks that definitions files define together."""
    for name, content in files:
        if content is None:
            reason = "No such file or directory: no events were read"
            raise WrongDefinitions(66, [f"{shown_name(name)}: {reason}"])
    webhooks, faults = read_definitions([content for _, content in files])
    if faults:
        raise WrongDefinitions(78, list(shown_faults(files, faults)))
    return webhooks


def shown_faults(files, faults):
    """The messages about the first faults of each file, how many more each has, and how to list
    all.
    """
    has_more = False
    for file, (name, _) in enumerate(files):
        of_file = [fault for fault in faults if fault.place[0] == file]
        yield from (shown_fault(files, *fault) for fault in of_file[:LISTED_PER_FILE])
        if len(of_file) > LISTED_PER_FILE:
            has_more = True
            yield f"{shown_name(name)}: {amount(len(of_file) - LISTED_PER_FILE, 'more fault')}"
    if has_more:
        options = " ".join(f"-w {shlex.quote(name)}" for name, _ in files)
        yield f"to list all faults, write hookline {options} --check"


def shown_fault(files, place, earlier):
    """The message about one fault, without its wording: the place and, for a duplicate, the end
    that names the place of the first.
    """
    begin = f"{shown_place(files, place)}: "
    return (begin, f" (the first is at {shown_place(files, earlier)})") if earlier else begin


def shown_place(files, place):
    name, content = files[place[0]]
    name = shown_name(name)
    if place[1] is None:
        return f"{name}:1:1"
    content = Content(content)
    return f"{name}:{content.line(place[1])}:{content.column(place[1])}"
