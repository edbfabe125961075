"""What the owners of real files say of them, as a table: `tests/expectations.csv`.

The table was drawn from the owners' words alone, before our own verdicts were looked at. It has one row for
each file of the manifest of real data, sorted by name, and four qualities:

- `good`: its owner says that the file is valid, is read, or serves as a reference without fault. Nobody who
  uploads it should be stopped.
- `flawed`: it opens and its values can be read, but its owner names a fault (a broken convention such as CF, a
  ragged row, a repeated name), or asks for an error or a warning. A finding is due; it need not stop anybody.
- `bad`: its owner says that it is invalid, damaged, cut off or hostile, or that it has to be refused. Whoever
  uploads it has to be told an error.
- `undecided`: the owner's words leave it open whether somebody should be stopped: either answer is allowed, it
  depends on the tool or on a key, or the words speak of something else than the file itself.

`code` holds the rules of which any says what the owner says, joined with `|`. It is empty where no rule fits
yet, and for files that are good or undecided.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

QUALITIES = ("good", "flawed", "bad", "undecided")
TABLE = Path(__file__).parents[1] / "expectations.csv"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One row: a file as `category/name`, its quality, and the codes of which any is right."""

    file: str
    quality: str
    code: tuple[str, ...]


def expectations(table: Path = TABLE) -> list[Expectation]:
    """Read the table, in its own order."""
    with table.open(encoding="utf-8", newline="") as stream:
        return [
            Expectation(row["file"], row["quality"], tuple(filter(None, row["code"].split("|"))))
            for row in csv.DictReader(stream)
        ]


def listed(manifest: Path) -> list[str]:
    """The files of the manifest of real data, as `category/name`."""
    with manifest.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [f"{row['category']}/{row['file']}" for row in rows]
