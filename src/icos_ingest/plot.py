"""A dataset as a figure by matplotlib: values over time with their flags and gaps, maps, pictures.

The figure is made without pyplot: no window, no global state, nothing to be closed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.content import BoolArray, Values
from icos_ingest.dataset import flag_of, good_flags, good_values
from icos_ingest.errors import MissingDependency, OptionError
from icos_ingest.render.clean import clean

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PANELS = 8
"""Variables that are drawn unless some are named."""
POINTS = 500_000
"""Values of one variable that are drawn; of more, every second, third, … one, and the panel says so."""
PIXELS = 1_000
"""Rows and columns of a map that are drawn; of more, every second, third, … one."""
_LONGEST = 60
_WIDTH, _PANEL = 9.0, 2.2
_VALUE, _BAD, _GAP = "#2f6fb5", "#d98a00", "#9aa2ab"
_LARGEST = 1e300
"""What matplotlib can still scale."""
_YEARS = np.datetime64("1000-01-01", "ms"), np.datetime64("9000-01-01", "ms")
"""Stamps that matplotlib can label."""


def figure(
    ds: xr.Dataset, variables: Sequence[str] | None = None, *, title: str | None = None, width: float = _WIDTH
) -> Figure:
    """Draw the variables of a dataset one below the other.

    A variable along `time` or `row` is a line; gaps are grey, and values that are not good by their flag are
    marked. Of a grid or raster the first map is drawn, and an image as it is.

    Args:
        ds: in the documented model; values of what is drawn are loaded.
        variables: names, by default the first eight that hold numbers and are no flags.
        title: by default the file's name.
        width: of the figure in inches.

    Returns:
        A figure that shows itself in a notebook; `figure.savefig(path)` writes it.

    Raises:
        MissingDependency: matplotlib is not installed.
        OptionError: there is no such variable, or it holds no numbers.
    """
    new_figure = _library()
    names, left_out = _chosen(ds, variables)
    heights = [1.0 if ds[name].ndim == 1 else 2.0 for name in names]
    drawn: Figure = new_figure(figsize=(width, 0.6 + _PANEL * sum(heights)), layout="constrained")
    panels = list(drawn.subplots(len(names), 1, squeeze=False, height_ratios=heights)[:, 0])
    for name, ax in zip(names, panels, strict=True):
        _panel(ds, name, ax)
    _share_time(ds, names, panels)
    heading = title if title is not None else str(ds.attrs.get("source_file", ""))
    more = f" ({len(names)} of {len(names) + left_out} variables)" if left_out else ""
    drawn.suptitle(_text(heading) + more, fontsize="medium", parse_math=False)
    return drawn


def _library() -> Any:
    """The class of our figures.

    Raises:
        MissingDependency: matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != "matplotlib":
            raise
        raise MissingDependency(
            "matplotlib, which draws, is not installed", hint="pip install 'icos-ingest[plot]'"
        ) from error

    class Shown(Figure):
        """A figure that a notebook shows whether or not pyplot is in use."""

        def _repr_png_(self) -> bytes:
            out = BytesIO()
            self.savefig(out, format="png")
            return out.getvalue()

    return Shown


def _chosen(ds: xr.Dataset, wanted: Sequence[str] | None) -> tuple[list[str], int]:
    """The variables to draw, and how many others could be drawn."""
    if wanted is not None:
        for name in wanted:
            if name not in ds.variables:
                raise OptionError(
                    f"there is no variable {name!r}", expected=", ".join(map(str, ds.data_vars))
                )
            if not _drawable(ds.variables[name]):
                raise OptionError(f"{name!r} holds no numbers that could be drawn")
        return list(dict.fromkeys(wanted)), 0
    variables = {str(name): ds.variables[name] for name in ds.data_vars}
    flags = {"time_bounds", *(flag_of(ds, name) for name in variables)}
    every = [
        name
        for name, variable in variables.items()
        if _drawable(variable) and name not in flags and "flag_values" not in variable.attrs
    ]
    names = [name for name in every if variables[name].attrs.get("units")] or every
    if not names:
        raise OptionError("there is no variable with numbers to draw", source=ds.attrs.get("source_file"))
    return names[:PANELS], max(0, len(names) - PANELS)


