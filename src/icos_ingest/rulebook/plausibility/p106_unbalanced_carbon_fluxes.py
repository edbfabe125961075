"""GPP, RECO and NEE do not belong together.

## What it checks
That NEE is RECO less GPP where GPP and RECO were made by the night-time method of the same NEE. If the sum
is right with the other sign of GPP, that is named. Where it holds for nearly all rows, the others are named
one by one; where it holds for few, FLUXNET's references are of different thresholds, which is no fault.

## Why it matters
GPP has two conventions of sign; with the wrong one uptake becomes loss. A single row that does not add up was
edited or shifted in one of the columns.

## How to mend
Give GPP positive where plants take up carbon. Export the three columns again from one partitioning.

## Example
Bad: NEE -5, RECO 3, GPP -8. Good: NEE -5, RECO 3, GPP 8 µmol m-2 s-1.

## References
Reichstein et al. 2005, doi 10.1111/j.1365-2486.2005.001002.x; FLUXNET2015 variables (GPP = RECO - NEE).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.content import Block, Column
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FoldRule, Hit
from icos_ingest.rule_parts.pairs import columns_of, numbers
from icos_ingest.schema import thresholds


class _Sum(Struct, frozen=True):
    """How far the three columns are from a balance; `turned` with the other sign of GPP."""

    names: tuple[str, str, str]
    gpp: Place
    n: int
    off: int
    apart: float
    turned: float
    places: tuple[Place, ...]
    keep: int | None

    def plus(self, other: _Sum) -> _Sum:
        """The sums of two blocks in file order."""
        added = {name: getattr(self, name) + getattr(other, name) for name in ("n", "off", "apart", "turned")}
        return replace(self, **added, places=(self.places + other.places)[: self.keep])


class UnbalancedCarbonFluxes(FoldRule):
    """Adds the three fluxes up, row by row."""

    severity = Severity.WARNING

    def start(self) -> dict[str, _Sum]:
        """Nothing was added up."""
        return {}

    def look(self, block: Block, ctx: Context) -> list[_Sum]:
        """What a block holds of each NEE."""
        sums = (_added(block, three, ctx) for three in _threes(block, ctx))
        return [one for one in sums if one]

    def join(self, state: dict[str, _Sum], part: list[_Sum]) -> tuple[dict[str, _Sum], Iterable[Hit]]:
        """Add up the blocks."""
        for new in part:
            old = state.get(new.names[0])
            state = {**state, new.names[0]: new if old is None else old.plus(new)}
        return state, ()

    def finish(self, state: dict[str, _Sum], ctx: Context) -> Iterable[Hit]:
        """One hit for each three columns."""
        limits = thresholds(self.name)
        for one in state.values():
            nee, reco, gpp = one.names
            if one.n >= limits["least"].value and one.turned < limits["turned"].value * one.apart:
                message = f"'{gpp}' has the other sign: '{nee}' is '{reco}' plus '{gpp}'"
                yield Hit(message, one.gpp, "GPP positive where plants take up carbon", places=(one.gpp,))
            elif 0 < one.off <= limits["rare"].value * one.n:
                places = one.places[: ctx.keep]
                message = f"'{nee}' is not '{reco}' less '{gpp}': '{places[0].value}'"
                yield Hit(message, places[0], f"'{reco}' less '{gpp}'", count=one.off, places=places)


def _threes(block: Block, ctx: Context) -> Iterator[tuple[Column, Column, Column]]:
    """Each NEE with the RECO and GPP that were made of it."""
    for nee in columns_of(block, ctx, lambda base: base == "NEE"):
        rest = nee.info.title.removeprefix("NEE")
        for method in ("_NT", ""):
            reco, gpp = (block.columns.get(f"{name}{method}{rest}") for name in ("RECO", "GPP"))
            if reco and gpp and reco.values.dtype.kind == gpp.values.dtype.kind == "f":
                yield nee, reco, gpp


def _added(block: Block, three: tuple[Column, Column, Column], ctx: Context) -> _Sum | None:
    nee, reco, gpp = (numbers(column, ctx) for column in three)
    apart, turned = np.abs(nee - reco + gpp), np.abs(nee - reco - gpp)
    there = np.isfinite(apart)
    if not there.any():
        return None
    off = np.flatnonzero(there & (apart > thresholds(RULE.name)["apart"].value))
    return _Sum(
        names=(three[0].info.name, three[1].info.name, three[2].info.name),
        gpp=block.place(int(there.argmax()), three[2]),
        n=int(there.sum()),
        off=len(off),
        apart=float(apart[there].sum()),
        turned=float(turned[there].sum()),
        places=tuple(block.place(int(row), three[0]) for row in off[: ctx.keep]),
        keep=ctx.keep,
    )


RULE = UnbalancedCarbonFluxes()
