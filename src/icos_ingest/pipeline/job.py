"""The whole check of one file as one job: what a child process will be given, run in-process today.

What goes in can be pickled (a path or bytes, a specification, options, the codes of the rules); what comes
out is a report. Nothing else crosses, so that a crash of a C library loses one file and no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from icos_ingest import detect, registry
from icos_ingest.check import Checker, Outcome, as_fault
from icos_ingest.content import Block, Content, Table
from icos_ingest.dataset import station_of
from icos_ingest.errors import IcosIngestError, LimitExceeded, ReadError
from icos_ingest.model import (
    Detection,
    Fault,
    Finding,
    Options,
    Place,
    PortalVerdict,
    Report,
    Skipped,
    Source,
    SourceInfo,
)
from icos_ingest.pipeline.opening import MEMBER, choose_reader
from icos_ingest.pipeline.portal import Judge
from icos_ingest.rule_kinds import KEEP, Context, Rule

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

Progress = Callable[[int, int | None], None]
QUOTED = 20
"""Lines of a file that a report quotes."""
LONGEST_QUOTE = 2000
"""Characters of a line that it quotes."""


@dataclass(frozen=True)
class Job:
    """One file to be judged.

    Attributes:
        spec: the specification, None to look for one.
        options: what the user said.
        select: beginnings of codes to run, empty for all.
        ignore: beginnings of codes to leave out.
        keep: places of one finding to keep, None for all.
    """

    spec: Spec | None = None
    options: Options = field(default_factory=Options)
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    keep: int | None = KEEP

    def rules(self) -> tuple[list[Rule], list[Rule]]:
        """The rules that run, and those that the user switched off."""
        on: list[Rule] = []
        off: list[Rule] = []
        for rule in registry.rules().values():
            chosen = not self.select or rule.code.startswith(self.select)
            (on if chosen and not (self.ignore and rule.code.startswith(self.ignore)) else off).append(rule)
        return on, off


@dataclass
class _Found:
    """What is known of a file so far; a Ctrl-C leaves it as it stands."""

    detection: Detection = detect.UNKNOWN
    spec: Spec | None = None
    portal: PortalVerdict = field(default_factory=PortalVerdict)
    outcomes: list[Outcome] = field(default_factory=list)
    quotes: dict[int, str] = field(default_factory=dict)


def run(job: Job, source: Source, view: Any = None) -> Report:
    """Identify, open, check and report one source; never raises for what the bytes hold."""
    found = _Found()
    run = _Run(job, source, found)
    try:
        run.judge()
    except KeyboardInterrupt:
        run.interrupted()
    return _report(found, source, view)


def run_content(job: Job, content: Content, name: str, view: Any = None) -> Report:
    """Check and report what is in memory already."""
    found = _Found(detection=Detection(content.facts.format, None, "it is in memory"), spec=job.spec)
    source = Source.of(b"", name=name)
    run = _Run(job, source, found)
    try:
        run.drive(content, None)
    except KeyboardInterrupt:
        run.interrupted()
    report = _report(found, source, view)
    return replace(report, source=SourceInfo(name))


class _Run:
    """One pass over one source, or one member of it."""

    def __init__(self, job: Job, source: Source, found: _Found, depth: int = 0) -> None:
        self._job = job
        self._source = source
        self._found = found
        self._depth = depth
        self._checker: Checker | None = None

    def judge(self) -> None:
        """Everything, from the first bytes to the last finding."""
        found, job = self._found, self._job
        try:
            found.detection = detect.identify(self._source, job.options)
            found.spec = job.spec or self._one_spec(found.detection)
            reader = choose_reader(found.detection, found.spec, job.options)
            judge = Judge(self._source, found.spec, found.detection, job.options)
            with ExitStack() as stack:
                if reader is None:
                    self._fault(_unknown(found.detection, self._source))
                else:
                    self.drive(stack.enter_context(reader.read(self._source, job.options, found.spec)), judge)
            found.portal = judge.verdict()
        except IcosIngestError as error:
            self._fault(as_fault(error))
            found.portal = self._unread(error)
        except (MemoryError, RecursionError) as error:
            self._fault(as_fault(LimitExceeded(f"reading it takes too much memory ({type(error).__name__})")))

    def interrupted(self) -> None:
        """Keep what was found, and say that it is not all."""
        self._fault(Fault("interrupted", detail="stopped by the user"))

    def drive(self, content: Content, judge: Judge | None) -> None:
        """Lead the data of a content past the rules and the portal's judge, once."""
        ctx = self._context(content)
        rules, off = self._job.rules()
        self._checker = checker = Checker(rules, ctx, off=off)
        checker.facts(content)
        for table in content.tables().values():
            self._table(checker, content, table, judge)
        for array in content.arrays().values():
            checker.array(array)
            for window in array.windows():
                try:
                    values = array.read(window)
                except ReadError as error:
                    group = None if array.group == "/" else array.group
                    index = tuple(part.start for part in window)
                    checker.fault(as_fault(error, Place(field=array.name, group=group, index=index)))
                    break
                checker.window(array, window, values)
        self._found.outcomes.append(checker.finish())
        self._checker = None
        if not content.tables() and not content.arrays():
            self._members(content)

    def _table(self, checker: Checker, content: Content, table: Table, judge: Judge | None) -> None:
        fold = judge.fold(content, table) if judge else None
        for block in table.blocks():
            checker.block(table, block)
            if fold:
                fold.feed(block)
            self._quote(checker, block)
        checker.end_table(table)
        if judge and fold:
            for fault in judge.finish(fold):
                checker.fault(fault)

    def _members(self, content: Content) -> None:
        """Each member is judged as a file of its own; its findings say where it lies."""
        limits = self._job.options.limits
        for number, member in enumerate(content.members()):
            if number >= limits.members or self._depth >= limits.depth:
                bound = f"{limits.members} members" if number else f"{limits.depth} archives within archives"
                self._fault(as_fault(LimitExceeded(f"no more than {bound} are looked into")))
                return
            inner = _Found()
            job = replace(self._job, spec=None, options=replace(self._job.options, reader=None, n_rows=None))
            _Run(job, member, inner, self._depth + 1).judge()
            path = (member.member or member.name).rsplit(MEMBER, 1)[-1]
            self._found.outcomes += [_within(outcome, path) for outcome in inner.outcomes]

    def _context(self, content: Content) -> Context:
        name = self._source.basename
        station = station_of(content.facts, name, self._job.options.station)
        return Context(content.facts, self._found.spec, station, self._job.options, name, self._job.keep)

    def _one_spec(self, detection: Detection) -> Spec | None:
        """The specification that fits best, if no other fits as well."""
        from icos_ingest.schema import spec

        best = detection.specs[0] if detection.specs else ()
        return spec(best[0]) if len(best) == 1 else None

    def _fault(self, fault: Fault) -> None:
        """Explain a fault that ended the reading; what was found before it is kept."""
        if self._checker is None:
            rules, off = self._job.rules()
            self._checker = Checker(rules, Context(_no_facts(), options=self._job.options), off=off)
        self._checker.fault(fault)
        self._found.outcomes.append(self._checker.finish())
        self._checker = None

    def _unread(self, error: IcosIngestError) -> PortalVerdict:
        return PortalVerdict("unknown", f"the file could not be read to its end: {error.what}")

    def _quote(self, checker: Checker, block: Block) -> None:
        """Keep the text of lines that findings begin with."""
        quotes = self._found.quotes
        if self._depth or len(quotes) >= QUOTED:
            return
        for line in checker.first_lines():
            text = block.raw(line) if line not in quotes else None
            if text is not None:
                quotes[line] = text[:LONGEST_QUOTE]


