"""The documents in schemas/ are complete, valid, sourced, and the portal's."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from icos_ingest.resources import schemas_root

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((schemas_root() / "schema.json").read_text(encoding="utf-8"))


def documents(folder):
    return {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in (schemas_root() / folder).glob("*.json")
    }


def read(name):
    return json.loads((schemas_root() / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize(("folder", "count"), [("specs", 132), ("datasets", 58)])
def test_every_document_is_there(folder, count):
    assert len(documents(folder)) == count


def test_the_published_schema_is_itself_valid():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("folder", "part"), [("specs", None), ("datasets", "dataset"), ("formats", "format")]
)
def test_every_document_is_valid_and_named_as_its_file(folder, part):
    schema = {"$ref": f"#/$defs/{part}", "$defs": SCHEMA["$defs"]} if part else SCHEMA
    validator = Draft202012Validator(schema)
    for name, document in documents(folder).items():
        assert not list(validator.iter_errors(document)), name
        assert document["id"] == name


def test_the_index_agrees_with_the_specifications():
    index, specs = read("index.json")["specs"], documents("specs")
    assert index.keys() == specs.keys()
    for name, entry in index.items():
        assert entry == {
            key: specs[name][key] for key in ("label", "format", "encoding", "dataset") if key in specs[name]
        }


def test_every_flag_column_is_in_its_dataset():
    flagged = 0
    for dataset in documents("datasets").values():
        titles = {column["title"] for column in dataset.get("columns", ())}
        for column in dataset.get("columns", ()):
            if "flagColumnTitle" in column:
                assert column["flagColumnTitle"] in titles
                flagged += 1
    assert flagged > 40


def test_ranges_have_a_source_a_unit_and_a_width():
    ranges, value_types = read("ranges.json"), read("value_types.json")
    for entry in [*ranges["valueTypes"], *ranges["variables"].values()]:
        assert entry["source"] in ranges["sources"]
        assert entry["unit"]
        assert entry["min"] < entry["max"]
    for entry in ranges["valueTypes"]:
        assert value_types[entry["valueType"]].get("unit", "1") == entry["unit"]
    keys = [(entry["valueType"], entry["unit"]) for entry in ranges["valueTypes"]]
    assert len(keys) == len(set(keys))


def test_titles_excepted_from_a_range_exist():
    titles = {
        column["title"] for dataset in documents("datasets").values() for column in dataset.get("columns", ())
    }
    for entry in read("ranges.json")["valueTypes"]:
        assert set(entry.get("exceptTitles", ())) <= titles


def test_flag_schemes_have_a_source_and_apply_to_known_formats():
    formats = documents("formats")
    for name, scheme in read("flag_schemes.json").items():
        assert scheme["source"], name
        assert set(scheme["good"]) <= scheme["meanings"].keys()
        for rule in scheme.get("appliesTo", ()):
            assert rule["format"] in formats


def test_a_scheme_calls_good_what_the_portal_calls_good():
    formats = documents("formats")
    # The ocean format's good flags hold 1 and 9 for positions; QuinCe itself calls 2 good.
    for scheme in read("flag_schemes.json").values():
        for rule in scheme.get("appliesTo", ()):
            if rule["format"] != "asciiOtcProductCsv":
                assert set(scheme["good"]) == set(formats[rule["format"]]["goodFlagValues"])


def test_published_ameriflux_limits_are_letter_for_letter(facts_folder):
    ours = read("ranges.json")["variables"]
    with (facts_folder / "ranges_ameriflux.csv").open(encoding="utf-8", newline="") as file:
        published = {row["name"]: row for row in csv.DictReader(file) if row["min"] and row["max"]}
    theirs = {name: (float(row["min"]), float(row["max"])) for name, row in published.items()}
    assert theirs == {name: (e["min"], e["max"]) for name, e in ours.items() if e["source"] == "ameriflux"}


def test_refreshing_from_the_facts_changes_nothing(facts_folder, tmp_path):
    located = importlib.util.spec_from_file_location("refresh_schemas", ROOT / "tools" / "refresh_schemas.py")
    tool = importlib.util.module_from_spec(located)
    located.loader.exec_module(tool)
    for folder in ("formats",):
        (tmp_path / folder).mkdir()
        for path in (schemas_root() / folder).glob("*.json"):
            (tmp_path / folder / path.name).write_bytes(path.read_bytes())
    tool.refresh(facts_folder, read("index.json")["facts_date"], tmp_path)
    fresh = {path.relative_to(tmp_path): path.read_text("utf-8") for path in tmp_path.rglob("*.json")}
    assert fresh == {path: (schemas_root() / path).read_text("utf-8") for path in fresh}
    assert len(fresh) == 132 + 58 + len(documents("formats")) + 3


def test_titles_units_and_value_formats_are_the_facts(facts_folder):
    facts = json.loads((facts_folder / "datasets.json").read_text(encoding="utf-8"))
    ours = documents("datasets")
    assert facts.keys() == ours.keys()
    for name, dataset in facts.items():
        for part in ("columns", "variables"):
            given = [
                (
                    c["title"],
                    c.get("value_format"),
                    c.get("unit"),
                    c.get("optional", False),
                    c.get("regex", False),
                )
                for c in dataset.get(part, ())
            ]
            kept = [
                (
                    c["title"],
                    c.get("valueFormat"),
                    c.get("unit"),
                    c.get("isOptional", False),
                    c.get("isRegex", False),
                )
                for c in ours[name].get(part, ())
            ]
            assert given == kept


def test_value_formats_are_the_portals(facts_folder):
    facts = json.loads((facts_folder / "value_formats.json").read_text(encoding="utf-8"))
    assert set(SCHEMA["$defs"]["column"]["properties"]["valueFormat"]["enum"]) == facts.keys()


def test_the_readme_explains_every_word():
    readme = (schemas_root() / "README.md").read_text(encoding="utf-8")
    words = {
        *SCHEMA["properties"],
        *SCHEMA["$defs"]["column"]["properties"],
        *SCHEMA["$defs"]["time"]["properties"],
    }
    assert not {word for word in words - {"$schema"} if f"`{word}`" not in readme}


def test_the_example_of_the_readme_loads(tmp_path):
    from icos_ingest.schema import load_spec_file

    readme = (schemas_root() / "README.md").read_text(encoding="utf-8")
    example = tmp_path / "example.json"
    example.write_text(re.search(r"```json\n(.*?)```", readme, re.DOTALL)[1], encoding="utf-8")
    assert load_spec_file(example).match("TS_12").unit == "°C"
