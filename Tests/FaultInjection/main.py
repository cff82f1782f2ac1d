"""Injects faults into runs of the built program, and checks that the results are as expected.

    python3 main.py BINARY SHIM [ROUNDS [SEED]] [--round N] [--fault NAME]

The same seed gives the same rounds. With findings it exits with status 1 and keeps the folders of
those rounds.
"""

import argparse
import multiprocessing
import os
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

import corpus
from faults import FAULTS, NEEDS_THREADS
from rounds import Configuration, Report, Round


def main():
    parser = argparse.ArgumentParser(prog=".ci/faults", description=__doc__.split("\n")[0])
    parser.add_argument("binary", help="the program to test")
    parser.add_argument("shim", help="the shared library built from shim.c")
    parser.add_argument("rounds", type=int, nargs="?", default=280)
    parser.add_argument("seed", nargs="?", default=str(random.SystemRandom().randrange(1 << 32)))
    parser.add_argument(
        "--fault", help="inject only this fault", choices=[fault.__name__ for fault in FAULTS]
    )
    parser.add_argument("--round", type=int, help="run only this round")
    arguments = parser.parse_args()
    for path in (arguments.binary, arguments.shim):
        if not os.path.exists(path):
            parser.error(f"{path} does not exist")
    print(f"{arguments.rounds} rounds, seed {arguments.seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="hookline-faults-"))
    fixtures = Path(__file__).resolve().parents[2] / "fixtures"
    corpus.make(folder / "corpus", fixtures, arguments.seed)
    numbers = range(arguments.rounds) if arguments.round is None else [arguments.round]
    faults = [fault for fault in FAULTS if arguments.fault in (None, fault.__name__)]
    start = time.monotonic()
    configuration = Configuration(
        os.path.abspath(arguments.binary),
        os.path.abspath(arguments.shim),
        folder,
        corpus.Corpus(folder / "corpus"),
        arguments.seed,
    )
    with multiprocessing.Pool(os.cpu_count() + 1, set_up_process, (configuration, faults)) as pool:
        found = report_all(pool.imap_unordered(run_round, numbers), configuration, len(faults))
    print(f"{time.monotonic() - start:.1f} s")
    if found:
        sys.exit(f"{found} rounds with findings: their folders are in {folder}")
    # No round was kept, so the folder has only the corpus.
    for path in (folder / "corpus").iterdir():
        path.unlink()
    (folder / "corpus").rmdir()
    folder.rmdir()


def set_up_process(configuration, faults):
    """Gives a process of the pool what all rounds share."""
    run_round.configuration, run_round.faults = configuration, faults


def run_round(number):
    """Runs one round; returns its report even if the round raises an exception."""
    fault = run_round.faults[number % len(run_round.faults)]
    round = Round(run_round.configuration, number, fault, needs_threads=fault in NEEDS_THREADS)
    try:
        return round.run()
    except Exception:
        findings = ["the round itself failed:\n" + traceback.format_exc()]
        return Report(number, fault.__name__, 0, findings, round.shown_command, round.folder)


def report_all(reports, configuration, fault_count):
    """Prints findings as they come, and at the end how often each fault was injected.

    Returns the number of rounds with findings.
    """
    rounds, idle, injected, found = Counter(), Counter(), Counter(), 0
    for report in reports:
        counted = report.injected > 0
        (rounds if counted else idle)[report.fault] += 1
        injected[report.fault] += report.injected
        if report.findings:
            found += 1
            print(
                f"\nround {report.number}, seed {configuration.seed}: {report.fault}, "
                f"injected {report.injected} times"
            )
            print(f"  {report.command}\n  {report.folder}")
            for finding in report.findings:
                print(f"  ! {finding}", flush=True)
    print(f"\n{'rounds':>8} {'injected':>9} {'idle':>6}  fault")
    for fault in sorted(set(rounds) | set(idle)):
        print(f"{rounds[fault]:8} {injected[fault]:9} {idle[fault]:6}  {fault}")
    print(
        f"{sum(rounds.values()):8} {sum(injected.values()):9} {sum(idle.values()):6}  "
        "in all; in idle rounds no fault was injected"
    )
    # A fault that is never injected shows nothing, and would go unnoticed.
    idle_faults = [fault for fault in idle if idle[fault] >= 10 and not rounds[fault]]
    if idle_faults or not rounds and sum(idle.values()) > fault_count:
        sys.exit(f"never injected: {', '.join(sorted(idle_faults)) or 'any fault'}")
    return found


if __name__ == "__main__":
    main()
