"""The list of all faults, and the faults of outputs, inputs and threads.

A fault is a function that gets a round, and sets the rules for the shim, other settings, and what
must hold for the result. Its name is the fault's name in the report.
"""

import dataclasses
import errno
import fcntl
import re

import file_faults
import process_faults
import stream_faults
from execution import Outcome

WRITE_ERRORS = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG]
NAMES = {"jobs": b"standard output", "rejects": b"rejects", "raw": b"raw"}


def expect_failing_output(round, name):
    """Expects what must hold if an output cannot be written any further."""
    expectation = round.expectation
    expectation.statuses, expectation.messages = {74}, "consistent"
    expectation.failing_outputs = {name}
    # Only the failing output may end in a piece of a line. `--count` writes its table at the end.
    if name == "jobs" and round.writes_table:
        expectation.weaken(jobs="piece")
    else:
        # A line over the limit is written as it is read, and may have been written in part.
        raw = "piece" if round.has("--max-line-bytes") else "lines"
        jobs = "any" if round.writes_table else "lines"
        expectation.weaken(jobs=jobs, rejects="lines", raw=raw)
        expectation.weaken(**{name: "piece"})
    expectation.required_message = (
        rb"(?m)^hookline: %s: [A-Z][^:]+"
        rb"(: \d+ whole (?:jobs?|lines?) written to standard output, \d+ bytes?)?"
        rb"(: (?:make room, then "
        rb"|allow larger files \(ulimit -f\), or use another file system, then "
        rb"|let its reader read to the end, then )?run again"
        rb" (?:into a new file|with --seen and the log of the sender))?$" % NAMES[name]
    )


def fill_output(round, name, target):
    """Writes to an output fail after a random size; to a rejects file also with EPIPE."""
    size = round.rng.randint(0, max(len(getattr(round.reference, name)) - 1, 0))
    errors = WRITE_ERRORS + ([] if name == "jobs" else [errno.EPIPE])
    round.add_rule(f"write {target} {round.rng.choice(errors)} after {size}")
    expect_failing_output(round, name)


def full_jobs(round):
    """Writes to standard output fail after some bytes."""
    if round.rng.random() < 0.5:
        # With large reads, rejected lines of the same block are still unwritten when the jobs fail.
        round.need("--rejects", "rejects")
        round.tuning = round.tuning[:2]
        if not round.is_log and "bad" not in round.sources:
            round.sources.insert(0, "bad")
    fill_output(round, "jobs", "out")


def full_rejects(round):
    """Writes to the `--rejects` file fail after some bytes."""
    round.need("--rejects", "rejects")
    fill_output(round, "rejects", "rejects")


def full_statistics(round):
    """Writes to the `--stats` file fail after some bytes."""
    round.need("--stats", "stats")
    error = round.rng.choice(WRITE_ERRORS + [errno.EPIPE])
    round.add_rule(f"write stats {error} after {round.rng.randint(0, 300)}")
    round.expectation.statuses, round.expectation.messages = {74}, "consistent"
    round.expectation.required_message = (
        rb"(?m)^hookline: stats: [A-Z][^:]+: the statistics were not written$"
    )


def full_raw_rejects(round):
    """Writes to the `--rejects-raw` file fail after some bytes."""
    round.need("--rejects-raw", "raw")
    fill_output(round, "raw", "raw")


def full_messages(round):
    """Writes to standard error fail: the run goes on without messages, and its status is 74."""
    due = len(round.reference.messages)
    round.add_rule(
        f"write err {round.rng.choice(WRITE_ERRORS)}"
        f" after {round.rng.randint(0, max(due - 1, 0))}"
    )
    round.expectation.messages, round.expectation.statuses = "unchecked", {74}


