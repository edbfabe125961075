"""The values that are good by their quality flags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from icos_ingest.content import BoolArray
from icos_ingest.errors import OptionError

if TYPE_CHECKING:
    import xarray as xr

Good = str | Sequence[str | int] | Callable[[Any], Any]
"""The flags of good values, or a function from an array of flags to booleans."""


def flag_of(dataset: xr.Dataset, name: str) -> str | None:
    """The variable that flags another one, by its `ancillary_variables`; None where there is none.

    A name may hold blanks, as the titles of ocean products do; else the first of several names that flags.
    """
    stated = dataset.variables[name].attrs.get("ancillary_variables")
    if not isinstance(stated, str):
        return None
    if stated in dataset:
        return stated
    words = [word for word in stated.split() if word in dataset]
    schemed = (word for word in words if "flag_values" in dataset.variables[word].attrs)
    return next(schemed, words[0] if words else None)


def good_flags(dataset: xr.Dataset, name: str, flag: str) -> tuple[str, ...] | None:
    """The flags of good data: as the flag or its scheme says, else those that the portal takes for good.

    The portal takes more for good than a scheme does: in ocean products 1 (not calibrated), 9 (not measured).
    """
    from icos_ingest.schema import flag_scheme

    if _is_fraction(dataset[flag]):
        return None
    scheme = flag_scheme(str(dataset[flag].attrs.get("flag_scheme", "")))
    said = dataset[flag].attrs.get("good_flag_values", scheme.good if scheme else None)
    stated = dataset[name].attrs.get("good_flag_values") if said is None else said
    return None if stated is None else tuple(str(one) for one in np.atleast_1d(stated))


def good_values(
    dataset: xr.Dataset, variables: Iterable[str] | None = None, flags: Mapping[str, Good] | None = None
) -> xr.Dataset:
    """Flagged values kept where their flag says good, missing elsewhere; see `ds.icos.good`."""
    given = dict(flags or {})
    wanted = _wanted(dataset, variables)
    for name in given:
        if name not in dataset:
            raise OptionError(f"there is no variable {name!r}", expected=", ".join(map(str, dataset)))
    found, notes = {}, []
    for name, flag in wanted.items():
        good = given.get(flag, good_flags(dataset, name, flag))
        if good is None:
            if _is_fraction(dataset[flag]):
                raise OptionError(
                    f"{flag!r} is the fraction of good data in each value of {name!r}",
                    hint=f"say how much is enough: good(flags={{{flag!r}: lambda part: part >= 0.5}})",
                )
            raise OptionError(
                f"what the flags of {flag!r} mean is not known, so neither is which {name!r} are good",
                hint=f"say it: good(flags={{{flag!r}: ['0', '1']}})",
            )
        keep = _is_good(dataset[flag], good)
        had = dataset[name].notnull() & (dataset[name] != "" if dataset[name].dtype.kind in "OU" else True)
        out = int((had & ~keep).sum())
        found[name] = _kept(dataset[name], keep)
        words = "by a function" if callable(good) else ", ".join(map(str, np.atleast_1d(good)))
        notes.append(f"{name}: {out} of {int(had.sum())} values left out, good in {flag!r} is {words}")
    kept = dataset.assign(found)
    before = [dataset.attrs["notes"]] if "notes" in dataset.attrs else []
    kept.attrs["notes"] = "\n".join([*before, *(notes or ["no variable has flags, so all values are kept"])])
    return kept


def _wanted(dataset: xr.Dataset, variables: Iterable[str] | None) -> dict[str, str]:
    """Flagged variables with their flags.

    Raises:
        OptionError: one that was asked for is not there, or has no flag.
    """
    if variables is None:
        pairs = {str(name): flag_of(dataset, str(name)) for name in dataset.data_vars}
        return {name: flag for name, flag in pairs.items() if flag is not None}
    found = {}
    for name in [variables] if isinstance(variables, str) else variables:
        if name not in dataset:
            raise OptionError(f"there is no variable {name!r}", expected=", ".join(map(str, dataset)))
        flag = flag_of(dataset, name)
        if flag is None:
            raise OptionError(
                f"{name!r} has no flags", hint="`ancillary_variables` names the flag of a variable"
            )
        found[name] = flag
    return found


def _is_fraction(flags: xr.DataArray) -> bool:
    """Whether a flag is a number from 0 to 1, as FLUXNET's of days to years; nobody says what is enough."""
    return flags.dtype.kind == "f" and "valid_range" in flags.attrs and "flag_values" not in flags.attrs


def _is_good(flags: xr.DataArray, good: Good) -> Any:
    if callable(good):
        return good(flags)
    allowed = [str(one) for one in ([good] if isinstance(good, str) else good)]
    return flags.copy(data=_among(flags.to_numpy(), allowed))


def _among(flags: Any, allowed: Sequence[str]) -> BoolArray:
    """Where a flag is one of some texts; a number is one where its text would be."""
    if flags.dtype.kind in "iuf":
        numbers = [float(one) for one in allowed if one.lstrip("-").isdigit()]
        found: BoolArray = np.isin(flags, numbers)
        return found
    if flags.dtype.kind == "S":
        flags = np.char.decode(flags, "latin-1")
    return np.isin(flags.astype(str), allowed)


def _kept(values: xr.DataArray, keep: Any) -> xr.DataArray:
    """Values where they are good; elsewhere NaN, NaT, or the empty text."""
    kept = values.where(keep, "") if values.dtype.kind in "OU" else values.where(keep)
    kept.attrs = dict(values.attrs)
    return kept
