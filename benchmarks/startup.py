"""How long the command takes to start, beside Python and polars.

python benchmarks/startup.py [ROUNDS] [--quick]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from measure import in_turn, python, table_row

COMMAND = str(Path(sys.executable).with_name("icos-ingest"))
GOOD = Path(__file__).parents[1] / "sample_data" / "good"
TEXT, NRT = GOOD / "logger.csv", GOOD / "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489.CO2"


def command(*words: str) -> list[str]:
    """The command as it was installed."""
    return [COMMAND, *words]


RUNS = {
    "python -c pass": python("pass"),
    "python -c 'import polars'": python("import polars"),
    "rule T201": command("rule", "T201"),
    "--help": command("--help"),
    "validate logger.csv": command("validate", str(TEXT)),
    "validate --spec NRT.CO2": command("validate", "--spec", "atcCo2NrtDataObject", str(NRT)),
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
