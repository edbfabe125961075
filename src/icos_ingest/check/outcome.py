"""What a check gives."""

from __future__ import annotations

from msgspec import Struct

from icos_ingest.model import Finding, Overview, Skipped, Statistics


class Outcome(Struct, frozen=True):
    """What the rules found.

    Attributes:
        findings: errors, warnings, notes; each in the order of the file.
        skipped: rules that should have run and could not.
        not_applicable: codes of rules that had nothing to look at, or that the user switched off.
        incomplete: whether something kept us from looking at everything.
        overviews: of the tables, if they were asked for.
        statistics: of the arrays of numbers.
    """

    findings: tuple[Finding, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    not_applicable: tuple[str, ...] = ()
    incomplete: bool = False
    overviews: tuple[Overview, ...] = ()
    statistics: tuple[Statistics, ...] = ()
