"""A file of stations, profiles or tracks does not say which variable tells them apart.

## What it checks
That a file with a `featureType` other than point has a variable with `cf_role`.

## Why it matters
Programs cannot tell one station, profile or track from the next.

## How to mend
Write a variable with its name or number, and `cf_role = "timeseries_id"` (or profile_id, trajectory_id).

## Example
Bad: `featureType = "trajectory"` alone. Good: `int trajectory; trajectory:cf_role = "trajectory_id"` beside
it.

## References
CF Conventions, section 9.5.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import variables
from icos_ingest.schema import cf_terms


class MissingFeatureRole(FactRule):
    """Looks for the attribute."""

    severity = Severity.INFO
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A note where there is none."""
        del ctx
        arrays = variables(content)
        feature = str(content.facts.attributes.get("featureType", "")).casefold()
        known = {word.casefold() for word in cf_terms("features")} - {"point"}
        if feature in known and arrays and not any("cf_role" in array.attrs for array in arrays):
            message = "no variable has a cf_role, which tells the features apart"
            yield Hit(message, Place(field="featureType", value=feature), expected="a variable with cf_role")


RULE = MissingFeatureRole()
