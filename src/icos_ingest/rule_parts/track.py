"""The track of a ship or aircraft: positions row by row, and where they jump."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.content import Block, BoolArray, Column
from icos_ingest.model import Place
from icos_ingest.rule_kinds import Context, Hit
from icos_ingest.rule_parts.flags import is_among
from icos_ingest.rule_parts.formats import laid_format
from icos_ingest.rule_parts.position import EARTH_KM
from icos_ingest.schema import thresholds

_LATITUDE = re.compile(r"lat(?:itude)?(?:\s*[\[(].*)?", re.IGNORECASE)
_LONGITUDE = re.compile(r"lon(?:g|gitude)?(?:\s*[\[(].*)?", re.IGNORECASE)
SHIPS = frozenset({"asciiOtcProductCsv", "asciiOtcSocatTimeSer"})
_BAD = ("3", "4")
"""Flags of questionable and bad positions (SOCAT and QuinCe): whoever set them knows."""
_MOST = 10_000
_LIMITS = "jumping-position"
Numbers = npt.NDArray[Any]


class Moves(Struct, frozen=True):
    """Moves from row to row, in the order of the file; every array is one number for each.

    Attributes:
        rows: number in the table of the row that the move leads to.
        lines: its physical line, -1 in memory.
        north, east: degrees of that row.
        north_before, east_before: degrees of the row before.
        reach: kilometres that could have been made in the time between, and a little more.
    """

    rows: Numbers
    lines: Numbers
    north: Numbers
    east: Numbers
    north_before: Numbers
    east_before: Numbers
    reach: Numbers

    def where(self, mask: BoolArray) -> Moves:
        """Those under a mask."""
        return Moves(*(part[mask] for part in self.parts))

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def parts(self) -> tuple[Numbers, ...]:
        """All arrays."""
        return (
            self.rows, self.lines, self.north, self.east, self.north_before, self.east_before, self.reach
        )  # fmt: skip

    @property
    def too_far(self) -> BoolArray:
        """Where a move is longer than its reach."""
        # Along a meridian and then a parallel is never shorter, and so needs no sines.
        steps = np.abs(self.north - self.north_before) + np.abs(self.east - self.east_before)
        far: BoolArray = np.radians(steps) * EARTH_KM > self.reach
        gone = distances(self.north_before[far], self.east_before[far], self.north[far], self.east[far])
        far[far] = gone > self.reach[far]
        return far

    @property
    def swapped(self) -> BoolArray:
        """Where a move would be within reach if latitude and longitude of its row were exchanged."""
        possible = (np.abs(self.east) <= 90) & (self.north != self.east)
        gone = distances(self.north_before, self.east_before, self.east, self.north)
        found: BoolArray = possible & (gone <= self.reach)
        return found


class Track(Struct, frozen=True):
    """What some rows have to say of a track.

    Attributes:
        name: of the column of latitudes.
        cell: its number in a row, from 1; None in memory.
        rows: that have a position.
        ends: first and last row: number, line, degrees north and east, milliseconds.
        jumps: moves that are too far.
        beyond: rows whose latitude is none, while it would be a longitude.
        speed: metres a second that are plausible.
    """

    name: str
    cell: int | None
    rows: int
    ends: Numbers
    jumps: Moves
    beyond: Moves
    speed: float

    def swapped(self) -> Moves | None:
        """Rows with latitude and longitude exchanged."""
        if len(self.beyond):
            return self.beyond
        outward = self._outward()
        return outward.where(outward.swapped)

    def away(self) -> Moves:
        """Rows that jump away, but for those with the two exchanged."""
        outward = self._outward()
        return outward.where(~outward.swapped)

    def _outward(self) -> Moves:
        """The jumps without those that lead back to where the track left off."""
        jumps, kept, left = self.jumps, [], None
        for i in range(len(jumps)):
            here = (float(jumps.north[i]), float(jumps.east[i]))
            back = left is not None and _near(left, here, 2 * float(jumps.reach[i]))
            kept.append(not back)
            left = None if back else (float(jumps.north_before[i]), float(jumps.east_before[i]))
        return jumps.where(np.array(kept, dtype=bool))

    def hit(self, message: str, moves: Moves, ctx: Context, **rest: Any) -> Hit:
        """One hit for all rows that these moves lead to; `{value}` in the message is the first position."""
        places = []
        for i in range(len(moves.rows[: ctx.keep])):
            value, line = f"{moves.north[i]:g} N, {moves.east[i]:g} E", int(moves.lines[i])
            at = Place(field=self.name, index=(int(moves.rows[i]),), value=value)
            places.append(replace(at, line=line, column=self.cell) if line >= 0 else at)
        text = message.replace("{value}", str(places[0].value))
        return Hit(text, places[0], count=len(moves), places=tuple(places), **rest)


def track_of(block: Block, ctx: Context) -> Track | None:
    """The track of some rows that have stamp and position; None where there are no such."""
    return block.once("track", partial(_track_of, ctx=ctx))


def _track_of(block: Block, ctx: Context) -> Track | None:
    north, east = _find(block, _LATITUDE), _find(block, _LONGITUDE)
    if north is None or east is None or block.time is None:
        return None
    there = north.valid & east.valid & block.time.valid & ~_flagged(block, north) & ~_flagged(block, east)
    there &= np.isfinite(north.values) & np.isfinite(east.values)
    rows = np.flatnonzero(there)
    if not len(rows):
        return None
    limits = thresholds(_LIMITS)
    speed = limits["ship" if laid_format(ctx) in SHIPS else "any"].value
    lines = block.line_numbers(rows)
    at = np.array(
        [
            block.first_row + rows, lines, north.values[rows], east.values[rows],
            block.time.values[rows].astype("M8[ms]").astype(np.int64),
        ],
        dtype=np.float64,
    )  # fmt: skip
    beyond = (np.abs(at[2]) > 90) & (np.abs(at[2]) <= 360) & (np.abs(at[3]) <= 90)
    stays = Moves(at[0], at[1], at[2], at[3], at[2], at[3], at[4])
    cell = north.info.cell
    moves = _moves(at, speed)
    return Track(
        north.info.name,
        None if cell is None else cell + 1,
        len(rows),
        at[:, [0, -1]],
        moves.where(moves.too_far),
        stays.where(beyond),
        speed,
    )


def joined(state: Track | None, part: Track | None) -> Track | None:
    """Two runs of rows as one, with the move between them."""
    if state is None or part is None:
        return state or part
    seam = _moves(np.stack([state.ends[:, 1], part.ends[:, 0]], axis=1), state.speed)
    ends = np.stack([state.ends[:, 0], part.ends[:, 1]], axis=1)
    jumps = _then(state.jumps, seam.where(seam.too_far), part.jumps)
    beyond = _then(state.beyond, part.beyond)
    return replace(state, rows=state.rows + part.rows, ends=ends, jumps=jumps, beyond=beyond)


def distances(north: Numbers, east: Numbers, north_2: Numbers, east_2: Numbers) -> Numbers:
    """Kilometres over ground between positions in degrees."""
    a, b, c, d = (np.radians(part) for part in (north, east, north_2, east_2))
    part = np.sin((c - a) / 2) ** 2 + np.cos(a) * np.cos(c) * np.sin((d - b) / 2) ** 2
    kilometres: Numbers = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(part, 0, 1)))
    return kilometres


def _then(*parts: Moves) -> Moves:
    joined = zip(*(part.parts for part in parts), strict=True)
    return Moves(*(np.concatenate(each)[:_MOST] for each in joined))


def _moves(at: Numbers, speed: float) -> Moves:
    slack = thresholds(_LIMITS)["slack"].value
    reach = slack + speed * np.abs(np.diff(at[4])) / 1e6
    return Moves(at[0, 1:], at[1, 1:], at[2, 1:], at[3, 1:], at[2, :-1], at[3, :-1], reach)


def _near(one: tuple[float, float], other: tuple[float, float], reach: float) -> bool:
    return bool(distances(*map(np.array, (*one, *other))) <= reach)


def _find(block: Block, title: re.Pattern[str]) -> Column | None:
    found = (one for one in block.columns.values() if title.fullmatch(one.info.title.strip()))
    return next((one for one in found if one.values.dtype.kind in "fiu"), None)


def _flagged(block: Block, column: Column) -> BoolArray:
    """Where the position's own flag says that it is not good."""
    flag = block.columns.get(column.info.flag or f"{column.info.name} QC Flag")
    if flag is None:
        return np.zeros(block.n, dtype=bool)
    kind = flag.values.dtype.kind
    if kind not in "fiu":
        return np.isin(flag.values, _BAD)
    return is_among(flag.values, map(ord if flag.info.format == "bmpChar" else int, _BAD))
