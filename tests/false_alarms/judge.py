"""Count what is found in good files, by rule and half."""

from __future__ import annotations

import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from tests.false_alarms.files import Good

from icos_ingest.model import Severity
from icos_ingest.pipeline import validate


@dataclass
class Half:
    """What was found in one half of the files.

    Attributes:
        files: how many were judged.
        found: number of findings by severity, rule and file.
    """

    files: int = 0
    found: dict[Severity, dict[str, Counter[str]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(Counter))
    )

    def pairs(self, severity: Severity) -> set[tuple[str, str]]:
        """File and rule of every finding of a severity."""
        return {(path, code) for code, paths in self.found[severity].items() for path in paths}

    def table(self) -> str:
        """Findings by severity and rule, with the files of errors and warnings."""
        lines = []
        for severity in Severity:
            for code, paths in sorted(self.found[severity].items()):
                shown = "" if severity is Severity.INFO else "  " + ", ".join(sorted(paths))
                lines.append(
                    f"{severity:8} {code} {paths.total():5} in {len(paths):3} of {self.files}{shown}"
                )
        return "\n".join(lines)


def judged(folder: Path, files: Iterable[Good]) -> tuple[Half, Half]:
    """The half to tune on and the half to report on, each file judged without a specification."""
    halves = {True: Half(), False: Half()}
    for good in files:
        half = halves[good.tuned]
        half.files += 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            report = validate(folder / good.path)
        for finding in report.findings:
            half.found[finding.severity][finding.code][good.path] += 1
    return halves[True], halves[False]
