"""The real files whose owners call them good, in two halves: one to tune rules on, one to report on."""

from __future__ import annotations

import csv
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

_GOOD = re.compile(r"valid|opens|cf-checker: 0 errors, 0 warnings")
_BUT = re.compile(
    r"verdict|may need|links|undecodable|incomplete|mismatch|invalid|truncated|opens\?", re.IGNORECASE
)
"""What takes the praise back, in `expected` of MANIFEST.tsv."""
_NO_DATA = frozenset({"csv-expected", "netcdf-cdl", "netcdf-expected"})
_TEXTS = frozenset({"atmosphere", "ecosystem", "ocean", "other-timeseries", "notebooks"})


@dataclass(frozen=True)
class Good:
    """A file that is good.

    Attributes:
        path: below the folder of real files, its kind first.
        tuned: whether rules may be tuned on it.
    """

    path: str

    @property
    def tuned(self) -> bool:
        """By the first hexadecimal digit of the SHA-256 of its path: even to tune, odd to report."""
        return int(hashlib.sha256(self.path.encode()).hexdigest()[0], 16) % 2 == 0

    @property
    def quick(self) -> bool:
        """Whether it belongs to the smaller run: the measurements and notebooks."""
        return self.path.split("/", 1)[0] in _TEXTS


def good_files(folder: Path) -> list[Good]:
    """The files that the manifest calls good: valid, or that they open and nothing else."""
    with (folder / "MANIFEST.tsv").open(encoding="utf-8", newline="") as manifest:
        rows = list(csv.DictReader(manifest, delimiter="\t"))
    return [
        Good(f"{row['category']}/{row['file']}")
        for row in rows
        if row["category"] not in _NO_DATA
        and _GOOD.match(row["expected"])
        and not _BUT.search(row["expected"])
    ]
