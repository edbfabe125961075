"""What a rule is: one defect, one file, one docstring.

The name of the module gives code and name (`rulebook/time/t203_time_not_monotonic.py` is `T203
time-not-monotonic`), its docstring is the documentation. A rule looks at one of:

    FaultRule  a fault that parsing found; explains it
    FactRule   the facts of a content
    ArrayRule  one array: its dims, dtype, attributes, and its values if it asks for them
    CellRule   one column of a block, or one window of an array: a mask
    FoldRule   the blocks of a table in file order
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterable, Mapping
from enum import Flag, auto
from typing import TYPE_CHECKING, Any, ClassVar

from msgspec import Struct

from icos_ingest.content import Array, Block, BoolArray, Column, Content, Facts
from icos_ingest.errors import RegistrationError
from icos_ingest.model import KEEP, NOWHERE, Fault, Options, Place, Severity
from icos_ingest.rule_page import Page

if TYPE_CHECKING:
    from icos_ingest.schema import Spec, Station

__all__ = [
    "ArrayRule",
    "CellRule",
    "Context",
    "FactRule",
    "FaultRule",
    "FoldRule",
    "Hit",
    "Need",
    "Page",
    "Rule",
    "hit_rows",
]

DEFAULTS = Options()

FAMILIES: Mapping[str, str] = {
    "F": "file and container",
    "H": "header and metadata",
    "C": "columns and variables",
    "V": "cells and values",
    "U": "units",
    "T": "time",
    "Q": "quality flags",
    "P": "plausibility",
    "G": "grids and georeference",
    "I": "images",
    "N": "notebooks and code",
    "X": "internal",
}


class Need(Flag):
    """What must be there for a rule to have something to look at; without it the rule is not applicable."""

    NOTHING = 0
    TEXT = auto()
    """Lines of text behind the tables."""
    TABLE = auto()
    """Rows under titles, from a file or from memory."""
    TIME = auto()
    """Stamps of the rows."""
    FLAGS = auto()
    """A column of quality flags."""
    SPEC = auto()
    """A specification."""
    ARRAY = auto()
    """Arrays on dimensions."""
    GEOREFERENCE = auto()
    """A raster that can lie on the Earth."""
    CODE = auto()
    """Code cells."""
    MEMBERS = auto()
    """Members of a container."""


class Context(Struct, frozen=True):
    """What a rule may know beside the data it looks at.

    Attributes:
        facts: of the content.
        spec: the specification, None where there is none.
        station: of the file, where it is known.
        options: what the user said.
        name: last part of the file's name, empty in memory.
        keep: how many places of one hit to keep, None for all.
    """

    facts: Facts
    spec: Spec | None = None
    station: Station | None = None
    options: Options = DEFAULTS
    name: str = ""
    keep: int | None = KEEP


class Hit(Struct, frozen=True):
    """One defect as a rule tells it; hits of one rule on one field become one finding.

    Attributes:
        message: what is wrong, a sentence without its full stop; names the field and quotes the value.
        place: where it stands first.
        expected: what would have been right.
        fix: how to mend it; by default the rule's own advice.
        count: how often.
        places: the first of them.
        blocks: whether the portal would refuse the file for it.
        severity: where it differs from the rule's.
    """

    message: str
    place: Place = NOWHERE
    expected: str | None = None
    fix: str | None = None
    count: int = 1
    places: tuple[Place, ...] = ()
    blocks: bool = False
    severity: Severity | None = None


SECTIONS = ("What it checks", "Why it matters", "How to mend", "Example", "References")
"""The headings of a rule's docstring, in this order."""


class Rule:
    """One defect. Subclass one of the kinds below, not this.

    Attributes:
        code: family letter and three digits, from the module's name.
        name: the defect in kebab-case, from the module's name.
        severity: of its findings.
        needs: what must be there for it to run.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR
    needs: ClassVar[Need] = Need.NOTHING

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        module = cls.__module__.rsplit(".", 1)[-1]
        if match := re.fullmatch(r"([a-z])(\d{3})_(\w+)", module):
            cls.code = match[1].upper() + match[2]
            cls.name = match[3].replace("_", "-")

    @property
    def page(self) -> Page:
        """The documentation, from the module's docstring."""
        if not self._docstring:
            raise RegistrationError(f"rule {self.code} has no documentation")
        return Page.of(inspect.cleandoc(self._docstring))

    @property
    def is_documented(self) -> bool:
        """Whether the docstring has sections; to make a page of it takes longer than to load the rule."""
        return "\n## " in self._docstring

    @property
    def _docstring(self) -> str:
        return getattr(sys.modules.get(type(self).__module__), "__doc__", None) or ""

    @property
    def advice(self) -> str:
        """How to mend it: the first paragraph of that section."""
        return " ".join(self.page.sections.get("How to mend", "").split("\n\n")[0].split())


class FaultRule(Rule):
    """Explains faults that parsing found; each kind of fault has exactly one such rule."""

    kinds: ClassVar[tuple[str, ...]]

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """The fault in words a user understands; the engine fills in place and count."""
        raise NotImplementedError


class FactRule(Rule):
    """Looks at facts alone: header, attributes, members, code."""

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """Hits for what is wrong with the facts; reads no data."""
        raise NotImplementedError


class ArrayRule(Rule):
    """Looks at one array."""

    needs = Need.ARRAY

    def check(self, array: Array, ctx: Context) -> Iterable[Hit]:
        """Hits for one array; reads values only where the array is small (a coordinate)."""
        raise NotImplementedError


class CellRule(Rule):
    """Looks at values one by one; the engine counts them and finds their places."""

    def mask(self, column: Column, ctx: Context) -> BoolArray | None:
        """True where a value is wrong, shaped as `column.values`; None where there is nothing to ask."""
        raise NotImplementedError

    def tell(self, column: Column, ctx: Context) -> Hit:
        """What is wrong with the values under the mask; the engine fills in place and count."""
        raise NotImplementedError


class FoldRule(Rule):
    """Looks at the blocks of a table in file order, keeping only what it must remember."""

    needs = Need.TABLE

    def start(self) -> Any:
        """The state before the first block."""
        return None

    def look(self, block: Block, ctx: Context) -> Any:
        """What one block has to say: small, and computed without the state, so on any worker."""
        raise NotImplementedError

    def join(self, state: Any, part: Any) -> tuple[Any, Iterable[Hit]]:
        """The next state and the hits, given the parts in file order."""
        raise NotImplementedError

    def finish(self, state: Any, ctx: Context) -> Iterable[Hit]:
        """Hits that only the end of the table can show."""
        del state, ctx
        return ()


def hit_rows(
    block: Block, mask: BoolArray, column: Column, ctx: Context, message: str, **rest: Any
) -> Hit | None:
    """One hit for all rows of a block under a mask, None where there are none.

    Args:
        block: the rows.
        mask: of length `block.n`.
        column: where the hit is shown to stand.
        ctx: says how many places to keep.
        message: with `{value}` where the first value is to be quoted.
        **rest: other fields of the hit.
    """
    rows = mask.nonzero()[0]
    if not len(rows):
        return None
    places = tuple(block.place(int(row), column) for row in rows[: ctx.keep])
    text = message.replace("{value}", str(places[0].value))
    return Hit(message=text, place=places[0], count=len(rows), places=places, **rest)
