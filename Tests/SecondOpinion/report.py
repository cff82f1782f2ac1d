"""What a run writes besides jobs: rejects records, the table of `--count`, the final messages."""

import base64
import codecs
import re

from matching import TRIGGERS, Withheld

CUT = 64 << 10
WIDEST_CODE = 40
TYPES = ("COTUser", "COTTask", "COTSurvey", "COTProperty", "COTNote", "Auth", "(other)")
ACTIONS = ("create", "edit", "delete", "logout", "(other)")
NOT_DUE = {
    "unknown": "the webhook is not in the definitions",
    "inactive": "the webhook is inactive",
    "other company": "the webhook and the event belong to different companies",
    "other trigger": "the webhook's trigger does not cover such events",
    "other context": "the webhook's context asks for another value",
}
# What leaves out jobs that are due.
LEFT_OUT = {
    "minus": ("job", "left out: also given by the definitions in --minus"),
    "repeated": ("job", "left out: already made in this run"),
    "seen": ("job", "left out: already done, according to --seen"),
    "delivered": ("record", "without a job: already delivered"),
    "triedAgain": ("record", "without a job: another try of the same delivery"),
}
CLOSED_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
# The strings, white space, brackets and other tokens of a well-formed text.
TOKEN = re.compile(rb""""(?:[^"\\]|\\.)*"|[ \t\r\n]+|[{}\[\]:,]|[^"{}\[\]:, \t\r\n]+""")
MALFORMED = ("too-long", "invalid-utf8", "invalid-json", "too-deep", "carriage-return")
SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# Why events do not take part, in the message that none does.
UNSELECTED = {
    "otherCompany": "of other companies",
    "earlier": "before --since",
    "later": "from --until on",
}


def reject_record(name, record, fault):
    """The line in the file of `--rejects`, with an empty `detail`."""
    text = record.text or b""
    kept = text[:CUT] if fault.reason == "too-long" else text
    cut = ',"cut":true' if len(kept) < len(text) else ""
    try:
        # A part of a character at the end is left out if the line is cut.
        whole = codecs.getincrementaldecoder("utf-8")().decode(kept, final=not cut)
        shown = f'"text":{quoted(whole)}'
    except UnicodeDecodeError:
        shown = f'"base64":"{base64.b64encode(kept).decode()}"'
    return (
        f'{{"file":{quoted(name)},"line":{record.line},"offset":{record.offset},'
        f'"length":{len(text)},"column":{fault.offset + 1},'
        f'"reason":"{fault.reason}","detail":"",{shown}{cut}}}\n'
    ).encode()


def quoted(text):
    """A JSON string in which only the characters that must be are escaped."""
    return '"' + re.sub(r'["\\\x00-\x1f]', escape, text) + '"'


def escape(match):
    return SHORT_ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"


def on_one_line(text, reason):
    """A record, rejected for this reason, with a space for each line feed.

    In one that is malformed, a line feed in a string becomes a tab. In any other, an inner value
    with line feeds has no white space between its tokens.
    """
    if reason in MALFORMED:
        *lines, last = text.split(b"\n")
        ends = (b"\t" if b'"' in CLOSED_STRING.sub(b"", line) else b" " for line in lines)
        return b"".join(line + end for line, end in zip(lines, ends)) + last
    parts, value, depth = [], [], 0
    for token in TOKEN.findall(text):
        depth += token in (b"{", b"[")
        (value if depth > 1 else parts).append(token)
        depth -= token in (b"}", b"]")
        if depth == 1 and value:
            is_broken = any(b"\n" in each for each in value)
            parts += [each for each in value if not is_broken or each[:1] not in b" \t\r\n"]
            value = []
    return b"".join(parts).replace(b"\n", b" ")


def may_lack_matches(run):
    """Whether a run without matches needs no message: a shard need not have any webhooks, and each
    record of a log is reported.
    """
    return run.options.log or run.options.shard


def inactivity(run):
    """The message that no webhook is active, if nothing else shows it and there is one."""
    is_shown = run.shows_inactivity or may_lack_matches(run)
    if is_shown or not run.webhooks or any(webhook.active for webhook in run.webhooks):
        return
    codes = [webhook.code for webhook in run.webhooks]
    them = f"all {len(codes)} webhooks are" if codes[1:] else f"webhook {codes[0]} is"
    yield f"{them} inactive: no event can match"


def lack_of_matches(run):
    """The message that definitions or events seem to be of another system, if there is one."""
    statistics = run.statistics
    company = statistics.first_company
    if may_lack_matches(run) or not company:
        return
    if statistics.events["matched"] + statistics.withheld:
        return
    if not any(webhook.active for webhook in run.webhooks):
        return
    if not any(webhook.company == company for webhook in run.webhooks):
        yield (
            f"no event matches: the first is of company {company}, which has no webhook in this run"
        )
    elif not statistics.has_recognized:
        yield (
            "no event matches: none has a type and an event that a webhook can ask for, "
            "such as COTTask and edit"
        )


