"""Counts of what was judged, and the finds, one small example of each kept."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

from tests.fuzz.inputs import Inputs
from tests.fuzz.judging import Outcome


@dataclass
class Group:
    """Finds that are alike: how many, and the smallest input that led to one."""

    count: int = 0
    number: int = 0
    size: int = 0
    detail: str = ""


@dataclass
class Summary:
    """What a run came to.

    Attributes:
        inputs: to make the examples from.
        keep: folder for one example of each group, and what happened with it.
    """

    inputs: Inputs
    keep: Path | None = None
    kinds: Counter[str] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    qualities: Counter[str] = field(default_factory=Counter)
    groups: dict[str, Group] = field(default_factory=dict)
    began: float = field(default_factory=monotonic)

    @property
    def count(self) -> int:
        """Inputs judged."""
        return self.kinds.total()

    @property
    def known(self) -> float:
        """The share of inputs that got past identification."""
        return 1 - self.formats["unknown"] / max(1, self.count)

    @property
    def open(self) -> list[str]:
        """Groups of finds that are to be mended: all but deaths that the library itself outlives and names."""
        return [name for name in self.groups if not name.startswith("death (contained)")]

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self.kinds[outcome.kind] += 1
        self.formats[outcome.format] += 1
        self.qualities[outcome.quality] += 1
        for name, detail in outcome.finds:
            given = self.inputs[outcome.number]
            group = self.groups.setdefault(name, Group())
            group.count += 1
            if group.count == 1 or len(given.data) < group.size:
                group.number, group.size, group.detail = outcome.number, len(given.data), detail
                self._write(name, given.name, given.data, f"{given.number} {given.steps}\n{detail}")

    def _write(self, group: str, name: str, data: bytes, detail: str) -> None:
        if self.keep is None:
            return
        folder = self.keep / re.sub(r"\W+", "-", group)[:120]
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.iterdir():
            old.unlink()
        (folder / name).write_bytes(data)
        (folder / "why.txt").write_text(f"{group}\ninput {detail}\n", encoding="utf-8", errors="replace")

    def to_dict(self) -> dict[str, Any]:
        """Plain data."""
        seconds = monotonic() - self.began
        return {
            "inputs": self.count,
            "past_identification": round(self.known, 4),
            "seconds": round(seconds, 1),
            "inputs_per_second": round(self.count / max(seconds, 0.001), 1),
            "kinds": dict(self.kinds.most_common()),
            "formats": dict(self.formats.most_common()),
            "qualities": dict(self.qualities.most_common()),
            "finds": {name: vars(group) for name, group in sorted(self.groups.items())},
        }

    def to_json(self) -> str:
        """The summary for programs."""
        return json.dumps(self.to_dict(), indent=2)

    def __str__(self) -> str:
        said = self.to_dict()
        lines = [
            (
                f"{self.count:,} inputs in {said['seconds']:,} s ({said['inputs_per_second']} a second), "
                f"{self.known:.1%} past identification, {len(self.groups)} kinds of finds, {len(self.open)} open"
            ),
        ]
        for title in ("kinds", "formats", "qualities"):
            lines.append(f"{title}: " + ", ".join(f"{word} {n:,}" for word, n in said[title].items()))
        lines += [f"{g.count:>6} × {name}  (--only {g.number})" for name, g in sorted(self.groups.items())]
        return "\n".join(lines)
