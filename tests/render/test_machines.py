"""Formats for machines: valid by their schemas, unfinished work never green, no text turns into structure."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.support import made_reports
from tests.support.valid_formats import artifacts_of, valid_github, valid_junit, valid_sarif

from icos_ingest import registry
from icos_ingest.model import Finding, Place, Report, Severity, Skipped, SourceInfo
from icos_ingest.render import github, junit, sarif, words
from icos_ingest.render.clean import clean
from icos_ingest.resources import version

NOTHING = Report(SourceInfo("a.csv"), "csv")
UNFINISHED = [
    replace(NOTHING, incomplete=True),
    replace(NOTHING, skipped=(Skipped("P101", "it crashed"),)),
    replace(
        NOTHING, incomplete=True, findings=(Finding("X101", "reached-limit", Severity.ERROR, "too big"),)
    ),
]
MADE = {"sarif": "batch.sarif", "junit": "batch.junit.xml", "github": "batch.github.txt"}
RENDERERS = {"sarif": sarif, "junit": junit, "github": github}
TEXT = st.text(st.characters(), max_size=40)
PLACES = st.builds(Place, line=st.none() | st.integers(0, 9), column=st.none() | st.integers(1, 5),
                   field=st.none() | TEXT, member=st.none() | TEXT, value=st.none() | TEXT)  # fmt: skip
FINDINGS = st.builds(Finding, TEXT, TEXT, st.sampled_from(Severity), TEXT, PLACES, expected=st.none() | TEXT,
                     fix=st.none() | TEXT, count=st.integers(1, 10**9), blocks_upload=st.booleans(),
                     places=st.lists(PLACES, max_size=3).map(tuple))  # fmt: skip
REPORTS = st.lists(
    st.builds(Report, st.builds(SourceInfo, TEXT, st.none() | st.integers(0, 10**12)), TEXT, spec=st.none() | TEXT,
              findings=st.lists(FINDINGS, max_size=3).map(tuple), incomplete=st.booleans(),
              skipped=st.lists(st.builds(Skipped, TEXT, TEXT), max_size=2).map(tuple),
              quotes=st.dictionaries(st.integers(0, 9), TEXT, max_size=3)),
    max_size=3,
)  # fmt: skip


@pytest.mark.parametrize("kind", MADE)
def test_a_batch_for_machines(kind, same_as_golden):
    text = RENDERERS[kind].document(made_reports.every())
    # What the pages of rules say is theirs to change.
    text = re.sub(r',\s+"shortDescription": \{[^}]*\}(,\s+"help": \{[^}]*\})?', "", text)
    same_as_golden(MADE[kind], text.replace(f'"version": "{version()}"', '"version": "VERSION"'))


@settings(max_examples=60, deadline=None)
@given(REPORTS)
def test_whatever_a_report_holds_every_format_stays_valid(reports):
    run = valid_sarif(sarif.document(reports))
    assert len(run["artifacts"]) <= len(reports)
    assert all(0 <= at < len(run["artifacts"]) for at in artifacts_of(run))
    assert len(valid_junit(junit.document(reports))) == len(reports)
    *annotations, (_, _, tally) = valid_github(github.document(reports))
    assert tally == words.tally(reports)
    assert len(annotations) == sum(len(one.findings) + len(words.unfinished(one)) for one in reports)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=60).map(lambda octets: octets.replace(b":", b"").decode("utf-8", "surrogateescape"))
)
def test_a_path_is_a_uri_that_leads_back_to_it(path):
    uri = sarif.uri(path)
    assert uri.isascii()
    assert not urlsplit(uri).scheme or path.startswith(("/", "\\"))
    assert unquote(urlsplit(uri).path, errors="surrogateescape") == path.replace("\\", "/")


@pytest.mark.parametrize("report", UNFINISHED, ids=["limit", "skipped", "limit told"])
def test_what_was_not_judged_to_its_end_looks_like_a_pass_nowhere(report):
    run = valid_sarif(sarif.document([report]))
    assert not run["invocations"][0]["executionSuccessful"]
    assert run["invocations"][0]["toolExecutionNotifications"]
    assert {words.UNFINISHED} <= {one["ruleId"] for one in run["results"] if one["level"] == "error"}
    suites = valid_junit(junit.document([report]))
    assert int(suites.get("errors")) == 1
    assert suites.find("testsuite/testcase/error").get("type") == words.UNFINISHED
    assert any(
        kind == "error" and said["title"] == words.UNFINISHED and said["file"] == "a.csv"
        for kind, said, _ in valid_github(github.document([report]))
    )


def test_a_good_file_is_green_everywhere():
    run = valid_sarif(sarif.document([NOTHING]))
    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"]
    suites = valid_junit(junit.document([NOTHING]))
    assert [suites.get(key) for key in ("tests", "failures", "errors")] == ["1", "0", "0"]
    assert [kind for kind, *_ in valid_github(github.document([NOTHING]))] == ["notice"]


def test_a_finding_is_shown_at_the_characters_of_its_cell():
    faulty = made_reports.faulty()
    run = valid_sarif(sarif.document([faulty]))
    first = run["results"][0]
    assert first["ruleId"] == "V101"
    assert first["occurrenceCount"] == 1213
    region = first["locations"][0]["physicalLocation"]["region"]
    line = faulty.quotes[region["startLine"]]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "#REF!"
    assert len(first["relatedLocations"]) == sarif.RELATED
    kind, said, _ = valid_github(github.document([faulty]))[0]
    assert (kind, said["line"], said["col"]) == (
        "error",
        str(region["startLine"]),
        str(region["startColumn"]),
    )


def test_a_line_of_a_member_is_no_line_of_its_archive():
    at = Place(line=3, column=2, field="co2", member="b.csv")
    report = replace(NOTHING, findings=(Finding("V101", "x", Severity.ERROR, "bad", at),), quotes={3: "1;2"})
    location = valid_sarif(sarif.document([report]))["results"][0]["locations"][0]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "b.csv: line 3, cell 2"
    _, said, message = valid_github(github.document([report]))[0]
    assert "line" not in said
    assert message.startswith("b.csv: line 3, cell 2")


def test_text_of_a_file_is_neither_link_nor_placeholder_nor_command():
    text = "[mend](https://example.org/) {0}\n::error::x 50 %, a:b"
    report = replace(NOTHING, findings=(Finding("V101", "x", Severity.ERROR, text, Place(line=1)),))
    shown = valid_sarif(sarif.document([report]))["results"][0]["message"]["text"]
    assert "](" not in shown
    assert "{{0}}" in shown
    commands = valid_github(github.document([report]))
    assert len(commands) == 2
    assert commands[0][2].startswith(clean(text))


def test_a_rule_is_described_by_its_page():
    report = replace(NOTHING, findings=(Finding("P101", "implausible-value", Severity.WARNING, "x"),))
    (rule,) = valid_sarif(sarif.document([report]))["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] == registry.rule("P101").page.summary
    assert rule["help"]["text"] == registry.rule("P101").advice


def test_errors_fail_and_warnings_do_not():
    suites = valid_junit(junit.document([made_reports.faulty()]))
    errors = [one for one in made_reports.faulty().findings if one.severity is Severity.ERROR]
    assert int(suites.get("failures")) == len(errors)
    assert int(suites.get("errors")) == 0
