"""Writes JSON with random variations: different spellings of a value, and random values."""

import json
from functools import lru_cache

from samples import BAD_NUMBERS, BAD_STRINGS, BAD_VALUES, NUMBERS, ODD_STRINGS, SPACES, WORDS


class JSONWriter:
    """Writes JSON values as bytes, with a random generator."""

    def __init__(self, random):
        self.random = random

    def chance(self, probability):
        return self.random.random() < probability

    def string(self, text, escapes=0.02):
        """A string, sometimes with some characters escaped."""
        if not self.chance(escapes):
            return json_string(text, self.chance(0.1))
        return ('"' + "".join(self.escaped(character) for character in text) + '"').encode()

    def escaped(self, character):
        if ord(character) < 0x10000 and self.chance(0.5):
            digits = f"{ord(character):04x}"
            return "\\u" + (digits.upper() if self.chance(0.3) else digits)
        return json.dumps(character, ensure_ascii=False)[1:-1]

    def object_id(self, digits):
        return self.string(digits.upper() if self.chance(0.1) else digits)

    def space(self):
        """White space between two tokens, mostly none."""
        return b"" if self.chance(0.97) else self.random.choice(SPACES)

    def object(self, members):
        """An object of members (name, bytes of the value)."""
        gap = self.gap()
        escapes = 0.5 if self.chance(0.02) else 0.02
        return (
            b"{"
            + gap()
            + b",".join(
                gap() + self.string(name, escapes) + gap() + b":" + gap() + value + gap()
                for name, value in members
            )
            + b"}"
        )

    def array(self, elements):
        gap = self.gap()
        return b"[" + gap() + b",".join(gap() + element + gap() for element in elements) + b"]"

    def gap(self):
        """A function that returns the white space at each place of one object or array."""
        return no_space if self.chance(0.8) else self.space

    def value(self, depth=3):
        """A random valid value."""
        kind = self.random.random()
        if depth and kind < 0.12:
            return self.object(
                [(self.word(), self.value(depth - 1)) for _ in range(self.random.randrange(5))]
            )
        if depth and kind < 0.22:
            return self.array([self.value(depth - 1) for _ in range(self.random.randrange(4))])
        if kind < 0.45:
            return self.random.choice(NUMBERS).encode()
        if kind < 0.6:
            return self.random.choice((b"true", b"false", b"null"))
        if kind < 0.65:
            return self.random.choice(ODD_STRINGS)
        return self.string(" ".join(self.word() for _ in range(self.random.randrange(6))))

    def word(self):
        return self.random.choice(WORDS)

    def nested(self, levels):
        """A value with this many levels of brackets, sometimes with carriage returns."""
        opening = [self.random.choice((b"[", b'{"a":', b'{"taskGroup":')) for _ in range(levels)]
        closing = [b"]" if bracket == b"[" else b"}" for bracket in reversed(opening)]
        for brackets in (opening, closing):
            if levels and self.chance(0.05):
                brackets[self.random.randrange(levels)] += b"\r"
        return b"".join(opening) + b"0" + b"".join(closing)

    def bad(self):
        """Text that is not a value but resembles one."""
        return self.random.choice(BAD_STRINGS + BAD_VALUES + BAD_NUMBERS)


def no_space():
    return b""


@lru_cache(100_000)
def json_string(text, only_ascii):
    """A string as most JSON writers write it."""
    return json.dumps(text, ensure_ascii=only_ascii).encode()
