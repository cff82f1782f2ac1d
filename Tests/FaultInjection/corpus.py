"""The input files of the rounds: few or many events, invalid and long lines, and delivery logs.

Each event has a member `"at":"FILE:LINE"`, which shows for each job where its event was read.
"""

import json
import random
import re
from pathlib import Path

PLACE = re.compile(rb'"at":"([a-z]+):(\d+)"')


class Source:
    """A file of the corpus, with its bytes and the offsets of its line ends."""

    def __init__(self, path):
        self.name = path.name
        self.path = path
        self.bytes = path.read_bytes()
        self.is_log = self.name.startswith("log")
        # The offsets after each line feed. The last line may have none.
        self.ends = [place + 1 for place, byte in enumerate(self.bytes) if byte == 10]


class Corpus:
    """All input files, by name, and the folder that also has the definitions files."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.sources = {
            path.name: Source(path)
            for path in sorted(self.folder.iterdir())
            if path.suffix != ".json"
        }

    def names(self, is_log):
        return [name for name, source in self.sources.items() if source.is_log == is_log]


def make(folder, fixtures, seed):
    """Writes the files of a corpus to `folder`; the same seed gives the same bytes."""
    rng = random.Random(f"corpus {seed}")
    folder, fixtures = Path(folder), Path(fixtures)
    folder.mkdir()
    definitions = (fixtures / "webhooks.json").read_bytes()
    (folder / "webhooks.json").write_bytes(definitions)
    webhooks = json.loads(definitions)
    (folder / "old.json").write_text(json.dumps(old_definitions(webhooks)))
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
    matching = [event for event in events if matching_ids(webhooks, event)]
    for name, count, faulty_share in plain:
        lines = [line_of(rng, events, name, number, faulty_share) for number in range(1, count + 1)]
        # One event matches, or a run without a fault could report that none does.
        if lines:
            number = rng.randrange(count)
            lines[number] = line_of(rng, matching, name, number + 1, 0)
        data = b"".join(lines)
        # The last line of this one has no line feed.
        (folder / name).write_bytes(data.rstrip(b"\r\n") if name == "open" else data)
    (folder / "long").write_bytes(b"".join(long_lines(rng, matching)))
    logs(folder, rng, events, webhooks)


def old_definitions(webhooks):
    """Definitions for `--diff` and `--minus`, which give other jobs than the webhooks do."""
    old = [dict(webhook) for number, webhook in enumerate(webhooks) if number % 3]
    for number, webhook in enumerate(old):
        if number % 4 == 0:
            webhook["isActive"] = not webhook["isActive"]
        elif number % 4 == 1:
            webhook["context"] = None
    removed = {"_id": "62685990d918fb5557f9f902", "code": "removed", "isActive": True}
    return old + [webhooks[0] | removed | {"context": None}]


def line_of(rng, events, name, number, faulty_share):
    """A line with its line end; this share of all lines is rejected or blank."""
    line = with_place(rng.choice(events), name, number)
    if rng.random() < faulty_share:
        cut = rng.randrange(1, len(line))
        line = rng.choice(
            [
                line[:cut],
                line[:cut] + b"\xff" + line[cut:],
                line[:cut] + b"\x01" + line[cut:],
                b"[]",
                b"{}",
                b"",
                line[:1] + b'"type":1,' + line[1:],
                b"x" * rng.choice([9, 3000, 20000]),
            ]
        )
    return line + rng.choice([b"\n", b"\n", b"\n", b"\r\n"])


def with_place(event, name, number):
    """The event with the member `at`."""
    return b'{"at":"%s:%d",' % (name.encode(), number) + event.lstrip(b"{")


def long_lines(rng, events):
    """Long lines between short ones: longer than a read, and than the buffer of unwritten jobs."""
    for number, size in enumerate(
        [0, 70_000, 0, 300_000, 1_200_000, None, 0, 66_000, 0, 130_000, 0], 1
    ):
        line = with_place(rng.choice(events), "long", number)
        if size is None:
            line = b"z" * 5_000
        elif size > 0:
            line = b'{"pad":"' + b"y" * size + b'",' + line[1:]
        yield line + b"\n"


def logs(folder, rng, events, webhooks):
    """Writes two delivery logs with one record per line: one of lines, and one that is an array."""
    for name, count in [("loglines", 90), ("logarray", 300)]:
        records = [record(rng, events, webhooks, name, number) for number in range(1, count + 1)]
        if name == "logarray":
            # The `[` is on the line of the first record, so that record N is on line N.
            text = b"[" + b",\n".join(records) + b"]\n"
        else:
            text = b"".join(record + b"\n" for record in records)
        (folder / name).write_bytes(text)


def record(rng, events, webhooks, name, number):
    """A delivery log record; a tenth of them lack their subscription and are rejected."""
    event = rng.choice(events)
    for _ in range(20):
        if matching_ids(webhooks, event):
            break
        event = rng.choice(events)
    # Mostly a webhook that the event matches.
    subscriptions = matching_ids(webhooks, event) * 3 + [
        webhooks[0]["_id"],
        "62685990d918fb5557f9f901",
    ]
    text = b'{"status":%d,"event":%s,"subscription":"%s"}' % (
        rng.choice([200, 409, 500]),
        with_place(event, name, number),
        rng.choice(subscriptions).encode(),
    )
    return text.replace(b'"subscription"', b'"subscriber"') if rng.random() < 0.1 else text


def matching_ids(webhooks, event):
    """The ids of the webhooks without a context that the event matches."""
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
