"""Headers that several text formats share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from icos_ingest.content import Fact
from icos_ingest.model import Fault, Place
from icos_ingest.text.format import Header
from icos_ingest.text.lines import Line, Lines, undecodable_line
from icos_ingest.text.split import QuotedSplitter, split

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

_COUNT = re.compile(r"# (HEADER|TOTAL) LINES: ([0-9]+)", re.ASCII)
_PAIR = re.compile(r"#\s*([A-Z][A-Z0-9 /()_-]{2,60}?)\s*:\s*(.*)")
_INT_MAX = 2**31 - 1
_MARK = "\ufeff"
_FIRST = "# as the first character, and no byte-order mark before it"
_UNREADABLE = -1
"""A count that is beyond all numbers; that is a fault of its own."""
PREFIXED = ("Stdev", "NbPoints", "Flag", "QualityId")
"""Titles of ATC tables that belong to the variable before them."""


def titles_line(lines: Lines, separator: str) -> Header:
    """The first line that has any cell holds the titles; empty titles at its end are dropped."""
    header = Header()
    while line := lines.take():
        header.faults.extend(undecodable_line(line))
        titles = split(line.text, separator, tails=False)
        if titles:
            header.titles, header.line = titles, line.number
            break
    return header


def hash_header(lines: Lines, spec: Spec | None, separator: str = ";") -> Header:
    """The header of ATC files: lines that begin with `#`, the last of them the titles.

    The header states how many lines it and the file have (`# HEADER LINES: n`, `# TOTAL LINES: n`). The
    portal takes the stated line as titles and refuses where the header is longer or shorter; then we take the
    last line that begins with `#`, so that the rest can be read all the same.
    """
    found: list[Line] = []
    while (ahead := lines.peek(1)) and _hashed(ahead[0]):
        line = lines.take()
        assert line is not None, "it was just seen"
        found.append(line)
    header = Header()
    stated = _counts(found, header)
    _check_count(len(found), stated.get("HEADER"), header)
    if found and found[0].text.startswith(_MARK):
        place = Place(line=1, value=found[0].readable[:100])
        header.faults.append(Fault("header-lines", place, expected=_FIRST, blocks=True))
    if found:
        titles = _hashed(found[-1])
        header.titles = _rename(split(titles[1:], separator, tails=False), spec)
        header.line = found[-1].number
    if _UNREADABLE not in stated.values() and "HEADER" in stated and "TOTAL" in stated:
        header.n_rows = stated["TOTAL"] - stated["HEADER"]
    header.facts = _facts(found[:-1])
    for line in found:
        header.faults.extend(undecodable_line(line))
    header.units = _units(header)
    return header


def _hashed(line: Line) -> str:
    """The text of a line of the header, empty for any other line; a byte-order mark before it is left out."""
    text = line.text.removeprefix(_MARK) if line.number == 1 else line.text
    return text if text.startswith("#") else ""


def _counts(found: Sequence[Line], header: Header) -> dict[str, int]:
    stated: dict[str, int] = {}
    for line in found:
        if match := _COUNT.fullmatch(line.text):
            if int(match[2]) > _INT_MAX:
                place = Place(line=line.number, field=f"{match[1]} LINES", value=match[2][:100])
                expected = f"a number of lines up to {_INT_MAX}"
                header.faults.append(Fault("number-too-large", place, expected=expected, blocks=True))
                stated[match[1]] = _UNREADABLE
            else:
                if stated.setdefault(match[1], int(match[2])) != int(match[2]):
                    header.faults.append(_repeated_count(match[1], match[2], line.number))
                stated[match[1]] = int(match[2])
    return stated


def _repeated_count(name: str, value: str, line: int) -> Fault:
    place = Place(line=line, field=f"{name} LINES", value=value)
    return Fault("count-repeated", place, expected=f"{name} LINES once, or the same number again")


def _check_count(actual: int, stated: int | None, header: Header) -> None:
    if stated in (actual, _UNREADABLE):
        return
    if stated is None:
        place = Place(line=1, field="HEADER LINES")
        expected = f"a line '# HEADER LINES: {actual}'" if actual else "lines that begin with #"
    else:
        place = Place(line=min(stated, actual) + 1, field="HEADER LINES", value=str(stated))
        expected = f"{actual}, the number of lines at the top that begin with #"
    header.faults.append(Fault("header-lines", place, expected=expected, blocks=True))


def _rename(titles: list[str], spec: Spec | None) -> list[str]:
    """Titles that belong to the variable before them get its name, where they would else be ambiguous."""
    shared = {name for name in PREFIXED if titles.count(name) > 1}
    if spec and any(_expected(name, spec) > 1 for name in PREFIXED):
        shared = set(PREFIXED)
    variable, renamed = "", []
    for title in titles:
        if title in shared:
            renamed.append(f"{variable}-{title}")
        else:
            renamed.append(title)
            variable = title
    return renamed


def _expected(name: str, spec: Spec) -> int:
    return sum(
        bool(re.search(column.title, name)) if column.is_regex else column.title.startswith(name)
        for column in spec.columns
    )


def _facts(found: Sequence[Line]) -> dict[str, Fact]:
    """`# KEY: value` lines; a line without a key goes on with the value before it."""
    facts: dict[str, Fact] = {}
    key = None
    for line in found:
        text = line.readable
        if match := _PAIR.fullmatch(text):
            key = match[1]
            facts[key] = Fact(match[2], Place(line=line.number, field=key, value=match[2][:100]))
        elif key is not None and (more := text.lstrip("# ").strip()):
            old = facts[key]
            facts[key] = Fact(f"{old.value}\n{more}".strip(), old.place)
    return facts


def _units(header: Header) -> dict[int, str]:
    """The header's one unit belongs to the variable that its parameter names, and to its spread."""
    unit, parameter = header.facts.get("MEASUREMENT UNIT"), header.facts.get("PARAMETER")
    if unit is None or parameter is None or not unit.value:
        return {}
    name = str(parameter.value).split(",")[0].strip().lower()
    return {
        cell: str(unit.value)
        for cell, title in enumerate(header.titles)
        if title.lower() == name or (title == "Stdev" and name in {t.lower() for t in header.titles})
    }


INTERVALS = {"minute": 1.0, "1 minute": 1.0, "half-hourly": 30.0, "hourly": 60.0, "daily": 1440.0}
"""Minutes of the averaging intervals that ATC headers name; months have no one length."""

_UNIT = re.compile(r"\[([^\[\]]+)\][^\[\]]*")


def bracketed_units(titles: Sequence[str]) -> dict[int, str]:
    """Units that titles bear in brackets, such as `Temp [degC]`, by index of the cell; flags have none."""
    units = {}
    for cell, title in enumerate(titles):
        match = _UNIT.search(title)
        if match and not title.rstrip('"').endswith(("QC Flag", "QC Comment", "Type")):
            units[cell] = match[1]
    return units


def quoted_titles(lines: Lines, separator: str) -> Header:
    """The first row of a quoted CSV; it may run over several lines."""
    header = Header()
    splitter = QuotedSplitter(separator)
    while line := lines.take():
        header.faults.extend(undecodable_line(line))
        rows = splitter.rows(line.number, [line.text])
        header.faults.extend(rows.faults)
        if rows.cells:
            header.titles, header.line = rows.cells[0], rows.lines[0]
            break
    return header
