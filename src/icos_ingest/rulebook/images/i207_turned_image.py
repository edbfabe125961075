"""The image is stored turned or mirrored.

## What it checks
Whether `Orientation` in EXIF is anything else than 1, which means that the first row is the top.

## Why it matters
Viewers turn the picture as it says; numbers that are read from the file are not turned, and neither are those
of a dataset. A mask that was drawn in a viewer does not fit them.

## How to mend
Nothing has to be done. `jpegtran -rotate 90` (180, 270) turns the pixels without a loss; then set the
orientation to 1.

## Example
Bad: a portrait stored as a landscape with orientation 6. Good: orientation 1.

## References
CIPA DC-008 (EXIF 2.32), tag 0x0112.
"""

from collections.abc import Iterable

from icos_ingest.content import Content
from icos_ingest.model import Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit

_TURNS = {
    2: "mirrored left to right",
    3: "upside down",
    4: "mirrored top to bottom",
    5: "mirrored and lying on its side",
    6: "lying on its left side",
    7: "mirrored and lying on its side",
    8: "lying on its right side",
}


class TurnedImage(FactRule):
    """Reads the orientation."""

    severity = Severity.INFO

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for the image."""
        del ctx
        said = content.facts.header.get("Orientation")
        turn = _TURNS.get(said.value) if said is not None and isinstance(said.value, int) else None
        if said is not None and turn is not None:
            message = f"the image is stored {turn} (orientation {said.value})"
            yield Hit(message, said.place, expected="orientation 1")


RULE = TurnedImage()
