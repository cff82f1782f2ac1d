"""Shrinks the input of a test case for which hookline and the reference disagree."""

import time

from records import BYTE_ORDER_MARK
from comparison import actual, differences, expected

SECONDS = 20


def shrunk(case, found, binary, folder):
    """A case with fewer lines for which they still disagree, and its differences."""
    end = time.monotonic() + SECONDS
    for part in ("files", "definitions", "diff", "minus"):
        for at in range(len(getattr(case, part))):
            case, found = with_fewer_lines(case, found, part, at, binary, folder, end)
    return case, found


def with_fewer_lines(case, found, part, at, binary, folder, end):
    """The same for one file: removes ever smaller groups of lines until the time `end`."""
    content = getattr(case, part)[at][1]
    if content is None or (part == "files" and is_array(case, content)):
        return case, found
    lines = content.splitlines(keepends=True)
    size = len(lines)
    while size > 0:
        start = 0
        while start < len(lines) and time.monotonic() < end:
            fewer = lines[:start] + lines[start + size :]
            smaller = with_content(case, part, at, b"".join(fewer))
            still = differences(smaller, expected(smaller), actual(smaller, binary, folder))
            if still:
                case, found, lines = smaller, still, fewer
            else:
                start += size
        size //= 2
    return case, found


def is_array(case, content):
    """Whether a file is an array over several lines, so that lines cannot be removed."""
    text = content[len(BYTE_ORDER_MARK) :] if content.startswith(BYTE_ORDER_MARK) else content
    return case.options.log and text.lstrip().startswith(b"[")


def with_content(case, part, at, content):
    files = list(getattr(case, part))
    files[at] = (files[at][0], content)
    return case._replace(**{part: files})
