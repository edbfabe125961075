"""Damage files and judge them: `python -m tests.fuzz --count 1000 --seed 7`; exit code 1 where finds are open."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from time import monotonic

from tests.fuzz.pool import Plan, judged
from tests.fuzz.summary import Summary

OFTEN = 60
"""Seconds between two words of progress."""


def main(argv: list[str] | None = None) -> int:
    """Judge as many inputs as are asked for, and sum up."""
    said = _parser().parse_args(argv)
    plan = Plan(said.seed, said.seeds, tuple(said.format or ()))
    if said.write:
        given = plan.inputs()[said.only or 0]
        said.write.write_bytes(given.data)
        sys.stdout.write(f"{given.name}: {', '.join(given.steps)}\n")
        return 0
    numbers = count(said.start) if said.count is None else islice(count(said.start), said.count)
    if said.only is not None:
        numbers = iter([said.only])
    summary, told = Summary(plan.inputs(), said.keep), monotonic()
    try:
        for outcome in judged(plan, _until(numbers, said.minutes), said.jobs):
            summary.add(outcome)
            if monotonic() - told > OFTEN:
                told = monotonic()
                sys.stderr.write(f"{summary}\n\n")
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
    sys.stdout.write(f"{summary.to_json() if said.json else summary}\n")
    return 1 if summary.open else 0


def _until(numbers: Iterator[int], minutes: float | None) -> Iterator[int]:
    """Numbers until the time is over."""
    began = monotonic()
    for number in numbers:
        if minutes is not None and monotonic() - began > minutes * 60:
            return
        yield number


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, help="inputs to judge; endless by default")
    parser.add_argument("--minutes", type=float, help="stop after so many")
    parser.add_argument("--seed", type=int, default=0, help="of the random numbers")
    parser.add_argument("--start", type=int, default=0, help="number of the first input")
    parser.add_argument("--only", type=int, help="judge the one input of this number")
    parser.add_argument("--write", type=Path, help="write the input of --only there instead of judging it")
    parser.add_argument("--format", nargs="+", help="kinds or names of the files to damage")
    parser.add_argument("--seeds", type=Path, help="a folder of further files to damage")
    parser.add_argument("--jobs", type=int, default=1, help="processes that judge")
    parser.add_argument("--keep", type=Path, help="folder for one small example of each find")
    parser.add_argument("--json", action="store_true", help="the summary as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
