"""The line that `--stats` writes, without the seconds."""

import json
from collections import Counter
from datetime import date, timedelta

from matching import Withheld, is_recognized
from selection import DAY, FIRST, milliseconds

# Which count goes up for a verdict on an event that does not take part.
LEFT_OUT = ("otherWebhook", "earlier", "later", "unreadableTime", "delivered")


class Statistics:
    """Counts what `--stats` reports; the jobs and the rejected records are counted elsewhere."""

    def __init__(self):
        self.bytes = self.lines = self.blank = self.withheld = 0
        # How many events have each verdict: matched, unmatched, otherCompany, or one of LEFT_OUT.
        self.events = Counter()
        self.times = []
        # The company of the first event that takes part.
        self.first_company = None
        # Whether a trigger is about one of the events that take part.
        self.has_recognized = False

    def leave_out(self, verdict):
        """Counts an event that does not take part."""
        self.events[verdict] += 1

    def take(self, event, verdicts):
        """Counts an event that takes part, with the verdicts on it."""
        self.first_company = self.first_company or event.company
        self.has_recognized = self.has_recognized or is_recognized(event)
        is_due = any(verdict == "due" for _, verdict in verdicts)
        self.events["matched" if is_due else "unmatched"] += 1
        self.withheld += any(isinstance(verdict, Withheld) for _, verdict in verdicts)
        time = None if event.created_at is None else milliseconds(event.created_at)
        if time is not None:
            self.times.append(time)

    def members(self, run, stop):
        """The members of the object, in order, for a run that ended for this reason."""
        events, left_out = self.events, {name: self.events[name] for name in LEFT_OUT}
        jobs = run.made.by_webhook
        return {
            "bytes": self.bytes,
            "lines": self.lines,
            "blank": self.blank,
            "rejected": run.rejects.count,
            "events": sum(events.values()),
            "matched": events["matched"],
            "unmatched": events["unmatched"],
            "otherCompany": events["otherCompany"],
            "leftOut": sum(left_out.values()),
            "leftOutBy": {name: count for name, count in left_out.items() if count},
            "jobs": run.made.count,
            "leftOutJobs": sum(run.made.left_out.values()) + len(run.made.refused),
            "leftOutJobsBy": dict(run.made.left_out)
            | ({"refused": len(run.made.refused)} if run.made.refused else {}),
            "withheld": self.withheld,
            "first": shown_time(min(self.times)) if self.times else None,
            "last": shown_time(max(self.times)) if self.times else None,
            "rejects": dict(run.rejects.reasons),
            "webhooks": {
                webhook.id: {"code": webhook.code, "jobs": jobs[webhook.id]}
                for webhook in run.webhooks
            },
            "stopped": stop,
        }


def shown_time(time):
    """A number of milliseconds since 1970 as the platform writes a time."""
    days, rest = divmod(time - FIRST * 1000, DAY * 1000)
    # The standard library has no year 0; 400 years later the calendar is the same, so the years
    # are counted in such spans.
    spans, days = divmod(days, 146_097)
    day = date(400, 1, 1) + timedelta(days)
    second, millisecond = divmod(rest, 1000)
    return (
        f"{day.year - 400 + 400 * spans:04}-{day.month:02}-{day.day:02}T"
        f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}.{millisecond:03}Z"
    )


def differences(written, members):
    """Describes the first difference between the file of `--stats` and the expected members."""
    if members is None:
        return [f"--stats: expected nothing, not {written!r:.500}"] if written else []
    try:
        actual = json.loads(written)
    except ValueError:
        return [f"--stats: not a JSON text: {written!r:.500}"]
    seconds = actual.pop("seconds", None)
    if not written.endswith(b"}\n") or not isinstance(seconds, float):
        return [f"--stats: not a line with seconds: {written!r:.500}"]
    version = actual.pop("hookline", None)
    if not isinstance(version, str) or list(actual) != list(members):
        return [f"--stats: the names are {list(actual)}"]
    return [
        f"--stats, {name}:\n  expected  {due!r:.1000}\n  actual    {actual[name]!r:.1000}"
        for name, due in members.items()
        if actual[name] != due
    ][:1]
