"""How the bytes of an image are laid out: what a walk over its blocks finds, before a pixel is decoded."""

from __future__ import annotations

from msgspec import Struct

from icos_ingest.model import Fault, Place

FATAL = frozenset({"image-damaged", "image-truncated"})
"""Kinds of faults after which pixels are wrong or lost."""


class Layout(Struct, frozen=True):
    """What a walk over the blocks of an image found.

    Attributes:
        faults: what keeps a reader from the pixels, or from what stands beside them.
        after: what is told of an image only where its pixels are whole: no mark of its end, bytes behind it.
    """

    faults: tuple[Fault, ...] = ()
    after: tuple[Fault, ...] = ()


def trailing(at: int, end: int) -> tuple[Fault, ...]:
    """The fault that bytes behind the end of an image make, if there are any.

    Args:
        at: where the image ends.
        end: where the file ends.
    """
    if at >= end:
        return ()
    return (Fault("image-trailing", Place(offset=at), "the end of the file", f"{end - at:,} bytes follow"),)


def cut_off(end: int, mark: str) -> tuple[Fault, ...]:
    """The fault of a file without the mark of its end, where readers refuse what lacks it."""
    return (Fault("image-cut", Place(offset=end), mark, f"the file stops without {mark}"),)


def unended(end: int, mark: str) -> tuple[Fault, ...]:
    """The fault that a missing mark of the end makes where readers do without; `mark` is how it is called."""
    return (Fault("image-unended", Place(offset=end), mark, f"the file stops without {mark}"),)
