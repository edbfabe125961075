"""The name of a file for AmeriFlux is not as FP-In wants it.

## What it checks
That the name is `<SITE_ID>_<HH|HR>_<start>_<end>[_optional].csv`, with twelve digits for start and end, the
site's id with its country in capitals. Files are meant for AmeriFlux's FP-In if their name begins with the
id of a site and HH or HR; no others are looked at.

## Why it matters
FP-In sorts files by their name: without the period it cannot tell what is to be replaced, and it stops the
checks of the time.

## How to mend
Rename the file to the id of the site, HH or HR, the first TIMESTAMP_START and the last TIMESTAMP_END.

## Example
Bad: `us-crt_HH_2011.csv`. Good: `US-CRT_HH_201101010000_201201010000.csv`.

## References
AmeriFlux, Flux/Met data upload format; AMF-FLX/AMF-BASE-QAQC, Check_messages.txt: 'Is Filename Format
valid?'.
"""

import re
from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need
from icos_ingest.rule_parts.fp_in import MINUTES, is_stamp, is_upload

_SITE = re.compile(r"[A-Z]{2}-[A-Za-z0-9]{3}", re.ASCII)
_PARTS = (4, 5)
_EXPECTED = "<SITE_ID>_<HH|HR>_<start>_<end>.csv, start and end as YYYYMMDDHHMM"


class NonstandardUploadName(FactRule):
    """Looks at the parts of the name."""

    needs = Need.TABLE

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit that lists the wrong parts; a warning where the period alone is missing."""
        del content
        if not is_upload(ctx):
            return
        stem, _, suffix = ctx.name.rpartition(".")
        parts = stem.split("_")
        wrong = _wrong(parts, suffix)
        if wrong:
            message = f"the name '{ctx.name}' is not as FP-In wants it: {', '.join(wrong)}"
            severity = Severity.WARNING if len(parts) not in _PARTS else None
            yield Hit(message, expected=_EXPECTED, severity=severity)


def _wrong(parts: list[str], suffix: str) -> list[str]:
    wrong = [] if suffix == "csv" else ["it does not end in .csv"]
    if not _SITE.fullmatch(parts[0]):
        wrong.append(f"the site's id is '{parts[0]}'")
    if parts[1:2] and parts[1] not in MINUTES:
        wrong.append(f"the resolution is '{parts[1]}'")
    if len(parts) not in _PARTS:
        return [*wrong, f"it has {len(parts)} parts between underscores, not 4"]
    for what, part in zip(("start", "end"), parts[2:4], strict=True):
        if not is_stamp(part):
            wrong.append(f"the {what} is '{part}'")
    return wrong


RULE = NonstandardUploadName()
