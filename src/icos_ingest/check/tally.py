"""From hits to findings: many equal defects of one field are one finding with a count."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from msgspec import Struct, field
from msgspec.structs import replace

from icos_ingest.model import Finding, Place, Severity
from icos_ingest.rule_kinds import Hit, Rule

LONGEST = 100
"""Characters of a value that a place keeps."""

_LAST = 1 << 62
"""What stands on no line comes after what does."""
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Key(Struct, frozen=True):
    """Hits with the same key are one finding; `variant` tells kinds of faults and severities apart."""

    code: str
    variant: str
    member: str | None
    group: str | None
    field: str | None

    @classmethod
    def of(cls, rule: Rule, variant: str, place: Place) -> Key:
        """The key of what a rule found at a place."""
        return cls(rule.code, variant, place.member, place.group, place.field)


class _Entry(Struct):
    rule: Rule
    hit: Hit
    count: int = 0
    blocks: bool = False
    places: list[Place] = field(default_factory=list)


class Tally:
    """Counts defects, and keeps the first message and the first places of each kind.

    Args:
        keep: how many places of one finding to keep, None for all.
    """

    def __init__(self, keep: int | None) -> None:
        self._keep = keep
        self._entries: dict[Key, _Entry] = {}

    def __contains__(self, key: Key) -> bool:
        return key in self._entries

    def clear(self) -> None:
        """Forget everything."""
        self._entries.clear()

    def open(self, key: Key, rule: Rule, hit: Hit) -> None:
        """Begin a finding with the message of its first hit; count it with `add`."""
        self._entries.setdefault(key, _Entry(rule, hit, blocks=hit.blocks))

    def add(self, key: Key, count: int, places: Iterable[Place], *, blocks: bool = False) -> None:
        """Count hits of a finding that is open; of `places` no more are taken than there is room for."""
        entry = self._entries[key]
        entry.count += count
        entry.blocks |= blocks
        entry.places += map(cut, islice(places, self.room(key)))

    def room(self, key: Key) -> int | None:
        """How many places the finding can still take, None for any number."""
        if self._keep is None:
            return None
        held = len(self._entries[key].places) if key in self._entries else 0
        return max(0, self._keep - held)

    def first_lines(self) -> list[int]:
        """The lines that the findings so far begin on."""
        return [entry.hit.place.line for entry in self._entries.values() if entry.hit.place.line is not None]

    def findings(self) -> tuple[Finding, ...]:
        """Errors, then warnings, then notes; each in the order of the file."""
        return tuple(sorted(map(_finding, self._entries.values()), key=_order))


def cut(place: Place) -> Place:
    """The place with its value cut to what a message can hold."""
    if place.value is None or len(place.value) <= LONGEST:
        return place
    return replace(place, value=place.value[: LONGEST - 1] + "…")


def _finding(entry: _Entry) -> Finding:
    rule, hit = entry.rule, entry.hit
    return Finding(
        code=rule.code,
        name=rule.name,
        # What the portal refuses is never less than an error, whatever the rule calls it.
        severity=Severity.ERROR if entry.blocks else hit.severity or rule.severity,
        message=hit.message,
        place=cut(hit.place),
        expected=hit.expected,
        fix=hit.fix or rule.advice or None,
        count=entry.count,
        blocks_upload=entry.blocks,
        places=tuple(entry.places),
    )


def _order(finding: Finding) -> tuple[object, ...]:
    at = finding.place
    return (
        _RANK[finding.severity],
        at.member or "",
        at.line or _LAST,
        at.group or "",
        at.column or 0,
        at.index or (),
        at.offset or 0,
        finding.code,
        at.field or "",
    )
