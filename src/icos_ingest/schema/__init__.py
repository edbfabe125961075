"""Specifications: what the Carbon Portal says that a file must hold, and what we know beside it.

Reading one specification reads only the few documents that it needs, and nothing but the standard library.
"""

from icos_ingest.schema.catalogue import (
    facts_date,
    flag_scheme,
    format_spec,
    formats,
    spec,
    specs,
    standard_name,
    station,
    stations,
    value_type,
)
from icos_ingest.schema.model import (
    ColumnSpec,
    DatasetSpec,
    FlagScheme,
    FormatSpec,
    Range,
    Spec,
    SpecSummary,
    Station,
    TimeConvention,
    ValueType,
    VariableSpec,
)
from icos_ingest.schema.near import meant_title, nearest_title
from icos_ingest.schema.own import load_spec_file
from icos_ingest.schema.ranges import range_for
from icos_ingest.schema.thresholds import Threshold, thresholds
from icos_ingest.schema.titles import java_regex

__all__ = [
    "ColumnSpec",
    "DatasetSpec",
    "FlagScheme",
    "FormatSpec",
    "Range",
    "Spec",
    "SpecSummary",
    "Station",
    "Threshold",
    "TimeConvention",
    "ValueType",
    "VariableSpec",
    "facts_date",
    "flag_scheme",
    "format_spec",
    "formats",
    "java_regex",
    "load_spec_file",
    "meant_title",
    "nearest_title",
    "range_for",
    "spec",
    "specs",
    "standard_name",
    "station",
    "stations",
    "thresholds",
    "value_type",
]
