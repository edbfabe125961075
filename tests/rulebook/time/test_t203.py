"""T203 time-gap."""

import numpy as np

HOURS = np.arange("2024-01-01", "2024-01-05", dtype="M8[h]").astype(str).tolist()


def test_gaps_are_one_note_that_names_the_longest(judge_columns):
    (finding,) = judge_columns(time=[*HOURS[:10], *HOURS[11:30], *HOURS[35:]])
    assert (finding.code, finding.severity, finding.count) == ("T203", "info", 2)
    assert finding.message == (
        "6 rows are missing in 2 gaps; the longest is 6 hours, from 2024-01-02T05:00Z to 2024-01-02T11:00Z"
    )
    assert [place.index for place in finding.places] == [(10,), (29,)]


def test_rows_of_every_hour_are_left_alone(judge_columns):
    assert judge_columns(time=HOURS) == ()


def test_months_have_no_one_length(judge_bytes):
    rows = "".join(f"{year}-{month:02},1\n" for year in (2021, 2022) for month in range(1, 13))
    assert judge_bytes(f"month,value\n{rows}".encode(), "delimited_text") == ()


def test_bursts_and_rows_sorted_otherwise_have_no_gaps(judge_columns):
    bursts = [hour for hour in HOURS if hour[-2:] in ("00", "01", "02", "03")]
    assert judge_columns(time=bursts) == ()
    assert "T203" not in [f.code for f in judge_columns(time=[*HOURS[50:], *HOURS[:40]])]


def test_rows_without_a_stamp_are_not_missing(judge_bytes):
    hours = [f"{hour}:00Z" for hour in HOURS]
    for at in (10, 11, 40):
        hours[at] = "?"
    rows = "".join(f"{hour},1\n" for hour in hours)
    found = judge_bytes(f"TIMESTAMP,value\n{rows}".encode(), "delimited_text")
    assert "T203" not in [finding.code for finding in found]
    del hours[40:43]
    rows = "".join(f"{hour},1\n" for hour in hours)
    (gap,) = (
        f for f in judge_bytes(f"TIMESTAMP,value\n{rows}".encode(), "delimited_text") if f.code == "T203"
    )
    assert gap.message.startswith("3 rows are missing from 2024-01-02T15:00Z")
