"""Specifications: what the Carbon Portal says that a file must hold, and what we know beside it.

Reading one specification reads only the few documents that it needs, and nothing but the standard library.
"""

from icos_ingest.schema.behaviour import behaves, mistaken_units, usual_range
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
from icos_ingest.schema.cf import StandardNames, cf_terms, standard_names
from icos_ingest.schema.foreign import Foreign, fix_of, foreign_bytes, foreign_text
from icos_ingest.schema.fp_in import fp_in
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
    TitleRule,
    ValueType,
    VariableSpec,
)
from icos_ingest.schema.near import meant_title, nearest_title
from icos_ingest.schema.own import load_spec_file
from icos_ingest.schema.ranges import base_name, range_for
from icos_ingest.schema.raw_name import (
    HALF_HOURS,
    RawName,
    half_hour,
    package_name,
    raw_name,
    site_in,
    wrong_parts,
)
from icos_ingest.schema.suffixes import suffixes
from icos_ingest.schema.thresholds import Threshold, thresholds
from icos_ingest.schema.titles import java_regex
from icos_ingest.schema.told import Told, told_by_titles

__all__ = [
    "HALF_HOURS",
    "ColumnSpec",
    "DatasetSpec",
    "FlagScheme",
    "Foreign",
    "FormatSpec",
    "Range",
    "RawName",
    "Spec",
    "SpecSummary",
    "StandardNames",
    "Station",
    "Threshold",
    "TimeConvention",
    "TitleRule",
    "Told",
    "ValueType",
    "VariableSpec",
    "base_name",
    "behaves",
    "cf_terms",
    "facts_date",
    "fix_of",
    "flag_scheme",
    "foreign_bytes",
    "foreign_text",
    "format_spec",
    "formats",
    "fp_in",
    "half_hour",
    "java_regex",
    "load_spec_file",
    "meant_title",
    "mistaken_units",
    "nearest_title",
    "package_name",
    "range_for",
    "raw_name",
    "site_in",
    "spec",
    "specs",
    "standard_name",
    "standard_names",
    "station",
    "stations",
    "suffixes",
    "thresholds",
    "told_by_titles",
    "usual_range",
    "value_type",
    "wrong_parts",
]
