"""A million bad cells: a report that can be read, in bounded memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROWS = 500_000
COLUMNS = {"TIMESTAMP": "iso8601dateTime", "co2": "float32", "ch4": "float32"}
CODE = """
import re, sys, icos_ingest
report = icos_ingest.validate(sys.argv[1], spec=sys.argv[2])
text = str(report)
print(sum(finding.count for finding in report.findings), len(text.splitlines()), len(report.to_json()))
# Not ru_maxrss: that of a child begins with what its parent held.
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
"""


def test_a_million_bad_cells_make_a_report_that_can_be_read(tmp_path: Path) -> None:
    path, spec = tmp_path / "bad.csv", tmp_path / "mine.json"
    columns = [{"title": title, "valueFormat": fmt} for title, fmt in COLUMNS.items()]
    own = {"id": "mine", "format": "csvWithIso8601tsFirstCol", "dataset": {"columns": columns}}
    spec.write_text(json.dumps(own), encoding="utf-8")
    with path.open("w", encoding="utf-8") as out:
        out.write("TIMESTAMP,co2,ch4\n")
        out.writelines(
            f"2024-03-{2 + n // 86400:02}T{n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}Z,#REF!,oops\n"
            for n in range(ROWS)
        )
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(path), str(spec)],
        capture_output=True,
        text=True,
        check=True,
        timeout=110,
    )
    (count, lines, size), (kilobytes,) = (map(int, line.split()) for line in done.stdout.splitlines())
    assert count >= 2 * ROWS
    assert lines < 100
    assert size < 200_000
    assert kilobytes < 500_000
