"""Faults that must be overcome, so that nothing of them is seen, and standard descriptors that are closed."""

import errno


def interrupted_calls(round):
    """Signals interrupt calls all the time."""
    share = round.draw.choice([50, 300, 700])
    for call in ("read", "write", "poll", "open"):
        round.rule(f"{call} * {errno.EINTR} chance {share}")


def short_transfers(round):
    """Reads and writes do a part of what was asked for, down to one byte."""
    most = round.draw.choice([1, 1, 7, 100, 5000])
    if most == 1:
        # A million calls take their time.
        small = {"few", "some", "open", "none", "loglines"}
        round.choose_sources(
            [source for source in round.sources if source in small] or [round.small_source]
        )
    for call in round.draw.choice([("read", "write"), ("read",), ("write",)]):
        round.rule(f"{call} * 0 short {most}")


def busy_pipes(round):
    """Pipes do not wait (O_NONBLOCK), and who is at their other end is slow."""
    numbers = [0, 1, 2] if round.piped else [1, 2]
    chosen = set(round.draw.sample(numbers, round.draw.randint(1, len(numbers))))
    round.setting.pipes |= chosen
    round.setting.nonblocking = chosen
    is_long = "long" in round.sources
    round.setting.pace = (
        round.draw.choice([100, 1000, 5000]) * (20 if is_long else 1),
        round.draw.choice([0, 0.001, 0.003]),
    )
    round.promise.injected_otherwise = lambda outcome: outcome.wait_count


def busy_calls(round):
    """Nothing can be done at once, says the system, and then it can."""
    share = round.draw.choice([100, 500, 900])
    targets = ["in", "out", "err", "rejects", "raw", *round.sources]
    for target in round.draw.sample(targets, 4):
        for call in ("read", "write"):
            round.rule(f"{call} {target} {errno.EAGAIN} chance {share}")


def failing_polls(round):
    """Whether something is ready cannot be found out."""
    error = round.draw.choice([errno.ENOMEM, errno.EAGAIN, errno.EINVAL])
    round.rule(f"poll * {error} chance {round.draw.choice([20, 50, 300, 1000])}")
    if round.piped and round.draw.random() < 0.7:
        # A slow pipe is waited for.
        round.setting.pipes |= {0}
        round.setting.pace = (round.draw.choice([500, 3000]), 0.0005)


def closed_descriptors(round):
    """Standard descriptors are closed: none of the files that are opened takes their place."""
    closed = {number for number in range(3) if round.draw.random() < 0.5} or {
        round.draw.randrange(3)
    }
    round.setting.closed = closed
    round.setting.pipes -= closed
    promise = round.promise
    promise.is_certain = True
    if 0 in closed and round.piped:
        round.forbid("--max-jobs", "--max-rejects")
        promise.expect(round.undisturbed("without", {round.piped: b""}))
        promise.statuses, promise.messages = {74}, "true"
        promise.says = rb"(?m)^hookline: \(standard input\): Bad file descriptor"
    if 1 in closed and (promise.expected or [round.reference])[0].jobs:
        # Where there are no jobs, nothing has to be written.
        promise.statuses, promise.messages = {74}, "true"
        promise.failing = {"jobs"}
        promise.weaken(jobs="lines", rejects="lines", raw="lines")
        promise.says = rb"(?m)^hookline: standard output: Bad file descriptor"
    if 2 in closed:
        promise.messages, promise.says = "lost", None
