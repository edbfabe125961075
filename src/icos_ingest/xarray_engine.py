"""`xarray.open_dataset(path, engine="icos")`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from xarray.backends import BackendEntrypoint

if TYPE_CHECKING:
    import xarray as xr


class IcosBackend(BackendEntrypoint):
    """Opens whatever icos-ingest opens; never guessed, only used where it is named."""

    description: ClassVar[str] = (
        "ICOS and other greenhouse-gas files: text tables, netCDF, HDF5, TIFF, images"
    )
    supports_groups: ClassVar[bool] = True
    open_dataset_parameters: ClassVar[tuple[str, ...]] = (
        "filename_or_obj",
        "drop_variables",
        "spec",
        "station",
        "reader",
        "table",
        "encoding",
        "separator",
        "decimal",
        "day_first",
        "time_zone",
        "trust",
    )

    def open_dataset(
        self,
        filename_or_obj: Any,
        *,
        drop_variables: str | Iterable[str] | None = None,
        spec: str | None = None,
        station: str | None = None,
        reader: str | None = None,
        table: str | None = None,
        encoding: str | None = None,
        separator: str | None = None,
        decimal: str | None = None,
        day_first: bool | None = None,
        time_zone: str | None = None,
        trust: bool = False,
    ) -> xr.Dataset:
        """Open one dataset; the keywords mean what they mean for `icos_ingest.open_dataset`."""
        import icos_ingest.accessor  # noqa: F401  # so that what is opened has `ds.icos`
        from icos_ingest.pipeline import open_dataset

        dataset = open_dataset(
            filename_or_obj,
            spec=spec,
            station=station,
            reader=reader,
            table=table,
            encoding=encoding,
            separator=separator,
            decimal=decimal,
            day_first=day_first,
            time_zone=time_zone,
            trust=trust,
        )
        dropped = [drop_variables] if isinstance(drop_variables, str) else list(drop_variables or ())
        if not dropped:
            return dataset
        found = dataset.drop_vars(dropped, errors="ignore")
        found.set_close(dataset.close)
        return found

    def open_datatree(self, filename_or_obj: Any, **keywords: Any) -> xr.DataTree:
        """Open all groups, sheets or members; the keywords are those of `open_dataset`."""
        from icos_ingest.pipeline import open_datatree

        keywords.pop("drop_variables", None)
        return open_datatree(filename_or_obj, **keywords)
