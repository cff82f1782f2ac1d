"""What must hold of a run, whatever befell it: the promises of the program, as far as they can be seen from outside.

- Standard output is a start of what the run gives without the fault, so whole jobs in their order, and at most one piece at the
  very end; where the fault is one to be overcome, it is all of it. The same holds of both files of rejected lines.
- The exit status is the worst thing that happened; it does not crash and does not hang.
- What it says is true: see `truth.py`.
"""

from truth import Truth

CRASHES = {
    -4: "SIGILL",
    -5: "SIGTRAP",
    -6: "SIGABRT",
    -7: "SIGBUS",
    -8: "SIGFPE",
    -11: "SIGSEGV",
    70: "status 70",
}


class Promise:
    """What one round is to come to. Unless a fault says otherwise: the same as without it."""

    def __init__(self):
        # The outcomes of which it must be one; or a pair: at least what the first has and at most what the second has.
        self.expected, self.range = None, None
        # The statuses that are right, where they are not those of what is expected.
        self.statuses = None
        # Of each output there must be the `whole`, whole `lines` from its start, or a start with a `piece` of a line.
        self.extents = {"jobs": "whole", "rejects": "whole", "raw": "whole"}
        # `same` as without the fault, `true`, `stopped` (true, with a place to go on), `told` (as far as it got), `silent`
        # (the same, and nothing of standard output), or `lost`.
        self.messages = "same"
        # What must be said, a pattern.
        self.says = None
        # The outputs that fail.
        self.failing = set()
        # The signals of which it may die; where it does not, all was done before they came.
        self.signals = set()
        # The inputs that the round changes itself, and whether lines can still be told by their places.
        self.changed, self.is_ordered = set(), True
        # Faults that the shim does not see: how many there were, or that there was one for certain.
        self.injected_otherwise, self.is_certain = lambda outcome: 0, False

    def expect(self, *outcomes):
        self.expected = list(outcomes)

    def weaken(self, **extents):
        self.extents.update(extents)

    def check(self, round, outcome, is_injected):
        """Lists what is not as promised."""
        if outcome.hang:
            return [f"it hangs:\n{outcome.hang}"]
        if outcome.status in CRASHES:
            return [f"it crashed: {CRASHES[outcome.status]}: {outcome.messages[-500:]!r}"]
        if not is_injected or self.signals and -outcome.status not in self.signals:
            return self.same(round, outcome)
        fits = [self.fits(outcome, expected) for expected in self.expected]
        # What was said is looked at where what was written is right: it is read for that.
        return min(fits, key=len) or Truth(round, outcome, self.expected[0]).findings

    def same(self, round, outcome):
        """What distinguishes an outcome from the one without the fault."""
        expected = round.reference
        findings = status_findings(outcome, {expected.status})
        for name in self.extents:
            is_cut = name == "jobs" and 1 in round.setting.vanishing
            findings += extent_findings(name, outcome, expected, "piece" if is_cut else "whole")
        if 2 not in round.setting.vanishing:
            findings += difference("messages", outcome.messages, expected.messages)
        return findings

    def fits(self, outcome, expected):
        """What distinguishes an outcome from the expected one more than it may."""
        signals = {-number for number in self.signals}
        findings = status_findings(outcome, signals or self.statuses or {expected.status})
        for name, extent in self.extents.items():
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
        f"the status is {outcome.status} and not {sorted(statuses)}: {outcome.messages[-300:]!r}"
    ]


def extent_findings(name, outcome, expected, extent):
    seen, due = getattr(outcome, name), getattr(expected, name)
    if extent == "whole" or not due.startswith(seen):
        return difference(name, seen, due)
    if extent == "lines" and seen and not seen.endswith(b"\n"):
        return [f"{name}: a piece of a line at the end: {seen[-80:]!r}"]
    return []


def difference(name, seen, due):
    if seen == due:
        return []
    place = next((i for i, (a, b) in enumerate(zip(seen, due)) if a != b), min(len(seen), len(due)))
    start = max(0, place - 60)
    return [
        f"{name}: {len(seen)} bytes, due are {len(due)}; the first other byte is {place}: "
        f"{seen[start:place + 60]!r}, due is {due[start:place + 60]!r}"
    ]


def range_findings(name, least, most, outcome):
    """At least what the one holds and at most what the other does, in its order, and perhaps one line that was cut off."""
    least, seen, most = (getattr(each, name).split(b"\n") for each in (least, outcome, most))
    known = set(most)
    due = [line for line in seen if line in known]
    findings = []
    if not is_subsequence(least, seen):
        findings.append(f"{name}: not all that is due is there")
    if len(seen) - len(due) > (0 if name == "jobs" else 1):
        findings.append(f"{name}: {len(seen) - len(due)} lines that are never due")
    if not is_subsequence(due, most):
        findings.append(f"{name}: not in order")
    return findings


def is_subsequence(part, whole):
    rest = iter(whole)
    return all(any(line == other for other in rest) for line in part)
