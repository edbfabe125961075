"""Telling HDF5 from netCDF-4, which is HDF5 by its first bytes, from the bytes alone.

A file is netCDF-4 if it bears what the netCDF library leaves in every file (`_NCProperties`,
`_Netcdf4Dimid`, ...). Libraries of before 2012 left only dimension scales and `_FillValue`. Dimension scales
alone are HDF5's own. Everything else is HDF5.
"""

from __future__ import annotations

from typing import Literal

from icos_ingest.model import Source

SIGNATURE = b"\x89HDF\r\n\x1a\n"
_USER_BLOCKS = 1 << 20
_SCAN = 4 << 20
_MARKS = (
    b"_NCProperties",
    b"_Netcdf4Dimid",
    b"_Netcdf4Coordinates",
    b"_nc3_strict",
    b"This is a netCDF dimension but not a netCDF variable",
)
_OLD_MARKS = (b"DIMENSION_SCALE", b"_FillValue")
_SUFFIXES = (".nc", ".nc4", ".cdf")


def signature_at(source: Source) -> int | None:
    """The byte where HDF5 begins: 0, or 512, 1024, ... after a block of the user's own; None if nowhere."""
    if source.peek(len(SIGNATURE)) == SIGNATURE:
        return 0
    at, head = 512, source.peek()
    while at < _USER_BLOCKS:
        if at + len(SIGNATURE) > len(head):
            # Only a file that shows some sign of HDF5's user block is worth more than its head.
            if not _may_have_user_block(head):
                return None
            head = source.peek(_USER_BLOCKS)
            if at + len(SIGNATURE) > len(head):
                return None
        if head[at : at + len(SIGNATURE)] == SIGNATURE:
            return at
        at *= 2
    return None


def _may_have_user_block(head: bytes) -> bool:
    """Whether a large head that is no HDF5 could precede one: it is padded with zeros to a power of two."""
    return head.endswith(bytes(64))


def hdf5_flavour(source: Source) -> tuple[Literal["netcdf", "hdf5"], str] | None:
    """Which of the two the file is, and by what; None if it is no HDF5 at all."""
    at = signature_at(source)
    if at is None:
        return None
    where = "at the start" if at == 0 else f"at byte {at:,}, after a user block"
    for size in (1 << 16, _SCAN):
        head = source.peek(size)
        for mark in _MARKS:
            if mark in head:
                return "netcdf", f"the HDF5 signature {where}, and '{mark.decode()}' inside"
        if all(mark in head for mark in _OLD_MARKS):
            return "netcdf", f"the HDF5 signature {where}, dimension scales and fill values inside"
    if source.basename.lower().endswith(_SUFFIXES):
        return "netcdf", f"the HDF5 signature {where}, and a name that ends as netCDF's do"
    return "hdf5", f"the HDF5 signature {where}, and no mark of netCDF"
