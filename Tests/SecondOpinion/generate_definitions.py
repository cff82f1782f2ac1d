"""Generates the definitions of a round: valid ones, and ones with a few faults."""

from grammar import LEVELS
from matching import TRIGGERS
from samples import (
    EMPTY_VALUES,
    LABELS,
    MISSPELT_NAMES,
    NEARLY_EMPTY_VALUES,
    OTHER_NAMES,
    OUTSIDE_NAMES,
    PARTS_OF_URLS,
    PIECES_OF_URLS,
    UNKNOWN_NAMES,
    URLS,
    WRONG_VALUES,
)
from id_pool import IDPool


CONTEXT = ("survey", "group", "taskGroup")
# Of one set in 10, all webhooks are inactive.
ACTIVITIES = ((b"true",) * 6 + (b"false",),) * 9 + ((b"false",),)


class DefinitionGenerator(IDPool):
    """Generates definitions, and keeps the ids of their webhooks in `webhook_ids`."""

    def __init__(self, random):
        super().__init__(random)
        self.activities = random.choice(ACTIVITIES)

    def definitions(self):
        """One to three valid definitions files, as bytes."""
        count = self.random.choice((1, 2, 5, 12, 12, 30, 60))
        members = self.defined = [self.webhook(number) for number in range(count)]
        cuts = sorted(
            self.random.randrange(count + 1) for _ in range(self.random.choice((0, 0, 0, 1, 2)))
        )
        return [
            self.file(
                [self.writer.object(self.shuffled(webhook)) for webhook in members[start:end]]
            )
            for start, end in zip([0] + cuts, cuts + [count])
        ]

    def webhook(self, number):
        """The members of a valid definition, whose code ends in `number`."""
        digits = f"{self.random.getrandbits(96):024x}"
        self.webhook_ids.append(digits)
        writer, pick = self.writer, self.random.choice
        company, trigger = pick(self.companies), pick(list(TRIGGERS))
        self.targets[digits] = company, trigger
        members = [
            ("_id", writer.object_id(digits)),
            ("company", writer.object_id(company)),
            ("isActive", pick(self.activities)),
            ("trigger", writer.string(trigger)),
            ("url", writer.string(pick(URLS)).replace(b"/", pick((b"/", b"/", b"\\/")))),
            ("code", writer.string(pick(("hook_", "h", "0_")) + str(number))),
        ]
        if writer.chance(0.2):
            members[-1] = ("code", writer.string("x" * pick((38, 39, 40, 70)) + str(number)))
        # Codes that webhooks of several companies use, or that are the `_id` of another webhook.
        code = pick(("hook", "h", pick(self.webhook_ids)))
        if writer.chance(0.2) and (company, code) not in self.shared_codes:
            self.shared_codes.add((company, code))
            members[-1] = ("code", writer.string(code))
        if writer.chance(0.7):
            members.append(("context", self.context()))
        if writer.chance(0.5):
            members += [
                ("name", writer.value()),
                ("__v", b"0"),
                (pick(OTHER_NAMES), writer.value()),
                ("name", writer.value()),
            ]
        if writer.chance(0.15):
            members.append((pick(OUTSIDE_NAMES), pick(EMPTY_VALUES)))
        return members

    def wrong_definitions(self):
        """Two definitions files with a few faults in all."""
        writer, pick = self.writer, self.random.choice
        webhooks = [self.webhook(number) for number in range(self.random.choice((1, 3, 8)))]
        for _ in range(self.random.choice((1, 2, 5))):
            members = pick(webhooks)
            at = self.random.randrange(len(members))
            name, value = members[at]
            other = next((value for other, value in pick(webhooks) if other == name), b'""')
            members[at : at + 1] = pick(
                (
                    [],
                    [(name, writer.value())],
                    [(name, other)],
                    [(name, writer.string(pick(WRONG_VALUES)))],
                    [(name, value), (name, writer.value())],
                    [("deep", writer.nested(LEVELS + pick((-3, -2, -1, 0))))],
                    [(name, self.wrong_url() if name == "url" else value)],
                    [(name, self.wrong_context() if name == "context" else value)],
                    [(self.misspelled(name), value)],
                    [(name, value), (pick(MISSPELT_NAMES), pick((writer.value(), b"null", b'""')))],
                    [(name, value), (pick(CONTEXT), self.empty_or_not())],
                    [(name, value), (self.misspelled(pick(CONTEXT)), self.empty_or_not())],
                )
            )
            webhooks += [members] if writer.chance(0.1) else []
            webhooks = [members or [("name", b"0")] for members in webhooks]
        for name, wrong_value in (("url", self.wrong_url), ("context", self.wrong_context)):
            if writer.chance(0.4):
                webhooks = [
                    [(other, wrong_value() if other == name else value) for other, value in members]
                    for members in webhooks
                ]
        texts = [
            writer.object(members) if writer.chance(0.97) else writer.value()
            for members in webhooks
        ]
        if writer.chance(0.3):
            texts = self.shuffled(texts + self.many_wrong_texts())
        cut = self.random.randrange(len(texts) + 1)
        return [self.file(texts[:cut]), self.file(texts[cut:])]

    def many_wrong_texts(self):
        """Texts with about 20 faults in all, because that many are listed; sometimes with 40."""
        text, faults = self.random.choice(
            ((b"0", 1), (b'""', 1), (b"{}", 6), (b'{"Code":0}', 7), (b'{"group":"a"}', 7))
        )
        return [text] * (20 // faults + self.random.choice((-2, -1, -1, 0, 0, 1, 1, 2, 20)))

    def misspelled(self, name):
        """The name in another case, or with one character more."""
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
        """A value that restricts nothing or looks as if it did not, an id, or any other value."""
        pick = self.random.choice
        return pick(
            (
                pick(EMPTY_VALUES),
                pick(NEARLY_EMPTY_VALUES),
                self.writer.object_id(pick(self.groups)),
                self.writer.value(),
            )
        )

    def wrong_context(self):
        """A context of random members, known and unknown ones."""
        pick = self.random.choice
        names = [
            pick((pick(CONTEXT), pick(UNKNOWN_NAMES), pick(("_id", "__v"))))
            for _ in range(pick((1, 2, 2, 4)))
        ]
        return self.writer.object([(name, self.empty_or_not()) for name in names])

    def wrong_url(self):
        """A URL near the limits of what is allowed, or a valid one with one or two edits."""
        pick, kind = self.random.choice, self.random.random()
        if kind < 0.2:
            return self.writer.string("".join(map(pick, PARTS_OF_URLS)))
        if kind < 0.7:
            end = pick(("", "", ".", "/", ":80", ".:80/", ".."))
            return self.writer.string("http://" + self.odd_host() + end)
        text = pick(URLS)
        for _ in range(pick((1, 1, 2))):
            at = self.random.randrange(len(text) + 1)
            text = text[:at] + pick(PIECES_OF_URLS) + text[at + pick((0, 0, 1, 2)) :]
        return self.writer.string(text)

    def odd_host(self):
        """A host of unusual labels, or an IPv4 address with one of them."""
        pick = self.random.choice
        if self.writer.chance(0.5):
            return ".".join(pick(LABELS) for _ in range(pick((1, 2, 3, 4, 5))))
        labels = ["127", "0", "9", "255"]
        labels[self.random.randrange(4)] = pick(LABELS)
        return ".".join(labels)

    def context(self):
        """A valid context."""
        if self.writer.chance(0.15):
            return b"null"
        members = []
        for name, ids in (
            ("survey", self.surveys),
            ("group", self.groups),
            ("taskGroup", self.task_groups),
        ):
            kind = self.random.random()
            if kind < 0.45:
                members.append((name, self.writer.object_id(self.random.choice(ids))))
            elif kind < 0.75:
                members.append((name, self.random.choice((b'""', b"null"))))
        if self.writer.chance(0.2):
            members.append((self.random.choice(UNKNOWN_NAMES), self.random.choice(EMPTY_VALUES)))
        if self.writer.chance(0.2):
            members.append((self.random.choice(("_id", "__v")), self.writer.value()))
        return self.writer.object(self.shuffled(members))

    def file(self, webhooks):
        """A definitions file: an array, lines, a pretty-printed array, or a mixed sequence."""
        mark = b"\xef\xbb\xbf" if self.writer.chance(0.05) else b""
        form = self.random.randrange(4)
        if form == 0:
            return mark + b"[" + b",".join(webhooks) + b"]"
        if form == 1:
            return mark + b"\n".join(webhooks) + self.random.choice((b"", b"\n", b"\r\n"))
        if form == 2:
            return mark + b"\n[\n  " + b",\r\n  ".join(webhooks) + b"\n]\n"
        half = len(webhooks) // 2
        return mark + b" ".join(webhooks[:half]) + b" []\n[" + b" , ".join(webhooks[half:]) + b"] "
