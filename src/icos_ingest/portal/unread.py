"""Objects without a dataset: stored unread, or after a look at the first four bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from icos_ingest.model import PortalVerdict

if TYPE_CHECKING:
    from icos_ingest.schema import Spec

_ZIP = {
    b"PK\x05\x06": "the ZIP archive is empty",
    b"PK\x07\x08": "the file is part of a multi-part ZIP archive",
}
_NETCDF = (b"CDF\x01", b"CDF\x02", b"CDF\x03", b"\x89HDF")


def judge_unread(head: bytes, spec: Spec) -> PortalVerdict:
    """The portal's verdict on an object of a specification without a dataset.

    Args:
        head: the first bytes, as they would be uploaded.
        spec: the specification; its format decides what is looked at.
    """
    if spec.format in ("zipArchive", "excel"):
        reason = _refused_zip(head)
    elif spec.format in ("netcdf", "netcdfTimeSeries"):
        reason = _refused_netcdf(head)
    else:
        return PortalVerdict("stored", "the portal keeps objects of this format unread")
    return PortalVerdict("rejected", reason) if reason else PortalVerdict("accepted")


def _refused_zip(head: bytes) -> str | None:
    if len(head) < 4:
        return "the file is empty"
    if head.startswith(b"PK\x03\x04"):
        return None
    return _ZIP.get(head[:4], "the file is not a ZIP archive")


def _refused_netcdf(head: bytes) -> str | None:
    if len(head) < 4:
        return "the file is empty"
    return None if head.startswith(_NETCDF) else "the first bytes are none of netCDF-3 or netCDF-4"
