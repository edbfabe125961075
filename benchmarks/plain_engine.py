"""How long a validation takes beside the mere parsing of the same cells: see README.md.

python benchmarks/plain_engine.py [MEGABYTES] [ROUNDS]
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

from icos_ingest.schema import spec

SPEC = "etcL2Fluxnet"
SEED = 20240101
BLOCK = 10_000
MARKS = str.maketrans("", "", "-T:")


def write(path: Path, size: int) -> int:
    """Write half-hourly rows of invented values until the file has `size` bytes; give their number."""
    random = np.random.default_rng(SEED)
    stamps = ["TIMESTAMP_START", "TIMESTAMP_END"]
    titles = [column.title for column in spec(SPEC).columns if column.title not in ("TIMESTAMP", *stamps)]
    first, rows = np.datetime64("1500-01-01T00:00"), 0
    with path.open("w", encoding="ascii") as out:
        out.write(",".join(stamps + titles) + "\n")
        while out.tell() < size:
            columns = [cells(title, random) for title in titles]
            times = (first + np.arange(rows, rows + BLOCK + 1) * np.timedelta64(30, "m")).astype(str)
            digits = [time.translate(MARKS) for time in times]
            out.writelines(
                ",".join(row) + "\n" for row in zip(digits[:-1], digits[1:], *columns, strict=True)
            )
            rows += BLOCK
    return rows


def cells(title: str, random: np.random.Generator) -> list[str]:
    """A block of one column; a tenth of the numbers is missing."""
    if title.endswith("_QC"):
        return random.integers(0, 4, BLOCK).astype(str).tolist()
    values = random.uniform(80, 100, BLOCK) if title == "PA_F" else random.gamma(2, 4, BLOCK)
    values = np.where(random.random(BLOCK) < 0.1, np.nan, values.round(4))
    return ["-9999" if value != value else repr(value) for value in values.tolist()]


def run(words: list[str]) -> tuple[float, float]:
    """Seconds and megabytes of memory at the peak of one whole process."""
    start = time.perf_counter()
    with Path(os.devnull).open("w", encoding="ascii") as null:
        actions = [(os.POSIX_SPAWN_DUP2, null.fileno(), 1)]
        pid = os.posix_spawn(words[0], words, dict(os.environ), file_actions=actions)
    _, status, usage = os.wait4(pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        raise SystemExit(f"{' '.join(words)} ended with {code}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def main(megabytes: int = 100, rounds: int = 3) -> None:
    """Both engines in turn, on one file; medians as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fluxnet.csv"
        rows = write(path, megabytes * 1_000_000)
        ours = [sys.executable, "-m", "icos_ingest", "validate", str(path), "--spec", SPEC]
        theirs = [
            sys.executable, "-c",
            f"import polars; polars.read_csv({str(path)!r}, null_values='-9999')",
        ]  # fmt: skip
        taken: dict[str, list[tuple[float, float]]] = {"icos-ingest": [], "polars": []}
        for _ in range(rounds):
            taken["icos-ingest"].append(run(ours))
            taken["polars"].append(run(theirs))
    found = {
        name: {"seconds": median(s for s, _ in runs), "megabytes": median(m for _, m in runs)}
        for name, runs in taken.items()
    }
    ratio = found["icos-ingest"]["seconds"] / found["polars"]["seconds"]
    print(json.dumps({"size": megabytes, "rows": rows, "rounds": rounds, **found, "ratio": ratio}, indent=1))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
