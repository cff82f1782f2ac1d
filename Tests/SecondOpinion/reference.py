"""Predicts the result of a run of hookline, record by record."""

import re
from collections import Counter, namedtuple

from events import read_event, read_record
from formats import formatted
from grammar import Fault
from matching import Withheld, judge
from records import Content, lines, records
from report import count_table, on_one_line, reject_record, shown_name, totals
from selection import time_verdict
from statistics_line import Statistics

Options = namedtuple(
    "Options",
    "log failed count needs_job company max_jobs max_rejects max_line_bytes "
    "only excepted since until shard columns format",
    defaults=(False,) * 4 + (None,) * 4 + ((), ()) + (None,) * 5,
)
# `messages` are the lines of standard error except hints. The message about a rejected line ends
# after its reason; hookline adds an explanation.
# `statistics` are the members of what `--stats` writes, or None if the run does not begin.
Expected = namedtuple("Expected", "status output messages rejects raw reasons job_count statistics")

MAX_LINE_BYTES = "64M"
POWERS_OF_1024 = {"K": 1, "M": 2, "G": 3}
REPORTED_PER_FILE = 10
# If several statuses apply, the first of them is the exit status.
STATUSES = (66, 75, 65, 1, 0)
STRING_OR_SPACE = re.compile(rb'("(?:[^"\\]|\\.)*")|[ \t\n\r]+')


class Stop(Exception):
    """Ends a run at the limit that an option set, after so many bytes of a file."""

    def __init__(self, option, offset):
        super().__init__(option)
        self.option, self.offset = option, offset


