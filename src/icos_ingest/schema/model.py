"""What a specification is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, field

from icos_ingest.schema.titles import java_regex

if TYPE_CHECKING:
    from pandera.api.dataframe.container import DataFrameSchema

Stamp = Literal["start", "middle", "end"]


class Range(Struct, frozen=True):
    """Plausible values, both ends included.

    Attributes:
        min: the smallest plausible value, in `unit`.
        max: the largest.
        unit: in the portal's spelling, `1` where the values have none.
        source: who published the limits, and by how much they were widened.
    """

    min: float
    max: float
    unit: str
    source: str


class FlagScheme(Struct, frozen=True):
    """What the values of a quality flag mean.

    Attributes:
        name: the scheme's name in `flag_schemes.json`, or the user's own.
        meanings: each value as it is written in a file, and what it says.
        good: the values of data that may be used.
        source: where the scheme is described.
        absent: the values that may stand where there is no value; empty where the scheme does not say.
        fraction: whether any number from 0 to 1 may stand there, of which the meanings explain the two ends.
    """

    name: str
    meanings: Mapping[str, str]
    good: tuple[str, ...]
    source: str
    absent: tuple[str, ...] = ()
    fraction: bool = False

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def fills(self) -> bool:
        """Whether its other flags tell how a value was filled, not what is wrong with it."""
        return any("filled" in meaning for meaning in self.meanings.values())


class TimeConvention(Struct, frozen=True):
    """What a time stamp of a format says.

    Attributes:
        stamp: which part of the averaging interval it marks; None where the format does not say.
        zone: `UTC`, `UTC+01:00`, or `station` for the station's local standard time.
        interval_minutes: length of the averaging interval, where the format fixes it.
        source: where this is stated.
    """

    stamp: Stamp | None
    zone: str
    interval_minutes: int | None
    source: str


class TitleRule(Struct, frozen=True):
    """What the titles of a format say of their columns where no specification does.

    Attributes:
        titles: a regular expression that is searched in the title.
        flags: for a column of flags, the title of the column that it flags, as a template of the match.
        scheme: for a column of flags, what they mean.
        unit: of the values.
        variants: those of the format for which this holds, as its reader names them; none means all.
    """

    titles: re.Pattern[str]
    flags: str | None = None
    scheme: FlagScheme | None = None
    unit: str | None = None
    variants: tuple[str, ...] = ()


class FormatSpec(Struct, frozen=True):
    """An object format of the portal, or one of other networks that we describe.

    Attributes:
        name: the portal's identifier, or our own word.
        missing: by value format, the texts that the portal takes as missing, letter for letter. A blank cell
            is missing in every format and is not listed.
        time: None where the format says nothing of time.
        columns: what its titles say where no specification does; of two units or schemes the first counts.
        tower_names: whether its variables are named, and measured in the units, of FLUXNET and AmeriFlux.
    """

    name: str
    uri: str | None
    label: str | None
    comment: str | None
    good_flag_values: tuple[str, ...]
    missing: Mapping[str, frozenset[str]]
    time: TimeConvention | None
    source: str | None
    columns: tuple[TitleRule, ...] = ()
    tower_names: bool = False

    def __hash__(self) -> int:
        return hash(self.name)


class ColumnSpec(Struct, frozen=True):
    """A column of a dataset, in the portal's words.

    Attributes:
        title: the column's title, or a Java regular expression that is searched in titles.
        flag_column_title: the title of the column that flags this one.
        good_flag_values: values of that flag which the portal counts as good.
        range: plausible values.
        flag_scheme: set on a column that itself holds flags.
    """

    title: str
    value_format: str
    value_type: str | None = None
    unit: str | None = None
    is_optional: bool = False
    is_regex: bool = False
    flag_column_title: str | None = None
    good_flag_values: tuple[str, ...] = ()
    range: Range | None = None
    flag_scheme: FlagScheme | None = None
    label: str | None = None
    comment: str | None = None


class VariableSpec(Struct, frozen=True):
    """A variable of a gridded netCDF dataset."""

    title: str
    value_type: str | None = None
    unit: str | None = None
    is_optional: bool = False
    range: Range | None = None
    label: str | None = None
    comment: str | None = None


class DatasetSpec(Struct, frozen=True):
    """What an object holds: columns of a table, or variables of a grid, never both."""

    id: str
    uri: str | None = None
    label: str | None = None
    comment: str | None = None
    resolution: str | None = None
    columns: tuple[ColumnSpec, ...] = ()
    variables: tuple[VariableSpec, ...] = ()


class SpecSummary(Struct, frozen=True):
    """One line of the index."""

    id: str
    label: str
    format: str
    encoding: str
    dataset: str | None


class Spec(Struct, frozen=True, dict=True):
    """A data object specification, everything in it resolved.

    Attributes:
        format: the portal's name of the format, or ours for formats that it lacks.
        dataset: None for objects that the portal stores without looking at their content in detail.
        missing_texts: by value format, the texts taken as missing.
        time: what the time stamps say.
    """

    id: str
    format: str
    uri: str | None = None
    label: str | None = None
    comment: str | None = None
    encoding: str = "plainFileEncoding"
    data_level: int | None = None
    dataset: DatasetSpec | None = None
    dataset_type: str | None = None
    theme: str | None = None
    project: str | None = None
    keywords: str | None = None
    missing_texts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    time: TimeConvention | None = None

    def __hash__(self) -> int:
        return hash((self.id, self.format))

    @property
    def columns(self) -> tuple[ColumnSpec, ...]:
        """The dataset's columns, in the portal's order."""
        return self.dataset.columns if self.dataset else ()

    @property
    def variables(self) -> tuple[VariableSpec, ...]:
        """The dataset's variables, in the portal's order."""
        return self.dataset.variables if self.dataset else ()

    @cached_property
    def has_optional_or_regex(self) -> bool:
        """Whether two files of this specification may differ in their columns."""
        return any(column.is_optional or column.is_regex for column in self.columns)

    @cached_property
    def _plain(self) -> dict[str, ColumnSpec]:
        return {column.title: column for column in reversed(self.columns) if not column.is_regex}

    @cached_property
    def _regexes(self) -> tuple[tuple[re.Pattern[str], ColumnSpec], ...]:
        return tuple((java_regex(column.title), column) for column in self.columns if column.is_regex)

    def match(self, title: str) -> ColumnSpec | None:
        """Return the column that the portal would take for this title, or None.

        Plain titles come first and must be equal; then each regular expression is searched, as Java's `find`.
        """
        if title in self._plain:
            return self._plain[title]
        return next((column for regex, column in self._regexes if regex.search(title)), None)

    def missing(self, titles: Iterable[str]) -> list[ColumnSpec]:
        """Return the required columns that none of the titles matches, in the dataset's order.

        A title may satisfy several regular expressions, though it takes its values by the first only.
        """
        given = list(titles)
        there = set(given)
        found = {id(column) for regex, column in self._regexes if any(regex.search(title) for title in given)}
        found |= {id(column) for column in self.columns if not column.is_regex and column.title in there}
        return [column for column in self.columns if not column.is_optional and id(column) not in found]

    def to_document(self) -> dict[str, Any]:
        """Return one self-contained document, which `load_spec_file` reads back as an equal specification."""
        from icos_ingest.schema.document import dump_spec

        return dump_spec(self)

    def to_pandera(self, framework: Literal["pandas", "polars"] = "pandas") -> DataFrameSchema[Any]:
        """Return a pandera schema for typed frames; see `icos_ingest.schema.frames.validate_frame`."""
        from icos_ingest.schema.frames import build_schema

        return build_schema(self, framework)


class ValueType(Struct, frozen=True):
    """What a column measures, in the portal's words."""

    id: str
    uri: str | None
    label: str | None
    comment: str | None
    unit: str | None
    quantity_kind: str | None
    exact_match: str | None


class Station(Struct, frozen=True):
    """A station as the portal knows it.

    Attributes:
        kind: `AS` atmosphere, `ES` ecosystem, `OS` ocean, or a kind of another network.
        latitude: degrees north.
        longitude: degrees east.
        elevation_m: metres above sea level.
        utc_offset_h: hours of local standard time ahead of UTC.
    """

    uri: str
    id: str
    kind: str
    name: str
    country: str | None
    station_class: str | None
    latitude: float | None
    longitude: float | None
    elevation_m: float | None
    utc_offset_h: float | None
