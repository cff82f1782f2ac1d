"""Counts, keeps and reports the records that a run rejects."""

import re
from collections import Counter

from report import on_one_line, reject_record, shown_name


class Rejects:
    """The rejected records of a run; `unit` is what messages call a record."""

    def __init__(self, unit):
        self.unit = unit
        # What the files of `--rejects` and `--rejects-raw` hold.
        self.records, self.raw = [], []
        self.count, self.reasons = 0, Counter()

    def add(self, name, content, record, fault, is_reported):
        """Adds a record that has a fault, and returns the messages about it."""
        self.count += 1
        self.reasons[fault.reason] += 1
        self.records.append(reject_record(name, record, fault))
        if record.text:
            self.raw.append(on_one_line(record.text, fault.reason) + b"\n")
        name, place = shown_name(name), record.offset + fault.offset
        line, column = content.line(place), content.column(place)
        if not record.in_array:
            # The fault of a line that ends too early is at its end, not in the next line.
            line, column = record.line, content.column(record.offset) + fault.offset
        messages = [f"{name}:{line}:{column}: {fault.reason}: "] if is_reported else []
        if self.count >= 100 and re.fullmatch("10*", str(self.count)):
            messages.append(f"{self.count} {self.unit}s rejected so far, the last at {name}:{line}")
        return messages
