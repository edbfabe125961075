"""What the directories of a TIFF say: one page each, and the pages of a file."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

GEO_KEYS, NODATA = 34735, 42113
_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _SUBFILE, _SAMPLES = 256, 257, 258, 259, 254, 277
_STRIPS, _STRIP_BYTES, _TILES, _TILE_BYTES = 273, 279, 324, 325
_ROWS_PER_STRIP, _PLANAR, _PREDICTOR, _TILE_WIDTH, _TILE_HEIGHT, _CHILDREN = 278, 284, 317, 322, 323, 330
_SEPARATE = 2
_DEFLATE = (8, 32946)
_SMALLER, _MASK = 0b001, 0b100
_SMALLER_OR_MASK = _SMALLER | _MASK
PARTS = frozenset({_STRIPS, _STRIP_BYTES, _TILES, _TILE_BYTES})
"""Tags with a value for each strip or tile."""
READ = frozenset(
    {
        _WIDTH, _HEIGHT, _BITS, _COMPRESSION, _SUBFILE, _SAMPLES, _ROWS_PER_STRIP, _PLANAR, _PREDICTOR,
        _TILE_WIDTH, _TILE_HEIGHT, _CHILDREN,
    }
)  # fmt: skip
"""Tags whose values are looked at on every page."""


class Page(Struct, frozen=True):
    """One directory: an image, an overview of one, or a mask.

    Attributes:
        offset: its byte in the file.
        tags: integer values of the tags that are looked at; any other that is there has none.
        missing: tags whose values lie beyond the end of the file.
        nodata: the missing value as GDAL writes it, a text (GDAL, GTiff driver, tag GDAL_NODATA).
        order: of the bytes of a value, as numpy writes it.
    """

    offset: int
    tags: Mapping[int, tuple[int, ...]]
    missing: tuple[int, ...] = ()
    nodata: str | None = None
    order: str = "<"

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
        if self.tiled:
            return self.first(_TILE_HEIGHT), self.first(_TILE_WIDTH)
        return min(self.first(_ROWS_PER_STRIP, self.height) or self.height, self.height), self.width

    @property
    def blocks(self) -> int:
        """How many tiles or strips the size needs."""
        rows, columns = self.block
        if not rows or not columns:
            return 0
        planes = self.samples if self.planar else 1
        return -(-self.height // rows) * -(-self.width // columns) * planes

    @property
    def planar(self) -> bool:
        """Whether each band has tiles or strips of its own."""
        return self.first(_PLANAR, 1) == _SEPARATE

    @property
    def bits(self) -> int:
        """Of the value that has most of them."""
        return max(self.tags.get(_BITS, (1,)) or (1,))

    @property
    def block_bytes(self) -> int:
        """Bytes of one unpacked tile or strip; 0 where there is one plain strip, which is read in pieces."""
        rows, columns = self.block
        if self.uncompressed_bytes is not None and not self.tiled and self.blocks == 1:
            return 0
        together = 1 if self.planar else self.samples
        return -(-rows * columns * together * self.bits // 8)

    @property
    def tiled(self) -> bool:
        """Whether the pixels stand in tiles, not in strips."""
        return _TILE_WIDTH in self.tags

    @property
    def deflated(self) -> bool:
        """Whether the pixels are packed with deflate, by its number or by its older one."""
        return self.first(_COMPRESSION, 1) in _DEFLATE

    @property
    def predictor(self) -> int:
        """What is packed in place of values: 1 themselves, 2 differences, 3 differences of their bytes."""
        return self.first(_PREDICTOR, 1)

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


class Chain(Struct):
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
