"""Images that are no rasters: PNG, JPEG, and what else Pillow reads.

The format is told by the first bytes alone, and Pillow is then held to that one. An image is decoded only
when its pixels are asked for, and whole, since these formats know no windows; Pillow's own bound on pixels
is kept.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np

from icos_ingest.arraylib.png import SIGNATURE, looks_like_png, png_faults
from icos_ingest.arraylib.windows import PILLOW_LOCK, Window, bounded
from icos_ingest.content import Array, Content, Fact, Facts, Reader, Values
from icos_ingest.errors import CorruptFile, LimitExceeded, ReadError, Truncated
from icos_ingest.model import Certainty, Fault, Limits, Match, Options, Place, Source

if TYPE_CHECKING:
    from PIL.Image import Image

    from icos_ingest.schema import Spec

_SIGNATURES: tuple[tuple[str, int, bytes], ...] = (
    ("png", 0, SIGNATURE),
    ("jpeg", 0, b"\xff\xd8\xff"),
    ("gif", 0, b"GIF87a"),
    ("gif", 0, b"GIF89a"),
    ("webp", 8, b"WEBP"),
    ("icns", 0, b"icns"),
    ("jpeg2000", 0, b"\0\0\0\x0cjP  \r\n\x87\n"),
    ("jpeg2000", 0, b"\xff\x4f\xff\x51"),
    ("avif", 4, b"ftypavif"),
    ("psd", 0, b"8BPS"),
    ("sgi", 0, b"\1\xda"),
    ("sun", 0, b"\x59\xa6\x6a\x95"),
    ("dds", 0, b"DDS "),
    ("qoi", 0, b"qoif"),
    ("fits", 0, b"SIMPLE  ="),
    ("im", 0, b"Image type:"),
)
"""Formats under Pillow's names, with an offset and the bytes that stand there."""
_ICONS = re.compile(rb"\x00\x00\x01\x00[^\x00]\x00", re.DOTALL)
_NETPBM = re.compile(rb"P[1-6]\s+(#|\d+\s+\d+\s)")
_BITMAP_HEADERS = (12, 16, 40, 52, 56, 64, 108, 124)
_PILLOW = {"ppm": "PPM", "bmp": "BMP", "ico": "ICO"} | {name: name.upper() for name, _, _ in _SIGNATURES}
_DAMAGED = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, ArithmeticError)
_COPY = "the image was damaged or cut off; export or copy it again"


class ImageDamaged(CorruptFile):
    """The pixels cannot be decoded."""

    kind: ClassVar[str] = "image-damaged"


class ImageTruncated(Truncated):
    """The file ends before its pixels do."""

    kind: ClassVar[str] = "image-truncated"


def sniff(source: Source) -> Match | str:
    """The signature of an image, from at most 64 bytes."""
    name = _format(source.peek(64))
    if name is None and looks_like_png(source.peek(8)):
        return Match("png", Certainty.MARKED, "the first bytes are nearly the signature of PNG")
    if name is None:
        return "the first bytes are not the signature of an image"
    return Match(name, Certainty.SIGNATURE, f"the first bytes are the signature of {name.upper()}")


def _format(head: bytes) -> str | None:
    for name, at, signature in _SIGNATURES:
        if head[at : at + len(signature)] == signature and (name != "webp" or head[:4] == b"RIFF"):
            return name
    # Those with weak signatures are asked for more, since a text may begin with these bytes.
    if (
        head[:2] == b"BM"
        and head[6:10] == bytes(4)
        and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS
    ):
        return "bmp"
    if _ICONS.match(head):
        return "ico"
    return "ppm" if _NETPBM.match(head) else None


def read(source: Source, options: Options, spec: Spec | None) -> Content:
    """Open an image.

    Raises:
        CorruptFile: Pillow cannot make out its size and kind.
        LimitExceeded: it claims more pixels than the limits allow.
    """
    del spec
    return ImageContent(source, options)


class ImageContent(Content):
    """An image: its pixels as one array, what it says about itself as header facts."""

    def __init__(self, source: Source, options: Options) -> None:
        self._stack = ExitStack()
        head = source.peek(64)
        known = _format(head) or "png"
        faults: list[Fault] = []
        self._failure: ReadError | None = None
        try:
            path = self._stack.enter_context(source.local_path(limit=options.limits.spool))
            stream = self._stack.enter_context(path.open("rb"))
            if known == "png":
                faults = png_faults(stream)
                stream.seek(0)
            with _pillow(source.name, faults) as notes:
                self._image: Image = _opened(stream, known, options.limits, source.name)
                self._stack.callback(self._image.close)
                header = _header(self._image, notes)
                frames = int(getattr(self._image, "n_frames", 1))
        except BaseException:
            self._stack.close()
            raise
        if frames > 1:
            notes.append(f"the image has {frames:,} frames; only the first is read")
        if self._image.mode in ("P", "PA"):
            notes.append("the values are numbers of colours in a palette")
        self._name = source.name
        self.facts = Facts(known, header=header, faults=tuple(faults), notes=tuple(dict.fromkeys(notes)))
        self._array = self._pixels(options.limits)

    def arrays(self) -> dict[str, Array]:
        return {self._array.path: self._array}

    def close(self) -> None:
        self._stack.close()

    def _pixels(self, limits: Limits) -> Array:
        from PIL.ImageMode import getmode

        image = self._image
        mode = getmode(image.mode)
        channels = len(mode.bands)
        shape: tuple[int, ...] = (image.height, image.width)
        dims: tuple[str, ...] = ("y", "x")
        if channels > 1:
            shape, dims = (*shape, channels), (*dims, "channel")
        dtype = np.dtype(mode.typestr).newbyteorder("=")
        return Array(
            path="/image",
            dims=dims,
            shape=shape,
            dtype=dtype,
            attrs={"mode": image.mode},
            read=bounded("image", shape, dtype.itemsize, limits.array, self._fetcher(dtype)),
        )

    def _fetcher(self, dtype: np.dtype[Any]) -> Any:
        def fetch(window: Window) -> Values:
            y, x, *channel = window
            if self._failure:
                raise self._failure
            try:
                with _pillow(self._name):
                    self._image.load()
            except ReadError as error:
                # Asked again, Pillow gives what it has and says nothing.
                self._failure = error
                raise
            with _pillow(self._name):
                part = self._image.crop((x.start, y.start, x.stop, y.stop))
                values = np.asarray(part).astype(dtype, copy=False)
            return values[(slice(None, None, y.step), slice(None, None, x.step), *channel)]

        return fetch


