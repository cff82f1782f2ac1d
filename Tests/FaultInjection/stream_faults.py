"""Faults of calls that must not change any result, and closed standard descriptors."""

import errno


def interrupted_calls(round):
    """Calls are interrupted by signals (EINTR)."""
    share = round.rng.choice([50, 300, 700])
    for call in ("read", "write", "poll", "open"):
        round.add_rule(f"{call} * {errno.EINTR} chance {share}")


def short_transfers(round):
    """Reads and writes transfer only a part of the bytes, down to one."""
    most = round.rng.choice([1, 1, 7, 100, 5000])
    if most == 1:
        # With large inputs a million calls would take too long.
        small = {"few", "some", "open", "none", "loglines"}
        round.choose_sources(
            [source for source in round.sources if source in small] or [round.small_source]
        )
    for call in round.rng.choice([("read", "write"), ("read",), ("write",)]):
        round.add_rule(f"{call} * 0 short {most}")


def busy_pipes(round):
    """Pipes are non-blocking, and the process at the other end is slow."""
    numbers = [0, 1, 2] if round.piped else [1, 2]
    chosen = set(round.rng.sample(numbers, round.rng.randint(1, len(numbers))))
    round.settings.pipes |= chosen
    round.settings.nonblocking = chosen
    is_long = "long" in round.sources
    round.settings.pace = (
        round.rng.choice([100, 1000, 5000]) * (20 if is_long else 1),
        round.rng.choice([0, 0.001, 0.003]),
    )
    round.expectation.other_injections = lambda outcome: outcome.wait_count


def busy_calls(round):
    """Reads and writes fail with EAGAIN at random."""
    share = round.rng.choice([100, 500, 900])
    targets = ["in", "out", "err", "rejects", "raw", *round.sources]
    for target in round.rng.sample(targets, 4):
        for call in ("read", "write"):
            round.add_rule(f"{call} {target} {errno.EAGAIN} chance {share}")


def failing_polls(round):
    """Calls of poll fail."""
    error = round.rng.choice([errno.ENOMEM, errno.EAGAIN, errno.EINVAL])
    round.add_rule(f"poll * {error} chance {round.rng.choice([20, 50, 300, 1000])}")
    if round.piped and round.rng.random() < 0.7:
        # A slow pipe makes the program wait for it.
        round.settings.pipes |= {0}
        round.settings.pace = (round.rng.choice([500, 3000]), 0.0005)


def closed_descriptors(round):
    """Standard descriptors are closed: no opened file may take their place."""
    closed = {number for number in range(3) if round.rng.random() < 0.5} or {round.rng.randrange(3)}
    round.settings.closed = closed
    round.settings.pipes -= closed
    expectation = round.expectation
    expectation.is_always_injected = True
    if 0 in closed and round.piped:
        round.forbid("--max-jobs", "--max-rejects")
        # A log of which a part cannot be read is not replayed, as if another file were missing.
        more = ["nowhere"] if round.has("--failed") else []
        expectation.expect(round.run_without_fault("without", {round.piped: b""}, more=more))
        expectation.statuses, expectation.messages = {74}, "consistent"
        expectation.required_message = rb"(?m)^hookline: \(standard input\): Bad file descriptor"
    if 1 in closed and (expectation.expected or [round.reference])[0].jobs:
        # Without jobs nothing has to be written.
        expectation.statuses, expectation.messages = {74}, "consistent"
        expectation.failing_outputs = {"jobs"}
        expectation.weaken(jobs="lines", rejects="lines", raw="lines")
        expectation.required_message = rb"(?m)^hookline: standard output: Bad file descriptor"
    if 2 in closed:
        expectation.messages, expectation.required_message = "unchecked", None
