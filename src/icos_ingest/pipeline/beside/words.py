"""What one process tells the other of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from icos_ingest.model import Options
from icos_ingest.rule_kinds import Context

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

FORGET = "forget"
"""Said when answers were thrown away: what was told in them is to be told again."""


class Opening(Struct, frozen=True):
    """How a file was opened.

    Attributes:
        path: of the file.
        reader: its name.
        options: it was read by.
        spec: it was read by.
    """

    path: str
    reader: str
    options: Options
    spec: Spec | None


class Asked(Struct, frozen=True):
    """What is asked of the rows of its table.

    Attributes:
        ctx: what rules may know.
        rules: codes of those that run.
        drawn: whether there is to be a picture.
        judged: whether the portal's judge looks, too.
    """

    ctx: Context
    rules: tuple[str, ...]
    drawn: bool
    judged: bool
