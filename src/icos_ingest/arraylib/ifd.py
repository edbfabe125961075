"""The directories of a TIFF, read from bytes alone: what each page claims, before a library believes it.

TIFF 6.0 (1992), section 2, the BigTIFF extension (magic 43), and SubIFDs (TIFF Technical Note 1). Directories
are linked lists; a loop in one of them and a directory beyond the end are told apart.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Bytes = Callable[[int, int], bytes]
"""Gives up to so many bytes from an offset; fewer where the file ends."""

GEO_KEYS, NODATA = 34735, 42113
_SIZES = {
    1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8,
}  # fmt: skip
_INTEGERS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _SUBFILE, _SAMPLES = 256, 257, 258, 259, 254, 277
_STRIPS, _STRIP_BYTES, _TILES, _TILE_BYTES = 273, 279, 324, 325
_ROWS_PER_STRIP, _PLANAR, _TILE_WIDTH, _TILE_HEIGHT, _CHILDREN = 278, 284, 322, 323, 330
_SMALLER, _MASK = 0b001, 0b100
_SMALLER_OR_MASK = _SMALLER | _MASK
_SEPARATE = 2
_PAGES = 10_000
_VALUES = 4_000_000
_TEXT, _LONGEST_TEXT = 2, 1000
_DEEPEST = 16
"""How deep directories below directories are followed."""
_ENTRIES = 65_535
_CUT = "is cut off or lies beyond the end of the file"
_LISTS = ("the list of directories", "a list of directories below another")


@dataclass(frozen=True)
class Page:
    """One directory: an image, an overview of one, or a mask.

    Attributes:
        offset: its byte in the file.
        tags: integer values by tag number; tags of other types have none.
        missing: tags whose values lie beyond the end of the file.
        nodata: the missing value as GDAL writes it, a text (GDAL, GTiff driver, tag GDAL_NODATA).
    """

    offset: int
    tags: Mapping[int, tuple[int, ...]]
    missing: tuple[int, ...] = ()
    nodata: str | None = None

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
        return bool(self.first(_SUBFILE) & _SMALLER_OR_MASK)

    @property
    def georeferenced(self) -> bool:
        """Whether it holds geo keys."""
        return GEO_KEYS in self.tags

    @property
    def children(self) -> tuple[int, ...]:
        """Where lists of directories below this one begin: overviews, or what a camera adds."""
        return self.tags.get(_CHILDREN, ())

    @property
    def block(self) -> tuple[int, int]:
        """Rows and columns of a tile or strip, as they are claimed."""
        if _TILE_WIDTH in self.tags:
            return self.first(_TILE_HEIGHT), self.first(_TILE_WIDTH)
        return min(self.first(_ROWS_PER_STRIP, self.height) or self.height, self.height), self.width

    @property
    def blocks(self) -> int:
        """How many tiles or strips the size needs."""
        rows, columns = self.block
        if not rows or not columns:
            return 0
        planes = self.samples if self.first(_PLANAR, 1) == _SEPARATE else 1
        return -(-self.height // rows) * -(-self.width // columns) * planes

    @property
    def block_bytes(self) -> int:
        """Bytes of one unpacked tile or strip; 0 where there is one plain strip, which is read in pieces."""
        rows, columns = self.block
        if self.uncompressed_bytes is not None and _TILE_WIDTH not in self.tags and self.blocks == 1:
            return 0
        together = 1 if self.first(_PLANAR, 1) == _SEPARATE else self.samples
        return -(-rows * columns * together * max(self.tags.get(_BITS, (1,)) or (1,)) // 8)

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
        pages: in the order of the list, without those below them.
        fault: why a list ends early, None where all end as they should.
        at: the byte of the directory that is to blame.
        cut: whether it is the end of the file that comes too early.
    """

    pages: list[Page] = field(default_factory=list)
    fault: str | None = None
    at: int = 0
    cut: bool = False

    def broken(self, at: int, fault: str) -> None:
        """Keep the first reason."""
        if self.fault is None:
            self.fault, self.at = fault, at

    @property
    def overviews(self) -> list[int]:
        """How many times smaller than the first page each of its overviews is, as GDAL counts them."""
        smaller = (page for page in self.pages[1:] if page.first(_SUBFILE) & _SMALLER_OR_MASK == _SMALLER)
        return [round(self.pages[0].width / page.width) for page in smaller if page.width]

    @property
    def masked(self) -> bool:
        """Whether a page says which pixels of the first are valid."""
        return any(page.first(_SUBFILE) & _SMALLER_OR_MASK == _MASK for page in self.pages)

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
    """All directories, up to `pages` of them, and whether the lists below them end."""
    chain = Chain()
    head = read(0, 16)
    layout = _Layout("<" if head[:2] == b"II" else ">", head[2:4] in (b"+\0", b"\0+"))
    size = struct.calcsize(layout.pointer)
    at = 8 if layout.big else 4
    if len(head) < at + size:
        chain.broken(0, "the file ends before its first directory")
        chain.cut = True
        return chain
    (offset,) = struct.unpack(layout.pointer, head[at : at + size])
    walk = _Walk(read, layout, chain, pages)
    chain.pages += walk.follow(offset, set())
    return chain


