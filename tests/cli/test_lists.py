"""`rule`, `spec` and `formats`."""

from __future__ import annotations

import json

from icos_ingest import registry
from icos_ingest.cli.rule import reflow
from icos_ingest.schema import load_spec_file, spec, specs


def test_all_rules_are_listed_with_their_severity(run):
    found = run("rule")
    assert found.code == 0
    for rule in registry.rules().values():
        assert f"  {rule.code}  {rule.severity}" in found.out


def test_every_rule_has_a_page_within_80_columns(run):
    for rule in registry.rules().values():
        found = run("rule", rule.code)
        assert found.code == 0
        assert found.out.startswith(f"{rule.code} {rule.name} ({rule.severity})\n")
        assert "\nHow to mend\n" in found.out
        assert run("rule", rule.name).out == found.out


def test_markdown_is_filled_and_code_stays_as_it_stands():
    body = "A paragraph\nof two lines.\n\n- an item that is\n  long\n- another\n\n```\na;b\n\nc;d\n```\n\n| x | y |\n|--|--|"
    assert reflow(body, 24) == (
        "  A paragraph of two\n  lines.\n\n  - an item that is long\n  - another\n\n    a;b\n\n    c;d\n\n"
        "    | x | y |\n    |--|--|"
    )


def test_all_specifications_are_listed(run):
    found = run("spec")
    assert found.code == 0
    assert all(name in found.out for name in specs())


def test_a_word_narrows_the_list(run):
    found = run("spec", "fluxnet")
    assert "etcFluxnetProduct" in found.out
    assert "atcCo2NrtDataObject" not in found.out


def test_one_specification_shows_its_columns(run):
    found = run("spec", "atcCo2NrtDataObject")
    assert "µmol mol-1" in found.out
    assert "flagged by Flag" in found.out


def test_a_specification_as_json_can_be_loaded_again(run, tmp_path):
    file = tmp_path / "own.json"
    file.write_text(run("spec", "atcCo2NrtDataObject", "--format", "json").out, encoding="utf-8")
    assert load_spec_file(file) == spec("atcCo2NrtDataObject")


def test_the_list_as_json(run):
    assert {one["id"] for one in json.loads(run("spec", "--format", "json").out)} == set(specs())


def test_every_reader_and_format_is_listed(run):
    found = run("formats")
    assert found.code == 0
    for reader in registry.readers().values():
        assert reader.name in found.out
        assert all(word in found.out for word in reader.formats)


def test_what_is_broken_is_shown_with_its_cause(run):
    found = run("formats")
    assert all(name in found.out for name in registry.broken())


def test_the_version(run):
    found = run("--version")
    assert found.code == 0
    assert found.out.startswith("icos-ingest ")
