"""The kind of observations that a file names is not one of CF.

## What it checks
That `featureType` is one of point, timeSeries, trajectory, profile, timeSeriesProfile and
trajectoryProfile, and each `cf_role` one of timeseries_id, profile_id and trajectory_id.

## Why it matters
Programs that read stations, profiles and tracks do not recognise the file.

## How to mend
Write one of these words; a grid has no featureType.

## Example
Bad: `featureType = "GRID"`. Good: `featureType = "timeSeries"`.

## References
CF Conventions, sections 9.4 and 9.5.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import place, variables
from icos_ingest.schema import cf_terms


class UnknownFeature(FactRule):
    """Looks the words up."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each other word."""
        del ctx
        arrays = variables(content)
        feature = content.facts.attributes.get("featureType")
        known = cf_terms("features")
        if arrays and feature is not None and str(feature).casefold() not in map(str.casefold, known):
            at = Place(field="featureType", value=str(feature)[:100])
            yield Hit(f"the featureType is '{str(feature)[:100]}'", at, expected=", ".join(known))
        for array in arrays:
            role = array.attrs.get("cf_role")
            if role is not None and role not in cf_terms("roles"):
                message = f"the cf_role of '{array.name}' is '{str(role)[:100]}'"
                yield Hit(message, place(array, role), expected=", ".join(cf_terms("roles")))


RULE = UnknownFeature()
