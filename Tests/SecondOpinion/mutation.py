"""Mutates lines as damaged files, copies and writers do."""

from samples import MUTATION_PIECES


def mutated(random, line, other):
    """A line with one to three mutations; `other` is a line to splice with it."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        line = mutate_once(random, line, other)
    return line


def mutate_once(random, line, other):
    """Flips a bit, or deletes, inserts, replaces or repeats bytes, cuts the line, or splices it."""
    at = random.randrange(len(line) + 1)
    # The members that route an event are mostly in its first 200 bytes.
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
        return line[:at] + random.choice(MUTATION_PIECES) + line[at:]
    if kind == 3:
        return line[:at] + random.choice(MUTATION_PIECES) + line[at + 1 :]
    if kind == 4:
        return line[: at + length] + line[at:]
    if kind == 5:
        return line[:at]
    return line[:at] + other[random.randrange(len(other) + 1) :]
