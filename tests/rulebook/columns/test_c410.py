"""C410 suspected-gap-fill."""

from datetime import UTC, datetime, timedelta

READER = "ascii_etc_half_hourly_product_time_ser"
NAME = "US-CRT_HH_201101010000_201101080000.csv"


def _week(titles: str, gap_at: int | None = None) -> bytes:
    rows = [f"TIMESTAMP_START,TIMESTAMP_END,{titles}"]
    for i in range(7 * 48):
        start = datetime(2011, 1, 1, tzinfo=UTC) + timedelta(minutes=30 * i)
        end = start + timedelta(minutes=30)
        rows.append(f"{start:%Y%m%d%H%M},{end:%Y%m%d%H%M},{-9999 if i == gap_at else i / 10},4.{i % 10}")
    return "\n".join(rows).encode()


def _found(judge_bytes, data: bytes, name: str = NAME) -> list:
    return [one for one in judge_bytes(data, READER, name=name) if one.code == "C410"]


def test_a_week_of_flux_without_a_gap_is_suspected(judge_bytes):
    (finding,) = _found(judge_bytes, _week("FC_1_1_1,TA"))
    assert finding.severity == "warning"
    assert finding.message == "'FC_1_1_1' has a value in each of 336 rows, and is not called filled"
    assert (finding.place.line, finding.place.column) == (1, 3)


def test_gaps_filled_names_meteorology_and_short_files_are_left_alone(judge_bytes, judge_upload):
    assert _found(judge_bytes, _week("FC,TA", gap_at=100)) == []
    assert _found(judge_bytes, _week("FC_F,TA")) == []
    assert _found(judge_bytes, _week("WS,TA")) == []
    assert _found(judge_bytes, _week("FC,TA"), "fluxes.csv") == []
    assert judge_upload("C410", ("-9999", "5.5")) == []
