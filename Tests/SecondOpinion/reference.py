"""What a run of hookline must give: the whole contract, one record after the other."""

import re
from collections import Counter, namedtuple

from events import read_event, read_record
from grammar import Fault
from matching import Withheld, judge, job
from records import Content, lines, records
from report import count_table, on_one_line, reject_record, shown_name, totals

Options = namedtuple(
    "Options",
    "log failed count e company max_jobs max_rejects max_line_bytes",
    defaults=(False, False, False, False, None, None, None, None),
)
# `told` is what standard error must say, but for hints and the wording behind the reason of a rejected line.
Expected = namedtuple("Expected", "status output told rejects raw reasons job_count")

MAX_LINE_BYTES = "64M"
POWERS_OF_1024 = {"K": 1, "M": 2, "G": 3}
REPORTED_PER_FILE = 10
# Of all that the status could be, the first says most.
STATUSES = (66, 75, 65, 1, 0)
STRING_OR_SPACE = re.compile(rb'("(?:[^"\\]|\\.)*")|[ \t\n\r]+')


class Stop(Exception):
    """A limit that the user set was reached."""


class Run:
    """A run over files, a name and bytes each or None where there is no file, with definitions that are accepted."""

    def __init__(self, webhooks, options, files):
        self.options, self.files = options, files
        # With `--company` only its webhooks are left; events of others are not counted either.
        self.webhooks = [
            webhook for webhook in webhooks if options.company in (None, webhook.company)
        ]
        self.unit = "record" if options.log else "line"
        self.limit = number_of_bytes(options.max_line_bytes or MAX_LINE_BYTES)
        self.jobs, self.told, self.rejects, self.raw = [], [], [], []
        # How many jobs each webhook had, how many lines were rejected for each reason, and how many events
        # matched nothing; and which records were refused or withheld for what, and which webhooks did not get them.
        self.made, self.reasons, self.unmatched = Counter(), Counter(), Counter()
        self.refused, self.withheld = {}, {}
        self.statuses = {0}
        self.job_count = self.matched_count = self.rejected_count = self.piece_count = 0

    def run(self):
        try:
            for name, content in self.files:
                if content is None:
                    self.told.append(f"{name}: No such file or directory")
                    self.statuses.add(66)
                else:
                    self.read(name, Content(content))
        except Stop:
            self.statuses.add(75)
        self.told += totals(self)
        if self.rejected_count:
            self.statuses.add(65)
        if self.options.e and not self.job_count:
            self.statuses.add(1)
        status = next(status for status in STATUSES if status in self.statuses)
        output = count_table(self) if self.options.count else b"".join(self.jobs)
        return Expected(
            status,
            output,
            self.told,
            b"".join(self.rejects),
            b"".join(self.raw),
            self.reasons,
            self.job_count,
        )

    def read(self, name, content):
        rejected = 0
        for piece in records(content) if self.options.log else lines(content):
            try:
                blank = self.work(name, piece)
                self.piece_count += not (blank and self.options.log)
            except Fault as fault:
                self.piece_count += 1
                rejected += 1
                self.reject(name, content, piece, fault, rejected <= REPORTED_PER_FILE)

    def work(self, name, piece):
        """Does what is due for a line or record; tells whether it was blank."""
        if piece.text is None:
            raise Fault("invalid-json", 0)
        if piece.size > self.limit:
            raise Fault("too-long", self.limit)
        if not piece.text.strip(b" \t\r\n") and not piece.in_array:
            return True
        if self.options.log:
            record = read_record(piece.text, self.options.failed)
            event, verdicts = record.event, [self.verdict(record)]
        else:
            event = read_event(piece.text)
            verdicts = [(webhook, judge(webhook, event)) for webhook in self.webhooks]
        text = piece.text[event.start : event.end]
        if b"\n" in text or b"\r" in text:
            text = STRING_OR_SPACE.sub(lambda match: match[1] or b"", text)
        place = f"{shown_name(name)}:{piece.line}"
        self.make_jobs(text, [webhook for webhook, verdict in verdicts if verdict == "due"], place)
        self.note(event, verdicts, place)
        return False

    def verdict(self, record):
        """A job is due for the record's own webhook only."""
        if self.options.failed and 200 <= record.status <= 209:
            return None, "delivered"
        for webhook in self.webhooks:
            if webhook.id == record.subscription:
                return webhook, judge(webhook, record.event)
        return None, "unknown"

    def make_jobs(self, text, due, place):
        for webhook in due:
            if self.job_count == self.options.max_jobs:
                self.told.append(f"stopped at {place}: --max-jobs allows no more jobs")
                raise Stop
            self.job_count += 1
            self.made[webhook.id] += 1
            if not self.options.count:
                self.jobs.append(job(webhook, text))

    def note(self, event, verdicts, place):
        """Counts an event, and those that it was not sent to though somebody may wait for it."""
        if any(verdict == "due" for _, verdict in verdicts):
            self.matched_count += 1
        elif self.options.log:
            # A record of the log that is refused is told by its reason instead.
            self.unmatched[event.type, event.action] += isinstance(verdicts[0][1], Withheld)
        else:
            is_skipped = self.options.company not in (None, event.company)
            self.unmatched[event.type, event.action] += not is_skipped
        kinds = {}
        for webhook, verdict in verdicts:
            if isinstance(verdict, Withheld):
                kinds.setdefault(verdict, set()).add(webhook.id)
            elif self.options.log and verdict != "due":
                self.refused.setdefault(verdict, []).append(place)
        for verdict, ids in kinds.items():
            places, all_ids = self.withheld.setdefault(verdict, ([], set()))
            places.append(place)
            all_ids |= ids

    def reject(self, name, content, piece, fault, is_told):
        self.rejected_count += 1
        self.reasons[fault.reason] += 1
        self.rejects.append(reject_record(name, piece, fault))
        if piece.text:
            whole = piece.in_array and fault.reason != "too-long"
            self.raw.append((on_one_line(piece.text) if whole else piece.text) + b"\n")
        name, place = shown_name(name), piece.offset + fault.offset
        line, column = content.line(place), content.column(place)
        if not piece.in_array:
            # A line that is cut off by its end has its fault there, not in the next line.
            line, column = piece.line, content.column(piece.offset) + fault.offset
        if is_told:
            self.told.append(f"{name}:{line}:{column}: {fault.reason}: ")
        if self.rejected_count >= 100 and re.fullmatch("10*", str(self.rejected_count)):
            self.told.append(
                f"{self.rejected_count} {self.unit}s rejected so far, the last at {name}:{line}"
            )
        if self.options.max_rejects is not None and self.rejected_count > self.options.max_rejects:
            # In an array the next record can be in the same line.
            after = content.line(piece.offset + piece.size) if piece.in_array else piece.line + 1
            self.told.append(
                f"stopped before {name}:{after}: --max-rejects allows no more rejected {self.unit}s"
            )
            raise Stop


def number_of_bytes(text):
    """How many bytes `text` says: digits, at times with a K, M or G."""
    power = POWERS_OF_1024.get(text[-1], 0)
    return int(text.rstrip("KMG")) * 1024**power
