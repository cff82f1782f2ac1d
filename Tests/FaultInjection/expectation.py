"""What must hold for a run with a fault, as far as it can be seen from outside.

- Standard output is the beginning of what the run writes without the fault: whole jobs in order and
  at most one piece of a job at the end. If the program must overcome the fault, it is all of that.
  The same holds for both rejects files.
- The exit status is that of the worst thing that happened; the program neither crashes nor hangs.
- Its messages are true: see `message_check.py`.
"""

import re

from message_check import AFTER_RESULTS, MessageCheck

# In the page of `--report`: the names of the inputs, how the run ended, and the command line.
VARIABLE = re.compile(
    rb"(?s)(?<=<strong>Nothing was sent\.</strong>).*?(?=<dl>|\Z)|(?<=<code>hookline)[^<]*"
)
CRASHES = {
    -4: "SIGILL",
    -5: "SIGTRAP",
    -6: "SIGABRT",
    -7: "SIGBUS",
    -8: "SIGFPE",
    -11: "SIGSEGV",
    70: "status 70",
}


class Expectation:
    """What one round must result in: the same as without the fault, unless the fault changes it."""

    def __init__(self):
        # The outcomes of which it must be one, or a pair of outcomes that it must be between.
        self.expected, self.range = None, None
        # The correct statuses, or None for that of the expected outcome.
        self.statuses = None
        # How much of each output there must be: the `whole`, whole `lines` from its beginning, a
        # beginning that may end in a `piece` of a line, or `any` content.
        self.extents = {"jobs": "whole", "rejects": "whole", "raw": "whole"}
        # What the messages must be: the `same` as without the fault; `consistent` with the outputs
        # and the status; also with the place where to resume (`stopped`); consistent up to their
        # end (`partial`); that, and not about standard output (`silent`); or `unchecked`.
        self.messages = "same"
        # A pattern that the messages must match.
        self.required_message = None
        # The outputs that cannot be written.
        self.failing_outputs = set()
        # The signals that may end it. If none did, it had finished before they came.
        self.signals = set()
        # The inputs that the round changes, and whether the places in the input are still valid.
        self.changed_inputs, self.are_places_valid = set(), True
        # Faults that the shim does not count: their number, or that there always is one.
        self.other_injections, self.is_always_injected = lambda outcome: 0, False

    def expect(self, *outcomes):
        self.expected = list(outcomes)

    def weaken(self, **extents):
        self.extents.update(extents)

    def check(self, round, outcome, is_injected):
        """Describes what does not hold; an empty list if everything does."""
        if outcome.hang:
            return [f"it hangs:\n{outcome.hang}"]
        if outcome.status in CRASHES:
            return [f"it crashed: {CRASHES[outcome.status]}: {outcome.messages[-500:]!r}"]
        if not is_injected or self.signals and -outcome.status not in self.signals:
            return self.same(round, outcome)
        fits = [self.fits(outcome, expected) for expected in self.expected]
        # The message check reads the outputs, so it needs correct ones.
        return min(fits, key=len) or MessageCheck(round, outcome, self.expected[0]).findings

    def same(self, round, outcome):
        """Describes how an outcome differs from the one without the fault."""
        expected = round.reference
        findings = status_findings(outcome, {expected.status})
        for name in self.extents:
            is_cut = name == "jobs" and 1 in round.settings.closed_after
            findings += extent_findings(name, outcome, expected, "piece" if is_cut else "whole")
        if 2 not in round.settings.closed_after:
            findings += difference("messages", outcome.messages, expected.messages)
        return findings

    def fits(self, outcome, expected):
        """Describes how an outcome differs from an expected one more than is allowed."""
        signals = {-number for number in self.signals}
        findings = status_findings(outcome, signals or self.statuses or {expected.status})
        for name, extent in self.extents.items():
            if AFTER_RESULTS in outcome.messages:
                extent = "whole"
            if self.range and extent != "any":
                findings += range_findings(name, *self.range, outcome)
            elif extent != "any":
                findings += extent_findings(name, outcome, expected, extent)
        if self.messages == "same":
            findings += difference("messages", outcome.messages, expected.messages)
        return findings


def status_findings(outcome, statuses):
    if outcome.status in statuses:
        return []
    return [
        f"the status is {outcome.status} instead of {sorted(statuses)}: {outcome.messages[-300:]!r}"
    ]


def extent_findings(name, outcome, expected, extent):
    """Checks that an output has as much of the expected one as `extent` demands."""
    seen, due = comparable(getattr(outcome, name)), comparable(getattr(expected, name))
    if extent == "whole" or not due.startswith(seen):
        return difference(name, seen, due)
    if extent == "lines" and seen and not seen.endswith(b"\n"):
        return [f"{name}: a piece of a line at the end: {seen[-80:]!r}"]
    return []


def comparable(output):
    """An output without what differs between runs over the same input, if it is a page."""
    return VARIABLE.sub(b"", output) if output.startswith(b"<!DOCTYPE") else output


def difference(name, seen, due):
    if seen == due:
        return []
    place = next((i for i, (a, b) in enumerate(zip(seen, due)) if a != b), min(len(seen), len(due)))
    start = max(0, place - 60)
    return [
        f"{name}: {len(seen)} bytes instead of {len(due)}; the first difference is at {place}: "
        f"{seen[start:place + 60]!r}, instead of {due[start:place + 60]!r}"
    ]


def range_findings(name, least, most, outcome):
    """Checks that an output has all lines of the least one, only lines of the most, in order.

    In the rejects files one more line is allowed: one that was cut off.
    """
    least, seen, most = (getattr(each, name).split(b"\n") for each in (least, outcome, most))
    known = set(most)
    due = [line for line in seen if line in known]
    findings = []
    if not is_subsequence(least, seen):
        findings.append(f"{name}: lines that are due are missing")
    if len(seen) - len(due) > (0 if name == "jobs" else 1):
        findings.append(f"{name}: {len(seen) - len(due)} lines that are not due")
    if not is_subsequence(due, most):
        findings.append(f"{name}: the lines are not in order")
    return findings


def is_subsequence(part, whole):
    rest = iter(whole)
    return all(any(line == other for other in rest) for line in part)
