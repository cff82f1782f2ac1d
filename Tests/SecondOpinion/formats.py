"""Writes jobs in forms other than JSON: in columns, and as a configuration of curl."""

from datetime import datetime, timedelta

from matching import job, job_id
from selection import milliseconds

COLUMNS = ("id", "subscription", "company", "code", "trigger", "url", "createdAt", "job", "event")
# The last two can contain a TAB.
INNER_COLUMNS = COLUMNS[:-2]

# In bytes after escaping; how far a cut is moved is in bytes of the event.
LONGEST_VALUE = 96 * 1024
LONGEST_PIECE = 64 * 1024
LONGEST_MOVE = 4096


def formatted(options, webhook, event, text):
    """The job that sends an event, with these bytes, in the form that the options ask for.

    None if that form cannot express it.
    """
    if options.columns:
        return columns(options.columns, webhook, event, text)
    return curl(webhook, text) if options.format == "curl" else job(webhook, text)


def columns(names, webhook, event, text):
    """The job as a line of columns."""
    cells = {
        "id": job_id(webhook, text).encode(),
        "subscription": webhook.id.encode(),
        "company": webhook.company.encode(),
        "code": webhook.code.encode(),
        "trigger": webhook.trigger.encode(),
        "url": webhook.url.encode(),
        "createdAt": shown_time(event.created_at).encode(),
        "job": job(webhook, text)[:-1],
        "event": text,
    }
    return b"\t".join(cells[name] for name in names.split(",")) + b"\n"


def shown_time(text):
    """The time in UTC and milliseconds, or an empty string if it cannot be read."""
    at = None if text is None else milliseconds(text)
    if at is None:
        return ""
    # The standard library has no year 0; 400 years later the calendar is the same.
    moment = datetime(2370, 1, 1) + timedelta(milliseconds=at) if at < 0 else None
    year_shift = 400 if moment else 0
    moment = moment or datetime(1970, 1, 1) + timedelta(milliseconds=at)
    return (
        f"{moment.year - year_shift:04}-{moment.month:02}-{moment.day:02}"
        f"T{moment:%H:%M:%S}.{moment.microsecond // 1000:03}Z"
    )


def curl(webhook, text):
    """The job as a part of a configuration of curl, or None if no cut avoids `@`."""
    body = curl_body(text)
    if body is None:
        return None
    name = job_id(webhook, text)
    result = (
        f'{{"id":"{name}","status":"%{{response_code}}","exit":%{{exitcode}},'
        '"seconds":%{time_total}}'
    ).replace('"', '\\"')
    # If the record is cut off before its last line, curl refuses the protocol of the URL.
    return (
        f'\nnext\nproto = "=ftp"\nurl = "{webhook.url}"\n'.encode()
        + body
        + (
            'header = "Content-Type: application/json"\n'
            f'header = "webhook-id: {name}"\nheader = "Expect:"\n'
            "globoff\nfail\nmax-time = 30\nretry = 2\nretry-delay = 30\n"
            "retry-max-time = 120\nretry-all-errors\n"
            f'output = "/dev/null"\nwrite-out = "{result}\\n"\nproto = "=http,https"\n'
        ).encode()
    )


def curl_body(text):
    """The options that send a body: one, or several whose values begin with no `@`."""
    escaped = text.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    if len(escaped) <= LONGEST_VALUE:
        return b'data-raw = "' + escaped + b'"\n'
    lines, start = [], 0
    while len(escaped) - start > LONGEST_PIECE:
        end = before_escape(escaped, start, start + LONGEST_PIECE)
        if escaped[end : end + 1] == b"@":
            end = start + len(escaped[start:end].rstrip(b"@"))
            if start + LONGEST_PIECE - end >= LONGEST_MOVE:
                return None
            end = before_escape(escaped, start, end - 1)
        lines.append(escaped[start:end])
        start = end
    lines.append(escaped[start:])
    return b"".join(b'json = "' + line + b'"\n' for line in lines) + b'header = "Accept: */*"\n'


def before_escape(escaped, start, end):
    """The end, or the offset before it if it is between a backslash and what that escapes."""
    line = escaped[start:end]
    return end - (len(line) - len(line.rstrip(b"\\"))) % 2
