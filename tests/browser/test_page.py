"""The report as a person sees it, on a phone and on a desk, by day and by night."""

from __future__ import annotations

import pytest
from tests.support import made_reports

import icos_ingest
from icos_ingest.render.html import document, fragment

pytestmark = [pytest.mark.slow, pytest.mark.browser]
BATCH = made_reports.every()
CONTRAST = """
element => {
    const light = color => {
        const [r, g, b] = color.match(/[\\d.]+/g).slice(0, 3).map(Number).map(part => part / 255)
            .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    let back = element;
    while (getComputedStyle(back).backgroundColor === "rgba(0, 0, 0, 0)") back = back.parentElement;
    const pair = [light(getComputedStyle(element).color), light(getComputedStyle(back).backgroundColor)];
    return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
}
"""
SIZES = pytest.mark.parametrize(
    ("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
)


@SIZES
@pytest.mark.parametrize("render", [document, fragment], ids=["page", "notebook"])
def test_it_fits_is_legible_and_asks_for_nothing(look, render, width, scheme):
    page = look(render(BATCH), width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    words = page.locator(
        ".icos-ingest :is(.pass, .warn, .fail, .incomplete, .error, .warning, mark, bdi, td)"
    )
    assert words.count() > 50
    for word in words.element_handles():
        assert word.evaluate(CONTRAST) >= 4.5, word.text_content()[:60]


@pytest.mark.parametrize("width", [390, 1280])
def test_verdict_and_what_to_do_are_seen_first(look, width):
    page = look(document([made_reports.faulty()]), width=width)
    for words in ("FAIL", "would refuse the file", "Do first:", "Mend the formula in your spreadsheet"):
        box = page.get_by_text(words).first.bounding_box()
        assert 0 <= box["y"] < 450, words
        assert box["x"] + box["width"] <= width


def test_findings_are_searched_and_ordered(look):
    page = look(document([made_reports.faulty()]))
    rows = page.locator("table.findings tr")
    assert page.get_by_role("status").text_content() == "4 of 4 findings"
    page.get_by_label("Search").fill("COLUMN #REF")
    assert [row.is_visible() for row in rows.all()] == [True, False, False, False]
    assert page.get_by_role("status").text_content() == "1 of 4 findings"
    page.get_by_label("Search").fill("")

    def order(name):
        page.get_by_label("Order").select_option(name)
        return [row.get_attribute("data-code") for row in rows.all()]

    assert order("by line") == ["V101", "T204", "Q102", "C105"]
    assert order("by rule") == ["C105", "Q102", "T204", "V101"]
    assert order("most often first")[0] == "V101"
    assert order("worst first") == ["V101", "T204", "Q102", "C105"]


def test_ten_thousand_findings_can_be_searched(look):
    from msgspec.structs import replace

    report = made_reports.faulty()
    found = tuple(replace(report.findings[0], message=f"number {n} is wrong") for n in range(10_000))
    page = look(document([replace(report, findings=found)], full=True))
    page.get_by_label("Search").fill("number 9999 ")
    assert page.get_by_role("status").text_content() == "1 of 10000 findings"


def test_the_picture_is_seen_and_said(look):
    page = look(document([made_reports.faulty()]), width=390)
    values = page.get_by_role("img", name="Values of co2")
    assert values.bounding_box()["width"] > 300
    assert values.bounding_box()["height"] > 40
    assert page.get_by_role("img", name="Flags and gaps of co2").bounding_box()["height"] >= 10
    assert "plausible 150 to 1200" in page.locator("figcaption").text_content()


@pytest.mark.parametrize("render", [document, fragment], ids=["page", "notebook"])
def test_hostile_text_stays_text(look, render):
    page = look(render([made_reports.hostile()]))
    assert page.locator("script").count() == (1 if render is document else 0)
    assert page.locator(".icos-ingest :is(a, img, iframe, object, form)").count() == 0
    assert "<script>alert(1)</script>" in page.locator("h2").text_content()


@SIZES
def test_real_samples_are_readable(look, sample_data, width, scheme):
    path = sample_data / "faulty" / "ICOS_ATC_NRT_HTM_2024-03-01_150.0_489_spoilt.CO2"
    page = look(document([icos_ingest.validate(path)]), width=width, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for mark in page.locator("mark").all():
        box = mark.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
