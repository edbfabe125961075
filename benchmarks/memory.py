"""Peak of memory and time for files that are far longer than memory, clean and with whole columns spoilt.

python benchmarks/memory.py [SMALL] [LARGE] [--spec SPEC] [--state STATE] [--pipe] [--folder DIR] [--quick]
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kinds import KINDS
from measure import Taken, once, ours, table_row
from series import Series, series

GOAL_MEMORY, GOAL_TIME = 500, 1.1
"""Megabytes at the peak, and how many times its share of the small file's time the large may take."""
SPARE = 1.2
"""How much more than the file must be free on the disk."""
OF_COLUMNS = "Q106"
"""Says that no flag of a column is good, and counts no cells."""
STATES = ("clean", "every-row")


def main() -> None:
    """A table as Markdown, a row for each file and one that sets the large beside the small."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("small", type=float, nargs="?", default=1000, help="megabytes")
    parser.add_argument("large", type=float, nargs="?", default=10_000, help="megabytes")
    parser.add_argument("--spec", choices=list(KINDS), help="one kind of file, not all")
    parser.add_argument("--state", choices=STATES, help="one state, not both")
    parser.add_argument("--pipe", action="store_true", help="write nothing to the disk")
    parser.add_argument("--folder", type=Path, help="where to put the files, one at a time")
    parser.add_argument("--quick", action="store_true", help="small files")
    args = parser.parse_args()
    sizes = (0.03, 0.3) if args.quick else (args.small, args.large)
    print(
        table_row("file", "state", "MB", "by", "seconds", "MB/s", "memory, MB", "cells told", "cells spoilt")
    )
    print(table_row(*["---"] * 9))
    for spec in [args.spec] if args.spec else KINDS:
        for state in [args.state] if args.state else STATES:
            for line in table(spec, state, sizes, args.folder, pipe=args.pipe):
                print(line, flush=True)


def table(
    spec: str, state: str, sizes: tuple[float, float], folder: Path | None, *, pipe: bool
) -> Iterator[str]:
    """Rows of one kind of file in one state."""
    found = []
    for size in sizes:
        made = series(KINDS[spec], int(size * 1e6), every_row=state == "every-row")
        with tempfile.TemporaryDirectory(dir=folder) as place:
            piped = pipe or shutil.disk_usage(place).free < SPARE * size * 1e6
            one, told = (by_pipe if piped else by_file)(made, size, Path(place), state)
        way = "pipe" if piped else "file"
        found.append(one)
        yield table_row(
            spec, state, f"{size:g}", way, f"{one.seconds:.1f}", f"{size / one.seconds:.1f}",
            f"{one.megabytes:.0f}", told, made.truth,
        )  # fmt: skip
    small, large = found
    ratio, share = large.seconds / small.seconds, sizes[1] / sizes[0]
    kept = large.megabytes <= GOAL_MEMORY and ratio <= GOAL_TIME * share
    verdict = "goal met" if kept else f"goal missed ({GOAL_MEMORY} MB, {GOAL_TIME * share:.1f} times)"
    yield table_row(spec, state, f"{share:g} times", "", f"{ratio:.1f} times", "", verdict, "", "")


def by_file(made: Series, size: float, folder: Path, state: str) -> tuple[Taken, int]:
    """The file on the disk, which is the faster way to read it."""
    del size, state
    path = folder / made.kind.name
    with path.open("wb") as out:
        out.writelines(made.chunks())
    return judged(made, folder, [str(path)])


def by_pipe(made: Series, size: float, folder: Path, state: str) -> tuple[Taken, int]:
    """The file as it is made; its maker runs beside and is counted in the time, not in the memory."""
    maker = [sys.executable, str(Path(__file__).with_name("generate.py")), made.kind.spec, str(size)]
    more = [] if state == "clean" else [f"--{state}"]
    return judged(made, folder, ["-", "--stdin-filename", made.kind.name], maker + more)


def judged(made: Series, folder: Path, words: list[str], maker: list[str] | None = None) -> tuple[Taken, int]:
    """What it took, and how many wrong cells the report counts in the spoilt columns; in all, if none is."""
    report = folder / "report.json"
    command = ours("validate", "--spec", made.kind.spec, "--format", "json", *words)
    taken = once(command, stdin=maker, stdout=report)
    findings = json.loads(report.read_text(encoding="utf-8"))["reports"][0]["findings"]
    columns = [made.kind.titles.index(title) + 1 for title in made.columns]
    counts = [
        finding["count"]
        for finding in findings
        if finding["severity"] in ("error", "warning")
        and finding["code"] != OF_COLUMNS
        and (not columns or finding["places"][0].get("column") in columns)
    ]
    return taken, sum(counts)


if __name__ == "__main__":
    main()
