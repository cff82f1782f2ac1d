"""The faults of outputs, inputs and threads, and the list of all: each sets the rules of a round and says what then holds."""

import errno
import fcntl

import files
import processes
import streams
from execution import Outcome

WRITE_ERRORS = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG]
NAMES = {"jobs": b"standard output", "rejects": b"rejects", "raw": b"raw"}


def fail_output(round, name):
    """Says what holds where an output cannot be written on."""
    promise = round.promise
    promise.statuses, promise.messages, promise.failing = {74}, "true", {name}
    # What was written to the others stays whole; in a run that counts, the table comes when all else is done.
    if name == "jobs" and round.has("--count"):
        promise.weaken(jobs="piece")
    else:
        # A line over the limit streams through as it comes, and may be under way.
        raw = "piece" if round.has("--max-line-bytes") else "lines"
        promise.weaken(jobs="any" if round.has("--count") else "lines", rejects="lines", raw=raw)
        promise.weaken(**{name: "piece"})
    promise.says = (
        rb"(?m)^hookline: %s: [A-Z][^:]+(: \d+ jobs? written whole, in \d+ bytes?)?$" % NAMES[name]
    )


def fill_output(round, name, target):
    """An output takes so many bytes and no more; a rejects file can also be a FIFO without a reader."""
    size = round.draw.randint(0, max(len(getattr(round.reference, name)) - 1, 0))
    errors = WRITE_ERRORS + ([] if name == "jobs" else [errno.EPIPE])
    round.rule(f"write {target} {round.draw.choice(errors)} after {size}")
    fail_output(round, name)


def full_jobs(round):
    """Standard output cannot be written on."""
    if round.draw.random() < 0.5:
        # Rejected lines that wait to be kept when the jobs of their block fail: many are read at a time.
        round.need("--rejects", "rejects")
        round.effort = round.effort[:2]
        if not round.is_log and "bad" not in round.sources:
            round.sources.insert(0, "bad")
    fill_output(round, "jobs", "out")


def full_rejects(round):
    """The file of rejected lines' records cannot be written on."""
    round.need("--rejects", "rejects")
    fill_output(round, "rejects", "rejects")


def full_raw_rejects(round):
    """The file of the rejected lines themselves cannot be written on."""
    round.need("--rejects-raw", "raw")
    fill_output(round, "raw", "raw")


def full_messages(round):
    """Standard error takes nothing any more: the run goes on without messages, and tells that by its status."""
    due = len(round.reference.messages)
    round.rule(
        f"write err {round.draw.choice(WRITE_ERRORS)}"
        f" after {round.draw.randint(0, max(due - 1, 0))}"
    )
    round.promise.messages, round.promise.statuses = "lost", {74}


def limited_file_size(round):
    """No file may grow beyond a limit (RLIMIT_FSIZE): SIGXFSZ must not end it."""
    promise = round.promise
    round.setting.pipes -= {1}
    names = ["jobs", "rejects", "raw"] + ([] if 2 in round.setting.pipes else ["messages"])
    sizes = {name: len(getattr(round.reference, name)) for name in names}
    limit = round.draw.randint(0, max(1, round.draw.choice(list(sizes.values()))))
    round.setting.file_size = limit
    over = [name for name, size in sizes.items() if size > limit]
    promise.is_certain = over != []
    failing = [name for name in over if name != "messages"]
    for name in failing:
        fail_output(round, name)
    if len(failing) > 1:
        promise.failing, promise.says = set(failing), None
        promise.weaken(
            jobs="any" if round.has("--count") else "piece", rejects="piece", raw="piece"
        )
    if over and "messages" in sizes:
        # What is said of the failure may be too much for its file.
        promise.messages, promise.says = "lost", None
        if "messages" in over:
            promise.statuses = {74}


def failing_close(round):
    """What was written turns out to be lost when an output is closed; of an input, nobody minds."""
    name = round.draw.choice(["jobs", "rejects", "raw", "input"])
    if name == "input":
        for source in round.sources:
            round.rule(f"close {source} {errno.EIO} from 1")
        return
    if name != "jobs":
        round.need("--rejects" if name == "rejects" else "--rejects-raw", name)
    round.rule(
        f"close {'out' if name == 'jobs' else name} {round.draw.choice(WRITE_ERRORS)} from 1"
    )
    fail_output(round, name)
    round.promise.weaken(jobs="whole", rejects="whole", raw="whole")


def failing_read(round):
    """An input cannot be read on: the others are, and of this one what was whole."""
    round.forbid("--max-jobs", "--max-rejects")
    source = round.draw.choice(round.sources)
    content = round.content(source)
    size = round.draw.randint(0, len(content))
    inside = [
        place
        for place in range(0, len(content), 500)
        if len(content[:place].rsplit(b"\n", 1)[-1]) > 2000
    ]
    if round.has("--max-line-bytes") and inside and round.draw.random() < 0.5:
        # In a line that is over the limit, pieces of which are on their way.
        size = round.draw.choice(inside)
    if round.is_log and content[size - 1 : size] in (b",", b"]"):
        # Whether a record is whole at its comma already does not matter.
        size += 1
    target = "in" if source == round.piped else source
    round.rule(
        f"read {target} {round.draw.choice([errno.EIO, errno.ETIMEDOUT, errno.ESTALE])} after {size}"
    )
    cut = content[: content.rfind(b"\n", 0, size) + 1]
    whole = cut.count(b"\n")
    if source == "logarray" and cut and not cut.endswith(b"]\n"):
        cut = cut.removesuffix(b",\n") + b"]\n"
    round.promise.expect(round.undisturbed("cut", {source: cut}))
    round.promise.statuses = {74 if source == round.piped else 66}
    round.promise.messages = "true"
    name = rb"\(standard input\)" if source == round.piped else source.encode()
    after = b": what follows" if round.is_log else b" after line %d: what follows" % whole
    round.promise.says = (
        rb"(?m)^hookline: "
        + name
        + b": [A-Z][^:]+"
        + (after if whole and not round.is_log else b"")
    )