def limited_file_size(round):
    """No file may grow beyond a limit (RLIMIT_FSIZE): SIGXFSZ must not end the run."""
    expectation = round.expectation
    # The numbers of the run are not compared, so it is not known whether they fit.
    round.forbid("--stats")
    round.settings.pipes -= {1}
    names = ["jobs", "rejects", "raw"] + ([] if 2 in round.settings.pipes else ["messages"])
    sizes = {name: len(getattr(round.reference, name)) for name in names}
    limit = round.rng.randint(0, max(1, round.rng.choice(list(sizes.values()))))
    round.settings.file_size = limit
    over = [name for name, size in sizes.items() if size > limit]
    expectation.is_always_injected = over != []
    failing = [name for name in over if name != "messages"]
    for name in failing:
        expect_failing_output(round, name)
    if len(failing) > 1:
        expectation.failing_outputs, expectation.required_message = set(failing), None
        expectation.weaken(
            jobs="any" if round.writes_table else "piece", rejects="piece", raw="piece"
        )
    if over and "messages" in sizes:
        # The message about the failure may not fit in the messages file.
        expectation.messages, expectation.required_message = "unchecked", None
        if "messages" in over:
            expectation.statuses = {74}


def failing_close(round):
    """Closing an output fails, so that data may be lost, or closing an input, which is harmless."""
    name = round.rng.choice(["jobs", "rejects", "raw", "input"])
    if name == "input":
        for source in round.sources:
            round.add_rule(f"close {source} {errno.EIO} from 1")
        return
    if name != "jobs":
        round.need("--rejects" if name == "rejects" else "--rejects-raw", name)
    round.add_rule(
        f"close {'out' if name == 'jobs' else name} {round.rng.choice(WRITE_ERRORS)} from 1"
    )
    expect_failing_output(round, name)
    round.expectation.weaken(jobs="whole", rejects="whole", raw="whole")
    if name != "jobs" and round.has("--count=json"):
        # The rejects files are closed before the counts are written, which say why the run ended.
        counts = re.sub(rb'"stopped":[^,]+', b'"stopped":"output"', round.reference.jobs)
        round.expectation.expect(dataclasses.replace(round.reference, jobs=counts))


def failing_read(round):
    """Reads of one input fail after some bytes: its whole lines and all other inputs count."""
    round.forbid("--max-jobs", "--max-rejects", "--failed")
    source = round.rng.choice(round.sources)
    content = round.content(source)
    size = round.rng.randint(0, len(content))
    inside = [
        place
        for place in range(0, len(content), 500)
        if len(content[:place].rsplit(b"\n", 1)[-1]) > 2000
    ]
    if round.has("--max-line-bytes") and inside and round.rng.random() < 0.5:
        # In a line over the limit, of which a part has been written.
        size = round.rng.choice(inside)
    if round.is_log and content[size - 1 : size] in (b",", b"]"):
        # It does not matter whether a record ends at its comma or after it.
        size += 1
    target = "in" if source == round.piped else source
    round.add_rule(
        f"read {target} {round.rng.choice([errno.EIO, errno.ETIMEDOUT, errno.ESTALE])} after {size}"
    )
    cut = content[: content.rfind(b"\n", 0, size) + 1]
    whole = cut.count(b"\n")
    if source == "logarray" and cut and not cut.endswith(b"]\n"):
        cut = cut.removesuffix(b",\n") + b"]\n"
    round.expectation.expect(round.run_without_fault("cut", {source: cut}))
    round.expectation.statuses = {74 if source == round.piped else 66}
    round.expectation.messages = "consistent"
    name = rb"\(standard input\)" if source == round.piped else source.encode()
    after = b" after line %d: the rest" % whole if whole and not round.is_log else b""
    if source == "logarray" and len(cut) > 2:
        tail = rb"(?: \(tail -c \+\d+ [a-z]+\))?"
        after = rb" after byte \d+: run again from there%s, with (\[\]?|0) before it" % tail
    round.expectation.required_message = rb"(?m)^hookline: " + name + b": [A-Z][^:]+?" + after


def failing_definitions(round):
    """The definitions cannot be read: no input is read."""
    name = round.rng.choice(round.definitions)
    rules = [f"read {name} 5 call 1", f"read {name} 5 after 4000", f"open {name} 13 from 1"]
    round.add_rule(round.rng.choice(rules))
    expect_nothing_done(round, 66, rb"(?m)^hookline: %s: [A-Z]" % name.encode())


