"""Decides which webhooks and which events take part in a run."""

import re
from datetime import date

from events import OBJECT_ID
from xxh128 import xxh128

DATE = r"(\d{4})-(\d\d)-(\d\d)"
TIME = re.compile(
    DATE + r"T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))", re.ASCII | re.IGNORECASE
)
LONGEST_TIME = 64
DAY = 86_400
# The first second of the year 0000 and the last of 9999.
FIRST, LAST = -62_167_219_200, 253_402_300_799


class SelectionFault(Exception):
    """Why the options do not fit the definitions: an exit status and messages."""

    def __init__(self, status, message):
        super().__init__(message)
        self.status, self.messages = status, [message]


def milliseconds(text):
    """The milliseconds since 1970 of a date and time of RFC 3339, or None if it is not one."""
    match = TIME.fullmatch(text)
    if not match or len(text.encode(errors="replace")) > LONGEST_TIME:
        return None
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    fraction, sign, *offset = match.groups()[6:]
    ahead_hours, ahead_minutes = (int(part or 0) for part in offset)
    if hour > 23 or minute > 59 or second > 60 or ahead_hours > 23 or ahead_minutes > 59:
        return None
    # The standard library has no year 0; 400 years later the calendar is the same.
    shift = 400 if year < 400 else 0
    try:
        days = date(year + shift, month, day) - date(1970 + shift, 1, 1)
    except ValueError:
        return None
    seconds = days.days * DAY
    ahead = (ahead_hours * 60 + ahead_minutes) * (-1 if sign == "-" else 1)
    seconds += (hour * 60 + minute - ahead) * 60 + second
    if second == 60 and seconds % DAY:
        return None
    if not FIRST <= seconds <= LAST:
        return None
    return seconds * 1000 + int(((fraction or "") + "000")[:3])


def limit(text):
    """The milliseconds of the value of an option: a time, or a date for its first moment."""
    return None if text is None else milliseconds(text + ("" if "T" in text else "T00:00:00Z"))


def time_verdict(event, options):
    """Why an event is left out for its time, as `--stats` calls it, or None."""
    since, until = limit(options.since), limit(options.until)
    if since is None and until is None:
        return None
    at = None if event.created_at is None else milliseconds(event.created_at)
    if at is None:
        return "unreadableTime"
    if since is not None and at < since:
        return "earlier"
    return "later" if until is not None and at >= until else None


def select(webhooks, former, options, files):
    """The webhooks that take part, those of the `former` definitions that do, and the ids of those
    left out by name or shard.

    Raises a SelectionFault if the options do not fit the definitions in these files.
    """
    now, before = (
        [webhook for webhook in each if options.company in (None, webhook.company)]
        for each in (webhooks, former)
    )
    ids = {webhook.id for webhook in now}
    own = now + [webhook for webhook in before if webhook.id not in ids]
    if not own:
        what = f"no webhook of this company in {files}"
        if options.company in {webhook.id for webhook in webhooks + former}:
            what = "this is a webhook, not a company: select it with --only"
        raise SelectionFault(78, f"--company {options.company}: {what}")
    owner = f" of company {options.company}" if options.company else ""
    only, excepted = (
        {found for name in names for found in resolve(name, own, option, owner, files)}
        for option, names in (("--only", options.only), ("--except", options.excepted))
    )
    named = [
        webhook
        for webhook in own
        if (not only or webhook.id in only) and webhook.id not in excepted
    ]
    if not named:
        which = " that --only names" if only else ""
        raise SelectionFault(78, f"--except leaves out every webhook{which}: exclude fewer")
    chosen = {webhook.id for webhook in named if is_in_shard(webhook, options.shard)}
    return (
        [webhook for webhook in now if webhook.id in chosen],
        [webhook for webhook in before if webhook.id in chosen],
        {webhook.id for webhook in own} - chosen,
    )


def is_in_shard(webhook, shard):
    if shard is None:
        return True
    number, count = map(int, shard.split("/"))
    return int(xxh128(webhook.id.encode())[16:], 16) % count + 1 == number


def resolve(name, webhooks, option, owner, files):
    """The ids of the webhooks that a name stands for.

    There are several only if webhooks of the new and the former definitions share a code.
    """
    by_code = [webhook for webhook in webhooks if webhook.code == name]
    if OBJECT_ID.fullmatch(name):
        by_id = [webhook for webhook in webhooks if webhook.id == name.lower()]
        others = [webhook for webhook in by_code if webhook not in by_id]
        if by_id and others:
            raise SelectionFault(
                64,
                f"{option} {name}: this is the _id of one webhook and the code of another: "
                f"write {by_id[0].code} for the first, {others[0].id} for the second",
            )
        if by_id:
            return {by_id[0].id}
    companies = list(dict.fromkeys(webhook.company for webhook in by_code))
    if len(companies) > 1:
        raise SelectionFault(
            64,
            f"{option} {name}: companies {companies[0]} and {companies[1]} both use "
            "this code: add --company ID, or write the webhook's _id",
        )
    if not by_code:
        advice = advice_about(option, name, webhooks)
        raise SelectionFault(
            78, f"{option} {name}: no webhook{owner} with this _id or code in {files}{advice}"
        )
    return {webhook.id for webhook in by_code}


def advice_about(option, name, webhooks):
    """What to write instead of an unknown name."""
    is_id = OBJECT_ID.fullmatch(name)
    names = [webhook.id if is_id else webhook.code for webhook in webhooks]
    distances = [(distance(name.lower(), known), known) for known in names]
    near = [
        (edits, at, known)
        for at, (edits, known) in enumerate(distances)
        if 3 * edits <= max(len(name.encode()), len(known))
    ]
    if near:
        return f": the nearest is {min(near)[2]}"
    return f": repeat {option} for each webhook" if "," in name else ""


def distance(first, second):
    """The optimal string alignment distance."""
    table = {(row, 0): row for row in range(len(first) + 1)}
    table |= {(0, column): column for column in range(len(second) + 1)}
    for row, letter in enumerate(first, 1):
        for column, other in enumerate(second, 1):
            least = min(
                table[row - 1, column] + 1,
                table[row, column - 1] + 1,
                table[row - 1, column - 1] + (letter != other),
            )
            if row > 1 and column > 1 and (letter, first[row - 2]) == (second[column - 2], other):
                least = min(least, table[row - 2, column - 2] + 1)
            table[row, column] = least
    return table[len(first), len(second)]
