"""The page and the notebook's fragment: nothing of a file becomes markup, and neither grows without end."""

from __future__ import annotations

import base64
import hashlib
import re
import time
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.support import made_reports
from tests.support.valid_formats import valid_html

from icos_ingest.model import Finding, Lane, Overview, Place, Report, Severity, SourceInfo
from icos_ingest.render import html
from icos_ingest.render.html import document, fragment
from icos_ingest.render.picture import picture

NOTHING = Report(SourceInfo("a.csv"), "csv")
TEXT = st.text(st.characters(), max_size=30)


def many(n: int) -> Report:
    """A report of n findings, each with places and a quoted line."""
    places = tuple(Place(line=i, column=2, field="co2", value="x") for i in range(1, 21))
    found = tuple(
        Finding(
            "V101",
            "x",
            Severity.ERROR,
            f"column {i} is wrong",
            places[0],
            "a number",
            "mend it",
            20,
            places=places,
        )
        for i in range(n)
    )
    return replace(NOTHING, findings=found, quotes=dict.fromkeys(range(1, 21), "1;x;3;" * 20))


@pytest.mark.parametrize("render", [document, fragment])
def test_only_our_own_markup_is_in_a_page(render):
    valid_html(render(made_reports.every()))


def test_the_policy_allows_the_one_script_and_nothing_else():
    page = document(made_reports.every())
    policy = re.search(r'Policy" content="([^"]*)"', page)[1]
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert "https://" not in re.sub(r"<bdi>.*?</bdi>|<desc>.*?</desc>|<small>.*?</small>", "", page)


def test_a_notebook_gets_no_script():
    assert "<script>" not in fragment(made_reports.every())


def test_ten_thousand_findings_are_a_matter_of_a_second():
    report = many(10_000)
    start = time.process_time()
    page = document([report], full=True)
    assert time.process_time() - start < 2  # half a second where nothing else runs
    assert page.count("<tr ") == 10_000


def test_a_page_does_not_grow_without_end():
    report = many(10_000)
    assert document([report]).count("<tr ") == html.PAGE
    assert "9,000 more findings" in document([report])
    assert fragment([report]).count("<tr ") == html.FINDINGS
    assert fragment([many(1)] * 500).count("<section>") == html.SECTIONS
    assert "400 more files" in fragment([many(1)] * 500)


def test_a_good_file_of_a_batch_is_a_line_of_its_table():
    page = fragment([NOTHING, made_reports.faulty()])
    assert page.count("<section>") == 1
    assert page.count("a.csv") == 1


BIN = st.tuples(
    st.integers(0, 9), st.integers(0, 9), st.integers(0, 9),
    st.none() | st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 2).map(sorted).map(tuple),
)  # fmt: skip


@st.composite
def overviews(draw):
    timed = draw(st.booleans())
    width = draw(st.sampled_from([1, 1000, 86_400_000]))
    keys = draw(
        st.lists(st.integers(-(10**7), 10**7) | st.integers(0, 99), min_size=1, max_size=12, unique=True)
    )
    bins = [draw(BIN) for _ in keys]
    # Each bin holds a row at least: that is why it is there.
    rows = [max(1, valid + missing + other) for valid, missing, other, _ in bins]
    spans = [span if valid else None for valid, *_, span in bins]
    plausible = draw(st.none() | st.tuples(st.floats(-1e9, 0), st.floats(1, 1e9)))
    lane = Lane(draw(TEXT), draw(st.none() | TEXT), plausible, tuple(b[0] for b in bins), tuple(b[1] for b in bins),
                tuple(s and s[0] for s in spans), tuple(s and s[1] for s in spans),
                {draw(TEXT): tuple(b[0] for b in bins)}, ("U",))  # fmt: skip
    starts = tuple(sorted(key * width for key in keys))
    return Overview(
        draw(st.none() | TEXT), timed, width, starts, tuple(rows), (lane,) * draw(st.integers(1, 10))
    )


@settings(max_examples=100, deadline=None)
@given(overviews())
def test_whatever_the_numbers_the_drawing_is_sound_and_within_its_frame(overview):
    text = picture(overview)
    valid_html(text)
    root = ElementTree.fromstring(text.replace("&nbsp;", " "))
    for svg in root.iter("svg"):
        assert svg.find("title").text
        assert svg.find("desc").text
        _, _, width, height = map(int, svg.get("viewBox").split())
        for path in svg.iter("path"):
            shape = path.get("d")
            assert re.fullmatch(r"(?:[MLHV](?:\d+ ?)+|z)*", shape), shape
            pairs = re.findall(r"[ML](\d+) (\d+)", shape)
            assert all(int(x) <= width + 1 and int(y) <= height for x, y in pairs)


def test_a_stamp_gone_wrong_does_not_squeeze_the_others():
    text = picture(made_reports.seen("co2", "ppm", "U", "N"))
    assert "far from all others, not drawn: 1 (all stamps: 2024-03-01 00:00Z to 3164-" in text
    assert '<p class="axis"><span>2024-03-01 00:00Z</span><span>2024-03-01 02:30Z</span>' in text


def test_every_row_is_seen_in_the_strip():
    lane = Lane("co2", None, None, (999,), (1,), (1.0,), (2.0,))
    text = picture(Overview(None, False, 1000, (0,), (1000,), (lane,)))
    assert 'class="gap"' in text  # one missing value of a thousand
    assert 'class="unread" d' not in text
