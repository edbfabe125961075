"""Values in the portal's CSV: the shortest text that reads back, in Java's style."""

import json
import lzma
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from icos_ingest.values import FORMATS, to_portal_csv

PLAIN = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
SCIENTIFIC = re.compile(r"-?[1-9]\.[0-9]+E-?[1-9][0-9]*")


def digits_of(text: str) -> str:
    return re.sub(r"E.*|[-.]", "", text).strip("0")


def check_java_style(number: float, text: str) -> None:
    pattern = PLAIN if number == 0 or 1e-3 <= abs(number) < 1e7 else SCIENTIFIC
    assert pattern.fullmatch(text), text


@example(2.0**-1074)
@example(1e23)
@example(9007199254740992.0)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_float64_reads_back_and_is_as_short_as_python_has_it(number):
    text = to_portal_csv(number, FORMATS["float64"])
    check_java_style(number, text)
    assert FORMATS["float64"].parse(text) == number
    assert len(digits_of(text)) <= max(2, len(digits_of(repr(number).replace("e", "E"))))


@example(2.0**33)
@example(2.0**-149)
@example(2.0**-126)
@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_float32_reads_back_and_no_shorter_decimal_does(number):
    fmt = FORMATS["float32"]
    text = to_portal_csv(np.float32(number), fmt)
    check_java_style(float(np.float32(number)), text)
    assert fmt.parse(text) == number
    for places in range(1, len(digits_of(text)) - 1 if number else 1):
        assert fmt.parse(f"{number:.{places - 1}e}") != number


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("float32", 398.0, "398.0"),
        ("float32", -0.0, "-0.0"),
        ("float32", 96082400.0, "9.60824E7"),
        ("float32", 1e-5, "1.0E-5"),
        ("float32", 0.001, "0.001"),
        ("float32", 9999999.0, "9999999.0"),
        ("float32", 1e7, "1.0E7"),
        ("float32", 2.0**33, "8.589935E9"),
        ("float32", 2.0**-149, "1.4E-45"),
        ("float32", 3.4028234663852886e38, "3.4028235E38"),
        ("float64", 2.0**-1074, "4.9E-324"),
        ("float64", 2e23, "2.0E23"),
        ("float64", 123456.789, "123456.789"),
        ("float64", float("nan"), ""),
        ("int32", -5, "-5"),
        ("int32", -(2**31), ""),
        ("bmpChar", ord("O"), "O"),
        ("bmpChar", 0xD83D, "?"),
        ("bmpChar", 0, ""),
        ("string", "text", "text"),
        ("boolean", 1, "1"),
        ("boolean", -128, ""),
        ("iso8601date", 0, "1970-01-01"),
        ("iso8601date", 2_932_897, "+10000-01-01"),
        ("iso8601date", -719_529, "-0001-12-31"),
        ("iso8601month", 1970 * 12 + 2, "1970-03"),
        ("etcDate", -1, "1969-12-31"),
        ("iso8601dateTime", 1.0, "1970-01-01T00:00:00.001Z"),
        ("iso8601dateTime", -1000.0, "1969-12-31T23:59:59Z"),
        ("isoLikeLocalDateTime", 60_000.0, "1970-01-01T00:01:00Z"),
        ("etcLocalDateTime", 1_704_067_200_000.0, "2024-01-01T00:00:00Z"),
        ("iso8601timeOfDay", 88_200, "00:30"),
        ("iso8601timeOfDay", 45_296, "12:34:56"),
    ],
)
def test_texts(name, value, text):
    assert to_portal_csv(value, FORMATS[name]) == text


@given(st.integers(-(2**53), 2**53))
def test_instants_read_back(milliseconds):
    fmt = FORMATS["iso8601dateTime"]
    assert fmt.parse(to_portal_csv(float(milliseconds), fmt)) == milliseconds


def test_every_cell_that_the_portal_served_is_written_as_it_was_served(golden: Path, facts_folder: Path):
    specs = {
        case["id"]: case["spec"]
        for case in json.loads(lzma.decompress((golden / "cases.json.xz").read_bytes()))
    }
    facts = json.loads((facts_folder / "object_specs.json").read_text("utf-8"))
    datasets = json.loads((facts_folder / "datasets.json").read_text("utf-8"))
    served = json.loads(lzma.decompress((golden / "csv.json.xz").read_bytes()))
    checked = set()
    for answer in served:
        spec = facts.get(specs[answer["id"]])
        if spec is None:  # a specification made for corners; its formats are met in others too
            continue
        titles, *rows = (line.split(",") for line in answer["csv"].split("\n"))
        for place, title in enumerate(titles):
            checked |= {
                (name, row[place])
                for name in format_of(title, datasets[spec["dataset"]]["columns"])
                for row in rows
                if len(row) == len(titles) and row[place]
            }
    assert len(checked) > 1000
    assert [cell for cell in sorted(checked) if not is_written_alike(*cell)] == []


def format_of(title: str, columns: list[dict]) -> list[str]:
    plain = [c["value_format"] for c in columns if not c.get("regex") and c["title"] == title]
    found = plain or [c["value_format"] for c in columns if c.get("regex") and re.search(c["title"], title)]
    return found[:1]


def is_written_alike(name: str, text: str) -> bool:
    """Whether the value that a served text stands for is written as that text again."""
    served_as = {
        "etcDate": "iso8601date",
        "isoLikeLocalDateTime": "iso8601dateTime",
        "etcLocalDateTime": "iso8601dateTime",
    }
    value = int(text) if name == "boolean" else FORMATS[served_as.get(name, name)].parse(text)
    return value is not None and to_portal_csv(value, FORMATS[name]) == text
