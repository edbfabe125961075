"""What a cell costs as files grow longer, and as they grow wider.

python benchmarks/growth.py [--megabytes 1 10 100] [--columns 10 100 2000] [--width-megabytes 20] [--quick]
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
from kinds import FLUX, KINDS
from measure import Taken, once, ours, table_row
from series import SEED, beside, calendar, digits, series

CHUNK = 1 << 24
"""Bytes of a wide table that are made at a time."""
DIGITS = 9
"""Bytes of a cell of a wide table with its separator; 2,000 are longer than a line of the portal's."""
FEW = 0.005
"""Megabytes of a file that shows what a process takes to start."""
END, STEP = np.datetime64("2024-01-01T00:00", "m"), np.timedelta64(30, "m")


def main() -> None:
    """A table as Markdown; the cost of a cell is that of the file less that of a file of a few rows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=float, nargs="+", default=[1, 10, 100], help="of the long files")
    parser.add_argument(
        "--columns", type=int, nargs="+", default=[10, 100, 500, 2000], help="of the wide files"
    )
    parser.add_argument("--width-megabytes", type=float, default=20, help="of each wide file")
    parser.add_argument("--spec", choices=list(KINDS), default=FLUX.spec, help="of the long files")
    parser.add_argument("--quick", action="store_true", help="small files")
    args = parser.parse_args()
    if args.quick:
        args.megabytes, args.columns, args.width_megabytes = [0.02, 0.1], [10, 100], 0.1
    print(table_row("file", "MB", "columns", "rows", "seconds", "MB/s", "ns per cell", "memory, MB"))
    print(table_row(*["---"] * 8))
    for line in (*longer(args.spec, args.megabytes), *wider(args.columns, args.width_megabytes)):
        print(line, flush=True)


def longer(spec: str, sizes: list[float]) -> Iterator[str]:
    """Files with a specification, by size."""
    kind = KINDS[spec]
    with tempfile.TemporaryDirectory() as folder:
        path, start = Path(folder) / kind.name, 0.0
        for size in [FEW, *sizes]:
            made = series(kind, int(size * 1e6))
            write(path, made.chunks())
            taken = once(ours("validate", "--spec", spec, str(path)))
            yield _row(spec, path, (made.rows, len(kind.titles)), taken, start)
            start = start or taken.seconds


def wider(columns: list[int], size: float) -> Iterator[str]:
    """Tables of numbers without a specification, of one size, by columns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wide.csv"
        for count in columns:
            many, start = int(size * 1e6 / (DIGITS * count)), 0.0
            for rows in (5, max(10, many)):
                write(path, wide(rows, count))
                taken = once(ours("validate", str(path)))
                yield _row("generic csv", path, (rows, count), taken, start)
                start = start or taken.seconds


def write(path: Path, chunks: Iterable[bytes]) -> None:
    """A file in place of the one before."""
    with path.open("wb") as out:
        out.writelines(chunks)


def wide(rows: int, columns: int) -> Iterator[bytes]:
    """A stamp and noise around 12.5, each number as long as the others; some rows at a time."""
    yield ",".join(["timestamp", *(f"V{number}" for number in range(1, columns))]).encode() + b"\n"
    random, several = np.random.default_rng(SEED), max(1, CHUNK // (DIGITS * columns))
    for first in range(0, rows, several):
        count = min(several, rows - first)
        year, month, day, hour, minute = calendar(END + (np.arange(first, first + count) - rows) * STEP)
        stamp = beside(
            digits(year, 4), "-", digits(month, 2), "-", digits(day, 2), "T",
            digits(hour, 2), ":", digits(minute, 2), ":00Z",
        )  # fmt: skip
        numbers = digits(random.integers(1_000_000, 1_500_000, count * (columns - 1)), 7)
        cells = beside(",", numbers[:, :2], ".", numbers[:, 2:]).reshape(count, -1)
        yield beside(stamp, cells, "\n").tobytes()


def _row(name: str, path: Path, shape: tuple[int, int], taken: Taken, start: float) -> str:
    size, (rows, columns) = path.stat().st_size / 1e6, shape
    cell = f"{(taken.seconds - start) / (rows * columns) * 1e9:.0f}" if start else "(a few rows)"
    return table_row(
        name, f"{size:.3g}", columns, rows, f"{taken.seconds:.2f}", f"{size / taken.seconds:.1f}", cell,
        f"{taken.megabytes:.0f}",
    )  # fmt: skip


if __name__ == "__main__":
    main()
