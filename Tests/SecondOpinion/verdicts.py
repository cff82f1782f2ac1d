"""Keeps what a run reports at its end about events that are not due."""

from collections import Counter

from matching import Withheld


class Verdicts:
    """The verdicts on the events or log records that take part in a run."""

    def __init__(self, log):
        self.log = log
        # Numbers of events that match, and of those that match nothing by type and action.
        self.matched_count, self.unmatched = 0, Counter()
        # By verdict: the places of log records that are not due; and for Withheld verdicts the
        # places of the records and the ids of the webhooks.
        self.not_due, self.withheld = {}, {}

    def add(self, event, verdicts, was_due, place):
        """Counts an event as matched or unmatched, and notes what to report at the end.

        A log record that `was_due` according to the former definitions is not reported.
        """
        if any(verdict == "due" for _, verdict in verdicts):
            self.matched_count += 1
        elif self.log:
            # Other log records that are not due are reported with their reason.
            self.unmatched[event.type, event.action] += isinstance(verdicts[0][1], Withheld)
        else:
            self.unmatched[event.type, event.action] += 1
        kinds = {}
        for webhook, verdict in verdicts:
            if isinstance(verdict, Withheld):
                kinds.setdefault(verdict, set()).add(webhook.id)
            elif self.log and verdict != "due" and not was_due:
                self.not_due.setdefault(verdict, []).append(place)
        for verdict, ids in kinds.items():
            places, all_ids = self.withheld.setdefault(verdict, ([], set()))
            places.append(place)
            all_ids |= ids
