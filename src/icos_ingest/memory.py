"""DataFrames and Datasets as contents, so that one set of rules serves files and memory alike.

In memory there are neither lines nor cells: a place is a name and an index.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.content import (
    Array,
    Block,
    BoolArray,
    Column,
    ColumnInfo,
    Content,
    Facts,
    Table,
    TimeFacts,
    Values,
    unique_names,
)
from icos_ingest.kept import header_facts, time_facts
from icos_ingest.values import FORMATS, NUMBERS, parse_column

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from icos_ingest.schema import FlagScheme, Spec

ROWS = 65_536
"""Rows of one block."""
_MS_PER_DAY = 86_400_000
_NAIVE = "stamps without a time zone are taken as UTC"
_STAMPS = frozenset({"iso8601dateTime", "isoLikeLocalDateTime", "etcLocalDateTime"})


class _Series(Struct, frozen=True):
    """Values of one column with what is known of it."""

    info: ColumnInfo
    values: Any


class _MemoryContent(Content):
    def __init__(self, facts: Facts, table: Table | None, arrays: Mapping[str, Array]) -> None:
        self.facts = facts
        self._table = table
        self._arrays = arrays

    def tables(self) -> Mapping[str, Table]:
        return {"": self._table} if self._table else {}

    def arrays(self) -> Mapping[str, Array]:
        return self._arrays


def from_dataframe(df: pd.DataFrame, name: str = "", spec: Spec | None = None) -> Content:
    """A DataFrame as a table of one content.

    The time of the rows is a DatetimeIndex, else the column `TIMESTAMP`, else the first column of dates and
    times. Zones are converted to UTC; stamps without one are taken as UTC, which the notes say. Levels of any
    other named index become columns.

    Args:
        df: is not changed.
        name: what to call it in the notes.
        spec: what the columns should be, where it is known.
    """
    import pandas as pd

    index = df.index if isinstance(df.index, pd.DatetimeIndex) else None
    if index is None and any(level is not None for level in df.index.names):
        df = df.reset_index(allow_duplicates=True)
    titles = [str(title) for title in df.columns]
    names = unique_names(titles)
    series = [
        _Series(_info(own, title, None, spec), df.iloc[:, i])
        for i, (own, title) in enumerate(zip(names, titles, strict=True))
    ]
    flagged = _with_flags(series, {own.info.title: own.info.name for own in series})
    stamp = _time_column(flagged) if index is None else _Series(_stamp_info(index.name), index)
    notes = [f"{name or 'the DataFrame'} has {len(df):,} rows in memory"]
    if stamp is not None and _is_naive(stamp.values):
        notes.append(_NAIVE)
    return _MemoryContent(_facts("dataframe", stamp, notes), _table(flagged, stamp, len(df)), {})


def from_dataset(ds: xr.Dataset, spec: Spec | None = None) -> Content:
    """A Dataset as a content: variables along time alone as a table, all others as arrays.

    Arrays are read window by window, so lazy variables stay lazy.

    Args:
        ds: decoded or not; is not changed.
        spec: what the variables should be, where it is known.
    """
    time = _time_dimension(ds)
    along = [
        key for key, var in ds.variables.items() if time is not None and var.dims == (time,) and key != time
    ]
    series = [_Series(_info(str(key), str(key), ds[key], spec), ds[key]) for key in along]
    flagged = _with_flags(series, {str(key): str(key) for key in along})
    stamp = None if time is None else _Series(_stamp_info(time), ds[time])
    table = _table(flagged, stamp, ds.sizes[time]) if time is not None and flagged else None
    inside = set(along) if table else set()
    stamps = {time, None if time is None else ds[time].attrs.get("bounds")}
    if table and not any(time in var.dims for key, var in ds.variables.items() if key not in inside | stamps):
        inside |= stamps  # the stamps of the table, and no coordinate of arrays
    arrays = {f"/{key}": _array(str(key), var) for key, var in ds.variables.items() if key not in inside}
    facts = _facts("dataset", stamp if table else None, [_NAIVE] if table else [])
    if facts.time is not None:
        facts = replace(facts, time=time_facts(facts.time, ds))
    facts = replace(facts, attributes=dict(ds.attrs), header=header_facts(ds.attrs))
    return _MemoryContent(facts, table, arrays)


def _facts(format_: str, stamp: _Series | None, notes: Sequence[str]) -> Facts:
    naive = f"; {_NAIVE}" if _NAIVE in notes else ""
    time = None
    if stamp is not None:
        time = TimeFacts(stamp.info.name, evidence=f"the stamps are '{stamp.info.name}'{naive}")
    return Facts(format_, time=time, notes=tuple(notes))


def _info(name: str, title: str, variable: xr.DataArray | None, spec: Spec | None) -> ColumnInfo:
    known = spec.match(title) if spec else None
    attrs = {} if variable is None else variable.attrs
    unit = attrs.get("units")
    flag = attrs.get("ancillary_variables")
    return ColumnInfo(
        name=name,
        title=title,
        unit=unit if isinstance(unit, str) else known.unit if known else None,
        spec=known,
        format=known.value_format if known else None,
        flag=flag if isinstance(flag, str) else known.flag_column_title if known else None,
        flag_scheme=(known.flag_scheme if known else None) or _scheme(attrs),
    )


def _scheme(attrs: Mapping[str, Any]) -> FlagScheme | None:
    """The scheme that a variable of flags names; one of the user's own by the values it lists."""
    from icos_ingest.schema import FlagScheme, flag_scheme

    name, values = attrs.get("flag_scheme"), attrs.get("flag_values")
    if not isinstance(name, str) or (found := flag_scheme(name)) is not None or values is None:
        return found if isinstance(name, str) else None
    meanings = dict.fromkeys(map(str, np.atleast_1d(values)), "as the dataset says")
    return FlagScheme(name, meanings, tuple(map(str, np.atleast_1d(attrs.get("good_flag_values", ())))), "")


