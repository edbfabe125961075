"""How long the command takes to start, beside Python and polars.

python benchmarks/startup.py [ROUNDS] [--quick]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from measure import in_turn, ours, python, table_row

GOOD = Path(__file__).parents[1] / "sample_data" / "good"
TEXT, NRT = GOOD / "logger.csv", GOOD / "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"
RUNS = {
    "python -c pass": python("pass"),
    "python -c 'import polars'": python("import polars"),
    "rule T201": ours("rule", "T201"),
    "--help": ours("--help"),
    "validate logger.csv": ours("validate", str(TEXT)),
    "validate --spec NRT.CO2": ours("validate", "--spec", "atcCo2NrtDataObject", str(NRT)),
}


def main() -> None:
    """A table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rounds", type=int, nargs="?", default=15)
    parser.add_argument("--quick", action="store_true", help="one round")
    args = parser.parse_args()
    in_turn(RUNS, 1)  # so that all is compiled, and in the cache of the disk
    taken = in_turn(RUNS, 1 if args.quick else args.rounds)
    nothing, polars = (taken[name].seconds for name in list(RUNS)[:2])
    print(table_row("what", "milliseconds", "python = 1", "polars = 1"))
    print("|---|---|---|---|")
    for name, one in taken.items():
        share = f"{one.seconds / nothing:.1f}", f"{one.seconds / polars:.2f}"
        print(table_row(name, round(one.seconds * 1000), *share))


if __name__ == "__main__":
    main()
