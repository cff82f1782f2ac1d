"""Generates the events of a round."""

import json

from generate_definitions import DefinitionGenerator
from grammar import LEVELS
from matching import TRIGGERS
from mutation import mutated
from samples import (
    ACTIONS,
    OUTER_SPACES,
    EVENT_TYPES,
    POINTERS,
    UNRECOGNIZED_NAMES,
    CARRIAGE_RETURN_LINES,
    TIMES,
    TOKENS,
    UNREADABLE_TIMES,
)


class InputGenerator(DefinitionGenerator):
    """Generates events, some of which match the definitions it generated."""

    def __init__(self, random):
        super().__init__(random)
        # Events that come again, and how often any does.
        self.again, self.again_share = [], random.choice((0, 0, 0.3, 0.6))

    def event_or_again(self):
        """An event, or the same bytes once more."""
        if self.again and self.writer.chance(self.again_share):
            return self.again.pop(self.random.randrange(len(self.again)))
        event = self.event()
        self.again += [event] * self.random.choice((0, 1, 3))
        return event

    def event(self, target=None):
        """An event: mostly one like the platform's, sometimes a small or odd one, or no event.

        If it is for a target, that is the company and the trigger of a webhook.
        """
        kind = self.random.random()
        if kind < 0.02:
            return self.deep_event()
        if kind < 0.08:
            return self.random_tokens()
        event = self.writer.object(self.event_members(small=kind < 0.3, target=target))
        return self.random.choice(OUTER_SPACES).join((b"", event, b"")) if kind > 0.95 else event

    def event_members(self, small, target=None):
        """The members of an event, as (name, bytes of the value)."""
        writer, pick = self.writer, self.random.choice
        kind, action = pick(EVENT_TYPES), pick(ACTIONS)
        if kind == "Auth" and writer.chance(0.8):
            action = "logout"
        company = pick(self.companies)
        if target:
            company, trigger = target
            kind, actions, _ = TRIGGERS[trigger]
            action = pick(actions)
        if writer.chance(0.03):
            kind = pick(UNRECOGNIZED_NAMES)
        if writer.chance(0.03):
            action = pick(UNRECOGNIZED_NAMES)
        members = [
            ("company", writer.object_id(company)),
            ("type", writer.string(kind)),
            ("event", writer.string(action)),
        ]
        if not small or writer.chance(0.2):
            times = UNREADABLE_TIMES if writer.chance(0.1) else TIMES
            members.append(("createdAt", writer.string(pick(times))))
        members.append(("data", self.data(small)))
        if not small and writer.chance(0.7):
            members.append(("diff", self.diff()))
            members.append(("extraData", pick((b"null", writer.value()))))
        return self.altered(members)

    def diff(self):
        """The value of an event's `diff`; it may say that an id which is compared has changed."""
        writer, pick = self.writer, self.random.choice
        members = [("/name/names", self.change())]
        for _ in range(pick((0, 0, 1, 1, 2, 3))):
            members.append(
                (pick(POINTERS), self.change() if writer.chance(0.8) else writer.value())
            )
        if writer.chance(0.05):
            return pick(
                (b"null", b"[]", b"{}", writer.value(), writer.array([writer.object(members)]))
            )
        diff = writer.object(self.shuffled(members))
        return diff.replace(b'"/', b'"\\/') if writer.chance(0.1) else diff

    def change(self):
        """A change in a `diff`, mostly from one id to another."""
        writer, pick = self.writer, self.random.choice
        ids = [writer.object_id(pick(self.task_groups)) for _ in range(2)]
        before, after = ids if writer.chance(0.5) else (writer.value(), writer.value())
        return writer.object([("previous", before), ("changedTo", after)])

    def altered(self, members):
        """The members, sometimes reordered, or with one removed, added, repeated or replaced."""
        writer, pick = self.writer, self.random.choice
        if writer.chance(0.4):
            members = self.shuffled(members)
        if writer.chance(0.04) and members:
            members.remove(pick(members))
        if writer.chance(0.03) and members:
            members.insert(
                self.random.randrange(len(members) + 1), (pick(members)[0], writer.value())
            )
        if writer.chance(0.04) and members:
            at = self.random.randrange(len(members))
            members[at] = (
                members[at][0],
                pick((writer.value(), writer.bad(), b"null", writer.string("6261612a8f1e"))),
            )
        if writer.chance(0.2):
            members.insert(self.random.randrange(len(members) + 1), (writer.word(), writer.value()))
        return members

    def data(self, small):
        """The value of an event's `data`."""
        writer, pick = self.writer, self.random.choice
        if writer.chance(0.1):
            return pick((b"null", b"[]", b"{}", b'""', writer.value()))
        members, odd_share = [], pick((0.05, 0.05, 0.05, 0.7))
        for name, ids in (
            ("taskGroup", self.task_groups),
            ("surveyId", self.surveys),
            ("group", self.groups),
        ):
            if writer.chance(0.6):
                odd = writer.chance(odd_share)
                members.append(
                    (name, self.not_an_id(pick(ids)) if odd else writer.object_id(pick(ids)))
                )
        if not small:
            members += [
                ("_id", writer.object_id(pick(self.companies))),
                ("email", writer.string("mechanic@example.com")),
            ]
            members += [
                (writer.word() + "_", writer.value())
                for _ in range(self.random.choice((2, 5, 10, 20)))
            ]
        if writer.chance(0.02):
            members.append(("long", writer.string("x" * self.random.choice((60, 300, 1000, 5000)))))
        return writer.object(
            self.altered(self.shuffled(members)) if writer.chance(0.5) else members
        )

    def not_an_id(self, digits):
        """A value in the place of an id that is not an id."""
        writer = self.writer
        return self.random.choice(
            (
                b"null",
                b'""',
                writer.object([("$oid", writer.object_id(digits))]),
                writer.string(digits[:23]),
                writer.string(digits + "0"),
                writer.string(digits[:23] + "g"),
                writer.array([writer.object_id(digits)]),
                b'" "',
                b"{}",
                writer.value(),
            )
        )

    def deep_event(self):
        """An event with about as many levels of brackets as a limit allows."""
        members = self.event_members(small=True)
        levels = self.random.choice(
            (3, 60, 61, 62, 63, 64, 100, LEVELS - 3, LEVELS - 2, LEVELS - 1, LEVELS, LEVELS + 1)
        )
        members.append((self.writer.random.choice(("deep", "data")), self.writer.nested(levels)))
        return self.writer.object(members)

    def random_tokens(self):
        """Tokens in random order, or something else that is on a line by mistake."""
        writer = self.writer
        return self.random.choice(
            (
                lambda: b"".join(
                    self.random.choice(TOKENS) for _ in range(self.random.randrange(12))
                ),
                writer.bad,
                writer.value,
                lambda: b'{"company":' + writer.bad() + b"}",
                lambda: b" " * self.random.randrange(4),
                lambda: b'{"_id":"", "webhook":{"$oid":"' + self.companies[0].encode() + b'"}}',
                lambda: b"\x1f\x8b\x08\x00",
                lambda: b"\xff\xfe{\x00",
                lambda: b"{",
                lambda: b"[{",
                lambda: b"",
                lambda: self.random.choice(CARRIAGE_RETURN_LINES),
                lambda: self.random.choice(CARRIAGE_RETURN_LINES),
                lambda: writer.nested(LEVELS + self.random.choice((-1, 0, 1, 2))),
            )
        )()

    def huge_event(self, size):
        """An event with a string of about `size` bytes before its company."""
        text = self.random.choice(("x", "ñ", "🙂", 'a"', "\\", "@", "x@", "@" * 4000 + "x" * 57_000))
        repeated = text * (size // len(text.encode()) + 1)
        long_string = json.dumps(repeated[self.random.randrange(70) :], ensure_ascii=False)
        data = self.writer.object([("text", long_string.encode())])
        return self.writer.object([("data", data)] + self.event_members(small=True)[:3])

    def mutate_some(self, lines, share):
        """The lines, with this share of them mutated, and a flag for each: whether it was."""
        is_mutated = [self.writer.chance(share) for _ in lines]
        return [
            mutated(self.random, line, self.random.choice(lines)) if mutate else line
            for line, mutate in zip(lines, is_mutated)
        ], is_mutated

    def file_of_lines(self, lines):
        """A file of lines, with various line ends, blank lines and ways to end the file."""
        ends = self.random.choice(
            ((b"\n",), (b"\n",), (b"\r\n",), (b"\n", b"\r\n", b"\n\n", b"\n \t\r\n", b"\r\r\n"))
        )
        text = b"".join(line + self.random.choice(ends) for line in lines)
        if self.writer.chance(0.3):
            return text[:-1]
        if self.writer.chance(0.4):
            return text[: -self.random.randrange(2, 40)] + self.random.choice(
                (b"", b" ", b"\r", b"\r\r", b"\r\n", b"\\", b"\xe2\x82")
            )
        return text
