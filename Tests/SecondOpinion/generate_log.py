"""Generates delivery log records: one for each try of a delivery."""

from generate_input import InputGenerator
from samples import DELIVERY_STATUSES, TIMES, UNREADABLE_TIMES


class LogGenerator(InputGenerator):
    """Generates the records of tries, most of deliveries to the webhooks it generated."""

    def __init__(self, random):
        super().__init__(random)
        # Deliveries that are tried again, as (event, subscription).
        self.tried_again = []
        self.last_event = b"{}"
        self.success_share = random.choice((0.1, 0.4, 0.4, 0.8))

    def log_record(self):
        """A record of a delivery's first try or of a later one; there are up to four."""
        if self.tried_again and self.writer.chance(0.5):
            at = self.random.randrange(len(self.tried_again))
            return self.record(*self.tried_again.pop(at))
        event, subscription = self.delivery()
        self.tried_again += [(event, subscription)] * self.random.choice((0, 0, 1, 2, 3))
        return self.record(event, subscription)

    def delivery(self):
        """An event and the id of a webhook, to which it is mostly due."""
        writer, pick = self.writer, self.random.choice
        known = self.webhook_ids and writer.chance(0.95)
        subscription = pick(self.webhook_ids) if known else self.companies[0]
        # One event can be delivered to several webhooks.
        if writer.chance(0.9):
            target = self.targets.get(subscription) if writer.chance(0.7) else None
            self.last_event = self.event(target)
        return self.last_event, subscription

    def record(self, event, subscription):
        """A record of one try."""
        writer, pick = self.writer, self.random.choice
        status = pick((b"409", b"500"))
        if writer.chance(self.success_share):
            status = pick(DELIVERY_STATUSES)
        members = [
            ("_id", writer.object_id(self.companies[0])),
            ("company", writer.object_id(pick(self.companies))),
            ("status", status),
            ("response", writer.value()),
            ("event", event),
            ("subscription", writer.object_id(subscription)),
        ]
        if writer.chance(0.8):
            time = writer.string(pick(UNREADABLE_TIMES if writer.chance(0.15) else TIMES))
            members.insert(2, ("createdAt", writer.value() if writer.chance(0.05) else time))
        if writer.chance(0.05):
            members = [member for member in members if member[0] != "status"]
        return writer.object(self.altered(members))
