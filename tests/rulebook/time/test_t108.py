"""T108 unread-time."""

import json

from icos_ingest.schema import load_spec_file, spec

TABLE = b"words\n####\nTIMESTAMP,TA\n2024-03-01T00:00:00Z,1.5\n"


def test_a_time_that_the_portal_does_not_know_here_is_a_warning(judge_bytes, tmp_path):
    columns = [
        {"title": "TIMESTAMP", "valueFormat": "iso8601dateTime"},
        {"title": "TA", "valueFormat": "float32"},
    ]
    path = tmp_path / "own.json"
    path.write_text(
        json.dumps({"id": "own", "format": "delimitedHeaderCsv", "dataset": {"columns": columns}})
    )
    (finding,) = (
        f for f in judge_bytes(TABLE, "delimited_header_csv", load_spec_file(path)) if f.code == "T108"
    )
    assert (finding.severity, finding.place.line) == ("warning", 3)
    assert "1970-01-01" in finding.message


def test_the_formats_that_it_knows_are_left_alone(judge_bytes):
    data = TABLE.replace(b"2024-03-01T00:00:00Z", b"2024-03-01 00:00")
    codes = {f.code for f in judge_bytes(data, "delimited_header_csv", spec("stationHourlyMeteorological"))}
    assert "T108" not in codes
