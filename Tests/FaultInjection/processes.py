"""Faults of the processes around it: signals at any moment, and readers that vanish."""

import errno
import os
import signal

from moments import at_some_moment

ENDING = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]


def killed(round):
    """It is killed: what is there are whole records, and a piece at most."""
    end_by(round, [signal.SIGKILL], signal.SIGKILL)
    round.promise.messages = "told"
    round.promise.weaken(jobs="piece", rejects="piece", raw="piece")


def stopped_by_signals(round):
    """A signal ends it in order, and it says where to go on."""
    number = round.draw.choice(ENDING)
    end_by(round, [number], number)
    if round.draw.random() < 0.3:
        # Another process has taken what was announced: the read waits.
        round.background.append("poll * 0 ready 1")
    round.promise.messages = "stopped"
    round.promise.weaken(jobs="lines", rejects="lines", raw="lines")
    if round.has("--count"):
        round.promise.weaken(jobs="any")


def second_signals(round):
    """A second signal ends it at once."""
    signals = [round.draw.choice(ENDING), round.draw.choice([*ENDING, signal.SIGKILL])]
    end_by(round, signals, *signals)
    round.promise.messages = "told"
    round.promise.weaken(
        jobs="any" if round.has("--count") else "piece", rejects="piece", raw="piece"
    )


def end_by(round, sent, *signals):
    def send(process):
        for number in sent:
            os.kill(process, number)

    at_some_moment(round, send)
    # What was in the files before is there as long as they were not opened.
    round.is_over_old = False
    round.promise.signals = set(signals)


def ignored_signals(round):
    """Signals that were ignored when it started stay ignored."""
    round.setting.ignored = list(ENDING)

    def send(process):
        for number in ENDING:
            os.kill(process, number)

    at_some_moment(round, send, is_timed=False)


def vanishing_reader(round):
    """The reader of standard output is gone: it dies of SIGPIPE, silently."""
    promise, due = round.promise, len(round.reference.jobs)
    promise.signals = {signal.SIGPIPE}
    promise.messages = "silent"
    promise.failing = {"jobs"}
    promise.weaken(jobs="piece", rejects="lines", raw="lines")
    if round.draw.random() < 0.5:
        round.rule(f"write out {errno.EPIPE} after {round.draw.randint(0, max(due - 1, 0))}")
    else:
        round.setting.pipes.add(1)
        round.setting.vanishing = {1: round.draw.randint(0, max(due, 1))}
        promise.injected_otherwise = lambda outcome: outcome.status == -signal.SIGPIPE


def vanishing_reader_of_messages(round):
    """The reader of standard error is gone: it goes on without messages."""
    due = len(round.reference.messages)
    round.promise.messages = "lost"
    if round.draw.random() < 0.5:
        round.rule(f"write err {errno.EPIPE} after {round.draw.randint(0, max(due - 1, 0))}")
    else:
        round.setting.pipes.add(2)
        round.setting.vanishing = {2: round.draw.randint(0, max(due - 1, 0))}
        round.promise.is_certain = due > 0
