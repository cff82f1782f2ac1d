"""Compares what `--check=json` prints with what the reference predicts."""

import json

from checks import Usage, definition_warnings
from comparison import actual, differences, ended_early, expected, prepared
from definition_sets import shown_place
from definitions import read_definitions
from report import shown_name


def check_case(case, rng, without_events):
    """The case as a check, perhaps a strict one, and perhaps of the definitions alone."""
    options = case.options._replace(
        count=False, explain=None, needs_job=False, max_jobs=None, columns=None, format=None
    )
    words = ("--check=json",) + ("--strict",) * (rng.random() < 0.5)
    files = [] if without_events else case.files
    return case._replace(
        options=options,
        diff=[],
        files=files,
        neutral_arguments=case.neutral_arguments + words,
    )


def check_differences(case, binary, folder):
    """Describes each difference between the two results; an empty list if there is none."""
    due, lines = predicted(case)
    status, output, *rest = actual(case, binary, folder)
    due = due._replace(output="\n".join(lines).encode())
    shown = "\n".join(shown_line(case, line) for line in output.decode().splitlines())
    return differences(case, due, (status, shown.encode(), *rest))


def predicted(case):
    """The result, and what is to be printed, as `shown_line` shows it."""
    webhooks, faults = read_definitions([content for _, content in case.definitions])
    if faults:
        lines = [f"fault {shown_place(case.definitions, fault.place)}" for fault in faults]
        used_twice = any(name in dict(case.files) for name, _ in case.seen)
        return (expected(case), []) if used_twice else (ended_early(78, []), lines)
    # Like the check, the counts write no jobs.
    run = prepared(case._replace(options=case.options._replace(count=True)), Usage)
    if not isinstance(run, Usage):
        return run, []
    due = run.run()
    company = run.options.company
    own = [webhook for webhook in webhooks if company in (None, webhook.company)]
    warnings = [
        warning for warning in definition_warnings(own) if warning[1] not in run.left_out
    ] + (list(run.warnings()) if case.files else [])
    if warnings and due.status == 0 and "--strict" in case.neutral_arguments:
        due = due._replace(status=1)
    return due, [" ".join(map(str, warning)) for warning in warnings]


def shown_line(case, line):
    """A line of the output without what is not predicted."""
    found = json.loads(line)
    code, webhook, message = found["code"], found["subscription"], found["message"]
    if found["level"] == "fault":
        return f'fault {shown_name(found["file"])}:{found["line"]}:{found["column"]}'
    assert found["level"] == "warning", line
    if found["file"] is None:
        assert found["line"] is None and found["column"] is None, line
        return f"{code} {webhook} {message}"
    assert found["file"] in dict(case.definitions) and found["line"] > 0, line
    return f"{code} {webhook} None"
