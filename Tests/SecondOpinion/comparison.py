"""Runs one test case through hookline and through the reference, and compares the results.

A test case is a command line with its input.
"""

import os
import re
import subprocess
from collections import Counter, namedtuple
from itertools import zip_longest

from changes import FormerDefinitions
from count_object import comparable
from definition_sets import WrongDefinitions, read_set
from options import longest_line
from reference import Expected, Run
from report import shown_name
from seen_files import UnreadFile, read_seen
from selection import SelectionFault, select
from statistics_line import differences as statistics_differences

# `definitions`, `diff`, `minus`, `files` and `seen` are lists of (name, bytes); `diff` has at most
# one. The name `-` is standard input; `None` instead of bytes means that the file does not exist.
# `neutral_arguments` must not change the result. `keeps_rejects` says whether the run writes both
# rejects files and the statistics.
TestCase = namedtuple(
    "TestCase", "definitions diff minus files seen options neutral_arguments keeps_rejects"
)

TIME_LIMIT = 120
# How hints begin; no predicted message does. The reference does not predict hints: hookline may
# print each text once.
HINTS = (
    "this looks like",
    "this is ",
    "this line may be ",
    "these are ",
    "this is cut off at its end",
    "a bracket or a quote is missing in a record",
    "a byte-order mark is allowed only",
    "each line",
    "give each",
)
DETAIL = re.compile(rb'"detail":"(?:[^"\\]|\\.)+"')


def arguments(case):
    """The command line without the program's name."""
    options, words = case.options, []
    for name, _ in case.definitions:
        words += ["-w", name]
    words += ["--from=log"] * options.log + ["--failed"] * options.failed
    if options.count:
        words.append("--count" if options.count == "text" else "--count=json")
    words += ["-e"] * options.needs_job + ["--unique"] * options.unique
    if options.explain:
        words.append("--explain" if options.explain == "text" else "--explain=" + options.explain)
    for option in ("seen", "diff", "minus"):
        for name, _ in getattr(case, option):
            words += ["--" + option, name]
    for option, names in (("--only", options.only), ("--except", options.excepted)):
        for name in names:
            words += [option, name]
    for name in (
        "company",
        "since",
        "until",
        "shard",
        "max_jobs",
        "max_rejects",
        "max_line_bytes",
        "columns",
        "format",
    ):
        value = getattr(options, name)
        if value is not None:
            words += ["--" + name.replace("_", "-"), str(value)]
    if case.keeps_rejects:
        words += ["--rejects", "rejects.out", "--rejects-raw", "raw.out", "--stats", "stats.out"]
    names = [name for name, _ in case.files]
    words += case.neutral_arguments
    # A check reads standard input only if it is named.
    return words + (["--"] + names if names != ["-"] or "--check=json" in words else [])


def write_input(case, folder):
    """Writes the files of a case; returns the bytes for standard input."""
    standard_input = b""
    for name, content in case.definitions + case.diff + case.minus + case.files + case.seen:
        path = os.path.join(folder, name)
        if name == "-":
            standard_input = content
        elif content is not None:
            with open(path, "wb") as file:
                file.write(content)
        elif os.path.exists(path):
            # Another case, in the same folder, had such a file.
            os.remove(path)
    return standard_input


def actual(case, binary, folder):
    """Runs hookline; returns its status, standard output and error, and the three files."""
    standard_input = write_input(case, folder)
    outputs = [os.path.join(folder, name) for name in ("rejects.out", "raw.out", "stats.out")]
    for output in outputs:
        if os.path.exists(output):
            os.remove(output)
    try:
        done = subprocess.run(
            [binary] + arguments(case),
            cwd=folder,
            input=standard_input,
            capture_output=True,
            timeout=TIME_LIMIT,
        )
    except subprocess.TimeoutExpired:
        return f"none: it was still running after {TIME_LIMIT} seconds", b"", b"", b"", b"", b""
    kept = [open(output, "rb").read() if os.path.exists(output) else b"" for output in outputs]
    return done.returncode, done.stdout, done.stderr, *kept


