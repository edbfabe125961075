"""How fast files are judged and opened, beside polars, pandas, duckdb, pandera and frictionless.

python benchmarks/compare.py [MEGABYTES] [ROUNDS] [--spec SPEC] [--few] [--quick]
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from kinds import KINDS
from measure import in_turn, once, ours, python, table_row
from peers import SCALED, peers
from series import Kind, Series, series

SPOILT = 1000
POLARS = "polars read_csv"
SLICE = 2
"""Megabytes that frictionless is given, at most; its time is scaled."""


def main() -> None:
    """A table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("megabytes", type=float, nargs="?", default=80)
    parser.add_argument("rounds", type=int, nargs="?", default=3)
    parser.add_argument("--spec", choices=list(KINDS), help="one kind of file, not all")
    parser.add_argument("--few", action="store_true", help="polars and validate alone")
    parser.add_argument("--quick", action="store_true", help="small files, one round")
    args = parser.parse_args()
    size, rounds = (0.05, 1) if args.quick else (args.megabytes, args.rounds)
    print(table_row("file", "what", "seconds", "MB/s", "memory, MB", "share of polars' speed", "located"))
    print(table_row(*["---"] * 7))
    for spec in [args.spec] if args.spec else KINDS:
        for line in table(KINDS[spec], size, rounds, few=args.few):
            print(line, flush=True)


def table(kind: Kind, megabytes: float, rounds: int, *, few: bool) -> Iterator[str]:
    """Lines of one kind of file."""
    with tempfile.TemporaryDirectory() as folder:
        clean, spoilt, small = (Path(folder) / name / kind.name for name in ("clean", "spoilt", "small"))
        size = int(megabytes * 1e6)
        write(clean, series(kind, size))
        made = series(kind, size, spoilt=SPOILT)
        write(spoilt, made)
        write(small, series(kind, min(size, SLICE * 1_000_000)))
        beside = {name: python(code) for name, code in peers(kind, clean, small).items()}
        own = {name: python(code) for name, code in _own(kind, clean).items()}
        taken = in_turn(
            {
                POLARS: beside.pop(POLARS),
                **({} if few else beside),
                "validate, clean": ours("validate", "--spec", kind.spec, str(clean)),
                "validate, spoilt": ours("validate", "--spec", kind.spec, str(spoilt)),
                **({} if few else own),
            },
            rounds,
        )
        polars, size = taken[POLARS].seconds, clean.stat().st_size
        for name, one in taken.items():
            seconds = one.seconds * (size / small.stat().st_size if name == SCALED else 1)
            found = f"{located(made, spoilt)} of {made.truth}" if name == "validate, spoilt" else ""
            yield table_row(
                kind.spec, name, f"{seconds:.2f}", f"{size / 1e6 / seconds:.1f}", f"{one.megabytes:.0f}",
                f"{polars / seconds:.1%}", found,
            )  # fmt: skip


def write(path: Path, made: Series) -> None:
    """A file in a folder of its own."""
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as out:
        out.writelines(made.chunks())


def located(made: Series, path: Path) -> int:
    """How many of the spoilt cells the report names by line and column."""
    report = path.with_suffix(".json")
    once(ours("validate", "--spec", made.kind.spec, "--format", "json", "--all", str(path)), stdout=report)
    findings = json.loads(report.read_text(encoding="utf-8"))["reports"][0]["findings"]
    told = {
        (place["line"], place["column"])
        for finding in findings
        if finding["severity"] in ("error", "warning")
        for place in finding["places"]
    }
    return sum((cell.line, cell.column) in told for cell in made.spoilt)


def _own(kind: Kind, path: Path) -> dict[str, str]:
    rows = None if kind.comment else path.read_bytes().count(b"\n") - 1
    return {
        "ingest": f"import icos_ingest as i; i.ingest({str(path)!r}, spec={kind.spec!r}, nrows={rows})",
        "open_dataset": f"import icos_ingest as i; i.open_dataset({str(path)!r}, spec={kind.spec!r})",
    }


if __name__ == "__main__":
    main()
