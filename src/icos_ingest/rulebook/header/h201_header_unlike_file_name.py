"""The header contradicts the file's name.

## What it checks
Station, sampling height, gas and period in the header of an ICOS atmosphere file against its name. Of
ecosystem stations: the site of a BADM file, and whether the titles of a raw file are those of meteorology
(BM) or eddy covariance (EC).

## Why it matters
One of the two is wrong: the header was copied from another file, or the file was renamed. Who reads the
header and who reads the name take the data for two different things.

## How to mend
Correct the header if the name is right; else give the file its right name before the upload.

## Example
Bad: `# STATION CODE: HTM` in `ICOS_ATC_L2_L2-2024.1_RGL_90.0_CTS.CH4`. Good: `# STATION CODE: RGL`.

## References
ICOS ATC, names and headers of products; ICOS ETC, names of raw data files.
"""

from collections.abc import Iterable, Iterator

from icos_ingest.content import Content, Fact
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.atmosphere import GASES, heights, listed, name_parts, stated
from icos_ingest.rule_parts.period import header_period, name_period
from icos_ingest.schema import raw_name, site_in


class HeaderUnlikeFileName(FactRule):
    """Compares the parts of the name with the header."""

    severity = Severity.WARNING
    needs = Need.TEXT

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for each fact of the header that the name contradicts."""
        del content
        yield from self._atmosphere(ctx)
        yield from self._ecosystem(ctx)
        said, named = header_period(ctx), name_period(ctx)
        if said and said.fact and named and (said.end < named.start or said.start > named.end):
            yield _hit(said.fact, str(named))

    def _atmosphere(self, ctx: Context) -> Iterator[Hit]:
        named = name_parts(ctx.name)
        if named is None:
            return
        station, height = stated(ctx, "STATION CODE"), stated(ctx, "SAMPLING HEIGHTS")
        parameter = stated(ctx, "PARAMETER")
        if station and str(station.value).strip().upper() != named.station:
            yield _hit(station, named.station)
        if height and heights(ctx) and named.height not in heights(ctx):
            yield _hit(height, f"{named.height:g} m")
        if parameter and named.parameter in GASES:
            measured = {one.upper() for one in listed(parameter)}
            if measured <= GASES - {named.parameter}:
                yield _hit(parameter, named.parameter)

    def _ecosystem(self, ctx: Context) -> Iterator[Hit]:
        site, named = stated(ctx, "SITE ID"), site_in(ctx.name)
        if site and named and str(site.value).strip().upper() != named.upper():
            yield _hit(site, named)
        kind, raw = stated(ctx, "FILE TYPE"), raw_name(ctx.name)
        if kind and raw and str(kind.value) != raw.kind:
            yield _hit(kind, raw.kind)


def _hit(fact: Fact, named: str) -> Hit:
    said = str(fact.value)[:100]
    return Hit(f"{fact.place.field} is '{said}' in the header and {named} in the name", fact.place, named)


RULE = HeaderUnlikeFileName()
