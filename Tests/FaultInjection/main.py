"""Injects faults into runs of the built program, round by round, and holds what comes of them against what is promised.

    python3 main.py BINARY SHIM [ROUNDS [SEED]]

The same seed gives the same rounds. Exits with 1 where something was found; the folders of those rounds are kept.
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
from faults import FAULTS, FLOWING
from rounds import Report, Round, Workplace


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("shim")
    parser.add_argument("rounds", type=int, nargs="?", default=280)
    parser.add_argument("seed", nargs="?", default=str(random.SystemRandom().randrange(1 << 32)))
    parser.add_argument(
        "--fault", help="this fault only", choices=[fault.__name__ for fault in FAULTS]
    )
    parser.add_argument("--round", type=int, help="this round only")
    arguments = parser.parse_args()
    print(f"{arguments.rounds} rounds, seed {arguments.seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="hookline-faults-"))
    fixtures = Path(__file__).resolve().parents[2] / "fixtures"
    corpus.make(folder / "corpus", fixtures, arguments.seed)
    numbers = range(arguments.rounds) if arguments.round is None else [arguments.round]
    faults = [fault for fault in FAULTS if arguments.fault in (None, fault.__name__)]
    start = time.monotonic()
    workplace = Workplace(
        os.path.abspath(arguments.binary),
        os.path.abspath(arguments.shim),
        folder,
        corpus.Corpus(folder / "corpus"),
        arguments.seed,
    )
    with multiprocessing.Pool(os.cpu_count() + 1, begin, (workplace, faults)) as pool:
        found = tell(pool.imap_unordered(perform, numbers), workplace, len(faults))
    print(f"{time.monotonic() - start:.1f} s")
    if found:
        sys.exit(f"{found} rounds with findings: their folders are in {folder}")
    # No round is kept, so the folder is the corpus alone.
    for path in (folder / "corpus").iterdir():
        path.unlink()
    (folder / "corpus").rmdir()
    folder.rmdir()


def begin(workplace, faults):
    """Gives a process of the pool what all rounds share."""
    perform.workplace, perform.faults = workplace, faults


def perform(number):
    fault = perform.faults[number % len(perform.faults)]
    round = Round(perform.workplace, number, fault, is_flowing=fault in FLOWING)
    try:
        return round.perform()
    except Exception:
        findings = ["this round cannot be judged:\n" + traceback.format_exc()]
        return Report(number, fault.__name__, 0, findings, round.shown_command, round.folder)


def tell(reports, workplace, fault_count):
    """Prints what was found as it comes, and at the end how often each fault was injected.

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
                f"\nround {report.number}, seed {workplace.seed}: {report.fault}, injected {report.injected} times"
            )
            print(f"  {report.command}\n  {report.folder}")
            for finding in report.findings:
                print(f"  ! {finding}", flush=True)
    print(f"\n{'rounds':>8} {'injected':>9} {'idle':>6}  fault")
    for fault in sorted(set(rounds) | set(idle)):
        print(f"{rounds[fault]:8} {injected[fault]:9} {idle[fault]:6}  {fault}")
    print(
        f"{sum(rounds.values()):8} {sum(injected.values()):9} {sum(idle.values()):6}  in all; idle rounds had no fault and do not count"
    )
    if not rounds and sum(rounds.values()) + sum(idle.values()) > fault_count:
        sys.exit("nothing was ever injected")
    return found


if __name__ == "__main__":
    main()