def _drawable(variable: xr.Variable) -> bool:
    return variable.dtype.kind in "iufb" and variable.ndim >= 1 and variable.size > 0


def _panel(ds: xr.Dataset, name: str, ax: Axes) -> None:
    unit = ds[name].attrs.get("units")
    said = [_text(name), *([_text(unit)] if isinstance(unit, str) and unit else [])]
    ax.tick_params(labelsize="small")
    if ds[name].ndim == 1:
        _line(ds, name, ax)
        ax.set_ylabel("\n".join(said), fontsize="small", parse_math=False)
    else:
        _map(ds[name], ", ".join(said), ax)


def _line(ds: xr.Dataset, name: str, ax: Axes) -> None:
    """Values as a line that breaks at gaps, points that are not good, and the gaps themselves."""
    step = -(-ds[name].size // POINTS)
    rows = {ds[name].dims[0]: slice(None, None, step)}
    values = ds[name].isel(rows).values.astype(np.float64)
    at, placed = _positions(ds[name].isel(rows))
    there = np.isfinite(values) & (np.abs(values) < _LARGEST)
    at, values, bad = at[placed], np.where(there, values, np.nan)[placed], _bad(ds, name, rows)[placed]
    there = np.isfinite(values)
    cuts = _cuts(at, there)
    ax.plot(np.insert(at, cuts, at[cuts]), np.insert(values, cuts, np.nan), color=_VALUE, linewidth=1)
    alone = there & ~_joined(there, cuts)
    ax.plot(at[alone], values[alone], linestyle="none", marker=".", markersize=3, color=_VALUE)
    if (bad & there).any():
        ax.plot(
            at[bad & there], values[bad & there], "x", markersize=4, color=_BAD, label="not good by its flag"
        )
        ax.legend(fontsize="x-small", loc="upper right")
    _shade(at, there, cuts, ax)
    if step > 1:
        ax.set_title(f"one of {step} values is drawn", fontsize="x-small", loc="right")


def _positions(variable: xr.DataArray) -> tuple[Values, BoolArray]:
    """Where each value stands on the axis, and which have a place there."""
    dim = variable.dims[0]
    at = variable[dim].values
    if at.dtype.kind == "M":
        coarse = at.astype("M8[ms]")  # nanoseconds cannot be compared with such years
        return at, (coarse > _YEARS[0]) & (coarse < _YEARS[1])
    if at.dtype.kind not in "iuf":
        at = np.arange(variable.size)
    return at, np.isfinite(at.astype(np.float64))


def _cuts(at: Values, there: BoolArray) -> Values:
    """Indices of the values that come later after the one before than is usual."""
    rows = np.flatnonzero(there)
    numbers = (at.astype("M8[ms]").astype(np.int64) if at.dtype.kind == "M" else at).astype(np.float64)
    steps = np.diff(numbers[rows])
    if len(steps) < 2:
        return np.empty(0, dtype=np.int64)
    return rows[1:][steps > 1.5 * abs(np.median(steps))]


def _joined(there: BoolArray, cuts: Values) -> BoolArray:
    """Whether the line joins a value to a neighbour."""
    both = there[1:] & there[:-1]
    both[cuts - 1] = False
    found: BoolArray = np.zeros(len(there), dtype=bool)
    found[1:] |= both
    found[:-1] |= both
    return found


def _shade(at: Values, there: BoolArray, cuts: Values, ax: Axes) -> None:
    """Grey from the last value before each gap to the first after it."""
    if not there.any():
        ax.text(0.5, 0.5, "no values", transform=ax.transAxes, ha="center", va="center", color=_GAP)
        return
    rows = np.flatnonzero(there)
    before = rows[np.searchsorted(rows, cuts) - 1]
    spans = [(at[a], at[b] - at[a]) for a, b in zip(before.tolist(), cuts.tolist(), strict=True)]
    if spans:
        ax.broken_barh(spans, (0, 1), transform=ax.get_xaxis_transform(), color=_GAP, alpha=0.35, linewidth=0)


def _bad(ds: xr.Dataset, name: str, rows: Mapping[Any, slice]) -> BoolArray:
    """Which values are not good by their flag; none where nobody knows what the flags mean."""
    part = ds.isel(rows)
    flag = flag_of(part, name)
    if flag is None or good_flags(part, name, flag) is None or part[flag].dims != part[name].dims:
        return np.zeros(part[name].shape, dtype=bool)
    kept = good_values(part[[name, flag]], [name])[name]
    found: BoolArray = part[name].notnull().values & kept.isnull().values
    return found


def _map(variable: xr.DataArray, said: str, ax: Axes) -> None:
    """The first map of a grid, or a picture."""
    colours = variable.dims[-1] == "channel" and variable.shape[-1] in (3, 4)
    while variable.ndim > (3 if colours else 2):
        said += f", first of {variable.shape[0]:,} along {_text(str(variable.dims[0]))}"
        variable = variable[0]
    ax.set_title(said, fontsize="small", parse_math=False)
    steps = {dim: slice(None, None, -(-variable.sizes[dim] // PIXELS)) for dim in variable.dims[:2]}
    variable = variable.isel(steps)
    if colours:
        ax.imshow(variable.values)
        return
    values = variable.values.astype(np.float64)
    values = np.ma.masked_where(~(np.abs(values) < _LARGEST), values)
    y, x = (_coordinate(variable, dim) for dim in variable.dims)
    if x is None or y is None:
        drawn: Any = ax.imshow(values, aspect="auto", interpolation="nearest")
    else:
        drawn = ax.pcolormesh(x, y, values, shading="nearest", rasterized=True)
        ax.set_xlabel(_text(str(variable.dims[1])), fontsize="small", parse_math=False)
        ax.set_ylabel(_text(str(variable.dims[0])), fontsize="small", parse_math=False)
    ax.get_figure(root=True).colorbar(drawn, ax=ax)  # type: ignore[union-attr]  # a panel has a figure


def _coordinate(variable: xr.DataArray, dim: Any) -> Values | None:
    """The coordinate along a dimension, where a map can be drawn by it."""
    at = variable[dim].values if dim in variable.coords else np.empty(0)
    if at.dtype.kind not in "iuf" or len(at) < 2 or not np.isfinite(at).all():
        return None
    steps = np.diff(at.astype(np.float64))
    return at if (steps > 0).all() or (steps < 0).all() else None


def _share_time(ds: xr.Dataset, names: Sequence[str], panels: Sequence[Axes]) -> None:
    """One axis of time for all lines, its labels below the last."""
    lines = [ax for name, ax in zip(names, panels, strict=True) if ds[name].dims == ("time",)]
    for ax in lines[1:]:
        ax.sharex(lines[0])
    for ax in lines[:-1]:
        ax.tick_params(labelbottom=False)
    if lines:
        lines[-1].set_xlabel("time, UTC", fontsize="small")


def _text(text: str) -> str:
    """Text from a file; what the font has no letter for is seen as its escape."""
    shown = clean(text, _LONGEST)
    known = _letters()
    return "".join(c if ord(c) in known else c.encode("unicode_escape").decode("ascii") for c in shown)


@cache
def _letters() -> frozenset[int]:
    """Characters of the font that matplotlib writes with."""
    from matplotlib import font_manager

    return frozenset(
        font_manager.get_font(font_manager.findfont(font_manager.FontProperties())).get_charmap()
    )
