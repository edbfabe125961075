"""The directories of a TIFF, read from bytes alone: what each page claims, before a library believes it.

TIFF 6.0 (1992), section 2, and the BigTIFF extension (magic 43). Directories are a linked list; a loop, a
directory beyond the end and data beyond the end are told apart.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from icos_ingest.model import Fault, Place

Bytes = Callable[[int, int], bytes]
"""Gives up to so many bytes from an offset; fewer where the file ends."""

GEO_KEYS = 34735
_SIZES = {
    1: 1,
    2: 1,
    3: 2,
    4: 4,
    5: 8,
    6: 1,
    7: 1,
    8: 2,
    9: 4,
    10: 8,
    11: 4,
    12: 8,
    13: 4,
    16: 8,
    17: 8,
    18: 8,
}
_INTEGERS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _SUBFILE, _SAMPLES = 256, 257, 258, 259, 254, 277
_STRIPS, _STRIP_BYTES, _TILES, _TILE_BYTES = 273, 279, 324, 325
_PAGES = 10_000
_WHOLE = "a file that was copied to its end"
_VALUES = 4_000_000


@dataclass(frozen=True)
class Page:
    """One directory: an image, an overview of one, or a mask.

    Attributes:
        offset: its byte in the file.
        tags: integer values by tag number; tags of other types have none.
        missing: tags whose values lie beyond the end of the file.
    """

    offset: int
    tags: Mapping[int, tuple[int, ...]]
    missing: tuple[int, ...] = ()

    def first(self, tag: int, default: int = 0) -> int:
        """The first value of a tag."""
        values = self.tags.get(tag, ())
        return values[0] if values else default

    @property
    def width(self) -> int:
        """Columns."""
        return self.first(_WIDTH)

    @property
    def height(self) -> int:
        """Rows."""
        return self.first(_HEIGHT)

    @property
    def samples(self) -> int:
        """Bands."""
        return self.first(_SAMPLES, 1)

    @property
    def reduced(self) -> bool:
        """Whether it is an overview or a mask of another page."""
        return bool(self.first(_SUBFILE) & 0b101)

    @property
    def georeferenced(self) -> bool:
        """Whether it holds geo keys."""
        return GEO_KEYS in self.tags

    @property
    def uncompressed_bytes(self) -> int | None:
        """Bytes that its values need, None where they are compressed."""
        if self.first(_COMPRESSION, 1) != 1:
            return None
        return -(-self.width * self.height * self.samples * self.first(_BITS, 1) // 8)

    @property
    def parts(self) -> list[tuple[int, int]]:
        """Offset and length of each strip or tile; a tile that was never written has neither."""
        offsets = self.tags.get(_TILES) or self.tags.get(_STRIPS) or ()
        lengths = self.tags.get(_TILE_BYTES) or self.tags.get(_STRIP_BYTES) or ()
        return list(zip(offsets, lengths, strict=False))


@dataclass
class Chain:
    """The directories of a file.

    Attributes:
        pages: in the order of the list.
        fault: why the list ends early, None where it ends as it should.
    """

    pages: list[Page] = field(default_factory=list)
    fault: str | None = None

    @property
    def images(self) -> list[Page]:
        """The pages that are neither overviews nor masks."""
        return [page for page in self.pages if not page.reduced]


@dataclass(frozen=True)
class _Layout:
    """Byte order, and the sizes that BigTIFF changes."""

    order: str
    big: bool

    @property
    def pointer(self) -> str:
        return self.order + ("Q" if self.big else "I")

    @property
    def entry(self) -> int:
        return 20 if self.big else 12

    def count(self, raw: bytes) -> int:
        return int(struct.unpack(self.order + ("Q" if self.big else "H"), raw)[0])


def is_tiff(head: bytes) -> bool:
    """Whether the first bytes are a TIFF's or a BigTIFF's."""
    return head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")


def read_chain(read: Bytes, pages: int = _PAGES) -> Chain:
    """All directories, up to `pages` of them."""
    chain = Chain()
    head = read(0, 16)
    layout = _Layout("<" if head[:2] == b"II" else ">", head[2:4] in (b"+\0", b"\0+"))
    size = struct.calcsize(layout.pointer)
    at = 8 if layout.big else 4
    if len(head) < at + size:
        chain.fault = "the file ends before its first directory"
        return chain
    (offset,) = struct.unpack(layout.pointer, head[at : at + size])
    seen: set[int] = set()
    while offset:
        if offset in seen:
            chain.fault = f"the list of directories runs in a circle back to byte {offset:,}"
            break
        if len(chain.pages) >= pages:
            chain.fault = f"there are more than {pages:,} directories"
            break
        seen.add(offset)
        found = _page(read, offset, layout)
        if found is None:
            chain.fault = f"the directory at byte {offset:,} is cut off or lies beyond the end of the file"
            break
        page, offset = found
        chain.pages.append(page)
    return chain


def _page(read: Bytes, offset: int, layout: _Layout) -> tuple[Page, int] | None:
    """A directory and the offset of the next, None where it is not all there."""
    width = 8 if layout.big else 2
    raw = read(offset, width)
    if len(raw) < width:
        return None
    count = layout.count(raw)
    if count > 65_535:
        return None
    body = read(offset + width, count * layout.entry)
    if len(body) < count * layout.entry:
        return None
    size = struct.calcsize(layout.pointer)
    link = read(offset + width + len(body), size)
    tags: dict[int, tuple[int, ...]] = {}
    missing: list[int] = []
    for i in range(count):
        tag, values = _entry(read, body[i * layout.entry : (i + 1) * layout.entry], layout)
        if values is None:
            missing.append(tag)
        tags.setdefault(tag, values or ())
    # Some writers leave the last link out at the end of the file.
    following = struct.unpack(layout.pointer, link)[0] if len(link) == size else 0
    return Page(offset, tags, tuple(missing)), following


def _entry(read: Bytes, raw: bytes, layout: _Layout) -> tuple[int, tuple[int, ...] | None]:
    """A tag and its integer values; None where they lie beyond the end of the file."""
    tag, kind = struct.unpack(layout.order + "HH", raw[:4])
    (count,) = struct.unpack(layout.pointer, raw[4 : 12 if layout.big else 8])
    field_bytes = raw[12 if layout.big else 8 :]
    size = _SIZES.get(kind, 0) * count
    letter = _INTEGERS.get(kind)
    if size > len(field_bytes):
        (offset,) = struct.unpack(layout.pointer, field_bytes)
        if not read(offset + size - 1, 1):
            return tag, None
        field_bytes = read(offset, size) if letter and count <= _VALUES else b""
    if letter is None or size > len(field_bytes):
        return tag, ()
    return tag, struct.unpack(f"{layout.order}{count}{letter}", field_bytes[:size])


def claims(page: Page, chain: Chain, size: int) -> list[Fault]:
    """What the directories claim and the file does not hold."""
    faults = []
    if chain.fault:
        faults.append(
            Fault("damaged", Place(offset=page.offset), "a list of directories that ends", detail=chain.fault)
        )
    if page.missing:
        detail = f"the values of tag {page.missing[0]} lie beyond the end"
        faults.append(Fault("truncated", Place(offset=size), _WHOLE, detail=detail))
    needed, parts = page.uncompressed_bytes, page.parts
    beyond = [(i, offset + length) for i, (offset, length) in enumerate(parts) if offset + length > size]
    if beyond:
        index, end = max(beyond, key=lambda pair: pair[1])
        detail = f"{len(beyond):,} of {len(parts):,} strips or tiles lie beyond the end, up to byte {end:,}"
        place = Place(offset=size, index=(index,))
        faults.append(Fault("truncated", place, _WHOLE, detail=detail))
    elif needed is not None and needed > size and all(length for _, length in parts):
        detail = f"{page.width:,} by {page.height:,} pixels in {page.samples:,} bands need {needed:,} bytes"
        faults.append(Fault("truncated", Place(offset=size), "a file that holds its pixels", detail=detail))
    return faults
