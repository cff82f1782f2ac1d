"""Faults of files: full disks, files that are missing, and files that change while they are read."""

import errno
import os
import shutil
import subprocess


def full_disk(round):
    """A disk that is really full: a small one in memory, or `/dev/full` where none may be mounted."""
    setting, promise = round.setting, round.promise
    setting.pipes -= {1}
    setting.pipes.add(2)
    sizes = {name: len(getattr(round.reference, name)) for name in ("jobs", "rejects", "raw")}
    pages = round.draw.randint(1, max(1, sum(sizes.values()) // 4096))
    disk = round.folder / "disk"
    disk.mkdir()
    if has_mounted(disk, pages * 4096):
        setting.output_folder = disk
        for name in ("rejects", "raw"):
            (round.folder / name).symlink_to(disk / name)
        round.clean_up = lambda: subprocess.run(["umount", str(disk)], check=True)
        is_over = sum(-(-size // 4096) for size in sizes.values()) > pages
    else:
        setting.output = "/dev/full"
        is_over = sizes["jobs"] > 0
    round.is_over_old = False
    if is_over:
        promise.injected_otherwise = lambda outcome: 1
        promise.statuses, promise.messages = {74}, "true"
        promise.failing = {"jobs", "rejects", "raw"}
        promise.weaken(
            jobs="any" if round.has("--count") else "piece", rejects="piece", raw="piece"
        )
        promise.says = rb"(?m)^hookline: (standard output|rejects|raw): No space left on device"


def has_mounted(disk, size):
    """Whether there is a disk of so many bytes in memory now, which is for the user to allow."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(disk)]
    return (
        shutil.which("mount") is not None
        and subprocess.run(command, capture_output=True).returncode == 0
    )


def missing_files(round):
    """An input is not there, is a directory or must not be opened: the others are processed."""
    source = named_source(round)
    round.promise.expect(round.undisturbed("missing", missing=(source,)))
    expected = round.promise.expected[0]
    how = round.draw.choice(["missing", "directory", "shim", "shim"])
    if how == "shim":
        error = round.draw.choice(
            [errno.EACCES, errno.EMFILE, errno.ENFILE, errno.ELOOP, errno.EIO]
        )
        round.rule(f"open {source} {error} from 1")
    else:
        round.promise.is_certain = True
        (round.directories if how == "directory" else round.absent).add(source)
    round.promise.messages = "same" if how == "missing" else "true"
    name = rb"(?m)^hookline: %s: [A-Z]" % source.encode()
    if b"hookline: " + source.encode() + b": No such file" in expected.messages:
        round.promise.says = name


def changing_files(round):
    """An input is cut, grows, is replaced or deleted while it is read."""
    round.forbid("--max-jobs", "--max-rejects")
    source = named_source(round)
    promise, content, path = round.promise, round.content(source), round.folder / source
    promise.changed, promise.is_ordered = {source}, False
    ways = [replaced, deleted]
    if not round.is_log:
        ways += [truncated, grown]
    change = round.draw.choice(ways)(round, source, content, path)
    round.setting.action = lambda process: change()
    # Not before it is opened: the number of a file that is deleted can be that of a new one.
    call, latest = round.draw.choice(
        [(f"open {source}", 1), (f"read {source}", 100), ("poll *", 200), ("write *", 20)]
    )
    round.rule(f"{call} 0 stop {int(latest ** round.draw.random())}")


def truncated(round, source, content, path):
    size = round.draw.randint(0, len(content))
    whole = content[: content.rfind(b"\n", 0, size) + 1]
    within(round, round.undisturbed("least", {source: whole}), round.reference)
    return lambda: os.truncate(path, size)


def grown(round, source, content, path):
    more = round.content("clean") if round.draw.random() < 0.5 else round.content("bad")
    if content and not content.endswith(b"\n"):
        more = b"\n" + more
    within(round, round.reference, round.undisturbed("most", {source: content + more}))

    def grow():
        with open(path, "ab") as file:
            file.write(more)

    return grow


def within(round, least, most):
    round.promise.range = (least, most)
    round.promise.statuses = {least.status, most.status, 65}
    round.promise.messages = "true"
    if round.has("--count"):
        round.promise.weaken(jobs="any")


def replaced(round, source, content, path):
    other = round.content("loglines" if round.is_log else "some")
    round.promise.expect(round.reference, round.undisturbed("replaced", {source: other}))

    def replace():
        (round.folder / "other").write_bytes(other)
        os.replace(round.folder / "other", path)

    return replace


def deleted(round, source, content, path):
    round.promise.expect(round.reference, round.undisturbed("missing", missing=(source,)))
    return lambda: path.unlink()


def named_source(round):
    """One of the inputs that has a name."""
    source = round.draw.choice(round.sources)
    if source == round.piped:
        round.piped = None
    return source
