"""The description of a text format, which every engine reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from icos_ingest.content import Fact, TimeFacts
from icos_ingest.model import Fault, Options, Place
from icos_ingest.text.cut import Cut
from icos_ingest.text.lines import Lines
from icos_ingest.text.split import PlainSplitter, QuotedSplitter
from icos_ingest.text.stamp import Stamp

if TYPE_CHECKING:
    from icos_ingest.schema import Spec


class Header(Struct):
    """What stands before the rows.

    Attributes:
        titles: of the file's own columns, after the format's renaming.
        line: the physical line of the titles, 0 where none was found.
        facts: what the header states, each with its place.
        units: by index of the cell.
        faults: what is wrong with it.
        notes: what was found out, sentences for the user.
        n_rows: rows that the header itself announces.
        variant: which of the format's variants it is, where units and flags differ by it.
        step: minutes from row to row, where the first rows show it and the format needs it.
        first_row: cells of the first row, looked at in advance by formats that need it.
    """

    titles: Sequence[str] = ()
    line: int = 0
    facts: Mapping[str, Fact] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    n_rows: int | None = None
    variant: str = ""
    step: float | None = None
    first_row: Sequence[str] = ()


class Timing(Struct, frozen=True):
    """How rows are stamped, once the titles are known.

    Attributes:
        stamp: reads the rows' stamps.
        facts: what they mean.
        adds: title of the column that the format adds before the file's own, holding the stamp.
    """

    stamp: Stamp
    facts: TimeFacts
    adds: str | None = None


OddRow = Literal["refuse", "fit", "end"]
"""What becomes of a row that is not as long as the titles: a fault; cut or filled up; or the table ends."""


class TextFormat(Struct, frozen=True):
    """One text format, wholly described.

    Attributes:
        name: the word for it.
        separator: between cells; `WHITESPACE` for runs of blanks.
        header: takes the header's lines and gives what stands there.
        timing: how rows are stamped, given titles, header facts, specification and options.
        tails: whether empty cells at the end of a row are kept.
        quoted: whether cells may be quoted, as in RFC 4180, over several lines.
        odd_row: what becomes of a row with another number of cells than titles.
        marker: a line that is the end of the header and counts the row before it again if it comes later.
        comment: how a line of the header begins; a row may not begin so.
        hints: value formats of columns that a specification need not know, by title.
        skips_blank: whether a blank line between rows is passed over; a fault all the same.
        end: a line that ends the table.
    """

    name: str
    separator: str
    header: Callable[[Lines, Spec | None], Header]
    timing: Callable[[Header, Spec | None, Options], Timing | None]
    tails: bool = True
    quoted: bool = False
    odd_row: OddRow = "refuse"
    marker: str | None = None
    comment: str | None = None
    hints: Mapping[str, str] = field(default_factory=dict)
    skips_blank: bool = False
    end: str | None = None

    def read_header(self, lines: Lines, spec: Spec | None) -> Header:
        """What stands before the rows; without titles there is no table, and that is a fault."""
        header = self.header(lines, spec)
        if not header.titles and not header.faults:
            place = Place(line=lines.number or None)
            detail = "no line holds titles, so no table was found"
            expected = "a line of titles and rows below it"
            header.faults.append(Fault("no-header", place, expected=expected, detail=detail))
        return header

    def splitter(self) -> PlainSplitter | QuotedSplitter:
        """What makes rows of its lines."""
        if self.quoted:
            return QuotedSplitter(self.separator)
        return PlainSplitter(self.separator, tails=self.tails, skips_blank=self.skips_blank, end=self.end)

    def cut(self, width: int) -> Cut:
        """How its lines fall into so many cells, where nothing odd stands among them."""
        return Cut(self.separator, width, self.quoted, self.tails, self.comment)
