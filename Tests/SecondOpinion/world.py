"""The ids of a round."""

from spelling import Speller


class World:
    """The ids of one round, few enough that events and webhooks meet."""

    def __init__(self, random):
        self.random, self.spell = random, Speller(random)
        self.companies = self.some_ids(random.choice((1, 2, 3)))
        self.groups, self.surveys, self.task_groups = (self.some_ids(2) for _ in range(3))
        self.hooks = []

    def some_ids(self, count):
        """Ids, some of which differ from another in one digit only."""
        ids = [f"{self.random.getrandbits(96):024x}" for _ in range(count)]
        for index in range(1, count):
            if self.spell.chance(0.5):
                at = self.random.randrange(24)
                digit = f"{int(ids[0][at], 16) ^ 1:x}"
                ids[index] = ids[0][:at] + digit + ids[0][at + 1 :]
        return ids

    def shuffled(self, items):
        return self.random.sample(items, len(items))