def _stamp_info(name: Hashable) -> ColumnInfo:
    return ColumnInfo(str(name) if name is not None else "time", str(name), format="iso8601dateTime")


def _with_flags(series: Sequence[_Series], names: Mapping[str, str]) -> list[_Series]:
    """Columns whose flag column is there, by its name; the others without.

    A name may hold blanks, as the titles of ocean products do; else the first of several names counts.
    """

    def found(stated: str | None) -> str | None:
        first, *_ = [*(stated or "").split(), ""]
        return names.get(stated or "", names.get(first))

    return [replace(one, info=replace(one.info, flag=found(one.info.flag))) for one in series]


def _time_column(series: Sequence[_Series]) -> _Series | None:
    stamps = [one for one in series if _kind(one.values) == "M" or one.info.format in _STAMPS]
    return next((one for one in stamps if one.info.title == "TIMESTAMP"), next(iter(stamps), None))


def _time_dimension(ds: xr.Dataset) -> Hashable | None:
    """The dimension whose coordinate holds instants, None where there is none."""
    return next((dim for dim in ds.dims if dim in ds.variables and ds[dim].dtype.kind == "M"), None)


def _table(series: Sequence[_Series], stamp: _Series | None, rows: int) -> Table:
    return Table.of_blocks(None, [one.info for one in series], partial(_blocks, series, stamp, rows))


def _blocks(series: Sequence[_Series], stamp: _Series | None, rows: int) -> Iterator[Block]:
    for first in range(0, rows, ROWS):
        part = slice(first, min(first + ROWS, rows))
        columns = {one.info.name: _column(one.info, _rows(one.values, part)) for one in series}
        time = None if stamp is None else _time(_column(stamp.info, _rows(stamp.values, part)))
        yield Block(first, part.stop - first, columns, time)


def _rows(values: Any, part: slice) -> Any:
    """Rows by position, whatever their labels are."""
    return values.iloc[part] if hasattr(values, "iloc") else values[part]


def _time(column: Column) -> Column:
    """Milliseconds as instants."""
    gone = ~column.valid | np.isnan(column.values)
    values = np.where(gone, 0, column.values).astype("M8[ms]")
    values[gone] = np.datetime64("NaT")
    return replace(column, values=values)