def _no_facts() -> Any:
    from icos_ingest.content import Facts

    return Facts("unknown")


def _unknown(detection: Detection, source: Source) -> Fault:
    if not source.peek(1):
        return Fault("empty", expected="a file with data")
    why = "; ".join(f"{name}: {reason}" for name, reason in detection.refusals.items())
    return Fault("unknown-format", expected="one of the formats that icos-ingest formats lists", detail=why)


def _within(outcome: Outcome, member: str) -> Outcome:
    def moved(place: Place) -> Place:
        inner = f"{member}{MEMBER}{place.member}" if place.member else member
        return replace(place, member=inner)

    findings = tuple(
        replace(f, place=moved(f.place), places=tuple(map(moved, f.places))) for f in outcome.findings
    )
    return replace(outcome, findings=findings)


def _report(found: _Found, source: Source, view: Any) -> Report:
    findings = tuple(_all_findings(found.outcomes))
    skipped: dict[Skipped, None] = {}
    for outcome in found.outcomes:
        skipped.update(dict.fromkeys(outcome.skipped))
    used = {finding.code for finding in findings}
    idle = [set(outcome.not_applicable) for outcome in found.outcomes]
    return Report(
        source=SourceInfo(source.name, source.size, source.sha256),
        format=found.detection.format,
        spec=found.spec.id if found.spec else None,
        portal=found.portal,
        findings=findings,
        skipped=tuple(skipped),
        not_applicable=tuple(sorted(set.intersection(*idle) - used)) if idle else (),
        incomplete=any(outcome.incomplete for outcome in found.outcomes),
        quotes=found.quotes,
        view=view,
    )


def _all_findings(outcomes: list[Outcome]) -> Iterator[Finding]:
    """Findings of all parts, errors first; within a severity in the order in which they were found."""
    for severity in ("error", "warning", "info"):
        for outcome in outcomes:
            yield from (finding for finding in outcome.findings if finding.severity == severity)
