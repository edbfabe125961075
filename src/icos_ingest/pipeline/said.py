"""Keywords of the user's functions into what the steps take."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, TypedDict

from msgspec.structs import fields, replace

from icos_ingest.errors import OptionError
from icos_ingest.model import Limits, Options, Source
from icos_ingest.schema import Spec, load_spec_file, spec

Given = str | os.PathLike[str] | bytes | BinaryIO | Source
"""What a user may hand over as a file."""


class Said(TypedDict, total=False):
    """The answers that a user may give to questions which a file leaves open, as in `Options`."""

    nrows: int | None
    utc_offset: float | None
    station: str | None
    variables: tuple[str, ...]
    table: str | None
    encoding: str | None
    separator: str | None
    decimal: str | None
    day_first: bool | None
    time_zone: str | None
    reader: str | None
    all_columns: bool
    trust: bool
    limits: Limits


def options_of(options: Options | None, said: Mapping[str, object]) -> Options:
    """Options with what was said put over them.

    Raises:
        OptionError: a keyword is unknown, or the decimal sign is neither `.` nor `,`.
    """
    known = {field.name for field in fields(Options)}
    renamed = {"n_rows" if key == "nrows" else key: value for key, value in said.items()}
    unknown = set(renamed) - known
    if unknown:
        raise OptionError(f"there is no option {min(unknown)!r}", expected=", ".join(sorted(known)))
    found = replace(options or Options(), **renamed)
    if found.decimal not in (None, ".", ","):
        raise OptionError(f"the decimal sign is given as {found.decimal!r}", expected="'.' or ','")
    if found.time_zone is not None:
        from icos_ingest.delimited.zone import zone_of

        zone_of(found.time_zone)
    return found


def spec_of(given: str | Spec | os.PathLike[str] | None) -> Spec | None:
    """A specification by its id, from a user's own file, or as it is.

    Raises:
        SchemaNotFound: there is none of that id.
        SchemaFileError: the file is not a specification.
    """
    if given is None or isinstance(given, Spec):
        return given
    if isinstance(given, os.PathLike) or given.endswith(".json"):
        return load_spec_file(Path(given))
    return spec(given)
