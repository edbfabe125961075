"""BADM of an ecosystem station: what people write down of a site, one fact a line.

Titles `idVar,Variable,Qualifier,Value,DateTime,SubmissionDate`, then rows: lines of one `idVar` belong
together, the qualifier `VALUE` is the variable's own value, others say more of it; -9999 in `DateTime` says
that there is no date. Described in the BADM templates of the Ecosystem Thematic Centre. All cells are text,
and no column is the time of a row: `SubmissionDate` is when the station wrote it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.content import Fact
from icos_ingest.model import Certainty, Match, Options, Place, Source
from icos_ingest.text import Header, Lines, TextFormat, text_reader
from icos_ingest.text.headers import quoted_titles
from icos_ingest.text.sniff import first_lines
from icos_ingest.text.split import QuotedSplitter

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

NAME = "badm"
TITLES = ("idVar", "Variable", "Qualifier", "Value", "DateTime", "SubmissionDate")
_SITE = "SITE_ID"
_AHEAD = 200
"""Lines in which the site is looked for; it stands first."""


def _header(lines: Lines, spec: Spec | None) -> Header:
    del spec
    header = quoted_titles(lines, ",")
    header.facts = _site(lines)
    return header


def _site(lines: Lines) -> dict[str, Fact]:
    """The id of the site and its name, where they stand."""
    facts: dict[str, Fact] = {}
    for line in lines.peek(_AHEAD):
        row = next(iter(QuotedSplitter(",").rows(line.number, [line.readable]).cells), [])
        if row[1:2] == [_SITE] and len(row) > 3:
            field = _SITE if row[2] == "VALUE" else row[2]
            place = Place(line=line.number, column=4, field=field, value=row[3][:100])
            facts.setdefault(field.replace("_", " "), Fact(row[3], place))
    return facts


def _untimed(header: Header, spec: Spec | None, options: Options) -> None:
    del header, spec, options


FORMAT = TextFormat(
    NAME,
    ",",
    header=_header,
    timing=_untimed,
    quoted=True,
    odd_row="fit",
    hints=dict.fromkeys(TITLES, "string"),
)


def sniff(source: Source) -> Match | str:
    """The titles of BADM."""
    first = next(iter(first_lines(source)), "").replace('"', "").split(",")
    if tuple(title.strip() for title in first) != TITLES:
        return f"the titles are not {','.join(TITLES)}"
    return Match(NAME, Certainty.MARKED, "the titles are those of BADM")


READER = text_reader(NAME, "BADM: what a station writes down of its site", FORMAT, sniff)
