"""A user's own pandera schema, taken apart so that each failure has its rows and none hides another.

pandera lists every failing value, and its lists of several checks may not fit together. Here each check runs
alone and lists only as many values as are wanted; which rows fail is read from its booleans.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from icos_ingest.errors import OptionError
from icos_ingest.schema.frames import breaks

_CHECKS = frozenset({"DATAFRAME_CHECK", "CHECK_ERROR"})
_VALUES = frozenset({"DATAFRAME_CHECK", "SERIES_CONTAINS_NULLS", "SERIES_CONTAINS_DUPLICATES", "DUPLICATES"})
"""Reasons that are about values; all others are about names, types and dimensions."""
_WRONG_TYPE = "WRONG_DATATYPE"
_HEAD = 1000
"""Rows from which the type of a column is known, so that a wrong one is told once, not for each row."""
_LONGEST = 300


class Failure(Struct, frozen=True):
    """One check that some data broke, or that could not run.

    Attributes:
        check: what was asked, in pandera's words.
        message: what pandera says, where the check is about names, types or dimensions.
        field: the column or variable; None for a whole row or table.
        at: positions of all that fail, one row of numbers each; empty where the check is about the whole.
        structure: whether it is about names, types or dimensions.
        crashed: whether the check could not run.
    """

    check: str
    message: str = ""
    field: str | None = None
    at: npt.NDArray[np.intp] | None = None
    structure: bool = False
    crashed: bool = False


def framework(schema: Any) -> str:
    """`pandas`, `polars` or `xarray`.

    Raises:
        OptionError: it is no such schema of pandera.
    """
    module = type(schema).__module__
    kind = module.split(".")[2] if module.startswith("pandera.api.") else ""
    if kind not in ("pandas", "polars", "xarray") or not type(schema).__name__.startswith("Data"):
        raise OptionError(
            f"extra is a {type(schema).__name__}",
            expected="a DataFrameSchema of pandera.pandas or .polars, or a DatasetSchema of pandera.xarray",
        )
    return kind


def as_schema(given: Any) -> Any:
    """The schema of a `DataFrameModel`, or what was given."""
    return given.to_schema() if hasattr(given, "to_schema") else given


def failures(schema: Any, data: Any, keep: int) -> Iterator[Failure]:
    """What of the data breaks a schema.

    Args:
        schema: of pandera, for the framework of the data.
        data: a frame of pandas or polars, or a Dataset; not changed.
        keep: how many failing values pandera may list.
    """
    if framework(schema) == "xarray":
        yield from _ran(schema, data)
        return
    structure = _without_checks(schema)
    # Labels may repeat, as stamps do; positions do not.
    numbered = data.reset_index(drop=True) if hasattr(data, "iloc") else data
    head = numbered.head(_HEAD)
    typed = {one.column_name: one for one in _errors(structure, head) if _reason(one) == _WRONG_TYPE}
    wrong = {_field(one, data) for one in typed.values()}
    plain = {name: column for name, column in structure.columns.items() if name not in typed}
    yield from (replace(_failure(one, head), at=None) for one in typed.values())
    yield from _ran(_with_columns(structure, plain), numbered)
    yield from _nulls(schema, data)
    if getattr(schema, "index", None) is not None:
        yield from _ran(_index_alone(schema, structure), data)
    for part in _parts(schema, structure, keep):
        found = list(_ran(part, data, only=_CHECKS))
        if any(one.crashed for one in found) and numbered is not data and not data.index.is_unique:
            found = list(_ran(part, numbered, only=_CHECKS))
        yield from (one for one in found if not (one.crashed and one.field in wrong))


def _ran(schema: Any, data: Any, only: frozenset[str] = frozenset()) -> Iterator[Failure]:
    """The failures of one run; a run that ends in anything else is one that could not be made."""
    try:
        found = breaks(schema, data)
    except Exception as error:  # noqa: BLE001  # a user's check, or pandera, may raise anything
        yield Failure("the schema", f"{type(error).__name__}: {error}"[:_LONGEST], crashed=True)
        return
    yield from (_failure(one, data) for one in found if not only or _reason(one) in only)


def _errors(schema: Any, data: Any) -> list[Any]:
    try:
        return breaks(schema, data)
    except Exception:  # noqa: BLE001  # the same run on all rows tells it
        return []


def _reason(error: Any) -> str:
    return str(getattr(error.reason_code, "name", ""))


def _failure(error: Any, data: Any) -> Failure:
    reason = _reason(error)
    check = error.check
    told = getattr(check, "error", None) or getattr(check, "name", None) or str(check)
    said = " ".join(str(error).split("\n", 1)[0].split())[:_LONGEST]
    if reason == "CHECK_ERROR":
        return Failure(str(told), str(error.failure_cases)[:_LONGEST], _field(error, data), crashed=True)
    about_values = reason in _VALUES
    return Failure(str(told)[:_LONGEST], said, _field(error, data), _positions(error, data), not about_values)


def _field(error: Any, data: Any) -> str | None:
    """The column or variable that an error is about."""
    if "COLUMN" in _reason(error):
        return str(error.failure_cases)
    if type(error.schema).__name__ in ("DataFrameSchema", "DatasetSchema"):
        return None
    if type(error.schema).__name__.endswith("Index"):
        return str(error.schema.name or data.index.name or "index")
    titles = [str(title) for title in getattr(data, "columns", data)]
    names = (error.schema.name, error.column_name)
    return next((str(name) for name in names if str(name) in titles), None)


def _positions(error: Any, data: Any) -> npt.NDArray[np.intp] | None:
    """Where an error's check says no, from its booleans; else by the labels of what pandera lists."""
    out = error.check_output
    if out is None:
        return _by_label(error.failure_cases, data)
    if hasattr(out, "get_column"):  # polars
        out = out.get_column("check_output").to_numpy()
    elif hasattr(out, "columns"):  # a pandas frame: any cell of a row
        out = out.all(axis=1).to_numpy()
    passed = np.asarray(out)
    if passed.ndim == 0 or (passed.size == 1 and len(data) != 1):
        return None
    # What a check says nothing of, since it is missing, does not break it.
    found = np.argwhere(passed == np.False_)
    if not hasattr(data, "columns") or len(passed) == len(data):
        return found
    # pandas leaves out what is missing before it asks.
    here = np.flatnonzero(data[_field(error, data)].notna())
    return here[found] if len(here) == len(passed) else None


