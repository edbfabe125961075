"""Harm files, judge them, and count by format and harm how many are called faulty."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.damage.harms import HARMS
from tests.fuzz.seeds import Seed

from icos_ingest.model import Quality
from icos_ingest.pipeline import validate


@dataclass
class Cell:
    """Copies that were harmed in one way: how many, how many are faulty, how many at least not passed in silence."""

    copies: int = 0
    found: int = 0
    told: int = 0
    missed: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The part that is called faulty."""
        return self.found / self.copies if self.copies else 1.0


Table = dict[tuple[str, str], Cell]


def word(seed: Seed) -> str:
    """The row in which a file is counted: its kind, and the format of an image."""
    return Path(seed.name).suffix.lower().lstrip(".") if seed.kind == "image" else seed.kind


def count(seeds: Iterable[Seed], salt: int = 0) -> Table:
    """Every harm to every file that is good as it is."""
    table: Table = defaultdict(Cell)
    for seed in seeds:
        before = _judged(seed.data, seed.name)
        if before[0] is Quality.FAIL:
            continue
        for harm, make in HARMS.items():
            for copy in make(seed.data, Random(f"{salt} {seed.name} {harm}")):
                if copy != seed.data:
                    _add(table[word(seed), harm], seed, before, _judged(copy, seed.name))
    return table


Judged = tuple[Quality, Counter[str]]


def _judged(data: bytes, name: str) -> Judged:
    report = validate(data, name=Path(name).name, overview=False)
    return report.quality, Counter(finding.code for finding in report.findings)


def _add(cell: Cell, seed: Seed, before: Judged, after: Judged) -> None:
    cell.copies += 1
    cell.found += after[0] is Quality.FAIL
    cell.told += after[0] is Quality.FAIL or bool(after[1] - before[1])
    if after[0] is not Quality.FAIL:
        cell.missed.append(seed.name)


def shown(table: Table) -> str:
    """The table as text: faulty of all copies, and in brackets those of which something is said at least."""
    rows = sorted({row for row, _ in table})
    lines = ["".join(f"{text:>16}" for text in ("", *HARMS))]
    for row in rows:
        cells = [table.get((row, harm), Cell()) for harm in HARMS]
        texts = [f"{cell.found}/{cell.copies} ({cell.told})" if cell.copies else "-" for cell in cells]
        lines.append("".join(f"{text:>16}" for text in (row, *texts)))
    return "\n".join(lines)
