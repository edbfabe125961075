"""The form of a notebook: what nbformat finds wrong, cells without ids, and the order in which cells ran."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from icos_ingest.codelib.positions import cell_places, key_lines
from icos_ingest.model import Fault, Place

KNOWN = 4
"""The newest major version."""
_IDS_SINCE = (4, 5)
"""The version of the format from which on every cell has an id."""
_MAX_FAULTS = 1_000
Cells = Sequence[Mapping[str, Any]]


def version_of(book: Mapping[str, Any]) -> tuple[int, int]:
    """The version of the format that a notebook states."""
    minor = book.get("nbformat_minor")
    return book["nbformat"], minor if isinstance(minor, int) else 0


def form_faults(book: Mapping[str, Any], cells: Cells, text: str) -> Iterator[Fault]:
    """Everything that is wrong with the form, each with the line on which its cell or entry begins.

    Args:
        book: the notebook as JSON.
        cells: all that are objects, of whatever version.
        text: of the file.
    """
    faults = [*_form(book, cells), *_execution(cells)]
    places = cell_places(text) if faults else []
    keys = key_lines(text) if faults else {}
    for fault in faults:
        index, field = fault.place.index, (fault.place.field or "").split(".")[0]
        known = index is not None and len(places) == len(cells) and index[0] < len(places)
        line = places[index[0]].line if known and index is not None else keys.get(field)
        yield replace(fault, place=replace(fault.place, line=line))


def _execution(cells: Cells) -> Iterator[Fault]:
    """Cells that ran out of order, or not at all, and outputs that no run explains."""
    code = [(index, cell) for index, cell in enumerate(cells) if cell.get("cell_type") == "code"]
    counts = {index: cell.get("execution_count", cell.get("prompt_number")) for index, cell in code}
    ran = {index: count for index, count in counts.items() if isinstance(count, int)}
    highest = 0
    for index, cell in code:
        place = Place(index=(index,))
        if index in ran:
            if ran[index] < highest:
                detail = f"it ran as number {ran[index]}, and a cell above it as number {highest}"
                yield Fault("notebook-order", place, "cells that ran from top to bottom", detail)
            highest = max(highest, ran[index])
        elif isinstance(cell.get("outputs"), list) and cell["outputs"]:
            yield Fault("notebook-uncounted-output", place, "a number of its run")
        elif ran and _has_code(cell):
            yield Fault("notebook-unrun", place, "a cell that ran like the others")


def _has_code(cell: Mapping[str, Any]) -> bool:
    source = cell.get("source", cell.get("input"))
    lines = source if isinstance(source, list) else [source]
    return any(isinstance(line, str) and line.strip() and not line.lstrip().startswith("#") for line in lines)


def _form(book: Mapping[str, Any], cells: Cells) -> Iterator[Fault]:
    """What nbformat finds wrong, and cells without an id of their own."""
    version = version_of(book)
    if not 1 <= version[0] <= KNOWN:
        place = Place(field="nbformat", value=str(version[0])[:100])
        yield Fault("notebook-broken", place, f"a version up to {KNOWN}", "the version is unknown")
        return
    if version[0] < 3:
        return  # nbformat has no schema for it, and converts it
    if version >= _IDS_SINCE:
        yield from _ids(cells)
    yield from _schema_faults(_completed(book, version), version)


def _ids(cells: Cells) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, cell in enumerate(cells):
        found = cell.get("id")
        if found is None:
            yield Fault(
                "notebook-cell-id", Place(index=(index,)), "an id for each cell", "the cell has no id"
            )
        elif isinstance(found, str):
            if found in seen:
                place = Place(index=(index,), field="id", value=found[:100])
                yield Fault("notebook-cell-id", place, "an id of its own", "another cell has the same id")
            seen.add(found)


def _completed(book: Mapping[str, Any], version: tuple[int, int]) -> dict[str, Any]:
    """The notebook with what was told of already, or may be left out, filled in."""
    whole = dict(book)
    if version[0] == 3:
        whole.setdefault("nbformat_minor", 0)
    if version >= _IDS_SINCE and isinstance(cells := book.get("cells"), list):
        whole["cells"] = [
            {**cell, "id": cell.get("id", f"cell-{index}")} if isinstance(cell, dict) else cell
            for index, cell in enumerate(cells)
        ]
    return whole


def _schema_faults(book: Mapping[str, Any], version: tuple[int, int]) -> Iterator[Fault]:
    from nbformat import validator

    judge: Any = validator.iter_validate
    try:
        for count, error in enumerate(judge(book, version=version[0], version_minor=version[1])):
            if count >= _MAX_FAULTS:
                return
            path = list(error.relative_path)
            index = next((part for part in path if isinstance(part, int)), None)
            if path[:1] == ["worksheets"]:
                index = next((part for part in path[2:] if isinstance(part, int)), None)
            field = ".".join(str(part) for part in path if isinstance(part, str)) or None
            place = Place(index=None if index is None else (index,), field=field)
            yield Fault("notebook-broken", place, "what the notebook format asks for", error.message[:200])
    except (RecursionError, TypeError, KeyError, AttributeError, ValueError):
        detail = "nbformat cannot make out what is wrong with its form"
        yield Fault("notebook-broken", expected="what the notebook format asks for", detail=detail)
