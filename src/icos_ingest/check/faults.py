"""Faults: those that say what kept us from reading, and how a rule tells one."""

from __future__ import annotations

from msgspec.structs import replace

from icos_ingest.check.tally import cut
from icos_ingest.errors import IcosIngestError, ReadError
from icos_ingest.model import NOWHERE, Fault, Place
from icos_ingest.rule_kinds import Context, FaultRule, Hit

CRASHED, UNEXPLAINED = "rule-crashed", "unexplained-fault"
INCOMPLETE = frozenset(
    {
        "limit",
        "missing-dependency",
        "filter-missing",
        "unsupported",
        "interrupted",
        "child-crash",
        "child-hang",
        "child-memory",
        CRASHED,
        UNEXPLAINED,
    }
)
"""Kinds of faults after which some of the data were not looked at."""
_LONGEST = 300
"""Characters of what a file or a library says."""


def as_fault(error: IcosIngestError, place: Place = NOWHERE) -> Fault:
    """The fault that stands for an exception of a reader."""
    kind = error.kind if isinstance(error, ReadError) else "unreadable"
    detail = f"{error.what}; {error.hint}" if error.hint else error.what
    return Fault(kind, place, expected=error.expected, detail=detail)


def told(rule: FaultRule, fault: Fault, ctx: Context) -> Hit:
    """The fault in the words of its rule, with the place where it stands."""
    fault = _cut(fault)
    hit = rule.tell(fault, ctx)
    place = fault.place if hit.place == NOWHERE else hit.place
    return replace(hit, place=place, expected=hit.expected or fault.expected)


def _cut(fault: Fault) -> Fault:
    """What a file or a library says, no longer than a message can hold."""
    detail, expected = ((text[:_LONGEST] if text else text) for text in (fault.detail, fault.expected))
    return replace(fault, place=cut(fault.place), detail=detail, expected=expected)
