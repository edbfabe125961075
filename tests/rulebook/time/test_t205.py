"""T205 time-in-future."""

from datetime import UTC, datetime, timedelta


def _at(**shift: float) -> str:
    return (datetime.now(UTC) + timedelta(**shift)).strftime("%Y-%m-%dT%H:%M")


def test_a_row_of_next_year_is_an_error_of_a_known_format(judge_columns):
    times = [_at(hours=-2), _at(hours=-1), _at(days=370)]
    (finding,) = [f for f in judge_columns(time=times, fmt="asciiOtcProductCsv") if f.code == "T205"]
    assert (finding.severity, finding.count, finding.place.index) == ("error", 1, (2,))
    assert finding.message.startswith("a row is stamped in the future: ")


def test_a_forecast_in_a_table_of_no_format_is_a_warning(judge_columns):
    assert [(f.code, f.severity) for f in judge_columns(time=[_at(days=30)])] == [("T205", "warning")]


def test_local_clocks_may_be_ahead(judge_columns):
    assert judge_columns(time=[_at(hours=13)]) == ()
