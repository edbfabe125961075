"""The formula of a vertical coordinate has terms that it does not know.

## What it checks
That the terms of `formula_terms` are those of the formula that the `standard_name` stands for.

## Why it matters
The heights or pressures of the levels cannot be computed.

## How to mend
Take names and terms from appendix D of the conventions.

## Example
Bad: `atmosphere_sigma_coordinate` with `ps2: PS`. Good: `sigma: sigma ps: PS ptop: PTOP`.

## References
CF Conventions, section 4.3.3 and appendix D.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.cf import pairs, place, text, variables
from icos_ingest.schema import cf_terms

_LISTS = ("coordinates", "bounds")


class WrongFormulaTerms(FactRule):
    """Compares with appendix D."""

    severity = Severity.WARNING
    needs = Need.ARRAY

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """A hit for each other term."""
        del ctx
        formulas, arrays = cf_terms("formulas"), variables(content)
        listed = {word for one in arrays for name in _LISTS for word in (text(one, name) or "").split()}
        for array in arrays:
            written, name = text(array, "formula_terms"), (text(array, "standard_name") or "").strip()
            if written is None or not name:
                continue
            if array.dims not in ((array.name,), ()) and array.name not in listed:
                message = f"'{array.name}' has formula_terms and is no coordinate"
                yield Hit(message, place(array), expected="formula_terms on a vertical coordinate alone")
            if name not in formulas:
                message = f"there is no formula for '{name[:100]}', the standard_name of '{array.name}'"
                yield Hit(message, place(array, name), expected="a name of appendix D")
                continue
            for term, _ in pairs(written) or ():
                if term not in formulas[name]:
                    message = f"the formula of '{array.name}' has no term '{term[:100]}'"
                    yield Hit(message, place(array, term), expected=", ".join(formulas[name]))


RULE = WrongFormulaTerms()
