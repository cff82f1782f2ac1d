"""Makes the events of a round, and the records of the delivery log."""

import json

from generate_definitions import DefinitionMaker
from grammar import LEVELS
from mutation import mutated
from tables import ACTIONS, AROUND, KINDS, ODD_NAMES, RETURNS, TOKENS


class Maker(DefinitionMaker):
    """Makes events and records, some of which webhooks of the same maker are due."""

    def event(self):
        """An event: mostly such as the platform sends, at times a tiny one, an odd one or none at all."""
        kind = self.random.random()
        if kind < 0.02:
            return self.deep_event()
        if kind < 0.08:
            return self.soup()
        event = self.spell.object(self.event_members(small=kind < 0.3))
        return self.random.choice(AROUND).join((b"", event, b"")) if kind > 0.95 else event

    def event_members(self, small):
        spell, pick = self.spell, self.random.choice
        kind, action = pick(KINDS), pick(ACTIONS)
        if kind == "Auth" and spell.chance(0.8):
            action = "logout"
        if spell.chance(0.03):
            kind = pick(ODD_NAMES)
        if spell.chance(0.03):
            action = pick(ODD_NAMES)
        members = [
            ("company", spell.object_id(pick(self.companies))),
            ("type", spell.string(kind)),
            ("event", spell.string(action)),
        ]
        if not small or spell.chance(0.2):
            members.append(("createdAt", spell.string("2022-04-27T21:28:15.186Z")))
        members.append(("data", self.data(small)))
        if not small and spell.chance(0.7):
            change = spell.object([("previous", spell.value()), ("changedTo", spell.value())])
            members.append(("diff", spell.object([("/name/names", change)])))
            members.append(("extraData", pick((b"null", spell.value()))))
        return self.bent(members)

    def bent(self, members):
        """The members in another order, with one missing, one more, one given twice or one of a wrong type."""
        spell, pick = self.spell, self.random.choice
        if spell.chance(0.4):
            members = self.shuffled(members)
        if spell.chance(0.04) and members:
            members.remove(pick(members))
        if spell.chance(0.03) and members:
            members.insert(
                self.random.randrange(len(members) + 1), (pick(members)[0], spell.value())
            )
        if spell.chance(0.04) and members:
            at = self.random.randrange(len(members))
            members[at] = (
                members[at][0],
                pick((spell.value(), spell.bad(), b"null", spell.string("6261612a8f1e"))),
            )
        if spell.chance(0.2):
            members.insert(self.random.randrange(len(members) + 1), (spell.word(), spell.value()))
        return members

    def data(self, small):
        spell, pick = self.spell, self.random.choice
        if spell.chance(0.1):
            return pick((b"null", b"[]", b"{}", b'""', spell.value()))
        members, part = [], pick((0.05, 0.05, 0.05, 0.7))
        for name, ids in (
            ("taskGroup", self.task_groups),
            ("surveyId", self.surveys),
            ("group", self.groups),
        ):
            if spell.chance(0.6):
                odd = spell.chance(part)
                members.append((name, self.no_id(pick(ids)) if odd else spell.object_id(pick(ids))))
        if not small:
            members += [
                ("_id", spell.object_id(pick(self.companies))),
                ("email", spell.string("mechanic@example.com")),
            ]
            members += [
                (spell.word() + "_", spell.value())
                for _ in range(self.random.choice((2, 5, 10, 20)))
            ]
        if spell.chance(0.02):
            members.append(("long", spell.string("x" * self.random.choice((60, 300, 1000, 5000)))))
        return spell.object(self.bent(self.shuffled(members)) if spell.chance(0.5) else members)

    def no_id(self, digits):
        """What can be in the place of an id: nothing, or a value that is none."""
        spell = self.spell
        return self.random.choice(
            (
                b"null",
                b'""',
                spell.object([("$oid", spell.object_id(digits))]),
                spell.string(digits[:23]),
                spell.string(digits + "0"),
                spell.string(digits[:23] + "g"),
                spell.array([spell.object_id(digits)]),
                b'" "',
                b"{}",
                spell.value(),
            )
        )

    def deep_event(self):
        members = self.event_members(small=True)
        levels = self.random.choice(
            (3, 60, 61, 62, 63, 64, 100, LEVELS - 3, LEVELS - 2, LEVELS - 1, LEVELS, LEVELS + 1)
        )
        members.append((self.spell.random.choice(("deep", "data")), self.spell.nested(levels)))
        return self.spell.object(members)

    def soup(self):
        """Tokens in any order, or what else could stand on a line by mistake."""
        spell = self.spell
        return self.random.choice(
            (
                lambda: b"".join(
                    self.random.choice(TOKENS) for _ in range(self.random.randrange(12))
                ),
                spell.bad,
                spell.value,
                lambda: b'{"company":' + spell.bad() + b"}",
                lambda: b" " * self.random.randrange(4),
                lambda: b'{"_id":"", "webhook":{"$oid":"' + self.companies[0].encode() + b'"}}',
                lambda: b"\x1f\x8b\x08\x00",
                lambda: b"\xff\xfe{\x00",
                lambda: b"{",
                lambda: b"[{",
                lambda: b"",
                lambda: self.random.choice(RETURNS),
                lambda: self.random.choice(RETURNS),
                lambda: spell.nested(LEVELS + self.random.choice((-1, 0, 1, 2))),
            )
        )()

    def huge_event(self, size):
        """An event of about so many bytes, whose company stands behind them."""
        text = self.random.choice(("x", "ñ", "🙂", 'a"', "\\"))
        return self.spell.object(
            [
                (
                    "data",
                    self.spell.object(
                        [
                            (
                                "text",
                                json.dumps(
                                    text * (size // len(text.encode())), ensure_ascii=False
                                ).encode(),
                            )
                        ]
                    ),
                )
            ]
            + self.event_members(small=True)[:3]
        )

    # The delivery log.

    def record(self):
        spell, pick = self.spell, self.random.choice
        subscription = pick(self.hooks) if self.hooks and spell.chance(0.95) else self.companies[0]
        members = [
            ("_id", spell.object_id(self.companies[0])),
            ("company", spell.object_id(pick(self.companies))),
            (
                "status",
                pick(
                    (
                        b"409",
                        b"200",
                        b"204",
                        b"209",
                        b"210",
                        b"199",
                        b"500",
                        b"0",
                        b"2e2",
                        b"200.0",
                        b"-200",
                        b"2040",
                    )
                ),
            ),
            ("response", spell.value()),
            ("event", self.event()),
            ("subscription", spell.object_id(subscription)),
        ]
        return spell.object(self.bent(members))

    # Lines and files.

    def spoiled(self, lines, part):
        """`lines` with a part of them mutated, and which those are."""
        is_spoiled = [self.spell.chance(part) for _ in lines]
        return [
            mutated(self.random, line, self.random.choice(lines)) if spoil else line
            for line, spoil in zip(lines, is_spoiled)
        ], is_spoiled

    def file_of_lines(self, lines):
        """A file of lines: with line feeds, or carriage returns before some, blank lines, and any end."""
        ends = self.random.choice(
            ((b"\n",), (b"\n",), (b"\r\n",), (b"\n", b"\r\n", b"\n\n", b"\n \t\r\n", b"\r\r\n"))
        )
        text = b"".join(line + self.random.choice(ends) for line in lines)
        if self.spell.chance(0.3):
            return text[:-1]
        if self.spell.chance(0.4):
            return text[: -self.random.randrange(2, 40)] + self.random.choice(
                (b"", b" ", b"\r", b"\r\r", b"\r\n", b"\\", b"\xe2\x82")
            )
        return text
