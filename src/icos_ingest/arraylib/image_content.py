"""An image as content: its pixels as one array, decoded only when they are asked for, and whole.

The formats know no windows. How the blocks of a file are laid out is looked at before, and an audit finds
what Pillow passes over.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.arraylib.image_audit import audit
from icos_ingest.arraylib.image_file import ImageFile
from icos_ingest.arraylib.image_signatures import PILLOW, format_of
from icos_ingest.arraylib.windows import Window, bounded
from icos_ingest.content import Array, Content, Facts, Values
from icos_ingest.model import Fault, Limits, Options, Place, Source

if TYPE_CHECKING:
    from collections.abc import Iterator


class ImageContent(Content):
    """An image: its pixels as one array, what it says about itself as header facts."""

    def __init__(self, source: Source, options: Options) -> None:
        self._stack = ExitStack()
        known = format_of(source.peek(64)) or "png"
        self._told = False
        try:
            path = self._stack.enter_context(source.local_path(limit=options.limits.spool))
            self._file = ImageFile(path, known, PILLOW[known], options.limits, source.name)
            self._stack.callback(self._file.close)
        except BaseException:
            self._stack.close()
            raise
        self.facts = _facts(known, self._file)
        self._array = self._pixels(options.limits)

    def arrays(self) -> dict[str, Array]:
        """The pixels; nothing once an audit has told that they are damaged."""
        return {} if self._told else {self._array.path: self._array}

    def audit(self) -> Iterator[Fault]:
        """What is wrong with the pixels of every frame, and with what stands behind them."""
        yield from audit(self._file)
        self._told = self._file.broken

    def close(self) -> None:
        self._stack.close()

    def _pixels(self, limits: Limits) -> Array:
        from PIL.ImageMode import getmode

        image = self._file.image
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
        image = self._file.image

        def fetch(window: Window) -> Values:
            y, x, *channel = window
            self._file.load()
            with self._file.guarded():
                part = image.crop((x.start, y.start, x.stop, y.stop))
                values = np.asarray(part).astype(dtype, copy=False)
            return values[(slice(None, None, y.step), slice(None, None, x.step), *channel)]

        return fetch


def _facts(known: str, file: ImageFile) -> Facts:
    faults, notes = list(file.layout.faults), list(file.notes)
    if file.frames > 1:
        notes.append(f"the image has {file.frames:,} frames; only the first is read")
        faults.append(Fault("image-frames", Place(value=str(file.frames)), "one frame"))
    if file.image.mode in ("P", "PA"):
        notes.append("the values are numbers of colours in a palette")
    return Facts(known, header=file.header, faults=tuple(faults), notes=tuple(dict.fromkeys(notes)))
