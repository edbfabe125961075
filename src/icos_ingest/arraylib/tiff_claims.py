"""What the directories of a TIFF claim, held against the size of the file and the limits."""

from __future__ import annotations

from collections.abc import Iterator

from icos_ingest.arraylib.tiff_pages import Chain, Page
from icos_ingest.errors import CorruptFile, LimitExceeded
from icos_ingest.model import Fault, Limits, Place

COPY = "the file was damaged or cut off; copy it again from where it was written"
_WHOLE = "a file that was copied to its end"


def claims(page: Page, chain: Chain, size: int) -> list[Fault]:
    """What the directories claim and the file does not hold.

    Args:
        page: the image.
        chain: all directories.
        size: of the file in bytes.
    """
    faults = []
    if chain.fault:
        expected = "a list of directories that ends"
        kind = "truncated" if chain.cut else "damaged"
        faults.append(Fault(kind, Place(offset=chain.at), expected, detail=chain.fault))
    if page.missing:
        detail = f"the values of tag {page.missing[0]} lie beyond the end"
        faults.append(Fault("truncated", Place(offset=size), _WHOLE, detail=detail))
    needed, parts = page.uncompressed_bytes, page.parts
    lost = [fault for number, one in enumerate(chain.pages, 1) for fault in _beyond(one, number, size)]
    if lost:
        faults.append(lost[0])
    elif needed is not None and needed > size and all(length for _, length in parts):
        detail = f"{page.width:,} by {page.height:,} pixels in {page.samples:,} bands need {needed:,} bytes"
        faults.append(Fault("truncated", Place(offset=size), "a file that holds its pixels", detail=detail))
    return faults


def _beyond(page: Page, number: int, size: int) -> Iterator[Fault]:
    """Strips or tiles of a page, counted from 1, that lie beyond the end of the file."""
    parts = page.parts
    beyond = [(offset + length, i) for i, (offset, length) in enumerate(parts) if offset + length > size]
    if beyond:
        end, index = max(beyond)
        where = f" of page {number:,}" if number > 1 else ""
        detail = (
            f"{len(beyond):,} of {len(parts):,} strips or tiles{where} lie beyond the end, up to byte {end:,}"
        )
        yield Fault("truncated", Place(offset=size, index=(index,)), _WHOLE, detail=detail)


def within(page: Page, limits: Limits, faults: list[Fault], name: str) -> None:
    """Refuse what is larger than the limits allow, before anything is allocated.

    Raises:
        CorruptFile: it claims more than the limits, and cannot hold that: a lie is damage.
        LimitExceeded: it truly holds more pixels or bands, or a strip or tile is too large to be unpacked.
    """
    size = f"{page.width:,} by {page.height:,} pixels in {page.samples:,} bands"
    block = f"strips or tiles of {page.block_bytes:,} bytes"
    large = page.width * page.height > limits.pixels or page.samples > limits.variables
    if not large and page.block_bytes <= limits.block:
        return
    if any(fault.kind == "truncated" for fault in faults) or len(page.parts) < page.blocks:
        raise CorruptFile(
            f"the file claims {size if large else block}, more than it can hold", hint=COPY, source=name
        )
    if large:
        bounds = f"{limits.pixels:,} pixels and {limits.variables:,} bands"
        raise LimitExceeded(f"the file claims {size}; the limits are {bounds}", source=name)
    raise LimitExceeded(
        f"the pixels stand in {block}; the limit is {limits.block:,}",
        hint="write the file anew in tiles, such as with gdal_translate -co TILED=YES",
        source=name,
    )
