"""The findings of a report as booleans in the shape of a dataset."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from icos_ingest.errors import OptionError
from icos_ingest.model.finding import Finding, Place

if TYPE_CHECKING:
    import numpy.typing as npt
    import xarray as xr

    from icos_ingest.model.report import Report

_TIME = "T"
"""The family of rules about the stamps of rows: which of a row's columns hold its stamp does not matter."""
_BETWEEN = frozenset({"time-gap"})
"""Rules whose findings lie between two rows; the row at which they are told is not at fault."""
_WHOLE = "call validate with keep=None, or mask with partial=True"
Masks = dict[Hashable, "npt.NDArray[Any]"]


def mask_of(
    report: Report, dataset: xr.Dataset, select: Sequence[str], group: str | None, *, partial: bool
) -> xr.Dataset:
    """True where a finding points; see `Report.mask`."""
    import numpy as np

    _check_same(report, dataset)
    rows = _row_dimension(dataset)
    # Not an array at a time: a mask of a lazy grid costs one byte a value.
    masks: Masks = {key: np.zeros(var.shape, dtype=bool) for key, var in dataset.data_vars.items()}
    told: dict[Hashable, set[str]] = {key: set() for key in masks}
    for finding, places in _placed(report, dataset, select, group, partial=partial):
        for place in places:
            field = None if finding.code.startswith(_TIME) else place.field
            for key in _mark(masks, dataset, replace(place, field=field), rows):
                told[key].add(finding.code)
    found = dataset.copy(data={key: dataset[key].variable.copy(data=masks[key]) for key in masks})
    for key in masks:
        found[key].attrs = {"codes": " ".join(sorted(told[key]))}
        found[key].encoding = {}
    found.attrs = {
        key: value for key, value in dataset.attrs.items() if key in ("source_file", "source_sha256")
    }
    return found


def _check_same(report: Report, dataset: xr.Dataset) -> None:
    """Raise where the dataset is known to be another one than the report is about."""
    judged, opened = report.source.sha256, dataset.attrs.get("source_sha256")
    if judged and opened and judged != opened:
        raise OptionError(
            f"the dataset is of {dataset.attrs.get('source_file')!r}, the report of other bytes",
            hint="validate the file that the dataset was opened from",
            source=report.source.path,
        )
    rows, dim = report.rows, _row_dimension(dataset)
    if len(rows) == 1 and dim is not None and dataset.sizes[dim] not in rows.values():
        raise OptionError(
            f"the dataset has {dataset.sizes[dim]:,} rows, the report is about {next(iter(rows.values())):,}",
            hint="make the mask for the whole dataset, and select from both",
            source=report.source.path,
        )


def _row_dimension(dataset: xr.Dataset) -> Hashable | None:
    """The dimension of a table's rows; None where the data are no table."""
    stamped = (d for d in dataset.dims if d in dataset.variables and dataset[d].dtype.kind == "M")
    return next(stamped, "row" if "row" in dataset.dims else None)


def _placed(
    report: Report, dataset: xr.Dataset, select: Sequence[str], group: str | None, *, partial: bool
) -> Iterator[tuple[Finding, list[Place]]]:
    """Findings with those of their places that lie in this dataset."""
    member = dataset.attrs.get("source_file")
    groups = set()
    for finding in report.findings:
        if finding.name in _BETWEEN:
            continue
        inside = [place for place in finding.places if place.index is not None and _is_of(place, member)]
        places = [place for place in inside if group is None or place.group == group]
        if (select and not finding.code.startswith(tuple(select))) or not places:
            continue
        groups |= {place.group for place in places}
        if len(groups) > 1:
            raise OptionError(
                "the findings lie in several tables or groups",
                expected=f"group= one of {', '.join(sorted(str(one) for one in groups))}",
                source=report.source.path,
            )
        if finding.count > len(finding.places) and not partial:
            raise OptionError(
                f"the report holds {len(finding.places):,} of the {finding.count:,} places of {finding.code}"
                f" {finding.name}, so the mask would not be whole",
                hint=_WHOLE,
                source=report.source.path,
            )
        yield finding, places


def _is_of(place: Place, member: object) -> bool:
    return place.member is None or PurePath(place.member.rsplit("!", 1)[-1]).name == member


def _mark(masks: Masks, dataset: xr.Dataset, place: Place, rows: Hashable | None) -> Iterator[Hashable]:
    """Set a place, and give the variables that it is in: one, or all of a row whose stamp is wrong."""
    assert place.index is not None, "only such places are taken"
    key = _variable(dataset, place.field)
    if key in masks and dataset[key].ndim == len(place.index):
        _set(masks[key], place.index, dataset)
        yield key
    elif rows is not None and len(place.index) == 1 and (key == rows or place.field is None):
        for key, mask in masks.items():
            if rows in dataset[key].dims:
                at = tuple(place.index[0] if dim == rows else slice(None) for dim in dataset[key].dims)
                _set(mask, at, dataset)
                yield key


def _set(mask: npt.NDArray[Any], at: tuple[Any, ...], dataset: xr.Dataset) -> None:
    try:
        mask[at] = True
    except IndexError:
        raise OptionError(
            "the report points beyond the end of the dataset",
            hint="validate the file or the dataset that the mask is for",
            source=str(dataset.attrs.get("source_file") or "<Dataset>"),
        ) from None


def _variable(dataset: xr.Dataset, field: str | None) -> Hashable | None:
    """The variable of a column: of its name, or `time_column` where the model needs the name itself."""
    if field is None or field in dataset.data_vars or (field in dataset.coords and field not in dataset.dims):
        return field
    renamed = (key for key, var in dataset.variables.items() if var.attrs.get("original_name") == field)
    return next(renamed, field if field in dataset.variables else None)
