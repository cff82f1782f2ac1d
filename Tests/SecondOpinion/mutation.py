"""Spoils lines: the small accidents of files, copies and writers."""

from tables import PIECES


def mutated(random, line, other):
    """A line with one to three accidents; `other` is a line to splice it with."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        line = accident(random, line, other)
    return line


def accident(random, line, other):
    at = random.randrange(len(line) + 1)
    # Most of what routes an event is in its first two hundred bytes.
    if random.random() < 0.3:
        at = min(at, random.randrange(200))
    length = random.choice((1, 1, 1, 2, 3, 8, 40))
    kind = random.randrange(7)
    if kind == 0 and line:
        at = min(at, len(line) - 1)
        return line[:at] + bytes([line[at] ^ 1 << random.randrange(8)]) + line[at + 1 :]
    if kind == 1:
        return line[:at] + line[at + length :]
    if kind == 2:
        return line[:at] + random.choice(PIECES) + line[at:]
    if kind == 3:
        return line[:at] + random.choice(PIECES) + line[at + 1 :]
    if kind == 4:
        return line[: at + length] + line[at:]
    if kind == 5:
        return line[:at]
    return line[:at] + other[random.randrange(len(other) + 1) :]
