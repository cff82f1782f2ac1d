"""Makes the arrays of a delivery log: compact or pretty-printed, with faults of a clear outcome."""

import re

TOKEN = re.compile(rb'"(?:[^"\\\n]|\\[^\n])*"|["\\{}\[\],]')
CLOSING = {b"}": b"{", b"]": b"["}


def is_one_element(text):
    """Whether it is clear where an element ends: its brackets and quotes are closed.

    Anything else in it may be wrong.
    """
    opened = []
    for match in TOKEN.finditer(text):
        token = match[0]
        if token in (b"{", b"["):
            opened.append(token)
        elif token in CLOSING:
            if not opened or opened.pop() != CLOSING[token]:
                return False
        elif token in (b'"', b"\\") or (token == b"," and not opened):
            return False
    return not opened


def array(random, elements):
    """An array of the elements, with random white space between them."""
    elements = [element.strip(b" \t\r\n") for element in elements]
    form = random.randrange(4)
    if form == 0:
        return b"[" + b",".join(elements) + b"]"
    if form == 1:
        return b"[\n  " + b",\n  ".join(elements) + b"\n]\n"
    if form == 2:
        end = random.choice((b"\n", b"\r\n", b"\r"))
        return b" \n[" + b"\r\n,".join(pretty(element, end) for element in elements) + b" ] "
    return (
        b"["
        + b" ,\t".join(
            element if random.random() < 0.5 else pretty(element) for element in elements
        )
        + b" \n] \n"
    )


def pretty(element, end=b"\n"):
    """An element spread over several lines, with its tokens unchanged."""
    spread = re.compile(rb'("(?:[^"\\\n]|\\[^\n])*")|([\[{,])|([\]}])')
    return spread.sub(
        lambda match: match[1] or (match[2] and match[2] + end + b"    ") or end + b"  " + match[3],
        element,
    )


def log_file(random, elements):
    """A file of one or two arrays, with other lines between them; it may end inside an array."""
    if random.random() < 0.7:
        text = array(random, elements)
    else:
        cut = random.randrange(len(elements) + 1)
        between = random.choice(
            (b"", b"\n", b" \r\n\n", b"\n{}\n", b'{"a":1}\n', b"\nx\n  [1]\n", b"]\n")
        )
        text = array(random, elements[:cut]) + between + array(random, elements[cut:])
    if random.random() < 0.15:
        text = text.rstrip(b" \t\r\n")[:-1] + random.choice((b"", b" ", b"\n", b",", b",\n"))
    return text
