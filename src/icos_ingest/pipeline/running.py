"""One file, or what is in memory, past the rules and the judge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from icos_ingest.content import Content
from icos_ingest.model import (
    Detection,
    Report,
    Source,
    SourceInfo,
)
from icos_ingest.pipeline.job import Job
from icos_ingest.pipeline.outcome import Found, report_of
from icos_ingest.pipeline.passing import Outcomes, Run

Tell = Callable[[Callable[[], Report]], None]


def run(
    job: Job,
    source: Source,
    view: Any = None,
    *,
    detection: Detection | None = None,
    tell: Tell | None = None,
    beside: bool = False,
) -> Report:
    """Identify, open, check and report one source; never raises for what the bytes hold.

    Args:
        job: what to look for.
        source: the bytes.
        view: how the report shows itself.
        detection: what the source is, without the specifications that fit; None to find out.
        tell: called often, with what gives the report on what was found so far.
        beside: whether another process may look at a part of a large table.
    """
    found = Found()

    def so_far(outcomes: Outcomes) -> None:
        if tell:
            tell(lambda: report_of(replace(found, outcomes=outcomes()), source, None))

    run = Run(job, source, found, so_far, beside=beside)
    try:
        run.judge(detection)
    except KeyboardInterrupt:
        run.interrupted()
    return report_of(found, source, view)


def run_content(job: Job, content: Content, name: str, view: Any = None) -> Report:
    """Check and report what is in memory already."""
    found = Found(detection=Detection(content.facts.format, None, "it is in memory"), spec=job.spec)
    source = Source.of(b"", name=name)
    run = Run(job, source, found, lambda _: None)
    try:
        run.drive(content, None)
    except KeyboardInterrupt:
        run.interrupted()
    report = report_of(found, source, view)
    return replace(report, source=SourceInfo(name))
