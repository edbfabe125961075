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
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from icos_ingest.model import Report

QUALITIES = ("good", "flawed", "bad", "undecided")
TABLE = Path(__file__).parents[1] / "expectations.csv"
REASONS = TABLE.with_name("disagreements.csv")


@dataclass(frozen=True, slots=True)
class Expectation:
    """One row: a file as `category/name`, its quality, and the codes of which any is right."""

    file: str
    quality: str
    code: tuple[str, ...]

    def agrees(self, report: Report) -> bool:
        """Whether a report says what the owner says.

        A good file is judged to its end without an error; a flawed one has a finding, a bad one an error, or
        something that kept us from judging it; where a code is known, it is among them.
        """
        codes = {finding.code for finding in report.findings}
        if self.quality == "undecided":
            return True
        if self.quality == "good":
            return report.ok
        told = bool(codes.intersection(self.code)) if self.code else bool(codes)
        return told and (self.quality == "flawed" or not report.ok)


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


def reasons(table: Path = REASONS) -> dict[str, str]:
    """Why our verdict on files is not their owner's, by a glob of their names."""
    with table.open(encoding="utf-8", newline="") as stream:
        return {row["file"]: row["reason"] for row in csv.DictReader(stream)}


def agreement(reports: Mapping[str, Report]) -> tuple[list[str], list[str]]:
    """Lines of a table of agreed and not agreed by kind, each disagreement below it; and what is wrong with that.

    Wrong is a disagreement without a reason, and a reason without a disagreement.
    """
    counts: dict[str, Counter[str]] = {}
    apart: dict[str, str] = {}
    told, used, wrong = reasons(), set(), []
    for one in expectations():
        report = reports[one.file]
        kind = one.file.partition("/")[0]
        word = "undecided" if one.quality == "undecided" else "agreed" if one.agrees(report) else "not"
        counts.setdefault(kind, Counter())[word] += 1
        if word == "not":
            found = " ".join(sorted({finding.code for finding in report.findings})) or "nothing"
            wanted = f"{one.quality} {'|'.join(one.code)}".strip()
            glob = next((glob for glob in told if fnmatchcase(one.file, glob)), None)
            used.add(glob)
            wrong += [] if glob else [one.file]
            apart[one.file] = f"{wanted}, not {report.quality} {found}: {told[glob] if glob else 'WHY?'}"
    wrong += [glob for glob in told if glob not in used]
    return [*_table(counts), *(f"  {file}: {how}" for file, how in apart.items())], wrong


def _table(counts: Mapping[str, Counter[str]]) -> Iterator[str]:
    words = ("agreed", "not", "undecided")
    yield "kind".ljust(18) + "".join(word.rjust(11) for word in words)
    for kind, row in {**counts, "all": sum(counts.values(), Counter())}.items():
        yield kind.ljust(18) + "".join(str(row[word]).rjust(11) for word in words)
