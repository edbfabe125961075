"""Specifications as pandera schemas: the one module that imports pandera."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from icos_ingest.schema.model import ColumnSpec, FlagScheme, Range, Spec

if TYPE_CHECKING:
    from pandera.api.dataframe.container import DataFrameSchema

Check = Callable[[Any], Any]

# A number may be missing, and numpy's integers have no missing value: floats are let through for int32.
_KINDS = {
    "float32": "floating",
    "float64": "floating",
    "int32": "numeric",
    "bmpChar": "text",
    "string": "text",
    "boolean": "boolean",
    "iso8601dateTime": "instant in UTC",
    "isoLikeLocalDateTime": "instant in UTC",
    "etcLocalDateTime": "instant in UTC",
    "iso8601date": "date",
    "iso8601month": "date",
    "etcDate": "date",
}


def build_schema(spec: Spec, framework: Literal["pandas", "polars"]) -> DataFrameSchema[Any]:
    """Return a pandera schema for frames whose cells are typed and whose missing values are null or NaN.

    Columns that the specification does not know are let through. A regular expression is searched in the
    frame's titles, and judges only the columns that `Spec.match` gives it.
    """
    checks_of = _pandas_checks if framework == "pandas" else _polars_checks
    pa = import_module(f"pandera.{framework}")

    def column(one: ColumnSpec) -> Any:
        checks = [
            pa.Check(_if_matched(spec, one, framework, check), name=name, error=name)
            for name, check in checks_of(one)
        ]
        # pandera would count a title that a plain column takes, and polars trips over its report.
        required = not one.is_optional and not one.is_regex
        return pa.Column(None, checks, nullable=True, required=required, regex=one.is_regex)

    def wanted(one: ColumnSpec) -> Any:
        name = f"a column that matches {one.title}"
        check = _verdict(framework, lambda data: one not in spec.missing(_titles(data)))
        return pa.Check(check, name=name, error=name)

    columns = {_name(one): column(one) for one in spec.columns}
    checks = [wanted(one) for one in spec.columns if one.is_regex and not one.is_optional]
    schema: DataFrameSchema[Any] = pa.DataFrameSchema(columns, checks=checks, name=spec.id, strict=False)
    return schema


def validate_frame(schema: DataFrameSchema[Any], frame: Any) -> Any:
    """Validate and return the frame; all failures are collected.

    Environment variables, or a lazy frame, would switch pandera's checks off without a word: here they
    always run, on names and on data.

    Raises:
        pandera.errors.SchemaErrors: the frame breaks the schema.
    """
    from pandera.config import ValidationDepth, config_context

    with config_context(validation_enabled=True, validation_depth=ValidationDepth.SCHEMA_AND_DATA):
        validate: Callable[..., Any] = schema.validate
        return validate(frame, lazy=True)


def breaks(schema: Any, data: Any) -> list[Any]:
    """Every `SchemaError` of data against a schema of pandas, polars or xarray; none where it keeps to it."""
    from pandera.errors import SchemaError, SchemaErrors

    try:
        validate_frame(schema, data)
    except SchemaErrors as errors:
        return list(errors.schema_errors)
    except SchemaError as error:  # xarray's own schemas raise some at once
        return [error]
    return []


def _titles(data: Any) -> list[str]:
    """The titles of a pandas frame, or of what pandera hands to a check in polars."""
    titles = data.lazyframe.collect_schema() if hasattr(data, "lazyframe") else data.columns
    return [str(title) for title in titles]


def _name(column: ColumnSpec) -> str:
    """The title, or a pattern that finds it anywhere: pandas matches at the start, polars the whole name."""
    return f"^(?s:.*?)(?:{column.title})(?s:.*)$" if column.is_regex else column.title


def _if_matched(spec: Spec, column: ColumnSpec, framework: str, check: Check) -> Check:
    def judged(data: Any) -> Any:
        title = data.name if framework == "pandas" else data.key
        if column.is_regex and spec.match(str(title)) is not column:
            return True
        return _verdict(framework, check)(data)

    return judged


def _verdict(framework: str, check: Check) -> Check:
    """Let a check say no to the whole column: polars' report cannot hold a bare False beside texts."""

    def said(data: Any) -> Any:
        passed = check(data)
        if passed is not False or framework == "pandas":
            return passed
        import polars as pl

        return data.lazyframe.select(pl.lit(value=False))

    return said


