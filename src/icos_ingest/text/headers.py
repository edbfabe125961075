"""Headers that several text formats share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

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
_AHEAD = 50
"""Lines after the header that may belong to it, if one of them lacks its #."""


class _Count(NamedTuple):
    """A count that the header states; None where it is beyond all numbers, which is a fault of its own."""

    number: int | None
    line: int


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
    header.faults.extend(_wrong_count(found, stated.get("HEADER"), lines.peek(_AHEAD)))
    if found and found[0].text.startswith(_MARK):
        place = Place(line=1, value=found[0].readable[:100])
        header.faults.append(Fault("header-lines", place, expected=_FIRST, blocks=True))
    if found:
        titles = _hashed(found[-1])
        header.titles = _rename(split(titles[1:], separator, tails=False), spec)
        header.line = found[-1].number
    if "HEADER" in stated and "TOTAL" in stated:
        total, own = stated["TOTAL"].number, stated["HEADER"].number
        header.n_rows = total - own if total is not None and own is not None else None
    header.facts = _facts(found[:-1])
    for line in found:
        header.faults.extend(undecodable_line(line))
    header.units = _units(header)
    return header


def _hashed(line: Line) -> str:
    """The text of a line of the header, empty for any other line; a byte-order mark before it is left out."""
    text = line.text.removeprefix(_MARK) if line.number == 1 else line.text
    return text if text.startswith("#") else ""


def _counts(found: Sequence[Line], header: Header) -> dict[str, _Count]:
    stated: dict[str, _Count] = {}
    for line in found:
        match = _COUNT.fullmatch(line.text)
        if match is None:
            continue
        number = int(match[2]) if int(match[2]) <= _INT_MAX else None
        place = Place(line=line.number, field=f"{match[1]} LINES", value=match[2][:100])
        if number is None:
            expected = f"a number of lines up to {_INT_MAX}"
            header.faults.append(Fault("number-too-large", place, expected=expected, blocks=True))
        elif match[1] in stated and stated[match[1]].number != number:
            expected = f"{match[1]} LINES once, or the same number again"
            header.faults.append(Fault("count-repeated", place, expected=expected))
        stated[match[1]] = _Count(number, line.number)
    return stated


def _wrong_count(found: Sequence[Line], stated: _Count | None, ahead: Sequence[Line]) -> list[Fault]:
    """A fault if the header has not as many lines as it says."""
    actual = len(found)
    if stated is None:
        meant = next((line.number for line in found if "HEADER LINES" in line.text), 1)
        place = Place(line=meant, field="HEADER LINES")
        expected = f"a line '# HEADER LINES: {actual}'" if actual else "lines that begin with #"
        return [Fault("header-lines", place, expected=expected, blocks=True, met=1)]
    if stated.number in (actual, None):
        return []
    met = min(stated.number or 0, actual) + 1
    if any(_hashed(line) for line in ahead[1:]):
        place = Place(line=met, value=ahead[0].readable[:100])
        return [Fault("header-line-unhashed", place, expected="a line that begins with #", blocks=True)]
    place = Place(line=stated.line, field="HEADER LINES", value=str(stated.number))
    expected = f"{actual}, the number of lines at the top that begin with #"
    return [Fault("header-lines", place, expected=expected, blocks=True, met=met)]


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
