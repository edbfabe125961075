"""Pillow in one thread, held to one format; its warnings are notes and its errors are ours."""

from __future__ import annotations

import re
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, ClassVar

from icos_ingest.arraylib.windows import PILLOW_LOCK
from icos_ingest.errors import CorruptFile, LimitExceeded, MissingDependency, ReadError, Truncated
from icos_ingest.model import Limits

if TYPE_CHECKING:
    from PIL.Image import Image

_PYTHON = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    AttributeError,
)
DAMAGED = (*_PYTHON, RuntimeError, struct.error, zlib.error)
"""What Pillow raises on damaged images."""
_NOT_BUILT = "support not installed"
"""Pillow's words, in a warning, of a format that its build lacks."""
_COPY = "the image was damaged or cut off; export or copy it again"
_CLAIM = re.compile(r"\((\d+) pixels\)")
_PER_BYTE = {"PNG": 8 * 1032, "GIF": 4096, "JPEG": 512, "ICO": 8 * 1032}
"""Pixels that one byte can stand for at most: deflate unfolds 1032 times, into eight pixels a byte; LZW's
longest string is 4096; a block of 64 pixels takes one bit of a JPEG, or more."""
_SMALL = 10_000_000
"""Pixels that any image may claim; what it lacks shows when it is decoded."""


class ImageDamaged(CorruptFile):
    """The pixels cannot be decoded."""

    kind: ClassVar[str] = "image-damaged"


class ImageTruncated(Truncated):
    """The file ends before its pixels do."""

    kind: ClassVar[str] = "image-truncated"


class ImageOversized(CorruptFile):
    """The image claims more pixels than its bytes can hold."""

    kind: ClassVar[str] = "image-oversized"


@contextmanager
def pillow(name: str, size: int = 0, format_: str = "") -> Iterator[list[str]]:
    """Errors of Pillow as ours; gives a list that holds its warnings in the end.

    Args:
        name: of the source, for messages.
        size: of the file in bytes.
        format_: Pillow's word for the format; with it, pixels are held against `size`.

    Raises:
        ImageDamaged: the pixels cannot be decoded.
        ImageTruncated: there are too few bytes for them.
        ImageOversized: the image claims more pixels than its bytes can hold.
        LimitExceeded: there are more pixels than Pillow allows.
        MissingDependency: Pillow was built without the format.
    """
    from PIL.Image import DecompressionBombError

    notes: list[str] = []
    with PILLOW_LOCK, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            yield notes
        except ReadError:
            raise
        except (DecompressionBombError, MemoryError) as error:
            claim = _CLAIM.search(str(error))
            _held(int(claim[1]) if claim else 0, size, format_, name)
            raise LimitExceeded(f"the image claims too many pixels ({error})", source=name) from error
        except DAMAGED as error:
            said = [str(warning.message) for warning in caught if _NOT_BUILT in str(warning.message)]
            if said:
                raise MissingDependency(
                    f"Pillow was built without what this format needs ({said[0]})",
                    hint="install a newer Pillow from PyPI",
                    source=name,
                ) from error
            raise refusal(error, name) from error
        finally:
            notes += [str(warning.message).strip().rstrip(".") for warning in caught]


def opened(stream: BinaryIO, format_: str, size: int, limits: Limits, name: str) -> Image:
    """An image of which no pixel is decoded yet; call it under `pillow`.

    Raises:
        ImageOversized: it claims more pixels than its bytes can hold.
        LimitExceeded: it claims more pixels than the limits allow.
    """
    from PIL import Image

    image = Image.open(stream, formats=(format_,))
    pixels = image.width * image.height
    _held(pixels, size, format_, name)
    if pixels > limits.pixels:
        raise LimitExceeded(
            f"the image claims {image.width:,} by {image.height:,} pixels, the limit is {limits.pixels:,}",
            source=name,
        )
    return image


def _held(pixels: int, size: int, format_: str, name: str) -> None:
    """Refuse pixels that the bytes of the file cannot hold."""
    if pixels > _SMALL and pixels > size * _PER_BYTE.get(format_, pixels):
        raise ImageOversized(
            f"the image claims more pixels than it can hold ({pixels:,} in {size:,} bytes of {format_})",
            hint=_COPY,
            source=name,
        )


def refusal(error: BaseException, name: str) -> ReadError:
    """Our error for one of Pillow."""
    said = str(error).split(" <_io")[0].split(" '/")[0][:200] or type(error).__name__
    if "too large" in said:
        return LimitExceeded(f"the image unfolds to more than it may ({said})", source=name)
    cut = "truncated" in said.lower() or "unexpected end" in said.lower() or isinstance(error, EOFError)
    if cut:
        return ImageTruncated(f"the image ends before its last pixel ({said})", hint=_COPY, source=name)
    return ImageDamaged(f"the image cannot be decoded ({said})", hint=_COPY, source=name)


def told_before(kind: str, said: str, name: str) -> ReadError:
    """Our error where a walk over the blocks has found already what is wrong."""
    if kind == ImageTruncated.kind:
        return ImageTruncated(f"the image ends before its last pixel ({said})", hint=_COPY, source=name)
    return ImageDamaged(f"the image cannot be decoded ({said})", hint=_COPY, source=name)
