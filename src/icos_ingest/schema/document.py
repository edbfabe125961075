"""From a JSON document to a specification and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec.structs import asdict

from icos_ingest.errors import SchemaFileError
from icos_ingest.schema import store
from icos_ingest.schema.model import (
    ColumnSpec,
    DatasetSpec,
    FlagScheme,
    FormatSpec,
    Range,
    Spec,
    TimeConvention,
    TitleRule,
    VariableSpec,
)
from icos_ingest.schema.ranges import range_of_value_type

Document = Mapping[str, Any]
INLINE = "given in the specification"

_SPEC = {
    "id": "id",
    "uri": "uri",
    "label": "label",
    "comment": "comment",
    "format": "format",
    "encoding": "encoding",
    "data_level": "dataLevel",
    "dataset_type": "datasetType",
    "theme": "theme",
    "project": "project",
    "keywords": "keywords",
}
_DATASET = {"id": "id", "uri": "uri", "label": "label", "comment": "comment", "resolution": "resolution"}
_VARIABLE = {
    "title": "title",
    "label": "label",
    "comment": "comment",
    "value_type": "valueType",
    "unit": "unit",
    "is_optional": "isOptional",
}
_COLUMN = {
    **_VARIABLE,
    "value_format": "valueFormat",
    "is_regex": "isRegex",
    "flag_column_title": "flagColumnTitle",
}


def build_spec(document: Document) -> Spec:
    """Build a specification from a valid document; what it leaves open comes from schemas/."""
    known = store.names("formats")
    fmt = build_format(store.read(f"formats/{document['format']}")) if document["format"] in known else None
    missing = _missing(document["missing"]) if "missing" in document else fmt.missing if fmt else {}
    time = _time(document["time"]) if "time" in document else fmt.time if fmt else None
    dataset = document.get("dataset")
    if isinstance(dataset, str):
        dataset = dataset_document(dataset)
    return Spec(
        **_picked(document, _SPEC),
        dataset=None if dataset is None else _dataset(dataset, document, fmt),
        missing_texts=missing,
        time=time,
    )


def build_scheme(name: str) -> FlagScheme | None:
    """Return a scheme of `flag_schemes.json`, or None."""
    document = store.read("flag_schemes").get(name)
    return None if document is None else _scheme(name, document)


def dataset_document(name: str) -> Document:
    """Return the document of one of the portal's datasets.

    Raises:
        SchemaFileError: there is none of that name.
    """
    known = store.names("datasets")
    if name not in known:
        raise SchemaFileError(f"there is no dataset {name!r}", hint=store.nearest(name, known))
    document: Document = store.read(f"datasets/{name}")
    return document


def build_format(document: Document) -> FormatSpec:
    """Build a format from its document."""
    return FormatSpec(
        name=document["id"],
        uri=document.get("uri"),
        label=document.get("label"),
        comment=document.get("comment"),
        good_flag_values=tuple(document.get("goodFlagValues", ())),
        missing=_missing(document.get("missing", {})),
        time=_time(document["time"]) if "time" in document else None,
        source=document.get("source"),
        columns=tuple(map(_title_rule, document.get("columns", ()))),
        tower_names=document.get("towerNames", False),
    )


def _title_rule(document: Document) -> TitleRule:
    scheme = document.get("scheme")
    return TitleRule(
        titles=re.compile(document["titles"], re.ASCII),
        flags=document.get("flags"),
        scheme=None if scheme is None else _scheme(scheme, store.read("flag_schemes")[scheme]),
        unit=document.get("unit"),
        variants=tuple(document.get("variants", ())),
    )


def _dataset(document: Document, spec: Document, fmt: FormatSpec | None) -> DatasetSpec:
    own_id = {"id": spec["id"], **document}
    return DatasetSpec(
        **_picked(own_id, _DATASET),
        columns=tuple(_column(column, spec["format"], fmt) for column in document.get("columns", ())),
        variables=tuple(
            VariableSpec(**_picked(variable, _VARIABLE), range=_inline_range(variable))
            for variable in document.get("variables", ())
        ),
    )


def _column(document: Document, format_name: str, fmt: FormatSpec | None) -> ColumnSpec:
    good = document.get("goodFlagValues")
    if good is None:
        good = fmt.good_flag_values if fmt and "flagColumnTitle" in document else ()
    unit, value_type, title = document.get("unit"), document.get("valueType"), document["title"]
    return ColumnSpec(
        **_picked(document, _COLUMN),
        good_flag_values=tuple(good),
        range=_inline_range(document) or range_of_value_type(value_type, unit, title),
        flag_scheme=_flag_scheme(document, format_name),
    )


def _inline_range(document: Document) -> Range | None:
    """The range that the document itself gives; the limits for towers say nothing about a grid's cells."""
    if "range" not in document:
        return None
    given = document["range"]
    unit = given.get("unit", document.get("unit", "1"))
    return Range(float(given["min"]), float(given["max"]), unit, given.get("source", INLINE))


