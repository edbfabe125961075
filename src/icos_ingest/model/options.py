"""What the file cannot tell and the user can."""

from __future__ import annotations

from msgspec import Struct

from icos_ingest.model.limits import LIMITS, Limits


class Options(Struct, frozen=True):
    """Answers to the questions that a file may leave open; None means: find out and say so.

    Attributes:
        encoding: of the text, by a Python codec's name.
        separator: between the cells of a row; `"whitespace"` for runs of blanks.
        decimal: the decimal sign, `.` or `,`.
        day_first: whether 07.06.2019 is 7 June (True) or July 6 (False).
        time_zone: of stamps that name none: `UTC`, an offset such as `+01:00`, or an IANA name.
        reader: the reader to use, whatever the content looks like.
        n_rows: rows of the table according to the upload metadata.
        utc_offset: of the station in hours, for formats in local standard time.
        station: id or URI of the station, where the file does not name it.
        variables: names of the netCDF variables that the portal is to preview.
        table: name of the sheet or table to open, where there are several.
        all_columns: parse the columns, too, that the specification does not know.
        trust: the file is no stranger's: links to other files are followed, and no child process is put
            around the C libraries that read it.
        limits: bounds on memory, time, disk and depth.
    """

    encoding: str | None = None
    separator: str | None = None
    decimal: str | None = None
    day_first: bool | None = None
    time_zone: str | None = None
    reader: str | None = None
    n_rows: int | None = None
    utc_offset: float | None = None
    station: str | None = None
    variables: tuple[str, ...] = ()
    table: str | None = None
    all_columns: bool = False
    trust: bool = False
    limits: Limits = LIMITS
