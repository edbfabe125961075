"""What a dataset in the documented model can be asked: `ds.icos.good()`, `.station`, `.report()`, `.plot()`.

xarray knows the accessor as soon as icos-ingest has opened a dataset, or after `import icos_ingest.accessor`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import xarray as xr

from icos_ingest.dataset import good_values
from icos_ingest.dataset.good import Good

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from icos_ingest.model import Report
    from icos_ingest.schema import Station


@xr.register_dataset_accessor("icos")  # type: ignore[no-untyped-call]  # xarray gives it no types
class IcosAccessor:
    """Questions to a dataset, as `ds.icos`.

    Args:
        dataset: in the documented model; opened by icos-ingest, or made by hand with the same attributes.
    """

    def __init__(self, dataset: xr.Dataset) -> None:
        self._dataset = dataset

    def good(
        self, variables: str | Iterable[str] | None = None, *, flags: Mapping[str, Good] | None = None
    ) -> xr.Dataset:
        """The dataset with only those values that are good by their flags; the others are missing.

        Which flags are good, the flag's scheme says (`good_flag_values`, else `flag_scheme` of the variable
        of flags: U, O and R for ATC, 2 for SOCAT and for OTC products, 0 and 1 for FLUXNET), else
        `good_flag_values` of the values. A value without a flag, or with one that the scheme does not know,
        is not good. Variables without flags stay as they are, and so do the flags; the attribute `notes` says
        what was left out.

        Args:
            variables: to look at, by default all that have flags; the others stay.
            flags: good flags by name of the variable of flags, where the scheme is not known or you want
                another choice: `{"NEE_VUT_REF_QC": ["0"]}`, or a function of the flags that gives booleans.

        Returns:
            A new dataset of the same dims. Whole numbers become floats where one is missing.

        Raises:
            OptionError: there is no such variable, it has no flags, or nobody knows which of them are good.
        """
        return good_values(self._dataset, variables, flags)

    @property
    def station(self) -> Station | None:
        """The station that the attributes name, with what the Carbon Portal knows of it; None without one."""
        from icos_ingest.schema import station

        attributes = self._dataset.attrs
        names = (attributes.get("station_uri"), attributes.get("station_id"))
        found = (station(name) for name in names if isinstance(name, str) and name)
        return next((one for one in found if one is not None), None)

    def report(self, **keywords: Any) -> Report:
        """Everything that is wrong with the dataset as it is in memory.

        Rules that look at text, headers or files have nothing to look at here. The specification is the one
        that the dataset was opened by, unless `spec` names another.

        Args:
            **keywords: as for `icos_ingest.validate`.

        Raises:
            SchemaFileError: the specification that `spec` names is broken or unknown.
            OptionError: an option is wrong.
        """
        from icos_ingest.pipeline import validate

        station = self.station
        said: dict[str, Any] = {"spec": self._spec(), "name": self._dataset.attrs.get("source_file")}
        if station is not None:
            said["station"] = station.uri
        return validate(self._dataset, **(said | keywords))

    def plot(self, variables: str | Iterable[str] | None = None, **keywords: Any) -> Figure:
        """A figure of the variables over time, with their flags and gaps.

        Args:
            variables: to draw, by default all that hold numbers.
            **keywords: as for `icos_ingest.plot.figure`.

        Raises:
            MissingDependency: matplotlib is not installed.
        """
        from icos_ingest.plot import figure

        chosen = [variables] if isinstance(variables, str) else variables
        return figure(self._dataset, None if chosen is None else list(chosen), **keywords)

    def _spec(self) -> str | None:
        """The id of the portal's specification that it was opened by; None for one of the user's own."""
        from icos_ingest.schema import specs

        stated = self._dataset.attrs.get("object_specification")
        name = stated.rsplit("/", 1)[-1] if isinstance(stated, str) else None
        return name if name in specs() else None
