"""A user's own specification: one JSON file, checked before it is believed."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from icos_ingest.errors import SchemaFileError
from icos_ingest.schema import store
from icos_ingest.schema.document import build_spec
from icos_ingest.schema.model import Spec
from icos_ingest.schema.titles import java_regex

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

MAX_BYTES = 5_000_000
_MAX_LISTED = 100
_JSON_WORDS = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
_TYPE_WORDS = {"object": "an object", "array": "a list", "string": "a text", "number": "a number"}


def load_spec_file(path: str | os.PathLike[str]) -> Spec:
    """Read a specification of the user's own.

    Raises:
        SchemaFileError: the file cannot be read, is larger than 5 MB, is not JSON, or breaks
            `schemas/schema.json`; every place that does is named.
    """
    source = os.fspath(path)
    content = _bytes(source)
    try:
        document = _parsed(content, source)
        violations = list(islice(_violations(document), _MAX_LISTED + 1))
    except RecursionError as error:
        raise SchemaFileError("the specification is nested too deeply", source=source) from error
    if violations:
        listed = violations[:_MAX_LISTED] + ["and more"] * (len(violations) > _MAX_LISTED)
        raise SchemaFileError(
            "the specification is not valid:\n  " + "\n  ".join(listed) + "\n",
            hint="schemas/README.md explains every word",
            source=source,
        )
    return build_spec(document)


def _bytes(source: str) -> bytes:
    try:
        with Path(source).open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise SchemaFileError(f"the specification cannot be read: {error.strerror}", source=source) from error
    if len(content) > MAX_BYTES:
        raise SchemaFileError("the specification is too large", expected="at most 5 MB", source=source)
    return content


def _parsed(content: bytes, source: str) -> Any:
    try:
        return json.loads(
            content.decode("utf-8"), object_pairs_hook=_unique_keys, parse_constant=_no_constant
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        what = f"the specification is not JSON: {error.msg} in {where}"
    except ValueError as error:  # not UTF-8, a key twice, NaN, a number of thousands of digits
        what = f"the specification is not JSON: {error}"
    raise SchemaFileError(what, expected="a JSON document in UTF-8", source=source)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    document = dict(pairs)
    if len(document) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key {_shown(twice)} stands twice in one object")
    return document


def _no_constant(word: str) -> None:
    raise ValueError(f"{word} is no JSON number")


def _violations(document: Any) -> Iterator[str]:
    """Yield every broken rule: the place, what was found, what is allowed."""
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(store.read("schema"))
    errors = sorted(validator.iter_errors(document), key=_order)
    for error in errors:
        for words in _explained(error):
            yield f"{_place(error.absolute_path)}: {words}"
    if not errors:
        yield from _meaning_violations(document)


def _explained(error: ValidationError) -> Iterator[str]:
    """Yield what was found and what is allowed, one line for each fault."""
    rule, found = error.validator, error.instance
    allowed: Any = error.validator_value
    if rule == "additionalProperties":
        yield from _unknown_keys(found, error.schema)
    elif rule == "required":
        yield error.message.replace(" is a required property", " is missing")
    elif rule == "oneOf":
        yield "either columns or variables must be given, and not both"
    elif rule == "enum":
        yield f"found {_shown(found)}, allowed are {', '.join(_shown(word) for word in allowed)}"
    elif rule == "type":
        words = [allowed] if isinstance(allowed, str) else allowed
        yield f"found {_kind(found)}, allowed is {' or '.join(_TYPE_WORDS.get(word, word) for word in words)}"
    else:
        words = error.schema.get("description") if isinstance(error.schema, dict) else None
        yield f"found {_shown(found)}, allowed is: {words or f'{rule} {_shown(allowed)}'}"


def _unknown_keys(found: Any, schema: Any) -> Iterator[str]:
    known = schema["properties"]
    for key in found:
        if key not in known:
            hint = store.nearest(key, known) or f"allowed are {', '.join(known)}"
            yield f"unknown key {_shown(key)}, {hint}"


def _meaning_violations(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is well formed, but does not hold together."""
    dataset = document.get("dataset", {})
    if isinstance(dataset, str):
        known = store.names("datasets")
        if dataset not in known:
            hint = store.nearest(dataset, known) or "give it inline"
            yield f"dataset: there is no dataset {_shown(dataset)}, {hint}"
        return
    for part in ("columns", "variables"):
        titles = [column["title"] for column in dataset.get(part, ())]
        seen: set[str] = set()
        for i, column in enumerate(dataset.get(part, ())):
            place = f"dataset.{part}[{i}]"
            if column["title"] in seen:
                yield f"{place}.title: {_shown(column['title'])} is the title of an earlier one"
            seen.add(column["title"])
            yield from _column_violations(column, place, titles)


def _column_violations(column: Mapping[str, Any], place: str, titles: list[str]) -> Iterator[str]:
    if column.get("isRegex"):
        try:
            java_regex(column["title"])
        except ValueError as error:
            yield f"{place}.title: {_shown(column['title'])} {error}"
    flag = column.get("flagColumnTitle")
    if flag is not None and flag not in titles:
        yield f"{place}.flagColumnTitle: no column has the title {_shown(flag)}"
    if (limits := column.get("range")) is not None:
        low, high = _number(limits["min"]), _number(limits["max"])
        if not (math.isfinite(low) and math.isfinite(high) and low < high):
            yield f"{place}.range: min must be smaller than max, both finite; found {low:g} and {high:g}"
    scheme = column.get("flagScheme")
    schemes = store.read("flag_schemes")
    if isinstance(scheme, str) and scheme not in schemes:
        yield f"{place}.flagScheme: found {_shown(scheme)}, allowed are {', '.join(schemes)} or a scheme"
    if isinstance(scheme, Mapping):
        for value in scheme["good"]:
            if value not in scheme["meanings"]:
                yield f"{place}.flagScheme.good: {_shown(value)} is not among the meanings"


def _number(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _order(error: ValidationError) -> list[tuple[int, str]]:
    return [(part, "") if isinstance(part, int) else (-1, part) for part in error.absolute_path]


def _place(path: Iterable[str | int]) -> str:
    words = ""
    for part in path:
        words += f"[{part}]" if isinstance(part, int) else f".{part}"
    return words.lstrip(".") or "the document"


def _kind(value: Any) -> str:
    return _JSON_WORDS.get(type(value), f"the number {value!r:.40}")


def _shown(value: Any) -> str:
    """Return the value as JSON, which escapes control characters, shortened."""
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:77] + "..."