def totals(run):
    """The messages at the end of the run."""
    if run.rejects.count:
        is_replayed = run.options.failed and run.made.count > 0
        why = ": if one records a success, that delivery may be made again" if is_replayed else ""
        yield f"{run.rejects.count} of {amount(run.record_count, run.rejects.unit)} rejected{why}"
    if run.made.refused:
        refused = run.made.refused
        have = "its event has" if len(refused) == 1 else "their events have"
        yield (
            f'{amount(len(refused), "job")} cannot be written for curl: {have} too many @ in a '
            f"row: leave out --format curl to get JSON (first: {refused[0]})"
        )
    # What was not read could be selected and match.
    if not run.statuses & {66, 74, 75}:
        events = run.statistics.events
        unselected = [f"{events[why]} {what}" for why, what in UNSELECTED.items() if events[why]]
        if unselected and not events["matched"] + events["unmatched"] + events["delivered"]:
            yield f'no event is selected: {", ".join(unselected)}'
        yield from lack_of_matches(run)
    if run.unreadable_times:
        given = [
            option
            for option, value in (("--since", run.options.since), ("--until", run.options.until))
            if value is not None
        ]
        yield (
            f'{amount(len(run.unreadable_times), "event")} without a readable createdAt: '
            f'left out by {" and ".join(given)} (first: {run.unreadable_times[0]})'
        )
    for reason, (what, why) in LEFT_OUT.items():
        count = run.made.left_out[reason]
        if reason == "delivered" and run.has_replayed:
            count += run.statistics.events[reason]
        if count:
            why = why.replace("give it", "give it" if count == 1 else "give them")
            yield f"{amount(count, what)} {why}"
    for verdict, why in NOT_DUE.items():
        if verdict in run.verdicts.not_due:
            places = run.verdicts.not_due[verdict]
            if verdict == "unknown" and run.options.company:
                why += f" of company {run.options.company}"
            yield f'{amount(len(places), "record")} without a job: {why} (first: {places[0]})'
    for names in (("taskGroup",), ("surveyId",), ("group",), ("surveyId", "group")):
        for malformed in ((), ("taskGroup",), ("surveyId",), ("group",), ("surveyId", "group")):
            verdict = Withheld(names, malformed)
            if verdict in run.verdicts.withheld:
                yield withheld(verdict, *run.verdicts.withheld[verdict])


def withheld(verdict, places, ids):
    """The message about events without ids that webhooks ask for."""
    names, malformed = verdict
    events = amount(len(places), "task event" if names == ("taskGroup",) else "survey event")
    absent = ["data." + name for name in names if name not in malformed]
    present = ["a data." + name for name in malformed]
    what = ["without " + " and ".join(absent)] if absent else []
    if present:
        are = "is not an ObjectId" if len(present) == 1 else "are not ObjectIds"
        what.append(f'with {" and ".join(present)} that {are}')
    ask = f'{"asks" if len(ids) == 1 else "ask"} for {"one" if len(names) == 1 else "them"}'
    webhooks = amount(len(ids), "webhook")
    return f'{events} {" and ".join(what)}: not sent to {webhooks} that {ask} (first: {places[0]})'


def count_table(run):
    """The table that `--count` prints."""
    width = len(
        str(max(run.made.count, run.verdicts.matched_count + sum(run.verdicts.unmatched.values())))
    )
    code_width = min(WIDEST_CODE, max((len(webhook.code) for webhook in run.webhooks), default=0))
    trigger_width = max(map(len, TRIGGERS))
    rows = [
        (
            run.made.by_webhook[webhook.id],
            f"{webhook.code:{code_width}}  {webhook.company}  "
            f"{webhook.trigger:{trigger_width}}  {webhook.url}",
        )
        for webhook in run.webhooks
    ]
    rows += [(run.made.count, "jobs in all"), (run.verdicts.matched_count, "events that match")]
    unmatched = {}
    for (kind, action), count in run.verdicts.unmatched.items():
        known = (kind if kind in TYPES else "(other)", action if action in ACTIONS else "(other)")
        unmatched[known] = unmatched.get(known, 0) + count
    rows += [
        (unmatched[kind, action], f"events that match nothing: {kind} {action}")
        for kind in TYPES
        for action in ACTIONS
        if unmatched.get((kind, action))
    ]
    return "".join(f"{count:{width}}  {what}\n" for count, what in rows).encode()


def shown_name(name):
    """The name of a file in messages."""
    return "(standard input)" if name == "-" else name


def amount(count, thing):
    return f'{count} {thing}{"" if count == 1 else "s"}'
