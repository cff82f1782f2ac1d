"""Checks that the messages of a run agree with its outputs and its status."""

import json
import re

from corpus import PLACE

WRITTEN_WHOLE = re.compile(
    rb"(?m)^hookline: .+: (\d+) whole (?:jobs?|lines?) "
    rb"written to standard output, (\d+) bytes?: "
)
INPUT = rb"([a-z]+|\(standard input\))"
REPORTED = re.compile(rb"(?m)^hookline: " + INPUT + rb":(\d+):\d+: [a-z0-9-]+: ")
TOTAL = re.compile(rb"(?m)^hookline: (\d+) of \d+ (?:line|record)s? rejected$")
STOPPED = re.compile(
    rb"(?m)^hookline: stopped after " + INPUT + rb":(\d+), byte (\d+): run again from there"
)
AFTER_RESULTS = b"hookline: stopped by a signal after the results were written\n"
NO_FAULT = re.compile(
    rb"hookline: (?:no (?:event|record) is selected: |\d+ "
    rb"(?:\w+ events? with(?:out| a) data\.|records? without a job: |jobs? left out: ))"
)
# The names of standard input in rejects records and in messages.
STANDARD_INPUT = ("-", "(standard input)")


class MessageCheck:
    """Checks the messages of one run; `findings` has what is wrong."""

    def __init__(self, round, outcome, expected):
        self.round, self.expectation = round, round.expectation
        self.outcome, self.expected = outcome, expected
        self.findings = []
        kind = self.expectation.messages
        if kind == "unchecked":
            return
        self.check_form()
        self.check_amounts()
        if kind not in ("partial", "silent"):
            self.check_status()
        required = self.expectation.required_message
        if required and not re.search(required, outcome.messages):
            self.findings.append(f"no message like {required!r}: {outcome.messages[-400:]!r}")
        if kind == "silent" and b"standard output:" in outcome.messages:
            self.findings.append("a message about standard output, which SIGPIPE must end silently")
        if self.expectation.are_places_valid and not round.writes_table:
            self.check_order()
        if kind == "stopped":
            self.check_place_to_resume()

    def check_form(self):
        messages = self.outcome.messages
        if any(not line.startswith(b"hookline: ") for line in messages.split(b"\n")[:-1]):
            self.findings.append(f"messages: a line without `hookline: `: {messages[-300:]!r}")
        if messages and not messages.endswith(b"\n") and self.expectation.messages != "partial":
            self.findings.append("messages: the last one is cut off")

    def check_amounts(self):
        """The reported numbers of whole jobs and of rejected lines are those in the outputs."""
        outcome = self.outcome
        whole = (outcome.jobs.count(b"\n"), outcome.jobs.rfind(b"\n") + 1)
        for match in WRITTEN_WHOLE.finditer(outcome.messages):
            if (int(match[1]), int(match[2])) != whole and not self.round.writes_table:
                self.findings.append(f"{match[0]!r}: the output has (jobs, bytes) {whole}")
        total, kept = TOTAL.search(outcome.messages), outcome.rejects.count(b"\n")
        if total and self.keeps_rejects and int(total[1]) != kept:
            self.findings.append(f"{total[0]!r}: the rejects file has {kept}")

    def check_status(self):
        """A run that fails says why, and one that succeeds reports no error."""
        wrong = [
            line for line in self.outcome.messages.split(b"\n") if line and not NO_FAULT.match(line)
        ]
        if self.outcome.status in (0, 1) and wrong:
            self.findings.append(
                f"the status is {self.outcome.status}, with the message {wrong[0]!r}"
            )
        if self.outcome.status >= 64 and not wrong:
            self.findings.append(f"the status is {self.outcome.status}, with no message why")

    def check_order(self):
        """Outputs are written in order.

        A rejected line is kept before it is reported, after all jobs of the lines before it. An
        output that fails does not stop the others before that place.
        """
        jobs = self.places(self.outcome.jobs, place_of_job)
        rejects = self.places(self.outcome.rejects, place_of_reject)
        due_jobs = self.places(self.expected.jobs, place_of_job)
        due_rejects = self.places(self.expected.rejects, place_of_reject)
        reported = [
            self.place(match[1].decode(), int(match[2]))
            for match in REPORTED.finditer(self.outcome.messages)
        ]
        failing = self.expectation.failing_outputs
        # With --failed no job is made before the end.
        if "jobs" not in failing and not self.round.has("--failed"):
            latest = max(reported + (rejects if failing else []), default=None)
            if latest and sum(place < latest for place in due_jobs) > len(jobs):
                self.findings.append(
                    f"{latest} was rejected, but jobs of lines before it are missing"
                )
        if self.keeps_rejects:
            if not set(reported) <= set(rejects):
                self.findings.append(
                    f"reported, but not kept: {sorted(set(reported) - set(rejects))[:3]}"
                )
            if (
                failing == {"jobs"}
                and self.expectation.messages != "silent"
                and len(jobs) < len(due_jobs)
            ):
                cut_job = due_jobs[len(jobs)]
                if sum(place < cut_job for place in due_rejects) > len(rejects):
                    self.findings.append(
                        f"rejected lines before {cut_job}, whose job is cut, were not kept"
                    )

    @property
    def keeps_rejects(self):
        return self.round.has("--rejects") and "rejects" not in self.expectation.failing_outputs

    def check_place_to_resume(self):
        """The outputs are those of the input up to the reported place, whose offset is right."""
        outcome, match = self.outcome, STOPPED.search(self.outcome.messages)
        if not match:
            # The signal came before the program had handled any input, or when nothing was left to
            # do, or after a limit had already ended the run: then the place of the limit is
            # reported, and resuming is not meant.
            if AFTER_RESULTS in outcome.messages:
                return
            is_limited = re.search(
                rb"(?m)^hookline: stopped .*: the limit of --max-", outcome.messages
            )
            if not is_limited and (outcome.jobs or outcome.rejects or outcome.raw):
                self.findings.append(
                    f"no message says where to resume: {outcome.messages[-200:]!r}"
                )
            return
        name, line, offset = match[1].decode(), int(match[2]), int(match[3])
        source = self.round.configuration.corpus.sources[
            self.round.piped if name in STANDARD_INPUT else name
        ]
        end = ([0] + source.ends + [len(source.bytes)])[line]
        if not source.is_log and offset != end:
            self.findings.append(f"{match[0]!r}: the line ends at byte {end}")
        if source.name == "logarray":
            # A record ends at its comma, before the end of its line.
            line = sum(end - 1 <= offset for end in source.ends)
        last = self.place(name, line)
        for output, place_of in [("jobs", place_of_job), ("rejects", place_of_reject)]:
            if output == "jobs" and self.round.writes_table:
                continue
            due = [
                place
                for place in self.places(getattr(self.expected, output), place_of)
                if place <= last
            ]
            if len(due) != getattr(outcome, output).count(b"\n"):
                self.findings.append(f"{match[0]!r}: {len(due)} {output} are due up to there")

    def places(self, lines, place_of):
        return [self.place(*place_of(line)) for line in lines.split(b"\n")[:-1]]

    def place(self, name, line):
        """A place in the inputs, in a form that can be compared with others."""
        name = self.round.piped if name in STANDARD_INPUT else name
        return (self.round.sources.index(name), line)


def place_of_job(line):
    """The place of a job's event, or of the event that a line explains."""
    if b'"failed":[' in line and line.startswith(b'{"file":'):
        return place_of_reject(line)
    match = PLACE.search(line, line.index(b'"event":'))
    return match[1].decode(), int(match[2])


def place_of_reject(line):
    """The place of a rejected line."""
    record = json.loads(line)
    return record["file"], record["line"]
