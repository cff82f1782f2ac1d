"""Faults that come from other processes: signals at any moment, and readers that close pipes."""

import errno
import os
import signal

from timing import at_first_write, at_random_moment

ENDING = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]


def killed(round):
    """SIGKILL: the outputs have whole lines and at most one piece of a line."""
    end_with_signals(round, [signal.SIGKILL], signal.SIGKILL)
    round.expectation.messages = "partial"
    round.expectation.weaken(jobs="piece", rejects="piece", raw="piece")


def stopped_by_signals(round):
    """A signal ends the run in order, and a message says where to resume."""
    # It has no such place.
    round.forbid("--failed")
    number = round.rng.choice(ENDING)
    is_among_results = round.writes_table and round.rng.random() < 0.3
    moment = at_first_write if is_among_results else at_random_moment
    end_with_signals(round, [number], number, moment=moment)
    if round.rng.random() < 0.3:
        # The read waits, as if another process had taken the bytes that poll reported.
        round.background.append("poll * 0 ready 1")
    round.expectation.messages = "stopped"
    round.expectation.weaken(jobs="lines", rejects="lines", raw="lines")
    if round.writes_table:
        round.expectation.weaken(jobs="any")


def second_signals(round):
    """A second signal ends the run at once, unless it comes with the first."""
    signals = [round.rng.choice(ENDING), round.rng.choice([*ENDING, signal.SIGKILL])]
    end_with_signals(round, signals, *signals)
    round.expectation.messages = "partial"
    round.expectation.weaken(
        jobs="any" if round.writes_table else "piece", rejects="piece", raw="piece"
    )


def end_with_signals(round, sent, *signals, moment=at_random_moment):
    """Sends signals, usually at a random moment; one of `signals` must end the run."""

    def send(process):
        for number in sent:
            os.kill(process, number)

    moment(round, send)
    # Files that were not opened yet would still have their old content.
    round.overwrites_old_rejects = False
    round.expectation.signals = set(signals)


def ignored_signals(round):
    """Signals that are ignored when the program starts stay ignored."""
    round.settings.ignored = list(ENDING)

    def send(process):
        for number in ENDING:
            os.kill(process, number)

    at_random_moment(round, send, is_timed=False)


def vanishing_reader(round):
    """The reader of standard output goes away: SIGPIPE ends the run without a message."""
    expectation, due = round.expectation, len(round.reference.jobs)
    expectation.signals = {signal.SIGPIPE}
    expectation.messages = "silent"
    expectation.failing_outputs = {"jobs"}
    expectation.weaken(jobs="piece", rejects="lines", raw="lines")
    if round.rng.random() < 0.5:
        round.add_rule(f"write out {errno.EPIPE} after {round.rng.randint(0, max(due - 1, 0))}")
    else:
        round.settings.pipes.add(1)
        round.settings.closed_after = {1: round.rng.randint(0, max(due, 1))}
        expectation.other_injections = lambda outcome: outcome.status == -signal.SIGPIPE


def vanishing_reader_of_messages(round):
    """The reader of standard error goes away: the run goes on without messages."""
    due = len(round.reference.messages)
    round.expectation.messages = "unchecked"
    if round.rng.random() < 0.5:
        round.add_rule(f"write err {errno.EPIPE} after {round.rng.randint(0, max(due - 1, 0))}")
    else:
        round.settings.pipes.add(2)
        round.settings.closed_after = {2: round.rng.randint(0, max(due - 1, 0))}
        round.expectation.is_always_injected = due > 0
