"""Makes the definitions of a round: right ones, and such in which a few things are wrong."""

from grammar import LEVELS
from matching import TRIGGERS
from tables import (
    EMPTY_VALUES,
    LABELS,
    MISSPELT_NAMES,
    NEARLY_EMPTY_VALUES,
    OTHER_NAMES,
    PARTS_OF_URLS,
    PIECES_OF_URLS,
    UNKNOWN_NAMES,
    URLS,
    WRONG_VALUES,
)
from world import World


CONTEXT = ("survey", "group", "taskGroup")


class DefinitionMaker(World):
    """Makes definitions, whose ids it keeps in `hooks`."""

    def definitions(self):
        """Some files of definitions, as bytes, and their ids in `hooks`."""
        count = self.random.choice((1, 2, 5, 12, 12, 30, 60))
        members = [self.webhook(number) for number in range(count)]
        cuts = sorted(
            self.random.randrange(count + 1) for _ in range(self.random.choice((0, 0, 0, 1, 2)))
        )
        return [
            self.file([self.spell.object(self.shuffled(webhook)) for webhook in members[start:end]])
            for start, end in zip([0] + cuts, cuts + [count])
        ]

    def webhook(self, number):
        digits = f"{self.random.getrandbits(96):024x}"
        self.hooks.append(digits)
        spell, pick = self.spell, self.random.choice
        members = [
            ("_id", spell.object_id(digits)),
            ("company", spell.object_id(pick(self.companies))),
            ("isActive", pick((b"true",) * 6 + (b"false",))),
            ("trigger", spell.string(pick(list(TRIGGERS)))),
            ("url", spell.string(pick(URLS)).replace(b"/", pick((b"/", b"/", b"\\/")))),
            ("code", spell.string(pick(("hook_", "h", "0_")) + str(number))),
        ]
        if spell.chance(0.2):
            members[-1] = ("code", spell.string("x" * pick((38, 39, 40, 70)) + str(number)))
        if spell.chance(0.7):
            members.append(("context", self.context()))
        if spell.chance(0.5):
            members += [
                ("name", spell.value()),
                ("__v", b"0"),
                (pick(OTHER_NAMES), spell.value()),
                ("name", spell.value()),
            ]
        if spell.chance(0.15):
            members.append((pick(CONTEXT), pick(EMPTY_VALUES)))
        return members

    def wrong_definitions(self):
        """Some files of definitions, in each of which a few things are wrong."""
        spell, pick = self.spell, self.random.choice
        webhooks = [self.webhook(number) for number in range(self.random.choice((1, 3, 8)))]
        for _ in range(self.random.choice((1, 2, 5))):
            members = pick(webhooks)
            at = self.random.randrange(len(members))
            name, value = members[at]
            other = next((value for other, value in pick(webhooks) if other == name), b'""')
            members[at : at + 1] = pick(
                (
                    [],
                    [(name, spell.value())],
                    [(name, other)],
                    [(name, spell.string(pick(WRONG_VALUES)))],
                    [(name, value), (name, spell.value())],
                    [("deep", spell.nested(LEVELS + pick((-3, -2, -1, 0))))],
                    [(name, self.wrong_url() if name == "url" else value)],
                    [(name, self.wrong_context() if name == "context" else value)],
                    [(self.misspelt(name), value)],
                    [(name, value), (pick(MISSPELT_NAMES), pick((spell.value(), b"null", b'""')))],
                    [(name, value), (pick(CONTEXT), self.empty_or_not())],
                    [(name, value), (self.misspelt(pick(CONTEXT)), self.empty_or_not())],
                )
            )
            webhooks += [members] if spell.chance(0.1) else []
            webhooks = [members or [("name", b"0")] for members in webhooks]
        for name, wrong_value in (("url", self.wrong_url), ("context", self.wrong_context)):
            if spell.chance(0.4):
                webhooks = [
                    [(other, wrong_value() if other == name else value) for other, value in members]
                    for members in webhooks
                ]
        texts = [
            spell.object(members) if spell.chance(0.97) else spell.value() for members in webhooks
        ]
        if spell.chance(0.3):
            texts = self.shuffled(texts + self.many_wrong_texts())
        cut = self.random.randrange(len(texts) + 1)
        return [self.file(texts[:cut]), self.file(texts[cut:])]

    def many_wrong_texts(self):
        """Texts with about twenty faults in all, a few fewer or more."""
        text, faults = self.random.choice(
            ((b"0", 1), (b'""', 1), (b"{}", 6), (b'{"Code":0}', 7), (b'{"group":"a"}', 7))
        )
        return [text] * (20 // faults + self.random.choice((-2, -1, -1, 0, 0, 1, 1, 2, 20)))

    def misspelt(self, name):
        """The name with another case, or one character more."""
        at = self.random.randrange(len(name) + 1)
        return self.random.choice(
            (
                name.upper(),
                name.capitalize(),
                name[:at] + "_" + name[at:],
                name[:at] + "-" + name[at:],
                name[:at] + "x" + name[at:],
                name.strip("_"),
            )
        )

    def empty_or_not(self):
        """A value that restricts nothing, or nearly so, or an id, or any other."""
        pick = self.random.choice
        return pick(
            (
                pick(EMPTY_VALUES),
                pick(NEARLY_EMPTY_VALUES),
                self.spell.object_id(pick(self.groups)),
                self.spell.value(),
            )
        )

    def wrong_context(self):
        pick = self.random.choice
        names = [
            pick((pick(CONTEXT), pick(UNKNOWN_NAMES), pick(("_id", "__v"))))
            for _ in range(pick((1, 2, 2, 4)))
        ]
        return self.spell.object([(name, self.empty_or_not()) for name in names])

    def wrong_url(self):
        """A URL of parts at the edge of the rule, or one with a few characters more, less or others."""
        pick, kind = self.random.choice, self.random.random()
        if kind < 0.2:
            return self.spell.string("".join(map(pick, PARTS_OF_URLS)))
        if kind < 0.7:
            end = pick(("", "", ".", "/", ":80", ".:80/", ".."))
            return self.spell.string("http://" + self.odd_host() + end)
        text = pick(URLS)
        for _ in range(pick((1, 1, 2))):
            at = self.random.randrange(len(text) + 1)
            text = text[:at] + pick(PIECES_OF_URLS) + text[at + pick((0, 0, 1, 2)) :]
        return self.spell.string(text)

    def odd_host(self):
        """A host of labels at the edge of the rule, or an IPv4 address with one of them."""
        pick = self.random.choice
        if self.spell.chance(0.5):
            return ".".join(pick(LABELS) for _ in range(pick((1, 2, 3, 4, 5))))
        labels = ["127", "0", "9", "255"]
        labels[self.random.randrange(4)] = pick(LABELS)
        return ".".join(labels)

    def context(self):
        if self.spell.chance(0.15):
            return b"null"
        members = []
        for name, ids in (
            ("survey", self.surveys),
            ("group", self.groups),
            ("taskGroup", self.task_groups),
        ):
            kind = self.random.random()
            if kind < 0.45:
                members.append((name, self.spell.object_id(self.random.choice(ids))))
            elif kind < 0.75:
                members.append((name, self.random.choice((b'""', b"null"))))
        if self.spell.chance(0.2):
            members.append((self.random.choice(UNKNOWN_NAMES), self.random.choice(EMPTY_VALUES)))
        if self.spell.chance(0.2):
            members.append((self.random.choice(("_id", "__v")), self.spell.value()))
        return self.spell.object(self.shuffled(members))

    def file(self, webhooks):
        """A file of definitions: an array, lines, a pretty-printed sequence, or some of each."""
        mark = b"\xef\xbb\xbf" if self.spell.chance(0.05) else b""
        form = self.random.randrange(4)
        if form == 0:
            return mark + b"[" + b",".join(webhooks) + b"]"
        if form == 1:
            return mark + b"\n".join(webhooks) + self.random.choice((b"", b"\n", b"\r\n"))
        if form == 2:
            return mark + b"\n[\n  " + b",\r\n  ".join(webhooks) + b"\n]\n"
        half = len(webhooks) // 2
        return mark + b" ".join(webhooks[:half]) + b" []\n[" + b" , ".join(webhooks[half:]) + b"] "
