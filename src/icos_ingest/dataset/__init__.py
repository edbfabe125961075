"""A content becomes one xarray Dataset, or a tree of them, in the documented model (docs/model.md)."""

from icos_ingest.dataset.build import Origin, to_dataset, to_datatree
from icos_ingest.dataset.conversion import in_units
from icos_ingest.dataset.good import flag_of, good_flags, good_values
from icos_ingest.dataset.naming import as_node, renamed
from icos_ingest.dataset.series import Joined, join_series
from icos_ingest.dataset.station import station_of
from icos_ingest.dataset.undecodable import undecodable_times
from icos_ingest.dataset.violations import violations

__all__ = [
    "Joined",
    "Origin",
    "as_node",
    "flag_of",
    "good_flags",
    "good_values",
    "in_units",
    "join_series",
    "renamed",
    "station_of",
    "to_dataset",
    "to_datatree",
    "undecodable_times",
    "violations",
]
