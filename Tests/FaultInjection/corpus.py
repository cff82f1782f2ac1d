"""The files that the rounds read: sample events, spoiled, long, many and few, and logs of deliveries.

Each event tells where it came from, `"at":"FILE:LINE"`, so that of each job and each rejected line it is known where in the
input it belongs.
"""

import json
import random
import re
from pathlib import Path

PLACE = re.compile(rb'"at":"([a-z]+):(\d+)"')


class Source:
    """A file of the corpus, its bytes and where its lines end."""

    def __init__(self, path):
        self.name = path.name
        self.path = path
        self.bytes = path.read_bytes()
        self.is_log = self.name.startswith("log")
        # Behind each line's line feed; the last line may have none and is then never whole before the end is seen.
        self.ends = [place + 1 for place, byte in enumerate(self.bytes) if byte == 10]
        self.line_count = len(self.ends) + (not self.bytes.endswith(b"\n") and self.bytes != b"")

    def whole_lines(self, size):
        """How many lines end within the first `size` bytes."""
        return sum(end <= size for end in self.ends)


class Corpus:
    """All files, by name, and the file of webhooks."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.webhooks = self.folder / "webhooks.json"
        self.sources = {
            path.name: Source(path)
            for path in sorted(self.folder.iterdir())
            if path != self.webhooks
        }

    def names(self, is_log):
        return [name for name, source in self.sources.items() if source.is_log == is_log]


def make(folder, fixtures, seed):
    """Writes the files of a corpus into `folder`; the same seed gives the same bytes."""
    draw = random.Random(f"corpus {seed}")
    folder, fixtures = Path(folder), Path(fixtures)
    folder.mkdir()
    webhooks = (fixtures / "webhooks.json").read_bytes()
    (folder / "webhooks.json").write_bytes(webhooks)
    events = (fixtures / "events.ndjson").read_bytes().split(b"\n")
    events = [line for line in events if line.startswith(b'{"') and len(line) < 4000]
    plain = [
        ("few", 12, 0.1),
        ("some", 60, 0.1),
        ("clean", 80, 0),
        ("many", 400, 0.03),
        ("bad", 150, 0.5),
        ("open", 40, 0.1),
        ("none", 0, 0),
    ]
    for name, count, spoiled in plain:
        lines = [line_of(draw, events, name, number, spoiled) for number in range(1, count + 1)]
        data = b"".join(lines)
        # One whose last line has no line feed.
        (folder / name).write_bytes(data.rstrip(b"\r\n") if name == "open" else data)
    (folder / "long").write_bytes(b"".join(long_lines(draw, events, json.loads(webhooks))))
    logs(folder, draw, events, json.loads(webhooks))


def line_of(draw, events, name, number, spoiled):
    """A line with its end, in so many of all cases one that is rejected or blank."""
    line = placed(draw.choice(events), name, number)
    if draw.random() < spoiled:
        cut = draw.randrange(1, len(line))
        line = draw.choice(
            [
                line[:cut],
                line[:cut] + b"\xff" + line[cut:],
                line[:cut] + b"\x01" + line[cut:],
                b"[]",
                b"{}",
                b"",
                line[:1] + b'"type":1,' + line[1:],
                b"x" * draw.choice([9, 3000, 20000]),
            ]
        )
    return line + draw.choice([b"\n", b"\n", b"\n", b"\r\n"])


def placed(event, name, number):
    return b'{"at":"%s:%d",' % (name.encode(), number) + event.lstrip(b"{")


def long_lines(draw, events, webhooks):
    """Lines longer than what is copied, than a read and than all that waits to be written, between others."""
    events = [event for event in events if sure(webhooks, event)]
    for number, size in enumerate(
        [0, 70_000, 0, 300_000, 1_200_000, None, 0, 66_000, 0, 130_000, 0], 1
    ):
        line = placed(draw.choice(events), "long", number)
        if size is None:
            line = b"z" * 5_000
        elif size > 0:
            line = b'{"pad":"' + b"y" * size + b'",' + line[1:]
        yield line + b"\n"


def logs(folder, draw, events, webhooks):
    """Two logs of deliveries, one of lines and one of arrays, a record a line."""
    for name, count in [("loglines", 90), ("logarray", 300)]:
        records = [record(draw, events, webhooks, name, number) for number in range(1, count + 1)]
        if name == "logarray":
            # `[` stands before the first record, so that line numbers stay what they are.
            text = b"[" + b",\n".join(records) + b"]\n"
        else:
            text = b"".join(record + b"\n" for record in records)
        (folder / name).write_bytes(text)


def record(draw, events, webhooks, name, number):
    event = draw.choice(events)
    for _ in range(20):
        if sure(webhooks, event):
            break
        event = draw.choice(events)
    # Mostly one that is due a job.
    subscriptions = sure(webhooks, event) * 3 + [webhooks[0]["_id"], "62685990d918fb5557f9f901"]
    text = b'{"status":%d,"event":%s,"subscription":"%s"}' % (
        draw.choice([200, 409, 500]),
        placed(event, name, number),
        draw.choice(subscriptions).encode(),
    )
    return text.replace(b'"subscription"', b'"subscriber"') if draw.random() < 0.1 else text


def sure(webhooks, event):
    """The ids of webhooks that the event matches, those without a context."""
    event = json.loads(event)
    kind = event["type"].removeprefix("COT").lower()
    return [
        webhook["_id"]
        for webhook in webhooks
        if webhook["isActive"]
        and webhook["company"] == event["company"]
        and webhook["trigger"] == f"create-edit-delete-{kind}"
        and not any((webhook.get("context") or {}).values())
        and event["event"] in ("create", "edit", "delete")
    ]
