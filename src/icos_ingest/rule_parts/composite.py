"""Maximum diurnal composites: the brightest that each minute of the day was within some days.

As AmeriFlux aligns time stamps: the composite of 15 days is held against the potential radiation, since
in two weeks the sky is clear once at every hour.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field

from icos_ingest.content import Values
from icos_ingest.rule_parts.position import Position
from icos_ingest.rule_parts.sun import potential_radiation

DAYS = 15
_DAY = 86_400_000
_MINUTES = 1440
_FAR = 180
_FINE = 5
_WHOLE = 0.9
"""Part of a day's slots that must have been seen."""
_MOST = 1000
Numbers = npt.NDArray[np.float64]


class Window(Struct, frozen=True):
    """Some days.

    Attributes:
        days: numbers of the days since 1970 on which there are values.
        brightest: of each minute of the day, NaN where none was seen.
    """

    days: frozenset[int] = frozenset()
    brightest: Numbers = field(default_factory=lambda: np.full(_MINUTES, np.nan))

    def with_more(self, other: Window) -> Window:
        """Both together."""
        return Window(self.days | other.days, np.fmax(self.brightest, other.brightest))


Composite = Mapping[int, Window]
"""Windows of 15 days by their number since 1970."""


def composite(stamps: Values, values: Numbers) -> Composite:
    """The composites of some rows.

    Args:
        stamps: datetime64[ms].
        values: of the radiation, none missing.
    """
    milliseconds = stamps.astype("M8[ms]").astype(np.int64)
    days, minutes = milliseconds // _DAY, milliseconds // 60_000 % _MINUTES
    numbers = days // DAYS
    found = {}
    for number in np.unique(numbers)[:_MOST].tolist():
        here = numbers == number
        brightest = np.full(_MINUTES, -np.inf)
        np.maximum.at(brightest, minutes[here], values[here])
        brightest[np.isinf(brightest)] = np.nan
        found[number] = Window(frozenset(np.unique(days[here]).tolist()), brightest)
    return found


def together(one: Composite, other: Composite) -> Composite:
    """The composites of all rows."""
    both = dict(one)
    for number, window in other.items():
        if len(both) < _MOST or number in both:
            both[number] = both.get(number, Window()).with_more(window)
    return both


def slot_minutes(windows: Composite) -> int | None:
    """How far the stamps of a day are apart; None where they do not divide it evenly."""
    seen = np.zeros(_MINUTES, dtype=bool)
    for window in windows.values():
        seen |= ~np.isnan(window.brightest)
    minutes = np.flatnonzero(seen)
    if len(minutes) < 24:
        return None
    step = int(np.median(np.diff(minutes)))
    even = _MINUTES % step == 0 and len(minutes) * step == _MINUTES
    return step if even else None


def lags(windows: Composite, at: Position, to_middle: float, days: float, alike: float) -> list[int]:
    """Minutes by which the light is ahead of the sun, one for each window that shows it.

    Args:
        windows: of radiation.
        at: where.
        to_middle: minutes from a stamp to the middle of its averaging interval.
        days: least number of days with values.
        alike: least correlation of light and sun at the lag.
    """
    found = []
    step = slot_minutes(windows) or 1
    for number, window in windows.items():
        minutes = np.flatnonzero(~np.isnan(window.brightest))
        if len(window.days) < days or len(minutes) * step < _WHOLE * _MINUTES:
            continue
        middle = np.datetime64(number * DAYS + DAYS // 2, "D")
        day_of_year = float((middle - middle.astype("M8[Y]")).astype(np.int64)) + 1
        shifts: Numbers = np.arange(-_FAR, _FAR + 1, _FINE).astype(np.float64)
        minute: Numbers = minutes[None, :] + to_middle + shifts[:, None]
        sun = potential_radiation(day_of_year, minute, at.latitude, at.longitude)
        likeness = _correlations(sun, window.brightest[minutes])
        best = int(likeness.argmax())
        if likeness[best] >= alike:
            found.append(int(shifts[best]))
    return found


def _correlations(many: Numbers, one: Numbers) -> Numbers:
    """The correlation of each row with one series, 0 where either does not change."""
    many = many - many.mean(axis=1, keepdims=True)
    one = one - one.mean()
    spread = np.sqrt((many**2).sum(axis=1) * (one**2).sum())
    found: Numbers = np.divide(many @ one, spread, out=np.zeros(len(many)), where=spread > 0)
    return found