class Run:
    """A run for selected webhooks over files: (name, bytes), or (name, None) if missing.

    Delivery log records of the webhooks with the ids `left_out` are skipped.
    """

    def __init__(self, webhooks, left_out, options, files):
        self.options, self.files = options, files
        # `--company` also leaves out the events of other companies: see `process`.
        self.webhooks, self.left_out = webhooks, left_out
        self.unit = "record" if options.log else "line"
        self.limit = number_of_bytes(options.max_line_bytes or MAX_LINE_BYTES)
        self.jobs, self.messages, self.rejects, self.raw = [], [], [], []
        # Numbers of jobs by webhook, of rejected records by reason, and of events that match
        # nothing by type and action.
        self.jobs_by_webhook, self.reasons, self.unmatched = Counter(), Counter(), Counter()
        # The places of events whose time cannot be read, if that matters.
        self.unreadable_times = []
        # By verdict: the places of log records that are not due; and for Withheld verdicts the
        # places of the records and the ids of the webhooks.
        self.not_due, self.withheld = {}, {}
        # The places of the events of jobs that cannot be written.
        self.refused = []
        self.statuses = {0}
        self.statistics = Statistics()
        self.job_count = self.matched_count = self.rejected_count = self.record_count = 0

    def run(self):
        """Reads all files; returns what the run must give."""
        stop = None
        try:
            for name, content in self.files:
                if content is None:
                    self.messages.append(f"{name}: No such file or directory")
                    self.statuses.add(66)
                else:
                    self.read(name, Content(content))
        except Stop as limit:
            stop = limit.option
            self.statistics.bytes += limit.offset
            self.statuses.add(75)
        self.statistics.lines = self.record_count
        self.messages += totals(self)
        if self.rejected_count or self.refused:
            self.statuses.add(65)
        if self.options.needs_job and not self.job_count:
            self.statuses.add(1)
        status = next(status for status in STATUSES if status in self.statuses)
        output = count_table(self) if self.options.count else b"".join(self.jobs)
        return Expected(
            status,
            output,
            self.messages,
            b"".join(self.rejects),
            b"".join(self.raw),
            self.reasons,
            self.job_count,
            self.statistics.members(self, stop),
        )

    def read(self, name, content):
        """Reads one file."""
        rejected = 0
        for record in records(content) if self.options.log else lines(content):
            try:
                blank = self.process(name, record)
                is_counted = not (blank and self.options.log)
                self.record_count += is_counted
                self.statistics.blank += blank and is_counted
            except Fault as fault:
                self.record_count += 1
                rejected += 1
                self.reject(name, content, record, fault, rejected <= REPORTED_PER_FILE)
        # A byte-order mark counts with the line after it.
        self.statistics.bytes += len(content.bytes) if len(content.bytes) > content.start else 0

    def process(self, name, record):
        """Makes the jobs of a record; returns whether it is blank. Raises a Fault to reject it."""
        if record.text is None:
            raise Fault("invalid-json", 0)
        if record.size > self.limit:
            raise Fault("too-long", self.limit)
        if not record.text.strip(b" \t\r\n") and not record.in_array:
            return True
        place = f"{shown_name(name)}:{record.line}"
        if self.options.log:
            log_record = read_record(record.text, self.options.failed)
            event = log_record.event
            is_selected = log_record.subscription not in self.left_out
        else:
            event = read_event(record.text)
            is_selected = self.options.company in (None, event.company)
        if not is_selected:
            self.statistics.leave_out("otherWebhook" if self.options.log else "otherCompany")
            return False
        if self.is_out_of_time(event, place):
            return False
        if self.options.log:
            verdicts = [self.verdict(log_record)]
        else:
            verdicts = [(webhook, judge(webhook, event)) for webhook in self.webhooks]
        text = record.text[event.start : event.end]
        if b"\n" in text or b"\r" in text:
            text = STRING_OR_SPACE.sub(lambda match: match[1] or b"", text)
        due = [webhook for webhook, verdict in verdicts if verdict == "due"]
        self.make_jobs(event, text, due, place, record.offset)
        self.count_event(event, verdicts, place)
        return False

    def is_out_of_time(self, event, place):
        """Whether an event is left out for its time; notes it if that cannot be read."""
        verdict = time_verdict(event, self.options)
        if verdict == "unreadableTime":
            self.unreadable_times.append(place)
        if verdict:
            self.statistics.leave_out(verdict)
        return verdict is not None

    def verdict(self, log_record):
        """The record's own webhook and the verdict on it: a log record is due to no other."""
        if self.options.failed and log_record.delivered:
            return None, "delivered"
        for webhook in self.webhooks:
            if webhook.id == log_record.subscription:
                return webhook, judge(webhook, log_record.event)
        return None, "unknown"

    def make_jobs(self, event, text, due, place, offset):
        """Writes or counts the jobs of an event, with these bytes, for these webhooks."""
        for webhook in due:
            job = None if self.options.count else formatted(self.options, webhook, event, text)
            if not self.options.count and job is None:
                self.refused.append(place)
                continue
            if self.job_count == self.options.max_jobs:
                self.messages.append(f"stopped at {place}: --max-jobs allows no more jobs")
                raise Stop("max-jobs", offset)
            self.job_count += 1
            self.jobs_by_webhook[webhook.id] += 1
            if not self.options.count:
                self.jobs.append(job)

    def count_event(self, event, verdicts, place):
        """Counts an event as matched or unmatched, and notes what to report at the end."""
        if verdicts[:1] == [(None, "delivered")]:
            self.statistics.leave_out("delivered")
        else:
            self.statistics.take(event, verdicts)
        if any(verdict == "due" for _, verdict in verdicts):
            self.matched_count += 1
        elif self.options.log:
            # Other log records that are not due are reported with their reason.
            self.unmatched[event.type, event.action] += isinstance(verdicts[0][1], Withheld)
        else:
            self.unmatched[event.type, event.action] += 1
        kinds = {}
        for webhook, verdict in verdicts:
            if isinstance(verdict, Withheld):
                kinds.setdefault(verdict, set()).add(webhook.id)
            elif self.options.log and verdict != "due":
                self.not_due.setdefault(verdict, []).append(place)
        for verdict, ids in kinds.items():
            places, all_ids = self.withheld.setdefault(verdict, ([], set()))
            places.append(place)
            all_ids |= ids

    def reject(self, name, content, record, fault, is_reported):
        """Counts, keeps and reports a rejected record."""
        self.rejected_count += 1
        self.reasons[fault.reason] += 1
        self.rejects.append(reject_record(name, record, fault))
        if record.text:
            whole = record.in_array and fault.reason != "too-long"
            self.raw.append((on_one_line(record.text) if whole else record.text) + b"\n")
        name, place = shown_name(name), record.offset + fault.offset
        line, column = content.line(place), content.column(place)
        if not record.in_array:
            # The fault of a line that ends too early is at its end, not in the next line.
            line, column = record.line, content.column(record.offset) + fault.offset
        if is_reported:
            self.messages.append(f"{name}:{line}:{column}: {fault.reason}: ")
        if self.rejected_count >= 100 and re.fullmatch("10*", str(self.rejected_count)):
            self.messages.append(
                f"{self.rejected_count} {self.unit}s rejected so far, the last at {name}:{line}"
            )
        if self.options.max_rejects is not None and self.rejected_count > self.options.max_rejects:
            # In an array the next record can be on the same line.
            after = (
                content.line(record.offset + record.size) if record.in_array else record.line + 1
            )
            self.messages.append(
                f"stopped before {name}:{after}: --max-rejects allows no more rejected {self.unit}s"
            )
            end = record.offset + (len(record.text or b"") if record.in_array else record.size + 1)
            raise Stop("max-rejects", min(end, len(content.bytes)))


def number_of_bytes(text):
    """The number of bytes that an option's value means: digits, perhaps with a K, M or G."""
    power = POWERS_OF_1024.get(text[-1], 0)
    return int(text.rstrip("KMG")) * 1024**power
