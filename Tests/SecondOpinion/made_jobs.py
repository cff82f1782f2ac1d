"""Makes the jobs of a run, or what a mode prints instead of them."""

from collections import Counter

from changes import Changes
from count_object import Activity
from explanations import Explanations
from formats import formatted
from matching import judge


class Stop(Exception):
    """Ends a run at the limit that an option set, after so many bytes of a file."""

    def __init__(self, option, offset, message):
        super().__init__(option)
        self.option, self.offset, self.message = option, offset, message


class MadeJobs:
    """The jobs that a run has made for these webhooks, and those that it has left out."""

    def __init__(self, webhooks, former, done, options):
        self.former, self.done, self.options = former, done, options
        self.explanations = self.changes = None
        if options.explain:
            self.explanations = Explanations(options.explain, webhooks)
        if former.before is not None:
            self.changes = Changes(former.united(webhooks), former)
        self.activity = Activity()
        self.has_mode = bool(options.count or self.explanations or self.changes)
        self.jobs, self.count, self.by_webhook = [], 0, Counter()
        # The places of the events of jobs that cannot be written.
        self.refused = []
        # Numbers of jobs that are due but not made, or of their records, by reason.
        self.left_out = Counter()

    def add(self, event, text, due, place, offset):
        """Writes or counts the jobs of an event, with these bytes, for these webhooks.

        They are due according to the definitions, or were according to the former ones. Returns why
        each is left out, or None if it is not, by the ids of the webhooks.
        """
        left_out, reasons = Counter(), {}
        for webhook in due:
            is_due = judge(webhook, event) == "due"
            is_subtracted = self.former.is_subtracted(webhook, event)
            reason = "minus" if is_subtracted else self.done.reason_to_leave_out(webhook, text)
            reasons[webhook.id] = reason
            if reason:
                left_out[reason] += is_due
                continue
            if self.changes:
                self.changes.count(webhook, self.former.was_due(webhook, event), is_due)
            if is_due:
                self.add_job(webhook, event, text, place, offset)
        # Like the event itself, these do not count if a limit ends the run before.
        self.left_out += left_out
        return reasons

    def add_job(self, webhook, event, text, place, offset):
        job = None if self.has_mode else formatted(self.options, webhook, event, text)
        if not self.has_mode and job is None:
            self.refused.append(place)
            return
        if self.count == self.options.max_jobs:
            message = (
                f"stopped at {place}: the limit of --max-jobs is reached: to go on, "
                "run again with --seen for what was sent"
            )
            raise Stop("max-jobs", offset, message)
        self.count += 1
        self.by_webhook[webhook.id] += 1
        self.activity.add_job(webhook, event)
        if not self.has_mode:
            self.jobs.append(job)

    def written(self, event_count):
        """What the run writes to standard output, unless it is that of `--count`."""
        if self.explanations:
            return self.explanations.written()
        return self.changes.written(event_count) if self.changes else b"".join(self.jobs)
