"""Runs hookline on random input and compares its results with those of a reference in Python.

    python3 Tests/SecondOpinion [--binary PATH] [--lines N] [--seed S] [--jobs P] [--round R]

The reference shares no code with hookline. Each round has its own definitions, options and about a
thousand lines, a fifth of them mutated. If the two disagree, this prints the difference and how to
reproduce it, and exits with status 1.
"""

import argparse
import functools
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter

from rounds import run_round

LINES_PER_ROUND = 1000


def main():
    options = parse_arguments()
    print(f"seed {options.seed}", flush=True)
    rounds = (
        [options.round]
        if options.round is not None
        else range(-(-options.lines // LINES_PER_ROUND))
    )
    start, total = time.monotonic(), Counter()
    reasons, left_out, disagreed = Counter(), Counter(), 0
    kernels = kernels_of(options.binary)
    with tempfile.TemporaryDirectory() as scratch, multiprocessing.Pool(options.jobs) as pool:
        task = functools.partial(run_numbered_round, options.seed, options.binary, kernels, scratch)
        for outcome in pool.imap_unordered(task, rounds):
            total.update(
                rounds=1,
                lines=outcome.lines,
                mutated=outcome.mutated,
                jobs=outcome.jobs,
                pairs=outcome.pairs,
                definitions=outcome.definition_sets,
                faults=outcome.fault_lines,
            )
            reasons.update(outcome.reasons)
            left_out.update(outcome.left_out)
            if outcome.disagreement:
                print(
                    f"\nround {outcome.number}: hookline and the reference disagree; to repeat: "
                    f"python3 Tests/SecondOpinion --seed {options.seed} --round {outcome.number}\n"
                    f"{outcome.disagreement}\n",
                    flush=True,
                )
                disagreed += 1
                if disagreed == options.most:
                    break
    print(
        f'{total["rounds"]} rounds, {total["lines"]} lines, {total["mutated"]} of them mutated, '
        f'{total["jobs"]} jobs, {total["pairs"]} pairs of an event and a webhook explained or '
        f'compared, {total["definitions"]} sets of definitions with {total["faults"]} '
        f"messages about faults, "
        f"{time.monotonic() - start:.0f} seconds"
    )
    for what, counts in (("rejected", reasons), ("left out", left_out)):
        print(f"{what}: " + ", ".join(f"{why} {count}" for why, count in sorted(counts.items())))
    print(
        f"they disagree in {disagreed} of the rounds" if disagreed else "they agree in all rounds"
    )
    return 1 if disagreed else 0


def run_numbered_round(seed, binary, kernels, scratch, number):
    return run_round(seed, number, LINES_PER_ROUND, binary, kernels, scratch)


def kernels_of(binary):
    """The kernels that this processor can run; hookline exits with status 64 for the others."""
    return [
        kernel
        for kernel in ("scalar", "avx2", "avx512")
        if subprocess.run(
            [binary, "--kernel", kernel, "-w", "/dev/null"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
        ).returncode
        != 64
    ]


def parse_arguments():
    parser = argparse.ArgumentParser(
        prog="python3 Tests/SecondOpinion", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--binary", default=".build/release/hookline", help="program to test")
    parser.add_argument("--lines", type=int, default=40_000, help="number of lines, roughly")
    parser.add_argument(
        "--seed", default=str(random.SystemRandom().getrandbits(48)), help="default: random"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes to use")
    parser.add_argument("--round", type=int, help="run only this round of the seed")
    parser.add_argument(
        "--most", type=int, default=1, help="stop after this many rounds with differences"
    )
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    if not os.access(options.binary, os.X_OK):
        parser.error(f"{options.binary} cannot be run: build it, or name another with --binary")
    return options


if __name__ == "__main__":
    sys.exit(main())
