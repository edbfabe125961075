"""A Jupyter notebook, opened.

The form is judged by nbformat, the notebook's own library. Code is parsed, never run.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from icos_ingest.codelib import MAX_CODE, code_fault, unparsable, without_magics
from icos_ingest.codelib.notebook_form import KNOWN, form_faults, version_of
from icos_ingest.codelib.opened import missing_fault, missing_files
from icos_ingest.codelib.positions import CellPlace, cell_places
from icos_ingest.content import CodeCell, Content, Fact, Facts
from icos_ingest.errors import CorruptFile, LimitExceeded, Truncated
from icos_ingest.model import Fault, Options, Place, Source

_SPOKEN = (
    ("kernelspec", "language"),
    ("language_info", "name"),
    ("jupytext", "main_language"),
    ("kernelspec", "name"),
)
"""Where a notebook states its language; one that does not is Python."""
_KERNELS = {"ir": "r"}
"""Kernels that are not called by their language."""


def open_notebook(source: Source, options: Options) -> Content:
    """Open a notebook.

    Raises:
        CorruptFile: it is no JSON, or no notebook.
        Truncated: the JSON ends too early.
        LimitExceeded: it is larger than may be held in memory.
    """
    with source.open() as stream:
        raw = stream.read(options.limits.array + 1)
    if len(raw) > options.limits.array:
        raise LimitExceeded(
            f"the notebook has more than {options.limits.array:,} bytes",
            hint="clear its outputs, or raise the limit `array`",
            source=source.name,
        )
    text = _decoded(raw, source)
    book = _parsed(text, source)
    cells = _cells(book)
    language = _language(book)
    code = tuple(_code(cells, language, cell_places(text)))
    faults: list[Fault] = []
    if raw.startswith(codecs.BOM_UTF8):
        expected = "JSON without a byte-order mark"
        faults.append(Fault("notebook-broken", Place(line=1, offset=0), expected, "Jupyter cannot open it"))
    faults += form_faults(book, cells, text)
    lines = text.split("\n")
    old = (_at(book, "language_info", "version") or "").startswith("2") and language == "python"
    faults += [fault for cell in code if (fault := _code_fault(cell, lines, old)) is not None]
    faults += _missing(code, lines, source)
    notes = _notes(version_of(book))
    return _Notebook(Facts("ipynb", _header(book, language), code=code, faults=tuple(faults), notes=notes))


class _Notebook(Content):
    """An opened notebook."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts


def _decoded(raw: bytes, source: Source) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorruptFile(
            f"the notebook is not UTF-8 at byte {error.start:,}",
            hint="save it with Jupyter",
            source=source.name,
        ) from error


def _parsed(text: str, source: Source) -> dict[str, Any]:
    hint = "transfer it again, or restore it from a checkpoint"
    try:
        book = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"({error.msg}, line {error.lineno} column {error.colno})"
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            raise Truncated(f"the notebook ends too early {where}", hint=hint, source=source.name) from error
        raise CorruptFile(f"the notebook is no valid JSON {where}", hint=hint, source=source.name) from error
    except (ValueError, RecursionError) as error:
        what = "the notebook holds a number too long or is nested too deeply"
        raise CorruptFile(what, source=source.name) from error
    if not isinstance(book, dict) or not isinstance(book.get("nbformat"), int):
        raise CorruptFile("this is no notebook: it does not state its nbformat", source=source.name)
    return book


def _cells(book: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """All cells that are objects, of whatever version; before version 4 they lie in worksheets."""
    sheets = book.get("worksheets")
    found = [book.get("cells")]
    if isinstance(sheets, list):
        found += [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in found if isinstance(cells, list) for cell in cells if isinstance(cell, dict)]


def _at(book: Mapping[str, Any], *keys: str) -> str | None:
    value: Any = book.get("metadata")
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, str) else None


def _language(book: Mapping[str, Any]) -> str:
    found = next(filter(None, (_at(book, *keys) for keys in _SPOKEN)), "python")
    word = found.strip().lower()
    word = word.partition("-")[0]
    return "python" if word.startswith(("python", "ipython")) else _KERNELS.get(word, word)


def _header(book: Mapping[str, Any], language: str) -> dict[str, Fact]:
    kernel = _at(book, "kernelspec", "display_name") or _at(book, "kernelspec", "name")
    found = {
        "kernel": kernel,
        "language": language,
        "language version": _at(book, "language_info", "version"),
        "nbformat": ".".join(map(str, version_of(book))),
    }
    return {name: Fact(value, Place(field=name)) for name, value in found.items() if value}


def _notes(version: tuple[int, int]) -> tuple[str, ...]:
    if version[0] < KNOWN:
        return (f"The notebook is in format {version[0]}; Jupyter converts it when it is saved.",)
    return ()


def _code(cells: Sequence[Mapping[str, Any]], language: str, places: list[CellPlace]) -> Iterator[CodeCell]:
    """Code cells with the lines of the file on which they begin."""
    for index, cell in enumerate(cells):
        if cell.get("cell_type") == "code":
            source = _source(cell)
            own = cell.get("language")
            line = places[index].source if len(places) == len(cells) else None
            if source is not None:
                yield CodeCell(own if isinstance(own, str) else language, source, line, index)


def _source(cell: Mapping[str, Any]) -> str | None:
    source = cell.get("source", cell.get("input"))
    if isinstance(source, list) and all(isinstance(part, str) for part in source):
        # Before version 3 the lines stand without their ends.
        ended = any(part.endswith("\n") for part in source)
        return ("" if ended else "\n").join(source)
    return source if isinstance(source, str) else None


def _code_fault(cell: CodeCell, lines: Sequence[str], old: bool) -> Fault | None:
    """Where a cell does not parse; `old` says that the notebook was run with Python 2."""
    if len(cell.text) > MAX_CODE:
        return None
    problem = unparsable(cell.text, cell.language)
    if problem and cell.language == "python":
        problem = unparsable(without_magics(cell.text), cell.language)
    if problem is None:
        return None
    line = _physical(cell, problem.line, lines)
    fault = code_fault(problem, cell.text, Place(line=line, index=(cell.index or 0,)))
    expected = "Python 3" if old else fault.expected
    return Fault(fault.kind, fault.place, expected, f"{fault.detail} (line {problem.line} of the cell)")


def _missing(code: Sequence[CodeCell], lines: Sequence[str], source: Source) -> Iterator[Fault]:
    """Files beside the notebook that its Python opens and that are not there."""
    python = [cell for cell in code if cell.language == "python" and len(cell.text) <= MAX_CODE]
    if source.path is None:
        return
    for one in missing_files([cell.text for cell in python], source.path.parent):
        cell = python[one.cell]
        line = _physical(cell, one.line, lines)
        yield missing_fault(one, Place(line=line, index=(cell.index or 0,)))


def _physical(cell: CodeCell, line: int, lines: Sequence[str]) -> int | None:
    """The line of the file for a line of a cell, where each stands on its own; else where the cell begins."""
    if cell.line is None:
        return None
    physical = cell.line + line - 1
    wanted = json.dumps(cell.text.split("\n")[line - 1], ensure_ascii=False)[1:-1]
    stands = physical <= len(lines) and lines[physical - 1].lstrip().startswith('"' + wanted)
    return physical if stands else cell.line