def failing_definitions(round):
    """The definitions cannot be read: nothing is done."""
    round.rule(
        round.draw.choice(
            [
                "read webhooks.json 5 call 1",
                "read webhooks.json 5 after 4000",
                "open webhooks.json 13 from 1",
            ]
        )
    )
    do_nothing(round, 66, rb"(?m)^hookline: webhooks.json: [A-Z]")


def uncreatable_files(round):
    """An output file cannot be opened, known or emptied: nothing is read."""
    name = round.draw.choice(["rejects", "raw"])
    round.need("--rejects" if name == "rejects" else "--rejects-raw", name)
    call, error, status = round.draw.choice(
        [
            ("open", errno.EACCES, 73),
            ("open", errno.ENOSPC, 73),
            ("open", errno.EMFILE, 71),
            ("ftruncate", errno.EIO, 73),
            ("fstat", errno.ESTALE, 73),
            ("stat", errno.EIO, 73),
            ("flock", errno.EAGAIN, 73),
        ]
    )
    round.rule(f"{call} {name} {error} from 1")
    do_nothing(round, status, rb"(?m)^hookline: ")


def do_nothing(round, status, says):
    """Says that nothing comes of the run but a message."""
    round.is_over_old = False
    round.promise.expect(Outcome(status, b"", b"", b"", b""))
    round.promise.messages, round.promise.says = "true", says


def failing_status(round):
    """What a file that is read is cannot be found out: it could be the one that is to be emptied, so nothing is."""
    round.need("--rejects", "rejects")
    target = round.draw.choice(["webhooks.json", *round.sources])
    call, target = ("fstat", "in") if target == round.piped else ("stat", target)
    round.rule(f"{call} {target} {round.draw.choice([errno.EIO, errno.ESTALE])} from 1")
    says = rb"(?m)^hookline: .+: what file that is cannot be found out: "
    do_nothing(round, 73, says)


def locked_file(round):
    """Another process writes the file of rejected lines: nothing is done, and it keeps what it has."""
    round.need("--rejects", "rejects")
    do_nothing(round, 73, rb"(?m)^hookline: --rejects rejects: another run writes to it")
    file = open(round.folder / "rejects", "ab")
    fcntl.flock(file, fcntl.LOCK_EX)
    round.clean_up = file.close
    round.promise.is_certain = True


def no_locks(round):
    """The file system has no locks: it is written all the same."""
    round.need("--rejects", "rejects")
    round.rule(f"flock * {round.draw.choice([errno.ENOLCK, errno.EOPNOTSUPP])} from 1")


def leased_input(round):
    """An input is leased to another process: it cannot be opened without waiting."""
    round.rule(f"open {files.named_source(round)} {errno.EAGAIN} call 1")


def no_signals(round):
    """There is no pipe for signals: nothing is read."""
    round.rule(f"pipe pipe {round.draw.choice([errno.EMFILE, errno.ENFILE])} from 1")
    do_nothing(round, 71, rb"(?m)^hookline: signals cannot be handled: ")


def few_descriptors(round):
    """There are no more pipes after the one for signals: fewer threads, and nothing else."""
    number = round.draw.randint(2, 13)
    mode = round.draw.choice([f"from {number}", f"call {number}"])
    round.rule(f"pipe pipe {round.draw.choice([errno.EMFILE, errno.ENFILE])} {mode}")


def few_threads(round):
    """There are no more threads."""
    number = round.draw.randint(1, 5)
    mode = round.draw.choice([f"from {number}", f"call {number}", "chance 500"])
    round.rule(f"pthread_create * {errno.EAGAIN} {mode}")


def fixed_pipes(round):
    """No pipe can be made larger or smaller."""
    round.rule(f"fcntl * {errno.EPERM} {round.draw.choice(['from 1', 'chance 500'])}")


FAULTS = [
    full_jobs,
    full_rejects,
    full_raw_rejects,
    full_messages,
    limited_file_size,
    files.full_disk,
    failing_close,
    failing_read,
    failing_definitions,
    uncreatable_files,
    failing_status,
    locked_file,
    no_locks,
    leased_input,
    no_signals,
    streams.interrupted_calls,
    streams.short_transfers,
    streams.busy_pipes,
    streams.busy_calls,
    streams.failing_polls,
    streams.closed_descriptors,
    files.missing_files,
    files.changing_files,
    few_descriptors,
    few_threads,
    fixed_pipes,
    processes.killed,
    processes.stopped_by_signals,
    processes.second_signals,
    processes.ignored_signals,
    processes.vanishing_reader,
    processes.vanishing_reader_of_messages,
]
# Those that need several threads.
FLOWING = {few_descriptors, few_threads, fixed_pipes, streams.failing_polls}
