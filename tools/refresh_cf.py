"""Write `schemas/cf/standard_names.json` anew from the CF standard name table.

    python tools/refresh_cf.py TABLE.xml

The table is published by the CF community (cfconventions.org, Data/cf-standard-names); packages that check
netCDF files carry it. Only names, canonical units and aliases are taken, no descriptions.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from xml.etree import ElementTree

TARGET = Path(__file__).parents[1] / "schemas" / "cf" / "standard_names.json"


def main(table: Path) -> None:
    """Write the document, names grouped by their units."""
    root = ElementTree.parse(table).getroot()  # noqa: S314  # a table that the maintainer has chosen  # noqa: S314  # a table that the maintainer has chosen
    units: dict[str, list[str]] = {}
    for entry in root.iter("entry"):
        unit = " ".join((entry.findtext("canonical_units") or "").split())
        units.setdefault(unit, []).append(entry.get("id", ""))
    aliases = {a.get("id", ""): " ".join((a.findtext("entry_id") or "").split()) for a in root.iter("alias")}
    document = {
        "source": f"CF standard name table, version {root.findtext('version_number')}",
        "units": {unit: sorted(names) for unit, names in sorted(units.items())},
        "aliases": dict(sorted(aliases.items())),
    }
    TARGET.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
