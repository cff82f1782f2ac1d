"""Generates files for `--seen`: logs of senders, what curl reports, earlier jobs, and faults."""

from events import read_event, read_record
from grammar import LEVELS, Fault
from matching import job, job_id, judge
from records import without_space
from samples import DELIVERY_STATUSES, TINY_FILES

NAMES = ("done.ndjson", "sent before.ndjson")
# How many lines of the input are examined for jobs.
EXAMINED = 120
ODD_LINES = (
    b"", b" ", b"\t", b"\r", b"{}", b"[]", b"null", b'"id"', b'{"id":5}', b'{"id":null}',
    b'{"status":200}', b'{"ID":"a"}', b'{"id":"","id":""}', b'{"id":"a","status":1,"status":1}',
    b'{"id":"a"', b'{"id":"a"}}', b"\xef\xbb\xbf", b'{"id":"a"}\r ', b'{"\\u0069d":"a"}',
    b'{"id":\r"a"}', b'{"id":"a","\\u0069d":1}', b'[{"id":"a"}]', b'{"id":"\xff"}',
    b'{"id":["a"]}', b'{"a":{"id":"a"}}',
)  # fmt: skip


def seen_files(generator, texts, webhooks, definitions, files, log):
    """One or two files, as (name, bytes); one may be missing, an event file or standard input.

    Some of the jobs of the texts, which are events or records of a `log`, are done.
    """
    random = generator.random
    jobs = list(due_jobs(random, texts, webhooks, log))
    names = random.sample(NAMES, random.choice((1, 1, 1, 2)))
    seen = [(name, seen_file(generator, jobs)) for name in names]
    at, kind = random.randrange(len(seen)), random.random()
    is_free = all(name != "-" for name, _ in definitions + files)
    named = [file for file in files if file[0] != "-" and file[1] is not None]
    if kind < 0.03:
        seen[at] = (seen[at][0], None)
    elif kind < 0.05 and named:
        seen[at] = random.choice(named)
    elif kind < 0.15 and is_free and [name for name, _ in files] != ["-"]:
        seen[at] = ("-", seen[at][1])
    return seen


def due_jobs(random, texts, webhooks, log):
    """Jobs that are due for some of the texts, as (webhook, bytes of the event)."""
    for text in random.sample(texts, min(len(texts), EXAMINED)):
        try:
            record = read_record(text, True) if log else None
            event = record.event if log else read_event(text)
        except Fault:
            continue
        content = text[event.start : event.end]
        if log and random.random() < 0.3:
            # In an array it can be spread over several lines.
            content = without_space(content)
        for webhook in webhooks:
            is_asked = not log or webhook.id == record.subscription
            if is_asked and judge(webhook, event) == "due":
                yield webhook, content


def seen_file(generator, jobs):
    """A file about some of the jobs."""
    random, writer = generator.random, generator.writer
    share = random.choice((0.1, 0.5, 0.9))
    lines = [seen_line(generator, *each) for each in jobs if writer.chance(share)]
    lines += [seen_line(generator, *random.choice(jobs)) for _ in range(3) if jobs]
    random.shuffle(lines)
    if writer.chance(0.4):
        for _ in range(random.choice((1, 3, 20))):
            lines.insert(random.randrange(len(lines) + 1), odd_line(generator))
        lines, _ = generator.mutate_some(lines, random.choice((0, 0, 0.1)))
    if writer.chance(0.05):
        return random.choice(TINY_FILES)
    if writer.chance(0.03):
        # Another format, on one line without its end.
        return random.choice((b"[" + b",".join(lines) + b"]", b"\r".join(lines)))
    ends = random.choice(((b"\n",), (b"\n",), (b"\r\n",), (b"\n", b"\r\n", b"\n\n", b"\r\r\n")))
    text = b"".join(line + random.choice(ends) for line in lines)
    if writer.chance(0.3):
        # What was writing the file did not end the last line.
        text = text[: -random.choice((1, 2, 30))]
    return b"\xef\xbb\xbf" + text if writer.chance(0.05) else text


def seen_line(generator, webhook, event):
    """A line about one job: mostly that it is done."""
    random, writer = generator.random, generator.writer
    status = b"200" if writer.chance(0.5) else random.choice(DELIVERY_STATUSES)
    kind = random.randrange(4)
    if kind == 0:
        return job(webhook, event)[:-1]
    if kind == 1:
        return job(webhook, event)[:-2] + b',"status":' + status + b',"retry":0}'
    done_id = job_id(webhook, event)
    if writer.chance(0.1):
        done_id = done_id.upper()
    if writer.chance(0.05):
        at = random.randrange(len(done_id))
        done_id = done_id[:at] + random.choice(("", "0", "g", "-", "0-")) + done_id[at + 1 :]
    members = [("id", writer.string(done_id)), ("status", status), ("exit", b"0")]
    if writer.chance(0.1):
        members.pop(1)
    if kind == 2:
        members.append(("response", writer.value()))
        members = generator.altered(members)
    return writer.object(members)


def odd_line(generator):
    """A line that says nothing or cannot be read."""
    random, writer = generator.random, generator.writer
    kind = random.randrange(8)
    if kind == 0:
        return writer.bad()
    if kind == 1:
        return writer.value()
    if kind == 2:
        levels = LEVELS + random.choice((-1, 0, 1, 2))
        return b'{"id":"a","event":' + writer.nested(levels) + b"}"
    if kind == 3:
        return b'{"id":"' + b"x" * random.choice((50, 57, 140, 1000, 66_000)) + b'"}'
    return random.choice(ODD_LINES)
