"""What a file is, and how that was found out."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum

from msgspec import Struct, field


class Certainty(IntEnum):
    """How sure a reader is; the surest wins, and a tie of two readers is an error of ours."""

    FALLBACK = 1
    """Nothing speaks against it."""
    CONTENT = 2
    """The content has the shape of the format."""
    MARKED = 3
    """The content names the format, or fits a published specification of it."""
    SIGNATURE = 4
    """The first bytes are the format's own signature."""


class Match(Struct, frozen=True):
    """One reader's yes.

    Attributes:
        format: the word for the format, as in the JSON of the report.
        certainty: how sure the reader is.
        evidence: what it saw, a sentence for the user.
    """

    format: str
    certainty: Certainty
    evidence: str


class Detection(Struct, frozen=True):
    """What a file is: format, evidence, refusals, fitting specifications.

    Attributes:
        format: the word for the format; `unknown` where no reader said yes.
        reader: the name of the reader that opens it, None where there is none.
        evidence: what that reader saw.
        refusals: for every other reader, why it said no.
        specs: groups of equally good specifications, best first.
        near: specifications that would fit but for a few misspelt titles.
    """

    format: str
    reader: str | None
    evidence: str
    refusals: Mapping[str, str] = field(default_factory=dict)
    specs: tuple[tuple[str, ...], ...] = ()
    near: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The detection as plain data for JSON."""
        return {
            "format": self.format,
            "reader": self.reader,
            "evidence": self.evidence,
            "refusals": dict(self.refusals),
            "specs": [list(group) for group in self.specs],
        }
