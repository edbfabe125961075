"""What is known of a file so far, and the report that becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from icos_ingest import detect, registry
from icos_ingest.check import TABLES, Checker, Outcome
from icos_ingest.content import Facts
from icos_ingest.model import (
    Detection,
    Fault,
    Finding,
    Place,
    PortalVerdict,
    Report,
    Skipped,
    Source,
    SourceInfo,
)
from icos_ingest.pipeline.opening import MEMBER
from icos_ingest.rule_kinds import Context

if TYPE_CHECKING:
    from icos_ingest.schema import Spec


class Found(Struct):
    """What is known of a file so far; a Ctrl-C leaves it as it stands."""

    detection: Detection = detect.UNKNOWN
    spec: Spec | None = None
    portal: PortalVerdict = field(default_factory=PortalVerdict)
    outcomes: list[Outcome] = field(default_factory=list)
    quotes: dict[int, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)


def within(outcome: Outcome, member: str) -> Outcome:
    """The outcome of a member, its places moved into the archive."""

    def moved(place: Place) -> Place:
        inner = f"{member}{MEMBER}{place.member}" if place.member else member
        return replace(place, member=inner)

    findings = tuple(
        replace(f, place=moved(f.place), places=tuple(map(moved, f.places))) for f in outcome.findings
    )
    overviews = tuple(
        replace(one, name=f"{member}{MEMBER}{one.name}" if one.name else member) for one in outcome.overviews
    )
    statistics = tuple(replace(one, name=f"{member}{MEMBER}{one.name}") for one in outcome.statistics)
    return replace(outcome, findings=findings, overviews=overviews, statistics=statistics)


def report_of(found: Found, source: Source, view: Any) -> Report:
    """The report on a source; what every part had nothing to say of is not applicable."""
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
        rows=found.rows,
        overviews=tuple(one for outcome in found.outcomes for one in outcome.overviews)[:TABLES],
        statistics=tuple(one for outcome in found.outcomes for one in outcome.statistics),
        view=view,
    )


def finding_of(fault: Fault, count: int = 1, places: tuple[Place, ...] = ()) -> Finding:
    """The finding of a fault that was found beside the check, by the rule that explains its kind."""
    checker = Checker(registry.rules().values(), Context(Facts("unknown")))
    checker.fault(fault)
    (finding,) = checker.finish().findings
    return replace(finding, count=count, places=places or finding.places)


def _all_findings(outcomes: list[Outcome]) -> Iterator[Finding]:
    """Findings of all parts, errors first; within a severity in the order in which they were found."""
    for severity in ("error", "warning", "info"):
        for outcome in outcomes:
            yield from (finding for finding in outcome.findings if finding.severity == severity)
