"""Write the Carbon Portal's facts into schemas/.

    python tools/refresh_schemas.py FOLDER --facts-date YYYY-MM-DD

FOLDER holds the portal's linked data as JSON: object_specs.json, datasets.json, value_types.json,
formats.json and stations.json. From them come specs/, datasets/, index.json, value_types.json and
stations.json, and in formats/ the portal's own keys (uri, label, comment, goodFlagValues).

What we wrote by hand is never touched: ranges.json, flag_schemes.json, schema.json, README.md, and in
formats/ the keys `missing`, `time`, `columns`, `towerNames` and `source`, and the formats that the portal does
not have. Documents that the facts no longer hold stay; delete them by hand after a look.
"""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).resolve().parents[1] / "schemas"
LICENCE = "CC0-1.0: facts published by the ICOS Carbon Portal as linked data"

SPEC_KEYS = {
    "uri": "uri",
    "label": "label",
    "comment": "comment",
    "format": "format",
    "encoding": "encoding",
    "data_level": "dataLevel",
    "dataset": "dataset",
    "dataset_type": "datasetType",
    "theme": "theme",
    "project": "project",
    "keywords": "keywords",
}
DATASET_KEYS = {"uri": "uri", "label": "label", "comment": "comment", "resolution": "resolution"}
COLUMN_KEYS = {
    "title": "title",
    "label": "label",
    "comment": "comment",
    "value_format": "valueFormat",
    "value_type": "valueType",
    "unit": "unit",
    "optional": "isOptional",
    "regex": "isRegex",
}
FORMAT_KEYS = {"uri": "uri", "label": "label", "comment": "comment", "good_flag_values": "goodFlagValues"}
OURS = ("missing", "time", "columns", "towerNames", "source")
"""Keys of a format that are written by hand."""
VALUE_TYPE_KEYS = {
    "uri": "uri",
    "label": "label",
    "comment": "comment",
    "unit": "unit",
    "quantity_kind": "quantityKind",
    "exact_match": "exactMatch",
}
STATION_KEYS = {
    "uri": "uri",
    "id": "id",
    "kind": "kind",
    "name": "name",
    "country": "country",
    "station_class": "stationClass",
    "latitude": "latitude",
    "longitude": "longitude",
    "elevation_m": "elevation",
    "utc_offset_h": "utcOffset",
}

Facts = dict[str, Any]


def renamed(facts: Facts, keys: dict[str, str]) -> Facts:
    """Return the facts under the portal's own words, in the order of `keys`."""
    return {new: facts[old] for old, new in keys.items() if old in facts}


def dataset_document(name: str, facts: Facts) -> Facts:
    """Return one dataset, each flag named on the column that it flags."""
    document = {"id": name, **renamed(facts, DATASET_KEYS)}
    for part in ("columns", "variables"):
        if part in facts:
            document[part] = [renamed(column, COLUMN_KEYS) for column in facts[part]]
    titles_by_id = {column["id"]: i for i, column in enumerate(facts.get("columns", []))}
    for flag in facts.get("columns", []):
        for flagged in flag.get("quality_flag_for", []):
            # The portal reuses one flag column in several datasets: not every flagged id is in this one.
            if flagged in titles_by_id:
                document["columns"][titles_by_id[flagged]]["flagColumnTitle"] = flag["title"]
    return document


def write(path: Path, document: object) -> None:
    """Write one document, the same bytes for the same facts."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def refresh(folder: Path, facts_date: str, target: Path = SCHEMAS) -> None:
    """Write every document that the facts in `folder` give."""

    def read(name: str) -> Any:
        return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))

    specs: Facts = read("object_specs")
    for name, facts in specs.items():
        write(target / "specs" / f"{name}.json", {"id": name, **renamed(facts, SPEC_KEYS)})
    for name, facts in read("datasets").items():
        write(target / "datasets" / f"{name}.json", dataset_document(name, facts))
    for name, facts in read("formats").items():
        path = target / "formats" / f"{name}.json"
        old: Facts = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        ours = {key: old[key] for key in OURS if key in old}
        write(path, {"id": name, **renamed(facts, FORMAT_KEYS), **ours})
    value_types = {name: renamed(facts, VALUE_TYPE_KEYS) for name, facts in read("value_types").items()}
    write(target / "value_types.json", value_types)
    write(target / "stations.json", [renamed(facts, STATION_KEYS) for facts in read("stations")])
    index = {
        name: renamed(facts, {key: key for key in ("label", "format", "encoding", "dataset")})
        for name, facts in specs.items()
    }
    write(target / "index.json", {"facts_date": facts_date, "licence": LICENCE, "specs": index})


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--facts-date", required=True, help="the day of the export, YYYY-MM-DD")
    arguments = parser.parse_args()
    refresh(arguments.folder, date.fromisoformat(arguments.facts_date).isoformat())


if __name__ == "__main__":
    main()
