"""Numbers summed up over bins of time or of rows, which widen as the file grows.

Each width is a multiple of the one before, so that bins are joined and never cut; only bins that hold rows
are kept. Memory depends on the number of bins, not on the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, count

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_CLOCK = (1_000, 10_000, 60_000, 600_000, 1_800_000, 3_600_000, 7_200_000, 21_600_000, 43_200_000)
_DAY = 86_400_000


def widths(*, timed: bool) -> Iterator[int]:
    """Ever wider bins: of time from a second over hours to days, in milliseconds; of rows from one row."""
    days = (_DAY << n for n in count())
    return chain(_CLOCK, days) if timed else (1 << n for n in count())


class Bins(Struct, frozen=True):
    """One element per bin, or per row before it is grouped.

    Attributes:
        keys: which bin it is.
        counts: are summed up; one that only some rows have is zero elsewhere.
        low: the smallest is kept, infinity where there is none.
        high: the largest is kept, minus infinity where there is none.
    """

    keys: Ints
    counts: Mapping[tuple[str, ...], Ints]
    low: Mapping[str, Floats]
    high: Mapping[str, Floats]

    def grouped(self, width: int = 1) -> Bins:
        """Whatever has one key, after a division by `width`, as one bin; in the order of the keys."""
        keys = self.keys // width
        if not len(keys):
            return self
        order = slice(None) if (keys[1:] >= keys[:-1]).all() else np.argsort(keys, kind="stable")
        keys = keys[order]
        first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
        return Bins(
            keys[first],
            {name: np.add.reduceat(one[order], first) for name, one in self.counts.items()},
            {name: np.minimum.reduceat(one[order], first) for name, one in self.low.items()},
            {name: np.maximum.reduceat(one[order], first) for name, one in self.high.items()},
        )

    def joined(self, other: Bins) -> Bins:
        """These and others of the same columns, bin by bin."""
        names = dict.fromkeys([*self.counts, *other.counts])
        return Bins(
            np.concatenate([self.keys, other.keys]),
            {name: np.concatenate([self.count(name), other.count(name)]) for name in names},
            {name: np.concatenate([one, other.low[name]]) for name, one in self.low.items()},
            {name: np.concatenate([one, other.high[name]]) for name, one in self.high.items()},
        ).grouped()

    def count(self, name: tuple[str, ...]) -> Ints:
        """One of the counts; zeros where nothing was counted under that name."""
        return self.counts[name] if name in self.counts else np.zeros(len(self.keys), dtype=np.int64)


def finite(bounds: Floats) -> tuple[float | None, ...]:
    """Bounds as plain numbers, None where there was no value."""
    return tuple(bound if np.isfinite(bound) else None for bound in bounds.tolist())
