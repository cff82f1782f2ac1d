"""Makes the definitions of a round: right ones, and such in which a few things are wrong."""

from grammar import LEVELS
from matching import TRIGGERS
from tables import PARTS_OF_URLS, PIECES_OF_URLS, URLS, WRONG_VALUES
from world import World


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
        digits = f'{self.random.getrandbits(96):024x}'
        self.hooks.append(digits)
        spell, pick = self.spell, self.random.choice
        members = [
            ('_id', spell.object_id(digits)),
            ('company', spell.object_id(pick(self.companies))),
            ('isActive', pick((b'true',) * 6 + (b'false',))),
            ('trigger', spell.string(pick(list(TRIGGERS)))),
            ('url', spell.string(pick(URLS)).replace(b'/', pick((b'/', b'/', b'\\/')))),
            ('code', spell.string(pick(('hook_', 'h', '0_')) + str(number))),
        ]
        if spell.chance(0.7):
            members.append(('context', self.context()))
        if spell.chance(0.5):
            members += [
                ('name', spell.value()),
                ('__v', b'0'),
                ('Code', spell.value()),
                ('name', spell.value()),
            ]
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
                    [(name, value), (name, b'null' if name == 'context' else spell.value())],
                    [('deep', spell.nested(LEVELS + pick((-3, -2, -1, 0))))],
                    [(name, self.wrong_url() if name == 'url' else value)],
                    [(name, self.wrong_context() if name == 'context' else value)],
                )
            )
            webhooks += [members] if spell.chance(0.1) else []
            webhooks = [members or [('name', b'0')] for members in webhooks]
        if spell.chance(0.3):
            webhooks = [
                [(name, self.wrong_url() if name == 'url' else value) for name, value in members]
                for members in webhooks
            ]
        # What is in a second context is not worth a rule.
        webhooks = [
            [
                (name, b'null' if name == 'context' and 'context' in dict(members[:at]) else value)
                for at, (name, value) in enumerate(members)
            ]
            for members in webhooks
        ]
        texts = [
            spell.object(members) if spell.chance(0.97) else spell.value() for members in webhooks
        ]
        cut = self.random.randrange(len(texts) + 1)
        return [self.file(texts[:cut]), self.file(texts[cut:])]

    def wrong_context(self):
        names = [self.random.choice(('survey', 'group', 'taskGroup')) for _ in range(2)]
        return self.spell.object(
            [(name, self.random.choice((self.spell.value(), b'null', b'""'))) for name in names]
        )

    def wrong_url(self):
        """A URL of parts at the edge of the rule, or one with a few characters more, less or others."""
        if self.spell.chance(0.5):
            return self.spell.string(''.join(map(self.random.choice, PARTS_OF_URLS)))
        text = self.random.choice(URLS)
        for _ in range(self.random.choice((1, 1, 2))):
            at = self.random.randrange(len(text) + 1)
            text = (
                text[:at]
                + self.random.choice(PIECES_OF_URLS)
                + text[at + self.random.choice((0, 0, 1, 2)) :]
            )
        return self.spell.string(text)

    def context(self):
        if self.spell.chance(0.15):
            return b'null'
        members = []
        for name, ids in (
            ('survey', self.surveys),
            ('group', self.groups),
            ('taskGroup', self.task_groups),
        ):
            kind = self.random.random()
            if kind < 0.45:
                members.append((name, self.spell.object_id(self.random.choice(ids))))
            elif kind < 0.75:
                members.append((name, self.random.choice((b'""', b'null'))))
        if self.spell.chance(0.1):
            members.append(('other', self.spell.value()))
        return self.spell.object(self.shuffled(members))

    def file(self, webhooks):
        """A file of definitions: an array, lines, a pretty-printed sequence, or some of each."""
        mark = b'\xef\xbb\xbf' if self.spell.chance(0.05) else b''
        form = self.random.randrange(4)
        if form == 0:
            return mark + b'[' + b','.join(webhooks) + b']'
        if form == 1:
            return mark + b'\n'.join(webhooks) + self.random.choice((b'', b'\n', b'\r\n'))
        if form == 2:
            return mark + b'\n[\n  ' + b',\r\n  '.join(webhooks) + b'\n]\n'
        half = len(webhooks) // 2
        return mark + b' '.join(webhooks[:half]) + b' []\n[' + b' , '.join(webhooks[half:]) + b'] '
