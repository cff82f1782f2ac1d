"""The ids that the events and webhooks of one round share."""

from json_writer import JSONWriter


class IDPool:
    """The ids of one round, few enough that events often match webhooks."""

    def __init__(self, random):
        self.random, self.writer = random, JSONWriter(random)
        self.companies = self.some_ids(random.choice((1, 2, 3)))
        self.groups, self.surveys, self.task_groups = (self.some_ids(2) for _ in range(3))
        self.webhook_ids = []
        # The company and trigger of each webhook, by its id.
        self.targets = {}
        # Pairs of a company and a code that is not unique.
        self.shared_codes = set()

    def some_ids(self, count):
        """Random ids, of which some differ from the first in one digit only."""
        ids = [f"{self.random.getrandbits(96):024x}" for _ in range(count)]
        for index in range(1, count):
            if self.writer.chance(0.5):
                at = self.random.randrange(24)
                digit = f"{int(ids[0][at], 16) ^ 1:x}"
                ids[index] = ids[0][:at] + digit + ids[0][at + 1 :]
        return ids

    def shuffled(self, items):
        """The items in random order, as a new list."""
        return self.random.sample(items, len(items))
