"""What others read and check of the same file, each as a program for a process of its own.

polars, pandas and duckdb read the table; pandera and frictionless also check every column that the
specification knows: its type, its range, and that its cells are numbers or what stands for a missing value.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from series import Kind

from icos_ingest.schema import Spec
from icos_ingest.schema import spec as spec_of

SCALED = "frictionless (scaled)"
"""It is given a part of the file, and its time is scaled."""


def peers(kind: Kind, path: Path, small: Path) -> dict[str, str]:
    """Programs by name, of the libraries that are installed (`pip install .[bench]`).

    Args:
        kind: of the files.
        path: the whole file.
        small: a part of it.
    """
    codes = {
        "polars": ("polars read_csv", polars(kind, path)),
        "pandas": ("pandas", _pandas(kind, path)),
        "pandera": ("pandera", _pandera(kind, path)),
        "duckdb": ("duckdb", _duckdb(kind, path)),
        "frictionless": (SCALED, _frictionless(kind, small)),
    }
    return {name: code for library, (name, code) in codes.items() if find_spec(library)}


def polars(kind: Kind, path: Path) -> str:
    """What everything is measured by."""
    return (
        "import polars as pl; "
        f"pl.read_csv({str(path)!r}, separator={kind.separator!r}, comment_prefix={kind.comment!r},"
        f" infer_schema_length=10_000, has_header={not kind.comment})"
    )


def _pandas(kind: Kind, path: Path) -> str:
    spec = spec_of(kind.spec)
    titles = f"names={list(kind.titles)!r}, comment={kind.comment!r}" if kind.comment else "header=0"
    flags = dict.fromkeys(_titles(kind, spec, numbers=False), "str")
    return (
        f"import pandas as pd; f = pd.read_csv({str(path)!r}, sep={kind.separator!r}, {titles},"
        f" na_values={_missing(spec)!r}, dtype={flags!r})"
    )


def _pandera(kind: Kind, path: Path) -> str:
    columns = {
        title: f"pa.Column(float, {_checked(limits)}nullable=True, coerce=True)"
        for title, limits in _titles(kind, spec_of(kind.spec), numbers=True).items()
    } | dict.fromkeys(_titles(kind, spec_of(kind.spec), numbers=False), "pa.Column(str, nullable=True)")
    listed = ", ".join(f"{title!r}: {column}" for title, column in columns.items())
    return (
        f"{_pandas(kind, path)}\n"
        f"import pandera.pandas as pa; pa.DataFrameSchema({{{listed}}}).validate(f, lazy=True)"
    )


def _checked(limits: tuple[float, float] | None) -> str:
    return f"pa.Check.in_range({limits[0]}, {limits[1]}), " if limits else ""


def _duckdb(kind: Kind, path: Path) -> str:
    comment = f", comment='{kind.comment}'" if kind.comment else ""
    table = f"read_csv({str(path)!r}, delim='{kind.separator}', header={not kind.comment}{comment})"
    return f"import duckdb; duckdb.sql({f'create table t as from {table}'!r})"


def _frictionless(kind: Kind, path: Path) -> str:
    spec = spec_of(kind.spec)
    numbers = _titles(kind, spec, numbers=True)
    fields = [_field(title, numbers.get(title), number=title in numbers) for title in kind.titles]
    schema = {"fields": fields, "missingValues": ["", *_missing(spec)]}
    return (
        "from frictionless import Dialect, Resource, Schema, formats\n"
        f"r = Resource({path.name!r}, basepath={str(path.parent)!r}, format='csv', encoding='utf-8',"
        f" dialect=Dialect(header={not kind.comment}, comment_char={kind.comment!r},"
        f" controls=[formats.CsvControl(delimiter={kind.separator!r})]),"
        f" schema=Schema.from_descriptor({schema!r})).validate(limit_errors=100_000)\n"
        "assert r.valid, r.flatten(['rowNumber', 'fieldName', 'type', 'note'])[:3]"
    )


def _field(title: str, limits: tuple[float, float] | None, *, number: bool) -> dict[str, object]:
    if not number:
        return {"name": title, "type": "any"}
    constraints = dict(zip(("minimum", "maximum"), limits, strict=True)) if limits else {}
    return {"name": title, "type": "number", "constraints": constraints}


def _titles(kind: Kind, spec: Spec, *, numbers: bool) -> dict[str, tuple[float, float] | None]:
    """Columns that the specification knows, with their ranges: those of numbers, or those of flags."""
    wanted = {"float32", "float64", "int32"} if numbers else {"bmpChar"}
    found = ((title, spec.match(title)) for title in kind.titles[kind.lead :])
    return {
        title: (column.range.min, column.range.max) if column.range else None
        for title, column in found
        if column is not None and column.value_format in wanted
    }


def _missing(spec: Spec) -> list[str]:
    """Texts for missing numbers; the atmosphere network also writes -9.990 for -9.99."""
    texts = {text for texts in spec.missing_texts.values() for text in texts} - {""}
    return sorted(texts | {f"{text}0" for text in texts if "." in text})