def uncreatable_files(round):
    """A rejects file cannot be opened, identified, locked or truncated: no input is read."""
    name = round.rng.choice(["rejects", "raw"])
    round.need("--rejects" if name == "rejects" else "--rejects-raw", name)
    call, error, status = round.rng.choice(
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
    round.add_rule(f"{call} {name} {error} from 1")
    expect_nothing_done(round, status, rb"(?m)^hookline: ")


def expect_nothing_done(round, status, required_message):
    """Expects a run that ends with a message before it reads any input."""
    round.overwrites_old_rejects = False
    round.expectation.expect(Outcome(status, b"", b"", b"", b""))
    round.expectation.messages, round.expectation.required_message = "consistent", required_message


def failing_status(round):
    """An input cannot be identified. It could be the file to truncate, so no file is truncated."""
    round.need("--rejects", "rejects")
    target = round.rng.choice([*round.definitions, *round.sources])
    call, target = ("fstat", "in") if target == round.piped else ("stat", target)
    round.add_rule(f"{call} {target} {round.rng.choice([errno.EIO, errno.ESTALE])} from 1")
    required_message = rb"(?m)^hookline: .+: cannot check whether it is also an output file: "
    expect_nothing_done(round, 73, required_message)


def locked_file(round):
    """Another process has locked the rejects file: nothing is read, and the file is unchanged."""
    round.need("--rejects", "rejects")
    expect_nothing_done(
        round, 73, rb"(?m)^hookline: --rejects rejects: another run is writing to it"
    )
    file = open(round.folder / "rejects", "ab")
    fcntl.flock(file, fcntl.LOCK_EX)
    round.clean_up = file.close
    round.expectation.is_always_injected = True


def no_locks(round):
    """The file system has no locks: the rejects file is written without one."""
    round.need("--rejects", "rejects")
    round.add_rule(f"flock * {round.rng.choice([errno.ENOLCK, errno.EOPNOTSUPP])} from 1")


def leased_input(round):
    """Another process has a lease on an input, so that it cannot be opened at first."""
    round.add_rule(f"open {file_faults.named_source(round)} {errno.EAGAIN} call 1")


def no_signals(round):
    """The pipe for signals cannot be made: no input is read."""
    round.add_rule(f"pipe pipe {round.rng.choice([errno.EMFILE, errno.ENFILE])} from 1")
    expect_nothing_done(round, 71, rb"(?m)^hookline: signals cannot be handled: ")


def few_descriptors(round):
    """Pipes after the one for signals cannot be made: the run uses fewer threads."""
    number = round.rng.randint(2, 13)
    mode = round.rng.choice([f"from {number}", f"call {number}"])
    round.add_rule(f"pipe pipe {round.rng.choice([errno.EMFILE, errno.ENFILE])} {mode}")


def few_threads(round):
    """Some threads cannot be started."""
    number = round.rng.randint(1, 5)
    mode = round.rng.choice([f"from {number}", f"call {number}", "chance 500"])
    round.add_rule(f"pthread_create * {errno.EAGAIN} {mode}")


def fixed_pipes(round):
    """The capacity of pipes cannot be changed."""
    round.add_rule(f"fcntl * {errno.EPERM} {round.rng.choice(['from 1', 'chance 500'])}")


FAULTS = [
    full_jobs,
    full_rejects,
    full_raw_rejects,
    full_statistics,
    full_messages,
    limited_file_size,
    file_faults.full_disk,
    file_faults.failing_temporary_files,
    failing_close,
    failing_read,
    failing_definitions,
    uncreatable_files,
    failing_status,
    locked_file,
    no_locks,
    leased_input,
    no_signals,
    stream_faults.interrupted_calls,
    stream_faults.short_transfers,
    stream_faults.busy_pipes,
    stream_faults.busy_calls,
    stream_faults.failing_polls,
    stream_faults.closed_descriptors,
    file_faults.missing_files,
    file_faults.changing_files,
    few_descriptors,
    few_threads,
    fixed_pipes,
    process_faults.killed,
    process_faults.stopped_by_signals,
    process_faults.second_signals,
    process_faults.ignored_signals,
    process_faults.vanishing_reader,
    process_faults.vanishing_reader_of_messages,
]
# The faults that matter only with several threads.
NEEDS_THREADS = {few_descriptors, few_threads, fixed_pipes, stream_faults.failing_polls}
