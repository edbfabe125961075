"""The text is not UTF-8.

## What it checks
That every line of a text is valid UTF-8.

## Why it matters
The portal replaces each bad byte by U+FFFD (�). Units such as µmol or °C are the first to break, and a
title that breaks is no longer recognised.

## How to mend
Save the file as UTF-8; on the command line, `iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW`.

## Example
Bad: `µ` as the single byte B5 (Windows-1252). Good: `µ` as C2 B5 (UTF-8).

## References
RFC 3629; ICOS Carbon Portal, ingestion of text tables.
"""

from icos_ingest.model import Fault, Severity
from icos_ingest.rule_kinds import Context, FaultRule, Hit, Need


class WrongEncoding(FaultRule):
    """Explains bytes that are no UTF-8."""

    kinds = ("wrong-encoding",)
    severity = Severity.WARNING
    needs = Need.TEXT

    def tell(self, fault: Fault, ctx: Context) -> Hit:
        """Quote the first bad byte."""
        del ctx
        found = fault.detail or fault.place.value
        return Hit(f"the text is not UTF-8{f': {found}' if found else ''}", expected="UTF-8")


RULE = WrongEncoding()
