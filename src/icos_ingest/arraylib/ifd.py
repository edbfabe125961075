"""The directories of a TIFF, read from bytes alone: what each page claims, before a library believes it.

TIFF 6.0 (1992), section 2, the BigTIFF extension (magic 43), and SubIFDs (TIFF Technical Note 1). Directories
are linked lists; a loop in one of them and a directory beyond the end are told apart.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from icos_ingest.arraylib.tiff_pages import NODATA, PARTS, READ, Chain, Page

Bytes = Callable[[int, int], bytes]
"""Gives up to so many bytes from an offset; fewer where the file ends."""

_SIZES = {
    1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8,
}  # fmt: skip
_INTEGERS = {1: "B", 3: "H", 4: "I", 13: "I", 16: "Q", 18: "Q"}
_PAGES = 10_000
_VALUES = 4_000_000
_TEXT, _LONGEST_TEXT = 2, 1000
_DEEPEST = 16
"""How deep directories below directories are followed."""
_ENTRIES, _ALL_ENTRIES = 65_535, 300_000
_CUT = "is cut off or lies beyond the end of the file"
_LISTS = ("the list of directories", "a list of directories below another")


class _Layout(Struct, frozen=True):
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


@contextmanager
def bytes_at(path: Path) -> Iterator[Bytes]:
    """Bytes anywhere in a file."""
    with path.open("rb") as stream:
        end = path.stat().st_size

        def read(offset: int, size: int) -> bytes:
            if offset >= end:
                return b""
            stream.seek(offset)
            return stream.read(min(size, end - offset))

        yield read


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
        self._count = self._entries = self._held = 0

    def follow(self, offset: int, above: set[int], depth: int = 0) -> list[Page]:
        """The pages of the list that begins at a byte; `above` are the directories that led there."""
        found: list[Page] = []
        seen = set(above)
        while offset:
            if offset in seen:
                self._chain.broken(offset, f"{_LISTS[depth > 0]} runs in a circle back to byte {offset:,}")
                break
            if self._full():
                # Whoever wants the first few alone has not met a fault.
                if self._most == _PAGES:
                    fault = f"there are more than {_PAGES:,} directories, or {_ALL_ENTRIES:,} entries in them"
                    self._chain.broken(offset, fault)
                break
            seen.add(offset)
            self._count += 1
            one = _page(self._read, offset, self._layout, READ if self._held > _VALUES else READ | PARTS)
            if isinstance(one, str):
                self._chain.broken(offset, f"the directory at byte {offset:,} {one}")
                self._chain.cut |= one == _CUT
                break
            page, offset, entries = one
            found.append(page)
            self._held += sum(map(len, page.tags.values()))
            self._entries += entries
            for child in page.children if depth < _DEEPEST else ():
                if self._full():
                    break
                self.follow(child, seen, depth + 1)
        return found

    def _full(self) -> bool:
        return self._count >= self._most or self._entries >= _ALL_ENTRIES


def _page(read: Bytes, offset: int, layout: _Layout, wanted: frozenset[int]) -> tuple[Page, int, int] | str:
    """A directory, the offset of the next and how many entries it has; where it is not all there, why."""
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
    left = set(wanted)  # a tag that stands again is not read again
    for i in range(count):
        raw = body[i * layout.entry : (i + 1) * layout.entry]
        tag, values = _entry(read, raw, layout, left)
        left.discard(tag)
        if values is None:
            missing.append(tag)
        elif tag == NODATA and nodata is None:
            nodata = _text(read, raw, layout)
        tags.setdefault(tag, values or ())
    # Some writers leave the last link out at the end of the file.
    following = struct.unpack(layout.pointer, link)[0] if len(link) == size else 0
    return Page(offset, tags, tuple(missing), nodata, layout.order), following, count


def _entry(
    read: Bytes, raw: bytes, layout: _Layout, wanted: Collection[int]
) -> tuple[int, tuple[int, ...] | None]:
    """A tag and, where they are wanted, its integer values; None where they lie beyond the end."""
    tag, kind = struct.unpack(layout.order + "HH", raw[:4])
    (count,) = struct.unpack(layout.pointer, raw[4 : 12 if layout.big else 8])
    field_bytes = raw[12 if layout.big else 8 :]
    size = _SIZES.get(kind, 0) * count
    letter = _INTEGERS.get(kind) if tag in wanted else None
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
