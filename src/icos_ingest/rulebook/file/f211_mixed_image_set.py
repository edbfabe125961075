"""A set of images holds something else.

## What it checks
Whether an archive most of whose files are images (by the endings of their names) holds files of other
kinds, or images of several formats.

## Why it matters
Whoever works through a set of images, such as the pictures of a phenology camera over a day, expects one
kind of file, and stumbles over a note or a preview between them.

## How to mend
Pack images of one format, and put what describes them elsewhere.

## Example
Bad: 47 `.jpg`, one `.png` and `Thumbs.db`. Good: 48 `.jpg`.

## References
ICOS Carbon Portal, object format `multiImageZip`: uncompressed zip archive with images.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from icos_ingest.content import Content
from icos_ingest.model import Place, Severity
from icos_ingest.rule_kinds import Context, FactRule, Hit, Need

_IMAGES = frozenset({"jpg", "png", "tif", "gif", "bmp", "jp2", "webp"})
_SAME = {"jpeg": "jpg", "tiff": "tif"}
_FEW = 3
"""Images that make no set yet."""


class MixedImageSet(FactRule):
    """Looks at the endings of the members' names."""

    severity = Severity.INFO
    needs = Need.MEMBERS

    def check(self, content: Content, ctx: Context) -> Iterable[Hit]:
        """One hit for all that is not like most."""
        members = islice(content.members(), ctx.options.limits.members)
        kinds = [(member.member or member.name, _kind(member.basename)) for member in members]
        counts = Counter(kind for _, kind in kinds if kind in _IMAGES)
        if sum(counts.values()) < _FEW or sum(counts.values()) * 2 <= len(kinds):
            return
        usual = counts.most_common(1)[0][0]
        other = [name for name, kind in kinds if kind != usual]
        if other:
            places = tuple(Place(member=name) for name in other)
            message = (
                f"most files of the archive are images ('.{usual}'), and '{other[0]}' is not one of them"
            )
            yield Hit(message, places[0], count=len(other), places=places[: ctx.keep])


def _kind(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    return _SAME.get(ending, ending)


RULE = MixedImageSet()
