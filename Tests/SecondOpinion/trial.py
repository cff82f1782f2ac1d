"""One command line with its input: what the program makes of it, what the reference does, and where they differ."""

import os
import re
import subprocess
from collections import Counter, namedtuple

from definitions import read_definitions
from records import Content
from reference import Expected, Run
from report import amount, shown_name

# `definitions` and `files` are (name, bytes); the name `-` is standard input, and a file without bytes is missing.
# `ways` are arguments on which nothing depends. `keeps_rejects`: whether both files of rejects are asked for.
Trial = namedtuple("Trial", "definitions files options ways keeps_rejects")

LISTED_PER_FILE = 20
# How hints begin. They are optional, each text once at most; a line that is due begins otherwise.
HINTS = (
    "this looks like",
    "this is ",
    "these are ",
    "the last line ends too early",
    "each line",
    "give each",
)
DETAIL = re.compile(rb'"detail":"(?:[^"\\]|\\.)+"')


def arguments(trial):
    """The command line, but for the program."""
    options, words = trial.options, []
    for name, _ in trial.definitions:
        words += ["-w", name]
    words += (
        ["--from=log"] * options.log + ["--failed"] * options.failed + ["--count"] * options.count
    )
    words += ["-e"] * options.e
    for name in ("company", "max_jobs", "max_rejects", "max_line_bytes"):
        value = getattr(options, name)
        if value is not None:
            words += ["--" + name.replace("_", "-"), str(value)]
    if trial.keeps_rejects:
        words += ["--rejects", "rejects.out", "--rejects-raw", "raw.out"]
    names = [name for name, _ in trial.files]
    return words + list(trial.ways) + (["--"] + names if names != ["-"] else [])


def write_input(trial, folder):
    """Writes the files of a trial; gives the bytes of standard input."""
    given = b""
    for name, content in trial.definitions + trial.files:
        if name == "-":
            given = content
        elif content is not None:
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
    return given


def actual(trial, binary, folder):
    """What the program does: status, standard output and error, and the two files of rejects."""
    given = write_input(trial, folder)
    outputs = [os.path.join(folder, name) for name in ("rejects.out", "raw.out")]
    for output in outputs:
        if os.path.exists(output):
            os.remove(output)
    done = subprocess.run(
        [binary] + arguments(trial), cwd=folder, input=given, capture_output=True, timeout=120
    )
    kept = [open(output, "rb").read() if os.path.exists(output) else b"" for output in outputs]
    return done.returncode, done.stdout, done.stderr, *kept


def expected(trial):
    """What must come of it: the reference's opinion."""
    webhooks, wrong = read_definitions([content for _, content in trial.definitions])
    if wrong:
        return refusal(list(listed(trial, wrong)))
    company = trial.options.company
    options = trial.options._replace(company=company and company.lower())
    if company and all(webhook.company != options.company for webhook in webhooks):
        names = ", ".join(shown_name(name) for name, _ in trial.definitions)
        return refusal([f"--company {options.company}: no webhook of this company in {names}"])
    return Run(webhooks, options, trial.files).run()


def listed(trial, wrong):
    """The first faults of each file, and how many more it has."""
    for file, (name, _) in enumerate(trial.definitions):
        faults = [fault for fault in wrong if fault.place[0] == file]
        yield from (shown(trial, *fault) for fault in faults[:LISTED_PER_FILE])
        if len(faults) > LISTED_PER_FILE:
            yield f'{shown_name(name)}: {amount(len(faults) - LISTED_PER_FILE, "more fault")}'


def shown(trial, place, earlier):
    """How the fault of a definition is told: its place, and at the end that of the one it is a duplicate of."""
    begin = f"{position(trial, place)}: "
    return (begin, f" (the first is at {position(trial, earlier)})") if earlier else begin


def position(trial, place):
    name, content = trial.definitions[place[0]]
    name = shown_name(name)
    if place[1] is None:
        return f"{name}:1:1"
    content = Content(content)
    return f"{name}:{content.line(place[1])}:{content.column(place[1])}"


def refusal(told):
    return Expected(78, b"", told, b"", b"", Counter(), 0)


def differences(trial, expected, actual):
    """What the two do not agree on, in words; nothing where all is well."""
    status, output, error, rejects, raw = actual
    found = []
    if status != expected.status:
        found.append(f"status {status}, not {expected.status}")
    found += difference("standard output", output, expected.output)
    found += differences_told(trial, error.decode(errors="replace"), expected.told)
    if trial.keeps_rejects:
        found += difference("--rejects", DETAIL.sub(b'"detail":""', rejects), expected.rejects)
        found += difference("--rejects-raw", raw, expected.raw)
    return found


def difference(what, actual, expected):
    if actual == expected:
        return []
    ours, due = actual.split(b"\n"), expected.split(b"\n")
    at = next(
        (at for at, pair in enumerate(zip(ours, due)) if pair[0] != pair[1]),
        min(len(ours), len(due)),
    )
    one, other = (lines[at] if at < len(lines) else None for lines in (ours, due))
    return [f"{what}, line {at + 1}:\n  is     {one!r:.1500}\n  not    {other!r:.1500}"]


def differences_told(trial, error, told):
    """Each line of standard error must be due, or be a hint, one of a kind at most."""
    begins = [f"hookline: {shown_name(name)}: " for name, _ in trial.definitions + trial.files]
    hints, rest = set(), []
    for line in error.splitlines():
        hint = next((line[len(begin) :] for begin in begins if line.startswith(begin)), "")
        if hint.startswith(HINTS) and hint not in hints:
            hints.add(hint)
        else:
            rest.append(line)
    for number, (line, due) in enumerate(zip(rest + [None] * len(told), told + [None] * len(rest))):
        if line is None and due is None:
            break
        if line is None or due is None or not says(line, due):
            return [
                f"standard error, line {number + 1} without hints:\n  is     {line!r:.500}\n  not    {due!r:.500}"
            ]
    return []


def says(line, due):
    """Whether a line is the one that is due; behind a colon and a space, in words of its own."""
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
