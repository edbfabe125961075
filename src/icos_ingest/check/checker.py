"""The engine: each piece of data goes past every rule once, and no rule can stop the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import numpy as np
from msgspec.structs import replace

from icos_ingest import registry
from icos_ingest.check.faults import CRASHED, INCOMPLETE, UNEXPLAINED, as_fault, told
from icos_ingest.check.looks import Look, Looked, Looker, Marked, crash
from icos_ingest.check.offers import offers
from icos_ingest.check.outcome import Outcome
from icos_ingest.check.overview import Overviews
from icos_ingest.check.pieces import WindowLooker, WindowSeen
from icos_ingest.check.places import grouped
from icos_ingest.check.statistics import StatisticsOfArrays
from icos_ingest.check.tally import Key, Tally
from icos_ingest.check.windows import info_of
from icos_ingest.content import Array, Block, Content, Table, Values
from icos_ingest.errors import ReadError, SourceError
from icos_ingest.model import NOWHERE, Fault, Finding, Place, Skipped
from icos_ingest.rule_kinds import (
    ArrayRule,
    CellRule,
    Context,
    FactRule,
    FaultRule,
    FoldRule,
    Hit,
    Need,
    Rule,
)

R = TypeVar("R", bound=Rule)


class Checker:
    """Rules over the data of one content, driven by whoever reads it.

    Call `facts` first, then `look` for each block of a table, `join` for what it gives, in the order of the
    file, and `end_table` after the last, `array` and
    `window` for each array, `rest` after the last, `fault` for what could not be read, `finish` at the end.

    Args:
        rules: to be asked.
        ctx: what they may know; `ctx.keep` says how many places of a finding are kept.
        off: rules that the user switched off: faults that they would explain stay unsaid.
        overview: whether to gather what the picture of each table shows.

    Attributes:
        ctx: as given.

    Raises:
        RegistrationError: two of the rules explain one kind of fault.
    """

    def __init__(
        self, rules: Iterable[Rule], ctx: Context, *, off: Iterable[Rule] = (), overview: bool = False
    ) -> None:
        internal = [registry.rule("X001"), registry.rule("X002")]
        self._rules = {rule.code: rule for rule in (*rules, *internal)}
        self._kinds: dict[type[Rule], list[Any]] = {}
        self._off = [rule for rule in off if rule not in internal]
        self.ctx = ctx
        self._explains = _by_kind(self._rules.values())
        self._silent = set(_by_kind(self._off))
        self._tally = Tally(ctx.keep)
        self._offered = Need.SPEC if ctx.spec else Need.NOTHING
        self._opened = False
        self._crashed: dict[str, str] = {}
        self._explained: set[str] = set()
        self._states: dict[tuple[str, str | None], Any] = {}
        self._incomplete = False
        self._overviews = Overviews(ctx) if overview else None
        self._looker = Looker((), (), ctx, self._tally, self._crashed, drawn=overview)
        self._statistics = StatisticsOfArrays()

    def facts(self, content: Content) -> None:
        """Look at what a file states about itself."""
        self._looker = self.looker(content)
        for fault in (*content.facts.faults, *content.audit()):
            self.fault(fault)
        for rule in self._asked(FactRule):
            with self._guard(rule):
                for hit in rule.check(content, self.ctx):
                    self._add(rule, hit)

    def rest(self, content: Content) -> None:
        """Look at what the reading of its data left in doubt."""
        for fault in content.audit_rest():
            self.fault(fault)

    def looker(self, content: Content) -> Looker:
        """What asks the rules about blocks of a content, in this process or another."""
        self._opened = True
        self._offered = offers(content, self.ctx.spec)
        cells, folds = tuple(self._asked(CellRule)), tuple(self._asked(FoldRule))
        return Looker(cells, folds, self.ctx, self._tally, self._crashed, drawn=self._overviews is not None)

    def fault(self, fault: Fault) -> None:
        """Explain something that could not be read as it stands."""
        self._incomplete |= fault.kind in INCOMPLETE
        rule = self._explains.get(fault.kind)
        variant = f"{fault.kind} {fault.blocks}"
        if rule is None:
            if fault.kind in self._silent:
                return
            rule = self._explains[UNEXPLAINED]
            self._incomplete = True
            fault = replace(fault, detail=f"{fault.kind}: {fault.detail or 'no more is known'}")
        if rule.code in self._crashed:
            return
        self._explained.add(rule.code)
        key = Key.of(rule, variant, fault.place)
        if key not in self._tally:
            with self._guard(rule):
                self._tally.open(key, rule, told(rule, fault, self.ctx))
        if key in self._tally:
            self._tally.add(key, 1, (fault.place,), blocks=fault.blocks)

    def block(self, table: Table, block: Block) -> None:
        """Look at some rows of a table; blocks come in the order of the file."""
        self.join(table, self.look(table, block))

    def look(self, table: Table, block: Block) -> Looked:
        """Ask the rules about some rows alone; any thread may do so, for several blocks at a time."""
        return self._looker.look(table.name, block)

    def join(self, table: Table, looked: Looked) -> None:
        """Take in what the rules found in some rows; blocks come in the order of the file."""
        for fault in looked.faults:
            self.fault(fault)
        for one in looked.looks:
            self._take(one, table)
        if self._overviews and looked.draft:
            self._overviews.join(table, looked.draft)

    def remember(self, looked: Looked) -> None:
        """Count what was found, so that it need not be told again; of folds nothing is counted."""
        for one in looked.looks:
            if isinstance(one.found, Marked):
                self._mark(self._rules[one.code], one.found)

    def forget(self) -> None:
        """Begin to count anew."""
        self._tally.clear()

    def end_table(self, table: Table) -> None:
        """Say what only the end of a table can show."""
        for fold in self._asked(FoldRule):
            with self._guard(fold):
                key = (fold.code, table.name)
                state = self._states.pop(key) if key in self._states else fold.start()
                for hit in fold.finish(state, self.ctx):
                    self._add(fold, hit, table.name)

    def array(self, array: Array) -> None:
        """Look at an array, without most of its values."""
        place = array.place()
        for rule in self._asked(ArrayRule):
            with self._guard(rule, place):
                for hit in rule.check(array, self.ctx):
                    self._add(rule, hit, place.group)

    def window(self, array: Array, window: tuple[slice, ...], values: Values) -> None:
        """Look at the values of one window, as they are stored."""
        self.join_window(self.window_looker(array)(window, values))

    def window_looker(self, array: Array) -> WindowLooker:
        """What asks the rules about each window of an array alone; any thread may call it."""
        info = info_of(array, self.ctx.spec)
        drawn = self._overviews.of_array(array, info) if self._overviews else None
        return WindowLooker(array, info, list(self._asked(CellRule)), self.ctx, self._tally, drawn)

    def join_window(self, seen: WindowSeen) -> None:
        """Take in what was found in one window."""
        self._statistics.join(seen.array, seen.sums)
        if self._overviews and seen.bins:
            self._overviews.join_array(seen.array, seen.info, seen.bins)
        for one in seen.looks:
            self._take(one, None)

    def first_lines(self) -> list[int]:
        """The lines that the findings so far begin on."""
        return self._tally.first_lines()

    def so_far(self) -> Outcome:
        """What was found until now."""
        return Outcome(self._tally.findings(), incomplete=True)

    def finish(self, first: Fault | None = None) -> Outcome:
        """Everything that was found.

        Args:
            first: the fault at which the portal would stop; its finding comes before all others.
        """
        unused = {rule.code for rule in self._rules.values() if not self._applies(rule)}
        return Outcome(
            findings=self._with_first(self._tally.findings(), first),
            skipped=tuple(Skipped(code, f"it crashed: {why}") for code, why in sorted(self._crashed.items())),
            not_applicable=tuple(sorted(unused | {rule.code for rule in self._off})),
            incomplete=self._incomplete,
            overviews=self._overviews.finish() if self._overviews else (),
            statistics=self._statistics.finish(),
        )

    def _with_first(self, findings: tuple[Finding, ...], first: Fault | None) -> tuple[Finding, ...]:
        rule = self._explains.get(first.kind) if first else None
        if first is None or rule is None:
            return findings
        wanted = (True, rule.code, first.place.field)
        return tuple(sorted(findings, key=lambda f: (f.blocks_upload, f.code, f.place.field) != wanted))

    def _asked(self, kind: type[R]) -> Iterator[R]:
        if kind not in self._kinds:
            self._kinds[kind] = [rule for rule in self._rules.values() if isinstance(rule, kind)]
        for rule in self._kinds[kind]:
            if rule.code not in self._crashed and self._applies(rule):
                yield rule

    def _applies(self, rule: Rule) -> bool:
        if isinstance(rule, FaultRule):
            return rule.needs in self._offered or rule.code in self._explained
        if isinstance(rule, CellRule) and not self._offered & (Need.TABLE | Need.ARRAY):
            return False
        return self._opened and rule.needs in self._offered

    def _take(self, look: Look, table: Table | None) -> None:
        rule = self._rules[look.code]
        if rule.code in self._crashed:
            return
        if isinstance(look.failed, Fault):
            self.fault(look.failed)
        elif look.failed is not None:
            self._crash(rule, look.failed)
        elif isinstance(look.found, Marked):
            self._mark(rule, look.found)
        elif isinstance(rule, FoldRule) and table is not None:
            with self._guard(rule):
                self._fold(rule, table, look.found)

    def _fold(self, rule: FoldRule, table: Table, part: Any) -> None:
        key = (rule.code, table.name)
        state = self._states.pop(key) if key in self._states else rule.start()
        self._states[key], hits = rule.join(state, part)
        for hit in hits:
            self._add(rule, hit, table.name)

    def _mark(self, rule: Rule, found: Marked) -> None:
        if found.hit is not None:
            self._tally.open(found.key, rule, found.hit)
        self._tally.add(found.key, found.count, found.places)

    def _add(self, rule: Rule, hit: Hit, group: str | None = None) -> None:
        place = grouped(hit.place, group)
        key = Key.of(rule, str(hit.severity or ""), place)
        self._tally.open(key, rule, replace(hit, place=place))
        places = (grouped(one, group) for one in hit.places or (hit.place,))
        self._tally.add(key, hit.count, places, blocks=hit.blocks)

    @contextmanager
    def _guard(self, rule: Rule, place: Place = NOWHERE) -> Iterator[None]:
        """Turn whatever a rule raises into a finding; what it could not read is the file's fault."""
        try:
            with np.errstate(all="ignore"):
                yield
        except (ReadError, SourceError) as error:
            if isinstance(rule, FaultRule):
                self._crash(rule, crash(error))
            else:
                self.fault(as_fault(error, place))
        except Exception as error:  # noqa: BLE001  # whatever one rule does, the others go on
            self._crash(rule, crash(error))

    def _crash(self, rule: Rule, reason: str) -> None:
        self._crashed[rule.code] = reason
        self.fault(Fault(CRASHED, Place(field=f"{rule.code} {rule.name}"), detail=reason))


def _by_kind(rules: Iterable[Rule]) -> dict[str, FaultRule]:
    return {kind: rule for rule in rules if isinstance(rule, FaultRule) for kind in rule.kinds}
