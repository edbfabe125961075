"""When a phenological picture was taken, by the name of its file.

PhenoCam calls its pictures `site_YYYY_MM_DD_HHMMSS.jpg`, with `_IR` behind the site where they are infrared;
ecosystem stations upload `CC-Xxx_PHEN_YYYYMMDDhhmm_LNN_FNN.jpg`. Both are in the site's standard time.
"""

from __future__ import annotations

import re
from datetime import datetime

from icos_ingest.schema.raw_name import raw_name

_PHENOCAM = re.compile(
    r"[A-Za-z0-9.\-]+?(?:_IR)?_(\d{4}_\d\d_\d\d_\d{6})\.(?:jpe?g|png)", re.ASCII | re.IGNORECASE
)


def picture_time(name: str) -> datetime | None:
    """The time in the name of a picture, in the site's standard time; None for another name.

    Args:
        name: the last part of a file's name.
    """
    if (raw := raw_name(name)) is not None:
        return raw.end if raw.kind == "PHEN" else None
    match = _PHENOCAM.fullmatch(name)
    if match is None:
        return None
    try:
        return datetime.strptime(match[1], "%Y_%m_%d_%H%M%S")  # noqa: DTZ007  # the site's standard time
    except ValueError:
        return None
