"""From bytes to every format: whatever a file holds, no renderer fails, none lets it act, none grows without end."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pandas as pd
import pytest
from tests.support.valid_formats import valid_github, valid_html, valid_junit, valid_sarif

import icos_ingest
from icos_ingest.model import Report
from icos_ingest.render import github, junit, sarif
from icos_ingest.render.html import document, fragment
from icos_ingest.render.text import plain

NAMES = ["<script>alert(1)</script>", "\x1b[31mred\x1b[0m", "\x1b]8;;https://example.org/\x07x", "abc\u202egnp",
         "::error::x", "##[error]x", "%0A", "[a](b)", "{0}", "&amp;", "]]>", "-->", "\x9b2J", "=1+1", "' onload='x",
         "v" * 5_000]  # fmt: skip
HOURS = [f"2024-03-01T{hour:02}:00:00Z" for hour in range(24)]
MOST = 3_000_000
"""Characters of a page, for any of the files here."""


@dataclass(frozen=True)
class Table:
    """Titles and rows; as bytes with commas, or as a DataFrame."""

    titles: list[str]
    rows: list[list[str]]

    def text(self) -> bytes:
        quoted = (",".join(f'"{cell}"' for cell in row) for row in (self.titles, *self.rows))
        return ("\n".join(quoted) + "\n").encode()

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(self.rows, columns=self.titles)


WIDE = [f"c{n}" for n in range(10_000)]
TABLES = {
    "hostile names": Table(["TIMESTAMP", *NAMES], [[hour, *"1" * len(NAMES)] for hour in HOURS]),
    "hostile cells": Table(
        ["TIMESTAMP", "co2"], [[hour, name] for hour, name in zip(HOURS, NAMES, strict=False)]
    ),
    "ten thousand columns": Table(["TIMESTAMP", *WIDE], [[hour, *["1.5"] * 10_000] for hour in HOURS[:3]]),
    "ten thousand bad columns": Table(
        ["TIMESTAMP", *WIDE], [[hour, *["#REF!"] * 10_000] for hour in HOURS[:3]]
    ),
    "one column": Table(["co2"], [["400.1"], ["400.2"]]),
    "no rows": Table(["TIMESTAMP", "co2"], []),
    "all cells bad": Table(["TIMESTAMP", "co2", "Flag"], [["x\x1b[2J", "#REF!", "\u202e"]] * 50),
}


def all_formats(report: Report) -> dict[str, str]:
    """The report in every format, each valid."""
    shown = {
        "text": plain([report]),
        "full text": plain([report], full=True),
        "page": document([report]),
        "notebook": fragment([report]),
        "json": report.to_json(),
        "sarif": sarif.document([report]),
        "junit": junit.document([report]),
        "github": github.document([report]),
    }
    json.loads(shown["json"])
    valid_html(shown["page"])
    valid_html(shown["notebook"])
    valid_sarif(shown["sarif"])
    valid_junit(shown["junit"])
    valid_github(shown["github"])
    return shown


@pytest.mark.parametrize("memory", [False, True], ids=["file", "frame"])
@pytest.mark.parametrize("name", TABLES)
def test_every_renderer_takes_every_table(name, memory):
    if memory and name == "ten thousand bad columns":
        pytest.skip("its file is enough: to render it takes seconds")
    table = TABLES[name]
    report = icos_ingest.validate(table.frame() if memory else table.text(), name="<b>\x1b[1m.csv")
    shown = all_formats(report)
    for kind, text in shown.items():
        text.encode("utf-8")
        assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(text), kind
    assert len(shown["text"]) < 100_000
    assert len(shown["page"]) < MOST
    assert len(shown["notebook"]) < MOST / 2
    assert all(len(text) < MOST + 2_500 * len(report.findings) for text in shown.values())
