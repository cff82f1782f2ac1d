"""The options of a run that change its result."""

from collections import namedtuple

Options = namedtuple(
    "Options",
    "log failed unique count needs_job company max_jobs max_rejects max_line_bytes "
    "only excepted since until shard columns format explain",
)

MAX_LINE_BYTES = "64M"
POWERS_OF_1024 = {"K": 1, "M": 2, "G": 3}


def longest_line(options):
    """The number of bytes that a line may have: digits, perhaps with a K, M or G."""
    text = options.max_line_bytes or MAX_LINE_BYTES
    power = POWERS_OF_1024.get(text[-1], 0)
    return int(text.rstrip("KMG")) * 1024**power
