"""Predicts the result of a run of hookline, record by record."""

from collections import Counter, namedtuple

from deliveries import Deliveries, Done
from events import read_event, read_record
from formats import formatted
from grammar import Fault
from matching import Withheld, judge
from options import longest_line
from records import Content, lines, place_after, records, without_space
from rejects import Rejects
from report import count_table, shown_name, totals
from selection import time_verdict
from statistics_line import Statistics

# `messages` are the lines of standard error except hints. The message about a rejected line ends
# after its reason; hookline adds an explanation.
# `left_out` are the numbers of jobs that are due but not made, by reason; `statistics` are the
# members of what `--stats` writes, or None if the run does not begin.
Expected = namedtuple(
    "Expected", "status output messages rejects raw reasons job_count left_out statistics"
)

REPORTED_PER_FILE = 10
# If several statuses apply, the first of them is the exit status.
STATUSES = (66, 75, 65, 1, 0)
NOT_WHOLE = "no job was made: --failed needs the whole log, and part of it was not read"


class Stop(Exception):
    """Ends a run at the limit that an option set, after so many bytes of a file."""

    def __init__(self, option, offset):
        super().__init__(option)
        self.option, self.offset = option, offset


class Run:
    """A run for selected webhooks over files: (name, bytes), or (name, None) if missing.

    Delivery log records of the webhooks with the ids `left_out` are skipped. `seen` is what the
    files of `--seen` say.
    """

    def __init__(self, webhooks, left_out, seen, options, files):
        self.options, self.files = options, files
        # `--company` also leaves out the events of other companies: see `process`.
        self.webhooks, self.left_out = webhooks, left_out
        self.rejects = Rejects("record" if options.log else "line")
        self.limit = longest_line(options)
        self.jobs, self.messages = [], list(seen.messages)
        # Numbers of jobs by webhook, and of events that match nothing by type and action.
        self.jobs_by_webhook, self.unmatched = Counter(), Counter()
        # The places of events whose time cannot be read, if that matters.
        self.unreadable_times = []
        # By verdict: the places of log records that are not due; and for Withheld verdicts the
        # places of the records and the ids of the webhooks.
        self.not_due, self.withheld = {}, {}
        # The places of the events of jobs that cannot be written.
        self.refused = []
        self.deliveries = Deliveries() if options.failed else None
        self.done = Done(options.unique or seen.is_given, seen.ids)
        # Numbers of jobs that are due but not made, or of their records, by reason.
        self.left_out_jobs = Counter()
        self.has_cut_array = self.has_replayed = False
        self.statuses = {0, 65} if seen.messages else {0}
        self.statistics = Statistics()
        self.job_count = self.matched_count = self.record_count = 0

    def run(self):
        """Reads all files; returns what the run must give."""
        stop = None
        try:
            self.read_all()
            if self.options.failed and not self.has_cut_array and 66 not in self.statuses:
                self.replay()
            elif self.options.failed:
                self.messages.append(NOT_WHOLE)
        except Stop as limit:
            stop = limit.option
            self.statistics.bytes += limit.offset
            self.statuses.add(75)
        self.statistics.lines = self.record_count
        self.messages += totals(self)
        if self.rejects.count or self.refused:
            self.statuses.add(65)
        if self.options.needs_job and not self.job_count:
            self.statuses.add(1)
        status = next(status for status in STATUSES if status in self.statuses)
        output = count_table(self) if self.options.count else b"".join(self.jobs)
        return Expected(
            status,
            output,
            self.messages,
            b"".join(self.rejects.records),
            b"".join(self.rejects.raw),
            self.rejects.reasons,
            self.job_count,
            self.left_out_jobs,
            self.statistics.members(self, stop),
        )

    def read_all(self):
        """Reads all files."""
        try:
            for name, content in self.files:
                if content is None:
                    self.messages.append(f"{name}: No such file or directory")
                    self.statuses.add(66)
                else:
                    self.read(name, Content(content))
        except Stop:
            if self.options.failed:
                self.messages.append(NOT_WHOLE)
            raise

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
            self.has_cut_array = True
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
            if log_record.delivered and verdicts[0][1] != "due":
                self.statistics.leave_out("delivered")
                return False
        else:
            verdicts = [(webhook, judge(webhook, event)) for webhook in self.webhooks]
        text = record.text[event.start : event.end]
        if b"\n" in text or b"\r" in text:
            text = without_space(text)
        due = [webhook for webhook, verdict in verdicts if verdict == "due"]
        if self.options.failed:
            for webhook in due:
                self.deliveries.add(webhook, text, place, log_record)
        else:
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
        for webhook in self.webhooks:
            if webhook.id == log_record.subscription:
                return webhook, judge(webhook, log_record.event)
        return None, "unknown"

    def make_jobs(self, event, text, due, place, offset):
        """Writes or counts the jobs of an event, with these bytes, for these webhooks."""
        left_out = Counter()
        for webhook in due:
            reason = self.done.reason_to_leave_out(webhook, text)
            if reason:
                left_out[reason] += 1
                continue
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
        # Like the event itself, these do not count if a limit ends the run before.
        self.left_out_jobs += left_out

    def replay(self):
        """Makes the jobs of the deliveries that failed, once all records were read."""
        tries, left_out = self.deliveries.failed()
        for failed in tries:
            self.make_jobs(failed.event, failed.text, [failed.webhook], failed.place, 0)
        self.left_out_jobs += left_out
        self.has_replayed = True

    def count_event(self, event, verdicts, place):
        """Counts an event as matched or unmatched, and notes what to report at the end."""
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
        self.messages += self.rejects.add(name, content, record, fault, is_reported)
        if self.options.max_rejects is not None and self.rejects.count > self.options.max_rejects:
            line, offset = place_after(content, record)
            self.messages.append(
                f"stopped before {shown_name(name)}:{line}: "
                f"--max-rejects allows no more rejected {self.rejects.unit}s"
            )
            raise Stop("max-rejects", offset)
