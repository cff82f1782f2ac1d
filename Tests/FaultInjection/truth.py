"""Whether what a run said agrees with what it left behind."""

import json
import re

from corpus import PLACE

WRITTEN_WHOLE = re.compile(rb"(?m)^hookline: .+: (\d+) jobs? written whole, in (\d+) bytes?$")
INPUT = rb"([a-z]+|\(standard input\))"
REPORTED = re.compile(rb"(?m)^hookline: " + INPUT + rb":(\d+):\d+: [a-z0-9-]+: ")
TOTAL = re.compile(rb"(?m)^hookline: (\d+) of \d+ (?:line|record)s? rejected$")
STOPPED = re.compile(
    rb"(?m)^hookline: stopped after " + INPUT + rb":(\d+), byte (\d+): run again from there"
)
NO_FAULT = re.compile(
    rb"hookline: \d+ (?:\w+ events? with(?:out| a) data\.|records? without a job: )"
)
# How standard input is called in records, and in messages.
STANDARD_INPUT = ("-", "(standard input)")


class Truth:
    """What is untrue in a run's messages, in `findings`."""

    def __init__(self, round, outcome, expected):
        self.round, self.promise, self.outcome, self.expected = (
            round,
            round.promise,
            outcome,
            expected,
        )
        self.findings = []
        kind = self.promise.messages
        if kind == "lost":
            return
        self.check_form()
        self.check_amounts()
        if kind not in ("told", "silent"):
            self.check_status()
        if self.promise.says and not re.search(self.promise.says, outcome.messages):
            self.findings.append(
                f"nothing was said like {self.promise.says!r}: {outcome.messages[-400:]!r}"
            )
        if kind == "silent" and b"standard output:" in outcome.messages:
            self.findings.append("it does not die silently")
        if self.promise.is_ordered and not round.has("--count"):
            self.check_order()
        if kind == "stopped":
            self.check_place_to_go_on()

    def check_form(self):
        messages = self.outcome.messages
        if any(not line.startswith(b"hookline: ") for line in messages.split(b"\n")[:-1]):
            self.findings.append(f"messages: a line that is none: {messages[-300:]!r}")
        if messages and not messages.endswith(b"\n") and self.promise.messages != "told":
            self.findings.append("messages: the last one is cut off")

    def check_amounts(self):
        """What is told to be whole is, and as many lines are told to be rejected as were kept."""
        outcome = self.outcome
        whole = (outcome.jobs.count(b"\n"), outcome.jobs.rfind(b"\n") + 1)
        for match in WRITTEN_WHOLE.finditer(outcome.messages):
            if (int(match[1]), int(match[2])) != whole and not self.round.has("--count"):
                self.findings.append(f"{match[0]!r}: whole are {whole}")
        total, kept = TOTAL.search(outcome.messages), outcome.rejects.count(b"\n")
        if total and self.keeps_rejects and int(total[1]) != kept:
            self.findings.append(f"{total[0]!r}: kept are {kept}")

    def check_status(self):
        """An error is told, and a run that tells of none says nothing."""
        wrong = [
            line for line in self.outcome.messages.split(b"\n") if line and not NO_FAULT.match(line)
        ]
        if self.outcome.status in (0, 1) and wrong:
            self.findings.append(f"the status is {self.outcome.status}, and it says {wrong[0]!r}")
        if self.outcome.status >= 64 and not wrong:
            self.findings.append(f"the status is {self.outcome.status}, and nobody is told why")

    def check_order(self):
        """A rejected line is kept before it is told, and all jobs before it are written; what fails takes no other along."""
        jobs, rejects = self.places(self.outcome.jobs, of_job), self.places(
            self.outcome.rejects, of_reject
        )
        due_jobs = self.places(self.expected.jobs, of_job)
        due_rejects = self.places(self.expected.rejects, of_reject)
        told = [
            self.place(match[1].decode(), int(match[2]))
            for match in REPORTED.finditer(self.outcome.messages)
        ]
        failing = self.promise.failing
        if "jobs" not in failing:
            latest = max(told + (rejects if failing else []), default=None)
            if latest and sum(place < latest for place in due_jobs) > len(jobs):
                self.findings.append(
                    f"{latest} was rejected, and jobs of lines before it are missing"
                )
        if self.keeps_rejects:
            if not set(told) <= set(rejects):
                self.findings.append(
                    f"told to be rejected and not kept: {sorted(set(told) - set(rejects))[:3]}"
                )
            if (
                failing == {"jobs"}
                and self.promise.messages != "silent"
                and len(jobs) < len(due_jobs)
            ):
                torn = due_jobs[len(jobs)]
                if sum(place < torn for place in due_rejects) > len(rejects):
                    self.findings.append(
                        f"rejected lines before {torn}, the torn job's, were not kept"
                    )

    @property
    def keeps_rejects(self):
        return self.round.has("--rejects") and not self.promise.failing & {"rejects", "raw"}

    def check_place_to_go_on(self):
        """Jobs and rejected lines are those of the input up to the place that is told, whose last byte is told right."""
        outcome, match = self.outcome, STOPPED.search(self.outcome.messages)
        if not match:
            # The signal came before anything was to be done.
            if outcome.jobs or outcome.rejects or outcome.raw:
                self.findings.append(f"it does not say where to go on: {outcome.messages[-200:]!r}")
            return
        name, line, offset = match[1].decode(), int(match[2]), int(match[3])
        source = self.round.workplace.corpus.sources[
            self.round.piped if name in STANDARD_INPUT else name
        ]
        end = ([0] + source.ends + [len(source.bytes)])[line]
        if not source.is_log and offset != end:
            self.findings.append(f"{match[0]!r}: the line ends at byte {end}")
        if source.name == "logarray":
            # A record ends at its comma, before its line does.
            line = sum(end - 1 <= offset for end in source.ends)
        last = self.place(name, line)
        for output, place_of in [("jobs", of_job), ("rejects", of_reject)]:
            if output == "jobs" and self.round.has("--count"):
                continue
            due = [
                place
                for place in self.places(getattr(self.expected, output), place_of)
                if place <= last
            ]
            if len(due) != getattr(outcome, output).count(b"\n"):
                self.findings.append(f"{match[0]!r}: {output} up to there are {len(due)}")

    def places(self, lines, place_of):
        return [self.place(*place_of(line)) for line in lines.split(b"\n")[:-1]]

    def place(self, name, line):
        """A place in the inputs that can be compared with others."""
        name = self.round.piped if name in STANDARD_INPUT else name
        return (self.round.sources.index(name), line)


def of_job(line):
    match = PLACE.search(line, line.index(b'"event":'))
    return match[1].decode(), int(match[2])


def of_reject(line):
    record = json.loads(line)
    return record["file"], record["line"]