def _by_label(cases: Any, data: Any) -> npt.NDArray[np.intp] | None:
    labels = getattr(cases, "columns", ())
    if "index" not in labels or not hasattr(data, "iloc"):
        return None
    rows = np.unique(data.index.get_indexer_for(cases["index"].dropna().unique()))
    return rows[rows >= 0][:, None]


def _nulls(schema: Any, data: Any) -> Iterator[Failure]:
    """Missing values where there may be none; polars tells them by itself."""
    if not hasattr(data, "iloc"):
        return
    for name, column in schema.columns.items():
        for title in _matching(column, name, data):
            missing = (
                np.flatnonzero(data[title].isna()) if not column.nullable else np.empty(0, dtype=np.intp)
            )
            if len(missing):
                yield Failure("not nullable", field=str(title), at=missing[:, None])


def _matching(column: Any, name: Any, data: Any) -> list[Any]:
    titles = list(data.columns)
    return (
        [t for t in column.get_regex_columns(data) if t in titles]
        if column.regex
        else [name] * (name in titles)
    )


def _without_checks(schema: Any) -> Any:
    bare = copy.copy(schema)
    bare.checks = []
    if hasattr(bare, "index"):
        bare.index = None
    return _with_columns(bare, {name: _column(column, []) for name, column in schema.columns.items()})


def _with_columns(schema: Any, columns: dict[Any, Any]) -> Any:
    other = copy.copy(schema)
    other.columns = columns
    if not columns:
        other.ordered = False
    return other


def _index_alone(schema: Any, structure: Any) -> Any:
    part = _with_columns(structure, {})
    part.strict, part.unique, part.index = False, None, schema.index
    return part


def _column(column: Any, checks: list[Any]) -> Any:
    other = copy.copy(column)
    other.checks = checks
    if "pandas" in type(column).__module__:
        other.nullable = True
    return other


def _parts(schema: Any, structure: Any, keep: int) -> Iterator[Any]:
    """The schema once for each of its checks."""
    loose = copy.copy(structure)
    loose.strict, loose.ordered, loose.unique = False, False, None
    for name, column in schema.columns.items():
        for check in column.checks:
            yield _with_columns(loose, {name: _column(column, [_brief(check, keep)])})
    for check in schema.checks:
        part = copy.copy(loose)
        part.checks = [_brief(check, keep)]
        yield part


def _brief(check: Any, keep: int) -> Any:
    other = copy.copy(check)
    if hasattr(other, "n_failure_cases"):
        other.n_failure_cases = keep
    return other