class _Walk:
    """Follows lists of directories, and those below them, each directory once."""

    def __init__(self, read: Bytes, layout: _Layout, chain: Chain, most: int) -> None:
        self._read, self._layout, self._chain, self._most = read, layout, chain, most
        self._count = 0

    def follow(self, offset: int, above: set[int], depth: int = 0) -> list[Page]:
        """The pages of the list that begins at a byte; `above` are the directories that led there."""
        found: list[Page] = []
        seen = set(above)
        while offset:
            if offset in seen:
                self._chain.broken(offset, f"{_LISTS[depth > 0]} runs in a circle back to byte {offset:,}")
                break
            if self._count >= self._most:
                # Whoever wants the first few alone has not met a fault.
                if self._most == _PAGES:
                    self._chain.broken(offset, f"there are more than {_PAGES:,} directories")
                break
            seen.add(offset)
            self._count += 1
            one = _page(self._read, offset, self._layout)
            if isinstance(one, str):
                self._chain.broken(offset, f"the directory at byte {offset:,} {one}")
                self._chain.cut |= one == _CUT
                break
            page, offset = one
            found.append(page)
            for child in page.children if depth < _DEEPEST else ():
                self.follow(child, seen, depth + 1)
        return found


def _page(read: Bytes, offset: int, layout: _Layout) -> tuple[Page, int] | str:
    """A directory and the offset of the next; where it is not all there, why."""
    width = 8 if layout.big else 2
    raw = read(offset, width)
    if len(raw) < width:
        return _CUT
    count = layout.count(raw)
    length = count * layout.entry
    if count > _ENTRIES or not (count == 0 or read(length - 1, 1)):
        return f"claims {count:,} entries, more than the file can hold"
    body = read(offset + width, length)
    if len(body) < length:
        return _CUT
    size = struct.calcsize(layout.pointer)
    link = read(offset + width + len(body), size)
    tags: dict[int, tuple[int, ...]] = {}
    missing: list[int] = []
    nodata = None
    for i in range(count):
        raw = body[i * layout.entry : (i + 1) * layout.entry]
        tag, values = _entry(read, raw, layout)
        if values is None:
            missing.append(tag)
        elif tag == NODATA and nodata is None:
            nodata = _text(read, raw, layout)
        tags.setdefault(tag, values or ())
    # Some writers leave the last link out at the end of the file.
    following = struct.unpack(layout.pointer, link)[0] if len(link) == size else 0
    return Page(offset, tags, tuple(missing), nodata), following


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


def _text(read: Bytes, raw: bytes, layout: _Layout) -> str | None:
    """The text of an entry, None where it holds none."""
    (kind,) = struct.unpack(layout.order + "H", raw[2:4])
    (count,) = struct.unpack(layout.pointer, raw[4 : 12 if layout.big else 8])
    held = raw[12 if layout.big else 8 :]
    if kind != _TEXT or count > _LONGEST_TEXT:
        return None
    if count > len(held):
        (offset,) = struct.unpack(layout.pointer, held)
        held = read(offset, count)
    return held[:count].split(b"\0")[0].decode("latin-1").strip() or None
