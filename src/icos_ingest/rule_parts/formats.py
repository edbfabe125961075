"""Whether somebody has laid down what a file of this kind holds."""

from __future__ import annotations

from collections.abc import Mapping

from icos_ingest.rule_kinds import Context
from icos_ingest.schema import format_spec, formats


def is_laid_down(ctx: Context) -> bool:
    """Whether a specification or a format of the portal says what the rows are; else they were found out."""
    return ctx.spec is not None or ctx.facts.format in formats()


def is_portals(ctx: Context) -> bool:
    """Whether the portal's own rules hold for a file."""
    known = formats().get(ctx.facts.format)
    return ctx.spec is not None or (known is not None and known.uri is not None)


def missing_texts(ctx: Context) -> Mapping[str, frozenset[str]]:
    """The texts that stand for a missing value, by value format."""
    if ctx.spec is not None:
        return ctx.spec.missing_texts
    return format_spec(ctx.facts.format).missing if ctx.facts.format in formats() else {}
