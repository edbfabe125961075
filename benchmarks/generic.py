"""How fast tables without a specification are judged, beside those who only read them.

python benchmarks/generic.py [MEGABYTES] [ROUNDS] [--columns 10 100] [--quick]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from growth import DIGITS, wide, write
from measure import in_turn, ours, python, table_row

READERS = {"polars": "polars read_csv", "pandas": "pandas"}


def main() -> None:
    """A table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("megabytes", type=float, nargs="?", default=80)
    parser.add_argument("rounds", type=int, nargs="?", default=3)
    parser.add_argument("--columns", type=int, nargs="+", default=[10, 100], help="of each file")
    parser.add_argument("--quick", action="store_true", help="small files, one round")
    args = parser.parse_args()
    size, rounds = (0.05, 1) if args.quick else (args.megabytes, args.rounds)
    print(table_row("columns", "what", "seconds", "MB/s", "memory, MB", "share of polars' speed"))
    print(table_row(*["---"] * 6))
    for columns in args.columns:
        for line in table(columns, size, rounds):
            print(line, flush=True)


def table(columns: int, megabytes: float, rounds: int) -> Iterator[str]:
    """Lines of one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wide.csv"
        write(path, wide(int(megabytes * 1e6 / (DIGITS * columns)), columns))
        readers = {
            title: python(f"import {name}; {name}.read_csv({str(path)!r})")
            for name, title in READERS.items()
            if find_spec(name)
        }
        taken = in_turn({**readers, "validate": ours("validate", str(path))}, rounds)
        polars, size = taken[READERS["polars"]].seconds, path.stat().st_size / 1e6
        for what, one in taken.items():
            yield table_row(
                columns, what, f"{one.seconds:.2f}", f"{size / one.seconds:.1f}", f"{one.megabytes:.0f}",
                f"{polars / one.seconds:.1%}",
            )  # fmt: skip


if __name__ == "__main__":
    main()
