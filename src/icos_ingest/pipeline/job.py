"""The whole check of one file as one job, which any process can do.

What goes in can be pickled (a specification, options, the codes of the rules); what comes out is a report.
Nothing else crosses, so that a crash of a C library loses one file and no more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct, field

from icos_ingest import registry
from icos_ingest.model import KEEP, Options
from icos_ingest.rule_kinds import Rule

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

Progress = Callable[[int, int | None], None]


class Job(Struct, frozen=True):
    """One file to be judged.

    Attributes:
        spec: the specification, None to look for one.
        options: what the user said.
        select: beginnings of codes to run, empty for all.
        ignore: beginnings of codes to leave out.
        keep: places of one finding to keep, None for all.
        overview: whether to gather what the picture of each table shows.
    """

    spec: Spec | None = None
    options: Options = field(default_factory=Options)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    keep: int | None = KEEP
    overview: bool = False

    def rules(self) -> tuple[list[Rule], list[Rule]]:
        """The rules that run, and those that the user switched off."""
        on: list[Rule] = []
        off: list[Rule] = []
        for rule in registry.rules().values():
            chosen = not self.select or rule.code.startswith(self.select)
            (on if chosen and not (self.ignore and rule.code.startswith(self.ignore)) else off).append(rule)
        return on, off
