"""What it costs that C libraries run in a process of their own: one small file, and many in one call.

python benchmarks/child.py [FILES] [ROUNDS] [--quick]
"""

from __future__ import annotations

import argparse
from pathlib import Path

from measure import in_turn, python, table_row

GOOD = Path(__file__).parents[1] / "sample_data" / "good"
SMALL = {"netCDF": GOOD / "fluxes.nc", "HDF5": GOOD / "spectra.h5", "PNG": GOOD / "phenocam.png"}


def judging(path: Path, files: int, *, trust: bool) -> list[str]:
    """A process that judges one file several times."""
    return python(
        f"from icos_ingest import validate_many; validate_many([{str(path)!r}] * {files}, trust={trust})"
    )


def main() -> None:
    """A table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=int, nargs="?", default=1000)
    parser.add_argument("rounds", type=int, nargs="?", default=5)
    parser.add_argument("--quick", action="store_true", help="one kind, two files, one round")
    args = parser.parse_args()
    many, rounds = (2, 1) if args.quick else (args.files, args.rounds)
    print(table_row("file", "how many", "here, s", "in a child, s", "times", "more per file, ms"))
    print("|---|---|---|---|---|---|")
    for kind, path in list(SMALL.items())[: 1 if args.quick else None]:
        for files in (1, many):
            runs = {str(trust): judging(path, files, trust=trust) for trust in (True, False)}
            here, child = (one.seconds for one in in_turn(runs, rounds).values())
            more = 1000 * (child - here) / files
            print(
                table_row(kind, files, f"{here:.2f}", f"{child:.2f}", f"{child / here:.2f}", f"{more:.1f}"),
                flush=True,
            )


if __name__ == "__main__":
    main()
