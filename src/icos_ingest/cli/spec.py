"""The portal's specifications: all of them, those that hold a word, or one in full."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from icos_ingest.cli.output import say, say_document

if TYPE_CHECKING:
    from icos_ingest.schema import ColumnSpec, Spec, SpecSummary, VariableSpec


def arguments(parser: argparse.ArgumentParser) -> None:
    """Options of the command."""
    parser.add_argument(
        "id", nargs="?", metavar="ID", help="a specification, or a word of its id, label or format"
    )
    parser.add_argument("--format", choices=["text", "json"], default="text", help="how to say it")


def run(args: argparse.Namespace) -> int:
    """Print one specification, or a line on each."""
    from icos_ingest.schema import spec, specs

    word = (args.id or "").lower()
    chosen = [one for one in specs().values() if word in f"{one.id} {one.label} {one.format}".lower()]
    if args.id in specs() or not chosen:
        found = spec(args.id)
        if args.format == "json":
            say_document(json.dumps(found.to_document(), indent=2, ensure_ascii=False))
        else:
            say(_page(found))
    elif args.format == "json":
        keys = ("id", "label", "format", "encoding", "dataset")
        lines = [{key: getattr(one, key) for key in keys} for one in chosen]
        say_document(json.dumps(lines, indent=2, ensure_ascii=False))
    else:
        say(_list(chosen))
    return 0


def _list(chosen: Sequence[SpecSummary]) -> str:
    return "\n".join(f"{one.id}\n    {one.label} ({one.format})" for one in chosen)


def _page(spec: Spec) -> str:
    from icos_ingest.schema import facts_date

    lines = [spec.id, f"  {spec.label or ''}", f"  format     {spec.format}"]
    if spec.encoding != "plainFileEncoding":
        lines.append(f"  encoding   {spec.encoding}")
    if spec.time is not None:
        stamp = f", the {spec.time.stamp} of each interval" if spec.time.stamp else ""
        lines.append(f"  time       {spec.time.zone}{stamp}")
    if spec.uri:
        lines.append(f"  see        {spec.uri} (as of {facts_date()})")
    rows = [_column(one) for one in spec.columns] or [_variable(one) for one in spec.variables]
    if rows:
        titles = ("column" if spec.columns else "variable", "format", "unit", "plausible", "")
        lines += ["", *_table([titles, *rows])]
    return "\n".join(lines)


def _column(column: ColumnSpec) -> tuple[str, ...]:
    notes = ["optional"] * column.is_optional + ["pattern"] * column.is_regex
    if column.flag_column_title:
        notes.append(f"flagged by {column.flag_column_title}")
    return column.title, column.value_format, column.unit or "", _range(column), ", ".join(notes)


def _variable(variable: VariableSpec) -> tuple[str, ...]:
    optional = "optional" if variable.is_optional else ""
    return variable.title, "", variable.unit or "", _range(variable), optional


def _range(one: ColumnSpec | VariableSpec) -> str:
    return f"{one.range.min:g} to {one.range.max:g}" if one.range else ""


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Rows in columns as wide as they need."""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    return [
        "  " + "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True) if width).rstrip()
        for row in rows
    ]
