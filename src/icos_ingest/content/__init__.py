"""What a reader gives: light facts at once, data in pieces and only when asked for.

    Content ── facts: Facts             titles, units, header facts, attributes, members, code cells
            ├─ tables()  → Table        parts of rows, each a Block once it is parsed
            ├─ arrays()  → Array        dims, dtype, attributes, windows of values
            └─ members() → Source       what a container holds

A content has capabilities, not a class: a netCDF time series has arrays, a workbook several tables, a zip
members. What parsing could not take is a `Fault`; it never stops the reading of the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.content.arrays import Array
from icos_ingest.content.facts import CodeCell, ColumnInfo, Fact, Facts, Georeference, TimeFacts
from icos_ingest.content.rows import Block, BoolArray, Column, Values, ends_of, show_value
from icos_ingest.content.tables import Part, Span, Table
from icos_ingest.model import Fault, Match, Options, Source

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

__all__ = [
    "Array",
    "Block",
    "BoolArray",
    "CodeCell",
    "Column",
    "ColumnInfo",
    "Content",
    "Fact",
    "Facts",
    "Georeference",
    "Part",
    "Reader",
    "Span",
    "Table",
    "TimeFacts",
    "Values",
    "ends_of",
    "placed",
    "show_value",
    "unique_names",
]


class Content:
    """An opened source: facts, and data by capability. Close it, or use it as a context manager.

    A reader subclasses this and gives what its format has; the rest stays empty.
    """

    facts: Facts

    def tables(self) -> Mapping[str, Table]:
        """Tables by name, in file order."""
        return {}

    def arrays(self) -> Mapping[str, Array]:
        """Arrays by path, in file order."""
        return {}

    def members(self) -> Iterable[Source]:
        """What a container holds, in its own order; the same on each call."""
        return ()

    def groups(self) -> Mapping[str, Mapping[str, Any]]:
        """Attributes of each group, by path; the root's are `facts.attributes`."""
        return {}

    def audit(self) -> Iterable[Fault]:
        """Faults of what is stored that reading alone would not show, found in a pass of its own.

        Only a check asks for it, once and before it asks for data.
        """
        return ()

    def audit_rest(self) -> Iterable[Fault]:
        """The same of what the reading left in doubt; a check asks for it once, after the data."""
        return ()

    def close(self) -> None:
        """Release the file."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Reader(Struct, frozen=True):
    """One format, or one family of formats behind one signature.

    Attributes:
        name: of the module, `readers/<name>.py`; what `--reader` takes.
        title: for people.
        formats: the words for the formats it tells apart.
        sniff: looks at the head of a source; a `Match`, or why it is none of these formats.
        read: opens a source, raising a `ReadError` or `SourceError` where it cannot go on.
        native: whether libraries in C look at the bytes, or may do so at those of its members; such files are
            judged in a process of their own.
    """

    name: str
    title: str
    formats: tuple[str, ...]
    sniff: Callable[[Source], Match | str]
    read: Callable[[Source, Options, Spec | None], Content]
    native: bool = False


def unique_names(titles: Sequence[str]) -> list[str]:
    """A name for each title: itself, `title_2` where it occurs again, `column_3` where it is blank."""
    taken: set[str] = set()
    names = []
    for number, title in enumerate(titles, start=1):
        base = title.strip() or f"column_{number}"
        name, copy = base, 2
        while name in taken:
            name, copy = f"{base}_{copy}", copy + 1
        taken.add(name)
        names.append(name)
    return names


def placed(fault: Fault, **at: Any) -> Fault:
    """The fault with parts of its place filled in."""
    return replace(fault, place=replace(fault.place, **at))
