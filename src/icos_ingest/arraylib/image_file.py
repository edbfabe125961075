"""An image on disk: how its blocks are laid out, and Pillow's view of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from icos_ingest.arraylib.bitmap import read_bmp, read_qoi, read_webp
from icos_ingest.arraylib.exif import image_facts
from icos_ingest.arraylib.fits import read_fits
from icos_ingest.arraylib.gif import read_gif
from icos_ingest.arraylib.icons import read_icns, read_ico
from icos_ingest.arraylib.image_variants import variant
from icos_ingest.arraylib.jpeg import read_jpeg
from icos_ingest.arraylib.jpeg2000 import decodes
from icos_ingest.arraylib.layout import FATAL, Layout
from icos_ingest.arraylib.pillow import ImageOversized, opened, pillow, told_before
from icos_ingest.arraylib.png import SIGNATURE, Chunk, png_header, read_png
from icos_ingest.arraylib.png_pixels import pixel_fault
from icos_ingest.arraylib.spliced import Spliced
from icos_ingest.errors import CorruptFile, ReadError, Truncated, UnsupportedVariant
from icos_ingest.model import Fault, Limits

if TYPE_CHECKING:
    from PIL.Image import Image

Spans = tuple[tuple[int, int], ...]
_WALKS = {
    "gif": read_gif,
    "bmp": read_bmp,
    "webp": read_webp,
    "fits": read_fits,
    "ico": read_ico,
    "icns": read_icns,
    "qoi": read_qoi,
}
_TRANSPARENCY = b"tRNS"
"""The one chunk beside the pixels that changes how they are read."""


class ImageFile:
    """An image on disk; no pixel is decoded before `load`. Close it.

    Attributes:
        path: of the file.
        known: the word for the format.
        limits: on pixels.
        layout: what a walk over the blocks found.
        chunks: of a PNG.
        beside: segments of a JPEG that pixels can be decoded without.
        image: as Pillow sees it.
        header: facts that the image states about itself.
        notes: what was found out on opening.
        frames: how many pictures there are.

    Args:
        path: of the file.
        known: the word for the format.
        format_: Pillow's word for it.
        limits: on pixels.
        name: of the source, for messages.

    Raises:
        CorruptFile: Pillow cannot make out its size and kind, or it claims more pixels than it can hold.
        UnsupportedVariant: a JPEG of a kind that hardly any program decodes.
        LimitExceeded: it claims more pixels than the limits allow.
    """

    def __init__(self, path: Path, known: str, format_: str, limits: Limits, name: str) -> None:
        self.path = path
        self.known = known
        self._format = format_
        self.limits = limits
        self._name = name
        self._size = path.stat().st_size
        self._failure: ReadError | None = None
        self._stack = ExitStack()
        try:
            stream = self._stack.enter_context(path.open("rb"))
            self.layout, self.chunks, self.beside = _walk(stream, known, name)
            self.image = self._opened(stream)
            self._stack.callback(self.image.close)
            with self.guarded() as notes:
                self.header = image_facts(self.image, notes)
                self.frames = int(getattr(self.image, "n_frames", 1))
            self.notes = tuple(notes)
        except BaseException:
            self._stack.close()
            raise

    @contextmanager
    def guarded(self) -> Iterator[list[str]]:
        """Errors of Pillow as ours."""
        with pillow(self._name, self._size, self._format) as notes:
            yield notes

    def view(self) -> Image:
        """Another view of the image by Pillow; call it under `guarded`."""
        return opened(self._stream, self._format, self._size, self.limits, self._name)

    def load(self) -> None:
        """Decode the pixels.

        Raises:
            ReadError: they cannot be had.
        """
        if self._failure:
            raise self._failure  # asked again, Pillow gives what it has and says nothing
        try:
            with self.guarded():
                self.image.load()
        except CorruptFile as error:
            self._failure = error
            if self.known == "jpeg2000" and not isinstance(error, Truncated) and decodes(self.path):
                self._failure = self._unread("colours that Pillow makes no picture of", error)
            raise self._failure from error
        except ReadError as error:
            self._failure = error
            raise

    @property
    def broken(self) -> bool:
        """Whether decoding has shown damage."""
        return isinstance(self._failure, CorruptFile)

    def close(self) -> None:
        """Release the file."""
        self._stack.close()

    def _unread(self, kind: str, error: CorruptFile) -> UnsupportedVariant:
        return UnsupportedVariant(
            f"the image has {kind}, which is not read here ({error.what})",
            hint="save it in a more common kind, such as PNG",
            source=self._name,
        )

    def _opened(self, stream: BinaryIO) -> Image:
        """Pillow's first view; chunks of a PNG that only keep it from the pixels are left out."""
        self._stream = _spliced(stream, self.chunks, lambda chunk: chunk.sound or not chunk.beside)
        try:
            with self.guarded():
                return self.view()
        except ImageOversized:
            raise
        except CorruptFile as error:
            for fault in self.layout.faults:
                if fault.kind in FATAL:
                    raise told_before(
                        fault.kind, f"{fault.detail} at byte {fault.place.offset:,}", self._name
                    ) from error
            if kind := variant(self.known, stream):
                raise self._unread(kind, error) from error
            if not self.chunks:
                raise
            said = error.what
        self._stream = _spliced(
            stream, self.chunks, lambda chunk: chunk.name == _TRANSPARENCY or not chunk.beside
        )
        with self.guarded():
            image = self.view()
        fault = Fault("image-side-chunk", detail=said)
        self.layout = replace(self.layout, faults=(*self.layout.faults, fault))
        return image


def _spliced(stream: BinaryIO, chunks: tuple[Chunk, ...], keep: Callable[[Chunk], bool]) -> BinaryIO:
    """A PNG without some of its chunks; the file itself where all are kept, or where it is no PNG."""
    if all(keep(chunk) for chunk in chunks):
        return stream
    parts = [(0, len(SIGNATURE)), *((chunk.at, chunk.length + 12) for chunk in chunks if keep(chunk))]
    return io.BufferedReader(Spliced(stream, parts))


def _walk(stream: BinaryIO, known: str, name: str) -> tuple[Layout, tuple[Chunk, ...], Spans]:
    """What the blocks of a file show, the chunks of a PNG, and the segments beside the pixels of a JPEG."""
    if known == "png":
        png = read_png(stream)
        return _located(stream, png.layout, png.chunks), png.chunks, ()
    if known == "jpeg":
        jpeg = read_jpeg(stream)
        if jpeg.frame and jpeg.frame.unread:
            raise UnsupportedVariant(
                f"the JPEG has {jpeg.frame.unread}, which hardly any program decodes",
                hint="export it as a baseline JPEG, or as a PNG",
                source=name,
            )
        return jpeg.layout, (), jpeg.beside
    return _WALKS[known](stream) if known in _WALKS else Layout(), (), ()


def _located(stream: BinaryIO, layout: Layout, chunks: tuple[Chunk, ...]) -> Layout:
    """With the scan line at which the pixels stop, where that is known to have happened."""
    header = png_header(stream)
    if header is None or not any(fault.kind == "image-truncated" for fault in layout.faults):
        return layout
    stop = pixel_fault(stream, header, chunks)
    if stop is None:
        return layout
    *others, last = layout.faults
    place = replace(last.place, index=stop.place.index)
    return replace(
        layout, faults=(*others, replace(last, place=place, detail=f"{last.detail}; {stop.detail}"))
    )