def _opened(stream: Any, known: str, limits: Limits, name: str) -> Image:
    from PIL import Image

    image = Image.open(stream, formats=(_PILLOW[known],))
    if image.width * image.height > limits.pixels:
        raise LimitExceeded(
            f"the image claims {image.width:,} by {image.height:,} pixels, the limit is {limits.pixels:,}",
            source=name,
        )
    return image


@contextmanager
def _pillow(name: str, faults: Sequence[Fault] = ()) -> Iterator[list[str]]:
    """Pillow in one thread, its warnings as notes and its errors as ours; `faults` may say it better."""
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
            raise LimitExceeded(f"the image claims too many pixels ({error})", source=name) from error
        except _DAMAGED as error:
            raise _refusal(error, name, faults) from error
        finally:
            notes += [str(warning.message).strip().rstrip(".") for warning in caught]


def _refusal(error: BaseException, name: str, faults: Sequence[Fault] = ()) -> ReadError:
    said = str(error).split(" <_io")[0].split(" '/")[0][:200] or type(error).__name__
    if "too large" in said:
        return LimitExceeded(f"the image unfolds to more than it may ({said})", source=name)
    cut = "truncated" in said.lower() or "unexpected end" in said.lower() or isinstance(error, EOFError)
    if faults:
        said, cut = (
            f"{faults[0].detail} at byte {faults[0].place.offset:,}",
            faults[0].kind == ImageTruncated.kind,
        )
    if cut:
        return ImageTruncated(f"the image ends before its pixels do ({said})", hint=_COPY, source=name)
    return ImageDamaged(f"the image cannot be decoded ({said})", hint=_COPY, source=name)


def _header(image: Image, notes: list[str]) -> dict[str, Fact]:
    """What the image says about itself: texts of a PNG, EXIF by name, and where it was taken."""
    from PIL.ExifTags import GPSTAGS, IFD, TAGS
    from PIL.Image import Exif

    facts: dict[str, Any] = {
        str(key): value for key, value in image.info.items() if isinstance(value, str | int | float)
    }
    gps: dict[str, Any] = {}
    try:
        # Pillow would decode a whole PNG to look for EXIF behind its pixels.
        exif = image.getexif() if image.format != "PNG" or "exif" in image.info else Exif()
        facts |= {
            TAGS.get(tag, f"tag {tag}"): _clean(value) for tag, value in exif.items() if tag not in set(IFD)
        }
        facts |= {TAGS.get(t, f"tag {t}"): _clean(v) for t, v in exif.get_ifd(IFD.Exif).items()}
        gps = {GPSTAGS.get(t, f"GPS tag {t}"): v for t, v in exif.get_ifd(IFD.GPSInfo).items()}
    except _DAMAGED as error:
        notes.append(f"the EXIF data cannot be read ({error})")
    facts |= {name: _clean(value) for name, value in gps.items()}
    for axis, letters in (("Latitude", "NS"), ("Longitude", "EW")):
        degrees = _degrees(gps.get(f"GPS{axis}"), gps.get(f"GPS{axis}Ref"), letters)
        if degrees is not None:
            facts[axis.lower()] = degrees
    return {name: Fact(value, Place(field=name)) for name, value in facts.items() if value is not None}


def _clean(value: Any) -> Any:
    """An EXIF value as text, a number or a list of numbers; raw bytes are left out."""
    if isinstance(value, bytes | dict):
        return None
    if isinstance(value, str):
        return value.rstrip("\0")
    if isinstance(value, tuple):
        return [_clean(part) for part in value]
    return _number(value)


def _number(value: Any) -> int | float | None:
    if isinstance(value, int):
        return value
    try:
        return float(value)
    except (TypeError, ValueError, ArithmeticError):
        return None


def _degrees(parts: Any, letter: Any, letters: str) -> float | None:
    """Degrees, minutes and seconds with N, S, E or W, as signed degrees; None where they are not that."""
    if not isinstance(parts, tuple) or len(parts) != 3 or letter not in tuple(letters):
        return None
    numbers = [_number(part) for part in parts]
    if any(number is None or not np.isfinite(number) for number in numbers):
        return None
    degrees, minutes, seconds = (float(number) for number in numbers if number is not None)
    size = degrees + minutes / 60 + seconds / 3600
    if size > (90 if letters == "NS" else 180):
        return None
    return -size if letter in "SW" else size


READER = Reader(
    "image", "PNG, JPEG and other images", tuple(dict.fromkeys(_PILLOW)), sniff, read, native=True
)
