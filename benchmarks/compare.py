"""How fast files are judged and opened, beside polars, pandas, duckdb, pandera and frictionless.

python benchmarks/compare.py [MEGABYTES] [ROUNDS] [--quick]
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from kinds import KINDS
from measure import Taken, in_turn, once, ours, python
from series import Kind, Series, series

SPOILT = 1000
SLICE = 2
"""Megabytes that frictionless is given, at most; its time is scaled."""


def main() -> None:
    """A table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("megabytes", type=float, nargs="?", default=80)
    parser.add_argument("rounds", type=int, nargs="?", default=3)
    parser.add_argument("--quick", action="store_true", help="small files, one round")
    args = parser.parse_args()
    size, rounds = (0.05, 1) if args.quick else (args.megabytes, args.rounds)
    print("| file | what | seconds | MB/s | memory, MB | polars = 1 |\n|---|---|---|---|---|---|")
    for kind in KINDS.values():
        for line in table(kind, size, rounds):
            print(line, flush=True)


def table(kind: Kind, megabytes: float, rounds: int) -> Iterator[str]:
    """Lines of one kind of file."""
    with tempfile.TemporaryDirectory() as folder:
        clean, spoilt, small = (Path(folder) / name / kind.name for name in ("clean", "spoilt", "small"))
        size = int(megabytes * 1e6)
        write(clean, series(kind, size))
        made = series(kind, size, spoilt=SPOILT)
        write(spoilt, made)
        write(small, series(kind, min(size, SLICE * 1_000_000)))
        taken = in_turn(
            {
                "polars read_csv": python(_polars(kind, clean)),
                "validate, clean": ours("validate", "--spec", kind.spec, str(clean)),
                "validate, spoilt": ours("validate", "--spec", kind.spec, str(spoilt)),
                **{name: python(code) for name, code in _own(kind, clean).items()},
                **{name: python(code) for name, code in _peers(kind, clean, small).items()},
            },
            rounds,
        )
        for name, one in taken.items():
            factor = clean.stat().st_size / small.stat().st_size if name.startswith("frictionless") else 1
            yield _line(kind, name, one, clean.stat().st_size / 1e6, factor, taken["polars read_csv"].seconds)
        yield f"| {kind.spec} | located | {located(made, spoilt)} of {len(made.spoilt)} | | | |"


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


def _line(kind: Kind, name: str, one: Taken, size: float, factor: float, polars: float) -> str:
    seconds = one.seconds * factor
    return (
        f"| {kind.spec} | {name} | {seconds:.2f} | {size / seconds:.1f} | {one.megabytes:.0f}"
        f" | {polars / seconds:.3f} |"
    )


def _polars(kind: Kind, path: Path) -> str:
    return (
        "import polars as pl; "
        f"pl.read_csv({str(path)!r}, separator={kind.separator!r}, comment_prefix={kind.comment!r},"
        " infer_schema_length=10_000)"
    )


def _own(kind: Kind, path: Path) -> dict[str, str]:
    rows = None if kind.comment else path.read_bytes().count(b"\n") - 1
    return {
        "ingest": f"import icos_ingest as i; i.ingest({str(path)!r}, spec={kind.spec!r}, nrows={rows})",
        "open_dataset": f"import icos_ingest as i; i.open_dataset({str(path)!r}, spec={kind.spec!r})",
    }


def _peers(kind: Kind, path: Path, small: Path) -> dict[str, str]:
    """Other people's parsers, where they are installed (`pip install .[bench]`)."""
    comment, separator = kind.comment, kind.separator
    titles = f"names={list(kind.titles)!r}, comment={comment!r}" if comment else "header=0"
    number = f"{{{kind.spoilable[0]!r}: pa.Column(float, pa.Check.in_range(-1e6, 1e6))}}"
    table = f"read_csv({str(path)!r}, delim='{separator}', comment='{comment or ''}', header={not comment})"
    codes = {
        "pandas": ("pandas", f"import pandas as pd; pd.read_csv({str(path)!r}, sep={separator!r}, {titles})"),
        "pandera": (
            "pandera",
            (
                "import pandas as pd, pandera.pandas as pa; "
                f"f = pd.read_csv({str(path)!r}, sep={separator!r}, {titles}); "
                f"pa.DataFrameSchema({number}).validate(f)"
            ),
        ),
        "duckdb": ("duckdb", f"import duckdb; duckdb.sql({f'create table t as from {table}'!r})"),
        "frictionless (scaled)": (
            "frictionless",
            (
                "from frictionless import Dialect, formats, validate; "
                f"validate({small.name!r}, basepath={str(small.parent)!r}, format='csv', dialect=Dialect("
                f"header={not comment}, comment_char={comment!r},"
                f" controls=[formats.CsvControl(delimiter={separator!r})]), limit_errors=100_000)"
            ),
        ),
    }
    return {name: code for name, (library, code) in codes.items() if find_spec(library)}


if __name__ == "__main__":
    main()
