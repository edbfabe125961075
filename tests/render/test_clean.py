"""Text from files can hurt neither a terminal nor a page."""

from __future__ import annotations

import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icos_ingest.render.clean import clean, clean_html, clean_lines

ANYTHING = st.text(st.characters())  # surrogates, too: names of files may hold them


@given(ANYTHING)
def test_what_is_shown_prints_and_can_be_encoded(text):
    shown = clean(text)
    assert shown.isprintable()
    shown.encode("utf-8")


@given(ANYTHING)
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"])))
def test_ordinary_text_stays_as_it_is(text):
    assert clean(text) == text


@given(ANYTHING)
def test_html_gives_back_the_cleaned_text_and_holds_no_markup(text):
    class Reader(HTMLParser):
        tags = 0

        def handle_starttag(self, tag, attrs):
            self.tags += 1

    reader = Reader()
    reader.feed(clean_html(text))
    reader.close()
    assert reader.tags == 0
    assert html.unescape(clean_html(text)) == clean(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\x1b[31mred"),
        ("\x1b]8;;https://example.org/\x07go\x1b]8;;\x07", r"\x1b]8;;https://example.org/\x07go\x1b]8;;\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("a\u202eb\u2066c\u200fd", r"a\u202eb\u2066c\u200fd"),
        ("1\xa0234", r"1\xa0234"),
        ("two\r\nlines\u2028three", r"two\r\nlines\u2028three"),
        ("caf\udce9.csv", r"caf\xe9.csv"),
        ("\ud800", r"\ud800"),
        ("µmol mol⁻¹ °C 二氧化碳 C:\\data", "µmol mol⁻¹ °C 二氧化碳 C:\\data"),
    ],
)
def test_what_does_not_print_is_seen_as_an_escape(text, shown):
    assert clean(text) == shown


def test_a_long_text_tells_its_length():
    assert clean("v" * 10_000, 5) == "vvvvv… (10,000 characters)"


def test_lines_stay_lines():
    assert clean_lines("a\x1b\nb\r") == "a\\x1b\nb\\r"
