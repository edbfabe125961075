"""`open_dataset` gives the values that the portal stores, decoded; and so does the portal's own client."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from icos_ingest import Ingested, ingest, open_dataset
from icos_ingest.schema import Spec
from icos_ingest.values import FORMATS, decode

CLIENT_CASES = 12
"""Accepted cases of each format that the portal's client decodes."""
MODEL = ("time", "row", "time_bounds", "bnds")
"""Names that the dataset model gives a meaning of its own."""


@pytest.fixture(scope="session")
def accepted(cases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [case for case in cases if case["verdict"] == "accepted"]


def equal(left: NDArray[Any], right: NDArray[Any]) -> bool:
    """Equal in value, missing where the other is missing; stamps whatever their resolution."""
    if left.dtype.kind == "M" == right.dtype.kind:
        left, right = left.astype("M8[ms]"), right.astype("M8[ms]")
    return np.array_equal(left, right, equal_nan=left.dtype.kind in "fmM")


def opened(case: dict[str, Any], spec: Spec) -> tuple[Ingested, dict[str, NDArray[Any]]]:
    """What the portal stores, and the variables of the dataset by the titles of their columns."""
    with open_dataset(case["data"], spec=spec, utc_offset=0) as dataset:
        values = {str(name): dataset[name].to_numpy() for name in dataset.variables}
    found = ingest(case["data"], spec=spec, nrows=case["n_rows"])
    named = {title: f"{title}_column" if title in MODEL else title.strip() for title, _ in found.columns}
    return found, {
        **{title: values[name] for title, name in named.items()},
        "": values.get("time", np.array(0)),
    }


@pytest.mark.parametrize("part", range(4))
def test_every_stored_column_is_a_variable_of_equal_values(
    accepted: list[dict[str, Any]], specs_of: dict[str, Spec], part: int
) -> None:
    different = []
    for case in accepted[part::4]:
        spec = specs_of[case["spec"]]
        found, values = opened(case, spec)
        for title, stored in found.columns:
            column = spec.match(title)
            assert column is not None
            if not equal(values[title], decode(stored, FORMATS[column.value_format])):
                different.append((case["id"], title))
    assert different == []


STAMPED = ("asciiAtcProductTimeSer", "asciiEtcTimeSer", "asciiEtcHalfHourlyProductTimeSer", "asciiOtcProductCsv",
           "asciiOtcSocatTimeSer")  # fmt: skip
"""Formats whose stored TIMESTAMP is the stamp of the row."""


def test_time_is_the_stored_stamp(accepted: list[dict[str, Any]], specs_of: dict[str, Spec]) -> None:
    different = []
    for case in accepted[::6]:
        found, values = opened(case, specs_of[case["spec"]])
        stored = dict(found.columns)
        if case["format"] in STAMPED and "TIMESTAMP" in stored:
            stamps = decode(stored["TIMESTAMP"], FORMATS["iso8601dateTime"])
            if not equal(values[""], stamps):
                different.append(case["id"])
    assert different == []


def test_time_begins_with_the_interval_of_the_extract(
    accepted: list[dict[str, Any]], specs_of: dict[str, Spec]
) -> None:
    different = []
    for case in accepted[1::6]:
        _, values = opened(case, specs_of[case["spec"]])
        interval = case["extract"]["tabular"].get("interval")
        half = case["format"] == "asciiEtcHalfHourlyProductTimeSer"
        if interval is None or not values[""].ndim:
            continue
        first = (values[""][0] - np.timedelta64(30 if half else 0, "m")).astype("M8[ms]")
        start = np.datetime64(interval["start"].removesuffix("Z")).astype("M8[ms]")
        if first != start and abs(start.astype(np.int64)) < 1 << 53:  # beyond, float64 skips milliseconds
            different.append((case["id"], case["format"], str(first), interval["start"]))
    assert different == []


def client_values(folder: Path, found: Ingested, spec: Spec) -> dict[str, NDArray[Any]]:
    """What `icoscp_core` reads of the portal's binary form: one big-endian column after another."""
    from icoscp_core.cpb import Codec, CodecInfo, ColumnInfo

    (folder / "format").mkdir(exist_ok=True)
    (folder / "format" / "object.cpb").write_bytes(b"".join(values.tobytes() for _, values in found.columns))
    columns = []
    for title, _ in found.columns:
        column = spec.match(title)
        assert column is not None
        columns.append(ColumnInfo(title, f"http://meta.icos-cp.eu/ontologies/cpmeta/{column.value_format}"))
    codec = Codec(
        CodecInfo(
            desired_columns=None,
            offset=None,
            length=None,
            dobj_hash_id="object",
            obj_format_uri="http://meta.icos-cp.eu/ontologies/cpmeta/format",
            columns=columns,
            n_rows=len(found.columns[0][1]),
            good_flags=None,
        )
    )
    with np.errstate(invalid="ignore"):  # it makes whole numbers of NaN, which gives NaT
        return codec.parse_cpb_file(str(folder), keep_bad_data=True)


def in_the_model(values: NDArray[Any], value_format: str) -> NDArray[Any]:
    """The client's values with the portal's missing ones as the dataset model has them."""
    whole = np.iinfo(np.int32).min
    if value_format in ("int32", "boolean"):
        missing = values == (whole if value_format == "int32" else -128)
        return np.where(missing, np.nan, values) if missing.any() else values
    if values.dtype.kind in "Mm":
        counts = values.astype(np.int64) + (1970 * 12 if value_format == "iso8601month" else 0)
        missing = counts == np.int64(whole)
        return np.where(missing, np.array("NaT", values.dtype), values)
    return values


def test_the_portals_own_client_decodes_the_same(
    accepted: list[dict[str, Any]], specs_of: dict[str, Spec], tmp_path: Path
) -> None:
    chosen: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for case in accepted:
        kinds = {column.value_format for column in specs_of[case["spec"]].columns}
        for kind in kinds:
            alike = chosen.setdefault((case["format"], kind), [])
            if len(alike) < CLIENT_CASES and case["n_rows"] != 0:
                alike.append(case)
    formats: set[str] = set()
    different = []
    for case in {case["id"]: case for alike in chosen.values() for case in alike}.values():
        spec = specs_of[case["spec"]]
        found, values = opened(case, spec)
        if len({title for title, _ in found.columns}) < len(found.columns):
            continue  # a title that occurs twice has no one column at the client
        for title, read in client_values(tmp_path, found, spec).items():
            column = spec.match(title)
            assert column is not None
            formats.add(column.value_format)
            if not equal(values[title], in_the_model(read, column.value_format)):
                different.append((case["id"], title, column.value_format))
    print("value formats decoded by icoscp_core:", *sorted(formats))
    assert different == []
    assert formats == set(FORMATS) - {"string"}