def _allowed(scheme: FlagScheme) -> list[str]:
    # A bmpChar is the first character of its cell, so `-10` may have come down to `-`.
    return ["", *scheme.meanings, *{value[:1] for value in scheme.meanings}]


def _range_name(limits: Range) -> str:
    return f"in_range({limits.min:g}, {limits.max:g})"


def _pandas_checks(column: ColumnSpec) -> list[tuple[str, Check]]:
    checks: list[tuple[str, Check]] = []
    if (kind := _KINDS.get(column.value_format)) is not None:
        checks.append((f"dtype is {kind}", lambda series: _is_pandas_kind(series.dtype, kind)))
    if (limits := column.range) is not None:
        checks.append(
            (_range_name(limits), lambda series: series.between(limits.min, limits.max) | series.isna())
        )
    if (scheme := column.flag_scheme) is not None:
        checks.append((f"flag of {scheme.name}", lambda series: series.astype(str).isin(_allowed(scheme))))
    return checks


def _is_pandas_kind(dtype: Any, kind: str) -> bool:
    import pandas as pd
    from pandas.api import types

    is_kind: dict[str, Callable[[Any], bool]] = {
        "floating": types.is_float_dtype,
        "numeric": lambda dtype: types.is_numeric_dtype(dtype) and not types.is_bool_dtype(dtype),
        "text": lambda dtype: types.is_string_dtype(dtype) or types.is_object_dtype(dtype),
        "boolean": lambda dtype: types.is_bool_dtype(dtype) or types.is_object_dtype(dtype),
        "instant in UTC": lambda dtype: isinstance(dtype, pd.DatetimeTZDtype) and str(dtype.tz) == "UTC",
        "date": types.is_datetime64_any_dtype,
    }
    return bool(is_kind[kind](dtype))


def _polars_checks(column: ColumnSpec) -> list[tuple[str, Check]]:
    checks: list[tuple[str, Check]] = []
    if (kind := _KINDS.get(column.value_format)) is not None:
        checks.append((f"dtype is {kind}", lambda data: _is_polars_kind(_polars_dtype(data), kind)))
    if (limits := column.range) is not None:
        checks.append((_range_name(limits), lambda data: _polars_in_range(data, limits)))
    if (scheme := column.flag_scheme) is not None:
        checks.append((f"flag of {scheme.name}", lambda data: _polars_is_in(data, _allowed(scheme))))
    return checks


def _polars_dtype(data: Any) -> Any:
    return data.lazyframe.collect_schema()[data.key]


def _is_polars_kind(dtype: Any, kind: str) -> bool:
    import polars as pl

    is_kind: dict[str, Callable[[Any], bool]] = {
        "floating": lambda dtype: dtype.is_float(),
        "numeric": lambda dtype: dtype.is_numeric(),
        "text": lambda dtype: isinstance(dtype, pl.String | pl.Categorical | pl.Enum),
        "boolean": lambda dtype: isinstance(dtype, pl.Boolean),
        "instant in UTC": lambda dtype: isinstance(dtype, pl.Datetime) and dtype.time_zone in (None, "UTC"),
        "date": lambda dtype: isinstance(dtype, pl.Date | pl.Datetime),
    }
    return is_kind[kind](dtype)


def _polars_in_range(data: Any, limits: Range) -> Any:
    import polars as pl

    if not _polars_dtype(data).is_numeric():
        return False
    value = pl.col(data.key).cast(pl.Float64)
    return data.lazyframe.select(value.is_between(limits.min, limits.max) | value.is_nan())


def _polars_is_in(data: Any, allowed: list[str]) -> Any:
    import polars as pl

    return data.lazyframe.select(pl.col(data.key).cast(pl.String).is_in(allowed))
