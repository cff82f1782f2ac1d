"""Generates definitions for `--diff` and `--minus`: variations of those of the round."""

from definitions import read_definitions
from generate_log import LogGenerator
from mutation import mutated
from matching import TRIGGERS
from samples import URLS


class FormerGenerator(LogGenerator):
    """Generates definitions as they could have been before those that it generated first."""

    def former_file(self):
        """A definitions file, seldom with faults."""
        random, kind = self.random, self.random.random()
        if kind < 0.02:
            return random.choice(self.wrong_definitions())
        members = self.defined
        if kind < 0.9:
            varied = (self.varied(members) for members in self.shuffled(members))
            members = [webhook for webhook in varied if webhook]
            members += [
                self.webhook(1000 + len(self.webhook_ids)) for _ in range(random.choice((0, 1, 3)))
            ]
        texts = self.without_conflicts(
            self.writer.object(self.shuffled(webhook)) for webhook in members
        )
        content = self.file(texts or [self.writer.object(members[0])] if members else [])
        return mutated(random, content, content) if kind < 0.03 else content

    def varied(self, members):
        """The members of a definition as they could have been before; None if it did not exist."""
        writer, pick = self.writer, self.random.choice
        if writer.chance(0.15):
            return None
        values = dict(members)
        if writer.chance(0.4):
            return members
        for _ in range(pick((1, 1, 2, 4))):
            name = pick(("isActive", "trigger", "url", "code", "context", "context", "company"))
            if name == "isActive":
                values[name] = b"false" if values[name] == b"true" else b"true"
            elif name == "trigger":
                values[name] = writer.string(pick(list(TRIGGERS)))
            elif name == "url":
                values[name] = writer.string(pick(URLS))
            elif name == "code":
                code = pick(("hook", "h", "former", f"former_{self.random.randrange(9)}"))
                values[name] = writer.string(code)
            elif name == "context":
                values[name] = self.context()
            else:
                values[name] = writer.object_id(pick(self.companies))
        return list(values.items())

    @staticmethod
    def without_conflicts(texts):
        """Definitions without those whose company uses the code for another webhook."""
        taken, kept = set(), []
        for text in texts:
            (webhook,), _ = read_definitions([text])
            if (webhook.company, webhook.code) not in taken:
                taken.add((webhook.company, webhook.code))
                kept.append(text)
        return kept
