"""Makes the input of a disagreement smaller, as long as there is one."""

import time

from records import BYTE_ORDER_MARK
from trial import actual, differences, expected

SECONDS = 20


def shrunk(trial, found, binary, folder):
    """A trial with fewer lines on which the two do not agree either, and what they do not agree on."""
    end = time.monotonic() + SECONDS
    for part in ("files", "definitions"):
        for at in range(len(getattr(trial, part))):
            trial, found = with_fewer_lines(trial, found, part, at, binary, folder, end)
    return trial, found


def with_fewer_lines(trial, found, part, at, binary, folder, end):
    content = getattr(trial, part)[at][1]
    if content is None or (part == "files" and is_array(trial, content)):
        return trial, found
    lines = content.splitlines(keepends=True)
    size = len(lines)
    while size > 0:
        start = 0
        while start < len(lines) and time.monotonic() < end:
            fewer = lines[:start] + lines[start + size :]
            smaller = with_content(trial, part, at, b"".join(fewer))
            still = differences(smaller, expected(smaller), actual(smaller, binary, folder))
            if still:
                trial, found, lines = smaller, still, fewer
            else:
                start += size
        size //= 2
    return trial, found


def is_array(trial, content):
    """Whether lines cannot be left out, since it is an array over several."""
    text = content[len(BYTE_ORDER_MARK) :] if content.startswith(BYTE_ORDER_MARK) else content
    return trial.options.log and text.lstrip().startswith(b"[")


def with_content(trial, part, at, content):
    files = list(getattr(trial, part))
    files[at] = (files[at][0], content)
    return trial._replace(**{part: files})
