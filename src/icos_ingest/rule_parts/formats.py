"""Whether somebody has laid down what a file of this kind holds."""

from __future__ import annotations

from collections.abc import Mapping

from icos_ingest.rule_kinds import Context
from icos_ingest.schema import format_spec, formats


def is_laid_down(ctx: Context) -> bool:
    """Whether a specification or a format of the portal says what the rows are; else they were found out."""
    return ctx.spec is not None or laid_format(ctx) in formats()


def laid_format(ctx: Context) -> str:
    """The word for the format; of a dataset in memory, that of the file which it was read from."""
    return str(ctx.facts.attributes.get("source_format", ctx.facts.format))


def stamp_point(ctx: Context) -> str | None:
    """Which part of its interval a stamp is (`start`, `middle`, `end`), None where nobody says."""
    if ctx.facts.time is not None and ctx.facts.time.stamp:
        return ctx.facts.time.stamp
    return ctx.spec.time.stamp if ctx.spec and ctx.spec.time else None


def averaging_minutes(ctx: Context) -> float | None:
    """The averaging interval that header, format or specification promise, None where nobody does."""
    if ctx.facts.time is not None and ctx.facts.time.interval:
        return ctx.facts.time.interval
    convention = ctx.spec.time if ctx.spec else None
    return convention.interval_minutes if convention else None


def is_portals(ctx: Context) -> bool:
    """Whether the portal's own rules hold for a file."""
    known = formats().get(ctx.facts.format)
    return ctx.spec is not None or (known is not None and known.uri is not None)


def missing_texts(ctx: Context) -> Mapping[str, frozenset[str]]:
    """The texts that stand for a missing value, by value format."""
    if ctx.spec is not None:
        return ctx.spec.missing_texts
    return format_spec(ctx.facts.format).missing if ctx.facts.format in formats() else {}


def expected_gap(format_: str | None, ctx: Context) -> str:
    """How a missing value of a column is written, in words."""
    texts = sorted(filter(None, missing_texts(ctx).get(format_ or "", ())))
    return f"one of {', '.join(texts)}, or an empty cell" if texts else "an empty cell"
