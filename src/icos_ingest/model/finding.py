"""Faults as parsing finds them, and findings as the user reads them."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

KEEP = 100
"""How many places of one finding are kept unless all are asked for."""


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Place(Struct, frozen=True):
    """Where something stands.

    Attributes:
        line: the physical line of the file, from 1, as an editor counts.
        column: the number of the cell in its row, from 1.
        field: title of the column, or name of the variable, attribute or header fact.
        member: path of the member inside an archive.
        group: group of a netCDF or HDF5 file, sheet of a workbook.
        index: position in an array, or of the row in a table, from 0; a row that was left out has none.
        offset: byte of the file, from 0.
        value: the text or value that stands there.
    """

    line: int | None = None
    column: int | None = None
    field: str | None = None
    member: str | None = None
    group: str | None = None
    index: tuple[int, ...] | None = None
    offset: int | None = None
    value: str | None = None


NOWHERE = Place()


class Fault(Struct, frozen=True):
    """Something that parsing could not take as it stands; a rule explains each kind.

    Attributes:
        kind: a kebab-case word, such as `cell` or `truncated`; exactly one rule explains it.
        place: where, with the text found there.
        expected: what would have been right, in plain words.
        detail: what a library or the portal says about it.
        blocks: whether the portal would refuse the file for it under the given specification.
        met: the line at which the portal meets it, where that is not the place that is to be mended.
    """

    kind: str
    place: Place = NOWHERE
    expected: str | None = None
    detail: str | None = None
    blocks: bool = False
    met: int | None = None


class Finding(Struct, frozen=True):
    """One defect: what, where, how often, and how to mend it.

    `count` equal defects of one column or variable are one finding; `places` holds the first of them.
    """

    code: str
    name: str
    severity: Severity
    message: str
    place: Place = NOWHERE
    expected: str | None = None
    fix: str | None = None
    count: int = 1
    blocks_upload: bool = False
    places: tuple[Place, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The finding as plain data, keyed as in the JSON report."""
        at = self.place
        return {
            "code": self.code,
            "name": self.name,
            "severity": str(self.severity),
            "message": self.message,
            "line": at.line,
            "column": at.column,
            "field": at.field,
            "where": {
                "member": at.member,
                "group": at.group,
                "index": list(at.index) if at.index is not None else None,
                "offset": at.offset,
            },
            "value": at.value,
            "expected": self.expected,
            "fix": self.fix,
            "count": self.count,
            "blocks_upload": self.blocks_upload,
            "places": [{"line": p.line, "column": p.column, "value": p.value} for p in self.places],
        }
