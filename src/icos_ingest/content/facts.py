"""Everything light that a file states about itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, field

from icos_ingest.model import NOWHERE, Fault, Place

if TYPE_CHECKING:
    from icos_ingest.schema import ColumnSpec, FlagScheme


class Fact(Struct, frozen=True):
    """A value that the file states about itself, and where."""

    value: Any
    place: Place = NOWHERE


class ColumnInfo(Struct, frozen=True):
    """A column as the header announces it.

    Attributes:
        name: unique in its table: the title, `title_2` where it occurs again, `column_3` where it is blank.
        title: as it stands in the file, after the format's own renaming.
        unit: as it stands in the file, None where the file states none.
        place: of the title.
        spec: what the specification says of it, None where it does not know the title.
        cell: index of its cell in a row, None for a column that the format adds.
        format: the value format its cells are parsed by, None where they stay text.
        flag: name of the column that flags it.
        flag_scheme: for a column of flags, what the letters mean.
        stamps: whether its cells stamp the rows, so that a refused one is a row without a time.
        valid_range: of an array, the ends of what the file itself calls valid, unpacked (CF 2.5.1).
        unwritten: of an array, what the netCDF library puts where nobody wrote, unpacked; None where the file
            has a fill value of its own.
        flag_values: of an array of whole numbers, those that the file itself explains (CF 3.5).
    """

    name: str
    title: str
    unit: str | None = None
    place: Place = NOWHERE
    spec: ColumnSpec | None = None
    cell: int | None = None
    format: str | None = None
    flag: str | None = None
    flag_scheme: FlagScheme | None = None
    stamps: bool = False
    valid_range: tuple[float, float] | None = None
    unwritten: float | None = None
    flag_values: tuple[int, ...] = ()


class TimeFacts(Struct, frozen=True):
    """How the rows of a table are stamped.

    Attributes:
        name: of the column or variable that holds the stamp, or that the format adds.
        stamp: which part of the averaging interval the file's stamp is.
        interval: the averaging interval in minutes, where format or header state it.
        span: the calendar unit for which a stamp stands, where it names a whole day, month or year.
        bounds: names of the columns that hold start and end of each interval.
        zone: of the stamps in the file; they are given in UTC.
        evidence: how all that is known, a sentence for the user.
    """

    name: str
    stamp: Literal["start", "middle", "end"] | None = None
    interval: float | None = None
    span: Literal["day", "month", "year"] | None = None
    bounds: tuple[str, str] | None = None
    zone: str = "UTC"
    evidence: str = ""


class Georeference(Struct, frozen=True):
    """Where the pixels of a raster lie on the Earth.

    Attributes:
        crs: WKT of the coordinate reference system.
        transform: GDAL's six numbers, from column and row to coordinates.
        width, height: in pixels.
        degrees: of one unit of the transform, where its coordinates are longitude and latitude.
        projected: whether they lie on a plane.
        placed: whether ground control points or rational polynomials say it in the transform's stead.
    """

    crs: str | None
    transform: tuple[float, ...] | None
    width: int
    height: int
    placed: bool = False
    degrees: float | None = None
    projected: bool = False

    @property
    def rotated(self) -> bool:
        """Whether rows and columns of pixels do not run along the axes of the coordinates."""
        return self.transform is not None and bool(self.transform[2] or self.transform[4])


class CodeCell(Struct, frozen=True):
    """Source code to be looked at, never run; `line` is the physical line of its first line."""

    language: str
    text: str
    line: int | None = None
    index: int | None = None


class Facts(Struct, frozen=True):
    """Everything light that a file states about itself.

    Attributes:
        format: the word for the format, as in the JSON of the report.
        header: header facts of a text, EXIF of an image, tags of a TIFF; each with its place.
        attributes: global attributes of netCDF and HDF5, as they stand.
        time: how the rows are stamped, None where there is no time.
        georeference: of a raster.
        code: cells of a notebook, or a program.
        faults: what could not be taken while opening; more may come with the data.
        notes: what the reader found out or decided, sentences for the user.
        text: whether lines of text lie behind the tables.
        rows_from: the physical line on which the first row of a text table stands, or should stand.
    """

    format: str
    header: Mapping[str, Fact] = field(default_factory=dict)
    attributes: Mapping[str, Any] = field(default_factory=dict)
    time: TimeFacts | None = None
    georeference: Georeference | None = None
    code: tuple[CodeCell, ...] = ()
    faults: tuple[Fault, ...] = ()
    notes: tuple[str, ...] = ()
    text: bool = False
    rows_from: int | None = None