def expected(case):
    """What the reference says the result must be."""
    run = prepared(case, Run)
    return run.run() if isinstance(run, Run) else run


def prepared(case, kind):
    """The run, of this kind, that must begin, or the result if none must."""
    used_twice = next((name for name, _ in case.seen if name in dict(case.files)), None)
    if used_twice:
        return ended_early(64, seen_twice(used_twice))
    company = case.options.company
    options = case.options._replace(company=company and company.lower())
    names = ", ".join(shown_name(name) for name, _ in case.definitions + case.diff)
    try:
        webhooks = read_set(case.definitions)
        diff = read_set(case.diff) if case.diff else None
        chosen, selected, left_out = select(webhooks, diff or [], options, names)
        minus = [read_set([file]) for file in case.minus]
    except (SelectionFault, WrongDefinitions) as fault:
        return ended_early(fault.status, fault.messages)
    try:
        seen = read_seen(case.seen, longest_line(options))
    except UnreadFile as file:
        return ended_early(66, [file.message])
    former = FormerDefinitions(selected, minus, diff, webhooks)
    return kind(chosen, left_out, former, seen, options, case.files)


def seen_twice(name):
    """The messages about an event file that is also one of `--seen`."""
    what = "this run also reads it as events or definitions: name the log of the sender"
    return [f"--seen {shown_name(name)}: {what}", "run 'hookline --help' for help"]


def ended_early(status, messages):
    """The result of a run that ends because its definitions, or what it selects, are wrong."""
    return Expected(status, b"", messages, b"", b"", Counter(), 0, Counter(), 0, None)


def differences(case, expected, actual):
    """Describes each difference between the two results; an empty list if there is none."""
    status, output, error, rejects, raw, statistics = actual
    found = []
    if status != expected.status:
        found.append(f"exit status:\n  expected  {expected.status}\n  actual    {status}")
    if case.options.count == "json":
        output = comparable(output)
    found += difference("standard output", output, expected.output)
    found += message_differences(case, error.decode(errors="replace"), expected.messages)
    if case.keeps_rejects:
        found += difference("--rejects", DETAIL.sub(b'"detail":""', rejects), expected.rejects)
        found += difference("--rejects-raw", raw, expected.raw)
        found += statistics_differences(statistics, expected.statistics)
    return found


def difference(what, actual, expected):
    """Describes the first line in which two outputs differ."""
    if actual == expected:
        return []
    pairs = zip_longest(actual.split(b"\n"), expected.split(b"\n"))
    number, (line, due) = next(
        (number, pair) for number, pair in enumerate(pairs, 1) if pair[0] != pair[1]
    )
    return [described(f"{what}, line {number}", line, due)]


def message_differences(case, error, messages):
    """Describes the first line of standard error that is neither predicted nor a hint."""
    files = case.definitions + case.diff + case.minus + case.files
    begins = [f"hookline: {shown_name(name)}: " for name, _ in files]
    hints, rest = set(), []
    for line in error.splitlines():
        hint = next((line[len(begin) :] for begin in begins if line.startswith(begin)), "")
        if hint.startswith(HINTS) and hint not in hints:
            hints.add(hint)
        else:
            rest.append(line)
    for number, (line, due) in enumerate(zip_longest(rest, messages), 1):
        if line is None or due is None or not matches(line, due):
            return [described(f"standard error, line {number} without hints", line, due)]
    return []


def described(place, line, due):
    """Describes a difference; None is a line that does not exist."""
    shown = ["no such line" if text is None else f"{text!r:.1500}" for text in (due, line)]
    return f"{place}:\n  expected  {shown[0]}\n  actual    {shown[1]}"


def matches(line, due):
    """Whether a line is the message that is due.

    The reference does not know the wording of a message that it ends with a colon and a space, or
    gives as a pair: the beginning and the end.
    """
    begin, end = due if isinstance(due, tuple) else (due, "")
    begin = "hookline: " + begin
    if not begin.endswith(": "):
        return line == begin + end
    return (
        line.startswith(begin)
        and line.endswith(end)
        and len(line) > len(begin) + len(end)
        and (bool(end) or " (the first is at " not in line)
    )
