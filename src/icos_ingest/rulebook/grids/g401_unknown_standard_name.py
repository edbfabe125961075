"""A standard name is not one of the CF table.

## What it checks
That `standard_name` is in the standard name table, alone or with one of the modifiers
`detection_minimum`, `number_of_observations`, `standard_error` and `status_flag`.

## Why it matters
Programs that look a quantity up by its standard name do not find it.

## How to mend
Take the name from the CF standard name table; where there is none for the quantity, leave the attribute out
and write a `long_name`.

## Example
Bad: `standard_name = "time_nominal"`. Good: `standard_name = "time"`.

## References
CF Conventions, section 3.3 and appendix C; CF standard name table.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import place, text, variables
from icos_ingest.schema import cf_terms, nearest_title, standard_names

_LONGEST = 300
"""Characters of a name for which a nearest one is looked for."""


class UnknownStandardName(FactRule):
    """Looks each name up."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each name or modifier that is not in the table."""
        del ctx
        for array in variables(content):
            words = (text(array, "standard_name") or "").split()
            if not words:
                continue
            name, modifier = words[0], " ".join(words[1:])
            told = f"the standard_name '{words[0][:100]}' of '{array.name}'"
            if standard_names().unit(name) is None:
                near = _meant(name)
                expected = f"perhaps '{near}'" if near else "a name of the CF standard name table"
                yield Hit(f"{told} is not in the table", place(array, name), expected)
            elif modifier and modifier not in cf_terms("modifiers"):
                expected = f"one of {', '.join(cf_terms('modifiers'))}"
                yield Hit(f"{told} has the modifier '{modifier[:100]}'", place(array, modifier), expected)


def _meant(name: str) -> str | None:
    """The name that is nearest, once formulas are written as the table writes gases."""
    species = cf_terms("species")
    spelled = "_".join(species.get(word.lower(), word) for word in name[:_LONGEST].split("_"))
    return (
        spelled
        if standard_names().unit(spelled) is not None
        else nearest_title(spelled, standard_names().units)
    )


RULE = UnknownStandardName()
