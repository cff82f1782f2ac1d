"""Predicts what `--count=json` prints."""

import json
from collections import Counter, defaultdict

from report import ACTIONS, TYPES
from selection import milliseconds
from statistics_line import shown_time

HOUR = 3_600_000
# If the hours of the first and the last event are closer, hours are listed, too.
HOURLY = 3 * 24 * HOUR


class Activity:
    """When events happened that take part in a run, and those of jobs."""

    def __init__(self):
        # Events, those that match, and jobs by their time, None if that is unknown, and type.
        self.numbers = defaultdict(Counter)
        # For each webhook the times of the events of its jobs, None included.
        self.job_times = defaultdict(list)

    def take(self, event, is_matched):
        """Counts an event without its jobs."""
        key = moment(event), known(event.type, TYPES)
        self.numbers[key]["events"] += 1
        self.numbers[key]["matched"] += is_matched

    def add_job(self, webhook, event):
        """Counts a job."""
        self.numbers[moment(event), known(event.type, TYPES)]["jobs"] += 1
        self.job_times[webhook.id].append(moment(event))

    def by_time(self, name, length):
        """The numbers of each time, cut to this length, which the member `name` has."""
        times = defaultdict(lambda: defaultdict(Counter))
        for (time, kind), numbers in self.numbers.items():
            text = None if time is None else shown_time(time)[:length]
            times[text][kind].update(numbers)
        last = [None] if None in times else []
        return [
            {name: time, **summed(times[time].values())}
            | {
                "types": {
                    kind: summed([times[time][kind]]) for kind in TYPES if kind in times[time]
                }
            }
            for time in sorted(time for time in times if time is not None) + last
        ]

    def has_hours(self):
        """Whether the events are so close that their numbers are also given by the hour."""
        hours = [time // HOUR * HOUR for time, _ in self.numbers if time is not None]
        return bool(hours) and max(hours) - min(hours) < HOURLY

    def webhook(self, webhook):
        """What is said about a webhook."""
        times = self.job_times[webhook.id]
        known_times = [time for time in times if time is not None]
        days = Counter(shown_time(time)[:10] for time in known_times)
        return {
            "id": webhook.id,
            "company": webhook.company,
            "code": webhook.code,
            "active": webhook.active,
            "trigger": webhook.trigger,
            "url": webhook.url,
            "jobs": len(times),
            "first": shown_time(min(known_times)) if known_times else None,
            "last": shown_time(max(known_times)) if known_times else None,
            "days": dict(sorted(days.items())),
        }


def moment(event):
    """When an event happened in milliseconds since 1970, or None if that is unknown."""
    return None if event.created_at is None else milliseconds(event.created_at)


def summed(all_numbers):
    """The sums of numbers, as the object shows them."""
    sums = sum(all_numbers, Counter())
    return {name: sums[name] for name in ("events", "matched", "jobs")}


def known(name, names):
    return name if name in names else "(other)"


def count_object(run, stop):
    """The object for a run that ended for this reason, without the version and the names."""
    activity, statistics = run.made.activity, run.statistics
    total = summed(activity.numbers.values())
    unmatched = Counter()
    for (kind, action), count in run.verdicts.unmatched.items():
        unmatched[known(kind, TYPES), known(action, ACTIONS)] += count
    members = statistics.members(run, stop)
    result = {
        "events": total["events"],
        "matched": total["matched"],
        "unmatched": total["events"] - total["matched"],
        "jobs": run.made.count,
        "withheld": statistics.withheld,
        "rejected": run.rejects.count,
        "first": members["first"],
        "last": members["last"],
        "stopped": stop,
        "webhooks": [activity.webhook(webhook) for webhook in run.webhooks],
        "unmatchedBy": [
            {"type": kind, "event": action, "events": unmatched[kind, action]}
            for kind in TYPES
            for action in ACTIONS
            if unmatched[kind, action]
        ],
        "days": activity.by_time("day", 10),
    }
    if activity.has_hours():
        result["hours"] = activity.by_time("hour", 13)
    return shown(result)


def shown(value):
    """The text that hookline writes for an object, on one line."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"


def comparable(output):
    """The output of hookline without the version and the names, which are not predicted."""
    try:
        value = json.loads(output)
        del value["hookline"]
        for webhook in value["webhooks"]:
            del webhook["name"]
    except (KeyError, TypeError, ValueError):
        return output
    return shown(value) if output.endswith(b"}\n") else output
