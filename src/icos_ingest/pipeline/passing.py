"""One pass over one source or one member of it: from the first bytes to the last finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from functools import partial
from typing import Any

from msgspec.structs import replace

from icos_ingest import detect
from icos_ingest.check import TABLES, Checker, Outcome, WindowSeen, as_fault
from icos_ingest.content import Array, Content, Facts, Part, Table, Values
from icos_ingest.dataset import station_of, undecodable_times
from icos_ingest.errors import CorruptFile, IcosIngestError, LimitExceeded, ReadError
from icos_ingest.model import (
    NOWHERE,
    Detection,
    Fault,
    Place,
    PortalVerdict,
    Source,
)
from icos_ingest.pipeline.beside import Asked, Helper, Opening, helpers_for, warm
from icos_ingest.pipeline.fitting import TEXT, WRAPPERS, ZIPPED, Fitting
from icos_ingest.pipeline.job import Job
from icos_ingest.pipeline.looking import Looking
from icos_ingest.pipeline.opening import MEMBER, again, choose_reader
from icos_ingest.pipeline.outcome import Found, within
from icos_ingest.pipeline.portal import Judge
from icos_ingest.portal import GridFold, SeriesFold, first_entry
from icos_ingest.rule_kinds import Context
from icos_ingest.schema import foreign_bytes

Outcomes = Callable[[], list[Outcome]]
QUOTED = 20
"""Lines of a file that a report quotes."""
LONGEST_QUOTE = 2000
"""Characters of a line that it quotes."""


class Run:
    """One pass over one source, or one member of it."""

    def __init__(
        self,
        job: Job,
        source: Source,
        found: Found,
        tell: Callable[[Outcomes], None],
        depth: int = 0,
        *,
        beside: bool = False,
    ) -> None:
        self._job = job
        self._source = source
        self._found = found
        self._tell = tell
        self._depth = depth
        self._beside = beside
        self._opening: Opening | None = None
        """How another process opens the content, None where none can."""
        self._checker: Checker | None = None

    def judge(self, detection: Detection | None = None) -> None:
        """Everything, from the first bytes to the last finding."""
        try:
            self._judge(detection)
        except IcosIngestError as error:
            self._fault(as_fault(error))
            self._found.portal = self._unread(error)
        except (MemoryError, RecursionError) as error:
            what = "memory" if isinstance(error, MemoryError) else "nesting"
            self._fault(Fault("child-memory", detail=f"it takes too much {what}"))
        except Exception as error:  # noqa: BLE001  # a mishap of ours is a finding, and the next file is judged
            where = f"the {self._found.detection.format} reader"
            self._fault(
                Fault("rule-crashed", Place(field=where), detail=f"{type(error).__name__}: {error}"[:300])
            )

    def _judge(self, detection: Detection | None) -> None:
        found, job = self._found, self._job
        detection = detection or detect.recognise(self._source, job.options)
        if job.spec is None:
            detection = detect.fitted(detection, self._source)
        found.detection = detection
        if self._beside and detection.format not in WRAPPERS:
            warm(self._source)
        with ExitStack() as stack:
            if detection.format in WRAPPERS:
                # It is looked into to see which specification fits, and then read.
                self._source = again(self._source, stack)
            fitting = Fitting.of(job.spec, detection, self._source, job.options, stack)
            found.spec = fitting.spec
            judge = Judge(self._source, fitting, detection, job.options)
            try:
                self._read(judge, fitting, stack)
            except ReadError as error:
                found.portal = judge.verdict()
                place = Place(offset=0) if detection.format in WRAPPERS else NOWHERE
                self._fault(replace(as_fault(error, place), blocks=found.portal.verdict == "rejected"))
                return
            found.portal = judge.verdict()
            for fault in judge.unseen:
                self._fault(fault)

    def _read(self, judge: Judge, fitting: Fitting, stack: ExitStack) -> None:
        """The whole file past the rules and the judge; under `zipEncoding` the portal's own first entry."""
        detection, options, spec = self._found.detection, self._job.options, fitting.read_by
        reader = choose_reader(detection, spec, options)
        if reader is None:
            self._fault(self._unknown())
            return
        zipped = detection.format == "zip" and spec is not None and spec.encoding == ZIPPED
        if not (zipped and fitting.wrapped and spec and spec.format in TEXT):
            if self._beside and detection.format not in WRAPPERS and self._source.path:
                self._opening = Opening(str(self._source.path.absolute()), reader.name, options, spec)
            self.drive(stack.enter_context(reader.read(self._source, options, spec)), judge, fitting)
            return
        try:
            self._check(stack.enter_context(reader.read(self._source, options, spec)), judge, fitting)
        except ReadError as error:
            # The portal never looks at the directory, which may be all that is bad.
            self._fault(as_fault(error))
        text = detect.reader_for(spec.format)
        assert text is not None, "only texts are looked for inside"
        self._check(stack.enter_context(text.read(first_entry(self._source), options, spec)), judge, fitting)

    def interrupted(self) -> None:
        """Keep what was found, and say that it is not all."""
        self._fault(Fault("interrupted", detail="stopped by the user"))

    def drive(self, content: Content, judge: Judge | None, fitting: Fitting | None = None) -> None:
        """Lead the data of a content past the rules and the portal's judge, once."""
        inner = next(iter(content.members()), None) if fitting and fitting.wrapped else None
        self._check(content, judge, fitting, wrapped=fitting is not None and fitting.wrapped)
        if inner is not None and fitting is not None and fitting.read_by is not None:
            reader = detect.reader_for(fitting.read_by.format)
            assert reader is not None, "only texts are looked for inside"
            with reader.read(inner, self._job.options, fitting.read_by) as text:
                self._check(text, judge, fitting)
        elif not content.tables() and not content.arrays():
            self._members(content)

    def _check(
        self, content: Content, judge: Judge | None, fitting: Fitting | None, *, wrapped: bool = False
    ) -> None:
        ctx = self._context(content, fitting)
        rules, off = self._job.rules()
        self._checker = checker = Checker(rules, ctx, off=off, overview=self._job.overview)
        checker.facts(content)
        for fault in [*undecodable_times(content), *(judge.wrapping() if judge and wrapped else ())]:
            checker.fault(fault)
        for table in content.tables().values():
            self._table(checker, content, table, judge)
        fold = judge.fold(content) if judge and not content.tables() else None
        for fault in judge.finish(fold) if judge and fold else ():
            checker.fault(fault)  # a text without titles
        gridded = judge.arrays(content) if judge else None
        for array in content.arrays().values():
            self._array(checker, array, gridded)
        checker.rest(content)
        for fault in judge.finish(gridded) if judge and gridded else ():
            checker.fault(fault)
        self._found.outcomes.append(checker.finish(judge.first if judge else None))
        self._checker = None

    def _array(self, checker: Checker, array: Array, gridded: GridFold | SeriesFold | None) -> None:
        """Every value is read once: opening is no check."""
        self._tell(self._so_far)
        checker.array(array)
        looker = checker.window_looker(array)

        def look(window: tuple[slice, ...], values: Values) -> tuple[WindowSeen, Any]:
            return looker(window, values), gridded.look(array, values) if gridded else None

        for window, found in array.looked(look, self._job.options.limits.array):
            if isinstance(found, ReadError):
                index = tuple(part.start for part in window)
                checker.fault(as_fault(found, array.place(index)))
                if isinstance(found, CorruptFile):
                    continue  # what lies beside the damage is looked at
                return
            seen, portals = found
            if gridded:
                gridded.join(array, portals)
            checker.join_window(seen)
            self._tell(self._so_far)

    def _table(self, checker: Checker, content: Content, table: Table, judge: Judge | None) -> None:
        fold = judge.fold(content) if judge else None
        rows, name = self._found.rows, table.name or ""
        rows[name] = 0
        part: Part | None = None
        with self._helpers(table, checker, judged=fold is not None) as helpers:
            for part, seen in Looking(checker.look, table, fold).in_turn(helpers):
                rows[name] += seen.looked.n
                checker.join(table, seen.looked)
                if fold and seen.portal:
                    fold.join(seen.portal)
                self._quote(checker, part)
        checker.end_table(table)
        if judge and fold:
            for fault in judge.finish(fold):
                checker.fault(fault)
        if part is not None:
            self._quote(checker, part)  # what only the end shows, may stand in the last rows

    def _helpers(
        self, table: Table, checker: Checker, *, judged: bool
    ) -> AbstractContextManager[Sequence[Helper]]:
        """Processes that look at rows of a table, too, where it is worth some."""
        if self._opening is None or table.part_at is None:
            return nullcontext(())
        rules = tuple(rule.code for rule in self._job.rules()[0])
        asked = Asked(checker.ctx, rules, drawn=self._job.overview, judged=judged)
        return helpers_for(self._source, self._opening, asked)

    def _members(self, content: Content) -> None:
        """Each member is judged as a file of its own; its findings say where it lies."""
        limits = self._job.options.limits
        for number, member in enumerate(content.members()):
            if number >= limits.members or self._depth >= limits.depth:
                bound = f"{limits.members} members" if number else f"{limits.depth} archives within archives"
                self._fault(as_fault(LimitExceeded(f"no more than {bound} are looked into")))
                return
            inner = Found()
            inherited = replace(self._job.options, reader=None, n_rows=None)
            drawn = self._job.overview and number < TABLES
            job = replace(self._job, spec=None, options=inherited, overview=drawn)
            path = (member.member or member.name).rsplit(MEMBER, 1)[-1]
            part = Run(job, member, inner, partial(self._tell_of_member, path), self._depth + 1)
            part.judge()
            part.drain()
            self._found.outcomes += [within(outcome, path) for outcome in inner.outcomes]
            self._tell(self._so_far)

    def _so_far(self) -> list[Outcome]:
        now = [self._checker.so_far()] if self._checker else []
        return [*self._found.outcomes, *now]

    def _tell_of_member(self, path: str, outcomes: Outcomes) -> None:
        self._tell(lambda: [*self._so_far(), *(within(one, path) for one in outcomes())])

    def drain(self) -> None:
        """Read what the reader left, since only the end of a member shows whether its checksum is right."""
        if self._source.sha256 is not None:
            return
        try:
            with self._source.open() as stream:
                while stream.read(1 << 20):
                    pass
        except IcosIngestError as error:
            told = {finding.code for outcome in self._found.outcomes for finding in outcome.findings}
            if not told & {"F101", "F102", "X102"}:
                self._fault(as_fault(error))

    def _context(self, content: Content, fitting: Fitting | None) -> Context:
        name = self._source.basename
        station = station_of(content.facts, name, self._job.options.station)
        spec = fitting.read_by if fitting else self._found.spec
        return Context(content.facts, spec, station, self._job.options, name, self._job.keep)

    def _unknown(self) -> Fault:
        """No reader knows it; of a member of an archive that is only worth a note."""
        if not self._source.peek(1):
            return Fault("empty-member" if self._depth else "empty", expected="a file with data")
        foreign = foreign_bytes(self._source.peek())
        kind = "unknown-member" if self._depth else "unknown-format"
        expected = "one of the formats that icos-ingest formats lists"
        return Fault(kind, expected=expected, detail=foreign.what if foreign else None)

    def _fault(self, fault: Fault) -> None:
        """Explain a fault that ended the reading; what was found before it is kept."""
        if self._checker is None:
            rules, off = self._job.rules()
            self._checker = Checker(rules, Context(Facts("unknown"), options=self._job.options), off=off)
        self._checker.fault(fault)
        self._found.outcomes.append(self._checker.finish())
        self._checker = None

    def _unread(self, error: IcosIngestError) -> PortalVerdict:
        return PortalVerdict("unknown", f"the file could not be read to its end: {error.what}")

    def _quote(self, checker: Checker, part: Part) -> None:
        """Keep the text of lines that findings begin with."""
        quotes = self._found.quotes
        if self._depth or len(quotes) >= QUOTED:
            return
        for line in checker.first_lines():
            text = part.text(line) if line not in quotes else None
            if text is not None:
                quotes[line] = text[:LONGEST_QUOTE]
