"""Predicts the result of a run of hookline, record by record."""

from collections import namedtuple

from count_object import count_object
from deliveries import Deliveries, Done
from events import read_event, read_record
from grammar import Fault
from made_jobs import MadeJobs, Stop
from matching import judge
from options import longest_line
from records import Content, Place, lines, place_after, records, without_space
from rejects import Rejects
from report import count_table, inactivity, shown_name, totals
from selection import time_verdict
from statistics_line import Statistics
from verdicts import Verdicts

# `messages` are the lines of standard error except hints. The message about a rejected line ends
# after its reason; hookline adds an explanation.
# `left_out` are the numbers of jobs that are due but not made, by reason; `statistics` are the
# members of what `--stats` writes, or None if the run does not begin. `pair_count` is the number of
# pairs of an event and a webhook of its company that were explained or compared.
Expected = namedtuple(
    "Expected",
    "status output messages rejects raw reasons job_count left_out pair_count statistics",
)

REPORTED_PER_FILE = 10
# If several statuses apply, the first of them is the exit status.
STATUSES = (74, 66, 75, 65, 1, 0)
NOT_WHOLE = "no job was made: --failed needs the whole log, and part of it was not read"


class Run:
    """A run for selected webhooks over files: (name, bytes), or (name, None) if missing.

    Delivery log records of the webhooks with the ids `left_out` are skipped. `former` are the
    FormerDefinitions, and `seen` is what the files of `--seen` say.
    """

    # Whether the output shows which webhooks are inactive.
    shows_inactivity = False

    def __init__(self, webhooks, left_out, former, seen, options, files):
        self.options, self.files, self.former = options, files, former
        # `--company` also leaves out the events of other companies: see `process`.
        self.webhooks, self.left_out = former.united(webhooks), left_out
        self.rejects = Rejects("record" if options.log else "line")
        self.limit = longest_line(options)
        self.messages = list(seen.messages)
        # The places of events whose time cannot be read, if that matters.
        self.unreadable_times = []
        self.verdicts = Verdicts(options.log)
        self.deliveries = Deliveries() if options.failed else None
        done = Done(options.unique or seen.is_given, seen.ids)
        self.made = MadeJobs(webhooks, former, done, options)
        self.shows_inactivity |= bool(self.made.explanations or self.made.changes)
        self.has_replayed = False
        self.statuses = {0, 65} if seen.messages else {0}
        self.statistics = Statistics()
        self.record_count = self.pair_count = 0

    def run(self):
        """Reads all files; returns what the run must give."""
        stop = None
        self.messages += inactivity(self)
        try:
            self.read_all()
            if self.options.failed and self.statuses & {66, 74}:
                self.messages.append(NOT_WHOLE)
            elif self.options.failed:
                self.replay()
        except Stop as limit:
            stop = limit.option
            self.messages.append(limit.message)
            if self.options.failed and limit.option == "max-rejects":
                self.messages.append(NOT_WHOLE)
            self.statistics.bytes += limit.offset
            self.statuses.add(75)
        self.statistics.lines = self.record_count
        self.messages += totals(self)
        if self.rejects.count or self.made.refused:
            self.statuses.add(65)
        if self.options.needs_job and not self.made.count:
            self.statuses.add(1)
        status = next(status for status in STATUSES if status in self.statuses)
        events = self.statistics.events
        output = self.made.written(events["matched"] + events["unmatched"])
        return Expected(
            status,
            self.counted(stop) if self.options.count else output,
            self.messages,
            b"".join(self.rejects.records),
            b"".join(self.rejects.raw),
            self.rejects.reasons,
            self.made.count,
            self.made.left_out,
            self.pair_count,
            self.statistics.members(self, stop),
        )

    def counted(self, stop):
        """What `--count` prints in a run that ended for this reason."""
        return count_object(self, stop) if self.options.count == "json" else count_table(self)

    def read_all(self):
        """Reads all files."""
        for name, content in self.files:
            if content is None:
                self.messages.append(f"{name}: No such file or directory")
                self.statuses.add(66)
            else:
                self.read(name, Content(content))

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
        self.statistics.bytes += len(content.bytes)

    def process(self, name, record):
        """Makes the jobs of a record; returns whether it is blank. Raises a Fault to reject it."""
        if record.text is None:
            if self.options.failed:
                # No job is made, as if the file could not be read to its end.
                self.statuses.add(74 if name == "-" else 66)
            raise Fault("invalid-json", 0)
        if record.size > self.limit:
            raise Fault("too-long", self.limit)
        if not record.text.strip(b" \t\r\n") and not record.in_array:
            return True
        place = Place(name, record.line)
        if self.options.log:
            log_record = read_record(record.text, self.options.failed)
            event = log_record.event
            if log_record.subscription in self.left_out:
                self.statistics.leave_out("otherWebhook")
                return False
        else:
            event = read_event(record.text)
        if self.options.company not in (None, event.company):
            self.statistics.leave_out("otherCompany")
            return False
        if self.is_out_of_time(event, place):
            return False
        if self.options.log:
            verdicts = [self.verdict(log_record)]
            webhook, verdict = verdicts[0]
            if log_record.delivered and verdict != "due":
                if not self.was_due(webhook, event):
                    self.statistics.leave_out("delivered")
                    return False
                # Nothing is reported about what was sent.
                verdicts = [(webhook, "delivered")]
        else:
            verdicts = [(webhook, judge(webhook, event)) for webhook in self.webhooks]
        self.count_pairs(event, verdicts)
        text = record.text[event.start : event.end]
        if b"\n" in text or b"\r" in text:
            text = without_space(text)
        due = [
            webhook
            for webhook, verdict in verdicts
            if verdict == "due" or self.was_due(webhook, event)
        ]
        reasons = {}
        if self.options.failed:
            for webhook in due:
                self.deliveries.add(webhook, text, place, log_record)
        else:
            reasons = self.made.add(event, text, due, place, record.offset)
        if self.made.explanations and not (self.options.failed and due):
            subscription = log_record.subscription if self.options.log else None
            self.made.explanations.add(place, event, reasons, subscription)
        self.count_event(event, verdicts, bool(due), place)
        return False

    def count_event(self, event, verdicts, is_due, place):
        """Counts an event, which is due to a webhook or not, and the verdicts on it."""
        self.statistics.take(event, verdicts)
        self.made.activity.take(event, any(verdict == "due" for _, verdict in verdicts))
        self.verdicts.add(event, verdicts, is_due, place)

    def was_due(self, webhook, event):
        return webhook is not None and self.former.was_due(webhook, event)

    def count_pairs(self, event, verdicts):
        """Counts the webhooks that are explained, or compared with former definitions."""
        if self.made.explanations or self.made.changes or self.former.minus:
            own = [
                webhook for webhook, _ in verdicts if webhook and webhook.company == event.company
            ]
            self.pair_count += len(own)

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

    def replay(self):
        """Makes the jobs of the deliveries that failed, once all records were read."""
        tries, left_out = self.deliveries.failed()
        for failed in tries:
            place, webhook = failed.place, failed.webhook
            reasons = self.made.add(failed.event, failed.text, [webhook], place, 0)
            if self.made.explanations:
                self.made.explanations.add(place, failed.event, reasons, webhook.id)
        self.made.left_out += left_out
        self.has_replayed = True

    def reject(self, name, content, record, fault, is_reported):
        """Counts, keeps and reports a rejected record."""
        self.messages += self.rejects.add(name, content, record, fault, is_reported)
        if self.options.max_rejects is not None and self.rejects.count > self.options.max_rejects:
            line, offset = place_after(content, record)
            message = (
                f"stopped before {shown_name(name)}:{line}: "
                "the limit of --max-rejects is exceeded: correct the rejected lines or allow more"
            )
            raise Stop("max-rejects", offset, message)
