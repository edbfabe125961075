"""Where a file is judged: here, or in a process of its own."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from msgspec.structs import replace

from icos_ingest import detect
from icos_ingest.check import as_fault
from icos_ingest.errors import IcosIngestError
from icos_ingest.model import Detection, Fault, PortalVerdict, Report, Source
from icos_ingest.pipeline.job import Job
from icos_ingest.pipeline.opening import choose_reader
from icos_ingest.pipeline.outcome import Found, finding_of, report_of
from icos_ingest.pipeline.running import run
from icos_ingest.pipeline.starting import can_start


def judge(job: Job, source: Source, view: Any = None, *, apart: bool = False) -> Report:
    """Identify, open, check and report one source; never raises for what the bytes hold.

    What a C library reads is judged in a child process, unless the user trusts the file, or this system has
    no processes.

    Args:
        job: what to look for.
        source: the bytes.
        view: how the report shows itself.
        apart: judge any other file in a process of its own, too, so that several are judged at a time.
    """
    if job.options.trust or not can_start():
        return run(job, source, view, beside=can_start())
    try:
        detection = detect.recognise(source, job.options)
    except IcosIngestError:
        return run(job, source, view)  # which says why
    reader = choose_reader(detection, job.spec, job.options)
    if not apart and (reader is None or not reader.native):
        return run(job, source, view, detection=detection, beside=True)
    with ExitStack() as stack:
        try:
            given = stack.enter_context(source.local_path(limit=job.options.limits.spool))
        except IcosIngestError as error:
            return _lost(report_of(Found(detection, job.spec), source, None), as_fault(error), view)
        try:
            return _asked(job, source, detection, str(given.absolute()), view)
        except OSError:
            return run(job, source, view, detection=detection)  # no process can be started here


def _asked(job: Job, source: Source, detection: Detection, path: str, view: Any) -> Report:
    from icos_ingest.pipeline.child.process import Death, ask
    from icos_ingest.pipeline.child.wire import Request

    answer = ask(Request(path, source.name, source.member, job, detection), source.progress)
    if isinstance(answer, Death):
        part = answer.part or report_of(Found(detection, job.spec), source, None)
        return _lost(part, answer.fault, view)
    sha256 = answer.source.sha256 or source.sha256
    return replace(answer, source=replace(answer.source, sha256=sha256), view=view)


def _lost(part: Report, fault: Fault, view: Any) -> Report:
    """The report on a file whose check did not come to its end: what was found, and what ended it."""
    return replace(
        part,
        findings=(finding_of(fault), *part.findings),
        portal=PortalVerdict("unknown", "the check did not come to its end"),
        incomplete=True,
        view=view,
    )
