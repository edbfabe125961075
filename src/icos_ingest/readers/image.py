"""Images that are no rasters: PNG, JPEG, and what else Pillow reads.

The format is told by the first bytes alone, and Pillow is then held to that one; its own bound on pixels is
kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.arraylib.image_signatures import PILLOW, format_of
from icos_ingest.arraylib.png import looks_like_png
from icos_ingest.content import Content, Reader
from icos_ingest.model import Certainty, Match, Options, Source

if TYPE_CHECKING:
    from icos_ingest.schema import Spec


def sniff(source: Source) -> Match | str:
    """The signature of an image, from at most 64 bytes."""
    name = format_of(source.peek(64))
    if name is None and looks_like_png(source.peek(8)):
        return Match("png", Certainty.MARKED, "the first bytes are nearly the signature of PNG")
    if name is None:
        return "the first bytes are not the signature of an image"
    return Match(name, Certainty.SIGNATURE, f"the first bytes are the signature of {name.upper()}")


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open an image.

    Raises:
        CorruptFile: Pillow cannot make out its size and kind, or it claims more pixels than it can hold.
        UnsupportedVariant: a JPEG of a kind that hardly any program decodes.
        LimitExceeded: it claims more pixels than the limits allow.
    """
    from icos_ingest.arraylib.image_content import ImageContent

    del spec
    return ImageContent(source, options)


READER = Reader("image", "PNG, JPEG and other images", tuple(dict.fromkeys(PILLOW)), sniff, read, native=True)
