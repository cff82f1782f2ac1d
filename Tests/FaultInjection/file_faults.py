"""Faults of files: full disks, missing files, and files that change while they are read."""

import errno
import os
import shutil
import subprocess


def full_disk(round):
    """A disk that is really full: a small tmpfs or, if it cannot be mounted, `/dev/full`."""
    settings, expectation = round.settings, round.expectation
    settings.pipes -= {1}
    settings.pipes.add(2)
    sizes = {name: len(getattr(round.reference, name)) for name in ("jobs", "rejects", "raw")}
    pages = round.rng.randint(1, max(1, sum(sizes.values()) // 4096))
    disk = round.folder / "disk"
    disk.mkdir()
    if mount(disk, pages * 4096):
        settings.output_folder = disk
        for name in ("rejects", "raw"):
            (round.folder / name).symlink_to(disk / name)
        round.clean_up = lambda: subprocess.run(["umount", str(disk)], check=True)
        is_over = sum(-(-size // 4096) for size in sizes.values()) > pages
    else:
        settings.output = "/dev/full"
        is_over = sizes["jobs"] > 0
    round.overwrites_old_rejects = False
    if is_over:
        expectation.other_injections = lambda outcome: 1
        expectation.statuses, expectation.messages = {74}, "consistent"
        expectation.failing_outputs = {"jobs", "rejects", "raw"}
        expectation.weaken(
            jobs="any" if round.writes_table else "piece", rejects="piece", raw="piece"
        )
        expectation.required_message = (
            rb"(?m)^hookline: (standard output|rejects|raw): No space left on device"
        )


def mount(disk, size):
    """Mounts a tmpfs of this size; returns whether the system permits that."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(disk)]
    return (
        shutil.which("mount") is not None
        and subprocess.run(command, capture_output=True).returncode == 0
    )


def failing_temporary_files(round):
    """A temporary file cannot be created, written or read: no job that is not due is written."""
    round.forbid("--max-jobs", "--max-rejects")
    if not round.is_log:
        round.is_log, round.piped = True, None
        round.sources = ["logarray", "loglines"]
        round.options += ["--from", "log"]
    if not round.has("--failed"):
        round.options.append("--failed")
    round.tuning += ["--keep-bytes", str(round.rng.choice([1, 500, 5000]))]
    error = round.rng.choice([errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EFBIG])
    number = round.rng.randint(1, 20)
    round.add_rule(
        round.rng.choice(
            [
                f"open temporary {error} call {round.rng.randint(1, 2)}",
                f"write temporary {error} after {round.rng.randint(0, 20000)}",
                f"pread temporary {errno.EIO} from {number}",
            ]
        )
    )
    round.expectation.statuses, round.expectation.messages = {74}, "consistent"
    jobs = "any" if round.writes_table else "lines"
    round.expectation.weaken(jobs=jobs, rejects="lines", raw="lines")
    round.expectation.required_message = (
        rb"(?m)^hookline: temporary file in /[^:]*: [A-Z][^:]+: "
        rb"(\d+ whole (?:jobs?|lines?) written to standard output, \d+ bytes?: )?"
        rb"(set TMPDIR to (a directory with more room|another directory)"
        rb"|allow larger files \(ulimit -f\), or use another file system)"
        rb"(, then run again with --seen and the log of the sender)?$"
    )


def missing_files(round):
    """An input does not exist, is a directory or cannot be opened: the others are processed."""
    source = named_source(round)
    round.expectation.expect(round.run_without_fault("missing", missing=(source,)))
    expected = round.expectation.expected[0]
    how = round.rng.choice(["missing", "directory", "shim", "shim"])
    if how == "shim":
        error = round.rng.choice([errno.EACCES, errno.EMFILE, errno.ENFILE, errno.ELOOP, errno.EIO])
        round.add_rule(f"open {source} {error} from 1")
    else:
        round.expectation.is_always_injected = True
        (round.directories if how == "directory" else round.missing).add(source)
    round.expectation.messages = "same" if how == "missing" else "consistent"
    name = rb"(?m)^hookline: %s: [A-Z]" % source.encode()
    if b"hookline: " + source.encode() + b": No such file" in expected.messages:
        round.expectation.required_message = name


def changing_files(round):
    """An input is truncated, grows, is replaced or deleted while it is read."""
    # With --unique, a job is left out of a later input if it was made before.
    round.forbid("--max-jobs", "--max-rejects", "--unique")
    source = named_source(round)
    expectation, content, path = round.expectation, round.content(source), round.folder / source
    expectation.changed_inputs, expectation.are_places_valid = {source}, False
    ways = [replaced, deleted]
    if not round.is_log:
        ways += [truncated, grown]
    change = round.rng.choice(ways)(round, source, content, path)
    round.settings.action = lambda process: change()
    # Not before it is opened: a new file can get the inode number of a deleted one.
    call, latest = round.rng.choice(
        [(f"open {source}", 1), (f"read {source}", 100), ("poll *", 200), ("write *", 20)]
    )
    if call in ("write *", "poll *"):
        # Nor at an answer to SIGUSR1, which may come before that.
        round.may_ask = False
    round.add_rule(f"{call} 0 stop {int(latest ** round.rng.random())}")


def truncated(round, source, content, path):
    size = round.rng.randint(0, len(content))
    whole = content[: content.rfind(b"\n", 0, size) + 1]
    expect_between(round, round.run_without_fault("least", {source: whole}), round.reference)
    return lambda: os.truncate(path, size)


def grown(round, source, content, path):
    more = round.content("clean") if round.rng.random() < 0.5 else round.content("bad")
    if content and not content.endswith(b"\n"):
        more = b"\n" + more
    expect_between(
        round, round.reference, round.run_without_fault("most", {source: content + more})
    )

    def grow():
        with open(path, "ab") as file:
            file.write(more)

    return grow


def expect_between(round, least, most):
    """Expects outputs with at least the lines of one outcome and at most those of another."""
    round.expectation.range = (least, most)
    round.expectation.statuses = {least.status, most.status, 65}
    round.expectation.messages = "consistent"
    if round.writes_table:
        round.expectation.weaken(jobs="any")


def replaced(round, source, content, path):
    other = round.content("loglines" if round.is_log else "some")
    round.expectation.expect(round.reference, round.run_without_fault("replaced", {source: other}))

    def replace():
        (round.folder / "other").write_bytes(other)
        os.replace(round.folder / "other", path)

    return replace


def deleted(round, source, content, path):
    round.expectation.expect(round.reference, round.run_without_fault("missing", missing=(source,)))
    return lambda: path.unlink()


def named_source(round):
    """One of the inputs, which is then not on standard input."""
    source = round.rng.choice(round.sources)
    if source == round.piped:
        round.piped = None
    return source
