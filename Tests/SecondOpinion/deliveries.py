"""Decides which deliveries of a log are made again, and which jobs are made once only."""

from collections import Counter, namedtuple

from matching import job_id
from selection import milliseconds

# A record of a try that failed: for `order` see `Deliveries.add`.
FailedTry = namedtuple("FailedTry", "order place webhook event text")

UNKNOWN = float("inf")


class Deliveries:
    """The tries that a delivery log records, for `--failed`.

    A delivery is known by the id of its job. What is made of it depends on the whole log.
    """

    def __init__(self):
        self.delivered_ids, self.delivered_count = set(), 0
        self.failed_tries = []

    def add(self, webhook, text, place, record):
        """Adds a due record: the webhook, the event's text for the job, and the LogRecord."""
        if record.delivered:
            self.delivered_ids.add(job_id(webhook, text))
            self.delivered_count += 1
        else:
            # Unknown times are last; at the same times the order is that of the log.
            order = time(record.event.created_at), time(record.created_at), len(self.failed_tries)
            self.failed_tries.append(FailedTry(order, place, webhook, record.event, text))

    def failed(self):
        """The first tries of the deliveries without a success, the oldest first, and a Counter of
        the records that are left out.
        """
        tries = {}
        left_out = Counter(delivered=self.delivered_count)
        for failed in sorted(self.failed_tries):
            delivery = job_id(failed.webhook, failed.text)
            if delivery in self.delivered_ids:
                left_out["delivered"] += 1
            elif delivery in tries:
                left_out["triedAgain"] += 1
            else:
                tries[delivery] = failed
        return list(tries.values()), left_out


def time(text):
    known = None if text is None else milliseconds(text)
    return UNKNOWN if known is None else known


class Done:
    """The jobs that must not be made: all that `--seen` files name and, as they are made, others.

    Without `--unique` and `--seen` jobs are made as often as they are due.
    """

    def __init__(self, is_unique, seen_ids):
        self.is_unique, self.seen_ids = is_unique, seen_ids
        self.made_ids = set()

    def reason_to_leave_out(self, webhook, text):
        """Why a job is left out: 'seen' or 'repeated'; None if it is made now."""
        if not self.is_unique:
            return None
        delivery = job_id(webhook, text)
        if delivery in self.seen_ids:
            return "seen"
        if delivery in self.made_ids:
            return "repeated"
        self.made_ids.add(delivery)
        return None