def _flag_scheme(document: Document, format_name: str) -> FlagScheme | None:
    given = document.get("flagScheme")
    if isinstance(given, Mapping):
        return _scheme(given["name"], given)
    schemes = store.read("flag_schemes")
    if given is not None:
        return _scheme(given, schemes[given])
    for name, scheme in schemes.items():
        if any(_applies(rule, document, format_name) for rule in scheme.get("appliesTo", ())):
            return _scheme(name, scheme)
    return None


def _applies(rule: Document, column: Document, format_name: str) -> bool:
    return (
        rule["format"] == format_name
        and column.get("valueType") in rule["valueTypes"]
        and re.search(rule.get("titles", ""), column["title"]) is not None
    )


def _scheme(name: str, document: Document) -> FlagScheme:
    return FlagScheme(
        name=name,
        meanings=dict(document["meanings"]),
        good=tuple(document["good"]),
        source=document.get("source", INLINE),
        absent=tuple(document.get("absent", ())),
        fraction=document.get("fraction", False),
    )


def _time(document: Document) -> TimeConvention:
    return TimeConvention(
        stamp=document.get("stamp"),
        zone=document["zone"],
        interval_minutes=document.get("intervalMinutes"),
        source=document.get("source", INLINE),
    )


def _missing(document: Document) -> dict[str, frozenset[str]]:
    return {value_format: frozenset(texts) for value_format, texts in document.items()}


def _picked(document: Document, names: Mapping[str, str]) -> dict[str, Any]:
    return {ours: document[theirs] for ours, theirs in names.items() if theirs in document}


def dump_spec(spec: Spec) -> dict[str, Any]:
    """Return the whole specification as one document, with its dataset and all that was resolved."""
    document = _dumped(spec, _SPEC)
    if spec.dataset is not None:
        dataset = _dumped(spec.dataset, _DATASET)
        if spec.variables:
            dataset["variables"] = [_dumped_variable(variable) for variable in spec.variables]
        else:
            dataset["columns"] = [_dumped_column(column) for column in spec.columns]
        document["dataset"] = dataset
    document["missing"] = {name: sorted(texts) for name, texts in spec.missing_texts.items()}
    if spec.time is not None:
        names = {"stamp": "stamp", "zone": "zone", "interval_minutes": "intervalMinutes", "source": "source"}
        document["time"] = _dumped(spec.time, names)
    return document


def _dumped_variable(variable: VariableSpec) -> dict[str, Any]:
    document = _dumped(variable, _VARIABLE)
    if variable.range is not None:
        document["range"] = asdict(variable.range)
    return document


def _dumped_column(column: ColumnSpec) -> dict[str, Any]:
    document = _dumped(column, _COLUMN)
    if column.good_flag_values or column.flag_column_title:
        document["goodFlagValues"] = list(column.good_flag_values)
    if column.range is not None:
        document["range"] = asdict(column.range)
    if (scheme := column.flag_scheme) is not None:
        document["flagScheme"] = {
            "name": scheme.name,
            "meanings": dict(scheme.meanings),
            "good": list(scheme.good),
            "absent": list(scheme.absent),
            "fraction": scheme.fraction,
            "source": scheme.source,
        }
    return document


def _dumped(item: object, names: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields that say something; absent and False are the same."""
    values = {theirs: getattr(item, ours) for ours, theirs in names.items()}
    return {name: value for name, value in values.items() if value is not None and value is not False}
