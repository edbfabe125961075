"""Known faults in a run of the command: left out of the reports, or written down."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from icos_ingest.cli.config import Said
from icos_ingest.cli.output import check_target, complain, write_whole
from icos_ingest.errors import OptionError
from icos_ingest.model import Report

if TYPE_CHECKING:
    from icos_ingest.baseline import Baseline


class KnownFaults:
    """The baselines of a run.

    Args:
        said: what is said of each file.
        writing: whether the faults are written down.

    Raises:
        OptionError: they are to be written, and nobody says where.
        SettingsError: a baseline is not there or is damaged.
    """

    def __init__(self, said: Sequence[Said], *, writing: bool) -> None:
        self._writing = writing
        self._paths: list[Path | None] = [one.args.baseline for one in said]
        if writing and None in self._paths:
            raise OptionError("--write-baseline is given without a baseline", hint="add --baseline FILE")
        self._baselines: dict[Path, Baseline] = {}
        for path in self._paths:
            if path is not None and path not in self._baselines:
                from icos_ingest.baseline import Baseline

                if writing:
                    check_target(path)
                fresh = writing and not path.exists()
                self._baselines[path] = Baseline(path) if fresh else Baseline.load(path)

    def sift(self, number: int, report: Report) -> Report:
        """The report on a file, by its number in the run, without what is known; while writing, as it is."""
        path = self._paths[number]
        if path is None:
            return report
        if self._writing:
            self._baselines[path].take(report)
            return report
        return self._baselines[path].new(report)

    def finish(self) -> None:
        """Write, or say what was left out."""
        for path, baseline in self._baselines.items():
            if self._writing:
                write_whole(path, baseline.text())
                complain(f"the faults of {len(baseline.files)} files are written to {path}")
            elif baseline.known or baseline.mended:
                mended = f"; {baseline.mended:,} of its faults are mended" if baseline.mended else ""
                complain(f"{baseline.known:,} faults that {path} knows are left out{mended}")