def _column(info: ColumnInfo, values: Any) -> Column:
    """Values as their value format stores them; texts are parsed as the cells of a file are."""
    missing = _missing(values)
    if _kind(values) == "M":
        return _from_instants(info, _utc(values), missing)
    fmt = FORMATS.get(info.format or "")
    plain = _plain(values)
    numbers = fmt is None or (fmt.dtype.kind in "if" and info.format in NUMBERS)
    if plain.dtype.kind in "iufb" and numbers:
        return Column(info, plain, missing, np.zeros(len(plain), dtype=bool))
    texts = ["" if gap else _text(value) for value, gap in zip(plain.tolist(), missing.tolist(), strict=True)]
    if fmt is None or fmt.name == "string":
        column = np.array(texts, dtype=object)
        return Column(replace(info, format="string"), column, missing, np.zeros(len(texts), dtype=bool))
    parsed = parse_column(texts, fmt)
    refused: BoolArray = np.zeros(len(texts), dtype=bool)
    refused[parsed.refused] = True
    told = {row: texts[row] for row in parsed.refused}
    return Column(info, parsed.values, parsed.missing, refused, texts=told)


def _from_instants(info: ColumnInfo, instants: Values, missing: BoolArray) -> Column:
    """Dates and times in milliseconds; days and months where the value format counts those."""
    milliseconds = np.where(missing, 0, instants.astype("M8[ms]").astype(np.int64))
    if info.format in ("iso8601date", "etcDate"):
        stored: Values = (milliseconds // _MS_PER_DAY).astype(np.int32)
    elif info.format == "iso8601month":
        stored = (milliseconds.astype("M8[ms]").astype("M8[M]").astype(np.int64) + 1970 * 12).astype(np.int32)
    else:
        stored = np.where(missing, np.nan, milliseconds.astype(np.float64))
    shown = info if info.format else replace(info, format="iso8601dateTime")
    return Column(shown, stored, missing, np.zeros(len(stored), dtype=bool))


def _kind(values: Any) -> str:
    kind: str = values.dtype.kind
    return kind


def _is_naive(values: Any) -> bool:
    return _kind(values) == "M" and getattr(values.dtype, "tz", None) is None


def _utc(values: Any) -> Values:
    """Instants in UTC, without a zone."""
    import pandas as pd

    if getattr(values.dtype, "tz", None) is not None:
        values = pd.DatetimeIndex(values).tz_convert("UTC").tz_localize(None)
    return np.asarray(values)


def _missing(values: Any) -> BoolArray:
    import pandas as pd

    data = values if isinstance(values, pd.Series | pd.Index) else np.asarray(values)
    return np.asarray(pd.isna(data), dtype=bool)


def _plain(values: Any) -> Values:
    """As a numpy array of a plain type; what pandas calls missing is NaN among numbers."""
    import pandas as pd

    if isinstance(values, pd.Series) and not isinstance(values.dtype, np.dtype):
        if pd.api.types.is_numeric_dtype(values.dtype) and not pd.api.types.is_bool_dtype(values.dtype):
            whole = _kind(values) in "iu" and not values.isna().any()
            return values.to_numpy(dtype=np.int64 if whole else np.float64, na_value=0 if whole else np.nan)
        return values.to_numpy(dtype=object, na_value="")
    array = np.asarray(values)
    return np.char.decode(array, "latin-1") if array.dtype.kind == "S" else array


def _text(value: object) -> str:
    """A value as a cell would have it: 2 for 2.0, true for True."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _array(name: str, variable: xr.Variable) -> Array:
    return Array(
        path=f"/{name}",
        dims=tuple(map(str, variable.dims)),
        shape=variable.shape,
        dtype=variable.dtype,
        attrs=dict(variable.attrs),
        read=lambda window: np.asarray(variable[window].values),
        chunks=tuple(axis[0] for axis in variable.chunks) if variable.chunks else None,
        encoding={},
    )
